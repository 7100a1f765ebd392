"""A question, and the turn before it → a Query: what it hangs on, whose words it asks for, of what time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from embeddings.lexical import terms
from qa.asked import (
    SAYS,
    asked_of,
    is_subject,
    name_places,
    names_subject,
    offices_asked,
    people_meant,
    strangers_in,
    unquoted_in,
)
from qa.calendars import EMPTY, Calendar, setting
from qa.completion import completed, topic_of, who_replies
from qa.entry_questions import wanted_in
from qa.errors import QuestionError
from qa.followups import Turn, asks_another, asks_for_reply, asks_of_answer, asks_of_meeting, follows, may_follow
from qa.indirect_questions import put_directly
from qa.kinds import QuestionKind, kind_of
from qa.outlets import outlets_named, without_outlets
from qa.records import NO_FILTERS, Answer, Filters, Passage, Query, Span, Speaker

LONGEST_QUESTION = 2_000
_IN_ARTICLE = re.compile(r"\s+(?:in|of|according to|в)\s+[“«](?P<title>.{1,500})[”»](?=\s*\W*$)")


def understand(
    question: str,
    people: Sequence[Speaker],
    filters: Filters = NO_FILTERS,
    before: Callable[[], Turn] | None = None,
    calendar: Calendar = EMPTY,
) -> Query:
    """The question by itself, or, where it hangs on it, after the turn before; where it only may, the article that
    answered that is looked at as well.

    `before` answers the question before, and is only asked for that where it matters. Raises QuestionError for a
    question that is empty or too long, and what `before` raises.
    """
    check_question(question)
    direct = put_directly(question, people)
    query = _understood(direct, people, filters, before, calendar)
    return query if direct == question else replace(query, text=question, rephrased=query.wording)


def _understood(
    question: str,
    people: Sequence[Speaker],
    filters: Filters,
    before: Callable[[], Turn] | None,
    calendar: Calendar,
) -> Query:
    if before and follows(question, people):
        return _continued(question, people, filters, before(), calendar)
    query = _read(question, people, filters, calendar)
    if not before or not may_follow(question, people):
        return query
    turn = before()
    if turn.article_id is None:
        return _continued(question, people, filters, turn, calendar)
    return replace(query, focus=turn.article_id) if turn.has_words_of(question) else query


def title_in(question: str) -> tuple[str, str]:
    """The title in `What was said in “Talks in Calder”?`, and the question without it; empty where there is none."""
    named = _IN_ARTICLE.search(question)
    return (named["title"], question[: named.start()] + question[named.end() :]) if named else ("", question)


def check_question(question: str) -> None:
    """Raises QuestionError for a question that is empty or too long."""
    if not question.strip():
        raise QuestionError("the question is empty; ask for example: What did the mayor say about the bridge?")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(f"the question has {len(question):,} characters; at most {LONGEST_QUESTION:,} are read")


def _read(question: str, people: Sequence[Speaker], filters: Filters, calendar: Calendar) -> Query:
    """What the question says by itself."""
    outlets, of_people = outlets_named(question, calendar.outlets), without_outlets(question, calendar.outlets)
    asked = asked_of(of_people, people)
    when = setting(question, calendar)
    wanted = wanted_in(without_outlets(question, calendar.outlets))
    if wanted and (wanted.due or when.period_words in wanted.topic):  # not the time of the meeting
        when = when._replace(period=None, period_words="", is_of_saying=False)
    return Query(
        text=question,
        wanted=wanted,
        filters=filters._replace(speakers=people_meant(filters.speakers, people)),
        asked=asked,
        only_asked=_wants_no_others(of_people, asked, outlets),
        only_about=kind_of(question) is QuestionKind.YES_NO and _acts(of_people, asked),
        unquoted=_unnamed_in(of_people, asked, people),
        period=when.period,
        period_words=when.period_words,
        is_of_saying=when.is_of_saying,
        meetings=when.meetings,
        meeting_words=when.meeting_words,
        outlets=outlets,
        topic=_beside(when.period_words, topic_of(question)),
    )


def _unnamed_in(question: str, asked: Sequence[str], people: Sequence[Speaker]) -> tuple[str, ...]:
    if asked:
        return offices_asked(question, people)
    return unquoted_in(question) or strangers_in(question, people)


def _beside(period_words: str, topic: str) -> str:
    """The topic; empty where it is the time: `What was said on 3 May?`"""
    return "" if set(terms(topic)).issubset(terms(f"said {period_words}")) else topic


def _wants_no_others(question: str, asked: Sequence[str], outlets: Sequence[str]) -> bool:
    """`What did X say`; in `Does the Post report that X resigned?` it is the Post that says it."""
    if not asked or not SAYS.search(question):
        return False
    return not outlets or _acts(question, asked)


def _acts(question: str, asked: Sequence[str]) -> bool:
    """One of those who are asked for is the subject of the question."""
    places = [place for name in asked for place in name_places(question, Speaker(name))]
    return any(is_subject(question, Span(place, place)) for place in places)


def _continued(question: str, people: Sequence[Speaker], filters: Filters, turn: Turn, calendar: Calendar) -> Query:
    """What it says, made whole; and who speaks now where it does not say so: the same person, or another in reply."""
    if turn.is_silent and asks_of_answer(question):
        return replace(turn.query, text=question, of_silence=True)
    whole = completed(question, turn, people)
    query = _read(whole.question[:LONGEST_QUESTION], people, filters, calendar)
    when = setting(question, calendar)
    if when.period:  # `And in May?`
        query = replace(query, period=when.period, period_words=when.period_words, is_of_saying=when.is_of_saying)
    asked = query.asked or _who_goes_on(question, query, turn)
    spoke_before = tuple(name for name in turn.query.asked if name not in asked)
    return replace(
        query,
        text=question,
        rephrased=whole.question,
        background=whole.background,
        topic=whole.topic or turn.query.topic or query.topic,
        focus=turn.article_id,
        focus_span=turn.place,
        replied_to=turn.passage if asks_another(question) else 0,
        of_meeting=asks_of_meeting(question),
        asked=asked,
        only_asked=bool(asked) and bool(SAYS.search(whole.question)),
        not_asked=spoke_before if asks_another(question) else (),
    )


def _who_goes_on(question: str, query: Query, turn: Turn) -> tuple[str, ...]:
    of_somebody = query.wanted and query.wanted.who  # who need not be quoted: `How did Pike vote?`
    if query.unquoted or of_somebody or asks_of_meeting(question) or names_subject(query.wording):
        return ()
    if asks_another(question):
        replying = who_replies(question, turn) if asks_for_reply(question) else ""
        return (replying,) if replying else ()
    here = tuple(name for name in turn.query.asked if name in turn.voices)
    return here or turn.query.asked


def turn_of(answer: Answer, said: Sequence[Passage]) -> Turn:
    """What an answer brings into the conversation; `said` are the passages of the article that it cites first."""
    shown = (*answer.citations, *answer.near_misses)
    if not shown or (answer.query.is_of_nobody_quoted and not answer.answered):  # nobody there is who was asked for
        return Turn(answer.query, is_silent=not answer.answered)
    best = shown[0]
    speaking = [(passage.span, name) for passage in said for name in _speakers(passage)]
    answering = _speakers(best.passage)
    voices = dict.fromkeys([*answering, *(name for _, name in speaking)])
    later = (name for span, name in speaking if span.start >= best.passage.span.end and name not in answering)
    return Turn(
        query=answer.query,
        article_id=best.article.id,
        title=best.article.title,
        passage=best.passage.id,
        place=best.passage.span,
        voices=tuple(voices),
        speaker=next(iter(answering), ""),
        next_voice=next(later, ""),
        terms=frozenset(terms(f"{best.article.title} {best.article.text}")),
        is_silent=not answer.answered,
    )


def _speakers(passage: Passage) -> list[str]:
    source = passage.quotation.source if passage.quotation else None
    return [speaker.name for speaker in source.speakers] if source else []
