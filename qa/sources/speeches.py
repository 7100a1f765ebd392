"""Records of what people say one after the other, as programs that transcribe write them → a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from qa.sources.documents import joined
from qa.sources.transcripts import Cue, transcript

Record = Mapping[str, object]

_NOT_OF_NAME = re.compile(r"[\W_]+")
_WORDS = tuple("text transcript content utterance caption message sentence words body".split())
_SPEAKER = tuple("speaker speakername speakerlabel who participant".split())
_START = tuple("start starttime startms begin starttimestamp from".split())
_END = tuple("end endtime endms endtimestamp to".split())
_TIME = ("timestamp", "time", "offset")
_OF_ARTICLES = frozenset("title headline url link date published publishedat datepublished pubdate".split())
_CLOCK = re.compile(r"(?:(\d{1,9}):)?(\d{1,2}):(\d{1,2}(?:[.,]\d+)?)")
# In the unit of the times, for a word: nobody takes 100 seconds for one, and nobody so few milliseconds.
_MOST_PER_WORD = 100
# No time since 1970 is so late, in nanoseconds either: an infinite number, and one of hundreds of digits, is none.
_LATEST = 1e19


def speeches_in(records: Sequence[object]) -> list[Record]:
    """All of them; none where any is something else."""
    speeches = [record for record in records if isinstance(record, Mapping) and is_speech(record)]
    return speeches if len(speeches) == len(records) else []


def is_speech(record: object) -> bool:
    """Words with whoever says them, or with the time from and to which; not a report of its own."""
    if not isinstance(record, Mapping):
        return False
    names = set(map(plain_name, record))
    is_timed = _number(_first(record, _START)) is not None and not names.isdisjoint(_END)
    is_said = is_timed or not names.isdisjoint(_SPEAKER)
    return is_said and names.isdisjoint(_OF_ARTICLES) and isinstance(_first(record, _WORDS), str)


def transcript_of(speeches: Sequence[Record]) -> str:
    """A paragraph for whoever speaks, with the time where it is told."""
    starts = [_number(_first(one, (*_START, *_TIME))) for one in speeches]
    if any(start is None for start in starts):
        return joined(_untimed(speeches))
    second = _second([start or 0.0 for start in starts], speeches)
    return transcript(
        Cue((start or 0.0) / second, (_number(_first(one, _END)) or start or 0.0) / second, _said(one), _speaker(one))
        for start, one in zip(starts, speeches, strict=True)
    )


def _untimed(speeches: Sequence[Record]) -> Iterator[str]:
    for one in speeches:
        speaker = _speaker(one)
        yield f"{speaker}: {_said(one)}" if speaker else _said(one)


def _second(starts: Sequence[float], speeches: Sequence[Record]) -> float:
    """How long a second is in the unit of the times: 1, or 1,000 where they are milliseconds, which have no parts."""
    if any(
        ":" in str(_first(one, (*_START, *_TIME))) or start % 1 for start, one in zip(starts, speeches, strict=True)
    ):
        return 1
    per_word = [
        (after - start) / (len(_said(one).split()) or 1)
        for start, after, one in zip(starts, starts[1:], speeches, strict=False)
    ]
    return 1000 if per_word and median(per_word) > _MOST_PER_WORD else 1


def _number(value: object) -> float | None:
    """None where it is no time."""
    found = value if isinstance(value, (int, float)) else _printed_number(value)
    return float(found) if found is not None and 0 <= found < _LATEST else None


def _printed_number(value: object) -> float | None:
    printed = str(value or "").strip()
    if clock := _CLOCK.fullmatch(printed):
        hours, minutes, seconds = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))
    return float(printed) if re.fullmatch(r"\d+(?:\.\d+)?", printed) else None


def _said(record: Record) -> str:
    return " ".join(str(_first(record, _WORDS) or "").split())


def _speaker(record: Record) -> str:
    found = _first(record, _SPEAKER)
    if isinstance(found, Mapping):
        found = found.get("name")
    return " ".join(str(found or "").split())


def _first(record: Record, names: Sequence[str]) -> object:
    plain = {plain_name(name): value for name, value in record.items()}
    return next((plain[name] for name in names if plain.get(name) not in (None, "")), None)


def plain_name(name: object) -> str:
    """Of a field: programs write it in many ways."""
    return _NOT_OF_NAME.sub("", str(name).casefold())
