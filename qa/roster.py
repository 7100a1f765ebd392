"""The people of an article: everybody whom it names as a person, with the offices and the gender it gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from qa.mentions import Mention, mentions
from qa.names import initials, name_key, same_name, shortens
from qa.offices import office_fits, offices_in
from qa.quotations import Utterance
from qa.records import Kind, Span, Speaker

_HEADER = regex.compile(
    r"^From:\s*(?P<office>.{3,60}?)[’']s Office\b.{0,200}?\b(?:The )?Rt Hon (?P<name>\p{Lu}[^\n,(]{1,80}?)"
    r"(?: (?:MP|KC|[A-Z]?[CMOD]BE?))*\s*$",
    regex.MULTILINE,
)
# Offices that say how one person stands to another, and nothing that could be shown beside a name.
_RELATIONS = frozenset({"kin", "guest", "person"})
_TITLES_IN_NAMES = frozenset("president minister chair chairman cllr senator judge council".split())
_INDEXED_LETTERS = 3
# Characters within which `she` follows a name that it stands for.
_SOON = 200


class KnownPeople:
    """The people of the articles read before: they lend their offices and full names to those of the next one."""

    def __init__(self, speakers: Iterable[Speaker] = ()) -> None:
        self._by_surname: dict[str, dict[str, Speaker]] = {}
        for speaker in speakers:
            self.meet(speaker)

    def meet(self, speaker: Speaker) -> None:
        bearers = self._by_surname.setdefault(name_key(speaker.name).split(" ")[-1], {})
        if len(speaker.role) >= len(bearers.get(speaker.name, speaker).role):
            bearers[speaker.name] = speaker

    def bearing(self, surname: str) -> list[Speaker]:
        return list(self._by_surname.get(name_key(surname), {}).values())


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest name printed, the offices, and what tells the gender."""

    name: str
    offices: list[Mention] = field(default_factory=list)
    gender: str = ""
    first_seen: int = 0
    speaks: bool = False

    @property
    def speaker(self) -> Speaker:
        shown = [o.words for o in self.offices if o.office not in _RELATIONS and not o.words.endswith("counterpart")]
        return Speaker(self.name, max(shown, key=len, default=""))

    def add_offices(self, offices: Iterable[Mention]) -> None:
        self.offices += [office for office in offices if office.words not in [own.words for own in self.offices]]


class Roster:
    """Everybody whom an article names: in full, by surname, by title, or as the source of what is said."""

    def __init__(self, text: str, paragraphs: Sequence[Span], found: Sequence[Utterance], known: KnownPeople) -> None:
        named = [mention for paragraph in paragraphs for mention in mentions(text, paragraph)]
        labels = [u.source for u in found if u.kind is Kind.TURN and u.source]
        self._mentions = sorted([*named, *labels], key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._by_letters: defaultdict[str, list[Person]] = defaultdict(list)
        self.people: list[Person] = []
        self._gather({u.source.span for u in found if u.source}, {label.span.of(text) for label in labels})
        self._read_header(text)
        for person in self.people:
            _recall(person, known)
        self.people.sort(key=lambda person: person.first_seen)

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch, in order."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def bearers(self, name: str) -> list[Person]:
        """The people whom a name fits: those of this very name, else those of whose name it is a part."""
        near = self._near(name)
        return [p for p in near if same_name(p.name, name)] or [p for p in near if shortens(name, p.name)]

    def with_initials(self, letters: str) -> list[Person]:
        return [person for person in self.people if initials(person.name) == letters]

    # -- gathering: full names, then initials of them, then surnames that stand alone

    def _gather(self, speaking: set[Span], labels: set[str]) -> None:
        candidates = [m for m in self._mentions if m.name and not m.unvoiced]
        evident = [m for m in candidates if m.office or m.gender or m.span in speaking or _is_titled(m)]
        full = [m for m in evident if " " in m.name]
        for mention in sorted(full, key=lambda m: "." in m.name):
            self._enter(mention, mention.span in speaking)
        plain = [m for m in candidates if " " in m.name and not (m.office or m.gender or m.span in speaking)]
        surnames = {name_key(m.name) for m in candidates if " " not in m.name}
        needed = {m.span for m in plain if self._is_needed(m, surnames, labels)}
        for mention in plain:
            self._enter_plain(mention, mention.span in needed)
        for mention in evident:
            if " " not in mention.name:
                self._enter_surname(mention, mention.span in speaking)

    def _enter(self, mention: Mention, speaks: bool) -> None:
        person = self._entered(mention.name) or self._new(mention)
        person.first_seen = min(person.first_seen, mention.span.start)
        if speaks and len(mention.name.split()) == len(person.name.split()) and "." not in mention.name:
            person.name = mention.name  # the case in which a person speaks is the name
        person.speaks = person.speaks or speaks
        _add_evidence(person, mention)

    def _is_needed(self, mention: Mention, surnames: set[str], labels: set[str]) -> bool:
        """True where the article goes on about a full name: by its surname, its initials, `he` or `she`."""
        if name_key(mention.name.split()[-1]) in surnames or initials(mention.name) in labels:
            return True
        following = self.between(mention.span.end, mention.span.end + _SOON)
        return bool(following) and following[0].pronoun and bool(following[0].gender)

    def _enter_plain(self, mention: Mention, needed: bool) -> None:
        """A full name without title: of somebody of whom more is said, or who is only spoken about."""
        person = self._entered(mention.name)
        if person is None:
            abbreviated = [p for p in self._near(mention.name) if "." in p.name and shortens(p.name, mention.name)]
            if len(abbreviated) == 1:
                person = abbreviated[0]
                person.name = mention.name
        if person is not None:
            person.first_seen = min(person.first_seen, mention.span.start)
        elif needed:
            self._new(mention)

    def _enter_surname(self, mention: Mention, speaks: bool) -> None:
        bearers = self.bearers(mention.name)
        if not bearers:
            self._enter(mention, speaks)
        elif len(bearers) == 1:
            _add_evidence(bearers[0], mention)

    def _entered(self, name: str) -> Person | None:
        """Somebody entered under this name, or under the one whose initials these are."""
        near = self._near(name)
        same = [p for p in near if same_name(p.name, name)]
        if not same and "." in name:
            same = [p for p in near if shortens(name, p.name)]
        return same[0] if len(same) == 1 else None

    def _new(self, mention: Mention) -> Person:
        person = Person(mention.name, first_seen=mention.span.start)
        self.people.append(person)
        for letters in {part[:_INDEXED_LETTERS] for part in name_key(person.name).split()}:
            self._by_letters[letters].append(person)
        return person

    def _near(self, name: str) -> list[Person]:
        """The people with a part that begins like the last part of the name: few enough to compare one by one."""
        parts = name_key(name).split()
        return self._by_letters.get(parts[-1][:_INDEXED_LETTERS], []) if parts else []

    def _read_header(self, text: str) -> None:
        """A government's press release: `From: Prime Minister's Office and The Rt Hon NAME`."""
        for header in _HEADER.finditer(text):
            offices = offices_in(header["office"])
            name = Mention(Span(*header.span("name")), name=header["name"])
            if offices and self._entered(name.name) is None:
                self._new(name).add_offices(offices)


def _add_evidence(person: Person, mention: Mention) -> None:
    if mention.office:
        person.add_offices([mention])
    person.gender = person.gender or mention.gender


def _is_titled(mention: Mention) -> bool:
    return mention.name.split()[0].lower().rstrip(".") in _TITLES_IN_NAMES


def _recall(person: Person, known: KnownPeople) -> None:
    """What earlier articles say of somebody named here: the offices, and the full name of a titled surname."""
    full = " " in person.name
    fitting: list[tuple[Speaker, list[Mention]]] = []
    for speaker in known.bearing(person.name.split()[-1]):
        offices = offices_in(speaker.role)
        agrees = any(office_fits(office, offices) > 1 for office in person.offices)
        if same_name(speaker.name, person.name) if full else agrees:
            fitting.append((speaker, offices))
    if len(fitting) == 1:
        [(speaker, offices)] = fitting
        person.name = person.name if full else speaker.name
        person.add_offices(offices)
