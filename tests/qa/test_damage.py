"""Beside damaged articles all that is whole is given, and each of them is named once."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

import qa
from qa.damage import Damage
from qa.database import DATABASE_FILE
from qa.errors import DamagedArticle
from qa.evaluation import evaluate
from qa.fixtures import read_fixtures
from qa.judging import Names
from qa.people_page import everyone_html
from qa.records import Filters
from qa.timeline import person_html, topic_html

SAID = "“The {} will shine in June,” said Mayor Mira Solane. The county auditor said the {} was dear. She left."
TOLD = "Article 'damaged' is damaged, and what it says is missing here; remove it, then add it again."
SHOWN = TOLD.replace("'", "&#x27;")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    """Three articles, of which the one in between has another letter than it had."""
    with qa.open_corpus(tmp_path_factory.mktemp("corpus")) as opened:
        for name, thing in (("before", "pier"), ("damaged", "observatory"), ("whole", "lighthouse")):
            opened.add(qa.Article(name, SAID.format(thing, thing), path=f"{name}.txt"))
        with closing(sqlite3.connect(opened.folder / DATABASE_FILE)) as connection, connection:
            connection.execute("UPDATE articles SET text = replace(text, 'dear', 'bear') WHERE id = 'damaged'")
        yield opened


def of(found: list[qa.Citation]) -> set[str]:
    return {one.article.id for one in found}


def damage(*article_ids: str) -> str:
    met = Damage()
    for article_id in (*article_ids, *article_ids):
        met(DamagedArticle(article_id))
    return met.note


def test_each_is_named_once_and_of_many_the_rest_is_counted() -> None:
    assert damage() == ""
    assert damage("damaged") == TOLD
    assert damage("a", "b").startswith(
        "Articles 'a' and 'b' are damaged, and what they say is missing here; remove them"
    )
    assert damage(*"abcdefg").startswith("Articles 'a', 'b', 'c', 'd', 'e' and 2 more are damaged")


def test_an_answer_names_it_since_it_may_have_more(corpus: qa.Corpus) -> None:
    found = corpus.ask("What did Solane say about the lighthouse?")
    assert (of(list(found.citations)), found.note) == ({"whole"}, TOLD)


def test_silence_says_why_and_names_it_since_it_may_be_what_answers(corpus: qa.Corpus) -> None:
    found = corpus.ask("What did Solane say about the observatory?")
    assert (found.answered, found.note) == (False, f"Mira Solane is quoted, but not on this. {TOLD}")
    both = corpus.ask("What did Solane say about the lighthouse and what did the auditor say about the observatory?")
    assert both.answered
    assert both.note.startswith("What did the auditor say about the observatory? ")
    assert both.note.endswith(f". {TOLD}")


def test_a_follow_up_of_what_it_answered_is_answered_from_the_others(corpus: qa.Corpus) -> None:
    found = corpus.ask("And about the pier?", ["What did Solane say about the observatory?"])
    assert (of(list(found.citations)), found.note) == ({"before"}, TOLD)


def test_a_search_and_what_people_say_are_those_of_the_others(
    corpus: qa.Corpus, caplog: pytest.LogCaptureFixture
) -> None:
    for read in (lambda **kept: corpus.search("the observatory", **kept), corpus.statements):
        met = Damage()
        assert of(read(on_damage=met)) == {"before", "whole"}
        assert met.note == TOLD
    assert of(corpus.statements()) == {"before", "whole"}
    assert set(caplog.messages) == {"article 'damaged' is damaged and is not shown; remove it, then add it again"}


def test_reading_on_is_not_ended_by_it(corpus: qa.Corpus) -> None:
    found, after = list[qa.Citation](), 0
    while some := corpus.statements(after=after, limit=1):
        assert len(some) == 1
        found, after = found + some, some[-1].passage.id
    assert found == corpus.statements()


def test_offices_of_the_others_are_listed_and_have_said_something(corpus: qa.Corpus) -> None:
    met = Damage()
    assert [(one.speaker.name, one.quotations) for one in corpus.offices(met)] == [("the county auditor", 2)]
    assert met.note == TOLD
    met = Damage()
    assert of(corpus.said_by_office("the county auditor", Filters(), on_damage=met)) == {"before", "whole"}
    assert met.note == TOLD


def test_people_and_time_say_what_is_missing(corpus: qa.Corpus) -> None:
    people = everyone_html(corpus, "Name", "")
    assert ("Mira Solane" in people, people.count(SHOWN)) == (True, 1)
    for drawn in (
        topic_html(corpus, "observatory"),
        person_html(corpus, "Mira Solane"),
        person_html(corpus, "the county auditor"),
    ):
        assert drawn.count(SHOWN) == 1
        assert "bear" not in drawn


def test_an_evaluation_leaves_out_what_asks_for_it_and_says_so(corpus: qa.Corpus, tmp_path: Path) -> None:
    question = "What did Solane say about the {}?"
    asked = [
        {"qid": "1", "question": question.format("observatory"), "doc_id": "damaged", "evidence": [[4, 20]]},
        {"qid": "2", "question": question.format("pier"), "doc_id": "before", "evidence": [[1, 20]]},
    ]
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(map(json.dumps, asked)))
    told: list[str] = []
    evaluation = evaluate("corpus", corpus, read_fixtures([file]), Names(), on_doubt=told.append)
    assert (evaluation.articles, [one.fixture.asked.qid for one in evaluation.judged]) == (2, ["2"])
    assert told[0] == TOLD
    assert told[1].startswith(f"{file}:1: no article has the id or the file name 'damaged'")
    assert told[1].endswith("; left out")
