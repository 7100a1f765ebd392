"""Candidates → an Answer: citations, or silence with the near misses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from embeddings.lexical import words
from qa.records import Answer, Article, Citation, Passage, Query, Span
from qa.retriever import Candidate

# Sentences that say the same but for a word or a comma.
_NEAR_DUPLICATE = 93
_NOTHING = "The articles do not answer this."
# A longer quotation is a page, not a citation.
_LONGEST_CITATION = 90
# A neighbour with less of the score of the sentence it would join has little to do with the question.
_WORTH_JOINING = 0.6
# A passage with less of the score of the best one is related, but no answer.
_WORTH_SHOWING = 0.7
# A logistic regression over what tells answerable questions from others, fitted by `benchmarks/silence.py`.
_BIAS, _COVERAGE, _COSINE, _BETTER_ELSEWHERE, _UNQUOTED, _FOLLOW_UP = 0.3, 3.0, 0.5, -2.7, -4.5, 1.2
# Where F1 of silence is highest: four in five questions of those collections have an answer.
ANSWERED_FROM = 0.68


def answer(query: Query, candidates: Sequence[Candidate]) -> Answer:
    """The best candidates, neighbours joined and duplicates left out; silence where they do not answer."""
    if not candidates:
        return Answer(query, note=_why_silent(query, candidates))
    citations = tuple(_citations(candidates, query.k))
    confidence = _confidence(evidence(query, candidates))
    if confidence >= ANSWERED_FROM:
        cited = _cited(citations, candidates)
        related = tuple(citation for citation in citations if citation not in cited)
        return Answer(query, cited, related, confidence)
    return Answer(query, (), citations, confidence, _why_silent(query, candidates))


def _cited(citations: Sequence[Citation], candidates: Sequence[Candidate]) -> tuple[Citation, ...]:
    """Those by the right person and of the right time that are nearly as good as the best of them."""
    eligible = {candidate.passage.id for candidate in candidates if candidate.eligible}
    fitting = [citation for citation in citations if citation.passage.id in eligible]
    return tuple(c for c in fitting if c.score >= _WORTH_SHOWING * fitting[0].score)


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
        follow_up=float(bool(query.background)),
    )


def _confidence(found: Evidence) -> float:
    """The probability that the passages answer the question."""
    weights = (_COVERAGE, _COSINE, _BETTER_ELSEWHERE, _UNQUOTED, _FOLLOW_UP)
    return 1 / (1 + math.exp(-_BIAS - sum(weight * value for weight, value in zip(weights, found, strict=True))))


def _why_silent(query: Query, candidates: Sequence[Candidate]) -> str:
    if not candidates:
        return "No passage passes the filters." if query.is_filtered else "There are no articles yet."
    if query.unquoted:
        return f"Nobody is quoted as {' or '.join(query.unquoted)}."
    if query.period and not any(c.eligible for c in candidates):
        return f"Nothing was found of {query.period_words}."
    if query.asked and any(candidate.by_asked for candidate in candidates):
        return f"{' and '.join(query.asked)} is quoted, but not on this." if len(query.asked) == 1 else _NOTHING
    return _NOTHING


def _citations(candidates: Sequence[Candidate], k: int) -> list[Citation]:
    found: list[Citation] = []
    for candidate in candidates[: 3 * k]:
        new = Citation(candidate.passage, candidate.article, candidate.score)
        if any(_says_the_same(citation, new) for citation in found):
            continue
        place = len(found)
        for at in reversed(range(len(found))):  # it may close the gap between two
            joined = _joined(found[at], new)
            if joined:
                new, place = joined, at
                del found[at]
        found.insert(place, new)
    return found[:k]


def _says_the_same(shown: Citation, new: Citation) -> bool:
    if shown.article.id == new.article.id and shown.passage.span.contains(new.passage.span):
        return True
    return shown.source == new.source and fuzz.ratio(words(shown.text), words(new.text)) >= _NEAR_DUPLICATE


def _joined(better: Citation, new: Citation) -> Citation | None:
    """One citation of two that are neighbours in one quotation, both to do with the question."""
    quotation = better.passage.quotation
    if better.article.id != new.article.id or quotation is None or quotation != new.passage.quotation:
        return None
    first, second = sorted([better.passage, new.passage], key=lambda passage: passage.span)
    if new.score < _WORTH_JOINING * better.score or not _are_neighbours(better.article, first, second):
        return None
    span = Span(first.span.start, second.span.end)
    if len(span.of(better.article.text).split()) > _LONGEST_CITATION:
        return None
    context = Span(min(first.context.start, second.context.start), max(first.context.end, second.context.end))
    return replace(better, passage=replace(better.passage, span=span, context=context))


def _are_neighbours(article: Article, first: Passage, second: Passage) -> bool:
    return not regex.search(r"\w", article.text[first.span.end : second.span.start])
