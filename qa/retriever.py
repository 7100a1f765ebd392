"""Query → passages, best first: those near in meaning and those that share its words, fused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
import regex
from numpy.typing import NDArray

from embeddings.index import VectorIndex
from embeddings.lexical import terms
from qa.circumstances import tells_when, tells_where_met
from qa.errors import OnDamage, raised
from qa.holders import is_any_of, may_be_any_of
from qa.kinds import asks_what_was_said
from qa.names import name_key
from qa.periods import times_told
from qa.records import Article, Filters, Kind, Passage, Period, Query
from qa.shared_words import BACKGROUND, QuestionWords, Shared, question_words
from qa.store import Store

Ids = NDArray[np.int64]
Vector = NDArray[np.float32]
Scores = NDArray[np.float64]

_REPORTED_QUESTION = regex.compile(
    r"(?:[^\s,]+\s+){1,6}?(?:asked|wondered|enquired|inquired|wanted to know)\s+(?:(?!to\b|for\b)[^\s,]+\s+){0,3}?"
    r"(?:why|whether|if|how|what|when|where|who|which)\b[^,;“\"]*$",
    regex.IGNORECASE,
)
# How many are looked at, and what each sign is worth beside a cosine of 0 … 1, by trial: on reports
# (benchmarks/answers.py), on transcripts (surroundings and places: benchmarks/meetings.py), on follow-ups
# (benchmarks/followups.py).
DENSE_CANDIDATES = 100
LEXICAL_CANDIDATES = 150
# Those that are read from the database, once the cheap part of their score is known.
READ_CANDIDATES = 80
# What the share of the question's words is worth beside the cosine, and the right speaker beside both.
LEXICAL_WEIGHT = 1.0
SPEAKER_BONUS = 0.25
# `What did X say?` has no topic: whatever X said is on it, and nothing else.
SPEAKER_ALONE = 1.0
# `What was said on 3 May?` has none either: whatever somebody said then is on it, before what is only reported.
SAID_ALONE = 2.0
# What is said of a subject is said in many sentences: so many passages on each side speak for the one between them.
SURROUNDINGS = 10
SURROUNDINGS_NEAR, SURROUNDINGS_COVER = 0.5, 0.3
# Of passages from the same place, the best stands for the others.
SAME_PLACE = 10.0  # passages, as a standard deviation
SAME_PLACE_PENALTY = 0.1
LONG_ARTICLE = 10_000  # characters; a shorter one is about one thing throughout
SPREAD_OVER = 30  # the best: as many as ten citations are chosen from
# A question in a transcript is no answer; the turn after it most likely is, and what speaks for both speaks for it.
QUESTION_PENALTY = 0.3
ANSWER_SHARE = 0.9  # the rest is its own
# A heading names what follows and says nothing; nor do two words say much.
HEADING_PENALTY = 0.2
FEW_WORDS, FEW_WORDS_PENALTY = 4, 0.1
# `the Harbour Post article`.
OUTLET_BONUS = 0.2
# A follow-up is most likely about the article that answered the question before.
FOCUS_BONUS = 0.2
FOCUS_CANDIDATES = 20
# A reply follows within a few passages. When and where they met stands at the beginning.
REPLY_BONUS, REPLY_PASSAGES = 0.3, 5
OPENING_BONUS, OPENING_PASSAGES = 0.5, 5
# Vectors and words have nothing to do with each other: a processor for each.
_BESIDE = ThreadPoolExecutor(thread_name_prefix="nearest")
_TELLS = {"when": tells_when, "where": tells_where_met}
# People's own words before what an article makes of them.
OWN_WORDS_BONUS = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage with what speaks for it. `cosine` and `lexical` are within 0 … 1 or a little below; `score` sorts.

    `coverage` is the share of the question's topic that stands in the passage or, for less, around it; `eligible` that
    it is by the right person and of the right time. `answers` is how probably it answers, where a reranker has
    read it.
    """

    passage: Passage
    article: Article
    cosine: float
    lexical: float
    coverage: float
    by_asked: bool
    eligible: bool
    score: float
    in_setting: bool = True
    answers: float | None = None

    @property
    def words(self) -> str:
        return self.passage.span.of(self.article.text)


class Found(NamedTuple):
    """What an answer is made of, and the ids of articles that are too damaged to be part of it."""

    candidates: list[Candidate]
    damaged: tuple[str, ...]


def retrieve(
    store: Store,
    index: VectorIndex,
    query: Query,
    encode: Callable[[str], Vector],
    on_damage: OnDamage = raised,
) -> list[Candidate]:
    """All candidates, best first; none of a damaged article, of which `on_damage` is told."""
    among = _allowed(store, query)
    if among is not None and not len(among):
        return []
    nearest = _BESIDE.submit(_nearest, index, query, encode, among)
    words = question_words(store.full_text, query)
    sharing = words.candidates(LEXICAL_CANDIDATES, among)
    vector, near = nearest.result()
    search = _Search(store, index, query, vector, words, on_damage)
    found = search.best(np.union1d(near, sharing))
    found += search.best(_without(search.in_focus(among), found))
    found += search.best(_without(search.said_then(among), found))
    answers = _without(np.array([c.passage.id + 1 for c in found if _is_question(c)], dtype=np.int64), found)
    found += search.best(answers if among is None else np.intersect1d(answers, among))
    found = _speaking_of_the_time(query, _of_whom_it_is_printed(query, found))
    if search.wants_all_of_then:  # what is of another time is not even related
        found = [candidate for candidate in found if candidate.eligible] or found
    return in_order(_answers_lifted(found))


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Best first. Ties break by article and place, so that two runs print the same list."""
    return sorted(candidates, key=lambda c: (-c.score, c.article.id, c.passage.span))


def _allowed(store: Store, query: Query) -> Ids | None:
    """The passages that the filters leave, or None where there is no filter."""
    if not query.is_filtered:
        return None
    return store.matching(query.filters)


def _nearest(
    index: VectorIndex, query: Query, encode: Callable[[str], Vector], among: Ids | None
) -> tuple[Vector, Ids]:
    """The question as a vector, and the passages whose vectors are nearest to it."""
    vector = _query_vector(query, encode)
    return vector, index.search(vector, DENSE_CANDIDATES, among).ids


def _query_vector(query: Query, encode: Callable[[str], Vector]) -> Vector:
    vector = encode(query.wording)
    if query.background:
        vector = vector + BACKGROUND * encode(query.background)
    return vector / np.linalg.norm(vector)


@dataclass(frozen=True, slots=True)
class _Search:
    """A question as vector and as words, and where its answers are looked for."""

    store: Store
    index: VectorIndex
    query: Query
    vector: Vector
    words: QuestionWords
    on_damage: OnDamage

    def best(self, ids: Ids) -> list[Candidate]:
        """Of these passages those that may be among the first, each with all that speaks for it."""
        if not len(ids):
            return []
        terms_of = self.store.full_text.terms_of(ids)
        ids = np.array(sorted(terms_of), dtype=np.int64)  # without those removed meanwhile
        shared = [self.words.shared(terms_of[i]) for i in ids.tolist()]
        cosines = self.index.similarities(self.vector, ids)
        scores = cosines + LEXICAL_WEIGHT * np.array([one.lexical for one in shared]) + self._surroundings(ids)
        rows = np.sort(np.argsort(-scores, kind="stable")[:READ_CANDIDATES])
        row_of = dict(zip(ids[rows].tolist(), rows.tolist(), strict=True))
        return [
            self._candidate(passage, article, float(cosines[row]), shared[row], float(scores[row]))
            for passage, article in self.store.passages(list(row_of), self.on_damage)
            for row in [row_of[passage.id]]
        ]

    def in_focus(self, among: Ids | None) -> Ids:
        """Of the article that answered the question before: its opening, and what is nearest."""
        if self.query.focus is None:
            return np.array([], dtype=np.int64)
        ids = self.store.matching(Filters(article_id=self.query.focus))
        ids = ids if among is None else np.intersect1d(ids, among)
        return np.union1d(ids[:OPENING_PASSAGES], self.index.search(self.vector, FOCUS_CANDIDATES, ids).ids)

    @property
    def wants_all_of_then(self) -> bool:
        """`What was said on 3 May?`: nothing but a time, or a meeting, is asked for."""
        query = self.query
        is_open = not (self.words.topic or query.asked or query.unquoted) and asks_what_was_said(query.wording)
        return is_open and bool(query.period or query.meetings)

    def said_then(self, among: Ids | None) -> Ids:
        """Where nothing else is asked for, what was said at the time, or the meeting, that is."""
        query = self.query
        if not self.wants_all_of_then:
            return np.array([], dtype=np.int64)
        since, until = query.period or (None, None)
        filters = [
            query.filters._replace(since=since, until=until, meeting_id=one)
            for one in query.meetings or (query.filters.meeting_id,)
        ]
        ids = [one for each in filters for one in self.store.spoken(each, (), 0, DENSE_CANDIDATES)]
        said = np.array(ids, dtype=np.int64)
        return np.unique(said) if among is None else np.intersect1d(said, among)

    def _surroundings(self, ids: Ids) -> Scores:
        """How near to the question the passages around each are on average, and how much of its topic they cover."""
        if not len(ids):
            return np.zeros(0)
        begin, end = self.store.articles_around(ids)
        first, last = np.maximum(begin, ids - SURROUNDINGS), np.minimum(end, ids + SURROUNDINGS)
        near = np.unique(np.minimum(first[:, None] + np.arange(2 * SURROUNDINGS + 1), last[:, None]))
        sums = np.concatenate([[0.0], np.cumsum(self.index.similarities(self.vector, near), dtype=np.float64)])
        cosines = (sums[np.searchsorted(near, last) + 1] - sums[np.searchsorted(near, first)]) / (last - first + 1)
        covered: Scores = SURROUNDINGS_NEAR * cosines + SURROUNDINGS_COVER * self.words.within(first, last)
        return covered

    def _candidate(self, passage: Passage, article: Article, cosine: float, shared: Shared, score: float) -> Candidate:
        query = self.query
        source = passage.quotation.source if passage.quotation else None
        names = {speaker.name for speaker in source.speakers} if source else set[str]()
        by_asked = not names.isdisjoint(query.asked) or is_any_of(query.unquoted, source, article)
        by_other = not names.isdisjoint(query.not_asked)
        in_setting = _is_of_period(query, passage, article) and _is_of_meeting(query, passage)
        score += (SPEAKER_BONUS if self.words.topic else SPEAKER_ALONE) * by_asked - SPEAKER_ALONE * by_other
        if article.id == query.focus:
            score += FOCUS_BONUS + REPLY_BONUS * _is_reply(query, passage)
            score += OPENING_BONUS * _tells(query, passage, article)
        score += SAID_ALONE * (self.wants_all_of_then and in_setting and passage.quotation is not None)
        score += OWN_WORDS_BONUS * _in_own_words(passage)
        score += OUTLET_BONUS * (article.outlet in query.outlets)
        score -= HEADING_PENALTY * _is_heading(passage, article) + FEW_WORDS_PENALTY * _has_few_words(passage, article)
        return Candidate(
            passage=passage,
            article=article,
            cosine=cosine,
            lexical=shared.lexical,
            coverage=shared.coverage,
            by_asked=by_asked,
            eligible=in_setting and not by_other and (by_asked or self._may_answer(passage, article)),
            score=score,
            in_setting=in_setting,
        )

    def _may_answer(self, passage: Passage, article: Article) -> bool:
        """By nobody who is asked for: not where somebody's words are wanted, nor where what he did is, what speaks of
        others. Of one who is not known, what is on the topic by whoever may be meant."""
        query = self.query
        if _is_mark_up(passage, article):
            return False
        if self.wants_all_of_then and query.period and not _day_of(passage, article):
            return False  # nothing tells that it is of then
        if query.is_of_nobody_quoted:
            source = passage.quotation.source if passage.quotation else None
            return bool(self.words.topic) and may_be_any_of(query.unquoted, source, article)
        if not query.asked:
            return True
        return not query.only_asked and (not query.only_about or _speaks_of_any(query.asked, passage, article))


def _speaks_of_any(names: Sequence[str], passage: Passage, article: Article) -> bool:
    """A part of one of the names stands in the passage or beside it."""
    around = set(name_key(passage.context.of(article.text)).split())
    return any(around.intersection(name_key(name).split()) for name in names)


def _of_whom_it_is_printed(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """Where an article says whose words they are by the office that is asked for, nobody else in it may hold it."""
    said = {c.article.id for c in found if c.by_asked} if query.is_of_nobody_quoted else set[str]()
    return [replace(c, eligible=False) if c.article.id in said and not c.by_asked else c for c in found]


def _speaking_of_the_time(query: Query, found: Sequence[Candidate]) -> list[Candidate]:
    """Where nothing was said at the time that is asked for, what whoever is asked for says of it."""
    if not query.is_of_saying or any(c.eligible for c in found):
        return list(found)
    spoken_of = [c.by_asked and _tells_of(query, c.passage.span.of(c.article.text)) for c in found]
    return [replace(c, eligible=one) for c, one in zip(found, spoken_of, strict=True)]


def _is_reply(query: Query, passage: Passage) -> bool:
    """Ids follow the order of the text."""
    return bool(query.replied_to) and 0 < passage.id - query.replied_to <= REPLY_PASSAGES


def _tells(query: Query, passage: Passage, article: Article) -> bool:
    """True where the beginning of an article tells when or where the meeting was, if that is asked."""
    telling = _TELLS.get(query.of_meeting)
    return telling is not None and telling(passage.span.of(article.text))


def _in_own_words(passage: Passage) -> bool:
    return passage.quotation is not None and passage.quotation.kind is not Kind.INDIRECT


def _is_of_period(query: Query, passage: Passage, article: Article) -> bool:
    """By the day on which it was said, where the article tells, else by its own. An undated article may be of any time;
    and a passage may speak of another time than its own."""
    said = _day_of(passage, article)
    if query.period is None or said is None or query.period.overlaps(said):
        return True
    return not query.is_of_saying and _tells_of(query, passage.span.of(article.text))


def _day_of(passage: Passage, article: Article) -> Period | None:
    return passage.said or (Period(article.date, article.date) if article.date else None)


def _tells_of(query: Query, words: str) -> bool:
    """The time, or its day as the question prints it: `on 3 February`, of whichever year."""
    if query.period is None or not any(character.isdigit() for character in words):
        return False
    times = [time.period for time in times_told(words, None)]
    if any(query.period.contains(one.since) and query.period.contains(one.until) for one in times):
        return True
    day = set(terms(query.period_words))
    return any(term.isdigit() for term in day) and day.issubset(terms(words))


def _is_of_meeting(query: Query, passage: Passage) -> bool:
    """An article that plainly reports no meeting may be of any."""
    return not query.meetings or not passage.meeting_id or passage.meeting_id in query.meetings


def _is_heading(passage: Passage, article: Article) -> bool:
    words = passage.span.of(article.text)
    return passage.quotation is None and words[-1:] not in (".", "!", "?", "…", "”", '"', "»", ")")


def _is_mark_up(passage: Passage, article: Article) -> bool:
    """In a line `## 1. Palm house`."""
    return article.text.startswith("#", article.text.rfind("\n", 0, passage.span.start) + 1)


def _has_few_words(passage: Passage, article: Article) -> bool:
    return len(passage.span.of(article.text).split()) < FEW_WORDS


def _is_question(candidate: Candidate) -> bool:
    """`Why was it sold?`, `Mr Quill asked why it had been sold.`"""
    text = candidate.passage.span.of(candidate.article.text).rstrip()
    return text.endswith("?") or bool(_REPORTED_QUESTION.match(text))


def _without(ids: Ids, found: Sequence[Candidate]) -> Ids:
    return np.setdiff1d(ids, [candidate.passage.id for candidate in found])


def _answers_lifted(found: Sequence[Candidate]) -> list[Candidate]:
    """Questions step back, and the passage after each takes over most of what spoke for it."""
    questions = {c.passage.id + 1: c for c in found if _is_question(c)}
    lifted: list[Candidate] = []
    for candidate in found:
        asked = questions.get(candidate.passage.id)
        if candidate.passage.id + 1 in questions:
            candidate = replace(candidate, score=candidate.score - QUESTION_PENALTY)
        elif asked and asked.article.id == candidate.article.id:
            shared = ANSWER_SHARE * asked.score + (1 - ANSWER_SHARE) * candidate.score
            candidate = replace(candidate, score=max(candidate.score, shared))
        lifted.append(candidate)
    return lifted


def spread(found: Sequence[Candidate]) -> list[Candidate]:
    """Best first. In a long article five sentences from one place are one answer: each counts the less the nearer it is
    to a better one."""
    ranked = in_order(found)
    scores = np.array([candidate.score for candidate in ranked])
    places = np.array([candidate.passage.id for candidate in ranked])
    articles = np.array([candidate.article.id for candidate in ranked])
    is_long = np.array([len(candidate.article.text) >= LONG_ARTICLE for candidate in ranked])
    penalties, left = np.zeros(len(ranked)), np.ones(len(ranked), dtype=bool)
    for _ in ranked[:SPREAD_OVER]:
        best = int(np.argmax(np.where(left, scores - penalties, -np.inf)))
        left[best] = False
        nearness = (
            np.exp(-((places - places[best]) ** 2) / (2 * SAME_PLACE**2)) * (articles == articles[best]) * is_long
        )
        penalties = np.where(left, np.maximum(penalties, SAME_PLACE_PENALTY * nearness), penalties)
    lowered = [replace(c, score=c.score - float(p)) if p else c for c, p in zip(ranked, penalties, strict=True)]
    return in_order(lowered)
