"""What belongs to an office in a run of tokens: of whom, of what, of which place."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from qa.kazakh_names import is_kazakh
from qa.lexicon import BODIES, BODY_NAMES, HONORIFICS, NO_PERSON, ORDINARY, PARTICLES, REGIONS, RUSSIAN_COUNTRY_ENDINGS
from qa.names import is_russian
from qa.nouns import Token, is_ranked, office_at
from qa.runs import adjacent, bare, begins_with_name

_RANKS = frozenset({"chief", "head"})
# Those who are represented by one of theirs.
_HAVE_THEIR_OWN = frozenset({"student", "resident", "worker", "employee", "member"})
_LONGEST_BODY = 4  # words
_WHOSE = frozenset("the its their his her our my your".split())


def office_follows(text: str, tokens: Sequence[Token], at: int) -> bool:
    """True where another office noun follows at once: `company spokesman` is a spokesman."""
    if at >= len(tokens) or not adjacent(text, tokens[at - 1], tokens[at]) or is_russian(tokens[at].lower):
        return False
    if is_ranked(tokens, at):
        return True
    of_them = tokens[at - 1].lower in _HAVE_THEIR_OWN or not is_office(tokens[at - 1])
    if of_them and tokens[at - 1].capital and is_office(tokens[at]):
        return True  # `the Commission President`, `the Student President`
    if tokens[at - 1].text.endswith(("’s", "'s", "’", "'")):
        return True
    if tokens[at - 1].lower in _RANKS and at + 1 < len(tokens):  # `the state’s chief dam engineer`
        between = not tokens[at].capital and tokens[at].lower not in ORDINARY
        if between and adjacent(text, *tokens[at : at + 2]) and office_at(tokens, at + 1):
            return True
    return tokens[at].lower not in ("general",) and not tokens[at].capital and office_at(tokens, at) is not None


def russian_country(run: list[Token]) -> tuple[list[str], list[Token]]:
    """`Президент Лурении Элин Тарск`: the country in the genitive, and the name that is left, if any."""
    if not run or not is_russian(run[0].lower) or begins_with_name(run):
        return [], run
    if len(run) > 2 or (len(run) == 1 and run[0].lower.endswith(RUSSIAN_COUNTRY_ENDINGS)):
        return [run[0].lower], run[1:]
    return [], run


def is_of_holder(between: Sequence[Token], name: Sequence[Token]) -> bool:
    """`пресс-секретарь мэра Олега Ветрова`: the name may be the mayor's, in the genitive, too."""
    genitive = all(token.lower.endswith(("а", "я", "ы", "и", "ого", "его", "ой", "ей")) for token in name)
    return genitive and any(is_russian(token.lower) and is_office(token) for token in between)


def is_genitive(text: str, left: Token, right: Token) -> bool:
    """`министр транспорта`: a Russian noun in lower case that says of what."""
    word = right.lower
    return (
        adjacent(text, left, right)
        and not right.capital
        and is_russian(word)
        and word not in ORDINARY
        and word.endswith(("а", "я", "ы", "и", "ов", "ев", "ей", "ий", "ых", "их", "ого", "его", "ой"))
        and not word.endswith(("ла", "ли", "лся", "лась", "лись"))
        and not is_kazakh(text, left.start, right.end)
    )


def is_region(text: str, tokens: Sequence[Token]) -> bool:
    """A Russian adjective and noun in the genitive after an office: the place that it is an office of."""
    if len(tokens) < 3 or tokens[2].lower not in REGIONS:
        return False
    genitive = tokens[1].lower.endswith(("ой", "ого", "его", "ей", "ых", "их"))
    return genitive and adjacent(text, *tokens[:2]) and adjacent(text, *tokens[1:])


def of_phrase(text: str, tokens: Sequence[Token], at: int) -> tuple[int, list[str], list[Token]]:
    """What follows `of`: place or field words, and a name run on to them (`of Lurenia Elena Tadivar`); the place of
    `of` where neither does."""
    of = at - 1
    words: list[Token] = []
    while at < len(tokens) and (not words or adjacent(text, tokens[at - 1], tokens[at])):
        token = tokens[at]
        if not words and token.lower in _WHOSE:
            at += 1
            continue
        joins = token.lower in ("and", "&", "y") and at + 1 < len(tokens) and tokens[at + 1].capital and words
        company = bool(words) and token.lower in NO_PERSON
        if not (token.capital or joins or company or (words and token.lower in PARTICLES)):
            break
        if not (token.text[0].isalpha() or joins):
            break
        if joins and len(words) > 1:
            break
        words.append(token)
        at += 1
    if not words and at < len(tokens) and tokens[at].text[0].isalpha() and tokens[at].lower not in ORDINARY:
        body = at + 1 < len(tokens) and adjacent(text, tokens[at], tokens[at + 1]) and _is_body(tokens[at + 1])
        field = tokens[at : at + 1 + body]  # `a spokesman for the harbour authority`
        return at + len(field), [bare(token.lower) for token in field], []
    if not words:
        return of, [], []  # `the baker of whom they spoke`
    end_of_body = _end_of_body(text, tokens, at)
    if end_of_body:  # `the leader of Lurenia’s largest party`, `a spokesman for the Lurenian transport ministry`
        return end_of_body, [bare(token.lower) for token in (*words, *tokens[at:end_of_body])], []
    capitals = [token for token in words if token.capital]
    company_ends = max((i for i, token in enumerate(words) if token.lower in NO_PERSON), default=-1)
    if 0 < company_ends < len(words) - 1 and not words[company_ends].capital:  # `of Tepidus plc Sigrid Halloran`
        return at, [bare(word.lower) for word in words[: company_ends + 1]], words[company_ends + 1 :]
    if any(word.lower in HONORIFICS or is_office(word) for word in words[:-1]):
        # `a spokesman for Mayor Ann Pell` is not the mayor
        return at, [bare(word.lower) for word in capitals], []
    if len(capitals) >= 3 and words[-1].capital and words[-2].capital and words[-1].lower not in BODY_NAMES | NO_PERSON:
        name = words[-2:]
        return at, [bare(word.lower) for word in words[:-2] if word.capital], name
    return at, [bare(word.lower) for word in capitals], []


def _end_of_body(text: str, tokens: Sequence[Token], at: int) -> int:
    """Where what goes on in lower case is the name of a body: the index after it, else 0."""
    for end in range(at, min(at + _LONGEST_BODY, len(tokens))):
        token = tokens[end]
        if token.capital or token.lower in ORDINARY or not adjacent(text, *tokens[end - 1 : end + 1]):
            return 0
        if _is_body(token):
            return end + 1
    return 0


def is_ordinary(lower: str) -> bool:
    """`the`, `I’m`: no part of a name, whatever its capital."""
    return lower in ORDINARY or regex.split("[’']", lower)[0] in ORDINARY


def _is_body(token: Token) -> bool:
    return token.lower in BODIES or token.lower in BODY_NAMES or token.lower in NO_PERSON


def is_office(token: Token) -> bool:
    office = office_at([token], 0)
    return office is not None and office[0] not in ("body", "unvoiced")
