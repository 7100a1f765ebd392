"""The HTTP API, asked over a real connection."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

import qa
from embeddings.encoder import Encoder
from qa import service
from qa.database import DATABASE_FILE
from qa.sources import files as limits
from tests.qa.conftest import TALKS
from tests.qa.serving import serving, wait_until

TOURISM = "What did Tarsk say about tourism?"
SPEECH = "“The lighthouse will shine in June,” said Mayor Mira Solane."


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path_factory.mktemp("served") / "onrecord") as opened:
        opened.add(*TALKS)
        yield opened


@pytest.fixture(scope="module")
def api(corpus: qa.Corpus) -> Iterator[httpx.Client]:
    with serving(corpus) as client:
        yield client


def items(api: httpx.Client, path: str, limit: int) -> list[Any]:
    """The whole list, read page by page."""
    found, cursor = [], ""
    while cursor is not None:
        page = api.get(path, params={"limit": limit, "cursor": cursor}).json()
        assert len(page["items"]) <= limit
        found, cursor = [*found, *page["items"]], page["next"]
    return found


def events(reply: httpx.Response) -> list[tuple[str, Any]]:
    found = re.findall(r"event: (\w+)\ndata: (.*)\n\n", reply.text)
    return [(name, json.loads(data)) for name, data in found]


# -- questions


def test_an_answer_is_the_one_that_the_corpus_gives(api: httpx.Client, corpus: qa.Corpus) -> None:
    given = api.post("/v1/ask", json={"question": TOURISM}).json()
    assert given == corpus.ask(TOURISM).to_json()
    assert given["passages"][0]["speaker"] == "Elin Tarsk"


def test_a_question_has_history_filters_and_a_number_of_passages(api: httpx.Client) -> None:
    follow_up = api.post("/v1/ask", json={"question": "And Venn?", "history": [TOURISM], "k": 1}).json()
    assert [passage["speaker"] for passage in follow_up["passages"]] == ["Oskar Venn"]
    filters = {"speakers": ["Quist"], "since": "2024-04-01", "until": "2024-05-31", "outlets": []}
    given = api.post("/v1/ask", json={"question": "What was said about tourism?", "filters": filters}).json()
    assert given["query"]["speakers"] == ["Nora Quist"]
    assert {passage["speaker"] for passage in given["passages"] + given["near_misses"]} == {"Nora Quist"}


def test_a_search_finds_passages_where_an_answer_would_be_silence(api: httpx.Client) -> None:
    found = api.get("/v1/search", params={"q": "weekends of penguins", "k": 3, "outlet": []}).json()["passages"]
    assert len(found) == 3
    assert found[0]["text"] == "Tourism is a word for other people’s weekends"
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


# -- what there is


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/quotations", "/v1/speakers", "/v1/meetings"])
def test_a_list_is_the_same_page_by_page(path: str, api: httpx.Client) -> None:
    whole = api.get(path, params={"limit": 200}).json()
    assert whole["next"] is None
    assert items(api, path, 1) == items(api, path, 3) == whole["items"]
    assert whole["items"]


def test_of_a_damaged_article_the_lists_name_the_id_alone_and_have_all_the_others(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus, serving(corpus) as client:
        corpus.add(*TALKS)
        whole = items(client, "/v1/articles", limit=100)
        said = items(client, "/v1/quotations", limit=100)
        damaged = said[0]["doc_id"]
    with closing(sqlite3.connect(tmp_path / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET text = text || ' x' WHERE id = ?", (damaged,))
    with qa.open_corpus(tmp_path) as corpus, serving(corpus) as client:
        [first] = [one for one in items(client, "/v1/articles", limit=1) if one["doc_id"] == damaged]
        others = [one for one in items(client, "/v1/articles", limit=100) if one["doc_id"] != damaged]
        assert items(client, "/v1/quotations", limit=1) == [one for one in said if one["doc_id"] != damaged]
        notes = [
            client.get("/v1/articles", params={"limit": 100}).json()["note"],
            client.get("/v1/quotations").json()["note"],
            client.get("/v1/search", params={"q": said[0]["text"]}).json()["note"],
        ]
        refused = [client.get(f"/v1/articles/{damaged}"), client.get("/v1/quotations", params={"doc_id": damaged})]
    assert {key: value for key, value in first.items() if value} == {"doc_id": damaged}
    assert others == [one for one in whole if one["doc_id"] != damaged]
    told = f"Article {damaged!r} is damaged, and what it says is missing here; remove it, then add it again."
    assert notes == [told] * 3
    assert [one.status_code for one in refused] == [410, 410]


def test_quotations_are_found_by_speaker_and_words(api: httpx.Client) -> None:
    found = api.get("/v1/quotations", params={"speaker": "Venn", "q": "ferries", "since": "2024-01-01"}).json()
    assert [one["text"] for one in found["items"]] == ["Tarsk has never paid for a ferry in her life"]


def test_an_article_comes_with_its_text_and_what_is_said_in_it(api: httpx.Client, corpus: qa.Corpus) -> None:
    shown = api.get("/v1/articles/talks").json()
    assert (shown["text"], shown["title"]) == (corpus.article("talks").text, "Talks in Calder")
    assert "Tourism is a word for other people’s weekends" in [
        shown["text"][quote["start"] : quote["end"]] for quote in shown["quotes"]
    ]


# -- articles in and out


def test_an_article_is_added_once_and_removed_again(api: httpx.Client) -> None:
    article = {"text": SPEECH, "title": "Light", "date": "2024-06-01", "url": "https://a.example/1", "outlet": "Post"}
    first, second = (api.post("/v1/articles", json=article) for _ in range(2))
    assert (first.status_code, second.status_code) == (201, 200)
    doc_id = first.json()["doc_id"]
    assert doc_id == second.json()["doc_id"]
    shown = api.get(f"/v1/articles/{doc_id}").json()
    assert {key: shown[key] for key in article} == article
    assert api.delete(f"/v1/articles/{doc_id}").status_code == 204
    assert [api.request(how, f"/v1/articles/{doc_id}").status_code for how in ("GET", "DELETE")] == [404, 404]


def test_files_are_read_as_their_content_or_name_says_and_nothing_else_is(api: httpx.Client) -> None:
    lines = json.dumps({"doc_id": "a/b?c", "text": f"{SPEECH} She rose."}).encode()
    sent = [
        ("file", ("https://calder.example/light.txt", f"{SPEECH} She stood.".encode())),
        ("file", ("many.jsonl", lines)),
        ("file", ("/etc/passwd", b"\x89PNG\r\n\x1a\n")),
    ]
    reply = api.post("/v1/articles", files=sent)
    assert reply.status_code == 201
    text, line, other = reply.json()["outcomes"]
    assert (text["status"], text["path"]) == ("added", "light.txt")
    assert (line["status"], line["doc_id"]) == ("added", "a/b?c")
    assert other["status"] == "failed"
    assert other["error"].startswith("passwd: not a supported kind of file; these are: HTML, PDF, ")
    assert api.get("/v1/articles/a%2Fb%3Fc").json()["text"] == f"{SPEECH} She rose."
    for doc_id in (text["doc_id"], "a%2Fb%3Fc"):
        assert api.delete(f"/v1/articles/{doc_id}").status_code == 204


def test_what_becomes_of_each_line_is_told_as_an_event(api: httpx.Client) -> None:
    lines = [{"doc_id": "one", "text": SPEECH}, {"title": "nothing"}, {"doc_id": "talks", "text": "Other."}]
    reply = api.post(
        "/v1/articles",
        content="\n".join(map(json.dumps, lines)).encode(),
        headers={"Content-Type": "application/jsonl", "Accept": "text/event-stream"},
    )
    *outcomes, (last, counts) = events(reply)
    assert [(name, outcome["status"]) for name, outcome in outcomes] == [
        ("outcome", "added"),
        ("outcome", "failed"),
        ("outcome", "failed"),
    ]
    assert outcomes[1][1]["error"] == 'articles.jsonl:2: "text" is missing or not a string'
    assert (last, counts) == ("end", {"new": 0, "added": 1, "unchanged": 0, "skipped": 0, "failed": 2})
    assert api.delete("/v1/articles/one").status_code == 204


@pytest.mark.parametrize(
    ("line", "most", "told"),
    [
        (b"x\n", 3, "more than 3 are no articles: the rest is not read; send it by itself"),
        (
            json.dumps({"text": SPEECH}).encode() + b"\n",
            4,
            "more than 4 were sent: the rest is not read; send it by itself",
        ),
    ],
    ids=["that are none", "of them"],
)
def test_after_so_many_lines_the_rest_is_refused_in_one(
    api: httpx.Client, monkeypatch: pytest.MonkeyPatch, line: bytes, most: int, told: str
) -> None:
    monkeypatch.setattr(limits, "MOST_UNREADABLE", 3)
    monkeypatch.setattr(limits, "MOST_SENT", 4)
    headers = {"Content-Type": "application/jsonl", "Accept": "text/event-stream"}
    *outcomes, _ = events(api.post("/v1/articles", content=line * 20_000, headers=headers))
    assert len(outcomes) == most + 1
    assert outcomes[-1][1]["error"] == told
    for doc_id in {outcome["doc_id"] for _, outcome in outcomes} - {None}:
        assert api.delete(f"/v1/articles/{doc_id}").status_code == 204


def test_two_clients_that_send_the_same_file_add_it_once(api: httpx.Client) -> None:
    file = {"file": ("twice.txt", f"{SPEECH} Twice.".encode())}
    with ThreadPoolExecutor(2) as clients:
        sent = [clients.submit(httpx.post, f"{api.base_url}/v1/articles", files=file, timeout=60) for _ in range(2)]
        replies = [one.result() for one in sent]
    assert sorted(reply.status_code for reply in replies) == [200, 201]
    [doc_id] = {reply.json()["doc_id"] for reply in replies}
    assert api.delete(f"/v1/articles/{doc_id}").status_code == 204


def test_what_a_client_has_sent_is_added_when_it_leaves(api: httpx.Client, corpus: qa.Corpus) -> None:
    sent = "\n".join(json.dumps({"doc_id": f"left-{number}", "text": f"{SPEECH} {number}."}) for number in range(40))
    headers = {"Content-Type": "application/jsonl", "Accept": "text/event-stream"}
    with api.stream("POST", "/v1/articles", content=sent.encode(), headers=headers) as reply:
        assert next(reply.iter_lines()) == "event: outcome"
    left = [f"left-{number}" for number in range(40)]
    wait_until(lambda: left[-1] in {article.id for article in corpus.articles()})
    assert api.get("/healthz").json() == {"status": "ok"}
    for doc_id in left:
        corpus.remove(doc_id)


def test_a_server_that_ends_adds_no_further_article(tmp_path: Path) -> None:
    sent = "\n".join(json.dumps({"doc_id": f"n{number}", "text": f"{SPEECH} {number}."}) for number in range(2_000))
    headers = {"Content-Type": "application/jsonl", "Accept": "text/event-stream"}
    with qa.open_corpus(tmp_path) as corpus:
        with (
            serving(corpus) as api,
            api.stream("POST", "/v1/articles", content=sent.encode(), headers=headers) as reply,
        ):
            assert next(reply.iter_lines()) == "event: outcome"
        found = [article.id for article in corpus.articles()]
    assert found == [f"n{number}" for number in range(len(found))]
    assert 1 <= len(found) < 2_000


# -- refusals

REFUSED: dict[str, tuple[int, str, str, dict[str, Any]]] = {
    "an unknown path": (404, "GET", "/v1/nothing", {}),
    "an unknown article": (404, "GET", "/v1/articles/nowhere", {}),
    "an unknown meeting": (404, "GET", "/v1/quotations?meeting=nowhere", {}),
    "another method": (405, "PUT", "/v1/articles", {}),
    "a question without words": (400, "POST", "/v1/ask", {"json": {"question": " \u200b "}}),
    "a question that is too long": (422, "POST", "/v1/ask", {"json": {"question": "?" * 2_001}}),
    "a field that nobody knows": (422, "POST", "/v1/ask", {"json": {"question": "?", "speaker": "Venn"}}),
    "a parameter that nobody knows": (422, "GET", "/v1/search?q=ferry&limit=1", {}),
    "more passages than are given": (422, "GET", "/v1/search?q=ferry&k=101", {}),
    "a day that is a number": (422, "POST", "/v1/ask", {"json": {"question": "?", "filters": {"since": 20240507}}}),
    "no JSON": (422, "POST", "/v1/ask", {"content": b"{", "headers": {"Content-Type": "application/json"}}),
    "an article that is too long": (400, "POST", "/v1/articles", {"json": {"text": "Ferry. " * 100_000}}),
    "an article without words": (400, "POST", "/v1/articles", {"json": {"text": "\u200b"}}),
    "an address that is none": (400, "POST", "/v1/articles", {"json": {"text": SPEECH, "url": "javascript:1"}}),
    "an article in no known form": (415, "POST", "/v1/articles", {"content": b"Ferry sold."}),
    "a form without a file": (422, "POST", "/v1/articles", {"files": {"other": ("a.txt", b"Ferry sold.")}}),
    "lines of which none is an article": (
        400,
        "POST",
        "/v1/articles",
        {"content": b"1\n2\n", "headers": {"Content-Type": "application/jsonl"}},
    ),
    "another article under a known id": (
        409,
        "POST",
        "/v1/articles",
        {"content": b'{"doc_id": "talks", "text": "Other."}', "headers": {"Content-Type": "application/jsonl"}},
    ),
    "a cursor of somebody else": (400, "GET", "/v1/articles?cursor=elsewhere", {}),
    "a cursor of signs": (400, "GET", "/v1/articles?cursor=!!!!", {}),
    "a cursor that is nothing printable": (400, "GET", "/v1/speakers?cursor=%00", {}),
    "a cursor of padding": (400, "GET", "/v1/meetings?cursor=%3D", {}),
    "a cursor beyond all rows": (400, "GET", "/v1/quotations?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTk5", {}),
}


@pytest.mark.parametrize(("status", "method", "path", "sent"), REFUSED.values(), ids=REFUSED)
def test_a_problem_is_told_for(status: int, method: str, path: str, sent: dict[str, Any], api: httpx.Client) -> None:
    reply = api.request(method, path, **sent)
    told = reply.json()
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert (reply.status_code, told["status"]) == (status, status)
    assert len(told["detail"].splitlines()) == 1


def test_another_method_is_told_which_there_are(api: httpx.Client) -> None:
    assert api.put("/v1/articles").headers["Allow"] == "GET, POST"
    assert api.post("/v1/articles/a/b").headers["Allow"] == "DELETE, GET"
    assert api.post("/v1/docs").status_code == 405


ODD = ["\ud800", "\x00", "\u202e", "ﬃ" * 600, "𝒕𝒐𝒖𝒓", "'; DROP TABLE articles; --", '" OR "', "own : tour*", "%00%ff"]


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_no_text_breaks_it(odd: str, api: httpx.Client) -> None:
    filters = {"speakers": [odd], "outlets": [odd]}
    article = {"text": f"{odd} “Ferry sold,” said Mayor Mira Solane.", "title": odd, "outlet": odd}
    asked = {"Content-Type": "application/json"}
    replies = [
        api.post("/v1/ask", content=json.dumps({"question": odd, "history": [odd]}).encode(), headers=asked),
        api.post("/v1/ask", content=json.dumps({"question": "?", "filters": filters}).encode(), headers=asked),
        api.post("/v1/ask", content=json.dumps({odd: odd}).encode(), headers=asked),
        api.post("/v1/articles", content=json.dumps(article).encode(), headers=asked),
    ]
    if odd != "\ud800":  # no client can write it into an address
        replies += [
            api.get("/v1/search", params={"q": odd, "speaker": odd}),
            api.get("/v1/quotations", params={"q": odd, "speaker": odd}),
            api.get("/v1/speakers", params={"cursor": odd}),
            api.get(f"/v1/articles/{odd.replace('%', '%25').replace(chr(0), '%00')}"),
        ]
    assert [reply.status_code for reply in replies if reply.status_code >= 500] == []
    added = replies[3]
    if added.is_success:
        assert api.delete(f"/v1/articles/{added.json()['doc_id']}").status_code == 204


HOLD = """
import sys
from pathlib import Path
from qa.store import Store
with Store(Path(sys.argv[1])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_while_another_process_writes_it_is_said_when_to_try_again(api: httpx.Client, corpus: qa.Corpus) -> None:
    command = [sys.executable, "-c", HOLD, corpus.folder]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        refused = [api.post("/v1/articles", json={"text": SPEECH}), api.delete("/v1/articles/talks")]
        answered = api.post("/v1/ask", json={"question": TOURISM})
        other.kill()
    assert [reply.status_code for reply in refused] == [503, 503]
    assert all(int(reply.headers["Retry-After"]) > 0 for reply in refused)
    assert str(corpus.folder) not in refused[0].text
    assert answered.json()["answered"]


def test_while_the_model_for_articles_is_loaded_whoever_adds_waits_and_all_else_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, done = threading.Event(), threading.Event()
    load = Encoder.load

    def held(encoder: Encoder) -> None:
        begun.set()
        done.wait(60)
        load(encoder)

    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(*TALKS)
    monkeypatch.setattr(Encoder, "load", held)
    monkeypatch.setattr("qa.additions.PATIENCE", 0.05)  # what would be waited for the right to write
    with qa.open_corpus(tmp_path) as corpus, serving(corpus) as client, ThreadPoolExecutor(2) as at_once:
        texts = [{"text": f"{SPEECH} She spoke {often}."} for often in ("once", "twice")]
        adding = [at_once.submit(client.post, "/v1/articles", json=text) for text in texts]
        try:
            assert begun.wait(60)
            assert client.post("/v1/ask", json={"question": TOURISM}).json()["answered"]
            for path in ("articles", "quotations", "speakers", "meetings"):
                assert client.get(f"/v1/{path}").json()["items"]
            assert not any(one.done() for one in adding)
        finally:
            done.set()
        monkeypatch.setattr("qa.additions.PATIENCE", 60)
        assert [one.result().status_code for one in adding] == [201, 201]


def test_while_others_add_for_long_whoever_adds_is_told_so_and_questions_are_answered(
    api: httpx.Client, corpus: qa.Corpus
) -> None:
    begun, done = threading.Event(), threading.Event()

    def hold(_: qa.Outcome) -> None:
        begun.set()
        done.wait(60)

    text = qa.Article("held", SPEECH)
    with ThreadPoolExecutor(3) as at_once:
        adding = at_once.submit(corpus.add, text, on_outcome=hold)
        try:
            assert begun.wait(60)
            refused = [
                at_once.submit(api.post, "/v1/articles", json={"text": SPEECH}),
                at_once.submit(api.delete, "/v1/articles/talks"),
            ]
            assert api.post("/v1/ask", json={"question": TOURISM}).json()["answered"]
            assert [one.result().status_code for one in refused] == [503] * 2
            assert all(int(one.result().headers["Retry-After"]) > 0 for one in refused)
        finally:
            done.set()
        adding.result()
    assert api.delete("/v1/articles/held").status_code == 204


def test_it_is_ready_when_models_and_index_are_loaded(api: httpx.Client, corpus: qa.Corpus) -> None:
    assert api.get("/readyz").json() == api.get("/healthz").json() == {"status": "ok"}
    not_started = TestClient(service.build(corpus))
    assert not_started.get("/readyz").status_code == 503
    assert not_started.get("/healthz").status_code == 200
