"""Characters that command a terminal or turn words around: articles, their titles and file names may hold them."""

from __future__ import annotations

import re
from html import escape

# All of C0 but tab and line feed, delete and C1; marks, embeddings, overrides and isolates of the direction of writing;
# and the separators at which some programs begin a new line.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """The text without characters that command a terminal or turn words around; no shorter, so that spans fit."""
    return _CONTROL.sub("\ufffd", text)


def encoded(words: str) -> str:
    """Words of questions, articles and files as HTML, in which nothing of them is read as markup."""
    return escape(printable(words))


def escaped(json_text: str) -> str:
    """JSON that means the same, with those characters as JSON's own escapes for them."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", json_text)
