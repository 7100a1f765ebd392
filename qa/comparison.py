"""Two evaluations, question by question: what got better, what worse, and how much of it may be chance."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qa.errors import FixtureError
from qa.figures import MEANINGS, Counts, Share, figures
from qa.fixtures import opened

RESAMPLES = 2000
LEVEL = 0.95
_SEED = 20240522
# Resamples that are drawn at once: memory is this times the number of questions.
_AT_ONCE = 50
# A question is told apart by these; the others follow from them.
_TELLING = ("hit@1", "hit@5", "nDCG@10", "speaker", "verbatim", "answered", "abstention-recall")

Numbers = NDArray[np.float64]


class Asked(NamedTuple):
    """A question in an evaluation, by its qid, and what it adds to each figure."""

    question: str
    counts: Counts


class Interval(NamedTuple):
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure before and now, over the questions of both; `interval` holds the difference in 95 of 100 cases."""

    name: str
    before: float
    now: float
    interval: Interval | None

    @property
    def by(self) -> float:
        return self.now - self.before

    @property
    def verdict(self) -> str:
        """Chance is ruled out where the interval does not hold zero."""
        if self.interval and self.interval.low > 0:
            return "better"
        return "worse" if self.interval and self.interval.high < 0 else ""


class Change(NamedTuple):
    """A question whose figures are others now: name, before, now."""

    qid: str
    question: str
    figures: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left_out`: questions that only one of both asked, or asked in other words."""

    paired: int
    left_out: int
    differences: tuple[Difference, ...]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]


def compare(before: Mapping[str, Asked], now: Mapping[str, Asked]) -> Comparison:
    """`worse` are the questions with any figure below what it was; `better` those with only higher ones."""
    paired = [qid for qid, asked in now.items() if qid in before and before[qid].question == asked.question]
    old, new = [before[qid].counts for qid in paired], [now[qid].counts for qid in paired]
    changes = [_change(qid, before[qid], now[qid]) for qid in paired]
    worse = [change for change in changes if any(now < before for _, before, now in change.figures)]
    return Comparison(
        len(paired),
        len(before.keys() | now.keys()) - len(paired),
        tuple(_differences(old, new)),
        tuple(change for change in changes if change.figures and change not in worse),
        tuple(worse),
    )


def _change(qid: str, before: Asked, now: Asked) -> Change:
    old, new = figures([before.counts]), figures([now.counts])
    pairs = ((name, old[name], new[name]) for name in _TELLING)
    changed = tuple((name, b, n) for name, b, n in pairs if b is not None and n is not None and b != n)
    return Change(qid, now.question, changed)


def _differences(old: Sequence[Counts], new: Sequence[Counts]) -> list[Difference]:
    before, now = figures(old), figures(new)
    found = []
    for name in MEANINGS:
        was, is_now = before[name], now[name]
        if was is not None and is_now is not None:
            found.append(Difference(name, was, is_now, _interval(name, old, new)))
    return found


def _interval(name: str, old: Sequence[Counts], new: Sequence[Counts]) -> Interval | None:
    """A paired bootstrap: questions are drawn anew, each with both of its results."""
    from scipy.stats import bootstrap

    nothing = Share(0.0, 0.0)
    shares = [(b.get(name, nothing), n.get(name, nothing)) for b, n in zip(old, new, strict=True)]
    rows = np.array([(*b, *n) for b, n in shares if b.whole or n.whole], dtype=np.float64)
    if len(rows) < 2:
        return None
    drawn = bootstrap(
        tuple(rows.T),
        _difference_of_shares,
        paired=True,
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=_AT_ONCE,
        method="percentile",
        rng=np.random.default_rng(_SEED),
    ).bootstrap_distribution
    measured = drawn[np.isfinite(drawn)]  # a draw may hold no question that counts
    if not len(measured):
        return None
    low, high = np.quantile(measured, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))


def _difference_of_shares(
    before: Numbers, before_whole: Numbers, now: Numbers, now_whole: Numbers, axis: int = -1
) -> Numbers:
    return _share(now, now_whole, axis) - _share(before, before_whole, axis)


def _share(part: Numbers, whole: Numbers, axis: int) -> Numbers:
    wholes = np.asarray(whole.sum(axis=axis))
    shares: Numbers = np.divide(part.sum(axis=axis), wholes, out=np.full(wholes.shape, np.nan), where=wholes > 0)
    return shares


# -- the evaluation of another day, as a file


def read_baseline(file: Path) -> dict[str, Asked]:
    """The questions of a file that `onrecord eval --json` printed. Raises FixtureError."""
    try:
        with opened(file) as content:
            record = json.load(content)
    except json.JSONDecodeError as error:
        raise FixtureError(f"{file}:{error.lineno}: not JSON; {_CURE}") from error
    except (ValueError, RecursionError) as error:
        raise FixtureError(f"{file}:1: not JSON in UTF-8; {_CURE}") from error
    try:
        return {entry["qid"]: _asked(entry) for entry in record["questions"]}
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FixtureError(f"{file}:1: not the figures of an evaluation; {_CURE}") from error


_CURE = "make it with: onrecord eval FIXTURES --json > FILE"


def _asked(entry: dict[str, Any]) -> Asked:
    counts = {name: Share(float(part), float(whole)) for name, (part, whole) in entry["counts"].items()}
    if (
        not isinstance(entry["qid"], str)
        or not isinstance(entry["question"], str)
        or not counts.keys() <= MEANINGS.keys()
    ):
        raise ValueError
    if not all(
        math.isfinite(share.part) and share.whole > 0 and 0 <= share.part <= share.whole for share in counts.values()
    ):
        raise ValueError
    return Asked(entry["question"], counts)
