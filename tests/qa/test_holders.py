"""Whose words are meant by an office that nobody by name is known to hold. Everybody is invented."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import qa
from qa.holders import may_be_any_of
from qa.records import Source, Span, Speaker

COUNCIL = qa.Article(
    "council",
    "Council leader Ottoline Brask halted the sale of the Merrow quarry on Tuesday.\n\n"
    "“Not a stone will be sold before the books are read,” Brask said. “The surveyor gets every one of them.”\n\n"
    "The district surveyor said that the quarry had been valued by a firm which no longer existed. “I asked for the"
    " plans on 3 February and was given a calendar,” the surveyor added.\n\n"
    "Jory Tamsin, who heads the quarrymen’s union, was not convinced. “We were promised work until the spring,”"
    " he said.\n\n"
    "“Twelve families got notices because their leases ended,” Brask said.",
    title="Quarry sale halted",
    date=date(2025, 3, 12),
)
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    data: Path = tmp_path_factory.mktemp("council")
    with qa.open_corpus(data) as corpus:
        corpus.add(COUNCIL)
        yield corpus


VALUED = "The district surveyor said that the quarry had been valued by a firm which no longer existed."
ASKED_FOR = "I asked for the plans on 3 February and was given a calendar"
PROMISED = "We were promised work until the spring"

WORDS: dict[str, tuple[str, set[str]]] = {
    "printed by office alone": ("What did the surveyor say?", {VALUED, ASKED_FOR}),
    "of a day that stands in the words": ("what did the surveyor say on 3 february", {ASKED_FOR}),
    "told in a clause after the name": ("What did the head of the quarrymen's union say?", {PROMISED}),
    "by what somebody is of": ("what did the union guy say", {PROMISED}),
}


@pytest.mark.parametrize(("question", "words"), WORDS.values(), ids=WORDS)
def test_the_words_of_whoever_the_article_gives_that_office(council: qa.Corpus, question: str, words: set[str]) -> None:
    assert {citation.text for citation in council.ask(question, today=TODAY).citations} == words


SILENT = {
    "what did the surveyor say about horses": "The surveyor is quoted, but not on this.",
    "what did the surveyor say on 4 february": "The surveyor is quoted, but nothing from 4 February was found.",
    "what did the surveyor say last week": "The surveyor is quoted, but nothing from last week was found.",
    "What did Brask say on 3 February?": "Ottoline Brask is quoted, but nothing from 3 February was found.",
    "What did the owner of the yacht say?": "Nobody is quoted as the owner of the yacht.",
}


@pytest.mark.parametrize(("question", "note"), SILENT.items())
def test_nobody_else_speaks_for_that_office(council: qa.Corpus, question: str, note: str) -> None:
    assert council.ask(question, today=TODAY).note == note


@pytest.mark.parametrize(("role", "may_be"), [("", True), ("council leader", False)])
def test_only_who_is_given_no_office_may_hold_the_one_that_is_asked_for(role: str, may_be: bool) -> None:
    source = Source(Span(0, 5), speakers=(Speaker("Ottoline Brask", role),))
    assert may_be_any_of(["the surveyor"], source, COUNCIL) is may_be
