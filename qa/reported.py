"""Reported speech: which clause of a sentence gives, in the article's words, what somebody says."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import regex

from qa.attributions import AS, COORDINATED, Attribution
from qa.cues import Cue, cues
from qa.kazakh import is_kazakh_verb, reported_between
from qa.lexicon import MONTHS, WEEKDAYS
from qa.marks import Marked
from qa.mentions import Mention
from qa.records import Kind, Span
from qa.utterances import WORD, Utterance, without_full_stop

_CONTENT_BEGINS = regex.compile(r"\s*[,:]?\s*(?:as saying\s*[,:]?\s*)?(?:(?:that|что)\s+)?", regex.IGNORECASE)
# `according to X, who took part, …`
_WHO = regex.compile(r",\s+(?:who|which)\s[^,.;:“”\"«»¤]{1,120},\s+")
# `told reporters the ferry was old`: who was told is no part of it.
_TOLD = regex.compile(
    r"\s+(?:reporters|journalists|parliament|us|me|them|him|her|the \p{L}+(?: \p{L}+)?)"
    r"(?=\s+(?:the|an?|it|he|she|they|there|his|her|their|its|no|what|how|why|where|who)\b)",
    regex.IGNORECASE,
)
# `…, X told a news conference on Monday`: what is told stands before.
_AUDIENCE = regex.compile(
    r"(?:\s+(?:\p{L}[\p{L}’'-]*\s+){0,4}?(?:reporters|journalists|conference|briefing|parliament|council|committee|court|jury"
    r"|inquiry|hearing|tribunal|agency|radio|television|crowd|rally|meeting|summit|forum|assembly|congress|senate|lawmakers"
    r"|newspaper|magazine|audience|us|me))"
    r"(?:\s+(?:on|in|at|after|during|by|in|yesterday|today)\b[^,.;:“”\"«»¤]{0,60})?\s*(?:[.,;]|$)",
    regex.IGNORECASE,
)
# The verb of the clause in which an attribution is set off.
_PREDICATE_BEHIND = regex.compile(
    r",\s+(?:also\s+|now\s+|not\s+|не\s+)?(?P<verb>(?:is|are|was|were|will|would|has|have|had|can|could|may|might|must|should|shall|cannot|did|does|do"
    r"|был[аио]?|буд[еу]т|(?=\p{Cyrillic})\p{Ll}{2,}(?:л[аио]?|л(?:ся|ась|ись|ось)|[еиёую]т(?:ся)?))\b)"
)
_GOES_ON = regex.compile(r",\s+(?:and|but|while|whereas)\b")
_SHORTEST_CLAUSE = 4  # words
# `asked that it be minuted`: without its `that` the clause would state what was only wished.
_KEEPS_THAT = frozenset(
    "asked requested demanded proposed insisted urged recommended suggested denied moved by".split()
)
# Before `that`: who was told, or when it was said.
_LISTENER = regex.compile(
    r"\s+(?P<when>(?:on|in|at|during|after)\s)?(?:[^,.;:“”\"«»¤]{1,60}?|[“\"«][^,.;:“”\"«»¤]{1,40}[”\"»])(?:\s+that|,\s+что)\s+",
    regex.IGNORECASE,
)
_TELLS = frozenset(
    "told tells informed assured reminded warned promised advised "
    "ответил ответила ответили написал написала написали пообещал пообещала пообещали пояснил пояснила пояснили "
    "сказал сказала сказали "
    "сообщил сообщила сообщили рассказал рассказала рассказали заявил заявила заявили напомнил напомнила".split()
)
_OF_TIME = frozenset([*WEEKDAYS, *MONTHS]).union(
    "on in at by the of this last next late early and yesterday today tonight morning afternoon evening night noon week"
    " month year".split()
)
_SECONDED = regex.compile(r",?\s+(?:(?:and|which was|and was)\s+)?seconded by\b", regex.IGNORECASE)
# `Ann Pell moved and Oskar Venn seconded that the ferry be sold`
_AND_SECONDED = regex.compile(r",?\s+and\s+[^,.;:“”\"«»¤]{2,60}?\s+seconded(?=\s)", regex.IGNORECASE)
# `Паром старый`: a sentence without article and without verb.
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_THAT = regex.compile(r"\s+(?:that|что)\b")
# `said of the tariff: “…”`, `said on Monday, “…”`: the circumstances of what is quoted.
_ASIDE = regex.compile(
    r"(?:of|about|on|in|at|during|after|before|by|with|from|to|as|for|while|when|who|which|not to be|\w+ing)\b",
    regex.IGNORECASE,
)
_COLON_BEFORE = regex.compile(r"\s?:\s*$")
# `praised Oskar Venn`: no words of hers.
_ONLY_NAMES = regex.compile(r"(?:\p{Lu}[\p{L}\p{M}.’'-]*(?:\s+(?:and|и)\s+|\s+|$))+")
# `shouted “Shame!” as the result was read out`
_WORDS_AND_ASIDE = regex.compile(
    r"[“\"«„‘'»][^“”\"«»„‘]{1,200}(?:[!?][”\"»“’'«]\s+\p{Ll}|[”\"»“’'«]\s+(?:to|as|when|while|after|before|during)\s)"
)


def reported_speech(
    text: str, unit: Span, inside: Sequence[Marked], reported: Sequence[Attribution], quoting: Collection[Cue]
) -> list[Utterance]:
    """The clauses that the unit reports in its own words. `quoting` are the cues that already have words in marks."""
    found: list[Utterance] = []
    for number, attribution in enumerate(reported):
        if attribution.source.unvoiced or _is_of_a_crowd(attribution.source):
            continue
        if number and attribution.cue.leads and _is_right_behind(text, reported[number - 1], attribution):
            continue  # `the mayor said, according to a spokesman`: the spokesman passes on the mayor's words
        following = reported[number + 1] if number + 1 < len(reported) else None
        around = () if number or inside else _around(text, unit, attribution, following)
        if around:
            found.append(Utterance(around, Kind.INDIRECT, attribution.source, attribution.cue.span))
            continue
        content = _content(text, unit, attribution, following)
        if content and not attribution.inner:
            content = _without_example(text, content, inside)
        if (
            content is None
            or (attribution.cue in quoting and _is_aside(text, content, attribution.cue))
            or (attribution.cue in quoting and is_kazakh_verb(text, attribution.cue))
            or _ONLY_NAMES.fullmatch(text, *content)
            or _is_only_quoted(text, content, inside, 1 if attribution.cue.weak else 2)
        ):
            continue
        found.append(Utterance((content,), Kind.INDIRECT, attribution.source, attribution.cue.span))
        inner = reported_speech(text, content, inside, attribution.inner, quoting)
        found += [utterance for utterance in inner if content.contains(utterance.spans[0])]
    return found


def _is_of_a_crowd(source: Mention) -> bool:
    """`the sides` are nobody in particular; each of `both presidents` may be somebody."""
    return source.collective and not (source.members or source.office)


def _is_right_behind(text: str, before: Attribution, attribution: Attribution) -> bool:
    return not WORD.search(text, before.span.end, attribution.span.start)


def _content(text: str, unit: Span, attribution: Attribution, following: Attribution | None) -> Span | None:
    """What is reported: behind the verb, up to the next verb of the same source; or before a trailing `, he said`."""
    between = reported_between(text, attribution.source, attribution.cue)
    if between:
        return between
    end = following.span.start if following else unit.end
    listener = _LISTENER.match(text, attribution.span.end, end)
    if listener and (listener["when"] or attribution.cue.span.of(text).lower() in _TELLS):
        return _clause(text, Span(listener.end(), end))
    if _stands_between_clauses(text, unit, attribution):
        end = attribution.span.end
    if attribution.cue.span.of(text).lower() in _TELLS and _AUDIENCE.match(text, attribution.span.end, unit.end):
        end = attribution.span.end
    if AS.fullmatch(text, unit.start, attribution.span.start):
        comma = text.find(",", attribution.span.end, end)
        return _clause(text, Span(comma + 1, end)) if comma >= 0 else None
    if _is_inverted(attribution) and not _THAT.match(text, attribution.span.end):
        end = attribution.span.end  # `said the mayor, an engineer by trade`: what follows is about the mayor
    described = _WHO.match(text, attribution.span.end, end) if attribution.cue.leads else None
    if described:
        return _clause(text, Span(described.end(), end))
    told = _TOLD.match(text, attribution.span.end, end) if attribution.cue.span.of(text).lower() in _TELLS else None
    seconded = _AND_SECONDED.match(text, attribution.span.end, end)
    addressed = told or seconded
    start = addressed.end() if addressed else attribution.span.end
    begins = _CONTENT_BEGINS.match(text, start, end)
    if begins and attribution.cue.span.of(text).lower().split()[-1] not in _KEEPS_THAT:
        start = begins.end()
    behind = _clause(text, Span(start, end))
    if behind and len(WORD.findall(text, *behind)) >= 2 and not _is_time(text, behind):
        return behind
    if attribution.span.start > unit.start:
        ahead = _clause(text, Span(unit.start, attribution.span.start))
        if ahead and len(WORD.findall(text, *ahead)) >= (2 if _CYRILLIC.match(text, ahead.start) else 3):
            return ahead
    return None


def _is_time(text: str, clause: Span) -> bool:
    """`on Tuesday evening`, behind `it was cold, she admitted`."""
    words = WORD.findall(clause.of(text).lower())
    return all(word in _OF_TIME or word.isdecimal() for word in words)


def _around(text: str, unit: Span, attribution: Attribution, following: Attribution | None) -> tuple[Span, ...]:
    """`Bridges, said Ivo Tarn, will open in May`: one clause, with who says it set off by commas within."""
    end = following.span.start if following else unit.end
    ahead = Span(unit.start, attribution.span.start).stripped(text)
    is_doubtful = attribution.cue.participle or attribution.cue.weak  # `The town, called Norvik, is small`
    if is_doubtful or not ahead.of(text).endswith(",") or ";" in ahead.of(text):
        return ()
    goes_on = _PREDICATE_BEHIND.match(text, attribution.span.end, end)
    if not goes_on or ahead.of(text).count(",") > 1 or cues(text, ahead):
        return ()
    clauses = (_clause(text, ahead), _clause(text, Span(goes_on.start("verb"), end)))
    return tuple(clause for clause in clauses if clause) if all(clauses) else ()


def _stands_between_clauses(text: str, unit: Span, attribution: Attribution) -> bool:
    """`He rang the manager, he replied, and waited`."""
    if attribution.cue.participle or not _GOES_ON.match(text, attribution.span.end, unit.end):
        return False
    ahead = Span(unit.start, attribution.span.start)
    return (
        text[max(unit.start, ahead.end - 3) : ahead.end].rstrip().endswith(",")
        and len(WORD.findall(text, *ahead)) >= _SHORTEST_CLAUSE
    )


def _without_example(text: str, content: Span, inside: Sequence[Marked]) -> Span:
    """`that the ferry was sold: “It is ours.”` reports what stands before the colon, unless it is another's."""
    last = next((mark.span for mark in reversed(inside) if content.contains(mark.span)), None)
    colon = _COLON_BEFORE.search(text, content.start, last.start - 1) if last else None
    if not last or not colon or WORD.search(text, last.end, content.end):
        return content
    clause = Span(content.start, colon.start())
    is_whole = len(WORD.findall(text, *clause)) >= _SHORTEST_CLAUSE and not cues(text, clause)
    return clause if is_whole else content


def _is_aside(text: str, content: Span, cue: Cue) -> bool:
    """Circumstances and listeners of what is quoted beside them: `said of the tariff`, `told reporters after lunch`."""
    if content.end <= cue.span.start:
        return False
    if _WORDS_AND_ASIDE.match(text, *content):
        return True
    return bool(_ASIDE.match(text, content.start)) or cue.span.of(text).lower() in _TELLS


def _is_inverted(attribution: Attribution) -> bool:
    return attribution.source.span.start > attribution.cue.span.start and not attribution.cue.leads


def _clause(text: str, span: Span) -> Span | None:
    seconded = _SECONDED.search(text, *span)
    if seconded:
        span = Span(span.start, seconded.start())
    words = text[span.start : span.end]
    cut = COORDINATED.search(words)
    if cut:
        span = Span(span.start, span.start + cut.start())
    span = without_full_stop(text, span.stripped(text, " \t\n,;:–—- "))
    return span if span.start < span.end else None


def _is_only_quoted(text: str, content: Span, inside: Sequence[Marked], fewest: int) -> bool:
    """True where fewer words than `fewest` stand outside the marks: then it is direct speech, and found as that."""
    quoted = sum(
        len(WORD.findall(text, max(mark.span.start, content.start), min(mark.span.end, content.end)))
        for mark in inside
        if mark.span.overlaps(content)
    )
    return quoted > 0 and len(WORD.findall(text, *content)) - quoted < fewest
