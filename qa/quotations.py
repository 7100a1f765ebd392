"""Text to utterances: what is said, in which words of the article, with the mention and the cue that say whose it is.

Four ways in which articles give somebody's words, in the order in which they are looked for: turns of a transcript,
paragraphs that begin with a speech dash, words in quotation marks, and reported speech. Who the mention names is for
`speakers.py` to find out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import regex

from qa.attributions import COORDINATED, Attribution, attributions
from qa.cues import Cue, denies
from qa.marks import Marked, marked
from qa.mentions import Mention, parse_label
from qa.records import Kind, Span
from qa.sentences import sentences
from qa.turns import turns

_DASHES = "-–—−―"
_SPEECH_DASH = regex.compile(rf"[{_DASHES}][ \t ]+(?=\S)")
# `…, - said X.`; a dash after a bare word is only a dash.
_DASH_AFTER_SPEECH = regex.compile(rf"(?<=[,.!?…»”\"])[ \t ]*[{_DASHES}][ \t ]+(?=\S)")
_LONGEST_DASH_ATTRIBUTION = 160
_CONTENT_BEGINS = regex.compile(r"\s*[,:]?\s*(?:(?:that|что)\s+)?", regex.IGNORECASE)
# `told reporters the ferry was old`: who was told is no part of it.
_TOLD = regex.compile(
    r"\s+(?:reporters|journalists|parliament|us|me|them|him|her|the \p{L}+(?: \p{L}+)?)"
    r"(?=\s+(?:the|an?|it|he|she|they|there|his|her|their|its|no)\b)",
    regex.IGNORECASE,
)
# `asked that it be minuted`: without its `that` the clause would state what was only wished.
_KEEPS_THAT = frozenset("asked requested demanded proposed insisted urged recommended suggested denied".split())
_NEW_CLAUSE_BEGINS = regex.compile(r".?,?\s+(?:and|but|while|whereas|а|но|и)\s")
# Before marks that hold a name, a title or a phrase that nobody in this sentence says.
_SO_CALLED = regex.compile(
    r"(?:so[- ]called|dubbed|known as|nicknamed|titled|entitled|headlined|named|branded|marked|advertised as|labell?ed|"
    r"circulated as|slogan|banner|headline|phrase|rumou?r|term|book|film|novel|report|series|song|show|exhibition|"
    r"programme?|так называем\p{L}+|фильм\p{L}*|книг\p{L}*)\s*,?\s*$",
    regex.IGNORECASE,
)
# A word or three right after these are a noun in scare quotes: `no “tax holidays” had been promised`.
_DETERMINED = regex.compile(
    r"\b(?:the|an?|no|any|this|that|these|those|its|his|her|their|of|об?|про)\s+$", regex.IGNORECASE
)
_FEW_SCARE_WORDS = 3
_ENDS_SENTENCE = regex.compile(r"[.!?:…][”»\"’)\]*_]*$")
# Before `that`: who was told, or when it was said.
_LISTENER = regex.compile(
    r"\s+(?P<when>(?:on|in|at|during|after)\s)?[^,.;:“”\"«»¤]{1,60}?\s+(?:that|что)\s+", regex.IGNORECASE
)
_TELLS = frozenset("told tells informed assured reminded warned promised advised".split())
# A denial is reported; the words that are denied are nobody's.
_DENIED_THAT = regex.compile(r"denie[ds]\s+that\b", regex.IGNORECASE)
_THAT = regex.compile(r"\s+(?:that|что)\b")
# `said of the tariff: “…”`, `said on Monday, “…”`: the circumstances of what is quoted.
_ASIDE = regex.compile(
    r"(?:of|about|on|in|at|during|after|before|by|with|from|to|as|for|while|when|who|which|not to be|\w+ing)\b",
    regex.IGNORECASE,
)
_WORD = regex.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that somebody says. `source` is None where nobody is named; `cue` is what reports the words."""

    spans: tuple[Span, ...]
    kind: Kind
    source: Mention | None
    cue: Span | None = None


def utterances(text: str, paragraphs: Sequence[Span]) -> list[Utterance]:
    """All utterances in the order of their first word. Linear in the length of the text."""
    spoken = turns(text, paragraphs)
    found = [Utterance(turn.pieces, Kind.TURN, parse_label(text, turn.label) or Mention(turn.label)) for turn in spoken]
    turned = [Span(turn.label.start, piece.end) for turn in spoken for piece in turn.pieces[:1]]
    turned += [piece for turn in spoken for piece in turn.pieces[1:]]
    starts = [span.start for span in sorted(turned)]
    ends = [span.end for span in sorted(turned)]
    last: Utterance | None = None
    headline = paragraphs[0] if len(paragraphs) > 1 and not _ENDS_SENTENCE.search(paragraphs[0].of(text)) else None
    for paragraph, marks in zip(paragraphs, marked(text, list(paragraphs)), strict=True):
        if paragraph == headline:
            continue  # it repeats what the article says further down
        at = bisect_right(starts, paragraph.start) - 1
        if at >= 0 and paragraph.start < ends[at]:
            found += _quoted_by_another(text, paragraph, [mark for mark in marks if mark.depth == 0])
            continue
        new = _dash_speech(text, paragraph) or _in_prose(text, paragraph, marks, last)
        found += new
        direct = [u for u in new if u.kind is Kind.DIRECT]
        last = direct[-1] if direct else None
    return sorted(found, key=lambda utterance: (utterance.spans[0].start, -utterance.spans[-1].end))


# -- speech introduced by a dash


def _dash_speech(text: str, paragraph: Span) -> list[Utterance]:
    """`- words, - said X. - More words.` is one utterance; without an attribution it is a list item, and nobody's."""
    opening = _SPEECH_DASH.match(text, paragraph.start, paragraph.end)
    utterance = _interrupted(text, Span(opening.end(), paragraph.end)) if opening else None
    return [utterance] if utterance else []


def _interrupted(text: str, words: Span) -> Utterance | None:
    """Speech in which dashes set off who says it; None where nobody is named."""
    dashes = [Span(*m.span()) for m in _DASH_AFTER_SPEECH.finditer(text, *words)]
    edges = [Span(words.start, words.start), *dashes, Span(words.end, words.end)]
    first, *pieces = [Span(left.end, right.start) for left, right in pairwise(edges)]
    spoken = [first]
    attribution: Attribution | None = None
    for piece in pieces:
        found = _attribution_of_dash(text, piece)
        if found:
            attribution = attribution or found
        elif text[spoken[-1].end : piece.start].strip(f"{_DASHES} \t\u00a0") == "":
            spoken[-1] = Span(spoken[-1].start, piece.end)
        else:
            spoken.append(piece)
    if attribution is None:
        return None
    spans = tuple(_without_edges(text, span) for span in spoken)
    return Utterance(spans, Kind.DIRECT, attribution.source, attribution.cue.span)


def _attribution_of_dash(text: str, piece: Span) -> Attribution | None:
    head = Span(piece.start, min(piece.end, piece.start + _LONGEST_DASH_ATTRIBUTION))
    found = attributions(text, head)
    return found[0] if found and found[0].span.start - piece.start <= 40 else None


def _without_edges(text: str, span: Span) -> Span:
    """Without white space, and without the comma that only leads to the attribution."""
    span = span.stripped(text)
    return span.stripped(text, ",  ") if span.of(text).endswith(",") else _without_full_stop(text, span)


def _without_full_stop(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start, span.end - 1) if words.endswith(".") and not words.endswith("..") else span


# -- words in quotation marks, and reported speech


def _in_prose(text: str, paragraph: Span, marks: list[Marked], before: Utterance | None) -> list[Utterance]:
    found: list[Utterance] = []
    outer = [mark for mark in marks if mark.depth == 0]
    waiting_outer, waiting_inner = deque(outer), deque(mark for mark in marks if mark.depth == 1)
    last = before
    for unit in _units(text, paragraph, outer):
        inside, inner = _taken(waiting_outer, unit.end), _taken(waiting_inner, unit.end)
        narration = _blanked(text, unit, [mark.span for mark in inside])
        denied = denies(narration, Span(0, len(narration)))
        reported = _shifted(attributions(narration, Span(0, len(narration))), unit.start)
        if denied:
            reported = [one for one in reported if _DENIED_THAT.match(text, one.cue.span.start)]
        direct = [] if denied else _direct(text, unit, inside, reported, last)
        found += direct
        found += _indirect(text, unit, inside, reported, direct)
        for utterance in direct:
            found += _nested(text, utterance, inner)
        last = direct[-1] if direct else (None if _changes_subject(reported, inside) else last)
    return found


def _taken(waiting: deque[Marked], until: int) -> list[Marked]:
    """The marks that begin before a place, taken from those that wait: every one is looked at once."""
    taken: list[Marked] = []
    while waiting and waiting[0].span.start < until:
        taken.append(waiting.popleft())
    return taken


def _changes_subject(reported: Sequence[Attribution], inside: Sequence[Marked]) -> bool:
    return bool(reported) and not inside


def _units(text: str, paragraph: Span, outer: Sequence[Marked]) -> list[Span]:
    """Sentences, those of one quotation and its attribution taken together."""
    units: list[Span] = []
    starts = [mark.span.start for mark in outer]
    for sentence in sentences(text, paragraph):
        at = bisect_left(starts, sentence.start) - 1
        inside = at >= 0 and sentence.start < outer[at].span.end
        if units and (inside or _is_attribution_tail(text, units[-1], sentence)):
            units[-1] = Span(units[-1].start, sentence.end)
        else:
            units.append(sentence)
    return units


def _is_attribution_tail(text: str, unit: Span, sentence: Span) -> bool:
    """`“Really?” he asked.`, where the question mark was taken for the end of the sentence."""
    return text[unit.end - 1] in '”»"' and text[sentence.start].islower()


def _blanked(text: str, unit: Span, quoted: Sequence[Span]) -> str:
    """The unit with what is quoted replaced, character for character, so that only the narration has words."""
    parts: list[str] = []
    at = unit.start
    for span in quoted:
        end = min(span.end, unit.end)
        parts += [text[at : span.start], "¤" * (end - span.start)]
        at = end
    return "".join([*parts, text[at : unit.end]])


def _shifted(found: Sequence[Attribution], by: int) -> list[Attribution]:
    def move(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return [
        Attribution(_moved(one.source, by), one.cue._replace(span=move(one.cue.span)), move(one.span)) for one in found
    ]


def _moved(mention: Mention, by: int) -> Mention:
    return replace(mention, span=Span(mention.span.start + by, mention.span.end + by))


def _direct(
    text: str, unit: Span, inside: Sequence[Marked], reported: Sequence[Attribution], last: Utterance | None
) -> list[Utterance]:
    """The marked stretches of a unit that somebody says. Neighbours under one attribution are one utterance."""
    found: list[Utterance] = []
    for mark in inside:
        span = _without_edges(text, mark.span)
        if not _WORD.search(text, span.start, span.end):
            continue
        interrupted = _interrupted(text, mark.span)
        if interrupted:  # «Слова, – сказал X. – Слова»
            found.append(interrupted)
            continue
        attribution = _nearest(text, mark.span, reported)
        if attribution and not _is_so_called(text, unit, mark.span, attribution):
            if found and found[-1].cue == attribution.cue.span:
                found[-1] = Utterance((*found[-1].spans, span), Kind.DIRECT, attribution.source, attribution.cue.span)
            else:
                found.append(Utterance((span,), Kind.DIRECT, attribution.source, attribution.cue.span))
        elif not attribution and last and _stands_alone(text, unit, mark):
            found.append(Utterance((span,), Kind.DIRECT, last.source, last.cue))
    return found


def _nearest(text: str, quoted: Span, reported: Sequence[Attribution]) -> Attribution | None:
    """The attribution next to the marks; one that a comma, a colon or `that` ties to them before any other."""

    def distance(attribution: Attribution) -> tuple[int, int]:
        if attribution.span.start >= quoted.end:
            between = text[quoted.end : attribution.span.start]
            return (0 if not _WORD.search(between) else 3 if _NEW_CLAUSE_BEGINS.match(between) else 2, len(between))
        between = text[attribution.span.end : quoted.start]
        return (1 if not _WORD.search(between) else 2, len(between))

    return min(reported, key=distance, default=None)


def _is_so_called(text: str, unit: Span, quoted: Span, attribution: Attribution) -> bool:
    """Scare quotes, titles and names within reported speech; not what a comma or a colon ties to the attribution."""
    words = len(_WORD.findall(text, *quoted))
    before = text[max(unit.start, quoted.start - 60) : quoted.start - 1]
    follows = attribution.span.start > quoted.end
    tied = (
        not _WORD.search(text[quoted.end : attribution.span.start]) if follows else before.rstrip().endswith((":", ","))
    )
    if tied and (words > 1 or text[quoted.end - 1] in ",.!?"):
        return False
    if words <= 1 or _SO_CALLED.search(before):
        return True
    return words <= _FEW_SCARE_WORDS and bool(_DETERMINED.search(before))


def _stands_alone(text: str, unit: Span, mark: Marked) -> bool:
    """A quotation that is a sentence of its own, in a row of quotations by the speaker of the last one."""
    outside = text[unit.start : mark.span.start - 1] + text[mark.span.end + 1 : unit.end]
    return not _WORD.search(outside) and text[mark.span.start].isupper()


def _nested(text: str, outer: Utterance, inner: Sequence[Marked]) -> list[Utterance]:
    """What the speaker quotes: the inner speaker's words, where the speaker names him (`The Minister said: “…”`)."""
    found: list[Utterance] = []
    for span in outer.spans:
        found += _quoted_by_another(text, span, [mark for mark in inner if span.contains(mark.span)])
    return found


def _quoted_by_another(text: str, around: Span, marks: Sequence[Marked]) -> list[Utterance]:
    """Words quoted within somebody's speech, where the sentence says whose they are: not the speaker's own."""
    found: list[Utterance] = []
    starts = [sentence.start for sentence in sentences(text, around)] if marks else []
    for mark in marks:
        at = bisect_right(starts, mark.span.start) - 1
        start = max(starts[at] if at >= 0 else around.start, mark.span.start - _LONGEST_DASH_ATTRIBUTION)
        before = Span(start, max(start, mark.span.start - 1))
        named = [] if denies(text, before) else attributions(text, before)
        if named and not _is_own(text, named[-1].source) and len(_WORD.findall(text, *mark.span)) > 1:
            words = _without_edges(text, mark.span)
            found.append(Utterance((words,), Kind.DIRECT, named[-1].source, named[-1].cue.span))
    return found


def _is_own(text: str, source: Mention) -> bool:
    return source.pronoun and source.span.of(text).lower() in ("i", "we", "я", "мы")


def _indirect(
    text: str, unit: Span, inside: Sequence[Marked], reported: Sequence[Attribution], direct: Sequence[Utterance]
) -> list[Utterance]:
    """The clauses that the unit reports in its own words."""
    found: list[Utterance] = []
    for number, attribution in enumerate(reported):
        if attribution.source.collective:
            continue
        following = reported[number + 1] if number + 1 < len(reported) else None
        content = _content(text, unit, attribution, following)
        tied = any(utterance.cue == attribution.cue.span for utterance in direct)
        if (
            content is None
            or (tied and _is_aside(text, content, attribution.cue))
            or _is_only_quoted(text, content, inside, 1 if attribution.cue.weak else 2)
        ):
            continue
        found.append(Utterance((content,), Kind.INDIRECT, attribution.source, attribution.cue.span))
    return found


def _content(text: str, unit: Span, attribution: Attribution, following: Attribution | None) -> Span | None:
    """What is reported: behind the verb, up to the next verb of the same source; or before a trailing `, he said`."""
    end = following.span.start if following else unit.end
    listener = _LISTENER.match(text, attribution.span.end, end)
    if listener and (listener["when"] or attribution.cue.span.of(text).lower() in _TELLS):
        return _clause(text, Span(listener.end(), end))
    if _is_inverted(attribution) and not _THAT.match(text, attribution.span.end):
        end = attribution.span.end  # `said the mayor, an engineer by trade`: what follows is about the mayor
    told = _TOLD.match(text, attribution.span.end, end) if attribution.cue.span.of(text).lower() in _TELLS else None
    begins = _CONTENT_BEGINS.match(text, told.end() if told else attribution.span.end, end)
    if begins and attribution.cue.span.of(text).lower() in _KEEPS_THAT:
        begins = None
    start = begins.end() if begins else attribution.span.end
    behind = _clause(text, Span(start, end))
    if behind and len(_WORD.findall(text, *behind)) >= 2:
        return behind
    if attribution.span.start > unit.start:
        ahead = _clause(text, Span(unit.start, attribution.span.start))
        if ahead and len(_WORD.findall(text, *ahead)) >= 3:
            return ahead
    return None


def _is_aside(text: str, content: Span, cue: Cue) -> bool:
    """Circumstances and listeners of what is quoted beside them: `said of the tariff`, `told reporters after lunch`."""
    return bool(_ASIDE.match(text, content.start)) or cue.span.of(text).lower() in _TELLS


def _is_inverted(attribution: Attribution) -> bool:
    return attribution.source.span.start > attribution.cue.span.start and not attribution.cue.leads


def _clause(text: str, span: Span) -> Span | None:
    words = text[span.start : span.end]
    cut = COORDINATED.search(words)
    if cut:
        span = Span(span.start, span.start + cut.start())
    span = _without_full_stop(text, span.stripped(text, " \t\n,;:–—- "))
    return span if span.start < span.end else None


def _is_only_quoted(text: str, content: Span, inside: Sequence[Marked], fewest: int) -> bool:
    """True where fewer words than `fewest` stand outside the marks: then it is direct speech, and found as that."""
    quoted = sum(
        len(_WORD.findall(text, max(mark.span.start, content.start), min(mark.span.end, content.end)))
        for mark in inside
        if mark.span.overlaps(content)
    )
    return quoted > 0 and len(_WORD.findall(text, *content)) - quoted < fewest
