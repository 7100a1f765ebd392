"""Why nothing is an answer: as much as the articles tell, and the passages that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex
from rapidfuzz import fuzz, process

from embeddings.lexical import words
from qa.mentions import mentions
from qa.names import name_key, same_name, shortens
from qa.records import Kind, Query, Span, Speaker, listed
from qa.retriever import Candidate

# A name is near another where three letters in ten, or fewer, are different.
_NEAR_NAME = 70
_MOST_NEAR_NAMES = 3
# This share of the question's topic, and a passage is on it; less than the other, and it has nothing to do with it.
_ON_TOPIC = 0.75
_OFF_TOPIC = 0.35

_ABSENT = regex.compile(r"\b(?:absent|apologies|not present|unable to attend|отсутств\p{L}+)\b", regex.IGNORECASE)
_PRESENT = regex.compile(
    r"\b(?:present|in attendance|attend(?:ed|ing|ees)|participants|took part|also on the call|присутств\p{L}+"
    r"|участвовал\p{L}*|приняли? участие)\b",
    regex.IGNORECASE,
)


class Silence(NamedTuple):
    """A note for people, and the candidates that show that it is so, best first."""

    note: str
    shown_by: tuple[Candidate, ...] = ()


def why_silent(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker]) -> Silence:
    """The nearest reason that the articles give: nobody of that name, not quoted, not on this, not of that time."""
    if query.unquoted and not any(candidate.eligible or candidate.by_asked for candidate in candidates):
        return _of_nobody_quoted(query.unquoted[0], candidates, people)
    if not candidates:
        return _of_filters(query, people)
    if query.period and not any(candidate.eligible for candidate in candidates):
        return _of_another_time(query, query.period_words, candidates)
    if query.meetings and not any(candidate.eligible for candidate in candidates):
        return _of_another_time(query, "that meeting", candidates)
    if query.asked or any(candidate.by_asked for candidate in candidates):
        return _of_the_one_asked(query, candidates, people)
    if max(candidate.coverage for candidate in candidates) < _OFF_TOPIC:
        return Silence("Nothing about this was found in the articles.")
    return Silence("The articles do not answer this.")


def _of_filters(query: Query, people: Sequence[Speaker]) -> Silence:
    unknown = [name for name in query.filters.speakers if name not in {person.name for person in people}]
    if unknown and people:
        return _of_nobody_quoted(unknown[0], (), people)
    return Silence("No passage passes the filters." if query.is_filtered else "There are no articles yet.")


def _of_nobody_quoted(name: str, candidates: Sequence[Candidate], people: Sequence[Speaker]) -> Silence:
    bare = _without_office(name)
    named = _where(candidates, lambda candidate: _names(candidate, bare, people))
    absent = _where(named, lambda candidate: _says_of(_ABSENT, candidate, bare))
    if absent:
        return Silence(f"{name} was absent, and is not quoted.", absent)
    present = _where(named, lambda candidate: _says_of(_PRESENT, candidate, bare))
    if present:
        return Silence(f"{name} was at the meeting, but is not quoted.", present)
    if named:
        return Silence(f"{name} is named in the articles, but not quoted.", named)
    if name[:1].islower():  # `the harbour master`
        return Silence(f"Nobody is quoted as {name}.")
    near = _nearest(bare, people)
    if not near:
        return Silence(f"Nobody called {name} is quoted.")
    verb = "names are" if len(near) > 1 else "name is"
    return Silence(f"Nobody called {name} is quoted; the nearest {verb} {listed(near)}.")


def _nearest(name: str, people: Sequence[Speaker]) -> list[str]:
    """Names with a part like the surname that is asked for, or like the whole name; nearest first."""
    asked = name_key(name)
    *_, surname = asked.split() or [""]
    parts = {
        (person.name, part): part
        for person in people
        if not person.is_label
        for part in (name_key(person.name), *name_key(person.name).split())
    }
    near = [
        *process.extract(surname, parts, scorer=fuzz.ratio, score_cutoff=_NEAR_NAME, limit=None),
        *process.extract(asked, parts, scorer=fuzz.ratio, score_cutoff=_NEAR_NAME, limit=None),
    ]
    names = [key[0] for _, _, key in sorted(near, key=lambda found: (-found[1], found[2]))]
    return list(dict.fromkeys(names))[:_MOST_NEAR_NAMES]


def _of_another_time(query: Query, period: str, candidates: Sequence[Candidate]) -> Silence:
    by_asked = _where(candidates, lambda candidate: candidate.by_asked)
    if by_asked:
        verb = _is(query.asked or query.unquoted)
        return Silence(f"{_who(query)} {verb} quoted, but nothing from {period} was found.", by_asked)
    return Silence(f"Nothing from {period} was found.")


def _of_the_one_asked(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker]) -> Silence:
    who, verb = _who(query), _is(query.asked or query.unquoted)
    reported = _where(candidates, lambda candidate: _reports_on(candidate, query.asked, people))
    if reported:
        return Silence(f"{who} {verb} not quoted on this; it is only reported, in the article's own words.", reported)
    own = _where(candidates, lambda candidate: candidate.by_asked)
    if own and all(
        candidate.passage.quotation.kind is Kind.INDIRECT for candidate in own if candidate.passage.quotation
    ):
        return Silence(f"{who} {verb} only reported, not quoted, and not on this.", own)
    return Silence(f"{who} {verb} quoted, but not on this.", own)


def _reports_on(candidate: Candidate, names: Iterable[str], people: Sequence[Speaker]) -> bool:
    """On the topic, nobody's words, and about one of these people."""
    is_report = candidate.passage.quotation is None and candidate.coverage >= _ON_TOPIC
    return is_report and any(_names(candidate, name, people) for name in names)


def _names(candidate: Candidate, name: str, people: Sequence[Speaker]) -> bool:
    """True where the passage has the name, or what is left of it where nobody else is called so."""
    text, span = candidate.article.text, candidate.passage.span
    if name_key(name).split()[-1] not in words(span.of(text)):
        return False
    return any(_is_meant(mention.name, name, people) for mention in mentions(text, span) if mention.name)


def _is_meant(printed: str, name: str, people: Sequence[Speaker]) -> bool:
    if same_name(printed, name):
        return True
    fits = shortens(printed, name) or shortens(name, printed)
    return fits and not any(shortens(printed, one.name) and not same_name(one.name, name) for one in people)


def _without_office(name: str) -> str:
    """`Ron Pottle` of `Councillor Ron Pottle`."""
    return next((mention.name for mention in mentions(name, Span(0, len(name))) if mention.name), name)


def _says_of(form: regex.Pattern[str], candidate: Candidate, name: str) -> bool:
    """`Present: Hana Whitlock. Absent: F. Lund.`: the last such word before the name is the one that is meant."""
    text = candidate.passage.span.of(candidate.article.text)
    at = text.casefold().find(name.split()[-1].casefold())
    before = [match for one in (_ABSENT, _PRESENT) for match in one.finditer(text, 0, max(at, 0))]
    if before:
        return bool(form.fullmatch(max(before, key=lambda match: match.start()).group()))
    return bool(form.search(text))


def _where(candidates: Sequence[Candidate], holds: Callable[[Candidate], bool]) -> tuple[Candidate, ...]:
    return tuple(candidate for candidate in candidates if holds(candidate))


def _who(query: Query) -> str:
    """Whose words are asked for, as a sentence begins: `The auditor`."""
    who = listed(query.asked or query.unquoted)
    return who[:1].upper() + who[1:]


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
