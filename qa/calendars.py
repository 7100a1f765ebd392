"""The time and the meeting that a question speaks of: `last week`, `at the meeting in Porto Sella`, `the May talks`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import regex

from qa.lexicon import MONTHS, WEEKDAYS
from qa.names import name_key
from qa.periods import Time, latest_of, times_told
from qa.records import Meeting, Period, Span

_MEETING = (
    r"(?:meetings?|talks|negotiations|summit|hearings?|sessions?|conferences?|consultations|inquiry|stand-?up|briefing|AGM"
    r"|(?<=\b(?:the|phone|earnings|results|that)\s)call|встреч[еауи]|переговор(?:ах|ы|ов)|совещани[еяи]|заседани[еяи])"
)
_HELD = regex.compile(rf"\b{_MEETING}\b", regex.IGNORECASE)
# `last week’s meeting`, `the May council meeting`.
_BEFORE_MEETING = regex.compile(rf"(?:['’]s)?\s+(?:[\p{{L}}-]+\s+){{0,2}}?{_MEETING}\b", regex.IGNORECASE)
# `about Porto Sella at the meeting`: it need not have been there.
_AT = regex.compile(r"\s+(?:at|in|during|on|from)\b")
# `the meeting in Porto Sella on Tuesday`.
_AFTER_MEETING = regex.compile(
    rf"\b{_MEETING}(?:\s+(?!about\b|say\b|said\b|that\b)[\p{{L}}'’.-]+){{0,7}}?\s*(?:\b(?:on|in|of|from|held))?\s*$",
    regex.IGNORECASE,
)
_SAYING = (
    r"(?:say|said|says|tell|told|announce[ds]?|comment|speak|spoke|state[ds]?|promise[ds]?|ask(?:ed)?|repl(?:y|ied)|answer"
    r"|mention|report|warn|decide[ds]?|agree[ds]?|approve[ds]?|voted|adopt(?:ed)?|сказал[аи]?|решил[аи]?|заявил[аи]?|сообщил[аи]?|говорил[аи]?)"
)
# `What did she tell reporters yesterday`.
_BESIDE_SAYING = regex.compile(
    rf"\b{_SAYING}(?:\s+(?!about\b|that\b)[\p{{L}}'’-]+){{0,3}}?\s*(?:\b(?:on|in|в))?\s*$", regex.IGNORECASE
)
# `What did she say about the ferry last week?`
_TOPIC_SAID = regex.compile(
    rf"\b(?:did|has|have|was|were)\b.*\b{_SAYING}\b.*\b(?:about|on|regarding|concerning|of)\b\s+\p{{L}}"
    rf"|\b(?:сказал|заявил|сообщил|говорил)[аи]?\b.*\s(?:об?|про)\s",
    regex.IGNORECASE,
)
# The time is what is spoken about, or its end.
_PART_OF_TOPIC = regex.compile(
    r"\b(?:about|for|by|since|until|till|from|before|after|than|of|об?|про|до|после|с)\s+(?:the\s+)?$", regex.IGNORECASE
)
_BEFORE = regex.compile(r"\b(?:before|до)\s+$", regex.IGNORECASE)
_AFTER = regex.compile(r"\b(?:after|после)\s+$", regex.IGNORECASE)
_UP_TO = regex.compile(r"\b(?:until|till|by|up to)\s+$", regex.IGNORECASE)
_FROM_THEN = regex.compile(r"\bsince\s+$", regex.IGNORECASE)
_OPENS = regex.compile(r"\s*(?:and|so|(?:and )?(?:what|how) about|но|а|и)?\s*(?:on|in|в)?\s*$", regex.IGNORECASE)
_PREPOSITION = regex.compile(r"^(?:on|in|в|во)\s+", regex.IGNORECASE)
_SHORTEST_NAME = 3
_WITH_CAPITAL = frozenset([*MONTHS, *WEEKDAYS])
_BETWEEN = regex.compile(rf"\b{_MEETING}\s+(?:held\s+)?(?:between|of)\s+(?P<people>.+)", regex.IGNORECASE)
_WITH = regex.compile(
    rf"\b{_MEETING}\s+(?:held\s+)?(?:with|с|со)\s+(?P<people>(?:[\p{{L}}'’.-]+\s*){{1,6}})", regex.IGNORECASE
)
_END_OF_PEOPLE = regex.compile(r"\b(?:in|on|at|about|last|this|yesterday|say|said|did)\b|[,?;:]", regex.IGNORECASE)


class Calendar(NamedTuple):
    """What a question may speak of: the reported meetings, the days of which anything is, and who printed it.

    Without `today`, times that are reckoned from it (`last week`) mean nothing.
    """

    meetings: Sequence[Meeting] = ()
    days: frozenset[date] = frozenset()
    outlets: frozenset[str] = frozenset()
    today: date | None = None


EMPTY = Calendar()


class Setting(NamedTuple):
    """Of what time the answer has to be, and the ids of the meetings it has to be from; with the words that say so.

    `is_of_saying` where the time is plainly that of a meeting, or of what was said.
    """

    period: Period | None = None
    period_words: str = ""
    is_of_saying: bool = False
    meetings: tuple[str, ...] = ()
    meeting_words: str = ""


def setting(question: str, calendar: Calendar) -> Setting:
    """What a question says of time and meeting."""
    time = _whole(question) or _reckoned(question, calendar)
    when = Setting(time.period, _words_of(time, question), _is_of_saying(question, time)) if time else Setting()
    if not _HELD.search(question):
        return when
    meetings, meeting_words = _meetings_named(question, calendar.meetings)
    of_then = [one for one in meetings if one.date is None or when.period is None or when.period.contains(one.date)]
    return when._replace(meetings=tuple(one.id for one in of_then or meetings), meeting_words=meeting_words)


# -- the time


def _whole(question: str) -> Time | None:
    """What needs no reckoning: a time, all that is before or after it, or from the first of several to the last."""
    times = [_opened(question, time) for time in times_told(question, None)]
    if len(times) < 2:
        return next(iter(times), None)
    since, until = min(time.period.since for time in times), max(time.period.until for time in times)
    return Time(Span(times[0].span.start, times[-1].span.end), Period(since, until))


def _opened(question: str, time: Time) -> Time:
    """`before 2020` and `after 2 May` are without that time, `until 2020` and `since 2 May` with it."""
    before, (since, until) = question[: time.span.start], time.period
    if _BEFORE.search(before) and since > date.min:
        return time._replace(period=Period(date.min, since - timedelta(days=1)))
    if _AFTER.search(before) and until < date.max:
        return time._replace(period=Period(until + timedelta(days=1), date.max))
    if _UP_TO.search(before):
        return time._replace(period=Period(date.min, until))
    return time._replace(period=Period(since, date.max)) if _FROM_THEN.search(before) else time


def _words_of(time: Time, question: str) -> str:
    """The words of a time, or of the several from the first of which it lasts to the last."""
    parts = [part.span for part in times_told(question, None) if time.span.contains(part.span)] or [time.span]
    return " and ".join(_capitalised(_PREPOSITION.sub("", part.of(question))) for part in parts)


def _capitalised(words: str) -> str:
    """Months and days of the week as they are written."""
    return " ".join(word.capitalize() if word in _WITH_CAPITAL else word for word in words.split())


def _reckoned(question: str, calendar: Calendar) -> Time | None:
    today = calendar.today
    for time in times_told(question, today):
        is_of_saying = _is_of_saying(question, time)
        if not (is_of_saying or _closes_the_question(question, time)):
            continue
        if not (time.recurs and today):
            return time
        known = calendar.days | {one.date for one in calendar.meetings if one.date}
        period = latest_of(time.period, known, today) or (time.period if is_of_saying else None)
        if period:
            return time._replace(period=period)
    return None


def _is_of_saying(question: str, time: Time) -> bool:
    """True where the time is plainly that of a meeting, or of what was said."""
    before, after = question[: time.span.start], question[time.span.end :]
    if _BEFORE_MEETING.match(after) or _AFTER_MEETING.search(before):
        return True
    if _is_spoken_about(before, after):
        return False
    if _OPENS.fullmatch(before) and not after.strip(" ?.!"):  # `And in May?`
        return True
    return bool(_BESIDE_SAYING.search(before)) or bool(
        _OPENS.fullmatch(before) and regex.search(rf"\b{_SAYING}\b", after)
    )


def _closes_the_question(question: str, time: Time) -> bool:
    """`What did she say about the ferry last week?`; a month may belong to the ferry."""
    before, after = question[: time.span.start], question[time.span.end :]
    if _is_spoken_about(before, after) or after.strip(" ?.!"):
        return False
    is_month = time.recurs and time.period.since != time.period.until
    return not is_month and _TOPIC_SAID.search(before) is not None


def _is_spoken_about(before: str, after: str) -> bool:
    return after.startswith(("'s", "’s")) or _PART_OF_TOPIC.search(before) is not None


# -- the meeting


def _meetings_named(question: str, meetings: Sequence[Meeting]) -> tuple[list[Meeting], str]:
    """Those that took place where the question says, between those whom it names; with its words for both."""
    words: list[str] = []
    for chosen, said in (_by_place(question, meetings), _by_people(question, meetings)):
        if chosen:
            meetings = [one for one in meetings if one in chosen]
            words.append(said)
    return (list(meetings), " ".join(words)) if words else ([], "")


def _by_place(question: str, meetings: Sequence[Meeting]) -> tuple[list[Meeting], str]:
    asked = question.casefold()
    places = {part for one in meetings for part in one.place.casefold().split(", ") if part and part in asked}
    named = [place for place in places if _is_setting(asked, place)]
    chosen = [one for one in meetings if any(place in one.place.casefold().split(", ") for place in named)]
    return chosen, " ".join(sorted(named))


def _is_setting(asked: str, place: str) -> bool:
    """`at the meeting in Porto Sella`, `the Porto Sella talks`; not a place that is spoken about."""
    for match in regex.finditer(rf"\b{regex.escape(place)}\b", asked):
        before = regex.sub(r"\s(?:in|at|в|во)\s+(?:the\s+)?$", " ", asked[: match.start()])
        is_located = len(before) < match.start()
        after = asked[match.end() :]
        is_of_meeting = _BEFORE_MEETING.match(after) and (is_located or not _AT.match(after))
        if is_of_meeting or (is_located and _AFTER_MEETING.search(before)):
            return True
    return False


def _by_people(question: str, meetings: Sequence[Meeting]) -> tuple[list[Meeting], str]:
    for form, fewest in ((_BETWEEN, 2), (_WITH, 1)):
        match = form.search(question)
        if match is None:
            continue
        end = _END_OF_PEOPLE.search(match["people"])
        people = match["people"][: end.start()] if end else match["people"]
        asked = set(name_key(regex.sub(r"['’]s\b", "", people)).split())
        chosen = [one for one in meetings if len(_taking_part(one, asked)) >= fewest]
        if chosen:
            return chosen, people
    return [], ""


def _taking_part(meeting: Meeting, asked: set[str]) -> list[str]:
    """The participants whose surname is among the words."""
    surnames = [(name, name_key(name).split()[-1]) for name in meeting.participants if name_key(name)]
    return [name for name, surname in surnames if len(surname) >= _SHORTEST_NAME and surname in asked]
