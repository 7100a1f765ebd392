"""Turns whose words stand between quotation marks: `Elin Tarsk: “The ferry is old.”` in an article that goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from qa.marks import Marked, marked, printed
from qa.records import Span

_SINGLE = "‘'"
_OPENING = f'“”„"«»{_SINGLE}'
_WORD = regex.compile(r"\w")
# At the end of a paragraph that does not open its own quotation again.
_CLOSING = regex.compile(r"(?P<mark>[”“\"»«])[.,;:!?…)*_\s]*$")
_LONGEST_CLOSING = 8  # characters


class QuotedTurns(NamedTuple):
    """Which turns those are, by the number of the paragraph in which their words begin."""

    last: dict[int, int]  # the paragraph in which the marks close that hold the whole turn
    told: frozenset[int]  # where it is the article that goes on behind the marks


def quoted_turns(text: str, paragraphs: Sequence[Span], words: Sequence[int | None]) -> QuotedTurns:
    """`words` says for each paragraph with a label where the words behind it begin.

    Behind marks that close within the paragraph it is the article that goes on only where most turns are quotations:
    `“Never,” he told me. And I believed him.` is somebody's whole turn in a transcript.
    """
    text = printed(text)  # once, however many turns there are
    last: dict[int, int] = {}
    partly: list[int] = []
    labelled = [at for at, start in enumerate(words) if start is not None]
    for at, following in pairwise([*labelled, len(paragraphs)]):
        body = list(_body(paragraphs, at, following, words[at] or 0))
        if not body or text[body[0][1].start] not in _OPENING:
            continue
        closed = _closed_in(text, [span for _, span in body])
        if closed is None:
            partly.append(at)
        else:
            last[at] = body[closed][0]
    told = partly if 2 * len(last) > len(labelled) else ()
    return QuotedTurns(last, frozenset(told))


def _body(paragraphs: Sequence[Span], at: int, following: int, start: int) -> Iterator[tuple[int, Span]]:
    """The paragraphs from a label to the next one, without the label."""
    for number in range(at, following):
        if paragraphs[number].end > start:
            yield number, Span(max(start, paragraphs[number].start), paragraphs[number].end)


def _closed_in(text: str, body: list[Span]) -> int | None:
    """The last of the paragraphs that are nothing but quoted words; none where the first holds others as well."""
    inside = marked(text, body)
    closed: int | None = None
    at = 0
    while at < len(body) and text[body[at].start] in _OPENING:
        outer = next((mark for mark in inside[at] if mark.span.start == body[at].start + 1), None)
        if outer is None:
            end = next((n for n in range(at + 1, len(body)) if _closes(text, body[n], inside[n])), None)
            if end is None or text[body[at].start] in _SINGLE:  # an apostrophe: `'Tis late`
                return closed
            closed, at = end, end + 1
        elif outer.continues:
            at += 1
        elif _WORD.search(text, outer.span.end, body[at].end):
            return closed
        else:
            closed, at = at, at + 1
    return closed


def _closes(text: str, paragraph: Span, inside: Sequence[Marked]) -> bool:
    """It ends with the mark that closes what an earlier paragraph opened."""
    closing = _CLOSING.search(text, max(paragraph.start, paragraph.end - _LONGEST_CLOSING), paragraph.end)
    return closing is not None and all(mark.span.end != closing.start("mark") for mark in inside)
