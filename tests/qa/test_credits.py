"""Whose a quotation is that is set apart, with a line below it."""

import pytest

from qa.credits import credited
from qa.marks import marked
from qa.paragraphs import paragraphs


def whose(text: str) -> list[tuple[str, list[str]]]:
    body = paragraphs(text)
    return [
        (one.source.name, [span.of(text) for span in one.spans]) for one in credited(text, body, marked(text, body))
    ]


WORDS = "“The ferry is old. It must go.”"
CREDITS = {
    "office and date": "Elin Tarsk, Minister for Ferries and Bridges – 22/10/2031",
    "office": "Elin Tarsk, chair of the harbour board",
    "dash": "— Elin Tarsk",
    "dash and office": "– Elin Tarsk, chair of the harbour board",
    "in italics": "*— Elin Tarsk, Norvik*",
}


@pytest.mark.parametrize("line", CREDITS.values(), ids=CREDITS)
def test_the_line_below_names_who_says_it(line: str) -> None:
    assert whose(f"The ferry is sold.\n\n{WORDS}\n\n{line}\n\nMore follows.") == [
        ("Elin Tarsk", ["The ferry is old. It must go."])
    ]


def test_a_quotation_over_paragraphs_has_one_line_below_it() -> None:
    text = "The ferry is sold.\n\n“The ferry is old.\n\n“It must go.”\n\n— Elin Tarsk"
    assert whose(text) == [("Elin Tarsk", ["The ferry is old.", "It must go."])]


NO_CREDITS = {
    "a sentence": "Elin Tarsk, chair of the harbour board, left.",
    "the caption of a picture": "Elin Tarsk, chair of the harbour board, at the ferry",
    "a heading": "Elin Tarsk",
    "no person": "– Next Steps and Prospects of the Sale of the Ferry",
    "another quotation": "“Elin Tarsk”",
}


@pytest.mark.parametrize("line", NO_CREDITS.values(), ids=NO_CREDITS)
def test_other_lines_below_name_nobody(line: str) -> None:
    assert whose(f"The ferry is sold.\n\n{WORDS}\n\n{line}\n\nMore follows.") == []


def test_whoever_is_named_above_the_words_says_them() -> None:
    assert whose(f"Oskar Venn said:\n\n{WORDS}\n\nElin Tarsk, chair of the harbour board") == []


def test_words_beside_others_are_not_set_apart() -> None:
    assert whose(f"He read it: {WORDS}\n\n— Elin Tarsk") == []
