"""The figures as text."""

import pytest

from qa.comparison import compare
from qa.evaluation import Evaluation
from qa.figures import Fallen, counted
from qa.summary import fallen_line, summary, value
from tests.qa.judged import CARRIES, SAILS, SOLANE, answered, fixture, judged, said, silent


def evaluation(*first: bool) -> Evaluation:
    """Questions of which some have the right passage first, and others have it second."""
    right, wrong = said(SAILS, SOLANE), said(CARRIES, SOLANE)
    asked = [fixture("sail in June", qid=f"q{number}", kind="when") for number in range(len(first))]
    answers = [answered(right, wrong) if is_first else answered(wrong, right) for is_first in first]
    results = [judged(*pair) for pair in zip(asked, answers, strict=True)] + [judged(fixture(qid="none"), silent())]
    return Evaluation("harbour", 1, results, {}, counted(results))


@pytest.mark.parametrize(
    ("figure", "shown"),
    [(None, "–"), (0, "0.00"), (1, "1.00"), (0.8865, "0.89"), (0.999, "0.9990"), (0.001, "0.0010")],
)
def test_a_figure_is_never_rounded_to_all_or_nothing(figure: float | None, shown: str) -> None:
    assert value(figure) == shown


def test_figures_kinds_and_the_worst_have_a_line_each() -> None:
    lines = summary(evaluation(True, True, False), None).splitlines()
    assert lines[0] == "4 questions, 1 article (harbour)"
    assert "hit@1".ljust(22) + "0.67".rjust(8) in lines
    assert "speaker".ljust(22) + "–".rjust(8) in lines
    assert [line.split() for line in lines if line.startswith(("when", "other"))] == [
        ["other", "1", "–", "–", "–", "–", "–", "–", "1.00"],
        ["when", "3", "0.67", "1.00", "0.20", "0.83", "0.88", "–", "–"],
    ]
    assert lines[lines.index("The worst:") + 1 :] == ["  a right passage, but not first", "    q2: What of q2?"]


def test_without_a_fault_nothing_is_worst() -> None:
    assert "worst" not in summary(evaluation(True), None)


def test_a_comparison_tells_what_changed_and_in_which_questions() -> None:
    before, now = evaluation(True, *[False] * 9), evaluation(False, *[True] * 9)
    text = summary(now, compare(before.asked, now.asked))
    hit = next(line for line in text.splitlines() if line.startswith("hit@1") and "→" in line)
    assert hit.split()[1:5] == ["0.10", "→", "0.90", "+0.800"]
    assert hit.endswith("better")
    assert "Better (9):\n  q1: What of q1? (hit@1 0.00 → 1.00, nDCG@10 0.63 → 1.00)\n" in text
    assert text.endswith("Worse (1):\n  q0: What of q0? (hit@1 1.00 → 0.00, nDCG@10 1.00 → 0.63)")


def test_long_lists_of_changes_are_cut_and_counted() -> None:
    before, now = evaluation(*[False] * 25), evaluation(*[True] * 25)
    assert summary(now, compare(before.asked, now.asked)).endswith("\n  … and 5 more")


def test_what_falls_below_is_told_with_what_was_asked() -> None:
    assert fallen_line(Fallen("hit@5", 0.75, 0.8)) == "hit@5 is 0.7500, and must be at least 0.8"
    assert fallen_line(Fallen("speaker", None, 0.9)) == "speaker could not be measured, and must be at least 0.9"
