"""The words of an article that name people: `Albanian President Bajram Begaj`, `the Head of State`, `she`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

import regex

from qa.lexicon import (
    AFTER_TRADE,
    BODIES,
    DEPUTIES,
    DETERMINERS,
    FEMALE,
    HONORIFICS,
    INDEFINITE,
    MALE,
    NO_PERSON,
    NO_TRADES,
    OFFICES,
    ORDINARY,
    PARTICLES,
    PRONOUNS,
    RUSSIAN_COUNTRY_ENDINGS,
    TRADE_ENDINGS,
    UNVOICED,
    VERBS_BETWEEN,
)
from qa.names import is_russian
from qa.records import Span

# A full stop belongs to an initial and to a few abbreviations only: `the leader.` ends a sentence.
_TOKEN = regex.compile(
    r"(?:Messrs|Signor|Capt|Prof|PROF|Mrs|MRS|Sgt|Sen|SEN|Rep|REP|Gov|Gen|GEN|Col|Hon|HON|Rev|Mr|MR|Ms|MS|Dr|DR|St|Lt)\b\.?|\p{Lu}\.(?!\p{L}{3})"
    r"|\p{L}[\p{L}\p{M}\p{N}]*(?:[’'\-‑][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*(?:(?<=s)[’'](?!\p{L}))?|\p{N}+|[^\s\p{L}\p{N}]"
)
_LONGEST_NAME = 8  # words
_SHORTEST_TRADE = 4  # letters
_LONGEST_PLAIN_OFFICE = 4  # words
_GAP = " \t ​*_"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody. `name` is the name in them, as printed; `office` the class of the office; `words` the
    office as printed; `qualifiers` what it is an office of (`albanian`, `transport`), lower case."""

    span: Span
    name: str = ""
    office: str = ""
    words: str = ""
    qualifiers: frozenset[str] = frozenset()
    gender: str = ""
    pronoun: bool = False
    indefinite: bool = False
    collective: bool = False
    unvoiced: bool = False


@cache
def _office_of() -> dict[tuple[str, ...], tuple[str, str]]:
    """Office words as tokens, dashes opened → (class, words)."""
    table: dict[tuple[str, ...], tuple[str, str]] = {}
    for office, names in OFFICES.items():
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
def _first_words() -> frozenset[str]:
    return frozenset(key[0] for key in _office_of())


class _Token(NamedTuple):
    text: str
    start: int
    end: int
    lower: str
    capital: bool


def mentions(text: str, within: Span) -> list[Mention]:
    """Everybody named in a stretch, in order; appositions (`the negotiator, Idris Malouf,`) are one mention."""
    tokens = [
        _Token(m.group(), m.start(), m.end(), m.group().lower(), m.group()[0].isupper())
        for m in _TOKEN.finditer(text, within.start, within.end)
    ]
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention, after = _mention_at(text, tokens, at)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = after
    return _appositions_joined(text, found)


def parse_label(text: str, span: Span) -> Mention | None:
    """A transcript's label (`President of Vastovia Pavel Verigin`) as one mention, or None where it is no name."""
    found = mentions(text, span)
    first_line = text.find("\n", *span) if "\n" in span.of(text) else span.end
    named = [m for m in found if m.name and m.span.start < first_line]
    titled = [m for m in named if m.office or m.gender] or named
    offices = [m for m in found if m.office]
    if not titled and not offices:
        return None
    mention, office = (titled or offices)[0], (offices or titled)[0]
    return replace(mention, span=span, office=office.office, words=office.words, qualifiers=office.qualifiers)


def _mention_at(text: str, tokens: Sequence[_Token], at: int) -> tuple[Mention | None, int]:
    token = tokens[at]
    lower = token.lower
    if lower in PRONOUNS and not (lower == "i" and token.text == "i"):
        return Mention(Span(token.start, token.end), gender=PRONOUNS[lower], pronoun=True), at + 1
    if lower in DETERMINERS:
        return _office_phrase(text, tokens, at, at + 1)
    if not token.capital and _office_at(tokens, at):
        return _office_phrase(text, tokens, at, at)
    if token.capital:
        return _capitalised(text, tokens, at)
    return None, at + 1


def _office_at(tokens: Sequence[_Token], at: int) -> tuple[str, str, int] | None:
    """The office that begins here: its class, its words, the index after it."""
    lower = tokens[at].lower
    if lower in DEPUTIES and at + 1 < len(tokens):
        return _deputy(lower, _office_at(tokens, at + 1))
    rank, _, rest = lower.partition("-")
    if rank in DEPUTIES and (rest,) in _office_of():  # `vice-president`
        office, words = _office_of()[(rest,)]
        return _deputy(rank, (office, words, at + 1))
    if lower not in _first_words() and not is_russian(lower):
        return ("trade", lower, at + 1) if _is_trade(tokens, at) else None
    for length in (4, 3, 2, 1):
        if at + length <= len(tokens):
            key = tuple(token.lower for token in tokens[at : at + length])
            for form in (key, *_nominatives(key)):
                if form in _office_of():
                    office, words = _office_of()[form]
                    return office, words, at + length
    return None


def _is_trade(tokens: Sequence[_Token], at: int) -> bool:
    """`harbour master`, `baker`: a noun that ends like one for a person, where a person would stand."""
    word = tokens[at].lower
    if tokens[at].capital or not word.endswith(TRADE_ENDINGS) or word in NO_TRADES or len(word) < _SHORTEST_TRADE:
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


def _adjacent(text: str, left: _Token, right: _Token) -> bool:
    return not text[left.end : right.start].strip(_GAP) and right.start - left.end <= 3


def _office_phrase(text: str, tokens: Sequence[_Token], first: int, at: int) -> tuple[Mention | None, int]:
    """`the managers’ chief negotiator`, `the Minister of Health of Qorlan`, with a name right after it or not."""
    qualifiers: list[str] = []
    while at < len(tokens) and len(qualifiers) <= 5:
        if at > first and not _adjacent(text, tokens[at - 1], tokens[at]):
            return None, first + 1
        office = _office_at(tokens, at)
        if office and not _office_follows(text, tokens, office[2]):
            return _finish_office(text, tokens, first, office, qualifiers)
        word = tokens[at]
        if not word.text[0].isalpha() or (word.lower in ORDINARY and not word.capital) or word.lower in PARTICLES:
            return None, first + 1
        qualifiers.append(_bare(word.lower))
        at += 1
    return None, first + 1


def _office_follows(text: str, tokens: Sequence[_Token], at: int) -> bool:
    """True where another office noun follows at once: `company spokesman` is a spokesman."""
    if at >= len(tokens) or not _adjacent(text, tokens[at - 1], tokens[at]):
        return False
    if tokens[at - 1].text.endswith(("’s", "'s", "’", "'")):
        return True
    return tokens[at].lower not in ("general",) and not tokens[at].capital and _office_at(tokens, at) is not None


def _finish_office(
    text: str, tokens: Sequence[_Token], first: int, office: tuple[str, str, int], qualifiers: list[str]
) -> tuple[Mention | None, int]:
    kind, words, at = office
    if tokens[at - 1].text.endswith(("’s", "'s")):
        return None, first + 1
    name_tokens: list[_Token] = []
    while at < len(tokens) and _is_genitive(text, tokens[at - 1], tokens[at]):
        qualifiers.append(tokens[at].lower)
        at += 1
    while (
        at + 1 < len(tokens) and tokens[at].lower in ("of", "for", "at") and _adjacent(text, tokens[at - 1], tokens[at])
    ):
        at, more, name_tokens = _of_phrase(text, tokens, at + 1)
        qualifiers += more
        if name_tokens:
            break
    if not name_tokens and at < len(tokens) and tokens[at].capital and _adjacent(text, tokens[at - 1], tokens[at]):
        run, at = _name_run(text, tokens, at)
        country, name_tokens = _russian_country(run)
        qualifiers += country
        if at < len(tokens) - 1 and tokens[at].lower == "of" and tokens[at + 1].capital:
            # `President Tadivar of Lurenia`
            at, more, _ = _of_phrase(text, tokens, at + 1)
            qualifiers += more
    determiner = tokens[first].lower
    mention = Mention(
        Span(tokens[first].start, tokens[at - 1].end),
        name=_name(name_tokens),
        office=kind if kind not in ("body", "unvoiced") else "",
        words=_office_words(text, tokens, first, at, name_tokens) if kind not in ("body", "unvoiced") else "",
        qualifiers=frozenset(qualifiers),
        gender=_gender(words.split() + qualifiers),
        indefinite=determiner in INDEFINITE and not name_tokens,
        collective=words.endswith("s") and words in (*BODIES, "officers"),
        unvoiced=kind == "unvoiced",
    )
    return mention, at


def _russian_country(run: list[_Token]) -> tuple[list[str], list[_Token]]:
    """`Президент Лурении Элин Тарск`: the country in the genitive, and the name that is left, if any."""
    if not run or not is_russian(run[0].lower):
        return [], run
    if len(run) > 2 or (len(run) == 1 and run[0].lower.endswith(RUSSIAN_COUNTRY_ENDINGS)):
        return [run[0].lower], run[1:]
    return [], run


def _is_genitive(text: str, left: _Token, right: _Token) -> bool:
    """`министр транспорта`: a Russian noun in lower case that says of what."""
    word = right.lower
    return (
        _adjacent(text, left, right)
        and not right.capital
        and is_russian(word)
        and word not in ORDINARY
        and word.endswith(("а", "я", "ы", "и", "ов", "ев", "ей", "ий", "ых", "их", "ого", "его", "ой"))
        and not word.endswith(("ла", "ли"))
    )


def _office_words(text: str, tokens: Sequence[_Token], first: int, at: int, name: list[_Token]) -> str:
    end = name[0].start if name else tokens[at - 1].end
    start = tokens[first + 1].start if tokens[first].lower in DETERMINERS else tokens[first].start
    return " ".join(text[start:end].split())


def _of_phrase(text: str, tokens: Sequence[_Token], at: int) -> tuple[int, list[str], list[_Token]]:
    """What follows `of`: place or field words, and a name run on to them (`of Lurenia Elena Tadivar`)."""
    words: list[_Token] = []
    while at < len(tokens) and (not words or _adjacent(text, tokens[at - 1], tokens[at])):
        token = tokens[at]
        if not words and token.lower == "the":
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
        return at + 1, [_bare(tokens[at].lower)], []
    if not words:
        return at, [], []
    capitals = [token for token in words if token.capital]
    company_ends = max((i for i, token in enumerate(words) if token.lower in NO_PERSON), default=-1)
    if 0 < company_ends < len(words) - 1 and not words[company_ends].capital:  # `of Tepidus plc Sigrid Halloran`
        return at, [_bare(word.lower) for word in words[: company_ends + 1]], words[company_ends + 1 :]
    if len(capitals) >= 3 and words[-1].capital and words[-2].capital and words[-1].lower not in NO_PERSON:
        name = words[-2:]
        return at, [_bare(word.lower) for word in words[:-2] if word.capital], name
    return at, [_bare(word.lower) for word in capitals], []


def _bare(word: str) -> str:
    return word.removesuffix("’s").removesuffix("'s").strip("’'.")


def _name_run(text: str, tokens: Sequence[_Token], at: int) -> tuple[list[_Token], int]:
    """Capitalised words in a row, with the particles between them."""
    run: list[_Token] = []
    while at < len(tokens) and len(run) < _LONGEST_NAME and (not run or _adjacent(text, tokens[at - 1], tokens[at])):
        token = tokens[at]
        particle = bool(run) and token.lower in PARTICLES and _leads_to_name(tokens[at + 1 : at + 3])
        if not (token.capital or particle) or not token.text[0].isalpha():
            break
        run.append(token)
        at += 1
        if token.text.endswith(("’s", "'s", "’", "'")):
            break
    return run, at


def _leads_to_name(following: Sequence[_Token]) -> bool:
    """After a particle: a capital, or one more particle and then a capital (`van der Berg`)."""
    if not following:
        return False
    return following[0].capital or (following[0].lower in PARTICLES and following[-1].capital)


def _name(tokens: Sequence[_Token]) -> str:
    words = [token.text for token in tokens]
    if words and len(words[-1]) > 2:
        words[-1] = words[-1].removesuffix("’s").removesuffix("'s").rstrip("’'")
    return " ".join(words)


def _gender(words: Sequence[str]) -> str:
    if any(word in FEMALE for word in words):
        return "female"
    return "male" if any(word in MALE for word in words) else ""


def _capitalised(text: str, tokens: Sequence[_Token], first: int) -> tuple[Mention | None, int]:
    """A run of capitalised words: honorifics, nationality, office, `of …`, name, in this order."""
    run, after = _name_run(text, tokens, first)
    honorific = [token for token in run if token.lower in HONORIFICS or _bare(token.lower) in HONORIFICS]
    if honorific:
        begin = max(run.index(token) for token in honorific) + 1
        name = run[begin:]
        if not name or _office_at(tokens, first + begin):  # `Madam President`: somebody is addressed
            return None, after
        gender = next((HONORIFICS.get(t.lower, HONORIFICS.get(_bare(t.lower), "")) for t in honorific), "")
        return Mention(Span(run[0].start, name[-1].end), name=_name(name), gender=gender), after
    for offset in range(len(run)):
        office = _office_at(tokens, first + offset)
        if office and office[0] not in ("body", "unvoiced") and not _office_follows(text, tokens, office[2]):
            qualifiers = [_bare(word.lower) for word in run[:offset]]
            return _finish_office(text, tokens, first, office, qualifiers)
    # `Opposition leader Bruno Carrasso`: a capital only because the sentence begins.
    if _is_plain_noun(tokens, run, after):
        mention, end = _office_phrase(text, tokens, first, first)
        if mention and mention.name:
            return mention, end
        if mention and mention.office and end - first <= _LONGEST_PLAIN_OFFICE:
            return mention, end
    if len(run) == 1 and _office_at(tokens, first):  # `Officials said`, `Стороны отметили`
        return _office_phrase(text, tokens, first, first)
    while run and run[0].lower in ORDINARY:
        run = run[1:]
    if not run or run[-1].lower in NO_PERSON:
        return None, after
    if run[-1].text.endswith(("’s", "'s")):
        # `Norcott's letters` are not he; nor is `Fusetti’s spokesman`, who is somebody else.
        mention, end = _office_phrase(text, tokens, first, after)
        return (mention, end) if mention else (None, after)
    words = [token.lower for token in run]
    unvoiced = any(word in UNVOICED for word in words)
    return Mention(Span(run[0].start, run[-1].end), name=_name(run), unvoiced=unvoiced), after


def _is_plain_noun(tokens: Sequence[_Token], run: Sequence[_Token], after: int) -> bool:
    """`Opposition leader`, `Fruit importer`: a noun before an office in lower case, and no name before a verb."""
    if len(run) != 1 or run[0].lower in ORDINARY:
        return False
    for at in range(after, min(after + 2, len(tokens))):
        if tokens[at].capital or tokens[at].lower.endswith("ed") or tokens[at].lower in VERBS_BETWEEN:
            return False
        if _office_at(tokens, at):
            return True
    return False


def _appositions_joined(text: str, found: list[Mention]) -> list[Mention]:
    joined: list[Mention] = []
    for mention in found:
        last = joined[-1] if joined else None
        if last and _is_apposition(text, last, mention):
            joined[-1] = replace(
                last,
                span=Span(last.span.start, mention.span.end),
                name=last.name or mention.name,
                office=last.office or mention.office,
                words=last.words or mention.words,
                qualifiers=last.qualifiers | mention.qualifiers,
                gender=last.gender or mention.gender,
                indefinite=False,  # `a farmer, Jory Pell,` has a name
            )
        else:
            joined.append(mention)
    return joined


def _is_apposition(text: str, left: Mention, right: Mention) -> bool:
    """`the negotiator, Idris Malouf,` and `Idris Malouf, the negotiator,`; a list of names is none."""
    if left.pronoun or right.pronoun or bool(left.name) == bool(right.name) or left.collective or right.collective:
        return False
    if not (left.office or right.office):
        return False
    between = text[left.span.end : right.span.start]
    closes = text[right.span.end : right.span.end + 2].lstrip()[:1]
    if between.strip() == "(" and "\n" not in between:  # `Judith Farrant (Town Clerk)`, `the Clerk (Mrs Farrant)`
        return closes in (",", ")", "")
    return between.strip() == "," and "\n" not in between and closes in (",", ".", ";", ":", ")", "”", '"', "")
