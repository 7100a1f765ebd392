"""A text, with what is known of it → an article: normalised once, bounded, with an id of its own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from ipaddress import IPv6Address
from urllib.parse import urlsplit

import regex

from qa.errors import SourceError
from qa.headings import find_date, find_title, shortened
from qa.languages import language_of, primary_tag
from qa.paragraphs import paragraphs
from qa.records import MOST_PARTICIPANTS, Article

# In characters: some 80,000 words, a whole day of a parliament. Reading takes a minute, in which nobody else adds.
LONGEST_ARTICLE = 500_000
# Of a character, where JSON writes both halves of it as escapes.
_MOST_BYTES_EACH = 12
LONGEST_ID = 200
LONGEST_ADDRESS = 2_048  # as sitemaps.org has it
# What a file states of itself stands beside each of its passages.
LONGEST_LINE = 1_000
_LONGEST_NAME = 200

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")  # NUL, and halves of surrogate pairs
# Nobody sees them, and they part a name in two, or hold words of their own: soft hyphens, zero-width spaces, marks and
# overrides of direction, fillers, tags, and what chooses among shapes of a letter.
_INVISIBLE = dict.fromkeys(
    [
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x200B, 0x200E, 0x200F, 0x3164, 0xFEFF, 0xFFA0),
        *(*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE0E), *range(0x1D173, 0x1D17B)),
        *range(0xE0000, 0xE0080),
    ],
    "",
) | {0x2800: " "}  # a blank of Braille
# Those that change a sign before them that they belong to stay: of emoji, of Mongolian, of ideographs.
_CHOOSES_NOTHING = regex.compile(
    r"[\ufe0e\ufe0f](?<!\p{Extended_Pictographic}.|[0-9#*].(?=\u20e3))|[\u180b-\u180d\u180f](?<![\u1820-\u18aa].)"
    r"|[\U000e0100-\U000e01ef](?<!\p{Ideographic}.)"
)
# Joiners change the shape of letters, but not of these, and put emoji together.
_JOINS_NOTHING = regex.compile(
    r"(?:\A|[^\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\u200c\u200d]"
    r"|[\p{Latin}\p{Cyrillic}\p{Greek}\p{Armenian}])\p{M}*+[\u200c\u200d][\p{M}\u200c\u200d]*+"
)
# No letter has more marks than 30, as Unicode has it (UAX 15); to order a hundred thousand takes minutes.
_BEYOND_MARKS = regex.compile(r"\p{M}{30}\K\p{M}+")
_JOINERS = dict.fromkeys([0x200C, 0x200D], "")
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

    `id` is `doc_id`, or else a hash of text and url. Title and outlet end after LONGEST_LINE; of the participants,
    MOST_PARTICIPANTS are kept, and none whose name is longer than a line. Raises SourceError where the text has no
    paragraph or is longer than LONGEST_ARTICLE, and where the url is none of the web, or longer than LONGEST_ADDRESS.
    """
    if len(url) > LONGEST_ADDRESS:
        raise SourceError(f"its address is too long: an article's has at most {LONGEST_ADDRESS:,} characters", path)
    _check_length(text, path)  # to normalise millions of characters takes minutes
    text, url = normalise(text), normalise(url).strip()
    if url and not is_of_web(url):
        raise SourceError(f"not an address of the web, like https://example.org/talks: {url[:_LONGEST_SHOWN]!r}", path)
    _check_length(text, path)
    if not paragraphs(text):
        raise SourceError("empty: it has no text", path)
    return Article(
        id=normalise(doc_id) or hashlib.sha256(f"{text}\0{url}".encode()).hexdigest()[:16],
        text=text,
        title=_ended(title) or find_title(text),
        date=date or find_date(text),
        outlet=_ended(outlet),
        url=url,
        path=path,
        language=language_of(text) or primary_tag(language),
        participants=tuple(filter(None, map(in_one_line, _names(participants)))),
    )


def _check_length(text: str, path: str) -> None:
    if len(text) > LONGEST_ARTICLE:
        raise SourceError(too_long(len(text), "characters"), path)


def checked_length(article: Article) -> Article | SourceError:
    """An article that was made elsewhere, unless it is longer than LONGEST_ARTICLE."""
    size = len(article.text)
    return article if size <= LONGEST_ARTICLE else SourceError(f"{article.id}: {too_long(size, 'characters')}")


def normalise(text: str) -> str:
    """The text as it is stored: NFC, `\\n` for line ends, nothing invisible, at most 30 marks on a letter,
    U+FFFD for what UTF-8 cannot hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    composed = _composed(_CHOOSES_NOTHING.sub("", storable(lines).translate(_INVISIBLE)))
    joined = _JOINS_NOTHING.sub(lambda found: found[0].translate(_JOINERS), composed)
    return _composed(joined)


def _composed(text: str) -> str:
    composed: str = _BEYOND_MARKS.sub("", unicodedata.normalize("NFC", _BEYOND_MARKS.sub("", text)))
    return composed


def _ended(words: str) -> str:
    """In one line, and not too long for one; before anything is done with the rest."""
    return shortened(in_one_line(words[: 2 * LONGEST_LINE]), LONGEST_LINE)


def _names(stated: Sequence[str]) -> list[str]:
    return [name for name in stated if len(name) <= _LONGEST_NAME][:MOST_PARTICIPANTS]


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
