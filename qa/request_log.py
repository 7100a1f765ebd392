"""One line a request: its id, what was asked of which path, what came of it, and how long it took. Never a question,
an article's words, what follows `?` in an address, or a token."""

from __future__ import annotations

import json
import logging
import time
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import uuid4

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.controls import escaped, printable
from qa.discretion import logged

log = logging.getLogger("onrecord.requests")

_LONGEST_PATH = 200
_FIELDS = ("id", "method", "path", "status", "ms")


class RequestLog:
    """Gives every request an id, which its reply carries, and writes its line when all of the reply is sent."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id, began, status = uuid4().hex[:16], time.perf_counter(), 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = request_id
            await send(message)

        try:
            with suppress(ClientDisconnect):  # nobody is left who could be answered
                await self._app(scope, receive, send_with_id)
        finally:  # also where the client has gone, or the reply failed: then there is no status
            ms = round((time.perf_counter() - began) * 1000)
            values = (request_id, scope["method"], quote(scope["path"])[:_LONGEST_PATH], status or None, ms)
            log.info("request", extra={"request": dict(zip(_FIELDS, values, strict=True))})


def show(as_json: bool) -> None:
    """From here on, write requests and problems to standard error."""
    for handler in logging.getLogger().handlers:
        handler.setFormatter(JsonLines() if as_json else Lines())
    log.setLevel(logging.INFO)


class Lines(logging.Formatter):
    """For people: `2024-05-31T12:00:00Z 9f2c… POST /v1/ask 200 34 ms`."""

    def format(self, record: logging.LogRecord) -> str:
        request = getattr(record, "request", None)
        if request is None:
            return printable(f"{_at(record)} {record.levelname} {logged(record)}")
        return printable("{at} {id} {method} {path} {status} {ms} ms".format(at=_at(record), **request))


class JsonLines(logging.Formatter):
    """For programs: an object a line."""

    def format(self, record: logging.LogRecord) -> str:
        told = getattr(record, "request", None) or {"message": logged(record)}
        return escaped(json.dumps({"at": _at(record), "level": record.levelname} | told, ensure_ascii=False))


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
