"""ODT: the text without what was deleted, comments and what stands on every page."""

from __future__ import annotations

from io import BytesIO

from qa.sources.documents import Document, Format, joined, whole
from qa.sources.markup import words_of
from qa.sources.xml_files import xml_tree
from qa.sources.zips import entry, opened

_MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LEFT_OUT = frozenset((f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}table-of-content"))


def _read(content: bytes) -> Document:
    tree = xml_tree(entry(opened(BytesIO(content)), "content.xml"))
    for space in tree.iter(f"{_TEXT}s", f"{_TEXT}tab"):
        space.text = " "
    bodies = tree.findall(f"{_OFFICE}body/{_OFFICE}text")
    notes = tree.iter(f"{_TEXT}note-body")  # behind the text, so that they part no sentence
    return Document(joined(words_of(part, lambda element: element.tag in _LEFT_OUT) for part in [*bodies, *notes]))


FORMAT = Format("ODT", (".odt",), whole(_read), lambda look: look.start[30:].startswith(_MIMETYPE))
