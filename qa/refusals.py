"""Errors of the HTTP API → problems: what is asked for is not there, does not fit, or cannot be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic.json_schema import models_json_schema
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from qa.discretion import MISTAKE, told
from qa.errors import (
    CorpusBusy,
    CorpusFull,
    CorpusReadOnly,
    DamagedArticle,
    OnrecordError,
    QuestionError,
    SourceError,
    Unknown,
)
from qa.problems import MEDIA_TYPE, FieldProblem, Problem, problem

_SCHEMAS = "#/components/schemas/{model}"
_MEANINGS = {
    400: "It fits, but cannot be done: a question or a text without words, a cursor that is none of ours",
    403: "The corpus can be read here, and not be changed",
    404: "There is no article or meeting of this id",
    409: "Another article has this id",
    410: "The article is damaged, and is not shown until it is removed and added again",
    413: "More than is read at once",
    415: "Neither JSON, nor lines of it, nor a form with files",
    422: "A field is missing, unknown or does not fit",
    503: "Articles are being added or removed, or not everything is loaded yet: try again",
    507: "The disk of the server is full",
}
MISFIT = "this does not fit what the page sends"
_TOKEN = {"type": "http", "scheme": "bearer", "description": "Where the server asks for one"}
_RETRY = {"Retry-After": "2"}


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route may refuse, for the description of the API."""
    content = {MEDIA_TYPE: {"schema": {"$ref": _SCHEMAS.format(model=Problem.__name__)}}}
    return {status: {"description": _MEANINGS[status], "content": content} for status in statuses}


def tell_problems(site: Starlette) -> None:
    """Every error of a site becomes a problem."""
    site.add_exception_handler(HTTPException, _of_http)
    site.add_exception_handler(RequestValidationError, _of_fields)
    site.add_exception_handler(OnrecordError, _of_ours)
    site.add_exception_handler(Exception, _of_a_mistake)


def tell_misfits(page: Starlette, *others: type[Exception]) -> None:
    """For the routes of the page, which take what is sent to them as it comes, and fail on what no page sends."""
    kinds: tuple[type[Exception], ...] = (LookupError, TypeError, ValueError, *others)
    for kind in kinds:
        page.add_exception_handler(kind, _of_a_misfit)


def describe_problems(service: FastAPI) -> None:
    """The description of a service says what a problem is, and how the token is shown where one is asked for."""
    described = service.openapi

    def openapi() -> dict[str, Any]:
        _, schemas = models_json_schema([(Problem, "serialization")], ref_template=_SCHEMAS)
        description = described()
        description["components"]["schemas"].update(schemas["$defs"])
        description["components"]["securitySchemes"] = {"token": _TOKEN}
        description["security"] = [{"token": []}, {}]
        return description

    service.openapi = openapi  # type: ignore[method-assign] # as FastAPI would have it extended


async def _of_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - so it was registered, here and below
    return problem(error.status_code, error.detail, error.headers)


async def _of_fields(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    wrong = [FieldProblem(field=_pointer(one["loc"]), message=one["msg"]) for one in error.errors()]
    return problem(422, f"{wrong[0].field}: {wrong[0].message}", errors=wrong)


def _pointer(place: Iterable[str | int]) -> str:
    return "".join(f"/{str(part).replace('~', '~0').replace('/', '~1')}" for part in place)


async def _of_ours(_: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)  # noqa: S101
    return problem_of(error)


def problem_of(error: OnrecordError) -> Response:
    match error:
        case Unknown():
            return problem(404, told(error))
        case QuestionError() | SourceError():
            return problem(400, told(error))
        case CorpusReadOnly():
            return problem(403, told(error))
        case DamagedArticle():
            return problem(410, told(error))
        case CorpusBusy():
            return problem(503, told(error), _RETRY)
        case CorpusFull():
            return problem(507, told(error))
    return problem(500, told(error))


async def _of_a_mistake(_request: Request, _error: Exception) -> Response:
    return problem(500, MISTAKE)  # the server logs where


async def _of_a_misfit(_request: Request, _error: Exception) -> Response:
    return problem(400, MISFIT)


class UnknownPlace(Route):
    """Whatever no route answers under a path: 404, or 405 with what may be done there.

    The page, which is mounted behind, would answer with itself.
    """

    def __init__(self, path: str, routes: Sequence[BaseRoute]) -> None:
        super().__init__(path, _Unknown(routes), include_in_schema=False)


class _Unknown:
    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._routes = [route for route in routes if isinstance(route, Route)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        here = [route for route in self._routes if route.matches(scope)[0] is not Match.NONE]
        if not here:
            raise HTTPException(404, "there is nothing at this address; /v1/docs shows what there is")
        methods = ", ".join(sorted({method for route in here for method in route.methods or ()}))
        raise HTTPException(405, f"this address answers to {methods}", {"Allow": methods})
