"""Where terms stand in the full text of a corpus, which is real SQLite."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from qa.full_text import FullText, PassageTerms
from qa.records import Article, Passage, Span
from qa.store import Store

TERMS = [
    PassageTerms("ferri sold", "gone", "titl"),
    PassageTerms("gone", "ferri good", "oda"),
    PassageTerms("good", "gone", ""),
]


@pytest.fixture
def full_text(tmp_path: Path) -> Iterator[FullText]:
    """Three passages, whose ids are 1 to 3."""
    store = Store(tmp_path)
    passages = [Passage(Span(at, at + 1), Span(0, 3)) for at in range(3)]
    with store.writing():
        store.add(Article("a", "abc"), [], passages, TERMS, np.eye(3, dtype=np.float32), "e" * 16)
    yield store.full_text
    store.close()


@pytest.mark.parametrize(
    ("term", "own", "anywhere"),
    [("ferri", [1], [1, 2]), ("gone", [2], [1, 2, 3]), ("oda", [], [2]), ("whale", [], [])],
)
def test_a_term_stands_in_a_passage_or_beside_it(
    term: str, own: list[int], anywhere: list[int], full_text: FullText
) -> None:
    found = full_text.postings(term)
    assert (found.own.tolist(), found.any.tolist()) == (own, anywhere)


def test_terms_come_out_as_they_went_in(full_text: FullText) -> None:
    assert full_text.terms_of(np.array([3, 1, 99])) == {1: TERMS[0], 3: TERMS[2]}


def test_the_vocabulary_is_every_term_by_its_first_letter(full_text: FullText) -> None:
    assert full_text.vocabulary("g") == ["gone", "good"]
    assert full_text.vocabulary("w") == []


def test_the_size_counts_every_field(full_text: FullText) -> None:
    assert full_text.size() == (3, pytest.approx(11 / 3))
