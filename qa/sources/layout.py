"""Words with their places on pages → paragraphs, as somebody reads them: by columns, without what each page repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from qa.paragraphs import DATE
from qa.sources.printed_lines import SAME_SIZE, Line, Word, joined

# In parts of the size of the letters.
_GUTTER = 0.9
_SAME_ROW = 0.5
_FEWEST_IN_COLUMN = 3
_NARROWEST_COLUMN = 0.25  # of the page's text: what is narrower are labels beside the words
_MOST_ACROSS = 0.2
_EDGE_LINES = 2
_FEWEST_WITH_HEAD = 3  # One page of so many has a head: those of chapters change.
_FEWEST_WITH_OWN = 10  # At its height, one page of so many may have words of its own.
_SMALLER = 0.92
_SUPERSCRIPT = 0.75
_TOUCHING = 0.24
_LEAST_FILLED = 0.4  # of a column, by most of its lines: cells of a table may be nearly empty

_NOTE_MARK = re.compile(r"(?:\[?\d{1,3}\]?|[*†‡§]+)[,;]?")
# A number alone; what a browser prints above and below a page.
_OF_PAGE = re.compile(
    r"\W*(?:(?:page|p\.|стр\.?|страница)\s*)?\d{1,4}(?:\s*(?:of|/|из)\s*\d{1,4})?\W*"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}, \d{1,2}:\d\d(?:\s?[AP]M)?\b.*"
    r"|(?:https?|file)://\S+\s+\d{1,4}/\d{1,4}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,3}\s|\s\d{1,3}$|^(?:©|\(c\)\s|copyright\b)", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


def paragraphs_of(pages: Sequence[Sequence[Word]]) -> list[str]:
    """The paragraphs in the order in which they are read; notes at the foot of pages behind them."""
    body = _body_size(pages)
    unmarked = [[_without_note_mark(word, words, body) for word in words] for words in pages]
    split = [_without_notes(_lines(words), body) for words in _without_running(unmarked)]
    text = joined([line for page, _ in split for line in page])
    notes = joined([line for _, page_notes in split for line in page_notes])
    return [*text, *notes]


def paragraphs_within(words: Sequence[Word]) -> list[str]:
    """Of words that have a place of their own, as a cell of a table is."""
    return joined(_rows(words))


def headline(pages: Sequence[Sequence[Word]]) -> str:
    """What is printed largest on the first page, where it is larger than the text; empty where nothing is."""
    lines = _lines(pages[0]) if pages else []
    if not lines:
        return ""
    largest = max(line.size for line in lines)
    if largest < 1.15 * _body_size(pages):
        return ""
    at = next(number for number, line in enumerate(lines) if line.size >= largest - 0.5)
    return " ".join(line.text for line in _while_large(lines[at:], largest))


def _while_large(lines: Sequence[Line], size: float) -> Iterator[Line]:
    for line in lines:
        if line.size < size - 0.5:
            return
        yield line


def _body_size(pages: Sequence[Sequence[Word]]) -> float:
    """The size in which most letters are printed."""
    letters: Counter[float] = Counter()
    for words in pages:
        for word in words:
            letters[round(word.size * 2) / 2] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _without_note_mark(word: Word, words: Sequence[Word], body: float) -> Word:
    """Its place is kept, so that what stood on both sides of it touches."""
    is_mark = word.size <= _SUPERSCRIPT * body and _NOTE_MARK.fullmatch(word.text)
    return replace(word, text="") if is_mark and any(_is_raised(word, other) for other in words) else word


def _is_raised(small: Word, word: Word) -> bool:
    return small.size < _SMALLER * word.size and _touch(small, word)


# -- words → lines, column by column


def _lines(words: Sequence[Word]) -> list[Line]:
    """In the order of reading. What goes across a gutter stands between what is above and what is below it."""
    gutter = _gutter(words)
    if gutter is None:
        return _rows(words)
    across = [row for row in _rows(words) if _is_across(row, gutter)]
    found: list[Line] = []
    rest = [word for word in words if not any(word in row.words for row in across)]
    for spanning in [*across, None]:
        band = [word for word in rest if spanning is None or word.bottom <= spanning.bottom]
        rest = [word for word in rest if word not in band]
        found += _lines([word for word in band if word.x1 <= gutter])
        found += _lines([word for word in band if word.x1 > gutter])
        found += [spanning] if spanning else []
    return found


def _is_across(row: Line, gutter: float) -> bool:
    """Whether words stand on it, or so near on both sides that they are of one line."""
    if any(word.x0 < gutter < word.x1 for word in row.words):
        return True
    before = [word.x1 for word in row.words if word.x1 <= gutter]
    behind = [word.x0 for word in row.words if word.x0 >= gutter]
    return bool(before and behind) and min(behind) - max(before) < _GUTTER * row.size


def _gutter(words: Sequence[Word]) -> float | None:
    """The middle of the widest strip with lines of text on both sides, which hardly any line crosses."""
    if len(words) < 2 * _FEWEST_IN_COLUMN:
        return None
    rows = _rows(words)
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    size = median(word.size for word in words)
    narrowest = _NARROWEST_COLUMN * (right - left)
    gaps = [
        (before.x1, behind.x0)
        for row in rows
        for before, behind in pairwise(row.words)
        if behind.x0 - before.x1 >= _GUTTER * size
    ]
    ends = [(word.x1 + _GUTTER * size / 2, word.x1 + _GUTTER * size / 2) for row in rows for word in row.words[-1:]]
    best: tuple[int, float] | None = None
    for middle in sorted({round((start + end) / 2) for start, end in [*gaps, *ends]}):
        if not left + narrowest < middle < right - narrowest:
            continue
        crossing = sum(_is_across(row, middle) for row in rows)
        before = sum(row.x1 <= middle or (row.x0 < middle and not _is_across(row, middle)) for row in rows)
        behind = sum(row.x0 >= middle or (row.x1 > middle and not _is_across(row, middle)) for row in rows)
        if crossing > _MOST_ACROSS * len(rows) or min(before, behind) < _FEWEST_IN_COLUMN:
            continue
        if best is None or crossing < best[0]:
            best = crossing, float(middle)
    return best[1] if best and _are_columns(rows, left, best[1], right) else None


def _are_columns(rows: Sequence[Line], left: float, middle: float, right: float) -> bool:
    """Of text, and not of a table, the rows of which are read one after the other."""
    before = [row.x1 - left for row in _halves(rows, lambda word: word.x1 <= middle)]
    behind = [row.x1 - middle for row in _halves(rows, lambda word: word.x0 >= middle)]
    return all(
        median(filled) > _LEAST_FILLED * width
        for filled, width in ((before, middle - left), (behind, right - middle))
        if filled
    )


def _halves(rows: Sequence[Line], is_in: Callable[[Word], bool]) -> Iterator[Line]:
    for row in rows:
        if words := tuple(filter(is_in, row.words)):
            yield replace(row, words=words)


def _rows(words: Sequence[Word]) -> list[Line]:
    """Words at the same height are a line; so is a small one beside them, wherever it is raised to."""
    if not words:
        return []
    usual = median(word.size for word in words)
    rows = _at_same_height([word for word in words if word.size > _SUPERSCRIPT * usual])
    alone: list[Word] = []
    for small in (word for word in words if word.size <= _SUPERSCRIPT * usual):
        beside = next((row for row in rows if any(_touch(small, word) for word in row)), alone)
        beside.append(small)
    rows += _at_same_height(alone)
    lines = [Line(tuple(sorted(row, key=lambda word: word.x0)), 0.0, 0.0) for row in rows]
    return sorted((_in_column(line, lines) for line in lines), key=lambda line: line.bottom)


def _in_column(line: Line, lines: Sequence[Line]) -> Line:
    """With the edges of lines in letters of its size: a headline may be wider than the columns below it."""
    alike = [other for other in lines if abs(other.size - line.size) <= SAME_SIZE * line.size]
    return replace(line, left=min(other.x0 for other in alike), right=max(other.x1 for other in alike))


def _at_same_height(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.bottom, one.x0)):
        if rows and word.bottom - rows[-1][0].bottom < _SAME_ROW * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _touch(small: Word, word: Word) -> bool:
    beside = min(abs(small.x0 - word.x1), abs(word.x0 - small.x1)) < _TOUCHING * word.size
    return beside and word.top - small.size / 2 < small.top and small.bottom < word.bottom + small.size / 2


# -- what is on every page


def _without_running(pages: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Without heads and feet: at the edge of a page, a number alone, or what stands at the edge of others, too."""
    edges = [_edges(words) for words in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    # A name above words may come first on several pages, on others of which text begins there.
    own = Counter(_key(line)[0] for lines in edges[1:] for line in lines if seen[_key(line)] == 1)
    running = {
        key
        for key, count in seen.items()
        if count > 1 and count * _FEWEST_WITH_HEAD >= len(pages) and own[key[0]] * _FEWEST_WITH_OWN <= len(pages)
    }
    body = _body_size(pages)
    left_out = [
        {word for line in lines if _key(line) in running or _is_of_page(line, body) for word in line.words}
        for lines in edges
    ]
    return [[word for word in words if word not in out] for words, out in zip(pages, left_out, strict=True)]


def _is_of_page(line: Line, body: float) -> bool:
    is_small = line.size < _SMALLER * body
    is_numbered = is_small and _NUMBERED.search(line.text) and not DATE.search(line.text)
    return bool(_OF_PAGE.fullmatch(line.text) or is_numbered)


def _edges(words: Sequence[Word]) -> list[Line]:
    rows = _rows(words)
    return [*rows[:_EDGE_LINES], *rows[-_EDGE_LINES:]]


def _key(line: Line) -> tuple[int, str]:
    """At the same height the same words, on whichever side the number of the page is."""
    return round(line.bottom), " ".join(sorted(_DIGITS.sub("", line.text).split()))


def _without_notes(page: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """The text, and the notes below it in smaller letters."""
    lowest = max((line.bottom for line in page if line.size >= _SMALLER * body), default=0.0)
    notes = [line for line in page if line.top > lowest and line.size < _SMALLER * body]
    return [line for line in page if line not in notes], notes
