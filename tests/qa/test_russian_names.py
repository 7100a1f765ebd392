"""A woman's words are never a man's, nor his hers. Everybody is invented."""

from __future__ import annotations

import pytest

from qa.extraction import quotations

SPOKEN = {
    "her verb behind the name": (
        "Директор театра Евгения Пестова заявила: «Сезон открыт». «Я рад», — сказал Пестов, её муж.",
        ["Евгения Пестова", "Пестов"],
    ),
    "her verb before the name": (
        "«Мост готов», — сказала в четверг Александра Громова. «Нет», — ответил Александр Громов, её брат.",
        ["Александра Громова", "Александр Громов"],
    ),
    "her verb behind an apposition": (
        "Валентина Громова, министр, заявила: «Мост готов». Громов молчал.",
        ["Валентина Громова"],
    ),
    "a verb in the present, whose subject opens the clause": (
        "«Мост готов», — считает Валерия Кузьмина. «Нет», — сказал Кузьмин.",
        ["Валерия Кузьмина", "Кузьмин"],
    ),
    "an adjective": (
        "Назначенная министром Ярослава Громова заявила: «Мост готов». Громов ждал.",
        ["Ярослава Громова"],
    ),
    "she, whose name no man's is": (
        "Аким Айнур Сатова сказала: «Мост готов». «Нет», — сказал Сатов.",
        ["Айнур Сатова", "Сатов"],
    ),
    "his verb, and a surname that is his": (
        "«Да», — сказал Олег Громов. «Нет», — ответила Громова, его жена.",
        ["Олег Громов", "Громова"],
    ),
    "each by the surname alone": (
        "«Да», — сказал Олег Громов. «Нет», — ответила Нина Громова. «Хорошо», — сказал Громов. "
        "«Ладно», — сказала Громова.",
        ["Олег Громов", "Нина Громова", "Олег Громов", "Нина Громова"],
    ),
    "his name behind a preposition": (
        "По словам Александра Громова, мост готов. «Он открыт», — добавил Громов.",
        ["Александр Громов", "Александр Громов"],
    ),
    "his name behind an office in another case": (
        "Комиссия ждала министра Евгения Громова. «Мост готов», — сказал он.",
        ["Евгений Громов"],
    ),
    "his name behind a verb that can only have him as its object": (
        "Депутаты поддержали Станислава Громова. «Спасибо», — сказал он.",
        ["Станислав Громов"],
    ),
    "his father's name": (
        "По словам Александра Ивановича Громова, мост готов.",
        ["Александр Иванович Громов"],
    ),
    "her father's name": (
        "Директор Александра Ивановна Громова заявила: «Мост готов». «Нет», — сказал Громов.",
        ["Александра Ивановна Громова", "Громов"],
    ),
    "a name that may be both, as printed": (
        "Пресс-секретарь Валентина Ахметшина сообщает: «Мост готов». Ахметшин промолчал.",
        ["Валентина Ахметшина"],
    ),
    "in Kazakhstan": (
        "По словам Нурлана Сатова, мост готов. По мнению Айгуль Сатовой, он закрыт.",
        ["Нурлан Сатов", "Айгуль Сатова"],
    ),
}


@pytest.mark.parametrize(("text", "names"), SPOKEN.values(), ids=SPOKEN)
def test_what_stands_beside_a_name_decides_whose_it_is(text: str, names: list[str]) -> None:
    assert [q.source.shown(text) for q in quotations(text) if q.source] == names


def test_a_wife_a_press_service_or_a_husband_does_not_speak_under_the_others_name() -> None:
    text = (
        "Жена Александра Громова заявила: «Мост готов». Пресс-служба Александра Громова сообщила: «Мост открыт». "
        "«Мы рады», — сказал Громов."
    )
    assert "Александр Громов" not in [q.source.shown(text) for q in quotations(text)[:2] if q.source]
