"""The turns of conversations as rows: written beside whoever adds articles, whose right to write they do not need."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from qa.database import PATIENCE, Database
from qa.digests import digest
from qa.errors import DamagedConversation


class TurnRow(NamedTuple):
    asked_at: str
    question: str
    answer: str


class ConversationRow(NamedTuple):
    """A conversation with its first question, how many there are, and when the last was asked."""

    id: str
    question: str
    turns: int
    asked_at: str


class ConversationRows:
    """Those of a data folder."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusError with one line."""
        self._database = Database(folder)

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
        rows = self._database.connection.execute(
            "SELECT digest, CAST(asked_at AS BLOB), CAST(question AS BLOB), CAST(answer AS BLOB) FROM turns"
            " WHERE conversation = ? ORDER BY row",
            (conversation,),
        ).fetchall()
        if any(written != digest(conversation, *columns) for written, *columns in rows):
            raise DamagedConversation
        return [TurnRow(*(column.decode() for column in columns)) for _, *columns in rows]

    def newest(self, most: int) -> list[ConversationRow]:
        """The last that were spoken in first, a damaged one among them, which can only be deleted where it is seen."""
        rows = self._database.connection.execute(
            "SELECT first.conversation, CAST(first.question AS BLOB), found.turns, last.asked_at"
            " FROM (SELECT min(row) AS first, max(row) AS last, count(*) AS turns FROM turns GROUP BY conversation"
            " ORDER BY max(row) DESC LIMIT ?) found"
            " JOIN turns first ON first.row = found.first JOIN turns last ON last.row = found.last"
            " ORDER BY found.last DESC",
            (most,),
        )
        return [ConversationRow(name, question.decode(errors="replace"), *rest) for name, question, *rest in rows]

    @contextlib.contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        connection = self._database.connection
        connection.execute(f"PRAGMA busy_timeout = {round(1000 * PATIENCE)}")  # the answer has been shown by then
        with self._database.transaction():
            yield connection

    def close(self) -> None:
        self._database.close()
