"""Answers taken out of the chat: a quotation with its citation as text; a conversation as Markdown, CSV and JSON.

Words are as the articles print them, each form's own signs apart. Reported speech never gets quotation marks.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from qa.controls import printable
from qa.conversations import Exchange
from qa.days import in_words
from qa.listing import BYTE_ORDER_MARK, cell
from qa.marks import marked
from qa.records import Citation, Kind, Span
from qa.utterances import WORD
from qa.voices import NOT_STATED, doubt, in_marks, role
from qa.wire import Json, answer_json, dumped

GONE = "This article has been removed."
DAMAGED = "This article is damaged and is not shown; remove it, then add it again."
COLUMNS = (
    "number question words manner speaker role via title outlet date time url meeting article start end note".split()
)

_REPORTED = "Reported, not in the speaker’s own words"
_AS_PRINTED = "As the article prints it"
_OWN_REPORT = "The article’s own report"
_MANNERS = {_REPORTED: "reported", _AS_PRINTED: "said in part", _OWN_REPORT: "the article’s own report", "": "said"}
_OPENING = ("“", "„", "«", '"')
_DOUBLE = '“„"'
_AROUND_WORDS = "“”„«\"‘’' \n.,;:!?…–—-"
# Whatever begins something in Markdown: anywhere (`&amp;`, `http://`, `:smile:`), and at the beginning of a line, where
# room alone makes it code.
_MARKDOWN = re.compile(r"[\\`*_{}\[\]<>~|$#^@=]|&(?=#?\w+;)|:(?=//|[\w+-]+:)")
_MARKDOWN_LINE = re.compile(r"^[ \t]*(\d+(?=[.)])|(?=[-+:]))?", re.MULTILINE)


def missing(citation: Citation) -> str:
    """Why nothing of it can be shown."""
    return DAMAGED if citation.is_damaged else GONE


def quotation_text(citation: Citation) -> str:
    """`“It is sold” — Oda Brekkestad, Mayor, in “Ferry sold”, Gazette, 3 May 2024, article a1, characters 1–11`."""
    if citation.is_gone:
        return missing(citation)
    return printable(f"{_words(citation)} — {', '.join(_credit(citation))}")


def _words(citation: Citation) -> str:
    manner, words = _manner(citation), citation.text
    if manner:
        return f"{manner}: {words}"
    if _are_marked(words):
        return words
    return f"‘{words}’" if _quote(words) else f"“{words}”"


def _are_marked(words: str) -> bool:
    """`“It is sold.”`, paragraphs each of which opens them again; not `“Silver Tern” is sold`."""
    [pairs] = marked(words, [Span(0, len(words))])
    first = next((pair.span for pair in pairs if pair.span.start == 1), None)
    return not WORD.search(words, first.end) if first else words.startswith(_OPENING)


def _quote(words: str) -> bool:
    """Words with somebody's within them, in marks that would close those around all of it."""
    [pairs] = marked(words, [Span(0, len(words))])
    return any(words[pair.span.start - 1] in _DOUBLE for pair in pairs)


def _manner(citation: Citation) -> str:
    """What must be said of words that are not wholly somebody's own; empty for those that are."""
    quotation = citation.passage.quotation
    if quotation is None:
        return _OWN_REPORT
    if quotation.kind is Kind.INDIRECT:
        return _REPORTED
    span = citation.passage.span.stripped(citation.article.text, _AROUND_WORDS)
    return "" if any(part.contains(span) for part in quotation.spans) else _AS_PRINTED


def _credit(citation: Citation) -> Iterator[str]:
    """Who says it, and where it stands."""
    article, quotation, span = citation.article, citation.passage.quotation, citation.passage.span
    title = in_marks(article.title)
    day = article.date and in_words(article.date)
    if quotation:
        yield from filter(None, (citation.source or NOT_STATED, role(quotation)))
        yield from (f"as told by {citation.via}",) if citation.via else ()
        yield from filter(None, (doubt(quotation),))
    yield from filter(
        None,
        (f"in {title}" if quotation else title, article.outlet, day, citation.time, article.url),
    )
    yield from (f"article {article.id}", f"characters {span.start}–{span.end}")


# -- Markdown


def markdown(exchanges: Sequence[Exchange]) -> str:
    """A heading a question, a block quote a passage: nothing in them is markup."""
    return "\n".join(line for exchange in exchanges for line in _section(exchange))


def _section(exchange: Exchange) -> Iterator[str]:
    answer = exchange.answer
    yield from (f"## {markdown_words(' '.join(exchange.question.split()))}", "")
    if answer.query.says_more:
        yield from (f"Understood as: {markdown_words(answer.query.completed)}", "")
    for said in filter(None, (answer.summary, answer.note)):
        yield from (markdown_words(said), "")
    for citation in answer.citations:
        yield from (_quoted(citation), "")


def _quoted(citation: Citation) -> str:
    if citation.is_gone:
        return f"> {missing(citation)}"
    credit = markdown_words(", ".join(_credit(citation)))
    return "\n".join(f"> {line}" for line in [*markdown_words(_words(citation)).split("\n"), "", f"— {credit}"])


def markdown_words(words: str) -> str:
    """Words that mean in Markdown what they are."""
    told = _MARKDOWN.sub(r"\\\g<0>", printable(words))
    return _MARKDOWN_LINE.sub(lambda found: "" if found[1] is None else f"{found[1]}\\", told)


# -- CSV and JSON


def as_csv(exchanges: Sequence[Exchange]) -> str:
    """A row a passage; one without words for a question that has none."""
    file = io.StringIO()
    file.write(BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for number, exchange in enumerate(exchanges, 1):
        for citation in exchange.answer.citations or [None]:
            writer.writerow([cell(value) for value in _row(number, exchange, citation)])
    return file.getvalue()


def _row(number: int, exchange: Exchange, citation: Citation | None) -> tuple[str | int, ...]:
    asked = (number, exchange.question)
    if citation is None or citation.is_gone:
        return (*asked, *[""] * (len(COLUMNS) - 3), missing(citation) if citation else exchange.answer.note)
    article, quotation, meeting = citation.article, citation.passage.quotation, citation.meeting
    return (
        *asked,
        citation.text,
        _MANNERS[_manner(citation)],
        citation.source,
        role(quotation) if quotation else "",
        citation.via,
        article.title,
        article.outlet,
        article.date.isoformat() if article.date else "",
        citation.time,
        article.url,
        meeting.title if meeting else "",
        article.id,
        *citation.passage.span,
        doubt(quotation) if quotation else "",
    )


def as_json(exchanges: Sequence[Exchange]) -> str:
    """The questions, each with its answer as every other door gives it; `removed` are the ids of articles that are not
    there any more, or are damaged, whose passages have no words."""
    return dumped({"questions": [_exchange_json(one) for one in exchanges]}, indent=1)


def _exchange_json(exchange: Exchange) -> Json:
    answer = exchange.answer
    gone = dict.fromkeys(one.article.id for one in (*answer.citations, *answer.near_misses) if one.is_gone)
    return {"question": exchange.question} | answer_json(answer) | {"removed": list(gone)}


FORMS = {"md": markdown, "csv": as_csv, "json": as_json}
MEDIA_TYPES = {"md": "text/markdown", "csv": "text/csv", "json": "application/json"}
