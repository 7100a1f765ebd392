"""Every test in its own home, without a network; on the build machine none may be skipped."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import processes

os.environ["HF_HUB_OFFLINE"] = "1"  # before huggingface_hub is imported, which reads it once
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

ARTICLES = Path(__file__).parent / "fixtures" / "sample" / "articles"
SAMPLE = (
    "01-qorlan-vellania-first-talks.txt",
    "10-heating-grant-hearing.txt",
    "15-mayor-interview.md",
    "18-soveshchanie-po-reysu.txt",
)
CHROMIUM = Path("/usr/bin/chromium")
# No tab of its own, no sandbox (which root may not have), and nothing that calls home.
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
).split()

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's is read or written: commands that are told no folder use one of the test's."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "onrecord"))
    monkeypatch.delenv("ONRECORD_MODEL", raising=False)


@pytest.fixture(scope="session")
def command() -> Path:
    """The installed `onrecord`."""
    found = Path(sys.executable).with_name("onrecord")
    assert found.exists(), "onrecord is not installed; run: pip install --editable '.[test]'"
    return found


@pytest.fixture
def onrecord(command: Path, tmp_path: Path) -> Run:
    """Run the command in a process of its own, in the test's folder; it uses the data folder `onrecord` there."""

    def run(*arguments: str | Path, under: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
        if under:  # another program starts it
            return subprocess.run([*under, command, *arguments], cwd=tmp_path, capture_output=True, encoding="utf-8")
        return processes.run([command, *arguments], tmp_path)

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists() and not os.environ.get("CI"):
        pytest.skip(f"pages are looked at in a browser, and {CHROMIUM} is missing")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the whole sample in it, filled once for all; whoever changes it takes a copy."""
    import qa

    folder = tmp_path_factory.mktemp("sample") / "onrecord"
    with qa.open_corpus(folder) as corpus:
        corpus.add(ARTICLES)
    return folder


@pytest.fixture(scope="session")
def _filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import qa

    folder = tmp_path_factory.mktemp("filled") / "onrecord"
    with qa.open_corpus(folder) as corpus:
        outcomes = corpus.add(*(ARTICLES / name for name in SAMPLE))
    assert [outcome.status for outcome in outcomes] == ["added"] * len(SAMPLE)
    return folder


@pytest.fixture
def filled(_filled_once: Path, tmp_path: Path) -> Path:
    """The test's data folder, with four sample articles in it."""
    return Path(shutil.copytree(_filled_once, tmp_path / "onrecord"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What a person's machine may lack, the build machine must have: there, a skipped test is a failure."""
    if _skipped_in_ci(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if _skipped_in_ci(config):
        terminalreporter.write_line("CI is set and tests were skipped, which counts as a failure.", red=True)


def _skipped_in_ci(config: pytest.Config) -> bool:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return bool(os.environ.get("CI") and reporter is not None and reporter.stats.get("skipped"))
