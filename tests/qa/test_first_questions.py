"""Questions to begin with, over four sample articles."""

import sqlite3
from contextlib import closing
from pathlib import Path

import qa
from qa.database import DATABASE_FILE
from qa.first_questions import first_questions


def test_they_are_of_the_newest_articles_and_can_be_answered(filled: Path, tmp_path: Path) -> None:
    with qa.open_corpus(filled) as corpus:
        asking = first_questions(corpus)
        assert asking[-1] == f"What was said in “{corpus.articles()[-1].title}”?"
        assert all(corpus.ask(question).answered for question in asking)
    with qa.open_corpus(tmp_path / "empty") as empty:
        assert first_questions(empty) == []


def test_they_are_not_of_an_article_that_is_damaged(filled: Path) -> None:
    with qa.open_corpus(filled) as corpus:
        *_, before, last = corpus.articles()
    with closing(sqlite3.connect(filled / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET title = title || 's' WHERE id = ?", (last.id,))
    with qa.open_corpus(filled) as corpus:
        asking = first_questions(corpus)
    assert asking[-1] == f"What was said in “{before.title}”?"
    assert not any(last.title in question for question in asking)
