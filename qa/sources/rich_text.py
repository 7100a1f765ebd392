"""RTF."""

from __future__ import annotations

import re

from qa.sources.documents import Document, Format, whole
from qa.sources.properties import title_beside

# `\*` has the rest of a group skipped: so are deletions, what is hidden, and the marks of lists. striprtf shows them.
_NOT_SHOWN = re.compile(r"\\(?:deleted|v|listtext)(?![a-z0-9])")
_BULLET = re.compile(r"^[ \t]*[•▪◦‣·][ \t]+", re.MULTILINE)
# striprtf writes the address behind the words.
_ADDRESS = re.compile(r'HYPERLINK\s+"[^"]*"')
# A cell is printed apart, and not before a bar.
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z0-9])")
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_TITLE = re.compile(r"\{\s*\\title\s([^{}]{1,2000})\}")


def _read(content: bytes) -> Document:
    source = content.decode("latin-1")
    text = _BULLET.sub("", _words(_CELL.sub(r"\\par ", _ADDRESS.sub("", _NOT_SHOWN.sub(r"\\*", source)))))
    kept = _TITLE.search(source)
    return Document(text, title=title_beside(text, _words(f"{{{_code_page(source)} {kept[1]}}}") if kept else ""))


def _words(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(source, errors="replace")
    # RTF writes a character beyond U+FFFF in two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _code_page(source: str) -> str:
    stated = _CODE_PAGE.search(source)
    return rf"\rtf1{stated[0] if stated else ''}"


FORMAT = Format("RTF", (".rtf",), whole(_read), lambda look: look.start.startswith(b"{\\rtf"))
