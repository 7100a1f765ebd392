"""Russian names printed in another case than the nominative: `Веры Ветровой` is `Вера Ветрова`.

Only what can be told for sure is changed; every other name stays as printed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

import regex

from qa.given_names import gender_of_name

_WOMANS_SURNAME = regex.compile(r"(?P<stem>\p{L}+(?:ов|ев|ёв|ин|ын))ой|(?P<adjective>\p{L}+[сц]к)ой")
_MANS_SURNAME = regex.compile(r"(?P<stem>\p{L}+(?:ов|ев|ёв|ин|ын))ым|(?P<adjective>\p{L}+[сц]к)(?:им|ого|ому)")
_SURNAME_AS_A_WOMANS = regex.compile(r"\p{L}+(?:ов|ев|ёв|ин|ын)а")
_SURNAME_OF_EITHER = regex.compile(r"\p{L}+(?:ова?|[её]ва?|ина|ына)")
_UNDECLINED = regex.compile(r"\p{L}+(?:[оуюэеи]|[иы]х)")  # `Шоу`, `Ветренко`
_PATRONYMIC = regex.compile(r"(?P<his>\p{L}+вич)(?:а|у|ем|е)?|(?P<hers>\p{L}+(?:вн|ичн))(?:а|ы|е|у|ой)")
_ENDS_IN_CONSONANT = regex.compile(r"\p{L}+[бгджзклмпрстфхцчшщн](?<![иы]н|[иы]х)")
_WITH_PATRONYMIC = 3  # words
_VOWELS = "аеёиоуыэюя"
_WOMANS_NAME = (  # the ending, what stands before it, the ending in the nominative
    ("ии", "", "ия"), ("ией", "", "ия"), ("ье", "", "ья"), ("ьи", "", "ья"), ("ы", "", "а"), ("ой", "", "а"),
    ("и", "гкхжшч", "а"), ("и", "", "я"), ("ей", "жшчщц", "а"), ("ей", "", "я"), ("е", "нрлгдмвбз", "а"),
)  # fmt: skip
_SOFT = frozenset({"Адель", "Айгуль", "Асель", "Любовь", "Нинель"})
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
    адильбек азамат айбек айдос алмас арман аскар асхат бауржан бейбут берик болат бронислав галым данияр дархан даулет
    даурен ербол ерболат ержан ерлан ермек жандос жанибек кайрат канат касым мирослав нурсултан олжас сабит самат санжар
    серик талгат темирлан токтар улан
    """.split()
)
# Women's names that are men's in another case, too: of such only the words around tell.
_WOMEN_TOO = frozenset(
    """
    александра бронислава валентина валерия владислава вячеслава евгения мирослава ростислава руслана святослава
    станислава ярослава
    """.split()
)
# `Оскару`, `Андрею`; not `Попеску`, `Шоу`.
_MANS_DATIVE = regex.compile(r"(?=\p{Cyrillic})\p{L}{2,}(?:(?<![аеёиоуыэюя]|ск)у|ю)")
_WOMANS_DATIVE = regex.compile(r"(?=\p{Cyrillic})\p{L}+[еи] \p{L}+[оеё]й")
# In no nominative, whoever bears them: `Зимину`, `Роговым`, `Высоцкому`; and alone `Зиминой`, not `Луговой`.
_OBLIQUE_SURNAME = regex.compile(r"\p{L}{2,}(?:(?:ов|ев|ёв|ин|ын)(?:у|ым)|[сц]к(?:им|ому|ую))")
_OBLIQUE_ALONE = regex.compile(r"\p{L}{2,}[иы]ной")
_TWO_NAMES = 4  # words
# Men's first names that are declined like women's.
_MEN_IN_A = ("данила", "илья", "кузьма", "никита", "савва")
_OF_MEN_IN_A = ("ы", "и", "е", "у", "ю", "ой", "ей", "ёй")
_FLEETING = {"павл": "павел", "льв": "лев", "петр": "пётр"}


def nominative(name: str, is_oblique: bool) -> str:
    """A first name and a surname, with or without what stands for the father's name, in the nominative. `is_oblique`
    where the article shows that they are in none."""
    patronymic = _patronymic(name)
    if patronymic:
        first, _, surname = name.split()
        in_nominative = nominative(f"{first} {surname}", is_oblique=bool(patronymic["his"]))
        if in_nominative == f"{first} {surname}":
            return name
        father = patronymic["his"] or patronymic["hers"] + "а"
        return in_nominative.replace(" ", f" {father} ")
    first, _, surname = name.partition(" ")
    womans = _WOMANS_SURNAME.fullmatch(surname)
    if womans:
        own = _womans_name(first)
        return f"{own} {_with(womans, 'а', 'ая')}" if own else name
    own = _mans_name(first)
    mans = _MANS_SURNAME.fullmatch(surname)
    if own and mans:
        return f"{own} {_with(mans, '', 'ий')}"
    if own and (is_oblique or first[-1] in "иы") and _SURNAME_AS_A_WOMANS.fullmatch(surname):
        return f"{own} {surname[:-1]}"
    return f"{own} {surname}" if own and is_oblique and _UNDECLINED.fullmatch(surname) else name


def _two_names(name: str) -> tuple[str, str]:
    first, *_, surname = name.split() if " " in name else (name, "")
    return first, surname


def _patronymic(name: str) -> regex.Match[str] | None:
    words = name.split()
    return _PATRONYMIC.fullmatch(words[1]) if len(words) == _WITH_PATRONYMIC else None


def gender_of(name: str) -> str:
    """`female` or `male` where a full name can be of nobody else, in any case; else empty."""
    first, surname = _two_names(name)
    patronymic = _patronymic(name)
    if patronymic:
        return "male" if patronymic["his"] else "female"
    if first.lower() in _MEN or (_mans_name(first) and _MANS_SURNAME.fullmatch(surname)):
        return "male"
    if _WOMANS_SURNAME.fullmatch(surname) and _womans_name(first):
        return "female"
    if first[-1] in "иы" and _mans_name(first) and _SURNAME_AS_A_WOMANS.fullmatch(surname):
        return "male"  # `Ильи Ветрова`
    if first.endswith(("а", "я")) and _mans_name(first) and _ENDS_IN_CONSONANT.fullmatch(surname):
        return "female"  # `Александра Калинович`, who would be `Александра Калиновича`
    if name.count(" ") == 1 and first[-1] not in _VOWELS and _SURNAME_OF_EITHER.fullmatch(surname):
        return "female" if surname.endswith("а") else "male"
    return gender_of_name(name)


def may_be_anybodys(name: str) -> bool:
    """`Александра Ветрова`: a woman's name, or a man's in another case."""
    first, surname = _two_names(name)
    of_either = _SURNAME_AS_A_WOMANS.fullmatch(surname) or _UNDECLINED.fullmatch(surname)
    return bool(of_either and _mans_name(first)) and first.endswith(("а", "я")) and not _patronymic(name)


def is_surname_of_a_man(surname: str, name: str) -> bool:
    """`Ветров`, beside the full name of somebody who may be a woman: `Нина Ветрова`."""
    first, hers = _two_names(name)
    is_hers = first.lower() in _WOMEN_TOO or gender_of(name) == "female"
    return is_hers and hers == f"{surname}а" and _SURNAME_AS_A_WOMANS.fullmatch(hers) is not None


def with_surname_alone(name: str, alone: Collection[str]) -> str:
    """`Тимур Калинович` of `Тимуром Калиновичем`, where `Калинович` is among the surnames that stand alone."""
    first, _, surname = name.partition(" ")
    if first.lower() in _WOMEN_TOO and _SURNAME_AS_A_WOMANS.fullmatch(surname):
        return name  # who may be another than `Калинович`
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
    if gender_of_name(f"{name} {name}") == "female" and name[-1] not in _VOWELS:
        return name  # `Айгуль Ветровой`
    soft = f"{name[:-1]}ь"
    if name.endswith("и") and soft in _SOFT:
        return soft  # `Любови Ветровой`
    for ending, before, in_nominative in _WOMANS_NAME:
        stem = name.removesuffix(ending)
        if stem and stem != name and (not before or stem[-1] in before):
            return stem + in_nominative
    return ""


def _mans_name(name: str) -> str:
    for whole in _MEN_IN_A:
        if name.lower() in [whole[:-1] + ending for ending in _OF_MEN_IN_A]:
            return whole.capitalize()
    for ending in _MANS_NAME:
        stem = name.lower().removesuffix(ending)
        for whole in (_FLEETING.get(stem, stem), f"{stem}й", f"{stem}ь"):
            if stem != name.lower() and whole in _MEN:
                return whole.capitalize()
    return ""


def datives(words: Sequence[str]) -> int:
    """How many words of a name, from the first, are in the dative: those of whoever is spoken to."""
    his = sum(1 for _ in takewhile(_MANS_DATIVE.fullmatch, words))
    return his + 2 if _WOMANS_DATIVE.fullmatch(" ".join(words[his : his + 2])) else his


def is_object(words: Sequence[str]) -> bool:
    """Whether a name, alone or with its office, is no subject: `Зимину`, `Мэру Ольге Зиминой`, `Депутату Рогову`."""
    if not words:
        return False
    alone = len(words) == 1 and _OBLIQUE_ALONE.fullmatch(words[0])
    return bool(alone or _OBLIQUE_SURNAME.fullmatch(words[-1])) or not nominatives(words)


def is_womans_object(words: Sequence[str]) -> bool:
    """`Ветровой`, alone and beside a woman's verb: a man may be called `Луговой`, but no woman."""
    womans = _WOMANS_SURNAME.fullmatch(words[0]) if len(words) == 1 else None
    return bool(womans and womans["stem"])


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
