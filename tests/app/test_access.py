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

# The first thing of the page is next.
TO_THE_TOP = """() => {
  window.reached = new Set();
  const top = document.querySelector('#masthead');
  top.tabIndex = -1;
  top.focus();
  top.removeAttribute('tabindex');
}"""
# What has the focus: whether it has been reached before, and what it lacks of a name and a ring.
REACHED = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const isNew = !window.reached.has(element);
  window.reached.add(element);
  const style = getComputedStyle(element);
  const drawn = element.querySelector('.reach');
  const ring = style.outlineStyle !== 'none' || (drawn && getComputedStyle(drawn).stroke !== 'none');
  const labels = [...(element.labels || [])].map(label => label.textContent).join('');
  const name = element.getAttribute('aria-label') || labels || element.textContent;
  return [isNew, ring && name.trim() ? '' : element.outerHTML.slice(0, 100)];
}"""
# Of buttons of which one is chosen, the keyboard reaches one, and the others by its arrows.
MISSED = """() => [...document.querySelectorAll('#desk :is(a, button, input, select, textarea, summary, [tabindex])')]
  .filter(one => one.tabIndex >= 0 && !one.matches(':disabled, [aria-disabled=true], [type=radio]'))
  .filter(one => one.checkVisibility() && one.getClientRects().length && !window.reached.has(one))
  .map(one => one.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_keeps_anybody_out_in_any_state(browser: Browser, server: str, theme: str, width: int) -> None:
    with visit(browser, f"{server}/?__theme={theme}", width) as page:
        page.get_by_text("Filter by person").click()
        found = {"start": barriers(page)}
        ask(page, CERTIFICATES).locator(".number").first.click()
        expect(page.get_by_role("region", name="Source")).to_be_visible()
        found["source"] = barriers(page)
        assert width == 390 or page.evaluate("scrollY") == 0  # beside the answers, nothing else is pushed away
        page.keyboard.press("Escape")
        ask(page, UNANSWERABLE).locator("summary").first.click()
        found["silence"] = barriers(page)
        assert found == {"start": [], "source": [], "silence": []}
        assert page.evaluate(SMALL) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def tabbed_through(page: Page) -> int:
    """How many controls the keyboard reaches: all there are, each with a name, and a ring while it has the focus."""
    page.evaluate(TO_THE_TOP)
    reached = 0
    for _ in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(REACHED)
        if found is None:
            break
        is_new, lacking = found
        assert not (is_new and lacking), lacking  # within a date, the browser has rings of its own
        reached += is_new
    assert page.evaluate(MISSED) == []
    return reached


def test_tab_reaches_every_control_and_shows_where_it_is(page: Page) -> None:
    ask(page, CERTIFICATES).locator(".number").first.click()
    expect(page.get_by_role("region", name="Source")).to_be_visible()
    for closed in ("Filter by person", "Is it right?", "Conversations ("):
        page.get_by_text(closed).first.click()
    assert tabbed_through(page) > 40
    page.get_by_role("region", name="Source").get_by_role("button", name="Close").click()
    page.get_by_role("tab", name="People and time").click()
    expect(page.locator("#timeline svg a").first).to_be_visible()
    page.get_by_label("Find a person").fill("Toremurat")
    expect(page.locator("#everyone .found")).to_contain_text(" of ")
    assert tabbed_through(page) > 10
    page.get_by_role("tab", name="Add articles").click()
    assert tabbed_through(page) > 8


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
