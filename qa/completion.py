"""A question that makes no sense alone → the question as a person would ask it who had not asked another before.

By rules: a pronoun, a topic or a person is put in from the turn before.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import regex

from embeddings.common_words import is_common
from embeddings.lexical import terms
from qa.asked import SAYS, asked_of, is_subject, named_in, offices_in_question, question_form, somebody_in
from qa.entries import Minuted
from qa.followups import (
    ANOTHER_MEANT,
    LEAD,
    ONE_MEANT,
    REPLIES,
    THING_MEANT,
    WHAT_ABOUT,
    Turn,
    asks_another,
    asks_of_meeting,
    gender_meant,
    own_words,
)
from qa.given_names import gender_of_name
from qa.mentions import mentions
from qa.phrases import is_ordinary
from qa.records import Span, Speaker

# A question of fewer words of its own says nothing alone, even where it is plain who is meant.
_FEW_TERMS = 2
# What stands for a thing that was spoken of is seldom longer, in words.
_LONGEST_TOPIC = 8

# What a whole question begins with; anything else is a fragment of one.
_ASKS = question_form(
    r"^(?:(?:on|in|at|to|for|from|by|with|of|about|under|since|until)\s+)?(?:what|when|where|who|whom|whose|why"
    r"|how|which)\b"
    r"|^(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|shall|may|might|isn|aren|didn|doesn)\b"
    r"|^(?:tell|give|show|list|describe|explain|compare|name|define|find|say|i|i['’]m|we|you|it|that|they|he|she"
    r"|please|let)\b"
    r"|^(?:(?:о|об|в|на|к|с|у|от|из|по)\s+)?(?:что|ч[её]м|кто|ком|кого|кому|когда|где|куда|откуда|почему|зачем"
    r"|как|сколько|как(?:ой|ая|ое|ие)|чей|чья)\b"
)
# `And the mayor, what did she say about it?`
_NAMED_FIRST = question_form(r"^(?P<who>[^,?]{2,60}),\s+(?P<asks>(?:what|when|where|why|how|did|does|has|have)\b.+)$")
_SIDE = question_form(r"(?:voted )?(?P<side>for|in favou?r|against)(?: it)?|(?P<abstained>abstain(?:ed|ing))")
_VOTE_LAST = question_form(r"\bvote$")
_BARE_ASKING = question_form(
    r"^(?:(?:since|until|by|for|from|to|with|at|on)\s+)?"
    r"(?:when|where|why|how|who|whom|what|how (?:much|many|long|often|far)"
    r"|which|когда|где|куда|почему|зачем|как|сколько|кто|кому)(?:\s+(?:exactly|then|else|so|именно))?$"
)
_ABOUT_WORD = question_form(r"^(?:on|about|regarding|concerning|of|о|об|про)\s+")
_AT_PLACE = question_form(r"^(?P<by>in|at|for|from|by|to|with|under|during|after|before|as|в|на|для|из|после)\s+")
_PART = question_form(r"(?:the|his|her|its|their)\s+\S+(?:\s+\p{Ll}+)?")
_THING = question_form(r"\b(?P<whose>its|their)\b|\b(?:it|they|them)\b|\b(?:this|that|these|those)(?=\s*(?:$|[?.,;]))")
_MANY = question_form(r"they|them|their|these|those")
_NOTHING_MEANT = question_form(
    r"\bit\b(?=\s+(?:true|possible|worth|important|safe|legal|better|necessary|take|takes|took|rain|snow|seem"
    r"|mean|all)\b)"
)
# `What did he reply?` is about the other one; `What was he told in reply?` is not.
_ANSWERS = question_form(
    r"\b(?:did|does|do|has|have)\s+(?:he|she)\s+(?:\p{L}+ly\s+)?(?:repl|respon|answer|react|say (?:to|in)|ask in)\p{L}*"
    r"|\b(?:он|она)\s+(?:на это\s+)?(?:ответи|отреаг)\p{L}*|\b(?:ответи|отреаг)\p{L}*\s+(?:он|она)\b"
)
_REACTS = question_form(r"\b(?:react|reaction|respond|reply)\w*")

# Where a question says what words are about, and where it says what it is about itself; the strictest first.
_SAID_TOPICS = [
    question_form(pattern)
    for pattern in (
        r"\b(?:about|regarding|concerning)\s+(?P<topic>.+)$",
        r"\b(?:sa(?:y|id)|comment\p{L}*|think|thought|position|view|opinion|stance|feel)\s+(?:on|of)\s+(?P<topic>.+)$",
        r"\b(?:plans?|proposals?|ideas?|offers?|demands?|promises?|hopes?|fears?)\s+(?:for|on|of)\s+(?P<topic>.+)$",
        r"\b(?:о|об|про|насч[её]т)\s+(?P<topic>.+)$",
    )
]
_TOPICS = [
    *_SAID_TOPICS,
    *(
        question_form(pattern)
        for pattern in (
            r"^(?:tell me(?: more)?(?: about)?|describe|explain|define|name|compare)\s+(?P<topic>.+)$",
            r"\b(?:share|part|number|amount|size|kind|type|sort) of\s+(?P<topic>.+)$",
            r"^(?:what|who|which|how|why|where)(?:['’]s|\s+(?:is|are|was|were))\s+"
            r"(?:(?:[\p{L}-]+\s+){1,4}of\s+)?(?P<topic>.+)$",
            r"^(?:when|how|where|why)\s+(?:will|did|does|do|can|could|would|should|must|may)\s+"
            r"(?P<topic>(?:the|this|our|an?)\s+(?:(?!the\b|an?\b)[\p{L}-]+\s+){0,2}(?!the\b"
            r"|an?\b)[\p{L}-]+)\s+[\p{L}-]+$",
        )
    ),
]
# What follows a topic and is no part of it.
_BESIDE_TOPIC = question_form(
    r",?\s+(?:according to|in the words of|per|по словам|по мнению)\s.*$|\s*[?.!]+\s*$|,\s.*$"
    r"|\s+(?:that|which|who|when|if|because)\s.*$|\s+(?:and|or|but)\s+(?:what|why|how|when|where|who|is|are|was"
    r"|were|did|do|does|can)\b.*$"
    r"|\s+and\s+(?:its|their|his|her)\s.*$"
    r"|\s+(?:used|called|known|made|generated|considered|given|taken|held|built|located|caused|famous|important"
    r"|worth)\b.*$"
    r"|\s+\p{L}{3,}ed[\s?.!]*$"
)
_VERB = question_form(
    r"\s(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|might|must)\b"
    r"|(?<!\b(?:in|of|by|since|until|during|last|this|next))\s(?-i:may)\b"  # not the month
)
# `What did she reply to Tarsk?`: then it is plain to whom.
_TO_SOMEBODY = question_form(r"\b(?:to|about)\s+(?!(?:that|this|it|him|her|them)\b)[\p{L}’'-]+")
_TO_THAT = question_form(r"\s+(?:to|about) (?:that|this|it)\b")


class Completed(NamedTuple):
    """A follow-up, made whole: `question` alone, the `background` that it still hangs on, and the topic from now on."""

    question: str
    background: str = ""
    topic: str = ""


def completed(question: str, turn: Turn, people: Sequence[Speaker]) -> Completed:
    """The question as a person would ask it who had not asked another before."""
    rest = WHAT_ABOUT.sub("", LEAD.sub("", question)).strip()
    named_first = _NAMED_FIRST.match(rest)
    if named_first:
        rest = ONE_MEANT.sub(named_first["who"], named_first["asks"], count=1)
    bare = rest.strip(" ?!.…")
    meeting = asks_of_meeting(bare)
    if meeting and turn.title:
        return Completed(f"{meeting.capitalize()} was “{turn.title}”?", topic=turn.query.topic)
    if _BARE_ASKING.match(bare):
        return _more(f"{_open(turn.query.wording)}, and {_small(bare)}?", turn)
    wanted = turn.query.wanted
    if wanted and wanted.kind is Minuted.VOTE:
        side = _SIDE.fullmatch(bare)
        if side:
            return _of_side(side, wanted.topic, turn)
        if wanted.topic and _VOTE_LAST.search(bare):  # `And how did Venn vote?`
            return _more(f"{_capital(bare)} on {wanted.topic}?", turn)
    if wanted and wanted.who and _is_somebody(bare, people):
        return _of_another(bare, wanted.who, turn)
    if not _ASKS.match(bare):
        # `And the price?` may be that of what was spoken of, `What about the bridge?` is something else.
        is_part = bool(_PART.fullmatch(bare)) and not WHAT_ABOUT.match(LEAD.sub("", question))
        return _fragment(bare, turn, people, turn.query.topic if is_part else "")
    return _with_nouns(_capital(rest), turn, people)


def _fragment(bare: str, turn: Turn, people: Sequence[Speaker], earlier: str) -> Completed:
    """`On energy`, `the President of Albania`, `in the north`: put where the question before has its like."""
    before = turn.query.wording
    somebody = somebody_in(_capital(bare), people)
    if somebody and somebody.start <= 4 and not _ABOUT_WORD.match(bare):
        return _of_somebody(bare, turn, people)
    if _ABOUT_WORD.match(bare):
        return _on_topic(_ABOUT_WORD.sub("", bare), turn, people, earlier="")
    place = _AT_PLACE.match(bare)
    if place:
        like = regex.search(rf",?\s+{place['by']}\s+[^?,]+(?=\s*\?*\s*$)", before, regex.IGNORECASE)
        stem = before[: like.start()] if like else _open(before)
        return _more(f"{stem} {_small(bare)}?", turn)
    return _on_topic(bare, turn, people, earlier)


def _of_side(side: regex.Match[str], topic: str, turn: Turn) -> Completed:
    """`Who voted against the ferry?` `And for?`"""
    did = "abstained" if side["abstained"] else f"voted {side['side'].lower()}"
    on = " on" if topic and side["abstained"] else ""
    return _more(f"Who {did}{on}{' ' * bool(topic)}{topic}?", turn)


def _is_somebody(words: str, people: Sequence[Speaker]) -> bool:
    """A name or an office, and nothing else: `Venn`, `Cllr Venn`, `the mayor`; not `CUP 2025-03`, and not `budget`.

    A name in small letters is told by being no word that anybody may write; that is known of English alone.
    """
    words = _capital(words) if words.isascii() and not is_common(words) else words
    named = [mention.span for mention in mentions(words, Span(0, len(words))) if mention.name or mention.office]
    return Span(0, len(words)) in (*named, somebody_in(words, people))


def _of_another(who: str, before: str, turn: Turn) -> Completed:
    """`How did A vote on X?` `And B?` → `How did B vote on X?`"""
    name = regex.compile(rf"(?<!\w){regex.escape(before)}(?!\w)")
    question, topic = (name.sub(lambda _: who, words, count=1) for words in (turn.query.wording, turn.query.topic))
    return Completed(question, turn.query.background, topic)


def _of_somebody(bare: str, turn: Turn, people: Sequence[Speaker]) -> Completed:
    """`What did A say about X?` `And B?` → `What did B say about X?`"""
    before = turn.query.wording
    who = _named(_small(bare), turn, people)
    subject = somebody_in(before, people)
    if subject and turn.query.asked and asked_of(subject.of(before), people):
        return _more(f"{before[: subject.start]}{who}{before[subject.end :]}", turn)
    topic = turn.query.topic
    if topic:
        return Completed(f"What did {who} say about {topic}?", topic=topic)
    return Completed(f"What did {who} say?", _question_before(turn))


def _on_topic(topic: str, turn: Turn, people: Sequence[Speaker], earlier: str) -> Completed:
    """`What did A say about X?` `And Y?` → `What did A say about Y?`; `the price` may be that of X."""
    before = turn.query.wording
    place = _topic_in(before)
    topic = _small(topic)
    wanted = turn.query.wanted
    if wanted and wanted.topic in before:  # of minutes
        whole = before.replace(wanted.topic, topic) if wanted.topic else f"{_open(before)} on {topic}?"
        return Completed(whole, topic=_kept(topic, turn))
    if place and place.of(before) != turn.query.topic:
        earlier = earlier or turn.query.topic
    if place and named_in(place.of(before), people):  # `Who is Tarsk?` `And the ferry?`
        return Completed(f"What about {topic}?", topic=_kept(topic, turn))
    if place:
        return Completed(f"{before[: place.start]}{topic}{before[place.end :]}", earlier, earlier or _kept(topic, turn))
    if len(turn.query.asked) == 1 and SAYS.search(before):
        return Completed(
            f"What did {turn.query.asked[0]} say about {topic}?", earlier or _question_before(turn), _kept(topic, turn)
        )
    return Completed(
        f"What about {topic}?", turn.query.topic or _question_before(turn), turn.query.topic or _kept(topic, turn)
    )


def _question_before(turn: Turn) -> str:
    """What a question hangs on that has no topic; nothing where that says nothing: `What was said?`"""
    return _open(turn.query.wording) if terms(turn.query.wording) else ""


def _kept(topic: str, turn: Turn) -> str:
    return topic if _is_topic(topic) else turn.query.topic


def _more(question: str, turn: Turn) -> Completed:
    """The question before in other words hangs on what that one hangs on."""
    return Completed(question, turn.query.background, turn.query.topic)


def _with_nouns(question: str, turn: Turn, people: Sequence[Speaker]) -> Completed:
    """A whole question, its pronouns replaced by those and that for which they stand."""
    whole = _with_people(question, turn, people)
    thing = None if _NOTHING_MEANT.search(whole) else _THING.search(own_words(whole))
    earlier, own = turn.query.topic, _topic_in(question, _SAID_TOPICS)
    topic = own.of(question) if own and not THING_MEANT.search(own.of(question)) else earlier
    if own and not (thing and own.contains(Span(*thing.span()))):
        return Completed(whole, topic=topic)
    if earlier and REPLIES.search(question) and not _TO_SOMEBODY.search(question):
        to = "to" if _REACTS.search(question) else "about"
        return Completed(f"{_open(_TO_THAT.sub('', whole))} {to} {earlier}?", topic=topic)
    if thing and earlier and _may_stand_for(thing, earlier, people):
        named = _of(earlier) if thing["whose"] else earlier
        return Completed(f"{whole[: thing.start()]}{named}{whole[thing.end() :]}", topic=topic)
    few = len(set(terms(question)) - set(terms(" ".join(asked_of(question, people))))) <= (
        1 if whole != question else _FEW_TERMS
    )
    hangs = few or whole == question or asks_another(question) or THING_MEANT.search(whole)
    background = earlier or turn.query.background or _question_before(turn)
    hangs = hangs and not set(named_in(background, people)).intersection(named_in(whole, people))
    # The topic stays until a question says that it is about another: most name but a part of it.
    return Completed(whole, background if hangs else "", topic or topic_of(whole))


def _may_stand_for(thing: regex.Match[str], topic: str, people: Sequence[Speaker]) -> bool:
    """Nobody is `it`, and one thing is not `they`, as far as its last letter tells."""
    is_plural = topic.endswith(("s", "ы", "и", "people")) and not topic.endswith("ss")
    return not named_in(topic, people) and (is_plural or not _MANY.fullmatch(thing.group()))


def _with_people(question: str, turn: Turn, people: Sequence[Speaker]) -> str:
    whole = _named(question, turn, people)
    pronoun = ONE_MEANT.search(own_words(whole))
    if not pronoun:
        return whole
    nobody_quoted = turn.query.is_of_nobody_quoted and not turn.voices
    if _ANSWERS.search(whole) and not nobody_quoted and not _TO_SOMEBODY.search(whole):
        name = who_replies(whole, turn)
    else:
        before = turn.query.wording
        named = [m.name for m in mentions(before, Span(0, len(before))) if m.name]
        here = {*asked_of(whole, people)}
        others = [one for one in (*named, *turn.voices) if one not in here]
        name = _meant(pronoun.group(), [one for one in turn.spoken_of if one not in here], others)
    if not name:
        return whole
    word = pronoun.group().lower()
    possessive = word == "his" or (word == "her" and not ANOTHER_MEANT.match(whole, pronoun.start()))
    return f"{whole[: pronoun.start()]}{_of(name) if possessive else name}{whole[pronoun.end() :]}"


def who_replies(question: str, turn: Turn) -> str:
    """The first other voice after the answer, unless the question's pronoun tells that it is somebody else."""
    pronoun = ONE_MEANT.search(question)
    others = [name for name in (turn.next_voice, *turn.voices) if name and name not in turn.spoken_of]
    fitting = [name for name in others if not pronoun or gender_of_name(name) in ("", gender_meant(pronoun.group()))]
    return next(iter(fitting), "")


def _meant(pronoun: str, asked: Sequence[str], voices: Sequence[str]) -> str:
    """Whoever was asked for, unless the first name tells that it is somebody else; then whoever else speaks there."""
    gender = gender_meant(pronoun)
    surely = [name for name in (*asked, *voices) if gender_of_name(name) == gender]
    perhaps = [name for name in (*asked, *voices) if not gender_of_name(name)]
    of_asked = [name for name in asked if name in surely or name in perhaps]
    return next(iter((*of_asked, *surely, *perhaps)), "")


def _named(question: str, turn: Turn, people: Sequence[Speaker]) -> str:
    """An office that several hold, as the name of the one who speaks in the article that answered."""
    for office in offices_in_question(question):
        holders = asked_of(f"What did {office.span.of(question)} say?", people)
        here = [name for name in holders if name in turn.voices]
        if len(holders) > 1 and len(here) == 1:
            return f"{question[: office.span.start]}{here[0]}{question[office.span.end :]}"
    return question


def topic_of(question: str) -> str:
    """What a question says it is about, in its own words; empty where it does not say so plainly."""
    found = _topic_in(question)
    return found.of(question) if found else ""


def _topic_in(question: str, patterns: Sequence[regex.Pattern[str]] = ()) -> Span | None:
    beside = _BESIDE_TOPIC.search(question)
    end = beside.start() if beside else len(question)
    for pattern in patterns or _TOPICS:
        match = pattern.search(question, 0, end)
        if match:
            verb = _VERB.search(question, match.start("topic"), end)
            topic = Span(match.start("topic"), verb.start() if verb else match.end("topic")).stripped(question)
            if _is_topic(topic.of(question)):
                return topic
    things = [m.span for m in mentions(question, Span(0, end)) if m.name and not is_subject(question, m.span)]
    return things[-1] if len(things) and things[-1].start and not patterns else None


def _is_topic(words: str) -> bool:
    """A noun phrase, as far as that can be told, that says what is meant without what was said before."""
    short = 0 < len(words.split()) <= _LONGEST_TOPIC
    return short and bool(terms(words)) and not (THING_MEANT.search(words) or ONE_MEANT.search(words))


def _of(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _open(question: str) -> str:
    return question.strip().rstrip("?!. ")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    """As it stands within a sentence: `The price`, not `Tarsk`, loses its capital."""
    return words[:1].lower() + words[1:] if is_ordinary(words.partition(" ")[0].lower()) else words
