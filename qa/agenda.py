"""The items of the agenda: those that a list of them names, else the headings of the minutes."""

from __future__ import annotations

from collections.abc import Sequence

from qa.entries import Entry, Minuted
from qa.minute_lines import Item, is_matter

_FEWEST = 2


def agenda_items(text: str, found: Sequence[Item]) -> list[Entry]:
    """In the order of the text. Of headings those with a number, if there are two; else all that name a matter."""
    listed = [line for item in found if item.is_agenda for line in item.lines if line.opens]
    if len(listed) >= _FEWEST:
        spans = [line.paragraph for line in listed]
    else:
        matters = [item for item in found if is_matter(text, item)]
        numbered = [item for item in matters if item.number]
        kept = numbered if len(numbered) >= _FEWEST else matters
        spans = [item.heading for item in kept if item.heading]
    return [Entry(Minuted.AGENDA_ITEM, span, span) for span in spans]
