"""What every request passes before anything answers it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qa.access import OPEN, Access
from qa.limits import LimitedBodies, LimitedRate, LimitedWait
from qa.own_pages import OwnPagesOnly
from qa.page_routes import PageRoutesOnly
from qa.request_log import RequestLog
from qa.sign_in import TokenOnly

# gradio's page has scripts in it, and makes functions of strings. Nothing is asked of another host.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; worker-src 'self' blob:; "
    "object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",  # `no-referrer` would take the origin from our own forms as well
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def guarded(site: ASGIApp, access: Access = OPEN) -> ASGIApp:
    """The site behind all that protects it; what is put around it last is passed first."""
    site = LimitedWait(LimitedBodies(PageRoutesOnly(site)))
    if access.token:  # before the wait: strangers take nobody's place
        site = TokenOnly(site, access)
    site = LimitedRate(site)
    if access.origins:
        methods = ("GET", "POST", "DELETE")
        site = CORSMiddleware(site, access.origins, methods, allow_headers=("Authorization", "Content-Type"))
    return RequestLog(SafeHeaders(OwnPagesOnly(site, access)))


class SafeHeaders:
    """Has browsers forbid others' scripts and frames, guesses at types, and copies kept for everybody."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        await self._app(scope, receive, send_safely)
