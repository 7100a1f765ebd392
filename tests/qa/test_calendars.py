"""Of what time and meeting a question speaks."""

from datetime import date

import pytest

from qa.calendars import Calendar, setting
from qa.records import Meeting, Period

TODAY = date(2024, 5, 29)  # a Wednesday
CALENDAR = Calendar(
    (
        Meeting("old", "Talks", date(2023, 5, 4), "Calder", ("Elin Tarsk", "Pavel Orlin")),
        Meeting("new", "Talks", date(2024, 5, 22), "Harbour Palace, Calder", ("Elin Tarsk", "Pavel Orlin")),
        Meeting("other", "Meeting", date(2024, 2, 6), "Ludden", ("Elin Tarsk", "Ann Pell")),
    ),
    frozenset({date(2024, 2, 7)}),
    today=TODAY,
)
DAYS = {
    "last week’s meeting": ("What was said at last week's meeting?", (date(2024, 5, 20), date(2024, 5, 26))),
    "last week": ("What did Tarsk say about the ferry last week?", (date(2024, 5, 20), date(2024, 5, 26))),
    "yesterday": ("What did Tarsk tell reporters yesterday?", (date(2024, 5, 28), date(2024, 5, 28))),
    "last month": ("What did Tarsk say last month?", (date(2024, 4, 1), date(2024, 4, 30))),
    "this year": ("What has Tarsk said about tourism this year?", (date(2024, 1, 1), date(2024, 12, 31))),
    "on Tuesday": ("What did Tarsk say on Tuesday?", (date(2024, 5, 28), date(2024, 5, 28))),
    "the latest May with a meeting": ("What was said at the meeting in May?", (date(2024, 5, 1), date(2024, 5, 31))),
    "before the meeting": ("What was decided at the February meeting?", (date(2024, 2, 1), date(2024, 2, 29))),
    "in Russian": ("Что Тарск сказала о пароме на прошлой неделе?", (date(2024, 5, 20), date(2024, 5, 26))),
    "a day of the latest year of which something is known": (
        "What did Tarsk say about the ferry on 7 February?",
        (date(2024, 2, 7), date(2024, 2, 7)),
    ),
    "a month in small letters": ("what did tarsk say in february", (date(2024, 2, 1), date(2024, 2, 29))),
    "a day in small letters": ("what did tarsk say on 7 february", (date(2024, 2, 7), date(2024, 2, 7))),
    "a day on which they decided, of which nothing is known": (
        "What did the council decide on March 3?",
        (date(2024, 3, 3), date(2024, 3, 3)),
    ),
    "a month with a meeting, of which nothing is known": (
        "What was said at the meeting in August?",
        (date(2023, 8, 1), date(2023, 8, 31)),
    ),
    "after a day": ("What has Tarsk said after 4 May 2023?", (date(2023, 5, 5), date.max)),
    "before a month": ("What did Tarsk say before May 2023?", (date.min, date(2023, 4, 30))),
    "from the first of two days to the last": (
        "What changed between the report of 4 May 2023 and that of 22 May 2024?",
        (date(2023, 5, 4), date(2024, 5, 22)),
    ),
    "a date": ("What was said at the talks of 4 May 2023?", (date(2023, 5, 4), date(2023, 5, 4))),
}


@pytest.mark.parametrize(("question", "days"), DAYS.values(), ids=DAYS)
def test_the_time_of_what_was_said(question: str, days: tuple[date, date]) -> None:
    assert setting(question, CALENDAR).period == Period(*days)


@pytest.mark.parametrize(
    "question",
    [
        "How many boxes are coming on Thursday?",
        "What did Tarsk say about yesterday's minutes?",
        "Will the mayor stand again in May?",
        "How many passengers did he count last Tuesday?",
        "What did Tarsk say about Thursday?",
        "What did Tarsk say about the vote on 3 March?",  # of which nothing is known
        "May I ask what Tarsk said?",
    ],
)
def test_a_time_that_is_spoken_about_is_no_condition(question: str) -> None:
    assert setting(question, CALENDAR).period is None


def test_without_a_day_to_reckon_from_last_week_means_nothing() -> None:
    assert setting("What did Tarsk say last week?", CALENDAR._replace(today=None)).period is None


MEETINGS = {
    "place": ("What did Tarsk say at the meeting in Ludden?", ["other"]),
    "place, of two meetings": ("What did Tarsk say at the talks in Calder?", ["old", "new"]),
    "place and time": ("What did Tarsk say at the talks in Calder in May 2024?", ["new"]),
    "place before": ("What was said at the Ludden meeting?", ["other"]),
    "participants": ("What was said at the meeting between Tarsk and Pell?", ["other"]),
    "participants and time": ("What was said at last week's talks between Orlin and Tarsk?", ["new"]),
    "one participant": ("What did Tarsk say at the meeting with Ann Pell?", ["other"]),
    "no such participants": ("What was said at the meeting between Orlin and Pell?", []),
    "no such place": ("What was said at the meeting in Saltby?", []),
    "a place that is spoken about at a meeting": ("What did Tarsk say about Ludden at the talks?", []),
    "a place where somebody speaks at a meeting": ("What did Tarsk say in Ludden at the talks?", ["other"]),
    "a place that is spoken about": ("What did Tarsk say at the meeting about the bridge in Ludden?", []),
    "no meeting": ("What did Tarsk say in Ludden?", []),
}


@pytest.mark.parametrize(("question", "meetings"), MEETINGS.values(), ids=MEETINGS)
def test_the_meetings_named(question: str, meetings: list[str]) -> None:
    assert list(setting(question, CALENDAR).meetings) == meetings
