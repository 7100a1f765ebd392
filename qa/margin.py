"""The margin of an article: beside each paragraph, who is heard in it, and how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from qa.pieces import Row
from qa.records import Quotation
from qa.voices import MANNER, Voice, sureness


class Note(NamedTuple):
    """Utterances of one voice, given alike: the places of the quotations, and whether all of them began further up."""

    voice: Voice
    manner: str
    sureness: str
    places: tuple[int, ...]
    continued: bool


def margin(rows: Sequence[Row], quotations: Sequence[Quotation], heard: Sequence[Voice]) -> Iterator[list[Note]]:
    """The notes of each row, in the order of its words."""
    begun: set[int] = set()
    for row in rows:
        alike: dict[tuple[Voice, str, str], list[int]] = {}
        for place in row.said:
            quotation = quotations[place]
            alike.setdefault((heard[place], MANNER[quotation.kind], sureness(quotation)), []).append(place)
        yield [Note(*what, tuple(places), begun.issuperset(places)) for what, places in alike.items()]
        begun.update(row.said)
