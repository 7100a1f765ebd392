"""The people of the corpus: who is quoted, in which roles, how often and where. No logic."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from qa.database import Database
from qa.errors import DamagedArticle, OnDamage, raised
from qa.records import Appearance, Article, Passage, Period, Span, Speaker
from qa.rows import day_of, speaker_of


class Unnamed(NamedTuple):
    """A passage that is said by somebody without a name: the words that print who it is, and when and where it was."""

    passage: int
    quotation: tuple[str, tuple[Span, ...]]
    printed: str
    last: date | None
    meeting_id: str


def unnamed_in(passage: Passage, article: Article) -> Unnamed | None:
    """None where somebody is named, or nothing is said."""
    said = passage.quotation
    if not said or not said.source or said.source.speakers or said.source.choices:
        return None
    printed = (said.source.antecedent or said.source.mention).of(article.text)
    last = passage.said.until if passage.said else article.date
    return Unnamed(passage.id, (article.id, said.spans), printed, last, passage.meeting_id)


class PersonRows:
    def __init__(self, database: Database) -> None:
        self._database = database
        # It counts all passages: kept until somebody commits.
        self._appearances_at = lru_cache(1)(self._read_appearances_at)

    def row_of(self, speaker: Speaker, day: str) -> int:
        """The person of this name, with the role that the newest article gives, and the fullest one in it."""
        self._database.connection.execute(
            "INSERT INTO people (name, role, role_date, is_label) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (name) DO UPDATE SET is_label = min(is_label, excluded.is_label)",
            (speaker.name, speaker.role, day, speaker.is_label),
        )
        # `President of Vellania` says more than `President`
        self._database.connection.execute(
            "UPDATE people SET role = ?1, role_date = ?2 WHERE name = ?3 AND ?1 <> ''"
            " AND (role = '' OR (role_date, length(role)) < (?2, length(?1)))",
            (speaker.role, day, speaker.name),
        )
        return int(
            self._database.connection.execute("SELECT id FROM people WHERE name = ?", (speaker.name,)).fetchone()[0]
        )

    def forget(self, person: int) -> None:
        """Of somebody, what only a removed article said: the role, or everything."""
        left = self._database.connection.execute(
            "SELECT k.role, coalesce(a.date, '') AS day FROM quoted k JOIN quotations q ON q.id = k.quotation"
            " JOIN articles a ON a.row = q.article WHERE k.person = ?"
            " ORDER BY k.role = '', day DESC, length(k.role) DESC LIMIT 1",
            (person,),
        ).fetchone()
        if left is None:
            self._database.connection.execute("DELETE FROM people WHERE id = ?", (person,))
        else:
            self._database.connection.execute("UPDATE people SET role = ?, role_date = ? WHERE id = ?", (*left, person))

    def all(self) -> list[Speaker]:
        """Everyone who is quoted, by name, in the role that the newest article gives."""
        rows = self._database.connection.execute("SELECT name, role, is_label FROM people ORDER BY name")
        return [speaker_of(row) for row in rows]

    def roles(self) -> list[tuple[Speaker, Period | None]]:
        """Everyone who is quoted in each role, and when: from its first article to its last; None where undated.

        Both as the quotations have them, too: articles that are added later are read with what is known here, so that a
        damaged name would come to stand beside somebody's words.
        """
        rows = self._database.connection.execute(
            "SELECT p.name, k.role, p.is_label, min(a.date), max(a.date) FROM quoted k JOIN people p ON p.id = k.person"
            " JOIN quotations q ON q.id = k.quotation JOIN articles a ON a.row = q.article"
            " JOIN json_each(CASE WHEN json_valid(q.source) THEN q.source ELSE '{}' END, '$.speakers') s"
            " ON s.value ->> 0 = p.name AND s.value ->> 1 = k.role"
            " GROUP BY p.id, k.role ORDER BY p.name, k.role"
        )
        return [(speaker_of(row[:3]), Period(day_of(row[3]), day_of(row[4])) if row[3] else None) for row in rows]

    def appearances(self, on_damage: OnDamage = raised) -> list[Appearance]:
        """Everyone who is quoted, by name: in how many passages, when last, in articles on which meetings.

        With names and roles that a quotation bears out; of others `on_damage` is told, by the articles they are of.
        """
        found, damaged = self._appearances_at(self._database.generation())
        for article_id in damaged:
            on_damage(DamagedArticle(article_id))
        return found

    def _read_appearances_at(self, _generation: int) -> tuple[list[Appearance], list[str]]:
        borne_out = {(speaker.name, speaker.role) for speaker, _ in self.roles()}
        everyone = self._everyone()
        strange = [one.speaker.name for one in everyone if (one.speaker.name, one.speaker.role) not in borne_out]
        rows = self._database.connection.execute(
            "SELECT DISTINCT a.id FROM people s JOIN quoted k ON k.person = s.id"
            " JOIN quotations q ON q.id = k.quotation JOIN articles a ON a.row = q.article"
            " WHERE s.name IN (SELECT value FROM json_each(?)) ORDER BY a.row",
            (json.dumps(strange),),
        )
        return [one for one in everyone if one.speaker.name not in strange], [article_id for (article_id,) in rows]

    def _everyone(self) -> list[Appearance]:
        rows = self._database.connection.execute(
            "SELECT s.name, s.role, s.is_label, count(DISTINCT p.id), max(coalesce(p.said_until, a.date)),"
            " json_group_array(DISTINCT r.meeting) FILTER (WHERE r.meeting <> '')"
            " FROM people s JOIN quoted k ON k.person = s.id JOIN quotations q ON q.id = k.quotation"
            " JOIN articles a ON a.row = q.article JOIN passages p ON p.quotation = q.id"
            " LEFT JOIN reports r ON r.article = a.row GROUP BY s.id ORDER BY s.name"
        )
        return [
            Appearance(speaker_of(row[:3]), row[3], day_of(row[4]) if row[4] else None, tuple(json.loads(row[5])))
            for row in rows
        ]

    def unnamed(self) -> list[int]:
        """The passages that are said by those whom the articles do not name. One of which it cannot be told
        is among them: whoever reads it is told that it is damaged."""
        rows = self._database.connection.execute(
            "SELECT p.id FROM passages p JOIN quotations q ON q.id = p.quotation WHERE q.source IS NOT NULL"
            " AND CASE WHEN json_valid(q.source) THEN json_array_length(q.source, '$.speakers') = 0"
            "  AND json_array_length(q.source, '$.choices') = 0 ELSE 1 END ORDER BY p.id"
        )
        return [passage for (passage,) in rows]
