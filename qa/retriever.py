"""Query → passages, best first: those near in meaning and those that share its words, fused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from embeddings.common_words import is_common
from embeddings.index import VectorIndex
from embeddings.lexical import BM25, terms, words
from qa.records import Article, Kind, Passage, Query
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
LEXICAL_WEIGHT = 1.0
SPEAKER_BONUS = 0.2
# `What did X say?` has no topic: whatever X said is on it, and nothing else.
SPEAKER_ALONE = 1.0
# A question in a transcript is no answer; the turn after it most likely is.
QUESTION_PENALTY = 0.3
ANSWER_SHARE = 0.9
# A heading names what follows and says nothing.
HEADING_PENALTY = 0.2

PERIOD_BONUS = 0.15
# A follow-up is most likely about the article that answered the question before.
FOCUS_BONUS = 0.2
FOCUS_CANDIDATES = 20
# A reply follows within a few passages. When and where they met stands at the beginning.
REPLY_BONUS, REPLY_PASSAGES = 0.3, 5
OPENING_BONUS, OPENING_PASSAGES = 0.5, 5
_TELLS = {
    "where": regex.compile(r"\p{Lu}{4,}.*?[—–-]|\b(?:[Ii]n|[Aa]t)\s+(?:the\s+)?\p{Lu}|\b[Вв]о?\s+\p{Lu}"),
    "when": regex.compile(
        r"\b(?:\p{L}+day|today|yesterday|\d{1,2}(?:st|nd|rd|th)?\s+\p{L}{3,9}|\p{L}{3,9}\s+\d{1,2})\b|\b(?:19|20)\d\d\b"
    ),
}
# People's own words before what an article makes of them.
OWN_WORDS_BONUS = 0.1
# A word of the topic that stands only in a neighbour or the title.
AROUND_COVERS = 0.6
# One letter in five may be wrong.
SAME_WORD = 78
SHORTEST_CORRECTED = 4

_BM25 = BM25()
_NO_TOPIC = frozenset(
    terms(
        "president minister leader mayor chief executive head state government prime foreign secretary chair chairman"
        " spokesman spokeswoman director asked told opinion view think statement comment remark meeting talks article"
        " according many much"
    )
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what speaks for it. `cosine` and `lexical` are within 0 … 1 or a little below; `score` sorts.

    `coverage` is the share of the question's topic that stands in the passage or, for less, around it; `eligible` that
    it is by the right person and of the right time.
    """

    passage: Passage
    article: Article
    cosine: float
    lexical: float
    coverage: float
    by_asked: bool
    eligible: bool
    score: float


class _Shared(NamedTuple):
    """What a passage and a question share in words: BM25 as a share of the most, and the share of the topic."""

    lexical: float
    coverage: float


def retrieve(store: Store, index: VectorIndex, query: Query, encode: Callable[[str], Vector]) -> list[Candidate]:
    """All candidates, best first. Ties break by article and place, so that two runs print the same list."""
    among = _allowed(store, query)
    if among is not None and not len(among):
        return []
    shared = _shared_words(store, query, among)
    vector = _query_vector(query, encode)
    dense = index.search(vector, DENSE_CANDIDATES, among)
    focus = _focus(store, query, among)
    in_focus = np.union1d(focus[:OPENING_PASSAGES], index.search(vector, FOCUS_CANDIDATES, focus).ids)
    found_ids = np.union1d(np.union1d(dense.ids, in_focus), np.array(list(shared), dtype=np.int64))
    ids = _with_followers(found_ids, among)
    cosines = index.search(vector, max(1, len(ids)), among=ids)
    cosine_of = dict(zip(cosines.ids.tolist(), cosines.scores.tolist(), strict=True))
    has_topic = bool(_topic(query, terms(query.completed)))
    bonus = SPEAKER_BONUS if has_topic else SPEAKER_ALONE
    # A question with neither a topic nor a person (`?`, `who`) is covered by nothing.
    none_shared = _Shared(0.0, 0.0 if has_topic else float(bool(query.asked)))
    found = [
        _candidate(query, passage, article, cosine_of.get(passage.id, 0.0), shared.get(passage.id, none_shared), bonus)
        for passage, article in store.passages(ids.tolist())
    ]
    return sorted(_answers_lifted(found), key=lambda c: (-c.score, c.article.id, c.passage.span))


def _allowed(store: Store, query: Query) -> Ids | None:
    """The passages that the filters leave, or None where there is no filter."""
    if not query.is_filtered:
        return None
    return store.matching(query.speakers, query.since, query.until, query.article_id)


def _focus(store: Store, query: Query, among: Ids | None) -> Ids:
    """The passages of the article that answered the question before, in their order."""
    if query.focus is None:
        return np.array([], dtype=np.int64)
    ids = store.matching((), None, None, query.focus)
    return ids if among is None else np.intersect1d(ids, among)


def _query_vector(query: Query, encode: Callable[[str], Vector]) -> Vector:
    vector = encode(query.wording)
    if query.background:
        vector = vector + BACKGROUND * encode(query.background)
    return vector / np.linalg.norm(vector)


def _shared_words(store: Store, query: Query, among: Ids | None) -> dict[int, _Shared]:
    """For the passages that share a word with the question: what they share, whatever the question's length."""
    spelled = _Spelling(store)
    now = dict.fromkeys(spelled.terms(query.wording), 1.0)
    weights = dict.fromkeys(spelled.terms(query.background), BACKGROUND) | now
    if not weights:
        return {}
    collection = store.collection(list(weights))
    topic = _topic(query, now) or _topic(query, weights)
    most_lexical = _BM25.most(weights, collection)
    most_topic = sum(collection.idf(term) for term in topic)
    found = store.lexical_candidates(list(weights), LEXICAL_CANDIDATES, among)
    return {
        passage: _Shared(
            _BM25.score(weights, _fields(found_terms), collection) / most_lexical,
            sum(collection.idf(t) * _presence(t, found_terms) for t in topic) / most_topic
            if topic
            else float(bool(query.asked)),
        )
        for passage, found_terms in found.items()
    }


class _Spelling:
    """A text's terms as the corpus has them: a word that looks like a typing error, and is none, is corrected."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def terms(self, text: str) -> list[str]:
        return [self._corrected(word, term) for word in words(text) for term in terms(word)]

    def _corrected(self, word: str, term: str) -> str:
        if len(term) < SHORTEST_CORRECTED or term.isdigit() or is_common(word):
            return term
        vocabulary = self._store.vocabulary(term[0])
        if term in vocabulary:
            return term
        nearest = process.extractOne(term, vocabulary, scorer=fuzz.ratio, score_cutoff=SAME_WORD)
        return nearest[0] if nearest else term


def _topic(query: Query, among: Iterable[str]) -> list[str]:
    """The terms that say what the question is about: not who speaks, not when."""
    beside = set(terms(" ".join((*query.asked, *query.unquoted, query.period_words)))) | _NO_TOPIC
    return [term for term in among if term not in beside]


def _fields(found: PassageTerms) -> tuple[tuple[float, Sequence[str]], ...]:
    return (OWN, found.own.split()), (AROUND, found.around.split()), (ABOUT, found.about.split())


def _presence(term: str, found: PassageTerms) -> float:
    if term in found.own.split():
        return 1.0
    return AROUND_COVERS if term in found.around.split() or term in found.about.split() else 0.0


def _with_followers(ids: Ids, among: Ids | None) -> Ids:
    """The passages, and the one after each: ids follow the order of the text."""
    followed = np.union1d(ids, ids + 1)
    return followed if among is None else np.intersect1d(followed, among)


def _candidate(
    query: Query, passage: Passage, article: Article, cosine: float, shared: _Shared, speaker_bonus: float
) -> Candidate:
    source = passage.quotation.source if passage.quotation else None
    names = {speaker.name for speaker in source.speakers} if source else set[str]()
    by_asked = not names.isdisjoint(query.asked)
    by_other = not names.isdisjoint(query.not_asked)
    in_period = _is_of_period(query, passage, article)
    score = cosine + LEXICAL_WEIGHT * shared.lexical + speaker_bonus * by_asked - SPEAKER_ALONE * by_other
    score += OWN_WORDS_BONUS * _in_own_words(passage)
    if article.id == query.focus:
        score += FOCUS_BONUS + REPLY_BONUS * _is_reply(query, passage) + OPENING_BONUS * _tells(query, passage, article)
    score += PERIOD_BONUS * (in_period and query.period is not None) - HEADING_PENALTY * _is_heading(passage, article)
    return Candidate(
        passage=passage,
        article=article,
        cosine=cosine,
        lexical=shared.lexical,
        coverage=shared.coverage,
        by_asked=by_asked,
        eligible=in_period and (by_asked or not query.only_asked) and not by_other,
        score=score,
    )


def _is_reply(query: Query, passage: Passage) -> bool:
    """Ids follow the order of the text."""
    return bool(query.replied_to) and 0 < passage.id - query.replied_to <= REPLY_PASSAGES


def _tells(query: Query, passage: Passage, article: Article) -> bool:
    """True where the beginning of an article tells when or where the meeting was, if that is asked."""
    telling = _TELLS.get(query.of_meeting)
    return bool(telling and telling.search(passage.span.of(article.text)))


def _in_own_words(passage: Passage) -> bool:
    return passage.quotation is not None and passage.quotation.kind is not Kind.INDIRECT


def _is_of_period(query: Query, passage: Passage, article: Article) -> bool:
    """An undated article may be of any time; and a passage may speak of another time than its own."""
    if query.period is None or article.date is None or query.period.contains(article.date):
        return True
    return str(query.period.since.year) in passage.span.of(article.text)


def _is_heading(passage: Passage, article: Article) -> bool:
    words = passage.span.of(article.text)
    return passage.quotation is None and words[-1:] not in (".", "!", "?", "…", "”", '"', "»", ")")


def _answers_lifted(found: Sequence[Candidate]) -> list[Candidate]:
    """Questions step back, and the passage after each takes over most of what spoke for it."""
    questions = {c.passage.id + 1: c for c in found if c.passage.span.of(c.article.text).rstrip().endswith("?")}
    lifted: list[Candidate] = []
    for candidate in found:
        asked = questions.get(candidate.passage.id)
        if candidate.passage.id + 1 in questions:
            candidate = replace(candidate, score=candidate.score - QUESTION_PENALTY)
        elif asked and asked.article.id == candidate.article.id:
            candidate = replace(
                candidate, score=max(candidate.score, ANSWER_SHARE * asked.score + 0.1 * candidate.score)
            )
        lifted.append(candidate)
    return lifted
