"""What minutes record is asked for, and found as it is printed; nothing else in them answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

import qa
from qa.database import DATABASE_FILE
from qa.records import Article
from qa.reply import reply_html
from tests.qa.test_minutes import COUNCIL

MINUTES = Article("minutes", COUNCIL, "Minutes of the Full Council", date(2024, 9, 10))
OLDER = Article(
    "older",
    "MINUTES of the Harbour Board\n\n14 March 2023\n\nPresent: Oskar Venn, Nora Quist\n\n1. Crane\n"
    "It was agreed to sell the crane.\nNora Quist voted against.\n\nActions\n"
    "Owner | Action | Due\nO. Venn | Sell the crane | 3 May\n\n2. Lamps\nThe choice of lamps was deferred to April.\n",
    "Minutes of the Harbour Board",
    date(2023, 3, 14),
)
NEWS = Article(
    "news",
    "Mayor under fire\n\nShe voted against the bill in 2019, Mayor Ana Frey said. Parliament must decide by Friday.\n",
    "Mayor under fire",
    date(2024, 9, 12),
)
DEFERRED = "The choice of lamps was deferred to April."
BUDGET = "Moved by Cllr Umber, seconded by Cllr Quince, that the budget for 2025 be adopted."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path_factory.mktemp("minutes")) as corpus:
        corpus.add(MINUTES, OLDER, NEWS)
        yield corpus


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who voted against the ferry timetable?", ["Noes: Sedge."]),
        ("How did Cllr Tarn vote on the budget?", ["Voting against: Cllr Tarn."]),
        ("How did Nora Quist vote?", ["Nora Quist voted against."]),
        ("Who seconded the budget?", [BUDGET]),
        (
            "What must the clerk do?",
            ["RESOLVED: that the Clerk write to the County about the school crossing."],
        ),
        ("What must Okafor do by Friday?", ["ACTION: J. Okafor to circulate the plan by Friday 20 September."]),
        ("Who has to sell the crane?", ["O. Venn | Sell the crane | 3 May"]),
        ("What did the harbour board decide?", ["It was agreed to sell the crane.", DEFERRED]),
        ("Which things did the harbour directors decide and why?", ["It was agreed to sell the crane."]),
        ("What was decided on 14 March 2023?", ["It was agreed to sell the crane.", DEFERRED]),
        ("What was on the agenda at the last meeting?", ["1. Ferry timetable", "2. Budget", "3. School crossing"]),
        ("What is the deadline for selling the crane?", ["O. Venn | Sell the crane | 3 May"]),
        ("What was decided about the lamps?", [DEFERRED]),
        ("Which lamps were approved?", []),
        ("Who was at the meeting of the harbour board?", ["Present: Oskar Venn, Nora Quist"]),
        ("Was Oskar Venn present?", ["Present: Oskar Venn, Nora Quist"]),
        ("How did Okafor vote on the budget?", []),
        ("What must Okafor do by Monday?", []),
        ("Who voted against the bypass?", []),
        ("What was decided on 15 March 2023?", []),
        ("Who voted against the minutes of the last meeting?", []),
        ("Who abstained on the crane?", []),
        ("whats okafor got to do by friday", ["ACTION: J. Okafor to circulate the plan by Friday 20 September."]),
        ("How did Okafor vote on the bill?", []),
    ],
)  # fmt: skip
def test_a_question_is_answered_by_what_records_it_or_by_nothing(
    corpus: qa.Corpus, question: str, words: list[str]
) -> None:
    assert [one.text for one in corpus.ask(question).citations] == words


def test_who_has_nothing_to_do_and_cast_no_vote_is_told_in_these_words(corpus: qa.Corpus) -> None:
    assert corpus.ask("What must Sedge do by Friday?").note == "No task of Sedge’s by Friday is recorded."
    assert corpus.ask("How did Okafor vote on the bypass?").note == "No vote of Okafor’s on this is recorded."


def test_a_follow_up_stays_with_the_matter(corpus: qa.Corpus) -> None:
    asked = ["What was decided about the ferry timetable?"]
    assert [one.text for one in corpus.ask("And who abstained?", asked).citations] == ["Abstain: Quince."]
    voted = ["Who voted against the ferry timetable?"]
    assert [one.text for one in corpus.ask("and for?", voted).citations] == ["Ayes: Tarn, Okafor, Umber."]
    assert [one.text for one in corpus.ask("and on the budget?", voted).citations] == ["Voting against: Cllr Tarn."]
    [decided] = corpus.ask("and what was decided about the school crossing?", asked).citations
    assert decided.text.startswith("RESOLVED")


def test_somebody_named_alone_takes_the_place_of_whoever_was_asked_for(corpus: qa.Corpus) -> None:
    asked = ["How did Sedge vote on the ferry timetable?"]
    for question in ("And Tarn?", "And Cllr Tarn?", "and tarn?", "What about Tarn?", "And how did Tarn vote?"):
        assert [one.text for one in corpus.ask(question, asked).citations] == ["Ayes: Tarn, Okafor, Umber."], question
    assert [one.text for one in corpus.ask("And Quince?", [*asked, "And Tarn?"]).citations] == ["Abstain: Quince."]
    assert corpus.ask("And Frey?", asked).note == "No vote of Frey’s on this is recorded."
    [other] = corpus.ask("and budget?", ["How did Tarn vote on the ferry timetable?"]).citations
    assert other.text == "Voting against: Cllr Tarn."
    [due] = corpus.ask("And the clerk?", ["What must Okafor do?"]).citations
    assert due.text.startswith("RESOLVED: that the Clerk")


def test_what_became_of_another_matter_is_not_shown_beside_it_however_it_is_asked(corpus: qa.Corpus) -> None:
    asked = corpus.ask("tell me if the motion on the ferry timetable got carried")
    shown = [one.text for one in (*asked.citations, *asked.near_misses)]
    assert "Carried (3–1)." in shown
    assert "The motion was put to the vote and carried." not in shown


def test_minutes_that_say_the_same_of_several_matters_are_told_apart(tmp_path: Path) -> None:
    """They are formulas: what was moved of another boat, and what became of that, is no second report of it."""
    with qa.open_corpus(tmp_path) as corpus:
        for day, boat, outcome in ((3, "night", "carried"), (4, "day", "lost"), (5, "mail", "carried")):
            text = (
                f"Minutes of the Harbour Board, {day} June 2024\n\nPresent: Elin Tarsk, Oskar Venn\n\n"
                f"1. The {boat} boat\n\n"
                f"Moved by Elin Tarsk, seconded by Oskar Venn, that the {boat} boat be suspended for the winter.\n\n"
                f"The motion was {outcome}.\n"
            )
            corpus.add(Article(boat, text, f"Minutes of the Harbour Board, {day} June 2024", date(2024, 6, day)))
        asked = corpus.ask("tell me if the night boat got carried")
        assert [one.text for one in asked.citations if "motion" in one.text] == ["The motion was carried."]
        assert not any(one.also for one in asked.citations)
        other = corpus.ask("Was the motion on the cargo boat carried?")
        assert not any("motion" in one.text for one in (*other.citations, *other.near_misses))


def test_what_was_agreed_without_a_motion_is_no_motion_that_was_carried(corpus: qa.Corpus) -> None:
    assert not corpus.ask("Was the motion carried?", article_id="older").answered
    assert len(corpus.ask("Was the motion carried?").citations) == 2


def test_a_filter_for_a_person_leaves_what_names_that_person(corpus: qa.Corpus) -> None:
    [vote] = corpus.ask("What was the vote on the ferry timetable?", speakers=["P. Sedge"]).citations
    assert vote.text == "Noes: Sedge."


def test_a_report_that_is_no_record_tells_of_no_vote_and_no_action_item(corpus: qa.Corpus) -> None:
    for question in ("Who voted against?", "What are the action items?", "What must Parliament do by Friday?"):
        assert not corpus.ask(question, article_id="news").answered


def test_what_a_passage_records_is_told_by_every_door(corpus: qa.Corpus) -> None:
    answer = corpus.ask("What must Okafor do by Friday?")
    [passage] = answer.to_json()["passages"]
    start = COUNCIL.index("ACTION:")
    assert passage["records"] == [
        {
            "kind": "action-item",
            "start": start,
            "end": start + len(passage["text"]),
            "text": passage["text"],
            "details": [
                {"part": "owner", "start": start + 8, "end": start + 17, "text": "J. Okafor", "name": "J. Okafor"},
                {"part": "due", "start": start + 43, "end": start + 62, "text": "Friday 20 September", "name": None},
            ],
        }
    ]
    assert "Action item: J. Okafor, by Friday 20 September" in reply_html(answer, 1)
    assert answer.summary == "1 action item recorded at 1 meeting"
    assert "Vote: 1. Ferry timetable" in reply_html(corpus.ask("Who voted against the ferry timetable?"), 1)


def test_a_corpus_of_an_earlier_version_is_read_for_it_and_nothing_damaged_is_shown_or_in_the_way(
    tmp_path: Path,
) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(NEWS, OLDER)
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection, connection:
        connection.execute("DELETE FROM entries")
        connection.execute("UPDATE articles SET entries_read = 0")
        connection.execute("UPDATE articles SET text = text || 'x' WHERE id = 'news'")
    question = "Who voted against the crane?"
    with qa.open_corpus(tmp_path) as corpus:
        assert [one.text for one in corpus.ask(question).citations] == ["Nora Quist voted against."]
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE entries SET details = replace(details, 'against', 'for')")
    with qa.open_corpus(tmp_path) as corpus:
        answer = corpus.ask(question)
        assert not answer.answered
        assert "older" in answer.note
