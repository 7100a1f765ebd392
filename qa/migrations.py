"""The schema of the corpus, as numbered steps. A step that was released is never changed: add the next one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable


def m001_first_schema(connection: sqlite3.Connection) -> None:
    """Ids are never used twice (AUTOINCREMENT): an index that still knows a removed passage cannot mistake another."""
    for statement in (
        "CREATE TABLE articles (row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL,"
        " text TEXT NOT NULL, date TEXT, outlet TEXT NOT NULL, url TEXT NOT NULL, path TEXT NOT NULL) STRICT",
        "CREATE TABLE people (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
        " role TEXT NOT NULL) STRICT",
        "CREATE TABLE quotations (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,"
        " kind TEXT NOT NULL, spans TEXT NOT NULL, person INTEGER REFERENCES people (id),"
        " mention_start INTEGER, mention_end INTEGER, cue_start INTEGER, cue_end INTEGER,"
        " confidence REAL NOT NULL) STRICT",
        "CREATE INDEX quotations_by_article ON quotations (article)",
        "CREATE INDEX quotations_by_person ON quotations (person)",
        "CREATE TABLE passages (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,"
        " start INTEGER NOT NULL, end INTEGER NOT NULL, context_start INTEGER NOT NULL, context_end INTEGER NOT NULL,"
        " quotation INTEGER REFERENCES quotations (id) ON DELETE CASCADE) STRICT",
        "CREATE INDEX passages_by_article ON passages (article)",
        "CREATE INDEX passages_by_quotation ON passages (quotation)",
        "CREATE TABLE vectors (passage INTEGER PRIMARY KEY REFERENCES passages (id) ON DELETE CASCADE,"
        " encoder TEXT NOT NULL, vector BLOB NOT NULL) STRICT",
        "CREATE VIRTUAL TABLE lexical USING fts5 (own, around, about, tokenize = 'unicode61 remove_diacritics 0')",
        "CREATE VIRTUAL TABLE lexical_terms USING fts5vocab (lexical, row)",
        "CREATE TABLE counts (passages INTEGER NOT NULL, terms INTEGER NOT NULL, generation INTEGER NOT NULL) STRICT",
        "INSERT INTO counts VALUES (0, 0, 0)",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (m001_first_schema,)
