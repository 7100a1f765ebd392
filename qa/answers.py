"""Candidates → an Answer: citations, or silence with the near misses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from qa.citations import citations
from qa.ordering import ordered, worth_citing
from qa.overview import overview
from qa.records import Answer, Citation, Query, Span, Speaker
from qa.retriever import Candidate
from qa.silence import why_silent

# A logistic regression over what tells answerable questions from others, fitted by `benchmarks/silence.py`.
_BIAS, _COVERAGE, _COSINE, _BETTER_ELSEWHERE, _UNQUOTED, _FOLLOW_UP = 0.3, 3.0, 0.5, -2.7, -4.5, 1.2
# Where F1 of silence is highest: four in five questions of those collections have an answer.
ANSWERED_FROM = 0.68
# For each citation that is asked for: some passages are joined, some say the same.
_CONSIDERED = 3


def answer(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker] = ()) -> Answer:
    """The best candidates in the order that the question wants, each statement once; silence where they do not answer.

    `people` are all who are quoted anywhere.
    """
    confidence = _confidence(evidence(query, candidates)) if candidates else 0.0
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
    """What speaks for an answer, each 0 … 1: the share of the question's topic that the passages of the right person
    and time cover, how near they are in meaning, how much more of the topic others cover, and the kind of question."""

    coverage: float
    cosine: float
    better_elsewhere: float
    unquoted: float
    follow_up: float


def evidence(query: Query, candidates: Sequence[Candidate]) -> Evidence:
    eligible = [candidate for candidate in candidates if candidate.eligible]
    coverage = max((c.coverage for c in eligible), default=0.0)
    return Evidence(
        coverage=coverage,
        cosine=max((c.cosine for c in eligible), default=0.0),
        better_elsewhere=max((c.coverage for c in candidates), default=0.0) - coverage,
        unquoted=float(bool(query.unquoted)),
        follow_up=float(query.is_follow_up),
    )


def _confidence(found: Evidence) -> float:
    """The probability that the passages answer the question."""
    weights = (_COVERAGE, _COSINE, _BETTER_ELSEWHERE, _UNQUOTED, _FOLLOW_UP)
    return 1 / (1 + math.exp(-_BIAS - sum(weight * value for weight, value in zip(weights, found, strict=True))))
