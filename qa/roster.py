"""The people of an article: everybody whom it names as a person, with the offices and the gender it gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

import regex

from qa.cases import is_surname_of_a_man, with_surname_alone
from qa.given_names import gender_of_name
from qa.introductions import follows, in_lead, offices_below, offices_in_clauses, offices_in_list, opens_interview
from qa.known import KnownPeople
from qa.mentions import Mention, mentions
from qa.names import initials, is_cyrillic, is_russian, is_short, name_key, same_name, shortens
from qa.offices import CLASS_AGREES, NOUN_AGREES, office_fits, offices_in, same_class
from qa.records import Kind, Span, Speaker
from qa.subjects import is_subject
from qa.turns import VOICES_WITHOUT_NAME
from qa.utterances import Utterance

_HEADER = regex.compile(
    r"^From:\s*(?P<office>.{3,60}?)[’']s Office\b.{0,200}?\b(?:The )?Rt Hon (?P<name>\p{Lu}[^\n,(]{1,80}?)"
    r"(?: (?:MP|KC|[A-Z]?[CMOD]BE?))*\s*$",
    regex.MULTILINE,
)
QUESTION_AND_ANSWER = frozenset({"Q", "A", "Question", "QUESTION", "Answer", "ANSWER"})
# Offices that say how one person stands to another, and nothing that could be shown beside a name.
_RELATIONS = frozenset({"kin", "guest", "person"})
_TITLES_IN_NAMES = frozenset("president minister chair chairman cllr senator judge council".split())
_INDEXED_LETTERS = 3
_LONGEST_INITIALS = 4
_UNDER = regex.compile(r"\b(?:for|to|of)\s(?=\p{Lu})", regex.IGNORECASE)
_FEWEST_INITIALS = 2
# Offices that hardly two people of one surname hold at a time.
HIGH_OFFICES = frozenset(
    "state government chancellor minister secretary mayor governor ambassador commissioner".split()
)
# Nobody lists more holders of one office; whoever makes such a list up must not make us slow.
_MOST_HOLDERS = 50
# Nor has anybody so many namesakes, or an article so many holders of one kind of office who could be meant.
_MOST_ALIKE = 50
_MOST_OF_CLASS = 200
# Characters within which `she` follows a name that it stands for.
_SOON = 200
_NEAR = 3  # mentions


@dataclass(slots=True, eq=False)
class Person:
    """One person of an article: the fullest name printed, the offices, and the gender that titles and pronouns tell."""

    name: str
    offices: list[Mention] = field(default_factory=list)
    gender: str = ""
    first_seen: int = 0
    speaks: bool = False
    lent: list[Mention] = field(default_factory=list)  # offices that only other articles give
    introduced: bool = True  # before being quoted
    is_host: bool = False  # whose own office publishes the article
    titled: str = ""  # `MR. PELL`, where this is all that tells two people apart

    @property
    def likely_gender(self) -> str:
        """As the article tells it, else as the given name does."""
        return self.gender or gender_of_name(self.name)

    @property
    def speaker(self) -> Speaker:
        shown = [o.words for o in self.offices if o.office not in _RELATIONS and "counterpart" not in o.words.split()]
        return Speaker(self.name, max(shown, key=len, default=""))

    def add_offices(self, offices: Iterable[Mention]) -> None:
        self.offices += [office for office in offices if office.words not in [own.words for own in self.offices]]


class Roster:
    """Everybody whom an article names: in full, by surname, by title, or as the source of what is said."""

    def __init__(
        self, text: str, paragraphs: Sequence[Span], found: Sequence[Utterance], known: KnownPeople, on: date | None
    ) -> None:
        named = [mention for paragraph in paragraphs for mention in mentions(text, paragraph)]
        named += [inner for mention in named for inner in _within_office(text, mention)]
        labels = [u.source for u in found if u.kind is Kind.TURN and u.source]
        self._first_label = min((label.span.start for label in labels), default=len(text))
        self._mentions = sorted([*named, *labels], key=lambda mention: mention.span)
        self._starts = [mention.span.start for mention in self._mentions]
        self._by_part: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_name: defaultdict[str, list[Person]] = defaultdict(list)
        self._text = text
        self.people: list[Person] = []
        sources = [source for u in found if u.source for source in (u.source, *u.source.members)]
        told = [*offices_in_clauses(text, named), *offices_below(text, named)]
        if not labels:
            told += offices_in_list(text, named)
        in_clauses = {name.span: office for name, office in told}
        labelled = {source.span.of(text) for source in sources if _may_be_initials(source.span.of(text))}
        labelled |= {label.span.of(text) for label in labels}
        self._gather({source.span for source in sources}, labelled, set(in_clauses))
        self.initials: set[str] = set()
        self._read_initials(sources)
        self._read_header(text)
        self._read_delegations()
        self._read_clauses(in_clauses)
        self.presented: dict[Span, Person] = {}
        if not labels:
            self._read_lead(paragraphs)
        self._tell_apart()
        self._put_in_mixed_case()
        self._put_in_nominative()
        _recall(self.people, known, on)
        self.people.sort(key=lambda person: person.first_seen)
        self._by_office: defaultdict[str, list[Person]] = defaultdict(list)
        self._by_initials: defaultdict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            self._by_initials[initials(person.name)].append(person)
            for office in dict.fromkeys(office.office for office in person.offices):
                self._by_office[office].append(person)

    @property
    def mentions(self) -> list[Mention]:
        return self._mentions

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch, in order."""
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def bearers(self, name: str) -> list[Person]:
        """The people whom a name fits: those of this very full name, else those of whose name it is a part."""
        near = self._near(name)
        exact = [p for p in near if same_name(p.name, name)] if " " in name else []
        fitting = exact or [p for p in near if shortens(name, p.name) and not is_surname_of_a_man(name, p.name)]
        # `Amundson` is rather Brent Amundson than Amundson Aggregates.
        return [p for p in fitting if name_key(p.name).endswith(name_key(name))] or fitting

    def holders(self, offices: Iterable[str]) -> list[Person]:
        """Those who hold an office of one of these classes, in the order in which the article names them."""
        holding = [person for office in sorted(offices) for person in self._by_office.get(office, [])[:_MOST_OF_CLASS]]
        return sorted(dict.fromkeys(holding), key=lambda person: person.first_seen)

    def has_heads(self) -> bool:
        return "state" in self._by_office

    def _read_initials(self, sources: Iterable[Mention]) -> None:
        """`MS informed the Board. YT asked …`, in minutes: no people of their own, where several are so called."""
        printed = {words for source in sources if _may_be_initials(words := source.span.of(self._text))}
        known = {words for words in printed if sum(initials(p.name) == words for p in self.people) == 1}
        if len(known) >= _FEWEST_INITIALS:
            self.initials = known
            self.people = [person for person in self.people if person.name not in known]

    def with_initials(self, label: str) -> list[Person]:
        """Those for whose names a label like `E.T.` may stand."""
        if not _may_be_initials(label):
            return []
        return self._by_initials.get(_letters(label), [])

    # -- gathering: full names, then initials of them, then surnames that stand alone

    def _gather(self, speaking: set[Span], labels: set[str], described: set[Span]) -> None:
        named = [m for m in self._mentions if m.name and not m.unvoiced and not self._is_label_only(m, labels)]
        candidates = self._without_headings_verbs(named, labels)
        told = speaking | described
        evident = [m for m in candidates if m.span in told or self._is_titled(m)]
        full = [m for m in evident if " " in m.name]
        for mention in sorted(full, key=lambda m: "." in m.name):
            self._enter(mention, mention.span in speaking)
        plain = [m for m in candidates if " " in m.name and not (m.span in told or self._is_titled(m))]
        surnames = {name_key(m.name) for m in self._mentions if m.name and " " not in m.name}
        needed = {m.span for m in plain if self._is_needed(m, surnames, labels)}
        if not labels.isdisjoint(QUESTION_AND_ANSWER):
            needed |= {m.span for m in plain if m.span.start < self._first_label and opens_interview(self._text, m)}
        for mention in plain:
            self._enter_plain(mention, mention.span in needed)
        for mention in evident:
            if " " not in mention.name:
                self._enter_surname(mention, mention.span in speaking)
        sources = {span.start for span in speaking}
        for person in self.people:
            person.introduced = person.first_seen not in sources

    def _is_titled(self, mention: Mention) -> bool:
        """By an office or a title; the gender that Russian grammar tells is none."""
        if mention.office or mention.name.split()[0].lower().rstrip(".") in _TITLES_IN_NAMES:
            return True
        is_bare = is_cyrillic(mention.name) and len(mention.span.of(self._text).split()) == len(mention.name.split())
        return bool(mention.gender) and not is_bare

    def _without_headings_verbs(self, named: Sequence[Mention], labels: set[str]) -> list[Mention]:
        """`President Met with the Minister`, in a heading: what follows an office there is a name where it is one
        elsewhere, too."""
        count = Counter(part for mention in named for part in set(name_key(mention.name).split()))
        return [
            m
            for m in named
            if not (m.office and " " not in m.name and count[name_key(m.name)] < 2 and self._is_in_heading(m, labels))
        ]

    def _is_in_heading(self, mention: Mention, labels: set[str]) -> bool:
        line_break = self._text.find("\n", mention.span.end)
        last = self._text[(line_break if line_break >= 0 else len(self._text)) - 1]
        return last.isalnum() and mention.span.of(self._text) not in labels

    def _is_label_only(self, mention: Mention, labels: set[str]) -> bool:
        """`Q`, `ET`, `Speaker 4`: no names by which anybody could be met again."""
        label = mention.span.of(self._text)
        nameless = _may_be_initials(label) or VOICES_WITHOUT_NAME.fullmatch(label.strip("*_ "))
        return label in labels and bool(nameless) and mention.name not in label.partition("(")[2]

    def _enter(self, mention: Mention, speaks: bool) -> None:
        person = self._entered(mention.name, mention.gender) or self._new(mention)
        person.first_seen = min(person.first_seen, mention.span.start)
        if speaks and len(mention.name.split()) == len(person.name.split()) and "." not in mention.name:
            person.name = mention.name  # the case in which a person speaks is the name
        person.speaks = person.speaks or speaks
        _add_evidence(person, mention)

    def _is_needed(self, mention: Mention, surnames: set[str], labels: set[str]) -> bool:
        """True where the article goes on about a full name: by a part of it, its initials, `he` or `she`."""
        parts = [part for part in name_key(mention.name).split() if len(part) > 1]
        if not surnames.isdisjoint(parts) or initials(mention.name) in labels:
            return True
        if gender_of_name(mention.name) and is_subject(self._text, mention):
            return True
        following = self.between(mention.span.end, mention.span.end + _SOON)
        near = following[: _NEAR if is_subject(self._text, mention) else 1]
        return any(one.pronoun and one.gender for one in near)

    def _enter_plain(self, mention: Mention, needed: bool) -> None:
        """A full name without title: of somebody of whom more is said, or who is only spoken about."""
        person = self._entered(mention.name, mention.gender)
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
        bearers = [p for p in self.bearers(mention.name) if agrees(p, mention.gender)]
        if not bearers:
            self._enter(mention, speaks)
        elif len(bearers) == 1:
            _add_evidence(bearers[0], mention)
            bearers[0].speaks = bearers[0].speaks or speaks
            bearers[0].titled = bearers[0].titled or self._printed(mention)

    def _entered(self, name: str, gender: str = "") -> Person | None:
        """Somebody entered under this name, or under the one whose initials these are."""
        near = [p for p in self._near(name) if agrees(p, gender)]
        same = [p for p in near if same_name(p.name, name)]
        if not same and "." in name:
            same = [p for p in near if shortens(name, p.name)]
        return same[0] if len(same) == 1 else None

    def _new(self, mention: Mention) -> Person:
        person = Person(mention.name, first_seen=mention.span.start, titled=self._printed(mention))
        self.people.append(person)
        self._by_name[name_key(person.name)].append(person)
        for key in {_indexed(part) for part in name_key(person.name).split()}:
            self._by_part[key].append(person)
        return person

    def _printed(self, mention: Mention) -> str:
        return " ".join(mention.span.of(self._text).strip("*_ ").split()) if mention.gender else ""

    def _tell_apart(self) -> None:
        """`Mr Pell` and `Ms Pell`, of whom nothing but the surname is printed."""
        count = Counter(name_key(person.name) for person in self.people)
        for person in self.people:
            if count[name_key(person.name)] > 1 and person.titled:
                person.name = person.titled

    def _put_in_mixed_case(self) -> None:
        """`ELIN TARSK` is the Elin Tarsk of other articles; as printed elsewhere in this one, else as names are."""
        printed = {name_key(m.name): m.name for m in self._mentions if m.name and not m.name.isupper()}
        for person in self.people:
            if person.name.isupper() and " " in person.name:
                person.name = printed.get(name_key(person.name), person.name.title())

    def _put_in_nominative(self) -> None:
        """`Тимуром Калиновичем`: a name that only other cases give, and whose surname stands alone in its own."""
        alone = {m.name for m in self._mentions if m.name and is_russian(m.name[0].lower()) and " " not in m.name}
        for person in self.people:
            if is_russian(person.name[0].lower()) and person.likely_gender != "female":
                person.name = with_surname_alone(person.name, alone)

    def _near(self, name: str) -> list[Person]:
        """Those of this very name, and those who share the last part of it: few enough to compare one by one."""
        key = name_key(name)
        alike = self._by_part.get(_indexed(key.split()[-1]), [])[:_MOST_ALIKE] if key.split() else []
        return list(dict.fromkeys([*self._by_name.get(key, [])[:_MOST_ALIKE], *alike]))

    def _read_header(self, text: str) -> None:
        """A government's press release: `From: Prime Minister's Office and The Rt Hon NAME`."""
        for header in _HEADER.finditer(text):
            offices = offices_in(header["office"])
            name = Mention(Span(*header.span("name")), name=header["name"])
            if offices:
                host = self._entered(name.name) or self._new(name)
                host.add_offices(offices)
                host.is_host = True

    def _read_delegations(self) -> None:
        """`Lucien Moss (Tolvia)`: a delegate of his country, which no role that is shown needs to repeat."""
        for left, right in pairwise(self._mentions):
            person = self._entered(left.name) if " " in left.name else None
            if person and right.name and not right.office and self._stands_in_brackets(left, right):
                qualifiers = frozenset(name_key(right.name).split())
                person.offices.append(Mention(right.span, office="lawmaker", qualifiers=qualifiers))

    def _read_clauses(self, in_clauses: Mapping[Span, Mention]) -> None:
        """`Elin Tarsk, who chaired the meeting`."""
        for mention in self._mentions:
            bearers = self.bearers(mention.name) if mention.span in in_clauses else []
            if len(bearers) == 1:
                bearers[0].offices.append(in_clauses[mention.span])

    def _read_lead(self, paragraphs: Sequence[Span]) -> None:
        """`The minister was heckled. / Oskar Venn, who took over in May, …`: first the office, then who holds it."""
        leads = in_lead(self._text, paragraphs, self._mentions)
        if not leads or any(office_fits(leads[0], person.offices) for person in self.people):
            return
        after = [person for person in self.people if person.first_seen >= leads[0].span.end]
        holder = min(after, key=lambda person: person.first_seen, default=None)
        if holder is None:
            return
        is_open = all(o.office.startswith("former ") or o.office == leads[0].office for o in holder.offices)
        presented = holder.speaks or holder.first_seen in {paragraph.start for paragraph in paragraphs}
        plain = is_open and presented and " " in holder.name and agrees(holder, leads[0].gender)
        if plain and follows(paragraphs, leads[0], holder.first_seen):
            holder.add_offices(leads)
            self.presented = {lead.span: holder for lead in leads}

    def _stands_in_brackets(self, left: Mention, right: Mention) -> bool:
        between = self._text[left.span.end : right.span.start]
        return between == " (" and self._text.startswith(")", right.span.end)


def _indexed(part: str) -> str:
    """A part of a name as it is looked up: a Russian one without its ending."""
    return part[:_INDEXED_LETTERS] if is_russian(part) else part


def _letters(label: str) -> str:
    return label.strip("*_: .").replace(".", "").replace(" ", "")


def _may_be_initials(label: str) -> bool:
    return _letters(label).isupper() and len(_letters(label)) <= _LONGEST_INITIALS


def _within_office(text: str, mention: Mention) -> list[Mention]:
    """Whom an office is held under: `a spokesman for Mayor Ann Pell` names her, too."""
    under = _UNDER.search(text, *mention.span) if mention.office and not mention.name else None
    return [inner for inner in mentions(text, Span(under.end(), mention.span.end)) if inner.name] if under else []


def agrees(person: Person, gender: str) -> bool:
    return not (person.gender and gender) or person.gender == gender


def may_be(person: Person, gender: str) -> bool:
    """True where `he` or `she` may mean this person."""
    return person.likely_gender in ("", gender)


def _add_evidence(person: Person, mention: Mention) -> None:
    if mention.office:
        person.add_offices([mention, *mention.further])
    person.gender = person.gender or mention.gender


def _recall(people: Sequence[Person], known: KnownPeople, on: date | None) -> None:
    """What earlier articles say of those named here: their offices, and the full names of surnames with an office."""
    remembered = [_remembered(person, known, on) for person in people]
    lent = [offices_in(speaker.role) if speaker else [] for speaker in remembered]
    own = [list(person.offices) for person in people]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, offices in enumerate(own):
        for kind in {office.office for office in offices}:
            holders[kind].append(at)
    for at, (person, speaker) in enumerate(zip(people, remembered, strict=True)):
        if speaker is None:
            continue
        person.name = speaker.name if is_short(person.name) else person.name
        for office in lent[at]:
            others = [(own[i], lent[i]) for i in holders[office.office][:_MOST_HOLDERS] if i != at]
            if not _is_taken(office, own[at], others):
                person.lent.append(office)
                person.add_offices([office])


def _remembered(person: Person, known: KnownPeople, on: date | None) -> Speaker | None:
    """The one person met before who bears the name; a short name needs an office that only few have, too."""
    bearing = known.bearing(person.name, on)
    if not is_short(person.name):
        return _single([speaker for speaker in bearing if same_name(speaker.name, person.name)])
    fuller = [speaker for speaker in bearing if not is_short(speaker.name) and shortens(person.name, speaker.name)]
    fitting = [speaker for speaker in fuller if _shares_office(person, offices_in(speaker.role))]
    return _single(fitting) if len(fuller) == 1 or " " not in person.name else None


def _single(speakers: Sequence[Speaker]) -> Speaker | None:
    return speakers[0] if len(speakers) == 1 else None


def _shares_office(person: Person, offices: Sequence[Mention]) -> bool:
    """`President Tarsk` and the `President of Lurenia`; `Councillor Pell` only with the council he sits on."""
    for office in person.offices:
        agreement = office_fits(office, offices)
        if agreement > CLASS_AGREES and (office.office in HIGH_OFFICES or agreement > NOUN_AGREES):
            return True
    return False


def _is_taken(
    office: Mention, own: Sequence[Mention], others: Sequence[tuple[Sequence[Mention], Sequence[Mention]]]
) -> bool:
    """True where the article itself gives the office to somebody else, or calls this person a former holder."""
    if any(held.office == f"former {office.office}" for held in own):
        return True
    if office.office not in HIGH_OFFICES:
        return False
    for held, lent in others:
        elsewhere = same_class(office, lent) and not any(_may_be_one(office, other) for other in lent)
        if not elsewhere and any(_may_be_one(office, other) for other in held):
            return True
    return False


def _may_be_one(office: Mention, other: Mention) -> bool:
    return office_fits(office, [other]) > 0 or office_fits(other, [office]) > 0
