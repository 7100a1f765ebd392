"""Everyone who is quoted, as the page shows them. Everybody is invented."""

import xml.etree.ElementTree as ET
from datetime import date

from qa.people_page import MOST_PEOPLE, Order, people_html
from qa.records import Appearance, Meeting, Speaker

TALKS = Meeting("m1", "Talks on the ferry", date(2024, 5, 7), "Calder")
HEARING = Meeting("m2", "Hearing on the crane")
ELIN = Appearance(Speaker("Elin Tarsk", "President of Lurenia"), 3, date(2024, 5, 7), ("m1",))
JORY = Appearance(Speaker("Jory Pell"), 12, date(2023, 1, 2), ("m1", "m2"))
ODA = Appearance(Speaker("Åse Oda", "Mayor of Calder"), 1, None, ())
ALL = (ELIN, JORY, ODA)


def shown(*appearances: Appearance, order: str = Order.STATEMENTS, searched: str = "") -> ET.Element:
    page = people_html(appearances, [TALKS, HEARING], order, searched).replace("<br>", "<br/>")
    return ET.fromstring(f"<div>{page}</div>")


def names(page: ET.Element) -> list[str | None]:
    return [button.text for button in page.findall(".//tbody//button")]


def cells(page: ET.Element) -> list[list[str]]:
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in page.findall(".//tbody/tr")]


def test_a_row_says_how_often_somebody_is_quoted_when_last_and_at_which_meetings() -> None:
    assert cells(shown(*ALL)) == [
        ["Jory Pell", "12", "2 January 2023", "7 May 2024, Calder Hearing on the crane"],
        ["Elin Tarsk President of Lurenia", "3", "7 May 2024", "7 May 2024, Calder"],
        ["Åse Oda Mayor of Calder", "1", "no date", ""],
    ]


def test_it_is_sorted_as_people_want_it() -> None:
    assert names(shown(*ALL)) == ["Jory Pell", "Elin Tarsk", "Åse Oda"]
    assert names(shown(*ALL, order=Order.LAST)) == ["Elin Tarsk", "Jory Pell", "Åse Oda"]
    assert names(shown(*ALL, order=Order.NAME)) == ["Elin Tarsk", "Jory Pell", "Åse Oda"]
    assert names(shown(*ALL, order="no such order")) == names(shown(*ALL))


def test_the_column_by_which_it_is_sorted_says_so() -> None:
    columns = shown(*ALL, order=Order.NAME).findall(".//thead//th")
    assert [(one.findtext("button") or one.text, one.get("aria-sort")) for one in columns] == [
        ("Name", "ascending"),
        ("Statements", None),
        ("Last", None),
        ("Meetings", None),
    ]


def test_the_beginnings_of_words_of_a_name_or_a_role_find_people_without_case_and_accents() -> None:
    assert names(shown(*ALL, searched="ase")) == ["Åse Oda"]
    assert names(shown(*ALL, searched="pres LUR")) == ["Elin Tarsk"]
    assert shown(*ALL, searched="pell").findtext("p") == "1 person of 3"
    assert shown(*ALL, searched="nobody").findtext("p") == "Nobody of that name or role is quoted."
    assert shown().findtext("p") == "Nobody is quoted yet: add articles first."


def test_of_very_many_the_first_are_shown_and_the_others_can_be_found() -> None:
    many = [Appearance(Speaker(f"Person {at:04}"), 1, None, ()) for at in range(MOST_PEOPLE + 5)]
    page = shown(*many)
    assert len(names(page)) == MOST_PEOPLE
    assert (page.findtext("p") or "").startswith(f"{MOST_PEOPLE} of {MOST_PEOPLE + 5} people are shown")
    assert names(shown(*many, searched=str(MOST_PEOPLE + 4).zfill(4))) == [f"Person {MOST_PEOPLE + 4:04}"]


def test_of_many_meetings_the_first_are_named() -> None:
    meetings = [Meeting(f"m{at}", place=f"Town {at}") for at in range(5)]
    page = people_html([Appearance(Speaker("Elin Tarsk"), 5, None, tuple(one.id for one in meetings))], meetings)
    assert "Town 0<br>Town 1<br>Town 2<br>and 2 more" in page


def test_names_are_shown_as_text_and_never_as_markup() -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    page = shown(Appearance(Speaker(hostile, hostile), 1, None, ()))
    assert names(page) == [hostile]
    assert [button.get("data-person") for button in page.findall(".//tbody//button")] == [hostile]
