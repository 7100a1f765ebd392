"""How sure an attribution is: the share of those with like evidence that were right.

The weights are those that `benchmarks/confidence.py` fits to annotated articles which the tagger was not trained on.
Where the tagger has not read, there are estimates for each kind of speech. Who is meant, `speakers.py` weighs.
"""

from __future__ import annotations

import math

import regex

from qa.records import Kind, Span
from qa.utterances import Evidence, Utterance

# Logistic regression: the words are said, and by the source that is named. In the order of Evidence, constant first.
WEIGHTS = (-1.44, 0.44, 0.1, 2.72, -1.92, 3.04, 0.65)
# By rules alone, as in languages that the tagger does not know.
_BY_RULES = {Kind.TURN: 0.98, Kind.DIRECT: 0.95, Kind.INDIRECT: 0.85}
# Of what is plain, whatever the tagger has made of it: 238 of 246 in PolNeAR dev, and most of the others are right
# too, but not annotated. `benchmarks/confidence.py` counts it.
_PLAIN = 0.97
_MARKS = regex.compile(r"[^\w\n]*")


def confidence(text: str, utterance: Utterance) -> float:
    """The probability that the words are said by the source that is named."""
    weighed = probability(utterance.evidence) if utterance.evidence else _BY_RULES[utterance.kind]
    return max(weighed, _PLAIN) if is_plain(text, utterance) else weighed


def is_plain(text: str, utterance: Utterance) -> bool:
    """`“…,” X said`: words in marks, a name and a verb with nothing but marks between them."""
    source, cue = utterance.source, utterance.cue
    if utterance.kind is not Kind.DIRECT or not source or not source.name or not cue:
        return False
    told = Span(min(source.span.start, cue.start), max(source.span.end, cue.end))
    return _touch(text, source.span, cue) and any(
        not span.overlaps(told) and _touch(text, span, told) for span in utterance.spans
    )


def _touch(text: str, one: Span, other: Span) -> bool:
    first, second = (one, other) if one < other else (other, one)
    return _MARKS.fullmatch(text[first.end : second.start]) is not None


def probability(evidence: Evidence) -> float:
    odds = sum(weight * feature for weight, feature in zip(WEIGHTS, (1.0, *evidence), strict=True))
    return 1 / (1 + math.exp(-odds))
