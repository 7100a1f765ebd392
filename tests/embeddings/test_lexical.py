"""Words as they are compared, and BM25 held to a formula written down a second time."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.lexical import BM25, STOP_WORDS, Collection, terms, words

WORDS = {
    "The Mayor’s BRIDGES": ["the", "mayor", "s", "bridges"],
    "café CAFÉ cafe\u0301": ["cafe", "cafe", "cafe"],
    "İstanbul Straße": ["istanbul", "strasse"],
    "Ёлка и ёжик": ["елка", "и", "ежик"],
    "КРАЙ и другой": ["край", "и", "другой"],
    "4,200 crowns (7 May)": ["4", "200", "crowns", "7", "may"],
    "“—…”": [],
}

TERMS = {
    "The bridges were repaired": terms("bridge repairing"),
    "мосты отремонтированы": terms("Мост отремонтирован"),
    "городской совет": terms("городского совета"),
    "what did she say about it": [],
    "что он сказал": [],
}


@pytest.mark.parametrize(("text", "expected"), WORDS.items())
def test_words_have_no_case_and_no_accents(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(("text", "expected"), TERMS.items())
def test_terms_have_no_endings_and_no_stop_words(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_stop_words_are_words_as_they_are_compared() -> None:
    assert terms(" ".join(STOP_WORDS)) == []


documents = st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=12), min_size=1, max_size=8)


@given(documents, st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.floats(0.1, 3), st.floats(0, 1))
def test_one_field_is_scored_as_the_textbook_has_it(
    texts: list[list[str]], query: list[str], k1: float, b: float
) -> None:
    """Robertson and Zaragoza 2009, equation 3.15, with the idf that is never negative."""
    average = sum(map(len, texts)) / len(texts)
    having = Counter(term for text in texts for term in set(text))
    collection = Collection(len(texts), average, having)
    for text in texts:
        expected = 0.0
        for term in query:
            frequency = text.count(term)
            idf = math.log((len(texts) + 1) / (having[term] + 0.5))
            expected += idf * frequency * (k1 + 1) / (frequency + k1 * (1 - b + b * len(text) / average))
        assert BM25(k1, b).score(dict.fromkeys(query, 1.0), [(1.0, text)], collection) == pytest.approx(expected)


@given(documents, st.sampled_from([0.25, 0.5, 2.0]))
def test_a_weighted_field_counts_as_that_many_copies(texts: list[list[str]], weight: float) -> None:
    collection = Collection(10, 5.0, {"a": 3, "b": 1})
    query = {"a": 1.0, "b": 0.5}
    regardless = BM25(b=0.0)  # of length, in which every word counts once, whatever its field weighs
    split = regardless.score(query, [(weight, texts[0]), (weight, texts[0])], collection)
    assert split == pytest.approx(regardless.score(query, [(2 * weight, texts[0])], collection))


@given(documents)
def test_no_document_exceeds_the_most(texts: list[list[str]]) -> None:
    collection = Collection(10, 5.0, {"a": 3, "b": 1})
    query = {"a": 1.0, "b": 0.5, "z": 2.0}
    most = BM25().most(query, collection)
    assert all(0 <= BM25().score(query, [(1.0, text)], collection) <= most for text in texts)


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    collection = Collection(100, 3.0, {"rare": 1, "common": 90})
    rare, common = (BM25().score({"rare": 1, "common": 1}, [(1.0, [word])], collection) for word in ("rare", "common"))
    assert rare > 10 * common > 0
