"""Styles of documents, each of which may be based on another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# Some are based on themselves.
_MOST_ABOVE = 20


class Style(NamedTuple):
    """Whether it hides words, None where it does not say; and the name of the one that it is based on."""

    hides: bool | None
    above: str | None


def hiding(styles: Mapping[str | None, Style]) -> frozenset[str | None]:
    """The names of those in which words are hidden."""
    return frozenset(name for name in styles if said_by(name, styles))


def said_by(name: str | None, styles: Mapping[str | None, Style]) -> bool | None:
    """By the style, or what it is based on; None where none of these says it."""
    for _ in range(_MOST_ABOVE):
        if name not in styles:
            break
        if (hides := styles[name].hides) is not None:
            return hides
        name = styles[name].above
    return None
