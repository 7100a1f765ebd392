"""The schema of the corpus, as numbered steps. A step that was released is never changed: add the next one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from qa.digests import digest
from qa.languages import language_of


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


def m002_several_speakers(connection: sqlite3.Connection) -> None:
    """A source is kept as the article gives it; `quoted` says by whom a quotation is found, and in what role then."""
    for statement in (
        "ALTER TABLE people ADD COLUMN role_date TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE people ADD COLUMN is_label INTEGER NOT NULL DEFAULT 0",
        "UPDATE people SET role_date = coalesce((SELECT max(a.date) FROM quotations q JOIN articles a"
        " ON a.row = q.article WHERE q.person = people.id), '')",
        "CREATE TABLE quoted (person INTEGER NOT NULL REFERENCES people (id),"
        " quotation INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE, role TEXT NOT NULL,"
        " PRIMARY KEY (person, quotation)) STRICT",
        "CREATE INDEX quoted_by_quotation ON quoted (quotation)",
        "INSERT INTO quoted SELECT q.person, q.id, p.role FROM quotations q JOIN people p ON p.id = q.person",
        "ALTER TABLE quotations ADD COLUMN source TEXT",
        "ALTER TABLE quotations ADD COLUMN via TEXT",
        "UPDATE quotations SET source = json_object('mention', json_array(mention_start, mention_end),"
        " 'cue', CASE WHEN cue_start IS NULL THEN NULL ELSE json_array(cue_start, cue_end) END,"
        " 'speakers', (SELECT json_group_array(json_array(p.name, p.role, json('false'))) FROM people p"
        " WHERE p.id = quotations.person), 'choices', json_array()) WHERE mention_start IS NOT NULL",
        "DROP INDEX quotations_by_person",
        *(
            f"ALTER TABLE quotations DROP COLUMN {column}"
            for column in ("person", "mention_start", "mention_end", "cue_start", "cue_end")
        ),
    ):
        connection.execute(statement)


def m003_meetings(connection: sqlite3.Connection) -> None:
    """A row of `reports` is what one article tells of a meeting; `meeting` is empty where it tells of none. Articles
    without a row have not been read for it yet."""
    for statement in (
        "CREATE TABLE reports (article INTEGER PRIMARY KEY REFERENCES articles (row) ON DELETE CASCADE,"
        " meeting TEXT NOT NULL, title TEXT NOT NULL, day TEXT, place TEXT NOT NULL,"
        " participants TEXT NOT NULL) STRICT",
        "CREATE INDEX reports_by_meeting ON reports (meeting)",
        "ALTER TABLE passages ADD COLUMN said_since TEXT",
        "ALTER TABLE passages ADD COLUMN said_until TEXT",
    ):
        connection.execute(statement)


def m004_conversations(connection: sqlite3.Connection) -> None:
    """What was asked in a conversation, with the answer that was given: offsets and names, no words of an article."""
    for statement in (
        "CREATE TABLE turns (row INTEGER PRIMARY KEY AUTOINCREMENT, conversation TEXT NOT NULL, asked_at TEXT NOT NULL,"
        " question TEXT NOT NULL, answer TEXT NOT NULL) STRICT",
        "CREATE INDEX turns_by_conversation ON turns (conversation)",
    ):
        connection.execute(statement)


def m005_digests(connection: sqlite3.Connection) -> None:
    """What is here by now is taken for what was written. All rows of an article are bound to its id, and a passage to
    its quotation and its meeting."""
    connection.create_function("digest", -1, digest, deterministic=True)
    for statement in (
        *(
            f"ALTER TABLE {table} ADD COLUMN digest BLOB NOT NULL DEFAULT x''"
            for table in ("articles", "quotations", "passages", "reports")
        ),
        "UPDATE articles SET digest = digest(id, text, title, date, outlet, url, path)",
        "UPDATE quotations SET digest = digest((SELECT a.id FROM articles a WHERE a.row = article),"
        " kind, spans, source, via, confidence)",
        "UPDATE passages SET digest = digest((SELECT a.id FROM articles a WHERE a.row = article),"
        " start, end, context_start, context_end, (SELECT q.digest FROM quotations q WHERE q.id = quotation),"
        " said_since, said_until,"
        " coalesce((SELECT r.meeting FROM reports r WHERE r.article = passages.article), ''))",
        "UPDATE reports SET digest = digest((SELECT a.id FROM articles a WHERE a.row = article),"
        " meeting, title, day, place, participants)",
    ):
        connection.execute(statement)


def m006_digests_of_turns(connection: sqlite3.Connection) -> None:
    """A turn is bound to its conversation."""
    connection.create_function("digest", -1, digest, deterministic=True)
    connection.execute("ALTER TABLE turns ADD COLUMN digest BLOB NOT NULL DEFAULT x''")
    connection.execute("UPDATE turns SET digest = digest(conversation, asked_at, question, answer)")


def m007_languages(connection: sqlite3.Connection) -> None:
    """An article that is not what was written stays as it is, and damaged."""
    connection.create_function("digest", -1, digest, deterministic=True)
    connection.create_function("language_of", 1, language_of, deterministic=True)
    connection.execute("ALTER TABLE articles ADD COLUMN language TEXT NOT NULL DEFAULT ''")
    connection.execute("ALTER TABLE articles ADD COLUMN participants TEXT NOT NULL DEFAULT '[]'")
    # As bytes, since the disk may have made them no text.
    written = ", ".join(f"CAST({column} AS BLOB)" for column in "id text title date outlet url path".split())
    connection.execute(
        f"UPDATE articles SET language = language_of(text),"  # noqa: S608 - words of its own
        f" digest = digest({written}, language_of(text), participants) WHERE digest = digest({written})"
    )


def m008_entries(connection: sqlite3.Connection) -> None:
    """What minutes record, each entry with the passage in which it ends. Articles that are here already have not been
    read for it yet."""
    for statement in (
        "CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT,"
        " passage INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE, kind TEXT NOT NULL, spans TEXT NOT NULL,"
        " details TEXT NOT NULL, digest BLOB NOT NULL) STRICT",
        "CREATE INDEX entries_by_passage ON entries (passage)",
        "CREATE INDEX entries_by_kind ON entries (kind)",
        "ALTER TABLE articles ADD COLUMN entries_read INTEGER NOT NULL DEFAULT 0",
    ):
        connection.execute(statement)


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    m001_first_schema,
    m002_several_speakers,
    m003_meetings,
    m004_conversations,
    m005_digests,
    m006_digests_of_turns,
    m007_languages,
    m008_entries,
)
