"""Mentions to people: who is `the Head of State`, `Tokayev`, `she`, in this article.

A mention is resolved only where one person is meant more plainly than any other; otherwise the quotation keeps the
article's own words and no speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from qa.mentions import Mention
from qa.offices import office_fits, same_class
from qa.quotations import Utterance
from qa.records import Kind, Quotation, Source, Span, Speaker
from qa.roster import KnownPeople, Person, Roster

# How sure a resolution is, by its evidence. (Calibration against held-out articles is another matter.)
NAMED, BY_OFFICE, BY_HOST, BY_PRONOUN, BY_SALIENCE = 0.98, 0.93, 0.85, 0.8, 0.75

_LONGEST_INITIALS = 4
# Full stops between what somebody said and `NAME added`, where two bear the name.
_STILL_SPEAKING = 2
# Words before a subject in its sentence: `In turn, the President …`.
_BEFORE_SUBJECT = 3
_FAR_BACK = 500  # mentions


class _Meant(NamedTuple):
    """Who is meant, and how sure that is."""

    person: Person | None
    confidence: float = 0.0


_NOBODY = _Meant(None)


def attribute(text: str, paragraphs: Sequence[Span], found: Sequence[Utterance], known: KnownPeople) -> list[Quotation]:
    """Each utterance with the person who says it, in the same order, which is that of the text."""
    words = [span for utterance in found if utterance.kind is Kind.DIRECT for span in utterance.spans]
    resolver = _Resolver(text, Roster(text, paragraphs, found, known), sorted(words))
    return [resolver.attribute(utterance) for utterance in found]


class _Resolver:
    """Goes through the utterances in the order of the text, since pronouns look back at who spoke."""

    def __init__(self, text: str, roster: Roster, words: Sequence[Span]) -> None:
        self._text = text
        self._roster = roster
        self._words = words  # direct speech: whom it names is spoken about
        self._word_starts = [span.start for span in words]
        self._spoke: list[tuple[int, Person]] = []  # by position
        self._turn: tuple[Span, Person | None] | None = None

    def attribute(self, utterance: Utterance) -> Quotation:
        source = utterance.source
        meant = self._who(source, utterance) if source else _NOBODY
        if meant.person:
            self._spoke.append((utterance.spans[0].start, meant.person))
        if utterance.kind is Kind.TURN:
            self._turn = Span(utterance.spans[0].start, utterance.spans[-1].end), meant.person
        speaker = meant.person.speaker if meant.person else self._label(utterance)
        speakers = (speaker,) if speaker else ()
        return Quotation(
            spans=utterance.spans,
            kind=utterance.kind,
            source=Source(source.span, utterance.cue, speakers) if source else None,
            confidence=meant.confidence,
        )

    def _label(self, utterance: Utterance) -> Speaker | None:
        """In a transcript that has only labels (`Q`, `Speaker 4`), the label is the name."""
        if utterance.kind is not Kind.TURN or utterance.source is None:
            return None
        return Speaker(" ".join(utterance.source.span.of(self._text).strip("*_ ").split()))

    def _who(self, source: Mention, utterance: Utterance) -> _Meant:
        if source.collective or source.indefinite or source.unvoiced:
            return _NOBODY
        if source.pronoun:
            in_turn = self._turn if self._turn and self._turn[0].contains(source.span) else None
            return self._named_in_turn(source, *in_turn) if in_turn else self._by_pronoun(source)
        if utterance.kind is Kind.TURN:
            letters = source.span.of(self._text).strip("*: .").replace(".", "")
            if letters.isupper() and len(letters) <= _LONGEST_INITIALS:
                return _only(self._roster.with_initials(letters), BY_OFFICE)
        if source.name:
            return self._by_name(source)
        return self._by_office(source) if source.office else _NOBODY

    def _by_name(self, source: Mention) -> _Meant:
        bearers = self._roster.bearers(source.name)
        if len(bearers) > 1 and source.gender:
            bearers = [p for p in bearers if p.gender == source.gender] or bearers
        if len(bearers) > 1 and source.office:
            bearers = [p for p in bearers if office_fits(source, p.offices)] or bearers
        if len(bearers) == 1:
            return _Meant(bearers[0], NAMED)
        return self._one_of_several(source, [p for p in bearers if p.first_seen < source.span.start])

    def _one_of_several(self, source: Mention, introduced: Sequence[Person]) -> _Meant:
        """Of two who bear the name: the one introduced so far, or the one who has just been speaking."""
        if len(introduced) == 1:
            return _Meant(introduced[0], BY_SALIENCE)
        position, last = self._spoke[-1] if self._spoke else (0, None)
        if last in introduced and self._text.count(".", position, source.span.start) <= _STILL_SPEAKING:
            return _Meant(last, BY_SALIENCE)
        return _NOBODY

    def _by_office(self, source: Mention) -> _Meant:
        """The one person whose office fits best; for a bare `the President`, the host before the guest."""
        fits = [(office_fits(source, person.offices), person) for person in self._roster.people if person.offices]
        best = max((fit for fit, _ in fits), default=0)
        fitting = [person for fit, person in fits if best and fit == best]
        if source.office == "state" and not source.qualifiers:
            host = self._host(fitting)
            if host:
                return _Meant(host, BY_HOST)
        if len(fitting) == 1:
            return _Meant(fitting[0], BY_OFFICE)
        if not fitting and source.office in ("state", "leader") and source.qualifiers:
            return self._remaining_head(source)
        return _Meant(self._most_recent(fitting, source.span.start), BY_SALIENCE)

    def _host(self, fitting: Sequence[Person]) -> Person | None:
        """A press service calls its own head of state by name or by office, and every other one by country."""
        at_home = [p for p in fitting if any(o.office == "state" and not o.qualifiers for o in p.offices)]
        if at_home:
            return at_home[0] if len(at_home) == 1 else None
        untitled = self._untitled()
        return untitled[0] if untitled else None

    def _untitled(self) -> list[Person]:
        return [person for person in self._roster.people if person.speaks and not person.offices]

    def _remaining_head(self, source: Mention) -> _Meant:
        """`the Qorlan President`, otherwise without an office here: the only head of state left."""
        heads = [person for person in self._roster.people if same_class(source, person.offices)]
        if heads and len(self._untitled()) == 1:
            return _Meant(self._untitled()[0], BY_HOST)
        return _only([p for p in heads if any(not office.qualifiers for office in p.offices)], BY_HOST)

    def _most_recent(self, fitting: Sequence[Person], before: int) -> Person | None:
        for mention in reversed(self._roster.between(0, before)[-_FAR_BACK:]):
            if mention.name and fitting:
                bearers = self._roster.bearers(mention.name)
                if len(bearers) == 1 and bearers[0] in fitting:
                    return bearers[0]
        return None

    def _named_in_turn(self, source: Mention, turn: Span, speaker: Person | None) -> _Meant:
        """`… unless Callum Strake shuts the river. He told me …`: whom the speaker named, if only one."""
        named = [
            person
            for mention in self._roster.between(turn.start, source.span.start)
            if mention.name
            for person in self._roster.bearers(mention.name)
            if person is not speaker and person.gender in ("", source.gender)
        ]
        return _only(list(dict.fromkeys(named)), BY_SALIENCE)

    def _by_pronoun(self, source: Mention) -> _Meant:
        """He or she: the last subject or speaker of this paragraph, else of the one before, where gender allows."""
        if not source.gender:
            return _NOBODY
        paragraph = self._text.rfind("\n", 0, source.span.start)
        end_before = paragraph
        while end_before > 0 and self._text[end_before - 1].isspace():
            end_before -= 1
        for start in (paragraph, self._text.rfind("\n", 0, max(0, end_before))):
            antecedent = self._antecedent(source, start)
            if antecedent:
                antecedent.gender = antecedent.gender or source.gender
                return _Meant(antecedent, BY_PRONOUN)
        return _NOBODY

    def _antecedent(self, source: Mention, since: int) -> Person | None:
        candidates = list(self._spoke_since(since, source.span.start))
        for mention in self._roster.between(since + 1, source.span.start)[-_FAR_BACK:]:
            if mention.pronoun or not _is_subject(self._text, mention) or self._is_spoken_about(mention):
                continue
            person = self._subject(mention)
            if person:
                candidates.append((mention.span.start, person))
            elif mention.office and not mention.name and not mention.collective:
                # `A resident disagreed. “…,” she said`: somebody without a name is meant, and nobody named before.
                candidates = []
        agreeing = [(at, person) for at, person in candidates if person.gender in ("", source.gender)]
        return max(agreeing, key=lambda pair: pair[0])[1] if agreeing else None

    def _is_spoken_about(self, mention: Mention) -> bool:
        at = bisect_right(self._word_starts, mention.span.start) - 1
        return at >= 0 and mention.span.start < self._words[at].end

    def _spoke_since(self, since: int, until: int) -> Iterable[tuple[int, Person]]:
        for position, person in self._spoke[: -_FAR_BACK - 1 : -1]:
            if position <= since:
                return
            if position < until:
                yield position, person

    def _subject(self, mention: Mention) -> Person | None:
        if mention.indefinite:
            return None
        if mention.name:
            return self._by_name(mention).person
        return self._by_office(mention).person if mention.office and not mention.collective else None


def _only(people: Sequence[Person], confidence: float) -> _Meant:
    return _Meant(people[0], confidence) if len(people) == 1 else _NOBODY


def _is_subject(text: str, mention: Mention) -> bool:
    """A mention near the start of its sentence, before the verb."""
    before = text[max(0, mention.span.start - 60) : mention.span.start].rsplit("\n", 1)[-1]
    for mark in (". ", "! ", "? ", "” ", "» ", '" ', "… "):
        before = before.rsplit(mark, 1)[-1]
    return len(before.split()) <= _BEFORE_SUBJECT
