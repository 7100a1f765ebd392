"""One answer, five doors: whoever asks, by whatever way, is given the same JSON."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from anyio.from_thread import start_blocking_portal
from gradio_client import Client as ChatClient
from mcp import Client as ToolClient

import qa
from qa.database import DATABASE_FILE
from tests.app.pages import CERTIFICATES, UNANSWERABLE, serving
from tests.processes import run

Ask = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("doors") / "sample"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def doors(folder: Path, address: str) -> Iterator[dict[str, Ask]]:
    with doors_of(folder, address) as opened:
        yield opened


@contextmanager
def doors_of(folder: Path, address: str) -> Iterator[dict[str, Ask]]:
    chat = ChatClient(address, verbose=False)
    with (
        qa.open_corpus(folder) as corpus,
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(ToolClient(f"{address}/mcp", read_timeout_seconds=60)) as tools,
    ):

        def by_command(question: str) -> Any:
            return json.loads(run(["onrecord", "--data", folder, "ask", "--json", question], folder).stdout)

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


def test_beside_a_damaged_article_every_door_answers_and_names_it_with_no_word_of_it(
    sample_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(sample_folder, tmp_path / "damaged"))
    with qa.open_corpus(folder) as corpus:
        article = corpus.ask(SECOND_LORRY).citations[0].article
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as connection, connection:
        connection.execute("UPDATE articles SET text = replace(text, 'lorry', 'lorrx') WHERE id = ?", (article.id,))
    told = f"Article {article.id!r} is damaged, and what it says is missing here; remove it, then add it again."
    with serving(folder) as address, doors_of(folder, address) as doors:
        for question, is_answered in ((SECOND_LORRY, False), ("What did Montesca say about the contract?", True)):
            answers = {door: ask(question) for door, ask in doors.items()}
            assert answers == dict.fromkeys(doors, answers["Python"])
            assert answers["Python"]["answered"] is is_answered
            assert answers["Python"]["note"].endswith(told)
            assert "lorrx" not in json.dumps(answers)
        asked = run(["onrecord", "--data", folder, "ask", question], tmp_path)
        assert asked.stdout.endswith(f"\n\n{told}\n")
        assert asked.stderr == ""
        refused = httpx.get(f"{address}/v1/articles/{article.id}")
    line = f"article {article.id!r} is damaged and is not shown; remove it, then add it again"
    assert (refused.status_code, refused.json()["detail"]) == (410, line)
    with qa.open_corpus(folder) as corpus:
        corpus.remove(article.id)
        corpus.add(article)
        assert corpus.ask(SECOND_LORRY).citations[0].article == article
