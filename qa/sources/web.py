"""An address of the web → what is there: within limits of time, size and redirects, from the public internet alone."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection
from functools import cache
from importlib.metadata import version

import httpcore
import httpx

from qa.controls import printable
from qa.errors import SourceError, WebError
from qa.settings import HOSTS_VARIABLE
from qa.sources.articles import is_of_web, storable
from qa.sources.feeds import is_listing
from qa.sources.fetched import Fetched, answered, header
from qa.sources.network import Network, Resolve, is_named, resolved

# In seconds: for all of it with its redirects, and for the next part of it to come.
LONGEST = 60.0
LONGEST_PAUSE = 15.0
AGENT = "Onrecord"
_MOST_REDIRECTS = 5
_PORTS = {"http": 80, "https": 443}
_REDIRECTS = (301, 302, 303, 307, 308)
Check = Callable[[str], None]
_Headers = list[tuple[bytes, bytes]]


def _nothing(address: str) -> None:
    """Whoever names a page himself is no robot."""


class Web:
    """`hosts` (`name` or `name:port`) are read wherever they are, but no page elsewhere leads to them: whoever writes
    it must not choose what is asked for on a network that he cannot reach."""

    def __init__(
        self,
        hosts: Collection[str] = (),
        resolve: Resolve = resolved,
        connections: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._hosts = hosts
        self._resolve = resolve
        self._connections = connections or httpcore.SyncBackend()

    def page(self, address: str) -> Fetched:
        """What has articles in it. Raises SourceError as `fetch` does, and for what lists where these are."""
        found = self.fetch(address)
        if is_listing(found.content):
            raise _located(address, "a feed or a sitemap; `onrecord follow` adds what it lists")
        return found

    def check_lead(self, by: str, to: str) -> None:
        """Raises SourceError where what one address leads to is none of the web, or is not for it to lead to."""
        _check_lead(parsed(by), parsed(to), self._hosts)

    def fetch(self, address: str, check: Check = _nothing) -> Fetched:
        """Raises SourceError, beginning with the address, for what cannot be fetched or may not be: `check` says
        so of it, and of each to which it is redirected. It is WebError where the server answers with no page."""
        found = self.fetch_changed(address, check=check)
        assert found is not None  # noqa: S101 - nothing can be as it was for whoever states no condition
        return found

    def fetch_changed(
        self, address: str, etag: str = "", modified: str = "", check: Check = _nothing
    ) -> Fetched | None:
        """None where it is still what it was. Raises SourceError as `fetch` does."""
        stated = [(b"If-None-Match", etag.encode()), (b"If-Modified-Since", modified.encode())]
        conditions = [condition for condition in stated if condition[1]]
        network = Network(self._hosts, LONGEST, self._resolve, self._connections)
        try:
            found = _fetched(address, conditions, network, check)
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
        if found is None and not conditions:
            raise _located(address, "the server answers 304 to a question that has no condition")
        return found


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
            place = header(response, b"location")
            if response.status not in _REDIRECTS or not place:
                return answered(str(url), response)
        before, url = url, _redirected(url, place)
        _check_lead(before, url, network.hosts)
    raise SourceError(f"more than {_MOST_REDIRECTS} redirects")


def _redirected(url: httpx.URL, place: str) -> httpx.URL:
    try:
        return parsed(str(url.join(place)))
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError("it redirects to what is no address") from error


def _check_lead(by: httpx.URL, to: httpx.URL, hosts: Collection[str]) -> None:
    host, port = to.raw_host.decode(), to.port or _PORTS[to.scheme]
    if to.raw_host != by.raw_host and is_named(host, port, hosts):
        raise SourceError(f"not asked: {by.host} leads to {to.host}, which {HOSTS_VARIABLE} names; add it by itself")


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


def _unreached(error: httpcore.NetworkError) -> str:
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        return f"its certificate is not to be trusted: {error.__context__.verify_message}"
    return f"cannot be reached: {error}".removesuffix(": ").lower()


@cache
def _tls() -> ssl.SSLContext:
    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise SourceError("not read: SSL_CERT_FILE or SSL_CERT_DIR names no certificates") from error


def _agent() -> str:
    return f"{AGENT}/{version('onrecord')}"


def _located(address: str, what: str) -> SourceError:
    return SourceError(f"{_shown(address)}: {printable(what)}", _shown(address))


def _shown(address: str) -> str:
    return printable(" ".join(storable(address).split()))
