"""Notes of a meeting, in items: `- Ruth: three complaints`, `- Lena wants …`, `- Osric thinks …. Offered to …`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from qa.attributions import Attribution, attributions
from qa.cues import Cue, cues
from qa.marks import Marked
from qa.mentions import Mention, mentions
from qa.records import Span
from qa.reported import reported_speech
from qa.sentences import sentences
from qa.utterances import Utterance

_BULLET = regex.compile(r"(?:[-–—•·▪◦*]|\d{1,2}[.)])[ \t]+(?=\S)")
_TO_DO = regex.compile(
    r"\W{0,4}(?:\p{L}+ )?(?:actions?|action (?:items|points)|to[- ]dos?|tasks|next steps|follow[- ]?ups?)"
    r"(?: \p{L}+){0,3}\W{0,4}",
    regex.IGNORECASE,
)
_FEWEST_ITEMS = 3
_LONGEST_ITEM = 2_000
_ATTENDANCE = regex.compile(
    r"\W{0,4}(?:(?:also )?(?:attending|present|in attendance)|attend(?:ance|ees)|participants|apologies|members)\b"
    r"[^:\n]{0,20}:",
    regex.IGNORECASE,
)
_NAME = r"(?P<name>\p{Lu}[\p{L}\p{M}’'-]+(?:[ \t]\p{Lu}[\p{L}\p{M}.’'-]+){0,2})"
_WISHES = (
    r"(?:wants?|wanted|would[ \t]+(?:like|prefer)|prefer(?:s|red)|need(?:s|ed)|expect(?:s|ed)|fear(?:s|ed)|feels|felt)"
)
_NAMES = regex.compile(
    rf"{_NAME}(?:(?P<cue>:)(?=[ \t]+[\p{{L}}\p{{N}}])|[ \t]+(?P<cue>(?:(?:also|still)[ \t]+)?{_WISHES})[ \t])"
)


class Notes:
    """The items of a text in which people are noted to say something; no items where the text is no list of them."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._text = text
        items = dict(_items(text, paragraphs))
        self._items = items if len(items) >= _FEWEST_ITEMS else {}
        self._people = _people(text, paragraphs) if self._items else frozenset()

    def reported(self, paragraph: Span, marks: Sequence[Marked]) -> list[Utterance]:
        """What is said in an item by somebody who is named as items name people; other verbs are prose's."""
        if paragraph not in self._items or paragraph.end - paragraph.start > _LONGEST_ITEM:
            return []
        found: list[Utterance] = []
        source: Mention | None = None
        for sentence in sentences(self._text, Span(self._items[paragraph], paragraph.end)):
            by = self._noted(sentence)
            told = attributions(self._text, sentence)
            if not by and not told and source:
                by = _going_on(self._text, sentence, source)
            if by:
                inside = [mark for mark in marks if mark.depth == 0 and sentence.contains(mark.span)]
                found += reported_speech(self._text, sentence, inside, [by], ())
            source = by.source if by else told[-1].source if told else None
        return found

    def _noted(self, sentence: Span) -> Attribution | None:
        match = _NAMES.match(self._text, *sentence)
        if not match or not self._people.issuperset(match["name"].casefold().split()):
            return None
        name, cue = Span(*match.span("name")), Span(*match.span("cue"))
        return Attribution(Mention(name, name=match["name"]), Cue(cue, False, False), Span(name.start, cue.end))


def _items(text: str, paragraphs: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """The items, and where their words begin; not those of a list of what is to be done."""
    to_do: str | None = None  # how the heading of such a list begins
    for paragraph in paragraphs:
        bullet = _BULLET.match(text, *paragraph)
        begins = "1" if text[paragraph.start].isdigit() else bullet.group() if bullet else ""
        if _TO_DO.fullmatch(text, bullet.end() if bullet else paragraph.start, paragraph.end):
            to_do = begins
        elif begins in ("", to_do):
            to_do = None
        if bullet and to_do is None:
            yield paragraph, bullet.end()


def _people(text: str, paragraphs: Sequence[Span]) -> frozenset[str]:
    """The words of the names of those who are named in full, or listed as present."""
    return frozenset(
        word
        for paragraph in paragraphs
        for mention in mentions(text, paragraph)
        if mention.name and not mention.unvoiced and (" " in mention.name or _ATTENDANCE.match(text, *paragraph))
        for word in mention.name.casefold().split()
    )


def _going_on(text: str, sentence: Span, source: Mention) -> Attribution | None:
    """`Offered to pay.`: whoever the sentence before is about."""
    first = next((cue for cue in cues(text, sentence) if not cue.leads), None)
    if first is None or first.span.start != sentence.start:
        return None
    return Attribution(source, first, first.span)
