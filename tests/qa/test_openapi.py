"""The HTTP API does what its description says, whatever is sent to it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import qa
from tests.qa.serving import serving

FIXTURES = Path(__file__).parents[1] / "fixtures" / "openapi"
SECONDS = 20


@pytest.fixture(scope="module")
def api(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = shutil.copytree(sample_folder, tmp_path_factory.mktemp("described") / "sample")
    with qa.open_corpus(folder) as corpus:
        corpus.add(qa.Article("new", "The ferry is sold."))  # what reads articles is loaded with the first
        with serving(corpus) as client:
            yield client


@pytest.fixture(scope="module")
def described(api: httpx.Client) -> dict[str, Any]:
    description: dict[str, Any] = api.get("/v1/openapi.json").json()
    return description


def test_no_request_finds_a_violation_or_an_error_of_the_server(api: httpx.Client, tmp_path: Path) -> None:
    """What is tried is the same each time, as far as the time goes."""
    command = [Path(sys.executable).with_name("schemathesis"), "--config-file", FIXTURES / "schemathesis.toml", "run"]
    limits = f"--max-time {SECONDS} --max-examples 20 --request-timeout 60 --generation-deterministic --no-color"
    tried = subprocess.run(
        [*command, f"{api.base_url}/v1/openapi.json", *limits.split()],
        cwd=tmp_path,
        env=os.environ | {"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(FIXTURES)},
        capture_output=True,
        text=True,
    )
    assert tried.returncode == 0, tried.stdout
    assert int(re.search(r"(\d+) generated", tried.stdout)[1]) > 50  # type: ignore[index]


def test_every_operation_shows_an_example_of_what_it_answers(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1")
    operations = [one for methods in described["paths"].values() for one in methods.values()]
    replies = {one["operationId"]: one["responses"] for one in operations}
    assert replies.pop("delete_article").keys() >= {"204", "404"}
    shown = {name for name, reply in replies.items() for status in ("200", "201") if has_example(reply.get(status))}
    assert shown == set(replies)


def test_a_token_is_shown_as_a_bearers_where_one_is_asked_for(described: dict[str, Any]) -> None:
    [scheme] = described["components"]["securitySchemes"].values()
    assert (scheme["type"], scheme["scheme"]) == ("http", "bearer")
    assert {} in described["security"]


def has_example(reply: dict[str, Any] | None) -> bool:
    return reply is not None and "example" in reply["content"]["application/json"]


def test_its_pages_are_loaded_from_this_machine_alone(api: httpx.Client) -> None:
    page = api.get("/v1/docs").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert loaded
    assert all(address.startswith("/v1/docs/") for address in loaded)
    assert all(api.get(address).is_success for address in loaded)
    assert "http" not in page.replace("http-equiv", "")
