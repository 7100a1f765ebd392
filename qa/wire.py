"""The JSON that leaves Onrecord, defined once for every door; words are cut from the article here and only here."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from qa.controls import escaped
from qa.entries import Entry
from qa.records import (
    Answer,
    Appearance,
    Article,
    Citation,
    Meeting,
    Outcome,
    Period,
    Query,
    Quotation,
    Source,
    Span,
)

Json = dict[str, Any]
Day = date  # where a field is called `date`


class _Shape(BaseModel):
    """What every door sends: no field is left out, and what is not known is null.

    Built at first use, so that commands that send none do not wait.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def json_dict(self) -> Json:
        return self.model_dump(mode="json")


class OutcomeJson(_Shape):
    """What became of one article that was to be added."""

    doc_id: str | None
    path: str | None
    title: str | None
    status: str = Field(description="`added`, `unchanged` (it was there already) or `failed`")
    error: str | None

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        return cls(
            doc_id=outcome.article_id or None,
            path=outcome.path or None,
            title=outcome.title or None,
            status=outcome.status.value,
            error=outcome.error or None,
        )


class ArticleJson(_Shape):
    """An article without its text. `language` is a tag such as `en`, null where the text is too short to tell."""

    doc_id: str
    title: str
    date: Day | None
    outlet: str | None
    url: str | None
    path: str | None
    language: str | None

    @classmethod
    def of(cls, article: Article) -> Self:
        return cls(**_article_fields(article))


class PlaceJson(ArticleJson):
    """Where an article prints the same words."""

    start: int
    end: int
    text: str

    @classmethod
    def at(cls, citation: Citation) -> Self:
        span = citation.passage.span
        return cls(**_article_fields(citation.article), start=span.start, end=span.end, text=citation.text)


class MeetingJson(_Shape):
    """What articles report: when and where it took place, as far as they tell, and who took part."""

    meeting: str
    title: str
    date: Day | None
    place: str | None
    participants: list[str]
    articles: list[str]

    @classmethod
    def of(cls, meeting: Meeting) -> Self:
        return cls(
            meeting=meeting.id,
            title=meeting.title,
            date=meeting.date,
            place=meeting.place or None,
            participants=list(meeting.participants),
            articles=list(meeting.article_ids),
        )


class SpeakerJson(_Shape):
    """Somebody who is quoted: in how many passages (those of `/v1/quotations`), when last, at which meetings (ids)."""

    speaker: str
    role: str | None
    quotations: int
    last: Day | None
    meetings: list[str]

    @classmethod
    def of(cls, appearance: Appearance) -> Self:
        return cls(
            speaker=appearance.speaker.name,
            role=appearance.speaker.role or None,
            quotations=appearance.quotations,
            last=appearance.last,
            meetings=list(appearance.meeting_ids),
        )


class PeriodJson(_Shape):
    """Days, both inclusive."""

    since: Day
    until: Day

    @classmethod
    def of(cls, period: Period) -> Self:
        return cls(since=period.since, until=period.until)


class EvidenceJson(_Shape):
    """Words of the article that say who is speaking: offsets into its text, in code points, end exclusive."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, span: Span, text: str) -> Self:
        return cls(start=span.start, end=span.end, text=span.of(text))


class DetailJson(EvidenceJson):
    """Words of an entry that tell who (`mover`, `seconder`, `for`, `against`, `abstained`, `owner`) or by when (`due`).

    `name` is the full name of whom they name, where the article tells.
    """

    part: str
    name: str | None


class EntryJson(EvidenceJson):
    """What minutes record: `kind` is `attendance`, `agenda-item`, `motion`, `vote`, `decision` or `action-item`."""

    kind: str
    details: list[DetailJson]

    @classmethod
    def recorded(cls, entry: Entry, text: str) -> Self:
        details = [
            DetailJson(part=part.value, start=span.start, end=span.end, text=span.of(text), name=name or None)
            for part, span, name in entry.details
        ]
        span = entry.span
        return cls(kind=entry.kind.value, start=span.start, end=span.end, text=span.of(text), details=details)


class PassageJson(ArticleJson):
    """A passage as it is shown: its words, who says them and how we know, and where they stand.

    `text` is the article's `text[start:end]`, in code points. `kind` is `direct` (in quotation marks), `indirect` (in
    the article's words), `turn` (under a speaker's label) or `report` (nobody says it). `speaker` is null unless it is
    plainly one person; `speakers` are several who say it together, `choices` those of whom it is one. `said` is when,
    where the article tells, and `time` when in a recording, as its transcript prints it (`00:12:31`). `records` is
    what minutes record in it: a decision, a vote, an action item. `score` is comparable within one answer only.
    """

    start: int
    end: int
    text: str
    before: str
    after: str
    speaker: str | None
    role: str | None
    speakers: list[str]
    choices: list[str]
    via: str | None
    kind: str
    mention: EvidenceJson | None
    cue: EvidenceJson | None
    meeting: MeetingJson | None
    said: PeriodJson | None
    time: str | None
    records: list[EntryJson]
    score: float
    also: list[PlaceJson]

    @classmethod
    def cited(cls, citation: Citation) -> Self:
        passage, article, speaker = citation.passage, citation.article, citation.speaker
        quotation = passage.quotation
        source = quotation.source if quotation else None
        return cls(
            **_article_fields(article),
            start=passage.span.start,
            end=passage.span.end,
            text=citation.text,
            before=citation.before,
            after=citation.after,
            speaker=speaker.name if speaker else None,
            role=(speaker.role or None) if speaker else None,
            speakers=[one.name for one in source.speakers] if source else [],
            choices=[one.name for one in source.choices] if source else [],
            via=citation.via or None,
            kind=citation.kind,
            mention=EvidenceJson.of(source.mention, article.text) if source else None,
            cue=EvidenceJson.of(source.cue, article.text) if source and source.cue else None,
            meeting=MeetingJson.of(citation.meeting) if citation.meeting else None,
            said=PeriodJson.of(passage.said) if passage.said else None,
            time=citation.time or None,
            records=[EntryJson.recorded(entry, article.text) for entry in passage.entries],
            score=round(citation.score, 4),
            also=[PlaceJson.at(one) for one in citation.also],
        )


class SourceJson(_Shape):
    """Whom the article names as a source, and where: offsets of its words, `[start, end]`.

    `speaker` where it is one; `choices` where the article does not tell which of them is meant; `antecedent` is what a
    pronoun, or an office in fewer words, stands for.
    """

    speaker: str | None
    speakers: list[str]
    choices: list[str]
    mention: list[int] | None
    cue: list[int] | None
    antecedent: list[int] | None

    @classmethod
    def named(cls, source: Source | None) -> Self:
        return cls(**_source_fields(source))


class QuoteJson(SourceJson):
    """A piece of an utterance, as offsets into the text; one that is interrupted has several."""

    start: int
    end: int
    kind: str
    via: SourceJson | None
    confidence: float

    @classmethod
    def said(cls, quotation: Quotation, span: Span) -> Self:
        return cls(
            **_source_fields(quotation.source),
            start=span.start,
            end=span.end,
            kind=quotation.kind.value,
            via=SourceJson.named(quotation.via) if quotation.via else None,
            confidence=round(quotation.confidence, 4),
        )


class WholeArticleJson(ArticleJson):
    """An article with its text, and what is said in it."""

    text: str
    quotes: list[QuoteJson]

    @classmethod
    def read(cls, article: Article, quotations: Sequence[Quotation]) -> Self:
        return cls(**_article_fields(article), text=article.text, quotes=_quotes(quotations))


class PassagesJson(_Shape):
    """Passages, the nearest first. `note` names damaged articles, of which nothing is among them."""

    passages: list[PassageJson]
    note: str

    @classmethod
    def of(cls, citations: Sequence[Citation], note: str) -> Self:
        return cls(passages=[PassageJson.cited(citation) for citation in citations], note=note)


class QuestionJson(_Shape):
    """How one question was understood: what the request set, else what the question says.

    `text` is the completed question; `speakers` are whose words it wants, `since` and `until` the days, `meetings` the
    ids of those it speaks of, `outlets` whose reporting; `doc_id` is the one article that it is about; `topic` is what
    it asks about.
    """

    text: str
    speakers: list[str]
    since: Day | None
    until: Day | None
    meetings: list[str]
    outlets: list[str]
    doc_id: str | None
    topic: str | None


class QueryJson(QuestionJson):
    """How what was asked was understood. Where it is more than one question, `questions` are these, each by itself, and
    the other fields have what any of them names: days and an article only where they are those of all."""

    questions: list[QuestionJson]

    @classmethod
    def of(cls, query: Query) -> Self:
        return cls(**_query_fields(query), questions=[QuestionJson(**_query_fields(one)) for one in query.parts])


class AnswerJson(_Shape):
    """Passages that answer, best first; or none, and a note that says why. Near misses are related, and no answer.
    Damaged articles, of which nothing is shown, are named in the note, too."""

    answered: bool
    confidence: float
    note: str
    summary: str
    query: QueryJson
    passages: list[PassageJson]
    near_misses: list[PassageJson]

    @classmethod
    def of(cls, answer: Answer) -> Self:
        return cls(
            answered=answer.answered,
            confidence=round(answer.confidence, 4),
            note=answer.note,
            summary=answer.summary,
            query=QueryJson.of(answer.query),
            passages=[PassageJson.cited(citation) for citation in answer.citations],
            near_misses=[PassageJson.cited(citation) for citation in answer.near_misses],
        )


def _article_fields(article: Article) -> Json:
    return {
        "doc_id": article.id,
        "title": article.title,
        "date": article.date,
        "outlet": article.outlet or None,
        "url": article.url or None,
        "path": article.path or None,
        "language": article.language or None,
    }


def _query_fields(query: Query) -> Json:
    filters, period = query.filters, query.period
    return {
        "text": query.completed,
        "speakers": list(filters.speakers or query.asked),
        "since": filters.since or (period.since if period else None),
        "until": filters.until or (period.until if period else None),
        "meetings": [filters.meeting_id] if filters.meeting_id else list(query.meetings),
        "outlets": list(filters.outlets or query.outlets),
        "doc_id": filters.article_id,
        "topic": query.topic or None,
    }


def _source_fields(source: Source | None) -> Json:
    speakers = [speaker.name for speaker in source.speakers] if source else []
    return {
        "speaker": speakers[0] if len(speakers) == 1 else None,
        "speakers": speakers,
        "choices": [speaker.name for speaker in source.choices] if source else [],
        "mention": list(source.mention) if source else None,
        "cue": list(source.cue) if source and source.cue else None,
        "antecedent": list(source.antecedent) if source and source.antecedent else None,
    }


def dumped(value: Json, indent: int | None = None) -> str:
    """As text, which a terminal may be shown, too."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=indent))


def outcome_json(outcome: Outcome) -> Json:
    return OutcomeJson.of(outcome).json_dict()


def article_json(article: Article) -> Json:
    return ArticleJson.of(article).json_dict()


def meeting_json(meeting: Meeting) -> Json:
    return MeetingJson.of(meeting).json_dict()


def speaker_json(appearance: Appearance) -> Json:
    return SpeakerJson.of(appearance).json_dict()


def passage_json(citation: Citation) -> Json:
    return PassageJson.cited(citation).json_dict()


def answer_json(answer: Answer) -> Json:
    return AnswerJson.of(answer).json_dict()


def whole_article_json(article: Article, quotations: Sequence[Quotation]) -> Json:
    return WholeArticleJson.read(article, quotations).json_dict()


def quotes_json(quotations: Sequence[Quotation]) -> list[Json]:
    """Quotations as offsets; one in several spans is one entry a span."""
    return [quote.json_dict() for quote in _quotes(quotations)]


def _quotes(quotations: Sequence[Quotation]) -> list[QuoteJson]:
    return [QuoteJson.said(quotation, span) for quotation in quotations for span in quotation.spans]
