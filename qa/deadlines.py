"""Days by which something is due, as minutes and questions print them: `Friday 7 March`, `2025-03-07`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

import regex

from embeddings.lexical import terms
from qa.lexicon import MONTHS, WEEKDAYS

_ISO = regex.compile(r"\b(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b")
_NUMBERS = regex.compile(r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>\d{4}|\d\d))?\b")
_WORD = regex.compile(r"\p{L}+")
_DAY = regex.compile(r"\b\d{1,2}(?=st\b|nd\b|rd\b|th\b|\b)")
_YEAR = regex.compile(r"\b(?:19|20)\d\d\b")
_MONTHS_OF_YEAR = 12
_SHORTEST = 3
_LONGEST_ENDING = 2
_PARTS = 4  # day, month, year, weekday
_WEEK = timedelta(days=7)
_WEEKDAYS_RUSSIAN = "понедельник вторник сред четверг пятниц суббот воскресень".split()
_MONTHS_RUSSIAN = "янв фев мар апр ма июн июл авг сен окт ноя дек".split()


class Deadline(NamedTuple):
    """What the words tell of a day, from 1; `others` are the words of one that has no date.

    `told` is the day that has a date, `on` that of the minutes, and `names_weekday` where the words do.
    """

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    told: date | None = None
    on: date | None = None
    names_weekday: bool = False
    others: frozenset[str] = frozenset()

    def fits(self, asked: Deadline) -> bool:
        """True where nothing of both differs, and something is the same. A weekday alone is one of the week after the
        minutes; a question may mean the one that they print beside a date."""
        pairs = zip(self[:_PARTS], asked[:_PARTS], strict=True)
        both = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
        if not both:
            return bool(self.others) and bool(self.others & asked.others)
        is_near = self._reaches(asked) and (self.names_weekday or asked._reaches(self))
        return is_near and all(mine == theirs for mine, theirs in both)

    def _reaches(self, other: Deadline) -> bool:
        """False for a weekday alone, and a day that is not of the week after the minutes."""
        if self.day or self.weekday is None or self.on is None or other.told is None:
            return True
        return self.on <= other.told <= self.on + _WEEK


def deadline_of(words: str, on: date | None) -> Deadline:
    """`on` is the day of the minutes, in whose year, or in the next, a day without one is."""
    numeric = _ISO.search(words) or _NUMBERS.search(words)
    if numeric:
        day, month = int(numeric["day"]), int(numeric["month"])
        if month > _MONTHS_OF_YEAR:  # `9/19`
            day, month = month, day
    else:
        printed, months = _DAY.search(words), [m for word in _WORD.findall(words) if (m := _month(word))]
        day, month = (int(printed.group()) if printed else 0), (months[0] if months else 0)
    weekdays = [at for word in _WORD.findall(words) if (at := _weekday(word.lower())) is not None]
    printed_year = _YEAR.search(words)
    year = int(printed_year.group()) if printed_year else None
    told = _told(year, month, day, on)
    return Deadline(
        day or None,
        month or None,
        told.year if told else year,
        next(iter(weekdays), told.weekday() if told else None),
        told,
        on,
        bool(weekdays),
        frozenset(terms(words)),
    )


def _month(word: str) -> int | None:
    lower = word.lower()
    english = [at for at, month in enumerate(MONTHS, 1) if len(lower) >= _SHORTEST and month.startswith(lower)]
    russian = [at for at, month in enumerate(_MONTHS_RUSSIAN, 1) if lower.startswith(month)]
    return next(iter(english or russian), None)


def _weekday(lower: str) -> int | None:
    if lower in WEEKDAYS:
        return WEEKDAYS.index(lower)
    stems = (at for at, stem in enumerate(_WEEKDAYS_RUSSIAN) if lower.startswith(stem))
    return next((at for at in stems if len(lower) - len(_WEEKDAYS_RUSSIAN[at]) <= _LONGEST_ENDING), None)


def _told(year: int | None, month: int, day: int, on: date | None) -> date | None:
    if not (month and day and (year or on)):
        return None
    try:
        told = date(year or (on.year if on else 1), month, day)
        if not year and on and told < on:
            told = told.replace(year=told.year + 1)
    except ValueError:  # 30 February
        return None
    return told
