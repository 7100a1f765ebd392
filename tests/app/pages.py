"""The real server, the real page of it, and what a reader does there."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.processes import ONRECORD, Process

ARTICLES = Path(__file__).parents[1] / "fixtures" / "sample" / "articles"
CERTIFICATES = "What did Toremurat say about the certificates?"
UNANSWERABLE = "What did the King of Spain say?"
FERRY = """Ferry warden counts her geese

3 May 2024

HOLMVIK – The ferry warden of Holmvik, Olga Brandvold, opened the season on Friday.

“The geese travel free because nobody has managed to sell them a ticket,” Olga Brandvold said.
"""

# The first article that a server adds waits until its encoder is loaded.
expect.set_options(timeout=60_000)
_SERIOUS = ("serious", "critical")


@contextmanager
def serving(folder: Path, program: str = ONRECORD) -> Iterator[str]:
    """`onrecord chat` over a folder, as a process of its own."""
    with running(folder, "chat", program=program) as (_, lines):
        yield lines[-1].split()[3]


@contextmanager
def running(
    folder: Path, *arguments: str, program: str = ONRECORD, errors: Path | None = None, port: int = 0, **variables: str
) -> Iterator[tuple[Process, list[str]]]:
    """A server, and the lines that it has printed when it listens; `errors` takes those of standard error."""
    with socket.create_server(("127.0.0.1", port)) as free:
        port = free.getsockname()[1]
    command = ["onrecord", "--data", folder, *arguments, "--port", f"{port}"]
    environment = os.environ | variables
    with Process(command, Path.cwd(), errors=errors, program=program, environment=environment) as process:
        try:
            lines = [process.stdout.readline()]
            while f":{port} (stop it with Ctrl+C)" not in lines[-1]:
                assert lines[-1], "the server has ended"
                lines.append(process.stdout.readline())
            yield process, lines
        finally:
            process.terminate()


@contextmanager
def visit(browser: Browser, address: str, width: int = 1280, height: int = 800) -> Iterator[Page]:
    """A page on the chat. Whatever is done there, it may ask no other host, and none of its scripts may fail."""
    page = browser.new_page(viewport={"width": width, "height": height})
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(address)
    expect(page.get_by_label("Question")).to_be_visible()
    yield page
    page.close()
    own = "/".join(address.split("/")[:3]) + "/"
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
    assert failed == []


def ask(page: Page, question: str) -> Locator:
    """Ask, and wait: the reply to it."""
    page.get_by_role("tab", name="Ask", exact=True).click()
    replies = page.locator(".reply")
    before = replies.count()
    page.get_by_label("Question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(replies).to_have_count(before + 1)
    return replies.last


def upload(page: Page, name: str, content: str) -> None:
    page.get_by_role("tab", name="Add articles").click()
    file = {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    page.locator("#adding input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def arrivals(page: Page) -> Locator:
    """What became of the files and texts that were brought in."""
    return page.locator("#arrivals")


def notice(page: Page) -> Locator:
    return page.locator("#notice")


def barriers(page: Page) -> list[str]:
    """What keeps people who see, hear or move otherwise from using the page as it is now: serious or worse, by axe."""
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html']}" for one in found if one["impact"] in _SERIOUS for node in one["nodes"]]
