"""The HTTP API of a corpus on a port of this machine, run by a real server in a thread."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import uvicorn

import qa
from qa import service

LONGEST = 60  # seconds, on a busy machine


@contextmanager
def serving(corpus: qa.Corpus) -> Iterator[httpx.Client]:
    """A client of the API, which is ready."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(service.build(corpus), log_config=None, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=LONGEST) as client:
            wait_until(lambda: client.get("/readyz").is_success)
            yield client
    finally:
        server.should_exit = True
        thread.join(LONGEST)
    assert not thread.is_alive()


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + LONGEST
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
