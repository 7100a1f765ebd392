"""Interviews in which the questions are set in bold or in italics, and no name stands before the words."""

import pytest

from qa.extraction import quotations_by_rules
from qa.interviews import interview
from qa.paragraphs import paragraphs

Turns = list[tuple[str, list[str]]]
ELIN, OSKAR = "Elin Tarsk", "Oskar Venn"

HEAD = "# The woman who keeps the ferry\n\nElin Tarsk has kept the ferry for forty years.\n\nInterview: Oskar Venn\n\n"
BODY = """\
**Why did you stay?**

I never thought of it.

My mother had the key.

**And now?**

I look for somebody with strong arms.
"""


def heard(text: str) -> Turns:
    found = interview(text, paragraphs(text))
    return [(one.source.name if one.source else "", [piece.of(text) for piece in one.pieces]) for one in found]


def test_who_asks_is_in_the_byline_and_who_answers_in_the_lead() -> None:
    assert heard(HEAD + BODY) == [
        (OSKAR, ["Why did you stay?"]),
        (ELIN, ["I never thought of it.\n\nMy mother had the key."]),
        (OSKAR, ["And now?"]),
        (ELIN, ["I look for somebody with strong arms."]),
    ]


SET: dict[str, tuple[str, str]] = {
    "bold": ("**", "**"),
    "bold with underscores": ("__", "__"),
    "italics": ("*", "*"),
    "italics with underscores": ("_", "_"),
    "bold italics": ("***", "***"),
    "headings": ("### ", ""),
}


@pytest.mark.parametrize(("before", "after"), SET.values(), ids=SET)
def test_every_way_to_set_a_question(before: str, after: str) -> None:
    text = HEAD + BODY.replace("?**", f"?{after}\n").replace("\n**", f"\n{before}").replace("**", before, 1)
    assert [words for who, [words] in heard(text) if who == OSKAR] == ["Why did you stay?", "And now?"]


BYLINES = {
    "interview": "Interview: Oskar Venn",
    "interview by": "Interview by Oskar Venn",
    "interviewed by": "*Interviewed by Oskar Venn*",
    "by": "By Oskar Venn",
    "text": "Text: Oskar Venn | Photographs: Ida Moe",
    "words by": "Words by Oskar Venn. Photographs by Ida Moe",
    "meets": "Oskar Venn meets Elin Tarsk on the pier.",
    "meets, in bold": "**Oskar Venn meets ferry keeper Elin Tarsk on the pier.**",
}


@pytest.mark.parametrize("byline", BYLINES.values(), ids=BYLINES)
def test_a_byline_in_any_form_tells_who_asks(byline: str) -> None:
    assert [who for who, _ in heard(HEAD.replace("Interview: Oskar Venn", byline) + BODY)] == [OSKAR, ELIN, OSKAR, ELIN]


NOT_PLAIN = {
    "two who ask": (HEAD.replace(OSKAR, "Oskar Venn and Ida Moe"), ["", ELIN, "", ELIN]),
    "nobody who asks": (HEAD.replace("Interview: Oskar Venn\n\n", ""), ["", ELIN, "", ELIN]),
    "two who may answer": (
        HEAD.replace("Elin Tarsk has", "Elin Tarsk has loved boats. Ida Moe has"),
        [OSKAR, "", OSKAR, ""],
    ),
    "nobody who answers": (HEAD.replace("Elin Tarsk", "A woman"), [OSKAR, "", OSKAR, ""]),
}


@pytest.mark.parametrize(("head", "speakers"), NOT_PLAIN.values(), ids=NOT_PLAIN)
def test_where_it_is_not_plain_nobody_is_named(head: str, speakers: list[str]) -> None:
    assert [who for who, _ in heard(head + BODY)] == speakers
    named = [q.speaker.name if q.speaker else "" for q in quotations_by_rules(head + BODY) if q.kind.value == "turn"]
    assert named == speakers


BETWEEN: dict[str, list[str]] = {
    "> “My mother had the key”": ["I never thought of it.", "My mother had the key."],
    "[Laughs.]": ["I never thought of it.", "My mother had the key."],
    "*Elin Tarsk’s book is out now.*": ["I never thought of it."],
    "## The early years": ["I never thought of it."],
}


@pytest.mark.parametrize(("line", "pieces"), BETWEEN.items())
def test_what_stands_between_answers(line: str, pieces: list[str]) -> None:
    text = HEAD + BODY.replace("it.\n\nMy", f"it.\n\n{line}\n\nMy")
    assert heard(text)[1] == (ELIN, pieces)


def test_a_prompt_is_a_question_and_a_heading_is_none() -> None:
    text = HEAD + BODY.replace("**And now?**", "**Tell me of her.**\n\nShe sang.\n\n**Today**\n\n**And now?**")
    assert [words for who, [words] in heard(text) if who == OSKAR] == [
        "Why did you stay?",
        "Tell me of her.",
        "And now?",
    ]


def test_frequent_questions_are_nobodys() -> None:
    text = "# The ferry\n\n**What does it cost?**\n\nThe ferry costs two crowns.\n\n**When does it run?**\n\nDaily."
    assert heard(text) == []


def test_one_line_in_bold_makes_no_interview() -> None:
    assert heard(HEAD + "**Why did you stay?**\n\nI never thought of it.") == []


def test_where_labels_are_printed_they_decide() -> None:
    text = HEAD + "**Why?**\n\n**What for?**\n\nElin Tarsk: I stayed.\n\nOskar Venn: And now?\n\nElin Tarsk: I look."
    assert [q.mention.of(text) for q in quotations_by_rules(text) if q.mention] == [ELIN, OSKAR, ELIN]
