"""Questions that are not put as such ask what the question in them asks. Everybody is invented."""

import pytest

import qa
from qa.dialogue import understand
from qa.indirect_questions import put_directly
from tests.qa.conversation import PEOPLE

DIRECT: dict[str, str] = {
    "tell me what tarsk said about the ferry": "What did tarsk say about the ferry?",
    "Can you please tell me what Tarsk has promised?": "What did Tarsk promise?",
    "I want to know what Elin Tarsk thinks about tourism": "What did Elin Tarsk think about tourism?",
    "i'd like to hear what the mayor told reporters": "What did the mayor tell reporters?",
    "Tell me who sold the ferry.": "Who sold the ferry?",
    "whats tarsk saying about the ferry": "What did tarsk say about the ferry?",
    "What is Tarsk saying on tourism?": "What did Tarsk say on tourism?",
    "quote from tarsk about the ferry": "What did tarsk say about the ferry?",
    "give me a tarsk quote about the ferry": "What did tarsk say about the ferry?",
    "Any quotes by Hallgrimson on the ferry?": "What did Hallgrimson say on the ferry?",
    "do you have quotes from the mayor?": "What did the mayor say?",
    "tarsk quotes?": "What did tarsk say?",
    "quote Tarsk on tourism": "What did Tarsk say on tourism?",
    "Did the mayor say anything?": "What did the mayor say?",
}
AS_THEY_STAND = [
    "What did Tarsk say about the ferry?",
    "Did Tarsk say anything about the ferry?",
    "Did anybody say anything?",
    "Tell me about the ferry",
    "Who said the quote about the ferry?",
    "quotes from the meeting about the ferry",
    "What are insurance quotes for?",
]


@pytest.mark.parametrize(("question", "direct"), DIRECT.items(), ids=DIRECT)
def test_the_question_within_is_asked(question: str, direct: str) -> None:
    query = understand(question, PEOPLE)
    assert (query.text, query.completed) == (question, direct)


@pytest.mark.parametrize("question", AS_THEY_STAND)
def test_any_other_is_asked_as_it_stands(question: str) -> None:
    assert put_directly(question, PEOPLE) == question


@pytest.mark.parametrize("question", ["tell me what venn said about tourism", "any venn quotes on tourism?"])
def test_nobody_else_answers_for_whoever_is_named_in_it(talks: qa.Corpus, question: str) -> None:
    answer = talks.ask(question)
    assert {citation.source for citation in answer.citations} == {"Oskar Venn"}, answer.note
    assert answer.query.asked == ("Oskar Venn",)


def test_whatever_somebody_said_answers_whether_they_said_anything(talks: qa.Corpus) -> None:
    assert {one.source for one in talks.ask("did nora quist say anything").citations} == {"Nora Quist"}
