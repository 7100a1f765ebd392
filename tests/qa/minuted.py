"""A line of minutes by itself, for the tests of what it records."""

from __future__ import annotations

from collections.abc import Iterable

from qa.entries import Detail
from qa.minute_lines import Line
from qa.records import Span


def line(words: str) -> Line:
    whole = Span(0, len(words))
    return Line(whole, whole)


def told(details: Iterable[Detail] | None, words: str) -> list[tuple[str, str]] | None:
    """Each part with its words, in the order of the text."""
    if details is None:
        return None
    return [(one.part.value, one.span.of(words)) for one in sorted(details, key=lambda one: one.span)]
