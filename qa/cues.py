"""The words that report speech: `said`, `according to`, `сообщил`."""

from __future__ import annotations

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
    defended dismissed exclaimed interjected volunteered tweeted posted emailed chanted yelled screamed cried muttered
    scolded retorted countered reasoned recollected mused
"""
_ENGLISH_PRESENT = """
    says tells adds insists argues explains believes warns admits thinks stresses emphasises emphasizes underlines
    concedes asserts maintains acknowledges asks replies responds recalls declares announces confirms suggests
    proposes writes reports notes states claims tweets posts shouts yells jokes concludes continues calls describes
    demands promises predicts laments quips cautions argues points vows observes remarks complains wonders
"""
_ENGLISH_PHRASES = """
    pointed out; points out; went on to say; made clear; makes clear; made it clear; drew attention to; let it be
    known; gave an assurance; gave assurances; set out; put it; put forward; spoke about; spoke of; called for;
    called on; called upon; asked for; asked about; argued for; spoke in favour
    of; wished to make clear; expressed confidence; expressed hope; expressed gratitude; expressed interest in;
    touched upon; dwelt on; dwelled on; was quoted as saying; is quoted as saying; began by thanking; began by
    congratulating; began by saying; began by asking; began by welcoming; thanked; undertook to; declined to; cited;
    had this to say; issued the following statement; made the following statement; made the following comment;
    released the following statement; issued this statement; released this statement;
    laid out; chimed in; likes to say; like to say; used to say; used to tell; used to ask;
    put the; puts the; shot back; hit back; fired back; had written
"""
_RUSSIAN_PAST = """
    сказал заявил отметил сообщил подчеркнул добавил заметил рассказал пояснил поручил напомнил предложил
    поблагодарил поздравил попросил призвал ответил спросил указал поинтересовался признал объяснил уточнил
    проинформировал доложил выразил уверил заверил объявил написал возразил пошутил воскликнул продолжил пообещал
    обещал потребовал высказал озвучил обозначил констатировал резюмировал акцентировал пригласил посоветовал
    предупредил считал назвал обвинил говорил утверждал повторял твердил спрашивал писал
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

# At the end of a sentence, or before the source: `«…», – деді Тоқтаров`.
_KAZAKH = """
    деді; дейді; айтты; айтады; атап өтті; атап айтты; атап көрсетті; баса айтты; мәлімдеді; мәлімдейді; хабарлады;
    хабарлайды; түсіндірді; жауап берді; жауап қатты; ескертті; сендірді; уәде берді; пікір білдірді; еске салды;
    тапсырды; жеткізді; сұрады; талап етті; алға тартты; баяндады; нақтылады; растады; мойындады
"""
# Of which the verb alone may be something else: `деп жазды`, and `in summer`.
_KAZAKH_WITH_SAYING = """
    қосты; толықтырды; жазды; жазады; бөлісті; сенеді; санайды; есептейді; ойлайды; қорытындылады; шақырды;
    сөзін жалғады; түйіндеді; сөзін түйіндеді; баға берді; үміттенеді; ұсынды; жалғастырды; мәлім етті
"""
# After a source in the genitive: `Тоқтаровтың айтуынша`.
_KAZAKH_OF_SOURCE = """
    айтуынша; сөзінше; пікірінше; мәліметінше; мәліметі бойынша; ақпаратынша; хабарлауынша; деректеріне сүйенсек
"""

# `X walked out, saying that …`: whoever does what the sentence says; `X is saying that …` is finite.
_PARTICIPLES = """
    saying adding noting telling asking tweeting claiming insisting arguing calling describing stressing warning
    explaining declaring writing shouting chanting suggesting promising vowing remarking quipping joking replying
    predicting
"""

# Words after which a source is named: `according to the minister`.
_SOURCE_FOLLOWS = """
    according to; in the words of; as told by; по словам; по его словам; по её словам; по ее словам; по мнению;
    по его мнению; по её мнению; по ее мнению; по
    информации; по данным; по словам самого; it was moved by; it was proposed by; it was suggested by
"""

# The forms of speaking that follow a negation or an auxiliary.
_SAYS = (
    r"(?:say(?:ing)?|said|call(?:ed|ing)?|t[eo]ld|tell|claim(?:ed)?|argued?|ask|answer(?:ed)?|shout(?:ed)?|announced?|"
    r"promised?|described?|utter(?:ed)?|used?\s+the|spoken?|speak|mention(?:ed)?|write|written|wrote|add|reply|declare)"
)
# `never called it “…”`, `rejected claims that …`: words that were not said.
_DENIED = regex.compile(
    rf"""(?<!\w)(?:den(?:ied|ies|y|ying)|refus(?:ed|es|ing)|declin(?:ed|es|ing)|stopp(?:ed|ing)\ short\ of|avoided
    |without\ saying
    |(?:dismiss|reject|disput|contest)(?:ed|es|s|ing)\s+(?:[\w’']+\s+){{0,3}}
        (?:reports?|claims?|suggestions?|allegations?|rumou?rs?|accusations?|ideas?|notions?|assertions?|descriptions?)
    |(?:reject|dismiss)(?:ed|es|s|ing),\s\w+,\s+the\s+(?:idea|notion|suggestion|claim)
    |(?:no(?:body|[\ -]one)|none\ of\ \w+(?:\ \w+)?|neither)\s+(?:\w+\s+){{0,4}}?{_SAYS}
    |no\s+\w+\s+(?:(?:has|have|had|ever)\s+)*{_SAYS}
    |{_SAYS}\s+no(?:body|[\ -]one)
    |(?:never|not|\w+n[’']t)\s+(?!only)(?:(?:\w+\s+)?|(?:ever\s+)?hear[d]?\s+(?:\w+\s+){{1,3}}){_SAYS}
    |отрица(?:л[аи]?|ет|ют)|опроверг(?:л[аи])?|опроверга(?:ет|ют|л[аи]?)
    |отказал(?:ся|ась)|не\ говорила?|не\ сказала?|не\ называла?|никто\ не\ \w+)(?!\w)""",
    regex.IGNORECASE | regex.VERBOSE,
)
# `would say “…”`, `was told “…”`, `rumours that X said “…”`: words that are imagined, said to somebody, or put into
# somebody's mouth.
_IMAGINED = regex.compile(
    rf"""(?<!\w)(?:
    (?:would|could|might|may|should|will|shall|must|can|cannot|[’'](?:d|ll))\s+(?:(?:\w+ly|also|then|have|never)\s+)*{_SAYS}
    |(?:is|are|was|were|been|being|got)\s+(?:\w+ly\s+)?(?:told|asked|called|dubbed|labell?ed|branded|nicknamed|described)
    |accus(?:ed|es|ing)\s+[^.;:¤]{{1,60}}?\s+of\s+(?:having\s+)?{_SAYS}
    |attribut(?:ed|es|ing)
    |it\s+(?:is|was)\s+(?:false|untrue|not\s+true|a\s+lie)\s+that
    |(?:imitat|impersonat|mimick)(?:ed|es|ing)|pretend(?:ed|s|ing)?\s+to\s+be|posing\s+as
    |reads?\s+(?:an?|the|one|another)\s+(?:\w+\s+){{0,2}}(?:banner|sign|placard|poster|notice|plaque|inscription|slogan|caption)
    |wish(?:ed|es)?\s+(?:that\s+)?(?:\w+\s+){{1,3}}had\s+{_SAYS}
    |(?:rumou?rs?|allegations?|suggestions?|speculation)\s+(?:\w+\s+){{0,2}}that
    |(?:fake|faked|false|forged|doctored|invented|bogus|alleged|purported)\s+(?:\w+\s+)?(?:\w*quot\w+|statements?|claims?
        |remarks?|comments?|posts?|tweets?|letters?|notes?|messages?|e-?mails?|reports?|accounts?|videos?|recordings?
        |interviews?|words|documents?|memos?|transcripts?|screenshots?|headlines?|news|stor(?:y|ies)|articles?|speech(?:es)?)
    |(?:(?-i:Asked|Pressed|Questioned)|when\s+(?:asked|pressed))\s+(?:\w+\s+){{0,4}}?(?:whether|if|about|on)
    |(?:newspapers?|papers?|tabloids?|magazines?|websites?|sites?|blogs?|posts?|outlets?|reports?|leaflets?)\s+(?:\w+ly\s+|had\s+)?
        (?:claim(?:ed|s)?|alleged?s?)
    |(?:opponents|critics|rivals|enemies|sceptics|skeptics|detractors)\s+(?:\w+\s+)?(?:say|said|claim(?:ed)?|alleged?|insist(?:ed)?)
    )(?!\w)""",
    regex.IGNORECASE | regex.VERBOSE,
)


def _alternation(words: list[str]) -> str:
    longest_first = sorted({regex.escape(word, literal_spaces=True) for word in words}, key=len, reverse=True)
    return "|".join(longest_first).replace(" ", r"\s+")


def _phrases(text: str) -> list[str]:
    return [" ".join(phrase.split()) for phrase in text.split(";") if phrase.strip()]


def _russian_forms() -> list[str]:
    past = [word + ending for word in _RUSSIAN_PAST.split() for ending in ("", "а", "и")]
    reflexive = [form for word in _RUSSIAN_REFLEXIVE.split() for form in (word, word[:-2] + "ась", word[:-2] + "ись")]
    return past + reflexive + _RUSSIAN_PRESENT.split() + _phrases(_RUSSIAN_PHRASES)


_AFTER_SAYING = _alternation(_phrases(_KAZAKH) + _phrases(_KAZAKH_WITH_SAYING))
_KAZAKH_VERBS = rf"(?:деп\s+(?:{_AFTER_SAYING})|{_alternation(_phrases(_KAZAKH))})"
KAZAKH_VERB = regex.compile(_KAZAKH_VERBS, regex.IGNORECASE)
KAZAKH_SOURCE_BEFORE = regex.compile(_alternation(_phrases(_KAZAKH_OF_SOURCE)), regex.IGNORECASE)
_VERB = regex.compile(
    rf"(?<![\w’'-])(?:{_KAZAKH_VERBS}|{KAZAKH_SOURCE_BEFORE.pattern}|"
    + _alternation(_ENGLISH_PAST.split() + _ENGLISH_PRESENT.split() + _phrases(_ENGLISH_PHRASES) + _russian_forms())
    + r")(?![\w’'-])",
    regex.IGNORECASE,
)
_PARTICIPLE = regex.compile(r"(?<![\w’'-])(?:" + _alternation(_PARTICIPLES.split()) + r")(?![\w’'-])", regex.IGNORECASE)
_SETS_OFF = regex.compile(r"(?:[,;¤”»\"’]|\bby)\s*$", regex.IGNORECASE)
_PROGRESSIVE = regex.compile(
    r"(?<!\w)(?:is|are|was|were|has\s+been|have\s+been)\s+(?:\w+ly\s+|now\s+|also\s+)?$", regex.IGNORECASE
)
LEADS_TO_SOURCE = regex.compile(
    r"(?<!\w)(?:"
    + _alternation(_phrases(_SOURCE_FOLLOWS))
    # `Recalling the words of X: “…”`
    + r"|the\s+words\s+of(?=\s+[^.;:!?¤]{1,80}[-–—:,]\s*[“\"«‘']¤)"
    + r"|quot(?:ed|es|ing)(?=\s+[^,.;:¤]{1,80}\s+as\s+saying))(?!\w)",
    regex.IGNORECASE,
)
# `was told`, `to be announced`, `might have called`: nobody is said to speak.
_NOT_FINITE = regex.compile(
    r"(?:(?<!\w)(?:is|are|was|were|be|been|being|gets?|got|to|not|n[’']t|never|having|as|the|a|an|this|that\s+was"
    r"|would|could|might|may|should|will|shall|must|can|cannot|[’']d|reportedly|allegedly|supposedly)\s+"
    r"(?:(?:also|already|widely|once|later|previously|have|never|then)\s+)*)$",
    regex.IGNORECASE,
)
# `a resident who asked not to be named`
_NO_NAME = regex.compile(
    r"\s+(?:not to be (?:named|identified|quoted)|to (?:remain|stay) anonymous|for anonymity)", regex.IGNORECASE
)
# In a press-service read-out these follow the quotation or the subject; elsewhere they are ordinary verbs.
_WEAK = frozenset(
    """
    called calls considered began drew moved raised supported continued continues repeated hoped offered described
    describes posted posts points calling describing demands promises назвал назвала назвали
    """.split()
)


class Cue(NamedTuple):
    """A reporting verb or phrase. After `according to` the source follows; `weak` ones may be no speech at all; a
    participle (`…, saying that …`) has the subject of its sentence."""

    span: Span
    leads: bool
    weak: bool
    participle: bool = False


def cues(text: str, within: Span) -> list[Cue]:
    """The finite reporting verbs and source phrases of a stretch, in order."""
    found = [Cue(Span(*m.span()), True, False) for m in LEADS_TO_SOURCE.finditer(text, within.start, within.end)]
    for match in _VERB.finditer(text, within.start, within.end):
        before = text[max(within.start, match.start() - 40) : match.start()]
        if _NO_NAME.match(text, match.end()):
            continue
        if not _NOT_FINITE.search(before) or match.group().lower().startswith(("was", "is")):
            found.append(Cue(Span(*match.span()), False, match.group().lower() in _WEAK))
    found += [cue for match in _PARTICIPLE.finditer(text, *within) if (cue := _participle(text, within, match))]
    return sorted(found)


def _participle(text: str, within: Span, match: regex.Match[str]) -> Cue | None:
    before = text[max(within.start, match.start() - 40) : match.start()]
    weak = match.group().lower() in _WEAK
    progressive = _PROGRESSIVE.search(before)
    if progressive:
        start = match.start() - len(before) + progressive.start()
        return Cue(Span(start, match.end()), False, weak)
    return Cue(Span(*match.span()), False, weak, participle=True) if _SETS_OFF.search(before) else None


def denials(text: str, within: Span) -> list[Span]:
    """The phrases that say of words that they were not said."""
    return [Span(*found.span()) for found in _DENIED.finditer(text, *within)]


def imaginings(text: str, within: Span) -> list[Span]:
    """The phrases that say of words that somebody would say them."""
    return [Span(*found.span()) for found in _IMAGINED.finditer(text, *within)]
