"""TTML, the subtitles of broadcasters."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import Document, Format, Look, whole
from qa.sources.markup import words_of
from qa.sources.styles import Style, hiding
from qa.sources.transcripts import Cue, transcript
from qa.sources.xml_files import xml_tree

# Of TTML, and of the drafts that players have read since 2004.
_NAMESPACE = re.compile(rb"http://www\.w3\.org/(?:ns/ttml|2006/(?:04|10)/ttaf1)")
_ROOT = re.compile(r"\{http://www\.w3\.org/(?:ns/ttml|2006/(?:04|10)/ttaf1)\}tt")
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_STYLING = "#styl"
_CLOCK = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d+)?)(?::(\d+))?")
_OFFSET = re.compile(r"(\d+(?:\.\d+)?)(h|ms|m|s|f|t)")


def _read(content: bytes) -> Document:
    root = xml_tree(content)
    if not _ROOT.fullmatch(root.tag):
        raise SourceError("damaged: no subtitles are found in it")
    people = {agent.get(_ID): agent.findtext("{*}name") or "" for agent in root.iter("{*}agent")}
    body = root.find("{*}body")
    cues = [] if body is None else list(_cues(body, _Place(people, _units(root), _hiding(root))))
    return Document(transcript(cues), title=root.findtext(".//{*}title") or "")


@dataclass(frozen=True, slots=True)
class _Place:
    """What holds for all that is in an element: whoever speaks, and the time from which its own times count."""

    people: dict[str | None, str]
    units: dict[str, float]
    hidden: Container[str | None]
    speaker: str = ""
    start: float = 0.0

    def within(self, element: etree._Element) -> _Place:
        agents = [value for name, value in _stated(element).items() if _is_agent(name)]
        named = next((self.people[agent] for agent in agents if agent in self.people), self.speaker)
        return replace(self, speaker=" ".join(named.split()), start=self.start + self._seconds(element, "begin"))

    def cue(self, element: etree._Element) -> Cue:
        here, end = self.within(element), self.start + self._seconds(element, "end")
        words = words_of(element, self._is_left_out)
        return Cue(here.start, max(end, here.start + self._seconds(element, "dur")), words, here.speaker)

    def hides(self, element: etree._Element) -> bool:
        """Unless it is changed while it is there."""
        says = _hides(element)
        named = f"{element.get('style', '')} {element.get('region', '')}".split()
        hides = any(name in self.hidden for name in named) if says is None else says
        return hides and element.find("{*}set") is None

    def _is_left_out(self, element: etree._Element) -> bool:
        return _is_metadata(element) or self.hides(element)

    def _seconds(self, element: etree._Element, name: str) -> float:
        printed = element.get(name, "")
        if clock := _CLOCK.fullmatch(printed):
            hours, minutes, seconds, frames = clock.groups()
            return int(hours) * 3600 + int(minutes) * 60 + float(seconds) + int(frames or 0) * self.units["f"]
        offset = _OFFSET.fullmatch(printed)
        return float(offset[1]) * self.units[offset[2]] if offset else 0.0


def _cues(element: etree._Element, place: _Place) -> Iterator[Cue]:
    if place.hides(element):
        return
    if etree.QName(element).localname != "p":
        for part in element.iterchildren("{*}div", "{*}p"):
            yield from _cues(part, place.within(element))
    elif spans := _spans(element):
        yield from (place.within(element).cue(span) for span in spans if not place.hides(span))
    else:
        yield place.cue(element)


def _spans(paragraph: etree._Element) -> list[etree._Element]:
    """Where all its words are in parts with times or speakers of their own, these."""
    parts = paragraph.findall("{*}span")
    beside = [paragraph.text, *(part.tail for part in paragraph)]
    is_divided = all(part.get("begin") or any(map(_is_agent, _stated(part))) for part in parts)
    return parts if is_divided and not "".join(filter(None, beside)).strip() else []


def _stated(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.items()}


def _is_agent(name: str) -> bool:
    return name.endswith("#metadata}agent")


def _hiding(root: etree._Element) -> Container[str | None]:
    """The styles and regions in which words are not seen."""
    return hiding({one.get(_ID): _style(one) for one in root.iter("{*}style", "{*}region")})


def _style(one: etree._Element) -> Style:
    """A region has styles within."""
    says = (_hides(part) for part in (one, *one.iterchildren("{*}style")))
    return Style(next((hides for hides in says if hides is not None), None), one.get("style"))


def _hides(element: etree._Element) -> bool | None:
    stated = [(etree.QName(name).localname, value) for name, value in _stated(element).items() if _STYLING in name]
    said = [value in ("none", "hidden") for name, value in stated if name in ("display", "visibility")]
    return any(said) if said else None


def _is_metadata(element: etree._Element) -> bool:
    return isinstance(element.tag, str) and "#metadata}" in element.tag


def _units(root: etree._Element) -> dict[str, float]:
    """In seconds."""
    rates = {name.rpartition("}")[2]: value for name, value in _stated(root).items()}
    above, below = (rates.get("frameRateMultiplier", "1 1").replace(":", " ").split() * 2)[:2]
    frames = float(rates.get("frameRate", 30)) * float(above) / float(below)
    return {"h": 3600, "m": 60, "s": 1, "ms": 0.001, "f": 1 / frames, "t": 1 / float(rates.get("tickRate", 1))}


def _marks(look: Look) -> bool:
    return (
        look.start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        and b"<tt" in look.start
        and bool(_NAMESPACE.search(look.start))
    )


FORMAT = Format("TTML", (".ttml", ".dfxp"), whole(_read), _marks, is_titled=False)
