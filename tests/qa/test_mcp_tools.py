"""The tools as an assistant meets them: the SDK's own client, over standard input and output and over HTTP."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp_types import CallToolResult, TextContent

import qa
from qa.mcp_tools import MOST_CHARACTERS
from tests.app.pages import CERTIFICATES, UNANSWERABLE, serving

TALKS = "f37d8b4296ff1506"

Call = Callable[..., CallToolResult]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("tools") / "sample"))


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[qa.Corpus]:
    """The corpus that the tools read, with an article in it that is longer than what one call gives."""
    with qa.open_corpus(folder) as opened:
        opened.add(qa.Article("long", "“Bread is baked in the dark,” Nora Quist said.\n\n" * 500, title="Bread"))
        yield opened


@pytest.fixture(scope="module")
def portal() -> Iterator[BlockingPortal]:
    with start_blocking_portal() as opened:
        yield opened


def started_on(folder: Path) -> list[str]:
    return ["-c", "from qa.cli import main; main()", "--data", str(folder), "mcp"]


@pytest.fixture(scope="module")
def over_stdio(portal: BlockingPortal, folder: Path, corpus: qa.Corpus) -> Iterator[Client]:
    """`onrecord mcp`, as an assistant starts it."""
    started = StdioServerParameters(command=sys.executable, args=started_on(folder), env=dict(os.environ))
    with portal.wrap_async_context_manager(Client(started, read_timeout_seconds=60)) as client:
        yield client


@pytest.fixture(scope="module")
def address(folder: Path, corpus: qa.Corpus) -> Iterator[str]:
    with serving(folder) as opened:
        yield f"{opened}/mcp"


@pytest.fixture(scope="module")
def over_http(portal: BlockingPortal, address: str) -> Iterator[Client]:
    with portal.wrap_async_context_manager(Client(address, read_timeout_seconds=60)) as client:
        yield client


@pytest.fixture(params=["over_stdio", "over_http"])
def client(request: pytest.FixtureRequest) -> Client:
    found: Client = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def call(portal: BlockingPortal, client: Client) -> Call:
    return lambda tool, **arguments: portal.call(partial(client.call_tool, tool, arguments))


def told(result: CallToolResult) -> str:
    """The error of a tool that could not do what was asked."""
    assert result.is_error
    assert isinstance(result.content[0], TextContent)
    return result.content[0].text


def test_every_tool_says_what_it_does_and_gives_and_only_reads(portal: BlockingPortal, client: Client) -> None:
    tools = portal.call(client.list_tools).tools
    assert [tool.name for tool in tools] == ["ask", "search", "read_article", "list_speakers"]
    for tool in tools:
        assert tool.description
        assert tool.input_schema["additionalProperties"] is False
        assert tool.output_schema
        assert tool.annotations
        assert tool.annotations.read_only_hint
        assert not tool.annotations.open_world_hint
    assert "no quotation marks" in (client.instructions or "")


def test_an_answer_is_what_the_corpus_answers_as_structure_and_as_text(call: Call, corpus: qa.Corpus) -> None:
    result = call("ask", question=CERTIFICATES)
    assert result.structured_content == corpus.ask(CERTIFICATES).to_json()
    assert isinstance(result.content[0], TextContent)
    assert json.loads(result.content[0].text) == result.structured_content


def test_silence_is_an_answer(call: Call, corpus: qa.Corpus) -> None:
    answer = call("ask", question=UNANSWERABLE).structured_content
    assert answer == corpus.ask(UNANSWERABLE).to_json()
    assert answer["note"]


def test_a_follow_up_and_filters_are_understood(call: Call, corpus: qa.Corpus) -> None:
    filters = {"speakers": ["Toremurat"], "doc_id": TALKS, "since": "2024-01-01"}
    asked = call("ask", question="And about the slots?", history=[CERTIFICATES], filters=filters, k=1)
    expected = corpus.ask(
        "And about the slots?", [CERTIFICATES], speakers=["Toremurat"], article_id=TALKS, since=date(2024, 1, 1), k=1
    )
    assert asked.structured_content == expected.to_json()


def test_several_ask_at_once_and_each_gets_its_own_answer(
    portal: BlockingPortal, client: Client, corpus: qa.Corpus
) -> None:
    questions = [f"What did {name} say?" for name in ("Toremurat", "Montesca", "Carrasso", "Maskell")] * 3
    asked = [portal.start_task_soon(client.call_tool, "ask", {"question": question}) for question in questions]
    answers = [one.result(60).structured_content for one in asked]
    assert answers == [corpus.ask(question).to_json() for question in questions]


def test_a_search_finds_passages_whether_they_answer_or_not(call: Call) -> None:
    day = {"since": "2024-05-22", "until": "2024-05-22"}
    found = call("search", question=UNANSWERABLE, filters=day, k=3).structured_content
    assert found
    assert len(found["passages"]) == 3
    assert {passage["date"] for passage in found["passages"]} == {"2024-05-22"}


def test_an_article_is_read_word_for_word_with_what_is_said_in_it(call: Call, corpus: qa.Corpus) -> None:
    read = call("read_article", doc_id=TALKS).structured_content
    assert read
    assert read["text"] == corpus.article(TALKS).text
    assert read["next"] is None
    quote = read["quotes"][0]
    assert (quote["speaker"], read["text"][slice(*quote["mention"])]) != (None, "")


def test_a_long_article_is_read_in_several_calls(call: Call, corpus: qa.Corpus) -> None:
    first = call("read_article", doc_id="long").structured_content
    assert first
    assert first["next"] == MOST_CHARACTERS
    second = call("read_article", doc_id="long", start=first["next"]).structured_content
    assert second
    assert first["text"] + second["text"] == corpus.article("long").text
    part = call("read_article", doc_id="long", start=first["next"], end=first["next"] + 10).structured_content
    assert part
    assert part["text"] == second["text"][:10]
    past = call("read_article", doc_id="long", start=10**9).structured_content
    assert past
    assert (past["text"], past["next"]) == ("", None)


def test_a_quotation_that_begins_where_a_call_ends_is_told_by_the_next(call: Call, corpus: qa.Corpus) -> None:
    begins = [span.start for quotation in corpus.quotations("long") for span in quotation.spans]
    for start, end in ((0, begins[1]), (begins[1], begins[2])):
        read = call("read_article", doc_id="long", start=start, end=end).structured_content
        assert read
        assert [quote["start"] for quote in read["quotes"]] == [at for at in begins if start <= at < end] != []


def test_speakers_are_listed_page_by_page_with_how_often_they_are_quoted(call: Call, corpus: qa.Corpus) -> None:
    first = call("list_speakers", limit=3).structured_content
    assert first
    rest = call("list_speakers", cursor=first["next"]).structured_content
    assert rest
    assert rest["next"] is None
    listed = {person["speaker"]: person["quotations"] for person in first["items"] + rest["items"]}
    assert listed == {one.speaker.name: one.quotations for one in corpus.appearances()}
    [toremurat] = call("list_speakers", name="toremurat").structured_content["items"]
    assert toremurat["speaker"] == "Arslan Toremurat"


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("ask", {"question": " "}, "the question is empty"),
        ("ask", {"question": "x" * 2_001}, "at most 2000 characters"),
        ("ask", {"question": "Who?", "filters": {"doc_id": "none"}}, "'none'"),
        ("ask", {"question": "Who?", "filters": {"since": "in May"}}, "a date is written like 2024-05-31"),
        ("ask", {"question": "Who?", "filters": {"author": "Venn"}}, "filters.author: "),
        ("ask", {"question": "Who?", "k": 0}, "k: "),
        ("ask", {"question": "Who?", "k": "3"}, "k: "),
        ("ask", {"question": "Who?", "speakers": ["Montesca"]}, "speakers: "),
        ("ask", {}, "question: "),
        ("search", {"question": "Who?", "history": []}, "history: "),
        ("search", {"question": "Who?", "filters": {"meeting": "none"}}, "there is no meeting 'none'"),
        ("read_article", {"doc_id": "../../etc/passwd\n\u202e"}, "passwd"),
        ("read_article", {"doc_id": TALKS, "start": -1}, "start: "),
        ("list_speakers", {"limit": "many"}, "limit: "),
        ("list_speakers", {"limit": "3"}, "limit: "),
        ("list_speakers", {"limit": 201}, "limit: "),
        ("list_speakers", {"name": "x" * 201}, "name: "),
        ("list_speakers", {"cursor": "x" * 1_001}, "cursor: "),
        ("list_speakers", {"cursor": "many"}, "this cursor is none of ours"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(
    call: Call, tool: str, arguments: dict[str, object], message: str
) -> None:
    line = told(call(tool, **arguments))
    assert message in line
    assert "onrecord" not in line  # no command, which an assistant cannot give
    assert not {"\n", "\u202e"} & set(line)


def test_nothing_but_the_protocol_is_on_standard_output(folder: Path) -> None:
    (folder / "index.faiss").unlink()  # which is told, on standard error
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    with subprocess.Popen([sys.executable, *started_on(folder)], **pipes) as process:
        client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "c", "version": "1"}}
        process.stdin.write(message("initialize", 1, client))
        process.stdin.write(message("tools/call", 2, {"name": "ask", "arguments": {"question": CERTIFICATES}}))
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        rest, problems = process.communicate(timeout=60)
    assert [answer["id"] for answer in answers] == [1, 2]
    assert (process.returncode, rest) == (0, "")
    assert "rebuilt from the database" in problems


def message(method: str, number: int, parameters: Json) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}) + "\n"


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_other_methods_are_told_how_to_ask_and_hold_nothing_open(address: str, method: str) -> None:
    refused = httpx.request(method, address, headers={"Accept": "text/event-stream"})
    assert (refused.status_code, refused.headers["Allow"]) == (405, "POST")
    assert refused.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "headers", [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_no_page_of_the_web_reaches_the_tools(address: str, headers: dict[str, str]) -> None:
    listing = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    accepted = {"Accept": "application/json, text/event-stream"}
    assert httpx.post(address, json=listing, headers=accepted).status_code == 200
    assert httpx.post(address, json=listing, headers=accepted | headers).status_code == 403
