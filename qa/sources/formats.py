"""The registry: which formats there are, and which of them a file has. By its content, else by its name."""

from __future__ import annotations

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


def format_of(file: IO[bytes], name: str) -> Format | None:
    """None for an archive, in which there are files. Raises SourceError where neither content nor name tell it."""
    look = _look(file)
    suffix = PurePath(name).suffix.lower()
    if found := next((format_ for format_ in FORMATS if format_.marks(look)), None) or _OF_SUFFIX.get(suffix):
        return found
    if look.start.startswith(zips.MARK) or suffix == _ARCHIVE:
        return None
    names = ", ".join(format_.name for format_ in FORMATS)
    raise SourceError(f"not a supported kind of file; these are: {names}, ZIP")


def is_supported(name: str) -> bool:
    """Whether a name says so: what else lies in a folder is somebody else's."""
    suffix = PurePath(name).suffix.lower()
    return suffix in _OF_SUFFIX or suffix == _ARCHIVE


def _look(file: IO[bytes]) -> Look:
    file.seek(0)
    start = file.read(_START)
    return Look(start, zips.opened(file).namelist() if start.startswith(zips.MARK) else ())
