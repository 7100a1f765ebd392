"""Who takes part in a meeting, as the article says it. All people and places are invented."""

import pytest

from qa.attendance import Attendance
from qa.extraction import quotations_by_rules
from qa.occasions import occasions
from qa.records import Article, Span


def attendance(text: str, *stated: str) -> Attendance:
    return Attendance(Article("a1", text, participants=stated), quotations_by_rules(text), [whole(text)])


def whole(text: str) -> Span:
    return Span(0, len(text))


PARTIES: dict[str, tuple[str, list[str]]] = {
    "subject and object": ("President Elin Tarsk met President Pavel Orlin.", ["Elin Tarsk", "Pavel Orlin"]),
    "several objects": (
        "President Elin Tarsk received President Pavel Orlin and Minister Oskar Venn.",
        ["Elin Tarsk", "Pavel Orlin", "Oskar Venn"],
    ),
    "a day between them": ("President Elin Tarsk met on Monday with Mayor Ann Pell.", ["Elin Tarsk", "Ann Pell"]),
    "between": ("Talks between President Elin Tarsk and President Pavel Orlin began.", ["Elin Tarsk", "Pavel Orlin"]),
    "in Russian, in the nominative": (
        "Вера Ветрова встретилась с министром Павлом Орлиным.",
        ["Вера Ветрова", "Павел Орлин"],
    ),
    "not whom they spoke about": (
        "President Elin Tarsk met President Pavel Orlin about the boat of Mayor Ann Pell.",
        ["Elin Tarsk", "Pavel Orlin"],
    ),
}


@pytest.mark.parametrize(("text", "names"), PARTIES.values(), ids=PARTIES)
def test_those_who_met(text: str, names: list[str]) -> None:
    [occasion] = occasions(text, [whole(text)])
    assert attendance(text).party(occasion).names == names


LISTED: dict[str, tuple[str, list[str]]] = {
    "in a line": ("Present: Ann Pell, Tom Orlin.", ["Ann Pell", "Tom Orlin"]),
    "below one another": ("In attendance:\n- Ann Pell\n- Tom Orlin\n\nNora Quist painted.", ["Ann Pell", "Tom Orlin"]),
    "without the absent": ("Present: Ann Pell. Apologies: Tom Orlin.", ["Ann Pell"]),
    "in Russian": ("Присутствовали: Павел Орлин, Вера Ветрова.", ["Павел Орлин", "Вера Ветрова"]),
    "nobody": ("Ann Pell was present in spirit.", []),
}


@pytest.mark.parametrize(("text", "names"), LISTED.values(), ids=LISTED)
def test_those_whom_minutes_list(text: str, names: list[str]) -> None:
    assert attendance(text).listed() == names


def test_those_whom_the_file_states_are_listed_too() -> None:
    stated = ("Ann Pell, Mayor", "Clerk", "Қанат Жарқынов")
    assert attendance("Present: Tom Orlin.", *stated).listed() == ["Ann Pell", "Қанат Жарқынов", "Tom Orlin"]


TURNS = "Ann Pell: Why?\n\nTom Orlin: Because.\n\nAnn Pell: Really?\n\nTom Orlin: Yes.\n\nModerator: Thank you."


def test_the_voices_of_a_transcript_are_its_people_without_who_moderates() -> None:
    assert attendance(TURNS).voices() == ["Ann Pell", "Tom Orlin"]


def test_a_transcript_is_where_two_speak_and_speak_again() -> None:
    assert attendance(TURNS).takes_turns()
    assert not attendance("Ann Pell: Why?\n\nTom Orlin: Because.").takes_turns()


def test_those_whose_words_are_reported() -> None:
    assert attendance("“It will sail,” Ann Pell said.\n\n“No,” said Tom Orlin.").reported() == ["Ann Pell", "Tom Orlin"]


def test_who_is_said_to_attend_took_part_and_whom_they_met_is_another_matter() -> None:
    text = "Minister of Ferries Oskar Venn attended the meeting in the house of Mayor Ann Pell."
    assert attendance(text).attending([whole(text)]) == ["Oskar Venn"]
