"""Words in quotation marks: which of them somebody says, and which words of the same sentence say who."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import regex

from qa.attributions import COORDINATED, NEW_CLAUSE, OWN_ASIDE, Attribution, beside, colon, credit, dashed
from qa.cues import Cue, cues
from qa.dashes import interrupted
from qa.kazakh import is_kazakh_verb, quotes
from qa.marks import Marked
from qa.mentions import Mention, mentions
from qa.records import Span
from qa.utterances import WORD, without_edges

_NEW_CLAUSE_BEGINS = regex.compile(
    r".?,?\s+(?:and|but|while|whereas|when|after|before|because|since|until|though|although|а|но|и|когда|после)\s"
)
# Before marks that hold a name, a title or a phrase that nobody in this sentence says.
_SO_CALLED = regex.compile(
    r"(?:so[- ]called|contain(?:s|ing)?(?: certain)?|constitut(?:e|es|ing)|referred to as|"
    r"dubbed|known as|nicknamed|titled|entitled|headlined|named|branded|marked|advertised as|labell?ed|"
    r"circulated as|(?:slogan|motto|banner|placard|poster|sign|caption|headline|phrase|expression|words?|rumou?r|term|"
    r"book|film|novel|play|report|series|song|show|exhibition|programme?)s?(?:\s+(?:in|on|of|by|at)(?:\s+[\w’']+){1,4})?|"
    r"так называем\p{L}+|(?:фильм|книг|программ|проект|песн|спектакл|газет|журнал|компани|фестивал|конкурс|"
    r"преми|парти|движени|фонд|клуб|ансамбл|лозунг|плакат|прозвищ)\p{L}*)\s*,?\s*$",
    regex.IGNORECASE,
)
# What a thing shows is nobody's: `the placard read “…”`.
_SHOWN = regex.compile(r"(?<!\w)(?:reads?|reading|inscribed|bearing|emblazoned with)\s*[,:]?\s*$", regex.IGNORECASE)
# A word or three right after these are a noun in scare quotes: `no “tax holidays” had been promised`.
_DETERMINED = regex.compile(
    r"(?:\b(?:the|an?|no|any|this|that|these|those|its|his|(?<!\b(?:told|tells?|asks?|asked|warned|promised|assured)\s)her"
    r"|their|of|об?|про)|\p{L}[’']s)\s+$",
    regex.IGNORECASE,
)
_SPEAKS = regex.compile(
    r"shout(?:s|ed)|yell(?:s|ed)|cr(?:ies|ied)|scream(?:s|ed)|chant(?:s|ed)|exclaimed|whisper(?:s|ed)|mutter(?:s|ed)"
    r"|sa(?:ys|id)|repl(?:ies|ied)|answer(?:s|ed)|ask(?:s|ed)|responded|крикнула?|воскликнула?|сказала?|ответила?",
    regex.IGNORECASE,
)
# `accused the council of ‘hiding behind surveyors’`
_ACCUSES = regex.compile(
    r"\b(?:accus|condemn|critici[sz]|attack|blam|denounc|prais)(?:ed|es|ing|e)\b[^.;:]{1,50}\b(?:of|for)\s+$",
    regex.IGNORECASE,
)
_GERUND = regex.compile(r"\p{Ll}+ing\s")
# `said the plan was “conceivable”, but …`
_IS = regex.compile(r"\b(?:is|are|was|were|been|be)\s+$", regex.IGNORECASE)
_CIRCUMSTANCES = regex.compile(
    r"\s*(?:[.,;:!?)]|$|(?:to|as|when|while|after|before|and|but|in|at|on|from|during|over|with)\b)", regex.IGNORECASE
)
_ENDS_CLAUSE = regex.compile(r"\s*(?:[,.;]|$)")
_FEW_SCARE_WORDS = 3
_FEW_WORDS = 5
_FEW_LISTENERS = 3
# `on Calder Radio’s “Morning Call,”`: a title, whatever comma is in it.
_NAMES_TITLE = regex.compile(
    r"(?:(?<!\w)(?:on|in|of|to|from|at|for|with|by|the|told|and|an?)|[’']s|s[’']"
    r"|[а-яё]{3}(?<!л|ла|ли|ет|ит|ют|ят|ём|ся))\s+$",  # a noun, as in `станции «Северная»`
    regex.IGNORECASE,
)
_TITLE = regex.compile(r"\p{Lu}[\w’'-]*(?:[\s:&-]+(?:\p{Lu}[\w’'-]*|\d+|\p{Ll}{1,3}|with|from|into|over)){0,7}[.,!?]?")
# `the ferry “Silver Tern” was old`
_NAMES_THING = regex.compile(
    r"(?<!\b(?:t[eo]lls?|told|telling|ask|asks|asked)\s)\b(?:the|an?|his|her|its|their|our)\s+\p{Ll}[\p{Ll}-]+\s+$"
)
_PROPER = regex.compile(r"\p{Lu}[\w’'-]*(?:\s+\p{Lu}[\w’'-]*){0,3}")
# `рассказал “Вестнику”`: a newspaper is told
_TOLD_TO = regex.compile(
    r"\b(?:(?:рас)?сказал|сообщил|заявил|пояснил|уточнил|подтвердил|объяснил|говорит|рассказывает)[аи]?"
    r"\s+(?:\p{L}+\s+){0,3}$"
)
_NAME_OF_LISTENER = regex.compile(r"\p{Lu}[\p{L}’'-]*[уюеиям](?:\s+\p{Lu}[\p{L}’'-]*){0,2}")
_SENTENCE_GOES_ON = regex.compile(r".\s+\p{Ll}")
_CRIES = regex.compile(
    r"(?<!\w)(?P<who>(?:cries|shouts|chants|yells|jeers|screams|calls|choruses|a chorus|murmurs)\s+of"
    r"|(?:was|were)\s+told)\s*[,:]?\s*$",
    regex.IGNORECASE,
)
_LONGEST_CRIES = 24
# `read out a letter from a tenant: “…”`
_READ_OUT = regex.compile(
    r"(?<!\w)(?:read|quot|cit|shar|show|circulat)(?:s|es|ed|ing)?\s+(?:(?:out|aloud|from)\s+){0,2}(?:an?|the|one|another)\s+"
    r"(?:\p{L}+\s+)?(?:letter|e-?mail|message|note|statement|card|text)\s+(?:\p{L}+\s+){0,2}?(?:from|by)\s+"
    r"(?P<who>(?:an?|one)\s[^,.;:“”\"«»]{2,80}?|\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}.’'-]+){0,3})"
    r"(?:,\s[^,.;:“”\"«»]{2,80})?\s*:\s*$"
)
# `remembered her father's words: “…”`
_WORDS_OF = regex.compile(
    r"(?<!\w)(?P<who>(?:(?:his|her|their|my|our|the|an?)\s+(?:\p{Ll}[\p{L}-]*\s+){0,2}\p{Ll}[\p{L}-]*|\p{Lu}[\p{L}-]+(?:\s\p{Lu}[\p{L}-]+)?))"
    r"[’']s?\s+(?:(?:own|last|famous)\s+)?words\s*[:,]\s*$"
)
_LONGEST_READ_OUT = 200
# `He said he had been told by the surveyor: “…”`, `was assured by Ann Pell that “…”`
_TOLD_BY = regex.compile(
    r"(?<!\w)(?P<told>(?i:told|assured|informed|advised|warned|promised|asked|reminded|instructed)\s+by)\s+"
    r"(?P<who>[^,.;:“”\"«»‘]{2,80}?)(?:,|:|\s+(?:that|to)(?:\s+[\w’'-]+){0,6},?)\s*$"
    # `X said he had heard the surveyor say “…”`
    r"|(?<!\w)(?P<told>(?:over)?hear[ds]?)\s+(?P<who>[^,.;:“”\"«»‘]{2,80}?)"
    r"\s+(?:say|tell|call|ask|shout|mutter|whisper|remark|promis|joke)(?:e|ing)?(?:\s+[\w’'-]+){0,4}[,:]?\s*$"
)
_LONGEST_TOLD_BY = 200
# From `Y had promised` to the words themselves, in the words of X.
_LEADS_TO_WORDS = regex.compile(
    r"[,:]?(?:\s+[\w’']+){0,4},?:?\s*|(?:\s+(?!(?:and|but)\s)[\w’'-]+){0,3}\s+that(?:\s+(?!(?:and|but)\s)[\w’'-]+){1,8}\s*"
)
_LEADS = regex.compile(r"(?!,?\s+(?:that|что|having|ever|saying|telling)\b)[^:“”\"«»]{0,30}:\s*")
_LEADS_AFTER_CLAUSE = regex.compile(
    r"(?:(?!\b(?:s[ai][iy]d?|t[eo]ld?l?|call|ask|promis|wr[io]t|claim|argu|shout|announc|describ|utter|jok|quip|remark|quot|phrase|words?\b|words:|"
    r"говор|сказ|назв|назыв|обеща|заяв|писа|утвержда|фраз|слов))[^:“”\"«»]){1,160}:\s*",
    regex.IGNORECASE,
)
_NEW_PART = regex.compile(r"[,;:.!?–—]")
_OPENING = " :“\"«„‘'"
_SETS_OFF = regex.compile(r"\s*[,–—-]")
_BEGINS = regex.compile(r"[\W_]*[\p{Lu}\p{N}]")
_SAYING = regex.compile(r"\s+(?:that\b|(?:ever\s+)?\p{L}+ing\b)")


# `X said her client had called it “…”`; not `X said he had called it “…”`, and not `X rose and called it “…”`.
_CALLED_BY_A_NOUN = regex.compile(
    r"(?<!\b(?:he|she|they|it|i|we|who|and|also|then))\s+(?:ha[sd]\s+)?$", regex.IGNORECASE
)


class Piece(NamedTuple):
    """A marked stretch that may be speech. `by` is None where its sentence names nobody; `alone`: it is the sentence.

    `spans` are several where dashes inside the marks set off the attribution.
    """

    spans: tuple[Span, ...]
    by: Attribution | None
    alone: bool
    marked: Marked

    @property
    def goes_on(self) -> bool:
        return self.marked.continues


def pieces(
    text: str, unit: Span, inside: Sequence[Marked], reported: Sequence[Attribution], unsaid: Sequence[Span]
) -> list[Piece]:
    """The marked stretches of a sentence, without titles, scare quotes and what is `unsaid`."""
    found: list[Piece] = []
    for mark in inside:
        words = without_edges(text, mark.span)
        if not WORD.search(text, *words) or text[mark.span.start - 2 : mark.span.start - 1] == "=":
            continue  # no words, or a value in a markup tag
        if _is_listener(text, unit, mark.span):
            continue
        apart = interrupted(text, mark.span)
        if apart:  # «Слова, – сказал X. – Слова»
            found.append(Piece(*apart, False, mark))
            continue
        by = (
            _nobody_named(text, unit, mark.span)
            or _told_by(text, unit, mark.span)
            or _nearest(text, mark.span, reported)
            or _beside(text, unit, mark, inside)
        )
        if by and _is_told_by_another(text, mark.span, by):
            by = None
        if by and is_kazakh_verb(text, by.cue) and not quotes(text, by.cue, mark.span):
            by = None
        if not _is_unsaid(text, mark.span, by, unsaid) and not (by and _is_so_called(text, unit, mark.span, by)):
            found.append(Piece((words,), by, _stands_alone(text, unit, mark), mark))
    return found


def _is_listener(text: str, unit: Span, quoted: Span) -> bool:
    before = text[max(unit.start, quoted.start - 60) : quoted.start - 1]
    return bool(_NAME_OF_LISTENER.fullmatch(text, *quoted) and _TOLD_TO.search(before))


def _nobody_named(text: str, unit: Span, quoted: Span) -> Attribution | None:
    """`over cries of “…”`, `he went in and was told: “…”`: not whoever else speaks in the sentence."""
    told = _CRIES.search(text, max(unit.start, quoted.start - _LONGEST_CRIES), quoted.start - 1)
    within = Span(max(unit.start, quoted.start - _LONGEST_READ_OUT), quoted.start - 1)
    told = told or _READ_OUT.search(text, *within) or _WORDS_OF.search(text, *within)
    if not told:
        return None
    who = Span(*told.span("who"))
    if who.of(text)[0].isupper():
        source = next(iter(mentions(text, who)), Mention(who, name=who.of(text)))
        cue = Span(told.start(), who.start) if told.start() < who.start else who
        return Attribution(source, Cue(cue.stripped(text), True, False), Span(*told.span()))
    return Attribution(Mention(who, indefinite=True), Cue(who, True, False), who)


def _told_by(text: str, unit: Span, quoted: Span) -> Attribution | None:
    """`X said he had been told by the surveyor: “…”`: the surveyor's words, not those of X."""
    told = _TOLD_BY.search(text, max(unit.start, quoted.start - _LONGEST_TOLD_BY), quoted.start - 1)
    if not told:
        return None
    who = Span(*told.span("who"))
    source = next(iter(mentions(text, who)), Mention(who, indefinite=True))
    return Attribution(source, Cue(Span(*told.span("told")), True, False), Span(told.start(), who.end))


def _beside(text: str, unit: Span, mark: Marked, inside: Sequence[Marked]) -> Attribution | None:
    """Who is named beside the only quotation of a sentence without a verb of speaking."""
    if len(inside) > 1 or mark.continues:
        return None
    if not WORD.search(text, unit.start, mark.span.start):
        behind = Span(mark.span.end, unit.end)
        return credit(text, behind) or (None if _TITLE.fullmatch(text, *mark.span) else beside(text, behind))
    if WORD.search(text, mark.span.end, unit.end) or not _BEGINS.match(text, *mark.span):
        return None
    before = Span(unit.start, mark.span.start - 1).stripped(text)
    listed = None if _TITLE.fullmatch(text, *mark.span) else dashed(text, before)
    return listed or (colon(text, before) if len(WORD.findall(text, *mark.span)) >= _FEW_WORDS else None)


def _is_told_by_another(text: str, quoted: Span, by: Attribution) -> bool:
    """`X said that a voice had told her: “…”`: the verb beside the marks has another source than X."""
    between = Span(by.span.end, quoted.start - 1)
    if between.start >= between.end or not WORD.search(text, *between):
        return False
    aside = OWN_ASIDE.search(text, between.start, quoted.start)
    if aside:
        between = Span(between.start, aside.start())
    verbs = [
        cue
        for cue in cues(text, between)
        if not cue.weak or _CALLED_BY_A_NOUN.search(text, between.start, cue.span.start)
    ]
    return bool(verbs) and len(WORD.findall(text, verbs[-1].span.end, between.end)) < _FEW_LISTENERS


def _is_unsaid(text: str, quoted: Span, by: Attribution | None, unsaid: Sequence[Span]) -> bool:
    """True where the nearest such phrase speaks of these words: not in `denied it and said: “…”`."""
    before = [phrase for phrase in unsaid if phrase.end <= quoted.start]
    if (
        before
        and not WORD.search(text, before[-1].end, quoted.start)
        and ":" not in text[before[-1].end : quoted.start]
    ):
        return True
    behind = next((phrase for phrase in unsaid if phrase.start >= quoted.end), None)
    if behind and not WORD.search(text, quoted.end, behind.start):
        return True  # `“…,” said nobody`
    if behind and by and behind.end <= by.span.start and not WORD.search(text, behind.end, by.span.start):
        return True  # `“…,” said somebody imitating X`
    if by and by.span.start >= quoted.end:
        if before and not _NEW_PART.search(text, before[-1].end, quoted.start):
            return True  # `Asked whether Y had called it “…”, X said`
        return any(phrase.overlaps(by.cue.span) for phrase in unsaid) and bool(_SAYING.match(text, by.cue.span.end))
    if not before or _LEADS.fullmatch(text, before[-1].end, quoted.start - 1):
        return False  # `denied it: “…”`
    if _LEADS_AFTER_CLAUSE.fullmatch(text, before[-1].end, quoted.start - 1):
        return False  # `denied that the ferry was sold: “…”`
    return by is None or by.span.start < before[-1].end or is_within(text, before, by)


def is_within(text: str, unsaid: Sequence[Span], by: Attribution) -> bool:
    """True where the attribution belongs to what a phrase before it denies or imagines: `rumours that X had said`."""
    before = [phrase for phrase in unsaid if phrase.end <= by.span.start]
    if not before:
        return False
    between = text[before[-1].end : by.span.start]
    return not (COORDINATED.search(between) or NEW_CLAUSE.search(between))


def _nearest(text: str, quoted: Span, reported: Sequence[Attribution]) -> Attribution | None:
    """The attribution next to the marks; one that a comma, a colon or `that` ties to them before any other."""

    def distance(attribution: Attribution) -> tuple[int, int]:
        if attribution.span.start >= quoted.end:
            between = Span(quoted.end, attribution.span.start)
            new_clause = _NEW_CLAUSE_BEGINS.match(text, *between)
            return (0 if not WORD.search(text, *between) else 3 if new_clause else 2, between.end - between.start)
        between = Span(attribution.span.end, quoted.start)
        if WORD.search(text, *between):
            return (2, between.end - between.start)
        leads = attribution.cue.leads  # `the words of X: “…”`
        leads = leads or (attribution.cue.span.end == between.start and between.of(text).strip(_OPENING) == "")
        return (-1 if leads else 1, between.end - between.start)  # `While X spoke of “…”, Y whispered`

    at = bisect_left(reported, quoted.start, key=lambda one: one.span.start)
    nearest = min(reported[max(0, at - 1) : at + 1], key=distance, default=None)
    if nearest is None or (nearest.span.start >= quoted.end and not WORD.search(text, quoted.end, nearest.span.start)):
        return nearest
    inner = reported[at - 1].inner if at else ()
    passed_on = [one for one in inner if _LEADS_TO_WORDS.fullmatch(text, one.span.end, quoted.start - 1)]
    return passed_on[-1] if passed_on else nearest  # `X said that Y had told him “…” when he asked`


def _is_so_called(text: str, unit: Span, quoted: Span, attribution: Attribution) -> bool:
    """Scare quotes, titles and names within reported speech; not what a comma or a colon ties to the attribution."""
    words = len(WORD.findall(text, *quoted))
    before = text[max(unit.start, quoted.start - 60) : quoted.start - 1]
    follows = attribution.span.start > quoted.end
    if _SHOWN.search(before) or (_NAMES_TITLE.search(before) and _TITLE.fullmatch(text, *quoted)):
        return True
    if _is_name_of_thing(text, quoted, before):
        return True
    if follows and _SO_CALLED.search(before):
        return True
    tied = (
        not WORD.search(text[quoted.end : attribution.span.start]) if follows else before.rstrip().endswith((":", ","))
    )
    if tied and (words > 1 or text[quoted.end - 1] in ",.!?" or _SETS_OFF.match(text, quoted.end + 1)):
        return False
    if _SO_CALLED.search(before):
        return True
    if _is_all_that_is_said(text, quoted, attribution) or (_ACCUSES.search(before) and _GERUND.match(text, *quoted)):
        return False
    if words <= 1:
        return not (_IS.search(before) and _ENDS_CLAUSE.match(text, quoted.end + 1))
    return words <= _FEW_SCARE_WORDS and bool(_DETERMINED.search(before))


def _is_all_that_is_said(text: str, quoted: Span, attribution: Attribution) -> bool:
    """`shouted “Shame!”`: a verb of speaking, and nothing between it and the words."""
    if not _SPEAKS.fullmatch(text, *attribution.cue.span):
        return False
    if text[quoted.end - 1] not in "!?" and not _CIRCUMSTANCES.match(text, quoted.end + 1):
        return False  # `said “the ferry” was old`
    return attribution.span.end < quoted.start and not WORD.search(text, attribution.span.end, quoted.start)


def is_name(text: str, quoted: Span) -> bool:
    """True for a title, a nickname, a slogan: what stands before the marks says so."""
    before = text[max(0, quoted.start - 60) : quoted.start - 1]
    if _SO_CALLED.search(before) or _is_name_of_thing(text, quoted, before):
        return True
    return bool(_NAMES_TITLE.search(before) and _TITLE.fullmatch(text, *quoted))


def _is_name_of_thing(text: str, quoted: Span, before: str) -> bool:
    return bool(
        _NAMES_THING.search(before) and _PROPER.fullmatch(text, *quoted) and _SENTENCE_GOES_ON.match(text, quoted.end)
    )


def _stands_alone(text: str, unit: Span, mark: Marked) -> bool:
    """A quotation that is a sentence of its own, in a row of quotations by the speaker of the last one."""
    before, after = Span(unit.start, mark.span.start - 1), Span(mark.span.end + 1, unit.end)
    return (
        not WORD.search(text, *before) and not WORD.search(text, *after) and _BEGINS.match(text, *mark.span) is not None
    )
