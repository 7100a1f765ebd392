"""What a reranker is given, and what its word counts. The texts are invented; the reranker says what it is told to."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from embeddings.reranker import Floats, Text
from qa.records import Article, Kind, Passage, Period, Query, Quotation, Source, Span, Speaker
from qa.reranking import OF_ANY_TEXT, RERANKED, WEIGHT, WEIGHT_OF_TURN, reranked, worth
from qa.retriever import Candidate

ARTICLE = Article("a", "It rains. The ferry leaks. We row.")
LEAKS = "The ferry leaks."


class Told:
    """A reranker that finds one sentence a certain answer and all others none; it keeps what it was given."""

    def __init__(self, answer: str = LEAKS) -> None:
        self._answer = answer
        self.question = ""
        self.read: list[Text] = []

    def probabilities(self, question: str, texts: Sequence[Text]) -> Floats:
        self.question, self.read = question, list(texts)
        return np.array([text.passage == self._answer for text in texts], dtype=np.float32)


def candidate(words: str, score: float, kind: Kind | None = None) -> Candidate:
    start = ARTICLE.text.index(words)
    span, whole = Span(start, start + len(words)), Span(0, len(ARTICLE.text))
    source = Source(Span(0, 2), speakers=(Speaker("Elin Tarsk"),))
    passage = Passage(span, whole, Quotation((span,), kind, source) if kind else None)
    return Candidate(passage, ARTICLE, 0.5, 0.5, 1.0, False, True, score)


def test_it_reads_the_completed_question_and_each_passage_with_its_speaker_and_surroundings() -> None:
    reranker = Told()
    query = Query("And when?", rephrased="When does it leak?", background="the ferry")
    reranked(query, [candidate(LEAKS, 1.0, Kind.DIRECT), candidate("We row.", 0.9)], reranker)
    assert reranker.question == "When does it leak? (the ferry)"
    assert reranker.read == [
        Text(LEAKS, "Elin Tarsk", "It rains. ", " We row."),
        Text("We row.", "", "It rains. The ferry leaks. ", ""),
    ]


@pytest.mark.parametrize(("kind", "weight"), [(None, WEIGHT), (Kind.DIRECT, WEIGHT), (Kind.TURN, WEIGHT_OF_TURN)])
def test_an_answer_is_lifted_and_a_turn_of_a_transcript_less(kind: Kind | None, weight: float) -> None:
    first, second = reranked(Query("?"), [candidate("We row.", 0.6, kind), candidate(LEAKS, 0.5, kind)], Told())
    assert (first.passage.span.of(ARTICLE.text), first.answers, second.answers) == (LEAKS, 1.0, 0.0)
    assert first.score == pytest.approx(0.5 + weight * worth(1.0))
    assert second.score == 0.6


def test_only_the_first_are_read_and_the_others_keep_their_scores() -> None:
    reranker = Told()
    *_, last = reranked(Query("?"), [candidate("We row.", 1.0 - at / 100) for at in range(RERANKED + 1)], reranker)
    assert len(reranker.read) == RERANKED
    assert (last.answers, last.score) == (None, pytest.approx(1.0 - RERANKED / 100))


def test_what_is_as_improbable_as_any_text_is_worth_nothing() -> None:
    assert worth(0.0) == worth(OF_ANY_TEXT) == 0.0
    assert 0.0 < worth(0.1) < worth(0.9) < 1.0


def test_the_meeting_that_a_question_names_is_not_read_for() -> None:
    reranker, may = Told(), Period(date(2024, 5, 1), date(2024, 5, 31))
    asked = "What did Tarsk say about the ferry at the meeting in May?"
    reranked(Query(asked, period=may), [candidate(LEAKS, 1.0)], reranker)
    assert reranker.question == "What did Tarsk say about the ferry?"
    reranked(Query(asked), [candidate(LEAKS, 1.0)], reranker)
    assert reranker.question == asked


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        ("What was said about the ferry in May 2024?", "What was said about the ferry?"),
        ("What did Tarsk say in May 2024 about the ferry?", "What did Tarsk say about the ferry?"),
        ("When in May 2024 will the ferry sail?", "When in May 2024 will the ferry sail?"),
    ],
)
def test_nor_is_the_time_at_which_something_was_said(asked: str, read: str) -> None:
    reranker, may = Told(), Period(date(2024, 5, 1), date(2024, 5, 31))
    reranked(Query(asked, period=may, period_words="May 2024"), [candidate(LEAKS, 1.0)], reranker)
    assert reranker.question == read
