"""Tables of data in a tree of HTML or of something like it: a row is a line, its cells with a bar between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

from qa.sources.spoken_rows import Spoken, is_counted, spoken_in

_TABLES = frozenset(("table",))
_ROWS = frozenset(("tr", "row", "table-row"))
_CELLS = frozenset(("td", "th", "cell", "table-cell", "covered-table-cell"))
_LONGEST_CELL = 240  # of an action; old pages lay out whole articles in tables
_NAMESPACE = re.compile(r".*[}:]")  # `{urn:…}p`, and `o:p` where nothing says what o is


class Edges(NamedTuple):
    """What parts an element from what stands before and behind it."""

    before: str
    after: str


def edges_in_rows(tree: etree._Element) -> dict[etree._Element, Edges]:
    """Of all that stands within tables of data: a cell is a line, however many paragraphs it has."""
    edges: dict[etree._Element, Edges] = {}
    for table in _named(tree, _TABLES):
        if list(islice(_named(table, _TABLES), 1, 2)):  # what lays out a page
            continue
        rows = [list(_named(row, _CELLS)) for row in _named(table, _ROWS)]
        if spoken := spoken_in([[_words(cell) for cell in row] for row in rows]):
            edges |= _turns(table, rows, spoken)
            continue
        if not _are_data(rows):
            continue
        edges |= dict.fromkeys(_elements(table), Edges(" ", " ")) | {table: Edges("\0", "\0")}
        edges |= dict.fromkeys(_named(table, _ROWS), Edges("\n", ""))
        for first, *others in filter(None, rows):
            edges[first] = Edges("" if _words(first) else "| ", "")
            edges |= dict.fromkeys(others, Edges(" | ", ""))
    return edges


def _turns(table: etree._Element, rows: list[list[etree._Element]], spoken: Spoken) -> dict[etree._Element, Edges]:
    """Each row a paragraph: `Elin Tarsk (00:12:31): We begin.`, `[00:12:31] Elin Tarsk: We begin.`"""
    edges = dict.fromkeys(_elements(table), Edges(" ", " "))
    edges |= dict.fromkeys(_named(table, _ROWS), Edges("\0", "\0"))
    for row in rows:
        around = dict.fromkeys(row, Edges(" | ", "")) | {row[0]: Edges("", "")}
        if row is not rows[0] or not spoken.has_head:
            around[row[spoken.words]] = Edges(" " if spoken.has_colons else ": ", "")
            if spoken.time == 0:
                around |= {row[0]: Edges("[", "] "), row[spoken.name]: Edges("", "")}
            elif spoken.time:
                around[row[spoken.time]] = Edges(" (", ")")
        edges |= around
    return edges


def _are_data(rows: list[list[etree._Element]]) -> bool:
    """Short cells, as many in each row: beside what goes over several rows, they would be taken for those of others."""
    words = [[_words(cell) for cell in row] for row in rows]
    if 2 * sum(map(is_counted, words)) > len(words):
        return False
    filled = [row for row in words if sum(map(bool, row)) > 1]
    return (
        len(filled) > 1
        and 2 * len(filled) >= len(rows)
        and len({len(row) for row in words if len(row) > 1}) == 1
        and all(len(cell) <= _LONGEST_CELL for row in words for cell in row)
    )


def _words(cell: etree._Element) -> str:
    return " ".join("".join(map(str, cell.itertext())).split())


def local_name(element: etree._Element) -> str:
    return _NAMESPACE.sub("", str(element.tag)).lower()


def _named(tree: etree._Element, names: frozenset[str]) -> Iterator[etree._Element]:
    return (element for element in _elements(tree) if local_name(element) in names)


def _elements(tree: etree._Element) -> Iterator[etree._Element]:
    return (element for element in tree.iter() if isinstance(element.tag, str))
