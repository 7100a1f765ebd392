"""Articles on their way into the corpus over HTTP: one request at a time, each outcome told as soon as it is known."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Self

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.sse import EventSourceResponse, format_sse_event
from pydantic import BaseModel, Field
from starlette.responses import JSONResponse, Response

from qa.corpus import Corpus
from qa.database import PATIENCE
from qa.errors import CorpusBusy, OnrecordError, ServeError
from qa.problems import FieldProblem, problem
from qa.records import Outcome, Status
from qa.refusals import problem_of
from qa.uploads import Articles
from qa.wire import OutcomeJson

_EVENTS = "text/event-stream"
_AT_ONCE = {"X-Accel-Buffering": "no"}  # to a proxy in between


class AddedJson(BaseModel):
    """What became of the articles that were sent. `doc_id` is that of the first that is in the corpus now."""

    doc_id: str
    outcomes: list[OutcomeJson] = Field(description="In the order in which they were sent")

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Self:
        return cls(
            doc_id=next(one.article_id for one in outcomes if one.status is not Status.FAILED),
            outcomes=[OutcomeJson.of(outcome) for outcome in outcomes],
        )


class Additions:
    """Adds to a corpus, and removes from it. Requests wait a while for one another, without holding a thread."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._turn = asyncio.Lock()
        self._threads = CapacityLimiter(1)  # not one of those in which questions are answered
        self._preparing = CapacityLimiter(1)
        self._has_ended = False

    def end(self) -> None:
        """Add no more than the article that is being added: the server ends."""
        self._has_ended = True

    async def remove(self, article_id: str) -> None:
        """Raises UnknownArticle, CorpusBusy, CorpusReadOnly."""
        async with self._writing():
            await run_sync(self._corpus.remove, article_id, limiter=self._threads)

    async def reply(self, articles: Articles, request: Request) -> Response:
        """What became of them: at the end, or one by one as events, where the request accepts those.

        What has begun goes on when the client leaves. Raises CorpusBusy, CorpusReadOnly.
        """
        steps = self._steps(articles)
        first = await anext(steps, None)  # what is refused as a whole is refused before anything is sent
        if first is None:
            return problem(400, "no article was sent")
        if _EVENTS in request.headers.get("accept", ""):
            return EventSourceResponse(_events(first, steps), headers=_AT_ONCE)
        return _of_all([first, *[outcome async for outcome in steps]])

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[None]:
        """Raises CorpusBusy where the one before takes too long: many could wait for minutes, and none would know."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self._turn.acquire()
        except TimeoutError as error:
            raise CorpusBusy("articles are being added or removed; try again a little later") from error
        try:
            yield
        finally:
            self._turn.release()

    async def _steps(self, articles: Articles) -> AsyncIterator[Outcome]:
        told: asyncio.Queue[Outcome | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def tell(outcome: Outcome) -> None:
            if self._has_ended:
                raise ServeError("the server has ended; send the rest again")
            loop.call_soon_threadsafe(told.put_nowait, outcome)

        async def add() -> None:
            try:
                await run_sync(self._corpus.prepare_adding, limiter=self._preparing)
                async with self._writing():
                    await run_sync(self._corpus.add_articles, articles, tell, limiter=self._threads)
            finally:
                told.put_nowait(None)

        adding = asyncio.create_task(add())
        while (outcome := await told.get()) is not None:
            yield outcome
            await asyncio.sleep(0)  # others' turn, and that of noticing that the client has gone
        await adding


def _of_all(outcomes: Sequence[Outcome]) -> Response:
    here = [outcome for outcome in outcomes if outcome.status is not Status.FAILED]
    if not here:
        return _none_added(outcomes)
    is_new = any(outcome.status is Status.ADDED for outcome in here)
    return JSONResponse(AddedJson.of(outcomes).model_dump(mode="json"), 201 if is_new else 200)


def _none_added(outcomes: Sequence[Outcome]) -> Response:
    """An outcome with an id has met another article that has it, too."""
    wrong = [FieldProblem(field=outcome.path, message=outcome.error) for outcome in outcomes]
    return problem(409 if outcomes[0].article_id else 400, outcomes[0].error, errors=wrong)


async def _events(first: Outcome, steps: AsyncIterator[Outcome]) -> AsyncIterator[bytes]:
    """`outcome` for each article, then `end` with how many were added, were there already and failed."""
    counts = dict.fromkeys(Status, 0)
    counts[first.status] += 1
    yield _told(first)
    try:
        async for outcome in steps:
            counts[outcome.status] += 1
            yield _told(outcome)
    except OnrecordError as error:
        yield _event("problem", bytes(problem_of(error).body).decode())
    else:
        yield _event("end", json.dumps({status.value: count for status, count in counts.items()}))


def _told(outcome: Outcome) -> bytes:
    return _event("outcome", OutcomeJson.of(outcome).model_dump_json())


def _event(name: str, data: str) -> bytes:
    return bytes(format_sse_event(event=name, data_str=data))
