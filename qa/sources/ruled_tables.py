"""Tables of a PDF that have rules between their cells: a row of short cells is a line, as in other formats; of a row
with a long one, each cell is read by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from qa.sources.layout import paragraphs_within
from qa.sources.printed_lines import Word
from qa.sources.spoken_rows import is_counted

Box = tuple[float, float, float, float]  # left, top, right, bottom
Grid = list[list[Box]]  # rows of cells

_MOST_CROSSINGS = 4_000  # of rules on a page: drawings have more
_LONGEST_CELL = 240  # of what is read beside other cells
_FEWEST_ROWS = 2


def grids(page: Any) -> list[Grid]:
    """Of a page of pdfplumber, whatever is drawn as rows of boxes."""
    columns = {round(edge["x0"]) for edge in page.edges if edge["orientation"] == "v"}
    rows = {round(edge["top"]) for edge in page.edges if edge["orientation"] == "h"}
    if not 0 < len(columns) * len(rows) <= _MOST_CROSSINGS:
        return []
    return [[[cell for cell in row.cells if cell] for row in table.rows] for table in page.find_tables()]


def with_rows(pages: Sequence[Sequence[Word]], drawn: Sequence[Sequence[Grid]]) -> list[list[Word]]:
    """The words of pages, each row of a table one of them, or each paragraph of a cell."""
    tables = {
        _columns(grid)
        for words, found in zip(pages, drawn, strict=True)
        for grid in found
        if _is_table([[_in(cell, words) for cell in row] for row in grid])
    }
    return [
        _with_rows(words, [grid for grid in found if _columns(grid) in tables])
        for words, found in zip(pages, drawn, strict=True)
    ]


def _columns(grid: Grid) -> tuple[int, ...]:
    """By which a row that has come to the next page is known."""
    return tuple(round(left) for left, *_ in max(grid, key=len))


def _with_rows(words: Sequence[Word], tables: Sequence[Grid]) -> list[Word]:
    rest = list(words)
    for row in (row for table in tables for row in table):
        cells = [_in(cell, rest) for cell in row]
        taken = {word for cell in cells for word in cell}
        rest = [word for word in rest if word not in taken] + _printed(cells)
    return rest


def _in(cell: Box, words: Iterable[Word]) -> list[Word]:
    left, top, right, bottom = cell
    return [
        word for word in words if left < (word.x0 + word.x1) / 2 < right and top < (word.top + word.bottom) / 2 < bottom
    ]


def _is_table(rows: Sequence[Sequence[Sequence[Word]]]) -> bool:
    """And not boxes around text; what goes over several rows would be taken for a cell of the first."""
    filled = sum(sum(map(bool, row)) > 1 for row in rows)
    lengths = {len(row) for row in rows if len(row) > 1}
    return filled >= _FEWEST_ROWS and 2 * filled >= len(rows) and len(lengths) == 1


def _printed(row: Sequence[Sequence[Word]]) -> list[Word]:
    """What is read of a row, from its upper edge to its lower one."""
    words = [word for cell in row for word in cell]
    cells = [paragraphs_within(cell) for cell in row]
    if not words:
        return []
    line = " | ".join(" ".join(cell) for cell in cells).strip()
    is_counted_sentence = is_counted([" ".join(cell) for cell in cells])
    is_short = not is_counted_sentence and all(sum(map(len, cell)) <= _LONGEST_CELL for cell in cells)
    texts = [line] if is_short else [paragraph for cell in cells for paragraph in cell]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    step = (bottom - top) / len(texts)
    size = max(word.size for word in words)
    return [
        Word(text, left, right, top + step * at, top + step * (at + 1), size, stands_alone=True)
        for at, text in enumerate(texts)
    ]
