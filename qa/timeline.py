"""Who said what, when: points by day in a row for each speaker, and the same as a table.

Drawn here: libraries that draw such charts bring megabytes of script and no names for a screen reader. Every point and
every row of the table is a link to the place in its article. Positions are percentages, so that a chart of any width
keeps its text readable, and stand in attributes of SVG, which need no style of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from qa.by_office import office_in
from qa.chips import limits_of
from qa.controls import encoded, printable
from qa.corpus import Corpus
from qa.damage import Damage, logged
from qa.days import as_html, in_words
from qa.errors import OnDamage
from qa.records import NO_FILTERS, Citation, Filters, Period, Query
from qa.reply import leads_to, note_html
from qa.sources import normalise
from qa.voices import MANNER, NOT_STATED

MOST_ROWS = 20
MOST_STATEMENTS = 300
_CITED = 20
_HINT = "Type a topic, or ask a question first: who spoke about it, and when, is drawn here."
# Beyond the first and the last day, so that their points are not cut off.
_MARGIN = 4.0
_MOST_TICKS = 6
# Between two ticks, in months.
_STEPS = (1, 3, 6, 12, 24, 60, 120, 600)
_SHORTEST_WITH_MONTHS = timedelta(days=60)


class _Speaker(NamedTuple):
    """Whose row it is. One without a name of its own (`Q`, `he`) is somebody else in each article."""

    name: str
    article_id: str


class _Point(NamedTuple):
    """What somebody said on a day."""

    day: date
    statements: tuple[Citation, ...]


class _Axis(NamedTuple):
    first: date
    last: date

    def at(self, day: date) -> float:
        """Where a day stands, in percent of the width."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return round(_MARGIN + share * (100 - 2 * _MARGIN), 2)


def subject_of(query: Query) -> str:
    """What a question is about, as a topic; of several the last."""
    last = (query, *query.parts)[-1]
    return last.topic or last.wording


def statements_on(
    corpus: Corpus, topic: str, filters: Filters = NO_FILTERS, on_damage: OnDamage = logged
) -> list[Citation]:
    """Everything that anybody says with the words of a topic, and whatever else answers it. Raises QuestionError, and
    UnknownMeeting where that of the filters is gone."""
    spoken = corpus.statements(filters, topic, on_damage=on_damage)
    answer = corpus.ask(topic, **filters._asdict(), k=_CITED)
    cited = [citation for citation in answer.citations if citation.passage.quotation]
    return [*spoken, *(one for one in cited if not any(one.overlaps(other) for other in spoken))]


def topic_html(corpus: Corpus, topic: str, filters: Filters = NO_FILTERS) -> str:
    """Who said what on a topic. Raises as `statements_on` does."""
    topic = " ".join(normalise(topic).split())
    if not topic:
        return f'<p class="found">{_HINT}</p>'
    damage = Damage()
    said = statements_on(corpus, topic, filters, damage)
    nobody = "Nobody who passes the filters is quoted on it." if any(filters) else "Nobody is quoted on it."
    return limits_of(corpus, filters) + timeline_html(said, f"<h2>Said on “{encoded(topic)}”</h2>", nobody, damage.note)


def person_html(corpus: Corpus, name: str, filters: Filters = NO_FILTERS) -> str:
    """What somebody said who is called so in full, by name or by office, whoever else is set. Raises UnknownMeeting."""
    name, others, damage = normalise(name), filters._replace(speakers=()), Damage()
    said = corpus.statements(others._replace(speakers=(name,)), on_damage=damage) if name else []
    said = said or corpus.said_by_office(name, others, on_damage=damage)
    nothing = "Nothing that they say passes the filters." if any(others) else "Nobody is quoted by this name."
    heading = f'<h2 data-person tabindex="-1">Said by {encoded(name or "nobody")}</h2>'
    return limits_of(corpus, others) + timeline_html(said, heading, nothing, damage.note)


def timeline_html(statements: Sequence[Citation], heading: str, nothing: str, note: str = "") -> str:
    """The chart and its table, earliest first, below the heading and a note of what is missing; `nothing` where there
    is none. Of very many the rest is only counted."""
    shown = sorted(statements, key=_in_time)[:MOST_STATEMENTS]
    found = f"{_found(_overview(shown, len(statements) - len(shown)))}{_chart(shown)}{_table(shown)}"
    return f"{heading}{note_html(note)}{found if shown else _found(nothing)}"


def _found(line: str) -> str:
    return f'<p class="found">{line}</p>'


def day_of(statement: Citation) -> date | None:
    """The first day on which it may have been said, where the article tells, else that of publication."""
    said = statement.passage.said
    return said.since if said else statement.article.date


def _in_time(statement: Citation) -> tuple[bool, date, str, int]:
    """The undated ones last."""
    day = day_of(statement)
    return day is None, day or date.min, statement.article.id, statement.passage.span.start


def _overview(shown: Sequence[Citation], left_out: int) -> str:
    speakers = len({_speaker(statement) for statement in shown})
    days = [day for statement in shown if (day := day_of(statement))]
    undated = len(shown) - len(days)
    parts = [f"{_count(len(shown), 'statement')} by {_count(speakers, 'speaker')}"]
    if days:
        first, last = min(days), max(days)
        parts.append(f"on {in_words(first)}" if first == last else f"from {in_words(first)} to {in_words(last)}")
    rest = f"; {left_out:,} later ones are not shown" if left_out else ""
    without = f" ({_count(undated, 'statement')} without a date)" if undated and days else ""
    return f"{', '.join(parts)}{without}{rest}."


# -- the chart


def _chart(shown: Sequence[Citation]) -> str:
    days = [day for statement in shown if (day := day_of(statement))]
    if not days:
        return ""
    axis = _Axis(min(days), max(days))
    rows = _rows(shown)
    left_out = len(rows) - MOST_ROWS
    rest = _found(f"{_count(left_out, 'more speaker')} in the table below.") if left_out > 0 else ""
    drawn = "".join(_row(speaker, points, axis) for speaker, points in rows[:MOST_ROWS])
    return f'<div class="timeline" role="group" aria-label="Timeline">{drawn}{_scale(axis)}</div>{rest}'


def _rows(shown: Sequence[Citation]) -> list[tuple[_Speaker, list[_Point]]]:
    """Those who say most first; everything of a day is one point."""
    said: defaultdict[_Speaker, list[Citation]] = defaultdict(list)
    for statement in shown:
        if day_of(statement):
            said[_speaker(statement)].append(statement)
    rows = sorted(said.items(), key=lambda row: (-len(row[1]), row[0]))
    return [(speaker, _points(statements)) for speaker, statements in rows]


def _points(statements: Sequence[Citation]) -> list[_Point]:
    return [_Point(day, tuple(those)) for day, those in groupby(statements, key=day_of) if day]


def _row(speaker: _Speaker, points: Sequence[_Point], axis: _Axis) -> str:
    name = encoded(speaker.name)
    ends = f'<line x1="{axis.at(axis.first)}%" x2="{axis.at(axis.last)}%" y1="50%" y2="50%"/>'
    drawn = "".join(_drawn(speaker.name, point, axis) for point in points)
    return f'<div class="row"><b>{name}</b><svg role="group" aria-label="{name}">{ends}{drawn}</svg></div>'


def _drawn(name: str, point: _Point, axis: _Axis) -> str:
    """A link to the first of a day's statements, with their number where they are several."""
    at, first, count = f"{axis.at(point.day)}%", point.statements[0], len(point.statements)
    label = encoded(f"{name}, {in_words(point.day)}: {_count(count, 'statement')}")
    number = f'<text x="{at}" y="50%">{count}</text>' if count > 1 else ""
    return (
        f'<a {_leads_to(first)} aria-label="{label}"><title>{label}</title>'
        f'<circle class="reach" cx="{at}" cy="50%" r="12"/><circle cx="{at}" cy="50%" r="{10 if number else 6}"/>'
        f"{number}</a>"
    )


def _scale(axis: _Axis) -> str:
    ticks = "".join(
        f'<text x="{axis.at(day)}%" y="70%" class="{_side(axis.at(day))}">{label}</text>'
        for day, label in _ticks(axis.first, axis.last)
    )
    return f'<div class="row scale" aria-hidden="true"><b></b><svg>{ticks}</svg></div>'


def _side(at: float) -> str:
    return "first" if at < 10 else "last" if at > 90 else "between"


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Beginnings of months or years that part the time evenly; of a short time its two ends."""
    if last - first < _SHORTEST_WITH_MONTHS:
        return [(day, in_words(day)) for day in sorted({first, last})]
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = next(step for step in _STEPS if len(months) / step <= _MOST_TICKS or step == _STEPS[-1])
    days = [date(month // 12, month % 12 + 1, 1) for month in months if month % step == 0]
    return [(day, f"{day.year}" if step >= 12 else f"{day:%b %Y}") for day in days]


# -- the table


def _table(shown: Sequence[Citation]) -> str:
    rows = "".join(
        f'<tr><td>{_when(one)}</td><th scope="row">{encoded(_name(one))}</th>'
        f'<td><span class="how">{MANNER[one.passage.quotation.kind] if one.passage.quotation else ""}</span> '
        f'<span dir="auto">{encoded(one.text)}</span></td>'
        f"<td>{_link(one)}</td></tr>"
        for one in shown
    )
    return (
        '<table class="statements"><caption class="sr-only">The same as a table</caption>'
        '<thead><tr><th scope="col">When</th><th scope="col">Speaker</th>'
        f'<th scope="col">Words</th><th scope="col">Where</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _when(statement: Citation) -> str:
    said, published = statement.passage.said, statement.article.date
    if said:
        return _period(said)
    return f"published {as_html(published)}" if published else "not dated"


def _period(period: Period) -> str:
    days = sorted({period.since, period.until})
    return " – ".join(as_html(day) for day in days)


def _link(statement: Citation) -> str:
    article = statement.article
    label = encoded(f"Open the source: {_name(statement)}, {printable(article.title)}")
    return f'<a {_leads_to(statement)} aria-label="{label}">{encoded(article.title or "Untitled")}</a>'


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


# -- whose words


def _speaker(statement: Citation) -> _Speaker:
    source = statement.passage.quotation.source if statement.passage.quotation else None
    known = bool(source and source.speakers and not any(speaker.is_label for speaker in source.speakers))
    return _Speaker(_name(statement), "" if known else statement.article.id)


def _name(statement: Citation) -> str:
    return office_in(statement.source) or " ".join(statement.source.split()) or NOT_STATED.capitalize()


def _leads_to(statement: Citation) -> str:
    return leads_to(statement.article.id, statement.passage.span)
