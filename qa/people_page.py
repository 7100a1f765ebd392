"""Everyone who is quoted, as a table: how often, when last, at which meetings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any

from embeddings.lexical import words
from qa.controls import encoded
from qa.corpus import Corpus
from qa.damage import Damage
from qa.days import as_html, in_words
from qa.discretion import told
from qa.errors import OnrecordError
from qa.records import Appearance, Meeting
from qa.reply import note_html, problem_html

MOST_PEOPLE = 200
_MEETINGS_NAMED = 3
_NO_NAME = "no name is given; may be several people"


class Order(StrEnum):
    """What the table is sorted by, as its columns are called."""

    NAME = "Name"
    STATEMENTS = "Statements"
    LAST = "Last"


_KEYS: Mapping[str, Callable[[Appearance], Any]] = {
    Order.NAME: lambda one: one.speaker.name.casefold(),
    Order.STATEMENTS: lambda one: (-one.quotations, one.speaker.name),
    Order.LAST: lambda one: (-one.last.toordinal() if one.last else 0, one.speaker.name),
}


def everyone_html(corpus: Corpus, order: str, searched: str) -> str:
    """Everyone in a corpus, as `people_html` shows them, by name or by office; or why they cannot be shown."""
    damage = Damage()
    try:
        everyone = [*corpus.appearances(damage), *corpus.offices(damage)]
        return people_html(everyone, corpus.meetings(), order, searched, damage.note)
    except OnrecordError as error:
        return problem_html(told(error))


def people_html(
    appearances: Sequence[Appearance],
    meetings: Sequence[Meeting],
    order: str = Order.STATEMENTS,
    searched: str = "",
    note: str = "",
) -> str:
    """Those whose name or role has all words that are searched; of very many the first ones. In no other order than
    those of `Order`: else those who are quoted most come first. `note` says who may be missing.

    Each name is a button with `data-person`, and each column by which it can be sorted one with `data-order`.
    """
    order = order if order in _KEYS else Order.STATEMENTS
    found = sorted((one for one in appearances if _has(one, searched)), key=_KEYS[order])
    if not found:
        return f'<p class="found" role="status">{_nobody(appearances)}</p>{note_html(note)}'
    called = {meeting.id: _called(meeting) for meeting in meetings}
    rows = "".join(_row(one, called) for one in found[:MOST_PEOPLE])
    return (
        f'<p class="found" role="status">{_overview(len(found), len(appearances))}</p>{note_html(note)}'
        '<table class="people"><caption class="sr-only">Everyone who is quoted</caption>'
        f"<thead><tr>{''.join(_column(one, order) for one in Order)}"
        f'<th scope="col">Meetings</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _has(appearance: Appearance, searched: str) -> bool:
    """Every word that is searched begins one of the name or the role."""
    own = words(f"{appearance.speaker.name} {appearance.speaker.role}")
    return all(any(word.startswith(part) for word in own) for part in words(searched))


def _nobody(appearances: Sequence[Appearance]) -> str:
    return "Nobody of that name or role is quoted." if appearances else "Nobody is quoted yet: add articles first."


def _overview(found: int, everyone: int) -> str:
    if found > MOST_PEOPLE:
        return f"{MOST_PEOPLE} of {found:,} people are shown; type a part of a name to find the others."
    people = f"{found:,} {'person' if found == 1 else 'people'}"
    return people if found == everyone else f"{people} of {everyone:,}"


def _column(column: Order, order: str) -> str:
    direction = "ascending" if column is Order.NAME else "descending"
    is_sorted = f' aria-sort="{direction}"' if column == order else ""
    return (
        f'<th scope="col"{is_sorted}><button type="button" data-order="{column}" title="Sort by this">{column}'
        "</button></th>"
    )


def _row(appearance: Appearance, called: Mapping[str, str]) -> str:
    speaker, last = appearance.speaker, appearance.last
    name = encoded(speaker.name)
    known_as = speaker.role or (_NO_NAME if speaker.is_label else "")
    role = f'<span class="role">{encoded(known_as)}</span>' if known_as else ""
    day = as_html(last) if last else "no date"
    return (
        f'<tr><th scope="row"><button type="button" data-person="{name}">{name}</button> {role}</th>'
        f"<td>{appearance.quotations:,}</td><td>{day}</td><td>{_meetings(appearance, called)}</td></tr>"
    )


def _meetings(appearance: Appearance, called: Mapping[str, str]) -> str:
    names = [called[meeting] for meeting in appearance.meeting_ids if meeting in called]
    more = len(names) - _MEETINGS_NAMED
    rest = [f"and {more:,} more"] if more > 0 else []
    return "<br>".join(encoded(name) for name in [*names[:_MEETINGS_NAMED], *rest])


def _called(meeting: Meeting) -> str:
    """`22 May 2024, Porto Sella`; what a meeting is called where the articles tell neither day nor place."""
    day = in_words(meeting.date) if meeting.date else ""
    return ", ".join(part for part in (day, meeting.place) if part) or meeting.title or "a meeting"
