"""The time that a question names."""

from datetime import date

import pytest

from qa.periods import times_told
from qa.records import Period


def day(year: int, month: int, number: int) -> Period:
    return Period(date(year, month, number), date(year, month, number))


NAMED: dict[str, tuple[str, Period]] = {
    "day, British": ("What did she say on 2 May 2024?", day(2024, 5, 2)),
    "day, with ordinal": ("What did she say on 2nd May 2024?", day(2024, 5, 2)),
    "day, with `of`": ("What did she say on the 2nd of May 2024?", day(2024, 5, 2)),
    "day, American": ("What did she say on May 2, 2024?", day(2024, 5, 2)),
    "day, ISO": ("What did she say on 2024-05-02?", day(2024, 5, 2)),
    "day, Russian": ("Что она сказала 2 мая 2024 года?", day(2024, 5, 2)),
    "month": ("What did she say in September 2023?", Period(date(2023, 9, 1), date(2023, 9, 30))),
    "February of a leap year": ("What did she say in February 2024?", Period(date(2024, 2, 1), date(2024, 2, 29))),
    "abbreviated month": ("What did she say in Sept. 2023?", Period(date(2023, 9, 1), date(2023, 9, 30))),
    "year": ("What did she say in 2022?", Period(date(2022, 1, 1), date(2022, 12, 31))),
    "the first of two": ("Between May 2023 and June 2024?", Period(date(2023, 5, 1), date(2023, 5, 31))),
    "a word before a year is no month": ("What was the budget 2024?", Period(date(2024, 1, 1), date(2024, 12, 31))),
}


@pytest.mark.parametrize(("question", "period"), NAMED.values(), ids=NAMED)
def test_the_time_named(question: str, period: Period) -> None:
    assert times_told(question, None)[0].period == period


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("What did she say about the ferry?", id="no time"),
        pytest.param("Who paid 3400 crowns?", id="a number"),
        pytest.param("Who paid 12024 crowns?", id="a longer number"),
        pytest.param("What did she say in May?", id="no year"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_time_is_named(question: str) -> None:
    assert times_told(question, None) == ()


@pytest.mark.parametrize("words", ["in february", "the october meeting", "in may", "last june", "in late march"])
def test_a_month_in_small_letters_is_one_where_it_can_be_nothing_else(words: str) -> None:
    assert len(times_told(f"what did she say {words}", date(2024, 12, 1))) == 1


@pytest.mark.parametrize("words", ["the may", "last march", "the march", "this august body", "may she", "on march"])
def test_what_may_be_another_word_is_no_month(words: str) -> None:
    assert times_told(f"what did she say {words}", date(2024, 12, 1)) == ()


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("words", ["last week", "this week", "last month", "last year", "in December", "on 3 May"])
def test_at_the_ends_of_time_nothing_is_reckoned_beyond_them(words: str, day: date) -> None:
    assert all(date.min <= time.period.since for time in times_told(f"What did she say {words}?", day))


def test_both_ends_belong_to_a_period() -> None:
    period = Period(date(2024, 5, 1), date(2024, 5, 31))
    assert period.contains(date(2024, 5, 1))
    assert period.contains(date(2024, 5, 31))
    assert not period.contains(date(2024, 6, 1))
