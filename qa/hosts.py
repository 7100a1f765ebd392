"""Whose press service publishes an article: `the Head of State` there is its own, and every other one has a country."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import regex

from qa.mentions import Mention
from qa.offices import classes_for, of_what, office_fits
from qa.roster import Person, Roster

_HEAD_OF_STATE = regex.compile(r"\bhead of state\b|\bглав\p{L}+ государства", regex.IGNORECASE)
_OF_GOVERNMENT = regex.compile(
    r"\b(?:пресс-служб\p{L}+ (?:правительства|кабинета|премьер)|press (?:service|office) of the (?:government|prime)"
    r"|(?:government|prime minister[’']s) (?:press|office)|office of the prime minister)",
    regex.IGNORECASE,
)
_HEAD = 400  # characters, in which a press service names itself
_MOST_COUNTRIES = 50


class Hosts:
    """The head of state, or of government, whom an article need not introduce."""

    def __init__(self, text: str, roster: Roster) -> None:
        self._text = text
        self._roster = roster
        states = [m for m in roster.mentions if m.office in ("state", "leader") and m.qualifiers and not m.name]
        self._by_country = list({(m.office, m.qualifiers): m for m in states}.values())[:_MOST_COUNTRIES]
        head = _HEAD_OF_STATE.search(text)
        unnamed = [m.span.start for m in roster.mentions if m.office == "state" and not (m.name or m.collective)]
        # Where the article first speaks of one.
        self._head_of_state = min([*unnamed[:1], head.start() if head else len(text)])
        self._calls_so = head is not None
        self._is_of_state = roster.has_heads() or head is not None
        self._is_of_government = _OF_GOVERNMENT.search(text, 0, _HEAD) is not None

    def of(self, office: str, fitting: Sequence[Person]) -> Person | None:
        """The one who is meant by an office alone; `fitting` are those whose own office it is."""
        if office == "government" and not fitting and self._is_of_government:
            return self._untitled_host
        publishing = [person for person in fitting if person.is_host]
        if publishing or office not in ("state", "government"):
            return _single(publishing)
        at_home = [person for person in fitting if self._is_at_home(office, person)]
        if at_home or office != "state":
            return _single(at_home)
        if len(fitting) > 1 and self._calls_so:
            return _single([person for person in fitting if person is self._roster.people[0]])
        return self._untitled_host if self._is_of_state else None

    def remaining_head(self, source: Mention) -> Person | None:
        """`the Qorlan President`, otherwise without an office here: the only head of state left."""
        if not all(word.capitalize() in source.span.of(self._text) for word in source.qualifiers):
            return None  # `the opposition leader` is none
        heads = self._roster.holders(classes_for(source))
        if heads and self._untitled_host:
            return self._untitled_host
        return _single([person for person in heads if any(not office.qualifiers for office in person.offices)])

    @cached_property
    def untitled(self) -> list[Person]:
        """Those who speak, and of whom nobody says what they are."""
        named = [person for person in self._roster.people if person.speaks and not person.offices]
        untitled = [person for person in named if " " in person.name] or named
        if self._roster.has_heads():
            return untitled
        return [person for person in untitled if person.introduced or person.first_seen > self._head_of_state]

    @cached_property
    def _untitled_host(self) -> Person | None:
        """The only one without a title; of several, the one whom the article names before everybody else."""
        return _single(self.untitled) or _single([p for p in self.untitled if p is self._roster.people[0]])

    def _is_at_home(self, office: str, person: Person) -> bool:
        """True of whoever is nowhere called the president of some country."""
        held = [one for one in person.offices if one.office == office]
        return bool(held) and not any(of_what(one) and not self._is_lent(one, person) for one in held)

    def _is_lent(self, office: Mention, person: Person) -> bool:
        """An office that only other articles give, unless this one calls its holder by the country."""
        return office in person.lent and not any(office_fits(mention, [office]) for mention in self._by_country)


def _single(people: Sequence[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None
