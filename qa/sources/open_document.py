"""ODT: the text without what was deleted or is hidden, comments and what stands on every page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from qa.errors import SourceError
from qa.sources.documents import Document, Format, joined, whole
from qa.sources.markup import line_of, words_of
from qa.sources.properties import title_beside
from qa.sources.styles import Style, hiding
from qa.sources.xml_files import xml_tree
from qa.sources.zips import entry, opened

_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_FAMILIES = {f"{_TEXT}span": "text", f"{_TEXT}a": "text", f"{_TEXT}section": "section"}
_MANIFEST, _PROPERTIES, _STYLES = "META-INF/manifest.xml", "meta.xml", "styles.xml"
_LEFT_OUT = frozenset(
    (
        *(f"{_OFFICE}{name}" for name in "annotation binary-data event-listeners forms".split()),
        *(f"{_TEXT}{name}" for name in "tracked-changes note table-of-content hidden-text hidden-paragraph".split()),
        *(f"{_TEXT}{name}" for name in "variable-decls sequence-decls user-field-decls dde-connection-decls".split()),
        *(f"{_SVG}{name}" for name in ("title", "desc")),  # of pictures, for whoever does not see them
    )
)


def _read(content: bytes) -> Document:
    archive = opened(BytesIO(content))
    if _MANIFEST in archive.namelist() and b"encryption-data" in entry(archive, _MANIFEST):
        raise SourceError("encrypted: take the password off")
    tree = xml_tree(entry(archive, "content.xml"))
    for space in tree.iter(f"{_TEXT}s", f"{_TEXT}tab"):
        space.text = " "
    styles = [*_common(archive), *tree.iter(f"{_STYLE}style")]
    hidden = {family: hiding(_of_family(styles, family)) for family in ("text", "paragraph", "section")}

    def is_left_out(element: etree._Element) -> bool:
        is_hidden = element.get(f"{_TEXT}style-name") in hidden[_FAMILIES.get(element.tag, "paragraph")]
        return element.tag in _LEFT_OUT or is_hidden or bool(_hides(element))

    bodies = tree.findall(f"{_OFFICE}body/{_OFFICE}text")
    notes = tree.iter(f"{_TEXT}note-body")  # behind the text, so that they part no sentence
    text = joined(words_of(part, is_left_out) for part in [*bodies, *notes])
    headings = [line_of(one) for one in tree.iter(f"{_TEXT}h", f"{_TEXT}p") if _is_title(one)]
    return Document(text, title=title_beside(text, headings[0] if len(headings) == 1 else _title_kept(archive)))


def _is_title(element: etree._Element) -> bool:
    is_first_heading = element.tag == f"{_TEXT}h" and element.get(f"{_TEXT}outline-level") == "1"
    return is_first_heading or element.get(f"{_TEXT}style-name") == "Title"


def _common(archive: ZipFile) -> Iterator[etree._Element]:
    """Styles that somebody has named; the others beside them are those of heads and feet."""
    if _STYLES in archive.namelist():
        for styles in xml_tree(entry(archive, _STYLES)).iter(f"{_OFFICE}styles"):
            yield from styles.iter(f"{_STYLE}style")


def _of_family(styles: Sequence[etree._Element], family: str) -> dict[str | None, Style]:
    """By name: those of words and of paragraphs may be called the same."""
    return {
        style.get(f"{_STYLE}name"): _style(style) for style in styles if style.get(f"{_STYLE}family", family) == family
    }


def _style(style: etree._Element) -> Style:
    stated = (_hides(one) for one in style.iter(f"{_STYLE}text-properties"))
    return Style(next(stated, None), style.get(f"{_STYLE}parent-style-name"))


def _hides(element: etree._Element) -> bool | None:
    """By itself, or since what it depends on is so."""
    display = element.get(f"{_TEXT}display")
    return display == "none" or element.get(f"{_TEXT}is-hidden") == "true" if display else None


def _title_kept(archive: ZipFile) -> str:
    if _PROPERTIES not in archive.namelist():
        return ""
    return xml_tree(entry(archive, _PROPERTIES)).findtext(".//{http://purl.org/dc/elements/1.1/}title") or ""


FORMAT = Format("ODT", (".odt",), whole(_read), lambda look: look.start[30:].startswith(_MIMETYPE))
