"""The meeting that an article reports, and which articles report the same one. All people and places are invented."""

from dataclasses import replace
from datetime import date

import pytest

from qa import names
from qa.extraction import quotations
from qa.meetings import agree, dated, joined_to, merged, reported_meeting
from qa.passages import passages
from qa.records import Article, Meeting, Period

WEDNESDAY = date(2024, 5, 22)


def told(text: str, title: str = "", day: date | None = WEDNESDAY) -> Meeting | None:
    article = Article("a", text, title, day)
    return reported_meeting(article, quotations(text))


READ_OUT = (
    "Negotiations between President of Lurenia Elin Tarsk and President of Vastovia Pavel Orlin took place in Calder"
    "\n\n"
    "“The ferry will sail,” Elin Tarsk said.\n\nPavel Orlin thanked her for the ferry."
)
WIRE = (
    "President Elin Tarsk received her Vastovian counterpart, Pavel Orlin, at the Harbour Palace on Wednesday for two "
    "hours of talks.\n\n“The ferry will sail,” Tarsk told reporters."
)
MINUTES = "MINUTES of the Council held at the Corn Hall on 22 May 2024\n\nPresent: Ann Pell, Tom Pell."
QUESTIONS = "Nora Quist: Why?\n\nAnn Pell: Because.\n\nNora Quist: Really?\n\nAnn Pell: Yes."


@pytest.mark.parametrize("text", [READ_OUT, WIRE])
def test_those_who_met_take_part(text: str) -> None:
    meeting = told(text)
    assert meeting is not None
    assert set(meeting.participants) == {"Elin Tarsk", "Pavel Orlin"}
    assert meeting.date == WEDNESDAY


PLACES = {
    "took place in": (READ_OUT, "Calder"),
    "at, after those who met": (WIRE, "Harbour Palace"),
    "dateline": ("CALDER, May 22 (VTA) — " + WIRE, "Harbour Palace, Calder"),
    "minutes": (
        "MINUTES of the Council held at the Corn Hall on 22 May 2024\n\nPresent: Ann Pell, Tom Pell.",
        "Corn Hall",
    ),
}


@pytest.mark.parametrize(("text", "place"), PLACES.values(), ids=PLACES)
def test_where_it_took_place(text: str, place: str) -> None:
    meeting = told(text)
    assert meeting is not None
    assert meeting.place == place


def test_a_place_that_they_spoke_about_is_not_where_they_met() -> None:
    meeting = told("President Elin Tarsk met President Pavel Orlin to discuss the bridge in Calder.")
    assert meeting is not None
    assert meeting.place == ""


DAYS = {
    "on a day of the week": (WIRE, date(2024, 5, 24), WEDNESDAY),
    "yesterday": ("President Elin Tarsk met President Pavel Orlin yesterday.", date(2024, 5, 23), WEDNESDAY),
    "a date": ("On 22 May President Elin Tarsk met President Pavel Orlin.", date(2024, 6, 3), WEDNESDAY),
    "not told": (READ_OUT, WEDNESDAY, WEDNESDAY),
    "neither told nor dated": (READ_OUT, None, None),
    "of minutes, approved later": (MINUTES, date(2024, 6, 20), WEDNESDAY),
    "of something else": (
        "President Elin Tarsk met President Pavel Orlin, who has been silent since 3 February.",
        WEDNESDAY,
        WEDNESDAY,
    ),
}


@pytest.mark.parametrize(("text", "published", "day"), DAYS.values(), ids=DAYS)
def test_its_day_is_not_that_of_publication(text: str, published: date | None, day: date | None) -> None:
    meeting = told(text, day=published)
    assert meeting is not None
    assert meeting.date == day


NONE = {
    "it has not taken place": "President Elin Tarsk will meet President Pavel Orlin on Friday.",
    "it was called off": "Talks between President Elin Tarsk and President Pavel Orlin were cancelled on Monday.",
    "told in passing": "Mayor Ann Pell, who met President Elin Tarsk in March, opened a bakery.",
    "long ago": "President Elin Tarsk met President Pavel Orlin last month, and has been silent since.",
    "nobody met": "Mayor Ann Pell opened a bakery. “It smells of bread,” she said.",
    "a letter": "President Elin Tarsk received a letter from the harbour.",
    "an interview": f"Interview with the mayor\n\n{QUESTIONS}",
    "only in somebody’s words": "Mayor Ann Pell smiled.\n\n“President Elin Tarsk met President Pavel Orlin,” she said.",
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_what_plainly_reports_no_meeting_has_none(text: str) -> None:
    assert told(text) is None


def test_all_who_speak_in_a_transcript_take_part_and_labels_do_not() -> None:
    turns = "Moderator: Welcome.\n\nAnn Pell: Thank you.\n\nTom Orlin: Good.\n\nAnn Pell: Yes.\n\nTom Orlin: No."
    meeting = told(f"Call on the ferry\n\n{turns}", "Call on the ferry")
    assert meeting is not None
    assert meeting.participants == ("Ann Pell", "Tom Orlin")


def test_those_who_sent_apologies_do_not_take_part() -> None:
    meeting = told("Board minutes\n\nPresent: Ann Pell, Tom Orlin. Absent: Nora Quist.\n\nMs Pell opened the meeting.")
    assert meeting is not None
    assert meeting.participants == ("Ann Pell", "Tom Orlin")


def test_minutes_without_a_list_are_of_those_whose_words_they_report() -> None:
    meeting = told("Council minutes\n\nMs Ann Pell said that the ferry was late.", "Council minutes")
    assert meeting is not None
    assert meeting.participants == ("Ann Pell",)


def test_those_whom_a_file_states_in_a_field_take_part() -> None:
    article = Article("a", "The ferry was spoken of.", "Talks", WEDNESDAY, participants=("Ann Pell, Mayor", "Tom Pell"))
    meeting = reported_meeting(article, [])
    assert meeting is not None
    assert (meeting.participants, meeting.date) == (("Ann Pell", "Tom Pell"), WEDNESDAY)


def test_kazakh_minutes_are_of_those_whose_words_they_report() -> None:
    meeting = told(
        "Б. Оразов паромның ескіргенін айтты.\n\nҚ. Жарқынов көпір салынатынын айтты.", "Мәслихаттың хаттамасы"
    )
    assert meeting is not None
    assert meeting.participants == ("Б. Оразов", "Қ. Жарқынов")


def test_a_story_of_some_minutes_is_not_the_minutes_of_a_meeting() -> None:
    assert told("A ferry every 72 minutes\n\nMs Ann Pell said that it was late.", "A ferry every 72 minutes") is None


def test_others_attend_too() -> None:
    meeting = told(READ_OUT + "\n\nMinister of Ferries Oskar Venn also attended the meeting.")
    assert meeting is not None
    assert "Oskar Venn" in meeting.participants


def test_a_meeting_is_read_in_russian_too() -> None:
    meeting = told("Павел Орлин принял министра транспорта Веру Ветрову\n\n– Дорога готова, – сообщила Вера Ветрова.")
    assert meeting is not None
    assert meeting.participants == ("Павел Орлин", "Вера Ветрова")


# -- the same meeting

TALKS = Meeting("m", "Talks", WEDNESDAY, "Calder", ("Elin Tarsk", "Pavel Orlin"), ("a",))
DIFFERENT = {
    "another day": replace(TALKS, date=date(2024, 5, 23)),
    "no day": replace(TALKS, date=None),
    "another participant": replace(TALKS, participants=("Elin Tarsk", "Ann Pell")),
    "one participant": replace(TALKS, participants=("Elin Tarsk",)),
    "no participants": replace(TALKS, participants=()),
}


@pytest.mark.parametrize("other", DIFFERENT.values(), ids=DIFFERENT)
def test_reports_that_do_not_agree_are_of_two_meetings(other: Meeting) -> None:
    assert not agree(TALKS, other)
    assert not agree(other, TALKS)
    assert joined_to(replace(other, id="n"), [TALKS]).id == "n"


def test_two_undated_reports_are_of_two_meetings() -> None:
    assert not agree(replace(TALKS, date=None), replace(TALKS, date=None))


def test_a_report_that_names_more_people_is_of_the_same_meeting() -> None:
    other = replace(TALKS, id="n", participants=(*TALKS.participants, "Oskar Venn"), article_ids=("b",))
    assert joined_to(other, [TALKS]).id == "m"


def test_a_report_must_agree_with_all_others() -> None:
    longer = replace(TALKS, participants=(*TALKS.participants, "Oskar Venn"))
    third = replace(TALKS, id="n", participants=(*TALKS.participants, "Ann Pell"))
    assert joined_to(third, [TALKS, longer]).id == "n"


def test_a_joined_meeting_has_what_each_report_tells() -> None:
    other = replace(TALKS, title="Talks of two", place="Harbour Palace, Calder", article_ids=("b",))
    [meeting] = merged([TALKS, other])
    assert meeting == replace(TALKS, place="Calder, Harbour Palace", article_ids=("a", "b"))


def test_thousands_of_participants_are_not_compared_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a meeting has them that was stored before there was a limit."""
    compared: list[str] = []
    monkeypatch.setattr(names, "same_name", lambda one, other: compared.append(one) or one == other)
    crowd = tuple(f"Ann{number % 50} Pell{number // 50}" for number in range(2_500))
    report = replace(TALKS, participants=crowd)
    [meeting] = merged([report, replace(report, article_ids=("b",))])
    assert meeting.participants == crowd
    assert agree(report, replace(report, participants=crowd[::-1]))
    assert len(compared) < 200_000


def test_no_meeting_has_more_people_than_a_parliament() -> None:
    crowd = tuple(
        f"Ann{'abcdefghij'[number % 10]}{'abcdefghij'[number // 10 % 10]} Pell{'abcdefghijkl'[number // 100]}"
        for number in range(1_100)
    )
    meeting = reported_meeting(Article("a", "The ferry was spoken of.", "Talks", WEDNESDAY, participants=crowd), [])
    assert meeting is not None
    assert meeting.participants == crowd[:1_000]


def test_meetings_are_listed_by_date_and_the_undated_last() -> None:
    dates = (None, date(2024, 6, 1), date(2023, 1, 1))
    listed = merged(replace(TALKS, id=str(day), date=day) for day in dates)
    assert [meeting.date for meeting in listed] == [date(2023, 1, 1), date(2024, 6, 1), None]


# -- when something was said


def said_on(text: str, words: str, published: date) -> Period | None:
    article = Article("a", text, date=published)
    said = quotations(text)
    found = dated(article, passages(article, said), said, reported_meeting(article, said))
    return next(passage.said for passage in found if words in passage.span.of(text))


def day(number: int, month: int = 5) -> Period:
    return Period(date(2024, month, number), date(2024, month, number))


SAID: dict[str, tuple[str, str, Period | None]] = {
    "at the meeting": (WIRE, "will sail", day(22)),
    "beside the cue": ("The ferry is late.\n\n“It will sail,” Ann Pell said on Monday.", "will sail", day(20)),
    "before it": (
        "The ferry is late. In April Ann Pell said it would sail.",
        "would sail",
        Period(date(2024, 4, 1), date(2024, 4, 30)),
    ),
    "in the words themselves": ("The ferry is late.\n\n“It will sail on Monday,” Ann Pell said.", "will sail", None),
    "nowhere": ("The ferry is late.\n\n“It will sail,” Ann Pell said.", "will sail", None),
    "by somebody who was not there": (f"{WIRE}\n\n“It will sink,” farmer Jory Pell said.", "will sink", None),
}


@pytest.mark.parametrize(("text", "words", "period"), SAID.values(), ids=SAID)
def test_when_it_was_said(text: str, words: str, period: Period | None) -> None:
    assert said_on(text, words, date(2024, 5, 24)) == period
