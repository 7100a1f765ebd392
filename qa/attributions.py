"""Who is named as saying something, in a stretch of narration: the pairs of a source and its reporting verb."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from qa.cues import Cue, cues
from qa.lexicon import VERBS_BETWEEN
from qa.mentions import Mention, mentions
from qa.records import Span

_SECOND_OFFICE = regex.compile(r",\s(?P<office>[а-яё][^,.;:!?\n]{1,120}),\s")
_MOST_IN_ASIDE = 5  # mentions
# Nobody writes such a sentence, quotations apart; whoever makes one up must not make us slow.
_LONGEST_SENTENCE = 2_000
_IS = regex.compile(r"\b(?:is|are|was|were|been|be|becam?e|remain(?:s|ed)?)\s+$")
_LONGEST_IS = 12
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
# A full stop in it belongs to an abbreviation: `X, R-Ky.,`, `X of St. Calder,`.
_APPOSITION = regex.compile(
    r"\s*(?:\([^()\n]{1,80}\)\s*)?(?:,(?!\s+(?:and|but|while)\s)(?:[^.;:!?“”\"«»¤\n]|[“\"«]¤{1,30}[”\"»]|\.(?=[,\p{L}])|(?<=\b\p{Lu}\p{L}{0,3})\.){2,160},|\([^()\n]{1,80}\)"
    r"|[–—]\s[^.;:!?“”\"«»¤\n–—]{2,160}\s[–—],?)\s*"
)
_RELATIVE = regex.compile(r"\s+who\s[^,.;:!?¤“”\"]{2,80}\s")
# Between an inverted verb and its source: nothing, or a word or two (`said union leader X`).
_BEFORE_SOURCE = regex.compile(r"[\s,]*|\s+(?:(?!(?:by|to|with)\b)\p{Ll}+\s+){1,2}")
_AND = regex.compile(r",?\s+(?:and|и)\s+")
_OR = regex.compile(r"\s+(?:or|или)\s+")
_NOR = regex.compile(r"\s+(?:nor|ни)\s+")
_COMMA = regex.compile(r",\s+")
_ENDS_CLAUSE = regex.compile(r"\s*(?:[,.;:!?¤”»\"]|$)")
_CLAUSE_BEGINS = regex.compile(r"[,.;:!?¤”»\"–—]")
_BEFORE_SUBJECT = 2  # words
_LONGEST_PRONOUN = 6
_LONGEST_BETWEEN = 200
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
# `…, who said …, adding`: the one who adds is another.
_SUBORDINATES = regex.compile(r"(?<!\w)(?:who|which|that|whom)\s+(?:\w+\s+){0,2}$", regex.IGNORECASE)
# With the place and the date that open a wire story, or without.
_INTRODUCES = regex.compile(r"(?:\p{Lu}{2}[^—–\n¤]{0,60}\s[—–]\s+)?\W*(?:[^,.;:¤]{1,90},\s+)?")
_PREDICATE = regex.compile(
    r"(?:,[^,¤—–(]{1,90},)?\s+(?!(?:the|an?|and|or|of|in|on|at|to|for|with|from|by|who|which|whose)\b)\p{Ll}+"
)
_CREDITS = regex.compile(r"[”»\"’']?\s*(?P<dash>[–—―‒-]{1,2})\s*")
_ENDS_CREDIT = regex.compile(r"(?:\s*(?:,|\()[^.!?:;“”\"]{1,100})?[.)]?\s*")
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
    r"\s+(?P<who>(?=\p{Cyrillic})\p{Ll}{3,}(?:\s\p{Ll}{3,}){0,2})(?=\s*(?:[.,;:¤«]|$))"
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
_PREPOSITION = regex.compile(
    r"(?<!\w)(?:by|of|with|from|to|for|at|about|against|than|near|behind|like|in|under|outside)\s+$", regex.IGNORECASE
)
_LONGEST_PREPOSITION = 10
_WHO = regex.compile(r",?\s+who\b")
_FEW = 8  # characters between a quotation and what is tied to it
_MARK_BEFORE = regex.compile(r"¤\W*$")
_MARK_BEHIND = regex.compile(r"\s*[:,]?\s*[“\"«„‘‚»']¤")
# From a verb to the quotation: `wrote in October, and I quote, “…”`.
_QUOTES = regex.compile(
    r"(?:\s+(?:me|us|him|her|them))?(?:\s+(?:in|on|at|to|last)(?:\s[\p{L}\p{N}]+){1,4})?"
    r"(?:,?\s+and I quote)?\s*[:,]?\s*[“\"«„‘‚»']¤"
)
_LONGEST_YOU = 16
# From a verb to the quotation: `told us, and I wrote this down, “…`
OWN_ASIDE = regex.compile(r",\s+(?:and|as)\s+(?:I|we)\s[^,.;:¤]{1,40},\s*(?=[“\"«„‘‚»'])")
# `asked for a loan and Y said`, unless it is `said that … and Y …`
_AND_SO = regex.compile(r"\s(?:and|but|while|whereas|а|но)\s+$", regex.IGNORECASE)
_THAT = regex.compile(r"\b(?:that|what|how|whether|что)\b", regex.IGNORECASE)
# What stands before somebody who is not the one who speaks: `friends of`, `a source close to`.
_OF_SOMEBODY = regex.compile(
    r"(?<![\w¤])(?!(?:in|on|at|after|before|during)\s)(?<!\b(?:in|on|at|as)\s+)(?:\p{L}[\w’'-]*\s+)"
    r"(?:close\s+)?(?:to|of|for|with|near|behind|from)\s+$",
    regex.IGNORECASE,
)
_OF_HOUSE = regex.compile(
    r"\s+(?:of|from|at|with)\s+(?:(?!(?:and|or|but|who|which|that|has|had|is|was|were)\s)[\p{L}\p{M}’'&.-]+\s+){1,5}"
)
_IN_RELATIVE = regex.compile(r",?\s+who\s[^,.;:¤]{0,80}")
_IN_COMMAS = regex.compile(r",\s[^,.;:¤]{0,80}")
_UNCERTAIN = regex.compile(r"\b(?:if|whether|unless|ли|если)\b", regex.IGNORECASE)
_OBJECT_PRONOUN = regex.compile(r"(?<=\s)(?:him|her|his)(?=\s*[,.;:])|(?<=\s)(?:его|её|ее)\b", regex.IGNORECASE)


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
    people = mentions(text, within) if reporting else []
    asides = [Span(*aside.span()) for aside in OWN_ASIDE.finditer(text, *within)] if reporting else []
    for cue in reporting:
        if any(aside.contains(cue.span) for aside in asides):
            continue
        if found and cue.span.start < found[-1].span.end:
            continue
        source = _source(text, within, cue, people, found)
        if source is None or (source.unvoiced and not _is_tied(text, within, cue, source)):
            continue
        if _is_supposed(text, within, source, cue):
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
    named = _source_after(text, cue, people) if cue.leads else _source_of(text, within, cue, people, found)
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
    head = Span(leads_on.end(), max(leads_on.end(), min(behind.end, behind.start + _LONGEST_BETWEEN))).stripped(text)
    for who in mentions(text, head)[:1]:
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


def colon(text: str, before: Span) -> Attribution | None:
    """`Elin Tarsk was blunt: “…”`, `Elin Tarsk: “…”`: who does what leads to a quotation, whatever the verb."""
    people = mentions(text, before)
    if not people or text[before.end - 1] != ":" or not people[0].name or people[0].unvoiced:
        return None
    who = people[0]
    verb = _VERB_BEHIND.match(text, who.span.end, before.end)
    if not verb or not _INTRODUCES.fullmatch(text, before.start, who.span.start):
        return None
    return Attribution(who, Cue(Span(*verb.span("verb")), False, True), Span(who.span.start, verb.end("verb")))


def _subject(
    text: str, within: Span, cue: Cue, people: Sequence[Mention], found: Sequence[Attribution]
) -> Mention | None:
    """Who does what the sentence says: whoever spoke in it last, or the mention that it begins with."""
    if found:
        last = found[-1]
        return (
            None
            if _SUBORDINATES.search(
                text, max(within.start, last.cue.span.start - _LONGEST_BETWEEN), last.cue.span.start
            )
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
    russian = _SOURCE_RUSSIAN.search(text, max(within.start, cue.span.start - _LONGEST_BETWEEN), cue.span.start)
    if russian and not cue.leads:
        return Mention(Span(*russian.span("who")), indefinite=True)
    before = _UNNAMED_BEFORE.search(text, max(within.start, cue.span.start - _LONGEST_BETWEEN), cue.span.start)
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


def _is_nested(text: str, outer: Attribution, source: Mention, cue: Cue) -> bool:
    """`X said that Y had promised …`: Y speaks in X's words. Not so in `X said …, and Y promised …`."""
    between = text[outer.span.end : min(source.span.start, cue.span.start)]
    if source == outer.source or not between.strip() or "¤" in between:
        return False
    return not (NEW_CLAUSE.search(between) or (_AND_SO.search(between) and not _THAT.search(between)))


def _is_passed_on(text: str, outer: Attribution, source: Mention, cue: Cue) -> bool:
    """`X said that Y had promised …`; not `X said he believed …`, `X asked whether Y had promised …`."""
    named = source.name or source.office
    return bool(named) and not cue.weak and not _UNCERTAIN.search(text, outer.span.end, cue.span.start)


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
    if coordinated and not cue.weak:
        return found[-1].source if found else _subject(text, within, cue, people, found)
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
        if between.strip() == "," and _IS.search(text, max(0, mention.span.start - _LONGEST_IS), mention.span.start):
            continue  # `Tolvia was a good partner, said X`
        governed = _PREPOSITION.search(text, max(0, mention.span.start - _LONGEST_PREPOSITION), mention.span.start)
        if governed and not _WHO.match(between):
            owner = _OF_SOMEBODY.search(text, max(0, mention.span.start - _LONGEST_BETWEEN), mention.span.start)
            if owner and _FILLER.fullmatch(between) and not _describes(text, people[: at + 1], owner.start(), between):
                return _somebody_near(text, people[: at + 1], owner.start())
            continue  # `a friend of X said`
        pair = people[max(0, at - 1) : at + 1]
        if _FILLER.fullmatch(between) and not (between.strip() == "," and _is_in_apposition(text, pair)):
            return _with_those_before(text, people[: at + 1])
        apposition = _APPOSITION.match(between)
        if " " in mention.name and not cue.weak and _OF_HOUSE.fullmatch(between):
            return _with_those_before(text, people[: at + 1])
        if _RELATIVE.fullmatch(between):
            return _with_those_before(text, people[: at + 1])
        if apposition and _FILLER.fullmatch(between[apposition.end() :]) and not mention.pronoun:
            return _with_those_before(text, people[: at + 1])
    return None


def _describes(text: str, people: Sequence[Mention], start: int, behind: str) -> bool:
    """`Oskar Venn, who came from Tolvia, said`, `Oskar Venn, a friend of Mayor Pell, said`: what is told of him."""
    described = next((one for one in reversed(people[:-1]) if one.span.end < start), None)
    if described is None or described.pronoun:
        return False
    opening = text[described.span.end : start]
    if _IN_RELATIVE.fullmatch(opening):
        return True
    return bool(described.name) and behind.startswith(",") and _IN_COMMAS.fullmatch(opening) is not None


def _is_in_apposition(text: str, pair: Sequence[Mention]) -> bool:
    """`Rosalind Peake, counsel to the inquiry, asked`: the office is an apposition of the name before it."""
    if len(pair) < 2 or not (pair[0].name or pair[0].office):
        return False
    between = text[pair[0].span.end : pair[1].span.start]
    first = pair[0].span.start
    if (
        between.strip() == ","
        and pair[1].name
        and _PREPOSITION.search(text, max(0, first - _LONGEST_PREPOSITION), first)
    ):
        return False  # `an aide to Mayor Pell, Ann Roth, said`
    return bool(
        regex.fullmatch(
            r",(?!\s*(?:and|but|while)\s)\s*(?:[^,.]{0,60}\s)?" if pair[0].name else r",\s*who\s[^,.]{0,60}\s", between
        )
    )


def _source_after(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """The mention right after: `said union leader X`, `according to her`."""
    pronoun = _OBJECT_PRONOUN.search(text, cue.span.start, cue.span.end + _LONGEST_PRONOUN) if cue.leads else None
    if pronoun:
        gender = "male" if pronoun.group().lower() in ("him", "his", "его") else "female"
        return Mention(Span(*pronoun.span()), gender=gender, pronoun=True)
    at = bisect_left([mention.span.start for mention in people], cue.span.end)
    if at == len(people) or not _BEFORE_SOURCE.fullmatch(text[cue.span.end : people[at].span.start]):
        return None
    return _with_second_office(text, people[at : at + _MOST_IN_ASIDE]) or _with_the_one_after(text, people[at : at + 2])


def _with_second_office(text: str, people: Sequence[Mention]) -> Mention | None:
    """`по словам заместителя мэра, руководителя порта Элины Тарск, …`: the name follows the second office."""
    first = people[0]
    aside = _SECOND_OFFICE.match(text, first.span.end) if first.office and not first.name else None
    if aside is None:
        return None
    offices = [one for one in people[1:] if one.office and one.span.end <= aside.end("office")]
    named = next((one for one in people[1:] if one.span.end == aside.end("office")), None)
    return named if named and " " in named.name and offices else None


def _with_those_before(text: str, people: Sequence[Mention]) -> Mention:
    """`X, Y and Z said`: neither the last one nor any other alone said it."""
    first = len(people) - 1
    if _joins(text, people[-2:], _NOR):
        return replace(people[-1], unvoiced=True)  # neither of them says anything
    if _joins(text, people[-2:], _OR):
        return replace(_together(people[-2:]), indefinite=True)
    while first and _joins(text, people[first - 1 : first + 1], _AND if first == len(people) - 1 else _COMMA):
        first -= 1
    if first == len(people) - 1:
        return people[-1]
    if _is_subject(text, people[first]):
        return _together(people[first:])
    return replace(people[-1], collective=True) if people[first].name else people[-1]


def _somebody_near(text: str, people: Sequence[Mention], start: int) -> Mention:
    """`An adviser to Mayor Pell said`: somebody else, and nobody by name; `Jory Pell of Mill Lane` has one."""
    whole = Span(start, people[-1].span.end)
    nearer = people[-2] if len(people) > 1 and people[-2].span.end >= start else None
    if nearer and " " in nearer.name and not people[-1].office:
        return nearer
    if nearer:
        return replace(nearer, span=Span(nearer.span.start, whole.end), name="", indefinite=True)
    return Mention(whole, indefinite=True)


def _with_the_one_after(text: str, pair: Sequence[Mention]) -> Mention:
    """`said X and Y`, unless Y does something else: `said X and Y left`."""
    if len(pair) < 2 or not _joins(text, pair, _AND):
        return pair[0]
    if _ENDS_CLAUSE.match(text, pair[1].span.end):
        return _together(pair)
    return replace(pair[0], collective=True) if pair[0].name else pair[0]


def _joins(text: str, pair: Sequence[Mention], link: regex.Pattern[str]) -> bool:
    named = len(pair) == 2 and all(mention.name or mention.office for mention in pair)
    return named and link.fullmatch(text[pair[0].span.end : pair[1].span.start]) is not None


def _is_subject(text: str, mention: Mention) -> bool:
    """`In turn, X and Y said`; not `The mayor met X and Y said`."""
    clause = _CLAUSE_BEGINS.split(text[: mention.span.start])[-1].split()
    return len(clause) <= _BEFORE_SUBJECT and not any(w.lower() in VERBS_BETWEEN or w.endswith("ed") for w in clause)


def _together(people: Sequence[Mention]) -> Mention:
    whole = Span(people[0].span.start, people[-1].span.end)
    return Mention(whole, collective=True, members=tuple(people))
