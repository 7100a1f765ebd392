"""TTML, the subtitles of broadcasters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import Document, Format, Look, whole
from qa.sources.markup import words_of
from qa.sources.transcripts import Cue, transcript
from qa.sources.xml_files import xml_tree

_TTML = "{http://www.w3.org/ns/ttml}"
_METADATA = "{http://www.w3.org/ns/ttml#metadata}"
_PARAMETER = "{http://www.w3.org/ns/ttml#parameter}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)(?::(\d+))?")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)")


def _read(content: bytes) -> Document:
    root = xml_tree(content)
    if root.tag != f"{_TTML}tt":
        raise SourceError("damaged: no subtitles are found in it")
    people = {agent.get(_ID): agent.findtext(f"{_METADATA}name") or "" for agent in root.iter(f"{_METADATA}agent")}
    rates = _rates(root)
    cues = [cue for division in root.iter(f"{_TTML}div") for cue in _cues(division, people, rates)]
    return Document(
        transcript(cues), title=(root.findtext(f".//{_TTML}title") or root.findtext(f".//{_METADATA}title") or "")
    )


def _cues(division: etree._Element, people: dict[str | None, str], rates: dict[str, float]) -> Iterator[Cue]:
    shared = division.get(f"{_METADATA}agent")
    for paragraph in division.findall(f"{_TTML}p"):
        speaker = people.get(paragraph.get(f"{_METADATA}agent") or shared, "")
        start = _seconds(paragraph.get("begin", ""), rates)
        end = _seconds(paragraph.get("end", ""), rates) or start + _seconds(paragraph.get("dur", ""), rates)
        yield Cue(start, end, words_of(paragraph, _is_metadata), " ".join(speaker.split()))


def _is_metadata(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(_METADATA)


def _rates(root: etree._Element) -> dict[str, float]:
    frames = float(root.get(f"{_PARAMETER}frameRate", 30))
    ticks = float(root.get(f"{_PARAMETER}tickRate", 1))
    return {"h": 3600, "m": 60, "s": 1, "ms": 0.001, "f": 1 / frames, "t": 1 / ticks}


def _seconds(printed: str, rates: dict[str, float]) -> float:
    if clock := _CLOCK.fullmatch(printed):
        hours, minutes, seconds, frames = clock.groups()
        return int(hours) * 3600 + int(minutes) * 60 + float(seconds) + int(frames or 0) * rates["f"]
    offset = _OFFSET.fullmatch(printed)
    return float(offset[1]) * rates[offset[2]] if offset else 0.0


def _marks(look: Look) -> bool:
    return (
        look.start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        and b"<tt" in look.start
        and b"http://www.w3.org/ns/ttml" in look.start
    )


FORMAT = Format("TTML", (".ttml", ".dfxp"), whole(_read), _marks)
