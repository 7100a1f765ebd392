"""The registry: which formats there are, and which of them a file has. By its content, else by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import IO

from qa.errors import SourceError
from qa.sources import (
    books,
    json_records,
    mail,
    open_document,
    pdf,
    plain_text,
    rich_text,
    subtitles,
    tables,
    timed_text,
    web_page,
    word,
    zips,
)
from qa.sources.decoding import beginning, has_controls
from qa.sources.documents import Format, Look

# Those that are told by their content first, so that a page is one whatever its name.
FORMATS = (
    web_page.FORMAT,
    pdf.FORMAT,
    word.FORMAT,
    open_document.FORMAT,
    rich_text.FORMAT,
    books.FORMAT,
    subtitles.VTT,
    subtitles.SRT,
    timed_text.FORMAT,
    mail.FORMAT,
    json_records.WHOLE,
    json_records.LINES,
    tables.FORMAT,
    plain_text.FORMAT,
)
_OF_SUFFIX = {suffix: format_ for format_ in FORMATS for suffix in format_.suffixes}
_ARCHIVE = ".zip"
_START = 4_096
# What else is at hand, with what to do about it.
_NOT_READ = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "encrypted, or of the old Office (.doc, .xls, .msg); take the password off,"
    " or save it as DOCX or text",
    b"\x1f\x8b": "packed with gzip; unpack it first, or pack it as ZIP",
    b"BZh": "packed with bzip2; unpack it first, or pack it as ZIP",
    b"\xfd7zXZ\0": "packed with xz; unpack it first, or pack it as ZIP",
    b"7z\xbc\xaf\x27\x1c": "packed with 7-Zip; unpack it first, or pack it as ZIP",
    b"Rar!": "packed with RAR; unpack it first, or pack it as ZIP",
}
_NO_TABLES = "a spreadsheet; save it as CSV"
_NO_SLIDES = "slides; save them as PDF"
_NOT_READ_WITH = {
    "xl/workbook.xml": _NO_TABLES,
    "xl/workbook.bin": _NO_TABLES,
    "ppt/presentation.xml": _NO_SLIDES,
}
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."  # from byte 30 on
_NOT_READ_AS = {b"spreadsheet": _NO_TABLES, b"presentation": _NO_SLIDES}


def format_of(file: IO[bytes], name: str) -> Format | None:
    """None for an archive, in which there are files. Raises SourceError where neither content nor name tell it."""
    look = _look(file, PurePath(name).suffix.lower())
    if cure := next(_cures(look), None):
        raise SourceError(f"not read: {cure}")
    if found := next((format_ for format_ in FORMATS if format_.marks(look)), None) or _OF_SUFFIX.get(look.suffix):
        return found
    if look.start.startswith(zips.MARK) or look.suffix == _ARCHIVE:
        return None
    text = "" if look.suffix else beginning(look.start)
    if text and not has_controls(text):
        return plain_text.FORMAT
    names = ", ".join(format_.name for format_ in FORMATS)
    raise SourceError(f"not a supported kind of file; these are: {names}, ZIP")


def is_supported(name: str) -> bool:
    """Whether a name says so: what else lies in a folder is somebody else's."""
    suffix = PurePath(name).suffix.lower()
    return suffix in _OF_SUFFIX or suffix == _ARCHIVE


def _cures(look: Look) -> Iterator[str]:
    """What to do about a file of a kind that is known, and not read."""
    yield from (cure for mark, cure in _NOT_READ.items() if look.start.startswith(mark))
    yield from (cure for name, cure in _NOT_READ_WITH.items() if name in look.names)
    yield from (cure for kind, cure in _NOT_READ_AS.items() if look.start.startswith(_OPEN_DOCUMENT + kind, 30))


def _look(file: IO[bytes], suffix: str) -> Look:
    file.seek(0)
    start = file.read(_START)
    return Look(start, zips.opened(file).namelist() if start.startswith(zips.MARK) else (), suffix)
