"""One answer, five doors: whoever asks, by whatever way, is given the same JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from gradio_client import Client as ChatClient
from gradio_client.exceptions import AppError
from mcp import Client as ToolClient

import qa
from qa.database import DATABASE_FILE
from tests.app.pages import CERTIFICATES, UNANSWERABLE, serving

Ask = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("doors") / "sample"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def doors(folder: Path, address: str, command: Path) -> Iterator[dict[str, Ask]]:
    chat = ChatClient(address, verbose=False)
    with (
        qa.open_corpus(folder) as corpus,
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(ToolClient(f"{address}/mcp", read_timeout_seconds=60)) as tools,
    ):

        def by_command(question: str) -> Any:
            asked = [command, "--data", folder, "ask", "--json", question]
            return json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)

        yield {
            "Python": lambda question: corpus.ask(question).to_json(),
            "the command": by_command,
            "HTTP": lambda question: httpx.post(f"{address}/v1/ask", json={"question": question}).json(),
            "MCP": lambda question: portal.call(tools.call_tool, "ask", {"question": question}).structured_content,
            "gradio_client": lambda question: json.loads(chat.predict(question, api_name="/ask")),
        }
    chat.close()


SECOND_LORRY = "What did Toremurat say about the second lorry?"  # only one article has it


@pytest.mark.parametrize("question", [CERTIFICATES, UNANSWERABLE, "What did Toremurat say about flights in 2023?"])
def test_the_same_question_gets_the_same_json_by_every_door(doors: dict[str, Ask], question: str) -> None:
    answers = {door: ask(question) for door, ask in doors.items()}
    for door, answer in answers.items():
        assert answer == answers["Python"], door


def test_a_passage_has_all_that_tells_whose_words_it_is(doors: dict[str, Ask]) -> None:
    passage = doors["HTTP"](CERTIFICATES)["passages"][0]
    told = "doc_id path title date outlet url start end text before after speaker role kind mention cue meeting score"
    assert set(told.split()) <= passage.keys()


def test_of_a_damaged_article_every_door_tells_the_same_line_and_no_word_of_it(
    sample_folder: Path, tmp_path: Path, command: Path
) -> None:
    folder = Path(shutil.copytree(sample_folder, tmp_path / "damaged"))
    with qa.open_corpus(folder) as corpus:
        article = corpus.ask(SECOND_LORRY).citations[0].article
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET text = replace(text, 'lorry', 'lorrx') WHERE id = ?", (article.id,))
    line = f"article {article.id!r} is damaged and is not shown; remove it, then add it again"
    told = {}
    asked = subprocess.run([command, "--data", folder, "ask", SECOND_LORRY], capture_output=True, encoding="utf-8")
    told["the command"] = asked.stdout + asked.stderr
    with (
        serving(folder) as address,
        closing(ChatClient(address, verbose=False)) as chat,
        start_blocking_portal() as portal,
    ):
        told["HTTP"] = httpx.post(f"{address}/v1/ask", json={"question": SECOND_LORRY}, timeout=60).json()["detail"]
        with portal.wrap_async_context_manager(ToolClient(f"{address}/mcp", read_timeout_seconds=60)) as tools:
            told["MCP"] = portal.call(tools.call_tool, "ask", {"question": SECOND_LORRY}).content[0].text
        with pytest.raises(AppError) as refused:
            chat.predict(SECOND_LORRY, api_name="/ask")
        told["gradio_client"] = str(refused.value)
    assert told == dict.fromkeys(told, line) | {"the command": f"onrecord: {line}\n"}
    with qa.open_corpus(folder) as corpus:
        corpus.remove(article.id)
        corpus.add(article)
        assert corpus.ask(SECOND_LORRY).citations[0].article == article
