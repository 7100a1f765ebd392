"""The figures of an evaluation as lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qa.comparison import Change, Comparison
from qa.evaluation import Evaluation
from qa.figures import Fallen, Figures

KIND_FIGURES = ("hit@1", "hit@5", "P@5", "MRR@10", "nDCG@10", "speaker", "abstention-recall")
_MOST_CHANGES = 20


def value(figure: float | None) -> str:
    """Two decimals, never rounded up to what it is not: 0.996 is not 1.00."""
    if figure is None:
        return "–"
    return f"{figure:.2f}" if figure in (0, 1) or 0.005 <= figure < 0.995 else f"{figure:.4f}"


def many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def summary(evaluation: Evaluation, comparison: Comparison | None) -> str:
    parts = [_head(evaluation), _figures(evaluation), _kinds(evaluation), _worst(evaluation)]
    return "\n\n".join([*(part for part in parts if part), *([_comparison(comparison)] if comparison else [])])


def fallen_line(one: Fallen) -> str:
    if one.value is None:
        return f"{one.name} could not be measured, and must be at least {one.threshold:g}"
    return f"{one.name} is {one.value:.4f}, and must be at least {one.threshold:g}"


def _head(evaluation: Evaluation) -> str:
    return f"{many(len(evaluation.judged), 'question')}, {many(evaluation.articles, 'article')} ({evaluation.name})"


def _figures(evaluation: Evaluation) -> str:
    lines = [f"{name:22}{value(figure):>8}" for name, figure in evaluation.figures.items()]
    lines.append(f"{'calibration error':22}{value(evaluation.calibration_error):>8}")
    times = ", ".join(f"{milliseconds:.0f} (p{of})" for of, milliseconds in evaluation.latency.items())
    return "\n".join([*lines, f"{'milliseconds':22}    {times}"])


def _kinds(evaluation: Evaluation) -> str:
    width = max(len("kind"), *(len(kind) for kind in evaluation.kinds))
    head = f"{'kind':{width}}  questions" + "".join(f"{_head_of(name):>10}" for name in KIND_FIGURES)
    return "\n".join([head, *(_kind(kind, width, *found) for kind, found in evaluation.kinds.items())])


def _head_of(name: str) -> str:
    return name.replace("abstention-recall", "silence")


def _kind(kind: str, width: int, count: int, found: Figures) -> str:
    return f"{kind:{width}}  {count:9}" + "".join(f"{value(found[name]):>10}" for name in KIND_FIGURES)


def _worst(evaluation: Evaluation) -> str:
    lines = []
    for one in evaluation.worst:
        asked = one.fixture.asked
        qid = f"{asked.qid}: " if asked.qid != asked.question else ""
        lines.append(f"  {one.fault}\n    {qid}{_one_line(asked.question)}")
    return "\n".join(["The worst:", *lines]) if lines else ""


def _comparison(comparison: Comparison) -> str:
    left_out = f"; {comparison.left_out} only in one" if comparison.left_out else ""
    lines = [f"Compared over {many(comparison.paired, 'question')}{left_out}:"]
    for one in comparison.differences:
        interval = f"[{one.interval.low:+.3f}, {one.interval.high:+.3f}]" if one.interval else ""
        change = f"{value(one.before):>8} →{value(one.now):>7}  {one.by:+.3f}  {interval:18}"
        lines.append(f"{one.name:22}{change}  {one.verdict}".rstrip())
    return "\n\n".join(["\n".join(lines), *_changes("Better", comparison.better), *_changes("Worse", comparison.worse)])


def _changes(way: str, changes: Sequence[Change]) -> Iterator[str]:
    if changes:
        shown = [f"  {_changed(change)}" for change in changes[:_MOST_CHANGES]]
        more = [f"  … and {len(changes) - _MOST_CHANGES} more"] if len(changes) > _MOST_CHANGES else []
        yield "\n".join([f"{way} ({len(changes)}):", *shown, *more])


def _changed(change: Change) -> str:
    what = ", ".join(f"{name} {value(before)} → {value(now)}" for name, before, now in change.figures)
    qid = f"{change.qid}: " if change.qid != change.question else ""
    return f"{qid}{_one_line(change.question)} ({what})"


def _one_line(text: str) -> str:
    return " ".join(text.split())
