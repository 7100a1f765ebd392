"""A text, with what is known of it → an article: normalised once, bounded, with an id of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from ipaddress import IPv6Address
from urllib.parse import urlsplit

from qa.errors import SourceError
from qa.headings import find_date, find_title
from qa.languages import language_of, primary_tag
from qa.paragraphs import paragraphs
from qa.records import Article

# In characters: some 80,000 words, a whole day of a parliament. Reading takes a minute, in which nobody else adds.
LONGEST_ARTICLE = 500_000
# Of a character, where JSON writes both halves of it as escapes.
_MOST_BYTES_EACH = 12
LONGEST_ID = 200

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")  # NUL, and halves of surrogate pairs
# Nobody sees them, and they part a name in two: soft hyphens, zero-width spaces, marks and overrides of direction. The
# two joiners stay, which change the shape of letters.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF], ""
)
_LONGEST_SHOWN = 40
_LABEL = r"[^\x00-,./:-@\[-^`{-\x7f]+"  # of a host: letters of all scripts
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}\.?")
_OF_NO_ADDRESS = " \\"  # a browser reads a backslash as a slash, and goes elsewhere than others do


def article_from(
    text: str,
    *,
    doc_id: str = "",
    title: str = "",
    date: date | None = None,
    url: str = "",
    outlet: str = "",
    path: str = "",
    language: str = "",
    participants: Sequence[str] = (),
) -> Article:
    """The article of a text, normalised; title and date are read from it where they are not given.

    The language is that of its words, and where these are too few, the one that is stated: pages and documents state
    that of their templates.

    `id` is `doc_id`, or else a hash of text and url. Raises SourceError where the text has no paragraph or is longer
    than LONGEST_ARTICLE, and where the url is none of the web.
    """
    text, url = normalise(text), normalise(url).strip()
    if url and not is_of_web(url):
        raise SourceError(f"not an address of the web, like https://example.org/talks: {url[:_LONGEST_SHOWN]!r}", path)
    if len(text) > LONGEST_ARTICLE:
        raise SourceError(too_long(len(text), "characters"), path)
    if not paragraphs(text):
        raise SourceError("empty: it has no text", path)
    return Article(
        id=normalise(doc_id) or hashlib.sha256(f"{text}\0{url}".encode()).hexdigest()[:16],
        text=text,
        title=in_one_line(title) or find_title(text),
        date=date or find_date(text),
        outlet=in_one_line(outlet),
        url=url,
        path=path,
        language=language_of(text) or primary_tag(language),
        participants=tuple(filter(None, (in_one_line(name) for name in participants))),
    )


def checked_length(article: Article) -> Article | SourceError:
    """An article that was made elsewhere, unless it is longer than LONGEST_ARTICLE."""
    size = len(article.text)
    return article if size <= LONGEST_ARTICLE else SourceError(f"{article.id}: {too_long(size, 'characters')}")


def normalise(text: str) -> str:
    """The text as it is stored: NFC, `\\n` for line ends, nothing invisible, U+FFFD for what UTF-8 cannot hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", storable(lines).translate(_INVISIBLE))


def in_one_line(words: str) -> str:
    """Normalised, and in one line."""
    return " ".join(normalise(words).split())


def storable(text: str) -> str:
    """The text with U+FFFD for what UTF-8 cannot hold."""
    return text.translate(_UNSTORABLE)


def most_bytes() -> int:
    """Of an article, however its text is written."""
    return LONGEST_ARTICLE * _MOST_BYTES_EACH


def too_long(size: int, unit: str) -> str:
    """What is told of an article of such a size."""
    return f"too long: it has {size:,} {unit}, an article at most {LONGEST_ARTICLE:,} characters; add it in parts"


def is_of_web(url: str) -> bool:
    """Whatever else an address may be (a script, a file, half of one, somebody's password) is none that a reader could
    follow. Whether there is such a host is not asked."""
    try:
        parts = urlsplit(url)
        names_host = _is_host(parts.hostname or "") and parts.port != 0 and "@" not in parts.netloc
    except ValueError:  # a bracket or a port that is none
        return False
    return parts.scheme in ("http", "https") and names_host and url.isprintable() and not set(url) & set(_OF_NO_ADDRESS)


def _is_host(name: str) -> bool:
    return bool(_HOST.fullmatch(name)) or (":" in name and IPv6Address(name).version == 6)
