"""Whom a pronoun means: the nearest plausible one who acts or speaks, where gender allows, and nobody where two could.

The order of preference is that of centering (Grosz, Joshi and Weinstein 1995): subjects before owners and objects, the
sentence's own paragraph before the one above it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import regex

from qa.given_names import gender_of_name
from qa.mentions import Mention
from qa.records import Span
from qa.roster import Person, Roster, may_be
from qa.subjects import is_addressed, is_subject

_FAR_BACK = 100  # mentions
_LONGEST_TURN = 1_000  # mentions
_LONGEST_PARAGRAPH = 10_000  # characters; in a longer one, what is nearer
_LONGEST_QUOTATION = 10  # paragraphs
_LONGEST_EXCHANGE = 3  # paragraphs
_MOST_PEOPLE = 200  # of an article, among whom one is the only one
_MOST_UNNAMED = 50  # in one class of offices
_MARK = 3  # characters at the edge of a paragraph: a mark, a full stop, a dash
_SENTENCE_ENDS = (". ", "! ", "? ", "\n")
# `his lawyer`: somebody's, and perhaps another than `the defence lawyer`.
_IS_OWNED = regex.compile(r"(?:his|her|its|their|my|our|your)\b", regex.IGNORECASE)
_OWNER = regex.compile(r"(?P<name>\p{Lu}[\p{L}-]+)[’']s\b")


class _Subject(NamedTuple):
    """Where somebody acts or speaks; several people of `Mr Pell and Mr Venn`."""

    at: int
    people: list[Person]


class Antecedents:
    """Looks back over the mentions of a text, and over who has spoken so far.

    `words` are direct speech, in order: whom they name is spoken about. `holder` says who is meant by a mention.
    """

    def __init__(
        self, text: str, roster: Roster, words: Sequence[Span], holder: Callable[[Mention], Person | None]
    ) -> None:
        self._text = text
        self._roster = roster
        self._words = words
        self._word_starts = [span.start for span in words]
        self._holder = holder
        self._spoke: list[tuple[int, Person]] = []  # by position

    def has_spoken(self, place: int, person: Person) -> None:
        self._spoke.append((place, person))

    def speakers_since(self, since: int, until: int) -> Iterable[tuple[int, Person]]:
        """Who has spoken in a stretch, and where; the last one first."""
        for place, person in self._spoke[: -_FAR_BACK - 1 : -1]:
            if place < since:
                return
            if place < until:
                yield place, person

    def last_speaker(self, until: int) -> tuple[int, Person | None]:
        return next(iter(self.speakers_since(0, until)), (0, None))

    def of(self, pronoun: Mention) -> Person | None:
        """He or she: the last subject or speaker of this paragraph, else of the one before."""
        paragraph, before = self._paragraphs(pronoun.span.start)
        for start in (paragraph, before):
            meant = self._subjects(pronoun, start)
            if not meant and start == paragraph:
                if self._unnamed_since(pronoun, start):
                    return None
                meant = self._owners(pronoun, start) or self._objects(pronoun, start)
            if len(meant) == 1:
                meant[0].gender = meant[0].gender or pronoun.gender
            if meant:
                return meant[0] if len(meant) == 1 else None
        return self._only_one(pronoun)

    def _only_one(self, pronoun: Mention) -> Person | None:
        """`“She knew it,” Mr Venn said. ⏎ “I did not,” she replied.`: further up, the only woman of whom the article
        has spoken, where she has lately spoken herself, and no other could be meant."""
        known = list(islice(self._roster.people, _MOST_PEOPLE))
        people = [p for p in known if p.first_seen < pronoun.span.start and (p.offices or p.likely_gender or p.speaks)]
        plausible = [p for p in people if may_be(p, pronoun.gender)]
        if len(known) == _MOST_PEOPLE or len(plausible) != 1:
            return None
        [person] = plausible
        since = self._text.rfind("\n", 0, pronoun.span.start)
        for _ in range(_LONGEST_EXCHANGE):
            since = self._paragraph_before(since)
        near = self._roster.between(since + 1, pronoun.span.start)[-_FAR_BACK:]
        if any(self._may_be_another(mention, person, pronoun.gender) for mention in near):
            return None
        spoke = any(speaker is person for _, speaker in self.speakers_since(since + 1, pronoun.span.start))
        return person if spoke else None

    def _may_be_another(self, mention: Mention, person: Person, gender: str) -> bool:
        if mention.pronoun or mention.unvoiced or self._holder(mention) is person:
            return False
        if mention.name:
            return gender_of_name(mention.name) == gender and person not in self._roster.bearers(mention.name)
        return mention.gender == gender or (_is_unnamed(mention) and is_subject(self._text, mention))

    def unnamed(self, pronoun: Mention) -> Span | None:
        """`A spokesman said …. “…,” he added`: the last subject near is nobody by name."""
        acting = self._unnamed_since(pronoun, self._paragraphs(pronoun.span.start)[-1])
        return (self.introduced(acting) or acting.span) if acting else None

    def introduced(self, source: Mention) -> Span | None:
        """`The county auditor said …. “…,” the auditor added`: the one whom the article has called so in more words."""
        if source.indefinite or source.collective or not source.words or _IS_OWNED.match(self._text, *source.span):
            return None
        alike = [m for m in self._unnamed_in.get(source.office, []) if m.span.start <= source.span.start]
        alike = [m for m in alike if _is_as_full(m, source) or _is_as_full(source, m)]
        fullest = max(alike, key=lambda m: len(m.words), default=source)
        is_one = all(_is_as_full(fullest, m) for m in alike) and sum(m.indefinite for m in alike) <= 1
        return fullest.span if is_one and len(fullest.words) > len(source.words) else None

    @cached_property
    def _unnamed_in(self) -> dict[str, list[Mention]]:
        """Those whom the article names by an office of each class alone, each once for the words that it uses."""
        found: defaultdict[str, dict[tuple[str, bool], Mention]] = defaultdict(dict)
        for mention in self._roster.mentions:
            if _is_unnamed(mention) and len(found[mention.office]) < _MOST_UNNAMED:
                found[mention.office].setdefault((mention.words.lower(), mention.indefinite), mention)
        return {office: list(mentions.values()) for office, mentions in found.items()}

    def in_turn(self, pronoun: Mention, turn: Span, speaker: Person | None) -> Person | None:
        """`… unless Callum Strake shuts the river. He told me …`: whom the speaker named, if only one."""
        named = {
            person
            for mention in self._roster.between(turn.start, pronoun.span.start)[-_LONGEST_TURN:]
            if mention.name and not is_addressed(self._text, mention)
            for person in self._roster.bearers(mention.name)
            if person is not speaker and may_be(person, pronoun.gender)
        }
        return named.pop() if len(named) == 1 else None

    def is_spoken_about(self, mention: Mention) -> bool:
        at = bisect_right(self._word_starts, mention.span.start) - 1
        return at >= 0 and mention.span.start < self._words[at].end

    def _unnamed_since(self, pronoun: Mention, since: int) -> Mention | None:
        acting = [m for m in self._acting(since, pronoun.span.start) if m.gender in ("", pronoun.gender)]
        return acting[-1] if acting and _is_unnamed(acting[-1]) and not self._holder(acting[-1]) else None

    def _acting(self, since: int, until: int) -> Iterator[Mention]:
        """The subjects of a stretch of narration; of `Ann Pell, the mediator chosen in May, said` the name."""
        before: Mention | None = None
        subject: Mention | None = None
        for mention in self._roster.between(since + 1, until)[-_FAR_BACK:]:
            describes = before and before.name and self._text[before.span.end : mention.span.start] == ", "
            before = mention
            if mention.pronoun or (describes and not mention.name) or self.is_spoken_about(mention):
                continue
            acts = is_subject(self._text, mention) or mention.span in self._roster.presented
            if acts or (subject and self._are_joined(subject.span.end, mention)):
                subject = mention
                yield mention

    def _paragraphs(self, place: int) -> tuple[int, int]:
        """Where the paragraph of a place begins, and the one before it: the places of the line breaks, unless far."""
        paragraph, nearest = self._text.rfind("\n", 0, place), place - _LONGEST_PARAGRAPH
        return max(paragraph, nearest), max(self._paragraph_before(paragraph), nearest)

    def _paragraph_before(self, line_break: int) -> int:
        """The line break before the paragraph above; those of nothing but direct speech are passed over."""
        before = line_break
        for _ in range(_LONGEST_QUOTATION):
            end = before
            while end > 0 and self._text[end - 1].isspace():
                end -= 1
            before = self._text.rfind("\n", 0, max(0, end))
            if not self._is_spoken(Span(before + 1, end)):
                break
        return before

    def _is_spoken(self, paragraph: Span) -> bool:
        """True of a paragraph that is direct speech from one end to the other: nobody acts in it."""
        at = bisect_right(self._word_starts, paragraph.start + _MARK) - 1
        return at >= 0 and self._words[at].start >= paragraph.start and paragraph.end - self._words[at].end <= _MARK

    def _subjects(self, pronoun: Mention, since: int) -> Sequence[Person]:
        """The last subject or speaker that agrees; two where one is meant as well as the other."""
        subjects = [_Subject(at, [person]) for at, person in self.speakers_since(since + 1, pronoun.span.start)]
        for mention in self._acting(since, pronoun.span.start):
            person = self._holder(mention)
            if person and subjects and self._are_joined(subjects[-1].at, mention):  # `Mr Pell and Mr Venn`
                subjects[-1].people.append(person)
            elif person:
                subjects.append(_Subject(mention.span.end, [person]))
            elif _is_unnamed(mention):
                # `A resident disagreed. “…,” she said`: somebody without a name is meant, and nobody named before.
                subjects = []
        agreeing = [_Subject(at, [p for p in people if may_be(p, pronoun.gender)]) for at, people in subjects]
        return self._nearest([subject for subject in agreeing if subject.people])

    def _nearest(self, subjects: Sequence[_Subject]) -> Sequence[Person]:
        """The last of them, with those who may be meant as well: of `Mr Venn` and `Ann Pell`, of whom the article does
        not say what she is, `he` may be either; and so it may of two without a gender in one sentence."""
        last = max(subjects, key=lambda subject: subject.at, default=_Subject(0, []))
        if len(last.people) != 1 or last.people[0].likely_gender:
            return last.people
        sentence = max(self._text.rfind(mark, 0, last.at) for mark in _SENTENCE_ENDS)
        rivals = [(at, person) for at, people in subjects for person in people if person is not last.people[0]]
        near = dict.fromkeys(person for at, person in rivals if person.likely_gender or at > sentence)
        return [*last.people, *near]

    def _owners(self, pronoun: Mention, since: int) -> Sequence[Person]:
        """`Tarsk’s portrait hung there. She said …`: named in the paragraph, though nobody acts in it."""
        owners = _OWNER.finditer(self._text, since + 1, pronoun.span.start)
        bearers = [person for owner in owners for person in self._roster.bearers(owner["name"])]
        return list(dict.fromkeys(person for person in bearers if may_be(person, pronoun.gender)))

    def _objects(self, pronoun: Mention, since: int) -> Sequence[Person]:
        """`Minister Anna Pell praised Oskar Venn. He said …`: the only man of whom the paragraph speaks."""
        before = self._roster.between(since + 1, pronoun.span.start)[-_FAR_BACK:]
        named = [mention for mention in before if mention.name and not self.is_spoken_about(mention)]
        bearers = [person for mention in named for person in self._roster.bearers(mention.name)]
        return list(dict.fromkeys(person for person in bearers if person.likely_gender == pronoun.gender))

    def _are_joined(self, end: int, following: Mention) -> bool:
        return self._text[end : following.span.start].strip(" ,") in ("and", "и")


def _is_as_full(fuller: Mention, mention: Mention) -> bool:
    """`county auditor`, and `auditor`: the same in as many words or more."""
    return set(mention.words.lower().split()) <= set(fuller.words.lower().split())


def _is_unnamed(mention: Mention) -> bool:
    return bool(mention.office) and not (mention.name or mention.collective)
