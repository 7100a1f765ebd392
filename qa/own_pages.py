"""Requests that another page has a browser make, which must get no answer."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from qa.access import ORIGINS_VARIABLE, Access
from qa.problems import problem

_POLICY_VIOLATION = 1008


class OwnPagesOnly:
    """Answers its own pages alone: not those of other hosts that resolve to this machine, nor requests of other pages.

    A page in the next tab can reach this machine, even under a name of its own (DNS rebinding); Host, Origin and
    Sec-Fetch-Site give it away.
    """

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # of which no page of ours has any use
            await WebSocketClose(_POLICY_VIOLATION)(scope, receive, send)
        elif scope["type"] == "lifespan" or self._is_own(scope["method"], Headers(scope=scope)):
            await self._app(scope, receive, send)
        else:
            refusal = problem(403, f"only Onrecord's own pages may ask; {ORIGINS_VARIABLE} names others that may")
            await refusal(scope, receive, send)

    def _is_own(self, method: str, headers: Headers) -> bool:
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._access.knows(host):
            return False
        if origin is not None:
            return origin == f"http://{host}" or origin in self._access.origins
        return headers.get("sec-fetch-site", "none") in ("none", "same-origin") or _is_link(method, headers)


def _is_link(method: str, headers: Headers) -> bool:
    """True where somebody has followed a link of another page: all of the window shows what is answered."""
    is_whole_page = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    return method == "GET" and is_whole_page
