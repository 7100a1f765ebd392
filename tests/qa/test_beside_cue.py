"""Who stands beside the words that report: behind them, around them, told, or named after a dash. All are invented."""

import pytest

from qa.extraction import quotations_by_rules


def sources_in(text: str) -> list[str]:
    return [found.source.shown(text) for found in quotations_by_rules(text) if found.source]


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("Ремонт крыши, сообщила начальник городского управления Нина Саблина, начнётся в мае.", ["Нина Саблина"]),
        ("Вода, заявил мэр Пётр Лапин, чистая.", []),
        ("Паром, отметила директор порта Вера Орлова, старый.", []),
        ("Крыша, сообщила Нина Саблина, течёт.", ["Нина Саблина"]),
        ("Bridges, said the minister Ivo Tarn, will open in May.", ["Ivo Tarn"]),
        ("Oskar Venn, said Ann Roth, was late.", ["Ann Roth"]),
        ("The minister, named Ivo Tarn, was late. The town, called Norvik, is small.", []),
    ],
)
def test_a_noun_before_the_one_who_tells_is_nobody(sentence: str, sources: list[str]) -> None:
    assert sources_in(sentence) == sources


@pytest.mark.parametrize(
    ("sentence", "sources"),
    [
        ("Элин Тарск встала, сказала Оскару Венну, что паром старый.", ["Элин Тарск"]),
        ("Элин Тарск встала, сказала Нине Саблиной, что паром старый.", ["Элин Тарск"]),
        ("«Мы не подпишем», – сказала Оскару Венну Элин Тарск.", ["Элин Тарск"]),
        ("«Паром продан», – ответил Венну Тарск.", []),
        ("— Паром старый, — сказал Иво Тарн Оскару Венну. — Его пора менять.", ["Иво Тарн"]),
        ("На вопрос Нины Саблиной Оскар Венн ответил: «Денег нет и не будет».", ["Оскар Венн"]),
        ("Оскару Венну сказали, что паром продан.", []),
        ("Ион Попеску сказал, что паром продан.", ["Ион Попеску"]),
    ],
)
def test_whoever_is_told_says_nothing(sentence: str, sources: list[str]) -> None:
    assert sources_in(sentence) == sources


LISTED = [
    ("Elin Tarsk – “The ferry is old.”", ["Elin Tarsk"]),
    ("Elin Tarsk (baker) — “The ferry is old.”", ["Elin Tarsk"]),
    ("- Elin Tarsk, keeper of the ferry – “The ferry is old.”", ["Elin Tarsk"]),
    ("Cllr Tarsk – «Паром очень старый».", ["Tarsk"]),
    ("NEW CALDER – “The ferry is old.”", []),
    ("Elin Tarsk – “The Old Ferry.”", []),
]


@pytest.mark.parametrize(("line", "sources"), LISTED)
def test_a_name_and_a_dash_before_words_name_who_says_them(line: str, sources: list[str]) -> None:
    text = f"Ines Bravante was blunt. “The weir stays,” she said.\n\n{line}\n\nIt rained all day."
    assert sources_in(text) == ["Ines Bravante", *sources]


@pytest.mark.parametrize(
    "sentence",
    [
        "His counterpart from Osterra, Ines Bravante, said the border would open in May.",
        "“We waited ten years,” said his counterpart from Osterra, Ines Bravante, after the signing.",
    ],
)
def test_a_counterpart_who_is_named_has_a_name(sentence: str) -> None:
    assert sources_in(f"Foreign Minister of Lurenia Oskar Venn signed first. {sentence}") == ["Ines Bravante"]


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        ("“We shall not sign,” said, to applause, the leader of the Tolvian delegation, Oskar Venn.", "Oskar Venn"),
        ("«Мост готов», — сказала, улыбаясь Оскару Венну, Нина Саблина.", "Нина Саблина"),
    ],
)
def test_how_it_is_said_may_stand_before_who_says_it(sentence: str, source: str) -> None:
    assert sources_in(sentence) == [source]
