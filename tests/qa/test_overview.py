"""The line above an answer: it counts, and says nothing about the substance in words of its own."""

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
