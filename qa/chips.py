"""What limits an answer, as chips: what is set for the next question, and how a question was understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice

from qa.asked import people_meant
from qa.controls import encoded
from qa.corpus import Corpus
from qa.days import in_words
from qa.errors import DamagedArticle, QuestionError, UnknownArticle
from qa.names import each_once
from qa.records import Answer, Citation, Filters, Meeting, Period, Query
from qa.voices import in_marks

# Names that are offered while one is typed, of which any other can be typed in full; the newest meetings; outlets.
MOST_OFFERED = 300
_LONGEST_TITLE = 60
SENT = ("speaker", "meeting", "article", "outlet", "since", "until", "removes", "value")


# -- set for the next question


def changed(filters: Filters, sent: Mapping[str, str]) -> Filters:
    """The filters after what a form or a chip has sent, by the names of `SENT`: a person, a meeting, an article, an
    outlet, days that are set; or the name and the value of one that is removed. Raises QuestionError."""
    return removed(added(filters, sent), sent.get("removes", ""), sent.get("value", ""))


def added(filters: Filters, sent: Mapping[str, str]) -> Filters:
    """The filters with what a form or a chip has sent: who or what is set. Raises QuestionError."""
    since, until = (_day(sent.get(name, "")) or getattr(filters, name) for name in ("since", "until"))
    if since and until and since > until:
        raise QuestionError(f"the first day, {since}, comes after the last, {until}")
    return filters._replace(
        speakers=_with(filters.speakers, sent.get("speaker", "")),
        meeting_id=sent.get("meeting") or filters.meeting_id,
        article_id=sent.get("article") or filters.article_id,
        outlets=_with(filters.outlets, sent.get("outlet", "")),
        since=since,
        until=until,
    )


def removed(filters: Filters, name: str, value: str) -> Filters:
    """The filters without one of them; as they are where there is no such one."""
    match name:
        case "speakers":
            return filters._replace(speakers=tuple(one for one in filters.speakers if one != value))
        case "outlets":
            return filters._replace(outlets=tuple(one for one in filters.outlets if one != value))
        case "meeting_id":
            return filters._replace(meeting_id=None)
        case "article_id":
            return filters._replace(article_id=None)
        case "days":
            return filters._replace(since=None, until=None)
    return filters


def nobody_html(corpus: Corpus, name: str) -> str:
    """What is to be known of a name that is set: that nobody in the corpus has it; nothing where somebody has."""
    name = " ".join(name.split())
    people = corpus.people()
    if not name or set(people_meant([name], people)) <= {one.name for one in people}:
        return ""
    return f'<p role="status">Nobody who is quoted is called {encoded(in_marks(name))}.</p>'


def _with(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    name = " ".join(name.split())
    return tuple(dict.fromkeys((*names, name))) if name else names


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed) if printed.strip() else None
    except ValueError as error:
        raise QuestionError(f"{printed!r:.40} is no date like 2024-05-31") from error


def limits_of(corpus: Corpus, filters: Filters) -> str:
    """The chips of the filters of a corpus."""
    title = ""
    if filters.article_id:
        with suppress(UnknownArticle, DamagedArticle):  # whoever asks is told
            title = corpus.article(filters.article_id).title
    return limits_html(filters, corpus.meetings(), title)


def limits_html(filters: Filters, meetings: Sequence[Meeting], title: str = "") -> str:
    """A chip for each filter, with a button that removes it; nothing where there is none. `title` is the article's."""
    named = {meeting.id: meeting_name(meeting) for meeting in meetings}
    chips = [
        *(_removable("speakers", name, name) for name in filters.speakers),
        *(_removable("meeting_id", one, named.get(one, one)) for one in [filters.meeting_id] if one),
        *(_removable("article_id", one, f"in {in_marks(title or one)}") for one in [filters.article_id] if one),
        *(_removable("outlets", name, name) for name in filters.outlets),
        *(_removable("days", "", days) for days in [_days(filters)] if days),
    ]
    return f'<ul class="chips" aria-label="Filters">{"".join(chips)}</ul>' if chips else ""


def _removable(name: str, value: str, words: str) -> str:
    return _chip(encoded(words), {"removes": name, "value": value}, f"Remove {words}", "×")


def _chip(html: str, sent: Mapping[str, str], label: str, shown: str) -> str:
    """With a button that sends what it carries."""
    data = " ".join(f'data-{name}="{encoded(value)}"' for name, value in sent.items())
    button = f'<button type="button" {data} aria-label="{encoded(label)}">{shown}</button>'
    return f'<li class="chip">{html}{button}</li>'


def form_of(corpus: Corpus) -> str:
    """What the next question can be limited to in a corpus; those who are quoted most come first."""
    quoted = sorted(corpus.appearances(), key=lambda one: -one.quotations)
    return form_html([one.speaker.name for one in quoted], corpus.meetings(), corpus.outlets())


def form_html(people: Sequence[str], meetings: Sequence[Meeting], outlets: Sequence[str]) -> str:
    """What can be set, of what there is; people may be typed, the others are chosen."""
    *kinds, last = ["person", *(["meeting"] if meetings else []), *(["outlet"] if outlets else []), "date"]
    names = "".join(f'<option value="{encoded(name)}">' for name in people[:MOST_OFFERED])
    days = "".join(
        f'<label>{label}<input type="date" name="{name}"></label>'
        for label, name in (("From", "since"), ("Until", "until"))
    )
    return (
        '<details class="filters"><summary>Filter by '
        f"{', '.join(kinds)} or {last}</summary><form>"
        f'<label>Person<input name="speaker" list="people-names" autocomplete="off" maxlength="200"></label>'
        f'<datalist id="people-names">{names}</datalist>'
        f"{_select('Meeting', 'meeting', [(one.id, meeting_name(one)) for one in meetings[-MOST_OFFERED:]])}"
        f"{_select('Outlet', 'outlet', [(name, name) for name in outlets[:MOST_OFFERED]])}"
        f'{days}<button type="submit">Set filters</button></form></details>'
    )


def _select(label: str, name: str, choices: Sequence[tuple[str, str]]) -> str:
    if not choices:
        return ""
    options = "".join(f'<option value="{encoded(value)}">{encoded(words)}</option>' for value, words in choices)
    return f'<label>{label}<select name="{name}"><option value="">any</option>{options}</select></label>'


# -- how a question was understood


def understood_html(answer: Answer) -> str:
    """What was set, and what the question itself named, told apart; the latter can be set for the next one."""
    chips = [_told(words, "filter", {}) for words in _set(answer)] + [
        _told(words, "from your question", sent) for words, sent in dict(_named(answer)).items()
    ]
    return f'<ul class="chips" aria-label="Understood as">{"".join(chips)}</ul>' if chips else ""


def _told(words: str, why: str, sent: Mapping[str, str]) -> str:
    html = f"{encoded(words)} <small>{why}</small>"
    return _chip(html, sent, f"Set as filter: {words}", "Set as filter") if sent else f'<li class="chip">{html}</li>'


def _set(answer: Answer) -> Iterator[str]:
    filters = answer.query.filters
    yield from filters.speakers
    yield from _meetings(answer, [filters.meeting_id] if filters.meeting_id else []).values()
    yield from [] if answer.query.title or answer.query.parts else _articles(answer, answer.query)
    yield from filters.outlets
    yield from filter(None, (_days(filters),))


def _named(answer: Answer) -> Iterator[tuple[str, Mapping[str, str]]]:
    """In words, and as it would be set; nothing for what cannot be."""
    query = answer.query
    was_set = query.filters.speakers  # they have a chip already
    people = each_once((*was_set, *query.asked, *query.unquoted))[len(each_once(was_set)) :]
    yield from ((name, {"speaker": name} if name in query.asked else {}) for name in people)
    meetings = _meetings(answer, query.meetings)
    yield from ((words, {"meeting": one}) for one, words in meetings.items())
    yield from ((name, {"outlet": name}) for name in query.outlets)
    for one in query.parts or (query,):
        yield from ((words, {}) for words in [one.meeting_words] if words and meetings.keys().isdisjoint(one.meetings))
        yield from ((words, _sent(one.period)) for words in [one.period_words] if words)
        yield from ((words, {"article": one.filters.article_id or ""}) for words in _articles(answer, one) if one.title)


def _sent(period: Period | None) -> Mapping[str, str]:
    """Its days, where it has a first or a last one."""
    days = {"since": period.since, "until": period.until} if period else {}
    return {name: day.isoformat() for name, day in days.items() if date.min < day < date.max}


def _articles(answer: Answer, query: Query) -> list[str]:
    """That to which the query keeps, as far as anything is shown of it."""
    of_it = (one.article for one in _shown(answer) if one.article.id == query.filters.article_id)
    return [f"in {in_marks(article.title)}" for article in islice(of_it, 1) if article.title]


def _meetings(answer: Answer, ids: Sequence[str]) -> dict[str, str]:
    """Their names, as far as anything is shown of them."""
    shown = {one.meeting.id: meeting_name(one.meeting) for one in _shown(answer) if one.meeting}
    return {one: shown[one] for one in ids if one in shown}


def _shown(answer: Answer) -> Sequence[Citation]:
    return (*answer.citations, *answer.near_misses)


# -- names of what is no name


def meeting_name(meeting: Meeting) -> str:
    """`22 May 2024 · Talks in Porto Sella`, and not all of a long title."""
    title = meeting.title if len(meeting.title) <= _LONGEST_TITLE else f"{meeting.title[:_LONGEST_TITLE].rstrip()}…"
    return " · ".join(part for part in (meeting.date and in_words(meeting.date), title or meeting.place) if part)


def _days(filters: Filters) -> str:
    parts = (("from", filters.since), ("until", filters.until))
    return " ".join(f"{word} {in_words(day)}" for word, day in parts if day)
