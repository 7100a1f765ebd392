"""The languages without rules of their own, and the words of each that report speech (`tongues.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from qa.languages import language_of

_WITH_RULES = frozenset({"", "en", "ru", "kk"})
# Of others in these letters, Russian rules find more by kinship than the marks alone.
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_LIKE = {"nb": "no", "nn": "no", "bs": "hr", "sr-me": "sr", "mk": "bg", "gl": "pt", "ms": "id"}
_RUSSIAN_ALONE = regex.compile(r"[ыэЫЭ]")
_WORD = regex.compile(r"\p{L}+")
_MOST_READ = 20_000  # characters
_LEAST_SHARE = 0.04
_FEWEST_WORDS = 60
_APOSTROPHE = "['’]"
_NOTHING = regex.compile(r"(?!)")


class Tongue(NamedTuple):
    """How one language reports speech. All words are in lower case but for the offices."""

    language: str
    says: regex.Pattern[str]
    by: regex.Pattern[str]
    has_cases: bool
    of: frozenset[str]
    pronouns: frozenset[str]
    denies: frozenset[str]
    shows: frozenset[str]
    small: frozenset[str]
    offices: frozenset[str]
    office_endings: tuple[str, ...]


def tongue_of(text: str) -> Tongue | None:
    """Of a text in a language without rules of its own; None for the others, and where the language is not plain."""
    language = language_of(text)
    language = _LIKE.get(language, language)
    if language in _WITH_RULES or (_CYRILLIC.search(text) and _is_nearer_to_russian(language, text)):
        return None
    tongue = _tongue(language)
    return tongue if _is_prose(text, tongue) else None


def _is_prose(text: str, tongue: Tongue) -> bool:
    """Of a list of names, any language is told; sentences have small words, most of them in lower case.

    Where no words of the language are listed, it must be a text of some length.
    """
    words = _WORD.findall(text, 0, _MOST_READ)
    capitals = sum(word[0].isupper() for word in words)
    small = sum(word.lower() in tongue.small for word in words)
    is_told = small > _LEAST_SHARE * len(words) if tongue.small else len(words) >= _FEWEST_WORDS
    return is_told and capitals * 3 < len(words) * 2


def _is_nearer_to_russian(language: str, text: str) -> bool:
    return language not in _printed() or bool(_RUSSIAN_ALONE.search(text))


@cache
def _tongue(language: str) -> Tongue:
    words = _printed().get(language, {})
    of_kind = {
        kind: words.get(kind, "").split()
        for kind in ("says", "by", "of", "pronouns", "not", "shows", "small", "offices")
    }
    return Tongue(
        language,
        says=_any_of(of_kind["says"]),
        by=_any_of(of_kind["by"]),
        has_cases=not of_kind["by"],
        of=frozenset(of_kind["of"] + [word for phrase in of_kind["by"] for word in phrase.split("_")]),
        pronouns=frozenset(of_kind["pronouns"]),
        denies=frozenset(of_kind["not"]),
        shows=frozenset(word.lower() for word in of_kind["shows"]),
        small=frozenset(of_kind["of"] + of_kind["small"]),
        offices=frozenset(office for office in of_kind["offices"] if not office.startswith("-")),
        office_endings=tuple(office[1:] for office in of_kind["offices"] if office.startswith("-")),
    )


@cache
def _printed() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("qa").joinpath("tongues.toml").read_text(encoding="utf-8"))


def _any_of(phrases: Iterable[str]) -> regex.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    forms = [regex.escape(phrase).replace("_", r"\s+").replace("’", _APOSTROPHE) for phrase in longest_first]
    return regex.compile(rf"(?<![\p{{L}}])(?:{'|'.join(forms)})(?![\p{{L}}])", regex.IGNORECASE) if forms else _NOTHING
