"""Printed lines → paragraphs: which lines are of one, and which words a line end has parted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from embeddings.common_words import is_common

# In parts of the size of the letters.
_INDENT = 0.8
_APART = 1.2  # of the usual distance between lines; some leave a third of a line between paragraphs
_FEWEST_GAPS, _SHARE_OF_GAPS = 2, 0.1
_SHORT = 0.3  # of the column is empty
_SLACK = 0.03  # of the column: lines may be cut at a number of letters
_MOST_FULL = 10  # one of so many lines may end early
SAME_SIZE = 0.08
_SPACE = 0.12
_TAB = 0.4
_SAME_EDGE = 1.5  # in points

_OPENS = re.compile(r"(?:[–—-]\s|[•▪◦·]\s?|\d{1,2}[.)]\s|[^\W\d_a-z][^:.!?\n]{1,60}:\s)")
_ENDS = re.compile(r"[.!?…:;][\"”’»)\]]*$")
_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BULLET = re.compile(r"^[•▪◦‣·]\s+")
_ITEM = re.compile(r"[•▪◦‣·]|\d{1,3}[.)]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands on a page, in points from its upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    stands_alone: bool = False  # a paragraph, put together already


@dataclass(frozen=True, slots=True)
class Line:
    """Words beside each other; `right` is where the lines of its column end."""

    words: tuple[Word, ...]
    left: float
    right: float

    @property
    def text(self) -> str:
        """What touches is one word, in several sizes."""
        text, end = "", 0.0
        for word in self.words:
            is_apart = text and word.x0 - end > _SPACE * word.size
            text, end = f"{text} {word.text}" if is_apart else text + word.text, word.x1
        return text.translate(_LIGATURES)

    @property
    def stands_alone(self) -> bool:
        return any(word.stands_alone for word in self.words)

    @property
    def size(self) -> float:
        return median(word.size for word in self.words)

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)


def joined(lines: Sequence[Line]) -> list[str]:
    """The paragraphs of lines in the order of reading, with words that a line end has parted."""
    usual = _usual_distance(lines)
    is_spaced, ragged = _is_spaced(lines, usual), _ragged(lines, usual)
    known = set(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines)))
    found: list[list[Line]] = []
    for line in lines:
        if found and not _begins(found[-1], line, usual, is_spaced, ragged):
            found[-1].append(line)
        else:
            found.append([line])
    return [_unhyphenated([line.text for line in paragraph], known) for paragraph in found]


def _usual_distance(lines: Sequence[Line]) -> float:
    distances = [
        (below.bottom - above.bottom) / above.size
        for above, below in pairwise(lines)
        if 0 < below.bottom - above.bottom < 3 * above.size and abs(above.size - below.size) < 0.5
    ]
    if not distances:
        return 1.2
    return sorted(distances)[len(distances) // 10]  # between paragraphs it is larger


def _is_spaced(lines: Sequence[Line], usual: float) -> bool:
    """Whether room between them parts paragraphs, so that a short line is no sign of it."""
    gaps = sum(_is_apart(above, below, usual) for above, below in pairwise(lines) if above.size == below.size)
    return gaps >= max(_FEWEST_GAPS, _SHARE_OF_GAPS * len(lines))


def _is_apart(above: Line, line: Line, usual: float) -> bool:
    return line.bottom - above.bottom > _APART * usual * above.size


def _begins(
    paragraph: Sequence[Line], line: Line, usual: float, is_spaced: bool, ragged: set[tuple[float, float]]
) -> bool:
    """Whether a line begins a paragraph, given that which is read before it."""
    above, first = paragraph[-1], line.words[0]
    if abs(above.size - line.size) > SAME_SIZE * above.size or above.stands_alone or line.stands_alone:
        return True
    slack = _SLACK * (above.right - above.left) if is_spaced else 0.0
    is_full = _is_full(above, line, slack) or _goes_on(above.text, line.text)
    if line.bottom <= above.bottom:  # the next column, or page
        return not is_full or bool(_ENDS.search(above.text)) or bool(_OPENS.match(line.text))
    if _is_apart(above, line, usual):
        return True
    if _ITEM.fullmatch(first.text) and line.x0 <= paragraph[0].x0 + _SAME_EDGE:
        return bool(_ENDS.search(above.text)) or bool(_ITEM.fullmatch(paragraph[0].words[0].text))
    if _hangs(paragraph[0], line):
        return False
    if is_spaced and (above.left, above.right) in ragged:
        is_full |= above.right - above.x1 < _SHORT * (above.right - above.left) or not _ENDS.search(above.text)
    if not is_full or (not is_spaced and _ENDS.search(above.text) and _OPENS.match(line.text)):
        return True
    is_indented = line.x0 - line.left > _INDENT * line.size
    return is_indented and (line.x0 - above.x0 > _INDENT * line.size or bool(_ENDS.search(above.text)))


def _is_full(above: Line, line: Line, slack: float = 0.0) -> bool:
    """Whether the next word would not have fitted, or hardly."""
    first = line.words[0]
    return above.x1 + 0.2 * above.size + (first.x1 - first.x0) > above.right - 0.1 * above.size - slack


def _ragged(lines: Sequence[Line], usual: float) -> set[tuple[float, float]]:
    """The edges between which lines that surely go on end where there was room: on a page, or in all of them."""
    sure, early = Counter[tuple[float, float]](), Counter[tuple[float, float]]()
    for above, line in pairwise(lines):
        is_below = above.bottom < line.bottom and not _is_apart(above, line, usual)
        if is_below and _goes_on(above.text, line.text):
            sure[above.left, above.right] += 1
            early[above.left, above.right] += not _is_full(above, line)
    is_everywhere = early.total() * _MOST_FULL > sure.total()
    every = {(line.left, line.right) for line in lines}
    return {edges for edges in every if is_everywhere or early[edges] * _MOST_FULL > sure[edges]}


def _goes_on(above: str, line: str) -> bool:
    """Whether a word is parted, or a sentence of which the next word would have had room: margins may be ragged."""
    return line[:1].islower() and bool(_HYPHEN.search(above) or not _ENDS.search(above))


def _hangs(first: Line, line: Line) -> bool:
    """Below the words behind a bullet, a number or a name."""
    return any(
        word.x0 - before.x1 > _TAB * line.size and abs(word.x0 - line.x0) < _SAME_EDGE
        for before, word in pairwise(first.words)
    )


def _unhyphenated(lines: Sequence[str], known: set[str]) -> str:
    text = _BULLET.sub("", lines[0])
    for line in lines[1:]:
        if not _HYPHEN.search(text):
            text = f"{text} {line}"
            continue
        before, after = re.split(r"\W", text[:-1])[-1], re.match(r"\w*", line)
        begins = after.group() if after else ""
        is_compound = not text.endswith("\u00ad") and _is_compound(before, begins, known)
        text = text + line if is_compound else text[:-1] + line
    return text


def _is_compound(before: str, begins: str, known: set[str]) -> bool:
    """Whether a hyphen at the end of a line belongs there: `well-known`, as it is printed elsewhere, or as both parts
    are words and the whole is none."""
    whole, parted = f"{before}{begins}", f"{before}-{begins}"
    if not begins[:1].islower() or whole in known or parted in known:
        return whole not in known
    return not is_common(whole.lower()) and is_common(before.lower()) and is_common(begins)
