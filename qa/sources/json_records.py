"""JSON, a report or a list of them; and JSON lines, a report each."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from qa.errors import SourceError
from qa.sources.articles import most_bytes, too_long
from qa.sources.decoding import decoded, utf_8
from qa.sources.documents import NAMES_OF_TEXT, Document, Fault, Format, Look, Part, content_of, in_one
from qa.sources.fields import beside_text, document_of, has_text
from qa.sources.speeches import is_speech

_BYTE_ORDER_MARK = "\ufeff"
_DEEPEST = 8  # of what reports stand in
_KIND = "@type"
_BLANK = "empty: it has no text"
_BEGIN = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*"')


def _line_by_line(file: IO[bytes]) -> Iterator[Part | Fault]:
    """All lines at once, or one after the other of a file that is too long to be one transcript."""
    if file.seek(0, os.SEEK_END) <= most_bytes():
        yield from in_one(file)
        return
    file.seek(0)
    number, is_blank = 0, True
    while line := file.readline(most_bytes() + 1):
        number += 1
        is_blank = is_blank and not line.strip()
        if len(line) > most_bytes() and not line.endswith(b"\n"):
            yield Fault(too_long(len(line) + _rest_of_line(file), "bytes"), number)
        elif line.strip():
            yield Part(line, number)
    if is_blank:
        raise SourceError(_BLANK)


def _lines(file: IO[bytes]) -> Iterator[Document | Fault]:
    if said := _said(file):
        yield document_of({"text": said})
        return
    file.seek(0)
    is_blank = True
    for number, line in enumerate(file, start=1):
        if line.strip():
            is_blank = False
            yield _line(line, number)
    if is_blank:
        raise SourceError(_BLANK)


def _said(file: IO[bytes]) -> list[object]:
    """What people say, a line each; empty where each line is a report, which the first one tells."""
    file.seek(0)
    first = file.readline(most_bytes()).strip()
    with suppress(SourceError):
        if first and is_speech(parsed(utf_8(first))):
            lines = [parsed(utf_8(line)) for line in content_of(file, most_bytes()).splitlines() if line.strip()]
            return lines if all(map(is_speech, lines)) else []
    return []


def _line(line: bytes, number: int) -> Document | Fault:
    try:
        record = parsed(utf_8(line))
        if not isinstance(record, dict):
            raise SourceError("not a JSON object")
        within = _within(record)
        return document_of(within[0] if len(within) == 1 else record, number)
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
    """The reports, wherever they stand: `{"articles": [{"text": …}]}`, `{"hits": [{"_source": {"text": …}}]}`."""
    if isinstance(found, list) and found and all(map(is_speech, found)):
        return [{"text": found}]
    return _within(found) or (found if isinstance(found, list) else [found])


def _within(found: object, deepest: int = _DEEPEST) -> list[Any]:
    """Those in it; in a list with any, also what is none. Things of another kind are not missed among them."""
    if has_text(found):
        return [found]
    if not deepest:
        return []
    match found:
        case list():
            reports = [_within(one, deepest - 1) for one in found]
            if not any(reports):
                return []
            parts = zip(found, reports, strict=True)
            return [one for part, within in parts for one in within or ([] if _is_of_another_kind(part) else [part])]
        case dict():
            around = beside_text({name: one for name, one in found.items() if not isinstance(one, (dict, list))})
            return [
                # What is stated around a single report is stated of it.
                {**around, **one} if isinstance(value, dict) and isinstance(one, dict) else one
                for value in found.values()
                for one in _within(value, deepest - 1)
            ]
    return []


def _is_of_another_kind(part: object) -> bool:
    return isinstance(part, dict) and _KIND in part


def _is_lines(content: bytes) -> bool:
    first, _, rest = content.strip().partition(b"\n")
    return first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _marks(look: Look) -> bool:
    return look.suffix in NAMES_OF_TEXT and bool(_BEGIN.match(look.start))


WHOLE = Format("JSON", (".json",), _whole, _marks, is_apart=False)
LINES = Format("JSON lines", (".jsonl", ".ndjson"), _lines, is_apart=False, parts=_line_by_line)
