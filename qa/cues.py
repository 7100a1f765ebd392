"""The words that report speech: `said`, `according to`, `сообщил`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from qa.records import Span

# Finite forms only: a noun of the same form (`the report`, `a note`) is no cue.
_ENGLISH_PAST = """
    said denied stated noted stressed added explained emphasised emphasized underlined underscored highlighted remarked
    observed declared announced warned insisted claimed argued reported confirmed assured promised pledged asked
    replied responded answered admitted acknowledged conceded reiterated recalled proposed suggested urged invited
    thanked congratulated praised welcomed expressed described complained recommended requested demanded predicted
    joked quipped whispered shouted wrote commented concluded continued mentioned maintained cautioned lamented
    affirmed asserted revealed voiced raised criticised criticized condemned rejected vowed instructed ordered
    commended wondered inquired enquired told informed called considered estimated undertook offered apologised
    apologized testified recounted conveyed clarified contended stipulated repeated began drew briefed updated
    advised objected protested moved hoped believed disclosed supported appealed tasked directed wished accused
    defended dismissed exclaimed interjected volunteered
"""
_ENGLISH_PRESENT = """
    says tells adds insists argues explains believes warns admits thinks stresses emphasises emphasizes underlines
    concedes asserts maintains acknowledges asks replies responds recalls declares announces confirms suggests
    proposes writes reports notes states claims
"""
_ENGLISH_PHRASES = """
    pointed out; points out; went on to say; made clear; makes clear; made it clear; drew attention to; let it be
    known; gave an assurance; gave assurances; set out; put it; put forward; spoke about; spoke of; called for;
    called on; called upon; asked for; asked about; argued for; spoke in favour
    of; wished to make clear; expressed confidence; expressed hope; expressed gratitude; expressed interest in;
    touched upon; dwelt on; dwelled on; was quoted as saying; is quoted as saying; began by thanking; began by
    congratulating; began by saying; began by asking; began by welcoming; thanked; undertook to; declined to; cited;
    laid out; chimed in; likes to say; like to say; used to say; put the; puts the; shot back; hit back; fired back
"""
_RUSSIAN_PAST = """
    сказал заявил отметил сообщил подчеркнул добавил заметил рассказал пояснил поручил напомнил предложил
    поблагодарил поздравил попросил призвал ответил спросил указал поинтересовался признал объяснил уточнил
    проинформировал доложил выразил уверил заверил объявил написал возразил пошутил воскликнул продолжил пообещал
    обещал потребовал высказал озвучил обозначил констатировал резюмировал акцентировал пригласил посоветовал
    предупредил считал
"""
_RUSSIAN_REFLEXIVE = "признался признавалась поинтересовался поделился высказался согласился"
_RUSSIAN_PRESENT = """
    говорит сообщает отмечает считает заявляет подчеркивает подчёркивает добавляет рассказывает поясняет уверен
    уверена убежден убеждён убеждена
"""
_RUSSIAN_PHRASES = """
    обратил внимание на; обратила внимание на; дал поручение; обратил внимание; обратила внимание; остановился на;
    остановилась на
"""

# Words after which a source is named: `according to the minister`.
_SOURCE_FOLLOWS = """
    according to; in the words of; as told by; по словам; по его словам; по её словам; по ее словам; по мнению; по
    информации; по данным; по словам самого
"""

_DENIALS = """
    denied; denies; denying; refused; declined; never said; did not say; didn't say; had not said; has not said; not
    say; dismissed reports; отрицал; отрицала; опроверг; опровергла; отказался; отказалась; не говорил; не говорила
"""


def _alternation(words: list[str]) -> str:
    longest_first = sorted({regex.escape(word, literal_spaces=True) for word in words}, key=len, reverse=True)
    return "|".join(longest_first).replace(" ", r"\s+")


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip()]


def _russian_forms() -> list[str]:
    past = [word + ending for word in _RUSSIAN_PAST.split() for ending in ("", "а", "и")]
    reflexive = [form for word in _RUSSIAN_REFLEXIVE.split() for form in (word, word[:-2] + "ась", word[:-2] + "ись")]
    return past + reflexive + _RUSSIAN_PRESENT.split() + _phrases(_RUSSIAN_PHRASES)


_VERB = regex.compile(
    r"(?<![\w’'-])(?:"
    + _alternation(_ENGLISH_PAST.split() + _ENGLISH_PRESENT.split() + _phrases(_ENGLISH_PHRASES) + _russian_forms())
    + r")(?![\w’'-])",
    regex.IGNORECASE,
)
_LEADING = regex.compile(r"(?<!\w)(?:" + _alternation(_phrases(_SOURCE_FOLLOWS)) + r")(?!\w)", regex.IGNORECASE)
_DENIAL = regex.compile(
    r"(?<!\w)(?:" + _alternation(_phrases(_DENIALS)) + r")(?!\w)",
    regex.IGNORECASE,
)
# `was told`, `to be announced`, `might have called`: nobody is said to speak.
_NOT_FINITE = regex.compile(
    r"(?:(?<!\w)(?:is|are|was|were|be|been|being|gets?|got|to|not|n[’']t|never|having|as|the|a|an|this|that\s+was)\s+"
    r"(?:(?:also|already|widely|once|later|previously)\s+)?)$",
    regex.IGNORECASE,
)
# In a press-service read-out these follow the quotation or the subject; elsewhere they are ordinary verbs.
_WEAK = frozenset(
    "called considered began drew moved raised supported continued repeated hoped offered described".split()
)


class Cue(NamedTuple):
    """A reporting verb or phrase. After `according to` the source follows; `weak` ones may be no speech at all."""

    span: Span
    leads: bool
    weak: bool


def cues(text: str, within: Span) -> Iterator[Cue]:
    """The finite reporting verbs and source phrases of a stretch, in order."""
    found = [Cue(Span(*m.span()), True, False) for m in _LEADING.finditer(text, within.start, within.end)]
    for match in _VERB.finditer(text, within.start, within.end):
        before = text[max(within.start, match.start() - 40) : match.start()]
        if not _NOT_FINITE.search(before) or match.group().lower().startswith(("was", "is")):
            found.append(Cue(Span(*match.span()), False, match.group().lower() in _WEAK))
    return iter(sorted(found))


def denies(text: str, within: Span) -> bool:
    """True where somebody says that something was not said."""
    return _DENIAL.search(text, within.start, within.end) is not None
