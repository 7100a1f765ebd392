"""Whose words a question asks for, and who is only spoken about. Everybody is invented."""

import pytest

from qa.asked import asked_of, is_courtesy, name_places, strangers_in, unquoted_in
from qa.dialogue import understand
from qa.records import Speaker
from tests.qa.conversation import PEOPLE

ASKED: dict[str, tuple[str, set[str]]] = {
    "full name": ("What did Elin Tarsk say about the ferry?", {"Elin Tarsk"}),
    "surname": ("What did Tarsk say about the ferry?", {"Elin Tarsk"}),
    "lower case": ("what did tarsk say about the ferry", {"Elin Tarsk"}),
    "lower case, by another first name": ("what did fenna tarsk say about the ferry", set()),
    "lower case, by a first name with an error": ("what did oskra venn say about the ferry", {"Oskar Venn"}),
    "lower case, by office": ("what did president tarsk say about the ferry", {"Elin Tarsk"}),
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
    "Russian, asked in English": ("What did Velesova say about the ferry?", {"Дарина Велесова"}),
    "English, asked in Russian": ("С чем Тарск сравнила паром?", {"Elin Tarsk"}),
}


@pytest.mark.parametrize(("question", "names"), ASKED.values(), ids=ASKED)
def test_whose_words_are_asked_for(question: str, names: set[str]) -> None:
    assert set(asked_of(question, PEOPLE)) == names


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
    assert set(asked_of(question, PEOPLE)) == names


@pytest.mark.parametrize("role", ["Transport Minister", "transport minister"])
def test_an_office_and_a_role_need_no_capitals(role: str) -> None:
    people = [Speaker("Oskar Venn", role)]
    assert asked_of("What did the transport minister say?", people) == ("Oskar Venn",)


UNQUOTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "another first name, in Russian": ("Что сказал Виктор Велесов о пароме?", ("Виктор Велесов",)),
    "full name": ("What did Freda Lund say about the ferry?", ("Freda Lund",)),
    "office and name": ("What did President Lund say about the ferry?", ("President Lund",)),
    "honorific and name": ("What did Ms Lund say about the ferry?", ("Ms Lund",)),
    "a trade, without a name": ("What did the auditor say about the ferry?", ("the auditor",)),
    "a thing": ("What did the ferry cost?", ()),
    "not the subject": ("Who told Freda Lund about the ferry?", ()),
    "no question about words": ("When did Freda Lund arrive?", ()),
}


@pytest.mark.parametrize(("question", "names"), UNQUOTED.values(), ids=UNQUOTED)
def test_who_is_asked_for_and_never_quoted(question: str, names: tuple[str, ...]) -> None:
    assert unquoted_in(question) == names


@pytest.mark.parametrize(
    "typed",
    ["thanks", "Thank you so much!", "hello", "OK, thanks.", "Спасибо большое!", "Добрый день", "Көп рахмет", "👍 ok"],
)
def test_a_courtesy_asks_nothing(typed: str) -> None:
    assert is_courtesy(typed)


@pytest.mark.parametrize(
    "typed",
    ["Thanks to whom?", "thanks to the mayor", "Who said hello?", "ok and the ferry", "Спасибо кому?", "ferry", "?"],
)
def test_a_question_with_a_courtesy_in_it_asks(typed: str) -> None:
    assert not is_courtesy(typed)


def test_places_of_a_name() -> None:
    tarsk = Speaker("Elin Tarsk")
    assert name_places("Did Tarsk meet Elin's friend?", tarsk) == [4, 15]
    assert name_places("Did anybody meet anybody?", tarsk) == []


@pytest.mark.parametrize("name", ["Oda Kelleher", "Ada Becker", "Tom Taylor"])
def test_a_surname_that_ends_like_a_trade_needs_no_capital(name: str) -> None:
    surname = name.split()[-1].lower()
    assert asked_of(f"what did {surname} say about rain", [Speaker(name)]) == (name,)


def test_a_trade_with_an_article_is_no_surname() -> None:
    assert asked_of("what did the baker say about rain", [Speaker("Tom Baker")]) == ()


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("what did fenna tarsk say about the ferry", ("Fenna Tarsk",)),
        ("what did zorblax say", ("Zorblax",)),
        ("what did pell merrow say about water", ("Pell Merrow",)),
        ("what did zorblax say about Tarsk", ("Zorblax",)),
        ("what did selma brandt say", ("Selma Brandt",)),
        ("what did local residents say", ()),
        ("what did the zorblax say", ()),
        ("what did the goverment say", ()),
        ("what did presidnet tell the press", ()),
        ("what did campaigners say", ()),
        ("what did people say", ()),
        ("what did elin tarsk say about the ferry", ()),
        ("what did minister venn say about the ferry", ()),
        ("what did tarsk say about fenna venn", ()),
        ("why did fenna tarsk leave", ()),
    ],
)
def test_without_capitals_a_name_that_nobody_has_is_somebody_else(question: str, stranger: tuple[str, ...]) -> None:
    assert strangers_in(question, PEOPLE) == stranger


def test_a_surname_that_somebody_has_is_no_typing_error_for_that_of_another() -> None:
    people = [Speaker("Odile Ferrant"), Speaker("Judith Farrant")]
    assert asked_of("what did ferrant say", people) == ("Odile Ferrant",)
    assert asked_of("what did frrant say", people) == ("Odile Ferrant", "Judith Farrant")


def test_a_title_in_small_letters_belongs_to_the_name_after_it() -> None:
    query = understand("what did lady wrenfield say about the loan", PEOPLE)
    assert query.unquoted == ("Lady Wrenfield",)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Что сказала Александра Ветрова?", "Александра Ветрова"),
        ("Что сказал Александр Ветров?", "Александр Ветров"),
        ("Что известно о мосте, по словам Александра Ветрова?", "Александр Ветров"),
    ],
)
def test_a_woman_is_not_asked_for_by_the_name_of_a_man(question: str, name: str) -> None:
    assert asked_of(question, [Speaker("Александр Ветров"), Speaker("Александра Ветрова")]) == (name,)
