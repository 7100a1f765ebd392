"""The page for those who use a keyboard, a screen reader, a phone, a dark screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import qa
from tests.app.pages import CERTIFICATES, UNANSWERABLE, ask, barriers, visit

# What has the focus, and whether it can be seen: something of it, or in it, is on top in the middle of its first line.
FOCUSED = """() => {
  const element = document.activeElement;
  if (element === document.body) return ['', true];
  const [box] = element.getClientRects();
  const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const isSeen = Boolean(top) && (element.contains(top) || top.contains(element));
  return [`${element.tagName}.${element.className} ${element.textContent.slice(0, 30)}`, isSeen];
}"""
# Targets of a finger; not links within a line of text, which may be as high as the line.
SMALL = """() => [...document.querySelectorAll('#desk :is(button, input, select, summary, .number, .step)')]
  .filter(one => one.checkVisibility() && one.getClientRects().length)
  .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1 && Math.min(box.width, box.height) < 24)
  .map(([html]) => html)"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_keeps_anybody_out_in_any_state(browser: Browser, server: str, theme: str, width: int) -> None:
    with visit(browser, f"{server}/?__theme={theme}", width) as page:
        page.get_by_text("Filter by person").click()
        found = {"start": barriers(page)}
        ask(page, CERTIFICATES).locator(".number").first.click()
        expect(page.get_by_role("region", name="Source")).to_be_visible()
        found["source"] = barriers(page)
        page.keyboard.press("Escape")
        ask(page, UNANSWERABLE).locator("summary").first.click()
        found["silence"] = barriers(page)
        assert found == {"start": [], "source": [], "silence": []}
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_style_sheets_reach_the_browser_as_they_are_written(page: Page) -> None:
    served = page.evaluate("[...document.querySelectorAll('style')].map(sheet => sheet.textContent).join('')")
    sheets = sorted((Path(qa.__file__).parent / "static").glob("*.css"))
    assert sheets
    assert [sheet.name for sheet in sheets if sheet.read_text("utf-8") not in served] == []


def test_the_answers_are_a_log_and_the_question_has_its_name(page: Page) -> None:
    ask(page, CERTIFICATES)
    expect(page.get_by_role("log").locator("blockquote").first).to_be_visible()
    expect(page.get_by_role("textbox", name="Question")).to_be_visible()


def test_a_keyboard_alone_suffices(page: Page) -> None:
    page.keyboard.type(CERTIFICATES)  # the question has the focus from the first
    page.keyboard.press("Enter")
    number = page.get_by_role("link", name="Open source 1")
    expect(number).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, name
        if number.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    mark = page.get_by_role("region", name="Source").locator("mark")
    said = mark.text_content() or ""
    page.keyboard.press("ArrowRight")
    expect(mark).not_to_have_text(said)
    for _ in range(8):
        page.keyboard.press("Tab")
        name, is_seen = page.evaluate(FOCUSED)
        assert is_seen, name
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
