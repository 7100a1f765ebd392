"""The times that a transcript tells beside its words: `[00:12:31] Elin Tarsk: We begin.`, `Elin Tarsk 12:31` on a line.

A clock time in a report (`at 10:30`, a programme, a live blog) is none. Offsets are into the text, end exclusive.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import regex

_CLOCK = r"\d{1,3}:[0-5]\d(?::[0-5]\d)?"
_FRACTION = r"(?:[.,]\d{1,3})?"
# `00:01.000 --> 00:04.000 align:start`
_RANGE = rf"(?P<time>{_CLOCK}){_FRACTION}(?:[ \t]*(?:-->|[-–—])[ \t]*{_CLOCK}{_FRACTION}(?:[ \t]+\w+:\S+)*)?"
_PRINTED = regex.compile(rf"(?<![\w:.,/-])(?P<open>[\[(])?{_RANGE}(?(open)[\])])(?![\w/]|:\d|[ \t]?[ap]\.?m\b)")
_WORD = r"\p{Lu}[\p{L}\p{M}.’'_\-]*"
_PARTICLE = r"(?:d[aeiu]|van|von|der|den|la|le|bin|al|el)"
_ROLE = r"(?:[ \t]*\([^()\n\d]{1,60}\))?"
_NAME = rf"{_WORD}(?:[ \t](?:{_PARTICLE}[ \t]){{0,2}}{_WORD}){{0,3}}(?:[ \t_]\d{{1,2}})?{_ROLE}"
_BEFORE_NAME = regex.compile(rf"[ \t]*\n?[ \t]*[*_]{{0,3}}{_NAME}[*_]{{0,3}}[ \t]*(?::|$)", regex.MULTILINE)
_BEHIND_NAME = regex.compile(rf"[*_#\s]{{0,5}}(?P<in>\[)?{_NAME}(?(in)\])[*_]{{0,3}}")
_BEFORE_COLON = regex.compile(r"[ \t]*[*_]{0,3}:(?!\S)")
_BEHIND_COLON = regex.compile(r"[^:]+:[*_]{0,3}\s*")
# Between the time and what it belongs to.
_SETS_OFF = regex.compile(r"[ \t]+[-–—|](?=[ \t])|:(?=[ \t])")
_AT_LINE_END = regex.compile(r"[ \t]*[*_]{0,3}[ \t]*$", regex.MULTILINE)
_OPENING = " \t>*_#"
_SEPARATORS = " \t,–—|-"
_LONGEST_LABEL = 120
_LONGEST_GAP = 20
_FEWEST = 2
_LAST_HOUR = 23


class TimeMark(NamedTuple):
    """A time, where it stands with the signs that set it off; `is_in_label` where the colon of a label follows."""

    start: int
    end: int
    time: str
    is_by_name: bool
    is_in_label: bool


@lru_cache(maxsize=16)
def time_marks(text: str) -> Sequence[TimeMark]:
    """In order; none where there is only one, or where they may as well be hours of the day."""
    found = [mark for match in _PRINTED.finditer(text) if (mark := _mark(text, match))]
    if not _is_of_recording([mark for mark in found if not mark.is_by_name]):
        found = [mark for mark in found if mark.is_by_name or mark.time.count(":") > 1]
    return tuple(found) if len(found) >= _FEWEST else ()


def time_before(text: str, start: int, since: int) -> str:
    """The last time told before a place, on the line of `since`, right above it or below; empty where there is none."""
    marks = time_marks(text)
    at = bisect_left(marks, (start,)) - 1
    if at < 0:
        return ""
    line = text.rfind("\n", 0, since) + 1
    is_above = not text[marks[at].end : line].strip()
    return marks[at].time if marks[at].start >= line or is_above else ""


def without_times(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What is left of a stretch where the times in it are taken out, those in labels apart."""
    marks = time_marks(text)
    near = marks[max(0, bisect_left(marks, (start,)) - 1) : bisect_left(marks, (end,))]
    within = [mark for mark in near if mark.end > start and not mark.is_in_label]
    cuts = [start, *(edge for mark in within for edge in (max(start, mark.start), min(end, mark.end))), end]
    return list(zip(cuts[::2], cuts[1::2], strict=True))


def printed_without_times(text: str, start: int, end: int) -> str:
    """The words of a stretch, also where a time stands within a label."""
    within = [mark for mark in time_marks(text) if start <= mark.start and mark.end <= end]
    cuts = [start, *(edge for mark in within for edge in mark[:2]), end]
    return "".join(text[since:to] for since, to in zip(cuts[::2], cuts[1::2], strict=True))


def is_beside_time(text: str, start: int, end: int) -> bool:
    """Whether a time stands before or behind it on its line."""
    marks = time_marks(text)
    at = bisect_left(marks, (start,))
    before, behind = marks[max(0, at - 1) : at], marks[at : at + 1]
    gaps = [(mark.end, start) for mark in before] + [(end, mark.start) for mark in behind]
    return any(to - since < _LONGEST_GAP and not text[since:to].strip(_OPENING) for since, to in gaps)


def _mark(text: str, match: regex.Match[str]) -> TimeMark | None:
    time = str(match["time"])
    start, end = match.span()
    first = max(0, start - _LONGEST_LABEL)
    line = text.rfind("\n", first, start) + 1 or first
    before = text[line:start] if line == 0 or text[line - 1] == "\n" else None
    if before is not None:
        label = before.strip(_SEPARATORS)
        if not label.strip(_OPENING):
            behind = _SETS_OFF.match(text, end)
            end = behind.end() if behind else end
            return TimeMark(start, end, time, is_by_name=_is_at_name(text, line, end), is_in_label=False)
        is_named = _BEHIND_NAME.fullmatch(label) is not None and (
            match["open"] is not None or " " in label or time.count(":") > 1
        )
        behind_name = line + len(before.rstrip(_SEPARATORS))
        if _BEFORE_COLON.match(text, end) and ":" not in label and (is_named or match["open"]):
            return TimeMark(behind_name, end, time, is_by_name=True, is_in_label=True)
        if is_named and _AT_LINE_END.match(text, end):
            return TimeMark(behind_name, end, time, is_by_name=True, is_in_label=False)
        if match["open"] and _BEHIND_COLON.fullmatch(before):
            return TimeMark(start, end, time, is_by_name=True, is_in_label=False)
    return TimeMark(start, end, time, is_by_name=False, is_in_label=False) if match["open"] == "[" else None


def _is_at_name(text: str, line: int, end: int) -> bool:
    """Whether a name follows, on its line or below, or stands above a time that has a line of its own."""
    above = text[text.rfind("\n", max(0, line - _LONGEST_LABEL), line - 1) + 1 : line - 1] if line else ""
    return bool(_BEFORE_NAME.match(text, end) or (_AT_LINE_END.match(text, end) and _BEHIND_NAME.fullmatch(above)))


def _is_of_recording(marks: Sequence[TimeMark]) -> bool:
    """Whether these are minutes and seconds: from the first minute on, or to more of them than a day has hours."""
    minutes = [int(mark.time.partition(":")[0]) for mark in marks if mark.time.count(":") == 1]
    return bool(minutes) and (minutes[0] == 0 or max(minutes) > _LAST_HOUR)
