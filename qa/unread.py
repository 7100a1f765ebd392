"""What gradio keeps of events: what it has to tell those who do not come for it, for as long as the process runs."""

from __future__ import annotations

import asyncio
import sys
import time
from collections import OrderedDict, deque
from typing import Any

# In seconds. A page reads at once; a program asks for its answer as soon as it knows where it is.
LONGEST_UNREAD = 60
MOST_SESSIONS = 2_000
# In the environment. With each event, gradio would sum up the last ten thousand for a page that is not shown.
LEAN = {"GRADIO_ANALYTICS_CACHE_FREQUENCY": str(sys.maxsize), "GRADIO_ANALYTICS_MAX_EVENTS": "1"}


def forget_unread(queue: Any) -> None:
    """Of gradio's queue: each message is kept until it is read, or too old."""
    queue.pending_messages_per_session = Unread(queue.pending_event_ids_session)


class Unread(OrderedDict[str, asyncio.Queue[Any]]):
    """Messages by session. `awaited` are the ids of events whose last message has not been read."""

    def __init__(self, awaited: dict[str, set[str]]) -> None:
        super().__init__()
        self._awaited = awaited

    def __setitem__(self, session: str, _: asyncio.Queue[Any]) -> None:
        super().__setitem__(session, _Messages(self._awaited, session))
        if len(self) > MOST_SESSIONS:
            self.popitem(last=False)


class _Messages(asyncio.Queue[Any]):
    """Of one session."""

    _queue: deque[tuple[float, Any]]

    def __init__(self, awaited: dict[str, set[str]], session: str) -> None:
        super().__init__()
        self._awaited = awaited
        self._session = session

    def _put(self, message: Any) -> None:
        super()._put((time.monotonic(), message))
        asyncio.get_running_loop().call_later(LONGEST_UNREAD, self._forget_old)

    def _get(self) -> Any:
        return super()._get()[1]

    def _forget_old(self) -> None:
        while self._queue and self._queue[0][0] <= time.monotonic() - LONGEST_UNREAD:
            event_ids = self._awaited.get(self._session, set())
            event_ids.discard(self._get().event_id)
            if not event_ids:
                self._awaited.pop(self._session, None)
