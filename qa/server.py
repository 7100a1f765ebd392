"""A site on a port, until it is interrupted."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from starlette.types import ASGIApp

from qa.connections import Connection
from qa.errors import ServeError

# How long, after Ctrl+C, answers that are on their way may take, in seconds.
_LAST_SECONDS = 2
# Open pages included, each of which keeps one or two.
_MOST_CONNECTIONS = 1000


def listen(host: str, port: int) -> socket.socket:
    """The port, held from now on. Raises ServeError where it is taken, or not ours to take."""
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise ServeError(f"port {port} of {host} cannot be used; name another with --port") from error
    # asyncio does so by itself only for a socket that it has made: else a reply waits 40 ms between head and body.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def address_of(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def run(site: ASGIApp, listening: socket.socket, on_end: Callable[[], None]) -> None:
    """Answer until Ctrl+C or SIGTERM. `on_end` is called first then: it ends what would stream on for ever."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):  # the server has ended in order, and passes on why
        server_of(site, on_end).run(sockets=[listening])


def server_of(site: ASGIApp, on_end: Callable[[], None]) -> uvicorn.Server:
    """A server that takes a request for what its connection says, not for what the client says of itself."""
    config = uvicorn.Config(
        site,
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # else who makes up another `X-Forwarded-For` each time has no limits
        ws="none",
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_graceful_shutdown=_LAST_SECONDS,
    )
    logging.getLogger("uvicorn.error").addFilter(_is_no_advice)
    return _Server(config, on_end)


def _is_no_advice(record: logging.LogRecord) -> bool:
    """False of the advice to install a library for WebSockets, of which there are none by intent."""
    return "WebSocket library" not in record.getMessage()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, on_end: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_end = on_end

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._on_end()
        await super().shutdown(sockets)
