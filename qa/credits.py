"""Quotations that are set apart: the words, and below them a line that names who says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from qa.marks import Marked
from qa.mentions import Mention, mentions
from qa.records import Span
from qa.utterances import WORD

_WORD = r"\p{Lu}[\p{L}\p{M}.’'\-]*"
_PARTICLE = r"(?i:d[aeiu]|van|von|der|den|la|le|bin|al|el)"
_NAME = rf"{_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{_WORD}){{1,4}}"
_OFFICE = r"[^.?!:“”\"«»\n]{2,150}(?:\.(?=[ \t]*[\p{Ll}\d])[^.?!:“”\"«»\n]{2,80})?"
_LONGEST = 200  # characters
# `Elin Tarsk, Minister for Ferries – 22/10/2031`, `— Elin Tarsk`
_CREDIT = regex.compile(
    rf"[*_]{{0,2}}(?:(?P<dash>[–—―‒-]{{1,2}})[ \t]*)?[*_]{{0,2}}(?P<name>{_NAME})[*_]{{0,2}}"
    rf"(?:(?:,|[ \t]*[–—|(-])[ \t]*(?P<office>{_OFFICE}))?[*_]{{0,2}}\.?"
)
# `Elin Tarsk, the minister, at the ferry on Monday`: the caption of a picture.
_PICTURED = regex.compile(
    r"\b(?:at|during|after|before|speak(?:s|ing)|pictured|left|right|with|meets?|opens?|addresse?s|attend(?:s|ed|ing)"
    r"|sign(?:s|ing)|visit(?:s|ing|ed)|says?|said|told|in front|walks?|arriv\p{L}+)\b"
)


class Credited(NamedTuple):
    """A quotation set apart: its words, paragraph by paragraph, and who says them."""

    spans: tuple[Span, ...]
    source: Mention
    paragraphs: tuple[Span, ...]  # with the line below them


def is_credit(text: str, line: Span) -> bool:
    return _credit(text, line) is not None


def credited(text: str, paragraphs: Sequence[Span], quoted: Sequence[Sequence[Marked]]) -> Iterator[Credited]:
    """Paragraphs of nothing but quoted words, and the line that names whose they are."""
    words = [_wholly(text, paragraph, marks) for paragraph, marks in zip(paragraphs, quoted, strict=True)]
    for at in range(1, len(paragraphs)):
        source = _credit(text, paragraphs[at]) if words[at - 1] else None
        if source is None:
            continue
        first = at - 1
        while first and words[first - 1] and quoted[first - 1][0].continues:
            first -= 1
        if first and text[paragraphs[first - 1].end - 1] == ":":
            continue  # somebody is named above them
        spans = tuple(span for span in words[first:at] if span)
        yield Credited(spans, source, tuple(paragraphs[first : at + 1]))


def _credit(text: str, line: Span) -> Mention | None:
    match = _CREDIT.fullmatch(text, *line) if line.end - line.start <= _LONGEST else None
    if not match or not (match["dash"] or match["office"]):
        return None
    name = Span(*match.span("name"))
    named = [mention for mention in mentions(text, line) if mention.name and mention.span.start == name.start]
    if not named or named[0].unvoiced:
        return None
    described = bool(named[0].office) and not _PICTURED.search(text, name.end, line.end)
    return named[0] if match["dash"] or described else None


def _wholly(text: str, paragraph: Span, marks: Sequence[Marked]) -> Span | None:
    """The words of a paragraph that is one quotation."""
    if not marks or sum(mark.depth == 0 for mark in marks) != 1:
        return None
    span = marks[0].span
    outside = WORD.search(text, paragraph.start, span.start) or WORD.search(text, span.end, paragraph.end)
    return None if outside else span.stripped(text)
