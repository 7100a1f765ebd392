"""What an article states of itself: its title and its date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, takewhile

from qa.paragraphs import DATE, bar_items, is_dateline, is_furniture, paragraphs
from qa.records import Span
from qa.sentences import sentences
from qa.time_marks import printed_without_times

LONGEST_TITLE = 200
_HEAD_LINES = 12
_TAIL_LINES = 5

_PROSE_END = re.compile(r"(?<!\b[ap]\.m)(?<!\d\s[гжр])[.…:;,][\"'”’»)\]*_]*$")
_MARKDOWN = re.compile(r"^(?:%\s|[#>\s]+)|\*\*|__|^[*_]+|[*_]+$")
_FIRST_LEVEL = "# "
_MINUTES_HELD = re.compile(r"^(minutes of\b.{0,150}?)\sheld\s.*$", re.IGNORECASE | re.DOTALL)
# `…, the press service reports.`
_CREDIT = re.compile(
    r",\s(?:[^,]{0,60}\bpress (?:service|office)\b[^,]{0,30}|(?:сообщает|сообщила|передаёт|передает)\s[^,]{1,60})$",
    re.IGNORECASE,
)
# Whose page it is, and the parts of a record's cover sheet.
_OFFICE = re.compile(
    r"^(?:the )?(?:ministry|department|office|embassy|house|senate|parliament|assembly|government|permanent mission)\b"
    r"|\b(?:council|agency|ministry|parliament|senate|board|authority|plc|inc\.?|ltd\.?|gmbh|gazette|news|times|courier"
    r"|edition|press service|session|sitting)$"
    r"|^(?:number|no\.?|issue|vol\.?|volume)\s\d+$"
    r"|^(?:evidence|hansard|proceedings|agenda|minutes|transcript|стенограмма|протокол)$"
    r"|^(?:министерство|правительство|администрация|посольство|пресс-служба)\b",
    re.IGNORECASE,
)
# What an office held, and not the office: `Meeting of the Pump Board`.
_HELD = re.compile(
    r"^(?:[^\W\d_]+\s){0,2}(?:meeting|session|hearing|talks|debate|minutes)\s(?:of|on|with|between|at)\b"
    r"|^(?:заседание|совещание|протокол|встреча)\s",
    re.IGNORECASE,
)
# The place before the date that opens a wire story, and what may stand between that date and the dash.
_PLACE = re.compile(r"(?!(?:On|In|By|Since|Until|From|В|На|С|До|По)\s)(?:[A-ZА-ЯЁ][\w’'.-]{0,30}[\s,(]{1,3}){0,6}\Z")
_TO_STORY = re.compile(
    r"(?:\sгода|\sг\.)?\)?[,.]?\s?(?:\([^()]{1,40}\)|/[^/]{1,40}/)?\s?[–—-]+\s|\s(?:года|г)\.\s(?=[A-ZА-ЯЁ])"
)
# What opens a record says on which day it was made, also in a sentence.
_OPENS_RECORD = re.compile(
    r"^(?:(?:draft |approved |unconfirmed )?minutes\b|протокол\b|the \D{0,80}\bmeeting\b\D{0,120}\bcalled to order\b)",
    re.IGNORECASE,
)
# The year first, as official texts in Kazakh have it.
_YEAR_FIRST = re.compile(r"(\d{4})\s(?:жыл\w+|ж\.)\s(\d{1,2}\s\w+)")
_AROUND_DAY = re.compile(r"[«»“”\"]|\bday\b")
_LANGUAGES = ("en", "ru", "kk")
# A line that only dates, in other languages: `Berlin, den 3. Mai 2024`, `3 de mayo de 2024`, `3 травня 2024 року`.
_OTHER_LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "pl", "uk", "cs", "sv", "ro", "tr", "el", "hu", "fi")
_DAY_ELSEWHERE = re.compile(
    r"(?:[^\W\d_][^\d,]{0,40},\s)?(?:[^\W\d_]{2,10}\s)?(\d{1,2}(?:er|º|\.)?\s(?:de\s)?[^\W\d_]{3,12}\s(?:de\s)?\d{4})"
    r"(?:\s(?:року|р\.?|r\.?|roku))?\.?"
)


def find_title(text: str) -> str:
    """The title the article states, at most 200 characters; of a report without a heading, its first sentence.

    Empty where the text has no paragraph.
    """
    found = paragraphs(text)
    headings = _headings(text, found)
    marked = [span for span in headings if span.of(text).startswith(_FIRST_LEVEL)]
    titles = marked or [span for span in headings if not _is_office(span.of(text))] or headings
    stated = titles or (sentences(text, found[0]) if found else [])
    return shortened(_plain(printed_without_times(text, *stated[0])), LONGEST_TITLE) if stated else ""


def _is_office(heading: str) -> bool:
    heading = _MARKDOWN.sub("", heading)
    return bool(_OFFICE.search(heading)) and not _HELD.match(heading)


def has_title(text: str) -> bool:
    """Whether the text begins with one, and not with its first sentence."""
    return bool(_headings(text, paragraphs(text)))


def _headings(text: str, found: Sequence[Span]) -> list[Span]:
    headings = takewhile(lambda span: not _is_prose(span.of(text)), found)
    return [span for span in headings if not _DAY_ELSEWHERE.fullmatch(span.of(text))]


def find_date(text: str) -> date | None:
    """The date the article states of itself, in its first lines or else its last; None where no full date is printed.

    A date in the running prose of the report is about something else and does not count.
    """
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    head, tail = lines[:_HEAD_LINES], lines[-_TAIL_LINES:]
    printed = chain(
        _date_lines(head), _opening_dates(head), _heading_dates(head), _record_dates(head), _date_lines(tail)
    )
    days = chain(map(parsed_date, printed), (parsed_date(one, _OTHER_LANGUAGES) for one in _dates_elsewhere(head)))
    return next(filter(None, days), None)


def _date_lines(lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield from (found.group() for item in bar_items(line) if is_dateline(item) and (found := DATE.search(item)))


def _opening_dates(lines: list[str]) -> Iterator[str]:
    """Of the line that opens a wire story: `PORTO SELLA, June 4, 2024 (Coastal Wire) - The bridge …`."""
    for line in lines:
        found = DATE.search(line)
        if found and _PLACE.match(line[: found.start()]) and _TO_STORY.match(line, found.end()):
            yield found.group()


def _heading_dates(lines: list[str]) -> Iterator[str]:
    for line in takewhile(lambda line: not _is_prose(line), lines):
        if not is_furniture(line):  # the credit of a picture dates the picture
            yield from (found.group() for found in DATE.finditer(line))


def _record_dates(lines: list[str]) -> Iterator[str]:
    return (found.group() for line in lines if _OPENS_RECORD.match(line) and (found := DATE.search(line)))


def _dates_elsewhere(lines: list[str]) -> Iterator[str]:
    return (found[1] for line in lines if not DATE.search(line) and (found := _DAY_ELSEWHERE.fullmatch(line)))


def _is_prose(line: str) -> bool:
    return len(line) > LONGEST_TITLE or bool(_PROSE_END.search(line))


def parsed_date(printed: str, languages: Sequence[str] = _LANGUAGES) -> date | None:
    """A day with its month and year, in words or figures; the day first where figures do not tell."""
    import dateparser  # late: a quarter of a second, which a question does not need

    moment = dateparser.parse(
        _AROUND_DAY.sub("", _YEAR_FIRST.sub(r"\2 \1", printed)),
        languages=languages,
        settings={"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"], "DATE_ORDER": "DMY"},
    )
    return moment.date() if moment else None


def _plain(title: str) -> str:
    return " ".join(_CREDIT.sub("", _MINUTES_HELD.sub(r"\1", _MARKDOWN.sub("", title))).split())


def shortened(title: str, longest: int) -> str:
    """Without the words behind the last that fits into so many characters."""
    if len(title) <= longest:
        return title
    return title[: longest - 1].rsplit(" ", 1)[0] + "…"
