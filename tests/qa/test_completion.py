"""A question that hangs on the one before, as it would be asked alone. Everybody is invented."""

import pytest

from qa.completion import topic_of
from qa.dialogue import understand
from qa.followups import Turn
from qa.records import Speaker
from tests.qa.conversation import BRIDGE, FERRY, PEOPLE, after

COMPLETED: dict[str, tuple[str, list[str], str]] = {
    "another topic": ("And on energy?", [FERRY], "What did Tarsk say about energy?"),
    "what about a topic": ("What about energy?", [FERRY], "What did Tarsk say about energy?"),
    "a part of the topic": ("And the price?", [FERRY], "What did Tarsk say about the price? (the ferry)"),
    "something else": ("What about the bridge?", [FERRY], "What did Tarsk say about the bridge?"),
    "another person": ("And Venn?", [FERRY], "What did Venn say about the ferry?"),
    "an office": (
        "What about the President of Tolvia?",
        [FERRY],
        "What did the President of Tolvia say about the ferry?",
    ),
    "another place": ("And in Tolvia?", ["What does bread cost in Lurenia?"], "What does bread cost in Tolvia?"),
    "no more than when": ("Since when?", [FERRY], "What did Tarsk say about the ferry, and since when?"),
    "she": ("What did she say about the bridge?", [FERRY], "What did Elin Tarsk say about the bridge?"),
    "her": ("And what is her plan for the bridge?", [FERRY], "What is Elin Tarsk’s plan for the bridge?"),
    "somebody else's": (
        "What did Solane think of his joke?",
        ["What did Oskar Venn say about the ferry?"],
        "What did Solane think of Oskar Venn’s joke?",
    ),
    "it": ("Why did she want to sell it?", [FERRY], "Why did Elin Tarsk want to sell the ferry?"),
    "its": ("What is its price?", ["What is the new ferry?"], "What is the new ferry’s price?"),
    "no pronoun": ("What is the price then?", [FERRY], "What is the price then? (the ferry)"),
    "Russian, another topic": ("А о мосте?", ["Что сказала Велесова о пароме?"], "Что сказала Велесова о мосте?"),
    "Russian, a pronoun": (
        "А что она сказала о мосте?",
        ["Что сказала Велесова о пароме?"],
        "Что Дарина Велесова сказала о мосте?",
    ),
    "a chain": (
        "And when?",
        [FERRY, "And about the bridge?"],
        "What did Tarsk say about the bridge, and when?",
    ),
    "of somebody, it": ("Why did Venn start it?", [FERRY], "Why did Venn start the ferry?"),
    "the topic stays": (
        "When will it open?",
        ["Why did the council close the pool?", "How much was owed?", "And by whom?"],
        "When will it open? (Why did the council close the pool)",
    ),
    "no topic is a person": ("And the bridge?", ["Who is Tarsk?"], "What about the bridge?"),
    "somebody, not a topic": ("Did she resign?", ["Who is Tarsk?"], "Did Elin Tarsk resign?"),
    "the topic changes": (
        "How much will it cost?",
        [FERRY, "And what is her plan for the bridge?"],
        "How much will the bridge cost?",
    ),
    "stands alone": (BRIDGE, [FERRY], BRIDGE),
    "nothing before": ("And the price?", [], "And the price?"),
}


@pytest.mark.parametrize(("question", "history", "expected"), COMPLETED.values(), ids=COMPLETED)
def test_a_follow_up_is_completed_as_a_person_would_ask_it(question: str, history: list[str], expected: str) -> None:
    assert after(question, *history).completed == expected


def test_a_conversation_of_five_turns_keeps_its_thread() -> None:
    history = [FERRY, "And on energy?", "What about the mayor?", "And the bridge at Calder?", "And Venn?"]
    assert after(history[-1], *history[:-1]).completed == "What did Venn say about the bridge at Calder?"
    assert after(history[2], *history[:2]).completed == "What did the mayor say about energy?"


def test_of_several_presidents_the_one_who_speaks_there_is_meant() -> None:
    people = [*PEOPLE, Speaker("Ivo Brandt", "President of Tolvia")]
    turn = Turn(
        understand("Who spoke of coal?", people), "a", voices=("Ivo Brandt", "Oskar Venn"), speaker="Oskar Venn"
    )
    query = understand("What did the president order him to do then?", people, before=lambda: turn)
    assert query.completed.startswith("What did Ivo Brandt order Oskar Venn to do then?")
    assert query.asked == ("Ivo Brandt",)


@pytest.mark.parametrize("voices", [("Oskar Venn",), ("Ivo Brandt", "Elin Tarsk")])
def test_where_none_or_more_than_one_of_them_speaks_there_nobody_is_taken(voices: tuple[str, ...]) -> None:
    people = [*PEOPLE, Speaker("Ivo Brandt", "President of Tolvia")]
    turn = Turn(understand("Who spoke of coal?", people), "a", voices=voices, speaker="Oskar Venn")
    query = understand("What did the president order him to do then?", people, before=lambda: turn)
    assert query.completed.startswith("What did the president order")


def test_where_that_was_is_asked_of_the_meeting() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a", title="Talks on the ferry")
    query = understand("Where was that?", PEOPLE, before=lambda: turn)
    assert (query.completed, query.of_meeting, query.asked) == ("Where was “Talks on the ferry”?", "where", ())


def test_somebody_named_first_takes_the_place_of_the_pronoun() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a")
    query = understand("And Solane, what did she say about it?", PEOPLE, before=lambda: turn)
    assert "Solane say about" in query.completed


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Why was the pool closed?", "the pool"),
        ("How does the new pump work?", "the new pump"),
        ("What did the minister say about the damaged cables in October?", "the damaged cables in October"),
        ("Why did the council close the pool?", ""),
        ("What did Tarsk say about the ferry in May?", "the ferry in May"),
        ("what did tarsk say about the ferry in may", "the ferry in may"),
        ("What did Venn say about Theresa May’s plan?", "Theresa May’s plan"),
        ("What did Venn say about how the ferry may sink?", "how the ferry"),
        ("Tell me more about the pump and its noise.", "the pump"),
    ],
)
def test_a_topic_is_what_the_question_says_it_is_about(question: str, topic: str) -> None:
    assert topic_of(question) == topic


def test_of_a_reply_to_somebody_it_is_plain_who_replies() -> None:
    assert after("What did she reply to Venn?", FERRY).completed == "What did Elin Tarsk reply to Venn? (the ferry)"


def test_nobody_is_it_and_one_thing_is_not_they() -> None:
    assert after("Who ran it aground?", "Where was Elin Tarsk?").completed == "Who ran it aground? (Elin Tarsk)"
    assert after("Did they ask her?", FERRY).completed.startswith("Did they ask Elin Tarsk?")


def test_a_pronoun_between_marks_is_that_of_whoever_is_quoted() -> None:
    assert "“she lied”" in after("And who said “she lied”?", FERRY).completed


def test_whoever_replies_is_of_the_gender_that_the_pronoun_tells() -> None:
    people = [*PEOPLE, Speaker("Mary Solane"), Speaker("Peter Venn")]
    voices = ("Elin Tarsk", "Mary Solane", "Peter Venn")
    turn = Turn(understand(FERRY, people), "a", voices=voices, next_voice="Mary Solane")
    assert understand("What did he reply?", people, before=lambda: turn).asked == ("Peter Venn",)


def test_a_question_that_says_nothing_is_nothing_to_hang_on() -> None:
    assert after("And the ferry?", "What was said?").completed == "What about the ferry?"


def test_whoever_is_told_something_has_nothing() -> None:
    told = after("Who told her she would get a new ferry?", "What did Tarsk say about the ferry?")
    assert told.completed.startswith("Who told Elin Tarsk she would get a new ferry?")
