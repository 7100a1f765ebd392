"""Whose words a question asks for: by name, in either order and with a typing error, or by office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import dropwhile
from typing import NamedTuple

import regex

from embeddings.common_words import is_common
from embeddings.lexical import STOP_WORDS, words
from qa.given_names import gender_of_name
from qa.lexicon import BODIES, BODY_NAMES, HONORIFICS, NO_PERSON, OFFICES, ORDINARY
from qa.mentions import NATIONAL, Mention, mentions
from qa.names import is_cyrillic, is_spelled, same_name, shortens
from qa.nouns import is_plural_of_office, office_at, tokenised
from qa.offices import office_fits, offices_in
from qa.people import NOBODY, SHORTEST_FUZZY, People, name_parts, same_word
from qa.records import Span, Speaker


def question_form(pattern: str) -> regex.Pattern[str]:
    """A form of question, which people write in small letters as well."""
    return regex.compile(pattern, regex.IGNORECASE)


_NAME_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")
_OF_BODIES = BODY_NAMES.union(BODIES, NO_PERSON)
_OFFICE_WORDS = frozenset(word for names in OFFICES.values() for word in names.split()).union(_OF_BODIES)
_NO_NAMES = STOP_WORDS.union(ORDINARY, _OF_BODIES)

# Before a name: the words are about this person, not by them.
_ABOUT = regex.compile(
    r"\b(?:about|on|of|regarding|concerning|with|to|against|for|from|meet|met|thank|thanked|tell|told|ask|asked|"
    r"invite|invited|promise|promised|answer|answered|order|ordered|о|об|обо|про|к|с|со)\s+"
    r"(?!(?:what|whom|ч[её]м|чему|что|кем|ком|кому)\b)"
    r"(?:the\s+)?(?:(?!(?:did|does|do|is|are|was|were|has|have|had|will)\b)\p{L}+\s+){0,2}$",
    regex.IGNORECASE,
)
_BY = regex.compile(
    r"\b(?:according to|words of|position of|view of|opinion of|statement of|by|per|словам|мнению|словами)\s+"
    r"(?:the\s+)?(?:\p{L}+\s+){0,2}$",
    regex.IGNORECASE,
)
# `What was X asked`: the words are another's.
_TO = regex.compile(
    r"\s+(?:been\s+)?(?:asked|told|offered|invited|promised|given|shown|thanked|urged|warned|ordered)\b"
)
_PASSIVE = regex.compile(r"\b(?:was|were|is|are|been)\s+(?:the\s+)?$", regex.IGNORECASE)
# `What did X say`: the place of the subject, in a question about words.
_IN_SUBJECT = regex.compile(
    r"\b(?:did|does|do|has|have|had|according to|per|по словам|(?:рас)?сказал[аи]?|говорил[аи]?|заявил[аи]?"
    r"|ответил[аи]?|отметил[аи]?|сообщил[аи]?|предложил[аи]?|обещал[аи]?)\s+(?:the\s+)?$",
    regex.IGNORECASE,
)
_SUBJECT_ALONE = regex.compile(r"\b(?:did|does|has|have|had)\s+$", regex.IGNORECASE)
SAYS = regex.compile(
    r"\b(?:sa(?:y|id|ys)|tell|told|think|thought|comment|state|stated|mention|mentioned|answer|answered|reply|replied|"
    r"respond|responded|ask|asked|claim|according|per|announce|promise|report|explain|warn|suggest|propose|add|added|"
    r"object|objected|словам|мнению|(?:с|рас|под|вы)?сказал[аи]?|говорил[аи]?|говорит|заявил[аи]?|ответил[аи]?|"
    r"отметил[аи]?|сообщил[аи]?|думает|считает|предложил[аи]?|обещал[аи]?|попросил[аи]?|спросил[аи]?)\b",
    regex.IGNORECASE,
)
# `what did zorblax say`: a name without its capital, which has no article either.
_BARE_SUBJECT = regex.compile(
    r"\b(?:did|does|has|have|had)\s+(?P<words>[\p{Latin}\p{M}’'-]+(?:\s+[\p{Latin}\p{M}’'-]+){0,2}?)\s+"
    r"(?:say|said|tell|told|think|thought|comment|mention|answer|reply|respond|ask|claim|announce|promise|report|explain"
    r"|warn|suggest|propose|add|object)\b",
    regex.IGNORECASE,
)
_SIDE = regex.compile(r"\b(?P<whose>\p{L}{4,})(?:[’']s)?\s+(?:side|delegation|party)\b", regex.IGNORECASE)
_ANYBODY = regex.compile(r"(?:any|every|some|no)(?:body|one)")
_ARTICLE = regex.compile(r"\b(?:the|an?|this|that)\s+$", regex.IGNORECASE)

# What people also type, in English, Russian and Kazakh, and which asks nothing.
_COURTESY = regex.compile(
    r"(?:(?:thanks?(?: you)?|many thanks|thx|cheers)(?: (?:a lot|so much|very much))?|hello|hi|hey"
    r"|good (?:morning|afternoon|evening|day|night)|ok(?:ay)?|great|perfect|i see|got it|bye|goodbye|please|sorry"
    r"|(?:больш(?:ое|ущее) |огромное )?спасибо(?: большое| огромное)?|благодарю(?: вас| тебя)?|привет|здравствуй(?:те)?"
    r"|добр(?:ый|ое) (?:день|вечер|утро)|оке?й?|хорошо|понятно|ясно|отлично|пожалуйста|пока|до свидания"
    r"|(?:көп |үлкен )?ра[хқ]мет(?: сізге| саған)?|сәлем(?:етсі[зң] бе)?|қайырлы (?:таң|күн|кеш)|жақсы|түсінікті"
    r"|сау бол(?:ыңыз)?)",
    regex.IGNORECASE,
)
_BETWEEN = regex.compile(r"[\p{P}\p{S}\s]+")


class _Word(NamedTuple):
    """A word of a question, as it is compared; `is_plain` where its capital, if any, says nothing."""

    start: int
    text: str
    is_plain: bool


def _may_be_foreign(word: _Word) -> bool:
    """True for what may be a name in another script: without a capital, no word that is none."""
    return not word.is_plain or not (is_cyrillic(word.text) or is_common(word.text) or word.text in _NO_NAMES)


class _Question:
    """A question, read once for all the people who may be asked for."""

    def __init__(self, text: str, people: People = NOBODY) -> None:
        """A word that is the surname of one of the people is no typing error for that of another."""
        self.text = text
        self.mentions = mentions(text, Span(0, len(text)))
        printed = [(m.group(), m.start()) for m in _NAME_WORD.finditer(text)]
        shouted = text == text.upper()
        self.words = [
            _Word(start, word, not token[0].isupper() or shouted or at == 0)
            for at, (token, start) in enumerate(printed)
            for word in words(regex.sub(r"[’']s$", "", token))
        ]
        self._like: dict[str, list[_Word]] = defaultdict(list)
        self._misspelt: dict[str, list[_Word]] = defaultdict(list)
        for word in self.words:
            self._like[word.text].append(word)
            if len(word.text) >= SHORTEST_FUZZY and not (is_common(word.text) or word.text in people.surnames):
                self._misspelt[word.text[0]].append(word)
        self._topics: dict[int, bool] = {}
        self.has_capitals = not shouted and any(not word.is_plain for word in self.words)

    def like(self, part: str) -> list[_Word]:
        """The words that are a part of a name, or look like one with a typing error, or spell it in another script."""
        return (
            self._like.get(part)
            or [word for word in self._misspelt.get(part[0], ()) if same_word(word.text, part)]
            or [word for word in self.words if _may_be_foreign(word) and is_spelled(part, word.text)]
        )

    def named_at(self, place: int) -> Span:
        """The words that name somebody there: `President X`."""
        word = Span(place, place + len(_NAME_WORD.match(self.text, place)[0]))
        return next((m.span for m in self.mentions if m.span.start <= place < m.span.end), word)

    def is_topic(self, place: int) -> bool:
        """True where the words are about, or to, whom is named there."""
        if place not in self._topics:
            self._topics[place] = self._is_topic(place)
        return self._topics[place]

    def _is_topic(self, place: int) -> bool:
        named = self.named_at(place)
        before = self.text[: named.start]
        if _PASSIVE.search(before) and _TO.match(self.text, named.end):
            return True
        return bool(_ABOUT.search(before)) and not _BY.search(before)


def is_courtesy(question: str) -> bool:
    """`Thanks!`, `Ok, good morning`: nothing is asked; unlike `Thanks to whom?`."""
    said = _BETWEEN.sub(" ", question).strip()
    return bool(regex.fullmatch(rf"{_COURTESY.pattern}(?: {_COURTESY.pattern})*", said, regex.IGNORECASE))


def asked_of(question: str, people: Sequence[Speaker]) -> tuple[str, ...]:
    """Those of the people whose words are asked for: by name; where nobody is named, by office or by their side."""
    people = People.of(people)
    read = _Question(question, people)
    named = people.who_may_be_named(word.text for word in read.words)
    named = _without_namesakes(read, named)
    parts_of = {person.name: count for person in named if (count := _parts_asked_for(read, person))}
    if parts_of:
        # `Tom Achterby` is not every Achterby.
        return tuple(
            name for name, count in parts_of.items() if count == max(parts_of.values()) or not _akin(name, parts_of)
        )
    asked = [m for m in (*_offices(read), *_sides(question)) if not read.is_topic(m.span.start)]
    roles = {role for role in people.roles if any(office_fits(office, _offices_of(role)) > 0 for office in asked)}
    return tuple(person.name for person in people if person.role in roles)


def named_in(question: str, people: Sequence[Speaker]) -> tuple[str, ...]:
    """Those of the people who are named at all, whether it is their words that are asked for or not."""
    people = People.of(people)
    read = _Question(question, people)
    named = people.who_may_be_named(word.text for word in read.words)
    return tuple(person.name for person in _without_namesakes(read, named) if _matches(read, person))


def _without_namesakes(read: _Question, people: Sequence[Speaker]) -> list[Speaker]:
    """Without Александр Ветров, where the question names Александра Ветрова in full, and she is among the people."""
    printed = {m.name for m in read.mentions if " " in m.name}
    exact = [person.name for person in people if person.name in printed]
    return [p for p in people if p.name in exact or not any(same_name(p.name, name) for name in exact)]


def somebody_in(question: str, people: Sequence[Speaker]) -> Span | None:
    """The first words that name a person, known or not, or an office: `the President of Albania`."""
    people = People.of(people)
    read = _Question(question, people)
    named = people.who_may_be_named(word.text for word in read.words)
    known = [word for person in named for word, _ in _matches(read, person)]
    spans = [m.span for m in read.mentions if (m.name and " " in m.name) or m.office]
    spans += [Span(word.start, word.start + len(word.text)) for word in known]
    return min(spans, key=lambda span: (span.start, -span.end), default=None)


def offices_in_question(question: str) -> list[Mention]:
    """Offices without a name, in the order of the question."""
    return _offices(_Question(question))


def _offices(read: _Question) -> list[Mention]:
    return [mention for mention in read.mentions if mention.office and not mention.name]


def unquoted_in(question: str) -> tuple[str, ...]:
    """Those whose words are asked for (`What did F. Lund say`, `… the harbour master say`), for a question that asks
    for nobody who is quoted."""
    return tuple(
        mention.span.of(question)
        for mention in mentions(question, Span(0, len(question)))
        if _is_somebody(mention) and SAYS.search(question) and is_subject(question, mention.span)
        if mention.span.of(question) not in HONORIFICS  # in small letters the name is no part of it
    )


def offices_asked(question: str, people: Sequence[Speaker]) -> tuple[str, ...]:
    """Offices whose holder is asked for (`What did the mayor say`), where nobody is named: those who hold one may not
    be all who are quoted by it."""
    if not SAYS.search(question) or named_in(question, people):
        return ()
    offices = [m for m in offices_in_question(question) if _is_somebody(m) and is_subject(question, m.span)]
    return tuple(office.span.of(question) for office in offices)


def strangers_in(question: str, people: Sequence[Speaker]) -> tuple[str, ...]:
    """Who is asked for without capitals and is nobody who is quoted, if some have the surname; as names are written."""
    read = _Question(question)
    if not SAYS.search(question) or asked_of(question, people):
        return ()
    bare = _BARE_SUBJECT.search(question)
    if bare and _can_only_be_a_name(_without_honorifics(bare["words"])):
        return (bare["words"].title(),)
    named = People.of(people).who_may_be_named(word.text for word in read.words)
    surnames = {name_parts(person.name)[-1] for person in named}
    pairs = [(_given_before(read, word.start), word) for word in read.words if word.text in surnames]
    return tuple(
        f"{given.text} {word.text}".title() for given, word in pairs if given and not read.is_topic(given.start)
    )


def bare_surname_in(question: str) -> str:
    """`Petersen` of `what did petersen say`: a frequent word that is most likely a name, since it has no article and
    no plural; empty where there is none."""
    bare = _BARE_SUBJECT.search(question)
    word = bare["words"].lower() if bare else ""
    has_plural = word.endswith("s") or is_common(f"{word}s") or is_common(f"{word[:-1]}ies")
    if not word.isalpha() or has_plural or word in _NO_NAMES or _is_trade(word) or _ANYBODY.fullmatch(word):
        return ""
    return word.title()


def _without_honorifics(printed: str) -> list[str]:
    """`wrenfield` of `lady wrenfield`; of `the lady` nothing less."""
    named = list(dropwhile(HONORIFICS.__contains__, words(printed)))
    return named or words(printed)


def _can_only_be_a_name(printed: Sequence[str]) -> bool:
    """A rare word, or one after a first name; and none that is of another kind, or that with a typing error."""
    if any(word in _NO_NAMES or _is_trade(word) or _is_people(word) for word in printed):
        return False
    has_first_name = len(printed) > 1 and bool(gender_of_name(" ".join(printed)))
    return has_first_name or any(not (is_common(word) or _is_misspelt_office(word)) for word in printed)


def names_subject(question: str) -> bool:
    """True where the words of somebody are asked for by office or kin (`What did his sister say`), quoted or not."""
    return any(is_subject(question, office.span) for office in _offices(_Question(question)))


def is_subject(question: str, named: Span) -> bool:
    """True where whoever is named there is to speak or act: `What did X say`, `according to X`."""
    return bool(_IN_SUBJECT.search(question[: named.start]))


def people_meant(names: Sequence[str], people: Sequence[Speaker]) -> tuple[str, ...]:
    """The people of the corpus whom these names, or parts of names, name; a name that fits nobody stays as it is."""
    return tuple(
        meant
        for name in names
        for meant in [p.name for p in people if same_name(p.name, name) or shortens(name, p.name)] or [name]
    )


def name_places(question: str, person: Speaker) -> list[int]:
    """Where a question has a part of somebody's name."""
    return [word.start for word, _ in _matches(_Question(question), person)]


def _matches(read: _Question, person: Speaker) -> list[tuple[_Word, str]]:
    """The words of a question that name somebody, each with the part of the name that it is."""
    parts = name_parts(person.name)
    found = sorted((word, part) for part in parts for word in read.like(part))
    if {part for _, part in found} == set(parts):
        return found if len(parts) > 1 else [(word, part) for word, part in found if _may_be_all_of_a_name(read, word)]
    if _speaks_as_a_whole(person):
        return []
    return [(word, part) for word, part in found if _may_name(read, word)]


def _may_name(read: _Question, word: _Word) -> bool:
    """`Will` and `Post` alone name somebody only by their capital; nor does `stone`, where names have theirs."""
    if not word.is_plain:
        return True
    is_noun = _ARTICLE.search(read.text, 0, word.start) is not None
    if word.text in _NO_NAMES or (is_noun and _is_trade(word.text)):
        return False
    if not is_common(word.text) or _SUBJECT_ALONE.search(read.text, 0, word.start):  # `what did baker say`
        return True
    return not (is_noun or read.has_capitals or _is_trade(word.text))


def _may_be_all_of_a_name(read: _Question, word: _Word) -> bool:
    """Of somebody called `A` or `Financial`: not `a`, nor `financial` in a question that gives names their capitals."""
    return not word.is_plain or not (word.text in STOP_WORDS or (read.has_capitals and is_common(word.text)))


def _is_trade(word: str) -> bool:
    return office_at(tokenised(word, Span(0, len(word))), 0) is not None


def _is_people(word: str) -> bool:
    """`campaigners`"""
    return is_plural_of_office(tokenised(word, Span(0, len(word)))[0])


def _is_misspelt_office(word: str) -> bool:
    return any(same_word(word, office) for office in _OFFICE_WORDS)


def _speaks_as_a_whole(person: Speaker) -> bool:
    """A label or a body (`The Harbour Post`), of whose name no part is a name."""
    return person.is_label or not _OF_BODIES.isdisjoint(words(person.name)) or person.name.startswith("The ")


def _parts_asked_for(read: _Question, person: Speaker) -> int:
    """How many parts of somebody's name stand in a question that asks for their words; 0 where it does not."""
    found = _matches(read, person)
    if all(read.is_topic(word.start) or _is_anothers(read, word.start, person.name) for word, _ in found):
        return 0
    return len({part for _, part in found})


def _akin(name: str, parts_of: Mapping[str, int]) -> bool:
    """True where somebody of the same surname is named more fully."""
    surname = words(name)[-1:]
    return any(words(other)[-1:] == surname and count > parts_of[name] for other, count in parts_of.items())


def _is_like(word: str, part: str) -> bool:
    return same_word(word, part) or is_spelled(part, word)


def _is_anothers(read: _Question, place: int, name: str) -> bool:
    """`Tobias Wren` is not Tobias Renn, though their first name is the same; `Renn Tobias` is."""
    for mention in read.mentions:
        if " " in mention.name and mention.span.start <= place < mention.span.end:
            printed = name_parts(mention.name)
            return not all(any(_is_like(word, part) for part in words(name)) for word in (printed[0], printed[-1]))
    given = _given_before(read, place)
    return given is not None and not any(_is_like(given.text, part) for part in words(name))


def _given_before(read: _Question, place: int) -> _Word | None:
    """In a question without capitals, the word before a surname that can only be a first name: `did fenna lund say`."""
    before = next((word for word in reversed(read.words) if word.start < place), None)
    if before is None or read.has_capitals or read.text[before.start + len(before.text) : place] != " ":
        return None
    is_name = not (is_cyrillic(before.text) or is_common(before.text) or before.text in _NO_NAMES)
    is_name = is_name and before.text not in HONORIFICS and not _is_trade(before.text) and len(before.text) > 2
    return before if is_name else None


@lru_cache(maxsize=20_000)
def _offices_of(role: str) -> tuple[Mention, ...]:
    return tuple(offices_in(role))


def _sides(question: str) -> list[Mention]:
    """`according to the Albanian side`: anybody whose office is of there."""
    return [
        Mention(Span(*side.span()), office=NATIONAL, qualifiers=frozenset({side["whose"].lower()}))
        for side in _SIDE.finditer(question)
    ]


def _is_somebody(mention: Mention) -> bool:
    """One person, by name or by office; not a body, which speaks through others."""
    is_one = bool(mention.office) and mention.office not in _OF_BODIES and not (mention.collective or mention.unvoiced)
    return bool(mention.name) or is_one
