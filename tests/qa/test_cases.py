"""Russian names in the nominative. Everybody is invented."""

import pytest

from qa.cases import nominative, with_surname_alone

DECLINED = {
    "a woman's genitive": ("Веры Ветровой", "Вера Ветрова"),
    "a woman's instrumental": ("Ниной Тарской", "Нина Тарская"),
    "a woman's soft ending": ("Марии Ветровой", "Мария Ветрова"),
    "a woman's dative": ("Елене Ветровой", "Елена Ветрова"),
    "a woman's ending after a hushing sound": ("Ольги Ветровой", "Ольга Ветрова"),
    "a man's instrumental": ("Игорем Ветровым", "Игорь Ветров"),
    "a man's surname like an adjective": ("Олегом Тарским", "Олег Тарский"),
    "a man's first name in a vowel": ("Ильи Ветрова", "Илья Ветров"),
    "a woman's first name in a consonant": ("Айгуль Ветровой", "Айгуль Ветрова"),
    "a woman's soft first name": ("Любови Ветровой", "Любовь Ветрова"),
    "with a man's father's name": ("Олега Петровича Ветрова", "Олег Петрович Ветров"),
    "with a woman's father's name": ("Веры Петровны Ветровой", "Вера Петровна Ветрова"),
}


@pytest.mark.parametrize(("printed", "name"), DECLINED.values(), ids=DECLINED)
def test_a_case_that_no_nominative_looks_like(printed: str, name: str) -> None:
    assert nominative(printed, is_oblique=False) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Петра Ветрова", "Пётр Ветров"),
        ("Олега Ветренко", "Олег Ветренко"),
        ("Сергея Ветлина", "Сергей Ветлин"),
        ("Павла Ветрова", "Павел Ветров"),
    ],
)
def test_a_mans_genitive_only_where_the_article_shows_it(printed: str, name: str) -> None:
    assert nominative(printed, is_oblique=True) == name
    assert nominative(printed, is_oblique=False) == printed


@pytest.mark.parametrize(
    "name", ["Нина Ветрова", "Олег Ветров", "Лев Толстой", "Асель Тарская", "Ветров", "Elin Tarsk"]
)
def test_a_nominative_stays_as_it_is(name: str) -> None:
    assert nominative(name, is_oblique=True) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Тимуром Калиновичем", "Тимур Калинович"),
        ("Рустама Ахметшина", "Рустам Ахметшин"),
        ("Тимуру Калиновичу", "Тимур Калинович"),
        ("Александра Калиновича", "Александр Калинович"),
        ("Александра Ахметшина", "Александра Ахметшина"),  # who may be a woman
        ("Ансором Калиновичем", "Калинович"),  # whose own name is not known
        ("Нина Ахметшина", "Нина Ахметшина"),
        ("Олегом Ковалем", "Олегом Ковалем"),  # who stands nowhere alone
    ],
)
def test_a_surname_that_stands_alone_shows_the_nominative(printed: str, name: str) -> None:
    assert with_surname_alone(printed, {"Калинович", "Ахметшин"}) == name
