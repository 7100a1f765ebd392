"""The full text of the corpus, in FTS5: where a term stands, and the terms by which passages are found. No logic."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.database import Database

Ids = NDArray[np.int64]

# Terms whose places are kept until somebody commits: the words of a conversation return with every question.
TERMS_KEPT = 100


class PassageTerms(NamedTuple):
    """The terms by which a passage is found: its own, those of its neighbours, and those of what it belongs to."""

    own: str
    around: str
    about: str

    @property
    def length(self) -> int:
        return " ".join(self).count(" ") + 1


class Postings(NamedTuple):
    """The passages with a term, ascending: as a word of their own, and in any way."""

    own: Ids
    any: Ids


class FullText:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._postings_at = lru_cache(TERMS_KEPT)(self._read_postings_at)

    def postings(self, term: str) -> Postings:
        """FTS5 would rank, too, but its BM25 over many terms costs ten times what it takes to read where they stand."""
        return self._postings_at(term, self._database.generation())

    def _read_postings_at(self, term: str, _generation: int) -> Postings:
        return Postings(self._passages_with(f'own : "{term}"'), self._passages_with(f'"{term}"'))

    def _passages_with(self, expression: str) -> Ids:
        connection = self._database.connection
        [printed] = connection.execute(
            "SELECT group_concat(rowid) FROM lexical WHERE lexical MATCH ?", (expression,)
        ).fetchone()
        return np.fromstring(printed, dtype=np.int64, sep=",") if printed else np.zeros(0, dtype=np.int64)

    def terms_of(self, passages: Ids) -> dict[int, PassageTerms]:
        rows = self._database.connection.execute(
            "SELECT rowid, CAST(own AS BLOB), CAST(around AS BLOB), CAST(about AS BLOB) FROM lexical"
            " WHERE rowid IN (SELECT value FROM json_each(?))",
            (json.dumps(passages.tolist()),),
        )
        # They are shown to nobody: one that is damaged is one that is not asked for.
        return {row[0]: PassageTerms(*(terms.decode(errors="replace") for terms in row[1:])) for row in rows}

    def vocabulary(self, initial: str) -> list[str]:
        """All terms of the corpus that begin with a letter."""
        rows = self._database.connection.execute(
            "SELECT CAST(term AS BLOB) FROM lexical_terms WHERE term >= ? AND term < ?",
            (initial, initial + "\U0010ffff"),
        )
        return [row[0].decode(errors="replace") for row in rows]

    def size(self) -> tuple[int, float]:
        """How many passages there are, and how many terms each has on average."""
        passages, total = self._database.connection.execute("SELECT passages, terms FROM counts").fetchone()
        return passages, total / max(1, passages)
