"""Kazakh names and offices: which words in a row are one name, and what case an ending says."""

from __future__ import annotations

from collections.abc import Sequence

import regex

_LETTER = regex.compile(r"[әғқңөұүһі]", regex.IGNORECASE)
_FEWEST_LETTERS = 3  # a name alone may have some in Russian, too
_AROUND = 100  # characters
_CASE = r"(?:[ндт][ыі]ң|[ғгқк][ае]|[ндт][ыі]|[мбп]ен)"
_GENITIVE = regex.compile(r"(?P<stem>\p{L}{2,})[ндт][ыі]ң")
_IN_CASE = regex.compile(rf"(?P<stem>\p{{L}}{{3,}}){_CASE}")
# Of an office, which is his whose it is: `министріне`, `басшысында`.
_OBLIQUE = regex.compile(rf"\p{{L}}{{2,}}(?:{_CASE}|[дтн][ае]н|[дтн][ае])")
_ADVERBIAL = regex.compile(r"(?=\p{Cyrillic})\p{L}{2,}(?:[дтн][ае]н?|[ғгқк][ае]|[мбп]ен)")
_SURNAME = regex.compile(r"\p{Lu}\p{L}+(?:(?:[оеё]в|ин)а?|ұлы|қызы|ская|ский)")
_PATRONYMIC = regex.compile(r"\p{L}+(?:ұлы|қызы|вич|вна)(?:\p{L}{2,3})?")
_TWO_NAMES = 2


def is_kazakh(text: str, start: int, end: int) -> bool:
    """Whether the words around a place are, by the letters that Russian has not."""
    around = _LETTER.finditer(text, max(0, start - _AROUND), end + _AROUND)
    return sum(1 for _, _ in zip(around, range(_FEWEST_LETTERS), strict=False)) == _FEWEST_LETTERS


def words_of_name(words: Sequence[str]) -> range:
    """Which of capitalised words in a row are one name: `Арман Сейтқалиев` of `Арман Сейтқалиев Монтесканың`, `Әлия
    Мұхтарова` of `Кәсіпкер Әлия Мұхтарова`."""
    if any(map(_IN_CASE.fullmatch, words[:1])):
        return range(1)
    first, second, third, *_ = [*map(is_surname, words), False, False, False]
    if third and not (first or second or _PATRONYMIC.fullmatch(words[2])):
        return range(1, 3)
    has_patronymic = any(map(_PATRONYMIC.fullmatch, words[1 : _TWO_NAMES + 1]))
    return range(min(len(words), _TWO_NAMES + has_patronymic))


def is_surname(word: str) -> bool:
    """By its ending; not every one has such."""
    return _SURNAME.fullmatch(nominative(word)) is not None


def nominative(name: str) -> str:
    """`Ерлан Тоқтаров` of `Ерлан Тоқтаровтың`."""
    *before, last = name.split(" ")
    found = _GENITIVE.fullmatch(last) or (_IN_CASE.fullmatch(last) if before else None)  # a word alone may be no name
    return " ".join([*before, found["stem"]]) if found else name


def of_genitive(word: str) -> str:
    """`Тоқтаров` of `Тоқтаровтың`; empty for a word that is in no genitive."""
    found = _GENITIVE.fullmatch(word)
    return str(found["stem"]) if found else ""


def is_in_adverbial_case(word: str) -> bool:
    return _ADVERBIAL.fullmatch(word) is not None


def is_oblique(word: str) -> bool:
    """Of whoever is told, spoken of or met; a name that only looks like one costs its words their speaker."""
    return _OBLIQUE.fullmatch(word) is not None
