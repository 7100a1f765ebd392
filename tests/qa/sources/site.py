"""A site on a port of this machine, and connections that lead nowhere: whatever a test asks for, it stays here."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpcore

Headers = Mapping[str, str]
Reply = tuple[int, Headers, Iterable[bytes]]
HERE = "127.0.0.1"


class Site:
    """What `pages` holds by path, or makes of a request's headers; `asked` are the paths and headers that came."""

    def __init__(self, port: int) -> None:
        self.host = f"{HERE}:{port}"
        self.pages: dict[str, Reply | Callable[[Headers], Reply]] = {}
        self.asked: list[tuple[str, Headers]] = []

    def address(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def put(self, path: str, body: str | bytes, **headers: str) -> str:
        content = body.encode() if isinstance(body, str) else body
        stated = {"Content-Length": str(len(content))} | {name.replace("_", "-"): it for name, it in headers.items()}
        self.pages[path] = (200, stated, [content])
        return self.address(path)

    def redirect(self, path: str, to: str) -> str:
        self.pages[path] = (302, {"Location": to, "Content-Length": "0"}, [])
        return self.address(path)

    def asked_for(self) -> list[str]:
        return [path for path, _ in self.asked]


@contextmanager
def site(tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, dict(self.headers)))
            page = here.pages.get(self.path, (404, {"Content-Length": "0"}, []))
            status, headers, body = page(dict(self.headers)) if callable(page) else page
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):  # whoever asked has gone
                for part in body:
                    self.wfile.write(part)
                    self.wfile.flush()

        def handle(self) -> None:
            with suppress(OSError):  # whoever asked does not trust this site
                super().handle()

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer((HERE, 0), Handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    here = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Clock:
    """Time passes only while somebody waits, who presses Ctrl+C in the end."""

    def __init__(self, patience: float = 1_000.0) -> None:
        self.now = 0.0
        self.waited: list[float] = []
        self._patience = patience

    def time(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.now += seconds
        if self.now > self._patience:
            raise KeyboardInterrupt


class Nowhere(httpcore.NetworkBackend):
    """Connects to this machine alone; `asked` are all to which it was to connect."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def connect_tcp(self, host: str, port: int, *arguments: Any, **more: Any) -> httpcore.NetworkStream:
        self.asked.append((host, port))
        if host != HERE:
            raise httpcore.ConnectError("a test leads nowhere")
        return httpcore.SyncBackend().connect_tcp(host, port, *arguments, **more)


def numbers_alone(host: str, port: int) -> list[str]:
    """What a number means, by this machine's own rules; nobody is asked for a name."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [str(address) for *_, (address, *_) in found]


def names(**known: list[str]) -> Callable[[str, int], list[str]]:
    """A DNS of its own: `example_org` for example.org."""
    addresses = {name.replace("_", "."): found for name, found in known.items()}
    return lambda host, port: addresses[host] if host in addresses else numbers_alone(host, port)
