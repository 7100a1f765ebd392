"""What earlier articles know of somebody at a date. Everybody is invented."""

from datetime import date

import pytest

from qa.extraction import quotations
from qa.known import KnownPeople
from qa.records import Period, Speaker
from tests.qa.test_extraction import calls_of

EARLY, LATE = date(2019, 5, 1), date(2024, 5, 1)
ELIN, OSKAR = Speaker("Elin Tarsk", "President of Lurenia"), Speaker("Oskar Venn", "President of Lurenia")


def known(*met: tuple[Speaker, date | None]) -> KnownPeople:
    return KnownPeople((speaker, Period(on, on) if on else None) for speaker, on in met)


ROLES: dict[str, tuple[KnownPeople, date | None, str]] = {
    "of the same time": (known((ELIN, LATE)), date(2024, 6, 1), "President of Lurenia"),
    "of long ago": (known((ELIN, EARLY)), LATE, ""),
    "that an article without a date gives to somebody else": (
        known((ELIN, LATE), (OSKAR, None)),
        date(2024, 6, 1),
        "President of Lurenia",
    ),
    "of no date": (known((ELIN, None)), LATE, "President of Lurenia"),
    "to an article of no date": (known((ELIN, EARLY)), None, "President of Lurenia"),
    "the one nearest in time": (
        known((ELIN, LATE), (Speaker("Elin Tarsk", "Mayor"), EARLY)),
        date(2020, 1, 1),
        "Mayor",
    ),
    "as fully as any article gives it": (
        known((ELIN, LATE), (Speaker("Elin Tarsk", "President"), date(2024, 6, 1))),
        date(2024, 7, 1),
        "President of Lurenia",
    ),
    "that somebody else has by now": (known((ELIN, EARLY), (OSKAR, date(2022, 1, 1))), date(2022, 1, 1), ""),
    "that somebody else has had before": (
        known((ELIN, LATE), (OSKAR, EARLY)),
        date(2024, 6, 1),
        "President of Lurenia",
    ),
    "that may be anybody's": (known((ELIN, LATE), (OSKAR, LATE)), None, ""),
}


@pytest.mark.parametrize(("people", "on", "role"), ROLES.values(), ids=ROLES)
def test_a_role_is_lent(people: KnownPeople, on: date | None, role: str) -> None:
    assert people.bearing("Tarsk", on) == [Speaker("Elin Tarsk", role)]


def test_a_label_is_never_met_again() -> None:
    people = known()
    people.meet(Speaker("Speaker 4", is_label=True), LATE)
    assert people.bearing("4", LATE) == []


def test_the_offices_holder_is_who_held_it_at_the_articles_date() -> None:
    people = known((ELIN, EARLY), (OSKAR, LATE))
    text = "Elin Tarsk met Oskar Venn. “One,” Elin Tarsk said. “Two,” said Oskar Venn.\n\n“Three,” the President said."
    assert [q.speaker and q.speaker.name for q in quotations(text, people, EARLY)][-1] == "Elin Tarsk"
    assert [q.speaker and q.speaker.name for q in quotations(text, people, LATE)][-1] == "Oskar Venn"


def test_an_office_the_article_gives_to_somebody_else_is_not_lent() -> None:
    text = (
        "President of Lurenia Oskar Venn met Elin Tarsk. “One,” Elin Tarsk said.\n\n"
        "“Two,” the President of Lurenia said."
    )
    first, second = quotations(text, known((ELIN, LATE)), date(2024, 6, 1))
    assert (first.speaker, second.speaker) == (Speaker("Elin Tarsk"), OSKAR)


def test_a_former_president_is_not_lent_the_office() -> None:
    [found] = quotations("Former President Elin Tarsk came. “One,” Elin Tarsk said.", known((ELIN, LATE)), LATE)
    assert found.speaker == Speaker("Elin Tarsk", "Former President")


KASYMZHAN = Speaker("Kasymzhan Toremurat", "President of Lurenia")

ONE_PERSON: dict[str, tuple[str, list[Speaker], str]] = {
    "a surname with the office": ("“One,” President Toremurat said.", [KASYMZHAN], "Kasymzhan Toremurat"),
    "initials with the office": ("“One,” President K. Toremurat said.", [KASYMZHAN], "Kasymzhan Toremurat"),
    "a surname with the office, met under it before": (
        "“One,” President Toremurat said.",
        [KASYMZHAN, Speaker("Toremurat", "President")],
        "Kasymzhan Toremurat",
    ),
    "initials without the office": ("“One,” K. Toremurat said.", [KASYMZHAN], "K. Toremurat"),
    "other initials": ("“One,” President A. Toremurat said.", [KASYMZHAN], "A. Toremurat"),
    "another office": ("“One,” Mayor Toremurat said.", [KASYMZHAN], "Toremurat"),
    "an office that many have": (
        "“One,” Councillor Pell said.",
        [Speaker("Jory Pell", "Councillor")],
        "Pell",
    ),
    "two who may be meant": (
        "“One,” Minister K. Pell said.",
        [Speaker("Kara Pell", "Minister"), Speaker("Kurt Pell", "Minister")],
        "K. Pell",
    ),
}


@pytest.mark.parametrize(("text", "met", "name"), ONE_PERSON.values(), ids=ONE_PERSON)
def test_names_are_one_person_only_where_the_evidence_is_safe(text: str, met: list[Speaker], name: str) -> None:
    [found] = quotations(text, known(*((speaker, LATE) for speaker in met)), LATE)
    assert found.speaker is not None
    assert found.speaker.name == name


@pytest.mark.parametrize("unit", ["“Go now,” said {0} Pell, the mayor of Calder. ", "“Go now,” said {0} Pell. "])
def test_twice_the_namesakes_in_two_articles_are_twice_the_work(unit: str) -> None:
    def calls(count: int) -> int:
        text = "".join(unit.format(f"{a}a{b}e{c}a") for a in "BCDFGHKL" for b in "bcdfghkl" for c in "bcdfghkl"[:count])
        people = KnownPeople()
        quotations(text, people, EARLY)
        return calls_of(lambda again: quotations(again, people, LATE), text)

    calls(1)  # tables are built once
    assert calls(8) < 2.4 * calls(4)
