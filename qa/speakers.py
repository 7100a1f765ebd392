"""Mentions to people: who is `the Head of State`, `Tokayev`, `she`, in this article.

The roster holds everybody whom the article names as a person. A mention is resolved only where one of them is meant
more plainly than any other; otherwise the quotation keeps the article's own words and no speaker.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from qa.mentions import Mention, mentions
from qa.quotations import Utterance
from qa.records import Kind, Quotation, Span, Speaker

# How sure a resolution is, by its evidence. (Calibration against held-out articles is another matter.)
NAMED, BY_OFFICE, BY_HOST, BY_SALIENCE, BY_PRONOUN = 0.98, 0.93, 0.85, 0.75, 0.8

# An office that stands for another: `the leader` of a country is its president or its prime minister.
_ALSO = {
    "leader": frozenset({"leader", "state", "government", "chancellor"}),
    "state": frozenset({"state"}),
    "chief": frozenset({"chief", "director", "founder"}),
    "engineer": frozenset({"engineer"}),
    "lawmaker": frozenset({"lawmaker"}),
}
_HEADS_OF_STATE = frozenset({"state"})
# Countries whose adjective shares too little with their name for a common beginning to tell.
_SAME_PLACE = {
    "french": "france", "dutch": "netherlands", "greek": "greece", "spanish": "spain", "british": "kingdom",
    "swiss": "switzerland", "danish": "denmark", "turkish": "turkey", "polish": "poland", "welsh": "wales",
    "american": "states", "irish": "ireland", "german": "germany", "norwegian": "norway", "swedish": "sweden",
}  # fmt: skip
_SHORTEST_STEM = 4
_LONGEST_INITIALS = 4
# Full stops between what somebody said and `NAME added`, where two bear the name.
_STILL_SPEAKING = 2
# `the head of the company`: words that say no more than that there is one.
_GENERIC = frozenset("company firm country nation state government bank group organisation organization компании страны".split())
_TITLES_IN_NAMES = frozenset("president minister chair chairman cllr senator judge council".split())


_HEADER = regex.compile(
    r"^From:\s*(?P<office>.{3,60}?)[’']s Office\b.*?\b(?:The )?Rt Hon (?P<name>\p{Lu}[^\n,(]*?)(?: (?:MP|KC|[A-Z]?[CMOD]BE?))*\s*$",
    regex.MULTILINE,
)
# Offices that say how one person stands to another, and nothing that could be shown beside a name.
# Classes of many trades, in which only the same noun names the same person.
_JOBS = frozenset({"member", "person", "kin", "guest", "officer", "lawyer", "clerk"})
_RELATIONS = frozenset({"kin", "guest", "person"})


class KnownPeople:
    """The people of the articles read before: they lend their offices and full names to those of the next one."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        self._by_surname: dict[str, dict[str, Speaker]] = {}
        for speaker in speakers:
            self.meet(speaker)

    def meet(self, speaker: Speaker) -> None:
        bearers = self._by_surname.setdefault(_key(speaker.name).split(" ")[-1], {})
        if len(speaker.role) >= len(bearers.get(speaker.name, speaker).role):
            bearers[speaker.name] = speaker

    def bearing(self, surname: str) -> list[Speaker]:
        return list(self._by_surname.get(_key(surname), {}).values())


@dataclass(slots=True)
class Person:
    """One person of an article: the fullest name printed, the offices, and what tells the gender."""

    name: str
    offices: list[Mention] = field(default_factory=list)
    gender: str = ""
    first_seen: int = 0
    speaks: bool = False

    @property
    def surname(self) -> str:
        return self.name.split()[-1]

    @property
    def role(self) -> str:
        shown = [o.words for o in self.offices if o.office not in _RELATIONS and not o.words.endswith("counterpart")]
        return max(shown, key=len, default="")


def attribute(
    text: str, paragraphs: Sequence[Span], found: Sequence[Utterance], known: KnownPeople
) -> list[Quotation]:
    """Each utterance with the person who says it, in the same order."""
    named = [mention for paragraph in paragraphs for mention in mentions(text, paragraph)]
    roster = Roster(text, named, found, known)
    return [roster.attribute(utterance) for utterance in found]


class Roster:
    """The people of one article, and what has been said of them so far, in the order of the text."""

    def __init__(
        self, text: str, named: Sequence[Mention], found: Sequence[Utterance], known: KnownPeople
    ) -> None:
        self._text = text
        labels = [u.source for u in found if u.kind is Kind.TURN and u.source]
        self._mentions = sorted([*named, *labels], key=lambda mention: mention.span)
        self.people: list[Person] = []
        self._gather([u.source for u in found if u.source])
        self._read_header()
        self._recall(known)
        self._resolved: list[tuple[int, Person]] = []  # who spoke, by position
        self._turn: tuple[Span, Person | None] | None = None

    # -- gathering

    def _gather(self, sources: Sequence[Mention]) -> None:
        """Full names first, then surnames that belong to them, then surnames that stand alone."""
        speaking = {source.span for source in sources}
        candidates = [m for m in self._mentions if m.name and not m.unvoiced]
        plain = [m for m in candidates if "." not in m.name]
        for mention in (*plain, *(m for m in candidates if "." in m.name)):
            if " " in mention.name and (mention.office or mention.gender or mention.span in speaking or _honoured(mention)):
                self._enter(mention, mention.span in speaking)
        for mention in candidates:
            if " " in mention.name and not (mention.office or mention.gender or mention.span in speaking):
                self._complete(mention)
        for mention in candidates:
            if " " not in mention.name and (mention.office or mention.gender or mention.span in speaking):
                if not self._bearers(mention.name):
                    self._enter(mention, mention.span in speaking)
                else:
                    self._note(mention)
        self.people.sort(key=lambda person: person.first_seen)

    def _read_header(self) -> None:
        """A government's press release: `From: Prime Minister's Office and The Rt Hon NAME`."""
        for header in _HEADER.finditer(self._text):
            offices = [m for m in mentions(self._text, Span(*header.span("office"))) if m.office]
            if offices and self._known_as(header["name"]) is None:
                self.people.append(Person(header["name"], offices, first_seen=header.start()))

    def _recall(self, known: KnownPeople) -> None:
        """What earlier articles say of people named here: their offices, and the full name of a titled surname."""
        for person in self.people:
            bearers = [(speaker, _offices(speaker.role)) for speaker in known.bearing(person.surname)]
            if " " in person.name:
                bearers = [(s, offices) for s, offices in bearers if _same_name(s.name, person.name)]
            else:
                bearers = [
                    (s, offices) for s, offices in bearers if any(office_fits(o, offices) > 1 for o in person.offices)
                ]
            if len(bearers) == 1:
                speaker, offices = bearers[0]
                person.name = speaker.name if " " not in person.name else person.name
                person.offices += [o for o in offices if o.words not in [own.words for own in person.offices]]

    def _enter(self, mention: Mention, speaks: bool) -> None:
        person = self._known_as(mention.name)
        if person is None:
            person = Person(mention.name, first_seen=mention.span.start)
            self.people.append(person)
        person.first_seen = min(person.first_seen, mention.span.start)
        if speaks and _is_nominative(mention.name, person.name):
            person.name = mention.name
        person.speaks = person.speaks or speaks
        self._add_evidence(person, mention)

    def _known_as(self, name: str) -> Person | None:
        """Somebody already entered under this name, or under the one whose initials these are."""
        same = [p for p in self.people if _same_name(p.name, name)]
        if not same and "." in name:
            same = [p for p in self.people if _shortens(name, p.name)]
        return same[0] if len(same) == 1 else None

    def _complete(self, mention: Mention) -> None:
        """A full name without title: of somebody who is named elsewhere by surname, or only spoken about."""
        if any(_same_name(p.name, mention.name) for p in self.people):
            person = next(p for p in self.people if _same_name(p.name, mention.name))
            person.first_seen = min(person.first_seen, mention.span.start)
            return
        abbreviated = [p for p in self.people if "." in p.name and _shortens(p.name, mention.name)]
        if len(abbreviated) == 1:
            abbreviated[0].name = mention.name
            abbreviated[0].first_seen = min(abbreviated[0].first_seen, mention.span.start)
            return
        surname = _key(mention.name.split()[-1])
        alone = [m for m in self._mentions if m.name and m is not mention and _key(m.name) == surname]
        if alone or _initials_used(mention, self._mentions):
            self._enter(mention, False)

    def _note(self, mention: Mention) -> None:
        bearers = self._bearers(mention.name)
        if len(bearers) == 1:
            self._add_evidence(bearers[0], mention)

    def _add_evidence(self, person: Person, mention: Mention) -> None:
        if mention.office and mention.words not in [office.words for office in person.offices]:
            person.offices.append(mention)
        if mention.gender and not person.gender:
            person.gender = mention.gender

    def _bearers(self, name: str) -> list[Person]:
        """The people whom a shorter name fits: a surname, a first name, initials."""
        exact = [p for p in self.people if _same_name(p.name, name)]
        if exact:
            return exact
        return [p for p in self.people if _shortens(name, p.name)]

    # -- resolving

    def attribute(self, utterance: Utterance) -> Quotation:
        """The quotation with its speaker. Called in the order of the text, since pronouns look back."""
        person, confidence = None, 1.0
        source = utterance.source
        if source is not None:
            person, confidence = self._resolve(source, utterance)
        if person is not None:
            self._resolved.append((utterance.spans[0].start, person))
        if utterance.kind is Kind.TURN:
            self._turn = (Span(utterance.spans[0].start, utterance.spans[-1].end), person)
        speaker = self._speaker(person) if person else None
        if speaker is None and utterance.kind is Kind.TURN and source is not None:
            speaker = Speaker(_as_label(source.span.of(self._text)))  # the label is the name
        return Quotation(
            spans=utterance.spans,
            kind=utterance.kind,
            speaker=speaker,
            mention=source.span if source else None,
            cue=utterance.cue,
            confidence=confidence if speaker else 0.0,
        )

    def _speaker(self, person: Person) -> Speaker:
        return Speaker(person.name, person.role)

    def _resolve(self, source: Mention, utterance: Utterance) -> tuple[Person | None, float]:
        if source.collective or source.indefinite or source.unvoiced:
            return None, 0.0
        if source.pronoun and self._turn and self._turn[0].contains(source.span):
            return self._named_in_turn(source, *self._turn)
        if source.pronoun:
            return self._by_pronoun(source)
        if utterance.kind is Kind.TURN and source.name.isupper() and len(source.name) <= _LONGEST_INITIALS:
            return self._by_initials(source.name)
        if source.name:
            return self._by_name(source)
        if source.office:
            return self._by_office(source)
        if utterance.kind is Kind.TURN:
            return self._by_initials(source.span.of(self._text))
        return None, 0.0

    def _by_name(self, source: Mention) -> tuple[Person | None, float]:
        bearers = self._bearers(source.name)
        if len(bearers) > 1 and source.gender:
            bearers = [p for p in bearers if p.gender == source.gender] or bearers
        if len(bearers) > 1 and source.office:
            bearers = [p for p in bearers if _fits(source, p) > 0] or bearers
        if len(bearers) == 1:
            return bearers[0], NAMED
        introduced = [p for p in bearers if p.first_seen < source.span.start]
        if len(introduced) == 1:
            return introduced[0], BY_SALIENCE
        if self._resolved and self._resolved[-1][1] in introduced and not self._text.count(
            ".", self._resolved[-1][0], source.span.start
        ) > _STILL_SPEAKING:
            return self._resolved[-1][1], BY_SALIENCE
        return None, 0.0  # one of two of that name

    def _named_in_turn(self, source: Mention, turn: Span, speaker: Person | None) -> tuple[Person | None, float]:
        """`… unless Callum Strake shuts the river. He told me …`: whom the speaker named last."""
        before = [m for m in self._mentions if turn.start <= m.span.start < source.span.start and m.name]
        named = [person for m in before for person in self._bearers(m.name) if person is not speaker]
        agreeing = [person for person in named if person.gender in ("", source.gender)]
        return (agreeing[-1], BY_SALIENCE) if agreeing and len(set(map(id, agreeing))) == 1 else (None, 0.0)

    def _by_initials(self, label: str) -> tuple[Person | None, float]:
        letters = label.strip("*: .").replace(".", "")
        fitting = [p for p in self.people if "".join(word[0] for word in p.name.split()) == letters]
        return (fitting[0], BY_OFFICE) if len(fitting) == 1 else (None, 0.0)

    def _by_office(self, source: Mention) -> tuple[Person | None, float]:
        """The one person whose office fits best; for a bare `the President`, the host before the guest."""
        fits = {id(p): _fits(source, p) for p in self.people}
        best = max(fits.values(), default=0)
        fitting = [p for p in self.people if best > 0 and fits[id(p)] == best]
        if source.office in _HEADS_OF_STATE and not source.qualifiers:
            host = self._host(fitting)
            if host is not None:
                return host, BY_HOST
        if len(fitting) == 1:
            return fitting[0], BY_OFFICE
        if not fitting and source.office in ("state", "leader") and source.qualifiers:
            return self._remaining_head(source)
        return self._most_recent(fitting, source.span.start), BY_SALIENCE

    def _host(self, fitting: Sequence[Person]) -> Person | None:
        """A press service calls its own head of state by name or by office, and every other one by country."""
        foreign = [p for p in fitting if all(o.qualifiers for o in p.offices if o.office == "state")]
        at_home = [p for p in fitting if p not in foreign]
        if len(at_home) == 1:
            return at_home[0]
        untitled = [p for p in self.people if not p.offices and p.speaks]
        if not at_home and untitled:
            return untitled[0]
        return None

    def _remaining_head(self, source: Mention) -> tuple[Person | None, float]:
        """`the Qorlan President`, whom the article otherwise gives no office: the only head of state left without one."""
        untitled = [p for p in self.people if not p.offices and p.speaks]
        others = [p for p in self.people if _fits_office(source, p)]
        if len(untitled) == 1 and others:
            return untitled[0], BY_HOST
        bare = [p for p in others if any(not o.qualifiers for o in p.offices)]
        return (bare[0], BY_HOST) if len(bare) == 1 else (None, 0.0)

    def _most_recent(self, fitting: Sequence[Person], before: int) -> Person | None:
        seen = [(m.span.start, p) for m in self._mentions if m.span.start < before and m.name for p in fitting if self._is(m, p)]
        return max(seen, key=lambda pair: pair[0])[1] if seen else None

    def _is(self, mention: Mention, person: Person) -> bool:
        return self._bearers(mention.name) == [person]

    def _by_pronoun(self, source: Mention) -> tuple[Person | None, float]:
        """He or she: the subject of the sentence before, or whoever spoke last, where gender allows."""
        if not source.gender:
            return None, 0.0
        paragraph_start = self._text.rfind("\n", 0, source.span.start)
        for start in (paragraph_start, self._text.rfind("\n", 0, len(self._text[: max(0, paragraph_start)].rstrip()))):
            antecedent = self._antecedent(source, start)
            if antecedent is not None:
                antecedent.gender = antecedent.gender or source.gender
                return antecedent, BY_PRONOUN
        return None, 0.0

    def _antecedent(self, source: Mention, since: int) -> Person | None:
        """The person most plainly talked about between `since` and the pronoun: the last one that is a subject."""
        before = [m for m in self._mentions if since < m.span.start < source.span.start]
        candidates: list[tuple[int, Person]] = [
            (position, person) for position, person in self._resolved if since < position < source.span.start
        ]
        for mention in before:
            if mention.pronoun or not _is_subject(self._text, mention):
                continue
            person, _ = self._by_name(mention) if mention.name else self._quietly_by_office(mention)
            if person is not None:
                candidates.append((mention.span.start, person))
            elif mention.indefinite and not mention.name and mention.office:
                candidates = []  # `A resident said … She added …`: an unnamed person is meant
        agreeing = [(at, p) for at, p in candidates if p.gender in ("", source.gender)]
        return max(agreeing, key=lambda pair: pair[0])[1] if agreeing else None

    def _quietly_by_office(self, mention: Mention) -> tuple[Person | None, float]:
        return self._by_office(mention) if mention.office and not mention.collective else (None, 0.0)


def _honoured(mention: Mention) -> bool:
    return mention.name.split()[0].lower().rstrip(".") in _TITLES_IN_NAMES


def _is_subject(text: str, mention: Mention) -> bool:
    """A mention before its verb: at the start of a sentence or a clause."""
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    head = before.rsplit("\n", 1)[-1]
    for mark in (". ", "! ", "? ", "” ", "» ", '" ', ".” ", "… "):
        head = head.rsplit(mark, 1)[-1]
    return len(head.split()) <= 3


def _key(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if c.isalnum() or c in " -" and not unicodedata.combining(c))


def _same_name(one: str, other: str) -> bool:
    """Equal but for case and accents; or a Russian name in two cases (`Асель Мурзаева`, `Асель Мурзаеву`)."""
    left, right = _key(one).split(), _key(other).split()
    if left == right:
        return True
    cyrillic = all("а" <= word[0] <= "я" for word in left + right if word)
    return cyrillic and len(left) == len(right) > 1 and all(_same_stem(a, b) for a, b in zip(left, right, strict=True))


def _same_stem(one: str, other: str) -> bool:
    shorter = min(len(one), len(other))
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return common >= max(3, shorter - 2) and max(len(one), len(other)) - common <= 3


def _is_nominative(new: str, old: str) -> bool:
    """The form in which a person speaks is the name; that in which somebody is received is a case of it."""
    return new != old and len(new.split()) == len(old.split())


def _shortens(name: str, full: str) -> bool:
    """`Begaj`, `Bajram`, `B. Begaj` for `Bajram Begaj`."""
    short, long = _key(name).split(), _key(full).split()
    if not short or len(short) > len(long):
        return False
    if len(short) == 1:
        word = short[0]
        return word in long or any(_same_stem(word, part) for part in long if "а" <= word[0] <= "я")
    if short[-1] != long[-1]:
        return False
    return all(a == b or (len(a) == 1 and b.startswith(a)) for a, b in zip(short, long, strict=False))


def _initials_used(mention: Mention, named: Sequence[Mention]) -> bool:
    return any(m is not mention and m.name and "." in m.name and _shortens(m.name, mention.name) for m in named)


def _fits_office(source: Mention, person: Person) -> bool:
    classes = _ALSO.get(source.office, frozenset({source.office}))
    return any(office.office in classes for office in person.offices)


def _fits(source: Mention, person: Person) -> int:
    return office_fits(source, person.offices)


def office_fits(source: Mention, offices: Sequence[Mention]) -> int:
    """How well somebody's offices fit a mention (`the Albanian leader`).

    0: another office. 1: the same one, and nothing contradicts. More: what it is an office of agrees, too.
    """
    classes = _ALSO.get(source.office, frozenset({source.office}))
    qualifiers = _all_qualifiers(offices)
    best = 0
    for office in offices:
        if office.office not in classes or (source.office in _JOBS and not _same_noun(source, office)):
            continue
        wanted = source.qualifiers - _GENERIC
        agreeing = sum(_found(q, qualifiers) for q in wanted)
        if agreeing == len(wanted):
            best = max(best, 1 + 2 * agreeing + _same_noun(source, office))
    return best


def _same_noun(one: Mention, other: Mention) -> bool:
    return one.words.lower().split()[:1] == other.words.lower().split()[:1] or one.words.lower().split()[-1:] == (
        other.words.lower().split()[-1:]
    )


def _offices(role: str) -> list[Mention]:
    return [m for m in mentions(role, Span(0, len(role))) if m.office]


def _all_qualifiers(offices: Iterable[Mention]) -> set[str]:
    return {qualifier for office in offices for qualifier in office.qualifiers} | {
        word for office in offices for word in office.words.lower().split()
    }


def _found(qualifier: str, among: set[str]) -> bool:
    wanted = _SAME_PLACE.get(qualifier, qualifier)
    return any(_akin(wanted, _SAME_PLACE.get(other, other)) for other in among)


def _akin(one: str, other: str) -> bool:
    """`albania`, `albanian`: a common beginning as long as most of the shorter."""
    if one == other:
        return True
    shorter = min(len(one), len(other))
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    return common >= max(_SHORTEST_STEM, shorter - 2)


def _as_label(label: str) -> str:
    return " ".join(label.strip("*_ ").split())
