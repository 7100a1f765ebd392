"""An answer as the chat shows it, and the article behind a citation: HTML that escapes whatever it is given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from qa.controls import printable
from qa.records import Answer, Article, Citation, Span
from qa.voices import doubt

_HOW = {
    "direct": "said",
    "turn": "said",
    "indirect": "as reported by the article",
    "report": "the article’s own report",
}


def encoded(words: str) -> str:
    """Words of questions, articles and files, which must not be read as markup."""
    return escape(printable(words))


def reply_html(answer: Answer, offered: Sequence[Citation], name: str) -> str:
    """The citations, or the note that says why there are none; `offered` are these and the near misses.

    Their buttons are called `name.0`, `name.1`, …
    """
    blocks = [_citation(citation, f"{name}.{rank}") for rank, citation in enumerate(offered)]
    cited = sum(citation in answer.citations for citation in offered)
    understood = f"Understood as: {answer.query.completed}" if answer.query.says_more else ""
    found = _line("found", understood) + _line("found", answer.summary) + _line("silence", answer.note)
    return f'<div class="reply">{found}{"".join(blocks[:cited])}{_related("".join(blocks[cited:]))}</div>'


def _line(name: str, words: str) -> str:
    return f'<p class="{name}">{encoded(words)}</p>' if words else ""


def _related(near_misses: str) -> str:
    return f"<details><summary>Related, but not an answer</summary>{near_misses}</details>" if near_misses else ""


def _citation(citation: Citation, place: str) -> str:
    return (
        f'<figure><blockquote dir="auto">{encoded(citation.text)}</blockquote>'
        f"<figcaption>{_credit(citation)}{_evidence(citation)}"
        f"{_origins(citation)}"
        f'<button type="button" data-opens="{place}">Open source</button></figcaption></figure>'
    )


def _credit(citation: Citation) -> str:
    """Who says it, and in which way the article gives it."""
    how = _HOW[citation.kind]
    if citation.kind == "report":
        return f'<p class="how">{how}</p>'
    role = f", {encoded(citation.speaker.role)}" if citation.speaker and citation.speaker.role else ""
    source = encoded(citation.source or "Speaker not stated")
    via = f", as told by {encoded(citation.via)}" if citation.via else ""
    return f'<p><b>{source}</b>{role}{via} <span class="how">— {how}</span></p>{_doubt(citation)}'


def _doubt(citation: Citation) -> str:
    quotation = citation.passage.quotation
    words = doubt(quotation) if quotation else ""
    return f'<p class="doubt">{words}</p>' if words else ""


def _evidence(citation: Citation) -> str:
    """The article's own words for who is speaking, as printed."""
    words = " … ".join(f"“{encoded(span.of(citation.article.text))}”" for span in sorted(_evidence_spans(citation)))
    return f'<p class="evidence">{words}</p>' if words else ""


def _evidence_spans(citation: Citation) -> list[Span]:
    quotation = citation.passage.quotation
    return quotation.evidence if quotation else []


def _origins(citation: Citation) -> str:
    """Where it stands, and which other articles print it, too."""
    also = "".join(f'<p class="origin">also in {_origin(one.article)}</p>' for one in citation.also)
    return f'<p class="origin">{_origin(citation.article)}</p>{also}'


def _origin(article: Article) -> str:
    """Title, date and outlet; the title leads to the original where that is a page of the web."""
    title = f"<cite>{encoded(article.title)}</cite>"
    if article.url.lower().startswith(("https://", "http://")):
        title = f'<a href="{escape(article.url)}" target="_blank" rel="noopener noreferrer">{title}</a>'
    day = article.date and f'<time datetime="{article.date}">{article.date.day} {article.date:%B %Y}</time>'
    return " · ".join(part for part in (title, day, encoded(article.outlet)) if part)


def source_html(citation: Citation) -> str:
    """The whole article, with the passage and the words that show its speaker marked."""
    text, span = citation.article.text, citation.passage.span
    legend = '<p class="legend">Highlighted: the passage. Underlined: the words that show who is speaking.</p>'
    before, said, after = (_stretch(citation, part) for part in (Span(0, span.start), span, Span(span.end, len(text))))
    return (
        '<section role="region" aria-label="Source">'
        f'<header><p class="origin">{_origin(citation.article)}</p>'
        '<button type="button" data-opens="">Close</button></header>'
        f'{legend}<div class="article" dir="auto">{before}<mark>{said}</mark>{after}</div></section>'
    )


def _stretch(citation: Citation, part: Span) -> str:
    """A part of the article, with what of the evidence lies in it underlined."""
    text, at, html = citation.article.text, part.start, ""
    for span in sorted(_evidence_spans(citation)):
        start, end = max(span.start, at), min(span.end, part.end)
        if start < end:
            html += f"{_printed(text[at:start])}<u>{_printed(text[start:end])}</u>"
            at = end
    return html + _printed(text[at : part.end])


def _printed(words: str) -> str:
    """The words with their line ends; several empty lines take the room of one, and stay as they are."""
    return re.sub(r"\n\s*\n", lambda gap: f'<span class="gap">{gap.group()}</span>', encoded(words))
