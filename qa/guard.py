"""Who may ask: every request passes here before anything answers it."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

OWN_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class OwnPagesOnly:
    """Answers this machine's own pages alone: not those of other hosts that resolve to it, nor posts from other pages.

    A page in the next tab can reach 127.0.0.1, even under a name of its own (DNS rebinding); Host and Origin give it
    away.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and not _is_own(Headers(scope=scope)):
            refusal = PlainTextResponse("only pages of this machine's Onrecord may ask\n", status_code=403)
            await (refusal if scope["type"] == "http" else WebSocketClose(1008))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    host = headers.get("host", "")
    origin = headers.get("origin")
    return host.rpartition(":")[0] in OWN_HOSTS and origin in (None, f"http://{host}")
