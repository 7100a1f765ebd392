"""Why nothing is an answer: as much as the articles tell, and the passages that show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import regex
from rapidfuzz import fuzz, process

from embeddings.lexical import words
from qa.asked import bare_surname_in
from qa.entries import Minuted, Wanted
from qa.mentions import mentions
from qa.names import each_once, name_key, same_name, shortens
from qa.records import Kind, Query, Span, Speaker, listed
from qa.retriever import Candidate

NOTHING_ASKED = "This asks nothing. Ask what was said: by somebody, about something, at a meeting or on a day."
NOTHING_BEFORE = "The question before found no answer, so that there is nothing of which this could be asked."

# All by hand: they choose among reasons, of which no benchmark knows the right one; tests/qa/test_silence.py has some.

# A name is near another where three letters in ten, or fewer, are different.
_NEAR_NAME = 70
_MOST_NEAR_NAMES = 3
# This share of the question's topic, and a passage is on it; less than the other, and it has nothing to do with it.
_ON_TOPIC = 0.75
_OFF_TOPIC = 0.35
# That somebody declined to comment is on the topic by half of it, if what they say has no more than stands beside it.
_HALF, _BESIDE = 0.5, 0.65

_NOTHING = "Nothing about this was found in the articles."

_ABSENT = regex.compile(r"\b(?:absent|apologies|not present|unable to attend|отсутств\p{L}+)\b", regex.IGNORECASE)
_PRESENT = regex.compile(
    r"\b(?:present|in attendance|attend(?:ed|ing|ees)|participants|took part|also on the call|присутств\p{L}+"
    r"|участвовал\p{L}*|приняли? участие)\b",
    regex.IGNORECASE,
)

# After whoever is asked for: no comment. Not `She did not speak`, which is no reply to anybody.
_DECLINED = regex.compile(
    r"\b(?:(?:declined|refused) to (?:comment|answer|respond|reply|discuss|be drawn)|would not (?:comment|be drawn)"
    r"|did not (?:immediately )?(?:comment|respond|reply|answer)|(?:had|offered|made) no (?:further )?comment"
    r"|отказал(?:ся|ась|ись) (?:от комментари\p{L}+|(?:про)?комментировать|отвечать|ответить)"
    r"|не (?:стал|стала|стали) (?:отвечать|(?:про)?комментировать)"
    r"|не (?:ответил|ответила|ответили|прокомментировал|прокомментировала|прокомментировали))\b",
    regex.IGNORECASE,
)
# Between a name and that: `Lund, the harbour master, again`, `Lund and Marsh`.
_STILL_SUBJECT = regex.compile(
    r"(?:,[^,;:]+,)?(?:\s+(?:and|и)(?:\s+\p{Lu}[\p{L}.’'-]+){1,3})?"
    r"(?:\s+(?:also|again|has|had|later|both|repeatedly|twice|также|снова|вновь))*\s+"
)


class Silence(NamedTuple):
    """A note for people, and the candidates that show that it is so, best first."""

    note: str
    shown_by: tuple[Candidate, ...] = ()


def no_comment(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker]) -> Silence | None:
    """That whoever is asked for declined to comment on the topic, where that is printed and they say nothing on it."""
    said = max((candidate.coverage for candidate in candidates if candidate.by_asked), default=0.0)
    on_topic = _where(candidates, lambda one: one.in_setting and not one.by_asked and _covers(one, said))
    for name in (*query.asked, *map(_without_office, query.unquoted)):
        declined = tuple(candidate for candidate in on_topic if _declines(candidate, name, people))
        if declined:
            return Silence(f"{name} declined to comment on this.", declined)
    return None


def _covers(candidate: Candidate, said: float) -> bool:
    """At least half of the topic, and more than what is said beside it, which covers some of it by that."""
    return candidate.coverage >= _HALF and said <= _BESIDE * candidate.coverage


def _declines(candidate: Candidate, name: str, people: Sequence[Speaker]) -> bool:
    text, span = candidate.article.text, candidate.passage.span
    named = [m for m in mentions(text, span) if m.name and _is_meant(m.name, name, people)]
    return any(
        mention.span.end <= said.start() and _STILL_SUBJECT.fullmatch(text, mention.span.end, said.start())
        for said in _DECLINED.finditer(text, span.start, span.end)
        for mention in named
    )


def why_silent(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker], passages: int) -> Silence:
    """The nearest reason that the articles give: nobody of that name, not quoted, not on this, not of that time.

    `passages` is how many were searched.
    """
    if not passages and not query.is_filtered:
        return Silence("There are no articles yet.")
    if query.is_of_nobody_quoted and not any(candidate.eligible or candidate.by_asked for candidate in candidates):
        return _of_nobody_quoted(query.unquoted[0], candidates, people)
    if not passages:
        return _of_filters(query, people)
    if not candidates:  # what was found is damaged
        return Silence(_NOTHING)
    if query.period and not any(candidate.eligible for candidate in candidates):
        return _of_another_time(query, query.period_words, candidates)
    if query.meetings and not any(candidate.eligible for candidate in candidates):
        return _of_another_time(query, "that meeting", candidates)
    if query.wanted and query.wanted.who and not query.wanted.is_open:
        return Silence(_of_nothing_recorded(query.wanted))
    if query.asked or any(candidate.by_asked for candidate in candidates):
        return _of_the_one_asked(query, candidates, people)
    if query.filters.speakers:  # nobody else's words pass
        only = each_once(query.filters.speakers)
        return Silence(f"{listed(only)} {_is(only)} quoted, but not on this.")
    stranger = bare_surname_in(query.wording)
    if stranger:
        return _of_nobody_quoted(stranger, candidates, people)
    if query.is_filtered and max(candidate.coverage for candidate in candidates) < _OFF_TOPIC:
        return Silence("Nothing that passes the filters is about this.")
    if max(candidate.coverage for candidate in candidates) < _OFF_TOPIC:
        return Silence(_NOTHING)
    return Silence("The articles do not answer this.")


def _of_filters(query: Query, people: Sequence[Speaker]) -> Silence:
    unknown = [name for name in query.filters.speakers if name not in {person.name for person in people}]
    if unknown and people:
        return _of_nobody_quoted(unknown[0], (), people)
    return Silence("No passage passes the filters.")


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


def _of_nothing_recorded(wanted: Wanted) -> str:
    """Of somebody who neither moved nor voted nor has anything to do."""
    what = {Minuted.ACTION_ITEM: "task", Minuted.VOTE: "vote"}.get(wanted.kind, "motion")
    on = " on this" if wanted.topic else ""
    by = f" by {wanted.due}" if wanted.due else ""
    return f"No {what} of {wanted.who}’s{on}{by} is recorded."


def _of_another_time(query: Query, period: str, candidates: Sequence[Candidate]) -> Silence:
    by_asked = _where(candidates, lambda candidate: candidate.by_asked)
    if by_asked:
        return Silence(f"{_who(query)} quoted, but nothing from {period} was found.", by_asked)
    return Silence(f"Nothing from {period} was found.")


def _of_the_one_asked(query: Query, candidates: Sequence[Candidate], people: Sequence[Speaker]) -> Silence:
    who = _who(query)
    reported = _where(candidates, lambda candidate: _reports_on(candidate, query.asked, people))
    if reported:
        return Silence(f"{who} not quoted on this; it is only reported, in the article's own words.", reported)
    own = _where(candidates, lambda candidate: candidate.by_asked)
    if own and all(
        candidate.passage.quotation.kind is Kind.INDIRECT for candidate in own if candidate.passage.quotation
    ):
        return Silence(f"{who} only reported, not quoted, and not on this.", own)
    return Silence(f"{who} quoted, but not on this.", own)


def _reports_on(candidate: Candidate, names: Iterable[str], people: Sequence[Speaker]) -> bool:
    """On the topic, nobody's words, and about one of these people."""
    is_report = candidate.in_setting and candidate.passage.quotation is None and candidate.coverage >= _ON_TOPIC
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
    """Whose words are asked for, as a sentence begins: `The auditor is`."""
    names = each_once(query.asked or query.unquoted)
    who = listed(names)
    return f"{who[:1].upper()}{who[1:]} {_is(names)}"


def _is(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"
