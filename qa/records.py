"""The nouns that reach a user: read this first.

No type here stores words that it could point to. Spans point into `Article.text`; what reaches a reader is cut from the
article where it is written out, so that every passage shown is verbatim by construction.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from qa.entries import Entry, Wanted
from qa.spans import Span as Span  # the first noun of all: whoever reads these finds it here
from qa.time_marks import time_before

# In a meeting: hardly a parliament has more members.
MOST_PARTICIPANTS = 1_000


class Kind(StrEnum):
    """How the article gives somebody's words."""

    DIRECT = "direct"  # in quotation marks, or after a speech dash
    INDIRECT = "indirect"  # reported in the article's words
    TURN = "turn"  # under a speaker's label, in a transcript


@dataclass(frozen=True, slots=True)
class Article:
    """A report of a meeting. `text` is normalised (NFC, `\\n`); every span of every other type points into it.

    `id` is the source's own name for it, or a hash of text and url, so that adding twice is adding once. `language` is
    a primary tag of BCP 47, empty where the text is too short to tell; `participants` are those whom the source states
    in a field of its own, as it prints them.
    """

    id: str
    text: str
    title: str = ""
    date: date | None = None
    outlet: str = ""
    url: str = ""
    path: str = ""
    language: str = ""
    participants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """What articles report: when and where it took place, as far as they tell, and who took part, by full name.

    `date` is the day of the meeting, not that of publication. `article_ids` are the articles that report it; several
    only where they agree on date and participants.
    """

    id: str
    title: str = ""
    date: date | None = None
    place: str = ""
    participants: tuple[str, ...] = ()
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person (or a body with a voice, such as a ministry), once for the whole corpus; the role is the article's.

    `is_label` where a transcript has no name but only a label (`Q`, `Speaker 4`): in another it is somebody else.
    """

    name: str
    role: str = ""
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Appearance:
    """Somebody who is quoted: in how many passages, when last as far as the articles tell, and at which meetings."""

    speaker: Speaker
    quotations: int
    last: date | None
    meeting_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Whom the article names as the source of somebody's words, and in which words of it.

    `speakers` is one person; several where each of them says it (`both presidents`); none where the article leaves
    it open. `choices` are then those of whom one is meant, where the article does not tell which. `antecedent` is what
    a pronoun stands for, or an office in fewer words: `A spokesman for the port said …; he added …`.
    """

    mention: Span
    cue: Span | None = None
    speakers: tuple[Speaker, ...] = ()
    choices: tuple[Speaker, ...] = ()
    antecedent: Span | None = None

    def shown(self, text: str) -> str:
        """Whose words they are as far as the article tells; otherwise the source as the article prints it."""
        if self.speakers:
            return listed([speaker.name for speaker in self.speakers])
        if self.choices:
            count = _IN_WORDS.get(len(self.choices), str(len(self.choices)))
            return f"one of {count}: {listed([speaker.name for speaker in self.choices], 'or')}"
        return (self.antecedent or self.mention).of(text)


_IN_WORDS = dict(enumerate("two three four five six seven eight nine".split(), 2))


def listed(names: Sequence[str], conjunction: str = "and") -> str:
    """`A, B and C`, for at least one name."""
    *others, last = names
    return f"{', '.join(others)} {conjunction} {last}" if others else last


@dataclass(frozen=True, slots=True)
class Quotation:
    """One utterance, in one or more spans, with the words of the article that say whose it is.

    `source` is None where nobody is named. `via` is who passes the words on, where that is somebody else than the
    article: `according to a spokesman, the president said …`. `confidence` is the probability that the source says the
    words, and that it is who is named in `speakers`, if anybody.
    """

    spans: tuple[Span, ...]
    kind: Kind
    source: Source | None = None
    via: Source | None = None
    confidence: float = 1.0

    def __hash__(self) -> int:
        """By its ends alone, since it may have thousands of spans, and is looked up as often."""
        return hash((self.kind, self.extent, self.mention))

    @property
    def speaker(self) -> Speaker | None:
        """The one person who says it, where that is plain."""
        return self.source.speakers[0] if self.source and len(self.source.speakers) == 1 else None

    @property
    def mention(self) -> Span | None:
        return self.source.mention if self.source else None

    @property
    def cue(self) -> Span | None:
        return self.source.cue if self.source else None

    @property
    def evidence(self) -> list[Span]:
        """The words of the article that say who says it, and who passes it on."""
        sources = [one for one in (self.source, self.via) if one]
        return [span for one in sources for span in (one.mention, one.cue, one.antecedent) if span]

    @property
    def extent(self) -> Span:
        """From the first word of the utterance to its last, what interrupts it included."""
        return Span(self.spans[0].start, self.spans[-1].end)

    def overlaps(self, span: Span) -> bool:
        return any(part.overlaps(span) for part in self.spans)


class Period(NamedTuple):
    """Days, both inclusive."""

    since: date
    until: date

    def contains(self, day: date) -> bool:
        return self.since <= day <= self.until

    def overlaps(self, other: Period) -> bool:
        return self.since <= other.until and other.since <= self.until


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is searched and shown: a sentence, or the part of it that somebody says.

    `quotation` is None for the article's own report. `said` is when the words were said, or when what is reported took
    place, where the article tells; otherwise its own date has to do. `meeting_id` is the meeting that the article
    reports, empty where it plainly reports none. `entries` are what it records, in minutes. `id` is 0 until the passage
    is stored.
    """

    span: Span
    context: Span
    quotation: Quotation | None = None
    id: int = 0
    said: Period | None = None
    meeting_id: str = ""
    entries: tuple[Entry, ...] = ()


class Filters(NamedTuple):
    """What a request sets beside the question: nothing else will do. The days, inclusive, are those on which something
    was said."""

    speakers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    article_id: str | None = None
    meeting_id: str | None = None
    outlets: tuple[str, ...] = ()


NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Query:
    """All that one request sets, and what the question says by itself.

    `k` is how many passages there can be at most. The rest is read from the question: `asked` are the people whose
    words it wants, and `only_asked` that nobody else's words answer it (`What did X say`, not `When will X testify`),
    `only_about` that nothing does that is neither by them nor speaks of them (`Did X resign?`);
    `not_asked` are those to whom somebody replies, `unquoted` the names of those whom nobody quotes, and offices that
    others than `asked` may hold; `period` is the time it names, in `period_words`, and `is_of_saying` that this is
    when something was said; `meetings` are the ids of those that it names by place or participants, in
    `meeting_words`; `outlets` are those whose reporting it speaks of; `title` is that by which it names the article of
    its filters; `topic` is what it says it is about; `wanted` are the entries of minutes that it asks for. Of a
    follow-up, `rephrased` is the question as it would be asked alone, as far as that can be told; `background` is what
    it still hangs on, `focus` the id of the article that answered the question before, `focus_span` where in it,
    `replied_to` that of the passage to which it asks for a reply; `of_meeting` is `when` or `where`, for a question
    after the meeting itself, `of_silence` is of one after an answer, where there was none.
    Where a message has several questions, `parts` are these, each as it was understood, and beside them stands what
    any of them names.
    """

    text: str
    filters: Filters = NO_FILTERS
    k: int = 10
    rephrased: str = ""
    background: str = ""
    focus: str | None = None
    focus_span: Span | None = None
    replied_to: int = 0
    of_meeting: str = ""
    of_silence: bool = False
    topic: str = ""
    asked: tuple[str, ...] = ()
    only_asked: bool = False
    only_about: bool = False
    not_asked: tuple[str, ...] = ()
    unquoted: tuple[str, ...] = ()
    period: Period | None = None
    period_words: str = ""
    is_of_saying: bool = False
    meetings: tuple[str, ...] = ()
    meeting_words: str = ""
    outlets: tuple[str, ...] = ()
    title: str = ""
    wanted: Wanted | None = None
    parts: tuple[Query, ...] = ()

    @property
    def is_filtered(self) -> bool:
        return any(self.filters)

    @property
    def is_of_nobody_quoted(self) -> bool:
        """True where nobody who is quoted by name is whoever is asked for."""
        return bool(self.unquoted) and not self.asked

    @property
    def is_follow_up(self) -> bool:
        return bool(self.rephrased)

    @property
    def says_more(self) -> bool:
        """True where the completed question is another than what was typed."""
        return self.completed.casefold().strip(" ?.!") != self.text.casefold().strip(" ?.!")

    @property
    def wording(self) -> str:
        """The question in the words by which it is searched."""
        return self.rephrased or self.text

    @property
    def completed(self) -> str:
        """The question as it would be asked alone, with what was spoken of where that is not said in it."""
        return f"{self.wording} ({self.background})" if self.background else self.wording


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage of an article offered as an answer, and the meeting that the article reports.

    `score` is comparable within one answer only. `also` are the passages of other articles that say the same, but for
    a word or a comma, by the same source. `is_damaged` where the disk has changed the article since it was cited.
    """

    passage: Passage
    article: Article
    score: float
    also: tuple[Citation, ...] = ()
    meeting: Meeting | None = None
    is_damaged: bool = False

    def overlaps(self, other: Citation) -> bool:
        """True where both show some of the same words of an article."""
        return self.article.id == other.article.id and self.passage.span.overlaps(other.passage.span)

    @property
    def text(self) -> str:
        return self.passage.span.of(self.article.text)

    @property
    def before(self) -> str:
        return Span(self.passage.context.start, self.passage.span.start).of(self.article.text)

    @property
    def after(self) -> str:
        return Span(self.passage.span.end, self.passage.context.end).of(self.article.text)

    @property
    def speaker(self) -> Speaker | None:
        return self.passage.quotation.speaker if self.passage.quotation else None

    @property
    def is_gone(self) -> bool:
        """True where the article has been removed since it was cited, or damaged: nothing of it can be shown."""
        return not self.article.text

    @property
    def source(self) -> str:
        """Whose words they are, by name where that is plain; empty for a report, and where nobody is named."""
        quotation = self.passage.quotation
        return quotation.source.shown(self.article.text) if quotation and quotation.source else ""

    @property
    def via(self) -> str:
        """Who passes the words on, where that is somebody else than the article."""
        quotation = self.passage.quotation
        return quotation.via.shown(self.article.text) if quotation and quotation.via else ""

    @property
    def time(self) -> str:
        """When in a recording the words are said, as its transcript prints it: `00:12:31`; empty where none does."""
        quotation = self.passage.quotation
        label = quotation.mention if quotation and quotation.kind is Kind.TURN else None
        return time_before(self.article.text, self.passage.span.start, label.start if label else 0)

    @property
    def kind(self) -> str:
        return self.passage.quotation.kind.value if self.passage.quotation else "report"


@dataclass(frozen=True, slots=True)
class Answer:
    """Citations, best first; or none, and a note that says why. `near_misses` are related, but do not answer. The note
    names damaged articles, too, that might have been among either.

    `summary` is one line about what was found: how many people, in how many articles.
    """

    query: Query
    citations: tuple[Citation, ...] = ()
    near_misses: tuple[Citation, ...] = ()
    confidence: float = 0.0
    note: str = ""
    summary: str = ""

    @property
    def answered(self) -> bool:
        return bool(self.citations)

    def to_json(self) -> dict[str, Any]:
        """What every door sends: the command, HTTP, MCP and the chat."""
        from qa.wire import answer_json  # late: the shapes are made of these nouns

        return answer_json(self)


class Status(StrEnum):
    """`NEW` is what would be added, where nothing is to be; `SKIPPED` what was not to be an article."""

    NEW = "new"
    ADDED = "added"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article that was to be added."""

    status: Status
    path: str = ""
    article_id: str = ""
    title: str = ""
    error: str = field(default="", compare=False)
