"""Tables of what people say: which column has the names, which the words, and which the times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_NAMES = frozenset("speaker speakers name participant who спикер выступающий участник имя".split())
_SAID = frozenset(
    "text words speech transcript utterance said statement remarks текст слова реплика выступление".split()
)
_TIME = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d{1,3})?")
_NAME = re.compile(r"[^\W\d_a-zа-яё][^.!?;:|]{0,60}(?:\.[^.!?;:|]{1,40}){0,3}:?")
_NUMBER = re.compile(r"\d{1,4}[.)]?")
_SENTENCE = re.compile(r"(?:\S++\s++){2}.*[.!?…][\"”’»)]*")


class Spoken(NamedTuple):
    """Of which columns, counted from 0; `time` is None where there is none. `has_head`: the first row tells it;
    `has_colons`: the names do."""

    name: int
    words: int
    time: int | None
    has_head: bool
    has_colons: bool


def spoken_in(rows: Sequence[Sequence[str]]) -> Spoken | None:
    """None of another table: whoever has a task stands in one beside it, so there must be times, colons, or a head."""
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) != 1 or not widths <= {2, 3}:
        return None
    head = [cell.strip(" :").lower() for cell in rows[0]]
    has_head = not _NAMES.isdisjoint(head) and not _SAID.isdisjoint(head)
    body = rows[1:] if has_head else rows
    columns = list(zip(*body, strict=True))
    time = next((at for at, cells in enumerate(columns) if all(map(_TIME.fullmatch, cells))), None)
    words = len(columns) - 1
    names = [at for at in range(words) if at != time]
    if len(names) != 1 or not all(map(_NAME.fullmatch, columns[names[0]])) or not all(columns[words]):
        return None
    has_colons = all(name.endswith(":") for name in columns[names[0]])
    is_said = 2 * sum(map(_is_said, columns[words])) > len(body)
    is_speech = has_head or (is_said and (time is not None or has_colons))
    return Spoken(names[0], words, time, has_head, has_colons) if is_speech else None


def is_counted(row: Sequence[str]) -> bool:
    """A number, and a sentence: one line of many of a report, or of what people say, that somebody has counted."""
    return len(row) == 2 and bool(_NUMBER.fullmatch(row[0])) and _is_said(row[1])


def _is_said(cell: str) -> bool:
    return bool(_SENTENCE.fullmatch(cell))
