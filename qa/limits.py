"""How much one may ask for: the size of what is sent, how often, how many at once, how long an answer may take."""

from __future__ import annotations

import asyncio
import math
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.problems import problem
from qa.sources import LONGEST_ARTICLE, most_bytes

# In bytes, no more than what an address takes may need: a question; that after many others; an article with what is
# known of it, as JSON, or as a browser writes it. It is held in memory, where brackets take far more room than bytes,
# and nobody is answered while they are read.
LARGEST_BODY = 50_000
LARGEST = {
    "/v1/ask": 500_000,
    "/mcp": 500_000,
    "/v1/articles": most_bytes() + LARGEST_BODY,
    "/gradio_api/queue/join": LONGEST_ARTICLE * 4 + LARGEST_BODY,
}
# Files are written to the disk as they come in.
LARGEST_FILES = 50_000_000
_TAKING_FILES = ("/v1/articles", "/gradio_api/upload")
_OF_FILES = ("multipart/form-data", "application/jsonl")
# In seconds, until an answer begins; what it streams after that may take as long as it takes.
LONGEST_WAIT = 120
# Requests whose answer has not begun.
MOST_AT_ONCE = 100
# Costly requests of one client: a second, and how many may come at once after a pause.
RATE = 50
BURST = 250
_COSTLY_PATHS = ("/v1/", "/mcp")
_MOST_CLIENTS = 10_000


class LimitedBodies:
    """Refuses what is too large: before it is read where its size is told, else as soon as it shows."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        most = _most(scope["path"], headers.get("content-type", ""))
        began = False

        async def send_noted(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            _check(int(headers.get("content-length", 0)), most)  # the server lets nothing but digits through
            await self._app(scope, _counted(receive, most), send_noted)
        except _TooLarge as error:
            if began:
                raise
            await problem(413, error.detail)(scope, receive, send)


def _most(path: str, kind: str) -> int:
    if path in _TAKING_FILES and kind.startswith(_OF_FILES):
        return LARGEST_FILES
    return LARGEST.get(path, LARGEST_BODY)


class _TooLarge(HTTPException):
    """Of a kind that a framework answers by itself, if it is the one that reads the body."""


def _check(size: int, most: int) -> None:
    if size > most:
        raise _TooLarge(413, f"more than {most:,} bytes were sent; send less at once")


def _counted(receive: Receive, most: int) -> Receive:
    size = 0

    async def receive_counted() -> Message:
        nonlocal size
        message = await receive()
        size += len(message.get("body", b""))
        _check(size, most)
        return message

    return receive_counted


class LimitedRate:
    """Makes a client wait that asks too often. What a page loads and polls costs little, and is not counted."""

    def __init__(
        self, app: ASGIApp, rate: float = RATE, burst: float = BURST, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._app = app
        self._rate = rate
        self._burst = burst
        self._clock = clock
        # When all that a client has asked for would be done at the rate; the one who asked last is last.
        self._done_at: OrderedDict[str, float] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        seconds = self._to_wait(scope) if scope["type"] == "http" and _is_costly(scope) else 0
        if seconds <= 0:
            await self._app(scope, receive, send)
        else:
            wait = {"Retry-After": str(math.ceil(seconds))}
            await problem(429, "you ask too often; wait a little, then ask again", wait)(scope, receive, send)

    def _to_wait(self, scope: Scope) -> float:
        client, now = (scope["client"] or ("", 0))[0], self._clock()
        done_at = max(self._done_at.get(client, now), now) + 1 / self._rate
        seconds = done_at - now - self._burst / self._rate
        if seconds <= 0:
            self._done_at[client] = done_at
            self._done_at.move_to_end(client)
            if len(self._done_at) > _MOST_CLIENTS:
                self._done_at.popitem(last=False)
        return seconds


def _is_costly(scope: Scope) -> bool:
    path: str = scope["path"]
    return scope["method"] == "POST" or path.startswith(_COSTLY_PATHS)


class LimitedWait:
    """Takes no more requests at once than it can answer, and says so where an answer takes too long."""

    def __init__(self, app: ASGIApp, seconds: float = LONGEST_WAIT, most: int = MOST_AT_ONCE) -> None:
        self._app = app
        self._seconds = seconds
        self._most = most
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._waiting >= self._most:
            await problem(503, "too many are asking at once; ask again", {"Retry-After": "1"})(scope, receive, send)
        else:
            await self._in_time(scope, receive, send)

    async def _in_time(self, scope: Scope, receive: Receive, send: Send) -> None:
        limit = asyncio.timeout(self._seconds)
        self._waiting += 1

        async def send_begun(message: Message) -> None:
            if limit.expired():
                return
            if limit.when() is not None:
                limit.reschedule(None)
                self._waiting -= 1
            await send(message)

        try:
            async with limit:
                await self._app(scope, receive, send_begun)
        except TimeoutError:
            if not limit.expired():
                raise
            detail = f"there was no answer within {self._seconds:g} seconds; articles that were sent are still read"
            await problem(504, detail)(scope, receive, send)
        finally:
            if limit.when() is not None:
                self._waiting -= 1
