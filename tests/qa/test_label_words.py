from __future__ import annotations

import pytest

from qa.paragraphs import paragraphs
from qa.turns import speaker_of, turns

HEAD = "Minutes of the Parks Committee\n\nPresent: Gwen Ashby, Bea Tunstall\n\n"
ENTRIES = """
    Discussion Decided Agreed Noted Outcome Purpose Recommendation Noes Ayes AYES,\xa05 Abstained Pairs Quorum Regrets
    Deadline Ordered Owner Varia Отсутствовали Приглашённые Ответственный Обсуждение Решение Поручение Срок Против За
    Воздержались Повестка
    """.split()


def voices(text: str) -> list[str]:
    return [speaker_of(text, turn).span.of(text) for turn in turns(text, paragraphs(text))]


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_of_minutes_is_nobody_who_speaks(entry: str) -> None:
    label = entry.replace("\xa0", " ")
    assert voices(f"{HEAD}1. Roof\n\n{label}: The roof leaks.\n\n2. Pump\n\n{label}: The pump is old.") == []


@pytest.mark.parametrize(
    "label",
    ["Q", "Speaker 4", "Chair", "Moderator", "Interviewer", "Председатель", "Tunstall", "Gwen", "GA", "Elin Tarsk"],
)
def test_in_minutes_somebody_speaks_who_is_named_in_them_or_a_voice_without_a_name(label: str) -> None:
    assert voices(f"{HEAD}{label}: The roof leaks.\n\n{label}: The pump is old.") == [label, label]


@pytest.mark.parametrize(
    "head",
    [
        "The roof leaks in ten minutes",
        "Interview on 60 Minutes",
        "Five Minutes With a Lighthouse Keeper",
        "Ten Minutes to Midnight: the hearing",
        "Duration: 47 Minutes",
    ],
)
def test_outside_minutes_an_odd_name_is_one(head: str) -> None:
    assert voices(f"{head}\n\nVaria: The roof leaks.\n\nTarsk: The pump is old.") == ["Varia", "Tarsk"]


@pytest.mark.parametrize(
    "head", ["MINUTES", "Draft Minutes of the Parks Committee", "Parks Committee Minutes", "Parks: Minutes of 3 May"]
)
def test_minutes_say_that_they_are(head: str) -> None:
    assert voices(f"{head}\n\nVaria: The roof leaks.\n\nVaria: The pump is old.") == []
