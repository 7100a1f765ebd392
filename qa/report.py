"""An evaluation as one page for a browser: nothing is loaded, nothing runs; words of fixtures and articles are text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, StrictUndefined

from qa.comparison import Comparison
from qa.controls import printable
from qa.days import in_words
from qa.evaluation import Evaluation
from qa.figures import MEANINGS, Fallen
from qa.judging import Judged, Shown
from qa.page import COLOURS, DARK_FAINT, DARK_PAPER, DARK_TEXT, FAINT, PAPER, TEXT, write_readable
from qa.summary import KIND_FIGURES, fallen_line, many, value

_TIMES = 24
_FOUND = 3


class Bar(NamedTuple):
    """Questions that took this long; the last bar holds all that took longer, too. `height` is 1 for the highest."""

    since: float
    until: float
    questions: int
    height: float


class Bad(NamedTuple):
    """One of the worst: what was expected, and what was found instead, with the places of the passages."""

    judged: Judged
    expected: Sequence[str]
    found: Sequence[tuple[int, Shown]]


def write_report(
    file: Path, evaluation: Evaluation, comparison: Comparison | None = None, fallen: Sequence[Fallen] = ()
) -> None:
    """Whole or not at all. Raises SourceError where it cannot be written."""
    write_readable(file, report(evaluation, comparison, fallen))


def report(evaluation: Evaluation, comparison: Comparison | None = None, fallen: Sequence[Fallen] = ()) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["printable"] = printable
    environment.filters["in_words"] = in_words
    environment.filters["figure"] = value
    environment.filters["many"] = many
    template = environment.from_string(Path(__file__).with_name("report.html").read_text("utf-8"))
    return template.render(
        evaluation=evaluation,
        meanings=MEANINGS,
        kind_figures=KIND_FIGURES,
        bins=[one for one in evaluation.reliability if one.answers],
        most=max((one.answers for one in evaluation.reliability), default=1),
        bars=_bars(evaluation.milliseconds),
        bad=[_bad(judged, evaluation) for judged in evaluation.worst],
        comparison=comparison,
        reach=_reach(comparison),
        fallen=[fallen_line(one) for one in fallen],
        fallen_names={one.name for one in fallen},
        light=(PAPER, TEXT, FAINT, COLOURS[1].ink, COLOURS[1].tint, COLOURS[3].ink, COLOURS[4].ink),
        dark=(
            DARK_PAPER,
            DARK_TEXT,
            DARK_FAINT,
            COLOURS[1].dark_ink,
            COLOURS[1].dark_tint,
            COLOURS[3].dark_ink,
            COLOURS[4].dark_ink,
        ),
    )


def _bars(milliseconds: Sequence[float]) -> list[Bar]:
    """Up to the time that 95 of 100 stay under: a single slow question must not squeeze the others together."""
    ordered = sorted(milliseconds)
    width = max(ordered[int(0.95 * (len(ordered) - 1))], 1e-3) / (_TIMES - 1)
    counts = [0] * _TIMES
    for time in ordered:
        counts[min(_TIMES - 1, int(time / width))] += 1
    return [Bar(at * width, (at + 1) * width, count, count / max(counts)) for at, count in enumerate(counts)]


def _bad(judged: Judged, evaluation: Evaluation) -> Bad:
    """The first passages, and after them those that are right."""
    found = [(place, shown) for place, shown in enumerate(judged.shown, 1) if place <= _FOUND or shown.is_right]
    return Bad(judged, evaluation.expected[judged.fixture.asked.qid], found)


def _reach(comparison: Comparison | None) -> float:
    """How far the widest difference is from zero, which is the middle of the plot."""
    ends = [
        abs(end) for one in (comparison.differences if comparison else ()) for end in (one.by, *(one.interval or ()))
    ]
    return max(0.01, *ends) if ends else 0.01
