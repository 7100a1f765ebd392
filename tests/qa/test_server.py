"""A server on a port of this machine, as whoever connects to it finds it."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qa.server import listen, server_of

LONGEST = 60  # seconds, on a busy machine


async def who_asks(request: Request) -> Response:
    assert request.client
    return JSONResponse([request.client.host, request.url.scheme])


@pytest.fixture
def address() -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    server = server_of(Starlette(routes=[Route("/", who_asks)]), on_end=lambda: None)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(LONGEST)


def test_whoever_asks_is_whoever_is_connected_whatever_they_say_of_themselves(address: str) -> None:
    made_up = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https", "Forwarded": "for=192.0.2.9;proto=https"}
    assert httpx.get(address, headers=made_up, timeout=LONGEST).json() == ["127.0.0.1", "http"]


def test_who_wants_a_websocket_gets_the_page_and_the_log_says_that_there_is_none(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    assert httpx.get(address, headers=upgrade, timeout=LONGEST).status_code == 200
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        "Unsupported upgrade request."
    ]
