"""What a question asks for: whose words, of what time, and what it hangs on."""

from datetime import date

import pytest

from qa.asked import name_places
from qa.calendars import Calendar
from qa.dialogue import LONGEST_QUESTION, Filters, understand
from qa.errors import QuestionError
from qa.followups import Turn
from qa.records import Period, Query, Speaker

PEOPLE = [
    Speaker("Elin Tarsk", "President of Lurenia"),
    Speaker("Oskar Venn", "Minister of Transport"),
    Speaker("Mira Solane", "Mayor of Calder"),
    Speaker("Tom Brandelow"),
    Speaker("Maud Brandelow"),
    Speaker("Дарина Велесова", "Министр энергетики"),
    Speaker("José Čížek"),
    Speaker("Will Post"),
    Speaker("The Calder Gazette Group"),
]


def after(question: str, *history: str) -> Query:
    """The question as it is understood from those before it alone, without their answers."""
    turn = None
    for earlier in history:
        turn = Turn(understand(earlier, PEOPLE, turn=turn))
    return understand(question, PEOPLE, turn=turn)


def asked(question: str, *history: str) -> set[str]:
    return set(after(question, *history).asked)


ASKED: dict[str, tuple[str, set[str]]] = {
    "full name": ("What did Elin Tarsk say about the ferry?", {"Elin Tarsk"}),
    "surname": ("What did Tarsk say about the ferry?", {"Elin Tarsk"}),
    "lower case": ("what did tarsk say about the ferry", {"Elin Tarsk"}),
    "possessive": ("What was Tarsk's answer on the ferry?", {"Elin Tarsk"}),
    "honorific": ("What did Mr Venn say about the ferry?", {"Oskar Venn"}),
    "a letter too few": ("What did Solne say about the ferry?", {"Mira Solane"}),
    "two letters exchanged": ("What did Solaen say about the ferry?", {"Mira Solane"}),
    "surname first": ("What did Tarsk Elin say about the ferry?", {"Elin Tarsk"}),
    "without its accents": ("What did Jose Cizek say about the ferry?", {"José Čížek"}),
    "according to office and name": ("What is wrong, according to the mayor Mira Solane?", {"Mira Solane"}),
    "a side": ("What is the ferry worth according to the Lurenian side?", {"Elin Tarsk"}),
    "a word like a name": ("What did the market venue cost?", set()),
    "somebody called like a verb": ("Will he come?", set()),
    "the same by his name": ("What did Will Post say?", {"Will Post"}),
    "a newspaper's last word": ("What was said in the post about the ferry?", set()),
    "a newspaper": ("What did the Calder Gazette Group say?", {"The Calder Gazette Group"}),
    "who was told": ("What was Tarsk told about the ferry?", set()),
    "a letter twice": ("What did Tarrsk say about the ferry?", {"Elin Tarsk"}),
    "two people": ("What did Tarsk and Venn say about the ferry?", {"Elin Tarsk", "Oskar Venn"}),
    "according to": ("What is wrong with the ferry, according to Solane?", {"Mira Solane"}),
    "office": ("What did the mayor say about the ferry?", {"Mira Solane"}),
    "office and field": ("What did the transport minister say about the ferry?", {"Oskar Venn"}),
    "office and country": ("What did the Lurenian president say about the ferry?", {"Elin Tarsk"}),
    "office of another country": ("What did the Tolvian president say about the ferry?", set()),
    "another office": ("What did the archbishop say about the ferry?", set()),
    "one of two namesakes": ("What did Tom Brandelow say about the ferry?", {"Tom Brandelow"}),
    "both namesakes": ("What did Brandelow say about the ferry?", {"Tom Brandelow", "Maud Brandelow"}),
    "nobody": ("How old is the ferry?", set()),
    "Russian": ("Что сказала Велесова о пароме?", {"Дарина Велесова"}),
}


@pytest.mark.parametrize(("question", "names"), ASKED.values(), ids=ASKED)
def test_whose_words_are_asked_for(question: str, names: set[str]) -> None:
    assert asked(question) == names


ABOUT: dict[str, tuple[str, set[str]]] = {
    "about somebody": ("What did Venn say about Tarsk?", {"Oskar Venn"}),
    "with somebody": ("What did Venn agree with Tarsk?", {"Oskar Venn"}),
    "told somebody": ("What did Venn tell Tarsk?", {"Oskar Venn"}),
    "met somebody": ("Who met Tarsk?", set()),
    "about an office": ("What did Venn say about the mayor?", {"Oskar Venn"}),
    "in the words of": ("What is the ferry, in the words of Tarsk?", {"Elin Tarsk"}),
}


@pytest.mark.parametrize(("question", "names"), ABOUT.values(), ids=ABOUT)
def test_whom_the_words_are_about_is_another_matter(question: str, names: set[str]) -> None:
    assert asked(question) == names


def test_an_office_in_lower_case_is_found() -> None:
    people = [Speaker("Oskar Venn", "Transport Minister")]
    assert understand("What did the transport minister say?", people).asked == ("Oskar Venn",)


def test_a_role_in_lower_case_is_found() -> None:
    people = [Speaker("Oskar Venn", "transport minister")]
    assert understand("What did the transport minister say?", people).asked == ("Oskar Venn",)


UNQUOTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "full name": ("What did Freda Lund say about the ferry?", ("Freda Lund",)),
    "office and name": ("What did President Lund say about the ferry?", ("President Lund",)),
    "honorific and name": ("What did Ms Lund say about the ferry?", ("Ms Lund",)),
    "somebody who is quoted": ("What did Tarsk say about Freda Lund?", ()),
    "a thing": ("What did the ferry cost?", ()),
    "not the subject": ("Who told Freda Lund about the ferry?", ()),
    "no question about words": ("When did Freda Lund arrive?", ()),
}


@pytest.mark.parametrize(("question", "names"), UNQUOTED.values(), ids=UNQUOTED)
def test_who_is_asked_for_and_never_quoted(question: str, names: tuple[str, ...]) -> None:
    assert understand(question, PEOPLE).unquoted == names


FERRY = "What did Tarsk say about the ferry?"
BRIDGE = "What did Venn say about the bridge at Calder harbour?"

COMPLETED: dict[str, tuple[str, list[str], str]] = {
    "another topic": ("And on energy?", [FERRY], "What did Tarsk say about energy?"),
    "what about a topic": ("What about energy?", [FERRY], "What did Tarsk say about energy?"),
    "a part of the topic": ("And the price?", [FERRY], "What did Tarsk say about the price? (the ferry)"),
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


def test_a_few_words_hang_on_the_answer_before_only_if_it_has_them() -> None:
    turn = Turn(understand(FERRY, PEOPLE), terms=frozenset({"ferri", "price"}))
    assert understand("When was the price set?", PEOPLE, turn=turn).is_follow_up
    assert not understand("When was the lighthouse built?", PEOPLE, turn=turn).is_follow_up


def test_a_reply_is_by_who_speaks_next() -> None:
    turn = Turn(
        understand(FERRY, PEOPLE),
        "a",
        voices=("Elin Tarsk", "Oskar Venn"),
        speaker="Elin Tarsk",
        next_voice="Oskar Venn",
    )
    query = understand("What did he reply?", PEOPLE, turn=turn)
    assert query.completed == "What did Oskar Venn reply to the ferry?"
    assert (query.asked, query.not_asked, query.focus) == (("Oskar Venn",), ("Elin Tarsk",), "a")


def test_of_several_presidents_the_one_who_speaks_there_is_meant() -> None:
    people = [*PEOPLE, Speaker("Ivo Brandt", "President of Tolvia")]
    turn = Turn(
        understand("Who spoke of coal?", people), "a", voices=("Ivo Brandt", "Oskar Venn"), speaker="Oskar Venn"
    )
    query = understand("What did the president order him to do then?", people, turn=turn)
    assert query.completed.startswith("What did Ivo Brandt order Oskar Venn to do then?")
    assert query.asked == ("Ivo Brandt",)


def test_where_that_was_is_asked_of_the_meeting() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a", title="Talks on the ferry")
    query = understand("Where was that?", PEOPLE, turn=turn)
    assert (query.completed, query.of_meeting, query.asked) == ("Where was “Talks on the ferry”?", "where", ())


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
    assert asked(question, FERRY) == names


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


def test_a_filter_takes_a_part_of_a_name() -> None:
    assert understand("What about the ferry?", PEOPLE, Filters(speakers=("tarsk",))).speakers == ("Elin Tarsk",)


def test_a_follow_up_keeps_its_own_words() -> None:
    assert after("And the price?", FERRY).text == "And the price?"


def test_the_time_is_read_from_the_question() -> None:
    query = understand("What did Tarsk say in May 2024?", PEOPLE)
    assert query.period is not None
    assert (query.period.since.isoformat(), query.period.until.isoformat()) == ("2024-05-01", "2024-05-31")
    assert query.period_words == "May 2024"


def test_filters_are_taken_as_given() -> None:
    query = understand(FERRY, PEOPLE, Filters(speakers=("Oskar Venn",), article_id="a", k=3))
    assert (query.speakers, query.article_id, query.k) == (("Oskar Venn",), "a", 3)


@pytest.mark.parametrize("question", ["", " \n\t"])
def test_an_empty_question_says_what_could_be_asked(question: str) -> None:
    with pytest.raises(QuestionError, match="ask for example"):
        understand(question, PEOPLE)


def test_the_longest_question_and_one_letter_more() -> None:
    assert understand("x" * LONGEST_QUESTION, PEOPLE).text
    with pytest.raises(QuestionError, match=r"2,001 characters; at most 2,000"):
        understand("x" * (LONGEST_QUESTION + 1), PEOPLE)


def test_places_of_a_name() -> None:
    tarsk = Speaker("Elin Tarsk")
    assert name_places("Did Tarsk meet Elin's friend?", tarsk) == [4, 15]
    assert name_places("Did anybody meet anybody?", tarsk) == []


@pytest.mark.parametrize("name", ["Oda Kelleher", "Ada Becker", "Tom Taylor"])
def test_a_surname_that_ends_like_a_trade_needs_no_capital(name: str) -> None:
    surname = name.split()[-1].lower()
    assert understand(f"what did {surname} say about rain", [Speaker(name)]).asked == (name,)


def test_a_trade_with_an_article_is_no_surname() -> None:
    assert understand("what did the baker say about rain", [Speaker("Tom Baker")]).asked == ()


def test_whoever_replies_is_of_the_gender_that_the_pronoun_tells() -> None:
    people = [*PEOPLE, Speaker("Mary Solane"), Speaker("Peter Venn")]
    voices = ("Elin Tarsk", "Mary Solane", "Peter Venn")
    turn = Turn(understand(FERRY, people), "a", voices=voices, next_voice="Mary Solane")
    assert understand("What did he reply?", people, turn=turn).asked == ("Peter Venn",)


def test_somebody_named_first_takes_the_place_of_the_pronoun() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a")
    assert "Solane say about" in understand("And Solane, what did she say about it?", PEOPLE, turn=turn).completed


def test_a_time_alone_is_when_it_was_said() -> None:
    turn = Turn(understand(FERRY, PEOPLE), "a")
    query = understand("And in May?", PEOPLE, Filters(today=date(2024, 6, 1)), turn)
    assert query.period == Period(date(2024, 5, 1), date(2024, 5, 31))
    assert query.is_of_saying


def test_in_a_question_about_an_article_its_outlet_says_it() -> None:
    calendar = Calendar(outlets=frozenset({"The Lantern"}))
    query = understand("Does the Lantern article suggest that Tarsk sold the ferry?", PEOPLE, calendar=calendar)
    assert (query.outlets, query.asked, query.only_asked) == (("The Lantern",), ("Elin Tarsk",), False)
    query = understand("What did Tarsk say about the ferry in the Lantern article?", PEOPLE, calendar=calendar)
    assert (query.outlets, query.asked, query.only_asked) == (("The Lantern",), ("Elin Tarsk",), True)


def test_what_kind_of_thing_somebody_wants_is_not_about_them() -> None:
    assert asked("What kind of ferry does Tarsk want?") == {"Elin Tarsk"}


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
