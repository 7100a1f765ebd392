"""A server on a port of this machine, as whoever connects to it finds it."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from qa import connections
from qa.server import listen, server_of

LONGEST = 60  # seconds, on a busy machine


async def who_asks(request: Request) -> Response:
    assert request.client
    return JSONResponse([request.client.host, request.url.scheme])


async def slow(_: Request) -> Response:
    await asyncio.sleep(2 * connections.LONGEST_HEAD)
    return JSONResponse("after all")


@pytest.fixture
def address() -> Iterator[str]:
    listening = listen("127.0.0.1", 0)
    server = server_of(Starlette(routes=[Route("/", who_asks), Route("/slow", slow)]), on_end=lambda: None)
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


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ", id="half a head"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET / HT", id="half a head after a whole one"),
    ],
)
def test_a_connection_on_which_nothing_is_asked_is_closed(
    address: str, sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "LONGEST_HEAD", 0.5)
    with socket.create_connection(("127.0.0.1", httpx.URL(address).port or 0), timeout=LONGEST) as silent:
        silent.sendall(sent)
        while silent.recv(4096):  # until the server closes it; longer than a minute, and this fails
            pass


def test_an_answer_may_take_longer_than_its_question(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LONGEST_HEAD", 0.2)
    assert httpx.get(f"{address}/slow", timeout=LONGEST).json() == "after all"
