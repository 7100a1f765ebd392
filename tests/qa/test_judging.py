"""What counts as right, as the right speaker, as verbatim; and which fault is the worst."""

from dataclasses import replace
from pathlib import Path

import pytest

import qa
from qa.errors import FixtureError
from qa.fixtures import Evidence
from qa.judging import LONGEST_RIGHT, Fault, Judge, Names
from tests.qa.judged import (
    CARRIES,
    FERRY,
    REPORT,
    SAILS,
    SOLANE,
    VENN,
    answered,
    fixture,
    judged,
    reported,
    said,
    silent,
)


@pytest.mark.parametrize(
    ("evidence", "is_right"),
    [
        ("the NEW ferry, will sail", True),
        ("The new ferry will sail in June,” Mira Solane said", True),
        ("The new ferry will sail in July", False),
        ("ferr", False),
        ("", False),
    ],
    ids=["inside", "around", "other words", "part of a word", "no words"],
)
def test_a_passage_is_right_that_holds_the_words_or_lies_in_them(evidence: str, is_right: bool) -> None:
    (shown,) = judged(fixture(evidence), answered(said(SAILS, SOLANE))).shown
    assert shown.is_right == is_right


def test_a_passage_of_four_words_may_lie_in_any_evidence_by_chance() -> None:
    words = "the band played on until midnight"
    assert not judged(fixture(words), answered(reported(REPORT))).shown[0].is_right
    assert judged(fixture("band played"), answered(reported(REPORT))).shown[0].is_right


def test_a_page_is_no_citation() -> None:
    article = replace(FERRY, text="ferry " * (LONGEST_RIGHT + 1))
    for count, is_right in ((LONGEST_RIGHT, True), (LONGEST_RIGHT + 1, False)):
        span = qa.Span(0, 6 * count)
        answer = answered(qa.Citation(qa.Passage(span, span), article, 1.0))
        assert Judge([article], Names()).judged(fixture("ferry"), answer, 1.0).shown[0].is_right == is_right


@pytest.mark.parametrize("article", ["ferry", "ferry.txt"], ids=["by id", "by file"])
def test_a_stretch_of_the_article_is_given_by_what_overlaps_it(article: str) -> None:
    piece = Evidence(article=article, span=qa.Span(SAILS.end - 4, SAILS.end + 8))
    shown = judged(fixture(piece), answered(said(SAILS, SOLANE), said(CARRIES, SOLANE))).shown
    assert [passage.is_right for passage in shown] == [True, False]


def test_words_of_one_article_are_not_found_in_another() -> None:
    other = replace(FERRY, id="other", path="other.txt")
    judge = Judge([FERRY, other], Names())
    expected = fixture(Evidence("sail in June", "other.txt"))
    assert not judge.judged(expected, answered(said(SAILS, SOLANE)), 1.0).shown[0].is_right


def test_near_misses_are_passages_too() -> None:
    one = judged(fixture("sail in June"), silent(said(CARRIES, SOLANE), said(SAILS, SOLANE)))
    assert [passage.is_right for passage in one.shown] == [False, True]
    assert one.is_answered_rightly
    assert one.fault is Fault.SILENT


@pytest.mark.parametrize(
    ("citation", "names_right"),
    [
        (said(SAILS, SOLANE), True),
        (said(SAILS, VENN), False),
        (said(SAILS, SOLANE, VENN), False),
        (said(SAILS, choices=(SOLANE, VENN)), None),
        (reported(SAILS), None),
    ],
    ids=["she", "he", "both", "one of both", "nobody"],
)
def test_everybody_named_must_be_expected(citation: qa.Citation, names_right: bool | None) -> None:
    assert judged(fixture("sail", speakers=("mira solane",)), answered(citation)).shown[0].names_right is names_right


def test_any_of_several_speakers_will_do() -> None:
    expected = fixture("sail", speakers=("Oskar Venn", "Mira Solane"))
    assert judged(expected, answered(said(SAILS, SOLANE))).shown[0].names_right
    assert judged(expected, answered(said(SAILS, SOLANE, VENN))).shown[0].names_right


def test_spellings_of_a_name_are_one_person(tmp_path: Path) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text('{"name": "Mira Solane", "aliases": ["Мира Солане"]}\n', "utf-8")
    expected = fixture("sail", speakers=("Мира Солане",))
    assert judged(expected, answered(said(SAILS, SOLANE)), people=(people,)).shown[0].names_right
    assert judged(expected, answered(said(SAILS, SOLANE))).shown[0].names_right is False


def test_people_that_are_none_are_told_with_their_line(tmp_path: Path) -> None:
    people = tmp_path / "people.jsonl"
    people.write_text('{"name": "Mira Solane"}\n{"aliases": []}\n', "utf-8")
    with pytest.raises(FixtureError, match=r"people\.jsonl:2: no person; write "):
        Names([people])


def test_whole_words_of_the_stored_article_are_verbatim() -> None:
    assert judged(fixture(), answered(said(SAILS, SOLANE))).shown[0].is_verbatim


@pytest.mark.parametrize(
    "citation",
    [
        replace(said(SAILS, SOLANE), article=replace(FERRY, text=FERRY.text.replace("June", "July"))),
        replace(said(SAILS, SOLANE), article=replace(FERRY, id="unknown")),
        reported(qa.Span(SAILS.start, SAILS.end - 1)),
        reported(qa.Span(0, 0)),
    ],
    ids=["another text", "another article", "half a word", "nothing"],
)
def test_anything_else_is_invented(citation: qa.Citation) -> None:
    one = judged(fixture("sail in June"), answered(citation))
    assert not one.shown[0].is_verbatim
    assert one.fault is Fault.INVENTED


@pytest.mark.parametrize(
    ("expected", "answer", "fault"),
    [
        (fixture("sail", speakers=("Mira Solane",)), answered(said(SAILS, SOLANE)), None),
        (fixture("sail", speakers=("Mira Solane",)), answered(said(SAILS, VENN)), Fault.WRONG_SPEAKER),
        (fixture("sail"), answered(said(CARRIES, SOLANE), said(SAILS, SOLANE)), Fault.LATE),
        (fixture("trams"), answered(said(SAILS, SOLANE)), Fault.MISSED),
        (fixture("trams"), silent(), Fault.MISSED),
        (fixture(), answered(said(SAILS, SOLANE)), Fault.NOT_SILENT),
        (fixture(), silent(said(SAILS, SOLANE)), None),
    ],
)
def test_an_answer_has_the_worst_of_its_faults(
    expected: qa.fixtures.Fixture, answer: qa.Answer, fault: Fault | None
) -> None:
    assert judged(expected, answer).fault is fault


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        (Evidence("sail", "tram.txt"), "no article has the id or the file name 'tram.txt'; onrecord list"),
        (Evidence(article="ferry", span=qa.Span(0, 5000)), "the evidence ends at 5000, and 'ferry' has 112 characters"),
        (Evidence("sail", "twin.txt"), "several articles come from 'twin.txt'; name one by its doc_id"),
    ],
    ids=["no such article", "beyond its end", "of two files"],
)
def test_evidence_that_points_nowhere_is_told_with_its_place(piece: Evidence, told: str) -> None:
    twins = [replace(FERRY, id=folder, path=f"{folder}/twin.txt") for folder in "ab"]
    with pytest.raises(FixtureError, match=r"^a\.yaml:1: ") as error:
        Judge([FERRY, *twins], Names()).check(fixture(piece))
    assert told in str(error.value)


def test_evidence_that_stands_in_no_article_is_missing() -> None:
    expected = fixture("sail in June", "sail in July")
    assert Judge([FERRY], Names()).missing(expected) == [Evidence("sail in July")]
