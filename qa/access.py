"""Who may ask, and under which names: read from the environment once, by the outermost layer."""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from qa.errors import ServeError

TOKEN_VARIABLE = "ONRECORD_TOKEN"  # noqa: S105 - a name, not a token
ORIGINS_VARIABLE = "ONRECORD_ORIGINS"
LOOPBACK = "127.0.0.1"
_TOKEN = re.compile(r"[!-~]{16,}")
_HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(?::\d{1,5})?", re.IGNORECASE | re.ASCII)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?")


@dataclass(frozen=True, slots=True)
class Access:
    """`token`: what everybody must show; nobody, where it is empty. `origins`: addresses under which a proxy shows
    Onrecord, and pages of others that may ask it."""

    token: str = ""
    origins: tuple[str, ...] = ()

    def knows(self, host: str) -> bool:
        """Whether a request may call this machine so. An address in digits is no name that somebody has made up."""
        name = host_name(host)
        return (
            name == "localhost" or address(name) is not None or host in (urlsplit(one).netloc for one in self.origins)
        )

    def is_over_tls(self, host: str) -> bool:
        """Whether people who call this machine so reach it through a proxy that encrypts. What a request says of the
        way it has come is not asked: anybody can write that."""
        return f"https://{host}" in self.origins


OPEN = Access()


def access_from(environment: Mapping[str, str], host: str) -> Access:
    """Whoever shows the token of the environment; where it has none, this machine's own people only, and at an address
    that others can reach, whoever has a token that is made here. Raises ServeError for one that is easily guessed."""
    token, origins = environment.get(TOKEN_VARIABLE, ""), environment.get(ORIGINS_VARIABLE, "").split()
    if token and not _TOKEN.fullmatch(token):
        raise ServeError(f"{TOKEN_VARIABLE} must have 16 characters or more, without spaces; leave it out to get one")
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ServeError(
                f"{ORIGINS_VARIABLE} has {origin!r}, which is no address like https://onrecord.example.org"
            )
    return Access(token or ("" if is_loopback(host) else secrets.token_urlsafe(32)), tuple(origins))


def is_loopback(host: str) -> bool:
    found = address(host)
    return host == "localhost" or (found is not None and found.is_loopback)


def host_name(host: str) -> str:
    """The name in a `Host` header, without port and brackets; empty for whatever is more, or less, than that."""
    found = _HOST.fullmatch(host)
    return (found["six"] or found["name"]).lower() if found else ""


def address(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        return None
