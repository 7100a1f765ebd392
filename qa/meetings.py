"""The meeting that an article reports, if it plainly reports one; and which reports are of the same meeting.

An article has none unless it is a record of one (a transcript, minutes) or opens by saying who met. Reports are joined
only where date and participants agree: to join two meetings is worse than to leave one in two.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import regex

from qa.attendance import Attendance
from qa.meeting_days import (
    day_of_record,
    day_of_statement,
    place_beside,
    place_of_dateline,
    place_of_record,
    told_by,
    told_day,
)
from qa.names import Names
from qa.occasions import OCCASION, occasions, opening
from qa.overlaps import overlapping
from qa.paragraphs import paragraphs
from qa.records import MOST_PARTICIPANTS, Article, Kind, Meeting, Passage, Period, Quotation, Span
from qa.sentences import sentences

# In characters; a longer one is a list, or no sentence at all.
_LONGEST_SENTENCE = 2_000
_FEWEST = 2  # people, who meet
_HEAD = 600  # characters
_INTERVIEW = regex.compile(
    r"\b(?:interview|in conversation|conversation with|q ?& ?a with|интервью|беседа с)\b", regex.IGNORECASE
)
# Not `Every 72 minutes`.
_MINUTES = regex.compile(
    r"^\W*(?:draft |approved )?(?:minutes|протокол)\b"
    r"|(?:[—–|:-]\s*|\b(?:meeting|council|board|committee|assembly)(?: meeting)? )minutes\b|\bхаттамасы\W*$",
    regex.IGNORECASE,
)
_SENTENCES_OF_ATTENDANCE = 12


def reported_meeting(article: Article, said: Sequence[Quotation]) -> Meeting | None:
    """What an article tells of the meeting that it reports; its id is of this report alone."""
    start = opening(article.text, said)
    attendance = Attendance(article, said, start)
    told = _of_record(article, said, attendance) or _of_story(article, said, attendance, start)
    if told is None:
        return None
    told = replace(told, participants=told.participants[:MOST_PARTICIPANTS])
    return replace(told, id=_id(told, article), article_ids=(article.id,))


def is_minutes(article: Article) -> bool:
    """True where the title says so."""
    return _MINUTES.search(article.title) is not None


def _of_record(article: Article, said: Sequence[Quotation], attendance: Attendance) -> Meeting | None:
    """Of minutes, with a list of those present or at least of what each reported; of a transcript, with turns."""
    voices, listed = attendance.voices(), attendance.listed()
    if len(listed) < _FEWEST:
        if is_minutes(article):
            listed = attendance.reported()
        elif not (attendance.takes_turns() and _is_of_occasion(article, said)):
            return None
    place = place_of_record(article.text) or place_of_dateline(article)
    participants = tuple(dict.fromkeys([*listed, *voices]))
    return Meeting("", article.title, day_of_record(article), place, participants) if participants else None


def _is_of_occasion(article: Article, said: Sequence[Quotation]) -> bool:
    """True where the head of a transcript says what was held, and that was no interview."""
    first_turn = min((q.spans[0].start for q in said if q.kind is Kind.TURN), default=_HEAD)
    head = f"{article.title}\n{article.text[: min(first_turn, _HEAD)]}"
    return OCCASION.search(head) is not None and not _INTERVIEW.search(head)


def _of_story(
    article: Article, said: Sequence[Quotation], attendance: Attendance, start: Sequence[Span]
) -> Meeting | None:
    """Of a read-out or a news story that opens with who met."""
    text = article.text
    verbatim = [q for q in said if q.kind is not Kind.INDIRECT]
    own = [one for one in occasions(text, start) if not any(q.overlaps(one.words) for q in verbatim)]
    told = [(one, attendance.party(one)) for one in own]
    told = [(one, party) for one, party in told if one.is_body or party.names]
    if not told:
        return None
    names = [name for _, party in told for name in party.names]
    participants = tuple(dict.fromkeys([*names, *attendance.attending(_own_sentences(text, said))]))
    days = [day for one, party in told if (day := told_day(article, one.sentence, party.span))]
    if any(day.since != day.until for day in days):  # of last month: told in passing
        return None
    if len(participants) < _FEWEST and not (days and any(one.is_body for one, _ in told)):
        return None
    beside = (place_beside(text, party.span.end, one.sentence) for one, party in told)
    place = _distinct_places([next(filter(None, beside), ""), place_of_dateline(article)])
    return Meeting("", article.title, days[0].since if days else article.date, place, participants)


def _own_sentences(text: str, said: Sequence[Quotation]) -> list[Span]:
    first = paragraphs(text)[:_SENTENCES_OF_ATTENDANCE]
    found = [sentence for paragraph in first for sentence in sentences(text, paragraph)]
    direct = [q for q in said if q.kind is not Kind.INDIRECT]
    own = [s for s in found[:_SENTENCES_OF_ATTENDANCE] if s.end - s.start <= _LONGEST_SENTENCE]
    return [s for s in own if not any(q.overlaps(s) for q in direct)]


def _distinct_places(places: Iterable[str]) -> str:
    """`Palazzo del Molo, Porto Sella`: each once."""
    found: list[str] = []
    for place in (part for listed in places for part in listed.split(", ") if part):
        if not any(place.casefold() in other.casefold() for other in found):
            found.append(place)
    return ", ".join(found)


def _id(meeting: Meeting, article: Article) -> str:
    told = "\n".join([article.id, str(meeting.date), *sorted(meeting.participants)])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


# -- the same meeting


def joined_to(report: Meeting, others: Sequence[Meeting]) -> Meeting:
    """The report with the id of the meeting that others report, where it agrees with each of them."""
    by_id: defaultdict[str, list[Meeting]] = defaultdict(list)
    for other in (other for other in others if other.date == report.date):
        by_id[other.id].append(other)
    same = [id_ for id_, reports in by_id.items() if all(agree(report, other) for other in reports)]
    return replace(report, id=same[0]) if len(same) == 1 else report


def agree(one: Meeting, other: Meeting) -> bool:
    """The same day, and those whom one report names are all among those whom the other names, two at least."""
    if one.date is None or one.date != other.date:
        return False
    fewer, more = sorted([one.participants, other.participants], key=len)
    known = Names(more)
    return len(fewer) >= _FEWEST and all(name in known for name in fewer)


def merged(reports: Iterable[Meeting]) -> list[Meeting]:
    """The meetings, each with all that its reports tell, by date; those without a date last."""
    by_id: defaultdict[str, list[Meeting]] = defaultdict(list)
    for report in reports:
        by_id[report.id].append(report)
    meetings = [_merged(same) for same in by_id.values()]
    return sorted(meetings, key=lambda meeting: (meeting.date is None, meeting.date or 0, meeting.title))


def _merged(reports: Sequence[Meeting]) -> Meeting:
    names = Names()
    for name in dict.fromkeys(name for report in reports for name in report.participants):
        if name not in names:
            names.add(name)
    return replace(
        reports[0],
        place=_distinct_places(report.place for report in reports),
        participants=tuple(names),
        article_ids=tuple(identifier for report in reports for identifier in report.article_ids),
    )


# -- when something was said


def dated(
    article: Article, found: Sequence[Passage], said: Sequence[Quotation], meeting: Meeting | None
) -> list[Passage]:
    """The passages, each with its time: of the statement, where that is told; else of the meeting that it is from."""
    told = _statement_days(article, said)
    held = Period(meeting.date, meeting.date) if meeting and meeting.date else None
    return [replace(p, said=_when(p, told, held, meeting)) for p in found]


def _statement_days(article: Article, said: Sequence[Quotation]) -> Mapping[Quotation, Period]:
    reported = [q for q in said if q.kind is not Kind.TURN]
    told = [(span, q) for q in reported if (span := told_by(q))]
    if article.date is None or not told:
        return {}
    every = [sentence for paragraph in paragraphs(article.text) for sentence in sentences(article.text, paragraph)]
    of_a_common_length = [sentence for sentence in every if sentence.end - sentence.start <= _LONGEST_SENTENCE]
    tellings = overlapping(of_a_common_length, told)
    contents = overlapping(of_a_common_length, ((span, q) for q in reported for span in q.spans))
    days: dict[Quotation, Period] = {}
    for (sentence, telling), (_, near) in zip(tellings, contents, strict=True):
        for span, quotation in telling:
            if sentence.contains(span) and (day := day_of_statement(article, sentence, quotation, near)):
                days[quotation] = day
    return days


def _when(
    passage: Passage, told: Mapping[Quotation, Period], held: Period | None, meeting: Meeting | None
) -> Period | None:
    quotation = passage.quotation
    if quotation is None:
        return held
    if quotation in told:
        return told[quotation]
    speakers = quotation.source.speakers if quotation.source else ()
    took_part = meeting is not None and all(s.name in meeting.participants or s.is_label for s in speakers)
    return held if speakers and took_part else None


def joined(report: Meeting | None, reports: list[Meeting]) -> Meeting | None:
    """A report with the id of the meeting that it is of; it is added to those that there are."""
    if report is None:
        return None
    found = joined_to(report, reports)
    reports.append(found)
    return found
