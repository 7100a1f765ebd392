"""Interviews as magazines print them: the questions set in bold or in italics, and nobody's name before them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from qa.mentions import Mention, mentions
from qa.name_lines import SENTENCE_END
from qa.names import same_name
from qa.records import Span
from qa.subjects import is_subject
from qa.turns import continued, ends_turn, is_stage_direction

_SET_OFF = regex.compile(
    r"(?P<form>\*{1,3}|_{1,2})(?P<words>[^\s*_][^*_]*)(?P=form)|(?P<form>#{2,6}[ \t]+)(?P<words>[^\n]+\?)"
)
_SET_OTHERWISE = regex.compile(r"(?P<mark>[*_])[^\s].*(?P=mark)", regex.DOTALL)
_PULLED = regex.compile(r">")
_ASKED = regex.compile(r"[?？][”\"»’)\]]?$")
_FEWEST_QUESTIONS = 2
_ONE_IN = 2
_OF_ONESELF = regex.compile(r"\b(?i:I(?:[’'](?:m|ve|d|ll))?|my|me|myself|я|мне|меня|мой|моя)\b")
_IS_INTERVIEW = regex.compile(
    r"\b(?:interview|in conversation with|(?:talk(?:s|ed|ing)?|sp(?:ea|o)ks?) (?:to|with|about)|meets?|q ?& ?a"
    r"|интервью|беседова)",
    regex.IGNORECASE,
)
_HEAD = 4_000  # characters before the first question, in which the two are named
_NAME = (
    r"\p{Lu}[\p{L}\p{M}’'\-]+"
    r"(?:[ \t]+(?:(?i:d[aeiu]|van|von|der|den|la|le)[ \t]+)*(?:\p{Lu}\.|\p{Lu}[\p{L}\p{M}’'\-]*)){1,3}"
)
_BYLINE = regex.compile(
    r"^[\W_]*(?:(?i:(?:interview(?:er|ed)?|text|words|story|questions)(?:[ \t]+by)?|by|интервью|текст|беседовала?))"
    rf"[ \t]*[:|—–-]?[ \t]+(?P<name>{_NAME})(?=[ \t]*(?:$|[*_·|•,;./]|(?i:photo|illustration)))",
    regex.MULTILINE,
)
_MEETS = regex.compile(
    rf"(?P<name>{_NAME})[ \t]+(?i:me(?:e?t)s?|interview(?:s|ed)|ask(?:s|ed)|s[ia]ts? down with|catches up with)"
    rf"[ \t]+(?:\p{{L}}+[ \t]+){{0,4}}?{_NAME}"
)
_CREDIT = regex.compile(
    r"[\W_]*(?:\p{L}+[ \t]+){0,2}\p{L}+(?:[ \t]+by)?[ \t]*:[ \t]+\p{Lu}[^.?!\n]{1,80}|[\W_]*(?i:by)[ \t]+\p{Lu}.*"
)


class Spoken(NamedTuple):
    """What one of the two says; `source` is None where the page does not tell who that is."""

    source: Mention | None
    pieces: tuple[Span, ...]


def interview(text: str, paragraphs: Sequence[Span]) -> list[Spoken]:
    """The questions and the answers in order; none where the page is no interview of this kind."""
    questions = _questions(text, paragraphs)
    first = next((at for at, words in enumerate(questions) if words), None)
    if first is None:
        return []
    head = [paragraph for paragraph in paragraphs[:first] if paragraph.start < _HEAD]
    asking = _interviewer(text, Span(0, min(_HEAD, paragraphs[first].start)))
    answering = _interviewee(text, head, asking.name if asking else "")
    found: list[Spoken] = []
    goes_on = False
    for paragraph, words in zip(paragraphs[first:], questions[first:], strict=True):
        if words:
            found += [Spoken(asking, (words,)), Spoken(answering, ())]
            goes_on = True
        elif is_stage_direction(text, paragraph) or _PULLED.match(text, *paragraph):
            continue
        elif ends_turn(text, paragraph) or _SET_OTHERWISE.fullmatch(text, *paragraph):
            goes_on = False  # a note of the editors, a heading
        elif goes_on:
            found[-1] = found[-1]._replace(pieces=continued(text, found[-1].pieces, paragraph))
    answers = [one.pieces for one in found[1::2] if one.pieces]
    return [one for one in found if one.pieces] if _is_personal(text, paragraphs[first].start, answers) else []


def _questions(text: str, paragraphs: Sequence[Span]) -> list[Span | None]:
    """The words of each paragraph that is set as the questions are, from the first question on."""
    found = [_SET_OFF.fullmatch(text, *paragraph) for paragraph in paragraphs]
    asked = [match is not None and _ASKED.search(match["words"]) is not None for match in found]
    forms = Counter(_form(match) for match, asks in zip(found, asked, strict=True) if match and asks)
    form, count = max(forms.items(), key=lambda one: one[1], default=("", 0))
    first = next((at for at, match in enumerate(found) if match and asked[at] and _form(match) == form), 0)
    alike = [match if match and at >= first and _form(match) == form else None for at, match in enumerate(found)]
    prompts = [match if match and SENTENCE_END.search(match["words"]) else None for match in alike]
    if count < _FEWEST_QUESTIONS or count * _ONE_IN < sum(match is not None for match in prompts):
        return [None] * len(paragraphs)
    return [Span(*match.span("words")) if match else None for match in prompts]


def _form(match: regex.Match[str]) -> str:
    return str(match["form"]).strip()


def _is_personal(text: str, first: int, answers: Sequence[Sequence[Span]]) -> bool:
    """Somebody answers for himself: a page of frequent questions is nobody's words."""
    if _IS_INTERVIEW.search(text, 0, min(first, _HEAD)):
        return bool(answers)
    own = sum(any(_OF_ONESELF.search(text, *piece) for piece in pieces) for pieces in answers)
    return own * _ONE_IN >= len(answers) > 0


def _interviewer(text: str, head: Span) -> Mention | None:
    """Whose byline it is, or who `meets` somebody: if that is one person."""
    found = [*_BYLINE.finditer(text, *head), *_MEETS.finditer(text, *head)]
    named = {match["name"]: Span(*match.span("name")) for match in reversed(found)}
    [(name, span), *others] = named.items() or [("", head)]
    return Mention(span, name=name) if name and not others else None


def _interviewee(text: str, head: Sequence[Span], interviewer: str) -> Mention | None:
    """The only one named in full in the title and the lead, or the only one of whom they speak."""
    named: dict[str, Mention] = {}
    for mention in _named_in_full(text, head):
        if not (interviewer and same_name(mention.name, interviewer)):
            named.setdefault(mention.name, mention)
    spoken_of = [mention for mention in named.values() if is_subject(text, mention)]
    plain = list(named.values()) if len(named) == 1 else spoken_of
    return plain[0] if len(plain) == 1 else None


def _named_in_full(text: str, head: Sequence[Span]) -> Iterator[Mention]:
    for paragraph in head:
        if not _CREDIT.fullmatch(text, *paragraph):
            yield from (one for one in mentions(text, paragraph) if " " in one.name and not one.unvoiced)
