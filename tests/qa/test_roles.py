"""Who is meant by an office or a title in reports of different kinds. Everybody is invented."""

import pytest

from qa.extraction import quotations_by_rules
from tests.qa.test_extraction import calls_of


def speakers_in(text: str) -> list[str | None]:
    return [q.speaker.name if q.speaker else None for q in quotations_by_rules(text)]


CALL = (
    "From:\tPrime Minister’s Office and The Rt Hon Elin Tarsk MP\n\n"
    "The Prime Minister spoke to Vesper’s Prime Minister, Oskar Venn, this morning.\n\n"
)
MEMBERS = "PRESENT: Councillor Ann Pell (Mayor, in the chair); Councillors Jory Moss, Elin Tarsk and Oskar Venn\n\n"
HANDOVER = "“It leaks,” said Elin Tarsk, who defeated Oskar Venn in May.\n\nVenn had opened the works.\n\n"
ROLES: dict[str, tuple[str, str | None]] = {
    "the host of a press release": (f"{CALL}The Prime Minister said that the ferry was old.", "Elin Tarsk"),
    "the guest of a press release": (f"{CALL}Prime Minister Venn said that the ferry was old.", "Oskar Venn"),
    "the host, then a pronoun": (f"{CALL}The Prime Minister smiled. She said that the ferry was old.", "Elin Tarsk"),
    "a second office in brackets": (f"{MEMBERS}The Mayor said that the ferry was old.", "Ann Pell"),
    "one of several with one office": (f"{MEMBERS}Councillor Tarsk said that the ferry was old.", "Elin Tarsk"),
    "one of several with one title": ("Messrs Pell and Venn came. He said the ferry was old.", None),
    "a delegate by country": (
        "“Yes,” Lucien Moss (Tolvia) said.\n\n“No,” Elin Tarsk (Lurenia) said.\n\n"
        "The representative of Tolvia said that the ferry was old.",
        "Lucien Moss",
    ),
    "the president of the republic": (
        "President of the Republic Elin Tarsk met the team and Jory Pell.\n\n“It leaks,” Jory Pell said.\n\n"
        "The President said that the ferry was old.",
        "Elin Tarsk",
    ),
    "no chief executive, but a finance director": (
        "Finance director Jory Pell came.\n\nIts chief executive said that the ferry was old.",
        None,
    ),
    "the deputy of a spokesperson": (
        "Deputy Spokesperson Jory Pell came.\n\nThe spokesperson said that the ferry was old.",
        "Jory Pell",
    ),
    "the former mayor": (f"{HANDOVER}The former mayor said that the ferry was old.", "Oskar Venn"),
    "the new mayor": (f"{HANDOVER}The new mayor said that the ferry was old.", "Elin Tarsk"),
    "a former mayor who followed nobody": ("Elin Tarsk came.\n\nThe former mayor said that the ferry was old.", None),
    "a subject after what leads it in": (
        "When the light fades over the harbour, Elin Tarsk climbs down. “It leaks,” she says.",
        "Elin Tarsk",
    ),
    "an object after a preposition": (
        "Mr Jory Pell came. To Oskar Venn it was nothing new. He said that the ferry was old.",
        "Jory Pell",
    ),
    "a town in the genitive": ("Мэр Ветровска, в свою очередь, отметил, что паром старый.", None),
    "somebody's deputy in Russian": (
        "Директор Олег Ветров ушёл.\n\nБывший заместитель Ветрова сказал: «Паром старый».",
        None,
    ),
    "a Russian name that only stands in the genitive": (
        "По словам директора Петра Ветрова, паром старый.",
        "Пётр Ветров",
    ),
}


@pytest.mark.parametrize(("text", "name"), ROLES.values(), ids=ROLES)
def test_who_is_meant(text: str, name: str | None) -> None:
    assert speakers_in(text)[-1] == name


def test_answers_are_those_of_the_one_who_is_introduced() -> None:
    opening = "By Jory Pell\n\nOn Friday Ms Elin Tarsk leaves the port."
    text = f"{opening}\n\nQ. Why?\n\nA. It is late.\n\nQ. And then?\n\nA. Sleep."
    assert speakers_in(text) == ["Q", "Elin Tarsk", "Q", "Elin Tarsk"]


def test_the_number_of_a_question_is_no_part_of_a_name() -> None:
    text = "Present: Elin Tarsk (Chair)\n\nQ1 Chair: Why?\n\nOskar Venn: It is old.\n\nQ2 Jory Pell: Is it?"
    assert speakers_in(text) == ["Elin Tarsk", "Oskar Venn", "Jory Pell"]


LETTERS = "BCDFGHKLMNPRSTVZ"
GIVEN = [f"{a}a{b}e{c}a" for a in LETTERS for b in LETTERS.lower() for c in LETTERS.lower()]
CROWDS = {
    "one surname": "“Go now,” {0} Pell said. “No,” Pell said. ",
    "one surname and a pronoun": "“Go now,” {0} Pell said. “No,” he said. ",
    "one office": "“Go now,” Councillor {0} {0}ov said. “No,” the councillor said. ",
    "one high office": "“Go now,” President {0} {0}ov said. “No,” the President said. Both presidents said no. ",
    "one Russian surname": "«Нет», — сказал {0} Колов. ",
}


@pytest.mark.parametrize("unit", CROWDS.values(), ids=CROWDS)
def test_twice_the_people_are_twice_the_work(unit: str) -> None:
    fewer, more = ("".join(unit.format(name) for name in GIVEN[:count]) for count in (200, 400))
    calls_of(quotations_by_rules, unit)  # tables are built once
    assert calls_of(quotations_by_rules, more) < 2.4 * calls_of(quotations_by_rules, fewer)
