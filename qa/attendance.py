"""Who takes part in the meeting that an article reports, by full name: those whom it plainly says to be there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

import regex

from qa.cases import nominative
from qa.given_names import gender_of_name
from qa.mentions import Mention, mentions
from qa.names import Names, is_russian, shortens
from qa.occasions import Occasion
from qa.offices import office_fits, offices_in
from qa.records import MOST_PARTICIPANTS, Article, Kind, Quotation, Source, Span, Speaker

_LISTED = regex.compile(
    r"^[*_#\s]*(?:members |also |others |officers |staff )?"
    r"(?:present|in attendance|attendees|attending|participants|staff|on the call|присутствовали|участники|участвовали"
    r"|қатысқандар|қатысушылар)"
    r"(?: (?:members|councillors|directors|officers|were))?(?: ?\([^()\n]{1,40}\))?[ \t]*:[*_ \t]*"
    r"(?P<names>[^\n]*(?:\n[ \t]*[-•*–][^\n]+)*)",
    regex.IGNORECASE | regex.MULTILINE,
)
_HEAD = 3_000  # characters, in which minutes list those present
_ELSEWHERE = regex.compile(
    r"\b(?:absent|apologies|regrets|excused|not present|отсутствовали)\b.*", regex.IGNORECASE | regex.DOTALL
)
_ATTENDED = regex.compile(
    r"\b(?:attended|took part in|participated in|joined) (?:the|these|this|those) "
    r"(?:meeting|talks|negotiations|call|session)",
    regex.IGNORECASE,
)
_ATTENDED_RUSSIAN = regex.compile(r"\bпринял[аи]? участие\b", regex.IGNORECASE)
_LISTENS = regex.compile(
    r"\b(?:journalist|reporter|correspondent|interviewer|moderator|operator|журналист)", regex.IGNORECASE
)
# Between those who met, and between the words that say so and whom they name.
_AND = regex.compile(r"\s*(?:,|,? and|,? as well as|\s?и|,? а также|с|со)\s*", regex.IGNORECASE)
_TO_OBJECT = regex.compile(
    r"\s*(?:(?:today|yesterday|this (?:morning|afternoon|evening)|on \w+day|\w+day|сегодня|вчера),?\s*)?"
    r"(?:with|between|of|со?)?\s*(?:the|his|her)?\s*"
)
_TO_VERB = regex.compile(
    r",?\s*(?:(?:on )?\w+day |today |yesterday |also |then |have |has |later |сегодня |также )*(?:\p{Ll}+ )?",
    regex.IGNORECASE,
)


class Party(NamedTuple):
    """Those who met, and the words from what says so to the last of whom it names."""

    names: list[str]
    span: Span


class Attendance:
    """Names of those who take part, as the speakers of the article are called."""

    def __init__(self, article: Article, said: Sequence[Quotation], opening: Sequence[Span]) -> None:
        self._text = text = article.text
        self._stated = article.participants
        self._said = said
        sources = [q.source for q in said if q.source]
        speakers = dict.fromkeys(s for source in sources for s in source.speakers if not s.is_label)
        self._speakers = list(islice(speakers, MOST_PARTICIPANTS))
        self._sources: defaultdict[Speaker, list[Source]] = defaultdict(list)  # of those who speak for themselves
        for source in sources:
            if len(source.speakers) == 1:
                self._sources[source.speakers[0]].append(source)
        named = [mention for sentence in opening for mention in mentions(text, sentence)]
        self._names = Names(dict.fromkeys(speaker.name for speaker in self._speakers))
        others = [name for m in named if (name := _full_name(m)) and name not in self._names]
        for name in others[:MOST_PARTICIPANTS]:
            self._names.add(name)

    def voices(self) -> list[str]:
        """Those who have a turn in a transcript, without whoever reports or connects."""
        turns = [q.speaker for q in self._said if q.kind is Kind.TURN and q.speaker]
        return _distinct(s.name for s in turns if not s.is_label and not _LISTENS.search(f"{s.role} {s.name}"))

    def takes_turns(self) -> bool:
        """True where two at least speak, and speak again: headings with a colon are no voices."""
        turns = Counter(q.speaker.name for q in self._said if q.kind is Kind.TURN and q.speaker)
        return sum(turns[name] > 1 for name in self.voices()) > 1

    def reported(self) -> list[str]:
        """Those whose words are reported."""
        return _distinct(speaker.name for speaker in self._speakers)

    def listed(self) -> list[str]:
        """Those whom the file states, and those whom minutes list as present."""
        found = [name for stated in self._stated for name in self._named_in(stated, Span(0, len(stated)))]
        for match in _LISTED.finditer(self._text, 0, _HEAD):
            names = Span(*match.span("names"))
            away = _ELSEWHERE.search(self._text, *names)
            found += self._named_in(self._text, Span(names.start, away.start() if away else names.end))
        return _distinct(found)

    def _named_in(self, text: str, names: Span) -> list[str]:
        every = (one for mention in mentions(text, names) for one in mention.members or (mention,))
        return [self._known(one.name) or (one.name if " " in one.name else "") for one in every]

    def party(self, occasion: Occasion) -> Party:
        """Those who meet in a sentence, as its subject and its object."""
        named = _flat(mentions(self._text, occasion.sentence))
        before = [m for m in named if m.span.end <= occasion.words.start]
        after = [m for m in named if m.span.start >= occasion.words.end]
        objects = self._joined(after, occasion.words.end)
        subjects = [] if occasion.is_between else self._joined_before(before, occasion.words.start)
        end = objects[-1].span.end if objects else occasion.words.end
        return Party(self._resolved([*subjects, *objects]), Span(occasion.words.start, end))

    def attending(self, sentences: Iterable[Span]) -> list[str]:
        """Those of whom a sentence says that they took part, too."""
        found: list[str] = []
        for sentence in sentences:
            named = _flat(mentions(self._text, sentence))
            verb = _ATTENDED.search(self._text, *sentence)
            if verb:
                found += self._resolved([m for m in named if m.span.end <= verb.start()])
            elif _ATTENDED_RUSSIAN.search(self._text, *sentence):
                found += self._resolved(named)
        return _distinct(found)

    def _joined(self, after: Sequence[Mention], start: int) -> list[Mention]:
        """The mentions right after the words, and those that `and` joins to them."""
        found: list[Mention] = []
        for mention in after:
            gap = self._text[(found[-1].span.end if found else start) : mention.span.start]
            if not (_AND if found else _TO_OBJECT).fullmatch(gap):
                break
            found.append(mention)
        return found

    def _joined_before(self, before: Sequence[Mention], end: int) -> list[Mention]:
        found: list[Mention] = []
        for mention in reversed(before):
            gap = self._text[mention.span.end : found[0].span.start if found else end]
            if not (_AND if found else _TO_VERB).fullmatch(gap):
                break
            found.insert(0, mention)
        return found

    # -- who is meant

    def _resolved(self, named: Sequence[Mention]) -> list[str]:
        """By name first: `the Head of State`, who received the president of another country, is not that one."""
        by_name = [self._by_name(mention) for mention in named]
        return _distinct(
            name or self._by_office(mention, by_name) for mention, name in zip(named, by_name, strict=True)
        )

    def _by_name(self, mention: Mention) -> str:
        return self._known(mention.name) or _full_name(mention)

    def _known(self, name: str) -> str:
        fitting = self._names.same_as(name) or [known for known in self._names if name and shortens(name, known)]
        return fitting[0] if len(fitting) == 1 else ""

    def _by_office(self, mention: Mention, taken: Sequence[str]) -> str:
        if mention.name or not mention.office or mention.collective or mention.indefinite or mention.unvoiced:
            return ""
        holders = [s.name for s in self._speakers if s.name not in taken and self._holds(s, mention)]
        return holders[0] if len(set(holders)) == 1 else ""

    def _holds(self, speaker: Speaker, office: Mention) -> bool:
        """As the article calls the speaker, or as it has resolved the same office elsewhere."""
        if speaker.role and office_fits(office, offices_in(speaker.role)):
            return True
        called = [
            m for source in self._sources[speaker] for m in offices_in(source.mention.of(self._text)) if not m.name
        ]
        return bool(office_fits(office, called))


def _flat(found: Sequence[Mention]) -> list[Mention]:
    """Each person by itself, without pronouns and words that name nobody."""
    single = [one for mention in found for one in (mention.members or (mention,))]
    return [m for m in single if (m.name or m.office) and not m.pronoun]


def _full_name(mention: Mention) -> str:
    """The full name of somebody who is a person for sure; Russian names in the nominative."""
    if " " not in mention.name or mention.unvoiced:
        return ""
    if not (mention.office or mention.gender or gender_of_name(mention.name)):
        return ""
    return nominative(mention.name, False) if is_russian(mention.name.lower()) else mention.name


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name))
