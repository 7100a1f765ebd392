"""Russian, read word by word in English.

The encoder, the reranker and the index of words know English. Rather than a second model, a Russian word is given to
them as the English one that it mostly stands for, or in Latin letters where it is not in the list, as most names are: a
question in one language then finds words in the other. What is shown stays as it was printed.

The list is `glosses.txt`, with some 3,500 words, five in six of those in a report of a meeting, names apart.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path

import Stemmer
from anyascii import anyascii

Place = tuple[int, int]

_FILE = Path(__file__).parent / "glosses.txt"
_CYRILLIC_WORD = re.compile(r"[\u0400-\u04ff]+")
_NO_WORD = re.compile(r"\W")  # the apostrophe for a soft sign


def gloss(word: str) -> str | None:
    """The English for a Russian word in any of its forms, if it is in the list."""
    return _glosses().get(_as_listed(word)) or _glosses().get(russian_stem(word))


def in_latin_letters(word: str) -> str:
    return _NO_WORD.sub("", anyascii(word)).lower()


def in_english(text: str, spans: Sequence[Place] = ()) -> tuple[str, list[Place]]:
    """A text with each Russian word replaced, and where the spans, which break no word, then are."""
    words = list(_CYRILLIC_WORD.finditer(text))
    if not words:
        return text, list(spans)
    glosses = [gloss(word.group()) or in_latin_letters(word.group()) for word in words]
    grown = [0, *accumulate(len(new) - len(word.group()) for new, word in zip(glosses, words, strict=True))]
    ends = [word.end() for word in words]
    moved = [(start + grown[bisect_right(ends, start)], end + grown[bisect_right(ends, end)]) for start, end in spans]
    replaced = iter(glosses)
    return _CYRILLIC_WORD.sub(lambda _: next(replaced), text), moved


@cache
def _glosses() -> dict[str, str]:
    """By the Russian word, and by the stem of its forms: that of `паром` is that of `пара`, too."""
    lines = [line.split(": ") for line in _FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    whole = [(word, english) for english, words in lines for word in words.split()]
    by_stem = {russian_stem(form): english for word, english in whole for form in _cases(word)}
    return by_stem | {russian_stem(word): english for word, english in whole} | dict(whole)


def _as_listed(word: str) -> str:
    return word.lower().replace("ё", "е")


def _cases(word: str) -> list[str]:
    """Forms of a noun: the stem of `перевал` is not that of `перевале`."""
    noun = word.removesuffix("а").removesuffix("я").removesuffix("о").removesuffix("ь")
    return [noun + ending for ending in ("а", "е", "у", "ом", "ы", "и", "ов", "ам")]


@lru_cache(maxsize=100_000)
def russian_stem(word: str) -> str:
    """By Snowball."""
    return str(_stemmer().stemWord(_as_listed(word)))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("russian", 0)  # without its own cache, it is safe to share between threads
