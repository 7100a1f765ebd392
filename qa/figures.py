"""Judged answers → figures. Each is a share: what counts over what is counted, summed over the questions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from qa.errors import FixtureError
from qa.judging import Fault, Judged

MEANINGS = {
    "hit@1": "the first passage is right",
    "hit@5": "a right passage is among the first five",
    "P@5": "of the first five places, how many hold a right passage: one in five where only one is right",
    "MRR@10": "one divided by the place of the first right passage among ten, on average",
    "nDCG@10": "how near the ten passages are to the ideal order, in which all evidence comes first",
    "speaker": "of the right passages that name a speaker, how many name the expected one",
    "named": "of the right passages whose speaker is expected, how many name one",
    "verbatim": "of the passages shown, how many are the article's own words, character for character",
    "answered": "of the questions with an answer, how many are answered rather than met with silence",
    "abstention-precision": "of the silences, how many are right",
    "abstention-recall": "of the questions without an answer, how many are met with silence",
    "abstention-F1": "the harmonic mean of precision and recall of silence",
}
BINS = 10
PERCENTILES = (50, 90, 95, 99)
WORST = 10


class Share(NamedTuple):
    part: float
    whole: float


Counts = dict[str, Share]
Figures = dict[str, float | None]  # None: nothing could be counted


class Bin(NamedTuple):
    """Answers of a stretch of confidence: their number, their mean confidence, the share of them that is right."""

    since: float
    until: float
    answers: int
    confidence: float | None
    right: float | None


class Fallen(NamedTuple):
    """A figure that is below what was asked of it; None: it could not be measured."""

    name: str
    value: float | None
    threshold: float


def counted(judged: Sequence[Judged]) -> list[Counts]:
    """What each question adds to each figure."""
    ranked = _ranked(judged)
    return [_counts(one) | ranked.get(number, {}) for number, one in enumerate(judged)]


def _counts(judged: Judged) -> Counts:
    silent, unanswerable = not judged.answer.answered, not judged.fixture.answerable
    right = [passage for passage in judged.shown if passage.is_right and judged.fixture.speakers]
    named = [passage.names_right for passage in right if passage.names_right is not None]
    counts = {
        "speaker": Share(sum(named), len(named)),
        "named": Share(len(named), len(right)),
        "verbatim": Share(sum(passage.is_verbatim for passage in judged.shown), len(judged.shown)),
        "answered": Share(not silent and not unanswerable, not unanswerable),
        "abstention-precision": Share(silent and unanswerable, silent),
        "abstention-recall": Share(silent and unanswerable, unanswerable),
        "abstention-F1": Share(2 * (silent and unanswerable), silent + unanswerable),
    }
    return {name: Share(float(part), float(whole)) for name, (part, whole) in counts.items() if whole}


def _ranked(judged: Sequence[Judged]) -> dict[int, Counts]:
    """The figures of ranking, by trec_eval. Relevant are the right passages, and evidence that none of them gives."""
    try:
        import ir_measures
        from ir_measures import RR, P, Success, nDCG
    except ImportError as error:  # on machines for which there is no ready build of trec_eval
        raise FixtureError("ranking cannot be measured; run: pip install ir-measures (it needs a compiler)") from error

    measures = {Success @ 1: "hit@1", Success @ 5: "hit@5", P @ 5: "P@5", RR @ 10: "MRR@10", nDCG @ 10: "nDCG@10"}
    answerable = {str(number): one for number, one in enumerate(judged) if one.fixture.answerable}
    relevant = {key: dict.fromkeys(_relevant(one), 1) for key, one in answerable.items()}
    run = {key: {str(at): -float(at) for at in range(len(one.shown))} for key, one in answerable.items()}
    counts: dict[int, Counts] = {}
    if answerable:
        for metric in ir_measures.iter_calc(list(measures), relevant, run):
            value = Share(float(metric.value), 1.0)
            counts.setdefault(int(metric.query_id), {})[measures[metric.measure]] = value
    return counts


def _relevant(judged: Judged) -> list[str]:
    given = {piece for passage in judged.shown for piece in passage.gives}
    right = [str(at) for at, passage in enumerate(judged.shown) if passage.is_right]
    return right + [f"missed {piece}" for piece in range(len(judged.fixture.evidence)) if piece not in given]


def figures(counts: Iterable[Mapping[str, Share]]) -> Figures:
    parts, wholes = dict.fromkeys(MEANINGS, 0.0), dict.fromkeys(MEANINGS, 0.0)
    for one in counts:
        for name, share in one.items():
            parts[name] += share.part
            wholes[name] += share.whole
    return {name: parts[name] / wholes[name] if wholes[name] else None for name in MEANINGS}


def reliability(judged: Iterable[Judged]) -> list[Bin]:
    """Ten bins of confidence, against having a right passage among five; the last holds what is quite sure."""
    found: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        found[min(BINS - 1, int(one.answer.confidence * BINS))].append(one)
    return [_bin(number, members) for number, members in enumerate(found)]


def _bin(number: int, members: Sequence[Judged]) -> Bin:
    count = len(members)
    confidence = math.fsum(one.answer.confidence for one in members) / count if count else None
    right = sum(one.is_answered_rightly for one in members) / count if count else None
    return Bin(number / BINS, (number + 1) / BINS, count, confidence, right)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """How far confidence is from the share that is right, on average over the answers."""
    count = sum(one.answers for one in bins)
    gaps = (
        one.answers * abs(one.confidence - one.right)
        for one in bins
        if one.confidence is not None and one.right is not None
    )
    return math.fsum(gaps) / count if count else None


def percentiles(milliseconds: Sequence[float]) -> dict[int, float]:
    return {of: float(np.percentile(milliseconds, of)) for of in PERCENTILES}


_SEVERITY = {
    Fault.INVENTED: 0,
    Fault.WRONG_SPEAKER: 1,
    Fault.MISSED: 2,
    Fault.NOT_SILENT: 2,
    Fault.SILENT: 3,
    Fault.LATE: 4,
}


def worst(judged: Iterable[Judged]) -> list[Judged]:
    """Ten questions with the worst faults; of equal ones, those whose answer is the surest."""
    faulty = [(_SEVERITY[fault], one) for one in judged if (fault := one.fault)]
    return [one for _, one in sorted(faulty, key=lambda pair: (pair[0], -pair[1].answer.confidence))[:WORST]]


def read_thresholds(given: Sequence[str]) -> dict[str, float]:
    """`hit@5=0.8,speaker=0.95`, by the name of the figure. Raises FixtureError."""
    names = {name.lower(): name for name in MEANINGS}
    found: dict[str, float] = {}
    for part in (part for parts in given for part in parts.split(",")):
        name, _, least = (word.strip() for word in part.partition("="))
        if name.lower() not in names:
            raise FixtureError(f"no figure is called {name!r}; name one of {', '.join(MEANINGS)}")
        found[names[name.lower()]] = _threshold(name, least)
    return found


def _threshold(name: str, least: str) -> float:
    try:
        threshold = float(least)
    except ValueError:
        threshold = math.nan
    if not 0 <= threshold <= 1:
        raise FixtureError(f"{least!r} is no number from 0 to 1; write {name}=0.8")
    return threshold


def fallen(measured: Figures, thresholds: Mapping[str, float]) -> list[Fallen]:
    """The figures below their threshold. One that could not be measured vouches for nothing."""
    below: list[Fallen] = []
    for name, threshold in thresholds.items():
        value = measured[name]
        if value is None or value < threshold:
            below.append(Fallen(name, value, threshold))
    return below
