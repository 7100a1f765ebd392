"""The time that a question names: `on 2 May 2024`, `in September 2023`, `in 2022`."""

from __future__ import annotations

import calendar
from datetime import date

import regex

from qa.records import Period

_YEAR = r"(?:19|20)\d\d"
_PRINTED = regex.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\p{{L}}{{3,9}}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?{_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b"
)
_YEAR_ALONE = regex.compile(rf"\b{_YEAR}\b")


def period_named(question: str) -> tuple[Period, str] | None:
    """The first period that a question names, with the words that do; None where it names none."""
    for match in _PRINTED.finditer(question):
        period = _parsed(match.group())
        if period is not None:
            return period, match.group()
    year = _YEAR_ALONE.search(question)
    return (Period(date(int(year.group()), 1, 1), date(int(year.group()), 12, 31)), year.group()) if year else None


def _parsed(printed: str) -> Period | None:
    # Imported late: most questions name no date, and this costs a quarter of a second.
    from dateparser.date import DateDataParser

    data = DateDataParser(languages=["en", "ru"], settings={"REQUIRE_PARTS": ["month", "year"]}).get_date_data(printed)
    if data.date_obj is None:
        return None
    day = data.date_obj.date()
    if data.period == "day":
        return Period(day, day)
    return Period(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
