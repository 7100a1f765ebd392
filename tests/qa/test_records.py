"""The nouns: what can be computed is computed, and wrong states cannot be written down."""

from datetime import date

import pytest

from qa.records import Answer, Article, Citation, Kind, Passage, Query, Quotation, Source, Span, Speaker

TEXT = "Ferry sold. “It is gone,” said the mayor. “For good.”"
ARTICLE = Article("a", TEXT, date=date(2024, 5, 7))
SAID = Quotation(
    (Span(13, 23), Span(43, 52)), Kind.DIRECT, Source(Span(31, 40), Span(26, 30), (Speaker("Oda Brekkestad", "Mayor"),))
)


def cited(quotation: Quotation | None) -> Citation:
    return Citation(Passage(Span(13, 23), Span(0, 52), quotation), ARTICLE, 1.0)


ODA, JORY, NORA = Speaker("Oda Brekkestad", "Mayor"), Speaker("Jory Pell"), Speaker("Nora Pell")


def sourced(speakers: tuple[Speaker, ...], choices: tuple[Speaker, ...] = ()) -> Quotation:
    return Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None, speakers, choices))


OVERLAPS = {
    "apart": (Span(0, 2), Span(3, 5), False, False),
    "touching": (Span(0, 2), Span(2, 4), False, False),
    "overlapping": (Span(0, 3), Span(2, 4), True, False),
    "inside": (Span(0, 5), Span(1, 2), True, True),
    "the same": (Span(0, 5), Span(0, 5), True, True),
}


@pytest.mark.parametrize(("one", "other", "overlap", "contain"), OVERLAPS.values(), ids=OVERLAPS.keys())
def test_spans_exclude_their_end(one: Span, other: Span, overlap: bool, contain: bool) -> None:
    assert one.overlaps(other) == other.overlaps(one) == overlap
    assert one.contains(other) == contain


def test_a_span_can_lose_its_edges() -> None:
    assert Span(0, 8).stripped("  word  ") == Span(2, 6)
    assert Span(0, 6).stripped("“word”", "“”") == Span(1, 5)
    assert Span(2, 4).stripped("ab  cd") == Span(4, 4)


def test_an_utterance_reaches_over_what_interrupts_it() -> None:
    assert SAID.extent == Span(13, 52)
    assert not SAID.overlaps(Span(25, 40))
    assert SAID.overlaps(Span(50, 60))


def test_a_citation_is_cut_from_its_article() -> None:
    citation = cited(SAID)
    assert citation.before + citation.text + citation.after == TEXT[:52]
    assert citation.text == "It is gone"


SOURCES = {
    "a person": (SAID, "Oda Brekkestad", "direct"),
    "somebody mentioned": (Quotation(SAID.spans, Kind.INDIRECT, Source(Span(31, 40))), "the mayor", "indirect"),
    "both": (sourced((ODA, JORY)), "Oda Brekkestad and Jory Pell", "indirect"),
    "three": (sourced((ODA, JORY, NORA)), "Oda Brekkestad, Jory Pell and Nora Pell", "indirect"),
    "one of two": (sourced((), (JORY, NORA)), "one of two: Jory Pell or Nora Pell", "indirect"),
    "one of three": (
        sourced((), (ODA, JORY, NORA)),
        "one of three: Oda Brekkestad, Jory Pell or Nora Pell",
        "indirect",
    ),
    "nobody knows who": (Quotation(SAID.spans, Kind.TURN), "", "turn"),
    "the article itself": (None, "", "report"),
}


@pytest.mark.parametrize(("quotation", "source", "kind"), SOURCES.values(), ids=SOURCES.keys())
def test_a_citation_says_whose_words_it_gives(quotation: Quotation | None, source: str, kind: str) -> None:
    assert (cited(quotation).source, cited(quotation).kind) == (source, kind)


def test_a_citation_says_who_passes_the_words_on() -> None:
    told = Quotation(SAID.spans, Kind.DIRECT, Source(Span(31, 40), None, (JORY,)), Source(Span(0, 5)))
    assert (cited(told).source, cited(told).via) == ("Jory Pell", "Ferry")
    assert cited(SAID).via == cited(None).via == ""


def test_one_of_two_is_nobody_to_be_named() -> None:
    assert sourced((), (JORY, NORA)).speaker is None
    assert sourced((ODA, JORY)).speaker is None


def test_an_answer_with_citations_is_answered() -> None:
    assert Answer(Query("?"), (cited(SAID),)).answered
    assert not Answer(Query("?"), (), (cited(SAID),)).answered
