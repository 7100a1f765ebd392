"""Offices that change hands within an article: who takes over, who leaves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from qa.mentions import Mention

# Bounded: a run of white space must not be tried from each of its places.
_SPACE = r"\s{1,3}"
_AUXILIARY = r"(?:has |had |have |will |is to |was to )?"
_TAKES_OVER = regex.compile(
    rf"(?:,?{_SPACE}who)?{_SPACE}{_AUXILIARY}(?:"
    r"(?P<alone>took over|taken over|takes over|took office|was sworn in|been sworn in)"
    r"|(?P<object>succeeded|succeeds|succeed|replaced|replaces|replace)"
    r"|(?P<office>became|becomes|become|was appointed|was elected|was named|been appointed|been elected|been named))\b"
)
_LEAVES = regex.compile(
    rf"(?:,?{_SPACE}who)?{_SPACE}{_AUXILIARY}(?:"
    r"resigned|stepped down|stood down|retired|died|left office|left the post|quit"
    r"|(?:was|been) (?:dismissed|sacked|fired|removed|ousted|replaced|succeeded))\b"
)
_FOLLOWS = regex.compile(
    rf"(?:,?{_SPACE}who)?{_SPACE}{_AUXILIARY}"
    r"(?:defeated|beat|unseated|ousted|succeeded|succeeds|replaced|replaces|took over from|takes over from)\s+"
)
_SOON = 40  # characters


class Succession(NamedTuple):
    """Two mentions, of whom the one follows the other in an office."""

    new: Mention
    old: Mention


class Incoming(NamedTuple):
    """Somebody who takes over. `office` is the class of what is taken over, or empty where that is not said."""

    mention: Mention
    office: str


def incoming(text: str, mentions: Sequence[Mention]) -> list[Incoming]:
    """Those who take over: `Elin Tarsk took over in May`, `her successor, Elin Tarsk`; in time linear in the text."""
    ends = [mention.span.end for mention in mentions]
    starts = [mention.span.start for mention in mentions]
    found = [Incoming(m, "") for m in mentions if m.name and m.words.lower().endswith("successor")]
    for match in _TAKES_OVER.finditer(text):
        at = bisect_right(ends, match.start()) - 1
        if at < 0 or ends[at] != match.start():
            continue
        following = bisect_left(starts, match.end())
        near = [m for m in mentions[following : following + 1] if m.span.start - match.end() < _SOON]
        office = near[0].office if near else ""
        if match["alone"] or (match["object"] and near) or (match["office"] and office):
            found.append(Incoming(mentions[at], office))
    return found


def outgoing(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Those who leave: `Oskar Venn resigned in April`."""
    by_end = {mention.span.end: mention for mention in mentions if mention.name}
    return [by_end[match.start()] for match in _LEAVES.finditer(text) if match.start() in by_end]


def successions(text: str, mentions: Sequence[Mention]) -> list[Succession]:
    """Who follows whom: `Elin Tarsk, who defeated Oskar Venn in May`."""
    named = [mention for mention in mentions if mention.name]
    return [
        Succession(new, old)
        for new, old in pairwise(named)
        if _FOLLOWS.fullmatch(text, new.span.end, max(new.span.end, old.span.start))
    ]
