"""What a question asks for: whose words, of what time, and what it hangs on. Everybody is invented."""

from datetime import date

import pytest

import qa
from embeddings.lexical import terms
from qa.calendars import Calendar
from qa.dialogue import LONGEST_QUESTION, understand
from qa.errors import QuestionError
from qa.followups import Turn
from qa.records import Filters, Period, Speaker
from tests.qa.conversation import BRIDGE, FERRY, PEOPLE, after


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What did Solane say about the lighthouse?", id="somebody else by name"),
        pytest.param("What did the mayor say about her house?", id="whose pronoun is the mayor's"),
        pytest.param("Which towns voted for the new harbour of Calder?", id="a whole question"),
    ],
)
def test_a_new_topic_is_not_dragged_back_to_the_old_one(question: str) -> None:
    query = after(question, FERRY, "And on energy?")
    assert (query.completed, query.background, query.focus) == (question, "", None)


def test_a_short_question_that_may_be_new_is_asked_as_it_stands_of_the_article_before_too() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a", terms=frozenset({"ferri", "price"}))
    asked = understand("When was the price set?", PEOPLE, before=lambda: turn)
    assert (asked.completed, asked.is_follow_up, asked.focus) == ("When was the price set?", False, "a")
    assert understand("When was the lighthouse built?", PEOPLE, before=lambda: turn).focus is None


def test_a_short_question_hangs_on_one_that_no_article_answered() -> None:
    turn = Turn(understand(FERRY, PEOPLE))
    query = understand("When was the price set?", PEOPLE, before=lambda: turn)
    assert query.completed == "When was the price set? (the ferry)"


NEW_TOPICS = {
    "who said it": "Who said nobody will lose a berth",
    "who said it, of others": "who said they came with two boats and left with none",
    "words between marks": "Who said “She looked me in the eye”?",
    "who was it that": "Who was it that called the lighthouse a candle",
    "without capitals": "how did tarsk describe her letters",
    "without capitals and with an error": "wat did velesova say abot her shares",
    "of nobody known": "what did calder hydro say",
    "of several words": "by what means did they extinguish the blaze in the harbour sheds",
    "a label of the article": "Where will the next harbour meeting be held?",
}


@pytest.mark.parametrize("question", NEW_TOPICS.values(), ids=NEW_TOPICS)
def test_a_new_topic_is_not_dragged_back_to_what_the_article_before_tells(question: str) -> None:
    words = frozenset(terms(" ".join(NEW_TOPICS.values())))  # so that the article before has all of them
    turn = Turn(understand(FERRY, PEOPLE), "a", voices=("Elin Tarsk",), speaker="Elin Tarsk", terms=words)
    query = understand(question, PEOPLE, before=lambda: turn)
    assert (query.completed, query.is_follow_up) == (question, False)


def test_a_reply_is_by_who_speaks_next() -> None:
    turn = Turn(
        understand(FERRY, PEOPLE),
        "a",
        voices=("Elin Tarsk", "Oskar Venn"),
        speaker="Elin Tarsk",
        next_voice="Oskar Venn",
    )
    query = understand("What did he reply?", PEOPLE, before=lambda: turn)
    assert query.completed == "What did Oskar Venn reply to the ferry?"
    assert (query.asked, query.not_asked, query.focus) == (("Oskar Venn",), ("Elin Tarsk",), "a")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        pytest.param("And about the bridge?", {"Elin Tarsk"}, id="goes on with the same person"),
        pytest.param("What else did she say?", {"Elin Tarsk"}, id="pronoun"),
        pytest.param("And what did Venn say?", {"Oskar Venn"}, id="somebody else by name"),
        pytest.param("What was the reply?", set(), id="the other one's turn"),
        pytest.param(BRIDGE, {"Oskar Venn"}, id="a question of its own"),
    ],
)
def test_whose_words_a_follow_up_asks_for(question: str, names: set[str]) -> None:
    assert set(after(question, FERRY).asked) == names


@pytest.mark.parametrize(
    "reply", ["What did she reply?", "and how did the others react?", "what did they say to that?"]
)
def test_a_reply_is_not_by_the_one_who_is_replied_to(reply: str) -> None:
    query = after(reply, "What did Venn say about the ferry?")
    assert (query.asked, query.not_asked) == ((), ("Oskar Venn",))


@pytest.mark.parametrize(
    ("question", "only"),
    [
        pytest.param("What did Venn say about the ferry?", True, id="whose words are wanted"),
        pytest.param("When will Venn testify?", False, id="about whom anybody may speak"),
    ],
)
def test_a_person_asked_about_need_not_be_the_one_who_says_it(question: str, only: bool) -> None:
    assert understand(question, PEOPLE).only_asked is only


def test_nobody_is_unknown_where_somebody_who_is_quoted_is_asked_for() -> None:
    assert understand("What did Tarsk say about Freda Lund?", PEOPLE).unquoted == ()
    assert understand("What did Freda Lund say about Tarsk?", PEOPLE).unquoted == ("Freda Lund",)


def test_a_filter_takes_a_part_of_a_name() -> None:
    query = understand("What about the ferry?", PEOPLE, Filters(speakers=("tarsk",)))
    assert query.filters.speakers == ("Elin Tarsk",)


def test_a_follow_up_keeps_its_own_words() -> None:
    assert after("And the price?", FERRY).text == "And the price?"


def test_the_time_is_read_from_the_question() -> None:
    query = understand("What did Tarsk say in May 2024?", PEOPLE)
    assert query.period is not None
    assert (query.period.since.isoformat(), query.period.until.isoformat()) == ("2024-05-01", "2024-05-31")
    assert query.period_words == "May 2024"


def test_filters_are_taken_as_given() -> None:
    given = Filters(speakers=("Oskar Venn",), article_id="a")
    assert understand(FERRY, PEOPLE, given).filters == given


@pytest.mark.parametrize("question", ["", " \n\t"])
def test_an_empty_question_says_what_could_be_asked(question: str) -> None:
    with pytest.raises(QuestionError, match="ask for example"):
        understand(question, PEOPLE)


def test_the_longest_question_and_one_letter_more() -> None:
    assert understand("x" * LONGEST_QUESTION, PEOPLE).text
    with pytest.raises(QuestionError, match=r"2,001 characters; at most 2,000"):
        understand("x" * (LONGEST_QUESTION + 1), PEOPLE)


def test_a_time_alone_is_when_it_was_said() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a")
    query = understand("And in May?", PEOPLE, before=lambda: turn, calendar=Calendar(today=date(2024, 6, 1)))
    assert query.period == Period(date(2024, 5, 1), date(2024, 5, 31))
    assert query.is_of_saying


def test_in_a_question_about_an_article_its_outlet_says_it() -> None:
    calendar = Calendar(outlets=frozenset({"The Lantern"}))
    query = understand("Does the Lantern article suggest that Tarsk sold the ferry?", PEOPLE, calendar=calendar)
    assert (query.outlets, query.asked, query.only_asked) == (("The Lantern",), ("Elin Tarsk",), False)
    query = understand("What did Tarsk say about the ferry in the Lantern article?", PEOPLE, calendar=calendar)
    assert (query.outlets, query.asked, query.only_asked) == (("The Lantern",), ("Elin Tarsk",), True)


def test_what_kind_of_thing_somebody_wants_is_not_about_them() -> None:
    assert after("What kind of ferry does Tarsk want?").asked == ("Elin Tarsk",)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who paid for a part of the ferry?", ()),
        ("Which financial plan did Elin Tarsk choose?", ()),
        ("What did A say?", ("A",)),
        ("what did parliament say", ("Parliament",)),
    ],
)
def test_a_common_word_that_somebody_is_called_by_needs_its_capital(question: str, names: tuple[str, ...]) -> None:
    people = [Speaker("A", is_label=True), Speaker("Financial"), Speaker("Parliament")]
    assert understand(question, people).asked == names


def test_of_one_whom_nobody_quotes_no_one_else_goes_on(talks: qa.Corpus) -> None:
    asked = talks.ask("And what did he say to that?", ["What did Hallgrimson say about tourism?"])
    assert (asked.answered, asked.query.completed) == (False, "What did Hallgrimson say about tourism?")


@pytest.mark.parametrize("question", ["When was that?", "and who said that?", "where was this said"])
def test_after_a_silence_there_is_nothing_that_could_be_asked_of(talks: qa.Corpus, question: str) -> None:
    silent = talks.ask(question, ["What did Hallgrimson say about tourism?"])
    assert not silent.answered
    assert silent.note.startswith("The question before found no answer")
    assert not silent.near_misses
    assert not talks.ask(question, ["What did Venn say about tourism?"]).note.startswith("The question before")
