"""Candidates → an Answer: citations, or silence with the near misses."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import regex
from rapidfuzz import fuzz

from embeddings.lexical import words
from qa.records import Answer, Article, Citation, Passage, Query, Span
from qa.retriever import Candidate

# Sentences that say the same but for a word or a comma.
_NEAR_DUPLICATE = 93
# A longer quotation is a page, not a citation.
_LONGEST_CITATION = 90
# Weights of a logistic regression over what tells answerable questions from others (`benchmarks/silence.py`).
_BIAS, _COSINE, _LEXICAL, _SPEAKER, _UNKNOWN = -4.0, 4.0, 5.0, 1.0, -2.0
ANSWERED_FROM = 0.5


def answer(query: Query, candidates: Sequence[Candidate], unknown_names: Sequence[str]) -> Answer:
    """The best candidates, sentences of one quotation joined and duplicates left out; silent where they do not answer.

    `unknown_names` are names in the question that stand nowhere in the corpus.
    """
    citations = tuple(_citations(candidates, query.k))
    confidence = _confidence(query, candidates, unknown_names)
    if confidence >= ANSWERED_FROM:
        return Answer(query, citations, (), confidence)
    return Answer(query, (), citations, confidence, _why_silent(citations, unknown_names))


def _confidence(query: Query, candidates: Sequence[Candidate], unknown_names: Sequence[str]) -> float:
    """The probability that the best candidates answer the question."""
    if not candidates:
        return 0.0
    best = candidates[:3]
    evidence = (
        _BIAS
        + _COSINE * max(c.cosine for c in best)
        + _LEXICAL * max(c.lexical for c in best)
        + _SPEAKER * (any(c.by_asked for c in best) - bool(query.asked))
        + _UNKNOWN * bool(unknown_names)
    )
    return 1 / (1 + math.exp(-evidence))


def _why_silent(citations: Sequence[Citation], unknown_names: Sequence[str]) -> str:
    if unknown_names:
        return f"No article mentions {' or '.join(unknown_names)}."
    if not citations:
        return "The articles do not answer this."
    return "The articles do not answer this. What comes nearest is related, but not an answer."


def _citations(candidates: Sequence[Candidate], k: int) -> list[Citation]:
    found: list[Citation] = []
    for candidate in candidates[: 3 * k]:
        if any(_says_the_same(citation, candidate) for citation in found):
            continue
        for at, citation in enumerate(found):
            joined = _joined(citation, candidate)
            if joined:
                found[at] = joined
                break
        else:
            if len(found) < k:
                found.append(Citation(candidate.passage, candidate.article, candidate.score))
    return found


def _says_the_same(citation: Citation, candidate: Candidate) -> bool:
    if citation.article.id == candidate.article.id and citation.passage.span.contains(candidate.passage.span):
        return True
    speaker = candidate.passage.quotation.speaker if candidate.passage.quotation else None
    if (citation.speaker and citation.speaker.name) != (speaker and speaker.name):
        return False
    text = candidate.passage.span.of(candidate.article.text)
    return fuzz.ratio(words(citation.text), words(text)) >= _NEAR_DUPLICATE


def _joined(citation: Citation, candidate: Candidate) -> Citation | None:
    """One citation of two passages that are neighbours in one quotation."""
    if citation.article.id != candidate.article.id or citation.passage.quotation is None:
        return None
    if citation.passage.quotation != candidate.passage.quotation:
        return None
    first, second = sorted([citation.passage, candidate.passage], key=lambda passage: passage.span)
    if not _are_neighbours(citation.article, first, second):
        return None
    span = Span(first.span.start, second.span.end)
    if len(span.of(citation.article.text).split()) > _LONGEST_CITATION:
        return None
    context = Span(min(first.context.start, second.context.start), max(first.context.end, second.context.end))
    return replace(citation, passage=replace(citation.passage, span=span, context=context))


def _are_neighbours(article: Article, first: Passage, second: Passage) -> bool:
    return not regex.search(r"\w", article.text[first.span.end : second.span.start])
