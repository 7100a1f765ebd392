"""What the description of the HTTP API shows: an invented article and what is said of it, as the doors send it."""

from __future__ import annotations

from datetime import date

from qa import wire
from qa.records import (
    Answer,
    Appearance,
    Article,
    Citation,
    Kind,
    Meeting,
    Outcome,
    Passage,
    Query,
    Quotation,
    Source,
    Span,
    Speaker,
    Status,
)

_DAY = date(2024, 5, 7)
_MAYOR = Speaker("Oda Brekkestad", "Mayor")
_ARTICLE = Article(
    id="9a2e2ce1f17018ed",
    text="Mayor Oda Brekkestad opened the session.\n\n“The ferry is sold,” Brekkestad said.",
    title="Council sells the ferry",
    date=_DAY,
    outlet="Gazette",
    url="https://example.org/ferry",
    language="en",
)
_SAID = Quotation((Span(43, 60),), Kind.DIRECT, Source(Span(63, 73), Span(74, 78), (_MAYOR,)), confidence=0.98)
_MEETING = Meeting("m-4b1d", "Council sells the ferry", _DAY, "Vikholm", (_MAYOR.name,), (_ARTICLE.id,))
_CITATION = Citation(Passage(Span(43, 60), Span(0, 79), _SAID, 2), _ARTICLE, 1.42, meeting=_MEETING)
_QUERY = Query("What did the mayor say about the ferry?", topic="ferry", asked=(_MAYOR.name,))
_SUMMARY = "1 person spoke about the ferry, in 1 article"

ANSWER = wire.answer_json(Answer(_QUERY, (_CITATION,), confidence=0.97, summary=_SUMMARY))
PASSAGE = wire.passage_json(_CITATION)
ARTICLE = wire.article_json(_ARTICLE)
WHOLE_ARTICLE = wire.whole_article_json(_ARTICLE, [_SAID])
MEETING = wire.meeting_json(_MEETING)
SPEAKER = wire.speaker_json(Appearance(_MAYOR, 1, _DAY, (_MEETING.id,)))
OUTCOME = wire.outcome_json(Outcome(Status.ADDED, "", _ARTICLE.id, _ARTICLE.title))
