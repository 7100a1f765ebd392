"""Where an article says that people met: `A received B`, `talks between A and B`, `the council met on Monday`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import regex

from qa.overlaps import overlapping
from qa.paragraphs import paragraphs
from qa.records import Kind, Quotation, Span
from qa.sentences import sentences

# What people hold, sit in and are heard at.
OCCASION = regex.compile(
    r"\b(?:meetings?|minutes|talks|negotiations|hearings?|sessions?|sitting|conferences?|calls?|summit|consultations|inquiry"
    r"|committee|council|board|assembly|stand-?up|weekly|briefing|round ?table|debate|evidence|hansard|proceedings"
    r"|встреч\p{L}*|переговор\p{L}*|совещани\p{L}*|заседани\p{L}*|пресс-конференци\p{L}*|слушани\p{L}*|брифинг\p{L}*)\b",
    regex.IGNORECASE,
)
_TALKS = r"(?:talks|negotiations|consultations|discussions|meetings?|conversations?|calls?|summit)"
_TALKS_RUSSIAN = r"(?:встреч[уаи]|переговоры|совещани[ея]|заседани[ея]|бесед[уа]|консультации)"
# People before it, or on both sides of it.
_MET = regex.compile(
    r"\b(?:met(?: with)?|meets(?: with)?|receive[ds]|hosted|spoke (?:by (?:tele)?phone )?(?:to|with)|sat down with"
    r"|conferred with|chaired (?:a|the) (?:\w+ ){0,2}meeting"
    rf"|(?:held|holds|hold|had) (?:(?:a|an|their|his|her|the|[\p{{Ll}}-]+) ){{0,4}}?{_TALKS}(?: with)?"
    rf"|(?:call|meeting|talks) with"
    r"|встретил(?:ся|ась|ись)(?: со?)?|принял[аи]?(?! участие| решени| закон| мер)|побеседовал[аи]? со?"
    rf"|пров[её]л[аи]?́? (?:\p{{Ll}}+ ){{0,3}}?{_TALKS_RUSSIAN}(?: со?)?)(?!\p{{L}})",
)
# People after it.
_BETWEEN = regex.compile(
    rf"\b(?:{_TALKS}|Talks|Negotiations|Consultations|Meeting|Call)\b(?: [\p{{L}}-]+){{0,4}}? between"
    r"|\b[Пп]ереговоры(?: между)?|\b[Вв]стреча(?: между)?",
)
_BODY = r"(?:council|board|committee|commission|cabinet|assembly|inquiry|panel|senate|parliament|trustees|governors)"
# A body, of whose members nobody is named.
_SITTING = r"(?:meeting|session|hearing)"
_SAT = regex.compile(
    rf"\b{_BODY}(?: of [\p{{L}} ]{{1,40}}?)? "
    rf"(?:met|meets|convened|sat|hears|heard|held (?:a|an|its) (?:\p{{Ll}}+ ){{0,3}}?{_SITTING})\b"
    r"|\b(?:inquiry|hearing)(?: (?:into|on|of) [\p{L}’' ]{1,60}?)? (?:opened|began|resumed|hears|heard)\b"
    rf"|\b(?:at|during) (?:a|an|the|its|their|\w+day[’']s) (?:[\p{{L}}-]+ ){{0,4}}?{_BODY} {_SITTING}\b"
    rf"|\b(?:at|during) (?:a|an|the) (?:[\p{{Ll}}-]+ ){{0,2}}?{_SITTING} of (?:the )?(?:[\p{{L}}-]+ ){{0,4}}?{_BODY}\b"
    rf"|\btold (?:a|an|the) (?:[\p{{L}}-]+ ){{0,3}}?(?:inquiry|{_BODY} {_SITTING})\b",
    regex.IGNORECASE,
)
# It has not taken place, or it is not this article's.
_NOT_HELD = regex.compile(
    r"\b(?:tomorrow|next (?:week|month|year)|upcoming|cancel\p{L}+|postpon\p{L}+|called off|call off|scheduled|planned"
    r"|завтра|состоится|состоятся|отмен\p{L}+|предстоящ\p{L}+|планиру\p{L}+|перенес\p{L}+)\b",
    regex.IGNORECASE,
)
_NOT_THIS_ONE = regex.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|to|had|never|not|who|which|whom|when|since|before|after"
    r"|if|until|that|once|last|будет|не|который|которая|которые|ранее)(?: (?:also|first|been|be))?\s*$",
    regex.IGNORECASE,
)
_SENTENCES_OF_OPENING = 5
_PARAGRAPHS_OF_OPENING = 8


@dataclass(frozen=True, slots=True)
class Occasion:
    """A sentence of the opening that says that people met, and the words of it that do.

    `is_between` where those who met are named after the words only, `is_body` where a body met.
    """

    sentence: Span
    words: Span
    is_between: bool = False
    is_body: bool = False


def opening(text: str, said: Sequence[Quotation]) -> list[Span]:
    """The first sentences that are the article's own: headings, and the lead."""
    first = paragraphs(text)[:_PARAGRAPHS_OF_OPENING]
    every = (sentence for paragraph in first for sentence in sentences(text, paragraph))
    direct = ((span, q) for q in said if q.kind is not Kind.INDIRECT for span in q.spans)
    own = (s for s, near in overlapping(every, direct) if not any(span.contains(s) for span, _ in near))
    return list(islice(own, _SENTENCES_OF_OPENING))


def occasions(text: str, within: Sequence[Span]) -> list[Occasion]:
    """Those sentences that say that people met; of each, only the first words that do."""
    return [found for sentence in within if (found := _occasion(text, sentence)) is not None]


def _occasion(text: str, sentence: Span) -> Occasion | None:
    if _NOT_HELD.search(text, *sentence):
        return None
    for form in (_BETWEEN, _SAT, _MET):
        for match in form.finditer(text, *sentence):
            if not _NOT_THIS_ONE.search(text[sentence.start : match.start()]):
                return Occasion(sentence, Span(*match.span()), form is _BETWEEN, form is _SAT)
    return None
