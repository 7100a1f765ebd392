"""How sure an attribution is: the share of those with like evidence that were right.

The weights are those that `benchmarks/confidence.py` fits to annotated articles which the tagger was not trained on.
Where the tagger has not read, there are estimates for each kind of speech. Who is meant, `speakers.py` weighs.
"""

from __future__ import annotations

import math

from qa.records import Kind
from qa.utterances import Evidence, Utterance

# Logistic regression: the words are said, and by the source that is named. In the order of Evidence, constant first.
WEIGHTS = (-1.44, 0.44, 0.1, 2.72, -1.92, 3.04, 0.65)
# By rules alone, as in languages that the tagger does not know.
_BY_RULES = {Kind.TURN: 0.98, Kind.DIRECT: 0.95, Kind.INDIRECT: 0.85}


def confidence(utterance: Utterance) -> float:
    """The probability that the words are said by the source that is named."""
    return probability(utterance.evidence) if utterance.evidence else _BY_RULES[utterance.kind]


def probability(evidence: Evidence) -> float:
    odds = sum(weight * feature for weight, feature in zip(WEIGHTS, (1.0, *evidence), strict=True))
    return 1 / (1 + math.exp(-odds))
