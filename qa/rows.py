"""Rows of the database → records, and back; what is damaged is told in one line.

Each row of an article ends in a digest over its columns and the article's id; that of a passage is over the digest of
its quotation and its meeting, too. Words are read as bytes, since those that are damaged may be no text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from qa.database import RESTORE
from qa.digests import Column, digest
from qa.errors import CorpusError, DamagedArticle
from qa.records import Article, Filters, Kind, Meeting, Passage, Period, Quotation, Source, Span, Speaker

REPORT = (
    "a.id, CAST(r.meeting AS BLOB), CAST(r.title AS BLOB), CAST(r.day AS BLOB), CAST(r.place AS BLOB),"
    " CAST(r.participants AS BLOB), r.digest"
)
ARTICLE = (
    "a.id, CAST(a.text AS BLOB), CAST(a.title AS BLOB), CAST(a.date AS BLOB), CAST(a.outlet AS BLOB),"
    " CAST(a.url AS BLOB), CAST(a.path AS BLOB), CAST(a.language AS BLOB), CAST(a.participants AS BLOB), a.digest,"
    f" {REPORT}"
)


def article_row(article: Article) -> tuple[Column, ...]:
    day = article.date.isoformat() if article.date else None
    stated = (article.outlet, article.url, article.path, article.language, json.dumps(article.participants))
    columns = (article.id, article.text, article.title, day, *stated)
    return (*columns, digest(*columns))


def article_of(row: Sequence[Any]) -> Article:
    """Raises DamagedArticle where it is not what was written, or what it reports of a meeting is not."""
    identifier, text, title, day, outlet, url, path, language, participants, written, *report = row
    _check(identifier, (text, title, day, outlet, url, path, language, participants), written)
    if report[-1] is not None:  # by an earlier version it has not been read for a meeting
        meeting_of(report)
    return Article(
        id=identifier,
        text=text.decode(),
        title=title.decode(),
        date=day_of(day.decode()) if day else None,
        outlet=outlet.decode(),
        url=url.decode(),
        path=path.decode(),
        language=language.decode(),
        participants=tuple(json.loads(participants)),
    )


def read_article(row: Sequence[Any]) -> Article | DamagedArticle:
    """Of a list, where one that is damaged costs itself only."""
    try:
        return article_of(row)
    except DamagedArticle as damage:
        return damage


def sound(article: Article | DamagedArticle) -> Article:
    """Raises DamagedArticle."""
    if isinstance(article, DamagedArticle):
        raise article
    return article


def _check(article_id: str, columns: Sequence[Column], written: bytes) -> None:
    if digest(article_id, *columns) != written:
        raise DamagedArticle(article_id)


def day_of(printed: str) -> date:
    try:
        return date.fromisoformat(printed)
    except ValueError as error:
        raise CorpusError(f"the date of an article is damaged; {RESTORE}") from error


def report_row(article_id: str, meeting: Meeting) -> tuple[Column, ...]:
    day = meeting.date.isoformat() if meeting.date else None
    participants = json.dumps(meeting.participants, ensure_ascii=False)
    columns = (meeting.id, meeting.title, day, meeting.place, participants)
    return (*columns, digest(article_id, *columns))


def meeting_of(row: Sequence[Any]) -> Meeting:
    """What one article tells of a meeting. Raises DamagedArticle."""
    article_id, identifier, title, day, place, participants, written = row
    _check(article_id, (identifier, title, day, place, participants), written)
    try:
        names = tuple(map(str, json.loads(participants)))
    except (ValueError, TypeError) as error:
        raise DamagedArticle(article_id) from error
    held = day_of(day.decode()) if day else None
    return Meeting(identifier.decode(), title.decode(), held, place.decode(), names, (article_id,))


def _period_of(since: bytes | None, until: bytes | None) -> Period | None:
    return Period(day_of(since.decode()), day_of(until.decode())) if since and until else None


PASSAGE = (
    "p.id, p.article, p.start, p.end, p.context_start, p.context_end, p.quotation,"
    " CAST(p.said_since AS BLOB) AS said_since, CAST(p.said_until AS BLOB) AS said_until, p.digest AS passage_digest"
)


def passage_row(article_id: str, passage: Passage, quotation_digest: Column, meeting_id: str) -> tuple[Column, ...]:
    """Of a passage of the quotation with this digest, or of none, and of this meeting, or of none."""
    places, days = (*passage.span, *passage.context), _days_text(passage.said)
    return (*places, *days, digest(article_id, *places, quotation_digest, *days, meeting_id))


def _days_text(period: Period | None) -> tuple[str | None, str | None]:
    return (period.since.isoformat(), period.until.isoformat()) if period else (None, None)


def passage_of(article_id: str, row: sqlite3.Row) -> Passage:
    """With its quotation. Raises DamagedArticle where they are not what was written, of this article and together."""
    places = row["start"], row["end"], row["context_start"], row["context_end"]
    days = row["said_since"], row["said_until"]
    _check(article_id, (*places, row["quotation_digest"], *days, row["meeting"]), row["passage_digest"])
    return Passage(
        span=Span(*places[:2]),
        context=Span(*places[2:]),
        quotation=quotation_of(article_id, row) if row["quotation"] is not None else None,
        id=row["id"],
        said=_period_of(*days),
        meeting_id=row["meeting"].decode(),
    )


QUOTATION = (
    "CAST(q.kind AS BLOB) AS kind, CAST(q.spans AS BLOB) AS spans, CAST(q.source AS BLOB) AS source,"
    " CAST(q.via AS BLOB) AS via, q.confidence, q.digest AS quotation_digest"
)


def quotation_row(article_id: str, quotation: Quotation) -> tuple[Column, ...]:
    kind, spans = quotation.kind.value, json.dumps(quotation.spans)
    source, via = source_text(quotation.source), source_text(quotation.via)
    columns = (kind, spans, source, via, float(quotation.confidence))
    return (*columns, digest(article_id, *columns))


def quotation_of(article_id: str, row: sqlite3.Row) -> Quotation:
    """Raises DamagedArticle where it is not what was written, or not of this article."""
    columns = row["kind"], row["spans"], row["source"], row["via"], row["confidence"]
    return _quotation(article_id, *columns, row["quotation_digest"])


@lru_cache(maxsize=1_000)  # of a long turn every passage has the same
def _quotation(
    article_id: str,
    kind: bytes,
    spans: bytes,
    source: bytes | None,
    via: bytes | None,
    confidence: float,
    written: bytes,
) -> Quotation:
    _check(article_id, (kind, spans, source, via, confidence), written)
    try:
        return Quotation(
            spans=tuple(Span(*span) for span in json.loads(spans)),
            kind=Kind(kind.decode()),
            source=source_of(source),
            via=source_of(via),
            confidence=confidence,
        )
    except (ValueError, TypeError, KeyError) as error:  # it was so when it got its digest
        raise DamagedArticle(article_id) from error


def source_text(source: Source | None) -> str | None:
    """A source as JSON: its offsets, and name, role and kind of everybody in it."""
    if source is None:
        return None
    return json.dumps(
        {
            "mention": source.mention,
            "cue": source.cue,
            "speakers": [(one.name, one.role, one.is_label) for one in source.speakers],
            "choices": [(one.name, one.role, one.is_label) for one in source.choices],
            "antecedent": source.antecedent,
        },
        ensure_ascii=False,
    )


def source_of(printed: str | bytes | None) -> Source | None:
    if printed is None:
        return None
    source = json.loads(printed)
    return Source(
        mention=Span(*source["mention"]),
        cue=Span(*source["cue"]) if source["cue"] else None,
        speakers=tuple(map(speaker_of, source["speakers"])),
        choices=tuple(map(speaker_of, source["choices"])),
        antecedent=Span(*source["antecedent"]) if source.get("antecedent") else None,
    )


def speaker_of(row: Sequence[Any]) -> Speaker:
    name, role, is_label = row
    return Speaker(name, role, bool(is_label))


def passing(filters: Filters) -> tuple[str, list[object]]:
    """The condition for passages (`p`) of articles (`a`), with its values."""
    conditions, values = ["1"], list[object]()
    if filters.speakers:
        conditions.append(
            "p.quotation IN (SELECT k.quotation FROM quoted k JOIN people s ON s.id = k.person"
            " WHERE s.name IN (SELECT value FROM json_each(?)))"
        )
        values.append(json.dumps(filters.speakers))
    if filters.since:
        conditions.append("coalesce(p.said_until, a.date) >= ?")
        values.append(filters.since.isoformat())
    if filters.until:
        conditions.append("coalesce(p.said_since, a.date) <= ?")
        values.append(filters.until.isoformat())
    if filters.article_id:
        conditions.append("a.id = ?")
        values.append(filters.article_id)
    if filters.meeting_id:
        conditions.append("a.row IN (SELECT article FROM reports WHERE meeting = ?)")
        values.append(filters.meeting_id)
    if filters.outlets:
        conditions.append("a.outlet IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(filters.outlets))
    return " AND ".join(conditions), values
