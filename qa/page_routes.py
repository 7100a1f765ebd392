"""Of what gradio can do, what the page needs: the rest fetches from other hosts, or writes what nobody reads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from qa.problems import problem

_NEEDED = re.compile(
    r"/gradio_api/(?:app_id|call|cancel|heartbeat|info|queue|reset|startup-events|theme\.css|upload|upload_progress"
    r"|file=(?!https?:)[^/]*)(?:/.*)?"
)
# gradio's name for a page of its own, of which there is one.
_PAGE = re.compile(rb"(?:^|&)page=")
# The routes behind take an address that ends with a line break for the one without it.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")
_OTHERS = re.compile(r"/(?:gradio_api|monitoring|login|logout|openapi\.json)(?:/.*)?")
# Of a part of the page: a function, with its address in memory.
_OF_PYTHON = "delete_callback"


class PageRoutesOnly:
    """Answers 404 for the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        is_other = _OTHERS.fullmatch(path) and not _NEEDED.fullmatch(path)
        if is_other or _UNPRINTABLE.search(path) or (path == "/" and _PAGE.search(scope.get("query_string", b""))):
            await problem(404, "there is nothing at this address")(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def public_part(config: Mapping[str, Any]) -> dict[str, Any]:
    """What gradio tells everybody of a page, without what only Python needs: of handlers that nobody but the page
    calls, their names; of values that are kept, what deletes them."""
    parts = [part | {"props": _without(part["props"], _OF_PYTHON)} for part in config["components"]]
    handlers = [
        one if one["api_visibility"] == "public" else one | {"api_name": None} for one in config["dependencies"]
    ]
    return {**config, "components": parts, "dependencies": handlers}


def _without(props: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in props.items() if key != name}
