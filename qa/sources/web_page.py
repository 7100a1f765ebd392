"""HTML: the report on a page, without what surrounds it."""

from __future__ import annotations

import re
from datetime import date

from qa.errors import SourceError
from qa.sources.articles import is_of_web
from qa.sources.documents import Document, Format, Look, whole

_MARK = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_LANGUAGE = re.compile(rb"<html\b[^>]*?\slang\s*=\s*[\"']?([a-z]{2,3}\b[\w-]*)", re.I)


def page(content: bytes) -> Document:
    """Raises SourceError where there is no report on it."""
    import trafilatura

    from qa.sources.markup import words_of

    found = trafilatura.bare_extraction(
        content,
        include_comments=False,
        with_metadata=True,
        favor_recall=True,
        # What is only guessed is no date; the text may state one.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise SourceError("empty: this page has no text of a report")
    return Document(
        words_of(found.body),
        title=found.title or "",
        date=date.fromisoformat(found.date) if found.date else None,
        url=found.url if found.url and is_of_web(found.url) else "",
        outlet=found.sitename or "",
        language=_language(content),
    )


def _language(content: bytes) -> str:
    stated = _LANGUAGE.search(content)
    return stated[1].decode() if stated else ""


def _marks(look: Look) -> bool:
    return bool(_MARK.match(look.start))


FORMAT = Format("HTML", (".html", ".htm", ".xhtml"), whole(page), _marks)
