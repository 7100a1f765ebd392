"""Russian names printed in another case than the nominative: `Веры Ветровой` is `Вера Ветрова`.

Only what can be told for sure is changed; every other name stays as printed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

import regex

_WOMANS_SURNAME = regex.compile(r"(?P<stem>\p{L}+(?:ов|ев|ёв|ин|ын))ой|(?P<adjective>\p{L}+[сц]к)ой")
_MANS_SURNAME = regex.compile(r"(?P<stem>\p{L}+(?:ов|ев|ёв|ин|ын))ым|(?P<adjective>\p{L}+[сц]к)(?:им|ого|ому)")
_SURNAME_AS_A_WOMANS = regex.compile(r"\p{L}+(?:ов|ев|ёв|ин|ын)а")
_WOMANS_NAME = (  # the ending, what stands before it, the ending in the nominative
    ("ии", "", "ия"), ("ией", "", "ия"), ("ье", "", "ья"), ("ьи", "", "ья"), ("ы", "", "а"), ("ой", "", "а"),
    ("и", "гкхжшч", "а"), ("и", "", "я"), ("ей", "жшчщц", "а"), ("ей", "", "я"), ("е", "нрлгдмвбз", "а"),
)  # fmt: skip
_MANS_NAME = ("ом", "ем", "а", "я", "у", "ю")
_INSTRUMENTAL = ("ом", "ем", "ым")
_OF_MANS_SURNAME = (*_INSTRUMENTAL, "а", "у")
# A man's genitive looks like a woman's nominative (`Петра Ветрова`, `Нина Ветрова`): only these are men for sure.
_MEN = frozenset(
    """
    александр алексей анатолий андрей антон аркадий арсений артём борис вадим валентин валерий василий виктор виталий
    владимир владислав всеволод вячеслав геннадий георгий герман глеб григорий даниил денис дмитрий евгений егор иван
    игорь кирилл константин лев леонид максим марк михаил николай олег павел пётр роман руслан семён сергей станислав
    степан тимофей тимур фёдор эдуард юрий яков ярослав
    айдар альберт арсен артур вениамин захар ибрагим игнат ильдар магомед макар марат матвей мурат назар нурлан оскар
    платон прохор равиль ринат родион ростислав рустам савелий святослав филипп
    """.split()
)
# `Оскару`, `Андрею`; not `Попеску`, `Шоу`.
_MANS_DATIVE = regex.compile(r"(?=\p{Cyrillic})\p{L}{2,}(?:(?<![аеёиоуыэюя]|ск)у|ю)")
_WOMANS_DATIVE = regex.compile(r"(?=\p{Cyrillic})\p{L}+[еи] \p{L}+[оеё]й")
_TWO_NAMES = 4  # words
_FLEETING = {"павл": "павел", "льв": "лев", "петр": "пётр"}


def nominative(name: str, is_oblique: bool) -> str:
    """A first name and a surname in the nominative. `is_oblique` where the article shows that they are in none."""
    first, _, surname = name.partition(" ")
    womans = _WOMANS_SURNAME.fullmatch(surname)
    if womans:
        own = _womans_name(first)
        return f"{own} {_with(womans, 'а', 'ая')}" if own else name
    own = _mans_name(first)
    mans = _MANS_SURNAME.fullmatch(surname)
    if own and mans:
        return f"{own} {_with(mans, '', 'ий')}"
    if own and is_oblique and _SURNAME_AS_A_WOMANS.fullmatch(surname):
        return f"{own} {surname[:-1]}"
    return name


def with_surname_alone(name: str, alone: Collection[str]) -> str:
    """`Тимур Калинович` of `Тимуром Калиновичем`, where `Калинович` is among the surnames that stand alone."""
    first, _, surname = name.partition(" ")
    printed = (stem for ending in _OF_MANS_SURNAME if (stem := surname.removesuffix(ending)) != surname)
    found = next((stem for stem in printed if stem in alone), "")
    own = _mans_name(first)
    if found and (own or surname.endswith(_INSTRUMENTAL)):
        return f"{own} {found}".strip()
    return name


def _with(surname: regex.Match[str], ending: str, of_adjective: str) -> str:
    stem, adjective = surname.group("stem", "adjective")
    return f"{stem}{ending}" if stem else f"{adjective}{of_adjective}"


def _womans_name(name: str) -> str:
    for ending, before, in_nominative in _WOMANS_NAME:
        stem = name.removesuffix(ending)
        if stem and stem != name and (not before or stem[-1] in before):
            return stem + in_nominative
    return ""


def _mans_name(name: str) -> str:
    for ending in _MANS_NAME:
        stem = name.lower().removesuffix(ending)
        for whole in (_FLEETING.get(stem, stem), f"{stem}й", f"{stem}ь"):
            if stem != name.lower() and whole in _MEN:
                return whole.capitalize()
    return ""


def datives(words: Sequence[str]) -> int:
    """How many words of a name, from the first, are in the dative: those of whoever is spoken to."""
    if _WOMANS_DATIVE.fullmatch(" ".join(words[:2])):
        return 2
    return sum(1 for _ in takewhile(_MANS_DATIVE.fullmatch, words))


def nominatives(words: Sequence[str]) -> range:
    """Which words of names in a row may be a subject: two of `Нины Саблиной Оскар Венн`; none of `Венну Тарск`,
    since either may be who is told."""
    told = datives(words)
    if told:
        return range(told, len(words)) if len(words) > max(told, 2) else range(0)
    if len(words) != _TWO_NAMES:
        return range(len(words))
    first = " ".join(words[:2])
    if nominative(first, is_oblique=True) != first:
        return range(2, len(words))
    return range(2 if datives(words[2:]) == 2 else len(words))
