"""The turns of conversations as rows: written beside whoever adds articles, whose right to write they do not need."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from qa.database import PATIENCE, Database
from qa.digests import digest
from qa.errors import DamagedConversation

TURNS_KEPT = 500
_TURN = (
    "SELECT digest, CAST(conversation AS BLOB), CAST(asked_at AS BLOB), CAST(question AS BLOB),"
    " CAST(answer AS BLOB) FROM turns"
)


class TurnRow(NamedTuple):
    asked_at: str
    question: str
    answer: str


class Asked(NamedTuple):
    """A question, and when it was asked."""

    question: str
    asked_at: str


class ConversationRow(NamedTuple):
    """A conversation with its first question and its last, each None where it is damaged, and how many there are."""

    id: str
    turns: int
    first: Asked | None
    last: Asked | None


class ConversationRows:
    """Those of a data folder."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusError with one line."""
        self._database = Database(folder)
        # A turn is never changed, nor its row used again; the answer in it is a hundred times as long as its question.
        self._asked_in = lru_cache(TURNS_KEPT)(self._read_asked_in)

    def add(self, conversation: str, turns: Iterable[TurnRow]) -> None:
        """All of them or none. Raises CorpusError where they cannot be written."""
        with self._change() as connection:
            for turn in turns:
                connection.execute(
                    "INSERT INTO turns (conversation, asked_at, question, answer, digest) VALUES (?, ?, ?, ?, ?)",
                    (conversation, *turn, digest(conversation, *turn)),
                )

    def remove(self, conversation: str) -> bool:
        """False where there is none. Raises CorpusError where it cannot be written."""
        with self._change() as connection:
            return connection.execute("DELETE FROM turns WHERE conversation = ?", (conversation,)).rowcount > 0

    def turns(self, conversation: str) -> list[TurnRow]:
        """In the order in which they were asked. Raises DamagedConversation where one is not as it was written."""
        return self._read(f"{_TURN} WHERE conversation = ? ORDER BY row", conversation)

    def newest(self, most: int) -> list[ConversationRow]:
        """The last that were spoken in first, a damaged one among them, which can only be deleted where it is seen."""
        rows = self._database.connection.execute(
            "SELECT CAST(conversation AS BLOB), count(*), min(row), max(row) FROM turns GROUP BY conversation"
            " ORDER BY max(row) DESC LIMIT ?",
            (most,),
        )
        return [
            ConversationRow(name.decode(errors="replace"), turns, self._asked_in(first), self._asked_in(last))
            for name, turns, first, last in rows
        ]

    def _read_asked_in(self, row: int) -> Asked | None:
        """None where it is damaged, or has just been removed."""
        with contextlib.suppress(DamagedConversation):
            for turn in self._read(f"{_TURN} WHERE row = ?", row):
                return Asked(turn.question, turn.asked_at)
        return None

    def _read(self, statement: str, value: object) -> list[TurnRow]:
        """Raises DamagedConversation."""
        rows = self._database.connection.execute(statement, (value,)).fetchall()
        if any(written != digest(*columns) for written, *columns in rows):
            raise DamagedConversation
        return [TurnRow(*(column.decode() for column in columns)) for _, _, *columns in rows]

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        connection = self._database.connection
        connection.execute(f"PRAGMA busy_timeout = {round(1000 * PATIENCE)}")  # the answer has been shown by then
        with self._database.transaction():
            yield connection

    def close(self) -> None:
        self._database.close()
