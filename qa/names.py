"""When two printed names are one: accents, cases, initials, surnames alone."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, islice

import regex
from anyascii import anyascii
from rapidfuzz.distance import OSA

_SHORTEST_STEM = 3
_SHORT_I = "и\u0306"
# Of names that share each of their words with so many others, no more are compared: somebody has made them up.
_MOST_ALIKE = 100
# In a name that is transcribed, so many letters for each that may differ.
_SOUNDS_AN_ERROR = 7
_TRANSCRIPTIONS = [
    (regex.compile(spelling), letters)
    for spelling, letters in (
        ("[’'`]", ""),
        ("^ju", "iu"),
        ("ff?$", "v"),
        ("dzh|zh|dj", "j"),
        ("kh", "h"),
        ("ts|tz|cz", "c"),
        ("ph", "f"),
        ("q|ck", "k"),
        ("w", "v"),
        ("x", "ks"),
        ("iy|yi|ij|y", "i"),
        (r"(?<![bcdfghklmnprstvz])ie|ie(?=[vl])", "e"),
        (r"(.)\1", r"\1"),
    )
]


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """A name as it is compared: without case, accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", name.casefold()).replace(_SHORT_I, "й")  # a letter of its own
    return "".join(c for c in decomposed if (c.isalnum() or c in " -") and not unicodedata.combining(c))


def same_name(one: str, other: str) -> bool:
    """Equal but for case and accents; or a Russian name in two cases (`Асель Мурзаева`, `Асель Мурзаеву`)."""
    left, right = name_key(one).split(), name_key(other).split()
    if left == right:
        return True
    if len(left) != len(right) or len(left) < 2 or not all(is_russian(word) for word in left + right):
        return False
    return all(_same_stem(a, b) for a, b in zip(left, right, strict=True))


class Names:
    """Names among which one is looked for by the rarest of its words: to compare thousands, each with all others, would
    take minutes."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._every: list[str] = []
        self._sharing: defaultdict[str, list[str]] = defaultdict(list)  # by a word, or a stem of it
        for name in names:
            self.add(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._every)

    def __contains__(self, name: str) -> bool:
        return bool(self.same_as(name))

    def add(self, name: str) -> None:
        self._every.append(name)
        for stem in {stem for word in name_key(name).split() for stem in _stems(word)}:
            self._sharing[stem].append(name)

    def same_as(self, name: str) -> list[str]:
        """Those that are the same name, in another spelling or case."""
        by_word = [[self._sharing.get(stem, []) for stem in _stems(word)] for word in name_key(name).split()]
        rarest = min(by_word, key=lambda sharing: sum(map(len, sharing)), default=[])
        alike = islice(dict.fromkeys(chain.from_iterable(rarest)), _MOST_ALIKE)
        return [known for known in alike if same_name(known, name)]


def shortens(name: str, full: str) -> bool:
    """`Begaj`, `Bajram`, `B. Begaj` for `Bajram Begaj`."""
    short, long = name_key(name).split(), name_key(full).split()
    if not short or len(short) > len(long):
        return False
    if len(short) == 1:
        return short[0] in long or (is_russian(short[0]) and any(_same_stem(short[0], part) for part in long))
    if short[-1] != long[-1] or not _stands_for(short[0], long[0]):
        return False
    middle = iter(long[1:-1])  # which may be left out, but not exchanged
    return all(any(_stands_for(part, other) for other in middle) for part in short[1:-1])


def is_spelled(part: str, word: str) -> bool:
    """True for a part of a name and a word in another script that spells it: `Есимова`, `yesimova`."""
    if is_cyrillic(part) == is_cyrillic(word):
        return False
    one, other = sound(part), sound(word)
    if is_cyrillic(part) and one == other + "a":
        return False  # `Иванова` is another than `Ivanov`; `Орманова` may be a case of `Ormanov`
    errors = int(min(len(one), len(other)) / _SOUNDS_AN_ERROR)
    return OSA.distance(one, other, score_cutoff=errors) <= errors


def is_cyrillic(word: str) -> bool:
    """By its first letter."""
    return "\u0400" <= word[0] <= "\u04ff"


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """A word in Latin letters, without what one transcription writes and another does not: `Жанибек`, `Zhanibek`,
    `Janibek`."""
    sound = anyascii(word).lower()
    for spelling, letters in _TRANSCRIPTIONS:
        sound = spelling.sub(letters, sound)
    return sound


def each_once(names: Iterable[str]) -> list[str]:
    """Without those who are the same somebody, printed in another script."""
    first: dict[str, str] = {}
    for name in names:
        first.setdefault(sound(name), name)
    return list(first.values())


def _stands_for(part: str, full: str) -> bool:
    return part == full or (len(part) == 1 and full.startswith(part))


def initials(name: str) -> str:
    return "".join(word[0] for word in name.split())


def common_beginning(one: str, other: str) -> int:
    """How many characters two words share from the first on."""
    shorter = min(len(one), len(other))
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)


def is_russian(word: str) -> bool:
    return "а" <= word[0] <= "я"


def is_short(name: str) -> bool:
    """A surname alone, or with initials: `Begaj`, `B. Begaj`."""
    *first, _ = name_key(name).split() or [""]
    return all(len(part) == 1 for part in first)


# Endings of Russian names in their cases, of adjectives (`-ский`) too.
_CASES = "ого ому ыми ими ым им ом ем ём ой ей ёй ую юю ая яя ия ии ию ий ый а у е ы и я ю й ь".split()


def _same_stem(one: str, other: str) -> bool:
    """`Ветров` and `Ветровым`, `Павел` and `Павлу`; not `Орлов` and `Орлин`."""
    return not _stems(one).isdisjoint(_stems(other))


@lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    """The word without each case ending that it may have, a vowel that comes and goes left out, too."""
    cut = [word[: -len(ending)] for ending in _CASES if word.endswith(ending)]
    stems = {word, *(stem.rstrip("ьй") for stem in cut if len(stem) >= _SHORTEST_STEM)}
    return frozenset(
        stems | {stem[:-2] + stem[-1] for stem in stems if len(stem) > _SHORTEST_STEM and stem[-2] in "ео"}
    )
