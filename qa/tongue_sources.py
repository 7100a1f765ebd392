"""Who says it, in a stretch of narration beside the words, in languages without rules of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from qa.mentions import Mention
from qa.records import Span
from qa.tongue_names import DETERMINERS, Named, Names
from qa.tongue_words import Tongue
from qa.utterances import WORD

LEADS = regex.compile(r":\s*$")
_EDGES = " \t\n\u00a0\u202f,;:.–—―-"
_AUXILIARY = regex.compile(r"\s\p{Ll}{1,3}\s*$")  # `a`, `ha`, `hat`
_CLAUSE = regex.compile(r"[,(–—―]|\s-\s")
_PRONOUN_BEHIND = regex.compile(r"[\s-]*(?:t-)?(?P<word>\p{L}+)")
_LETTERS = regex.compile(r"\p{L}+")
_LETTERS_AND_MARKS = regex.compile(r"[\p{L}\p{M}’']+")
# Whoever is spoken to stands behind these, and a half sentence behind a conjunction.
_OBLIQUE = frozenset("den dem einen einem".split())
_TO = frozenset("a à al au aux an zu zur zum für aan voor ad alla allo all’ ao aos к til till".split())
_TO_IN_TURKISH = regex.compile(r"['’][yn]?[ae]$")
_AND = frozenset("ve und et y e i och og ja și és και и і й та dan".split())
_MOST_BEFORE_VERB = 6  # words
_MOST_BEFORE_NAME = 10
_MOST_BEHIND_VERB = 14
_MOST_OF_ROLE = 6
_LONGEST_PREPOSITION = 5  # letters: longer are those who speak for others
_MOST_BY_FORM = 8
_MOST_OF_ACCOUNT = 3
_NEAR = 2
_BEFORE_CUE, _BEHIND_CUE = 30, 12  # characters within which a denial stands


class By(NamedTuple):
    """Who says something, and the words that say so. No source: nobody is named. `denied`: it was not said."""

    source: Mention | None = None
    cue: Span | None = None
    denied: bool = False


class Sources:
    """Reads the stretches of one article."""

    def __init__(self, text: str, tongue: Tongue, names: Names) -> None:
        self._text = text
        self._tongue = tongue
        self._names = names

    def behind(self, zone: Span, before: Span) -> By | None:
        """`…», a déclaré la maire Odile Fresnay`; `before` is what stands before the words: `Kaya, “…” dedi`."""
        verb = self._tongue.says.search(self._text, *zone)
        if verb is None:
            return self._by_account(zone)
        if self._words(zone.start, verb.start()) > _MOST_BEFORE_VERB:
            return None
        by = self.around(zone, Span(*verb.span()))
        if by.source is None and not by.denied:
            return by._replace(source=self._subject(before))
        return by

    def before(self, zone: Span) -> By | None:
        """`Odile Fresnay a précisé : «…`, `Greta Holm wurde deutlich: „…`"""
        if not WORD.search(self._text, *zone):
            return None
        verbs = [Span(*verb.span()) for verb in self._tongue.says.finditer(self._text, *zone)]
        if verbs:
            return self._leading(zone, verbs[-1])
        by = self._by_account(zone)
        if by:
            return by
        if not LEADS.search(self._text, *zone):
            return None
        return self._leading_without_verb(zone)

    def _leading_without_verb(self, zone: Span) -> By | None:
        """`Greta Holm wurde deutlich: „…`: the only one named, near the beginning; a pronoun is somebody else."""
        pronoun = next(self._pronouns(zone), None)
        if self._is_denied(zone):
            return None
        if pronoun:
            return None if WORD.search(self._text, zone.start, pronoun.span.start) else By(pronoun)
        people = [one for one in self._free(zone) if one.is_person]
        is_one = len({one.name for one in people}) == 1
        return By(_mention(people[0])) if is_one and self._is_near(zone.start, people[0]) else None

    def _is_near(self, start: int, named: Named) -> bool:
        return self._words(start, named.span.start) <= _MOST_BEFORE_NAME

    def around(self, zone: Span, cue: Span) -> By:
        """The source of a verb behind the words: a pronoun beside it, a name before it, else one behind it."""
        if self._is_denied(Span(max(zone.start, cue.start - _BEFORE_CUE), min(zone.end, cue.end + _BEHIND_CUE))):
            return By(None, cue, denied=True)
        pronoun = self._pronoun(zone, cue)
        if pronoun:
            return By(pronoun, cue)
        before = self._free(Span(zone.start, cue.start))
        if before:
            return By(_mention(before[-1]), cue)
        clause = Span(cue.end, self._clause_end(cue.end, zone.end))
        free = [one for one in self._free(clause) if one.is_person or self._follows(cue, one)]
        if self._tongue.has_cases and len({one.name for one in free if one.is_person}) > 1:
            return By(None, cue)  # `powiedział Annie Kowalskiej Jan Nowak`
        named = next(filter(_is_named, free), None) or self._apposed(clause, zone.end)
        if named and self._words(cue.end, named.span.start) <= _MOST_BEHIND_VERB:
            return By(_mention(named), cue)
        return By(self._role(clause), cue)

    def _follows(self, cue: Span, named: Named) -> bool:
        """Whether a word that may be any stands near enough to a verb to be a name: in German, right behind it."""
        most = 1 if self._tongue.language == "de" else _MOST_BEFORE_VERB
        return self._words(cue.end, named.span.start) <= most

    def by_form(self, zone: Span) -> By:
        """`…», s’agace la maire Odile Fresnay`: whoever is named behind a few words, whatever they are.

        Nobody, where no words are known that would make it somebody else.
        """
        clause = Span(zone.start, self._clause_end(zone.start, zone.end))
        person = next(filter(_is_person, self._free(clause)), None)
        between = Span(clause.start, person.span.start if person else clause.end)
        pronoun = next(self._pronouns(between), None)
        if pronoun or person is None or not self._tongue.small or self._words(*between) > _MOST_BY_FORM:
            return By(pronoun)
        return By(_mention(person), between.stripped(self._text) if WORD.search(self._text, *between) else None)

    def is_asker(self, behind: Span) -> bool:
        """`“…?” Elin Tarsk asked.`: a name and a verb of saying, and nothing between them."""
        verb = self._tongue.says.search(self._text, *behind)
        named = self._names.named(Span(behind.start, verb.start())) if verb else []
        return bool(verb and named) and not (
            self._words(behind.start, named[0].span.start) or self._words(named[-1].span.end, verb.start())
        )

    def _leading(self, zone: Span, cue: Span) -> By:
        near = Span(max(zone.start, cue.start - _BEFORE_CUE), min(zone.end, cue.end + _BEHIND_CUE))
        if self._is_denied(near):
            return By(None, cue, denied=True)
        ahead = Span(zone.start, cue.start)
        behind = next(filter(_is_named, self._free(Span(cue.end, self._clause_end(cue.end, zone.end)))), None)
        is_inverted = behind and self._words(cue.end, behind.span.start) <= 1 and not self._has_subject(ahead)
        source = self._pronoun(zone, cue) or (_mention(behind) if behind and is_inverted else None)
        source = source or self._subject(ahead) or self._role_ahead(ahead)
        return By(source or (_mention(behind) if behind else self._role(Span(cue.end, zone.end))), cue)

    def _has_subject(self, ahead: Span) -> bool:
        """`Greta Holm sagte`, `Der Minister antwortete Greta Holm`"""
        people = [one for one in self._free(ahead) if one.is_person]
        begins = ahead.of(self._text).lower().split()[:1]
        return bool(people and self._is_beside(people[-1], ahead.end)) or not (DETERMINERS - {"a"}).isdisjoint(begins)

    def _by_account(self, zone: Span) -> By | None:
        """`selon Odile Fresnay`; in languages with cases, only where the name is the one in which it is printed."""
        lead = self._tongue.by.search(self._text, *zone)
        named = self._free(Span(lead.end(), zone.end)) if lead else []
        person = next(
            (one for one in named if one.is_person or " " in one.name or self._names.is_likely(one.name)), None
        )
        if lead is None or person is None or self._words(lead.end(), person.span.start) > _MOST_OF_ACCOUNT:
            return None
        return By(_mention(person), Span(*lead.span()))

    def _subject(self, zone: Span) -> Mention | None:
        """Whoever is named in it; of several people, the one right before its end."""
        free = [one for one in self._free(zone)[::-1] if one.is_person or self._is_whole(one, zone.end)]
        people = list(filter(_is_person, free))
        if len({one.name for one in people}) > 1 and not self._is_beside(people[0], zone.end):
            return None
        subject = next(iter(people), None) or next(filter(_is_named, free), None)
        return _mention(subject) if subject else None

    def _is_beside(self, named: Named, verb: int) -> bool:
        return "," not in self._text[named.span.end : verb] and self._words(named.span.end, verb) <= _NEAR

    def _is_whole(self, named: Named, verb: int) -> bool:
        """Neither a noun nor the first word of a name that goes on in lower case: `Vaubrières en commun a annoncé`."""
        if " " in named.name:
            return self._tongue.language != "de"
        return self._names.is_likely(named.name) and self._words(named.span.end, verb) <= 1

    def _free(self, zone: Span) -> list[Named]:
        """Whoever is named and may be the one who speaks."""
        named = (one for one in self._names.named(zone) if not one.governed)
        return [one for one in named if not one.name or self._names.is_nominative(one.name)]

    def _apposed(self, clause: Span, end: int) -> Named | None:
        """`lamentó la alcaldesa, Marta Ruiz,`, `a spus, la rândul său, Ion Pop`: in full behind a comma."""
        start = clause.end
        if not WORD.search(self._text, *clause):
            start = self._clause_end(min(start + 1, end), end)
        first = next(iter(self._free(Span(clause.end, end))), None)
        return first if first and " " in first.name and not self._words(start, first.span.start) else None

    def _pronoun(self, zone: Span, cue: Span) -> Mention | None:
        """`sagte sie`, `a-t-elle ajouté`, `elle a dit`"""
        behind = _PRONOUN_BEHIND.match(self._text, cue.end, zone.end)
        words = [Span(*behind.span("word"))] if behind else []
        words += [Span(*word.span()) for word in _LETTERS.finditer(self._text, zone.start, cue.start)][
            : -_NEAR - 1 : -1
        ]
        pronouns = (word for word in words if word.of(self._text).lower() in self._tongue.pronouns)
        return next((Mention(word, pronoun=True) for word in pronouns), None)

    def _pronouns(self, zone: Span) -> Iterator[Mention]:
        words = (Span(*word.span()) for word in _LETTERS.finditer(self._text, *zone))
        return (Mention(word, pronoun=True) for word in words if word.of(self._text).lower() in self._tongue.pronouns)

    def _role(self, zone: Span) -> Mention | None:
        """`a déclaré la ministre`: as printed."""
        span = zone.stripped(self._text, _EDGES)
        if not 0 < self._words(*span) <= _MOST_OF_ROLE:
            return None
        first = span.of(self._text).lower().partition(" ")[0]
        articles = DETERMINERS - _OBLIQUE - (frozenset() if self._tongue.language == "pt" else {"a"})
        is_led = len(first) <= _LONGEST_PREPOSITION and first in self._tongue.of - articles
        if is_led or first in _AND or any(self._is_addressed(one, span) for one in self._names.named(span)):
            return None
        return Mention(span, indefinite=True)

    def _is_addressed(self, one: Named, role: Span) -> bool:
        """`a Julián Otero`, `un pêcheur à Odette Marchand`; not `le porte-parole d’Odile Fresnay`."""
        words = _LETTERS_AND_MARKS.findall(self._text[role.start : one.span.start].lower())
        governing = [word for word in words if word in self._tongue.of][-1:]
        is_to = not words or not _TO.isdisjoint(governing) or _TO_IN_TURKISH.search(one.span.of(self._text))
        return one.is_person and bool(is_to)

    def _role_ahead(self, zone: Span) -> Mention | None:
        """`Ein Sprecher des Amtes sagte: „…`; not `Ähnlich`, nor `In seiner Rede`."""
        auxiliary = _AUXILIARY.search(self._text, *zone)
        role = self._role(Span(zone.start, auxiliary.start()) if auxiliary else zone)
        return role if role and self._words(*role.span) > 1 else None

    def _clause_end(self, start: int, end: int) -> int:
        found = _CLAUSE.search(self._text, start, end)
        return found.start() if found else end

    def _is_denied(self, zone: Span) -> bool:
        words = _LETTERS_AND_MARKS.findall(zone.of(self._text).lower())
        return not self._tongue.denies.isdisjoint(words)

    def _words(self, start: int, end: int) -> int:
        return len(WORD.findall(self._text, start, end)) if start < end else 0


def _is_person(named: Named) -> bool:
    return named.is_person


def _is_named(named: Named) -> bool:
    return bool(named.name)


def _mention(named: Named) -> Mention:
    return Mention(named.span, name=named.name, indefinite=not named.name)
