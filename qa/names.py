"""When two printed names are one: accents, cases, initials, surnames alone."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """A name as it is compared: without case, accents and full stops."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in decomposed if (c.isalnum() or c in " -") and not unicodedata.combining(c))


def same_name(one: str, other: str) -> bool:
    """Equal but for case and accents; or a Russian name in two cases (`Асель Мурзаева`, `Асель Мурзаеву`)."""
    left, right = name_key(one).split(), name_key(other).split()
    if left == right:
        return True
    if len(left) != len(right) or len(left) < 2 or not all(is_russian(word) for word in left + right):
        return False
    return all(_same_stem(a, b) for a, b in zip(left, right, strict=True))


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


def _same_stem(one: str, other: str) -> bool:
    """Russian endings have at most three letters, of which two may be exchanged."""
    common = common_beginning(one, other)
    return common >= max(3, min(len(one), len(other)) - 2) and max(len(one), len(other)) - common <= 3
