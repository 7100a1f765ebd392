"""Whom the tagger points to: the words that name him, whole, and who that is."""

from __future__ import annotations

from dataclasses import replace

import regex

from qa.attributions import is_asked
from qa.beside_cue import are_joined, together
from qa.lexicon import HONORIFICS, ORDINARY, PRONOUNS_OF
from qa.mentions import Mention, mentions
from qa.records import Span
from qa.tagger import Content

_BEFORE_WHO = 120  # characters
_BEHIND_TITLE = 60
_ASIDE = regex.compile(r"(?:, [^,.;:]{1,40})?,? ")
# `It was Elin Tarsk, not Oskar Venn, who said`
_NOT = regex.compile(r", not\s+(?:the\s+)?$")
_LONGEST_NOT = 12
# An article alone, the number of an item, `M/S Tarn` (moved, seconded).
_NOBODY = regex.compile(r"the|an?|[\W\d]*|(?!I\b)\p{L}(?:/\p{L}\b.*)?", regex.IGNORECASE)
# `6. HARBOUR DUES. – Ordered, That …`: a heading and what stands under it.
_RUN_IN = regex.compile(r"\.\s+[–—-]+\s")
# `of their guild`: without whom it is of.
_WITHOUT_HEAD = regex.compile(r"(?:of|at|in|for|from|with|by|on)\s", regex.IGNORECASE)
_HEAD_BEFORE = regex.compile(r"\b(?:the|an?|his|her|its|their|our|one)\s+(?:[\p{L}’'-]+\s+){1,3}$", regex.IGNORECASE)
# `the miller at`: without where he is.
_WITHOUT_PLACE = regex.compile(r"\s+(?:of|at|in|for|from|with|by|on|and)$", regex.IGNORECASE)
_PLACE = regex.compile(r"\s+(?:[\p{L}’'-]+\s+){0,3}[\p{L}’'-]+")
# After a name, a noun of which it says of what: neither a clause nor a place.
_GOES_ON = regex.compile(r"\s+(?!(?:" + "|".join(sorted(ORDINARY)) + r")\b)\p{Ll}")
_OF_SOMEBODY = regex.compile(r"\b(?:by|of|for|from|about|against)\s+(?:the\s+)?$")
_DECIDED = regex.compile(r"resolved|RESOLVED|AGREED|CARRIED|DECIDED|APPROVED|ADOPTED")
_MORE_IS_TOLD = regex.compile(r"[,;()]|\band\b")


def is_nobody(text: str, content: Content) -> bool:
    """True where nobody says it whom the source names."""
    if _NOBODY.fullmatch(text, *content.source) or _is_one_name(text, content) or _is_decided(text, content):
        return True
    if is_asked(text, content.source, content.cue) or _NOT.search(text, *_before(content.source)):
        return True
    return _RUN_IN.search(text, content.source.end, max(content.source.end, content.cue.start)) is not None


def _before(source: Span) -> Span:
    return Span(max(0, source.start - _LONGEST_NOT), source.start)


def whole_source(text: str, content: Content) -> Span:
    """Whom the tagger names by a part of the words alone."""
    source, cue = content.source, content.cue
    before = max(text.rfind("\n", 0, source.start) + 1, source.start - _BEFORE_WHO)
    if _WITHOUT_HEAD.match(text, *source) and (head := _HEAD_BEFORE.search(text, before, source.start)):
        return Span(head.start(), source.end)
    place = _WITHOUT_PLACE.search(text, *source)
    if place:
        goes_on = _PLACE.fullmatch(text, source.end, cue.start - 1) if cue.start > source.end else None
        return Span(source.start, goes_on.end() if goes_on else place.start())
    return source


def _is_one_name(text: str, content: Content) -> bool:
    """`Cllr Tull`, taken for somebody who is called Cllr, and does what `Tull` says."""
    if content.source.of(text).lower() not in HONORIFICS:
        return False
    whole = Span(content.source.start, max(content.source.start, content.cue.end))
    return any(one.name and one.span.contains(content.cue) for one in mentions(text, whole))


def _is_decided(text: str, content: Content) -> bool:
    """`It was proposed by Oskar Venn and RESOLVED that …`: by the meeting, whoever is named before."""
    between = text[content.source.end : content.cue.start]
    return bool(_DECIDED.fullmatch(text, *content.cue) and _MORE_IS_TOLD.search(between))


def source_alone(text: str, source: Span) -> Mention:
    """The source that the tagger points to, read alone."""
    words = source.of(text).lower()
    if words == "who":  # `Jory Pell, aged 11, who asked whether …`
        start = max(text.rfind("\n", 0, source.start) + 1, source.start - _BEFORE_WHO)
        before = [one for one in mentions(text, Span(start, source.start)) if not _NOT.search(text, *_before(one.span))]
        if before and _ASIDE.fullmatch(text, before[-1].span.end, source.start):
            return replace(before[-1], span=source) if before[-1].name else before[-1]
    named = mentions(text, source) or _named_around(text, source)
    if not named:
        return Mention(source, gender=PRONOUNS_OF.get(words, ""), pronoun=words in PRONOUNS_OF)
    if named[0].name and not named[0].office and _GOES_ON.match(text, named[0].span.end, source.end):
        return Mention(source)  # `Lurenia opposition` is not Lurenia
    if named[0].name and _OF_SOMEBODY.search(text, source.start, named[0].span.start):
        return Mention(source, indefinite=True)  # `A leaflet signed by Elin Tarsk` is not she
    if all(one.name for one in named) and are_joined(text, named):
        return together(named)
    is_whole = bool(named[0].name) or named[0].pronoun or bool(named[0].members)
    return named[0] if is_whole else replace(named[0], span=source)  # `the miller at the old weir`


def _named_around(text: str, source: Span) -> list[Mention]:
    """`Mrs Adewale`, where the tagger points to `Mrs`."""
    if source.of(text).lower().rstrip(".") not in HONORIFICS:
        return []
    end = text.find("\n", source.end)
    behind = Span(source.start, min(end if end >= 0 else len(text), source.end + _BEHIND_TITLE))
    return [mention for mention in mentions(text, behind)[:1] if mention.span.start == source.start]
