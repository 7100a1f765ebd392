"""An address of the web → what is there: within limits of time, size and redirects, from the public internet alone."""

from __future__ import annotations

import mimetypes
import ssl
import time
from collections.abc import Callable, Collection, Iterator
from email.message import Message
from email.utils import mktime_tz, parsedate_tz
from encodings import aliases, normalize_encoding
from functools import cache
from importlib.metadata import version
from pathlib import PurePosixPath
from typing import NamedTuple

import httpcore
import httpx

from qa.controls import printable
from qa.errors import SourceError, WebError
from qa.records import Article
from qa.sources.articles import is_of_web, storable
from qa.sources.documents import LARGEST_FILE
from qa.sources.feeds import is_listing
from qa.sources.files import read_fetched
from qa.sources.formats import is_supported
from qa.sources.network import Network, Resolve, resolved
from qa.sources.zips import gunzipped

# In seconds: for all of it with its redirects, and for the next part of it to come.
LONGEST = 60.0
LONGEST_PAUSE = 15.0
AGENT = "Onrecord"
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_NOT_MODIFIED = 304
_LONGEST_TYPE = 200
_TEXTS = ("text/html", "text/plain")
# Python knows others, which no server means: one of them takes a time that grows with the square of the text.
_ENCODINGS = frozenset((*aliases.aliases.values(), "koi8_u"))
Check = Callable[[str], None]
_Headers = list[tuple[bytes, bytes]]


def _nothing(address: str) -> None:
    """Whoever names a page himself is no robot."""


class Fetched(NamedTuple):
    """What was at an address in the end. `media_type` and `charset` are what its server says, `etag` and `modified` by
    what it can be asked whether it has changed."""

    address: str
    content: bytes
    media_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""


class Web:
    """`hosts` (`name` or `name:port`) are read wherever they are."""

    def __init__(
        self,
        hosts: Collection[str] = (),
        resolve: Resolve = resolved,
        connections: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._hosts = hosts
        self._resolve = resolve
        self._connections = connections or httpcore.SyncBackend()

    def read(self, address: str) -> Iterator[Article | SourceError]:
        """The articles at an address, or why there are none."""
        try:
            found = self.fetch(address)
            if is_listing(found.content):
                raise _located(address, "a feed or a sitemap; `onrecord follow` adds what it lists")
        except SourceError as error:
            yield error
        else:
            yield from articles_in(found)

    def fetch(self, address: str, check: Check = _nothing) -> Fetched:
        """Raises SourceError, beginning with the address, for what cannot be fetched or may not be: `check` says
        so of it, and of each to which it is redirected. It is WebError where the server answers with no page."""
        found = self.fetch_changed(address, check=check)
        if found is None:
            raise _located(address, "the server answers 304 to a question that has no condition")
        return found

    def fetch_changed(
        self, address: str, etag: str = "", modified: str = "", check: Check = _nothing
    ) -> Fetched | None:
        """None where it is still what it was. Raises SourceError as `fetch` does."""
        stated = [(b"If-None-Match", etag.encode()), (b"If-Modified-Since", modified.encode())]
        network = Network(self._hosts, LONGEST, self._resolve, self._connections)
        try:
            return _fetched(address, [condition for condition in stated if condition[1]], network, check)
        except WebError as error:
            raise error.of(_shown(address)) from error
        except SourceError as error:
            raise _located(address, str(error)) from error
        except httpcore.TimeoutException as error:
            whole, pause = f"it takes more than {LONGEST:g} seconds", f"nothing comes for {LONGEST_PAUSE:g} seconds"
            raise _located(address, f"too slow: {whole if network.is_over else pause}") from error
        except httpcore.NetworkError as error:
            raise _located(address, _unreached(error)) from error
        except httpcore.ProtocolError as error:
            raise _located(address, "broken off, or no HTTP: not all of the answer can be read") from error


def _fetched(address: str, conditions: _Headers, network: Network, check: Check) -> Fetched | None:
    headers = [(b"User-Agent", _agent().encode()), (b"Accept", b"*/*"), (b"Accept-Encoding", b"gzip"), *conditions]
    timeouts = {"timeout": dict.fromkeys(("connect", "read", "write"), LONGEST_PAUSE)}
    url = parsed(address)
    for _ in range(_MOST_REDIRECTS + 1):
        with network.uncounted():
            check(str(url))
        asked = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        # A proxy that the environment names is not asked: it would be the one who connects, to what nobody has checked.
        with (
            httpcore.ConnectionPool(_tls(), network_backend=network) as pool,
            pool.stream("GET", asked, headers=[(b"Host", url.netloc), *headers], extensions=timeouts) as response,
        ):
            place = _header(response, b"location")
            if response.status not in _REDIRECTS or not place:
                return _answer(str(url), response)
        url = _redirected(url, place)
    raise SourceError(f"more than {_MOST_REDIRECTS} redirects")


def _redirected(url: httpx.URL, place: str) -> httpx.URL:
    try:
        return parsed(str(url.join(place)))
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError("it redirects to what is no address") from error


def articles_in(found: Fetched) -> Iterator[Article | SourceError]:
    """What it is, its content tells, else its address or its server."""
    yield from read_fetched(_in_utf_8(found), _name(found), found.address)


def parsed(address: str) -> httpx.URL:
    """The address in one form, without the place on its page. Raises SourceError for what is none of the web."""
    try:
        url = httpx.URL(address).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError("not an address of the web, like https://example.org/talks") from error
    if url.userinfo:
        raise SourceError("not read: there is a name or a password in the address")
    if not is_of_web(str(url)):
        raise SourceError(f"not an address of the web, like https://example.org/talks: {str(url)[:40]!r}")
    return url


def _answer(address: str, response: httpcore.Response) -> Fetched | None:
    if response.status == _NOT_MODIFIED:
        return None
    if response.status != httpx.codes.OK:
        phrase = httpx.codes.get_reason_phrase(response.status)
        told = f"the server answers {response.status} {phrase}".rstrip()
        raise WebError(told, "", response.status, _asked_to_wait(_header(response, b"retry-after")), address)
    content = _body(response)
    stated = Message()
    stated["content-type"] = _header(response, b"content-type")[:_LONGEST_TYPE] or "application/octet-stream"
    return Fetched(
        address,
        content,
        stated.get_content_type(),
        stated.get_content_charset() or "",
        _header(response, b"etag"),
        _header(response, b"last-modified"),
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
    match _header(response, b"content-encoding").lower():
        case "" | "identity":
            return content
        case "gzip" | "x-gzip":
            return gunzipped(content, LARGEST_FILE)
        case other:
            raise SourceError(f"packed in a way that was not asked for: {other[:40]!r}")


def _header(response: httpcore.Response, name: bytes) -> str:
    return (
        next((value for key, value in response.headers if key.lower() == name), b"").decode("utf-8", "replace").strip()
    )


def _asked_to_wait(stated: str) -> float:
    """In seconds, which are stated as such or as a time; 0 where that is not done."""
    if stated.isascii() and stated.isdigit():
        return float(stated)
    when = parsedate_tz(stated)
    try:
        return max(0.0, mktime_tz(when) - time.time()) if when else 0.0
    except (ValueError, OverflowError):  # no day of the calendar
        return 0.0


def _unreached(error: httpcore.NetworkError) -> str:
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.__context__.verify_message}"
    return f"cannot be reached: {error}".removesuffix(": ").lower()


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _agent() -> str:
    return f"{AGENT}/{version('onrecord')}"


def _name(found: Fetched) -> str:
    """What it would be called as a file: what its server says it is, where the address does not tell."""
    name = PurePosixPath(httpx.URL(found.address).path).name
    return name if is_supported(name) else name + (mimetypes.guess_extension(found.media_type) or "")


def _in_utf_8(found: Fetched) -> bytes:
    """Text that only its server knows to be in another encoding; that it is UTF-8 is plain by itself."""
    charset = normalize_encoding(found.charset).lower()
    if found.media_type not in _TEXTS or aliases.aliases.get(charset, charset) not in _ENCODINGS:
        return found.content
    try:
        found.content.decode()
    except UnicodeDecodeError:
        try:
            return found.content.decode(charset).encode()
        except UnicodeError:  # it does not know it either
            return found.content
    return found.content


def _located(address: str, what: str) -> SourceError:
    return SourceError(f"{_shown(address)}: {printable(what)}", _shown(address))


def _shown(address: str) -> str:
    return printable(" ".join(storable(address).split()))
