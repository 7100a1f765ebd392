"""What a question asks for: whose words, of what time, and what it hangs on."""

import pytest

from qa.dialogue import LONGEST_QUESTION, background, name_places, understand
from qa.errors import QuestionError
from qa.records import Speaker

PEOPLE = [
    Speaker("Elin Tarsk", "President of Lurenia"),
    Speaker("Oskar Venn", "Minister of Transport"),
    Speaker("Mira Solane", "Mayor of Calder"),
    Speaker("Tom Brandelow"),
    Speaker("Maud Brandelow"),
    Speaker("Дарина Велесова", "Министр энергетики"),
]


def asked(question: str, *history: str) -> set[str]:
    return set(understand(question, history, PEOPLE).asked)


def wrong(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


ASKED: dict[str, tuple[str, set[str]]] = {
    "full name": ("What did Elin Tarsk say about the ferry?", {"Elin Tarsk"}),
    "surname": ("What did Tarsk say about the ferry?", {"Elin Tarsk"}),
    "lower case": ("what did tarsk say about the ferry", {"Elin Tarsk"}),
    "possessive": ("What was Tarsk's answer on the ferry?", {"Elin Tarsk"}),
    "honorific": ("What did Mr Venn say about the ferry?", {"Oskar Venn"}),
    "a letter too few": ("What did Solne say about the ferry?", {"Mira Solane"}),
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


@wrong("two letters swapped count as two mistakes")
def test_a_name_with_two_letters_swapped() -> None:
    assert asked("What did Solaen say about the ferry?") == {"Mira Solane"}


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
    assert understand("What did the transport minister say?", [], people).asked == ("Oskar Venn",)


def test_a_role_in_lower_case_is_found() -> None:
    people = [Speaker("Oskar Venn", "transport minister")]
    assert understand("What did the transport minister say?", [], people).asked == ("Oskar Venn",)


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
    assert understand(question, [], PEOPLE).unquoted == names


FERRY = "What did Tarsk say about the ferry?"
BRIDGE = "What did Venn say about the bridge at Calder harbour?"

FOLLOW_UP: dict[str, tuple[str, list[str], str]] = {
    "and": ("And about the bridge?", [FERRY], FERRY),
    "pronoun": ("Why did she want to sell it?", [FERRY], FERRY),
    "few words": ("Since when?", [FERRY], FERRY),
    "what about": ("What about the harbour office?", [FERRY], FERRY),
    "Russian": ("А что он сказал о мосте?", [FERRY], FERRY),
    "a chain": ("And the price?", [FERRY, "And about the bridge?"], f"{FERRY} And about the bridge?"),
    "only the last that stands alone": ("And the price?", [BRIDGE, FERRY], FERRY),
    "stands alone": (BRIDGE, [FERRY], ""),
    "nothing before": ("And the price?", [], ""),
}


@pytest.mark.parametrize(("question", "history", "expected"), FOLLOW_UP.values(), ids=FOLLOW_UP)
def test_what_a_follow_up_hangs_on(question: str, history: list[str], expected: str) -> None:
    assert background(question, history) == expected


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
    query = understand(reply, ["What did Venn say about the ferry?"], PEOPLE)
    assert (query.asked, query.not_asked) == ((), ("Oskar Venn",))


@pytest.mark.parametrize(
    ("question", "only"),
    [
        pytest.param("What did Venn say about the ferry?", True, id="whose words are wanted"),
        pytest.param("When will Venn testify?", False, id="about whom anybody may speak"),
    ],
)
def test_a_person_asked_about_need_not_be_the_one_who_says_it(question: str, only: bool) -> None:
    assert understand(question, [], PEOPLE).only_asked is only


def test_a_filter_takes_a_part_of_a_name() -> None:
    assert understand("What about the ferry?", [], PEOPLE, speakers=["tarsk"]).speakers == ("Elin Tarsk",)


def test_a_follow_up_is_completed_and_keeps_its_own_words() -> None:
    query = understand("And the price?", [FERRY], PEOPLE)
    assert (query.text, query.completed) == ("And the price?", f"{FERRY} And the price?")


def test_the_time_is_read_from_the_question() -> None:
    query = understand("What did Tarsk say in May 2024?", [], PEOPLE)
    assert query.period is not None
    assert (query.period.since.isoformat(), query.period.until.isoformat()) == ("2024-05-01", "2024-05-31")
    assert query.period_words == "May 2024"


def test_filters_are_taken_as_given() -> None:
    query = understand(FERRY, [], PEOPLE, speakers=["Oskar Venn"], article_id="a", k=3)
    assert (query.speakers, query.article_id, query.k) == (("Oskar Venn",), "a", 3)


@pytest.mark.parametrize("question", ["", " \n\t"])
def test_an_empty_question_says_what_could_be_asked(question: str) -> None:
    with pytest.raises(QuestionError, match="ask for example"):
        understand(question, [], PEOPLE)


def test_the_longest_question_and_one_letter_more() -> None:
    assert understand("x" * LONGEST_QUESTION, [], PEOPLE).text
    with pytest.raises(QuestionError, match=r"2,001 characters; at most 2,000"):
        understand("x" * (LONGEST_QUESTION + 1), [], PEOPLE)


def test_places_of_a_name() -> None:
    assert name_places("Did Tarsk meet Elin's friend?", "Elin Tarsk") == [4, 15]
    assert name_places("Did anybody meet anybody?", "Elin Tarsk") == []
