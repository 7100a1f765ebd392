"""EPUB: the chapters in the order of the book."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from lxml import etree

from qa.errors import SourceError
from qa.sources.decoding import decoded
from qa.sources.documents import Document, Format, whole
from qa.sources.markup import html_tree, words_of
from qa.sources.unseen import without_unseen
from qa.sources.xml_files import xml_tree
from qa.sources.zips import entry, opened

_MIMETYPE = b"mimetypeapplication/epub+zip"
_CONTAINER = "META-INF/container.xml"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_LEFT_OUT = frozenset(("noteref", "pagebreak"))


def _read(content: bytes) -> Document:
    archive = opened(BytesIO(content))
    root = xml_tree(entry(archive, _CONTAINER)).find(".//{*}rootfile")
    place = "" if root is None else root.get("full-path", "")
    book = xml_tree(entry(archive, place))
    chapters = [entry(archive, normpath(join(dirname(place), name))) for name in _spine(book)]
    if not chapters:
        raise SourceError("empty: this book has no chapter")
    return Document(
        "\n\n".join(words_of(without_unseen(html_tree(decoded(chapter))), _is_reference) for chapter in chapters),
        title=_stated(book, "title"),
        date=_day(_stated(book, "date")),
        outlet=_stated(book, "publisher"),
        language=_stated(book, "language"),
    )


def _spine(book: etree._Element) -> list[str]:
    """The files that are read one after the other; not the table of contents, nor what a link alone leads to."""
    items = {item.get("id"): item for item in book.iter(f"{_PACKAGE}item")}
    read = [
        items[one.get("idref")]
        for one in book.iter(f"{_PACKAGE}itemref")
        if one.get("linear") != "no" and one.get("idref") in items
    ]
    return [unquote(item.get("href", "")) for item in read if "nav" not in item.get("properties", "").split()]


def _stated(book: etree._Element, what: str) -> str:
    return (book.findtext(f".//{_DUBLIN}{what}") or "").strip()


def _day(printed: str) -> date | None:
    try:
        return date.fromisoformat(printed[:10])
    except ValueError:  # a year alone
        return None


def _is_reference(element: etree._Element) -> bool:
    return (
        element.get("epub:type") in _LEFT_OUT or element.get(_EPUB_TYPE) in _LEFT_OUT or element.tag in ("head", "nav")
    )


FORMAT = Format("EPUB", (".epub",), whole(_read), lambda look: look.start[30:].startswith(_MIMETYPE))
