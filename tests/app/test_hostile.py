"""Strings that would like to be markup or script, in every field, through every door, in a real browser."""

from __future__ import annotations

import json
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.app.pages import arrivals, ask, notice, upload, visit

STRINGS = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "' autofocus onfocus='window.hacked=1",
    "</textarea></style></title><iframe srcdoc='<script>parent.hacked=1</script>'>",
    '<a href="javascript:window.hacked=1">x</a>',
    "&lt;b&gt; $$\\href{javascript:window.hacked=1}{x}$$ **b** [x](javascript:window.hacked=1)",
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1} <%= 1 %>",
    "\u202eturned\u2066 \x1b[2J \x9b2J",
]
ALL = " ".join(STRINGS)
ADDRESSES = [
    f"https://example.org/{'/'.join(string.split())}".replace("\\", "%5C") for string in STRINGS if string.isprintable()
]
NO_ADDRESSES = [
    "javascript:window.hacked=1",
    "JaVaScRiPt:window.hacked=1",
    " data:text/html,<script>1</script>",
    "https://example.net\\@example.org/",
]
RUNNING = "[onerror], [onload], [onfocus], [srcdoc], iframe, a[href^='javascript' i], a[href^='data' i], a[href^='//']"
TURNING = "\u202e\u2066\x1b\x9b"


def article(number: int, url: str) -> dict[str, str]:
    """Of a walrus of its own."""
    return {
        "text": f"Walrus {number} {ALL}\n\nRUNA <i>FALK</i>: The walrus {number} is {ALL} content.\n\n"
        "OLA BREN: Thank you.\n\nRUNA <i>FALK</i>: You are welcome.",
        "title": f"Walrus {number} {ALL}",
        "outlet": f"VTA {ALL}",
        "url": url,
    }


def check(page: Page) -> None:
    """Nothing of it has run, nothing of it is there to run, and no character of it turns words around."""
    check_runs_nothing(page)
    assert not set(TURNING) & set(page.locator("body").inner_text())


def check_runs_nothing(page: Page) -> None:
    assert page.evaluate("window.hacked") is None
    expect(page.locator(RUNNING)).to_have_count(0)


@pytest.fixture(scope="module")
def filled(server: str) -> str:
    addresses = [*NO_ADDRESSES, *ADDRESSES]
    lines = "".join(json.dumps(article(number, url)) + "\n" for number, url in enumerate(addresses))
    added = httpx.post(
        f"{server}/v1/articles", content=lines, headers={"Content-Type": "application/jsonl"}, timeout=120
    )
    fates = [one["status"] for one in added.json()["outcomes"]]
    assert fates == ["failed"] * len(NO_ADDRESSES) + ["added"] * len(ADDRESSES), added.text
    return server


def test_in_no_view_of_the_page_does_a_string_become_markup_or_script(browser: Browser, filled: str) -> None:
    with visit(browser, filled) as page:
        question = f"What did Runa say of the walrus? {ALL}"[:1900]
        ask(page, question)
        expect(page.locator(".asked")).to_contain_text(STRINGS[0])
        ask(page, "Is the walrus 3 content?")
        expect(page.locator(".reply figure").first).to_contain_text(STRINGS[1])
        check(page)
        page.locator(".reply .number:visible").first.click()
        expect(page.get_by_role("region", name="Source").locator("mark")).to_be_visible()
        check(page)
        page.get_by_text("Is it right?").first.click()
        form = page.locator("form[data-feedback]").first
        form.get_by_label("missed it", exact=True).check()
        form.get_by_label("Comment").fill(ALL)
        form.get_by_role("button", name="Send feedback").click()
        expect(form).to_be_hidden()
        check(page)
        page.reload()
        expect(page.get_by_label("Question")).to_be_visible()
        check(page)
        page.get_by_role("tab", name="People and time").click()
        page.get_by_label("Find a person").fill("Bren")
        expect(page.locator("#everyone")).to_contain_text("Ola Bren")
        page.get_by_label("Topic").fill(f"walrus {ALL}")
        page.keyboard.press("Enter")
        check(page)


def test_no_name_of_a_file_and_no_message_of_an_error_does_either(browser: Browser, filled: str) -> None:
    with visit(browser, filled) as page:
        for name in (f"{STRINGS[1]}.png", f"{STRINGS[3]}.jsonl"):
            upload(page, name, json.dumps({"text": 7, ALL: ALL}))
            expect(arrivals(page)).to_contain_text("failed")
            check(page)
        page.get_by_role("tab", name="Ask", exact=True).click()
        page.get_by_label("Question").fill(ALL * 9)
        page.get_by_role("button", name="Ask", exact=True).click()
        expect(notice(page).get_by_role("alert")).to_be_visible()
        check(page)
        for query in (f"article={quote(ALL)}&start=1&end=2", f"conversation={quote(ALL)}", f"__theme={quote(ALL)}"):
            page.goto(f"{filled}/?{query}")
            expect(page.get_by_label("Question")).to_be_visible()
            check(page)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/articles/{0}",
        "/v1/search?q={0}",
        "/v1/quotations?q={0}&speaker={0}&since={0}",
        "/v1/speakers?q={0}",
        "/v1/articles?cursor={0}",
        "/v1/{0}",
        "/{0}",
        "/gradio_api/{0}",
        "/gradio_api/file={0}",
    ],
)
def test_what_programs_are_told_is_no_page_and_runs_nothing_in_a_browser(
    browser: Browser, filled: str, path: str
) -> None:
    address = filled + path.format(quote(ALL, safe=""))
    reply = httpx.get(address)
    assert reply.status_code < 500
    assert not reply.headers["content-type"].startswith("text/html")
    assert reply.headers["x-content-type-options"] == "nosniff"
    page = browser.new_page()
    page.goto(address)
    check_runs_nothing(page)
    page.close()
