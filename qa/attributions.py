"""Who is named as saying something, in a stretch of narration: the pairs of a source and its reporting verb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from qa.beside_cue import LONGEST_BETWEEN, agrees, source_after, source_before, without_listeners
from qa.cases import is_object
from qa.cues import Cue, cues
from qa.kazakh import is_kazakh_verb, source_around, source_behind
from qa.mentions import Mention, mentions
from qa.names import is_russian
from qa.records import Span

# Nobody writes such a sentence, quotations apart; whoever makes one up must not make us slow.
_LONGEST_SENTENCE = 2_000
COORDINATED = regex.compile(
    r"(?:,?\s+(?:and|but|before|и|а также)|,|;)\s+(?:also\s+|then\s+|further\s+|had\s+|has\s+|также\s+)*$",
    regex.IGNORECASE,
)
NEW_CLAUSE = regex.compile(r"(?:;|,)\s*(?:(?:and|but|while|whereas|though|although|yet|а|но|и)\s+)?(?:\p{L}+ly,?\s+)?$")
_SUPPOSES = regex.compile(
    r"(?<!\w)(?:if|whether|unless|as though|suppos(?:e|ing)|imagin(?:e|ing)|neither|nor|not|если|будто|"
    r"(?-i:Did|Does|Do|Has|Have|Had|Would|Will|Could|Should|Can))(?:\s+or not)?\s+$",
    regex.IGNORECASE,
)
_LONGEST_SUPPOSING = 24
_ASKED = regex.compile(
    r"(?:asked|told|pressed|questioned)\s+(?:what|whether|if|about|by|why|how|who|when|where|that)\s[^,;:“”\"\n]{2,120},"
    r"\s+(?P<verb>\p{Ll}+)"
)
# `…, who said …, adding`: the one who adds is another.
_SUBORDINATES = regex.compile(r"(?<!\w)(?:who|which|that|whom)\s+(?:\w+\s+){0,2}$", regex.IGNORECASE)
# With the place and the date that open a wire story, or without.
_INTRODUCES = regex.compile(r"(?:\p{Lu}{2}[^—–\n¤]{0,60}\s[—–]\s+)?\W*(?:[^,.;:¤]{1,90},\s+)?")
_PREDICATE = regex.compile(
    r"(?:,[^,¤—–(]{1,90},)?\s+(?!(?:the|an?|and|or|of|in|on|at|to|for|with|from|by|who|which|whose)\b)\p{Ll}+"
)
# `Как сообщил Олег Ветров, мост закрыт`
AS = regex.compile(r"\W*(?:как|ранее,\s+как)(?:\s+(?:ранее|также|уже|позже|накануне))?\s*", regex.IGNORECASE)
_CREDITS = regex.compile(r"[”»\"’']?\s*(?P<dash>[–—―‒-]{1,2})\s*")
_ENDS_CREDIT = regex.compile(r"(?:\s*(?:,|\()[^.!?:;“”\"]{1,100})?[.)]?\s*")
_DASH_BEHIND = regex.compile(r"(?:,[^,.;:!?\n]{1,80}|\s*\([^()\n]{1,80}\))?\s+(?P<dash>[–—―-]{1,2})")
_ITEM = regex.compile(r"[\s*•-]*")
_VERB_BEHIND = regex.compile(
    r"(?:\s+\p{Ll}+ly|\s+(?:also|then|later))?(?:\s+(?P<verb>\p{Ll}+)|(?P<verb>:))(?<!\b(?:and|or|of|in|on|at|to|for|by))\b"
)
_LEADS_ON = regex.compile(r"(?:[,?!][”»\"’']|»,)(?:\s*[–—-])?\s")
_ANY_VERB = regex.compile(
    r"\s+(?:\p{Ll}+ly\s+)?(?P<verb>\p{Ll}{2,}(?:s|ed)|(?=\p{Cyrillic})\p{Ll}{2,}(?:л[аи]?|л(?:ся|ась|ись)|[еиё]т(?:ся)?))"
    r"(?<!\b(?:was|has|is|its|his|this|as|был[аи]?))\b"
)
_RUSSIAN_VERB_AND_MORE = regex.compile(
    r"\s+(?P<verb>(?=\p{Cyrillic})\p{Ll}{2,}(?:л[аи]?|л(?:ся|ась|ись)|[еиё]т(?:ся)?))(?<!\bбыл[аи]?)(?:\s\p{Ll}+){1,4}"
)
_DETERMINER = (
    r"(?:the|an?|one|another|some|several|many|most|two|three|four|five|both|other|others|his|her|their|its|my|our"
    r"|your)"
)
_PLAIN_WORD = (
    r"(?!(?:that|which|who|whom|when|as|if|because|is|are|was|were|be|been|has|had|have|it|he|she|they|we|you|i|but|"
    r"and|or|to|not|so|there|what|how|why|then|would|could|will|can|did|do|does)\b)[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}’'-]*"
)
# Their words are nobody's.
_SHOWS_WORDS = regex.compile(
    r"\b(?:motto|banner|sign|placard|poster|label|caption|inscription|slogan|plaque|notice|t-?shirt|proverb|saying|headline"
    r"|song|legend|sticker)s?\b",
    regex.IGNORECASE,
)
_UNNAMED_BEHIND = regex.compile(
    rf"\s+(?P<who>{_DETERMINER}(?:\s+{_PLAIN_WORD}){{0,9}}?)"
    r"(?=\s*(?:[,.;:¤“\"«]|$)|\s+(?:who|in|on|at|from|during|after|before|as|when|while|to|and|by)\b)"
)
_UNNAMED_BEHIND_RUSSIAN = regex.compile(
    r"\s+(?P<who>(?=\p{Cyrillic})(?!\p{Ll}+[ая]м\b|вчера\b|сегодня\b|накануне\b|позже\b)\p{Ll}{3,}(?:\s\p{Ll}{3,}){0,2}"
    # `собеседник в комиссии`, `один из участников`
    r"(?:\s(?:в|во|из|от|при)\s\p{L}+(?:\s\p{L}{3,}){0,3})?)"
    r"(?=(?:\s(?:в|во|на|с|под|после)\s[^.,;:¤«]{2,60})?\s*(?:[.,;:¤«]|$))"
)
# `One woman shouted “…”; another called it “…”`
_ANOTHER = regex.compile(
    r"(?:[;,]\s+(?:and\s+|while\s+|but\s+)?|[¤”»\"’']\s+(?:and|while|but)\s+)"
    r"(?P<who>another|a (?:second|third)|(?:some )?others)\s+$",
    regex.IGNORECASE,
)
_LONGEST_ANOTHER = 30
_SOURCE_RUSSIAN = regex.compile(
    r"(?:^|(?<=[.!?]\s))(?P<who>(?:Источник|Собеседник|Очевидец|Од(?:ин|на) из \p{Ll}+)(?:\s[\p{L}-]+){0,6})\s+$"
)
_YOU = regex.compile(r"(?<![\w’'])you(?=\s+(?:also\s+|once\s+|yourself\s+)?$)", regex.IGNORECASE)
_UNNAMED_BEFORE = regex.compile(
    rf"(?:(?P<mark>[”»\"’'])[,\s–—-]*|(?:^|(?<=[.!?]\s)|(?<=,\s)(?=(?:your|my|our)\s))[^\w¤]*)(?P<who>it|{_DETERMINER}(?:\s+{_PLAIN_WORD}){{0,9}}?)"
    rf"(?:\s+\p{{Ll}}+ly|\s+(?:also|then|later))?\s+$",
    regex.IGNORECASE,
)
_FEW = 8  # characters between a quotation and what is tied to it
_MARK_BEFORE = regex.compile(r"¤\W*$")
_MARK_BEHIND = regex.compile(r"\s*[:,]?\s*[“\"«„‘‚»']¤")
# From a verb to the quotation: `wrote in October, and I quote, “…”`.
_QUOTES = regex.compile(
    r"(?:\s+(?:me|us|him|her|them))?(?:\s+(?:in|on|at|to|last)(?:\s[\p{L}\p{N}]+){1,4})?"
    r"(?:,?\s+and I quote)?\s*[:,]?\s*[“\"«„‘‚»']¤"
)
# A weak verb that somebody's own words follow: `had called the harbour “…”`.
_CALLS = regex.compile(
    r"(?:call|describ)\p{Ll}+(?:\s+(?!(?:and|but|or|that)\b)[\p{L}’'-]+){0,4}\s*[“\"«„‘‚»']¤", regex.IGNORECASE
)
_LONGEST_YOU = 16
# From a verb to the quotation: `told us, and I wrote this down, “…`
OWN_ASIDE = regex.compile(r",\s+(?:and|as)\s+(?:I|we)\s[^,.;:¤]{1,40},\s*(?=[“\"«„‘‚»'])")
# `asked for a loan and Y said`, unless it is `said that … and Y …`
# `apologised after Y called it “…”`
_AND_SO = regex.compile(
    r"\s(?:and|but|while|whereas|after|before|when|because|since|although|though|once|а|но|после\s+того,\s+как)\s+$",
    regex.IGNORECASE,
)
_THAT = regex.compile(r"\b(?:that|what|how|whether|что)\b", regex.IGNORECASE)
_BEHIND_COMMA = regex.compile(r",\s*$|¤»?,?\s*[–—-]\s*$")
_CLAUSE = regex.compile(r",\s*(?:что|чтобы|как|будто)\b", regex.IGNORECASE)
# `Мэру Ольге Зиминой`
_OPENS_CLAUSE = regex.compile(r"(?:^|[¤”»,:.?!“«–—])\s*(?P<object>\p{Lu}[\p{L}-]*(?:\s[\p{L}-]+){0,3})\s*$")
_UNCERTAIN = regex.compile(r"\b(?:if|whether|unless|ли|если)\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attribution:
    source: Mention
    cue: Cue
    span: Span  # source and cue together
    inner: tuple[Attribution, ...] = ()  # whose words this source passes on: `X said that Y had promised …`

    def shifted(self, by: int) -> Attribution:
        """The same words in a text that begins so many characters earlier."""
        return Attribution(
            _moved(self.source, by),
            self.cue._replace(span=self.cue.span.shifted(by)),
            self.span.shifted(by),
            tuple(one.shifted(by) for one in self.inner),
        )


def _moved(mention: Mention, by: int) -> Mention:
    return replace(mention, span=mention.span.shifted(by), members=tuple(_moved(one, by) for one in mention.members))


def attributions(text: str, within: Span) -> list[Attribution]:
    """The pairs of a source and its reporting verb in a stretch of narration, in order, not nested in one another."""
    found: list[Attribution] = []
    if within.end - within.start - text.count("¤", *within) > _LONGEST_SENTENCE:
        return found
    reporting = cues(text, within)
    people = without_listeners(text, mentions(text, within)) if reporting else []
    asides = [Span(*aside.span()) for aside in OWN_ASIDE.finditer(text, *within)] if reporting else []
    for cue in reporting:
        if any(aside.contains(cue.span) for aside in asides):
            continue
        if found and cue.span.start < found[-1].span.end:
            continue
        source = _source(text, within, cue, people, found)
        if source is None or (source.unvoiced and not _is_tied(text, within, cue, source)):
            continue
        if _is_supposed(text, within, source, cue) or is_asked(text, source.span, cue.span):
            continue
        if found and _is_nested(text, found[-1], source, cue):
            if _is_passed_on(text, found[-1], source, cue):
                whole = Span(source.span.start, max(cue.span.end, source.span.end))
                found[-1] = replace(found[-1], inner=(*found[-1].inner, Attribution(source, cue, whole)))
            continue
        shared = cue.participle or (bool(found) and source == found[-1].source)
        start = cue.span.start if shared else min(cue.span.start, source.span.start)
        end = cue.span.end if shared else max(cue.span.end, source.span.end)
        found.append(Attribution(source, cue, Span(start, end)))
    return found


def _source(
    text: str, within: Span, cue: Cue, people: Sequence[Mention], found: Sequence[Attribution]
) -> Mention | None:
    if cue.participle:
        return _subject(text, within, cue, people, found)
    named = source_after(text, cue, people) if cue.leads else _source_of(text, within, cue, people, found)
    return named or _unnamed(text, within, cue)


def credit(text: str, behind: Span) -> Attribution | None:
    """`“…” ― Elin Tarsk, keeper of the ferry`: the name that a dash sets behind a quotation, and nothing else."""
    dash = _CREDITS.match(text, *behind)
    people = mentions(text, Span(dash.end(), behind.end)) if dash else []
    if not dash or not people or people[0].span.start != dash.end() or people[0].pronoun:
        return None
    if not _ENDS_CREDIT.fullmatch(text, people[0].span.end, behind.end):
        return None
    cue = Span(*dash.span("dash"))
    return Attribution(people[0], Cue(cue, True, False), Span(cue.start, people[0].span.end))


def acting(text: str, within: Span) -> Mention | None:
    """Whom a sentence begins with, and who does what it says."""
    who = next(iter(mentions(text, within)), None)
    if who is None or not _INTRODUCES.fullmatch(text, within.start, who.span.start):
        return None
    return who if _PREDICATE.match(text, who.span.end, within.end) else None


def beside(text: str, behind: Span) -> Attribution | None:
    """`“…,” beamed Elin Tarsk`, `“…?” Elin Tarsk demands`: any verb, where a comma or a question leads to it."""
    leads_on = _LEADS_ON.match(text, max(0, behind.start - 1), behind.end) or _LEADS_ON.match(text, *behind)
    if not leads_on:
        return None
    head = Span(leads_on.end(), max(leads_on.end(), min(behind.end, behind.start + LONGEST_BETWEEN))).stripped(text)
    for who in without_listeners(text, mentions(text, head))[:1]:
        if who.span.start == head.start:
            verb = _ANY_VERB.match(text, who.span.end, head.end)
            whole = Span(who.span.start, verb.end()) if verb else who.span
        else:
            verb = _ANY_VERB.fullmatch(text, head.start - 1, who.span.start - 1)
            if not verb and " " in who.name:  # `откликнулась из зала стекловар Нина Крутова`
                verb = _RUSSIAN_VERB_AND_MORE.fullmatch(text, head.start - 1, who.span.start - 1)
            whole = Span(head.start, who.span.end)
        if verb and (who.name or who.office or who.pronoun):
            return Attribution(who, Cue(Span(*verb.span("verb")), False, True), whole)
    return None


def dashed(text: str, before: Span) -> Attribution | None:
    """`Elin Tarsk, keeper of the ferry – “…”`: a name that a dash sets before a quotation, and nothing else."""
    who = next(iter(mentions(text, before)), None)
    if (
        who is None
        or not (who.name or who.office)
        or who.unvoiced
        or not _ITEM.fullmatch(text, before.start, who.span.start)
    ):
        return None
    dash = _DASH_BEHIND.fullmatch(text, who.span.end, before.end)
    is_bare = who.span.of(text) == who.name
    is_place = is_bare and (" " not in who.name or who.name.isupper())  # `NEW CALDER – “…”`
    if dash is None or is_place:
        return None
    return Attribution(who, Cue(Span(*dash.span("dash")), True, False), Span(who.span.start, dash.end()))


def colon(text: str, before: Span) -> Attribution | None:
    """`Elin Tarsk was blunt: “…”`, `Elin Tarsk: “…”`: who does what leads to a quotation, whatever the verb."""
    people = mentions(text, before)
    if not people or text[before.end - 1] != ":" or not people[0].name or people[0].unvoiced:
        return None
    who = people[0]
    verb = _VERB_BEHIND.match(text, who.span.end, before.end)
    if not verb or not _INTRODUCES.fullmatch(text, before.start, who.span.start):
        return None
    cue = Cue(Span(*verb.span("verb")), False, True)
    if agrees(text, cue, who):
        return Attribution(who, cue, Span(who.span.start, cue.span.end))
    behind = source_after(text, cue, people[1:]) if _inverts(text, before, cue) else None
    if behind is None or behind.span.end != before.end - 1:
        return None
    return Attribution(behind, cue, Span(cue.span.start, behind.span.end))


def _subject(
    text: str, within: Span, cue: Cue, people: Sequence[Mention], found: Sequence[Attribution]
) -> Mention | None:
    """Who does what the sentence says: whoever spoke in it last, or the mention that it begins with."""
    if found:
        last = found[-1]
        return (
            None
            if _SUBORDINATES.search(text, max(within.start, last.cue.span.start - LONGEST_BETWEEN), last.cue.span.start)
            else last.source
        )
    for mention in people:
        if mention.span.end > cue.span.start:
            break
        end = mention.span.end
        if "," in mention.span.of(text) and text.startswith(",", end):  # `the minister, Oskar Venn, stood up`
            end += 1
        if _INTRODUCES.fullmatch(text, within.start, mention.span.start) and _PREDICATE.match(text, end):
            return mention
    return None


def _unnamed(text: str, within: Span, cue: Cue) -> Mention | None:
    """Somebody without a name beside a quotation: `“…,” one user wrote`, `said one of those who came`."""
    another = _ANOTHER.search(text, max(within.start, cue.span.start - _LONGEST_ANOTHER), cue.span.start)
    if another and not cue.leads:
        return Mention(Span(*another.span("who")), indefinite=True)
    if cue.weak:
        return None
    behind = _UNNAMED_BEHIND.match(text, cue.span.end, within.end) or _UNNAMED_BEHIND_RUSSIAN.match(
        text, cue.span.end, within.end
    )
    if behind and (cue.leads or _follows_mark(text, within, cue.span.start)):
        return Mention(Span(*behind.span("who")), indefinite=True)
    russian = _SOURCE_RUSSIAN.search(text, max(within.start, cue.span.start - LONGEST_BETWEEN), cue.span.start)
    if russian and not cue.leads:
        return Mention(Span(*russian.span("who")), indefinite=True)
    before = _UNNAMED_BEFORE.search(text, max(within.start, cue.span.start - LONGEST_BETWEEN), cue.span.start)
    quotes = not cue.leads and _QUOTES.match(text, cue.span.end, within.end)
    you = quotes and _YOU.search(text, max(within.start, cue.span.start - _LONGEST_YOU), cue.span.start)
    if you:
        return Mention(Span(*you.span()), indefinite=True)
    if before and not cue.leads and (before["mark"] or quotes):
        return None if _SHOWS_WORDS.search(before["who"]) else Mention(Span(*before.span("who")), indefinite=True)
    return None


def _is_tied(text: str, within: Span, cue: Cue, source: Mention) -> bool:
    """True where nothing stands between a quotation and its attribution."""
    first, last = min(cue.span.start, source.span.start), max(cue.span.end, source.span.end)
    return _follows_mark(text, within, first) or _MARK_BEHIND.match(text, last, within.end) is not None


def _follows_mark(text: str, within: Span, at: int) -> bool:
    return _MARK_BEFORE.search(text, max(within.start, at - _FEW), at) is not None


def _is_supposed(text: str, within: Span, source: Mention, cue: Cue) -> bool:
    """`if X said …`, `whether X had said …`, `Had X said …`: nobody is reported to have said it."""
    first = min(source.span.start, cue.span.start)
    return _SUPPOSES.search(text, max(within.start, first - _LONGEST_SUPPOSING), first) is not None


def is_asked(text: str, source: Span, cue: Span) -> bool:
    """`X, asked whether Y had sold it, replied …`: it is somebody else who asks."""
    follows = _ASKED.match(text, cue.start) if text[source.end : cue.start] == ", " else None
    return follows is not None and "," not in source.of(text) and bool(cues(text, Span(*follows.span("verb"))))


def _is_nested(text: str, outer: Attribution, source: Mention, cue: Cue) -> bool:
    """`X said that Y had promised …`: Y speaks in X's words. Not so in `X said …, and Y promised …`."""
    between = text[outer.span.end : min(source.span.start, cue.span.start)]
    if source == outer.source or "¤" in between:
        return False
    if not between.strip():  # `X said Y had promised`, not `X thanked Y, who said`
        is_relative = _SUBORDINATES.search(text, source.span.end, cue.span.start)
        speaks_first = outer.source.span.end <= outer.cue.span.start < source.span.start
        return speaks_first and not source.pronoun and not is_relative
    return not (NEW_CLAUSE.search(between) or (_AND_SO.search(between) and not _THAT.search(between)))


def _is_passed_on(text: str, outer: Attribution, source: Mention, cue: Cue) -> bool:
    """`X said that Y had promised …`; not `X said he believed …`, `X asked whether Y had promised …`."""
    named = source.name or source.office or source.members
    said = not cue.weak or _CALLS.match(text, cue.span.start)
    return bool(named and said) and not _UNCERTAIN.search(text, outer.span.end, cue.span.start)


def _source_of(
    text: str, within: Span, cue: Cue, people: Sequence[Mention], found: Sequence[Attribution]
) -> Mention | None:
    before = source_around(text, within, cue, people) or source_before(text, cue, people)
    if before is not None:
        return before
    if not _is_inside_content(text, cue, found):
        find = source_behind if is_kazakh_verb(text, cue) else source_after
        after = find(text, cue, people)
        if after is not None and _inverts(text, within, cue):
            return after
    if _is_inserted(text, within, cue):
        return _named_behind(text, cue, people)
    coordinated = COORDINATED.search(text, within.start, cue.span.start)
    if coordinated and not cue.weak:
        return found[-1].source if found else _subject(text, within, cue, people, found)
    return None


def _is_inserted(text: str, within: Span, cue: Cue) -> bool:
    """`Ремонт, сообщила Саблина, начнётся`; of `Тарск встала, сказала, что паром старый` the clause follows."""
    is_behind_comma = _BEHIND_COMMA.search(text, within.start, cue.span.start)
    clause_follows = _CLAUSE.search(text, cue.span.end, within.end)
    return bool(is_behind_comma) and is_russian(cue.span.of(text).lower()) and not clause_follows


def _named_behind(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """The first name up to the next comma: `сообщила начальник городского управления Нина Саблина`."""
    behind = (one for one in people if one.name and one.span.start >= cue.span.end)
    first = next((one for one in behind if agrees(text, cue, one)), None)
    return first if first and "," not in text[cue.span.end : first.span.start] else None


def _is_inside_content(text: str, cue: Cue, found: Sequence[Attribution]) -> bool:
    return bool(found) and "¤" not in text[found[-1].span.end : cue.span.start]


def _inverts(text: str, within: Span, cue: Cue) -> bool:
    """`…” said X`: the verb stands first in its clause, after a mark, a comma or nothing; or behind its object, as in
    `Зиминой возразила Вера Крылова`."""
    before = _without_object(text[within.start : cue.span.start]).rstrip()
    return not before or AS.fullmatch(before) is not None or before[-1] in "¤”»\"’',-–—:.?!“«"


def _without_object(before: str) -> str:
    """What stands before a verb, without the name of whom it is done to: nothing of `Депутату Рогову`."""
    found = _OPENS_CLAUSE.search(before)
    return before[: found.start("object")] if found and is_object(found["object"].split()) else before
