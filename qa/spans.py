"""A place in a text: what every other noun points with."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text in code points, end exclusive. Ordered by start, then by end."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def stripped(self, text: str, characters: str | None = None) -> Span:
        """The span without the white space (or the given characters) at its edges."""
        words = self.of(text)
        start = self.start + len(words) - len(words.lstrip(characters))
        return Span(start, start + len(words.strip(characters)))
