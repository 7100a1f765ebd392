"""Of whom a sentence speaks by its grammatical person: of who says it (`my necklace`), or of whom it is said to."""

from __future__ import annotations

import regex

_FIRST = regex.compile(
    r"(?<!\b(?:War|Chapter|Part|Act) )\bI\b|\b(?i:me|my|mine|myself|we|our|ours|ourselves)\b|\b[Uu]s\b"
    r"|\b(?i:я|меня|мне|мной|мой|моя|мо[её]|мои|мо(?:его|ей|ему|им|их|ю)|мы|нас|нам|нами|наш\p{L}*)\b"
)
_SECOND = regex.compile(
    r"\b(?:you|your|yours|yourself|yourselves|ты|тебя|тебе|тобой|тво(?:й|я|[её]|и|его|ей|их|ю)|вы|вас|вам|вами|ваш\p{L}*)\b",
    regex.IGNORECASE,
)


def speaks_of_self(sentence: str) -> bool:
    """`I ran the race.`"""
    return bool(_FIRST.search(sentence))


def speaks_of_addressee(sentence: str) -> bool:
    """`Your race sounds great!`, and not `I liked your race`."""
    return bool(_SECOND.search(sentence)) and not speaks_of_self(sentence)
