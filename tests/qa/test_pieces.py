"""An article cut where anybody's words begin or end: nothing is lost, nothing is told twice."""

from pathlib import Path

import pytest

from qa.extraction import quotations
from qa.pieces import rows
from qa.records import Article, Kind, Quotation, Source, Span
from qa.sources import read_sources

SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample" / "articles"
TEXT = "Ferry sold\n\nTell a friend\n\n“She said ‘never’ to me,” he sighed.\n\nThe council rose."
ARTICLE = Article("a", TEXT, "Ferry sold")


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


OUTER = Quotation((span("She said ‘never’ to me"),), Kind.DIRECT, Source(span("he sighed"), span("sighed")))
INNER = Quotation((span("never"),), Kind.DIRECT, Source(span("She"), span("said")))


def test_nested_words_belong_to_both_and_the_innermost_says_them() -> None:
    pieces = rows(ARTICLE, [OUTER, INNER])[1].pieces
    said = {piece.span.of(TEXT): piece.said for piece in pieces}
    assert said["never"] == (0, 1)
    assert said["’ to me"] == (0,)
    assert said["“"] == ()
    never = next(piece for piece in pieces if piece.span.of(TEXT) == "never")
    assert never.innermost([OUTER, INNER], Kind.DIRECT) == 1
    assert never.innermost([OUTER, INNER], Kind.INDIRECT) is None


def test_mentions_and_cues_are_evidence() -> None:
    pieces = rows(ARTICLE, [OUTER, INNER])[1].pieces
    assert {piece.span.of(TEXT) for piece in pieces if piece.is_evidence} == {"She", "said", "he ", "sighed"}


def test_words_that_overlap_without_nesting_are_cut_at_every_edge() -> None:
    left = Quotation((span("She said ‘never"),), Kind.DIRECT)
    right = Quotation((span("never’ to me"),), Kind.INDIRECT)
    pieces = rows(ARTICLE, [left, right])[1].pieces
    assert [piece.said for piece in pieces if piece.said] == [(0,), (0, 1), (1,)]


def test_the_title_is_not_told_twice_unless_somebody_says_it() -> None:
    assert TEXT[rows(ARTICLE, [])[0].pieces[0].span.start :].startswith("Tell a friend")
    spoken = Quotation((span("Ferry sold"),), Kind.TURN)
    assert rows(ARTICLE, [spoken])[0].said == [0]


def test_what_belongs_to_the_page_is_told_apart() -> None:
    assert [row.is_furniture for row in rows(ARTICLE, [])] == [True, False, False]


@pytest.mark.parametrize("file", sorted(SAMPLE.iterdir()), ids=lambda file: file.name)
def test_every_word_is_printed_once_and_every_utterance_begins(file: Path) -> None:
    (article,) = read_sources([file])
    assert isinstance(article, Article)
    found = quotations(article.text)
    cut = rows(article, found)
    printed = "".join(piece.span.of(article.text) for row in cut for piece in row.pieces)
    title = next((line for line in article.text.split("\n") if line.strip("#* ") == article.title), "")
    at = article.text.index(title)
    if any(quotation.overlaps(Span(at, at + len(title))) for quotation in found):
        title = ""  # somebody says it
    assert "".join(printed.split()) == "".join(article.text.replace(title, "", 1).split())
    begun = {place for row in cut for piece in row.pieces for place in piece.begins}
    assert begun == set(range(len(found)))
