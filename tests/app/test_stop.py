"""An answer that takes too long is stopped."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.app.pages import CERTIFICATES, ask, serving, visit

# The command, but it thinks about a question until a file says that it may answer.
HELD = """
import time
from qa.cli import main
from qa.corpus import Corpus

at_once = Corpus.ask

def ask(corpus, *question, **limits):
    while not (corpus.folder / "may-answer").exists():
        time.sleep(0.05)
    return at_once(corpus, *question, **limits)

Corpus.ask = ask
main()
"""


def test_the_question_is_still_there_and_can_be_asked_again(browser: Browser, folder: Path) -> None:
    with serving(folder, HELD) as address, visit(browser, address) as page:
        page.get_by_label("Question").fill(CERTIFICATES)
        page.get_by_role("button", name="Ask", exact=True).click()
        page.get_by_role("button", name="Stop", exact=True).click()
        expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        expect(page.get_by_label("Question")).to_have_value(CERTIFICATES)
        expect(page.locator(".asked")).to_have_count(0)
        (folder / "may-answer").touch()
        expect(ask(page, CERTIFICATES).locator("figure b").first).to_have_text("Arslan Toremurat")
