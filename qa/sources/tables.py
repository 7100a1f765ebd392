"""CSV: a report a row, its fields named in the first; or what somebody says a row, and all of it one transcript."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import chain
from typing import IO, Protocol

from qa.errors import SourceError
from qa.sources.decoding import beginning, decoded
from qa.sources.documents import NAMES_OF_TEXT, Document, Fault, Format, Look, content_of
from qa.sources.fields import document_of, is_other_name, is_text_name
from qa.sources.speeches import is_speech

_LONGEST_FIELD = 8_000_000
_SEPARATORS = ",;\t|"
_NOT_CLOSED = "not CSV: a quotation mark is not closed, or not doubled, and the rest is not read"
_STATED = "sep="  # in a line above the names, for Excel


def _read(file: IO[bytes]) -> Iterator[Document | Fault]:
    text = decoded(content_of(file)).lstrip("\ufeff")
    csv.field_size_limit(_LONGEST_FIELD)
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_STATED):
        text, first = rest, rest.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(first), strict=True)
    records = _records(rows)
    first_record = next(records, None)
    if first_record is None:
        raise SourceError("empty: it has no rows below the names of its columns")
    found = chain([first_record], records)
    yield from _transcript(found) if is_speech(first_record[0]) else map(_row, found)


class _Rows(Protocol):
    """As csv reads them."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...


_Record = tuple[dict[str, str] | Fault, int]


def _records(rows: _Rows) -> Iterator[_Record]:
    try:
        names = [name.strip() for name in next(iter(rows), [])]
        for row in rows:
            if any(row):
                yield dict(zip(names, row, strict=False)), rows.line_num
    except csv.Error:
        yield Fault(_NOT_CLOSED, rows.line_num), rows.line_num


def _row(found: _Record) -> Document | Fault:
    record, line = found
    if isinstance(record, Fault):
        return record
    try:
        return document_of(record, line)
    except SourceError as error:
        return Fault(str(error), line)


def _transcript(found: Iterator[_Record]) -> Iterator[Document | Fault]:
    records = [record for record, _ in found]
    yield from (record for record in records if isinstance(record, Fault))
    yield document_of({"text": [record for record in records if is_speech(record)]})


def _separator(head: str) -> str:
    return max(_SEPARATORS, key=head.count)


def _marks(look: Look) -> bool:
    """Excel calls a table `.txt`, too. No sentence names a text and something else."""
    if look.suffix not in NAMES_OF_TEXT:
        return False
    head = beginning(look.start).lstrip("\ufeff").partition("\n")[0]
    names = [name.strip().strip('"') for name in head.split(_separator(head))]
    return any(map(is_text_name, names)) and any(map(is_other_name, names))


FORMAT = Format("CSV", (".csv", ".tsv"), _read, _marks, is_apart=False)
