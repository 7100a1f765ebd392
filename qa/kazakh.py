"""Kazakh: the verb is the last word, so that what is said stands between whoever says it and the verb.

`Елші: «Біз дайынбыз», – деді.`, `Министр көпірдің ашылатынын айтты.`, `Қанат Жарқыновтың айтуынша, көпір ашылады.`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from qa.cues import KAZAKH_SOURCE_BEFORE, KAZAKH_VERB, Cue
from qa.kazakh_names import is_oblique, is_surname, of_genitive
from qa.lexicon import PRONOUNS
from qa.mentions import Mention, mentions
from qa.records import Span

# Before the subject: `Кездесу соңында`, `Сонымен қатар,`.
_LEADS_IN = regex.compile(r"(?:[«“„\"]¤+[»”“\"]\s(?=\p{Ll}))?(?:[^.;:!?¤,]{1,60},)?[^.;:!?¤,«“„\"]{0,120}")
_TO_QUOTATION = regex.compile(r"[^.;!?¤«“„\"]{0,80}[«“„\"]¤+[»”“\"]\s*,?\s*(?:[–—-]\s*)?")
# What is reported is a noun in the accusative: `ашылатынын`, `келгенін`, `дайын екенін`, `керек екендігін`.
_REPORTED = regex.compile(
    r"\p{L}{0,40}(?:[ғгқк][ае]н|[аейі]т[ыі]н|екен|емес|у|бар|жоқ|тиіс|қажет|керек|мүмкін|дайын)(?:[дтл][ыі][ғг])?[ыі]н"
    r"|керегін|\p{L}{2,40}у(?:ды|ді)"
)
_BEFORE_VERB = frozenset("де да тағы ерекше арнайы баса".split())
_BREAKS_CLAUSE = regex.compile(r"[;:!?]")
_WORD = regex.compile(r"\w")
_FEWEST_WORDS = 2
_ENDS = regex.compile(r"\s*(?:[.!]|$)")
_BREAKS = regex.compile(r"[,.;:!?¤«»“”„\"(–—]")


def source_around(text: str, within: Span, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """Who stands before what is said, where the verb stands behind it; or whose account it is, in the genitive."""
    if KAZAKH_SOURCE_BEFORE.fullmatch(text, *cue.span):
        return _owner(text, within, cue)
    if not is_kazakh_verb(text, cue):
        return None
    subjects = [one for one in people if one.span.end <= cue.span.start and _may_be_subject(text, one)]
    if not subjects or not _LEADS_IN.fullmatch(text, within.start, subjects[0].span.start):
        return None
    between = Span(subjects[0].span.end, cue.span.start)
    leads_to_words = _TO_QUOTATION.fullmatch(text, *between) and len(subjects) == 1
    return subjects[0] if leads_to_words or reported_between(text, subjects[0], cue) else None


def reported_between(text: str, source: Mention, cue: Cue) -> Span | None:
    """`Министр көпірдің маусымда ашылатынын айтты.`: what stands between the two, where that is a clause."""
    between = Span(source.span.end, cue.span.start).stripped(text, " ,")
    if between.start >= between.end or not (is_kazakh_verb(text, cue) and _ENDS.match(text, cue.span.end)):
        return None
    words = [word for word in between.of(text).split() if word not in _BEFORE_VERB]
    is_clause = len(words) >= _FEWEST_WORDS and not _BREAKS_CLAUSE.search(text, *between)
    return between if is_clause and _REPORTED.fullmatch(words[-1]) else None


def source_behind(text: str, cue: Cue, people: Sequence[Mention]) -> Mention | None:
    """`…», – дейді Өзенді ауылының тұрғыны Роза Мұқанова`: whose name it is, and not the place before it."""
    behind = [one for one in people if one.span.start >= cue.span.end]
    near = [one for one in behind if not _BREAKS.search(text, cue.span.end, one.span.start)]
    subject = next((one for one in near if _may_be_subject(text, one)), None)
    if subject or not near or is_oblique(near[0].span.of(text).split()[-1]):
        return subject
    return near[0] if not _WORD.search(text, cue.span.end, near[0].span.start) else None  # `деді Темірхан`


def quotes(text: str, cue: Cue, quoted: Span) -> bool:
    """Whether nothing stands between the words and the verb: `«Жібек жолы» фильмі шыққанын айтты` quotes a title."""
    return quoted.end <= cue.span.start and not _WORD.search(text, quoted.end, cue.span.start)


def is_kazakh_verb(text: str, cue: Cue) -> bool:
    return KAZAKH_VERB.fullmatch(text, *cue.span) is not None


def _owner(text: str, within: Span, cue: Cue) -> Mention | None:
    """`Қанат Жарқыновтың айтуынша`: the name without its ending."""
    breaks = [found.end() for found in _BREAKS.finditer(text, within.start, cue.span.start)]
    named = Span(breaks[-1] if breaks else within.start, cue.span.start).stripped(text)
    *before, last = named.of(text).split() or [""]
    stem = of_genitive(last)
    if not stem:
        return None
    if last.lower() in PRONOUNS:
        return Mention(Span(named.end - len(last), named.end), pronoun=True)
    whole = " ".join([*before, stem])
    found = mentions(whole, Span(0, len(whole)))
    if not found or found[-1].span.end != len(whole):
        return None
    length = len(whole) - found[-1].span.start + len(last) - len(stem)
    return replace(found[-1], span=Span(named.end - length, named.end))


def _may_be_subject(text: str, mention: Mention) -> bool:
    """In the nominative, and somebody: not the first word of a sentence, which has a capital, too."""
    if mention.unvoiced or is_oblique(mention.span.of(text).split()[-1]):
        return False
    if mention.pronoun or mention.office or " " in mention.name:
        return True
    return is_surname(mention.name)
