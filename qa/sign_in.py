"""The token, where one is demanded: programs show it with each request, people once, on a page of their own."""

from __future__ import annotations

import asyncio
import hashlib
from html import escape
from importlib.resources import files
from secrets import compare_digest
from urllib.parse import parse_qs

from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.access import Access
from qa.problems import problem

_DAYS = 30 * 24 * 3600
# What tells that the process runs, and nothing of the corpus.
_OPEN_PATHS = ("/healthz", "/readyz")
_LONGEST_FORM = 4096
_FORM_SECONDS = 10
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Onrecord"'}


class TokenOnly:
    """Answers whoever shows the token, in `Authorization: Bearer` or in the cookie that the page sets.

    The cookie has the token's hash, so that who finds it does not have the token.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access
        self._token = access.token
        self._cookie = hashlib.sha256(access.token.encode()).hexdigest()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope["path"] in _OPEN_PATHS or self._has_shown(HTTPConnection(scope)):
            await self._app(scope, receive, send)
        elif scope["path"] == "/":
            await (await self._asked(Request(scope, receive)))(scope, receive, send)
        else:
            refusal = problem(401, "this needs the token: Authorization: Bearer TOKEN", _CHALLENGE)
            await refusal(scope, receive, send)

    def _has_shown(self, request: HTTPConnection) -> bool:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        by_header = scheme.lower() == "bearer" and _same(token.strip(), self._token)
        return by_header or _same(request.cookies.get(_cookie_name(request), ""), self._cookie)

    async def _asked(self, request: Request) -> Response:
        if request.method != "POST":
            return _page("", request)
        try:
            async with asyncio.timeout(_FORM_SECONDS):
                shown = await _sent_token(request)
        except (TimeoutError, ClientDisconnect):
            return problem(408, f"the form was not sent within {_FORM_SECONDS} seconds; send it again")
        if not _same(shown, self._token):
            return _page("This is not the token.", request)
        entered = RedirectResponse(f"/?{request.url.query}" if request.url.query else "/", status_code=303)
        secure = self._access.is_over_tls(request.headers.get("host", ""))
        entered.set_cookie(
            _cookie_name(request), self._cookie, max_age=_DAYS, secure=secure, httponly=True, samesite="strict"
        )
        return entered


def _cookie_name(request: HTTPConnection) -> str:
    """One for each port that we listen at: browsers keep cookies by the host alone."""
    _, port = request.scope["server"]
    return f"onrecord-{port}"


def _same(shown: str, expected: str) -> bool:
    return compare_digest(shown.encode(errors="replace"), expected.encode())


async def _sent_token(request: Request) -> str:
    form = b""
    async for chunk in request.stream():
        form += chunk
        if len(form) > _LONGEST_FORM:
            return ""
    return parse_qs(form.decode(errors="replace")).get("token", [""])[0].strip()


def _page(problem_shown: str, request: Request) -> Response:
    page = files("qa").joinpath("static/sign_in.html").read_text(encoding="utf-8")
    headers = dict(_CHALLENGE)
    if request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        headers["Refresh"] = "0"  # a link on another page: the browser shows the cookie with our own request only
    return HTMLResponse(page.replace("{problem}", escape(problem_shown)), 401, headers)
