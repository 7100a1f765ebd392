"""What nobody reads is not kept for ever, and what somebody waits for is."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from qa import unread
from qa.unread import Unread

DONE = SimpleNamespace(event_id="an event")


def test_a_message_that_nobody_reads_in_time_is_forgotten_with_what_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "LONGEST_UNREAD", 0.05)
    awaited = {"a page": {"an event"}}
    kept = Unread(awaited)

    async def send() -> None:
        kept["a page"] = asyncio.Queue()
        kept["a page"].put_nowait(DONE)
        async with asyncio.timeout(60):
            while awaited:
                await asyncio.sleep(0.01)

    asyncio.run(send())
    assert kept["a page"].empty()


def test_a_message_that_is_read_is_the_one_that_was_sent() -> None:
    kept = Unread({})

    async def send_and_read() -> object:
        kept["a page"] = asyncio.Queue()
        kept["a page"].put_nowait(DONE)
        return await kept["a page"].get()

    assert asyncio.run(send_and_read()) is DONE


def test_of_very_many_sessions_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "MOST_SESSIONS", 2)
    kept = Unread({})
    for session in ("one", "two", "three"):
        kept[session] = asyncio.Queue()
    assert list(kept) == ["two", "three"]
