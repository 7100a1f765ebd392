"""What readers say of answers is kept as questions that `onrecord eval` runs. Everybody is invented."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st

import qa
from qa.conversations import Exchange
from qa.errors import CorpusBusy, CorpusError, FeedbackError, FixtureError
from qa.evaluation import Evaluation, evaluate
from qa.feedback import FILE, LOCK_FILE, LONGEST_WORDS, Verdict, feedback, note
from qa.fixtures import read_fixtures
from qa.judging import Names
from qa.records import Answer, Article, Filters, Query
from qa.wire import dumped

SAIL = "What did Solane say about the ferry?"
FOLLOW_UP = "And how many passengers will it carry?"
GULLS = Article("gulls", "“The gulls are not my department,” Oskar Venn said.", title="Gulls")
KING = "What did the King of Spain say?"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    text = (
        "Mayor of Calder Mira Solane opened the harbour.\n\n“The new ferry will sail in June. It will carry four"
        " hundred passengers a day,” Solane said.\n\nThe band of the fire brigade played until midnight."
    )
    with qa.open_corpus(tmp_path_factory.mktemp("feedback")) as opened:
        opened.add(Article("ferry", text, title="Calder opens its harbour", outlet="Post"))
        yield opened


def asked(corpus: qa.Corpus, question: str, *earlier: str, **filters: object) -> Exchange:
    return Exchange(question, corpus.ask(question, earlier, k=5, **filters))  # type: ignore[arg-type]


def evaluated(corpus: qa.Corpus, file: Path) -> Evaluation:
    return evaluate("feedback", corpus, read_fixtures([file]), Names())


def test_what_is_found_right_is_right_when_it_is_asked_again(corpus: qa.Corpus, tmp_path: Path) -> None:
    right, follow_up = asked(corpus, SAIL), asked(corpus, FOLLOW_UP, SAIL)
    filtered = asked(
        corpus, "What was said about the ferry?", speakers=("Mira Solane", "Oskar Venn"), outlets=("Post",)
    )
    for exchanges in ([right], [right, follow_up], [asked(corpus, KING)], [filtered]):
        file = note(tmp_path, feedback(exchanges, Verdict.RIGHT))
    fixtures = read_fixtures([file])
    assert fixtures[0].evidence[0].span == right.answer.citations[0].passage.span
    assert fixtures[0].speakers == ("Mira Solane",)
    assert fixtures[1].asked.history == (SAIL,)
    assert not fixtures[2].answerable
    assert fixtures[3].asked.filters == filtered.answer.query.filters
    figures = evaluated(corpus, file).figures
    assert [figures[name] for name in ("hit@5", "nDCG@10", "speaker", "abstention-F1")] == [1, 1, 1, 1]


def test_a_wrong_speaker_leaves_the_words_right_and_expects_nobody(corpus: qa.Corpus, tmp_path: Path) -> None:
    file = note(tmp_path, feedback([asked(corpus, SAIL)], Verdict.WRONG_SPEAKER, "It was the harbour master."))
    evaluation = evaluated(corpus, file)
    assert (evaluation.figures["hit@1"], evaluation.figures["speaker"]) == (1, None)
    assert json.loads(file.read_text())["comment"] == "It was the harbour master."


@pytest.mark.parametrize("verdict", [Verdict.WRONG_WORDS, Verdict.MISSED])
def test_the_words_that_a_reader_missed_are_expected_when_it_is_asked_again(
    corpus: qa.Corpus, tmp_path: Path, verdict: Verdict
) -> None:
    words = "The band of the fire brigade played until midnight"
    file = note(tmp_path, feedback([asked(corpus, SAIL)], verdict, words=words))
    assert evaluated(corpus, file).figures["hit@1"] == 0


def test_what_would_have_been_right_and_nobody_knows_is_left_out_and_told(corpus: qa.Corpus, tmp_path: Path) -> None:
    file = note(tmp_path, feedback([asked(corpus, SAIL)], Verdict.WRONG_WORDS, words=" – "))
    with pytest.raises(FixtureError, match="no question in it that can be judged"):
        read_fixtures([file])
    note(tmp_path, feedback([asked(corpus, SAIL)], Verdict.RIGHT))
    told: list[str] = []
    assert len(read_fixtures([file], told.append)) == 1
    assert told == [f"{file}:1: left out, since it is not known what answers it; add the evidence"]


def test_what_was_said_of_an_article_that_was_removed_is_left_out_and_told(corpus: qa.Corpus, tmp_path: Path) -> None:
    corpus.add(GULLS)
    note(tmp_path, feedback([asked(corpus, "What did Oskar Venn say about the gulls?")], Verdict.RIGHT))
    note(tmp_path, feedback([asked(corpus, "What was said about gulls?", article_id="gulls")], Verdict.RIGHT))
    corpus.remove("gulls")
    fixtures = read_fixtures([tmp_path / FILE])
    with pytest.raises(FixtureError, match="it has the articles of none of the questions"):
        evaluate("corpus", corpus, fixtures, Names())
    note(tmp_path, feedback([asked(corpus, SAIL)], Verdict.RIGHT))
    told: list[str] = []
    evaluation = evaluate("corpus", corpus, read_fixtures([tmp_path / FILE]), Names(), on_doubt=told.append)
    assert len(evaluation.judged) == 1
    assert len(told) == 2
    assert all("no article has the id" in line and line.endswith("left out") for line in told)


def test_passages_of_removed_articles_are_no_evidence(corpus: qa.Corpus) -> None:
    exchange = asked(corpus, SAIL)
    [citation] = exchange.answer.citations
    gone = replace(exchange.answer, citations=(replace(citation, article=Article("ferry", "")),))
    record = feedback([Exchange(SAIL, gone)], Verdict.RIGHT)
    assert "evidence" not in record
    assert "answerable" not in record


@given(question=st.text(min_size=1), written=st.text(), name=st.text())
def test_whatever_is_written_is_one_line_and_is_read_back(question: str, written: str, name: str) -> None:
    exchange = Exchange(question, Answer(Query(question, Filters(speakers=(name,)))))
    record = feedback([exchange, exchange], Verdict.RIGHT, written)
    line = dumped(record)
    assert "\n" not in line
    assert json.loads(line.encode()) == record


@pytest.mark.parametrize(
    ("verdict", "comment", "words"), [("splendid", "", ""), ("right", "x" * (LONGEST_WORDS + 1), ""), ("", "", "")]
)
def test_what_cannot_be_noted_is_told_in_one_line(corpus: qa.Corpus, verdict: str, comment: str, words: str) -> None:
    with pytest.raises(FeedbackError):
        feedback([asked(corpus, SAIL)], verdict, comment, words)


def test_many_at_once_are_lines_of_their_own_and_a_line_cut_off_swallows_none(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"question": "cut o')
    records = [feedback([Exchange(f"{number}?", Answer(Query("?")))], Verdict.MISSED) for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda record: note(tmp_path, record), records))
    first, *lines = (tmp_path / FILE).read_text().splitlines()
    assert first == '{"question": "cut o'
    assert sorted(json.loads(line)["qid"] for line in lines) == sorted(record["qid"] for record in records)


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = feedback([Exchange("?", Answer(Query("?")))], Verdict.MISSED)
    monkeypatch.setattr("qa.feedback.PATIENCE", 0)
    with FileLock(tmp_path / LOCK_FILE), pytest.raises(CorpusBusy, match="try again"):
        note(tmp_path, record)
    (tmp_path / FILE).mkdir()
    with pytest.raises(CorpusError, match="cannot write"):
        note(tmp_path, record)
