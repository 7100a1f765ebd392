"""The margin of an article: beside each paragraph, who is heard in it, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.pieces import Row
from qa.records import Quotation
from qa.voices import MANNER, Voice, sureness


class Way(NamedTuple):
    """How some utterances are given, in words: `said · almost certain`. `places` are those of the quotations."""

    words: str
    places: tuple[int, ...]


class Note(NamedTuple):
    """One voice in a paragraph."""

    voice: Voice
    ways: tuple[Way, ...]


def margin(rows: Sequence[Row], quotations: Sequence[Quotation], heard: Sequence[Voice]) -> Iterator[list[Note]]:
    """The notes of each row, in the order of its words."""
    begun: set[int] = set()
    for row in rows:
        voices: dict[Voice, dict[str, list[int]]] = {}
        for place in row.said:
            words = "continued" if place in begun else _way(quotations[place])
            voices.setdefault(heard[place], {}).setdefault(words, []).append(place)
        yield [
            Note(voice, tuple(Way(words, tuple(places)) for words, places in ways.items()))
            for voice, ways in voices.items()
        ]
        begun.update(row.said)


def _way(quotation: Quotation) -> str:
    return " · ".join(part for part in (MANNER[quotation.kind], sureness(quotation)) if part)
