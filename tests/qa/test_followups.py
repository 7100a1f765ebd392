"""Which questions make no sense without the one before, and what such a question is after. Everybody is invented."""

import pytest

from qa.dialogue import understand
from qa.followups import Turn, asks_another, asks_for_reply, asks_of_meeting, follows, may_follow
from tests.qa.conversation import FERRY, PEOPLE

HANG = {
    "begins with and": "And energy?",
    "what about": "What about the bridge?",
    "he": "What did he say about the bridge?",
    "her house": "What did Venn think of her house?",
    "they": "Why did they agree?",
    "it": "When was it sold?",
    "it, of somebody": "Why did Venn start it?",
    "on it, after another noun": "What is the opinion of Venn on it?",
    "him, after a name": "What did Venn tell him about the bridge?",
    "its, of nothing in it": "What did Venn say about its price?",
    "then": "What happened then?",
    "no words of its own": "Why?",
    "in Russian": "А о мосте?",
}


@pytest.mark.parametrize("question", HANG.values(), ids=HANG)
def test_a_question_without_a_sense_of_its_own_hangs_on_the_one_before(question: str) -> None:
    assert follows(question, PEOPLE)


ALONE = {
    "names somebody": "What did Venn say about the bridge?",
    "whose pronoun is somebody in it": "What did the mayor say about her house?",
    "it, of something in it": "How old is the ferry of Calder harbour, and who painted it?",
    "its, of something in it": "What did Venn think of the bridge and its price?",
    "their, of something in it": "Why did Venn sell ferries to their captains?",
    "a whole question": "Which towns voted for the new harbour of Calder?",
}


@pytest.mark.parametrize("question", ALONE.values(), ids=ALONE)
def test_a_question_that_makes_sense_alone_hangs_on_nothing(question: str) -> None:
    assert not follows(question, PEOPLE)


def test_a_short_question_that_names_nobody_may_follow() -> None:
    assert may_follow("What is the average payment?", PEOPLE)
    assert may_follow("What does a captain earn?", PEOPLE)
    assert not may_follow("What is the average payment of Tarsk?", PEOPLE)
    assert not may_follow("What is the average payment for a berth in the harbour of Calder?", PEOPLE)


@pytest.mark.parametrize(
    ("question", "another", "reply"),
    [
        pytest.param("What did he reply?", True, True, id="a reply"),
        pytest.param("Did anyone object?", True, False, id="anybody else"),
        pytest.param("How did the others react to that?", True, False, id="all others"),
        pytest.param("What else did she say?", False, False, id="the same person"),
    ],
)
def test_a_question_may_ask_for_the_turn_of_another(question: str, another: bool, reply: bool) -> None:
    assert (asks_another(question), asks_for_reply(question)) == (another, reply)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("When was that?", "when"),
        ("Where did they meet?", "where"),
        ("Где это было?", "where"),
        ("When was the ferry sold?", ""),
    ],
)
def test_the_time_and_the_place_of_the_meeting(question: str, asked: str) -> None:
    assert asks_of_meeting(question) == asked


def test_a_conversation_is_of_whoever_was_asked_for_or_else_of_whoever_answered() -> None:
    assert Turn(understand(FERRY, PEOPLE), speaker="Oskar Venn").spoken_of == ("Elin Tarsk",)
    assert Turn(understand("How old is the ferry?", PEOPLE), speaker="Oskar Venn").spoken_of == ("Oskar Venn",)
    assert Turn(understand("How old is the ferry?", PEOPLE)).spoken_of == ()
    assert Turn(understand("What did Hallgrim say about the ferry?", PEOPLE)).spoken_of == ("Hallgrim",)
