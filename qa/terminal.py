"""An article for a terminal: its text as printed, everybody's words in their colour, who they are in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from qa.controls import printable
from qa.margin import Note, margin
from qa.pieces import Piece, Row, rows
from qa.records import Article, Kind, Quotation, Span
from qa.voices import Voice, voices

# Of the 256 colours, those that have a contrast of 4 to black and to white: nobody knows the background.
COLOURS = (27, 130, 28, 161, 30, 129, 64, 163, 99, 131)
_WIDEST_TEXT = 80
_WIDEST_MARGIN = 26
_NARROWEST_WITH_MARGIN = 60
_RULE = " │ "
_WORD = re.compile(r"\S+")


def is_terminal() -> bool:
    return _console().is_terminal


def shown(article: Article, quotations: Sequence[Quotation]) -> str:
    """The article as it is written to this terminal; without colours where the reader wants none (NO_COLOR)."""
    console = _console()
    with console.capture() as captured:
        for line in _lines(article, quotations, console.width):
            console.print(line, no_wrap=True, crop=False, overflow="ignore", soft_wrap=True)
    return captured.get()


def _console() -> Console:
    return Console(highlight=False, markup=False, emoji=False)


def _lines(article: Article, quotations: Sequence[Quotation], width: int) -> Iterator[Text]:
    text, heard = printable(article.text), voices(article.text, quotations)
    yield Text(printable(article.title), Style(bold=True))
    yield Text(" · ".join(part for part in (_day(article), printable(article.path)) if part), Style(dim=True))
    cut = rows(article, quotations)
    for row, notes in zip(cut, margin(cut, quotations, heard), strict=True):
        yield Text()
        if width < _NARROWEST_WITH_MARGIN:
            yield from (line for note in notes for line in _note(note, width))
            yield from _words(text, row, quotations, heard, width)
        else:
            yield from _beside(text, row, notes, quotations, heard, width)
    yield Text()


def _day(article: Article) -> str:
    return article.date.isoformat() if article.date else ""


def _beside(
    text: str, row: Row, notes: Sequence[Note], quotations: Sequence[Quotation], heard: Sequence[Voice], width: int
) -> Iterator[Text]:
    side = min(_WIDEST_MARGIN, width // 3)
    names = [line for note in notes for line in _note(note, side)]
    words = _words(text, row, quotations, heard, min(_WIDEST_TEXT, width - side - len(_RULE)))
    for name, line in zip_longest(names, words, fillvalue=Text()):
        rule = Text(_RULE if notes else " " * len(_RULE), Style(dim=True))
        yield Text(" " * (side - name.cell_len)).append_text(name).append_text(rule).append_text(line)


def _note(note: Note, width: int) -> Iterator[Text]:
    """`Oda Brekkestad` / `said · almost certain`."""
    name = printable(note.voice.name)
    for line in _wrapped(name, Span(0, len(name)), width):
        yield Text(line.of(name), _colour(note.voice) + Style(bold=True))
    for way in note.ways:
        for line in _wrapped(way.words, Span(0, len(way.words)), width):
            yield Text(line.of(way.words), Style(dim=True))


def _words(text: str, row: Row, quotations: Sequence[Quotation], heard: Sequence[Voice], width: int) -> Iterator[Text]:
    """The row in lines; of the pieces, only those of the line are looked at."""
    pieces, at = row.pieces, 0
    for line in _wrapped(text, Span(pieces[0].span.start, pieces[-1].span.end), width):
        shown = Text()
        while pieces[at].span.end <= line.start:
            at += 1
        last = at
        while last < len(pieces) and pieces[last].span.start < line.end:
            piece = pieces[last]
            part = Span(max(line.start, piece.span.start), min(line.end, piece.span.end))
            style = Style(dim=True) if row.is_furniture else _style(piece, quotations, heard)
            shown.append(re.sub(r"\s", " ", part.of(text)), style)
            last += 1
        yield shown


def _style(piece: Piece, quotations: Sequence[Quotation], heard: Sequence[Voice]) -> Style:
    """Somebody's own words are bold; reported ones in italics, since they are the article's. Evidence is underlined."""
    style = Style(underline=piece.is_evidence)
    spoken = piece.innermost(quotations, Kind.DIRECT, Kind.TURN)
    if spoken is not None:
        return style + _colour(heard[spoken]) + Style(bold=True, italic=spoken != piece.said[-1])
    return style + _colour(heard[piece.said[-1]]) + Style(italic=True) if piece.said else style


def _colour(voice: Voice) -> Style:
    return Style(color=f"color({COLOURS[(voice.rank - 1) % len(COLOURS)]})") if voice.rank else Style()


def _wrapped(text: str, span: Span, width: int) -> Iterator[Span]:
    """Lines that fit; a word that does not is cut. Every character is measured once."""
    start = end = span.start
    cells = 0
    for found in _WORD.finditer(text, *span):
        for part, size in _fitting(text, Span(*found.span()), width):
            gap = part.start - end  # white space, which is printed as blanks
            if start < end and cells + gap + size > width:
                yield Span(start, end)
                start = end
            if start == end:
                start, cells, gap = part.start, 0, 0
            cells += gap + size
            end = part.end
    if start < end:
        yield Span(start, end)


def _fitting(text: str, word: Span, width: int) -> Iterator[tuple[Span, int]]:
    """The word whole, or in parts that fit, and how many cells each takes."""
    whole = cell_len(word.of(text))
    if whole <= width:
        yield word, whole
        return
    start, cells = word.start, 0
    for place in range(*word):
        size = cell_len(text[place])
        if cells + size > width and start < place:
            yield Span(start, place), cells
            start, cells = place, 0
        cells += size
    yield Span(start, word.end), cells
