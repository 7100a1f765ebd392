"""An article cut into rows, and stretches of it into pieces: where somebody's words, or what proves them his, begin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from qa.paragraphs import paragraphs
from qa.records import Article, Kind, Quotation, Span

_AROUND_A_TITLE = "#*_= \t\n"


class Piece(NamedTuple):
    """A stretch that is styled alike. `said` are the places of the quotations it belongs to, the outermost first."""

    span: Span
    said: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()  # those of which a span begins here
    is_evidence: bool = False

    def innermost(self, quotations: Sequence[Quotation], *kinds: Kind) -> int | None:
        return next((place for place in reversed(self.said) if quotations[place].kind in kinds), None)


class Row(NamedTuple):
    """A paragraph; or what stands between two and belongs to the page: `Tell a friend`."""

    pieces: tuple[Piece, ...]
    is_furniture: bool

    @property
    def said(self) -> list[int]:
        """The places of the quotations heard in it, in their order."""
        return sorted({place for piece in self.pieces for place in piece.said})


def rows(article: Article, quotations: Sequence[Quotation]) -> list[Row]:
    """The text as printed, all of it; only the line that repeats the title is left out, unless somebody says it."""
    stretches = list(_stretches(article.text))
    for place, (span, _) in enumerate(stretches):
        if span.of(article.text).strip(_AROUND_A_TITLE) == article.title:
            if not any(quotation.overlaps(span) for quotation in quotations):
                del stretches[place]
            break
    parts = cut([span for span, _ in stretches], quotations)
    return [Row(pieces, furniture) for pieces, (_, furniture) in zip(parts, stretches, strict=True)]


def _stretches(text: str) -> Iterator[tuple[Span, bool]]:
    """Paragraphs, and each line between them."""
    end = 0
    for paragraph in [*paragraphs(text), Span(len(text), len(text))]:
        for line in re.finditer(r"\S[^\n]*", text[end : paragraph.start]):
            yield Span(end + line.start(), end + line.end()).stripped(text), True
        if paragraph.start < paragraph.end:
            yield paragraph, False
        end = paragraph.end


def cut(stretches: Sequence[Span], quotations: Sequence[Quotation]) -> list[tuple[Piece, ...]]:
    """Each stretch in pieces; the stretches are in order, and apart."""
    said = sorted(
        ((span, place) for place, quotation in enumerate(quotations) for span in quotation.spans),
        key=lambda entry: (entry[0].start, -entry[0].end, entry[1]),
    )
    evidence = sorted((span, 0) for span in {span for quotation in quotations for span in _evidence(quotation)})
    edges = sorted({edge for span, _ in (*said, *evidence) for edge in span})
    uncut = [list(_between(edges, stretch)) for stretch in stretches]
    flat = [span for spans in uncut for span in spans]
    pieces = iter(
        Piece(
            span,
            tuple(place for _, place in heard),
            tuple(place for whole, place in heard if whole.start == span.start),
            bool(pointing),
        )
        for span, heard, pointing in zip(flat, _overlapping(flat, said), _overlapping(flat, evidence), strict=True)
    )
    return [tuple(next(pieces) for _ in spans) for spans in uncut]


def _evidence(quotation: Quotation) -> Iterator[Span]:
    for source in (quotation.source, quotation.via):
        if source:
            yield source.mention
            if source.cue:
                yield source.cue


def _between(edges: Sequence[int], stretch: Span) -> Iterator[Span]:
    inner = edges[bisect_right(edges, stretch.start) : bisect_left(edges, stretch.end)]
    return (Span(start, end) for start, end in pairwise((stretch.start, *inner, stretch.end)))


def _overlapping(pieces: Sequence[Span], spans: Sequence[tuple[Span, int]]) -> Iterator[list[tuple[Span, int]]]:
    """For each piece, the spans that cover it. Both are sorted by their start, so that one pass is enough."""
    waiting, current = deque(spans), list[tuple[Span, int]]()
    for piece in pieces:
        while waiting and waiting[0][0].start < piece.end:
            current.append(waiting.popleft())
        current = [entry for entry in current if entry[0].end > piece.start]
        yield current
