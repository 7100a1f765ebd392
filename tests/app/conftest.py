"""The sample articles, served to a browser: each module of tests has a server, a corpus and a browser of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

import qa
from tests.app.pages import serving, visit

CHROMIUM = Path("/usr/bin/chromium")
# No tab of its own, no sandbox (which root may not have), and nothing that calls home.
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()


@pytest.fixture(scope="module")
def folder(sample_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(sample_folder, tmp_path_factory.mktemp("module") / "sample"))


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Iterator[qa.Corpus]:
    """The corpus that the server shows, opened beside it to know what it must show."""
    with qa.open_corpus(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    with serving(folder) as address:
        yield address


@pytest.fixture(scope="module")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("empty")) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"the chat is tested in a browser, and {CHROMIUM} is missing")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    with visit(browser, server) as opened:
        yield opened
