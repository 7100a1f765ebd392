"""Query → passages, best first: those near in meaning and those that share its words, fused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from embeddings.index import VectorIndex
from embeddings.lexical import BM25, Collection, terms
from qa.records import Article, Passage, Query
from qa.store import PassageTerms, Store

Ids = NDArray[np.int64]

DENSE_CANDIDATES = 100
LEXICAL_CANDIDATES = 200
# A term in the passage itself counts once; in a neighbour, or in title, speaker and date, for less.
OWN, AROUND, ABOUT = 1.0, 0.3, 0.5
# What the share of the question's words is worth beside the cosine, and the right speaker beside both.
LEXICAL_WEIGHT = 0.5
SPEAKER_BONUS = 0.25
REPORT_PENALTY = 0.02

_BM25 = BM25()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what speaks for it. `cosine` and `lexical` are within 0 … 1 or a little below; `score` sorts."""

    passage: Passage
    article: Article
    cosine: float
    lexical: float
    by_asked: bool
    score: float


def retrieve(store: Store, index: VectorIndex, query: Query, question_vector: NDArray[np.float32]) -> list[Candidate]:
    """All candidates, best first. Ties break by article and place, so that two runs print the same list."""
    among = _allowed(store, query)
    if among is not None and not len(among):
        return []
    question_terms = list(dict.fromkeys(terms(query.text)))
    lexical = _lexical_scores(store, question_terms, among)
    dense = index.search(question_vector, DENSE_CANDIDATES, among)
    ids = np.union1d(dense.ids, np.array(list(lexical), dtype=np.int64))
    if not len(ids):
        return []
    cosines = index.search(question_vector, len(ids), among=ids)
    cosine_of = dict(zip(cosines.ids.tolist(), cosines.scores.tolist(), strict=True))
    found = [
        _candidate(passage, article, query, cosine_of.get(passage.id, 0.0), lexical.get(passage.id, 0.0))
        for passage, article in store.passages(ids.tolist())
    ]
    return sorted(found, key=lambda c: (-c.score, c.article.id, c.passage.span))


def _allowed(store: Store, query: Query) -> Ids | None:
    """The passages that the filters leave, or None where there is no filter."""
    if not (query.speakers or query.since or query.until or query.article_id):
        return None
    return store.matching(query.speakers, query.since, query.until, query.article_id)


def _lexical_scores(store: Store, question_terms: Sequence[str], among: Ids | None) -> dict[int, float]:
    """BM25 as a share of the most that these terms could score: 0 … 1, whatever the length of the question."""
    if not question_terms:
        return {}
    collection = store.collection(question_terms)
    most = sum(collection.idf(term) for term in question_terms) * (_BM25.k1 + 1)
    return {
        passage: _score(question_terms, found, collection) / most
        for passage, found in store.lexical_candidates(question_terms, LEXICAL_CANDIDATES, among).items()
    }


def _score(question_terms: Sequence[str], found: PassageTerms, collection: Collection) -> float:
    fields = ((OWN, found.own.split()), (AROUND, found.around.split()), (ABOUT, found.about.split()))
    return _BM25.score(question_terms, fields, collection)


def _candidate(passage: Passage, article: Article, query: Query, cosine: float, lexical: float) -> Candidate:
    speaker = passage.quotation.speaker if passage.quotation else None
    by_asked = speaker is not None and speaker.name in query.asked
    score = cosine + LEXICAL_WEIGHT * lexical + SPEAKER_BONUS * by_asked
    return Candidate(passage, article, cosine, lexical, by_asked, score)
