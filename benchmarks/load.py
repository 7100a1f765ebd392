"""Twenty people who ask a question a second each: how long they wait, and whether the server's memory stays as it is.

usage: python benchmarks/load.py [SECONDS]

Half of them ask on the page, each in a conversation that begins anew every ten questions, half by HTTP. The server is
`onrecord chat` over the sample articles, with its models loaded; the questions are those of the sample, so that after
some seconds most have been asked before, and what was found for them is known.
Exits with 1 where a question fails, or where one in twenty waits for a second or longer.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import numpy as np

import qa

SAMPLE = Path(__file__).parent.parent / "tests" / "fixtures" / "sample"
PEOPLE = 20
SECONDS = 60
OF_A_CONVERSATION = 10
LONGEST = 1.0
MEMORY_EVERY = 5


@dataclass
class Measured:
    """What people waited, in seconds, by how they asked; what failed; how much memory there was, in MB; and the
    processor's time that the server took for all of it, in seconds."""

    waited: dict[str, list[float]] = field(default_factory=lambda: {"page": [], "http": []})
    failed: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    worked: float = 0.0


def main() -> None:
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    questions = [json.loads(line)["question"] for line in (SAMPLE / "questions.jsonl").read_text().splitlines()]
    with serving() as (address, process):
        measured = asyncio.run(_asked(address, process, questions, seconds))
    for door, waited in measured.waited.items():
        middle, most = np.percentile(waited, (50, 95)) if waited else (0, 0)
        print(f"{door}: {len(waited):,} questions, median {middle * 1000:.0f} ms, p95 {most * 1000:.0f} ms")
    print(
        f"the server's processor time: {measured.worked / sum(map(len, measured.waited.values())) * 1000:.0f} ms each"
    )
    print(f"failed: {len(measured.failed)} {measured.failed[:3]}")
    print(f"memory every {MEMORY_EVERY} s, in MB: {' '.join(f'{one:.0f}' for one in measured.memory)}")
    waited_long = any(np.percentile(waited, 95) >= LONGEST for waited in measured.waited.values() if waited)
    sys.exit(1 if measured.failed or waited_long else 0)


@contextmanager
def serving() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as free:
        with qa.open_corpus(folder) as corpus:
            corpus.add(SAMPLE / "articles")
        port = free.getsockname()[1]
        free.close()
        code = "from qa.cli import main; main()"
        command = [sys.executable, "-c", code, "--data", folder, "chat", "--port", str(port)]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            yield f"http://127.0.0.1:{port}", process
        finally:
            process.terminate()
            process.wait()


async def _asked(address: str, process: subprocess.Popen[bytes], questions: list[str], seconds: int) -> Measured:
    measured = Measured()
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=None)) as client:
        await _until_ready(client)
        page = Page((await client.get("/config")).json())
        begin, worked = time.perf_counter(), _worked(process.pid)
        people = [_person(client, page, number, questions, begin, seconds, measured) for number in range(PEOPLE)]
        watching = asyncio.create_task(_watched(process.pid, measured))
        await asyncio.gather(*people)
        watching.cancel()
        measured.worked = _worked(process.pid) - worked
    return measured


async def _until_ready(client: httpx.AsyncClient) -> None:
    for _ in range(240):
        try:
            if (await client.get("/readyz")).status_code == 200:
                return
        except httpx.TransportError:
            pass
        await asyncio.sleep(0.5)
    sys.exit("the server does not get ready")


def _worked(process_id: int) -> float:
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _watched(process_id: int, measured: Measured) -> None:
    while True:
        [kilobytes] = re.findall(r"VmRSS:\s+(\d+)", Path(f"/proc/{process_id}/status").read_text())
        measured.memory.append(int(kilobytes) / 1024)
        await asyncio.sleep(MEMORY_EVERY)


async def _person(
    client: httpx.AsyncClient,
    page: Page,
    number: int,
    questions: list[str],
    begin: float,
    seconds: int,
    measured: Measured,
) -> None:
    """A question each second, or as soon as the one before is answered."""
    door = "page" if number % 2 else "http"
    session = ""
    for turn in range(seconds):
        if turn % OF_A_CONVERSATION == 0:
            session = uuid4().hex
        await asyncio.sleep(max(0.0, begin + turn + number / PEOPLE - time.perf_counter()))
        question = questions[(number * 7 + turn) % len(questions)]
        next_calls = []
        asked_at = time.perf_counter()
        try:
            if door == "page":
                next_calls = await page.ask(client, question, session)
            else:
                await _by_http(client, question)
            measured.waited[door].append(time.perf_counter() - asked_at)
            await page.go_on(client, next_calls, session)
        except (httpx.HTTPError, ValueError) as error:
            measured.failed.append(f"{door}: {error!r}")


async def _by_http(client: httpx.AsyncClient, question: str) -> None:
    (await client.post("/v1/ask", json={"question": question})).raise_for_status()


class Page:
    """The page's question box, and what the page does after an answer, as its script does it."""

    def __init__(self, config: dict[str, Any]) -> None:
        self._values = {one["id"]: one["props"].get("value") for one in config["components"]}
        self._box = next(one["id"] for one in config["components"] if one["props"].get("label") == "Question")
        self._functions = config["dependencies"]
        [self._submit] = self._after([self._box], "submit")

    def _after(self, components: list[int], event: str) -> list[dict[str, Any]]:
        events = [[component, event] for component in components]
        return [one for one in self._functions if one["backend_fn"] and any(at in events for at in one["targets"])]

    async def ask(self, client: httpx.AsyncClient, question: str, session: str) -> list[dict[str, Any]]:
        """What the page calls next."""
        changed = await self._called(client, self._submit, {self._box: question}, session)
        return self._after(changed, "change")

    async def go_on(self, client: httpx.AsyncClient, functions: list[dict[str, Any]], session: str) -> None:
        for one in functions:
            await self._called(client, one, {}, session)

    async def _called(
        self, client: httpx.AsyncClient, function: dict[str, Any], values: dict[int, str], session: str
    ) -> list[int]:
        """The states that have changed by it."""
        data = [values.get(one, self._values[one]) for one in function["inputs"]]
        sent = {"fn_index": function["id"], "data": data, "session_hash": session, "trigger_id": self._box}
        (await client.post("/gradio_api/queue/join", json=sent)).raise_for_status()
        async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
            changed: list[int] = []
            async for line in events.aiter_lines():
                told = json.loads(line.removeprefix("data:")) if line else {}
                changed += told.get("output", {}).get("changed_state_ids", [])
                if told.get("msg") == "process_completed":
                    if not told["success"]:
                        raise ValueError(line[:500])
                    return changed
        raise ValueError("the page was told nothing")


if __name__ == "__main__":
    main()
