"""The mention beside a reporting verb: before it or after it, alone, in apposition, or with others."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import regex

from qa.cases import is_object, is_womans_object, nominatives
from qa.cues import Cue
from qa.kazakh_names import is_kazakh
from qa.lexicon import VERBS_BETWEEN
from qa.mentions import Mention
from qa.names import is_cyrillic
from qa.records import Span

LONGEST_BETWEEN = 200  # characters between a source and its verb
_SECOND_OFFICE = regex.compile(r",\s(?P<office>[а-яё][^,.;:!?\n]{1,120}),\s")
_MOST_IN_ASIDE = 5  # mentions
_OF_GENDER = regex.compile(r"\p{Cyrillic}л(?P<hers>а|ась)?(?:ся)?(?=\s|$)")
_IS = regex.compile(r"\b(?:is|are|was|were|been|be|becam?e|remain(?:s|ed)?)\s+$")
_LONGEST_IS = 12
_NOT = regex.compile(r"\bnot\s+$", regex.IGNORECASE)
# Between the source and its verb: `the chair, who was late, also told`.
_FILLER = regex.compile(
    r"[,\s]*(?:(?:who|also|then|later|once|again|further|furthermore|thus|in turn|for (?:his|her|their) part|"
    r"today|yesterday|"
    r"has|had|have|did|all|both|"
    r"repeatedly|earlier|recently|in particular|separately|additionally|clearly|simply|finally|"
    r"now|only|"
    r"just|still|briefly|quietly|previously|on \w+day(?: \w+)?|on \w+ \d+|last \w+|this \w+|in \w+|at the \w+|"
    r"также|затем|в свою очередь|отдельно|особо|далее|при этом|ещё|еще)[,\s]+)*",
    regex.IGNORECASE,
)
# A full stop in it belongs to an abbreviation: `X, R-Ky.,`, `X of St. Calder,`.
_APPOSITION = regex.compile(
    r"\s*(?:\([^()\n]{1,80}\)\s*)?(?:,(?!\s+(?:and|but|while)\s)(?:[^.;:!?“”\"«»¤\n]|[“\"«]¤{1,30}[”\"»]|\.(?=[,\p{L}])|(?<=\b\p{Lu}\p{L}{0,3})\.){2,160},|\([^()\n]{1,80}\)"
    r"|[–—]\s[^.;:!?“”\"«»¤\n–—]{2,160}\s[–—],?)\s*"
)
_RELATIVE = regex.compile(r"\s+who\s[^,.;:!?¤“”\"]{2,80}\s")
# Between an inverted verb and its source: nothing, a word or two (`said union leader X`), or how it is said (`said, to
# applause, X`).
_BEFORE_SOURCE = regex.compile(
    r"[\s,]*|\s+(?:(?!(?:by|to|with)\b)\p{Ll}+\s+){1,2}|\s+(?:(?=\p{Cyrillic})\p{Lu}\p{L}+[ую]\s+){1,2}"
    r"|,\s+(?:to|with|in|on|at|after|amid|под|после|на|с|\p{Ll}+(?:я|ясь|вшись))\s[^,.;:!?¤“”\"«»]{2,60},\s+"
)
_ALL = regex.compile(r"\b(?:all|both)\s*$")
_AND = regex.compile(r",?\s+(?:and|и)\s+")
_OR = regex.compile(r"\s+(?:or|или)\s+")
_NOR = regex.compile(r"\s+(?:nor|ни)\s+")
_COMMA = regex.compile(r",\s+")
_ENDS_CLAUSE = regex.compile(r"\s*(?:[,.;:!?¤”»\"]|$)")
_CLAUSE_BEGINS = regex.compile(r"[,.;:!?¤”»\"–—]")
_BEFORE_SUBJECT = 2  # words
_LONGEST_PRONOUN = 6
_PREPOSITION = regex.compile(
    r"(?<!\w)(?:by|of|with|from|to|for|at|about|against|than|near|behind|like|in|under|outside|on|over|into|across)\s+$",
    regex.IGNORECASE,
)
_LONGEST_PREPOSITION = 10
_WHO = regex.compile(r",?\s+who\b")
# What stands before somebody who is not the one who speaks: `friends of`, `a source close to`.
_OF_SOMEBODY = regex.compile(
    r"(?<![\w¤])(?!(?:in|on|at|after|before|during)\s)(?<!\b(?:in|on|at|as)\s+)(?:\p{L}[\w’'-]*\s+)"
    r"(?:close\s+)?(?:to|of|for|with|near|behind|from)\s+$",
    regex.IGNORECASE,
)
_OF_HOUSE = regex.compile(
    r"\s+(?:of|from|at|with)\s+(?:(?!(?:and|or|but|who|which|that|has|had|is|was|were)\s)[\p{L}\p{M}’'&.-]+\s+){1,5}"
)
_IN_RELATIVE = regex.compile(r",?\s+who\s[^,.;:¤]{0,80}")
_PRINTED_WORD = regex.compile(r"\S+")
_IN_COMMAS = regex.compile(r",\s[^,.;:¤]{0,80}")
_OBJECT_PRONOUN = regex.compile(r"(?<=\s)(?:him|her|his)(?=\s*[,.;:])|(?<=\s)(?:его|её|ее)\b", regex.IGNORECASE)


def without_listeners(text: str, people: Sequence[Mention]) -> list[Mention]:
    """Without those who are told, in Russian: `сказала Оскару Венну Элин Тарск` has one mention, of Элин Тарск."""
    kept: list[Mention] = []
    for one in people:
        words = list(_PRINTED_WORD.finditer(text, *one.span))
        subject = nominatives([word.group() for word in words])
        if len(subject) == len(words) or is_kazakh(text, *one.span):
            kept.append(one)
        elif subject and not one.office:
            span = Span(words[subject[0]].start(), words[subject[-1]].end())
            kept.append(replace(one, span=span, name=span.of(text)))
    return kept


def source_before(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """The mention to the left, with no more than fillers or an apposition between it and the verb."""
    people = [one for one in people if agrees(text, cue, one)]
    ends = [mention.span.end for mention in people]
    for at in reversed(range(bisect_right(ends, cue.span.start))):
        mention = people[at]
        between = text[mention.span.end : cue.span.start]
        if len(between) > LONGEST_BETWEEN:
            break
        if between.strip() == "," and _IS.search(text, max(0, mention.span.start - _LONGEST_IS), mention.span.start):
            continue  # `Tolvia was a good partner, said X`
        governed = _PREPOSITION.search(text, max(0, mention.span.start - _LONGEST_PREPOSITION), mention.span.start)
        if governed and not _WHO.match(between):
            owner = _OF_SOMEBODY.search(text, max(0, mention.span.start - LONGEST_BETWEEN), mention.span.start)
            if owner and _FILLER.fullmatch(between) and not _describes(text, people[: at + 1], owner.start(), between):
                return _somebody_near(text, people[: at + 1], owner.start())
            continue  # `a friend of X said`
        if between.strip() == "," and at + 1 < len(people) and _stands_behind(text, cue, people[at + 1]):
            continue  # `Bridges, said Ivo Tarn, will open in May`
        if _NOT.search(text, max(0, mention.span.start - _LONGEST_IS), mention.span.start):
            continue  # `It was X, not Y, who said`
        pair = people[max(0, at - 1) : at + 1]
        if _FILLER.fullmatch(between) and not (between.strip() == "," and _is_in_apposition(text, pair)):
            return _with_those_before(text, people[: at + 1], between)
        apposition = _APPOSITION.match(between)
        if " " in mention.name and not cue.weak and _OF_HOUSE.fullmatch(between):
            return _with_those_before(text, people[: at + 1], between)
        if _RELATIVE.fullmatch(between):
            return _with_those_before(text, people[: at + 1], between)
        if apposition and _FILLER.fullmatch(between[apposition.end() :]) and not mention.pronoun:
            return _with_those_before(text, people[: at + 1], between)
    return None


def agrees(text: str, cue: Cue, mention: Mention) -> bool:
    """Not so in `На вопросы Олега Ветрова ответила Нина Саблина`, `сказал в разговоре с Ниной Саблиной Олег Ветров`: a
    name without an office has the verb's gender, unless `сообщил ветеринар Нина Саблина`. Nor does a name in another
    case: `Зимину поддержала Вера Крылова`."""
    verb = _OF_GENDER.search(text, *cue.span)
    words = mention.span.of(text).split()
    if not cue.leads and mention.name and is_cyrillic(mention.name) and is_object(words):
        return False
    if not (verb and mention.name and mention.gender) or mention.office or not is_cyrillic(mention.name):
        return True
    if verb["hers"]:
        return mention.gender == "female" and not is_womans_object(words)
    return mention.gender == "male" or mention.span.of(text).endswith(mention.name)


def _stands_behind(text: str, cue: Cue, mention: Mention) -> bool:
    """Right behind the verb, and nothing else up to a comma or the end: a subject has no comma before its verb."""
    between, after = text[cue.span.end : mention.span.start], text[mention.span.end : mention.span.end + 1]
    return between.isspace() and after in (",", ".", "")


def _describes(text: str, people: Sequence[Mention], start: int, behind: str) -> bool:
    """`Oskar Venn, who came from Tolvia, said`, `Oskar Venn, a friend of Mayor Pell, said`: what is told of him."""
    described = next((one for one in reversed(people[:-1]) if one.span.end < start), None)
    if described is None or described.pronoun:
        return False
    opening = text[described.span.end : start]
    if _IN_RELATIVE.fullmatch(opening):
        return True
    return bool(described.name) and behind.startswith(",") and _IN_COMMAS.fullmatch(opening) is not None


def _is_in_apposition(text: str, pair: Sequence[Mention]) -> bool:
    """`Rosalind Peake, counsel to the inquiry, asked`: the office is an apposition of the name before it."""
    if len(pair) < 2 or not (pair[0].name or pair[0].office):
        return False
    between = text[pair[0].span.end : pair[1].span.start]
    first = pair[0].span.start
    if (
        between.strip() == ","
        and pair[1].name
        and _PREPOSITION.search(text, max(0, first - _LONGEST_PREPOSITION), first)
    ):
        return False  # `an aide to Mayor Pell, Ann Roth, said`
    return bool(
        regex.fullmatch(
            r",(?!\s*(?:and|but|while)\s)\s*(?:[^,.]{0,60}\s)?" if pair[0].name else r",\s*who\s[^,.]{0,60}\s", between
        )
    )


def source_after(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """The mention right after: `said union leader X`, `according to her`."""
    pronoun = _OBJECT_PRONOUN.search(text, cue.span.start, cue.span.end + _LONGEST_PRONOUN) if cue.leads else None
    if pronoun:
        gender = "male" if pronoun.group().lower() in ("him", "his", "его") else "female"
        return Mention(Span(*pronoun.span()), gender=gender, pronoun=True)
    people = [one for one in people if agrees(text, cue, one)]
    at = bisect_left([mention.span.start for mention in people], cue.span.end)
    if at == len(people) or not _BEFORE_SOURCE.fullmatch(text[cue.span.end : people[at].span.start]):
        return None
    return _with_second_office(text, people[at : at + _MOST_IN_ASIDE]) or _with_the_one_after(text, people[at : at + 2])


def _with_second_office(text: str, people: Sequence[Mention]) -> Mention | None:
    """`по словам заместителя мэра, руководителя порта Элины Тарск, …`: the name follows the second office."""
    first = people[0]
    aside = _SECOND_OFFICE.match(text, first.span.end) if first.office and not first.name else None
    if aside is None:
        return None
    offices = [one for one in people[1:] if one.office and one.span.end <= aside.end("office")]
    named = next((one for one in people[1:] if one.span.end == aside.end("office")), None)
    return named if named and " " in named.name and offices else None


def _with_those_before(text: str, people: Sequence[Mention], behind: str) -> Mention:
    """`X, Y and Z said`: neither the last one nor any other alone said it."""
    are_several = _ALL.search(behind) is not None
    first = len(people) - 1
    if _joins(text, people[-2:], _NOR):
        return replace(people[-1], unvoiced=True)  # neither of them says anything
    if _joins(text, people[-2:], _OR):
        return replace(together(people[-2:]), indefinite=True)
    while first and _joins(text, people[first - 1 : first + 1], _AND if first == len(people) - 1 else _COMMA):
        first -= 1
    if first == len(people) - 1:
        return replace(people[-1], collective=True) if are_several else people[-1]
    if are_several or _is_subject(text, people[first]):
        return together(people[first:])
    return replace(people[-1], collective=True) if people[first].name else people[-1]


def _somebody_near(text: str, people: Sequence[Mention], start: int) -> Mention:
    """`An adviser to Mayor Pell said`: somebody else, and nobody by name; `Jory Pell of Mill Lane` has one."""
    whole = Span(start, people[-1].span.end)
    nearer = people[-2] if len(people) > 1 and people[-2].span.end >= start else None
    if nearer and " " in nearer.name and not people[-1].office:
        return nearer
    if nearer:
        return replace(nearer, span=Span(nearer.span.start, whole.end), name="", indefinite=True)
    return Mention(whole, indefinite=True)


def _with_the_one_after(text: str, pair: Sequence[Mention]) -> Mention:
    """`said X and Y`, unless Y does something else: `said X and Y left`."""
    if len(pair) < 2 or not _joins(text, pair, _AND):
        return pair[0]
    closed = "," in pair[1].span.of(text) and text.startswith(",", pair[1].span.end)  # `and Y, the mayor, left`
    if _ENDS_CLAUSE.match(text, pair[1].span.end + closed):
        return together(pair)
    return replace(pair[0], collective=True) if pair[0].name else pair[0]


def _joins(text: str, pair: Sequence[Mention], link: regex.Pattern[str]) -> bool:
    named = len(pair) == 2 and all(mention.name or mention.office for mention in pair)
    return named and link.fullmatch(text[pair[0].span.end : pair[1].span.start]) is not None


def _is_subject(text: str, mention: Mention) -> bool:
    """`In turn, X and Y said`; not `The mayor met X and Y said`."""
    clause = _CLAUSE_BEGINS.split(text[: mention.span.start])[-1].split()
    return len(clause) <= _BEFORE_SUBJECT and not any(w.lower() in VERBS_BETWEEN or w.endswith("ed") for w in clause)


def are_joined(text: str, people: Sequence[Mention]) -> bool:
    """`X, Y and Z`, and nothing else between them."""
    links = [text[left.span.end : right.span.start] for left, right in pairwise(people)]
    return bool(links) and bool(_AND.fullmatch(links[-1])) and all(_COMMA.fullmatch(link) for link in links[:-1])


def together(people: Sequence[Mention]) -> Mention:
    """Several of whom each says it."""
    whole = Span(people[0].span.start, people[-1].span.end)
    return Mention(whole, collective=True, members=tuple(people))
