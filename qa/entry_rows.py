"""What minutes record, as rows: each entry with the passage in which it ends. No logic."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from qa.database import Database
from qa.digests import Column, digest
from qa.entries import Detail, Entry, Minuted, Part
from qa.errors import DamagedArticle
from qa.records import Filters, Passage, Span
from qa.rows import passing


class EntryRows:
    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, article_id: str, passages: Sequence[Passage]) -> None:
        """Those of all passages of an article, which are stored, and that it has been read for them. Within a
        transaction."""
        connection = self._database.connection
        for passage in passages:
            for entry in passage.entries:
                connection.execute(
                    "INSERT INTO entries (passage, kind, spans, details, digest) VALUES (?, ?, ?, ?, ?)",
                    (passage.id, *_row(article_id, passage.id, entry)),
                )
        connection.execute("UPDATE articles SET entries_read = 1 WHERE id = ?", (article_id,))

    def unread(self) -> list[str]:
        """The ids of articles, added by an earlier version, that have not been read for entries."""
        rows = self._database.connection.execute("SELECT id FROM articles WHERE entries_read = 0 ORDER BY row")
        return [row[0] for row in rows]

    def of(self, passages: Sequence[int]) -> dict[int, tuple[Entry, ...] | DamagedArticle]:
        """What these passages record, for those that record anything; the error for one of which that is damaged."""
        rows = self._database.connection.execute(
            "SELECT e.passage, a.id, CAST(e.kind AS BLOB), CAST(e.spans AS BLOB), CAST(e.details AS BLOB), e.digest"
            " FROM entries e JOIN passages p ON p.id = e.passage JOIN articles a ON a.row = p.article"
            " WHERE e.passage IN (SELECT value FROM json_each(?)) ORDER BY e.id",
            (json.dumps([int(one) for one in passages]),),
        )
        found: defaultdict[int, list[Entry]] = defaultdict(list)
        damaged: dict[int, DamagedArticle] = {}
        for passage, article_id, *columns, written in rows:
            if digest(article_id, passage, *columns) != written:
                damaged[passage] = DamagedArticle(article_id)
            else:
                found[passage].append(_entry(*columns))
        return {passage: tuple(entries) for passage, entries in found.items()} | damaged

    def recording(self, kind: Minuted, filters: Filters, words: Sequence[str], limit: int) -> list[int]:
        """The ids of passages with an entry of this kind that pass the filters, the newest meeting first; where there
        are words, only of articles that have one of these terms."""
        where, values = passing(filters)
        if words:
            where += (
                " AND p.article IN (SELECT w.article FROM passages w WHERE w.id IN"
                " (SELECT rowid FROM lexical WHERE lexical MATCH ?))"
            )
            values.append(" OR ".join(f'"{word}"' for word in words))
        rows = self._database.connection.execute(
            "SELECT DISTINCT p.id, coalesce(p.said_since, a.date) AS day FROM entries e"
            " JOIN passages p ON p.id = e.passage JOIN articles a ON a.row = p.article"
            f" WHERE {where} AND e.kind = ? ORDER BY day IS NULL, day DESC, p.id LIMIT ?",
            [*values, kind.value, limit],
        )
        return [row[0] for row in rows]

    def records(self, article_ids: Sequence[str]) -> frozenset[str]:
        """Those of the articles that record more than an agenda, and who was there."""
        rows = self._database.connection.execute(
            "SELECT DISTINCT a.id FROM entries e JOIN passages p ON p.id = e.passage"
            " JOIN articles a ON a.row = p.article WHERE a.id IN (SELECT value FROM json_each(?))"
            " AND e.kind NOT IN (?, ?)",
            (json.dumps(article_ids), Minuted.AGENDA_ITEM.value, Minuted.ATTENDANCE.value),
        )
        return frozenset(row[0] for row in rows)


def with_entries(passage: Passage, recorded: Mapping[int, tuple[Entry, ...] | DamagedArticle]) -> Passage:
    """Raises DamagedArticle where what it records is not what was written."""
    entries = recorded.get(passage.id, ())
    if isinstance(entries, DamagedArticle):
        raise entries
    return replace(passage, entries=entries) if entries else passage


def _row(article_id: str, passage: int, entry: Entry) -> tuple[Column, ...]:
    columns = (
        entry.kind.value,
        json.dumps([entry.span, entry.matter, entry.heading]),
        json.dumps(entry.details, ensure_ascii=False),
    )
    return (*columns, digest(article_id, passage, *columns))


def _entry(kind: bytes, spans: bytes, details: bytes) -> Entry:
    span, matter, heading = json.loads(spans)
    return Entry(
        Minuted(kind.decode()),
        Span(*span),
        Span(*matter),
        Span(*heading) if heading else None,
        tuple(Detail(Part(part), Span(*words), name) for part, words, name in json.loads(details)),
    )
