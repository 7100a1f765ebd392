"""What is searched and shown: sentences, or the words alone where somebody says hardly more than them."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.extraction import quotations
from qa.passages import passage_terms, passages
from qa.records import Article, Kind, Passage, Quotation, Source, Span


def of(text: str) -> list[Passage]:
    return passages(Article("a", text), quotations(text))


def shown(text: str) -> list[tuple[str, str]]:
    """Each passage as printed, with the name of its speaker, `?` for nobody known, empty for a report."""
    return [(p.span.of(text), _source(p)) for p in of(text)]


def test_what_a_sentence_says_is_proved_by_its_main_clause() -> None:
    text = "A porter, who asked not to be named because she may not speak to the press, said that it was raining."
    [passage] = of(text)
    assert passage.quotation is not None
    assert [span.of(text) for span in passage.quotation.evidence] == ["A porter", "said"]


def _source(passage: Passage) -> str:
    if passage.quotation is None:
        return ""
    return passage.quotation.speaker.name if passage.quotation.speaker else "?"


REST = "Oskar Venn sold the old ferry to nobody on Tuesday."

SHOWN: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "words with their attribution: the words": (
        "“The ferry is old,” Elin Tarsk said.",
        [("The ferry is old", "Elin Tarsk")],
    ),
    "several sentences: each by itself": (
        "“The ferry is old. It leaks,” Elin Tarsk said.",
        [("The ferry is old.", "Elin Tarsk"), ("It leaks", "Elin Tarsk")],
    ),
    "interrupted: both parts": (
        "“The ferry,” Elin Tarsk said, “is old.”",
        [("The ferry", "Elin Tarsk"), ("is old", "Elin Tarsk")],
    ),
    "a few words more: the words": (
        "On Tuesday morning Elin Tarsk said: “The ferry is old.”",
        [("The ferry is old", "Elin Tarsk")],
    ),
    "many words more: the whole sentence": (
        "Late on Tuesday evening, in Calder, Elin Tarsk said: “The ferry is old.”",
        [("Late on Tuesday evening, in Calder, Elin Tarsk said: “The ferry is old.”", "Elin Tarsk")],
    ),
    "a long attribution: the whole sentence": (
        "“The ferry is old,” Elin Tarsk said on the deck of the ship that was to replace it.",
        [("“The ferry is old,” Elin Tarsk said on the deck of the ship that was to replace it.", "Elin Tarsk")],
    ),
    "a fragment in a report: the whole sentence": (
        "Elin Tarsk said the ferry was “old and proud” and would be sold to the town.",
        [("Elin Tarsk said the ferry was “old and proud” and would be sold to the town.", "Elin Tarsk")],
    ),
    "reported speech: the whole sentence": (
        "Elin Tarsk said that the ferry was old.",
        [("Elin Tarsk said that the ferry was old.", "Elin Tarsk")],
    ),
    "a dash: the words": (
        "- The ferry is old, - Elin Tarsk said. - It leaks.",
        [("The ferry is old", "Elin Tarsk"), ("It leaks", "Elin Tarsk")],
    ),
    "an unnamed source": ("“The ferry is old,” a spokesman said.", [("The ferry is old", "?")]),
    "the article's own report": (REST, [(REST, "")]),
    "denied words are the article's report": (
        "Elin Tarsk denied calling the ferry “a floating wreck”.",
        [("Elin Tarsk denied calling the ferry “a floating wreck”.", "")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHOWN.values(), ids=SHOWN)
def test_what_is_shown(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_a_turn_is_shown_sentence_by_sentence_without_its_label() -> None:
    text = "Elin Tarsk: The ferry is old. It leaks.\n\nOskar Venn (00:01:02): Sell it."
    assert shown(text) == [("The ferry is old.", "Elin Tarsk"), ("It leaks.", "Elin Tarsk"), ("Sell it.", "Oskar Venn")]


def test_page_furniture_is_left_out() -> None:
    text = f"Images | Calder House\n\nTell a friend\n\n{REST}\n\nPrint version\n\nTell a friend"
    assert shown(text) == [(REST, "")]


def test_direct_speech_counts_more_than_the_report_around_it() -> None:
    [passage] = of("“The ferry is old and it leaks,” Elin Tarsk said.")
    assert passage.quotation is not None
    assert passage.quotation.kind is Kind.DIRECT


def test_a_sentence_of_which_few_words_are_reported_is_the_articles() -> None:
    text = (
        "Elin Tarsk promised them tea, and then the whole crew of the ferry went ashore to look for the missing anchor."
    )
    start = text.index("them tea")
    quotation = Quotation((Span(start, start + len("them tea")),), Kind.INDIRECT, Source(Span(0, 10)))
    [passage] = passages(Article("a", text), [quotation])
    assert passage.quotation is None
    most = Quotation((Span(start, len(text) - 1),), Kind.INDIRECT, Source(Span(0, 10)))
    [passage] = passages(Article("a", text), [most])
    assert passage.quotation == most


SOLD = "Mayor Elin Tarsk said the ferry was sold{} the long dispute over the anchor, the crew, the harbour, the gate."


@pytest.mark.parametrize(
    ("between", "is_hers"),
    [(", a little later than she had hoped owing to", True), (", and then they spoke about", False)],
)
def test_what_follows_reported_words_is_reported_too_unless_another_clause_begins(between: str, is_hers: bool) -> None:
    text = SOLD.format(between)
    start = text.index("the ferry was sold")
    quotation = Quotation(
        (Span(start, start + len("the ferry was sold")),), Kind.INDIRECT, Source(Span(0, 16), cue=Span(17, 21))
    )
    [passage] = passages(Article("a", text), [quotation])
    assert (passage.quotation == quotation) is is_hers


def test_the_context_reaches_from_the_sentence_before_to_the_one_after() -> None:
    text = "One came. Two went. Three stayed. Four slept."
    found = of(text)
    assert [p.context.of(text) for p in found] == [
        "One came. Two went.",
        "One came. Two went. Three stayed.",
        "Two went. Three stayed. Four slept.",
        "Three stayed. Four slept.",
    ]


@pytest.mark.parametrize("text", ["", " \n\n ", "Tell a friend", "***"])
def test_nothing_to_show(text: str) -> None:
    assert [p for p in of(text) if p.span.of(text).strip("*")] == []


parts = st.sampled_from(
    [
        "Elin Tarsk said",
        "“The ferry is old.",
        "It leaks.”",
        "- It is new, - he said.",
        "Elin Tarsk: Yes.",
        "\n\n",
        "Tell a friend",
    ]
)


@given(st.lists(parts, max_size=15).map(" ".join))
def test_passages_are_in_order_disjoint_or_nested_and_inside_their_context(text: str) -> None:
    found = of(text)
    assert all(left.span < right.span for left, right in pairwise(found))
    assert all(left.span.end <= right.span.start or left.span.contains(right.span) for left, right in pairwise(found))
    for passage in found:
        assert passage.context.contains(passage.span)
        assert passage.span.of(text) == passage.span.of(text).strip() != ""
        assert passage.quotation is None or passage.quotation.overlaps(passage.span)


def test_terms_are_the_passages_own_its_neighbours_and_what_it_belongs_to() -> None:
    text = "The ferries leaked. “Sell them,” Mayor Elin Tarsk said. Nobody paid."
    article = Article("a", text, title="Harbour news", date=date(2024, 5, 7), outlet="Calder Post")
    first, second, third = passage_terms(article, passages(article, quotations(text)))
    assert first.own.split() == ["ferri", "leak"]
    assert second.own.split() == ["sell"]
    assert second.around.split() == ["ferri", "leak", "nobodi", "paid"]
    assert set(second.about.split()) == {*"elin tarsk mayor harbour news calder post 07 may 2024".split()}
    assert "tarsk" not in third.about.split()


NESTED: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "within a sentence: his words whole, and hers": (
        "“Mayor Ann Pell said, ‘Nobody will lose a job,’ and in March eleven people left,” Oskar Venn said.",
        [
            ("Mayor Ann Pell said, ‘Nobody will lose a job,’ and in March eleven people left", "Oskar Venn"),
            ("Nobody will lose a job", "Ann Pell"),
        ],
    ),
    "at the beginning: with both of its marks": (
        "“‘Nobody will lose a job,’ Mayor Ann Pell said, and eleven people left,” Oskar Venn said.",
        [
            ("‘Nobody will lose a job,’ Mayor Ann Pell said, and eleven people left", "Oskar Venn"),
            ("Nobody will lose a job", "Ann Pell"),
        ],
    ),
    "over several sentences, whose marks do not show in each: hers alone": (
        "“Mayor Ann Pell said, ‘Nobody will lose a job. Everybody stays. I mean it,’ and eleven people left,” "
        "Oskar Venn said.",
        [
            ("Mayor Ann Pell said,", "Oskar Venn"),
            ("Nobody will lose a job.", "Ann Pell"),
            ("Everybody stays.", "Ann Pell"),
            ("I mean it", "Ann Pell"),
            ("and eleven people left", "Oskar Venn"),
        ],
    ),
    "in a turn": (
        "Elin Tarsk: Then Mrs Ann Pell came. She told me, “It is late.” What now?\n\nOskar Venn: Go.",
        [
            ("Then Mrs Ann Pell came.", "Elin Tarsk"),
            ("She told me, “It is late.”", "Elin Tarsk"),
            ("It is late", "Ann Pell"),
            ("What now?", "Elin Tarsk"),
            ("Go.", "Oskar Venn"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), NESTED.values(), ids=NESTED)
def test_words_quoted_in_somebodys_speech_are_never_his_without_their_marks(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert shown(text) == expected


def test_the_context_of_quoted_words_is_that_of_the_sentence_in_which_they_are_quoted() -> None:
    text = "One came. “Mayor Ann Pell said, ‘Nobody leaves,’ and eleven left,” Oskar Venn said. Two went."
    before, whole, quoted, after = of(text)
    assert whole.context == quoted.context == Span(before.span.start, after.span.end)
    assert after.context.start == whole.span.start


ONE_SIDED: dict[str, tuple[str, list[str]]] = {
    "minutes, a turn of several sentences": (
        "Mr Tarn: “The weir stays. I built it. It holds.”\n\nMs Odell: “My boat was holed.”",
        ["The weir stays.", "I built it.", "It holds.", "“My boat was holed.”"],
    ),
    "straight marks": (
        'Mr Tarn: "The weir stays. It holds".\n\nMs Odell: "My boat was holed."',
        ["The weir stays.", "It holds", '"My boat was holed."'],
    ),
    "words that end in a sentence that goes on": (
        "“It is old. It is patient,” Elin Tarsk said on the deck of the ship that was to replace it.",
        ["It is old.", "It is patient"],
    ),
    "words that begin in a sentence of which most is the article's": (
        "To those who had walked to the stable with her in the rain Elin Tarsk said: «Это лошадь. Она терпеливая».",
        ["Это лошадь.", "Она терпеливая"],
    ),
    "a paragraph that opens again": (
        '"It rained.\n\n"The weir held all night.',
        ["It rained.", "The weir held all night."],
    ),
    "an apostrophe is no mark": ("’Tis the workers’ weir.", ["’Tis the workers’ weir."]),
}


@pytest.mark.parametrize(("text", "words"), ONE_SIDED.values(), ids=ONE_SIDED)
def test_a_passage_shows_both_marks_of_a_pair_or_none(text: str, words: list[str]) -> None:
    assert [passage.span.of(text) for passage in of(text)] == words


stretches = st.sampled_from(
    [
        *["The ferry is old", "Ann Pell said", "she told us", "Oskar Venn asked", "and it leaks", "Who knows"],
        *[", ", ". ", "? ", "! ", "… ", " ", " – ", "\n\n", "“", "” ", "‘", "’ ", '"', "' ", "« ", " »", ": "],
    ]
)


@given(st.lists(stretches, max_size=25).map("".join))
def test_no_passage_begins_with_what_ends_something_else(text: str) -> None:
    for passage in of(text):
        words = passage.span.of(text)
        assert words[0] not in ",;:!?)]} ", words
        assert not words.startswith(("” ", "’ ", "» ")), words
        assert any(character.isalnum() for character in words)
