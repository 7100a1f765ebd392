"""The time that words name: `on 2 May 2024`, `in 2022`; reckoned from a day, `yesterday`, `last week`, `in May`."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

import regex

from qa.records import Period, Span

_YEAR = r"(?:19|20)\d\d"
_PRINTED = regex.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?\p{{L}}{{3,9}}\.?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?{_YEAR}\b|\b{_YEAR}-\d\d-\d\d\b"
)
_YEAR_ALONE = regex.compile(rf"\b{_YEAR}\b")
_BEGINNINGS_OF_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec янв фев мар апр ма июн июл авг сен окт ноя дек"
_NUMBER_OF_MONTH = {beginning: at % 12 + 1 for at, beginning in enumerate(_BEGINNINGS_OF_MONTHS.split())}
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|March|Mar(?=\.)|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
    r"|январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|ию[нл][ьяе]|август[ае]?|(?:сент|окт|но|дек)[а-я]{0,3}бр[ьяе])\b"
)
_MONTHS_ALONE = "january|february|april|june|july|september|october|november|december"
_BEGINNINGS_OF_DAYS = "mon tue wed thu fri sat sun пон вто сре чет пят суб вос"
_NUMBER_OF_DAY = {beginning: at % 7 for at, beginning in enumerate(_BEGINNINGS_OF_DAYS.split())}


class Time(NamedTuple):
    """Words that name a time, and which; `recurs` where they leave out the year: a month, or a day of one."""

    span: Span
    period: Period
    recurs: bool = False


@lru_cache(maxsize=2_000)
def times_told(text: str, on: date | None) -> tuple[Time, ...]:
    """All times that a text of a day names, in the order of the text; without a day, those that are whole."""
    times = list(_absolute_times(text))
    if on:
        relative = [time for form, reckoned in _RELATIVE for time in _found(text, form, reckoned, on)]
        for time in relative:  # the longer forms come first
            if not any(time.span.overlaps(other.span) for other in times):
                times.append(time)
    return tuple(sorted(times))


def latest_of(time: Period, days: Collection[date], today: date) -> Period | None:
    """The same month, or day of a month, of the latest year in which one of these days, up to today, lies in it."""
    is_day = time.since == time.until
    found = [
        day
        for day in days
        if day <= today and day.month == time.since.month and (not is_day or day.day == time.since.day)
    ]
    if not found:
        return None
    return Period(max(found), max(found)) if is_day else _month_of(max(found))


def _absolute_times(text: str) -> Iterator[Time]:
    taken: list[Span] = []
    for match in _PRINTED.finditer(text):
        period = _parsed(match.group())
        if period is not None:
            taken.append(Span(*match.span()))
            yield Time(taken[-1], period)
    for year in _YEAR_ALONE.finditer(text):
        span = Span(*year.span())
        if not any(span.overlaps(other) for other in taken):
            yield Time(span, _year_of(int(year.group())))


@lru_cache(maxsize=10_000)
def _parsed(printed: str) -> Period | None:
    data = _parser().get_date_data(printed)
    if data.date_obj is None:
        return None
    day = data.date_obj.date()
    if data.period == "day":
        return Period(day, day)
    return _month_of(day)


@cache
def _parser() -> Any:
    # Imported late: most questions name no date, and this costs a quarter of a second.
    from dateparser.date import DateDataParser

    return DateDataParser(languages=["en", "ru"], settings={"REQUIRE_PARTS": ["month", "year"]})


# -- reckoned from a day

_Reckoned = Callable[[regex.Match[str], date], Period | None]


def _found(text: str, form: regex.Pattern[str], reckoned: _Reckoned, on: date) -> Iterator[Time]:
    for match in form.finditer(text):
        try:
            period = reckoned(match, on)
        except (OverflowError, ValueError):  # before the year 1, or after 9999
            continue
        if period:
            yield Time(Span(*match.span()), period, reckoned in (_month, _day_of_month))


def _today(_: regex.Match[str], on: date) -> Period:
    return Period(on, on)


def _yesterday(_: regex.Match[str], on: date) -> Period:
    return Period(on - timedelta(1), on - timedelta(1))


def _week(match: regex.Match[str], on: date) -> Period:
    """From Monday to Sunday."""
    monday = on - timedelta(on.weekday() + (7 if _is_last(match) else 0))
    return Period(monday, monday + timedelta(6))


def _whole_month(match: regex.Match[str], on: date) -> Period:
    return _month_of(on.replace(day=1) - timedelta(1) if _is_last(match) else on)


def _whole_year(match: regex.Match[str], on: date) -> Period:
    return _year_of(on.year - 1 if _is_last(match) else on.year)


def _is_last(match: regex.Match[str]) -> bool:
    return match["which"].lower() in ("last", "previous", "past", "прошлой", "прошлом")


def _weekday(match: regex.Match[str], on: date) -> Period:
    """The latest, that day itself included: a report of Wednesday says `on Wednesday`."""
    back = (on.weekday() - _NUMBER_OF_DAY[match["day"].lower()[:3]]) % 7
    if not back and (match["which"] or "").lower() == "last":
        back = 7
    return Period(on - timedelta(back), on - timedelta(back))


def _day_of_month(match: regex.Match[str], on: date) -> Period | None:
    number, month = int(match["number"]), _number_of(match)
    for year in (on.year, on.year - 1):
        try:
            day = date(year, month, number)
        except ValueError:  # 30 February
            continue
        if day <= on:
            return Period(day, day)
    return None


def _month(match: regex.Match[str], on: date) -> Period:
    month = _number_of(match)
    return _month_of(date(on.year if month <= on.month else on.year - 1, month, 1))


def _number_of(match: regex.Match[str]) -> int:
    printed = match["month"].lower()
    return _NUMBER_OF_MONTH.get(printed[:3]) or _NUMBER_OF_MONTH[printed[:2]]


def _month_of(day: date) -> Period:
    return Period(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))


def _year_of(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _form(pattern: str, *, any_case: bool = True) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE if any_case else 0)


_WHICH = r"(?P<which>last|previous|past|this)\s+"
_RELATIVE: tuple[tuple[regex.Pattern[str], _Reckoned], ...] = (
    (_form(r"\b(?:today|tonight|(?:earlier )?this (?:morning|afternoon|evening)|сегодня)\b"), _today),
    (_form(r"\b(?:yesterday|last night|вчера)\b"), _yesterday),
    (_form(rf"\b{_WHICH}week(?:['’]?s)?\b|\bна (?P<which>прошлой|этой) неделе\b"), _week),
    (_form(rf"\b{_WHICH}month\b|\bв (?P<which>прошлом|этом) месяце\b"), _whole_month),
    (_form(rf"\b{_WHICH}year\b|\bв (?P<which>прошлом|этом) году\b"), _whole_year),
    (
        _form(
            r"\b(?:on\s+)?(?:(?P<which>last|this)\s+)?(?P<day>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
            r"|\bво?\s(?P<day>понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b"
        ),
        _weekday,
    ),
    (
        _form(
            rf"\b(?:on\s+)?(?:the\s+)?(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?i:{_MONTH})"
            rf"|\b(?:(?i:on)\s+)?{_MONTH}\.?\s+(?P<number>\d{{1,2}})(?:st|nd|rd|th)?\b",
            any_case=False,
        ),
        _day_of_month,
    ),
    # Only where the word is a time for sure: `in May`, and neither `may` nor `March on`.
    (_form(rf"\b(?:(?i:in|last|the|this|of)\s|(?i:в)\s)(?:(?:early|late)\s)?{_MONTH}", any_case=False), _month),
    # In small letters: `in may`, but neither `the may` nor `last march` or `this august`.
    (_form(rf"\bin\s(?:(?:early|late)\s)?(?P<month>{_MONTHS_ALONE}|march|may|august)\b"), _month),
    (_form(rf"\b(?:last|the|this|of)\s(?:(?:early|late)\s)?(?P<month>{_MONTHS_ALONE})\b"), _month),
)
