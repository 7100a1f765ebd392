"""A record of fields, as JSON, tables and the heads of texts have it → a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape

from qa.errors import SourceError
from qa.headings import parsed_date
from qa.paragraphs import DATE, MONTH
from qa.sources.articles import LONGEST_ID
from qa.sources.documents import Document, joined
from qa.sources.markup import html_tree, words_of
from qa.sources.speeches import plain_name, speeches_in, transcript_of
from qa.sources.unseen import without_unseen

Record = Mapping[str, object]
_Field = tuple[str, object]  # as the record calls it
_Fields = dict[str, _Field]  # by its plain name

_LONGEST_SHOWN = 40
# `20240507`, `20240507103000`: a day, and not a time since 1970.
_STAMP = re.compile(r"((?:19|20)\d{6})(?:\d{4}|\d{6})?")
# Of numbers that are a time since 1970, in seconds from 1973 on, and what is so late that it is in milliseconds.
_SECONDS_FROM = 100_000_000
_MILLISECONDS_FROM = 100_000_000_000
_MOST_YEARS_AHEAD = 10
_NO_DAY = re.compile(rf"\d{{4}}(?:[-/.]\d\d?)?|(?:\d\d?[-/.]|{MONTH}\b\.?,?\s)\d{{4}}(?:\s?г\.)?", re.IGNORECASE)
_BETWEEN_LINES = re.compile(r"[;\n]")
_COMMA = re.compile(",")

# What the fields are called elsewhere, in the order in which they are looked for; letters and digits alone count.
_NAMES = {
    "text": (
        "segments utterances turns text body content article fulltext articlebody articletext bodytext contenttext"
        " maintext transcript paragraphs contenthtml bodyhtml html текст статья содержание"
    ),
    "title": "title headline heading webtitle articletitle заголовок название name",
    "date": (
        "date published publishedat datepublished pubdate publicationdate publisheddate publishdate datepublish"
        " webpublicationdate datetime createdat created timestamp дата датапубликации"
    ),
    "url": "url link sourceurl permalink weburl articleurl canonicalurl mainentityofpage ссылка адрес",
    "outlet": "outlet source publisher publication sitename newspaper sourcename источник издание",
    "doc_id": "docid id uid guid",
    "language": "language lang inlanguage locale язык",
    "participants": "participants attendees memberspresent участники",
}
_OF_FIELD = {field: tuple(names.split()) for field, names in _NAMES.items()}
# Where a field is an object: `{"source": {"name": "The Gazette"}}`.
_WITHIN = "name title main rendered value text published url @id".split()
_OF_ANOTHER_ARTICLE = frozenset(
    name for field in ("title", "date", "url") for name in _OF_FIELD[field] if name not in ("name", "timestamp")
)
_MARKUP = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|blockquote)\b[^<>]*>", re.IGNORECASE)


def document_of(record: Record, line: int = 0) -> Document:
    """Raises SourceError where the text is missing, or a field is not what it should be."""
    words = _words(_text(_named(record))[1])
    if words is None:
        raise SourceError('"text" is missing or not a string')
    return stated(words, record, line)


def stated(words: str, record: Record, line: int = 0) -> Document:
    """The words, with what the other fields say of them. Raises SourceError where one is not what it should be."""
    fields = _named(record)
    named = {field: _first(fields, names) for field, names in _OF_FIELD.items()}
    url, outlet = _string(*named["url"]), _string(*named["outlet"])
    _, language = named["language"]
    if outlet.startswith(("https://", "http://")):
        url, outlet = url or outlet, ""
    return Document(
        words,
        title=_string(*named["title"]),
        date=day_of(_string(*named["date"])),
        url=url,
        outlet=outlet,
        doc_id=_identifier(_string(*named["doc_id"])),
        language=language if isinstance(language, str) else "",
        participants=_people(named["participants"][1]),
        line=line,
    )


def has_text(record: object) -> bool:
    """Whether it is a report and not what reports stand in."""
    return isinstance(record, Mapping) and _words(_text(_named(record))[1]) is not None


def beside_text(record: Record) -> dict[str, object]:
    """What it states of a report, and nothing else of what is in it."""
    fields = _named(record)
    found = [_first(fields, names) for field, names in _OF_FIELD.items() if field != "text"]
    return {name: value for name, value in found if value is not None}


def is_text_name(name: str) -> bool:
    return plain_name(name) in _OF_FIELD["text"]


def is_other_name(name: str) -> bool:
    """Of a field that is not the text."""
    return any(plain_name(name) in names for field, names in _OF_FIELD.items() if field != "text")


def _named(record: Record) -> _Fields:
    """Where several are called the same, the first."""
    return {plain_name(name): (name, value) for name, value in reversed(list(record.items()))}


def _first(fields: _Fields, names: Sequence[str]) -> _Field:
    """The first that is there and not empty."""
    return next(_filled(fields, names), (names[0], None))


def _text(fields: _Fields) -> _Field:
    """The first that has words."""
    found = list(_filled(fields, _OF_FIELD["text"]))
    if len(found) < 2:  # nothing to choose from: a long one is not read for it
        return found[0] if found else ("text", None)
    return next((one for one in found if _words(one[1]) is not None), found[0])


def _filled(fields: _Fields, names: Sequence[str]) -> Iterator[_Field]:
    return (fields[name] for name in names if name in fields and fields[name][1] not in (None, "", []))


# -- the words


def _words(value: object) -> str | None:
    """Of a text, of paragraphs, or of what people say one after the other; None where it is none of these."""
    match value:
        case str():
            return _without_markup(value)
        case {"rendered": str(words)}:
            return _without_markup(words)
        case [*parts] if speeches := speeches_in(parts):
            return transcript_of(speeches)
        case [*parts]:
            paragraphs = [_paragraph(part) for part in parts]
            return joined(filter(None, paragraphs)) if all(one is not None for one in paragraphs) else None
    return None


def _paragraph(part: object) -> str | None:
    if isinstance(part, Mapping):
        if any(plain_name(name) in _OF_ANOTHER_ARTICLE for name in part):
            return None
        part = next((part[name] for name in ("text", "content", "value") if name in part), "")
    return _without_markup(part) if isinstance(part, str) else None


def _without_markup(text: str) -> str:
    return words_of(without_unseen(html_tree(text))) if _MARKUP.search(text) else text


# -- what is stated of it


def _identifier(printed: str) -> str:
    """An id is typed and pasted, so that it must be a short line of visible characters."""
    if len(printed) > LONGEST_ID or not printed.isprintable() or printed.startswith("-") or printed in (".", ".."):
        raise SourceError(
            f'"doc_id" must be at most {LONGEST_ID} printable characters that begin with no dash, and not `.` or `..`'
        )
    return printed


def _string(name: str, value: object) -> str:
    if value is None:
        return ""
    with suppress(ValueError):  # a number of thousands of digits
        if isinstance(value, Mapping):
            value = next((unescape(str(value[inside])) for inside in _WITHIN if value.get(inside)), value)
        if isinstance(value, (str, int, float, date)):
            return str(value)
    raise SourceError(f'"{name}" is not a string')


def _people(names: object) -> list[str]:
    """Of a list of names, of objects that have one, or of names in a string; of anything else (a number of people)
    none."""
    if isinstance(names, str):
        return (_BETWEEN_LINES if _BETWEEN_LINES.search(names) else _COMMA).split(names)
    every = names if isinstance(names, list) else []
    found = [one.get("name") if isinstance(one, Mapping) else one for one in every]
    return [name for name in found if isinstance(name, str)]


def day_of(printed: str) -> date | None:
    """None of nothing, and of a month or a year alone. Raises SourceError for what is no date."""
    printed = printed.strip()
    if not printed or _NO_DAY.fullmatch(printed):
        return None
    if stamp := _STAMP.fullmatch(printed):
        printed = stamp[1]
    elif day := _since_1970(printed):
        return day
    for parsed in (datetime.fromisoformat, parsedate_to_datetime):  # that of a feed is written like that of a mail
        with suppress(ValueError, OverflowError):
            return parsed(printed).date()
    found = DATE.search(printed)
    if day := found and parsed_date(found.group()):
        return day
    raise SourceError(f'"date" tells no day, month and year: {printed[:_LONGEST_SHOWN]!r}')


def _since_1970(printed: str) -> date | None:
    """None where a number would be the time of no article, and of what is no number."""
    with suppress(ValueError, OverflowError, OSError):
        seconds = float(printed)
        if seconds > _SECONDS_FROM:
            day = datetime.fromtimestamp(seconds / (1000 if seconds > _MILLISECONDS_FROM else 1), UTC).date()
            return day if day.year <= datetime.now(UTC).year + _MOST_YEARS_AHEAD else None
    return None
