"""A text that somebody pastes, with what they know of it → an article; what is wrong is told in one plain line."""

from __future__ import annotations

from datetime import date

from qa.errors import SourceError
from qa.records import Article
from qa.sources import article_from, normalise

_LONGEST_SHOWN = 40


def pasted_article(text: str, title: str = "", outlet: str = "", day: str = "", url: str = "") -> Article:
    """The article of a text; title and date are read from it where they are left empty.

    Raises SourceError for a text without words, for a day that is not written like 2024-05-31, and as `article_from`.
    """
    if not text.strip():
        raise SourceError("There is no text yet: paste the article into the first field.")
    return article_from(text, title=title, outlet=outlet, date=_day(normalise(day).strip()), url=url)


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed) if printed else None
    except ValueError as error:
        raise SourceError(
            f"The date must be written like 2024-05-31; this is none: {printed[:_LONGEST_SHOWN]}"
        ) from error
