"""A question that makes no sense alone, and the one before → the question as it would be asked alone. By rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from embeddings.lexical import terms
from qa.asked import SAYS, asked_of, is_subject, offices_in_question, somebody_in
from qa.given_names import gender_of_name
from qa.mentions import Mention, mentions
from qa.phrases import is_ordinary
from qa.records import Query, Span, Speaker

# A question of fewer words of its own says nothing alone, even where it is plain who is meant.
_FEW_TERMS = 2
# A question without a name of so few may hang on the one before, if what was spoken of has all its words.
_FEW_ENOUGH = 4
# What stands for a thing that was spoken of is seldom longer, in words.
_LONGEST_TOPIC = 8


def _words(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern, regex.IGNORECASE)


_LEAD = _words(r"^\s*(?:(?:and|but|so|also|ok|okay|well|а|и|но|ну)\b[\s,.]*)+(?=\S)")
_WHAT_ABOUT = _words(r"^(?:(?:and\s+)?(?:what|how)\s+about|(?:а\s+)?(?:что|как)\s+насч[её]т)\s+")
# What a whole question begins with; anything else is a fragment of one.
_ASKS = _words(
    r"^(?:(?:on|in|at|to|for|from|by|with|of|about|under|since|until)\s+)?(?:what|when|where|who|whom|whose|why|how|which)\b"
    r"|^(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|shall|may|might|isn|aren|didn|doesn)\b"
    r"|^(?:tell|give|show|list|describe|explain|compare|name|define|find|say|i|i['’]m|we|you|it|that|they|he|she|please|let)\b"
    r"|^(?:(?:о|об|в|на|к|с|у|от|из|по)\s+)?(?:что|ч[её]м|кто|ком|кого|кому|когда|где|куда|откуда|почему|зачем|как|сколько|как(?:ой|ая|ое|ие)|чей|чья)\b"
)
# `And the mayor, what did she say about it?`
_NAMED_FIRST = _words(r"^(?P<who>[^,?]{2,60}),\s+(?P<asks>(?:what|when|where|why|how|did|does|has|have)\b.+)$")
_BARE_ASKING = _words(
    r"^(?:(?:since|until|by|for|from|to|with|at|on)\s+)?"
    r"(?:when|where|why|how|who|whom|what|how (?:much|many|long|often|far)"
    r"|which|когда|где|куда|почему|зачем|как|сколько|кто|кому)(?:\s+(?:exactly|then|else|so|именно))?$"
)
_ABOUT_WORD = _words(r"^(?:on|about|regarding|concerning|of|о|об|про)\s+")
_AT_PLACE = _words(r"^(?P<by>in|at|for|from|by|to|with|under|during|after|before|as|в|на|для|из|после)\s+")
# `And the price?`, which may be that of what was spoken of.
_PART = _words(r"(?:the|his|her|its|their)\s+\S+(?:\s+\p{Ll}+)?")

_ONE_MEANT = _words(r"\b(?:he|she|him|her|his|hers|himself|herself|он|она|его|е[её]|ему|ей|н[её]м|ним|ней)\b")
_ANOTHER_MEANT = _words(
    r"\b(?:him|them|ему|ей|ним)\b|\bher\b(?=\s*(?:$|[?.,;]|to\b|about\b|in\b|on\b|for\b|that\b|then\b|what\b))"
)
_THEY_MEANT = _words(r"\b(?:they|them|their|theirs|они|их|им|ими)\b")
_THING_MEANT = _words(
    r"\b(?:it|its|that|this|those|these|there|the same|then|one|ones|others?|else|more|another|such"
    r"|это|этого|этом|этому|тогда|там)\b"
)
_THING = _words(r"\b(?P<whose>its|their)\b|\b(?:it|they|them)\b|\b(?:this|that|these|those)(?=\s*(?:$|[?.,;]))")
_NOTHING_MEANT = _words(
    r"\bit\b(?=\s+(?:true|possible|worth|important|safe|legal|better|necessary|take|takes|took|rain|snow|seem|mean|all)\b)"
)
_REPLIES = _words(
    r"\b(?:repl(?:y|ied|ies)|respon(?:d|ded|se)|answer(?:ed)?|react(?:ed|ion)?|ответи\p{L}*|отреаг\p{L}*)\b"
    r"|\bto (?:that|this|it)(?=\s*(?:$|[?.,;]))|\bin (?:return|reply|response|turn)\b(?!\s+for)|\bв ответ\b|\bна это\b"
)
# A noun that is spoken of as known.
_KNOWN = _words(r"(?<=\b(?:the|this|that|these|those)\s)\p{L}+")
# `What did he reply?` is about the other one; `What was he told in reply?` is not.
_ANSWERS = _words(
    r"\b(?:did|does|do|has|have)\s+(?:he|she)\s+(?:\p{L}+ly\s+)?(?:repl|respon|answer|react|say (?:to|in)|ask in)\p{L}*"
    r"|\b(?:он|она)\s+(?:на это\s+)?(?:ответи|отреаг)\p{L}*|\b(?:ответи|отреаг)\p{L}*\s+(?:он|она)\b"
)
_REACTS = _words(r"\b(?:react|reaction|respond|reply)\w*")
_AFTER_THAT = _words(
    r"\b(?:then|тогда|после этого)\s*\??\s*$"
    r"|\bin (?:return|reply|response)\b(?!\s+for)|\bto (?:that|this)\s*\??\s*$|\bв ответ\b|\bна это\b"
)
_OTHERS = _words(r"\b(?:anyone|anybody|who|others|the other|the rest|everyone|кто|другие|остальные)\b")
_OF_MEETING = _words(
    r"^(?P<what>when|where|где|когда)\s+(?:was|is|were|did|это|они)\s*"
    r"(?:(?:that|this|it|they|the (?:meeting|talks|call|conference|hearing))?\s*"
    r"(?:held|happen|happening|meet|take place|said|было|встретились|встречались)?)?$"
)

# Where a question says what words are about, and where it says what it is about itself; the strictest first.
_SAID_TOPICS = [
    _words(pattern)
    for pattern in (
        r"\b(?:about|regarding|concerning)\s+(?P<topic>.+)$",
        r"\b(?:sa(?:y|id)|comment\p{L}*|think|thought|position|view|opinion|stance|feel)\s+(?:on|of)\s+(?P<topic>.+)$",
        r"\b(?:о|об|про|насч[её]т)\s+(?P<topic>.+)$",
    )
]
_TOPICS = [
    *_SAID_TOPICS,
    *(
        _words(pattern)
        for pattern in (
            r"^(?:tell me|describe|explain|define|name|compare)\s+(?P<topic>.+)$",
            r"\b(?:share|part|number|amount|size|kind|type|sort) of\s+(?P<topic>.+)$",
            r"^(?:what|who|which|how|why|where)(?:['’]s|\s+(?:is|are|was|were))\s+"
            r"(?:(?:[\p{L}-]+\s+){1,4}of\s+)?(?P<topic>.+)$",
        )
    ),
]
# What follows a topic and is no part of it.
_BESIDE_TOPIC = _words(
    r",?\s+(?:according to|in the words of|per|по словам|по мнению)\s.*$|\s*[?.!]+\s*$|,\s.*$"
    r"|\s+(?:that|which|who|when|if|because)\s.*$|\s+(?:and|or|but)\s+(?:what|why|how|when|where|who|is|are|was|were|did|do|does|can)\b.*$"
    r"|\s+(?:used|called|known|made|generated|considered|given|taken|held|built|located|caused)\b.*$"
)
_VERB = _words(r"\s(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|may|might|must)\b")
_TO_THAT = _words(r"\s+(?:to|about) (?:that|this|it)\b")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before, as it was understood, and what its answer brought into the conversation.

    `article_id` and `title` are those of the article that answered, `terms` its words, `passage` the id of the answer;
    `voices` are the people quoted there, `speaker` is whose words the answer is, `next_voice` the first other person
    to speak after it.
    """

    query: Query
    article_id: str | None = None
    title: str = ""
    passage: int = 0
    voices: tuple[str, ...] = ()
    speaker: str = ""
    next_voice: str = ""
    terms: frozenset[str] = frozenset()

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """Those of whom the conversation is: who was asked for, or else who answered."""
        return self.query.asked or ((self.speaker,) if self.speaker else ())

    def has_words_of(self, question: str) -> bool:
        """True where what the question takes for known (`the payment`), or else all of it, is in the article."""
        known = terms(" ".join(match.group() for match in _KNOWN.finditer(question))) or terms(question)
        return not self.terms or self.terms.issuperset(known)


class Completed(NamedTuple):
    """A follow-up, made whole: `question` alone, the `background` that it still hangs on, and the topic from now on."""

    question: str
    background: str = ""
    topic: str = ""


def follows(question: str, people: Sequence[Speaker]) -> bool:
    """`And on energy?`, `What did he reply?`, `Where was that?`: no answer without what was asked before."""
    if _LEAD.match(question) or _WHAT_ABOUT.match(question) or _AFTER_THAT.search(question):
        return True
    if _ANOTHER_MEANT.search(question):
        return True
    named = [m for m in mentions(question, Span(0, len(question))) if (m.name or m.office) and not m.indefinite]
    one = _ONE_MEANT.search(question)
    if one:
        before = [mention for mention in named if mention.span.start < one.start()]
        return not any(_may_be(mention, one.group(), people) for mention in before)
    if named or asked_of(question, people):
        return False
    if _THEY_MEANT.search(question):
        return True
    return len(terms(question)) <= (_FEW_ENOUGH if _THING_MEANT.search(question) else 0)


def may_follow(question: str, people: Sequence[Speaker]) -> bool:
    """`What’s the average payment?`: it may hang on what was asked before, or be about something new."""
    named = any((m.name or m.office) and not m.indefinite for m in mentions(question, Span(0, len(question))))
    return not named and len(terms(question)) <= _FEW_ENOUGH and not asked_of(question, people)


def asks_another(question: str) -> bool:
    """`What did he reply?`, `Did anyone object?`: another one's turn; not `What else did she say?`."""
    return bool(_REPLIES.search(question) or _OTHERS.search(question))


def asks_for_reply(question: str) -> bool:
    """Of one person: `What did he reply?`."""
    return bool(_REPLIES.search(question)) and not _OTHERS.search(question)


def asks_of_meeting(question: str) -> str:
    """`when`, `where`: `Where was that?` asks of the meeting; empty for what does not."""
    found = _OF_MEETING.match(question.strip(" ?!.").lower())
    return {"где": "where", "когда": "when"}.get(found["what"], found["what"]) if found else ""


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
            topic = Span(match.start("topic"), verb.start() if verb else end).stripped(question)
            if _is_topic(topic.of(question)):
                return topic
    things = [m.span for m in mentions(question, Span(0, end)) if m.name and not is_subject(question, m.span)]
    return things[-1] if things and not patterns else None


def _is_topic(words: str) -> bool:
    """A noun phrase, as far as that can be told, that says what is meant without what was said before."""
    short = 0 < len(words.split()) <= _LONGEST_TOPIC
    return short and bool(terms(words)) and not (_THING_MEANT.search(words) or _ONE_MEANT.search(words))


def completed(question: str, turn: Turn, people: Sequence[Speaker]) -> Completed:
    """The question as a person would ask it who had not asked another before."""
    rest = _WHAT_ABOUT.sub("", _LEAD.sub("", question)).strip()
    named_first = _NAMED_FIRST.match(rest)
    if named_first:
        rest = _ONE_MEANT.sub(named_first["who"], named_first["asks"], count=1)
    bare = rest.strip(" ?!.…")
    meeting = asks_of_meeting(bare)
    if meeting and turn.title:
        return Completed(f"{meeting.capitalize()} was “{turn.title}”?", topic=turn.query.topic)
    if _BARE_ASKING.match(bare):
        return _more(f"{_open(turn.query.wording)}, and {_small(bare)}?", turn)
    if not _ASKS.match(bare):
        return _fragment(bare, turn, people)
    return _with_nouns(_capital(rest), turn, people)


def _fragment(bare: str, turn: Turn, people: Sequence[Speaker]) -> Completed:
    """`On energy`, `the President of Albania`, `in the north`: put where the question before has its like."""
    before = turn.query.wording
    somebody = somebody_in(_capital(bare), people)
    if somebody and somebody.start <= 4 and not _ABOUT_WORD.match(bare):
        return _of_somebody(bare, turn, people)
    if _ABOUT_WORD.match(bare):
        return _on_topic(_ABOUT_WORD.sub("", bare), turn, earlier="")
    place = _AT_PLACE.match(bare)
    if place:
        like = regex.search(rf",?\s+{place['by']}\s+[^?,]+(?=\s*\?*\s*$)", before, regex.IGNORECASE)
        stem = before[: like.start()] if like else _open(before)
        return _more(f"{stem} {_small(bare)}?", turn)
    return _on_topic(bare, turn, earlier=turn.query.topic if _PART.fullmatch(bare) else "")


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
    return Completed(f"What did {who} say?", _open(before))


def _more(question: str, turn: Turn) -> Completed:
    """The question before in other words hangs on what that one hangs on."""
    return Completed(question, turn.query.background, turn.query.topic)


def _on_topic(topic: str, turn: Turn, earlier: str) -> Completed:
    """`What did A say about X?` `And Y?` → `What did A say about Y?`; `the price` may be that of X."""
    before = turn.query.wording
    place = _topic_in(before)
    topic = _small(topic)
    if place and place.of(before) != turn.query.topic:
        earlier = earlier or turn.query.topic
    if place:
        return Completed(f"{before[: place.start]}{topic}{before[place.end :]}", earlier, earlier or _kept(topic, turn))
    if len(turn.query.asked) == 1 and SAYS.search(before):
        return Completed(
            f"What did {turn.query.asked[0]} say about {topic}?", earlier or _open(before), _kept(topic, turn)
        )
    return Completed(f"What about {topic}?", turn.query.topic or _open(before), turn.query.topic or _kept(topic, turn))


def _kept(topic: str, turn: Turn) -> str:
    return topic if _is_topic(topic) else turn.query.topic


def _with_nouns(question: str, turn: Turn, people: Sequence[Speaker]) -> Completed:
    """A whole question, its pronouns replaced by those and that for which they stand."""
    whole = _with_people(question, turn, people)
    thing = None if _NOTHING_MEANT.search(whole) else _THING.search(whole)
    earlier, own = turn.query.topic, _topic_in(question, _SAID_TOPICS)
    topic = own.of(question) if own and not _THING_MEANT.search(own.of(question)) else earlier
    if own and not (thing and own.contains(Span(*thing.span()))):
        return Completed(whole, topic=topic)
    if earlier and _REPLIES.search(question):
        to = "to" if _REACTS.search(question) else "about"
        return Completed(f"{_open(_TO_THAT.sub('', whole))} {to} {earlier}?", topic=topic)
    if thing and earlier:
        named = _of(earlier) if thing["whose"] else earlier
        return Completed(f"{whole[: thing.start()]}{named}{whole[thing.end() :]}", topic=topic)
    few = len(set(terms(question)) - set(terms(" ".join(asked_of(question, people))))) <= (
        1 if whole != question else _FEW_TERMS
    )
    hangs = few or whole == question or asks_another(question) or _THING_MEANT.search(whole)
    return Completed(whole, (earlier or _open(turn.query.wording)) if hangs else "", topic)


def _with_people(question: str, turn: Turn, people: Sequence[Speaker]) -> str:
    whole = _named(question, turn, people)
    pronoun = _ONE_MEANT.search(whole)
    if not pronoun:
        return whole
    if _ANSWERS.search(whole):
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
    possessive = word == "his" or (word == "her" and not _ANOTHER_MEANT.match(whole, pronoun.start()))
    return f"{whole[: pronoun.start()]}{_of(name) if possessive else name}{whole[pronoun.end() :]}"


def who_replies(question: str, turn: Turn) -> str:
    """The first other voice after the answer, unless the question's pronoun tells that it is somebody else."""
    pronoun = _ONE_MEANT.search(question)
    others = [name for name in (turn.next_voice, *turn.voices) if name and name not in turn.spoken_of]
    fitting = [name for name in others if not pronoun or gender_of_name(name) in ("", _gender(pronoun.group()))]
    return next(iter(fitting), "")


def _of(name: str) -> str:
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def _named(question: str, turn: Turn, people: Sequence[Speaker]) -> str:
    """An office that several hold, as the name of the one who speaks in the article that answered."""
    for office in offices_in_question(question):
        holders = asked_of(f"What did {office.span.of(question)} say?", people)
        here = [name for name in holders if name in turn.voices]
        if len(holders) > 1 and len(here) == 1:
            return f"{question[: office.span.start]}{here[0]}{question[office.span.end :]}"
    return question


def _meant(pronoun: str, asked: Sequence[str], voices: Sequence[str]) -> str:
    """Whoever was asked for, unless the first name tells that it is somebody else; then whoever else speaks there."""
    gender = _gender(pronoun)
    surely = [name for name in (*asked, *voices) if gender_of_name(name) == gender]
    perhaps = [name for name in (*asked, *voices) if not gender_of_name(name)]
    of_asked = [name for name in asked if name in surely or name in perhaps]
    return next(iter((*of_asked, *surely, *perhaps)), "")


def _may_be(mention: Mention, pronoun: str, people: Sequence[Speaker]) -> bool:
    """False where a name tells that somebody else is meant: `What did Concha think of his joke?`"""
    names = asked_of(f"What did {mention.name} say?", people) if mention.name else ()
    own = {gender_of_name(name) for name in names} or {mention.gender}
    return not own.isdisjoint({"", _gender(pronoun)})


def _gender(pronoun: str) -> str:
    return "female" if pronoun.lower() in ("she", "her", "hers", "herself", "она", "ее", "её", "ей", "ней") else "male"


def _open(question: str) -> str:
    return question.strip().rstrip("?!. ")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    """As it stands within a sentence: `The price`, not `Tarsk`, loses its capital."""
    return words[:1].lower() + words[1:] if is_ordinary(words.partition(" ")[0].lower()) else words
