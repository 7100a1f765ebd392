"""The first candidates, read once more by a cross-encoder together with the question."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import regex

from embeddings.reranker import Reranker, Text
from qa.kinds import asks_what_was_said
from qa.records import Kind, Query
from qa.retriever import Candidate, in_order

# What is read: each costs milliseconds, and of twelve the answers were no better on reports, sections and news.
RERANKED = 8
# What it counts beside the score that a passage was found by that it answers. In a transcript it takes many turns to
# say what is said in one sentence of a report, and none of them answers alone. Both by trial on the sample
# (benchmarks/answers.py) and on transcripts (benchmarks/meetings.py).
WEIGHT, WEIGHT_OF_TURN = 0.5, 0.2
# Of the passages that it reads and that have nothing of the topic, three in four get hardly more (on the sample).
OF_ANY_TEXT = 0.05
# `… at the meeting in September`, `… at last week's talks?`
_SETTING = regex.compile(
    r"\s+(?:at|during|in|after|on)\s+(?:(?:the|this|that|their|last)\s+)?(?:[\p{L}’']+\s+){0,2}"
    r"(?:meeting|talks|session|conference|summit|hearing|council)s?\b[^?]*",
    regex.IGNORECASE,
)
# Characters before and after a passage that a reranker is offered; it reads the nearest sixteen word pieces of them.
AROUND = 100


def worth(probability: float) -> float:
    """What is hardly probable counts for something, and what is as improbable as any text for nothing."""
    return math.sqrt(max(0.0, probability - OF_ANY_TEXT))


def reranked(query: Query, candidates: Sequence[Candidate], reranker: Reranker) -> list[Candidate]:
    """All candidates, the first of them lifted by how probably each answers the question, best first."""
    read, rest = candidates[:RERANKED], candidates[RERANKED:]
    probabilities = reranker.probabilities(_without_setting(query), [_text(candidate) for candidate in read])
    lifted = [
        replace(candidate, answers=probability, score=candidate.score + _weight(candidate) * worth(probability))
        for candidate, probability in zip(read, probabilities.tolist(), strict=True)
    ]
    return in_order([*lifted, *rest])


def _without_setting(query: Query) -> str:
    """A question without the meeting and time that it names: whatever is of then need not say so again."""
    if not (query.period or query.meetings):
        return query.completed
    shorter: str = _SETTING.sub("", query.completed)
    if query.period_words and (query.is_of_saying or asks_what_was_said(query.wording)):
        shorter = regex.sub(
            rf"\s+(?:(?:in|on|during|в)\s+)?{regex.escape(query.period_words)}", "", shorter, flags=regex.IGNORECASE
        )
    return shorter


def _weight(candidate: Candidate) -> float:
    quotation = candidate.passage.quotation
    return WEIGHT_OF_TURN if quotation and quotation.kind is Kind.TURN else WEIGHT


def _text(candidate: Candidate) -> Text:
    text, passage = candidate.article.text, candidate.passage
    source = passage.quotation.source if passage.quotation else None
    return Text(
        passage.span.of(text),
        speaker=source.shown(text) if source else "",
        before=text[max(0, passage.span.start - AROUND) : passage.span.start],
        after=text[passage.span.end : passage.span.end + AROUND],
    )
