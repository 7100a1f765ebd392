"""Quotation marks, paired: “ ” " " « » „ “ ‘ ’, nested, re-opened in the next paragraph, and stray."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from qa.records import Span

_CLOSED_BY = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "‚": "‘", "»": "«"}
_OPENS_AFTER = " \t\n([{—–-/*_>|"


class Marked(NamedTuple):
    """What stands between two marks, without them; `depth` 0 is outermost. `continues`: the next paragraph goes on."""

    span: Span
    depth: int
    continues: bool


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    inner: list[Marked] = field(default_factory=list)


def marked(text: str, paragraphs: list[Span]) -> list[list[Marked]]:
    """For each paragraph its marked stretches, outer before inner. A stray mark costs its own paragraph at most."""
    found: list[list[Marked]] = []
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        found.append(_in_paragraph(text, paragraph, text[following.start] if following else ""))
    return found


def _in_paragraph(text: str, paragraph: Span, next_begins: str) -> list[Marked]:
    stack: list[_Open] = []
    found: list[Marked] = []
    for at in range(*paragraph):
        character = text[at]
        level = _closes(text, at, paragraph, stack)
        if level is not None:
            while len(stack) > level:
                opened = stack.pop()
            found.append(Marked(Span(opened.at + 1, at), level, False))
        elif character in _CLOSED_BY and _opens(text, at, paragraph, stack):
            stack.append(_Open(character, at))
    if stack and stack[0].mark == next_begins:
        # The typographic rule: a quotation that goes on is opened again in each paragraph and closed in the last.
        found = [m for m in found if m.depth == 0 or m.span.start > stack[0].at]
        found.append(Marked(Span(stack[0].at + 1, paragraph.end), 0, True))
    return sorted(_renumbered(found), key=lambda m: (m.span.start, -m.span.end))


def _closes(text: str, at: int, paragraph: Span, stack: list[_Open]) -> int | None:
    """The level of the open mark that this character closes, innermost first."""
    character = text[at]
    if character not in '”»“"’‘«':
        return None
    if character == "’" and at + 1 < paragraph.end and text[at + 1].isalpha():
        return None  # an apostrophe
    if (
        character == '"'
        and stack
        and at + 1 < paragraph.end
        and text[at + 1].isalnum()
        and text[at - 1] in _OPENS_AFTER
    ):
        return None  # opens
    for level in range(len(stack) - 1, -1, -1):
        if character in _CLOSED_BY[stack[level].mark]:
            return level
        if len(stack) - level > 4:
            break
    return None


def _opens(text: str, at: int, paragraph: Span, stack: list[_Open]) -> bool:
    character = text[at]
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if after.isspace() and character not in "«„»":
        return False
    if character in "‘‚":
        return not before.isalnum() and after.isalnum()
    if character == '"':
        return before in _OPENS_AFTER or not before.isalnum()
    if character == "»":
        return False  # »German style« would need its own pass; a lone » closes nothing
    return len(stack) < 8


def _renumbered(found: list[Marked]) -> list[Marked]:
    """Depths counted among the stretches that were closed: a stray mark outside does not make its neighbours inner."""
    result: list[Marked] = []
    ends: list[int] = []
    for mark in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        while ends and ends[-1] < mark.span.end:
            ends.pop()
        result.append(mark._replace(depth=len(ends)))
        ends.append(mark.span.end)
    return result
