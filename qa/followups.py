"""Whether a question hangs on the one before: `And on energy?`, `What did he reply?`. By rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.lexical import terms
from qa.asked import asked_of, is_courtesy, named_in, question_form
from qa.given_names import gender_of_name
from qa.mentions import Mention, mentions
from qa.records import Query, Span, Speaker

# A question without a name of so few terms may hang on the one before, if what was spoken of has all its words.
_FEW_ENOUGH = 4


LEAD = question_form(r"^\s*(?:(?:and|but|so|also|ok|okay|well|oh|wow|hmm|а|и|но|ну)\b[\s,.!?]*)+(?=\S)")
WHAT_ABOUT = question_form(r"^(?:(?:and\s+)?(?:what|how)\s+about|(?:а\s+)?(?:что|как)\s+насч[её]т)\s+")
ONE_MEANT = question_form(r"\b(?:he|she|him|her|his|hers|himself|herself|он|она|его|е[её]|ему|ей|н[её]м|ним|ней)\b")
ANOTHER_MEANT = question_form(
    r"\b(?:him|them|ему|ей|ним)\b|\bher\b(?=\s*(?:$|[?.,;]|(?:to|about|in|on|for|that|then|what|why|how|when|where|whether|if"
    r"|she|he|it|they|we|the|an?)\b))"
)
_THEY_MEANT = question_form(r"\b(?:they|them|their|theirs|они|их|им|ими)\b")
THING_MEANT = question_form(
    r"\b(?:it|its|that|this|those|these|there|the same|then|one|ones|others?|else|more|another|such"
    r"|это|этого|этом|этому|тогда|там)\b"
)
REPLIES = question_form(
    r"\b(?:repl(?:y|ied|ies)|respon(?:d|ded|se)|answer(?:ed)?|react(?:ed|ion)?|ответи\p{L}*|отреаг\p{L}*)\b"
    r"|\bto (?:that|this|it)(?=\s*(?:$|[?.,;]))|\bin (?:return|reply|response|turn)\b(?!\s+for)|\bв ответ\b|\bна это\b"
)
# A noun that is spoken of as known.
_KNOWN = question_form(r"(?<=\b(?:the|this|that|these|those)\s)\p{L}+")
_AFTER_THAT = question_form(
    r"\b(?:then|тогда|после этого)\s*\??\s*$"
    r"|\bin (?:return|reply|response)\b(?!\s+for)|\bto (?:that|this)\s*\??\s*$|\bв ответ\b|\bна это\b"
)
# `What did Venn say about it?`
_THING_LAST = question_form(r"\b(?:about|on|of|for|with|from)\s+(?:it|this|that)\W*$|\b(?:об? этом|про это)\W*$")
_OTHERS = question_form(r"\b(?:anyone|anybody|who|others|the other|the rest|everyone|кто|другие|остальные)\b")
# `Why did Tarsk start it?`: a thing, and no noun before it that it could stand for.
_A_THING = question_form(r"\b(?:it|its|they|them|their|theirs|there(?=\s*(?:$|[?.,;])))\b")
_NOUN = question_form(
    r"(?:\b(?:the|an?|his|her|our|your|my|any|some|no|about|on|of|for|with|in|at|to|from|by|and)|[’']s)\s+\p{L}{3,}"
    r"|\b(?!does\b|was\b|has\b|this\b)\p{L}{3,}s\b"
)
# What a question repeats, whose pronouns are those of whoever said it; and `Who was it that …`.
_REPEATED = question_form(
    r"“(?P<words>[^”]+)”|«(?P<words>[^»]+)»|‘(?P<words>[^’]+)’(?!\p{L})|\"(?P<words>[^\"]+)\"|^\s*who\s+(?:was|is)(?P<words>\s+it\s+that)\b"
)
_SAID_WORDS = question_form(
    r"^\s*(?:who|кто)\b[^,?]*?\b(?:sa(?:id|ys)|claim\p{L}*|remark\p{L}*|jok\p{L}+|admit\p{L}*|complain\p{L}*|insist\p{L}*"
    r"|argu\p{L}+|warn\p{L}*|th(?:inks|ought)|believ\p{L}+|promis\p{L}+|сказал[аи]?|заявил[аи]?|считает)\s(?P<words>.*\S\s+\S.*)$"
)
_OF_MEETING = question_form(
    r"^(?P<what>when|where|где|когда)\s+(?:was|is|were|did|это|они)\s*"
    r"(?:(?:that|this|it|they|the (?:meeting|talks|call|conference|hearing))?\s*"
    r"(?:held|happen|happening|meet|take place|said|было|встретились|встречались)?)?$"
)

_OF_ANSWER = question_form(
    r"^(?:(?:when|where|why|how)\s+(?:was|is)\s+(?:(?:that|this)(?:\s+said)?|it\s+said)|who\s+said\s+(?:that|this|it)"
    r"|(?:где|когда)\s+это\s+(?:было|сказано)|кто\s+это\s+сказал)$"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked before, as it was understood, and what its answer brought into the conversation.

    `article_id` and `title` are those of the article that answered, `terms` its words, `passage` the id of the answer,
    `place` where it stands; `voices` are the people quoted there, `speaker` is whose words the answer is, `next_voice`
    the first other person to speak after it. `is_silent` where there was no answer; the article is then that of the
    nearest miss.
    """

    query: Query
    article_id: str | None = None
    title: str = ""
    passage: int = 0
    place: Span | None = None
    voices: tuple[str, ...] = ()
    speaker: str = ""
    next_voice: str = ""
    terms: frozenset[str] = frozenset()
    is_silent: bool = False

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """Those of whom the conversation is: who was asked for, or else who answered, or else nobody who is quoted."""
        return self.query.asked or ((self.speaker,) if self.speaker else self.query.unquoted)

    def has_words_of(self, question: str) -> bool:
        """True where what the question takes for known (`the payment`), or else all of it, is in the article."""
        known = terms(" ".join(match.group() for match in _KNOWN.finditer(question))) or terms(question)
        return self.terms.issuperset(known)


def follows(question: str, people: Sequence[Speaker]) -> bool:
    """`And on energy?`, `What did he reply?`, `Where was that?`: no answer without what was asked before."""
    if is_courtesy(question):
        return False
    own = own_words(question)
    if LEAD.match(question) or WHAT_ABOUT.match(question) or _AFTER_THAT.search(own):
        return True
    if ANOTHER_MEANT.search(own) or _THING_LAST.search(own):
        return True
    named = [m for m in mentions(own, Span(0, len(own))) if (m.name or m.office) and not m.indefinite]
    one = ONE_MEANT.search(own)
    if one:
        before = [mention for mention in named if mention.span.start < one.start()]
        known = named_in(own[: one.start()], people)
        return not any(_may_be(mention, one.group(), people) for mention in before) and not any(
            gender_of_name(name) in ("", gender_meant(one.group())) for name in known
        )
    thing = _A_THING.search(own)
    if thing and not _NOUN.search(own, 0, thing.start()):
        return True
    if named or asked_of(question, people):
        return False
    hangs = _THEY_MEANT.search(own) or THING_MEANT.search(own)
    return len(terms(question)) <= (_FEW_ENOUGH if hangs else 0)


def own_words(question: str) -> str:
    """The question, blank where it repeats what was said: `Who said “We agreed”?`, `Who said that they were wrong?`"""
    repeated = [match.span("words") for form in (_REPEATED, _SAID_WORDS) for match in form.finditer(question)]
    for start, end in repeated:
        question = f"{question[:start]}{' ' * (end - start)}{question[end:]}"
    return question


def may_follow(question: str, people: Sequence[Speaker]) -> bool:
    """`What’s the average payment?`: it may be that of which the article before tells, or something new."""
    named = any((m.name or m.office) and not m.indefinite for m in mentions(question, Span(0, len(question))))
    has_few = len(terms(question)) <= _FEW_ENOUGH and not is_courtesy(question)
    return not named and has_few and not asked_of(question, people)


def asks_another(question: str) -> bool:
    """`What did he reply?`, `Did anyone object?`: another one's turn; not `What else did she say?`."""
    return bool(REPLIES.search(question) or _OTHERS.search(question))


def asks_for_reply(question: str) -> bool:
    """Of one person: `What did he reply?`."""
    return bool(REPLIES.search(question)) and not _OTHERS.search(question)


def asks_of_meeting(question: str) -> str:
    """`when`, `where`: `Where was that?` asks of the meeting; empty for what does not."""
    found = _OF_MEETING.match(question.strip(" ?!.").lower())
    return {"где": "where", "когда": "when"}.get(found["what"], found["what"]) if found else ""


def asks_of_answer(question: str) -> bool:
    """`When was that?`, `Who said that?`: of what was answered, and of nothing where nothing was."""
    return bool(_OF_ANSWER.match(LEAD.sub("", question).strip(" ?!.")))


def _may_be(mention: Mention, pronoun: str, people: Sequence[Speaker]) -> bool:
    """False where a name tells that somebody else is meant: `What did Concha think of his joke?`"""
    names = asked_of(f"What did {mention.name} say?", people) if mention.name else ()
    own = {gender_of_name(name) for name in names} or {mention.gender}
    return not own.isdisjoint({"", gender_meant(pronoun)})


def gender_meant(pronoun: str) -> str:
    return "female" if pronoun.lower() in ("she", "her", "hers", "herself", "она", "ее", "её", "ей", "ней") else "male"
