"""What was asked is kept with the answer as it was given. Everybody is invented."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qa
from qa.conversations import Conversation, Conversations, Exchange, Thread
from qa.database import DATABASE_FILE
from qa.discretion import told
from qa.errors import CorpusError, DamagedConversation
from qa.exports import DAMAGED, markdown
from qa.records import Answer, Article, Citation, Filters, Passage, Period, Query, Span
from qa.reply import reply_html
from qa.sources import normalise

FERRY = Article(
    "ferry",
    "“The new ferry will sail in June,” mayor Mira Solane said in Calder.\n\nThe band played until midnight.",
    title="Calder opens its harbour",
    date=date(2024, 5, 2),
)
CRANE = Article("crane", "“Nobody will paint the crane,” Oskar Venn said.", title="Crane of Calder")
QUESTION = "What did Solane say about the ferry?"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path_factory.mktemp("conversations")) as opened:
        opened.add(FERRY)
        yield opened


@pytest.fixture
def conversations(corpus: qa.Corpus) -> Iterator[Conversations]:
    opened = Conversations(corpus)
    yield opened
    for one in opened.newest():
        opened.remove(one.id)
    opened.close()


def cited(query: Query, *, near_miss: Citation, also: tuple[Citation, ...] = ()) -> Answer:
    passage = Passage(Span(1, 33), Span(0, 67), None, 7, Period(date(2024, 5, 1), date(2024, 5, 2)))
    return Answer(query, (Citation(passage, FERRY, 0.75, also),), (near_miss,), 0.5, "", "1 person is quoted")


queries = st.builds(
    Query,
    text=st.text().map(normalise),
    filters=st.builds(
        Filters,
        speakers=st.lists(st.text().map(normalise), max_size=2).map(tuple),
        since=st.none() | st.dates(),
        article_id=st.none() | st.text().map(normalise),
    ),
    rephrased=st.text().map(normalise),
    topic=st.text().map(normalise),
    period=st.none() | st.builds(Period, st.dates(), st.dates()),
    outlets=st.lists(st.text().map(normalise), max_size=2).map(tuple),
)


def test_an_answer_is_read_back_as_it_was_given_and_nothing_of_an_article_is_stored(
    corpus: qa.Corpus, conversations: Conversations
) -> None:
    answer, silence = corpus.ask(QUESTION), corpus.ask("What did the King of Spain say?", [QUESTION])
    assert answer.answered
    assert not silence.answered
    exchanges = [Exchange(QUESTION, answer)]
    thread = conversations.keep(Thread(), exchanges)
    thread = conversations.keep(thread, [*exchanges, Exchange("What did the King of Spain say?", silence)])
    assert conversations.keep(Thread(), []) == Thread()
    assert conversations.keep(thread, exchanges) == thread
    assert [one.answer for one in conversations.read(thread.id)] == [answer, silence]
    with closing(sqlite3.connect(corpus.folder / DATABASE_FILE)) as connection:
        [(stored,)] = connection.execute("SELECT group_concat(answer) FROM turns").fetchall()
    assert "Mira Solane" in stored
    assert "sail in June" not in stored


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=st.text(), query=queries, score=st.floats(allow_nan=False, allow_infinity=False), note=st.text())
def test_whatever_was_kept_is_read_back(
    conversations: Conversations, question: str, query: Query, score: float, note: str
) -> None:
    beside = Citation(Passage(Span(69, 101), Span(0, 101)), FERRY, score)
    answer = replace(cited(query, near_miss=beside, also=(beside,)), note=normalise(note))
    name = conversations.keep(Thread(), [Exchange(question, answer)]).id
    assert conversations.read(name) == [Exchange(normalise(question), answer)]


def test_of_a_removed_article_nothing_is_shown_and_its_citations_stay(
    corpus: qa.Corpus, conversations: Conversations
) -> None:
    corpus.add(CRANE)
    question = "What did Oskar Venn say about the crane?"
    answer = corpus.ask(question)
    name = conversations.keep(Thread(), [Exchange(question, answer)]).id
    corpus.remove(CRANE.id)
    [gone] = conversations.read(name)[0].answer.citations
    assert gone.is_gone
    assert (gone.text, gone.article.title) == ("", "")
    corpus.add(replace(CRANE, text=f"Corrected. {CRANE.text}"))
    assert conversations.read(name)[0].answer.citations[0].is_gone
    corpus.remove(CRANE.id)
    corpus.add(CRANE)
    [back] = conversations.read(name)[0].answer.citations
    assert (back.text, back.is_gone) == (answer.citations[0].text, False)
    corpus.remove(CRANE.id)


def test_the_one_spoken_in_last_is_listed_first_by_its_first_question_until_it_is_removed(
    corpus: qa.Corpus, conversations: Conversations
) -> None:
    one, two, three = (Exchange(question, corpus.ask(QUESTION)) for question in ("One?", "Two?", "Three?"))
    thread = conversations.keep(Thread(), [one])
    first, second = thread.id, conversations.keep(Thread(), [two]).id
    conversations.keep(thread, [one, three])
    assert [(one.name, one.questions) for one in conversations.newest()] == [("One?", 2), ("Two?", 1)]
    assert conversations.remove(first)
    assert not conversations.remove(first)
    assert conversations.read(first) == []
    assert [one.id for one in conversations.newest()] == [second]


@pytest.mark.parametrize("name", ["", "no such thing", "'; DROP TABLE turns; --", "a" * 16])
def test_what_is_no_conversation_is_an_empty_one(conversations: Conversations, name: str) -> None:
    assert conversations.read(name) == []


def test_a_turn_is_kept_while_somebody_adds_articles_and_no_answer_is_read_again_for_it(
    corpus: qa.Corpus, conversations: Conversations
) -> None:
    exchange = Exchange(QUESTION, corpus.ask(QUESTION))
    adding, done = threading.Event(), threading.Event()

    def hold(_: qa.Outcome) -> None:
        adding.set()
        done.wait(20)

    writer = threading.Thread(target=corpus.add, args=(FERRY,), kwargs={"on_outcome": hold})
    writer.start()
    try:
        assert adding.wait(20)
        generation = corpus._store.generation()
        thread = conversations.keep(Thread(), [exchange])
        assert corpus._store.generation() == generation
    finally:
        done.set()
        writer.join()
    assert conversations.read(thread.id) == [exchange]


def test_a_turn_that_cannot_be_written_is_told_in_one_line_and_tried_again_with_the_next(
    corpus: qa.Corpus, conversations: Conversations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.conversation_rows.PATIENCE", 0.01)
    exchanges = [Exchange("One?", corpus.ask(QUESTION)), Exchange("Two?", corpus.ask(QUESTION))]
    thread = conversations.keep(Thread(), exchanges[:1])
    with closing(sqlite3.connect(corpus.folder / DATABASE_FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CorpusError, match="another program has it open; try again"):
            conversations.keep(thread, exchanges)
    assert conversations.read(thread.id) == exchanges[:1]
    conversations.keep(thread, [*exchanges, exchanges[0]])
    assert conversations.read(thread.id) == [*exchanges, exchanges[0]]


def test_a_conversation_of_before_turns_had_digests_is_read(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(FERRY)
        answer = corpus.ask(QUESTION)
        with closing(Conversations(corpus)) as conversations:
            name = conversations.keep(Thread(), [Exchange(QUESTION, answer)]).id
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        connection.execute("ALTER TABLE turns DROP COLUMN digest")
        connection.execute("DROP TABLE entries")
        for column in ("language", "participants", "entries_read"):
            connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 5")
    with qa.open_corpus(tmp_path) as corpus, closing(Conversations(corpus)) as conversations:
        assert [one.answer for one in conversations.read(name)] == [answer]


@pytest.mark.parametrize("bit", [0, 7], ids=["another letter", "no letter"])
@pytest.mark.parametrize("column", ["asked_at", "question", "answer"])
def test_a_conversation_of_which_a_bit_has_flipped_is_not_shown_and_can_be_deleted(
    corpus: qa.Corpus, conversations: Conversations, column: str, bit: int
) -> None:
    name = conversations.keep(Thread(), [Exchange(QUESTION, corpus.ask(QUESTION))]).id
    with closing(sqlite3.connect(corpus.folder / DATABASE_FILE)) as connection, connection:
        [(kept,)] = connection.execute(f"SELECT CAST({column} AS BLOB) FROM turns")
        flipped = bytearray(kept)
        flipped[kept.index(b"20" if column == "asked_at" else b"Solane")] ^= 1 << bit
        connection.execute(f"UPDATE turns SET {column} = CAST(? AS TEXT)", (flipped,))
    later = Conversations(corpus)  # of what is in memory nothing has flipped
    assert later.newest() == [Conversation(name, "", 1, None)]
    later.close()
    with pytest.raises(DamagedConversation) as raised:
        conversations.read(name)
    assert told(raised.value) == "this conversation is damaged and is not shown; delete it"
    assert conversations.remove(name)
    assert conversations.read(name) == []


def test_of_a_damaged_article_it_is_said_why_nothing_is_shown_and_it_hides_no_other(
    corpus: qa.Corpus, conversations: Conversations
) -> None:
    corpus.add(CRANE)
    question = "What did Oskar Venn say about the crane?"
    exchanges = [Exchange(question, corpus.ask(question)), Exchange(QUESTION, corpus.ask(QUESTION))]
    name = conversations.keep(Thread(), exchanges).id
    with closing(sqlite3.connect(corpus.folder / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET text = replace(text, 'Nobody', 'Anybody') WHERE id = ?", (CRANE.id,))
    of_crane, of_ferry = conversations.read(name)
    assert of_crane.answer.citations
    assert all(one.is_gone and one.is_damaged for one in of_crane.answer.citations)
    assert DAMAGED in reply_html(of_crane.answer, 0)
    assert DAMAGED in markdown([of_crane])
    assert not any(word in reply_html(of_crane.answer, 0) for word in ("body", "removed."))
    shown, given_then = of_ferry.answer.citations, exchanges[1].answer.citations
    assert [one.text for one in shown] == [one.text for one in given_then]
    assert shown[0].text
    corpus.remove(CRANE.id)
