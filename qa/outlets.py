"""Whose reporting a question speaks of: `according to the Harbour Post`, `the Post article and the Lantern report`."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

import regex

from embeddings.lexical import words

_NAME = r"(?:[Tt]he\s+)?(?P<name>\p{Lu}[\p{L}\p{N}.&]*(?:\s+\p{Lu}[\p{L}\p{N}.&]*){0,4})"
_PIECE = r"(?:articles?|stor(?:y|ies)|piece|coverage)"
_REPORTED = (
    regex.compile(rf"\b{_NAME}\s+{_PIECE}\b"),
    regex.compile(rf"\b{_PIECE}\s+(?:from|in|by)\s+(?:both\s+)?[\"'“‘]?{_NAME}"),
    regex.compile(rf"\bas\s+reported\s+(?:by|in)\s+(?:both\s+)?[\"'“‘]?{_NAME}"),
)
# `Harbour Post | Sport`, `Harbour Post - Sport`: the section is no part of the name.
_SECTION = regex.compile(r"\s+[|–-]\s+.*|:.*")


def outlets_named(question: str, outlets: Collection[str]) -> tuple[str, ...]:
    """Those of the outlets whose name stands in the question, with its capitals."""
    printed = _capitals(question)
    return tuple(outlet for outlet in outlets if (name := _name_of(outlet)) and f" {name} " in printed)


def without_outlets(question: str, outlets: Collection[str]) -> str:
    """The question without the names that it gives to articles, known or not: none of them is a person."""
    named = {match["name"] for form in _REPORTED for match in form.finditer(question)}
    named.update(_SECTION.sub("", outlet) for outlet in outlets_named(question, outlets))
    for name in sorted(named, key=len, reverse=True):
        question = regex.sub(rf"\b{regex.escape(name)}(?:['’]s)?(?!\w)", "", question, flags=regex.IGNORECASE)
    return question


@lru_cache(maxsize=10_000)
def _name_of(outlet: str) -> str:
    return " ".join(words(_SECTION.sub("", outlet))).removeprefix("the ")


def _capitals(question: str) -> str:
    """The words of a question that are written with a capital, those in between as a gap."""
    runs = regex.split(r"(?<![\p{L}\p{N}.])\p{Ll}[\p{L}.'’-]*", question)
    return f" {' | '.join(' '.join(words(run)) for run in runs)} "
