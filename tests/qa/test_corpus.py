"""The two flows, on real articles: what goes in, what is answered, and what goes out again."""

import contextlib
import inspect
import sqlite3
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qa
import qa.corpus
from qa import retriever
from qa.corpus import AT_ONCE
from qa.database import DATABASE_FILE
from qa.errors import CorpusError, DamagedArticle, ModelError, QuestionError, SourceError, UnknownArticle
from qa.records import Filters, Kind, Outcome, Passage, Status
from qa.retriever import Candidate
from qa.settings import Settings
from qa.sources import article_from

NOISE = "What is the limit of noise for a heat pump in a garden?"
DECIBELS = "Forty-two decibels at the neighbour's window."
FERRY = "“The ferry Halcyon is sold,” said Mayor Oda Brekkestad. The council rose at noon."


@pytest.fixture
def corpus(filled: Path) -> Iterator[qa.Corpus]:
    with qa.open_corpus(filled) as opened:
        yield opened


def ids(answer: qa.Answer) -> list[tuple[str, int]]:
    return [(citation.article.id, citation.passage.span.start) for citation in answer.citations]


def test_an_answer_is_verbatim_attributed_and_located(corpus: qa.Corpus) -> None:
    best = corpus.ask(NOISE).citations[0]
    assert best.text == DECIBELS
    assert best.article.text[best.passage.span.start : best.passage.span.end] == DECIBELS
    assert (best.source, best.kind) == ("Conrad Voss", Kind.TURN)
    assert best.article.date == date(2024, 11, 19)


def test_two_runs_give_the_same_answer(corpus: qa.Corpus, filled: Path) -> None:
    with qa.open_corpus(filled) as other:
        assert corpus.ask(NOISE) == other.ask(NOISE)


def test_filters_leave_only_what_they_fit(corpus: qa.Corpus) -> None:
    hearing = corpus.articles()[1]
    by_voss = corpus.ask(NOISE, speakers=["Conrad Voss"])
    assert {citation.source for citation in by_voss.citations} == {"Conrad Voss"}
    in_one = corpus.ask("What was said?", article_id=hearing.id)
    assert {c.article.id for c in (*in_one.citations, *in_one.near_misses)} == {hearing.id}
    early = corpus.ask(NOISE, until=date(1999, 1, 1))
    assert (early.answered, early.near_misses) == (False, ())


def test_a_follow_up_is_understood_from_the_question_before(corpus: qa.Corpus) -> None:
    answer = corpus.ask("And at the fence of a factory?", ["What is the limit of noise for a heat pump?"])
    assert "fifty at the fence" in " ".join(citation.text for citation in answer.citations[:3])


CONVERSATION = [
    ("What did President Tarsk say about tourism?", "Tourism feeds our harbour"),
    ("And what did he reply?", "other people’s weekends"),
    ("Where was that?", "in Calder on Monday"),
    ("When will the new ferry sail?", "will sail in June"),
    ("What did Venn say about it?", "never paid for a ferry"),
    ("What did Tarsk say about tourism?", "Tourism feeds our harbour"),
    ("And the Prime Minister of Vennland?", "other people’s weekends"),
]


@pytest.mark.parametrize("turn", range(len(CONVERSATION)), ids=lambda turn: CONVERSATION[turn][0])
def test_a_conversation_goes_on_and_changes_its_topic(talks: qa.Corpus, turn: int) -> None:
    question, expected = CONVERSATION[turn]
    answer = talks.ask(question, [earlier for earlier, _ in CONVERSATION[:turn]])
    assert expected in answer.citations[0].text, answer.query.completed


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        pytest.param("What did Venn say about Tarsk?", "Oskar Venn", id="A about B"),
        pytest.param("What did Tarsk say about Venn?", "Elin Tarsk", id="B about A"),
        pytest.param("What did Quist say about Venn?", "Nora Quist", id="C about A"),
        pytest.param("What did the prime minister say about Tarsk?", "Oskar Venn", id="an office about B"),
        pytest.param("What was said about coins, according to Nora Quist?", "Nora Quist", id="according to"),
        pytest.param("what did venn say about tarsk", "Oskar Venn", id="without capitals"),
        pytest.param("What did the harbour master say about the ferry?", "", id="an office that nobody holds"),
        pytest.param("What did Petra Venn say about Tarsk?", "", id="another first name"),
    ],
)
def test_said_by_is_not_said_about(talks: qa.Corpus, question: str, speaker: str) -> None:
    assert {citation.source for citation in talks.ask(question).citations} <= {speaker}


def test_a_title_keeps_to_its_article_and_nobody_in_it_is_asked_for(talks: qa.Corpus) -> None:
    found = talks.ask("What did Venn say in “Talks in Calder”?")
    assert {(one.source, one.article.id) for one in found.citations} == {("Oskar Venn", "talks")}
    assert talks.ask("What was said in “Ferry of Calder”?").answered


def test_who_names_an_article_asks_anew_unless_somebody_before_is_meant(talks: qa.Corpus) -> None:
    before = ["What did Venn say about tourism?"]
    assert talks.ask("What was said in “Talks in Calder”?", before).query.asked == ()
    assert talks.ask("What did he say in “Talks in Calder”?", before).query.asked == ("Oskar Venn",)


def test_thanks_between_two_questions_changes_nothing(talks: qa.Corpus) -> None:
    before = ["What did Venn say about tourism?"]
    assert talks.ask("And the ferry?", [*before, "Thanks!"]) == talks.ask("And the ferry?", before)
    assert talks.ask("Ok, thanks", before).query.asked == ()


def test_an_earlier_question_that_is_none_changes_nothing(talks: qa.Corpus) -> None:
    assert talks.ask("And tourism?", [" "]) == talks.ask("And tourism?")
    assert talks.ask("And tourism?", ["x" * 100_000]).query.is_follow_up


def test_k_is_the_most_there_can_be(corpus: qa.Corpus) -> None:
    for k in (1, 2, 30):
        answer = corpus.ask(NOISE, k=k)
        assert len((*answer.citations, *answer.near_misses)) == k


@pytest.mark.parametrize("question", ["", " \n", "x" * 100_000])
def test_what_is_no_question_is_refused(question: str, corpus: qa.Corpus) -> None:
    with pytest.raises(QuestionError):
        corpus.ask(question)


def test_an_empty_corpus_is_silent(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path / "empty") as corpus:
        answer = corpus.ask(NOISE)
    assert not answer.answered
    assert answer.note


def test_adding_twice_is_adding_once(corpus: qa.Corpus, filled: Path) -> None:
    ferry = article_from(FERRY, title="Ferry sold")
    generations = []
    for status in (Status.ADDED, Status.UNCHANGED, Status.UNCHANGED):
        assert corpus.add(ferry) == [Outcome(status, "", ferry.id, "Ferry sold")]
        generations.append((filled / "index.faiss").read_bytes())
    assert generations[0] == generations[1] == generations[2]
    assert len(corpus.articles()) == 5


def test_the_same_article_twice_in_one_batch_is_added_once(corpus: qa.Corpus) -> None:
    ferry = article_from(FERRY)
    assert [outcome.status for outcome in corpus.add(ferry, ferry)] == [Status.ADDED, Status.UNCHANGED]


def test_another_text_under_a_known_id_is_refused(corpus: qa.Corpus) -> None:
    corpus.add(article_from(FERRY, doc_id="n1"))
    (outcome,) = corpus.add(article_from("Another text.", doc_id="n1"))
    assert outcome.status is Status.FAILED
    assert "another article has the id 'n1'; to replace it, remove it first" in outcome.error
    assert corpus.article("n1").text == FERRY


def test_an_acknowledged_article_is_stored_when_it_is_acknowledged(corpus: qa.Corpus, filled: Path) -> None:
    seen: list[bool] = []

    def look(outcome: Outcome) -> None:
        with qa.open_corpus(filled) as other:
            seen.append(other.article(outcome.article_id).id == outcome.article_id)

    corpus.add(*(article_from(f"{FERRY} It was sale {number}.") for number in range(3)), on_outcome=look)
    assert seen == [True, True, True]


def test_what_cannot_be_read_is_told_before_the_next_is_read(corpus: qa.Corpus) -> None:
    told: list[Outcome] = []

    def slow() -> Iterator[SourceError]:
        for number in range(3):
            assert len(told) == number
            yield SourceError("it takes more time or memory than a file may")

    corpus.add_articles(slow(), told.append)
    assert len(told) == 3


def test_bad_sources_fail_by_themselves(corpus: qa.Corpus, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\0")
    (tmp_path / "good.txt").write_text(FERRY, "utf-8")
    outcomes = corpus.add(tmp_path / "bad.txt", str(tmp_path / "good.txt"))
    assert [outcome.status for outcome in outcomes] == [Status.FAILED, Status.ADDED]
    with pytest.raises(SourceError, match="no such file"):
        corpus.add(tmp_path / "good.txt", tmp_path / "missing.txt")


def test_an_article_that_is_too_long_fails_by_itself(corpus: qa.Corpus) -> None:
    long = qa.Article("long", "Ferry sold. " * 50_000)
    [outcome] = corpus.add(long)
    assert outcome.status == "failed"
    assert outcome.error == (
        "long: too long: it has 600,000 characters, an article at most 500,000 characters; add it in parts"
    )


def test_an_article_over_which_we_make_a_mistake_fails_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def passages(article: qa.Article, *rest: Any) -> list[Passage]:
        return [] if article.id != "odd" else [][len(rest)]

    monkeypatch.setattr("qa.reading.passages", passages)
    with qa.open_corpus(tmp_path) as corpus:
        before, odd, after = corpus.add(qa.Article("1", FERRY), qa.Article("odd", FERRY), qa.Article("2", FERRY))
    assert (before.status, after.status) == (Status.ADDED, Status.ADDED)
    assert odd == Outcome(
        Status.FAILED, "", "odd", error="odd: not added: Onrecord made a mistake in reading it; the log says where"
    )
    assert "IndexError" in caplog.text


def test_what_is_removed_is_gone_and_can_be_added_again(corpus: qa.Corpus) -> None:
    before = corpus.ask(NOISE)
    hearing = before.citations[0].article
    corpus.remove(hearing.id)
    assert hearing.id not in {citation.article.id for citation in corpus.ask(NOISE).near_misses}
    assert "Conrad Voss" not in {person.name for person in corpus.people()}
    for look in (corpus.article, corpus.quotations, corpus.remove):
        with pytest.raises(UnknownArticle):
            look(hearing.id)
    assert corpus.add(hearing)[0].status is Status.ADDED
    assert ids(corpus.ask(NOISE))[:3] == ids(before)[:3]


def test_of_what_is_discarded_some_may_be_gone_already(corpus: qa.Corpus) -> None:
    first, second, *others = corpus.articles()
    corpus.discard(["gone", first.id, second.id])
    assert corpus.articles() == others
    assert {citation.article.id for citation in corpus.ask(NOISE, k=100).near_misses}.isdisjoint({first.id, second.id})


def test_a_reader_sees_what_another_has_added_and_removed(corpus: qa.Corpus, filled: Path) -> None:
    question = "What did Mayor Brekkestad say about the ferry Halcyon?"
    ferry = article_from(FERRY)
    with qa.open_corpus(filled) as reader:
        assert not reader.ask(question).answered
        corpus.add(ferry)
        assert reader.ask(question).citations[0].article == ferry
        corpus.remove(ferry.id)
        assert not reader.ask(question).answered


def test_threads_may_ask_while_one_adds(corpus: qa.Corpus) -> None:
    expected = corpus.ask(NOISE).citations[0]
    wrong: list[object] = []

    def ask() -> None:
        for _ in range(10):
            found = corpus.ask(NOISE).citations[0]  # which neighbours join it depends on how rare the words are
            if found.article != expected.article or not found.passage.span.overlaps(expected.passage.span):
                wrong.append(found)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    corpus.add(*(article_from(f"The council of Ostrevik met {number} times.") for number in range(40)))
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(corpus.articles()) == 44


def test_a_model_that_cannot_be_had_is_told_before_anything_is_made(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no model 'nobody/nothing'"):
        qa.Corpus(Settings(tmp_path / "data", "nobody/nothing"))
    assert not (tmp_path / "data").exists()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(CorpusError, match="cannot use the data folder"):
        qa.open_corpus(tmp_path / "data")


def test_the_public_names_are_those_that_are_there() -> None:
    public = {name for name, value in vars(qa).items() if not name.startswith("_") and not inspect.ismodule(value)}
    assert set(qa.__all__) == (public | {"Corpus"}) - {"annotations", "Path", "TYPE_CHECKING"}
    assert all(hasattr(qa, name) for name in qa.__all__)
    with pytest.raises(AttributeError, match="module 'qa' has no attribute 'Corpora'"):
        _ = getattr(qa, "Corpora")  # noqa: B009 - a type checker would tell


REPORTS = [
    qa.Article(
        "read-out",
        "President of Lurenia Elin Tarsk held talks with President of Vastovia Pavel Orlin in Calder\n\n"
        "“The ferry will sail to Vastovia,” Elin Tarsk said.\n\nPavel Orlin thanked her for the ferry.",
        title="Talks in Calder",
        date=date(2024, 5, 22),
    ),
    qa.Article(
        "wire",
        "Vastovia’s President Pavel Orlin met President Elin Tarsk on Wednesday.\n\n"
        "“The ferry to Vastovia will sail on Sundays only,” Tarsk told reporters.",
        title="Ferry to sail on Sundays",
        date=date(2024, 5, 24),
    ),
    qa.Article(
        "later",
        "President of Lurenia Elin Tarsk met President of Vastovia Pavel Orlin in Ludden\n\n"
        "“The ferry to Vastovia has sunk,” Elin Tarsk said.",
        title="Talks in Ludden",
        date=date(2024, 9, 4),
    ),
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path_factory.mktemp("reports") / "onrecord") as corpus:
        corpus.add(*REPORTS)
        yield corpus


def cited(answer: qa.Answer) -> set[str]:
    return {citation.article.id for citation in answer.citations}


def test_two_outlets_report_one_meeting(reports: qa.Corpus) -> None:
    first, second = reports.meetings()
    assert first.article_ids == ("read-out", "wire")
    assert (first.date, first.place, set(first.participants)) == (
        date(2024, 5, 22),
        "Calder",
        {"Elin Tarsk", "Pavel Orlin"},
    )
    assert second.article_ids == ("later",)


ABOUT_MEETINGS: dict[str, tuple[str, set[str]]] = {
    "its place": ("What did Tarsk say about the ferry at the meeting in Ludden?", {"later"}),
    "its time, not that of publication": ("What did Tarsk say about the ferry on 22 May 2024?", {"read-out", "wire"}),
    "a relative time": ("What did Tarsk say about the ferry at last week's meeting?", {"read-out", "wire"}),
    "its month": ("What did Tarsk say about the ferry at the meeting in September?", {"later"}),
}


@pytest.mark.parametrize(("question", "articles"), ABOUT_MEETINGS.values(), ids=ABOUT_MEETINGS)
def test_a_question_names_a_meeting_by(question: str, articles: set[str], reports: qa.Corpus) -> None:
    today = date(2024, 9, 30) if "September" in question else date(2024, 5, 29)
    assert cited(reports.ask(question, today=today)) == articles


def test_only_one_meeting_and_every_citation_says_which(reports: qa.Corpus) -> None:
    meeting, _ = reports.meetings()
    found = reports.ask("What did Tarsk say about the ferry?", meeting_id=meeting.id)
    assert cited(found) == {"read-out", "wire"}
    assert {citation.meeting for citation in (*found.citations, *found.near_misses)} == {meeting}


def test_the_days_of_a_filter_are_those_of_the_meeting(reports: qa.Corpus) -> None:
    wire_was_printed = date(2024, 5, 24)
    found = reports.ask("What did Tarsk say about the ferry?", since=wire_was_printed)
    assert cited(found) == {"later"}


def test_nothing_is_found_of_a_time_without_meetings(reports: qa.Corpus) -> None:
    found = reports.ask("What did Tarsk say about the ferry last week?", today=date(2025, 2, 5))
    assert not found.answered
    assert found.note == "Elin Tarsk is quoted, but nothing from last week was found."


def test_a_corpus_of_an_earlier_version_is_read_for_meetings(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(*REPORTS)
        meetings = corpus.meetings()
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection:
        connection.execute("DELETE FROM reports")
        connection.execute("UPDATE passages SET said_since = NULL, said_until = NULL")
        for table in ("articles", "quotations", "passages", "reports", "turns"):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN digest")
        connection.execute("DROP TABLE entries")
        for column in ("language", "participants", "entries_read"):
            connection.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        connection.execute("PRAGMA user_version = 4")
        connection.commit()
    with qa.open_corpus(tmp_path) as corpus:
        assert corpus.meetings() == meetings
        assert cited(corpus.ask("What did Tarsk say about the ferry on 22 May 2024?")) == {"read-out", "wire"}


@pytest.mark.parametrize("k", [0, -1])
def test_not_even_one_passage_is_nothing_to_ask_or_to_search_for(reports: qa.Corpus, k: int) -> None:
    for read in (reports.ask, reports.search):
        with pytest.raises(QuestionError, match=f"at least one passage must be asked for, not {k}"):
            read("What did Tarsk say?", k=k)


def test_no_more_than_four_are_answered_or_searched_for_at_the_same_time(
    reports: qa.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn, too_many, underway = threading.Lock(), threading.Event(), 0

    def retrieved(*_: object) -> list[Candidate]:
        nonlocal underway
        with turn:
            underway += 1
            if underway > AT_ONCE:
                too_many.set()
        too_many.wait(0.2)
        with turn:
            underway -= 1
        return []

    monkeypatch.setattr(qa.corpus, "retrieve", retrieved)
    asking = [
        threading.Thread(target=read, args=(f"Who spoke of ferry {number}?",))
        for number in range(AT_ONCE)
        for read in (reports.ask, reports.search)
    ]
    for one in asking:
        one.start()
    for one in asking:
        one.join(20)
    assert not too_many.is_set()


def test_words_under_a_name_that_the_disk_has_changed_are_neither_answer_nor_shown(tmp_path: Path) -> None:
    question = "What did Tarsk say about the ferry?"
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(*REPORTS)
        damaged = corpus.ask(question).citations[0].article.id
    with contextlib.closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection, connection:
        connection.execute(
            "UPDATE quotations SET source = replace(source, 'Tarsk', 'Tarsj')"
            " WHERE article = (SELECT row FROM articles WHERE id = ?)",
            (damaged,),
        )
    with qa.open_corpus(tmp_path) as corpus:
        for read in (corpus.quotations, corpus.passages):
            with pytest.raises(DamagedArticle, match=f"article '{damaged}' is damaged and is not shown; remove it"):
                read(damaged)
        silent = corpus.ask(question, article_id=damaged)
        assert silent.note == (
            "Nothing about this was found in the articles."
            f" Article '{damaged}' is damaged, and what it says is missing here; remove it, then add it again."
        )
        assert (silent.citations, silent.near_misses) == ((), ())
        assert corpus.search(question, Filters(article_id=damaged)) == []
        assert corpus.statements(Filters(article_id=damaged)) == []
        assert [one.name for one in corpus.people() if "Tars" in one.name] == ["Elin Tarsk"]
        corpus.remove(damaged)
        assert damaged not in cited(corpus.ask(question))


def test_an_article_that_is_removed_reports_nothing_any_more(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(*REPORTS)
        corpus.remove("read-out")
        assert [meeting.article_ids for meeting in corpus.meetings()] == [("wire",), ("later",)]


def test_what_is_added_or_removed_after_a_question_counts_with_the_next(tmp_path: Path) -> None:
    said = "“The lighthouse {},” said Mayor Mira Solane. She spoke of the lighthouse for an hour."
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(qa.Article("old", said.format("is dark")))
        assert cited(corpus.ask("What did Solane say about the lighthouse?")) == {"old"}
        corpus.add(qa.Article("new", said.format("will shine in June")))
        assert cited(corpus.ask("What did Solane say about the lighthouse?")) == {"old", "new"}
        corpus.remove("old")
        assert cited(corpus.ask("What did Solane say about the lighthouse?")) == {"new"}


def test_what_a_follow_up_hangs_on_is_not_looked_for_again(reports: qa.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []

    def retrieve(*arguments: Any) -> list[Candidate]:
        looked_for.append(arguments[2].wording)
        return retriever.retrieve(*arguments)

    monkeypatch.setattr("qa.corpus.retrieve", retrieve)
    reports.ask("Who spoke of the ferry?", k=3)
    reports.ask("And of the price?", ["Who spoke of the ferry?"], k=5)
    assert len(looked_for) == 2
    assert looked_for[0] == "Who spoke of the ferry?"
