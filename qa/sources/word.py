"""DOCX: what is inserted under revision is there, what is deleted or a comment is not."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import Document, Format, whole
from qa.sources.markup import html_tree, words_of
from qa.sources.zips import opened


def _read(content: bytes) -> Document:
    import mammoth

    archive = opened(BytesIO(content))
    if "word/document.xml" not in archive.namelist():
        raise SourceError("damaged: this is no DOCX file")
    html: str = mammoth.convert_to_html(BytesIO(content), convert_image=_no_image).value
    return Document(words_of(html_tree(html), _is_reference))


def _no_image(_image: Any) -> list[Any]:
    return []


def _is_reference(element: etree._Element) -> bool:
    """The number of a note, and the arrow that leads back to it."""
    return element.tag == "a" and (element.get("href") or "").startswith(("#footnote-", "#endnote-"))


FORMAT = Format("DOCX", (".docx",), whole(_read), lambda look: "word/document.xml" in look.names)
