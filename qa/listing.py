"""Answers as text; extracted quotations as JSON for programs, CSV for spreadsheets, text for whatever reads a pipe."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from qa import wire
from qa.controls import printable
from qa.entry_labels import recorded_as
from qa.records import Answer, Article, Citation, Kind, Meeting, Quotation
from qa.voices import credit, named, reporting, role

COLUMNS = "article path date speaker choices role via kind words mention cue confidence start end".split()
# What a spreadsheet takes for the beginning of a formula.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# Enough to see what was missed.
_NEAR_MISSES = 3
_ARTICLES_LISTED = 5
BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as the code page of the machine


def json_line(article: Article, quotations: Sequence[Quotation]) -> str:
    """An entry a span, with its words; the entries of one utterance share its number."""
    return wire.dumped(
        {
            "id": article.id,
            "path": article.path,
            "title": article.title,
            "date": article.date.isoformat() if article.date else None,
            "quotes": [
                {"utterance": number, "text": article.text[entry["start"] : entry["end"]]}
                | _with_words(entry, article.text)
                for number, quotation in enumerate(quotations, 1)
                for entry in wire.quotes_json([quotation])
            ],
        }
    )


def _with_words(entry: wire.Json, text: str) -> wire.Json:
    """A source or a quotation, with its evidence as words beside the offsets."""
    words = {f"{key}_text": text[slice(*entry[key])] if entry[key] else None for key in ("mention", "cue")}
    via = entry.get("via")
    return entry | words | ({"via": _with_words(via, text)} if via else {})


def write_csv(articles: Iterable[tuple[Article, Sequence[Quotation]]], file: TextIO) -> None:
    """A header, and a row an utterance."""
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for article, quotations in articles:
        for quotation in quotations:
            writer.writerow([cell(value) for value in _row(article, quotation)])


def _row(article: Article, quotation: Quotation) -> tuple[str | int | float, ...]:
    source, text = quotation.source, article.text
    return (
        article.title,
        article.path,
        article.date.isoformat() if article.date else "",
        "; ".join(speaker.name for speaker in source.speakers) if source else "",
        "; ".join(choice.name for choice in source.choices) if source else "",
        role(quotation),
        named(text, quotation.via) if quotation.via else "",
        quotation.kind.value,
        " … ".join(span.of(text) for span in quotation.spans),
        quotation.mention.of(text) if quotation.mention else "",
        quotation.cue.of(text) if quotation.cue else "",
        round(quotation.confidence, 4),
        *quotation.extent,
    )


def cell(value: str | int | float) -> str | int | float:
    """A value as a spreadsheet may have it: never a formula."""
    if not isinstance(value, str):
        return value
    words = printable(value)
    return f"'{words}" if words.startswith(_BEGINS_FORMULA) else words


def quote_line(article: Article, quotation: Quotation) -> str:
    """`direct    Oda Brekkestad: The ferry is sold`; `indirect  Oda Brekkestad (denied): that the ferry was sold`."""
    words = " … ".join(" ".join(span.of(article.text).split()) for span in quotation.spans)
    cue = reporting(article.text, quotation)
    whose = credit(article.text, quotation) + (f" ({cue})" if cue else "")
    return printable(f"{quotation.kind.value:8}  {whose}: {words}")


def answer_text(answer: Answer) -> str:
    """What was found, or why nothing was; then the passages, with who says them and where they stand."""
    understood = [f"Understood as: {answer.query.completed}"] if answer.query.says_more else []
    if answer.answered:
        noted = [answer.note] if answer.note else []
        return "\n\n".join([*understood, f"{answer.summary}:", *map(_cited, answer.citations), *noted])
    near = [_cited(citation) for citation in answer.near_misses[:_NEAR_MISSES]]
    return "\n\n".join([*understood, answer.note, *(["Related, but not an answer:", *near] if near else [])])


def _cited(citation: Citation) -> str:
    words = " ".join(citation.text.split())
    also = [f"  [also: {where_printed(one)}]" for one in citation.also]
    recorded = recorded_as(citation)
    whose = _credit(citation) if citation.passage.quotation or not recorded else ""
    return "\n".join(
        [" · ".join(filter(None, (recorded, whose))), f"  {words}", f"  [{where_printed(citation)}]", *also]
    )


def _credit(citation: Citation) -> str:
    quotation = citation.passage.quotation
    if quotation is None:
        return "The article reports"
    reported = (reporting(citation.article.text, quotation), "as reported by the article")
    how = ", ".join(filter(None, reported)) if quotation.kind is Kind.INDIRECT else "said"
    role = f", {citation.speaker.role}" if citation.speaker and citation.speaker.role else ""
    via = f", as told by {citation.via}" if citation.via else ""
    return f"{citation.source or 'Speaker not stated'}{role}{via} ({how})"


def where_printed(citation: Citation) -> str:
    """Title, day and outlet of the article, the time in a recording, the meeting that it reports, and the place."""
    article, meeting = citation.article, citation.meeting and meeting_held(citation.meeting)
    place = f"{article.id}:{citation.passage.span.start}"
    day = article.date and article.date.isoformat()
    parts = (article.title, day, article.outlet, citation.time, meeting, place)
    return " · ".join(part for part in parts if part)


def meeting_held(meeting: Meeting) -> str:
    """When and where it was: `meeting of 2024-05-22, Porto Sella`."""
    held = f"meeting of {meeting.date}" if meeting.date else "meeting"
    return ", ".join(part for part in (held, meeting.place) if part)


def meeting_lines(meeting: Meeting) -> str:
    """A meeting in a line, and below it where it was, who took part, and the articles that report it."""
    more = len(meeting.article_ids) - _ARTICLES_LISTED
    articles = ", ".join(meeting.article_ids[:_ARTICLES_LISTED]) + (f" and {more} more" if more > 0 else "")
    below = (meeting.place, ", ".join(meeting.participants), f"in {articles}")
    lines = [f"{meeting.id}  {meeting.date or '          '}  {meeting.title}"]
    return "\n".join([*lines, *(f"    {part}" for part in below if part)])
