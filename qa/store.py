"""The corpus on disk: one SQLite file with articles, passages, quotations, people, vectors and full text. No logic.

SQLite is the truth and every index is a cache of it. One article is one transaction; once it is committed it is
acknowledged, and not before. Readers see whole articles only, in a snapshot of their own (WAL).
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qa.database import RESTORE, Database
from qa.digests import Column
from qa.entry_rows import EntryRows, with_entries
from qa.errors import CorpusError, DamagedArticle, OnDamage, UnknownArticle, raised
from qa.full_text import FullText, PassageTerms
from qa.person_rows import PersonRows, Unnamed, unnamed_in
from qa.records import Article, Filters, Meeting, Passage, Quotation
from qa.rows import (
    ARTICLE,
    PASSAGE,
    QUOTATION,
    REPORT,
    article_row,
    day_of,
    meeting_of,
    passage_of,
    passage_row,
    passing,
    quotation_of,
    quotation_row,
    read_article,
    report_row,
    sound,
)

ARTICLES_KEPT = 100  # about as many as one question reads from
# Sixteen bits a number leave a unit vector's length off by less than this.
UNIT_LENGTH_TOLERANCE = 1e-2

Ids = NDArray[np.int64]
Vectors = NDArray[np.float32]
Columns = tuple[Column, ...]


class Store:
    """The rows of a data folder. What is written is written within `writing()`."""

    def __init__(self, folder: Path) -> None:
        """Creates the folder and the database where there are none. Raises CorpusError with one line."""
        self._database = Database(folder)
        self.full_text = FullText(self._database)
        self.persons = PersonRows(self._database)
        self.entries = EntryRows(self._database)
        self.folder = folder
        # What every question needs, kept until somebody commits; an article is never changed, nor its row used again.
        self._article_in = lru_cache(ARTICLES_KEPT)(self._read_article_in)
        self._ends_at = lru_cache(1)(self._read_ends_at)
        self._unnamed_at = lru_cache(1)(self._read_unnamed_at)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._database.connection

    def writing(self, patience: float = 0) -> contextlib.AbstractContextManager[None]:
        """Hold the right to write. Raises as `Database.writing` does."""
        return self._database.writing(patience)

    def check_writable(self) -> None:
        """Raises CorpusReadOnly."""
        self._database.check_writable()

    def generation(self) -> int:
        """Differs from an earlier one when anybody has committed in between."""
        return self._database.generation()

    def close(self) -> None:
        self._database.close()

    # -- writing, within `writing()`

    def add(
        self,
        article: Article,
        quotations: Sequence[Quotation],
        passages: Sequence[Passage],
        terms: Sequence[PassageTerms],
        vectors: Vectors,
        encoder: str,
        meeting: Meeting | None = None,
    ) -> None:
        """One article with all that belongs to it, and the meeting that it reports, in one transaction."""
        with self._database.change():
            row = self._insert_article(article)
            told = meeting or Meeting("")
            self._insert_report(row, report_row(article.id, told))
            day = article.date.isoformat() if article.date else ""
            stored: dict[Quotation | None, tuple[int | None, Column]] = {None: (None, None)}
            for quotation in quotations:
                columns = quotation_row(article.id, quotation)
                stored[quotation] = self._insert_quotation(row, columns, quotation, day), columns[-1]
            recorded: list[Passage] = []
            for passage, passage_terms, vector in zip(passages, terms, vectors, strict=True):
                said, said_digest = stored[passage.quotation]
                columns = passage_row(article.id, passage, said_digest, told.id)
                identifier = self._insert_passage(row, said, columns, passage_terms, vector, encoder)
                recorded.append(replace(passage, id=identifier))
            self.entries.add(article.id, recorded)

    def _insert_article(self, article: Article) -> int:
        cursor = self._connection.execute(
            "INSERT INTO articles (id, text, title, date, outlet, url, path, language, participants, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article_row(article),
        )
        return _row_id(cursor)

    def _insert_report(self, article: int, columns: Columns) -> None:
        self._connection.execute(
            "INSERT INTO reports (article, meeting, title, day, place, participants, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article, *columns),
        )

    def _insert_quotation(self, article: int, columns: Columns, quotation: Quotation, day: str) -> int:
        cursor = self._connection.execute(
            "INSERT INTO quotations (article, kind, spans, source, via, confidence, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (article, *columns),
        )
        row = _row_id(cursor)
        for speaker in quotation.source.speakers if quotation.source else ():
            self._connection.execute(
                "INSERT OR IGNORE INTO quoted (person, quotation, role) VALUES (?, ?, ?)",
                (self.persons.row_of(speaker, day), row, speaker.role),
            )
        return row

    def _insert_passage(
        self,
        article: int,
        quotation: int | None,
        columns: Columns,
        terms: PassageTerms,
        vector: NDArray[np.float32],
        encoder: str,
    ) -> int:
        cursor = self._connection.execute(
            "INSERT INTO passages"
            " (article, quotation, start, end, context_start, context_end, said_since, said_until, digest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (article, quotation, *columns),
        )
        row = _row_id(cursor)
        self._insert_terms(row, terms)
        self._insert_vector(row, vector, encoder)
        return row

    def _insert_terms(self, passage: int, terms: PassageTerms) -> None:
        self._connection.execute(
            "INSERT INTO lexical (rowid, own, around, about) VALUES (?, ?, ?, ?)", (passage, *terms)
        )
        self._connection.execute("UPDATE counts SET passages = passages + 1, terms = terms + ?", (terms.length,))

    def _delete_terms(self, passage: int) -> None:
        for terms in self.full_text.terms_of(np.array([passage])).values():
            self._connection.execute("DELETE FROM lexical WHERE rowid = ?", (passage,))
            self._connection.execute("UPDATE counts SET passages = passages - 1, terms = terms - ?", (terms.length,))

    def _insert_vector(self, passage: int, vector: NDArray[np.float32], encoder: str) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO vectors (passage, encoder, vector) VALUES (?, ?, ?)",
            (passage, encoder, vector.astype(np.float16).tobytes()),
        )

    def remove(self, *article_ids: str) -> None:
        """Everything of these articles, people nobody quotes any more included, in one transaction. Raises
        UnknownArticle where one is not there; then all of them stay."""
        with self._database.change():
            quoted = {person for article_id in article_ids for person in self._delete(self._article_row(article_id))}
            for person in quoted:
                self.persons.forget(person)

    def _delete(self, article: int) -> list[int]:
        """An article without the people it quotes, whose ids these are."""
        for (passage,) in self._connection.execute("SELECT id FROM passages WHERE article = ?", (article,)).fetchall():
            self._delete_terms(passage)
        quoted = self._connection.execute(
            "SELECT DISTINCT k.person FROM quoted k JOIN quotations q ON q.id = k.quotation WHERE q.article = ?",
            (article,),
        ).fetchall()
        self._connection.execute("DELETE FROM articles WHERE row = ?", (article,))
        return [person for (person,) in quoted]

    def encode_again(self, passages: Ids, terms: Sequence[PassageTerms], vectors: Vectors, encoder: str) -> None:
        """The terms of these passages, and their vectors by another encoder, in one transaction."""
        with self._database.change():
            for passage, own, vector in zip(passages.tolist(), terms, vectors, strict=True):
                self._delete_terms(passage)
                self._insert_terms(passage, own)
                self._insert_vector(passage, vector, encoder)

    def add_report(self, article_id: str, meeting: Meeting | None, passages: Sequence[Passage]) -> None:
        """What an article that is here already tells of a meeting, and when its passages, all of them, were said."""
        with self._database.change():
            told = meeting or Meeting("")
            self._insert_report(self._article_row(article_id), report_row(article_id, told))
            for passage in passages:
                [said_digest] = self._connection.execute(
                    "SELECT q.digest FROM passages p LEFT JOIN quotations q ON q.id = p.quotation WHERE p.id = ?",
                    (passage.id,),
                ).fetchone()
                *_, since, until, new_digest = passage_row(article_id, passage, said_digest, told.id)
                self._connection.execute(
                    "UPDATE passages SET said_since = ?, said_until = ?, digest = ? WHERE id = ?",
                    (since, until, new_digest, passage.id),
                )

    def add_entries(self, article_id: str, passages: Sequence[Passage]) -> None:
        """What the passages, all of them, of an article record that is here already."""
        with self._database.change():
            self.entries.add(article_id, passages)

    # -- articles, meetings, passages and people

    def _article_row(self, article_id: str) -> int:
        found = self._connection.execute("SELECT row FROM articles WHERE id = ?", (article_id,)).fetchone()
        if found is None:
            raise UnknownArticle(article_id)
        return int(found[0])

    def article(self, article_id: str) -> Article:
        """Raises UnknownArticle, DamagedArticle."""
        [(_, article)] = self._articles("WHERE a.row = ?", (self._article_row(article_id),))
        return sound(article)

    def has_article(self, article_id: str) -> bool:
        return self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone() is not None

    def article_titled(self, title: str) -> str | None:
        """The id of the newest article of this title, with or without quotation marks around it."""
        found = self._connection.execute(
            "SELECT id FROM articles WHERE title IN (?1, '“' || ?1 || '”', '«' || ?1 || '»') ORDER BY row DESC",
            (title,),
        ).fetchone()
        return str(found[0]) if found else None

    def articles(self) -> list[Article]:
        """All articles, in the order in which they were added. Raises DamagedArticle."""
        return [sound(article) for _, article in self.articles_after(0)]

    def newest(self, limit: int) -> list[str]:
        """The ids of the articles that were added last, in the order in which they were added."""
        rows = self._connection.execute("SELECT id FROM articles ORDER BY row DESC LIMIT ?", (limit,))
        return [row[0] for row in rows][::-1]

    def articles_after(self, row: int, limit: int = -1) -> list[tuple[int, Article | DamagedArticle]]:
        """The first articles after a row, or all, in order, each with its own row; a damaged one is its error."""
        return self._articles("WHERE a.row > ? ORDER BY a.row LIMIT ?", (row, limit))

    def _articles(self, where: str, values: tuple[object, ...]) -> list[tuple[int, Article | DamagedArticle]]:
        rows = self._connection.execute(
            f"SELECT a.row, {ARTICLE} FROM articles a LEFT JOIN reports r ON r.article = a.row {where}", values
        )
        return [(row[0], read_article(row[1:])) for row in rows]

    def reports(self) -> list[Meeting]:
        """What each article tells of a meeting, in the order in which they were added: those of one share its id.
        A damaged one is left out: whoever reads its article is told."""
        rows = self._connection.execute(
            f"SELECT {REPORT} FROM reports r JOIN articles a ON a.row = r.article WHERE r.meeting <> '' ORDER BY a.row"
        )
        reports = []
        for row in rows:
            with contextlib.suppress(DamagedArticle):
                reports.append(meeting_of(row))
        return reports

    def days(self) -> frozenset[date]:
        """The days of which there are articles."""
        rows = self._connection.execute("SELECT DISTINCT date FROM articles WHERE date IS NOT NULL")
        return frozenset(day_of(row[0]) for row in rows)

    def outlets(self) -> frozenset[str]:
        rows = self._connection.execute("SELECT DISTINCT outlet FROM articles WHERE outlet <> ''")
        return frozenset(row[0] for row in rows)

    def articles_without_report(self) -> list[str]:
        """The ids of articles, added by an earlier version, that have not been read for a meeting."""
        rows = self._connection.execute(
            "SELECT a.id FROM articles a LEFT JOIN reports r ON r.article = a.row"
            " WHERE r.article IS NULL ORDER BY a.row"
        )
        return [row[0] for row in rows]

    def passages(self, ids: Sequence[int], on_damage: OnDamage = raised) -> list[tuple[Passage, Article]]:
        """These passages with their articles, in the order given; those removed meanwhile are left out, and so are all
        of a damaged article where `on_damage` is told of it, once."""
        found: dict[int, tuple[Passage, Article]] = {}
        damaged: set[str] = set()
        recorded = self.entries.of(ids)
        for row in self._select_passages("p.id IN (SELECT value FROM json_each(?))", json.dumps([int(i) for i in ids])):
            try:
                article = self._article_in(row["article"])
                found[row["id"]] = with_entries(passage_of(article.id, row), recorded), article
            except DamagedArticle as damage:
                if damage.article_id not in damaged:
                    on_damage(damage)
                damaged.add(damage.article_id)
            except LookupError:  # it has been removed since its passages were read
                continue
        return [found[i] for i in ids if i in found and found[i][1].id not in damaged]

    def _read_article_in(self, row: int) -> Article:
        """Raises LookupError."""
        for _, article in self._articles("WHERE a.row = ?", (row,)):
            return sound(article)
        raise LookupError(row)

    def passages_of(self, article_id: str) -> list[Passage]:
        """An article's passages in the order of its text. Raises UnknownArticle, DamagedArticle."""
        rows = self._select_passages("p.article = ? ORDER BY p.start", self._article_row(article_id))
        recorded = self.entries.of([row["id"] for row in rows])
        return [with_entries(passage_of(article_id, row), recorded) for row in rows]

    def _select_passages(self, where: str, value: object) -> list[sqlite3.Row]:
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        return cursor.execute(
            f"SELECT {PASSAGE}, {QUOTATION}, CAST(coalesce(r.meeting, '') AS BLOB) AS meeting"
            " FROM passages p LEFT JOIN quotations q ON q.id = p.quotation LEFT JOIN reports r ON r.article = p.article"
            f" WHERE {where}",
            (value,),
        ).fetchall()

    def quotations_of(self, article_id: str) -> list[Quotation]:
        """What is said in an article, in the order of its text. Raises UnknownArticle, DamagedArticle."""
        cursor = self._connection.cursor()
        cursor.row_factory = sqlite3.Row
        rows = cursor.execute(
            f"SELECT {QUOTATION} FROM quotations q WHERE q.article = ? ORDER BY q.id",
            (self._article_row(article_id),),
        )
        return [quotation_of(article_id, row) for row in rows]

    def unnamed(self, on_damage: OnDamage = raised) -> list[Unnamed]:
        """What is said by those whom the articles do not name, passage by passage; not in a damaged article, of which
        `on_damage` is told."""
        found, damaged = self._unnamed_at(self.generation())
        for damage in damaged:
            on_damage(damage)
        return found

    def _read_unnamed_at(self, _generation: int) -> tuple[list[Unnamed], list[DamagedArticle]]:
        damaged: list[DamagedArticle] = []
        said = (one for passage in self.persons.unnamed() for one in self.passages([passage], damaged.append))
        return [unnamed for passage, article in said if (unnamed := unnamed_in(passage, article))], damaged

    # -- what retrieval needs

    def matching(self, filters: Filters) -> Ids:
        """The ids of the passages that pass these filters, ascending.

        The days are those on which something was said, where the article tells, else its own; undated passages pass
        no date filter.
        """
        where, values = passing(filters)
        rows = self._connection.execute(
            f"SELECT p.id FROM passages p JOIN articles a ON a.row = p.article WHERE {where} ORDER BY p.id", values
        )
        return np.array([row[0] for row in rows], dtype=np.int64)

    def spoken(self, filters: Filters, terms: Sequence[str], after: int, limit: int) -> list[int]:
        """The ids, ascending, of the first passages after a passage that somebody says, that pass these filters and
        have all these terms."""
        where, values = passing(filters)
        if terms:
            where += " AND p.id IN (SELECT rowid FROM lexical WHERE lexical MATCH ?)"
            values.append(" AND ".join(f'own : "{term}"' for term in terms))
        rows = self._connection.execute(
            "SELECT p.id FROM passages p JOIN articles a ON a.row = p.article"
            f" WHERE {where} AND p.quotation IS NOT NULL AND p.id > ? ORDER BY p.id LIMIT ?",
            [*values, after, limit],
        )
        return [row[0] for row in rows]

    def articles_around(self, passages: Ids) -> tuple[Ids, Ids]:
        """The first and the last passage of the article of each of these; itself where it was removed meanwhile."""
        first, last = self._ends_at(self.generation())
        at = np.searchsorted(first, passages, side="right") - 1
        is_there = (at >= 0) & (passages <= last[at])
        return np.where(is_there, first[at], passages), np.where(is_there, last[at], passages)

    def _read_ends_at(self, _generation: int) -> tuple[Ids, Ids]:
        """The first and the last passage of each article, ascending. An article's ids follow one another, since it is
        added in one transaction. Before them stands what holds no passage, so that there is always something."""
        rows = self._connection.execute("SELECT min(id), max(id) FROM passages GROUP BY article ORDER BY min(id)")
        ends = np.array([(-1, -1), *rows], dtype=np.int64)
        return ends[:, 0], ends[:, 1]

    def passage_ids(self) -> Ids:
        rows = self._connection.execute("SELECT id FROM passages ORDER BY id")
        return np.array([row[0] for row in rows], dtype=np.int64)

    def vectors(self, encoder: str, passages: Ids) -> tuple[Ids, Vectors]:
        """An encoder's vectors of these passages, as far as it has read them: ids (n,), unit vectors (n, dim)."""
        rows = self._connection.execute(
            "SELECT passage, vector FROM vectors WHERE encoder = ? AND passage IN (SELECT value FROM json_each(?))"
            " ORDER BY passage",
            (encoder, json.dumps(passages.tolist())),
        ).fetchall()
        ids = np.array([row[0] for row in rows], dtype=np.int64)
        try:
            vectors = np.frombuffer(b"".join(row[1] for row in rows), dtype=np.float16).astype(np.float32)
            vectors = vectors.reshape(len(rows), -1) if rows else np.zeros((0, 0), dtype=np.float32)
        except ValueError as error:  # one of them is shorter than the others
            raise CorpusError(f"a vector in {self.folder} is damaged; {RESTORE}") from error
        lengths = np.linalg.norm(vectors, axis=1)
        damaged = ids[~(np.abs(lengths - 1) < UNIT_LENGTH_TOLERANCE)]
        if len(damaged):
            raise CorpusError(f"the vector of passage {damaged[0]} in {self.folder} is damaged; {RESTORE}")
        return ids, vectors

    def articles_without_vectors(self, encoder: str) -> list[str]:
        """The ids of articles with a passage that this encoder has not read."""
        rows = self._connection.execute(
            "SELECT DISTINCT a.id, a.row FROM articles a JOIN passages p ON p.article = a.row"
            " LEFT JOIN vectors v ON v.passage = p.id AND v.encoder = ? WHERE v.passage IS NULL ORDER BY a.row",
            (encoder,),
        )
        return [row[0] for row in rows]


def _row_id(cursor: sqlite3.Cursor) -> int:
    assert cursor.lastrowid is not None  # noqa: S101 - an INSERT always sets it
    return cursor.lastrowid
