"""What is said, before anybody asks who the source is; and the edges of the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from qa.mentions import Mention
from qa.records import Kind, Span

WORD = regex.compile(r"\w+")
# At the beginning of a stretch, what ends something else: `,’ and in March …`; at its end, what begins something else.
_ENDS_BEFORE = regex.compile(
    r"""(?:[\s,;:!?)\]}]|\.(?=\s[^.]|[”»›’"'“])|[”»›’](?=[\s,;:.…])|(?<=\S)["'“](?=[\s,;:.…]))+"""
)
_BEGINS_BEHIND = regex.compile(r"""(?:\s|(?<=[\s:])["'“„«‹‘(\[{])+$""")
_LONGEST_STRAY = 8  # characters


class Evidence(NamedTuple):
    """What speaks for an utterance and its source, where rules and tagger have both read the text.

    `content` and `source` are the tagger's log-odds, 0 where it has `missed` the utterance; `ruled` that a rule has
    found it, too, and `agrees` that both name the same source; `direct` that the words stand in marks.
    """

    content: float = 0.0
    source: float = 0.0
    missed: bool = False
    ruled: bool = False
    agrees: bool = False
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that somebody says. `source` is None where nobody is named; `cue` is what reports the words.

    `evidence` is None where only the rules have read the text.
    """

    spans: tuple[Span, ...]
    kind: Kind
    source: Mention | None
    cue: Span | None = None
    evidence: Evidence | None = None


def without_edges(text: str, span: Span) -> Span:
    """Without white space, and without the comma that only leads to the attribution."""
    span = span.stripped(text)
    return span.stripped(text, ", \u00a0") if span.of(text).endswith(",") else without_full_stop(text, span)


def without_stray_marks(text: str, span: Span) -> Span:
    """Without marks at the edges that belong to the words beside them."""
    first = _ENDS_BEFORE.match(text, *span)
    start = first.end() if first else span.start
    last = _BEGINS_BEHIND.search(text, max(start, span.end - _LONGEST_STRAY), span.end)
    return Span(start, last.start() if last else span.end)


def without_full_stop(text: str, span: Span) -> Span:
    words = span.of(text)
    if not words.endswith(".") or words.endswith(".."):
        return span
    return Span(span.start, span.end - 1).stripped(text)
