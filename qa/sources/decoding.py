"""Bytes → text, in whatever encoding."""

from __future__ import annotations

import codecs

from qa.errors import SourceError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # begins like that of UTF-16
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def decoded(content: bytes) -> str:
    """The text of a file. Raises SourceError where it is none."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _as(encoding, content)
    return utf_8(content)


def utf_8(content: bytes) -> str:
    """Raises SourceError where it is another encoding, or no text."""
    if b"\0" in content:
        raise SourceError("binary, not text")
    return _as("utf-8", content)


def _as(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"not {encoding.removesuffix('-sig').upper()} at byte {error.start}") from error
