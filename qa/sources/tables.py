"""CSV: a report a row, its fields named in the first."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import IO

from qa.errors import SourceError
from qa.sources.decoding import decoded
from qa.sources.documents import Document, Fault, Format, content_of
from qa.sources.fields import document_of

_LONGEST_FIELD = 8_000_000
_SEPARATORS = ",;\t|"


def _read(file: IO[bytes]) -> Iterator[Document | Fault]:
    text = decoded(content_of(file)).lstrip("\ufeff")
    csv.field_size_limit(_LONGEST_FIELD)
    head = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=head.count), strict=True)
    names = [name.strip() for name in next(rows, [])]
    has_row = False
    try:
        for row in rows:
            if any(row):
                has_row = True
                yield _row(names, row, rows.line_num)
    except csv.Error:
        yield Fault("not CSV: a quotation mark is not closed, or not doubled, and the rest is not read", rows.line_num)
    if not has_row:
        raise SourceError("empty: it has no rows below the names of its columns")


def _row(names: list[str], row: list[str], line: int) -> Document | Fault:
    try:
        return document_of(dict(zip(names, row, strict=False)), line)
    except SourceError as error:
        return Fault(str(error), line)


FORMAT = Format("CSV", (".csv", ".tsv"), _read, is_apart=False)
