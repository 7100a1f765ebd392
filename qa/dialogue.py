"""A question, and the questions before it → a Query: what it hangs on, whose words it asks for, of what time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import regex
from rapidfuzz import fuzz

from embeddings.lexical import terms, words
from qa.errors import QuestionError
from qa.mentions import Mention, mentions
from qa.names import same_name, shortens
from qa.offices import office_fits, offices_in
from qa.periods import period_named
from qa.records import Query, Span, Speaker

LONGEST_QUESTION = 2_000
# Two words of five letters or more are the same name with a typing error at 85 (one letter in six or seven).
_SAME_NAME = 85
_SHORTEST_FUZZY = 5
_SHORTEST_PART = 3
_NAME_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")
# A question of so few words of its own that only the one before makes sense of it.
_FEW_TERMS = 2
_FEW_WITH_PRONOUN = 4

_CONTINUES = regex.compile(r"\s*(?:and|but|so|also|what about|how about|а|и|что насчет|что насчёт)\b", regex.IGNORECASE)
_PERSON_MEANT = regex.compile(r"\b(?:he|she|they|him|her|his|them|their|он|она|они|его|ее|её)\b", regex.IGNORECASE)
_THING_MEANT = regex.compile(r"\b(?:it|its|that|this|those|these|there|the same|then|это)\b", regex.IGNORECASE)
# Before a name: the words are about this person, not by them.
_ABOUT = regex.compile(
    r"\b(?:about|on|of|regarding|concerning|with|to|against|for|from|meet|met|thank|thanked|tell|told|ask|asked|invite|invited|promise|promised|о|об|про|к|с|со)\s+"
    r"(?:the\s+)?(?:\p{L}+\s+){0,2}$",
    regex.IGNORECASE,
)
_OTHER_ONE = regex.compile(
    r"\b(?:repl|respon|answer|react|ответи|reaction)\p{L}*|\bto (?:that|this|it)\b|\bin return\b|\banyone\b|\bwho\b",
    regex.IGNORECASE,
)
# `What did X say`: the place of the subject, in a question about words.
_IN_SUBJECT = regex.compile(
    r"\b(?:did|does|do|has|have|had|according to|per|по словам)\s+(?:the\s+)?$", regex.IGNORECASE
)
_SAYS = regex.compile(
    r"\b(?:sa(?:y|id|ys)|tell|told|think|thought|comment|state|stated|mention|mentioned|answer|reply|ask|asked|claim|"
    r"according|per|announce|promise|report|explain|warn|suggest|propose|словам)\b",
    regex.IGNORECASE,
)
_BY = regex.compile(
    r"\b(?:according to|words of|position of|view of|opinion of|statement of|by|per|словам|мнению)\s+$",
    regex.IGNORECASE,
)


def understand(
    question: str,
    history: Sequence[str],
    people: Sequence[Speaker],
    *,
    speakers: Sequence[str] = (),
    since: date | None = None,
    until: date | None = None,
    article_id: str | None = None,
    k: int = 10,
) -> Query:
    """Raises QuestionError for a question that is empty or too long."""
    checked(question)
    if k < 1:
        raise QuestionError(f"at least one passage must be asked for, not {k}")
    before = background(question, history, people)
    asked = asked_of(question, people)
    earlier = asked_of(before, people) if before and not asked else ()
    if _goes_on(question):
        asked, earlier = asked or earlier, ()
    named = period_named(question)
    return Query(
        text=question,
        speakers=_meant(speakers, people),
        since=since,
        until=until,
        article_id=article_id,
        k=k,
        background=before,
        asked=asked,
        only_asked=bool(asked) and bool(_SAYS.search(f"{before} {question}")),
        not_asked=earlier,
        unquoted=() if asked else unquoted_in(question),
        period=named[0] if named else None,
        period_words=named[1] if named else "",
    )


def _meant(names: Sequence[str], people: Sequence[Speaker]) -> tuple[str, ...]:
    """The people of the corpus whom these names, or parts of names, name; a name that fits nobody stays as it is."""
    found = [p.name for name in names for p in people if same_name(p.name, name) or shortens(name, p.name)]
    return tuple(found) or tuple(names)


def checked(question: str) -> None:
    """Raises QuestionError for a question that is empty or too long."""
    if not question.strip():
        raise QuestionError("the question is empty; ask for example: What did the mayor say about the bridge?")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"the question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read")


def background(question: str, history: Sequence[str], people: Sequence[Speaker] = ()) -> str:
    """The earlier questions that a follow-up hangs on, oldest first; empty where the question stands alone."""
    needed: list[str] = []
    for earlier in reversed(history):
        if not _follows(needed[0] if needed else question, people):
            break
        needed.insert(0, earlier.strip())
    return " ".join(needed)[-LONGEST_QUESTION:]


def _follows(question: str, people: Sequence[Speaker]) -> bool:
    """`And on energy?`, `What did he reply?`, `Where was that?`: no answer without what was asked before."""
    if _CONTINUES.match(question):
        return True
    named = [m for m in mentions(question, Span(0, len(question))) if (m.name or m.office) and not m.indefinite]
    person = _PERSON_MEANT.search(question)
    if person:
        return not any(mention.span.start < person.start() for mention in named)
    if named or asked_of(question, people):
        return False
    return len(terms(question)) <= (_FEW_WITH_PRONOUN if _THING_MEANT.search(question) else _FEW_TERMS)


def _goes_on(question: str) -> bool:
    """`And on energy?`, `What else did she say?`; not `What did he reply?`, which is the other one's turn."""
    return not _OTHER_ONE.search(question)


def asked_of(question: str, people: Sequence[Speaker]) -> tuple[str, ...]:
    """The people whose words are asked for, by name or by office; not those whom the words are about."""
    shares = {person.name: _share_named(question, person.name) for person in people if _asks_for(question, person)}
    if shares:
        # `Tom Achterby` is not every Achterby.
        return tuple(name for name, share in shares.items() if share == max(shares.values()) or not _akin(name, shares))
    whole = Span(0, len(question))
    offices = [
        m for m in mentions(question, whole) if m.office and not m.name and not _is_topic(question, m.span.start)
    ]
    return tuple(person.name for person in people if any(_holds(person, office) for office in offices))


def _share_named(question: str, name: str) -> float:
    parts = [part for part in words(name) if len(part) >= _SHORTEST_PART]
    asked = [word for token in _NAME_WORD.findall(question) for word in words(token)]
    return sum(any(_same_word(word, part) for word in asked) for part in parts) / max(1, len(parts))


def _akin(name: str, shares: Mapping[str, float]) -> bool:
    """True where somebody of the same surname is named more fully."""
    surname = words(name)[-1:]
    return any(words(other)[-1:] == surname and share > shares[name] for other, share in shares.items())


def _asks_for(question: str, person: Speaker) -> bool:
    places = [place for place in name_places(question, person.name) if not _is_anothers(question, place, person.name)]
    return any(not _is_topic(question, place) for place in places)


def _is_anothers(question: str, place: int, name: str) -> bool:
    """`Tobias Wren` is not Tobias Renn, though their first name is the same."""
    for mention in mentions(question, Span(0, len(question))):
        if " " in mention.name and mention.span.start <= place < mention.span.end:
            [surname, *_] = words(mention.name.split()[-1]) or [""]
            return not any(_same_word(surname, part) for part in words(name))
    return False


def _is_topic(question: str, place: int) -> bool:
    before = question[:place]
    return bool(_ABOUT.search(before)) and not _BY.search(before)


def name_places(question: str, name: str) -> list[int]:
    """Where a question has a part of a name, typing errors allowed in long ones."""
    parts = [part for part in words(name) if len(part) >= _SHORTEST_PART]
    places: list[int] = []
    for match in _NAME_WORD.finditer(question):
        asked = words(regex.sub(r"[’']s$", "", match.group()))
        if any(_same_word(word, part) for word in asked for part in parts):
            places.append(match.start())
    return places


def _same_word(word: str, part: str) -> bool:
    if word == part:
        return True
    long_enough = min(len(word), len(part)) >= _SHORTEST_FUZZY
    return long_enough and word[0] == part[0] and fuzz.ratio(word, part) >= _SAME_NAME


def _holds(person: Speaker, asked: Mention) -> bool:
    """True where the person's office is the one that is asked for, as far as both say what they are."""
    return bool(person.role) and office_fits(asked, offices_in(person.role)) > 0


def unquoted_in(question: str) -> tuple[str, ...]:
    """Those whose words are asked for (`What did F. Lund say`), for a question that asks for nobody who is quoted."""
    return tuple(
        mention.span.of(question)
        for mention in mentions(question, Span(0, len(question)))
        if _is_somebody(mention) and _SAYS.search(question) and _IN_SUBJECT.search(question[: mention.span.start])
    )


def _is_somebody(mention: Mention) -> bool:
    return bool(mention.name)
