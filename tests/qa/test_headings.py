from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.headings import LONGEST_TITLE, find_date, find_title

STORY = "The ferry was sold on Tuesday. Nobody bought it on 1 April 2001, the clerk said."
LONG_STORY = "\n\n".join([STORY] * 20)

TITLES: dict[str, tuple[str, str]] = {
    "first line": (f"Ferry sold at last\n\n{STORY}", "Ferry sold at last"),
    "after page furniture": (
        f"Images | Calder House\n\nTell a friend\n\n7 May 2024\n\nFerry sold\n\n{STORY}",
        "Ferry sold",
    ),
    "after an outlet": (f"HTA – Harrow Telegraph Agency\n\nFerry sold at last\n\n{STORY}", "Ferry sold at last"),
    "after an office": (f"Ministry of Ferries of Harrow\n\nFerry sold\n\n{STORY}", "Ferry sold"),
    "after a cover sheet": (
        f"HOUSE OF DEPUTIES OF HARROW\n44th House, 2nd Session\n\nCOMMITTEE ON FERRIES\nEVIDENCE\n\n{STORY}",
        "COMMITTEE ON FERRIES",
    ),
    "an office that is the only heading": (
        f"Mayor meets Harrow Town Council\n\n{STORY}",
        "Mayor meets Harrow Town Council",
    ),
    "heading in Markdown": (f"## **Ferry sold** at last\n\n{STORY}", "Ferry sold at last"),
    "heading that asks": (f"Harrow Times\n\nWho wants a ferry?\n\n{STORY}", "Who wants a ferry?"),
    "heading with a quotation": (f"“It floats”: ferry sold\n\n{STORY}", "“It floats”: ferry sold"),
    "heading with its date": (f"PM call with Ann Moss: 3 May 2024\n\n{STORY}", "PM call with Ann Moss: 3 May 2024"),
    "minutes, without the place": (
        f"MINUTES of the Meeting of HARROW COUNCIL held at the Corn Exchange on 3 May 2024\n\n{STORY}",
        "MINUTES of the Meeting of HARROW COUNCIL",
    ),
    "no heading: the first sentence": (STORY, "The ferry was sold on Tuesday."),
    "no heading: without the press service": (
        f"Ann Moss and Tom Reyes held talks, the Calder House press service reports.\n\n{STORY}",
        "Ann Moss and Tom Reyes held talks",
    ),
    "Russian": (f"Фото | Дворец\n\n5 мая 2024 года\n\nПаром продан\n\n{STORY}", "Паром продан"),
    "after a day in German": (f"Harrow, den 3. Mai 2024\n\nFähre verkauft\n\n{STORY}", "Fähre verkauft"),
    "nothing": ("Tell a friend\n\n* * *", ""),
}

DATES: dict[str, tuple[str, date | None]] = {
    "day month year": (f"7 September 2023\n\nFerry sold\n\n{STORY}", date(2023, 9, 7)),
    "month day year": (f"Ferry sold\n\nSeptember 7, 2023\n\n{STORY}", date(2023, 9, 7)),
    "abbreviated, with an hour": (f"Harrow plc Q3 call\nOct. 24, 2024 9:00 a.m.\n\n{STORY}", date(2024, 10, 24)),
    "ordinal": (f"Ferry sold\nMonday 17th June 2024 at 7.00 p.m.\n\n{STORY}", date(2024, 6, 17)),
    "figures, day first": (f"Ferry call\nFri 12/07/2024\n\n{STORY}", date(2024, 7, 12)),
    "figures, day first impossible": (f"Ferry call\n07/25/2024\n\n{STORY}", date(2024, 7, 25)),
    "figures with stops and an hour": (f"11.09.2024 17:45\n\nFerry sold\n\n{STORY}", date(2024, 9, 11)),
    "ISO": (f"2024-05-02\n\nFerry sold\n\n{STORY}", date(2024, 5, 2)),
    "ISO with an hour": (f"Published: 2024-05-02T10:00:00Z\n\nFerry sold\n\n{STORY}", date(2024, 5, 2)),
    "among links": (f"2025-03-12  |  Politics  |  Reading time: 2 min\n\nFerry sold\n\n{STORY}", date(2025, 3, 12)),
    "Russian": (f"5 декабря 2024 года\n\nПаром продан\n\n{STORY}", date(2024, 12, 5)),
    "Kazakh, the year first": (f"Паром сатылды\n\n2024 жылғы 5 желтоқсан\n\n{STORY}", date(2024, 12, 5)),
    "a dateline with a full stop": (f"Паром продан\n\nОЗЁРСК, 5 марта 2024 года. {STORY}", date(2024, 3, 5)),
    "Kazakh, a year and a place abbreviated": (
        f"Паром сатылды\n\n2024 ж. 3 маусым, Бестерек қ.\n\n{STORY}",
        date(2024, 6, 3),
    ),
    "Russian, in a heading that ends like a sentence": (
        f"ПРОТОКОЛ № 11 заседания правления от 12 апреля 2024 г.\n\n{STORY}",
        date(2024, 4, 12),
    ),
    "Russian, a day between marks": (f"Паром продан\n\nг. Озёрск, «12» апреля 2024 года\n\n{STORY}", date(2024, 4, 12)),
    "the sentence that opens minutes": (
        f"Minutes of the board held on Tuesday, 3rd May, 2024 at 7 p.m. in the hall.\n\n{STORY}",
        date(2024, 5, 3),
    ),
    "the call to order": (
        f"Harrow Board\n\nThe regular meeting was called to order on May 3, 2024, at 7:02 p.m. by Ann Moss.\n\n{STORY}",
        date(2024, 5, 3),
    ),
    "German": (f"Fähre verkauft\n\nHarrow, den 3. Mai 2024\n\n{STORY}", date(2024, 5, 3)),
    "French": (f"Le ferry est vendu\n\nHarrow, le 3 mai 2024\n\n{STORY}", date(2024, 5, 3)),
    "Spanish": (f"El ferry se ha vendido\n\n3 de mayo de 2024\n\n{STORY}", date(2024, 5, 3)),
    "Ukrainian": (f"Паром продано\n\n3 травня 2024 року\n\n{STORY}", date(2024, 5, 3)),
    "no day of any language": (f"Ferry sold\n\n12 people 2024\n\n{STORY}", None),
    "Kazakh": (f"Паром сатылды\n\n5 желтоқсан 2024\n\n{STORY}", date(2024, 12, 5)),
    "Russian, abbreviated": (f"5 дек. 2024\n\nПаром продан\n\n{STORY}", date(2024, 12, 5)),
    "published": (f"Ferry sold\n\nPublished 2 May 2024\nLast updated 9 May 2024\n\n{STORY}", date(2024, 5, 2)),
    "published by": (f"Ferry sold\n\nPublished on 2 May 2024 by the Press Office\n\n{STORY}", date(2024, 5, 2)),
    "place and date": (f"Ferry sold\nPorto Calder, 06 February 2025\n\n{STORY}", date(2025, 2, 6)),
    "paper and date": (f"# Ferry sold\n\n*Harrow Courier, Saturday 14 December 2024*\n\n{STORY}", date(2024, 12, 14)),
    "dateline": (f"Ferry sold\n\nHARROW, Calder, June 4, 2024 (Coastal Wire) - {STORY}", date(2024, 6, 4)),
    "title": (f"PM call with Ann Moss: 3 May 2024\n\n{STORY}", date(2024, 5, 3)),
    "title of minutes": (f"HARROW BOARD — MINUTES — October 8, 2024, 7:00 p.m.\n\n{STORY}", date(2024, 10, 8)),
    "below the title": (
        f"MINUTES\nheld at Harrow, on Thursday, 9 May 2024, at 11.00 a.m.\n\n{STORY}",
        date(2024, 5, 9),
    ),
    "its own line before the title": (f"Ruling of 1 May 2023 upheld\n\n3 June 2024\n\n{STORY}", date(2024, 6, 3)),
    "last line": (f"Ferry sold\n\n{LONG_STORY}\n\nPorto Calder, 6 February 2025", date(2025, 2, 6)),
    "head before foot": (f"7 May 2024\n\nFerry sold\n\n{LONG_STORY}\n\n9 May 2024", date(2024, 5, 7)),
    "below a subtitle": (
        f"Ferry sold\n\nNobody cried.\n\nJanuary 30, 2024   11:40   Harrow\n\n{STORY}",
        date(2024, 1, 30),
    ),
    "the next meeting is another": (f"Ferry sold\n\n{LONG_STORY}\n\nNext meeting: 15 July 2024", None),
    "prose is about something else": (f"Ferry sold\n\n{STORY}", None),
    "prose that begins with a date": (f"On 4 June 2024 - a Sunday - the ferry sank.\n\n{STORY}", None),
    "no year": (f"Ferry sold\n\nHARROW, April 26 — {STORY}", None),
    "two digits are no year": (f"11.09.24\n\nFerry sold\n\n{STORY}", None),
    "no day": (f"May 2024\n\nFerry sold\n\n{STORY}", None),
    "no such day": (f"31 February 2024\n\nFerry sold\n\n{STORY}", None),
    "credit of a picture": (f"Photo: Calder House, 5 May 2023\n\nFerry sold\n\n{STORY}", None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_title_is_the_first_line_that_is_one(text: str, title: str) -> None:
    assert find_title(text) == title


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES.keys())
def test_the_date_is_that_of_the_articles_head(text: str, expected: date | None) -> None:
    assert find_date(text) == expected


def test_a_long_title_is_cut_at_a_word() -> None:
    title = find_title("ferry " * 100)
    assert len(title) <= LONGEST_TITLE
    assert title.endswith("ferry…")


@given(st.text())
def test_any_text_has_a_short_title_in_one_line(text: str) -> None:
    title = find_title(text)
    assert len(title) <= LONGEST_TITLE
    assert len(title.splitlines()) <= 1


@given(st.dates(min_value=date(1900, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]))
def test_a_printed_date_is_read_back(day: date, form: str) -> None:
    assert find_date(f"{day.strftime(form)}\n\nFerry sold\n\n{STORY}") == day
