"""Rows of the database are what they were stored from, and damage is told in one line."""

import sqlite3
from datetime import date

import pytest

from qa.digests import digest
from qa.errors import DamagedArticle
from qa.records import Article, Kind, Meeting, Passage, Period, Quotation, Source, Span, Speaker
from qa.rows import (
    article_of,
    article_row,
    meeting_of,
    passage_of,
    passage_row,
    quotation_row,
    report_row,
    source_of,
    source_text,
)

DAY = date(2024, 5, 7)
SOURCES = {
    "nobody": None,
    "a pronoun of nobody by name": Source(Span(3, 5), Span(6, 10), antecedent=Span(0, 2)),
    "two people": Source(Span(3, 5), None, (Speaker("Ann Pell", "Mayor"), Speaker("Q", is_label=True))),
    "one of two": Source(Span(3, 5), None, (), (Speaker("Ann Pell"), Speaker("Вера Ветрова"))),
}


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_a_source_comes_back_as_it_was(source: Source | None) -> None:
    assert source_of(source_text(source)) == source


QUOTATION = Quotation((Span(3, 9),), Kind.DIRECT, confidence=0.5)
IN_PASSAGE = "start end context_start context_end said_since said_until passage_digest"
IN_QUOTATION = "kind spans source via confidence quotation_digest"


def stored(passage: Passage, **changed: object) -> sqlite3.Row:
    """As it is selected from article `a`."""
    quotation = quotation_row("a", passage.quotation) if passage.quotation else (None,) * 6
    columns: dict[str, object] = {"id": passage.id, "quotation": passage.quotation and 1, "meeting": passage.meeting_id}
    columns |= zip(IN_QUOTATION.split(), quotation, strict=True)
    columns |= zip(IN_PASSAGE.split(), passage_row("a", passage, quotation[-1], passage.meeting_id), strict=True)
    columns |= changed
    given = {name: as_selected(value) for name, value in columns.items()}
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row: sqlite3.Row = connection.execute(
        "SELECT " + ", ".join(f"? AS {name!r}" for name in given), tuple(given.values())
    ).fetchone()
    connection.close()
    return row


def as_selected(column: object) -> object:
    return column.encode() if isinstance(column, str) else column


PASSAGES = {
    "with a quotation, a time and a meeting": Passage(Span(3, 9), Span(0, 12), QUOTATION, 7, Period(DAY, DAY), "m1"),
    "without": Passage(Span(3, 9), Span(0, 12), id=7),
}


@pytest.mark.parametrize("passage", PASSAGES.values(), ids=PASSAGES)
def test_a_passage_comes_back_as_it_was(passage: Passage) -> None:
    assert passage_of("a", stored(passage)) == passage


def test_an_article_and_a_meeting_need_no_date() -> None:
    article, meeting = Article("a", "It sails.", "Ferry"), Meeting("m1", "Talks", None, "Calder", ("Ann Pell",), ("a",))
    identifier, *columns = article_row(article)
    columns = [identifier, *map(as_selected, columns)]
    report = ["a", *map(as_selected, report_row("a", meeting))]
    assert article_of([*columns, *report]) == article
    assert article_of([*columns, "a", *[None] * 6]) == article
    assert meeting_of(report) == meeting


def test_what_was_damaged_before_it_got_a_digest_is_told_as_damage() -> None:
    told = (b"m1", b"Talks", None, b"", b"[")
    with pytest.raises(DamagedArticle):
        meeting_of(("a", *told, digest("a", *told)))
    said = ("direct", "[[3", None, None, 1.0)
    row = dict(zip(IN_QUOTATION.split(), (*said, digest("a", *said)), strict=True))
    passage = passage_row("a", Passage(Span(3, 9), Span(0, 12), QUOTATION), row["quotation_digest"], "")
    with pytest.raises(DamagedArticle):
        passage_of("a", stored(Passage(Span(3, 9), Span(0, 12), QUOTATION), **row, passage_digest=passage[-1]))
