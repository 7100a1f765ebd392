"""A record of fields, as JSON and tables have it → a document."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from qa.errors import SourceError
from qa.sources.articles import LONGEST_ID
from qa.sources.documents import Document

_LONGEST_SHOWN = 40


# What the fields are called elsewhere, in the order in which they are looked for; whatever their case.
_NAMES = {
    "text": ("text", "body", "content", "article", "full_text", "fulltext", "articlebody", "transcript"),
    "title": ("title", "headline", "heading", "name"),
    "date": ("date", "published", "published_at", "date_published", "datepublished", "pubdate", "publication_date"),
    "url": ("url", "link", "source_url", "permalink"),
    "outlet": ("outlet", "source", "publisher", "publication", "site_name", "newspaper"),
    "doc_id": ("doc_id", "id", "uid", "guid"),
}


def document_of(record: Mapping[str, object], line: int = 0) -> Document:
    """Raises SourceError where the text is missing, or a field is not what it should be."""
    lowered = {str(name).strip().lower(): (name, value) for name, value in record.items()}
    named = {field: _first(lowered, names) for field, names in _NAMES.items()}
    _, text = named["text"]
    if not isinstance(text, str):
        raise SourceError('"text" is missing or not a string')
    return Document(
        text,
        title=_string(*named["title"]),
        date=_date(_string(*named["date"])),
        url=_string(*named["url"]),
        outlet=_string(*named["outlet"]),
        doc_id=_identifier(_string(*named["doc_id"])),
        line=line,
    )


def has_text(record: object) -> bool:
    """Whether it is a report and not what reports stand in."""
    return isinstance(record, dict) and any(str(name).strip().lower() in _NAMES["text"] for name in record)


def _first(record: Mapping[str, tuple[str, object]], names: tuple[str, ...]) -> tuple[str, object]:
    """The first that is there and not empty, with the name that it has."""
    return next(
        (record[name] for name in names if name in record and record[name][1] not in (None, "")), (names[0], None)
    )


def _identifier(printed: str) -> str:
    """An id is typed and pasted, so that it must be a short line of visible characters."""
    if len(printed) > LONGEST_ID or not printed.isprintable() or printed.startswith("-") or printed in (".", ".."):
        raise SourceError(
            f'"doc_id" must be at most {LONGEST_ID} printable characters that begin with no dash, and not `.` or `..`'
        )
    return printed


def _string(name: str, value: object) -> str:
    if isinstance(value, (str, int)):
        return str(value)
    if value is None:
        return ""
    raise SourceError(f'"{name}" is not a string')


def _date(printed: str) -> date | None:
    if not printed:
        return None
    for parsed in (datetime.fromisoformat, parsedate_to_datetime):  # that of a feed is written like that of a mail
        with suppress(ValueError):
            return parsed(printed.strip()).date()
    raise SourceError(f'"date" is no ISO date: {printed[:_LONGEST_SHOWN]!r}')
