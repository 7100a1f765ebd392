"""What `Previous` and `Next` lead through: the passages of an answer, or what is said in an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from qa.records import Answer, Citation, Quotation, Span
from qa.reply import answering, near


class Place(NamedTuple):
    article_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Walk:
    """Where somebody is, in words, with the places before and after; `answer` is the number of the answer that is
    walked through, if it is one."""

    words: str
    before: Place | None
    after: Place | None
    answer: str = ""


def through_answer(answer: Answer, number: str, here: Place) -> Walk | None:
    """Through the passages that answer, or through those that are only related, by their numbers; None where this is
    none of them."""
    return _through(answering(answer), "Passage {} of {} of the answer", number, here) or _through(
        near(answer), "Related, but not an answer: passage {} of {}", number, here
    )


def _through(cited: Sequence[Citation], words: str, number: str, here: Place) -> Walk | None:
    """Past those of removed articles."""
    places = [Place(one.article.id, one.passage.span) for one in cited]
    if here not in places:
        return None
    at = places.index(here)
    there = [place for place, one in enumerate(cited) if not one.is_gone]
    before, after = [one for one in there if one < at][-1:], [one for one in there if one > at][:1]
    return Walk(
        words.format(at + 1, len(cited)),
        places[before[0]] if before else None,
        places[after[0]] if after else None,
        number,
    )


def through_article(quotations: Sequence[Quotation], here: Place) -> Walk:
    """From statement to statement; those within another are a part of it."""
    spans = _outermost(quotations)
    at = bisect_right([span.end for span in spans], here.span.start)
    is_one = at < len(spans) and spans[at].overlaps(here.span)
    before, after = spans[:at][-1:], spans[at + is_one :][:1]
    words = f"Statement {at + 1} of {len(spans)} in this article" if is_one else _count(len(spans))
    return Walk(words, _first(here, before), _first(here, after))


def _outermost(quotations: Sequence[Quotation]) -> list[Span]:
    found: list[Span] = []
    for span in sorted((span for one in quotations for span in one.spans), key=lambda span: (span.start, -span.end)):
        if not found or span.end > found[-1].end:
            found.append(span)
    return found


def _count(statements: int) -> str:
    return f"{statements} statement{'' if statements == 1 else 's'} in this article"


def _first(here: Place, spans: Sequence[Span]) -> Place | None:
    return here._replace(span=spans[0]) if spans else None
