"""What kind of answer a question wants: words, a speaker, a time, a place, a number, yes or no, several, both sides."""

from __future__ import annotations

from enum import StrEnum

import regex


class QuestionKind(StrEnum):
    WHAT_SAID = "what-said"  # whatever is none of the others
    WHO_SAID = "who-said"
    WHEN = "when"
    WHERE = "where"
    HOW_MANY = "how-many"
    YES_NO = "yes-no"
    LIST = "list"
    COMPARE = "compare"


def kind_of(question: str) -> QuestionKind:
    """By the form of the question alone."""
    return next((kind for kind, form in _FORMS if form.search(question)), QuestionKind.WHAT_SAID)


def asks_what_was_said(question: str) -> bool:
    """`What did the mayor say about the ferry?`: it need not be that anything was."""
    return bool(_WHAT_WAS_SAID.search(question))


def asks_why(question: str) -> bool:
    """`Why was the ferry sold?`: it need not have been."""
    return bool(_WHY.search(question))


_WHAT_WAS_SAID = regex.compile(
    r"\b(?:what|how)\b.*\b(?:did|does|do|has|have|was|were|had)\b.*"
    r"\b(?:say|said|tell|told|think|thought|comment|mention|announce|promise)\b"
    r"|\bчто\b.*\b(?:сказал|говорил|заявил|сообщил|обещал)\p{L}*",
    regex.IGNORECASE,
)
_WHY = regex.compile(r"\bwhy\b|\bhow (?:did|does)\b.*\bexplain|\b(?:почему|зачем)\b", regex.IGNORECASE)

_BEFORE = r"^\W*(?:(?:and|but|so|also|well|а|и|но)\W+)?"
_AUXILIARY = r"(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|may|might|must)"
_PAST = r"(?:did|do|were|are|was|have|had)"
# The first that fits: `Who spoke about the ferry?` wants all of them, `Who said the ferry is old?` the one.
_FORMS = [
    (kind, regex.compile(form, regex.IGNORECASE))
    for kind, form in (
        (
            QuestionKind.COMPARE,
            r"\b(?:differ|differs|differed|differences?|compare|compared|comparison|versus|vs|contrast|disagreed?)\b"
            r"|\bboth sides\b|\beach (?:of (?:them|the)\b|one of|side|party|delegation|leader|president|minister)"
            r"|\beach sa(?:y|id)\b|^\W*how\b.*\bchanged?\b|\bhow (?:many|much)\b.*\bhow (?:many|much)\b"
            r"|\baccording to\b.*\baccording to\b"
            r"|\bсравни\p{L}*|\bотлича\p{L}+|\bразличи\p{L}+|\bкаждая (?:из )?сторон",
        ),
        (
            QuestionKind.LIST,
            rf"{_BEFORE}(?:please\s+)?(?:list|name|enumerate|перечисли\p{{L}}*|назови\p{{L}}*)\s"
            r"|\b(?:what|who|which) (?:all|else)\b|\beverything\b|\beveryone\b|\beverybody\b|\banyone\b|\banybody\b"
            r"|\bwhat (?:two|three|four|five|several) "
            rf"|{_BEFORE}(?:which|what)\s+(?:\p{{L}}+\s+){{0,2}}(?!(?:is|was|does|has|this)\b)\p{{L}}+(?<!s)s\s+{_PAST}\b"
            rf"|{_BEFORE}what (?:are|were) (?:all )?(?:the|their|his|her)\s+(?:\p{{L}}+\s+){{0,2}}\p{{L}}+(?<!s)s\b"
            rf"|{_BEFORE}who\s+(?:(?:was|were)\s+(?:present|there|absent)|attended|took part|spoke|speaks|commented"
            r"|(?:said|talked|told)\s+(?:\p{L}+\s+){0,2}about)\b"
            rf"|{_BEFORE}кто (?:присутств|участв|выступ|говорил|ещё|еще)\p{{L}}*",
        ),
        (
            QuestionKind.WHEN,
            rf"{_BEFORE}(?:(?:by|from|since|until|till|on)\s+)?when\b"
            rf"|{_BEFORE}(?:(?:by|on|in|at)\s+)?(?:what|which) (?:day|date|time|year|month|week)\b"
            rf"|{_BEFORE}how soon\b|{_BEFORE}(?:с\s+|до\s+)?когда\b|{_BEFORE}в как(?:ой день|ом году)\b",
        ),
        (
            QuestionKind.WHERE,
            rf"{_BEFORE}(?:from\s+)?where\b"
            rf"|{_BEFORE}(?:in|at|to|from) (?:what|which) (?:city|town|place|country|building|hall)\b"
            rf"|{_BEFORE}(?:где|куда|откуда)\b",
        ),
        (
            QuestionKind.WHO_SAID,
            rf"{_BEFORE}(?:who|whose|whom)\b"
            rf"|{_BEFORE}which (?:\p{{L}}+\s+){{1,3}}(?:said|says|called|told|asked|claimed)\b"
            rf"|{_BEFORE}кто\b",
        ),
        (
            QuestionKind.HOW_MANY,
            rf"{_BEFORE}(?:(?:to|by|for|in|at|from|with|of)\s+)?how\s+(?:many|much|long|old|far|tall|big|large|high|often)\b"
            rf"|{_BEFORE}what (?:percentage|share|number|proportion|amount|sum|price)\b"
            rf"|{_BEFORE}(?:\p{{L}}+\s+)?(?:сколько|скольк\p{{L}}+|до какого|на сколько|насколько)\b",
        ),
        (QuestionKind.YES_NO, rf"{_BEFORE}{_AUXILIARY}\b|{_BEFORE}правда ли\b|{_BEFORE}\p{{L}}+ ли\b"),
    )
]
