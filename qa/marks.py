"""Quotation marks, paired, whatever the style: “ ” " " „ “ ‚ ‘ « » » « ‹ › ‘ ’ ' ' `` ''; nested, re-opened, stray."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

import regex

from qa.records import Span

_CLOSED_BY = {
    "“": "”", "„": "“”", '"': '"', "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
# What writers and programs mix up.
_ALSO_CLOSED_BY = {"“": '"“', '"': "”“", "„": '"', "‘": "'", "'": "’"}
_MARK = regex.compile(r"[“”\"„«»‹›‘’‚']")
_SINGLE = "‘’‚'"
# A year, a decade or a clipped word begins with an apostrophe: `the class of ’68`, `rock 'n' roll`.
_CLIPPED = regex.compile(r"(?:\d\ds?\b|n['’]|(?:tis|twas|em|til|cause|bout|round)\b)", regex.IGNORECASE)
_DECORATION = regex.compile(r"[>*_\s]*")
_BEFORE_OPENING = " \t\n\u00a0\u202f([{—–-/*_>|="
_AFTER_CLOSING = ".,;:!?)]}…"
# What ends a sentence, and does not stand for words left out.
_FULL_STOP = regex.compile(r"\.\s+[^.\s]")
_DEEPEST = 8
# Of typewriters: ``Go,'' and `go' within.
_TYPED = regex.compile(r"``|''|`(?=\w)")
_PRINTED = {"``": " “", "''": "” ", "`": "‘"}


class Marked(NamedTuple):
    """What stands between two marks, without them; `depth` 0 is outermost. `continues`: the next paragraph goes on."""

    span: Span
    depth: int
    continues: bool


class _Mark(NamedTuple):
    """A mark, and what its place lets it do. `doubtful`: it closes, or is the apostrophe of `the workers’ ferry`."""

    character: str
    at: int
    opens: bool
    plainly_opens: bool
    closes: bool
    plainly_closes: bool
    doubtful: bool


def printed(text: str) -> str:
    """The text with the marks of typewriters replaced, each place as it was."""
    return _TYPED.sub(lambda mark: _PRINTED[mark.group()], text) if "``" in text else text


def marked(text: str, paragraphs: list[Span]) -> list[list[Marked]]:
    """For each paragraph its marked stretches, outer before inner. A stray mark costs its own paragraph at most."""
    text = printed(text)
    return [_in_paragraph(text, p, _begins(text, after)) for p, after in zip_longest(paragraphs, paragraphs[1:])]


def _begins(text: str, paragraph: Span | None) -> str:
    """The first character of a paragraph, behind what Markdown puts before it."""
    if paragraph is None:
        return ""
    decoration = _DECORATION.match(text, *paragraph)
    at = decoration.end() if decoration else paragraph.start
    return text[at : at + 1]


def _in_paragraph(text: str, paragraph: Span, next_begins: str) -> list[Marked]:
    stack: list[_Mark] = []
    found: list[Marked] = []
    for mark in _without_apostrophes([_seen(text, at, paragraph) for at in _places(text, paragraph)]):
        level = _closed_level(mark, stack)
        if level is not None:
            found.append(Marked(Span(stack[level].at + 1, mark.at), level, False))
            del stack[level:]
        elif mark.opens and len(stack) < _DEEPEST:
            stack.append(mark)
    # The typographic rule: a quotation that goes on is opened again in each paragraph and closed in the last.
    reopened = next((mark for mark in reversed(stack) if mark.character == next_begins), None)
    if reopened:
        found.append(Marked(Span(reopened.at + 1, paragraph.end), 0, True))
    return _renumbered([one for one in found if one.span.start < one.span.end])


def _places(text: str, paragraph: Span) -> list[int]:
    return [found.start() for found in _MARK.finditer(text, *paragraph)]


def _seen(text: str, at: int, paragraph: Span) -> _Mark:
    character = text[at]
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end and not _FULL_STOP.match(text, at + 1) else " "
    plainly_opens = before in _BEFORE_OPENING and after.isalnum()
    opens = plainly_opens or _may_open(character, before, after)
    closes = character not in "„‚"
    if character in _SINGLE:
        opens = opens and character != "’" and not _CLIPPED.match(text, at + 1, paragraph.end)
        closes = not before.isspace() and not after.isalnum()
    return _Mark(
        character,
        at,
        opens,
        plainly_opens and character != "”",
        closes,
        not before.isspace() and not after.isalnum(),
        doubtful=character in "’'" and before in "sSzx" and after == " ",
    )


def _may_open(character: str, before: str, after: str) -> bool:
    if character == "«" and before in _BEFORE_OPENING:
        return True  # French typography puts a space between the mark and the words
    if after.isspace() or (after in _AFTER_CLOSING and not (before in _BEFORE_OPENING and after in ".…")):
        return False
    if character in "‘‚'":
        return before in _BEFORE_OPENING or before in '"“„«'
    if character == '"':
        return not before.isalnum()
    return character in "“„«‹"


def _without_apostrophes(marks: list[_Mark]) -> list[_Mark]:
    """Without the doubtful marks behind which another one closes: `‘The workers’ ferry sank,’`."""
    kept: list[_Mark] = []
    closes_later = False
    for mark in reversed(marks):
        if mark.character not in _SINGLE:
            kept.append(mark)
        elif not (mark.doubtful and closes_later) and (mark.opens or mark.closes):
            closes_later = mark.closes and not mark.opens
            kept.append(mark)
    return kept[::-1]


def _closed_level(mark: _Mark, stack: list[_Mark]) -> int | None:
    """The level of the open mark that this one closes, innermost first."""
    levels = range(len(stack) - 1, -1, -1)
    if mark.closes and not mark.plainly_opens:
        paired = next((n for n in levels if mark.character in _CLOSED_BY[stack[n].character]), None)
        if paired is not None:
            return paired
    if mark.opens or not mark.plainly_closes:
        return None
    return next((n for n in levels if mark.character in _ALSO_CLOSED_BY.get(stack[n].character, "")), None)


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
