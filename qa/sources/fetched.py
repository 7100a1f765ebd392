"""What a server answers → a page with what is stated of it, or why there is none; a page → the articles on it."""

from __future__ import annotations

import mimetypes
import re
import time
from collections.abc import Iterator
from email.message import Message
from email.utils import mktime_tz, parsedate_tz
from encodings import aliases, normalize_encoding
from pathlib import PurePosixPath
from typing import NamedTuple

import httpcore
import httpx

from qa.errors import SourceError, WebError
from qa.records import Article
from qa.sources.decoding import as_stated
from qa.sources.documents import LARGEST_FILE
from qa.sources.files import read_fetched
from qa.sources.formats import is_supported
from qa.sources.zips import gunzipped

_NOT_MODIFIED = 304
_LONGEST_TYPE = 200
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_TEXTS = ("text/html", "text/plain")
# Python knows others, which no server means: one of them takes a time that grows with the square of the text.
_ENCODINGS = frozenset((*aliases.aliases.values(), "koi8_u"))


class Fetched(NamedTuple):
    """What was at an address in the end. `media_type` and `charset` are what its server says, `etag` and `modified` by
    what it can be asked whether it has changed."""

    address: str
    content: bytes
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""


def articles_in(found: Fetched) -> Iterator[Article | SourceError]:
    """What it is, its content tells, else its address or its server."""
    yield from read_fetched(_in_utf_8(found), _name(found), found.address)


def answered(address: str, response: httpcore.Response) -> Fetched | None:
    """None where it is still what it was. Raises WebError where there is no page, SourceError for one that is too large
    or packed in a way that is not known."""
    if response.status == _NOT_MODIFIED:
        return None
    if response.status != httpx.codes.OK:
        phrase = httpx.codes.get_reason_phrase(response.status)
        told = f"the server answers {response.status} {phrase}".rstrip()
        raise WebError(told, "", response.status, _asked_to_wait(header(response, b"retry-after")), address)
    content = _body(response)
    stated = Message()
    stated["content-type"] = header(response, b"content-type")[:_LONGEST_TYPE] or "application/octet-stream"
    charset = _CHARSET.search(stated["content-type"])  # in the forms of mail, Message fails over some
    return Fetched(
        address,
        content,
        stated.get_content_type(),
        charset[1] if charset else "",
        header(response, b"etag"),
        header(response, b"last-modified"),
    )


def _body(response: httpcore.Response) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.iter_stream():
        size += len(part)
        if size > LARGEST_FILE:
            raise SourceError(f"too large: at most {LARGEST_FILE:,} bytes are read")
        parts.append(part)
    content = b"".join(parts)
    match header(response, b"content-encoding").lower():
        case "" | "identity":
            return content
        case "gzip" | "x-gzip":
            return gunzipped(content, LARGEST_FILE)
        case other:
            raise SourceError(f"packed in a way that was not asked for: {other[:40]!r}")


def header(response: httpcore.Response, name: bytes) -> str:
    """Empty where it is not stated."""
    stated = next((value for key, value in response.headers if key.lower() == name), b"")
    return stated.decode("utf-8", "replace").strip()


def _asked_to_wait(stated: str) -> float:
    """In seconds, which are stated as such or as a time; 0 where that is not done."""
    if stated.isascii() and stated.isdigit():
        return float(stated)
    when = parsedate_tz(stated)
    try:
        return max(0.0, mktime_tz(when) - time.time()) if when else 0.0
    except (ValueError, OverflowError):  # no day of the calendar
        return 0.0


def _name(found: Fetched) -> str:
    """What it would be called as a file: what its server says it is, where the address does not tell."""
    name = PurePosixPath(httpx.URL(found.address).path).name
    return name if is_supported(name) else name + (mimetypes.guess_extension(found.media_type) or "")


def _in_utf_8(found: Fetched) -> bytes:
    """Text that only its server knows to be in another encoding; that it is UTF-8 is plain by itself."""
    charset = normalize_encoding(found.charset).lower()
    if found.media_type not in _TEXTS or aliases.aliases.get(charset, charset) not in _ENCODINGS:
        return found.content
    text = None if as_stated(found.content, "utf-8") is not None else as_stated(found.content, charset)
    return found.content if text is None else text.encode("utf-8", "replace")
