"""The sample corpus as a floor: what was found once is found again, give or take a question."""

from pathlib import Path

import pytest

import qa
from tests.qa.scoring import Figures, answer_figures, quotation_figures, rows

FOLDER = Path(__file__).parents[1] / "fixtures" / "sample"

QUOTATION_FLOORS = {
    "spoken recall": 0.95,
    "spoken precision": 0.96,
    "spoken speaker": 0.94,
    "indirect recall": 0.94,
    "indirect speaker": 0.97,
    "traps avoided": 0.89,
}
ANSWER_FLOORS = {
    "hit@1": 0.65,
    "hit@5": 0.86,
    "speaker": 0.92,
    "abstention F1": 0.64,
    "answered": 0.89,
}


@pytest.fixture(scope="module")
def quotations(sample: qa.Corpus) -> Figures:
    return quotation_figures(sample, FOLDER)


@pytest.fixture(scope="module")
def answers(sample: qa.Corpus) -> Figures:
    return answer_figures(sample, FOLDER)


@pytest.mark.parametrize(("figure", "floor"), QUOTATION_FLOORS.items(), ids=QUOTATION_FLOORS)
def test_quotations_are_found_and_attributed(quotations: Figures, figure: str, floor: float) -> None:
    assert quotations[figure] >= floor


@pytest.mark.parametrize(("figure", "floor"), ANSWER_FLOORS.items(), ids=ANSWER_FLOORS)
def test_questions_are_answered_or_met_with_silence(answers: Figures, figure: str, floor: float) -> None:
    assert answers[figure] >= floor


def test_every_word_shown_is_the_articles(sample: qa.Corpus) -> None:
    printed = {article.id: article.text for article in sample.articles()}
    for question in rows(FOLDER / "questions.jsonl")[::6]:
        answer = sample.ask(question["question"], question["history"])
        assert answer.answered == bool(answer.citations)
        for citation in (*answer.citations, *answer.near_misses):
            assert citation.text == printed[citation.article.id][slice(*citation.passage.span)] != ""


def test_every_article_is_read_and_dated_as_annotated(sample: qa.Corpus) -> None:
    found = {Path(article.path).name: article.date for article in sample.articles()}
    assert {name: day and day.isoformat() for name, day in found.items()} == {
        gold["file"]: gold["date"] for gold in rows(FOLDER / "gold.jsonl")
    }


def test_evidence_of_every_attribution_is_printed_in_the_article(sample: qa.Corpus) -> None:
    for article in sample.articles():
        for quotation in sample.quotations(article.id):
            assert all(span.of(article.text).strip() for span in quotation.spans)
            assert quotation.mention is None or quotation.mention.of(article.text).strip()
            assert quotation.kind is qa.Kind.TURN or quotation.cue is None or quotation.cue.of(article.text).strip()
