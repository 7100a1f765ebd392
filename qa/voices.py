"""Whose words a quotation is, as people are told: never more than the article says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qa.records import Kind, Quotation, Source

NOT_STATED = "speaker not stated"
# `reported` are the article's own words: they must never look like somebody's.
MANNER = {Kind.DIRECT: "said", Kind.TURN: "said", Kind.INDIRECT: "reported"}

_SURENESS = ((0.95, "almost certain"), (0.85, "very likely"), (0.65, "likely"), (0.01, "uncertain"))
# In PolNeAR dev, of attributions of direct speech that are less than plain (see `qa/confidence.py`), .97 are right from
# .85 on, .85 from .65 on, and .33 below.
_DOUBTS = {"likely": "likely, not certain, who said it", "uncertain": "uncertain who said it"}
_AROUND_A_LABEL = "*_#: "


class Voice(NamedTuple):
    """Somebody who is heard in an article, or whom it leaves open.

    `rank` counts the people from 1, by their first words. It is 0 where the article does not tell who speaks: such
    voices must not look as if they were one.
    """

    name: str
    role: str
    rank: int


def voices(text: str, quotations: Sequence[Quotation]) -> list[Voice]:
    """The voice of each quotation, in their order."""
    ranks: dict[str, int] = {}
    heard = []
    for quotation in quotations:
        name = credit(text, quotation)
        known = bool(quotation.source and quotation.source.speakers)
        rank = ranks.setdefault(name, len(ranks) + 1) if known else 0
        heard.append(Voice(name, role(quotation), rank))
    return heard


def credit(text: str, quotation: Quotation) -> str:
    """`Ana Reyes`; `one of two: Ana Reyes or Luis Reyes`; `a resident`, as printed; `Ana Reyes, according to …`."""
    name = named(text, quotation.source)
    return f"{name}, according to {named(text, quotation.via)}" if quotation.via else name


def named(text: str, source: Source | None) -> str:
    if source is None:
        return NOT_STATED
    return " ".join(source.shown(text).split()).strip(_AROUND_A_LABEL) or NOT_STATED


def role(quotation: Quotation) -> str:
    """What the people are who say it, where the articles tell."""
    speakers = quotation.source.speakers if quotation.source else ()
    return "; ".join(dict.fromkeys(speaker.role for speaker in speakers if speaker.role))


def reporting(text: str, quotation: Quotation) -> str:
    """The word by which the article reports what is not in its speaker's own words: `denied` may turn it around."""
    if quotation.kind is not Kind.INDIRECT or quotation.cue is None:
        return ""
    return " ".join(quotation.cue.of(text).split())


def sureness(quotation: Quotation) -> str:
    """How sure it is that they are the speakers, in words; empty where the article leaves them open."""
    if not quotation.source or quotation.source.choices:
        return ""
    if not quotation.source.speakers:
        return "name not known"
    return next((words for least, words in _SURENESS if quotation.confidence >= least), "as labelled")


def doubt(quotation: Quotation) -> str:
    """What readers must be told beside somebody's words where it may well be somebody else who says them.

    Of reported speech the confidence is as much about where the clause ends; that it is reported is told anyway.
    """
    if quotation.kind is Kind.INDIRECT:
        return ""
    return _DOUBTS.get(sureness(quotation), "")


def in_marks(title: str) -> str:
    """A title in quotation marks: those of its own, where it has some around all of it."""
    has_marks = title[:1] + title[-1:] in ("“”", "«»") and title.count(title[-1]) == 1
    return title if has_marks else f"“{title}”"
