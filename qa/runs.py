"""Runs of tokens: capitalised words in a row, and what of them is a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from qa.cases import may_be_anybodys
from qa.given_names import is_given_name
from qa.kazakh_names import is_in_adverbial_case, is_kazakh, is_surname, words_of_name
from qa.lexicon import CAPITAL_VERBS, FEMALE, IN_HEADLINES, MALE, PARTICLES, POSTNOMINALS, WEEKDAYS
from qa.names import is_cyrillic
from qa.nouns import Token

_LONGEST_NAME = 8  # words
_PATRONYMIC = re.compile(r"\w+(?:вич(?:а|у|ем|е)?|вн(?:а|ы|е|у|ой))")
_OF_TOWN = frozenset("г с пос дер ул р оз қ".split())
_TWO_NAMES = 2
_THREE = 3
_GAP = " \t ​*_"


def adjacent(text: str, left: Token, right: Token) -> bool:
    return not text[left.end : right.start].strip(_GAP) and right.start - left.end <= 3


def name_run(text: str, tokens: Sequence[Token], at: int) -> tuple[list[Token], int]:
    """Capitalised words in a row, with the particles between them."""
    run: list[Token] = []
    while at < len(tokens) and len(run) < _LONGEST_NAME and (not run or adjacent(text, tokens[at - 1], tokens[at])):
        token = tokens[at]
        if _ends_in_initials(run) and not is_initial(token):
            break
        particle = bool(run) and token.lower in PARTICLES and _leads_to_name(tokens[at + 1 : at + 3])
        if not (token.capital or particle) or not token.text[0].isalpha() or (run and token.text in CAPITAL_VERBS):
            break
        run.append(token)
        at += 1
        if token.text.endswith(("’s", "'s", "’", "'")):
            break
    return run, at


def is_initial(token: Token) -> bool:
    return len(token.text) == len("И.") and token.text.endswith(".")


def _ends_in_initials(run: Sequence[Token]) -> bool:
    """`Лукин И. О.`, in Russian: what stands behind is no part of it."""
    surname, initials = run[:1], run[1:]
    is_whole = len(initials) > 1 and all(map(is_initial, initials))
    return is_whole and is_cyrillic(surname[0].lower) and not is_initial(surname[0])


def _leads_to_name(following: Sequence[Token]) -> bool:
    """After a particle: a capital, or one more particle and then a capital (`van der Berg`)."""
    if not following:
        return False
    return following[0].capital or (following[0].lower in PARTICLES and following[-1].capital)


def up_to_day(run: list[Token]) -> list[Token]:
    """A name without the day after it: `told President Oskar Venn Friday`. A headline in capitals has no name in it."""
    if any(token.lower in IN_HEADLINES for token in run[1:]):
        return []
    return list(takewhile(lambda token: token.lower not in WEEKDAYS, run))


def from_given_name(run: list[Token]) -> list[Token]:
    """`Пенсионерка Зинаида Карповна Лыткина`: what stands before the given name is no part of it."""
    patronymic = next((at for at, token in enumerate(run) if at > 1 and _PATRONYMIC.fullmatch(token.lower)), 0)
    if patronymic and patronymic + 1 < len(run):
        return run[patronymic - 1 :]
    return run[1:] if _is_led_by_trade([token.text for token in run]) else run


def _is_led_by_trade(words: Sequence[str]) -> bool:
    """`Гримёр Нина Орлова`; not `Фонд Александра Громова`."""
    if len(words) != _THREE or not is_cyrillic(words[0].lower()) or is_given_name(words[0]):
        return False
    return is_given_name(words[1]) and is_surname(words[2]) and not may_be_anybodys(" ".join(words[1:]))


def begins_with_name(run: Sequence[Token]) -> bool:
    """`Нина Петровна Ветрова`, `Ветрова Нина Петровна`: by the father's name, what stands first is no country; nor is
    it in `Ветрова Н. П.`."""
    words = [token.lower for token in run]
    after_given = len(words) > 1 and _PATRONYMIC.fullmatch(words[1])
    last = len(words) == _THREE and is_surname(run[0].text) and _PATRONYMIC.fullmatch(words[2])
    initials = is_initial(run[0]) or (len(run) > 1 and all(map(is_initial, run[1:])))
    return bool(after_given or last or initials)


def without_town(tokens: Sequence[Token], at: int, run: list[Token]) -> list[Token]:
    """`аким г. Тузбела Бекзат Оразов`: what stands behind the abbreviation is the town, and no part of the name."""
    of_town = at > 1 and tokens[at - 1].text == "." and tokens[at - 2].text in _OF_TOWN
    of_year = at > 2 and tokens[at - 3].text.isdigit()  # `в 2024 г. Бекзат Оразов заявил`
    if not of_town or of_year:
        return run
    return run[1:] if len(run) > _TWO_NAMES else []


def one_name(text: str, run: list[Token]) -> list[Token]:
    """In Kazakh, where cases join names without a preposition, without what stands behind the first."""
    if not run or not is_cyrillic(run[0].lower) or not is_kazakh(text, run[0].start, run[-1].end):
        return run
    return [run[at] for at in words_of_name([token.text for token in run])]


def name_behind_office(text: str, run: list[Token]) -> list[Token]:
    """The same, and nothing where it may be any word: `Мемлекет басшысы Үкімет отырысын өткізді`."""
    name = one_name(text, run)
    is_doubtful = len(name) == 1 and is_cyrillic(name[0].lower) and is_kazakh(text, name[0].start, name[0].end)
    return [] if is_doubtful and not is_surname(name[0].text) else name


def is_adverbial(text: str, token: Token) -> bool:
    """A Kazakh word that says where or when, and belongs to no office behind it."""
    return is_in_adverbial_case(token.lower) and is_kazakh(text, token.start, token.end)


def after_place(text: str, tokens: Sequence[Token], at: int, prepositions: frozenset[str]) -> int:
    """The index after `in Tel Sarra`, of a woman who is there: the place is nobody."""
    if at + 1 < len(tokens) and tokens[at].lower in prepositions and adjacent(text, tokens[at], tokens[at + 1]):
        run, after = name_run(text, tokens, at + 1)
        return after if run else at
    return at


def printed_name(tokens: Sequence[Token]) -> str:
    words = [token.text for token in tokens]
    while len(words) > 1 and words[-1] in POSTNOMINALS:
        words.pop()
    if words and len(words[-1]) > 2:
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s").rstrip("’'")
    return " ".join(words)


def bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s").strip("’'.")


def gender_of(words: Sequence[str]) -> str:
    if any(word in FEMALE for word in words):
        return "female"
    return "male" if any(word in MALE for word in words) else ""
