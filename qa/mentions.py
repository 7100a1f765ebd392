"""The words of an article that name people: `Albanian President Bajram Begaj`, `the Head of State`, `she`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

import regex

from qa.given_names import gender_of_name
from qa.kazakh_names import is_kazakh, nominative
from qa.lexicon import (
    AIDES,
    BODIES,
    BODY_NAMES,
    CAPITAL_VERBS,
    COUNTS,
    DEMONYM_ENDINGS,
    DETERMINERS,
    EPITHETS,
    FORMER,
    HONORIFICS,
    INDEFINITE,
    NO_PERSON,
    ORDINARY,
    PARTICLES,
    PLACES,
    POSTNOMINALS,
    PRONOUNS,
    PRONOUNS_OF,
    SHADOWS,
    STYLES,
    UNVOICED,
    VERBS_BETWEEN,
)
from qa.names import is_cyrillic, is_russian
from qa.nouns import Token, is_plural, is_plural_of_office, office_at, tokenised
from qa.phrases import (
    is_genitive,
    is_of_holder,
    is_ordinary,
    is_region,
    of_phrase,
    office_follows,
    russian_country,
)
from qa.records import Span
from qa.runs import (
    adjacent,
    after_place,
    bare,
    from_given_name,
    gender_of,
    is_adverbial,
    name_behind_office,
    name_run,
    one_name,
    printed_name,
    up_to_day,
    without_town,
)
from qa.russian_names import told

_LONGEST_PLAIN_OFFICE = 4  # words
_LONGEST_LIST = 20  # people
# Between a name and an office without an article: the words that say of what.
_BARE_APPOSITION = regex.compile(
    r",\s(?P<of>(?:(?!(?:" + "|".join(sorted(ORDINARY | VERBS_BETWEEN)) + r")\s)\p{Ll}[\p{L}-]*[ ]){1,3})"
)
# `CALDER, Jan. 17 (NPA) — `: where a report was written, and nobody in it.
_DATELINE = regex.compile(
    r"\p{Lu}{2}[\p{Lu}\p{Zs}.’'\-]*(?:,\p{Zs}\p{Lu}\p{L}+)?,\p{Zs}(?:\p{L}{3,9}\.?\p{Zs}\d{1,2}|\d{1,2}\p{Zs}\p{L}{3,9})\b\.?"
    r"(?:\p{Zs}*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/))?"
)
# What may follow an apposition.
_CLOSERS = (",", ".", ";", ":", ")", "”", "–", "—", "")
_DASHES = ("–", "—")
_NOBODY_NAMED = regex.compile(r"\b(?:[Nn]obody|[Nn]o[ -]one|[Nn]one) (?:named|called) \Z")
# `Said Venn, who keeps the ferry: “…”`
_SAID_BY = regex.compile(r"Said\s+\p{Lu}[\p{L}’'-]+(?:,[^.:;“”\"«»\n]{1,120})?:\s+[“\"«]")
NATIONAL = "national"  # of whom only the country is said
_WHERE, _OF_BODY = frozenset({"in", "from"}), frozenset({"of", "for"})
# `the head of the Lurenian government`.
_HEADED = {"government": "government", "cabinet": "government"}


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
    members: tuple[Mention, ...] = ()  # of `X and Y`, in order
    further: tuple[Mention, ...] = ()  # offices beside the first: `Councillor Ann Pell (Mayor)`

    @property
    def is_somebody(self) -> bool:
        """By name, by office or as a pronoun; a body (`the ministry`) is what its words print."""
        return bool(self.name or self.office or self.pronoun or self.members)


def mentions(text: str, within: Span) -> list[Mention]:
    """Everybody named in a stretch, in order; appositions (`the negotiator, Idris Malouf,`) are one mention."""
    dateline = _DATELINE.match(text, *within)
    tokens = tokenised(text, Span(dateline.end(), within.end) if dateline else within)
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention, after = _mention_at(text, tokens, at)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = after
    return _plurals_shared(text, _appositions_joined(text, [_in_nominative(text, one) for one in found]))


def _in_nominative(text: str, mention: Mention) -> Mention:
    """`Ерлан Тоқтаров` of `Ерлан Тоқтаровқа`; a Russian name where it is plain whose it is, else as printed."""
    if not mention.name or not is_cyrillic(mention.name):
        return mention
    if is_kazakh(text, *mention.span):
        return replace(mention, name=nominative(mention.name))
    name, gender = told(text, mention.span, mention.name, mention.words, mention.gender)
    return replace(mention, name=name, gender=gender)


def _mention_at(text: str, tokens: Sequence[Token], at: int) -> tuple[Mention | None, int]:
    token = tokens[at]
    lower = token.lower
    if lower in PRONOUNS and not (lower == "i" and token.text == "i"):
        return Mention(Span(token.start, token.end), gender=PRONOUNS[lower], pronoun=True), at + 1
    if lower in ("his", "her") and _is_style(text, tokens, at + 1):
        return Mention(Span(token.start, tokens[at + 1].end), gender=PRONOUNS_OF[lower], pronoun=True), at + 2
    if lower in DETERMINERS:
        return _office_phrase(text, tokens, at, at + 1)
    if lower in FORMER and lower not in ORDINARY and not token.capital:
        return _office_phrase(text, tokens, at, at)
    if not token.capital and office_at(tokens, at):
        return _office_phrase(text, tokens, at, at)
    if token.capital:
        return _capitalised(text, tokens, at)
    return None, at + 1


def _is_style(text: str, tokens: Sequence[Token], at: int) -> bool:
    """`Her Excellency`, and no name after it: she."""
    if at >= len(tokens) or tokens[at].lower not in STYLES:
        return False
    named = at + 1 < len(tokens) and adjacent(text, *tokens[at : at + 2]) and tokens[at + 1].capital
    return not named and (at + 1 == len(tokens) or tokens[at + 1].lower != "the")


def _office_phrase(text: str, tokens: Sequence[Token], first: int, at: int) -> tuple[Mention | None, int]:
    """`the managers’ chief negotiator`, `the Minister of Health of Qorlan`, with a name right after it or not."""
    qualifiers: list[str] = []
    while at < len(tokens) and len(qualifiers) <= 5:
        if at > first and not adjacent(text, tokens[at - 1], tokens[at]):
            return None, first + 1
        office = office_at(tokens, at)
        if office and not office_follows(text, tokens, office[2]):
            return _finish_office(text, tokens, first, office, qualifiers)
        word = tokens[at]
        begins = at <= first + 1 and (word.lower in FORMER or word.lower in COUNTS)
        if not word.text[0].isalpha() or (word.lower in ORDINARY and not (word.capital or begins)):
            return None, first + 1
        if word.lower in PARTICLES:
            return None, first + 1
        if word.lower not in COUNTS:
            qualifiers.append(bare(word.lower))
        at += 1
    return None, first + 1


def _finish_office(
    text: str, tokens: Sequence[Token], first: int, office: tuple[str, str, int], qualifiers: list[str]
) -> tuple[Mention | None, int]:
    kind, words, at = office
    ends = at
    if FORMER.intersection(qualifiers) and kind not in ("body", "unvoiced"):
        kind, qualifiers = f"former {kind}", [word for word in qualifiers if word not in FORMER]
    if tokens[at - 1].text.endswith(("’s", "'s")):
        return None, first + 1
    name_tokens: list[Token] = []
    while at < len(tokens) and is_genitive(text, tokens[at - 1], tokens[at]):
        qualifiers.append(tokens[at].lower)
        at += 1
    while is_region(text, tokens[at - 1 : at + 2]):  # `аким Тузбельской области`
        qualifiers.append(tokens[at].lower)
        at += 2
    prepositions = ("of", "for", "at", "with") if tokens[first].lower in INDEFINITE else ("of", "for", "at")
    while at + 1 < len(tokens) and tokens[at].lower in prepositions and adjacent(text, tokens[at - 1], tokens[at]):
        at, more, name_tokens = of_phrase(text, tokens, at + 1)
        qualifiers += more
        if name_tokens or not more:
            break
    if SHADOWS.intersection(qualifiers) and kind not in ("body", "unvoiced"):
        kind = f"shadow {kind}"
    if words == "head" and at > ends and tokens[at - 1].lower in _HEADED:
        kind = _HEADED[tokens[at - 1].lower]
        qualifiers.remove(tokens[at - 1].lower)
    if not name_tokens and at < len(tokens) and tokens[at].capital and adjacent(text, tokens[at - 1], tokens[at]):
        run, after = name_run(text, tokens, at)
        run = up_to_day(run)
        at = after if not run else at
        run = name_behind_office(text, run)
        at = tokens.index(run[-1], at) + 1 if run else at
        country, name_tokens = russian_country(run)
        if is_of_holder(tokens[ends:at], name_tokens) or (words.split()[-1] in AIDES and len(name_tokens) == 1):
            name_tokens = []  # `заместитель Ветрова`, too
        qualifiers += country
        if at < len(tokens) - 1 and tokens[at].lower == "of" and tokens[at + 1].capital:
            # `President Tadivar of Lurenia`
            at, more, _ = of_phrase(text, tokens, at + 1)
            qualifiers += more
    while name_tokens and name_tokens[0].lower in HONORIFICS:  # `the ecologist Dr Ann Pell`
        name_tokens = name_tokens[1:]
    possessive = any(token.lower.endswith(("’s", "'s")) for token in name_tokens[:-1])
    if possessive or (name_tokens and name_tokens[-1].lower in NO_PERSON):  # `CHIEF EXECUTIVE’S REPORT`
        name_tokens = []
    comes = kind == "guest" or words == "counterpart"
    if comes and at + 1 < len(tokens) and tokens[at].lower == "from":  # `her colleague from Tolvia`
        at, more, _ = of_phrase(text, tokens, at + 1)
        qualifiers += more
    determiner = tokens[first].lower
    if determiner in INDEFINITE and not name_tokens:
        at = after_place(text, tokens, at, _WHERE)
    printed = _office_words(text, tokens, first, at, name_tokens) if kind not in ("body", "unvoiced") else ""
    if is_russian(words):
        noun = tokens[ends - len(words.split())].text
        printed = printed.replace(noun, noun[0] + words.split()[0][1:], 1)
    mention = Mention(
        Span(tokens[first].start, tokens[at - 1].end),
        name=printed_name(name_tokens),
        office=kind if kind not in ("body", "unvoiced") else "",
        words=printed.removesuffix("s") if name_tokens and is_plural(words) else printed,
        qualifiers=frozenset(qualifiers),
        gender=gender_of(words.split() + qualifiers),
        indefinite=determiner in INDEFINITE and not name_tokens,
        collective=not name_tokens and (is_plural(words) or determiner in COUNTS),
        unvoiced=kind == "unvoiced",
    )
    return mention, at


def _office_words(text: str, tokens: Sequence[Token], first: int, at: int, name: list[Token]) -> str:
    end = name[0].start if name else tokens[at - 1].end
    start = tokens[first + 1].start if tokens[first].lower in DETERMINERS else tokens[first].start
    return " ".join(text[start:end].split())


def _capitalised(text: str, tokens: Sequence[Token], first: int) -> tuple[Mention | None, int]:
    """A run of capitalised words: honorifics, nationality, office, `of …`, name, in this order."""
    run, after = name_run(text, tokens, first)
    if _SAID_BY.match(text, run[0].start, tokens[-1].end + 1):
        run, first = run[1:], first + 1
    while len(run) > 1 and run[0].lower in ORDINARY and is_cyrillic(run[0].lower):  # `Также Президент`
        run, first = run[1:], first + 1
    honorific = [token for token in run if token.lower in HONORIFICS or bare(token.lower) in HONORIFICS]
    if honorific:
        begin = max(run.index(token) for token in honorific) + 1
        name = run[begin:]
        if name and honorific[-1].lower.startswith("hon") and office_at(tokens, first + begin):  # `Hon. Secretary`
            return _capitalised(text, tokens, first + begin)
        if not name or office_at(tokens, first + begin):  # `Madam President`: somebody is addressed
            return None, after
        gender = next((HONORIFICS.get(t.lower, HONORIFICS.get(bare(t.lower), "")) for t in honorific), "")
        return Mention(Span(run[0].start, name[-1].end), name=printed_name(name), gender=gender), after
    for offset in range(len(run)):
        office = office_at(tokens, first + offset)
        if offset > 1 and run[offset].text in POSTNOMINALS:  # `Ann Pell MP`
            break
        if office and office[0] not in ("body", "unvoiced") and not office_follows(text, tokens, office[2]):
            qualifiers = [bare(word.lower) for word in run[:offset]]
            return _finish_office(text, tokens, first, office, qualifiers)
    # `Opposition leader Bruno Carrasso`: a capital only because the sentence begins.
    if _is_plain_noun(text, tokens, run, after):
        mention, end = _office_phrase(text, tokens, first, first)
        if mention and mention.name:
            return mention, end
        if mention and mention.office and end - first <= _LONGEST_PLAIN_OFFICE:
            return mention, end
    if len(run) == 1 and office_at(tokens, first):  # `Officials said`, `Стороны отметили`
        return _office_phrase(text, tokens, first, first)
    if len(run) == 1 and is_plural_of_office(run[0]):  # `Headteachers said`
        return Mention(Span(run[0].start, run[0].end)), after
    while run and (is_ordinary(run[0].lower) or (len(run) > 2 and run[0].lower in EPITHETS)):
        run = run[1:]
    run = without_town(tokens, first, from_given_name(run))
    whole, run = run, one_name(text, run)
    after -= sum(token.start > run[-1].start for token in whole) if run else 0
    if not run or run[-1].lower in NO_PERSON or run[0].text in CAPITAL_VERBS:
        return None, after
    if len(run) > 1 and run[0].lower in PLACES:
        return Mention(Span(run[0].start, run[-1].end)), after
    if len(run) > 1 and run[-1].lower in BODY_NAMES:
        at = after_place(text, tokens, after, _OF_BODY)
        return Mention(Span(run[0].start, tokens[at - 1].end)), at
    if run[-1].text.endswith(("’s", "'s")):
        # `Norcott's letters` are not he; nor is `Fusetti’s spokesman`, who is somebody else.
        mention, end = _office_phrase(text, tokens, first, after)
        return (mention, end) if mention else (None, after)
    words = [token.lower for token in run]
    unvoiced = any(word in UNVOICED for word in words)
    span = Span(run[0].start, run[-1].end)
    unvoiced = unvoiced or _NOBODY_NAMED.search(text, max(0, span.start - 20), span.start) is not None
    if first and tokens[first - 1].lower == "the" and adjacent(text, tokens[first - 1], run[0]):
        if len(run) > 2 and gender_of_name(printed_name(run[-2:])):  # `the Conservative Ann Pell`
            return Mention(span, name=printed_name(run[-2:])), after
        return _after_the(Span(tokens[first - 1].start, span.end), words, unvoiced), after
    return Mention(span, name=printed_name(run), unvoiced=unvoiced), after


def _after_the(span: Span, words: Sequence[str], unvoiced: bool) -> Mention:
    """`the Orvanian` is somebody from there; `the Kremlin`, `the Corn Hall` may speak, and are nobody."""
    if len(words) == 1 and words[0].endswith(DEMONYM_ENDINGS):
        return Mention(span, office=NATIONAL, qualifiers=frozenset(words))
    return Mention(span, unvoiced=unvoiced)


def _is_plain_noun(text: str, tokens: Sequence[Token], run: Sequence[Token], after: int) -> bool:
    """`Opposition leader`, `Fruit importer`: a noun before an office in lower case, and no name before a verb."""
    if len(run) != 1 or run[0].lower in ORDINARY:
        return False
    for at in range(after, min(after + 2, len(tokens))):
        if is_adverbial(text, tokens[at - 1]):  # `Кездесу соңында елші`
            return False
        if tokens[at].capital or tokens[at].lower.endswith("ed") or tokens[at].lower in VERBS_BETWEEN:
            return False
        if office_at(tokens, at):
            return True
    return False


def _appositions_joined(text: str, found: list[Mention]) -> list[Mention]:
    joined: list[Mention] = []
    for mention, after in zip_longest(found, found[1:]):
        last = joined[-1] if joined else None
        in_list = _is_next_in_list(text, joined, mention) or _is_before_its_name(text, last, mention, after)
        if last and not in_list and _is_apposition(text, last, mention):
            field = _BARE_APPOSITION.fullmatch(text[last.span.end : mention.span.start])
            of = field["of"] if field else ""  # `Oskar Venn, transport minister,`
            joined[-1] = replace(
                last,
                span=Span(last.span.start, _end_of_apposition(text, last, mention)),
                name=last.name or mention.name,
                office=last.office or mention.office,
                words=last.words or of + mention.words,
                qualifiers=last.qualifiers | mention.qualifiers.union(of.lower().split()),
                gender=last.gender or mention.gender,
                indefinite=False,  # `a farmer, Jory Pell,` has a name
                further=(*last.further, mention) if _is_further(last, mention) else last.further,
            )
        else:
            joined.append(mention)
    return joined


def _is_next_in_list(text: str, before: Sequence[Mention], mention: Mention) -> bool:
    """`Ann Pell (Chair), Oskar Venn, the Secretary`: where offices have brackets, a comma leads to somebody else."""
    if mention.span.of(text).split()[0].lower() not in DETERMINERS:
        return False
    after = mention
    for one in before[: -_LONGEST_LIST - 1 : -1]:
        if text[one.span.end : after.span.start].strip(" ") != ",":
            return False
        if one.name and one.office and text[one.span.end - 1] == ")":
            return True
        after = one
    return False


def _is_before_its_name(text: str, last: Mention | None, mention: Mention, after: Mention | None) -> bool:
    """`the minister, Ann Pell, the mayor, Oskar Venn`: where names follow their offices, the next one is his."""
    if last is None or after is None or not (last.name and last.office) or mention.name:
        return False
    plain = bool(after.name) and not after.office and not after.pronoun
    return plain and text[mention.span.end : after.span.start] == ", "


def _plurals_shared(text: str, found: list[Mention]) -> list[Mention]:
    """`Councillors Ann Pell, Oskar Venn and Jory Moss`, `Messrs Pell and Venn`: each of them is one."""
    shared: list[Mention] = []
    of_all: Mention | None = None
    for mention in found:
        between = text[shared[-1].span.end : mention.span.start].strip() if shared else ""
        if of_all and between in (",", "and", ", and", "и") and _is_named_like(of_all, mention):
            shared.append(replace(mention, office=of_all.office, words=of_all.words, gender=of_all.gender))
            continue
        of_all = mention if mention.name and _is_of_several(mention.span.of(text)) else None
        shared.append(mention)
    return shared


def _is_named_like(first: Mention, mention: Mention) -> bool:
    """Another of them, who has no title of his own; `Republican`, after a full name, is none."""
    plain = bool(mention.name) and not (mention.office or mention.gender)
    return plain and (" " in mention.name) == (" " in first.name)


def _is_of_several(printed: str) -> bool:
    """`the Ministers Ann Pell`, `Messrs Pell`: more names follow."""
    first = printed.lower().removeprefix("the ").split()[0]
    return first.rstrip(".") == "messrs" or (first not in BODIES and is_plural(first))


def _is_further(first: Mention, other: Mention) -> bool:
    """An office beside the first; after `the minister of Tolvia, a member of the council` the country is the member."""
    return bool(first.office and other.office) and not other.indefinite


def _end_of_apposition(text: str, left: Mention, right: Mention) -> int:
    """With the bracket that closes it: `Judith Farrant (Town Clerk)`."""
    opened = text[left.span.end : right.span.start].strip() == "("
    return right.span.end + (opened and text.startswith(")", right.span.end))


def _is_apposition(text: str, left: Mention, right: Mention) -> bool:
    """`the negotiator, Idris Malouf,` and `Idris Malouf, the negotiator,`; a list of names is none."""
    if left.pronoun or right.pronoun or bool(left.name) == bool(right.name) or left.collective or right.collective:
        return False
    if not (left.office or right.office):
        return False
    between = text[left.span.end : right.span.start]
    printed = right.span.of(text)
    if between.strip() in _DASHES and printed[0].isupper() and printed.split()[0].lower() in DETERMINERS:
        return False  # `CALDER – The minister, Elin Tarsk, said`: a sentence begins behind the place
    closes = text[right.span.end : right.span.end + 2].partition("\n")[0].lstrip()[:1]
    if left.name and _BARE_APPOSITION.fullmatch(between) and not right.words[:1].isupper():
        return closes in _CLOSERS
    if between.strip() == "(" and "\n" not in between:  # `Judith Farrant (Town Clerk)`, `the Clerk (Mrs Farrant)`
        return closes in (",", ")", "")
    if left.name and between.strip() in _DASHES and "\n" not in between:  # `Ann Pell – Minister of Health;`
        return closes in (",", ";", "")
    return between.strip() == "," and "\n" not in between and closes in (*_CLOSERS, '"')
