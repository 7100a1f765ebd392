"""When and where the meeting of an article took place, and when somebody's words were said: what the article tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import regex

from qa.headings import find_date
from qa.lexicon import MONTHS
from qa.paragraphs import DATE, is_dateline
from qa.periods import times_told
from qa.records import Article, Period, Quotation, Span

_NAME = r"\p{Lu}[\p{L}\p{M}’'-]*\.?(?:[ ](?:(?:of|the|de|del|della|di|da|la|le|al)[ ]){0,2}\p{Lu}[\p{L}\p{M}’'-]*){0,3}"
_AT = regex.compile(rf"\b(?:in|at|в|во)\s+(?:the\s+)?(?P<place>{_NAME}(?:,\s{_NAME})?)")
_HELD_AT = regex.compile(rf"\bheld\s+(?:in|at)\s+(?:the\s+)?(?P<place>{_NAME}(?:,\s{_NAME})?)")
# Between those who met and the place where they did.
_TO_PLACE = regex.compile(
    r"[\s,]*(?:(?:took place|(?:was|were) held|on \w+day|\w+day|on \d{1,2} \w+|today|yesterday"
    r"|this (?:morning|afternoon|evening)|прош\p{L}+|состоял\p{L}+)[\s,]*)*",
    regex.IGNORECASE,
)
# `PORTO SELLA, May 22 (VTA) — `
_DATELINE = regex.compile(
    r"^(?P<place>\p{Lu}{2}[\p{Lu} .’'-]*\p{Lu})(?:,[^—–\n]{1,40}?)?(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/)?"
    r"\s*[—–-]+\s(?=[^\n]{60})",
    regex.MULTILINE,
)
_NO_PLACE = regex.compile(
    rf"\b(?:{'|'.join(MONTHS)}|forum|summit|conference|congress|meeting|council|committee|board|session|times|post|courier|news|gazette|herald"
    r"|\w+day|parliament|published|updated|agency|press|office)\b",
    regex.IGNORECASE,
)
_BESIDE_DATE = regex.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)\p{L}*\.?|\d{1,2}[:.]\d{2}(?::\d{2})?|\b(?:[ap]\.?m\.?|gmt|cet|bst)(?!\p{L})",
    regex.IGNORECASE,
)
_HEAD_LINES = 12
_HEAD = 1_500  # characters
# Words between a cue and the time that goes with it: `told reporters in the corridor on Monday`.
_BESIDE_CUE = 40
_MARKS = regex.compile(r"[.;:,“”\"«»]")
_BREAKS = regex.compile(
    r"[.;:,“”\"«»]|\b(?:that|what|how|if|about|since|until|by|from|for|he|she|it|they|we|had|has|have|was|were|is|are|would"
    r"|will|could)\b",
    regex.IGNORECASE,
)
_ASIDE = regex.compile(
    r"[.;“”\"«»]|\b(?:since|until|who|whom|which|that|where|when|after|before|for|about|from|котор\p{L}+|после|до)\b",
    regex.IGNORECASE,
)
_BESIDE_MET = 120
_LEADS = regex.compile(r"[\s,“\"«—–-]*")


def day_of_record(article: Article) -> date | None:
    """Of minutes and transcripts: the date that their head prints."""
    return find_date(article.text[:_HEAD]) or article.date


def told_day(article: Article, sentence: Span, met: Span) -> Period | None:
    """The time that a sentence names beside the words that say who met, `met`: after them, or else before."""
    text = article.text
    after, before = list[Period](), list[Period]()
    for time in times_told(sentence.of(text), article.date):
        told = time.span.shifted(sentence.start)
        is_after = told.start >= met.start
        start, end = (met.end, told.start) if is_after else (told.end, met.start)
        if not _is_year(time.period) and end - start <= _BESIDE_MET and not _ASIDE.search(text, start, max(start, end)):
            (after if is_after else before).append(time.period)
    return next(iter([*after, *before]), None)


def _is_year(period: Period) -> bool:
    return (period.until - period.since).days > 360


def place_beside(text: str, start: int, sentence: Span) -> str:
    """`…, at the Palazzo del Molo`, right after those who met."""
    match = _AT.search(text, start, sentence.end)
    if match is None or not _TO_PLACE.fullmatch(text[start : match.start()]):
        return ""
    return _as_place(match["place"])


def place_of_record(text: str) -> str:
    """`held at the Corn Exchange`, in a head."""
    match = _HELD_AT.search(text, 0, _HEAD)
    return _as_place(match["place"]) if match else ""


def place_of_dateline(article: Article) -> str:
    """The place before a story, or beside the date in the head of a page."""
    match = _DATELINE.search(article.text[:_HEAD])
    if match:
        return _as_place(match["place"].title())
    lines = [line.strip() for line in article.text[:_HEAD].split("\n") if line.strip()][:_HEAD_LINES]
    for line in lines:
        if is_dateline(line):
            place = _BESIDE_DATE.sub(" ", DATE.sub(" ", line)).strip(" \t,.–—-|")
            if regex.fullmatch(_NAME, place) and place != article.outlet:
                return _as_place(place)
    return ""


def _as_place(printed: str) -> str:
    return "" if _NO_PLACE.search(printed) else printed.strip(" .,")


def told_by(quotation: Quotation) -> Span | None:
    """The words that say that somebody says it, whom and cue together."""
    mention, cue = quotation.mention, quotation.cue
    return Span(min(cue.start, mention.start), max(cue.end, mention.end)) if mention and cue else None


def day_of_statement(
    article: Article, sentence: Span, quotation: Quotation, near: Sequence[tuple[Span, Quotation]]
) -> Period | None:
    """When words were said, where the sentence that tells of them tells it beside the cue: `she said on Tuesday`,
    `In April she said`. `near` is what stands in quotations there."""
    around = told_by(quotation)
    if around is None or article.date is None or _is_anothers(quotation, near):
        return None
    for time in times_told(sentence.of(article.text), article.date):
        told = time.span.shifted(sentence.start)
        if any(span.overlaps(told) for span, _ in near):
            continue
        if _is_beside(article.text, told, around, sentence):
            return time.period
    return None


def _is_beside(text: str, told: Span, around: Span, sentence: Span) -> bool:
    if _MARKS.search(text, *around):
        return False
    if around.contains(told):
        return True
    if told.start >= around.end:
        return told.start - around.end <= _BESIDE_CUE and not _BREAKS.search(text, around.end, told.start)
    return _LEADS.fullmatch(text[sentence.start : told.start]) is not None and around.start - told.end <= _BESIDE_CUE


def _is_anothers(quotation: Quotation, near: Sequence[tuple[Span, Quotation]]) -> bool:
    """`Pell said he had reported it in March`: Pell says this now."""
    cue = quotation.cue
    return cue is not None and any(span.contains(cue) for span, other in near if other is not quotation)
