"""The sample articles, served to a browser: each module of tests has a server and a corpus of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import qa
from tests.app.pages import serving, visit


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


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    with visit(browser, server) as opened:
        yield opened
