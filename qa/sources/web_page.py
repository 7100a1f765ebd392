"""HTML: the report on a page, without what surrounds it."""

from __future__ import annotations

import codecs
import re
from datetime import date
from typing import Any

from lxml import etree

from qa.errors import SourceError
from qa.sources.decoding import as_stated, decoded
from qa.sources.documents import Document, Format, Look, whole
from qa.sources.markup import html_tree, words_of

_MARK = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_LANGUAGE = re.compile(rb"<html\b[^<>]*?\slang\s*=\s*[\"']?([a-z]{2,3}\b[\w-]*)", re.I)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD = 4_096
# What XML may define above itself is no text of a page, and stands for nothing.
_DEFINITIONS = re.compile(
    r"\A[^\[]{0,1000}<!doctype[^\[<>]{0,200}\[(?:[^\]]|\](?!\s*>)){0,100000}\]\s*>", re.IGNORECASE
)
_LEAST = 250  # characters of a report, as trafilatura has it
_LEAST_IN_BLOCKS = 0.5
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def page(content: bytes) -> Document:
    """Raises SourceError where there is no report on it."""
    from qa.sources.page_facts import facts
    from qa.sources.page_furniture import without_furniture
    from qa.sources.repeats import number_repeats, without_numbers

    tree = html_tree(_DEFINITIONS.sub("", _text(content), count=1))
    stated = facts(tree)
    number_repeats(without_furniture(tree))
    found = _extracted(tree, _LEAST)
    words = words_of(found.body)
    if "\n" not in words:  # of little, it makes one line, whatever stands in it
        in_blocks = words_of(_extracted(tree, 1).body)
        words = in_blocks if len(in_blocks) > _LEAST_IN_BLOCKS * len(words) else words
    return Document(
        words,
        title=stated.title or without_numbers(found.title or ""),
        date=stated.date or (date.fromisoformat(found.date) if found.date else None),
        url=stated.url,
        outlet=stated.outlet or without_numbers(found.sitename or ""),
        language=_language(content),
    )


def _extracted(tree: etree._Element, least: int) -> Any:
    """What trafilatura takes for the report, as long as it has so many characters; else, all of it. Raises SourceError
    where there is none."""
    import trafilatura
    from trafilatura.settings import use_config

    from qa.sources.repeats import take_numbers_off

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", str(least))
    found = trafilatura.bare_extraction(
        tree,
        include_comments=False,
        with_metadata=True,
        favor_recall=True,
        # What is only guessed is no date; the text may state one.
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=config,
    )
    if found is None or isinstance(found, dict) or found.body is None:
        raise SourceError("empty: this page has no text of a report")
    take_numbers_off(found.body)
    return found


def _text(content: bytes) -> str:
    """In the encoding that the page names, unless it is plainly in another."""
    named = _CHARSET.search(content, 0, _HEAD)
    text = as_stated(content, "utf-8")
    if text is None and named and not content.startswith(_WIDE):
        text = as_stated(content, named[1].decode())
    return decoded(content) if text is None else text


def _language(content: bytes) -> str:
    stated = _LANGUAGE.search(content)
    return stated[1].decode() if stated else ""


def _marks(look: Look) -> bool:
    return bool(_MARK.match(look.start))


FORMAT = Format("HTML", (".html", ".htm", ".xhtml"), whole(page), _marks)
