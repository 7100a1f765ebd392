"""Lines of quoted words that only repeat what somebody says elsewhere: subheads, and titles of other articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from qa.credits import is_credit
from qa.records import Span

_LONGEST = 120  # characters
_QUOTED = regex.compile(r"[*_#> ]*[“\"«„‘'](?P<words>[^“”\"«»„\n]{2,100})[”\"»“’'][*_ ]*")
_SAID_IN_FULL = regex.compile(r"[.,!?…;:–—-]\W*$")
_WHEN = (
    r"\d{1,2}[ \t](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}*(?:[ \t]\d{4})?"
    r"|\d+[ \t](?:minutes?|hours?|days?|weeks?|months?|years?)[ \t]ago"
)
# `‘I was there’    12 January`
_DATED = regex.compile(rf"[“\"«„‘'][^“”\"«»„\n]{{2,150}}[”\"»“’'][\s|•·,–—-]{{1,10}}(?:{_WHEN})", regex.IGNORECASE)
_OTHERS = regex.compile(
    r"^\W{0,4}(?:more (?:on this story|from .{1,30}|stories)"
    r"|related(?: (?:stories|articles|links|news|content|topics))?"
    r"|read (?:more|next|also)|see also|you may also like|most read|recommended(?: for you)?|popular|trending"
    r"|по теме|читайте также|смотрите также)\W{0,4}$",
    regex.IGNORECASE | regex.MULTILINE,
)
_SENTENCE = regex.compile(r"[.!?…:][”»\"’')\]*_]*$")


def without_subheads(text: str, paragraphs: Sequence[Span]) -> list[Span]:
    """The paragraphs in which somebody's own words may stand."""
    repeating = set(_subheads(text, paragraphs)) | set(_other_titles(text, paragraphs))
    return [paragraph for paragraph in paragraphs if paragraph not in repeating]


def _subheads(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    for at, paragraph in enumerate(paragraphs[1:], start=1):
        led_to = text[paragraphs[at - 1].end - 1] == ":"
        credited = at + 1 < len(paragraphs) and is_credit(text, paragraphs[at + 1])
        if not (led_to or credited) and _is_subhead(text, paragraph):
            yield paragraph


def _is_subhead(text: str, paragraph: Span) -> bool:
    if paragraph.end - paragraph.start > _LONGEST:
        return False
    quoted = _QUOTED.fullmatch(text, *paragraph)
    if not quoted:
        return _DATED.fullmatch(text, *paragraph) is not None
    words = quoted["words"]
    return not _SAID_IN_FULL.search(words) or (words.isupper() and " " in words)


def _other_titles(text: str, paragraphs: Sequence[Span]) -> Iterator[Span]:
    """The lines below `More on this story`, as far as they are no sentences."""
    below = False
    for above, line in pairwise(paragraphs):
        below = below or _OTHERS.search(text, above.start, line.start) is not None
        below = below and not _SENTENCE.search(line.of(text))
        if below:
            yield line
