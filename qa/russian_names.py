"""Whether a Russian name is a woman's or a man's, where the name alone does not tell.

`Александра Громова` is a woman, or a man in another case: what the article prints beside it decides.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

from qa.cases import gender_of, is_object, may_be_anybodys, nominative
from qa.records import Span

_LONGEST_CLAUSE = 120  # characters
_MARK = regex.compile(r"[,.;:!?…«»“”\"()–—\n]")
_WORD = regex.compile(r"[\p{L}-]+")
_SAYS = "(?:говорит|сообщает|отмечает|считает|заявляет|подч[её]ркивает|добавляет|рассказывает|поясняет|напоминает)"
_HER_VERB = r"(?:\p{L}{2,}(?:ла|лась)|уверена|убеждена|согласна)\b"
_ADVERBS = "также тоже затем потом сегодня вчера накануне ранее раньше позже снова вновь уже ещё еще не".split()
_ADVERB = "(?:" + "|".join(_ADVERBS) + ")"
_WORDS_BETWEEN = rf"(?:{_ADVERB}\s+|(?:в|во|на|по|после)\s+\p{{Ll}}+\s+|\p{{Ll}}+(?:ам|ям|ему|ому)\s+){{0,3}}"
# `…», — сказала Александра Громова`, `Выступила Александра Громова`: the verb opens the clause.
_VERB_OPENS = regex.compile(rf"^(?:{_ADVERB}\s+)*{_HER_VERB}\s+{_WORDS_BETWEEN}$", regex.IGNORECASE)
_SAYS_OPENS = regex.compile(rf"^(?:{_ADVERB}\s+)*{_SAYS}\s+{_WORDS_BETWEEN}$", regex.IGNORECASE)
# `об этом сказала Александра Громова`: verbs that have no object who could be she.
_TOLD_BY_HER = regex.compile(
    rf"\b(?:сказала|заявила|сообщила|рассказала|подчеркнула|добавила|пояснила|напомнила|ответила|написала|говорила|доложила"
    rf"|выступила|возразила|призналась|поделилась|высказалась)\s+{_WORDS_BETWEEN}$",
    regex.IGNORECASE,
)
_VERB_FOLLOWS = regex.compile(rf"\s+(?:{_ADVERB}\s+)*{_HER_VERB}")
# `Александра Громова считает`, and the label of a turn: `Александра Громова (совет): …`.
_SAYS_FOLLOWS = regex.compile(rf"\s+(?:{_ADVERB}\s+)*{_SAYS}\b|(?:\s\([^()\n]{{1,60}}\))?[*_]{{0,2}}:")
_APPOSITION_AND_VERB = regex.compile(rf",[^.;:!?«»“”\n]{{2,80}},\s+(?:{_ADVERB}\s+)*{_HER_VERB}")
_HER_ADJECTIVE = regex.compile(r"\b\p{L}+(?:ая|яя|аяся)\b")
_BEFORE_SUBJECT = frozenset([*_ADVERBS, *"и а но что как когда если".split()])
_PREPOSITIONS = frozenset(
    "без в вместо вне возле вокруг для до за из из-за из-под кроме мимо на насчёт о об около от по под помимо после "
    "при про против ради с со среди у через".split()
)
# `по словам Александра Громова`; `в письме Александра Громова`, where no verb of hers follows.
_WORDS_OF_SOMEBODY = regex.compile(
    r"\b(?:по|от|согласно|на)\s+(?:словам|мнению|оценке|данным|информации|сведениям|подсчётам|версии|имени|просьбе"
    r"|поручению|инициативе|предложению|приглашению|решению|вопросы?|слова)\s+$",
    regex.IGNORECASE,
)
_PAPERS_OF_SOMEBODY = regex.compile(
    r"\b(?:из|в|с|к|о|об)\s+(?:письм[еау]|заявлени[еию]я?|доклад[еау]|обращени[еию]я?|словах)\s+$", regex.IGNORECASE
)
_CONSONANTS = "бвгджзйклмнпрстфхцчшщ"
# Who belongs to somebody: `жена Александра Громова` is another, whatever she says.
_BELONGS = regex.compile(
    r"\b(?:жена|супруга|мать|мама|дочь|сестра|вдова|невеста|подруга|помощница|представительница|защитница|соратница)\s",
    regex.IGNORECASE,
)
# So may these be, where only a verb in the present follows.
_AIDE = regex.compile(
    r"\b(?:секретарь|помощник|представитель|заместитель|адвокат|советник|водитель|соратник)\s", regex.IGNORECASE
)


# `похвалил Александра Громова`: no woman is the subject of it.
_IS_MET = regex.compile(r"\p{L}{2,}(?:[аяеиоуы]л|[аяеиоуы]ли|лся|лись)\s+$")
_HIS_VERB = (
    r"(?:сказал|заявил|отметил|сообщил|подчеркнул|добавил|заметил|рассказал|пояснил|напомнил|предложил|ответил|спросил|признал"
    r"|объяснил|уточнил|возразил|пошутил|согласился)\b"
)
_HE_SAYS_BEFORE = regex.compile(rf"^(?:{_ADVERB}\s+)*{_HIS_VERB}\s+{_WORDS_BETWEEN}$", regex.IGNORECASE)
_HE_SAYS_AFTER = regex.compile(rf"\s+(?:{_ADVERB}\s+)*{_HIS_VERB}")


class Told(NamedTuple):
    """A name, in the nominative where its bearer is sure, and `female`, `male` or empty."""

    name: str
    gender: str


def told(text: str, span: Span, name: str, office: str, gender: str) -> Told:
    """Of a name that stands in `span`, with its office. `office` is that in the nominative; `gender` what is known."""
    if " " not in name:
        return Told(name, gender or _of_verb_beside(text, span, name))
    trade, _, rest = name.partition(" ")
    if trade[-1] in _CONSONANTS and may_be_anybodys(rest) and _is_subject(text, span):
        return Told(rest, "female")  # `Юрист Александра Лапина сказала`: nobody else’s verb has this form
    if may_be_anybodys(name):
        own = gender or _around(text, span, name, office)
        return Told(nominative(name, is_oblique=own == "male"), own)
    return Told(nominative(name, is_oblique=False), gender or gender_of(name))


def _of_verb_beside(text: str, span: Span, surname: str) -> str:
    """`сказала Громова`, `Громов сказал`; not `сказал министр Громова`, where the verb is that of the office."""
    if _is_subject(text, span):
        return "female"
    if span.of(text) != surname:
        return ""
    he = _HE_SAYS_BEFORE.search(_clause_before(text, span.start)) or _HE_SAYS_AFTER.match(text, span.end)
    return "male" if he else ""


def _around(text: str, span: Span, name: str, office: str) -> str:
    printed = span.of(text).removesuffix(name)
    if _BELONGS.search(printed):
        return ""
    if _HER_ADJECTIVE.search(printed):
        return "female"
    clause = _clause_before(text, span.start)
    if _is_declined(printed, office) or _WORDS_OF_SOMEBODY.search(clause):
        return "male"
    if _is_subject(text, span):
        return "female"
    says = not clause and not _AIDE.search(printed) and _SAYS_FOLLOWS.match(text, span.end)
    if says or _SAYS_OPENS.search(clause):  # a man’s name would be in its own case
        return "female"
    return "male" if _is_governed_surely(clause) or _IS_MET.search(clause) else ""


def _is_declined(printed: str, office: str) -> bool:
    """`министра`, of which the office is `министр`."""
    words = printed.lower().split()
    return bool(words) and any(word not in words for word in office.lower().split())


def _is_subject(text: str, span: Span) -> bool:
    """Of a verb in the feminine, as far as the words beside tell."""
    clause = _clause_before(text, span.start)
    if _VERB_OPENS.search(clause) or _TOLD_BY_HER.search(clause):
        return True
    words = clause.split()
    if words and _VERB_OPENS.search(f"{words[-1]} ") and is_object(words[:-1]):
        return True  # `Депутату Рогову возразила Громова`
    if not _stands_free(clause):
        return False
    return bool(_VERB_FOLLOWS.match(text, span.end) or _APPOSITION_AND_VERB.match(text, span.end))


def _stands_free(clause: str) -> bool:
    """`На встрече также`: nothing that the name could belong to, as it does in `пресс-служба Александра Громова`."""
    words = [word.lower() for word in _WORD.findall(clause)]
    if not words or words[-1] in _BEFORE_SUBJECT:
        return True
    if _HER_ADJECTIVE.fullmatch(words[-1]):
        return True
    return len(words) > 1 and words[-1] not in _PREPOSITIONS and not _PREPOSITIONS.isdisjoint(words[-3:-1])


def _is_governed_surely(clause: str) -> bool:
    words = _WORD.findall(clause.lower())
    return bool(words and words[-1] in _PREPOSITIONS) or _PAPERS_OF_SOMEBODY.search(clause) is not None


def _clause_before(text: str, start: int) -> str:
    """What stands before a place, from the last mark on."""
    before = text[max(0, start - _LONGEST_CLAUSE) : start]
    clause: str = _MARK.split(before)[-1]
    return clause.lstrip(" \t*_•#>-")
