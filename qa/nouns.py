"""The nouns by which people are named without a name, in a run of tokens: offices, ranks and trades."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

import regex

from qa.given_names import gender_of_name
from qa.lexicon import (
    AFTER_TRADE,
    BODIES,
    DEPUTIES,
    DETERMINERS,
    FORMER,
    GROUPS,
    NO_PERSON,
    NO_TRADES,
    OFFICES,
    ORDINARY,
    PLURALS,
    TRADE_ENDINGS,
    UNVOICED,
)
from qa.names import is_russian
from qa.records import Span

# A full stop belongs to an initial and to a few abbreviations only: `the leader.` ends a sentence.
_TOKEN = regex.compile(
    r"(?:Messrs|Signor|Capt|Prof|PROF|Mrs|MRS|Sgt|Sen|SEN|Rep|REP|Gov|Gen|GEN|Col|Hon|HON|Rev|Mr|MR|Ms|MS|Dr|DR|St|Lt)\b\.?|\p{Lu}\.(?!\p{L}{3})"
    r"|\p{L}[\p{L}\p{M}\p{N}]*(?:[’'\-‑][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*(?:(?<=s)[’'](?!\p{L}))?|\p{N}+|[^\s\p{L}\p{N}]"
)
# `сарапшы`, `елшісі`; Russian has no such endings.
_KAZAKH_TRADE = regex.compile(r"(?=\p{Cyrillic})\p{L}{3,}(?:шы(?:сы)?|ші(?:сі)?)")
_SHORTEST_TRADE = 4  # letters
_HEADS = frozenset({"head", "chief"})
_RANKS = _HEADS | DEPUTIES


class Token(NamedTuple):
    text: str
    start: int
    end: int
    lower: str
    capital: bool


def tokenised(text: str, within: Span) -> list[Token]:
    return [
        Token(m.group(), m.start(), m.end(), m.group().lower(), m.group()[0].isupper())
        for m in _TOKEN.finditer(text, within.start, within.end)
    ]


def office_at(tokens: Sequence[Token], at: int) -> tuple[str, str, int] | None:
    """The office that begins here: its class, its words, the index after it."""
    lower = tokens[at].lower
    lower = "заместитель" if lower.startswith("заместител") else lower
    held = office_at(tokens, at + 1) if lower in DEPUTIES and at + 1 < len(tokens) else None
    if held:
        return _deputy(lower, held)
    rank, _, rest = lower.partition("-")
    if rank in DEPUTIES | FORMER and (rest,) in _office_of():  # `vice-president`, `ex-minister`
        office, words = _office_of()[(rest,)]
        whole = (office, words, at + 1)
        return _deputy(rank, whole) if rank in DEPUTIES else (f"former {office}", f"{rank} {words}", at + 1)
    if lower not in _first_words() and _KAZAKH_TRADE.fullmatch(lower):
        return "trade", lower, at + 1
    if lower not in _first_words() and not is_russian(lower):
        return ("trade", lower, at + 1) if _is_trade(tokens, at) or is_ranked(tokens, at) else None
    for length in (4, 3, 2, 1):
        if at + length <= len(tokens):
            key = tuple(token.lower for token in tokens[at : at + length])
            for form in (key, *_nominatives(key)):
                if form in _office_of():
                    office, words = _office_of()[form]
                    return office, words, at + length
    return None


def is_ranked(tokens: Sequence[Token], at: int) -> bool:
    """`the Head Gardener`, `Chief Porter Tom Vale`: a job by what stands before it, and no surname (`Chief Porter`)."""
    if at < 1 or not (tokens[at].capital and tokens[at - 1].capital and _follows(tokens, at)):
        return False
    rank, noun = tokens[at - 1].lower, tokens[at]
    if rank not in _RANKS or noun.lower in ORDINARY | NO_PERSON or noun.lower in {*BODIES, *UNVOICED}:
        return False
    behind = range(at + 1, min(at + 3, len(tokens)))
    names = len(list(takewhile(lambda i: tokens[i].capital and _follows(tokens, i), behind)))
    is_led = at > 1 and (tokens[at - 2].lower in DETERMINERS | DEPUTIES or tokens[at - 2].text == "(")
    if is_led and not names and rank in _HEADS:
        return True  # `the Chief Whip`
    is_job = (noun.lower,) in _office_of() or _ends_like_trade(noun.lower)
    if names == 1 and gender_of_name(f"{noun.text} {tokens[at + 1].text}"):  # `Deputy Peter Vale`
        return False
    return is_job and (is_led or rank == "head" or names > 1)


def _follows(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].start - tokens[at - 1].end == 1


def _ends_like_trade(word: str) -> bool:
    return word.endswith(TRADE_ENDINGS) and word not in NO_TRADES and len(word) >= _SHORTEST_TRADE


def _is_trade(tokens: Sequence[Token], at: int) -> bool:
    """`harbour master`, `baker`: a noun that ends like one for a person, where a person would stand."""
    if tokens[at].capital or not _ends_like_trade(tokens[at].lower):
        return False
    if at + 1 == len(tokens):
        return True
    following = tokens[at + 1]
    goes_on = following.lower in AFTER_TRADE or following.lower.endswith("ed")
    return goes_on or following.capital or not following.text[0].isalpha()


def _deputy(rank: str, office: tuple[str, str, int] | None) -> tuple[str, str, int] | None:
    """The office of a class of its own: a deputy mayor is no mayor."""
    if office is None or office[0] in ("body", "unvoiced"):
        return None
    return f"deputy {office[0]}", f"{rank} {office[1]}", office[2]


def _nominatives(key: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A Russian office in another case: `министра`, `президентом`, `главе государства`."""
    first = key[0]
    if not is_russian(first):
        return []
    stems = [first[: -len(ending)] for ending in ("ом", "ем", "а", "у", "е", "я", "ю", "ы") if first.endswith(ending)]
    return [(stem + ending, *key[1:]) for stem in stems for ending in ("", "а", "ь")]


@cache
def _office_of() -> dict[tuple[str, ...], tuple[str, str]]:
    """Office words as tokens, dashes opened → (class, words)."""
    table: dict[tuple[str, ...], tuple[str, str]] = {}
    for office, names in (*OFFICES.items(), *PLURALS.items()):
        for name in names.split():
            table[(name,)] = (office, name)
            parts = tuple(name.split("-"))
            table[parts] = (office, " ".join(parts))
    for name in BODIES:
        table[(name,)] = ("body", name)
    for name in UNVOICED:
        table[(name,)] = ("unvoiced", name)
    return table


@cache
def _plurals() -> frozenset[str]:
    names = [name for names in PLURALS.values() for name in names.split()]
    return frozenset([*names, *(name.replace("-", " ") for name in names)])


def is_plural(words: str) -> bool:
    """`presidents`, `deputy ministers`, `the sides`."""
    if words in _plurals() or words.split()[-1] in _plurals() or words == "officers":
        return True
    return words in BODIES and words.endswith(("s", "ы"))


def is_plural_of_office(token: Token) -> bool:
    """`Headteachers`, `Farmers`: people of whom only the office is said; `Friends` are somebody's."""
    if token.lower in GROUPS:
        return True
    singular = token._replace(lower=token.lower.removesuffix("s"), capital=False)
    if singular.lower == token.lower:
        return False
    office, _ = _office_of().get((singular.lower,), ("", ""))
    return office not in ("", "kin", "body", "unvoiced") or (not office and _is_trade([singular], 0))


@cache
def _first_words() -> frozenset[str]:
    return frozenset(key[0] for key in _office_of())
