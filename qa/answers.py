"""Candidates → an Answer: citations, or silence with the near misses."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from typing import NamedTuple

from embeddings.lexical import words
from qa.citations import citations
from qa.deixis import speaks_of_addressee, speaks_of_self
from qa.kinds import asks_what_was_said, asks_why
from qa.ordering import ordered, worth_citing
from qa.overview import overview
from qa.records import Answer, Citation, Kind, Query, Span, Speaker
from qa.reranking import worth
from qa.retriever import Candidate
from qa.silence import why_silent

# Where F1 of silence is highest while hardly more than one in twenty questions with an answer is refused.
ANSWERED_FROM = 0.6
# How many passages of the right person and time are looked at for that.
_CONFIDENT = 20
# Further ahead is as good as far ahead.
_FAR_AHEAD = 0.5
# What somebody says in talk is less of an account where it does not speak of who says it.
_OF_OTHERS = 0.2
# For each citation that is asked for: some passages are joined, some say the same.
_CONSIDERED = 3


def answer(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker] = ()) -> Answer:
    """The best candidates in the order that the question wants, each statement once; silence where they do not answer.

    `people` are all who are quoted anywhere.
    """
    confidence = _confidence(query, candidates) if candidates else 0.0
    if confidence >= ANSWERED_FROM:
        return _cited(query, ordered(query, candidates), confidence)
    why = why_silent(query, candidates, people)
    shown_by = {id(candidate) for candidate in why.shown_by}
    near = [*why.shown_by, *(candidate for candidate in candidates if id(candidate) not in shown_by)]
    return Answer(query, (), _first(near, query.k), confidence, why.note)


def _cited(query: Query, candidates: Sequence[Candidate], confidence: float) -> Answer:
    """Cited are those by the right person and of the right time that are worth it; the others are related."""
    worth = {(candidate.article.id, candidate.passage.span) for candidate in worth_citing(query, candidates)}
    fitting = _first([candidate for candidate in candidates if candidate.eligible], query.k)
    cited = tuple(one for one in fitting if any(_holds(printed, worth) for printed in (one, *one.also)))
    others = _first([candidate for candidate in candidates if not candidate.eligible], query.k)
    rest = [one for one in (*fitting, *others) if one not in cited]
    related = sorted(rest, key=lambda citation: -citation.score)[: query.k - len(cited)]
    return Answer(query, cited, tuple(related), confidence, summary=overview(query, cited))


def _first(candidates: Sequence[Candidate], k: int) -> tuple[Citation, ...]:
    return tuple(citations(candidates[: _CONSIDERED * k])[:k])


def _holds(citation: Citation, passages: set[tuple[str, Span]]) -> bool:
    return any(citation.article.id == article and citation.passage.span.contains(span) for article, span in passages)


class Evidence(NamedTuple):
    """What speaks for an answer, each 0 … 1 but `said_by_another`, which is a difference of such sums.

    Of the best passages of the right person and time: the share of the question's topic that they cover, how near they
    are in meaning, and how probably they answer with all of the topic; then how much more of the topic others cover.
    `one_article`: nothing else was searched. `said_by_another`: in a transcript, by how much the account of somebody
    else is nearer than that of the one who is asked about. The others tell the question: some kinds presume more.
    """

    coverage: float
    cosine: float
    answering: float
    better_elsewhere: float
    follow_up: float
    what_was_said: float
    why: float
    one_article: float
    said_by_another: float


def evidence(query: Query, candidates: Sequence[Candidate]) -> Evidence:
    named = _named_in_talk(query, candidates)
    fitting = [c for c in candidates if c.eligible and (not named or not _is_turn(c) or _is_own_account(c, named))]
    best = fitting[:_CONFIDENT]
    coverage = max((c.coverage for c in best), default=0.0)
    has_topic = any(c.coverage < 1 for c in candidates)  # `What did she say?` presumes nothing but that she spoke
    return Evidence(
        coverage=coverage,
        cosine=max((c.cosine for c in best), default=0.0),
        answering=max((c.coverage * worth(c.answers) for c in best if c.answers is not None), default=0.0),
        better_elsewhere=max((c.coverage for c in candidates), default=0.0) - coverage,
        follow_up=float(query.is_follow_up),
        what_was_said=float(has_topic and asks_what_was_said(query.wording)),
        why=float(asks_why(query.wording)),
        one_article=float(has_topic and len({c.article.id for c in candidates}) == 1),
        said_by_another=_said_by_another(candidates, named),
    )


def _named_in_talk(query: Query, candidates: Sequence[Candidate]) -> set[str]:
    """Whose words a question about a talk wants; else whoever speaks there and is named: `What was Ann’s present?`"""
    if not candidates or not _is_turn(candidates[0]):
        return set()
    asked = set(words(query.wording))
    return set(query.asked) or {name for c in candidates for name in _speakers(c) if asked.issuperset(words(name))}


def _is_own_account(candidate: Candidate, named: Set[str]) -> bool:
    """What somebody did is told by the one who did it; the other hears of it, and repeats its words."""
    return not named.isdisjoint(_speakers(candidate)) and _is_account(candidate)


def _said_by_another(candidates: Sequence[Candidate], named: Set[str]) -> float:
    if not named:
        return 0.0
    accounts = [candidate for candidate in candidates if _is_account(candidate)]
    own, others = (
        max((_nearness(c) for c in accounts if named.isdisjoint(_speakers(c)) is another), default=0.0)
        for another in (False, True)
    )
    return min(_FAR_AHEAD, max(-_FAR_AHEAD, others - own))


def _speakers(candidate: Candidate) -> list[str]:
    quotation = candidate.passage.quotation
    return [speaker.name for speaker in quotation.source.speakers] if quotation and quotation.source else []


def _is_account(candidate: Candidate) -> bool:
    """A turn that tells something, and not of the one who is spoken to."""
    told = _words_of(candidate)
    return _is_turn(candidate) and not told.endswith("?") and not speaks_of_addressee(told)


def _is_turn(candidate: Candidate) -> bool:
    quotation = candidate.passage.quotation
    return quotation is not None and quotation.kind is Kind.TURN


def _nearness(candidate: Candidate) -> float:
    return candidate.lexical + candidate.cosine - _OF_OTHERS * (not speaks_of_self(_words_of(candidate)))


def _words_of(candidate: Candidate) -> str:
    return candidate.passage.span.of(candidate.article.text)


def _confidence(query: Query, candidates: Sequence[Candidate]) -> float:
    """The probability that the passages answer the question."""
    bias, weights = _READ if any(candidate.answers is not None for candidate in candidates) else _UNREAD
    found = evidence(query, candidates)
    return 1 / (1 + math.exp(-bias - sum(weight * value for weight, value in zip(weights, found, strict=True))))


# Logistic regressions over what tells answerable questions from others, where a reranker has read the passages, and
# where none has; fitted by `benchmarks/silence.py`. That of `said_by_another` is set by hand, and `one_article`
# so that one threshold serves.
_READ = (
    -0.27,
    Evidence(
        coverage=1.68,
        cosine=2.12,
        answering=2.78,
        better_elsewhere=-0.8,
        follow_up=1.12,
        what_was_said=-1.89,
        why=-2.33,
        one_article=-1.2,
        said_by_another=-3.0,
    ),
)
_UNREAD = (
    -0.58,
    Evidence(
        coverage=3.15,
        cosine=2.62,
        answering=0.0,
        better_elsewhere=-0.66,
        follow_up=1.13,
        what_was_said=-1.89,
        why=-2.33,
        one_article=-1.25,
        said_by_another=-3.0,
    ),
)
