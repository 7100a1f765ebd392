"""Query → passages, best first: those near in meaning and those that share its words, fused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from embeddings.index import VectorIndex
from embeddings.lexical import BM25, Collection, terms
from qa.records import Article, Passage, Query
from qa.store import PassageTerms, Store

Ids = NDArray[np.int64]
Vector = NDArray[np.float32]

DENSE_CANDIDATES = 100
LEXICAL_CANDIDATES = 200
# A term in the passage itself counts once; in a neighbour, or in title, speaker and date, for less.
OWN, AROUND, ABOUT = 1.0, 0.3, 0.5
# Of a follow-up, what was asked before counts for less than what is asked now.
BACKGROUND = 0.5
# What the share of the question's words is worth beside the cosine, and the right speaker beside both.
LEXICAL_WEIGHT = 0.75
SPEAKER_BONUS = 0.2
# A question in a transcript is no answer; the turn after it most likely is.
QUESTION_PENALTY = 0.3
ANSWER_SHARE = 0.9
# A heading names what follows and says nothing.
HEADING_PENALTY = 0.2

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


def retrieve(store: Store, index: VectorIndex, query: Query, encode: Callable[[str], Vector]) -> list[Candidate]:
    """All candidates, best first. Ties break by article and place, so that two runs print the same list."""
    among = _allowed(store, query)
    if among is not None and not len(among):
        return []
    lexical = _lexical_scores(store, _weighted_terms(query), among)
    vector = _query_vector(query, encode)
    dense = index.search(vector, DENSE_CANDIDATES, among)
    ids = _with_followers(np.union1d(dense.ids, np.array(list(lexical), dtype=np.int64)), among)
    cosines = index.search(vector, max(1, len(ids)), among=ids)
    cosine_of = dict(zip(cosines.ids.tolist(), cosines.scores.tolist(), strict=True))
    found = [
        _candidate(passage, article, query, cosine_of.get(passage.id, 0.0), lexical.get(passage.id, 0.0))
        for passage, article in store.passages(ids.tolist())
    ]
    return sorted(_answers_lifted(found), key=lambda c: (-c.score, c.article.id, c.passage.span))


def _allowed(store: Store, query: Query) -> Ids | None:
    """The passages that the filters leave, or None where there is no filter."""
    if not (query.speakers or query.since or query.until or query.article_id):
        return None
    return store.matching(query.speakers, query.since, query.until, query.article_id)


def _query_vector(query: Query, encode: Callable[[str], Vector]) -> Vector:
    vector = encode(query.text)
    if query.background:
        vector = vector + BACKGROUND * encode(query.background)
    return vector / np.linalg.norm(vector)


def _weighted_terms(query: Query) -> dict[str, float]:
    before = dict.fromkeys(terms(query.background), BACKGROUND)
    return before | dict.fromkeys(terms(query.text), 1.0)


def _lexical_scores(store: Store, query_terms: Mapping[str, float], among: Ids | None) -> dict[int, float]:
    """BM25 as a share of the most that these terms could score: 0 … 1, whatever the length of the question."""
    if not query_terms:
        return {}
    collection = store.collection(list(query_terms))
    most = _BM25.most(query_terms, collection)
    return {
        passage: _score(query_terms, found, collection) / most
        for passage, found in store.lexical_candidates(list(query_terms), LEXICAL_CANDIDATES, among).items()
    }


def _score(query_terms: Mapping[str, float], found: PassageTerms, collection: Collection) -> float:
    fields = ((OWN, found.own.split()), (AROUND, found.around.split()), (ABOUT, found.about.split()))
    return _BM25.score(query_terms, fields, collection)


def _with_followers(ids: Ids, among: Ids | None) -> Ids:
    """The passages, and the one after each: ids follow the order of the text."""
    followed = np.union1d(ids, ids + 1)
    return followed if among is None else np.intersect1d(followed, among)


def _candidate(passage: Passage, article: Article, query: Query, cosine: float, lexical: float) -> Candidate:
    speaker = passage.quotation.speaker if passage.quotation else None
    by_asked = speaker is not None and speaker.name in query.asked
    score = cosine + LEXICAL_WEIGHT * lexical + SPEAKER_BONUS * by_asked
    score -= HEADING_PENALTY * _is_heading(passage, article)
    return Candidate(passage, article, cosine, lexical, by_asked, score)


def _is_heading(passage: Passage, article: Article) -> bool:
    words = passage.span.of(article.text)
    return passage.quotation is None and words[-1:] not in ('.', '!', '?', '…', '”', '"', '»', ')')


def _answers_lifted(found: Sequence[Candidate]) -> list[Candidate]:
    """Questions step back, and the passage after each takes over most of what spoke for it."""
    questions = {c.passage.id + 1: c for c in found if c.passage.span.of(c.article.text).rstrip().endswith("?")}
    lifted: list[Candidate] = []
    for candidate in found:
        asked = questions.get(candidate.passage.id)
        if candidate.passage.id + 1 in questions:
            candidate = replace(candidate, score=candidate.score - QUESTION_PENALTY)
        elif asked and asked.article.id == candidate.article.id:
            candidate = replace(candidate, score=max(candidate.score, ANSWER_SHARE * asked.score + 0.1 * candidate.score))
        lifted.append(candidate)
    return lifted
