"""A connection to the server, which is given up on where nothing is asked."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

# In seconds: from the connection, or the reply before, until all of a request's head is there.
LONGEST_HEAD = 10


class Connection(H11Protocol):
    """uvicorn itself closes what is silent after a reply, but waits for ever for a first request, and for the rest of a
    head that has begun: enough of those, and nobody else is answered."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect_head()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._stop_expecting()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.conn.their_state is h11.IDLE:
            self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_expecting()
        super().connection_lost(exc)

    def _expect_head(self) -> None:
        self._stop_expecting()
        self._giving_up = self.loop.call_later(LONGEST_HEAD, self.transport.close)

    def _stop_expecting(self) -> None:
        if self._giving_up:
            self._giving_up.cancel()
