"""The line above an answer: it counts, and says nothing about the substance in words of its own."""

from pathlib import Path

import pytest

import qa

FOUND = {
    "What did Tarsk say about the new ferry?": "1 person spoke about the new ferry, in 2 articles",
    "What did each side say on tourism?": "2 people spoke about tourism at 1 meeting",
    "When will the new ferry sail?": "1 person spoke, in 2 articles",
    "Whose harbour crane did Venn praise?": "1 person is reported to have spoken at 1 meeting",
}


@pytest.mark.parametrize(("question", "summary"), FOUND.items())
def test_what_was_found(talks: qa.Corpus, question: str, summary: str) -> None:
    assert talks.ask(question).summary == summary


def test_a_report_quotes_nobody(harbour: qa.Corpus) -> None:
    assert harbour.ask("Has the price of rye bread risen?").summary == "Reported in 1 article, in words of its own"


def test_what_the_question_assumes_is_not_repeated(talks: qa.Corpus) -> None:
    assert "refusal" not in talks.ask("What did Tarsk say about the new ferry and her refusal?").summary


def test_somebody_whose_name_is_printed_in_two_scripts_is_one(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(qa.Article("a", "“The ferry will sail in May,” Teodor Maske said."))
        corpus.add(qa.Article("b", "«Паром пойдёт в мае», — сказал Теодор Маске."))
        found = corpus.ask("What did Maske say about the ferry?")
        assert {one.source for one in found.citations} == {"Teodor Maske", "Теодор Маске"}
        assert found.summary.startswith("1 person spoke")


def test_whoever_has_an_office_and_no_name_is_called_as_the_article_has_it(tmp_path: Path) -> None:
    text = "The harbour auditor said that the books were open. “I asked for the file twice,” the auditor added."
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(qa.Article("a", text))
        assert corpus.ask("What did the auditor say?").summary == "The harbour auditor spoke, in 1 article"


def test_where_there_may_be_more_passages_the_line_does_not_count_for_all(talks: qa.Corpus) -> None:
    question = "What did each side say on tourism?"
    assert talks.ask(question, k=1).summary == "1 person spoke about tourism at 1 meeting, as the best passage has it"
    assert talks.ask(question, k=2).summary.endswith(", as the 2 best passages have it")
