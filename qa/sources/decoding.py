"""Bytes → text, in whatever encoding."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from qa.errors import SourceError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # begins like that of UTF-16
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Where several read equally well, and are as plausible, the first is meant.
_PRINTED = "“”„‘’«»–—…"
_WITHOUT_MARK = "cp1252 cp1251 koi8_r mac_roman mac_cyrillic cp866 cp1250 iso8859_5".split()
_AS_COHERENT = 0.15
_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f\w’—](?=[^\W\d_])")
_LONGEST_CHARACTER = 4
_WHITE_SPACE = frozenset("\n\r\t\f")


def decoded(content: bytes) -> str:
    """The text of a file. Raises SourceError where it is none."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _as(encoding, content)
    if b"\0" in content:
        return _wide(content)
    try:
        return content.decode()
    except UnicodeDecodeError:
        return _as(_encoding_of(content), content)


def beginning(start: bytes) -> str:
    """The text of which these are the first bytes, perhaps less half a character; empty where it is none."""
    for read in (decoded,) if b"\0" in start else (bytes.decode, decoded):
        for cut in range(_LONGEST_CHARACTER):
            with suppress(UnicodeDecodeError, SourceError):
                return read(start[: len(start) - cut])
    return ""


def as_stated(content: bytes, encoding: str) -> str | None:
    """None where it is not in the encoding that is stated, or that is none of text."""
    try:
        return content.decode(encoding)
    except (LookupError, ValueError):
        return None


def utf_8(content: bytes) -> str:
    """Raises SourceError where it is another encoding, or no text."""
    if b"\0" in content:
        raise SourceError("binary, not text")
    return _as("utf-8", content)


def _wide(content: bytes) -> str:
    """UTF-16 without a mark: in each pair of bytes it is the same one that may be NUL."""
    in_first, in_second = (0 in content[at::2] for at in (0, 1))
    text = "" if in_first and in_second else _as("utf-16-be" if in_first else "utf-16-le", content)
    if not text or has_controls(text):
        raise SourceError("binary, not text")
    return text


def has_controls(text: str) -> bool:
    """What is not text has some soon."""
    return any(ord(character) < ord(" ") and character not in _WHITE_SPACE for character in text)


def _encoding_of(content: bytes) -> str:
    from charset_normalizer import from_bytes  # late: most files are UTF-8

    found = from_bytes(content, cp_isolation=_WITHOUT_MARK)
    best = found.best()
    if best is None:
        raise SourceError("binary, or text in an encoding that is not known; save it as UTF-8")
    as_good = {
        name
        for match in found
        if match.chaos == best.chaos and match.coherence >= best.coherence - _AS_COHERENT
        for name in match.could_be_from_charset
    }
    known = [name for name in _WITHOUT_MARK if name in as_good] or [best.encoding]
    return max(known, key=lambda name: _plausible(content.decode(name, "replace")))


def _plausible(text: str) -> tuple[int, int]:
    """No sign stands within a word; and the more marks that are printed."""
    return -len(_WITHIN_WORD.findall(text)), sum(map(text.count, _PRINTED))


def _as(encoding: str, content: bytes) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(f"not {encoding.removesuffix('-sig').upper()} at byte {error.start}") from error
