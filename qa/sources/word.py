"""DOCX: what is inserted under revision is there, what is deleted, hidden or a comment is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from lxml import etree

from qa.sources.documents import Document, Format, whole
from qa.sources.markup import html_tree, line_of, words_of
from qa.sources.properties import title_beside
from qa.sources.styles import Style, said_by
from qa.sources.xml_files import xml_tree
from qa.sources.zips import entry, opened

# What is read. Which one holds the text, relationships say: some programs call it `document2.xml`.
_PART = re.compile(r"(?:word|_rels)/.*\.(?:xml|rels)|\[Content_Types\]\.xml|docProps/core\.xml", re.DOTALL)
_MARK = re.compile(r"word/document\d*\.xml")
_PROPERTIES = "docProps/core.xml"
_GROUNDS = tuple(f"{{*}}{name}" for name in "shd highlight background drawing pict object".split())
_WHITE, _OF_THEME = "FFFFFF", "background1"
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
    hidden, white = (_Styles(parts, says) for says in (_hides, _whitens))
    has_ground = any(map(_has_ground, parts.values()))
    copy = BytesIO()
    with ZipFile(copy, "w") as made:
        for name, part in parts.items():
            for run in part.iter("{*}r"):
                is_white = not has_ground and not _is_of_table(run) and white.choose(run)
                if hidden.switch(run) or is_white:
                    run.tag = run.tag.replace("}r", "}del")
            made.writestr(name, etree.tostring(part))
    copy.seek(0)
    return copy


class _Styles:
    """What is said of how words look: of a run, by the styles of it and of its paragraph, of all words."""

    def __init__(self, parts: dict[str, etree._Element], says: Callable[[etree._Element], bool | None]) -> None:
        styles = [style for part in parts.values() for style in part.iter("{*}style")]
        named = {_stated(style, "styleId"): _style(style, says) for style in styles}
        usual = (one for one in styles if _stated(one, "type") == "paragraph" and _stated(one, "default") == "1")
        self._says = says
        self._said = {name: said_by(name, named) for name in named}
        self._usual = next((_stated(style, "styleId") for style in usual), None)
        self._of_all = any(says(one) for part in parts.values() for one in part.iter("{*}rPrDefault"))

    def switch(self, run: etree._Element) -> bool:
        """A style hides what is shown, and shows again what another has hidden."""
        stated = self._says(run)
        return stated if stated is not None else self._of_all or sum(map(bool, self._of_styles(run))) == 1

    def choose(self, run: etree._Element) -> bool:
        """What is nearest counts."""
        said = (self._says(run), *self._of_styles(run), self._of_all)
        return next(one for one in said if one is not None)

    def _of_styles(self, run: etree._Element) -> tuple[bool | None, bool | None]:
        paragraph = next(run.iterancestors("{*}p"), None)
        own, around = run.find("{*}rPr/{*}rStyle"), None if paragraph is None else paragraph.find("{*}pPr/{*}pStyle")
        return (
            None if own is None else self._said.get(_stated(own, "val")),
            self._said.get(self._usual if around is None else _stated(around, "val")),
        )


def _style(style: etree._Element, says: Callable[[etree._Element], bool | None]) -> Style:
    above = style.find("{*}basedOn")
    return Style(says(style), None if above is None else _stated(above, "val"))


def _has_ground(part: etree._Element) -> bool:
    """Whether white words may stand on something, beside those of tables."""
    return any(not _is_of_table(ground) for ground in part.iter(*_GROUNDS))


def _is_of_table(element: etree._Element) -> bool:
    return any(one.tag.endswith("}tbl") or _stated(one, "type") == "table" for one in element.iterancestors())


def _whitens(element: etree._Element) -> bool | None:
    color = element.find("{*}rPr/{*}color")
    if color is None:
        return None
    theme = _stated(color, "themeColor")
    return theme == _OF_THEME or (theme is None and (_stated(color, "val") or "").upper() == _WHITE)


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
