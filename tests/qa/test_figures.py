"""Figures of answers, on cases that can be counted by hand."""

import math
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.errors import FixtureError
from qa.figures import (
    MEANINGS,
    Fallen,
    Share,
    calibration_error,
    counted,
    fallen,
    figures,
    percentiles,
    read_thresholds,
    reliability,
    worst,
)
from qa.fixtures import Fixture
from qa.judging import Fault, Judged
from qa.records import Answer
from tests.qa.judged import CARRIES, REPORT, SAILS, SOLANE, VENN, answered, fixture, judged, reported, said, silent

RIGHT, WRONG = said(SAILS, SOLANE), said(CARRIES, SOLANE)
WANTED = fixture("sail in June", speakers=("Mira Solane",))


def measured(*pairs: tuple[Fixture, Answer]) -> dict[str, float | None]:
    return figures(counted([judged(*pair) for pair in pairs]))


def test_the_best_answer_there_is() -> None:
    assert measured((WANTED, answered(RIGHT)), (fixture(), silent(WRONG))) == {
        **dict.fromkeys(MEANINGS, 1.0),
        "P@5": 0.2,
    }


def test_where_trec_eval_is_missing_it_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(FixtureError, match="run: pip install ir-measures"):
        measured((WANTED, answered(RIGHT)))


def test_a_right_passage_on_the_third_place() -> None:
    found = measured((WANTED, answered(WRONG, reported(REPORT), RIGHT)))
    assert (found["hit@1"], found["hit@5"], found["P@5"]) == (0.0, 1.0, 0.2)
    assert found["MRR@10"] == pytest.approx(1 / 3)
    assert found["nDCG@10"] == pytest.approx(1 / math.log2(4))


def test_evidence_that_no_passage_gives_keeps_the_order_from_being_ideal() -> None:
    found = measured((fixture("sail in June", "four hundred trams"), answered(RIGHT)))
    assert found["nDCG@10"] == pytest.approx(1 / (1 + 1 / math.log2(3)))


def test_an_answer_without_passages_has_found_nothing() -> None:
    found = measured((WANTED, silent()))
    assert {found[name] for name in ("hit@1", "hit@5", "P@5", "MRR@10", "nDCG@10", "answered")} == {0.0}
    assert found["speaker"] is found["verbatim"] is None


def test_speakers_are_counted_over_right_passages_that_name_one() -> None:
    found = measured(
        (WANTED, answered(RIGHT)), (WANTED, answered(said(SAILS, VENN))), (WANTED, answered(reported(SAILS)))
    )
    assert (found["speaker"], found["named"]) == (0.5, pytest.approx(2 / 3))


def test_silence_is_the_prediction_that_there_is_no_answer() -> None:
    found = measured(
        (fixture(), silent()), (fixture(), answered(WRONG)), (WANTED, silent(RIGHT)), (WANTED, answered(RIGHT))
    )
    assert [found[f"abstention-{name}"] for name in ("precision", "recall", "F1")] == [0.5, 0.5, 0.5]
    assert found["answered"] == 0.5


citations = st.sampled_from([RIGHT, WRONG, said(SAILS, VENN), reported(SAILS), reported(REPORT)])
answers = st.builds(
    lambda is_silent, passages, confidence: (silent if is_silent else answered)(*passages, confidence=confidence),
    st.booleans(),
    st.lists(citations, max_size=12),
    st.floats(0, 1),
)
expectations = st.sampled_from([WANTED, fixture(), fixture("four hundred", "band"), fixture("trams")])
results = st.lists(st.builds(judged, expectations, answers), min_size=1, max_size=12)


@given(results)
def test_every_figure_is_a_share(several: list[Judged]) -> None:
    counts = counted(several)
    assert len(counts) == len(several)
    assert all(value is None or 0 <= value <= 1 for value in figures(counts).values())
    assert all(0 <= share.part <= share.whole for one in counts for share in one.values())
    error = calibration_error(reliability(several))
    assert error is not None
    assert 0 <= error <= 1


@given(results)
def test_a_place_nearer_to_the_top_is_never_worse(several: list[Judged]) -> None:
    found = figures(counted(several))
    if found["hit@1"] is not None:
        assert found["hit@1"] <= found["MRR@10"] <= 1  # type: ignore[operator]
        assert found["hit@1"] <= found["hit@5"]  # type: ignore[operator]


def test_reliability_has_ten_bins_that_hold_every_answer_once() -> None:
    confidences = (0.0, 0.05, 0.1, 0.95, 1.0)
    bins = reliability(judged(WANTED, answered(RIGHT, confidence=confidence)) for confidence in confidences)
    assert [one.answers for one in bins] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert (bins[0].confidence, bins[0].right, bins[2].confidence, bins[2].right) == (0.025, 1.0, None, None)
    assert calibration_error(bins) == pytest.approx((2 * 0.975 + 0.9 + 2 * 0.025) / 5)


def test_an_answer_where_there_is_none_is_not_right_however_sure() -> None:
    assert reliability([judged(fixture(), answered(RIGHT, confidence=0.99))])[-1].right == 0.0


def test_so_many_in_a_hundred_took_no_longer() -> None:
    assert percentiles([float(number) for number in range(101)]) == {50: 50.0, 90: 90.0, 95: 95.0, 99: 99.0}


def test_the_worst_come_first_and_of_equals_the_surest() -> None:
    late = judged(WANTED, answered(WRONG, RIGHT))
    missed = judged(WANTED, answered(WRONG, confidence=0.7))
    surely_missed = judged(WANTED, answered(WRONG, confidence=0.8))
    not_silent = judged(fixture(), answered(WRONG, confidence=0.75))
    misnamed = judged(WANTED, answered(said(SAILS, VENN), confidence=0.1))
    fine = judged(WANTED, answered(RIGHT))
    assert worst([late, missed, surely_missed, fine, not_silent, misnamed]) == [
        misnamed,
        surely_missed,
        not_silent,
        missed,
        late,
    ]


def test_ten_of_the_worst_are_enough() -> None:
    assert [one.fault for one in worst([judged(fixture(), answered(WRONG))] * 12)] == [Fault.NOT_SILENT] * 10


def test_a_figure_falls_below_what_is_asked_of_it() -> None:
    found = figures([{"hit@1": Share(3.0, 4.0), "hit@5": Share(4.0, 4.0)}])
    assert fallen(found, {"hit@1": 0.75, "hit@5": 1.0}) == []
    assert fallen(found, {"hit@1": 0.76}) == [Fallen("hit@1", 0.75, 0.76)]


def test_what_could_not_be_measured_vouches_for_nothing() -> None:
    assert fallen(figures([]), {"speaker": 0.0}) == [Fallen("speaker", None, 0.0)]


def test_thresholds_are_read_by_the_names_of_figures() -> None:
    assert read_thresholds(["hit@5=0.8, ndcg@10 = 1", "speaker=0"]) == {"hit@5": 0.8, "nDCG@10": 1.0, "speaker": 0.0}
    assert read_thresholds([]) == {}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("fame=1", "no figure is called 'fame'; name one of hit@1, hit@5"),
        ("", "no figure is called ''"),
        ("hit@5=0.8,", "no figure is called ''"),
        ("hit@1", "'' is no number from 0 to 1; write hit@1=0.8"),
        ("hit@1=80", "'80' is no number from 0 to 1"),
        ("hit@1=nan", "'nan' is no number from 0 to 1"),
    ],
)
def test_a_threshold_that_is_none_is_told(given: str, told: str) -> None:
    with pytest.raises(FixtureError, match=told):
        read_thresholds([given])
