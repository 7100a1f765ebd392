"""The nouns of minutes: what they record, and what a question asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from qa.spans import Span


class Minuted(StrEnum):
    """What minutes record."""

    AGENDA_ITEM = "agenda-item"
    MOTION = "motion"
    VOTE = "vote"
    DECISION = "decision"
    ACTION_ITEM = "action-item"
    ATTENDANCE = "attendance"


class Part(StrEnum):
    """What words of an entry tell: who moves, votes, was there or has something to do, and by when."""

    MOVER = "mover"
    SECONDER = "seconder"
    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"
    OWNER = "owner"
    DUE = "due"
    PRESENT = "present"
    ABSENT = "absent"


class Detail(NamedTuple):
    """Words of an entry; `name` is the full name of whom they name, where the article tells."""

    part: Part
    span: Span
    name: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """Words of minutes that record a decision, a vote …: a sentence, a row, or a motion with what became of it.

    `heading` is the item of the agenda under which they stand, `matter` what was discussed before them, to their end.
    """

    kind: Minuted
    span: Span
    matter: Span
    heading: Span | None = None
    details: tuple[Detail, ...] = ()

    def of(self, *parts: Part) -> list[Detail]:
        return [detail for detail in self.details if detail.part in parts]


class Wanted(NamedTuple):
    """Which entries a question asks for: of which kind, with whom, by when, about what, of whose meeting.

    `who` is somebody as the question prints the name; of `parts` an entry has to have one. `on` are the words for the
    day of the meeting, `of_last` asks for the last one; `outcome` whether something was carried, and
    `is_done` what was: nothing that was put off. Where minutes have no
    such entry, an `is_open` question may be answered by whatever they say.
    """

    kind: Minuted
    parts: tuple[Part, ...] = ()
    who: str = ""
    due: str = ""
    topic: str = ""
    body: str = ""
    on: str = ""
    of_last: bool = False
    outcome: bool = False
    is_done: bool = False
    is_open: bool = False
