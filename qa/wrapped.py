"""Lines → paragraphs: a line is one, unless the text was wrapped at a column there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from qa.records import Span

_COLUMNS = range(45, 101)  # at which mail and plain text are wrapped
_MOST_ELSEWHERE = 3  # of the lines that surely go on, one of so many may end at another column
_FEWEST_ALONE = 3
_INDENT = re.compile(r"(?:^|\n)(?:[ ]{2,8}|\t)\Z")
_DEEPEST_INDENT = 9
_FULL_LINE = 40  # characters
# After a long dash, a small letter goes on with who said what is before it.
_ITEM = re.compile(
    r"[>*•▪◦·#|-]+\s|[–—]\s(?![a-zа-яё])|\(?(?:\d{1,3}|[A-Za-zА-Яа-я]|[ivxIVX]{1,4})[.)]+\s"
    r"|\d{1,3}(?:\.\d{1,3}){1,3}[.)]?\s"
)
# `Elin Tarsk:`, `Elin Tarsk (00:01:02):`
_LABEL = re.compile(r"[*_]{0,3}[^\W\d_a-zа-яё][^.!?\n]{0,80}?:[*_]{0,3}(?:\s|$)")
_SHOUTED = re.compile(r"[*_]{0,3}[A-ZА-ЯЁ]{4,}(?: [A-ZА-ЯЁ]+){0,3}[*_]{0,3}:")  # `RESOLVED:`
_LETTERED = re.compile(r"\(?[a-zа-я]{1,3}\)\s")  # `b) a new noticeboard`
_TERMINAL = tuple(".!?…:;”»\"’'*|)]")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"(?=\D*\d)(?:\W|\d)+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’»)\]*_]*$")


def unwrapped(text: str, is_furniture: Callable[[str], bool]) -> Iterator[Span]:
    """The paragraphs in order, none of them across an empty line; what belongs to the page is joined to no text."""
    wrapping = _Wrapping(text, is_furniture)
    for block in wrapping.blocks:
        for lines in _indented(text, block) or wrapping.runs(block):
            yield Span(lines[0].start, lines[-1].end)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines without an empty line between them."""
    block: list[Span] = []
    for line in _lines(text):
        if line.start < line.end:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield Span(start, start + len(line)).stripped(text)
        start += len(line) + 1


def _indented(text: str, block: Sequence[Span]) -> list[list[Span]]:
    """The paragraphs of print, each of which begins with an indented line and goes on at the margin; else none.

    Every line that goes on in the next one must be about full.
    """
    begins = [_INDENT.search(text, max(0, line.start - _DEEPEST_INDENT), line.start) is not None for line in block]
    goes_on = [line for line, new in zip(block, begins[1:], strict=False) if not new]
    if not begins[0] or not goes_on or any(line.end - line.start < _FULL_LINE for line in goes_on):
        return []
    found: list[list[Span]] = []
    for line, is_first in zip(block, begins, strict=True):
        if is_first:
            found.append([])
        found[-1].append(line)
    return found


class _Wrapping:
    """Where the lines of a text end for want of room."""

    def __init__(self, text: str, is_furniture: Callable[[str], bool]) -> None:
        self.blocks = list(_blocks(text))
        self._text = text
        self._is_furniture = cache(is_furniture)  # asked of a line with the one above it, and with the one below
        pairs = [pair for block in self.blocks for pair in pairwise(block)]
        self._goes_on = {line for line, following in pairs if self._is_within_sentence(line, following)}
        self._column = self._of_text(pairs)

    def runs(self, block: Sequence[Span]) -> Iterator[list[Span]]:
        """The lines that are of one paragraph, of those between two empty ones."""
        column = self._column or self._of_block(block)
        full = {line for line, after in pairwise(block) if column and column in self._columns(line, after)}
        run = [block[0]]
        for line, following in pairwise(block):
            is_heading = (
                self._has_ended(line)
                and not self._has_ended(following)
                and not self._text[following.start].islower()
                and following not in full
                and following not in self._goes_on
            )
            is_apart = is_heading or self._is_of_page(following) or self._begins(run[0], line, following)
            is_wrapped = line in full and not is_apart
            if not (is_wrapped or line in self._goes_on):
                yield run
                run = []
            run.append(following)
        yield run

    def _of_text(self, pairs: Sequence[tuple[Span, Span]]) -> int | None:
        """The column at which most lines end that surely go on: their next words would have passed it."""
        if not self._goes_on:
            return None
        sure, every = Counter[int](), Counter[int]()
        for line, following in pairs:
            columns = self._columns(line, following)
            every.update(columns)
            if line in self._goes_on:
                sure.update(columns)
        best = max(_COLUMNS, key=lambda column: (sure[column], every[column]))
        elsewhere = len(self._goes_on) - sure[best]
        return best if sure[best] and elsewhere * _MOST_ELSEWHERE <= len(self._goes_on) else None

    def _of_block(self, block: Sequence[Span]) -> int | None:
        """The column at which each of several lines may have been wrapped, where the text tells none."""
        if len(block) < _FEWEST_ALONE:
            return None
        first, end = _COLUMNS.start, _COLUMNS.stop
        for line, following in pairwise(block):
            columns = self._columns(line, following)
            first, end = max(first, columns.start), min(end, columns.stop)
            if first >= end:
                return None
        return first

    def _columns(self, line: Span, following: Span) -> range:
        """Those within which the line fits, but not with the next word."""
        end = line.end - self._text.rfind("\n", 0, line.end) - 1
        if end not in _COLUMNS:
            return range(0)
        return range(end, min(end + len(following.of(self._text).split(None, 1)[0]) + 1, _COLUMNS.stop))

    def _is_within_sentence(self, line: Span, following: Span) -> bool:
        """Whether a sentence runs from this line into the next, wherever they end."""
        words = line.of(self._text)
        return (
            len(words) in _COLUMNS
            and not words.endswith(_TERMINAL)
            and self._text[following.start].islower()
            and not _LETTERED.match(self._text, *following)
            and not words.isupper()
            and not self._is_furniture(words)
            and not self._is_furniture(following.of(self._text))
        )

    def _is_of_page(self, line: Span) -> bool:
        """A figure is the end of what is above it; so is a date with a full stop."""
        words = line.of(self._text)
        is_end = _FIGURE.fullmatch(words) or (self._has_ended(line) and _DIGIT.search(words))
        return self._is_furniture(words) and not is_end

    def _begins(self, first: Span, line: Span, following: Span) -> bool:
        """Whether the line is an item of a list or somebody's turn, after an ended sentence or another of them; or has
        a label in capitals."""
        if self._text[line.end - 1] == ",":
            return False
        words, above = following.of(self._text), first.of(self._text)
        if _SHOUTED.match(words):
            return True
        marks = [mark for mark in (_ITEM, _LABEL) if mark.match(words)]
        return any(self._has_ended(line) or mark.match(above) for mark in marks)

    def _has_ended(self, line: Span) -> bool:
        return _SENTENCE_END.search(line.of(self._text)) is not None
