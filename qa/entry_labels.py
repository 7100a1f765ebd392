"""What a passage of minutes records, in a line for people: `Action item: Okafor, by Friday 7 March`,
`Vote: 4. Parking`."""

from __future__ import annotations

from qa.entries import Entry, Minuted, Part
from qa.records import Citation

_NAMES = {
    Minuted.AGENDA_ITEM: "Agenda item",
    Minuted.MOTION: "Motion",
    Minuted.VOTE: "Vote",
    Minuted.DECISION: "Decision",
    Minuted.ACTION_ITEM: "Action item",
    Minuted.ATTENDANCE: "Attendance",
}


def recorded_as(citation: Citation) -> str:
    """In the words of the article; empty where it records nothing."""
    return " · ".join(dict.fromkeys(_label(entry, citation.article.text) for entry in citation.passage.entries))


def _label(entry: Entry, text: str) -> str:
    name = _NAMES[entry.kind]
    if entry.kind is Minuted.VOTE and entry.heading and not entry.span.contains(entry.heading):  # on what
        return f"{name}: {' '.join(entry.heading.of(text).split()).strip('#*_ ')}"
    if entry.kind is not Minuted.ACTION_ITEM:
        return name
    owners = ", ".join(owner.span.of(text) for owner in entry.of(Part.OWNER))
    due = next((f"by {detail.span.of(text)}" for detail in entry.of(Part.DUE)), "")
    told = ", ".join(part for part in (owners, due) if part)
    return " ".join((f"{name}: {told}" if told else name).split())
