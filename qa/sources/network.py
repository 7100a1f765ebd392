"""Connections to the public internet, and to nothing else: whoever wrote a page or a name's record in DNS must not have
this machine ask what only this machine can reach."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import httpcore

from qa.errors import SourceError
from qa.settings import HOSTS_VARIABLE

Resolve = Callable[[str, int], list[str]]
_PORTS = (80, 443)
# What of IPv6 is given out for public use, and in it what is not: addresses that lead on to others (Teredo, 6to4), and
# examples. Outside it are loopback, local and multicast ones, and those that hold one of IPv4. NAT64's are all that a
# network without IPv4 has of most hosts, and as public as what they hold.
_PUBLIC = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
# Public in form: where clouds tell a machine about itself, and where one of IPv6 used to be looked for.
_OF_CLOUDS = tuple(map(ipaddress.IPv4Network, ("168.63.129.16/32", "192.0.0.0/24", "192.88.99.0/24")))


def is_public(address: str) -> bool:
    """Whether everybody can reach it, as printed by `getaddrinfo`."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if found in _NAT64:
        found = ipaddress.IPv4Address(found.packed[-4:])
    if isinstance(found, ipaddress.IPv6Address):
        return found in _PUBLIC and not any(found in network for network in _NOT_PUBLIC)
    return found.is_global and not found.is_multicast and not any(found in network for network in _OF_CLOUDS)


def is_named(host: str, port: int, hosts: Collection[str]) -> bool:
    """Whether it is among `hosts`, each `name` or `name:port`."""
    return f"{_place(host)}:{port}" in hosts or (port in _PORTS and _place(host) in hosts)


def _place(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def resolved(host: str, port: int) -> list[str]:
    """Every address of a name, the preferred one first; a number in whatever form is the address that it means."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address) for *_, (address, *_) in found))


class Network(httpcore.NetworkBackend):
    """Resolves a name once, checks every address of it, and connects to one that was checked.

    `hosts` (`name` or `name:port`) may be reached wherever they are. When so many seconds are over, nothing is waited
    for any more.
    """

    def __init__(
        self, hosts: Collection[str], seconds: float, resolve: Resolve, connections: httpcore.NetworkBackend
    ) -> None:
        self.hosts = hosts
        self._deadline = time.monotonic() + seconds
        self._resolve = resolve
        self._connections = connections

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._deadline

    @contextmanager
    def uncounted(self) -> Iterator[None]:
        """What is done within takes none of the time."""
        began = time.monotonic()
        yield
        self._deadline += time.monotonic() - began

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Raises SourceError for what may not be reached, and for a name that nobody has."""
        addresses = self._checked(host, port)
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # with the next one
        return self._connected(addresses[-1], port, timeout)

    def _checked(self, host: str, port: int) -> list[str]:
        place = _place(host)
        is_allowed = is_named(host, port, self.hosts)
        if port not in _PORTS and not is_allowed:
            raise SourceError(f"port {port} is not asked, since {HOSTS_VARIABLE} does not name {place}:{port}")
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise SourceError(f"there is no host {host}, or it cannot be asked for now") from error
        if not addresses:
            raise SourceError(f"the host {host} has no address")
        hidden = [] if is_allowed else [address for address in addresses if not is_public(address)]
        if hidden:
            named = f"{place}:{port}" if port not in _PORTS else place
            raise SourceError(f"{hidden[0]} is not on the public internet, and {HOSTS_VARIABLE} does not name {named}")
        return addresses

    def _connected(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        stream = self._connections.connect_tcp(address, port, within(self._deadline, timeout))
        return _Timed(stream, self._deadline)


class _Timed(httpcore.NetworkStream):
    """A connection that ends at a time, however slowly something goes on to come."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, within(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, within(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, within(self._deadline, timeout))
        return _Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def within(deadline: float, timeout: float | None) -> float:
    """How long may be waited. Raises ReadTimeout after the deadline."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left if timeout is None else min(left, timeout)
