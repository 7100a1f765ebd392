"""An answer as the chat shows it: HTML that escapes whatever it is given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count, groupby
from urllib.parse import urlencode

from embeddings.lexical import terms
from qa.chips import understood_html
from qa.controls import encoded
from qa.days import as_html, in_words
from qa.entry_labels import recorded_as
from qa.exports import missing, quotation_text
from qa.kinds import QuestionKind, kind_of
from qa.meetings import is_minutes
from qa.records import Answer, Article, Citation, Kind, Meeting, Quotation, Span
from qa.voices import MANNER, doubt

# As many passages as one looks at, and as many of those that are only related.
SHOWN = 5
OWN_REPORT = "The article’s own report"
_WORD = re.compile(r"\w+")


def reply_html(answer: Answer, number: int) -> str:
    """How the question was understood and what was found, or why nothing was; then the passages, which are numbered.

    `number` is that of the answer in the conversation.
    """
    understood = f"Understood as: {answer.query.completed}" if answer.query.says_more else ""
    said = (
        _line("understood", understood)
        + understood_html(answer)
        + _line("found", answer.summary)
        + note_html(answer.note)
    )
    figures = _Figures(answer)
    of_answer = figures.by_speaker if _compares(answer) else figures.of
    cited, related = of_answer(answering(answer)), _related(figures.of(near(answer)))
    return f'<div class="reply" data-answer="{number}">{said}{cited}{related}</div>'


def answering(answer: Answer) -> Sequence[Citation]:
    """The passages that answer, in the order of their numbers: best first; for a comparison, together what each of the
    speakers says."""
    cited = list(answer.citations[:SHOWN])
    if not _compares(answer):
        return cited
    speakers = [_whose(one) for one in cited]
    return sorted(cited, key=lambda one: speakers.index(_whose(one)))


def near(answer: Answer) -> Sequence[Citation]:
    """Those that are only related, whose numbers go on."""
    return answer.near_misses[:SHOWN]


def note_html(line: str) -> str:
    """Why nothing was found, or what is missing; nothing where there is no such line."""
    return _line("silence", line)


def problem_html(line: str) -> str:
    """What cannot be done, or shown."""
    return f'<p class="problem" role="alert">{encoded(line)}</p>'


def _compares(answer: Answer) -> bool:
    return kind_of(answer.query.completed) is QuestionKind.COMPARE


def _line(name: str, words: str) -> str:
    return f'<p class="{name}">{encoded(words)}</p>' if words else ""


def _related(near_misses: str) -> str:
    return f"<details><summary>Related, but not an answer</summary>{near_misses}</details>" if near_misses else ""


class _Figures:
    """Passages as quotations, numbered in the order in which they are shown, with the words of the question in them."""

    def __init__(self, answer: Answer) -> None:
        self._asked = frozenset(terms(answer.query.wording)).difference(terms(" ".join(answer.query.asked)))
        self._numbers = count(1)

    def of(self, citations: Sequence[Citation]) -> str:
        return "".join(self._figure(one, credit(one)) for one in citations)

    def by_speaker(self, citations: Sequence[Citation]) -> str:
        """For a comparison: a heading for each of them."""
        return "".join(
            f'<section class="speaker"><h2>{whose}</h2>{self._by_one(theirs)}</section>'
            for whose, theirs in groupby(citations, _whose)
        )

    def _by_one(self, citations: Iterable[Citation]) -> str:
        return "".join(self._figure(one, _manner(one)) for one in citations)

    def _figure(self, citation: Citation, credited: str) -> str:
        number = next(self._numbers)
        if citation.is_gone:
            return f'<figure class="gone"><p>{missing(citation)}</p></figure>'
        page = web_page(citation.article) or address(citation.article.id, citation.passage.span)
        return (
            f'<figure class="{citation.kind}">'
            f'<a class="number" {_leads_to(citation)} title="Open source" aria-label="Open source {number}">'
            f"{number}</a>"
            f'<blockquote cite="{encoded(page)}" dir="auto">'
            f"{emphasised(citation.text, self._asked)}</blockquote>"
            f"<figcaption>{credited}{_evidence(citation)}{_origins(citation)}"
            f'<button type="button" data-copies="{encoded(quotation_text(citation))}">Copy</button>'
            "</figcaption></figure>"
        )


def emphasised(words: str, asked: frozenset[str]) -> str:
    """The words, those emphasised that are a form of one of the terms that are asked for."""
    html, at = "", 0
    for word in _WORD.finditer(words):
        if asked.intersection(terms(word.group())):
            html += f"{encoded(words[at : word.start()])}<em>{encoded(word.group())}</em>"
            at = word.end()
    return html + encoded(words[at:])


def credit(citation: Citation) -> str:
    """What minutes record in it; who says it, in which way the article gives it, and whether that is in doubt."""
    recorded = _line("records", recorded_as(citation))
    quotation = citation.passage.quotation
    if quotation is None:
        return recorded + ("" if recorded else _line("how", OWN_REPORT))
    how = f'<span class="how">— {manner(citation.article, quotation)}</span>'
    return f"{recorded}<p>{_whose(citation)} {how}</p>{_line('doubt', doubt(quotation))}"


def _manner(citation: Citation) -> str:
    """The same where the name stands above it."""
    quotation = citation.passage.quotation
    return _line("how", manner(citation.article, quotation)) + _line("doubt", doubt(quotation)) if quotation else ""


def _whose(citation: Citation) -> str:
    if citation.passage.quotation is None:
        return OWN_REPORT
    role = f", {encoded(citation.speaker.role)}" if citation.speaker and citation.speaker.role else ""
    via = f", as told by {encoded(citation.via)}" if citation.via else ""
    return f"<b>{encoded(citation.source or 'Speaker not stated')}</b>{role}{via}"


def manner(article: Article, quotation: Quotation) -> str:
    """In which way the article gives somebody's words: `said`, `reported`, `in the minutes`."""
    in_minutes = quotation.kind is Kind.INDIRECT and is_minutes(article)
    return "in the minutes" if in_minutes else MANNER[quotation.kind]


def _evidence(citation: Citation) -> str:
    """The article's own words for who is speaking, as printed."""
    quotation, text = citation.passage.quotation, citation.article.text
    words = " … ".join(f"“{encoded(span.of(text))}”" for span in sorted(quotation.evidence if quotation else []))
    return f'<p class="evidence">As the article has it: {words}</p>' if words else ""


# -- where it stands


def _origins(citation: Citation) -> str:
    """Where it stands, and which other articles print it, too."""
    also = "".join(f'<p class="origin">also in {origin(one)}</p>' for one in citation.also if not one.is_gone)
    return f'<p class="origin">{origin(citation)}</p>{also}'


def origin(citation: Citation) -> str:
    """Title, outlet, date, time in a recording, and meeting; the title opens the article."""
    title = f"<a {_leads_to(citation)}>{heading(citation.article)}</a>"
    return " · ".join([title, *published(citation.article), *told_time(citation), *held(citation.meeting)])


def heading(article: Article) -> str:
    return f"<cite>{encoded(article.title or 'Without a title')}</cite>"


def published(article: Article) -> list[str]:
    """Outlet and date; and the page of the web on which it stands, where it does."""
    day = article.date and as_html(article.date)
    page = web_page(article)
    original = page and f'<a href="{encoded(page)}" target="_blank" rel="noopener noreferrer">original</a>'
    return [part for part in (encoded(article.outlet), day, original) if part]


def told_time(citation: Citation | None) -> list[str]:
    """When in a recording it is said."""
    return [encoded(citation.time)] if citation and citation.time else []


def held(meeting: Meeting | None) -> list[str]:
    """When and where the meeting was that is reported."""
    if meeting is None:
        return []
    day = f" of {in_words(meeting.date)}" if meeting.date else ""
    return [f"meeting{day}{encoded(f', {meeting.place}' if meeting.place else '')}"]


def web_page(article: Article) -> str:
    """The address of the original; empty for whatever is no page of the web."""
    return article.url if article.url.lower().startswith(("https://", "http://")) else ""


def leads_to(article_id: str, span: Span) -> str:
    """The attributes of a link to a place in an article: for the page's script, and as an address for anybody."""
    data = " ".join(f'data-{name}="{encoded(value)}"' for name, value in _place(article_id, span).items())
    return f'href="{encoded(address(article_id, span))}" {data}'


def address(article_id: str, span: Span) -> str:
    """Where the page shows a place in an article."""
    return f"/?{urlencode(_place(article_id, span))}"


def _place(article_id: str, span: Span) -> dict[str, str]:
    return {"article": article_id, "start": str(span.start), "end": str(span.end)}


def _leads_to(citation: Citation) -> str:
    return leads_to(citation.article.id, citation.passage.span)
