"""When and where a meeting took place, as the article tells. All people and places are invented."""

from datetime import date

import pytest

from qa.meeting_days import day_of_record, place_beside, place_of_dateline, place_of_record, told_day
from qa.records import Article, Period, Span

FRIDAY = date(2024, 5, 24)


def day(number: int) -> Period:
    return Period(date(2024, 5, number), date(2024, 5, number))


def whole(text: str) -> Span:
    return Span(0, len(text))


TOLD: dict[str, tuple[str, Period | None]] = {
    "after": ("Tarsk met Orlin on Wednesday.", day(22)),
    "before": ("On 21 May Tarsk met Orlin.", day(21)),
    "the one after, of two": ("Yesterday, it is said, Tarsk met Orlin on Wednesday.", day(22)),
    "since when something else is": ("Tarsk met Orlin, who has been silent since Wednesday.", None),
    "a year alone": ("Tarsk met Orlin of the 2024 committee.", None),
    "none": ("Tarsk met Orlin.", None),
}


@pytest.mark.parametrize(("text", "period"), TOLD.values(), ids=TOLD)
def test_the_day_that_a_sentence_tells(text: str, period: Period | None) -> None:
    start = text.index("met Orlin")
    assert told_day(Article("a", text, date=FRIDAY), whole(text), Span(start, start + len("met Orlin"))) == period


BESIDE: dict[str, tuple[str, str]] = {
    "in a town": ("met Orlin in Calder.", "Calder"),
    "after the day": ("met Orlin on Wednesday at the Harbour Palace, Calder.", "Harbour Palace, Calder"),
    "what they spoke about": ("met Orlin about the bridge in Calder.", ""),
    "no place": ("met Orlin at the Harbour Forum.", ""),
}


@pytest.mark.parametrize(("text", "place"), BESIDE.values(), ids=BESIDE)
def test_the_place_beside_those_who_met(text: str, place: str) -> None:
    assert place_beside(text, len("met Orlin"), whole(text)) == place


def test_minutes_print_their_day_and_their_place_in_the_head() -> None:
    text = "MINUTES of the Council held at the Corn Hall on 22 May 2024\n\nThe ferry is late."
    assert place_of_record(text) == "Corn Hall"
    assert day_of_record(Article("a", text, date=FRIDAY)) == date(2024, 5, 22)
    assert day_of_record(Article("b", "The ferry is late.", date=FRIDAY)) == FRIDAY


DATELINES: dict[str, tuple[str, str]] = {
    "of a wire story": ("PORTO SELLA, May 22 (VTA) — " + "The ferry will sail. " * 4, "Porto Sella"),
    "beside the date of a page": ("The ferry\n\nCalder, 22 May 2024\n\nIt will sail.", "Calder"),
    "none": ("The ferry will sail from Calder.", ""),
}


@pytest.mark.parametrize(("text", "place"), DATELINES.values(), ids=DATELINES)
def test_the_place_of_a_dateline(text: str, place: str) -> None:
    assert place_of_dateline(Article("a", text)) == place
