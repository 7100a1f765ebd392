"""What subtitles of every kind have in common: words with a time, some with a speaker → a transcript to read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qa.sources.documents import joined

# Seconds after which one speaker's words begin a new paragraph, so that each has its time; and a pause that ends one.
_LONGEST_PARAGRAPH = 30
_PAUSE = 4
_AT_ONCE = 0.1
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*$")
# `>> Tarsk: We begin.`, `- We begin.`
_ANOTHER = re.compile(r"^(?:>>+|[-–—](?=\s))\s*")
_SOMEBODY_ELSE = ">>"
# A name has a capital in the end: `The plan is this: we sell it.` is somebody's words.
_LABEL = re.compile(
    r"^(?:(?P<name>[^\W\d_a-z](?:[^\s:]*|[^:\n!?]{0,60}\s(?:[(\[]|[^\Wa-zа-яё])[^\s:]*)):"
    r"|[\[(](?P<bracketed>[^\W\d_a-z][\w.’'-]*(?:\s[^\W\d_a-z][\w.’'-]*){1,3})[\])]:?(?=\s+\S))(?:\s+|$)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that are shown from `start` to `end`, in seconds; `speaker` is empty where the file does not say."""

    start: float
    end: float
    words: str
    speaker: str = ""


def transcript(cues: Iterable[Cue]) -> str:
    """A paragraph for whoever speaks, with name and time: `Elin Tarsk (00:12:31): We begin.`; where nobody is named,
    the time stands in a line above it."""
    return joined(_printed(paragraph) for paragraph in _paragraphs(_lines(cues)))


def _lines(cues: Iterable[Cue]) -> Iterator[tuple[Cue, bool]]:
    """Line by line, with who speaks, also where a label in the words says it; and whether somebody else begins."""
    labelled, before = "", Cue(0, 0, "")
    for cue in cues:
        for line in filter(None, map(str.strip, cue.words.split("\n"))):
            # Captions that roll up show a line again below which the next one comes; `Aye.` is everybody's own.
            is_again = (line, cue.speaker) == (before.words, before.speaker)
            if is_again and cue.start - before.end < _AT_ONCE:
                before = replace(before, end=cue.end)
                continue
            before = replace(cue, words=line)
            another = _ANOTHER.match(line)
            words = line[another.end() :] if another else line
            label = _LABEL.match(words)
            if label or another or cue.speaker:
                labelled = (label["name"] or label["bracketed"]) if label and not cue.speaker else ""
            if label and not cue.speaker:
                words = words[label.end() :]
            speaker = cue.speaker or labelled
            if words:
                # As captions mark it: whoever spoke before is not to be taken for him.
                printed = f"{_SOMEBODY_ELSE} {words}" if another and not speaker else words
                yield replace(cue, words=printed, speaker=speaker), bool(another or label)


def _paragraphs(lines: Iterable[tuple[Cue, bool]]) -> Iterator[Cue]:
    said: Cue | None = None
    for line, is_another in lines:
        if said and not is_another and line.speaker == said.speaker and not _is_long(said, line):
            said = replace(said, end=line.end, words=f"{said.words} {line.words}")
        else:
            if said:
                yield said
            said = line
    if said:
        yield said


def _is_long(said: Cue, line: Cue) -> bool:
    is_long = line.start - said.start >= _LONGEST_PARAGRAPH or line.start - said.end >= _PAUSE
    return is_long and bool(_SENTENCE_END.search(said.words))


def _printed(said: Cue) -> str:
    seconds = int(said.start)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{said.speaker} ({clock}): {said.words}" if said.speaker else f"[{clock}]\n{said.words}"
