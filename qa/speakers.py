"""Mentions to people: who is `the Head of State`, `Tokayev`, `she`, in this article.

A mention is resolved only where one person is meant more plainly than any other; otherwise the quotation keeps the
article's own words and no speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

import regex

from qa.antecedents import Antecedents
from qa.confidence import confidence
from qa.cues import LEADS_TO_SOURCE
from qa.handovers import incoming, outgoing, successions
from qa.hosts import Hosts
from qa.introductions import asks_questions
from qa.known import KnownPeople
from qa.lexicon import COUNTS
from qa.mentions import NATIONAL, Mention
from qa.offices import classes_for, of_what, office_fits, same_class
from qa.records import Kind, Quotation, Source, Span, Speaker
from qa.roster import HIGH_OFFICES, Person, Roster, agrees
from qa.utterances import WORD, Utterance

# How sure a resolution is, by its evidence: a little less than the shares that were right in invented reports, with
# which the rules were made.
NAMED, BY_OFFICE, BY_HOST, BY_PRONOUN, BY_SALIENCE = 0.98, 0.95, 0.9, 0.92, 0.85
# By a name that somebody else bears further down: read one by one in PolNeAR dev, 38 of 40, the other two nobody's.
NAMED_SO_FAR = 0.95

# Full stops between what somebody said and `NAME added`, where two bear the name.
_STILL_SPEAKING = 2
_FEWEST_REPEATED = 5  # words
_FAR_BACK = 100  # mentions
_NAMED_WITHIN = 5_000  # characters before a pronoun
_MOST_CHOICES = 4
_MOST_HANDOVERS = 20  # nobody reports more of them at once
_MOST_NEAR = 200  # people who may be meant by an office
_OF_LATE = 3  # paragraphs
# Verbs of whoever has been speaking.
_GOES_ON = frozenset("added adds continued concluded добавил добавила продолжил продолжила заключил заключила".split())
_IN_BRACKETS = regex.compile(r"(?<=\S)\s*\([^()]*\)")  # `Question (translated)`
_FORMER = "former "
# `my coach`: of somebody who speaks of him, and seldom whom the article knows by that office.
_IS_OURS = regex.compile(r"(?:my|our|your)\b", regex.IGNORECASE)
_IS_THEIRS = regex.compile(r"(?:his|her|their)\b", regex.IGNORECASE)
_ANSWERS = frozenset({"A", "Answer", "ANSWER"})
_QUESTIONS = frozenset({"Q", "Question", "QUESTION"})
_LONGEST_VIA = 200
_LONGEST_LEAD = 20


class _Meant(NamedTuple):
    """Who is meant, and how sure that is; or of whom one is meant, where the article does not tell which."""

    people: tuple[Person, ...] = ()
    confidence: float = 0.0
    choices: tuple[Person, ...] = ()

    @property
    def person(self) -> Person | None:
        return self.people[0] if len(self.people) == 1 else None


_NOBODY = _Meant()


def attribute(
    text: str,
    paragraphs: Sequence[Span],
    found: Sequence[Utterance],
    known: KnownPeople,
    on: date | None,
) -> list[Quotation]:
    """The utterances with those who say them, in the same order, which is that of the text."""
    words = [span for utterance in found if utterance.kind is Kind.DIRECT for span in utterance.spans]
    starts = [paragraph.start for paragraph in paragraphs] or [0]
    first_turn = next((u.spans[0].start for u in found if u.kind is Kind.TURN), len(text))
    resolver = _Resolver(text, starts, Roster(text, paragraphs, found, known, on), sorted(words), first_turn)
    attributed = [resolver.attribute(utterance) for utterance in found]
    return list(_as_printed_before(text, attributed))


class _Resolver:
    """Goes through the utterances in the order of the text, since pronouns look back at who spoke."""

    def __init__(
        self, text: str, starts: Sequence[int], roster: Roster, words: Sequence[Span], first_turn: int
    ) -> None:
        self._text = text
        self._starts = starts  # of paragraphs
        self._roster = roster
        self._antecedents = Antecedents(text, roster, words, self._holder)
        self._hosts = Hosts(text, roster)
        self._bearing: dict[str, list[Person]] = {}
        self._holding: dict[tuple[str, str, frozenset[str]], list[Person]] = {}
        self._incoming = incoming(text, roster.mentions)[:_MOST_HANDOVERS]
        self._outgoing = [p for m in outgoing(text, roster.mentions) for p in roster.bearers(m.name)]
        self._successions = successions(text, roster.mentions)[:_MOST_HANDOVERS]
        self._first_turn = first_turn
        self._turn: tuple[Span, Person | None] | None = None
        self._around: list[tuple[Utterance, Source | None]] = []  # those that hold the one in hand, outermost first

    def attribute(self, utterance: Utterance) -> Quotation:
        meant = self._who(utterance.source, utterance) if utterance.source else _NOBODY
        if meant.person:
            self._antecedents.has_spoken(utterance.spans[0].start, meant.person)
        if utterance.kind is Kind.TURN:
            self._turn = Span(utterance.spans[0].start, utterance.spans[-1].end), meant.person
        source = self._source(utterance, meant)
        via = self._via(utterance, source)
        self._around.append((utterance, source))
        sure = confidence(self._text, utterance) * (meant.confidence if meant.people else 1.0)
        return Quotation(utterance.spans, utterance.kind, source, via, sure)

    def _source(self, utterance: Utterance, meant: _Meant) -> Source | None:
        if utterance.source is None:
            return None
        speakers = tuple(person.speaker for person in meant.people)
        choices = tuple(person.speaker for person in meant.choices)
        if utterance.kind is Kind.TURN and not speakers and not choices:
            speakers = (self._label(utterance.source),)
        nobody = not (speakers or choices)
        stands_for = self._unnamed(utterance.source) if nobody else self._named_before(utterance.source, meant.person)
        return Source(utterance.source.span, utterance.cue, speakers, choices, stands_for)

    def _named_before(self, source: Mention, person: Person | None) -> Span | None:
        """Where the person whom a pronoun means has last been named."""
        if person is None or not source.pronoun:
            return None
        near = self._roster.between(source.span.start - _NAMED_WITHIN, source.span.start)[: -_FAR_BACK - 1 : -1]
        named = (mention for mention in near if mention.name and not self._antecedents.is_spoken_about(mention))
        return next((mention.span for mention in named if self._by_name(mention).person is person), None)

    def _unnamed(self, source: Mention) -> Span | None:
        if source.office:
            return self._antecedents.introduced(source)
        return self._antecedents.unnamed(source) if source.pronoun and source.gender else None

    def _label(self, label: Mention) -> Speaker:
        """In a transcript that has only labels (`Q`, `Speaker 4`), the label is the name."""
        words = _IN_BRACKETS.sub("", label.span.of(self._text)).strip("*_ ")
        return Speaker(" ".join(words.split()), is_label=True)

    @cached_property
    def _interviewed(self) -> list[Person]:
        """Those who may give the answers: named in full before the first question, as whoever asks seldom is."""
        return [person for person in self._introduced if person not in self._interviewers]

    @cached_property
    def _interviewers(self) -> list[Person]:
        """`She received Elin Tarsk in her office`, `She spoke to Elin Tarsk`, `Interview: Elin Tarsk`."""
        return [person for person in self._introduced if asks_questions(self._text, person.first_seen)]

    @cached_property
    def _introduced(self) -> list[Person]:
        """Those named in full before the first question."""
        named = [person for person in self._roster.people if person.first_seen < self._first_turn]
        return [person for person in named if " " in person.name]

    # -- who passes the words on

    def _via(self, utterance: Utterance, source: Source | None) -> Source | None:
        """Whoever speaks around these words; or stands before their source: `according to a spokesman, …`."""
        while self._around and not (
            _lies_within(utterance, self._around[-1][0]) or _names_source(self._around[-1][0], utterance)
        ):
            self._around.pop()
        if source is None:
            return None
        for _, outer in reversed(self._around):
            if outer and not _same_source(outer, source):
                return outer
        return self._beside(source)

    def _beside(self, source: Source) -> Source | None:
        """`According to a spokesman, the president said …`, `…, the president said, according to a spokesman`."""
        around = [source.mention, *([source.cue] if source.cue else [])]
        start, end = min(around).start, max(span.end for span in around)
        for passing in (
            *self._roster.between(max(0, start - _LONGEST_VIA), start)[-1:],
            *self._roster.between(end, end + _LONGEST_VIA)[:1],
        ):
            leading = self._leading(passing)
            before, after = (passing.span, source.mention) if passing.span.end <= start else (Span(0, end), leading)
            if leading and after and self._text[before.end : after.start].strip() == ",":
                meant = self._who(passing, None)
                people = tuple(person.speaker for person in meant.people)
                via = Source(passing.span, leading, people, tuple(p.speaker for p in meant.choices))
                return None if _same_source(via, source) else via
        return None

    def _leading(self, mention: Mention) -> Span | None:
        """The `according to` right before a mention."""
        for match in LEADS_TO_SOURCE.finditer(
            self._text, max(0, mention.span.start - _LONGEST_LEAD), mention.span.start
        ):
            if not self._text[match.end() : mention.span.start].strip():
                return Span(*match.span())
        return None

    def _who(self, source: Mention, utterance: Utterance | None) -> _Meant:
        if source.members:
            members = [self._who(member, None) for member in source.members]
            return _one_of(members) if source.indefinite else _each(members)
        if source.span in self._roster.presented:
            return _Meant((self._roster.presented[source.span],), BY_SALIENCE)
        if source.span.of(self._text) in self._roster.initials:
            return _only(self._roster.with_initials(source.span.of(self._text)), BY_OFFICE)
        if source.collective and source.office:
            return self._each_of_office(source)
        if source.collective or source.indefinite or source.unvoiced:
            return _NOBODY
        if source.pronoun:
            if not source.gender:
                return _NOBODY  # `they`
            in_turn = self._turn if self._turn and self._turn[0].contains(source.span) else None
            meant = self._antecedents.in_turn(source, *in_turn) if in_turn else self._antecedents.of(source)
            return _sole(meant, BY_SALIENCE if in_turn else BY_PRONOUN)
        if utterance and utterance.kind is Kind.TURN:
            label = source.span.of(self._text).strip("*_: .")
            if label in _ANSWERS or label in _QUESTIONS:
                return _only(self._interviewed if label in _ANSWERS else self._interviewers, BY_SALIENCE)
            named = self._roster.with_initials(source.span.of(self._text))
            if named:
                return _only(named, BY_OFFICE)
        cue = utterance.cue.of(self._text) if utterance and utterance.cue else ""
        if source.name:
            return self._by_name(source, cue)
        return self._by_office(source, cue) if source.office else _NOBODY

    def _by_name(self, source: Mention, cue: str = "") -> _Meant:
        if source.name not in self._bearing:
            self._bearing[source.name] = self._roster.bearers(source.name)
        bearers = [p for p in self._bearing[source.name] if agrees(p, source.gender)]
        if len(bearers) > 1 and source.gender:
            bearers = [p for p in bearers if p.likely_gender == source.gender] or bearers
        if len(bearers) > 1 and source.office:
            bearers = [p for p in bearers if office_fits(source, p.offices)] or bearers
        if len(bearers) == 1:
            return _Meant((bearers[0],), NAMED)
        return self._one_of_several(source, [p for p in bearers if p.first_seen < source.span.start] or bearers, cue)

    def _one_of_several(self, source: Mention, fitting: Sequence[Person], cue: str) -> _Meant:
        """Of two whom a source fits: the one introduced so far, or the one who has just been speaking."""
        if len(fitting) == 1:
            return _Meant((fitting[0],), NAMED_SO_FAR)
        position, last = self._antecedents.last_speaker(source.span.start)
        if last and last in fitting:
            near = position >= self._paragraphs_before(source.span.start, cue.lower() in _GOES_ON)
            if near and (
                cue.lower() in _GOES_ON or self._text.count(".", position, source.span.start) <= _STILL_SPEAKING
            ):
                return _Meant((last,), BY_SALIENCE)
        if len(fitting) > _MOST_CHOICES:
            return _NOBODY
        return _Meant(choices=tuple(sorted(fitting, key=lambda person: person.first_seen)))

    def _by_office(self, source: Mention, cue: str = "") -> _Meant:
        """The one person whose office fits best; for a bare `the President`, the host before the guest."""
        if _IS_OURS.match(self._text, *source.span):
            return _NOBODY
        if "counterpart" in source.words.lower().split():
            return self._other_principal(source) if _IS_THEIRS.match(self._text, *source.span) else _NOBODY
        fitting = self._fitting(source)
        host = None if of_what(source) else self._hosts.of(source.office, fitting)
        if host:
            return _Meant((host,), BY_HOST)
        if len(fitting) == 1:
            return self._still_in_office(source, fitting[0])
        if not fitting and source.office in ("state", "leader") and source.qualifiers:
            return _sole(self._hosts.remaining_head(source), BY_HOST)
        if not fitting and (source.office.startswith(_FORMER) or "new" in source.qualifiers):
            return self._in_succession(source)
        if not fitting and source.office == "spokesperson":  # a deputy speaks for somebody, too
            fitting = self._roster.holders(["deputy spokesperson"])
        introduced = [person for person in fitting if person.first_seen < source.span.start] or fitting
        near = self._named_in_paragraph(introduced, source.span.start)
        if len(near) > 1:
            near = self._spoke_of_late(near, source.span.start)
        return self._one_of_several(source, near, cue)

    def _other_principal(self, source: Mention) -> _Meant:
        """`Her counterpart`, of two who meet as holders of one office, or of offices as high."""
        principals = [p for p in self._roster.holders(HIGH_OFFICES) if p.first_seen < source.span.start]
        _, last = self._antecedents.last_speaker(source.span.start)
        others = [p for p in principals if p is not last]
        if source.qualifiers:  # `her Tolvian counterpart`
            national = replace(source, office=NATIONAL)
            others = [p for p in others if office_fits(national, p.offices)]
        return _only(others, BY_SALIENCE) if last in principals else _NOBODY

    def _fitting(self, source: Mention) -> list[Person]:
        """Those whose offices fit best; the same for every mention in the same words."""
        asked = source.office, source.words, source.qualifiers
        if asked not in self._holding:
            near = self._roster.people if source.office == NATIONAL else self._roster.holders(classes_for(source))
            fits = [(office_fits(source, p.offices), p) for p in near[:_MOST_NEAR]]
            best = max((fit for fit, _ in fits), default=0)
            fitting = [person for fit, person in fits if best and fit == best]
            if source.office not in HIGH_OFFICES and not of_what(source):  # `the Chair` is no other company's
                fitting = [p for p in fitting if any(not of_what(o) for o in p.offices)] or fitting
            self._holding[asked] = fitting
        return self._holding[asked]

    def _still_in_office(self, source: Mention, holder: Person) -> _Meant:
        """The holder, unless the article speaks of somebody else who takes over: then one of the two is meant."""
        if source.office not in HIGH_OFFICES:
            return _Meant((holder,), BY_OFFICE)
        others: list[Person] = []
        for mention, office in self._incoming:
            if office not in ("", source.office):
                continue
            named = self._roster.bearers(mention.name) if mention.name else []
            if not named and (mention.name or (mention.span == source.span and holder in self._outgoing)):
                return _NOBODY
            others += [person for person in named if person is not holder]
        if others:
            return _Meant(choices=(holder, *dict.fromkeys(others)))
        return _Meant((holder,), BY_OFFICE)

    def _in_succession(self, source: Mention) -> _Meant:
        """`the former mayor`, `the new mayor`, where the article speaks of one handover and of no other holder."""
        held = source.office.removeprefix(_FORMER)
        meant: list[Person] = []
        for new, old in self._successions:
            bearers = self._roster.bearers(old.name if source.office.startswith(_FORMER) else new.name)
            meant += bearers if len(bearers) == 1 else []
        meant = [p for p in dict.fromkeys(meant) if all(o.office.endswith(held) for o in p.offices)]
        return _only(meant, BY_SALIENCE)

    def _each_of_office(self, source: Mention) -> _Meant:
        """`both presidents`, `the two leaders`: everybody whom it fits, where they are as many as it says."""
        holders = [p for p in self._roster.holders(classes_for(source)) if same_class(source, p.offices)]
        if any(office_fits(source, person.offices) for person in holders):
            holders = [person for person in holders if office_fits(source, person.offices)]
        count = next((COUNTS[word] for word in source.span.of(self._text).lower().split() if word in COUNTS), 2)
        if source.office in ("state", "leader") and len(holders) == count - 1 and self._hosts.of("state", holders):
            holders = [*holders, *self._hosts.untitled]
        return _Meant(tuple(holders), BY_OFFICE) if len(holders) == count else _NOBODY

    def _named_in_paragraph(self, fitting: Sequence[Person], before: int) -> Sequence[Person]:
        """Those of them whom the paragraph has named so far, if any: nearer than all others."""
        start = self._text.rfind("\n", 0, before) + 1
        near = [
            person
            for mention in self._roster.between(start, before)[-_FAR_BACK:]
            if mention.name and not self._antecedents.is_spoken_about(mention)
            for person in self._roster.bearers(mention.name)
            if person in fitting
        ]
        return list(dict.fromkeys(near)) or fitting

    def _spoke_of_late(self, fitting: Sequence[Person], before: int) -> Sequence[Person]:
        since = self._paragraphs_before(before, _OF_LATE)
        near = [person for _, person in self._antecedents.speakers_since(since, before) if person in fitting]
        return list(dict.fromkeys(near)) or fitting

    def _paragraphs_before(self, place: int, count: int) -> int:
        """Where the paragraph begins that is so many before the one of this place."""
        return self._starts[max(0, bisect_right(self._starts, place) - 1 - count)]

    def _holder(self, mention: Mention) -> Person | None:
        if mention.span in self._roster.presented:
            return self._roster.presented[mention.span]
        if mention.indefinite:
            return None
        if mention.span.of(self._text) in self._roster.initials:
            return _only(self._roster.with_initials(mention.span.of(self._text)), BY_OFFICE).person
        if mention.name:
            return self._by_name(mention).person
        return self._by_office(mention).person if mention.office and not mention.collective else None


def _sole(person: Person | None, confidence: float) -> _Meant:
    return _Meant((person,), confidence) if person else _NOBODY


def _only(people: Sequence[Person], confidence: float) -> _Meant:
    return _Meant((people[0],), confidence) if len(people) == 1 else _NOBODY


def _one_of(members: Sequence[_Meant]) -> _Meant:
    """`X or Y said`."""
    return _Meant(choices=_each(members).people)


def _each(members: Sequence[_Meant]) -> _Meant:
    """All of them, where each is one known person."""
    people = tuple(dict.fromkeys(meant.person for meant in members if meant.person))
    if len(people) < len(members):
        return _NOBODY
    return _Meant(people, min(meant.confidence for meant in members))


def _as_printed_before(text: str, attributed: Sequence[Quotation]) -> Iterator[Quotation]:
    """A sentence printed twice, as in a box beside the text, is said by whom it is said more surely; where both places
    name the same one, each shows its own words for it."""
    surest: dict[str, Quotation] = {}
    for quotation in attributed:
        words = _spoken(text, quotation)
        if words and (words not in surest or quotation.confidence > surest[words].confidence):
            surest[words] = quotation
    for quotation in attributed:
        original = surest.get(_spoken(text, quotation), quotation)
        source = quotation.source if _are_of_one(quotation, original) else original.source
        yield replace(quotation, source=source, confidence=original.confidence)


def _are_of_one(quotation: Quotation, original: Quotation) -> bool:
    people = [one.source.speakers if one.source else () for one in (quotation, original)]
    return bool(people[0]) and people[0] == people[1]


def _spoken(text: str, quotation: Quotation) -> str:
    """The words of direct speech, as they are compared; empty for a few, which two may say."""
    words = WORD.findall(" ".join(span.of(text) for span in quotation.spans).lower())
    return " ".join(words) if quotation.kind is Kind.DIRECT and len(words) >= _FEWEST_REPEATED else ""


def _lies_within(inner: Utterance, outer: Utterance) -> bool:
    within = Span(inner.spans[0].start, inner.spans[-1].end)
    return any(span.contains(within) for span in outer.spans)


def _names_source(outer: Utterance, inner: Utterance) -> bool:
    """`X said he had been told by Y: “…”`: the reported clause says whose words follow."""
    source = inner.source
    return outer.kind is Kind.INDIRECT and source is not None and any(s.contains(source.span) for s in outer.spans)


def _same_source(one: Source, other: Source) -> bool:
    return one.mention == other.mention or (bool(one.speakers) and one.speakers == other.speakers)
