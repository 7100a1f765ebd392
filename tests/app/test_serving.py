"""A server that others can reach, as whoever means it harm meets it: one process for all of this module."""

from __future__ import annotations

import json
import re
import shutil
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import httpx2
import pytest
from anyio.from_thread import start_blocking_portal
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult
from playwright.sync_api import Browser, expect

import qa
from tests.app.pages import CERTIFICATES, FERRY, ask, running
from tests.processes import Process

JSON = {"Content-Type": "application/json"}
WORDS = "pelican-words"
# What the scripts of the page send along with a click.
EVENT_FIELDS = (
    "answer article comment conversation end form order outlet person question removes since speaker start undo until "
    "value verdict words"
).split()
SECRET = "The words of a file that nobody has uploaded"


@dataclass(frozen=True)
class Server:
    """`address` is that of this machine; `copies` is the folder in which the process keeps what is uploaded."""

    address: str
    token: str
    process: Process
    printed: list[str]
    log: Path
    copies: Path
    data: Path

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.address, headers={"Authorization": f"Bearer {self.token}"}, timeout=60)


@pytest.fixture(scope="module")
def server(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("serving")
    data = Path(shutil.copytree(sample_folder, folder / "sample"))
    copies, log = folder / "copies", folder / "log"
    copies.mkdir()
    arguments = ("serve", "--host", "0.0.0.0", "--log-json")
    with running(data, *arguments, errors=log, TMPDIR=str(copies)) as (process, printed):
        address = printed[-1].split()[3].replace("0.0.0.0", "127.0.0.1")
        yield Server(address, printed[0].split()[-1], process, printed, log, copies, data)


@pytest.fixture
def client(server: Server) -> Iterator[httpx.Client]:
    with server.client() as opened:
        yield opened


def test_the_token_is_printed_once_before_the_address(server: Server) -> None:
    told, listening = server.printed
    assert told.startswith("The token, until it is stopped (ONRECORD_TOKEN sets another): ")
    assert server.token not in listening


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/ask"),
        ("GET", "/v1/articles"),
        ("GET", "/v1/docs"),
        ("POST", "/mcp"),
        ("GET", "/config"),
        ("GET", "/assets/index.js"),
        ("POST", "/gradio_api/queue/join"),
        ("POST", "/gradio_api/upload"),
        ("POST", "/gradio_api/call/ask"),
        ("GET", "/gradio_api/heartbeat/x"),
    ],
)
def test_page_api_and_tools_alike_want_the_token(server: Server, method: str, path: str) -> None:
    assert httpx.request(method, server.address + path, timeout=60).status_code == 401


def test_a_person_shows_the_token_and_comes_to_the_page_they_were_sent(server: Server, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}/?__theme=dark")
    page.get_by_label("Token").fill("not the token")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("This is not the token.")
    page.get_by_label("Token").fill(server.token)
    page.get_by_role("button", name="Enter").click()
    expect(ask(page, CERTIFICATES).locator("blockquote").first).to_be_visible()
    assert page.url.startswith(f"{server.address}/?__theme=dark")
    link = f'<a href="{server.address}/?__theme=light">an answer</a>'
    page.route("http://mail.example/", lambda route: route.fulfill(body=link, content_type="text/html"))
    page.goto("http://mail.example/")
    page.get_by_text("an answer").click()
    expect(page.get_by_label("Question")).to_be_visible()
    page.close()


def called(client: httpx.Client, function: int, inputs: list[Any]) -> str:
    """What the page is told by one of its handlers that is called with these inputs."""
    session = uuid4().hex
    event = dict.fromkeys(EVENT_FIELDS, inputs[0] if inputs else "")
    sent = {"fn_index": function, "data": inputs, "session_hash": session, "event_data": event, "trigger_id": None}
    joined = client.post("/gradio_api/queue/join", content=json.dumps(sent).encode(), headers=JSON)
    if joined.status_code != 200:
        return joined.text
    with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as events:
        told = ""
        for line in events.iter_lines():
            told += line
            if '"process_completed"' in line or '"unexpected_error"' in line:
                break
        return told


def test_no_handler_of_the_page_takes_a_file_that_was_not_uploaded(
    server: Server, client: httpx.Client, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    with socket.create_server(("127.0.0.1", 0)) as elsewhere:
        elsewhere.setblocking(False)
        address = f"http://127.0.0.1:{elsewhere.getsockname()[1]}/secret.txt"
        for path in (str(secret), f"{server.copies}/../../{secret.relative_to('/')}", address):
            file = {"path": path, "meta": {"_type": "gradio.FileData"}}
            for function in client.get("/config").json()["dependencies"]:
                for value in (file, [file], {"value": file, "files": [file]}):
                    told = called(client, function["id"], [value] * len(function["inputs"]))
                    assert SECRET not in told
        with pytest.raises(BlockingIOError):
            elsewhere.accept()
    kept = [file for file in server.copies.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
    assert kept == []
    assert SECRET not in client.get("/v1/articles").text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file={secret}",
        "/gradio_api/file=http://127.0.0.1:1/",
        "/gradio_api/file/{secret}",
        "/gradio_api/proxy=http://127.0.0.1:1/",
        "/gradio_api/custom_component/1/client/component/..%2f..%2f..%2f..%2f..%2f..%2f..%2f{secret}",
        "/gradio_api/stream/x/1/1/..%2f..%2f{secret}",
        "/static/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f{secret}",
        "/assets/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f{secret}",
        "/svelte/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f{secret}",
        "/v1/docs/files/..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f..%2f{secret}",
        "/v1/articles/..%2f..%2f..%2f..%2f{secret}",
        "/?deep_link=..%2f..%2f..%2f{secret}",
    ],
)
def test_no_address_leads_to_a_file_of_the_machine(client: httpx.Client, tmp_path: Path, path: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    for given in (str(secret), str(secret).replace("/", "%2f")):
        reply = client.get(path.format(secret=given))
        assert SECRET not in reply.text
        assert path.startswith("/?") or reply.status_code in (400, 403, 404)


def test_what_is_uploaded_is_kept_from_others_of_this_machine(server: Server, client: httpx.Client) -> None:
    files = {"files": ("ferry.txt", FERRY)}
    [path] = client.post("/gradio_api/upload", files=files).json()
    assert Path(path).is_relative_to(server.copies)
    [folder] = [one for one in server.copies.iterdir() if Path(path).is_relative_to(one)]
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "path", ["/nothing", "/gradio_api/nothing", "/gradio_api/queue/nothing", "/gradio_api/file=no", "/assets/no.js"]
)
def test_what_is_not_there_is_a_problem(client: httpx.Client, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code in (403, 404)
    assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("end", ["", "%0A", "/%0A", "%0A/", "%00"])
@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/process_recording",
        "/gradio_api/deep_link",
        "/gradio_api/vibe-code/",
        "/monitoring/summary",
        "/logout",
        "/openapi.json",
    ],
)
def test_what_the_page_does_not_need_of_gradio_is_not_there(client: httpx.Client, path: str, end: str) -> None:
    for method in ("GET", "POST"):
        assert client.request(method, f"{path}{end}").status_code == 404


def test_the_page_tells_nobody_what_only_python_needs(client: httpx.Client) -> None:
    config = client.get("/config")
    assert [one["api_name"] for one in config.json()["dependencies"] if one["api_name"]] == ["ask"]
    for text in (config.text, client.get("/").text):
        assert not re.search(r"0x[0-9a-f]{6}|&lt;function|<function|draw_topic|\.py\b", text)


@pytest.mark.parametrize("path", ["/openapi.json%0A", "/login%0A", "/healthz%0A", "/gradio_api/run/ask/%0A"])
def test_an_address_with_a_line_break_is_none(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_assistant_reaches_the_tools_with_the_token_and_not_without(server: Server) -> None:
    async def asked(headers: dict[str, str]) -> CallToolResult:
        async with (
            httpx2.AsyncClient(headers=headers, timeout=60) as http,
            Client(streamable_http_client(f"{server.address}/mcp", http_client=http)) as client,
        ):
            return await client.call_tool("ask", {"question": CERTIFICATES})

    with start_blocking_portal() as portal:  # the browser has a loop in this thread
        answer = portal.call(asked, {"Authorization": f"Bearer {server.token}"}).structured_content
        assert answer
        assert answer["passages"][0]["speaker"] == "Arslan Toremurat"
        for headers in ({}, {"Authorization": f"Bearer {server.token}x"}):
            with pytest.RaisesGroup(MCPError, flatten_subgroups=True):
                portal.call(asked, headers)


def test_two_who_send_the_same_article_at_once_have_added_it_once(client: httpx.Client) -> None:
    def add(_: int) -> httpx.Response:
        """Again for as long as it is told to: the first article waits for the models."""
        replies = (client.post("/v1/articles", json={"text": FERRY}) for _ in range(10))
        return next(reply for reply in replies if reply.status_code != 503)

    with ThreadPoolExecutor(2) as both:
        first, second = both.map(add, range(2))
    assert sorted((first.status_code, second.status_code)) == [200, 201]
    assert first.json()["doc_id"] == second.json()["doc_id"]


def test_who_leaves_before_the_answer_leaves_the_others_theirs(server: Server, client: httpx.Client) -> None:
    body = json.dumps({"question": CERTIFICATES})
    head = f"POST /v1/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {server.token}\r\n"
    whole = f"{head}Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n{body}"
    port = httpx.URL(server.address).port
    for sent in (whole, whole[:-5], head):
        with socket.create_connection(("127.0.0.1", port)) as leaving:
            leaving.sendall(sent.encode())
    assert client.post("/v1/ask", json={"question": CERTIFICATES}).json()["answered"]


def test_the_log_has_a_line_a_request_and_no_question_and_no_token(server: Server, client: httpx.Client) -> None:
    asked = client.post("/v1/ask", json={"question": "What of the walrus?"})
    client.get("/v1/search", params={"q": "walrus"})
    lines = [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]
    [line] = [line for line in lines if line.get("id") == asked.headers["x-request-id"]]
    assert (line["method"], line["path"], line["status"]) == ("POST", "/v1/ask", 200)
    assert "walrus" not in server.log.read_text()
    assert server.token not in server.log.read_text()


RUBBISH: list[tuple[str, Any]] = [
    ("queue/join", {"fn_index": 9_999, "data": [], "session_hash": "s"}),
    ("queue/join", {"fn_index": -1, "data": [WORDS], "session_hash": "s"}),
    ("queue/join", {"fn_index": WORDS, "data": [], "session_hash": "\ud800"}),
    ("queue/join", {"data": WORDS}),
    ("queue/join", [WORDS]),
    ("call/v2/ask", {}),
    ("call/v2/ask", {WORDS: WORDS}),
    ("call/v2/ask", {"question": WORDS, "history": [None]}),
    ("call/v2/nothing", {"question": WORDS}),
    ("call/nothing", {"data": [WORDS]}),
    ("call/ask", {"question": WORDS}),
    ("cancel", {"session_hash": WORDS}),
    ("reset", {"event_id": 7}),
]


@pytest.mark.parametrize(("path", "sent"), RUBBISH)
def test_what_no_page_sends_is_refused_as_a_problem(client: httpx.Client, path: str, sent: Any) -> None:
    refused = client.post(f"/gradio_api/{path}", content=json.dumps(sent).encode(), headers=JSON)
    assert refused.status_code in (400, 422)
    assert refused.headers["content-type"] == "application/problem+json"
    assert WORDS not in refused.text


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ([], "this does not fit what the page sends"),
        ([WORDS, [None]], "this does not fit what the page sends"),
        ([[None]], "question: Input should be a valid string"),
        ([{WORDS: WORDS}], "question: Input should be a valid string"),
        ([""], "question: String should have at least 1 character"),
        (["x" * 2_001], "question: String should have at most 2000 characters"),
        ([" "], "the question is empty"),
    ],
)
def test_a_program_that_asks_the_page_is_told_in_a_line_what_does_not_fit(
    client: httpx.Client, data: list[Any], line: str
) -> None:
    event = client.post("/gradio_api/call/ask", json={"data": data}).json()["event_id"]
    told = client.get(f"/gradio_api/call/ask/{event}").text
    assert told.startswith("event: error")
    assert line in told


def test_no_handler_of_the_page_fails_on_half_a_letter_or_logs_what_it_is_sent(
    server: Server, client: httpx.Client
) -> None:
    handlers = client.get("/config").json()["dependencies"]
    for half_a_letter in (f"\ud800 {WORDS}", [f"{WORDS} \udfff"]):
        for handler in handlers:
            told = called(client, handler["id"], [half_a_letter] * len(handler["inputs"]))
            assert "process_completed" in told, handler["api_name"]
            assert "mistake" not in told, handler["api_name"]
    log = server.log.read_text()
    assert "Traceback" not in log
    assert WORDS not in log


def test_a_port_that_is_taken_gets_one_line(server: Server, onrecord: Any) -> None:
    port = str(httpx.URL(server.address).port)
    refused = onrecord("chat", "--port", port)
    assert refused.returncode == 2
    assert refused.stderr == f"onrecord: port {port} of 127.0.0.1 cannot be used; name another with --port\n"


def test_ctrl_c_ends_it_at_once_in_the_midst_of_adding_and_nothing_is_lost(server: Server) -> None:
    articles = "".join(json.dumps({"text": f"{FERRY}\n{number}"}) + "\n" for number in range(400))
    told = threading.Event()
    acknowledged = []

    def add() -> None:
        headers = {"Content-Type": "application/jsonl", "Accept": "text/event-stream"}
        with server.client() as client:
            try:
                with client.stream("POST", "/v1/articles", content=articles, headers=headers) as events:
                    for line in events.iter_lines():
                        if '"added"' in line:
                            acknowledged.append(json.loads(line.removeprefix("data: "))["doc_id"])
                            told.set()
            except httpx.HTTPError:
                told.set()

    adding = threading.Thread(target=add)
    adding.start()
    assert told.wait(60)
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=20) == 0
    adding.join()
    with qa.open_corpus(server.data) as corpus:
        kept = {article.id for article in corpus.articles()}
    assert acknowledged
    assert set(acknowledged) <= kept
    assert len(acknowledged) < 400
    assert [file for file in server.copies.rglob("*") if file.is_file()] == []
