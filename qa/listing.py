"""Extracted quotations in lines: JSON for programs, CSV for spreadsheets, and text for whatever reads a pipe."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from qa import wire
from qa.controls import printable
from qa.records import Article, Quotation
from qa.voices import credit, named, reporting, role

COLUMNS = "article path date speaker choices role via kind words mention cue confidence start end".split()
# What a spreadsheet takes for the beginning of a formula.
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_BYTE_ORDER_MARK = "\ufeff"  # without it, Excel reads UTF-8 as the code page of the machine


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
    file.write(_BYTE_ORDER_MARK)
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for article, quotations in articles:
        for quotation in quotations:
            writer.writerow([_cell(value) for value in _row(article, quotation)])


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


def _cell(value: str | int | float) -> str | int | float:
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
