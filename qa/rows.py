"""Rows of the database → records, and back; what is damaged is told in one line."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from qa.database import RESTORE
from qa.digests import digest
from qa.errors import CorpusError, DamagedArticle
from qa.records import Article, Kind, Meeting, Passage, Period, Quotation, Source, Span, Speaker


def article_row(article: Article) -> tuple[str | None, ...]:
    day = article.date.isoformat() if article.date else None
    columns = (article.id, article.text, article.title, day, article.outlet, article.url, article.path)
    return (*columns, digest(*columns))


def article_of(row: tuple[str, bytes, str, str | None, str, str, str, str]) -> Article:
    """Raises DamagedArticle where it is not what was written."""
    *columns, written = row
    if digest(*columns) != written:
        raise DamagedArticle(row[0])
    identifier, text, title, day, outlet, url, path, _ = row
    return Article(identifier, text.decode(), title, day_of(day) if day else None, outlet, url, path)


def day_of(printed: str) -> date:
    try:
        return date.fromisoformat(printed)
    except ValueError as error:
        raise CorpusError(f"the date of an article is damaged; {RESTORE}") from error


def meeting_of(row: tuple[str, str, str | None, str, str, str]) -> Meeting:
    """What one article tells of a meeting."""
    identifier, title, day, place, participants, article_id = row
    try:
        names = tuple(map(str, json.loads(participants)))
    except (ValueError, TypeError) as error:
        raise CorpusError(f"the participants of a meeting are damaged; {RESTORE}") from error
    return Meeting(identifier, title, day_of(day) if day else None, place, names, (article_id,))


def _period_of(since: str | None, until: str | None) -> Period | None:
    return Period(day_of(since), day_of(until)) if since and until else None


def days_text(period: Period | None) -> tuple[str | None, str | None]:
    return (period.since.isoformat(), period.until.isoformat()) if period else (None, None)


def passage_of(row: sqlite3.Row) -> Passage:
    return Passage(
        span=Span(row["start"], row["end"]),
        context=Span(row["context_start"], row["context_end"]),
        quotation=quotation_of(row) if row["quotation"] is not None else None,
        id=row["id"],
        said=_period_of(row["said_since"], row["said_until"]),
        meeting_id=row["meeting"],
    )


def quotation_of(row: sqlite3.Row) -> Quotation:
    try:
        return _quotation(row["spans"], row["kind"], row["source"], row["via"], row["confidence"])
    except (ValueError, TypeError, KeyError) as error:
        raise CorpusError(f"a quotation is damaged; {RESTORE}") from error


@lru_cache(maxsize=1_000)  # of a long turn every passage has the same
def _quotation(spans: str, kind: str, source: str | None, via: str | None, confidence: float) -> Quotation:
    return Quotation(
        spans=tuple(Span(*span) for span in json.loads(spans)),
        kind=Kind(kind),
        source=source_of(source),
        via=source_of(via),
        confidence=confidence,
    )


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


def source_of(printed: str | None) -> Source | None:
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
