"""What a question and passages share in words. The articles are in `conftest.py`."""

from pathlib import Path

import numpy as np
import pytest

import qa
from qa.shared_words import QuestionWords, question_words


def of(corpus: qa.Corpus, question: str, *history: str) -> QuestionWords:
    return question_words(corpus._store.full_text, corpus.understood(question, history))


TOPICS = {
    "how it is asked for is no topic": ("Summarize the discussion about the ferry.", ["ferri"]),
    "nor who is asked": ("What did Elin Tarsk say about the lighthouse?", ["lighthous"]),
    "nor an office": ("What did the mayor think about the ferry?", ["ferri"]),
    "nor when it was": ("What was said about the lighthouse in February 2023?", ["lighthous"]),
    "a typing error is what was meant": ("What about the lighthuose?", ["lighthous"]),
    "a word that nobody uses is a topic all the same": ("What about zeppelins?", ["zeppelin"]),
    "words of asking, where there are no others": ("Describe the discussion.", []),
}


@pytest.mark.parametrize(("question", "topic"), TOPICS.values(), ids=TOPICS)
def test_what_a_question_is_about(question: str, topic: list[str], harbour: qa.Corpus) -> None:
    assert list(of(harbour, question).topic) == topic


def test_nor_is_it_who_printed_it(talks: qa.Corpus) -> None:
    assert list(of(talks, "What does the Coastal Wire article say about the ferry?").topic) == ["ferri"]


def test_nor_a_name_in_another_script_where_the_corpus_has_a_word_like_it(tmp_path: Path) -> None:
    text = (
        "Премьер-министр көлік министрі Айгүл Лундовамен кездесті.\n\n"
        "Айгүл Лундова: «Бұл көпір мәселені шешеді», – деп мәлімдеді."
    )
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(qa.Article("bridge", text))
        assert list(of(corpus, "What did Lundova say?").topic) == []
        assert corpus.ask("What did Lundova say?").answered


def test_of_a_follow_up_the_new_words_are_the_topic_and_the_old_ones_weigh_less(harbour: qa.Corpus) -> None:
    words = of(harbour, "And the lighthouse?", "What did Tarsk say about the ferry?")
    assert list(words.topic) == ["lighthous"]
    assert words.weights["ferri"] < words.weights["lighthous"]


def test_candidates_have_the_words_and_those_of_their_own_come_first(harbour: qa.Corpus) -> None:
    words = of(harbour, "lighthouse")
    places = words.postings["lighthous"]
    assert words.candidates(100, None).tolist() == places.any.tolist()
    assert words.candidates(len(places.own), None).tolist() == places.own.tolist()
    assert words.candidates(100, places.own[:1]).tolist() == places.own[:1].tolist()
    assert words.candidates(100, np.array([10**6])).tolist() == []
    assert of(harbour, "zeppelin").candidates(100, None).tolist() == []


def test_a_stretch_covers_the_words_that_stand_in_it(harbour: qa.Corpus) -> None:
    words = of(harbour, "ferry lighthouse")
    ferry, lighthouse = (words.postings[term].own for term in words.topic)
    whole = np.array([1]), harbour._store.passage_ids()[-1:]
    assert words.within(*whole).tolist() == [pytest.approx(1)]
    assert 0 < words.within(ferry[:1], ferry[:1])[0] < 1
    assert 0 < words.within(lighthouse[:1], lighthouse[:1])[0] < 1
    assert words.within(whole[1] + 1, whole[1] + 5).tolist() == [0]


def test_of_candidates_that_are_as_good_the_first_are_taken(harbour: qa.Corpus) -> None:
    words = of(harbour, "lighthouse")
    own = words.postings["lighthous"].own.tolist()
    assert words.candidates(len(own) - 1, None).tolist() == own[:-1]
