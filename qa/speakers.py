"""Mentions to people: who is `the Head of State`, `Tokayev`, `she`, in this article.

A mention is resolved only where one person is meant more plainly than any other; otherwise the quotation keeps the
article's own words and no speaker.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

import regex

from qa.confidence import confidence
from qa.cues import LEADS_TO_SOURCE
from qa.handovers import incoming, outgoing, successions
from qa.known import KnownPeople
from qa.lexicon import COUNTS
from qa.mentions import Mention
from qa.offices import classes_for, of_what, office_fits, same_class
from qa.records import Kind, Quotation, Source, Span, Speaker
from qa.roster import HIGH_OFFICES, Person, Roster, agrees
from qa.subjects import is_addressed, is_subject
from qa.utterances import Utterance

# How sure a resolution is, by its evidence. (Calibration against held-out articles is another matter.)
NAMED, BY_OFFICE, BY_HOST, BY_PRONOUN, BY_SALIENCE = 0.98, 0.93, 0.85, 0.8, 0.75

# Full stops between what somebody said and `NAME added`, where two bear the name.
_STILL_SPEAKING = 2
_FAR_BACK = 100  # mentions
_MOST_CHOICES = 4
_MOST_HANDOVERS = 20  # nobody reports more of them at once
_MOST_COUNTRIES = 50
_OF_LATE = 3  # paragraphs
# Verbs of whoever has been speaking.
_GOES_ON = frozenset("added adds continued concluded добавил добавила продолжил продолжила заключил заключила".split())
_IN_BRACKETS = regex.compile(r"(?<=\S)\s*\([^()]*\)")  # `Question (translated)`
_HEAD_OF_STATE = regex.compile(r"\bhead of state\b|\bглав\p{L}+ государства", regex.IGNORECASE)
_OF_GOVERNMENT = regex.compile(
    r"\b(?:пресс-служб\p{L}+ (?:правительства|кабинета|премьер)|press (?:service|office) of the (?:government|prime)"
    r"|(?:government|prime minister[’']s) (?:press|office)|office of the prime minister)",
    regex.IGNORECASE,
)
_OWNER = regex.compile(r"(?P<name>\p{Lu}[\p{L}-]+)[’']s\b")
_HEAD = 400  # characters, in which a press service names itself
_FORMER = "former "
# `my coach`: of somebody who speaks of him, and seldom whom the article knows by that office.
_IS_OURS = regex.compile(r"(?:my|our|your)\b", regex.IGNORECASE)
_IS_THEIRS = regex.compile(r"(?:his|her|their)\b", regex.IGNORECASE)
_ANSWERS = frozenset({"A", "Answer", "ANSWER"})
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
    # What the ministers are reported to say, whoever they are, nobody is to be credited with.
    return [q for q, utterance in zip(attributed, found, strict=True) if not _is_of_a_crowd(q, utterance)]


class _Resolver:
    """Goes through the utterances in the order of the text, since pronouns look back at who spoke."""

    def __init__(
        self, text: str, starts: Sequence[int], roster: Roster, words: Sequence[Span], first_turn: int
    ) -> None:
        self._text = text
        self._starts = starts  # of paragraphs
        self._roster = roster
        self._words = words  # direct speech: whom it names is spoken about
        self._word_starts = [span.start for span in words]
        self._spoke: list[tuple[int, Person]] = []  # by position
        self._bearing: dict[str, list[Person]] = {}
        self._holding: dict[tuple[str, str, frozenset[str]], list[Person]] = {}
        states = [m for m in roster.mentions if m.office in ("state", "leader") and m.qualifiers and not m.name]
        self._by_country = list({(m.office, m.qualifiers): m for m in states}.values())[:_MOST_COUNTRIES]
        head = _HEAD_OF_STATE.search(text)
        self._head_of_state = head.start() if head else len(text)  # where the article first speaks of one
        self._is_of_government = _OF_GOVERNMENT.search(text, 0, _HEAD) is not None
        self._is_of_state = roster.has_heads() or head is not None
        self._incoming = incoming(text, roster.mentions)[:_MOST_HANDOVERS]
        self._outgoing = [p for m in outgoing(text, roster.mentions) for p in roster.bearers(m.name)]
        self._successions = successions(text, roster.mentions)[:_MOST_HANDOVERS]
        self._first_turn = first_turn
        self._turn: tuple[Span, Person | None] | None = None
        self._around: list[tuple[Utterance, Source | None]] = []  # those that hold the one in hand, outermost first

    def attribute(self, utterance: Utterance) -> Quotation:
        meant = self._who(utterance.source, utterance) if utterance.source else _NOBODY
        if meant.person:
            self._spoke.append((utterance.spans[0].start, meant.person))
        if utterance.kind is Kind.TURN:
            self._turn = Span(utterance.spans[0].start, utterance.spans[-1].end), meant.person
        source = self._source(utterance, meant)
        via = self._via(utterance, source)
        self._around.append((utterance, source))
        sure = confidence(utterance) * (meant.confidence if meant.people else 1.0)
        return Quotation(utterance.spans, utterance.kind, source, via, sure)

    def _source(self, utterance: Utterance, meant: _Meant) -> Source | None:
        if utterance.source is None:
            return None
        speakers = tuple(person.speaker for person in meant.people)
        choices = tuple(person.speaker for person in meant.choices)
        if utterance.kind is Kind.TURN and not speakers and not choices:
            speakers = (self._label(utterance.source),)
        return Source(utterance.source.span, utterance.cue, speakers, choices)

    def _label(self, label: Mention) -> Speaker:
        """In a transcript that has only labels (`Q`, `Speaker 4`), the label is the name."""
        words = _IN_BRACKETS.sub("", label.span.of(self._text)).strip("*_ ")
        return Speaker(" ".join(words.split()), is_label=True)

    @cached_property
    def _interviewed(self) -> list[Person]:
        """Those who may give the answers: named in full before the first question, as whoever asks seldom is."""
        opening = self._text[: self._first_turn]
        return [
            person
            for person in self._roster.people
            if person.first_seen < self._first_turn and " " in person.name and not _is_byline(opening, person)
        ]

    # -- who passes the words on

    def _via(self, utterance: Utterance, source: Source | None) -> Source | None:
        """Whoever speaks around these words; or stands before their source: `according to a spokesman, …`."""
        while self._around and not _lies_within(utterance, self._around[-1][0]):
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
        if source.collective and source.office:
            return self._each_of_office(source)
        if source.collective or source.indefinite or source.unvoiced:
            return _NOBODY
        if source.pronoun:
            in_turn = self._turn if self._turn and self._turn[0].contains(source.span) else None
            return self._named_in_turn(source, *in_turn) if in_turn else self._by_pronoun(source)
        if utterance and utterance.kind is Kind.TURN:
            if source.span.of(self._text).strip("*_: .") in _ANSWERS:
                return _only(self._interviewed, BY_SALIENCE)
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
            bearers = [p for p in bearers if p.gender == source.gender] or bearers
        if len(bearers) > 1 and source.office:
            bearers = [p for p in bearers if office_fits(source, p.offices)] or bearers
        if len(bearers) == 1:
            return _Meant((bearers[0],), NAMED)
        return self._one_of_several(source, [p for p in bearers if p.first_seen < source.span.start] or bearers, cue)

    def _one_of_several(self, source: Mention, fitting: Sequence[Person], cue: str) -> _Meant:
        """Of two whom a source fits: the one introduced so far, or the one who has just been speaking."""
        if len(fitting) == 1:
            return _Meant((fitting[0],), BY_SALIENCE)
        if self._spoke and self._spoke[-1][1] in fitting:
            position, last = self._spoke[-1]
            near = position >= self._paragraphs_before(source.span.start, cue.lower() in _GOES_ON)
            if near and (
                cue.lower() in _GOES_ON or self._text.count(".", position, source.span.start) <= _STILL_SPEAKING
            ):
                return _Meant((last,), BY_SALIENCE)
        return _Meant(choices=tuple(fitting)) if len(fitting) <= _MOST_CHOICES else _NOBODY

    def _by_office(self, source: Mention, cue: str = "") -> _Meant:
        """The one person whose office fits best; for a bare `the President`, the host before the guest."""
        if _IS_OURS.match(self._text, *source.span):
            return _NOBODY
        if source.words.lower() == "counterpart" and _IS_THEIRS.match(self._text, *source.span):
            return self._other_principal(source)
        fitting = self._fitting(source)
        host = None if of_what(source) else self._host(source.office, fitting)
        if host:
            return _Meant((host,), BY_HOST)
        if len(fitting) == 1:
            return self._still_in_office(source, fitting[0])
        if not fitting and source.office in ("state", "leader") and source.qualifiers:
            return self._remaining_head(source)
        if not fitting and (source.office.startswith(_FORMER) or "new" in source.qualifiers):
            return self._in_succession(source)
        if not fitting and source.office == "spokesperson":  # a deputy speaks for somebody, too
            fitting = self._roster.holders(["deputy spokesperson"])
        near = self._named_in_paragraph(fitting, source.span.start)
        if len(near) > 1:
            near = self._spoke_of_late(near, source.span.start)
        return self._one_of_several(source, near, cue)

    def _other_principal(self, source: Mention) -> _Meant:
        """`Her counterpart`, of two who meet as holders of one office, or of offices as high."""
        principals = [p for p in self._roster.holders(HIGH_OFFICES) if p.first_seen < source.span.start]
        last = next((person for _, person in self._spoke_since(0, source.span.start)), None)
        return _only([p for p in principals if p is not last], BY_SALIENCE) if last in principals else _NOBODY

    def _fitting(self, source: Mention) -> list[Person]:
        """Those whose offices fit best; the same for every mention in the same words."""
        asked = source.office, source.words, source.qualifiers
        if asked not in self._holding:
            fits = [(office_fits(source, p.offices), p) for p in self._roster.holders(classes_for(source))]
            best = max((fit for fit, _ in fits), default=0)
            self._holding[asked] = [person for fit, person in fits if best and fit == best]
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
        if source.office in ("state", "leader") and len(holders) == count - 1 and self._host("state", holders):
            holders = [*holders, *self._untitled]
        return _Meant(tuple(holders), BY_OFFICE) if len(holders) == count else _NOBODY

    def _host(self, office: str, fitting: Sequence[Person]) -> Person | None:
        """A press service calls its own head of state by name or by office, and every other one by country."""
        publishing = [person for person in fitting if person.is_host]
        if office == "government" and not fitting and self._is_of_government and len(self._untitled) == 1:
            return self._untitled[0]
        if publishing or office != "state":
            return publishing[0] if len(publishing) == 1 else None
        at_home = [person for person in fitting if any(self._is_at_home(office, person) for office in person.offices)]
        if at_home:
            return at_home[0] if len(at_home) == 1 else None
        untitled = self._untitled
        return untitled[0] if len(untitled) == 1 and self._is_of_state else None

    def _is_at_home(self, office: Mention, person: Person) -> bool:
        if office.office != "state":
            return False
        if not of_what(office):
            return True
        # An office that only other articles give, unless this one calls its holder by the country.
        return office in person.lent and not any(office_fits(m, [office]) for m in self._by_country)

    @cached_property
    def _untitled(self) -> list[Person]:
        named = [person for person in self._roster.people if person.speaks and not person.offices]
        untitled = [person for person in named if " " in person.name] or named
        if self._roster.has_heads():
            return untitled
        return [person for person in untitled if person.introduced or person.first_seen > self._head_of_state]

    def _remaining_head(self, source: Mention) -> _Meant:
        """`the Qorlan President`, otherwise without an office here: the only head of state left."""
        if not all(word.capitalize() in source.span.of(self._text) for word in source.qualifiers):
            return _NOBODY  # `the opposition leader` is none
        heads = self._roster.holders(classes_for(source))
        if heads and len(self._untitled) == 1:
            return _Meant((self._untitled[0],), BY_HOST)
        return _only([p for p in heads if any(not office.qualifiers for office in p.offices)], BY_HOST)

    def _named_in_paragraph(self, fitting: Sequence[Person], before: int) -> Sequence[Person]:
        """Those of them whom the paragraph has named so far, if any: nearer than all others."""
        start = self._text.rfind("\n", 0, before) + 1
        near = [
            person
            for mention in self._roster.between(start, before)[-_FAR_BACK:]
            if mention.name and not self._is_spoken_about(mention)
            for person in self._roster.bearers(mention.name)
            if person in fitting
        ]
        return list(dict.fromkeys(near)) or fitting

    def _spoke_of_late(self, fitting: Sequence[Person], before: int) -> Sequence[Person]:
        since = self._paragraphs_before(before, _OF_LATE)
        near = [person for position, person in self._spoke[-_FAR_BACK:] if position >= since and person in fitting]
        return list(dict.fromkeys(near)) or fitting

    def _paragraphs_before(self, place: int, count: int) -> int:
        """Where the paragraph begins that is so many before the one of this place."""
        return self._starts[max(0, bisect_right(self._starts, place) - 1 - count)]

    def _named_in_turn(self, source: Mention, turn: Span, speaker: Person | None) -> _Meant:
        """`… unless Callum Strake shuts the river. He told me …`: whom the speaker named, if only one."""
        named = [
            person
            for mention in self._roster.between(turn.start, source.span.start)
            if mention.name and not is_addressed(self._text, mention)
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
            meant = self._antecedents(source, start) or (self._owners(source, start) if start == paragraph else [])
            if len(meant) == 1:
                meant[0].gender = meant[0].gender or source.gender
            if meant:
                return _only(meant, BY_PRONOUN)
        return _NOBODY

    def _antecedents(self, source: Mention, since: int) -> Sequence[Person]:
        """The last subject or speaker that agrees; two where one is meant as well as the other."""
        candidates = [(at, [person]) for at, person in self._spoke_since(since, source.span.start)]
        between = self._roster.between(since + 1, source.span.start)[-_FAR_BACK:]
        second: Mention | None = None  # of `Mr Pell and Mr Venn`, who are one subject
        for mention, following in zip_longest(between, between[1:]):
            if mention is second or mention.pronoun or self._is_spoken_about(mention):
                continue
            if not is_subject(self._text, mention) and mention.span not in self._roster.presented:
                continue
            person = self._subject(mention)
            if person:
                second = following if following and self._are_joined(mention, following) else None
                joined = self._subject(second) if second else None
                candidates.append((mention.span.start, [person, *([joined] if joined else [])]))
            elif mention.office and not mention.name and not mention.collective:
                # `A resident disagreed. “…,” she said`: somebody without a name is meant, and nobody named before.
                candidates = []
        agreeing = [(at, [p for p in people if agrees(p, source.gender)]) for at, people in candidates]
        last = max(((at, people) for at, people in agreeing if people), default=(0, []), key=lambda pair: pair[0])[1]
        if len(last) == 1 and not last[0].gender:
            # Of `Mr Venn` and `Ann Pell`, of whom the article does not say what she is, `he` may be either.
            return [*last, *(p for _, people in agreeing for p in people if p.gender and p is not last[0])]
        return last

    def _owners(self, source: Mention, since: int) -> Sequence[Person]:
        """`Tarsk’s portrait hung there. She said …`: named in the paragraph, though nobody acts in it."""
        owners = _OWNER.finditer(self._text, since + 1, source.span.start)
        bearers = [p for owner in owners for p in self._roster.bearers(owner["name"])]
        return list(dict.fromkeys(p for p in bearers if agrees(p, source.gender)))

    def _are_joined(self, mention: Mention, following: Mention) -> bool:
        return self._text[mention.span.end : following.span.start].strip(" ,") in ("and", "и")

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
        if mention.span in self._roster.presented:
            return self._roster.presented[mention.span]
        if mention.indefinite:
            return None
        if mention.name:
            return self._by_name(mention).person
        return self._by_office(mention).person if mention.office and not mention.collective else None


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


def _is_of_a_crowd(quotation: Quotation, utterance: Utterance) -> bool:
    collective = utterance.source is not None and utterance.source.collective
    source = quotation.source
    return collective and utterance.kind is Kind.INDIRECT and not (source and (source.speakers or source.choices))


def _lies_within(inner: Utterance, outer: Utterance) -> bool:
    within = Span(inner.spans[0].start, inner.spans[-1].end)
    return any(span.contains(within) for span in outer.spans)


def _same_source(one: Source, other: Source) -> bool:
    return one.mention == other.mention or (bool(one.speakers) and one.speakers == other.speakers)


def _is_byline(text: str, person: Person) -> bool:
    return text[max(0, person.first_seen - 3) : person.first_seen].lower() == "by "
