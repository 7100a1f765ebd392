"""A record of fields, as JSON and tables have it → a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from qa.errors import SourceError
from qa.sources.articles import LONGEST_ID
from qa.sources.documents import Document

_LONGEST_SHOWN = 40


def document_of(record: Mapping[str, object], line: int = 0) -> Document:
    """Raises SourceError where the text is missing, or a field is not what it should be."""
    if not isinstance(record.get("text"), str):
        raise SourceError('"text" is missing or not a string')
    return Document(
        str(record["text"]),
        title=_string(record, "title"),
        date=_date(_string(record, "date")),
        url=_string(record, "url"),
        outlet=_string(record, "outlet"),
        doc_id=_identifier(_string(record, "doc_id") or _string(record, "id")),
        line=line,
    )


def _identifier(printed: str) -> str:
    """An id is typed and pasted, so that it must be a short line of visible characters."""
    if len(printed) > LONGEST_ID or not printed.isprintable() or printed.startswith("-") or printed in (".", ".."):
        raise SourceError(
            f'"doc_id" must be at most {LONGEST_ID} printable characters that begin with no dash, and not `.` or `..`'
        )
    return printed


def _string(record: Mapping[str, object], key: str) -> str:
    value = record.get(key)
    if isinstance(value, (str, int)):
        return str(value)
    if value is None:
        return ""
    raise SourceError(f'"{key}" is not a string')


def _date(printed: str) -> date | None:
    try:
        return datetime.fromisoformat(printed).date() if printed else None
    except ValueError as error:
        raise SourceError(f'"date" is no ISO date: {printed[:_LONGEST_SHOWN]!r}') from error
