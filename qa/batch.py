"""The lines of a batch, each a JSON object: questions and texts that come in, answers and contents that go out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import BinaryIO

from qa.errors import OnrecordError, QuestionError, SourceError
from qa.records import NO_FILTERS, Answer, Filters, Kind, Quotation
from qa.wire import Json, SourceJson, passage_json

LONGEST_LINE = 10_000_000
_CURE = 'write an object a line: {"…": …}'
_FILTERS = ("speaker", "outlet", "meeting", "doc_id", "since", "until")
_LONGEST_SHOWN = 40
# Characters by which marked words may stand out of the clause that holds them: a full stop, a mark.
_MARK_AND_STOP = 3


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One question of a batch."""

    qid: str
    question: str
    history: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS


class FieldError(ValueError):
    """A field of a record that is missing or malformed."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class TextLine:
    """One text of a batch from which quotations are to be extracted."""

    id: str
    text: str = field(repr=False)


def read_questions(lines: BinaryIO, name: str) -> Iterator[AskedLine]:
    """Raises QuestionError, with the line's number, at the first malformed one."""
    for number, record in read_records(lines, name, QuestionError):
        try:
            yield asked_line(record)
        except FieldError as error:
            raise QuestionError(f"{name}:{number}: {error}") from error


def asked_line(record: Json) -> AskedLine:
    """Raises FieldError."""
    given = record.get("filters") or {}
    history = record.get("history") or []
    if not isinstance(given, dict):
        raise FieldError("filters", "filters must be an object")
    if not isinstance(history, list) or not all(isinstance(item, str) for item in history):
        raise FieldError("history", "history must be a list of questions")
    return AskedLine(
        qid=_required(record, "qid"),
        question=_required(record, "question"),
        history=tuple(history),
        filters=_filters(given),
    )


def _filters(given: Json) -> Filters:
    unknown = sorted(given.keys() - _FILTERS)
    if unknown:  # what it was to keep out would be shown
        raise FieldError("filters", f"unknown filter {unknown[0][:_LONGEST_SHOWN]!r}; there are {', '.join(_FILTERS)}")
    return Filters(
        speakers=_names(given, "speaker"),
        since=_day(given, "since"),
        until=_day(given, "until"),
        article_id=_optional(given, "doc_id"),
        meeting_id=_optional(given, "meeting"),
        outlets=_names(given, "outlet"),
    )


def _names(record: Json, key: str) -> tuple[str, ...]:
    """One name, or a list of them."""
    given = record.get(key)
    if not isinstance(given, list):
        name = _optional(record, key)
        return (name,) if name else ()
    if not all(isinstance(name, str) for name in given):
        raise FieldError(key, f"{key!r} is neither a name nor a list of names")
    return tuple(given)


def read_texts(lines: BinaryIO, name: str) -> Iterator[TextLine]:
    """Raises SourceError, with the line's number, at the first malformed one."""
    for number, record in read_records(lines, name, SourceError):
        try:
            yield TextLine(_required(record, "id"), _required(record, "text"))
        except FieldError as error:
            raise SourceError(f"{name}:{number}: {error}") from error


def read_records(lines: BinaryIO, name: str, error_type: type[OnrecordError]) -> Iterator[tuple[int, Json]]:
    """JSON objects with the numbers of their lines; blank lines count, and are skipped."""
    number = 0
    while line := lines.readline(LONGEST_LINE + 1):
        number += 1
        place = f"{name}:{number}"
        if len(line) > LONGEST_LINE:
            raise error_type(f"{place}: the line has more than {LONGEST_LINE:,} bytes; write a shorter one")
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise error_type(f"{place}: not JSON in UTF-8; {_CURE}") from error
        if not isinstance(record, dict):
            raise error_type(f"{place}: not a JSON object; {_CURE}")
        yield number, record


def _required(record: Json, key: str) -> str:
    value = record.get(key)
    if isinstance(value, int) and key != "text" and key != "question":
        return str(value)
    if not isinstance(value, str):
        raise FieldError(key, f"{key!r} is missing or no string")
    return value


def _optional(record: Json, key: str) -> str | None:
    return _required(record, key) if record.get(key) is not None else None


def _day(record: Json, key: str) -> date | None:
    printed = _optional(record, key)
    try:
        return date.fromisoformat(printed) if printed else None
    except ValueError as error:
        raise FieldError(key, f"{key!r} is no date like 2024-05-31: {printed!r}") from error


def answered_line(qid: str, answer: Answer, milliseconds: float) -> Json:
    """A line of a batch: `passages` are the citations, then the near misses; only the latter where it is silence."""
    return {
        "qid": qid,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 4),
        "note": answer.note,
        "ms": round(milliseconds, 2),
        "passages": [passage_json(citation) for citation in (*answer.citations, *answer.near_misses)],
    }


def contents_json(quotations: Sequence[Quotation]) -> list[Json]:
    """Quotations in the form in which attributions are annotated (PolNeAR): a content is one stretch from its first
    word to its last; a clause with some of its words in marks is one content of the kind `mixed`."""
    contents: list[Json] = []
    clause: Quotation | None = None
    clause_content: Json = {}
    for quotation in quotations:
        if clause and quotation.kind is Kind.DIRECT and _is_part(quotation, clause):
            clause_content["kind"] = "mixed"
            continue
        content = {
            "start": quotation.extent.start,
            "end": quotation.extent.end,
            "kind": quotation.kind.value,
            **SourceJson.named(quotation.source).json_dict(),
            "confidence": round(quotation.confidence, 4),
        }
        contents.append(content)
        if quotation.kind is Kind.INDIRECT:
            clause, clause_content = quotation, content
    return contents


def _is_part(quotation: Quotation, clause: Quotation) -> bool:
    """Words in marks inside a reported clause of the same source."""
    start, end = clause.extent
    inside = start <= quotation.extent.start and quotation.extent.end <= end + _MARK_AND_STOP
    return inside and not (quotation.speaker and clause.speaker and quotation.speaker != clause.speaker)
