"""When two printed names are one person's."""

import pytest

from qa.names import Names, common_beginning, initials, is_short, is_spelled, name_key, same_name, shortens

SAME = {
    "letter for letter": ("Elin Tarsk", "Elin Tarsk"),
    "capitals of a transcript": ("ELIN TARSK", "Elin Tarsk"),
    "accents": ("Dario Čelić", "Dario Celic"),
    "full stops of initials": ("J. R. Pell", "J R Pell"),
    "composed and decomposed": ("Ren\u00e9 Pell", "Rene\u0301 Pell"),
    "Russian accusative": ("Асель Тарская", "Асель Тарскую"),
    "Russian instrumental of a woman": ("Нина Ветрова", "Ниной Ветровой"),
    "Russian genitive": ("Олег Ветров", "Олега Ветрова"),
    "Russian instrumental": ("Олег Ветров", "Олегом Ветровым"),
}
OTHERS = {
    "Russian names that begin alike": ("Пётр Орлов", "Пётр Орлин"),
    "another first name": ("Elin Tarsk", "Nora Tarsk"),
    "another surname": ("Elin Tarsk", "Elin Venn"),
    "a surname alone": ("Elin Tarsk", "Tarsk"),
    "a Russian surname alone": ("Олег Ветров", "Ветров"),
    "brothers in Russian": ("Олег Ветров", "Игорь Ветров"),
    "surnames that begin alike": ("Ann Moss", "Ann Mossley"),
    "Russian surnames that begin alike": ("Олег Ветров", "Олег Ветлин"),
    "a Russian first name alone": ("Олег", "Олег Ветров"),
    "an ending, in Latin letters": ("Alex Petrov", "Alex Petrova"),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(("one", "other"), OTHERS.values(), ids=OTHERS)
def test_names_of_two_people_are_not_one(one: str, other: str) -> None:
    assert not same_name(one, other)
    assert not same_name(other, one)


def test_among_many_names_the_same_ones_are_found() -> None:
    names = Names(one for one, _ in [*SAME.values(), *OTHERS.values()])
    for one, other in SAME.values():
        assert one in names.same_as(other)
    for one, other in OTHERS.values():
        assert one not in names.same_as(other)


SHORTER = {
    "Russian first name that loses a vowel": ("Павлом", "Павел Ветров"),
    "Russian surname like an adjective": ("Тарского", "Олег Тарский"),
    "surname": ("Tarsk", "Elin Tarsk"),
    "first name": ("Elin", "Elin Tarsk"),
    "initial and surname": ("E. Tarsk", "Elin Tarsk"),
    "without the middle name's rest": ("Elin M. Tarsk", "Elin Maud Tarsk"),
    "surname in capitals": ("TARSK", "Elin Tarsk"),
    "surname without its accent": ("Celic", "Dario Čelić"),
    "the name itself": ("Elin Tarsk", "Elin Tarsk"),
    "Russian surname in another case": ("Ветрову", "Олег Ветров"),
    "Spanish double surname by its last part": ("Ruano", "Ana Mejor Ruano"),
}
NO_SHORTER = {
    "a Russian surname that begins alike": ("Орлина", "Пётр Орлов"),
    "another initial": ("N. Tarsk", "Elin Tarsk"),
    "another surname after the same initial": ("E. Venn", "Elin Tarsk"),
    "longer than the full name": ("Elin Maud Tarsk", "Elin Tarsk"),
    "the beginning of a surname": ("Tar", "Elin Tarsk"),
    "nothing": ("", "Elin Tarsk"),
}


@pytest.mark.parametrize(("short", "full"), SHORTER.values(), ids=SHORTER)
def test_a_shorter_form_may_stand_for_the_name(short: str, full: str) -> None:
    assert shortens(short, full)


@pytest.mark.parametrize(("short", "full"), NO_SHORTER.values(), ids=NO_SHORTER)
def test_another_name_is_no_shorter_form(short: str, full: str) -> None:
    assert not shortens(short, full)


@pytest.mark.parametrize("short", ["Elin Tarsk", "E. Tarsk"])
def test_a_middle_name_may_be_left_out(short: str) -> None:
    assert shortens(short, "Elin Maud Tarsk")


@pytest.mark.parametrize(("other", "shared"), [("Ветрова", 6), ("Ветлин", 3), ("Орлов", 0), ("Вет", 3)])
def test_two_words_share_what_they_begin_with(other: str, shared: int) -> None:
    assert common_beginning("Ветров", other) == common_beginning(other, "Ветров") == shared


def test_names_are_compared_without_case_accents_and_dots() -> None:
    assert name_key("Dr. Dario ČELIĆ-Moss") == "dr dario celic-moss"
    assert initials("Elin Maud Tarsk") == "EMT"


@pytest.mark.parametrize("name", ["Tarsk", "E. Tarsk", "E. M. Tarsk", "К. Ветров"])
def test_a_short_name_says_too_little_of_whose_it_is(name: str) -> None:
    assert is_short(name)
    assert not is_short("Elin Tarsk")


@pytest.mark.parametrize(
    ("part", "word"),
    [
        ("есимова", "yesimova"),
        ("жанибек", "janibek"),
        ("жанибек", "zhanibek"),
        ("громыхин", "gromykhin"),
        ("yuriy", "юрий"),
        ("цой", "tsoi"),
    ],
)
def test_a_name_may_be_spelled_in_another_script(part: str, word: str) -> None:
    assert is_spelled(part, word)
    assert is_spelled(word, part)


@pytest.mark.parametrize(
    ("part", "word"),
    [("иван", "evan"), ("ким", "kit"), ("орлов", "ormanov"), ("smith", "smyth"), ("иванова", "ivanov")],
)
def test_another_name_is_not_spelled_so(part: str, word: str) -> None:
    assert not is_spelled(part, word)
