"""DOCX: what is inserted under revision is there, what is deleted or a comment is not."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import Document, Format, whole
from qa.sources.markup import html_tree, line_of, words_of
from qa.sources.properties import title_beside
from qa.sources.xml_files import xml_tree
from qa.sources.zips import entry, opened

_TEXT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HIDDEN = b"vanish"
_NOT = ("0", "false", "off")


def _read(content: bytes) -> Document:
    import mammoth

    archive = opened(BytesIO(content))
    if _TEXT not in archive.namelist():
        raise SourceError("damaged: this is no DOCX file")
    html: str = mammoth.convert_to_html(
        _without_hidden(archive), convert_image=_no_image, style_map="p[style-name='Title'] => h1:fresh"
    ).value
    tree = html_tree(html)
    text, headings = words_of(tree, _is_reference), [line_of(heading) for heading in tree.iter("h1")]
    return Document(text, title=title_beside(text, headings[0] if len(headings) == 1 else _title_kept(archive)))


def _without_hidden(archive: ZipFile) -> BytesIO:
    """A copy without the text that is not shown, which mammoth would show."""
    copy = BytesIO()
    with ZipFile(copy, "w") as made:
        for name in archive.namelist():
            content = entry(archive, name)
            made.writestr(name, _shown(content) if name == _TEXT and _HIDDEN in content else content)
    copy.seek(0)
    return copy


def _shown(content: bytes) -> bytes:
    tree = xml_tree(content)
    for run in tree.iter(f"{_W}r"):
        mark = run.find(f"{_W}rPr/{_W}vanish")
        if mark is not None and mark.get(f"{_W}val") not in _NOT:
            run.tag = f"{_W}del"
    return etree.tostring(tree)


def _title_kept(archive: ZipFile) -> str:
    if _PROPERTIES not in archive.namelist():
        return ""
    return xml_tree(entry(archive, _PROPERTIES)).findtext("{http://purl.org/dc/elements/1.1/}title") or ""


def _no_image(_image: Any) -> list[Any]:
    return []


def _is_reference(element: etree._Element) -> bool:
    """The number of a note, and the arrow that leads back to it."""
    return element.tag == "a" and (element.get("href") or "").startswith(("#footnote-", "#endnote-"))


FORMAT = Format("DOCX", (".docx",), whole(_read), lambda look: _TEXT in look.names)
