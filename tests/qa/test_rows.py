"""Rows of the database are what they were stored from, and damage is told in one line."""

import json
import sqlite3
from datetime import date

import pytest

from qa.errors import CorpusError
from qa.records import Article, Kind, Meeting, Passage, Period, Quotation, Source, Span, Speaker
from qa.rows import article_of, article_row, days_text, meeting_of, passage_of, source_of, source_text

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


def passage_row(**columns: object) -> sqlite3.Row:
    given = {
        "id": 7,
        "start": 3,
        "end": 9,
        "context_start": 0,
        "context_end": 12,
        "quotation": None,
        "spans": "[[3, 9]]",
        "kind": "direct",
        "source": None,
        "via": None,
        "confidence": 0.5,
        "said_since": None,
        "said_until": None,
        "meeting": "",
    } | columns
    connection = sqlite3.connect(":memory:")
    connection.row_factory = sqlite3.Row
    row: sqlite3.Row = connection.execute(
        "SELECT " + ", ".join(f"? AS {name!r}" for name in given), tuple(given.values())
    ).fetchone()
    connection.close()
    return row


def test_a_passage_has_its_quotation_its_time_and_its_meeting() -> None:
    since, until = days_text(Period(DAY, DAY))
    row = passage_row(quotation=1, said_since=since, said_until=until, meeting="m1")
    quotation = Quotation((Span(3, 9),), Kind.DIRECT, confidence=0.5)
    assert passage_of(row) == Passage(Span(3, 9), Span(0, 12), quotation, 7, Period(DAY, DAY), "m1")


def test_a_report_has_none_of_them() -> None:
    assert days_text(None) == (None, None)
    assert passage_of(passage_row()) == Passage(Span(3, 9), Span(0, 12), id=7)


def test_an_article_and_a_meeting_need_no_date() -> None:
    stored = article_row(Article("a", "It sails.", "Ferry"))
    assert article_of(("a", b"It sails.", *stored[2:])) == Article("a", "It sails.", "Ferry")  # type: ignore[arg-type]
    told = ("m1", "Talks", "2024-05-07", "Calder", json.dumps(["Ann Pell"]), "a")
    assert meeting_of(told) == Meeting("m1", "Talks", DAY, "Calder", ("Ann Pell",), ("a",))


def test_what_is_damaged_is_told_in_one_line() -> None:
    with pytest.raises(CorpusError, match="the date of an article is damaged"):
        passage_of(passage_row(said_since="May", said_until="2024-05-07"))
    with pytest.raises(CorpusError, match="the participants of a meeting are damaged"):
        meeting_of(("m1", "Talks", None, "", "[", "a"))
    with pytest.raises(CorpusError, match="a quotation is damaged"):
        passage_of(passage_row(quotation=1, spans="[[3"))
