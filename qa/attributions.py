"""Who is named as saying something, in a stretch of narration: the pairs of a source and its reporting verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from qa.cues import Cue, cues
from qa.mentions import Mention, mentions
from qa.records import Span

# Nobody writes such a sentence, quotations apart; whoever makes one up must not make us slow.
_LONGEST_SENTENCE = 2_000
# Between the source and its verb: `the chair, who was late, also told`.
_FILLER = regex.compile(
    r"[,\s]*(?:(?:who|also|then|later|once|again|further|furthermore|thus|in turn|for (?:his|her|their) part|"
    r"today|yesterday|"
    r"has|had|have|did|repeatedly|earlier|recently|in particular|separately|additionally|clearly|simply|finally|"
    r"now|only|"
    r"just|still|briefly|quietly|previously|on \w+day(?: \w+)?|on \w+ \d+|last \w+|this \w+|in \w+|at the \w+|"
    r"также|затем|в свою очередь|отдельно|особо|далее|при этом|ещё|еще)[,\s]+)*",
    regex.IGNORECASE,
)
_APPOSITION = regex.compile(r"\s*(?:,[^.;:!?“”\"«»\n]{2,160},|\([^()\n]{1,80}\))\s*")
# Between an inverted verb and its source: nothing, or a word or two (`said union leader X`).
_BEFORE_SOURCE = regex.compile(r"[\s,]*|\s+(?:(?!(?:by|to|with)\b)\p{Ll}+\s+){1,2}")
_AND = regex.compile(r",?\s+(?:and|or|и)\s+")
_LONGEST_PRONOUN = 6
_LONGEST_BETWEEN = 200
COORDINATED = regex.compile(
    r"(?:,?\s+(?:and|but|before|и|а также)|,|;)\s+(?:also\s+|then\s+|further\s+|had\s+|has\s+|также\s+)*$",
    regex.IGNORECASE,
)
_NEW_CLAUSE = regex.compile(
    r"(?:;|,)\s*(?:(?:and|but|while|whereas|though|although|yet|а|но|и)\s+)?(?:\p{L}+ly,?\s+)?$"
)
_OBJECT_PRONOUN = regex.compile(r"(?<=\s)(?:him|her|his)(?=\s*[,.;:])|(?<=\s)(?:его|её|ее)\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    source: Mention
    cue: Cue
    span: Span  # source and cue together


def attributions(text: str, within: Span) -> list[Attribution]:
    """The pairs of a source and its reporting verb in a stretch of narration, in order, not nested in one another."""
    found: list[Attribution] = []
    if within.end - within.start - text.count("¤", *within) > _LONGEST_SENTENCE:
        return found
    people = mentions(text, within)
    for cue in cues(text, within):
        if found and cue.span.start < found[-1].span.end:
            continue
        source = _source_after(text, cue, people) if cue.leads else _source_of(text, within, cue, people, found)
        if source is None or source.unvoiced or (found and _is_nested(text, found[-1], source)):
            continue
        shared = bool(found) and source == found[-1].source
        start = cue.span.start if shared else min(cue.span.start, source.span.start)
        end = cue.span.end if shared else max(cue.span.end, source.span.end)
        found.append(Attribution(source, cue, Span(start, end)))
    return found


def _is_nested(text: str, outer: Attribution, source: Mention) -> bool:
    """`X said that Y had promised …`: Y speaks in X's words. Not so in `X said …, and Y promised …`."""
    between = text[outer.span.end : source.span.start]
    if source == outer.source or not between.strip() or "¤" in between:
        return False
    return not _NEW_CLAUSE.search(between)


def _source_of(
    text: str, within: Span, cue: Cue, people: Sequence[Mention], found: Sequence[Attribution]
) -> Mention | None:
    before = _source_before(text, cue, people)
    if before is not None:
        return before
    if not _is_inside_content(text, cue, found):
        after = _source_after(text, cue, people)
        if after is not None and _inverts(text, within, cue):
            return after
    coordinated = COORDINATED.search(text, within.start, cue.span.start)
    if found and coordinated and not cue.weak:
        return found[-1].source
    return None


def _is_inside_content(text: str, cue: Cue, found: Sequence[Attribution]) -> bool:
    return bool(found) and "¤" not in text[found[-1].span.end : cue.span.start]


def _inverts(text: str, within: Span, cue: Cue) -> bool:
    """`…” said X`: the verb stands first in its clause, after a mark, a comma or nothing."""
    before = text[within.start : cue.span.start].rstrip()
    return not before or before[-1] in "¤”»\"’',-–—:.?!“«"


def _source_before(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """The mention to the left, with no more than fillers or an apposition between it and the verb."""
    ends = [mention.span.end for mention in people]
    for at in reversed(range(bisect_right(ends, cue.span.start))):
        mention = people[at]
        between = text[mention.span.end : cue.span.start]
        if len(between) > _LONGEST_BETWEEN:
            break
        pair = people[max(0, at - 1) : at + 1]
        if _FILLER.fullmatch(between) and not (between.strip() == "," and _is_in_apposition(text, pair)):
            return _unless_joined(text, mention, pair)
        apposition = _APPOSITION.match(between)
        if apposition and _FILLER.fullmatch(between[apposition.end() :]) and not mention.pronoun:
            return _unless_joined(text, mention, pair)
    return None


def _is_in_apposition(text: str, pair: Sequence[Mention]) -> bool:
    """`Rosalind Peake, counsel to the inquiry, asked`: the office is an apposition of the name before it."""
    if len(pair) < 2 or not pair[0].name:
        return False
    return bool(regex.fullmatch(r",\s*(?:[^,.]{0,60}\s)?", text[pair[0].span.end : pair[1].span.start]))


def _source_after(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """The mention right after: `said union leader X`, `according to her`."""
    pronoun = _OBJECT_PRONOUN.search(text, cue.span.start, cue.span.end + _LONGEST_PRONOUN) if cue.leads else None
    if pronoun:
        gender = "male" if pronoun.group().lower() in ("him", "his", "его") else "female"
        return Mention(Span(*pronoun.span()), gender=gender, pronoun=True)
    at = bisect_left([mention.span.start for mention in people], cue.span.end)
    if at == len(people) or not _BEFORE_SOURCE.fullmatch(text[cue.span.end : people[at].span.start]):
        return None
    following = people[at + 1 : at + 2]
    return _unless_joined(text, people[at], [people[at], *following])


def _unless_joined(text: str, mention: Mention, pair: Sequence[Mention]) -> Mention:
    """Marks `X and Y said` as collective: neither of them alone said it."""
    if len(pair) == 2 and _AND.fullmatch(text[pair[0].span.end : pair[1].span.start]) and pair[0].name:
        return replace(mention, collective=True)
    return mention
