"""What several outlets print is one citation, with all of them; what only looks alike stays apart."""

import pytest

import qa
from qa.citations import citations
from qa.retriever import Candidate

ELIN, OSKAR = qa.Speaker("Elin Tarsk"), qa.Speaker("Oskar Venn")


def printed(outlet: str, said: str, *, score: float = 1.0, speaker: qa.Speaker = ELIN) -> Candidate:
    article = qa.Article(outlet, said, outlet=outlet)
    span = qa.Span(0, len(said))
    quotation = qa.Quotation((span,), qa.Kind.DIRECT, qa.Source(qa.Span(0, 1), speakers=(speaker,)))
    return Candidate(qa.Passage(span, span, quotation), article, 0.5, 0.5, 1.0, False, True, score)


FERRY = "The new ferry will sail in June and will carry four hundred passengers a day to Calder"


def test_a_statement_that_several_outlets_print_is_shown_once_with_all_of_them() -> None:
    found = citations(
        [printed("Post", FERRY), printed("Wire", FERRY.replace("new ", "")), printed("Echo", FERRY + "!")]
    )
    assert [(one.article.id, [also.article.id for also in one.also]) for one in found] == [("Post", ["Wire", "Echo"])]
    assert found[0].also[0].text == FERRY.replace("new ", "")


def test_the_outlet_that_prints_more_of_it_is_shown_in_the_place_of_the_other() -> None:
    longer = f"{FERRY}. Nobody will have to row again"
    [first, _] = citations([printed("Post", FERRY), printed("Echo", "It leaks"), printed("Wire", longer, score=0.5)])[
        :2
    ]
    assert (first.text, first.score) == (longer, 1.0)
    assert [also.text for also in first.also] == [FERRY]


def test_the_outlet_that_prints_more_keeps_all_that_were_found_before_it() -> None:
    longer = f"{FERRY}. Nobody will have to row again"
    [shown] = citations([printed("Post", FERRY), printed("Echo", FERRY), printed("Wire", longer, score=0.5)])
    assert (shown.article.id, [also.article.id for also in shown.also]) == ("Wire", ["Echo", "Post"])


ANOTHER = {
    "another month": FERRY.replace("June", "July"),
    "another number": FERRY.replace("four hundred", "five hundred"),
    "denied": FERRY.replace("will sail", "will not sail"),
    "another town": FERRY.replace("Calder", "Ludden"),
    "a few words in common": "The new ferry",
}


@pytest.mark.parametrize("other", ANOTHER.values(), ids=ANOTHER)
def test_what_says_something_else_is_shown_beside_it(other: str) -> None:
    assert len(citations([printed("Post", FERRY), printed("Wire", other)])) == 2


def test_two_people_who_say_the_same_are_two() -> None:
    assert len(citations([printed("Post", FERRY), printed("Wire", FERRY, speaker=OSKAR)])) == 2


def test_a_sentence_that_an_article_has_twice_in_a_row_is_not_shown_twice() -> None:
    text = f"{FERRY}. {FERRY}."
    article, half = qa.Article("a", text), len(FERRY) + 1
    quotation = qa.Quotation((qa.Span(0, len(text)),), qa.Kind.DIRECT, qa.Source(qa.Span(0, 1), speakers=(ELIN,)))
    spans = [qa.Span(0, half), qa.Span(half + 1, len(text))]
    twice = [Candidate(qa.Passage(s, s, quotation), article, 0.5, 0.5, 1.0, False, True, 1.0) for s in spans]
    assert [(one.text, one.also) for one in citations(twice)] == [(f"{FERRY}.", ())]


def test_a_bare_no_is_shown_with_the_sentence_that_follows() -> None:
    text = "No. The flight stays."
    article = qa.Article("a", text)
    quotation = qa.Quotation((qa.Span(0, len(text)),), qa.Kind.TURN, qa.Source(qa.Span(0, 1), speakers=(ELIN,)))
    spans = {qa.Span(0, 3): 1.0, qa.Span(4, len(text)): 0.2}
    found = citations(
        [
            Candidate(qa.Passage(s, s, quotation), article, 0.5, 0.5, 1.0, False, True, score)
            for s, score in spans.items()
        ]
    )
    assert [one.text for one in found] == [text]


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ("«", "»"), ('"', '"')], ids=["curly", "angled", "straight"]
)
def test_what_is_joined_closes_the_marks_that_it_opens(opening: str, closing: str) -> None:
    first = f"{opening}It leaks,{closing} Tarsk said. {opening}I saw the water rise in the engine room."
    last = "It will sink in a week"
    article = qa.Article("a", f"{first} {last}.{closing} Nobody replied.")
    [start, end] = [article.text.index(last), article.text.index(last) + len(last)]
    spans = (qa.Span(1, 10), qa.Span(first.index("I saw"), end))
    quotation = qa.Quotation(spans, qa.Kind.DIRECT, qa.Source(qa.Span(0, 1), speakers=(ELIN,)))
    parts = [qa.Passage(span, span, quotation) for span in (qa.Span(0, len(first)), qa.Span(start, end))]
    [joined] = citations([Candidate(part, article, 0.5, 0.5, 1.0, False, True, 1.0) for part in parts])
    assert joined.text == f"{first} {last}.{closing}"


def test_what_is_joined_over_paragraphs_has_the_marks_of_both() -> None:
    first, last = "It leaks in the engine room.", "It will sink in a week"
    article = qa.Article("a", f"“{first}\n\n“{last},” Tarsk said.")
    spans = tuple(qa.Span(at := article.text.index(words), at + len(words)) for words in (first, last))
    quotation = qa.Quotation(spans, qa.Kind.DIRECT, qa.Source(qa.Span(0, 1), speakers=(ELIN,)))
    parts = [qa.Passage(span, span, quotation) for span in spans]
    [joined] = citations([Candidate(part, article, 0.5, 0.5, 1.0, False, True, 1.0) for part in parts])
    assert joined.text == f"“{first}\n\n“{last},”"
