"""JSON, a report or a list of them; and JSON lines, a report each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from qa.errors import SourceError
from qa.sources.articles import most_bytes, too_long
from qa.sources.decoding import decoded, utf_8
from qa.sources.documents import Document, Fault, Format, content_of
from qa.sources.fields import document_of, has_text

_BYTE_ORDER_MARK = "\ufeff"


def _lines(file: IO[bytes]) -> Iterator[Document | Fault]:
    file.seek(0)
    number, is_blank = 0, True
    while line := file.readline(most_bytes() + 1):
        number += 1
        if line.strip():
            is_blank = False
            yield _line(file, line, number)
    if is_blank:
        raise SourceError("empty: it has no text")


def _line(file: IO[bytes], line: bytes, number: int) -> Document | Fault:
    try:
        if len(line) > most_bytes() and not line.endswith(b"\n"):
            raise SourceError(too_long(len(line) + _rest_of_line(file), "bytes"))
        record = parsed(utf_8(line))
        if not isinstance(record, dict):
            raise SourceError("not a JSON object")
        return document_of(record, number)
    except SourceError as error:
        return Fault(str(error), number)


def _rest_of_line(file: IO[bytes]) -> int:
    """How long it is; nothing of it is kept."""
    size = 0
    while part := file.readline(most_bytes()):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def parsed(text: str) -> object:
    """Raises SourceError for what is no JSON."""
    try:
        return json.loads(text.lstrip(_BYTE_ORDER_MARK))
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON from column {error.colno} on") from error
    except RecursionError as error:
        raise SourceError("not JSON that can be read: its brackets are nested too deep") from error
    except ValueError as error:
        raise SourceError("not JSON that can be read: a number in it has thousands of digits") from error


def _whole(file: IO[bytes]) -> Iterator[Document | Fault]:
    content = content_of(file)
    try:
        records = _records(parsed(decoded(content)))
    except SourceError:
        if not _is_lines(content):
            raise
        yield from _lines(file)  # that are called JSON
        return
    for number, record in enumerate(records, start=1):
        try:
            if not isinstance(record, dict):
                raise SourceError("not a JSON object")
            yield document_of(record)
        except SourceError as error:
            yield Fault(f"number {number}: {error}" if len(records) > 1 else str(error), 0)


def _records(found: object) -> list[object]:
    """The reports, also where they are the only list in an object: `{"articles": [{"text": …}]}`."""
    if isinstance(found, list):
        return found
    lists = [value for value in found.values() if isinstance(value, list)] if isinstance(found, dict) else []
    return lists[0] if len(lists) == 1 and not has_text(found) else [found]


def _is_lines(content: bytes) -> bool:
    first, _, rest = content.strip().partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


WHOLE = Format("JSON", (".json",), _whole, is_apart=False)
LINES = Format("JSON lines", (".jsonl", ".ndjson"), _lines, is_apart=False)
