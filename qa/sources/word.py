"""DOCX: what is inserted under revision is there, what is deleted, hidden or a comment is not."""

from __future__ import annotations

import re
from collections.abc import Container
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from qa.sources.documents import Document, Format, whole
from qa.sources.markup import html_tree, line_of, words_of
from qa.sources.properties import title_beside
from qa.sources.styles import Style, hiding
from qa.sources.xml_files import xml_tree
from qa.sources.zips import entry, opened

# What is read. Which one holds the text, relationships say: some programs call it `document2.xml`.
_PART = re.compile(r"(?:word|_rels)/.*\.(?:xml|rels)|\[Content_Types\]\.xml|docProps/core\.xml", re.DOTALL)
_MARK = re.compile(r"word/document\d*\.xml")
_PROPERTIES = "docProps/core.xml"
_GROUNDS = tuple(f"{{*}}{name}" for name in "shd highlight background drawing pict object".split())
_WHITE = (("FFFFFF", None), ("FFFFFF", "background1"))
_NOT = ("0", "false", "off")


def _read(content: bytes) -> Document:
    import mammoth

    archive = opened(BytesIO(content))
    parts = {
        name: xml_tree(entry(archive, name)) for name in dict.fromkeys(archive.namelist()) if _PART.fullmatch(name)
    }
    html: str = mammoth.convert_to_html(
        _without_hidden(parts),
        convert_image=_no_image,
        style_map="p[style-name='Title'] => h1:fresh",
        include_embedded_style_map=False,  # which may have comments shown
    ).value
    tree = html_tree(html)
    text, headings = words_of(tree, _is_reference), [line_of(heading) for heading in tree.iter("h1")]
    return Document(text, title=title_beside(text, headings[0] if len(headings) == 1 else _title_kept(parts)))


def _without_hidden(parts: dict[str, etree._Element]) -> BytesIO:
    """Without the text that is not shown, which mammoth would show, and what is no XML."""
    styles = {_stated(style, "styleId"): _style(style) for part in parts.values() for style in part.iter("{*}style")}
    hidden, has_ground = hiding(styles), any(map(_has_ground, parts.values()))
    copy = BytesIO()
    with ZipFile(copy, "w") as made:
        for name, part in parts.items():
            for run in part.iter("{*}r"):
                if _is_hidden(run, hidden) or (_is_white(run) and not has_ground):
                    run.tag = run.tag.replace("}r", "}del")
            made.writestr(name, etree.tostring(part))
    copy.seek(0)
    return copy


def _style(style: etree._Element) -> Style:
    above = style.find("{*}basedOn")
    return Style(_hides(style), None if above is None else _stated(above, "val"))


def _is_hidden(run: etree._Element, hidden: Container[str | None]) -> bool:
    """A style hides what is shown, and shows again what another has hidden."""
    if (stated := _hides(run)) is not None:
        return stated
    paragraph = next(run.iterancestors("{*}p"), None)
    own, around = run.find("{*}rPr/{*}rStyle"), None if paragraph is None else paragraph.find("{*}pPr/{*}pStyle")
    return sum(style is not None and _stated(style, "val") in hidden for style in (own, around)) == 1


def _has_ground(part: etree._Element) -> bool:
    """Whether white words may stand on something, beside those of tables."""
    return any(not _is_of_table(ground) for ground in part.iter(*_GROUNDS))


def _is_of_table(element: etree._Element) -> bool:
    return any(one.tag.endswith("}tbl") or _stated(one, "type") == "table" for one in element.iterancestors())


def _is_white(run: etree._Element) -> bool:
    color = run.find("{*}rPr/{*}color")
    is_white = color is not None and (_stated(color, "val"), _stated(color, "themeColor")) in _WHITE
    return is_white and not _is_of_table(run)


def _hides(element: etree._Element) -> bool | None:
    mark = element.find("{*}rPr/{*}vanish")
    return None if mark is None else _stated(mark, "val") not in _NOT


def _stated(element: etree._Element, name: str) -> str | None:
    return next((str(value) for key, value in element.items() if etree.QName(key).localname == name), None)


def _title_kept(parts: dict[str, etree._Element]) -> str:
    if _PROPERTIES not in parts:
        return ""
    return parts[_PROPERTIES].findtext("{http://purl.org/dc/elements/1.1/}title") or ""


def _no_image(_image: Any) -> list[Any]:
    return []


def _is_reference(element: etree._Element) -> bool:
    """The number of a note, and the arrow that leads back to it."""
    return element.tag == "a" and (element.get("href") or "").startswith(("#footnote-", "#endnote-"))


FORMAT = Format("DOCX", (".docx",), whole(_read), lambda look: any(map(_MARK.fullmatch, look.names)))
