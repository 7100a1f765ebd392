"""Two evaluations side by side."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.comparison import Asked, Change, Interval, compare, read_baseline
from qa.errors import FixtureError
from qa.figures import MEANINGS, Share

Evaluated = dict[str, Asked]

shares = st.integers(1, 5).flatmap(lambda whole: st.builds(Share, st.floats(0, whole), st.just(float(whole))))
evaluations = st.dictionaries(
    st.text(max_size=3),
    st.builds(Asked, st.just("a?"), st.dictionaries(st.sampled_from(list(MEANINGS)), shares)),
    max_size=8,
)


def run(*hits: float, question: str = "a?") -> Evaluated:
    return {f"q{number}": Asked(question, {"hit@1": Share(hit, 1.0)}) for number, hit in enumerate(hits)}


@settings(max_examples=15, deadline=None)
@given(evaluations)
def test_compared_with_itself_nothing_is_better_or_worse(evaluated: Evaluated) -> None:
    compared = compare(evaluated, evaluated)
    assert (compared.paired, compared.left_out, compared.better, compared.worse) == (len(evaluated), 0, (), ())
    for one in compared.differences:
        assert (one.by, one.verdict) == (0.0, "")
        assert one.interval in (None, Interval(0.0, 0.0))


def test_what_is_better_in_most_questions_is_better() -> None:
    (hit,) = compare(run(*[0.0] * 12, *[1.0] * 4), run(*[1.0] * 14, *[0.0] * 2)).differences
    assert (hit.name, hit.before, hit.now, hit.by) == ("hit@1", 0.25, 0.875, 0.625)
    assert hit.interval
    assert 0 < hit.interval.low < 0.625 < hit.interval.high <= 1
    assert hit.verdict == "better"


def test_the_other_way_round_it_is_worse_by_as_much() -> None:
    before, now = run(*[0.0] * 12, *[1.0] * 4), run(*[1.0] * 14, *[0.0] * 2)
    (there,), (back,) = compare(before, now).differences, compare(now, before).differences
    assert there.interval
    assert back.interval == pytest.approx((-there.interval.high, -there.interval.low))
    assert back.verdict == "worse"


def test_one_question_in_many_may_be_chance() -> None:
    (hit,) = compare(run(0.0, *[1.0] * 9), run(*[1.0] * 10)).differences
    assert (round(hit.by, 6), hit.verdict) == (0.1, "")


def test_the_interval_is_the_same_each_time() -> None:
    before, now = run(0.0, 1.0, 1.0, 0.0, 1.0), run(1.0, 0.0, 1.0, 1.0, 1.0)
    assert compare(before, now) == compare(before, now)


def test_one_question_makes_no_interval() -> None:
    (hit,) = compare(run(0.0), run(1.0)).differences
    assert (hit.by, hit.interval, hit.verdict) == (1.0, None, "")


def test_questions_pair_by_qid_and_by_their_words() -> None:
    before = run(0.0, 0.0) | run(0.0, 0.0, 0.0, question="b?") | {"old": Asked("a?", {})}
    now = run(1.0, question="b?") | {"q1": Asked("c?", {}), "new": Asked("a?", {})}
    compared = compare(before, now)
    assert (compared.paired, compared.left_out) == (1, 4)


def test_a_question_with_any_figure_below_what_it_was_is_worse() -> None:
    before = {"q": Asked("a?", {"hit@1": Share(0.0, 1.0), "speaker": Share(1.0, 1.0), "P@5": Share(0.2, 1.0)})}
    now = {"q": Asked("a?", {"hit@1": Share(1.0, 1.0), "speaker": Share(1.0, 2.0), "P@5": Share(0.4, 1.0)})}
    compared = compare(before, now)
    assert compared.worse == (Change("q", "a?", (("hit@1", 0.0, 1.0), ("speaker", 1.0, 0.5))),)
    assert compared.better == ()


def test_a_question_with_only_higher_figures_is_better() -> None:
    assert compare(run(0.0, 1.0), run(1.0, 1.0)).better == (Change("q0", "a?", (("hit@1", 0.0, 1.0),)),)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('{\n"questions": [', 2),
        ("[" * 100_000, 1),
        ("[]", 1),
        ('{"questions": {"a": 1}}', 1),
        ('{"questions": [{"qid": 1, "question": "a?", "counts": {}}]}', 1),
        ('{"questions": [{"qid": "a", "question": "a?", "counts": {"hit@1": [2, 1]}}]}', 1),
        ('{"questions": [{"qid": "a", "question": "a?", "counts": {"hit@1": [NaN, 1]}}]}', 1),
        ('{"questions": [{"qid": "a", "question": "a?", "counts": {"fame": [1, 1]}}]}', 1),
    ],
)
def test_a_file_of_something_else_is_told(tmp_path: Path, content: str, line: int) -> None:
    file = tmp_path / "before.json"
    file.write_text(content, "utf-8")
    with pytest.raises(FixtureError, match=rf"before\.json:{line}: .*; make it with: onrecord eval"):
        read_baseline(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(FixtureError, match=r"no\.json: no such file or directory; name a file"):
        read_baseline(tmp_path / "no.json")


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "before.json"
    entry = {"qid": "q0", "question": "a?", "counts": {"hit@1": [1, 1]}, "ms": 3}
    file.write_text(json.dumps({"questions": [entry]}), "utf-8")
    assert read_baseline(file) == run(1.0)
