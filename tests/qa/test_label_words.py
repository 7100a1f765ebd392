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
    "label",
    """VAT AOB FYI HR IT RSVP NEXT REF TBC ЖКХ БТИ Will Grant Wragby Next_one Mill_Field June_Fair Fallow_Bay
    Gwen_+_Bea Gwen_and_Bea""".split(),
)
def test_in_minutes_and_notes_whoever_they_do_not_show_is_nobody(label: str) -> None:
    label = label.replace("_", " ")
    entries = f"1. VAT\n\n{label}: The IT of Wragby will cost a grant.\n\n{label}: The mill, the fair."
    assert voices(f"{HEAD}{entries}") == []
    assert voices(f"Notes of the roof call\n\nHere: Gwen Ashby, Bea Tunstall\n\n{entries}") == []


@pytest.mark.parametrize("label", ["EH", "MF", "JTO", "Elin", "Farrow", "Lynne Breheny AM", "Mr Brown", "Cllr Pell"])
def test_those_whom_minutes_name_speak_by_the_names_that_they_have(label: str) -> None:
    people = "Minutes of the call\n\nAttendees: Elin Hart, Mel Farrow (MF), JTO\n\nApologies: none"
    assert voices(f"{people}\n\n{label}: The roof leaks.\n\n{label}: The pump is old.") == [label, label]


def test_a_task_in_minutes_is_not_said_by_whoever_has_it() -> None:
    assert voices(f"{HEAD}Roof\n\n>> Gwen: mend the roof\n>> Bea: Buy a pump.") == []


def test_what_stands_under_actions_is_said_by_nobody() -> None:
    said = "Roof\n\nGwen: The roof leaks.\n\nBea: The pump is old."
    assert voices(f"{HEAD}{said}\n\nActions\nGwen: mend the roof\nBea: buy a pump") == ["Gwen", "Bea"]


@pytest.mark.parametrize("line", ["VAT: not paid yet", "Next time", "Gwen thinks that the pump is old."])
def test_in_minutes_a_turn_ends_where_they_go_on_in_their_own_words(line: str) -> None:
    text = f"{HEAD}Gwen: The roof leaks.\n\nBea: Mine leaks.\n\n{line}"
    assert [piece.of(text) for turn in turns(text, paragraphs(text)) for piece in turn.pieces][-1] == "Mine leaks."


@pytest.mark.parametrize("label", ["IT", "Rose", "Hall"])
def test_where_minutes_give_initials_and_list_people_no_other_ones_are_somebody(label: str) -> None:
    head = "Minutes of the board\n\nPresent: Ellis Hart (EH), Jo Moe (JM), Ivy Tarn"
    assert voices(f"{head}\n\n{label}: The site is down.\n\n{label}: It is red.") == []


def test_who_holds_an_office_is_no_speech() -> None:
    head = "ПРОТОКОЛ № 3\n\nПредседательствующий: Самойлова Н. П.\nСекретарь: Дёмина О. И.\n"
    assert voices(f"{head}Присутствовали: Самойлова Н. П., Тагиров Р. М.\n\nПОВЕСТКА ДНЯ") == []


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
