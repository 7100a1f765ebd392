"""What every request passes, around a site that only repeats what it is sent."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Callable
from functools import partial

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Message

from qa import guard, limits
from qa.access import OPEN, Access, access_from
from qa.errors import ServeError
from qa.guard import guarded
from qa.limits import BURST, LARGEST, LARGEST_BODY, LARGEST_FILES, MOST_AT_ONCE, LimitedRate, LimitedWait
from qa.request_log import JsonLines, Lines

HOME = "http://127.0.0.1:7860"
TOKEN = "correct-horse-battery"
PROXY = "https://onrecord.example.org"
BEHIND_PROXY = Access(TOKEN, (PROXY,))


async def repeated(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def dripping(request: Request) -> Response:
    async def drips() -> AsyncIterator[str]:
        for drop in "drip":
            await asyncio.sleep(0.05)
            yield drop

    return StreamingResponse(drips())


async def sleeping(request: Request) -> Response:
    await asyncio.sleep(60)
    return Response()


async def failing(request: Request) -> Response:
    raise RuntimeError("a question")


SITE = Starlette(
    routes=[
        Route("/", repeated, methods=["GET", "POST"]),
        Route("/v1/ask", repeated, methods=["POST"]),
        Route("/v1/articles", repeated, methods=["POST"]),
        Route("/mcp", repeated, methods=["POST"]),
        Route("/gradio_api/{rest:path}", repeated, methods=["POST"]),
        Route("/healthz", repeated),
        Route("/drip", dripping),
        Route("/sleep", sleeping),
        Route("/fail", failing),
    ]
)


def asked(method: str, path: str, access: Access = OPEN, base: str = HOME, **sent: object) -> httpx.Response:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(guarded(SITE, access), raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=base) as client:
            return await client.request(method, path, **sent)  # type: ignore[arg-type]

    return asyncio.run(ask())


@pytest.mark.parametrize("name", ["127.0.0.1:7860", "localhost:7860", "[::1]:7860", "192.0.2.7:80", "localhost"])
def test_this_machine_may_be_called_by_an_address_or_localhost(name: str) -> None:
    assert asked("GET", "/", base=f"http://{name}").status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "evil.example",
        "evil.example:7860",
        "127.0.0.1.evil.example",
        "localhost.evil",
        "localhost.",
        "evil.example@localhost",
        "localhost:7860@evil.example",
        "localhost#evil.example",
        "localhost/evil.example",
        "localhost?evil.example",
        "localhost:",
        "localhost:port",
        " localhost",
        "localhost,evil.example",
        "2130706433",
        "0x7f.1",
        "[::1",
        "::1",
        "[localhost]",
        "",
    ],
)
def test_any_other_name_is_refused(name: str) -> None:
    assert asked("GET", "/", headers={"Host": name}).status_code == 403


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "https://127.0.0.1:7860", "null", ""])
def test_a_request_of_another_page_is_refused_in_a_line(method: str, origin: str) -> None:
    refused = asked(method, "/v1/ask", headers={"Origin": origin})
    assert refused.status_code == 403
    assert refused.headers["content-type"] == "application/problem+json"
    assert "access-control-allow-origin" not in refused.headers
    assert refused.json()["detail"].startswith("only Onrecord's own pages may ask")


OWN, EVIL = "http://127.0.0.1:7860", "http://evil.example"
# What a browser sends for each way in which a page can have it ask: method, Sec-Fetch-Site, -Mode and -Dest, Origin.
ASKED_FROM: dict[str, tuple[int, str, str, str, str, str | None]] = {
    "our page, by itself": (200, "GET", "none", "navigate", "document", None),
    "our page, by a link of another": (200, "GET", "cross-site", "navigate", "document", None),
    "our page, by a link of another port": (200, "GET", "same-site", "navigate", "document", None),
    "our own form": (200, "POST", "same-origin", "navigate", "document", OWN),
    "our own script": (200, "POST", "same-origin", "cors", "empty", OWN),
    "our own image": (200, "GET", "same-origin", "no-cors", "image", None),
    "another's form": (403, "POST", "cross-site", "navigate", "document", EVIL),
    "another's form, whose origin is hidden": (403, "POST", "cross-site", "navigate", "document", "null"),
    "another's form without an origin": (403, "POST", "cross-site", "navigate", "document", None),
    "a form of another port": (403, "POST", "same-site", "navigate", "document", "http://127.0.0.1:8000"),
    "a form of another port without an origin": (403, "POST", "same-site", "navigate", "document", None),
    "another's script": (403, "POST", "cross-site", "cors", "empty", EVIL),
    "another's script that wants no reply": (403, "POST", "cross-site", "no-cors", "empty", EVIL),
    "another's preflight": (403, "OPTIONS", "cross-site", "cors", "empty", EVIL),
    "another's beacon without an origin": (403, "POST", "cross-site", "no-cors", "empty", None),
    "another's image": (403, "GET", "cross-site", "no-cors", "image", None),
    "another's script tag": (403, "GET", "cross-site", "no-cors", "script", None),
    "a script tag of another port": (403, "GET", "same-site", "no-cors", "script", None),
    "another's style sheet": (403, "GET", "cross-site", "no-cors", "style", None),
    "another's frame": (403, "GET", "cross-site", "navigate", "iframe", None),
    "another's object": (403, "GET", "cross-site", "navigate", "object", None),
    "another's reading of our page": (403, "GET", "cross-site", "cors", "empty", EVIL),
    "another's event stream": (403, "GET", "cross-site", "cors", "empty", EVIL),
    "another's WebSocket": (403, "GET", "cross-site", "websocket", "websocket", EVIL),
    "another's deletion": (403, "DELETE", "cross-site", "cors", "empty", EVIL),
}


@pytest.mark.parametrize(("status", "method", "site", "mode", "dest", "origin"), ASKED_FROM.values(), ids=ASKED_FROM)
def test_only_our_own_pages_and_links_to_them_are_answered(
    status: int, method: str, site: str, mode: str, dest: str, origin: str | None
) -> None:
    headers = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
    reply = asked(method, "/", headers=headers | ({"Origin": origin} if origin else {}))
    assert reply.status_code == status


@pytest.mark.parametrize("headers", [[], [(b"host", b"localhost"), (b"origin", b"http://localhost")]])
def test_there_is_no_websocket(headers: list[tuple[bytes, bytes]]) -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    scope = {"type": "websocket", "path": "/", "headers": headers, "query_string": b""}
    asyncio.run(guarded(SITE, Access(TOKEN))(scope, receive, send))
    assert [(one["type"], one["code"]) for one in sent] == [("websocket.close", 1008)]


def test_an_address_that_is_set_is_a_name_of_this_machine_and_its_pages_may_ask() -> None:
    shown = {"Authorization": f"Bearer {TOKEN}", "Origin": PROXY}
    allowed = asked("POST", "/v1/ask", BEHIND_PROXY, PROXY, headers=shown)
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, PROXY)
    assert asked("POST", "/v1/ask", BEHIND_PROXY, "https://evil.example", headers=shown).status_code == 403
    preflight = {"Origin": PROXY, "Access-Control-Request-Method": "POST"}
    assert asked("OPTIONS", "/v1/ask", BEHIND_PROXY, headers=preflight).status_code == 200


FORBIDDING = {
    "content-security-policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval';"
    " style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:;"
    " worker-src 'self' blob:; object-src 'none'; frame-src 'none'; frame-ancestors 'none'; base-uri 'self';"
    " form-action 'self'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def test_every_reply_forbids_browsers_what_others_could_abuse() -> None:
    for path in ("/", "/v1/nothing", "/fail"):
        reply = asked("GET", path)
        assert {name: reply.headers.get(name) for name in FORBIDDING} == FORBIDDING
        assert reply.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": f"Bearer {TOKEN}"}, 200),
        ({"Authorization": f"bearer {TOKEN}"}, 200),
        ({"Authorization": f"Bearer {TOKEN}x"}, 401),
        ({"Authorization": "Bearer"}, 401),
        ({"Authorization": f"Basic {TOKEN}"}, 401),
        ({"Authorization": "Bearer é".encode("latin-1")}, 401),
        ({"Cookie": f"onrecord-7860={TOKEN}"}, 401),
    ],
)
def test_with_a_token_only_those_who_show_it_are_answered(headers: dict[str, str], status: int) -> None:
    reply = asked("POST", "/v1/ask", Access(TOKEN), headers=headers)
    assert reply.status_code == status
    assert (status == 401) == ("www-authenticate" in reply.headers)
    assert TOKEN not in reply.text


def test_whether_the_process_runs_is_told_without_a_token() -> None:
    assert asked("GET", "/healthz", Access(TOKEN)).status_code == 200


def test_people_show_the_token_once_and_come_where_they_wanted_to_go() -> None:
    shown = asked("GET", "/?article=a&start=1", Access(TOKEN))
    assert shown.status_code == 401
    assert '<label for="token">Token</label>' in shown.text
    wrong = asked("POST", "/", Access(TOKEN), data={"token": "guess"})
    assert (wrong.status_code, "This is not the token." in wrong.text, wrong.cookies) == (401, True, {})
    long = {"filler": "x" * 5_000, "token": TOKEN}  # nobody is read for longer before they have shown it
    assert asked("POST", "/", Access(TOKEN), data=long).status_code == 401
    entered = asked("POST", "/?article=a&start=1", Access(TOKEN), data={"token": TOKEN})
    assert (entered.status_code, entered.headers["location"]) == (303, "/?article=a&start=1")
    cookie = entered.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
    assert TOKEN not in cookie
    cookie_sent = {"Cookie": cookie.partition(";")[0]}
    assert asked("POST", "/v1/ask", Access(TOKEN), headers=cookie_sent).status_code == 200
    assert asked("POST", "/v1/ask", Access(TOKEN + "x"), headers=cookie_sent).status_code == 401


def test_each_port_has_a_cookie_of_its_own_since_browsers_keep_them_by_host() -> None:
    for port in (7860, 7861):
        entered = asked("POST", "/", Access(TOKEN), f"http://127.0.0.1:{port}", data={"token": TOKEN})
        assert entered.headers["set-cookie"].startswith(f"onrecord-{port}=")


def test_who_has_no_token_takes_nobodys_place_by_sending_it_slowly() -> None:
    async def ask() -> int:
        site = guarded(SITE, Access(TOKEN))

        async def send_slowly() -> None:
            async def first_byte_and_no_more() -> AsyncIterator[bytes]:
                yield b"t"
                await asyncio.sleep(60)

            await client.post("/", content=first_byte_and_no_more())

        async with httpx.AsyncClient(transport=httpx.ASGITransport(site), base_url=HOME) as client:
            strangers = [asyncio.create_task(send_slowly()) for _ in range(2 * MOST_AT_ONCE)]
            await asyncio.sleep(0)
            answered = await client.post("/v1/ask", headers={"Authorization": f"Bearer {TOKEN}"})
            for stranger in strangers:
                stranger.cancel()
            await asyncio.gather(*strangers, return_exceptions=True)
            return answered.status_code

    assert asyncio.run(ask()) == 200


def test_there_is_one_page() -> None:
    assert asked("GET", "/?page=2").status_code == 404
    assert asked("GET", "/?article=a&start=1").status_code == 200


def test_over_tls_the_cookie_is_kept_from_plain_http() -> None:
    host = {"Host": PROXY.removeprefix("https://")}  # the proxy passes it on, and speaks plain HTTP itself
    entered = asked("POST", "/", BEHIND_PROXY, headers=host, data={"token": TOKEN})
    assert "Secure" in entered.headers["set-cookie"]


def test_a_token_is_needed_where_others_can_reach_the_address() -> None:
    assert access_from({}, "127.0.0.1") == access_from({}, "localhost") == access_from({}, "::1") == OPEN
    made, other = access_from({}, "0.0.0.0"), access_from({}, "box.lan")
    assert len(made.token) >= 43
    assert made != other
    assert access_from({"ONRECORD_TOKEN": TOKEN, "ONRECORD_ORIGINS": PROXY}, "127.0.0.1") == BEHIND_PROXY


@pytest.mark.parametrize(
    "environment",
    [
        {"ONRECORD_TOKEN": "secret"},
        {"ONRECORD_TOKEN": "a token that has spaces"},
        {"ONRECORD_TOKEN": "tökén-of-some-length"},
        {"ONRECORD_ORIGINS": "onrecord.example.org"},
        {"ONRECORD_ORIGINS": "https://onrecord.example.org/chat"},
        {"ONRECORD_ORIGINS": "*"},
    ],
)
def test_a_token_or_an_address_that_protects_nothing_is_refused_in_a_line(environment: dict[str, str]) -> None:
    with pytest.raises(ServeError) as refused:
        access_from(environment, "127.0.0.1")
    assert environment.get("ONRECORD_TOKEN", "-") not in str(refused.value)


@pytest.mark.parametrize(
    ("path", "kind", "most"),
    [
        ("/", "", LARGEST_BODY),
        ("/gradio_api/call/ask", "multipart/form-data; boundary=x", LARGEST_BODY),
        *((path, "application/json", most) for path, most in LARGEST.items()),
        ("/v1/articles", "application/jsonl", LARGEST_FILES),
        ("/v1/articles", "multipart/form-data; boundary=x", LARGEST_FILES),
        ("/gradio_api/upload", "multipart/form-data; boundary=x", LARGEST_FILES),
    ],
)
def test_what_is_too_large_for_its_address_is_refused_with_or_without_its_size(path: str, kind: str, most: int) -> None:
    async def pieces(size: int) -> AsyncIterator[bytes]:
        yield b"x" * (size - 1)
        yield b"x"

    headers = {"Content-Type": kind}
    assert asked("POST", path, headers=headers, content=pieces(most)).text == str(most)
    for content in (pieces(most + 1), b"x" * (most + 1)):
        refused = asked("POST", path, headers=headers, content=content)
        assert refused.status_code == 413
    assert f"more than {most:,} bytes" in refused.json()["detail"]


def test_a_client_that_asks_too_often_is_told_when_to_ask_again_and_others_are_answered() -> None:
    now = 0.0
    limited = LimitedRate(SITE, rate=2, burst=3, clock=lambda: now)

    async def statuses(client: str, path: str, times: int) -> list[int]:
        transport = httpx.ASGITransport(limited, client=(client, 1))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as asking:
            replies = [await asking.request("POST" if path == "/v1/ask" else "GET", path) for _ in range(times)]
        assert all(reply.headers["retry-after"] == "1" for reply in replies if reply.status_code == 429)
        return [reply.status_code for reply in replies]

    assert asyncio.run(statuses("192.0.2.1", "/v1/ask", 5)) == [200, 200, 200, 429, 429]
    assert asyncio.run(statuses("192.0.2.2", "/v1/ask", 1)) == [200]
    assert asyncio.run(statuses("192.0.2.1", "/", 5)) == [200] * 5
    now = 1.0
    assert asyncio.run(statuses("192.0.2.1", "/v1/ask", 3)) == [200, 200, 429]


def test_who_guesses_the_token_is_slowed_like_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LimitedRate", partial(LimitedRate, burst=2, clock=lambda: 0.0))

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(guarded(SITE, Access(TOKEN)))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            return [(await client.post("/", data={"token": f"guess {number}"})).status_code for number in range(3)]

    assert asyncio.run(ask()) == [401, 401, 429]


def test_of_very_many_clients_the_one_that_asked_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_MOST_CLIENTS", 2)
    limited = LimitedRate(SITE, rate=1, burst=1, clock=lambda: 0.0)

    async def status(client: str) -> int:
        transport = httpx.ASGITransport(limited, client=(client, 1))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as asking:
            return (await asking.post("/v1/ask")).status_code

    asked_by = ["192.0.2.1", "192.0.2.2", "192.0.2.2", "192.0.2.3", "192.0.2.2", "192.0.2.1"]
    assert [asyncio.run(status(client)) for client in asked_by] == [200, 200, 429, 200, 429, 200]


def test_a_page_that_loads_and_polls_never_asks_too_often() -> None:
    async def ask() -> set[int]:
        transport = httpx.ASGITransport(guarded(SITE))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            return {(await client.get("/")).status_code for _ in range(2 * BURST)}

    assert asyncio.run(ask()) == {200}


def test_an_answer_that_does_not_begin_in_time_is_given_up_and_a_stream_that_has_begun_is_not() -> None:
    def reply(path: str) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(LimitedWait(SITE, seconds=0.1))
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
                return await client.get(path)

        return asyncio.run(ask())

    assert reply("/sleep").status_code == 504
    assert reply("/drip").text == "drip"


def test_more_at_once_than_can_be_answered_are_asked_to_come_again() -> None:
    async def ask() -> list[int]:
        transport = httpx.ASGITransport(LimitedWait(SITE, seconds=0.2, most=2))
        async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
            at_once = await asyncio.gather(*(client.get("/sleep") for _ in range(3)))
            return [reply.status_code for reply in (*at_once, await client.get("/drip"), await client.get("/"))]

    assert asyncio.run(ask()) == [504, 504, 503, 200, 200]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Callable[[logging.Formatter], str]:
    caplog.set_level(logging.INFO, "onrecord.requests")
    return lambda formatter: "\n".join(formatter.format(record) for record in caplog.records)


def test_a_request_is_a_line_with_the_id_that_its_reply_has(logged: Callable[[logging.Formatter], str]) -> None:
    reply = asked("POST", "/v1/ask")
    line = rf"[\d:.T+-]+ {reply.headers['x-request-id']} POST /v1/ask 200 \d+ ms"
    assert re.fullmatch(line, logged(Lines()))
    told = json.loads(logged(JsonLines()))
    assert (told["method"], told["path"], told["status"]) == ("POST", "/v1/ask", 200)
    assert told["id"] == reply.headers["x-request-id"]


def test_a_line_has_no_question_no_token_and_nothing_that_commands_a_terminal(
    logged: Callable[[logging.Formatter], str],
) -> None:
    asked("GET", "/v1/search?q=secret", BEHIND_PROXY, headers={"Authorization": f"Bearer {TOKEN}"})
    asked("POST", "/?token=secret", BEHIND_PROXY, data={"token": TOKEN})
    asked("GET", "/v1/%1b[2J%0aforged%20line", BEHIND_PROXY)
    asked("GET", "/" + "x" * 5000)
    for formatter in (Lines(), JsonLines()):
        text = logged(formatter)
        assert "secret" not in text
        assert TOKEN not in text
        assert "\x1b" not in text
        assert len(text.splitlines()) == 4
        assert max(map(len, text.splitlines())) < 500


def test_a_reply_that_fails_is_a_line_too(logged: Callable[[logging.Formatter], str]) -> None:
    assert asked("GET", "/fail").status_code == 500
    assert "GET /fail 500" in logged(Lines())
