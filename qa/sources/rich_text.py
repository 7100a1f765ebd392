"""RTF."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qa.sources.documents import Document, Format, whole
from qa.sources.properties import title_beside
from qa.sources.spoken_rows import is_counted

# What hides the words behind it, until it is taken back or its group ends. striprtf shows them.
_HIDES = ("v", "deleted")
_HIDING = re.compile(r"\\(?:v|deleted)(?!0|[a-z])")
_TOKEN = re.compile(r"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'[0-9a-f]{2}|\\.?|[{}]|[^\\{}]+", re.IGNORECASE | re.DOTALL)
# `\*` has the rest of a group skipped: so are the marks of lists.
_MARK_OF_LIST = re.compile(r"\\listtext(?![a-z0-9])")
_BULLET = re.compile(r"^[ \t]*[•▪◦‣·][ \t]+", re.MULTILINE)
# striprtf writes the address behind the words.
_ADDRESS = re.compile(r'HYPERLINK\s+"[^"]*"')
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z0-9]) ?")
_END_OF_ROW = re.compile(r"(?<=\\row)(?![a-z0-9])")
_SETTING = re.compile(r"\\[a-z]+-?\d* ?|[{}\r\n]", re.IGNORECASE)
_LONGEST_CELL = 500  # with its settings
_CODE_PAGE = re.compile(r"\\ansicpg\d{1,5}")
_TITLE = re.compile(r"\{\s*\\title\s([^{}]{1,2000})\}")


def _read(content: bytes) -> Document:
    source = content.decode("latin-1")
    shown = _MARK_OF_LIST.sub(r"\\*", _without_hidden(source))
    text = _BULLET.sub("", _words("".join(map(_row, _END_OF_ROW.split(_ADDRESS.sub("", shown))))))
    kept = _TITLE.search(source)
    return Document(text, title=title_beside(text, _words(f"{{{_code_page(source)} {kept[1]}}}") if kept else ""))


def _row(source: str) -> str:
    """Short cells are a line, as in other formats; long ones, and rows in rows, lay out a page."""
    before, *cells = _CELL.split(source)
    is_flat = r"\nestcell" not in source and not is_counted([_plain(cell) for cell in (before, *cells[:-1])])
    if is_flat and len(cells) > 1 and all(len(cell) <= _LONGEST_CELL and r"\par " not in cell for cell in cells[:-1]):
        return " | ".join((before, *cells[:-1])) + cells[-1]
    return r"\par ".join([before, *cells])


def _plain(source: str) -> str:
    """As far as it tells what kind of cell it is."""
    return _SETTING.sub("", source).strip()


def _without_hidden(source: str) -> str:
    if not _HIDING.search(source):
        return source
    from striprtf.striprtf import remove_pict_groups

    return "".join(_shown(remove_pict_groups(source)))


def _shown(source: str) -> Iterator[str]:
    """Without the words that are hidden; of what is between them, groups and settings stay."""
    from striprtf.striprtf import specialchars

    hidden: frozenset[str] = frozenset()
    around = []
    for token in _TOKEN.finditer(source):
        word, number = token.groups()
        if token[0] == "{":
            around.append(hidden)
        elif token[0] == "}":
            hidden = around.pop() if around else hidden
        elif word in _HIDES:
            hidden = hidden - {word} if number == "0" else hidden | {word}
        elif word == "plain":
            hidden = hidden - {"v"}
        is_setting = token[0] in ("{", "}", "\\*") or (word and word != "u" and word not in specialchars)
        if is_setting or not hidden:
            yield token[0]


def _words(source: str) -> str:
    from striprtf.striprtf import rtf_to_text

    text: str = rtf_to_text(source, errors="replace")
    # RTF writes a character beyond U+FFFF in two halves.
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _code_page(source: str) -> str:
    stated = _CODE_PAGE.search(source)
    return rf"\rtf1{stated[0] if stated else ''}"


FORMAT = Format("RTF", (".rtf",), whole(_read), lambda look: look.start.startswith(b"{\\rtf"))
