"""The corpus over HTTP, one process: the API, its description, and whether it is ready."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Literal

from anyio.to_thread import run_sync
from fastapi import APIRouter, FastAPI
from fastapi_offline import FastAPIOffline
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from qa.additions import Additions
from qa.corpus import Corpus
from qa.errors import OnrecordError
from qa.refusals import UnknownPlace, describe_problems, tell_problems
from qa.routes import add_articles, add_lists, add_questions, shown

log = logging.getLogger("onrecord")

_ABOUT = """Ask what was said at a meeting and get the words themselves, with who said them.

Offsets are code points of an article's text, the end exclusive: a passage is `text[start:end]`. An answer without
passages is silence, and its `note` says why."""


class StateJson(BaseModel):
    status: Literal["ok"] = "ok"


class Readiness:
    """Whether what the first question would wait for is loaded."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._missing = "the models are being loaded; ask again in a moment"

    async def load(self) -> None:
        try:
            await run_sync(self._corpus.prepare)
            self._missing = ""
        except OnrecordError as error:
            log.error("%s", error)
            self._missing = "the models or the index cannot be loaded; the log of the server says why"

    def check(self) -> StateJson:
        if self._missing:
            raise HTTPException(503, self._missing, {"Retry-After": "1"})
        return StateJson()


def build(corpus: Corpus) -> FastAPI:
    """The service over a corpus. Models and index are loaded as soon as it runs."""
    readiness, additions = Readiness(corpus), Additions(corpus)
    service: FastAPI = FastAPIOffline(
        title="Onrecord",
        version="1",
        description=_ABOUT,
        openapi_url="/v1/openapi.json",
        docs_url="/v1/docs",
        redoc_url=None,
        static_url="/v1/docs/files",
        swagger_ui_oauth2_redirect_url="/v1/docs/oauth2-redirect",
        swagger_ui_parameters={"validatorUrl": None},
        generate_unique_id_function=lambda route: route.name,
        lifespan=_lifespan(readiness, additions),
    )
    tell_problems(service)
    describe_problems(service)
    routes = APIRouter(prefix="/v1")
    add_questions(routes, corpus)
    add_articles(routes, corpus, additions)
    add_lists(routes, corpus)
    service.include_router(routes)
    _add_state(service, readiness)
    service.router.routes.append(UnknownPlace("/v1/{rest:path}", [*service.routes, *routes.routes]))
    return service


def _lifespan(readiness: Readiness, additions: Additions) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        loading = asyncio.create_task(readiness.load())
        yield
        additions.end()
        await loading

    return lifespan


def _add_state(service: FastAPI, readiness: Readiness) -> None:
    ok = StateJson().model_dump()

    @service.get("/healthz", summary="Whether the process answers", tags=["state"], responses=shown(ok))
    def healthz() -> StateJson:
        return StateJson()

    @service.get("/readyz", summary="Whether models and index are loaded", tags=["state"], responses=shown(ok, 503))
    def readyz() -> StateJson:
        return readiness.check()
