"""What is sent to be added: an article as JSON, articles as lines of JSON, files in a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from itertools import chain
from pathlib import PurePosixPath

from anyio.to_thread import run_sync
from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from qa.errors import SourceError
from qa.forms import ArticleForm
from qa.pasted import pasted_article
from qa.records import Article
from qa.sources import read_file, sent

JSON, JSON_LINES, FILES = "application/json", "application/jsonl", "multipart/form-data"
_MOST_FILES = 1_000
_LINES = "articles.jsonl"  # what a line that cannot be read is said to stand in

Articles = Iterable[Article | SourceError]

_FORM_SCHEMA = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {
            "type": "array",
            "items": {"type": "string", "format": "binary"},
            "minItems": 1,
            "description": "HTML, PDF, DOCX, ODT, RTF, EPUB, e-mail, subtitles, text, JSON, CSV, or ZIP of them",
        }
    },
}
# FastAPI describes one kind of body; here are three.
REQUEST_BODY = {
    "required": True,
    "content": {
        JSON: {"schema": ArticleForm.model_json_schema()},
        JSON_LINES: {"schema": {"type": "string"}, "example": '{"text": "…"}\n{"text": "…", "outlet": "Gazette"}\n'},
        FILES: {"schema": _FORM_SCHEMA},
    },
}


async def sent_articles(request: Request) -> Articles:
    """The articles of a request, among them what could not be read.

    Raises RequestValidationError and HTTPException for what is none of the three kinds, SourceError for an article
    alone that cannot be read.
    """
    match request.headers.get("content-type", "").partition(";")[0].strip().lower():
        case "application/json":
            return [await run_sync(_one, await request.body())]  # a long one is read for a second
        case "application/jsonl":
            return (_without_path(one) for one in sent(read_file(BytesIO(await request.body()), _LINES)))
        case "multipart/form-data":
            return await _files(request)
    raise HTTPException(415, f"articles are sent as {JSON}, {JSON_LINES} or {FILES}", {"Accept": JSON})


def _one(body: bytes) -> Article:
    try:
        form = ArticleForm.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise RequestValidationError([{**one, "loc": ("body", *one["loc"])} for one in found]) from error
    return pasted_article(form.text, form.title, form.outlet, form.date.isoformat() if form.date else "", form.url)


def _without_path(read: Article | SourceError) -> Article | SourceError:
    return replace(read, path="") if isinstance(read, Article) else read


async def _files(request: Request) -> Iterator[Article | SourceError]:
    async with request.form(max_files=_MOST_FILES) as form:
        files = [part for part in form.getlist("file") if isinstance(part, UploadFile)]
        if not files:
            raise RequestValidationError([{"loc": ("body", "file"), "msg": "A file is missing", "type": "missing"}])
        # Read now, since what is added goes on when the client has gone, and its form with it.
        read = [read_file(BytesIO(await file.read()), _name(file)) for file in files]
    return sent(chain.from_iterable(read))


def _name(file: UploadFile) -> str:
    """Without the folder that whoever sends it has it in: no file passes for one from an address of the web."""
    return PurePosixPath(file.filename or "").name
