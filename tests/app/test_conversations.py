"""A conversation is there again after a reload and a restart, can be taken out and deleted; answers can be judged."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Download, Locator, Page, expect

import qa
from qa.conversations import Conversations, Exchange, Thread
from qa.database import DATABASE_FILE
from qa.exports import GONE, as_csv, as_json, markdown, quotation_text
from qa.feedback import FILE
from qa.reply import SHOWN, address
from tests.app.pages import CERTIFICATES, UNANSWERABLE, ask, barriers, notice, running, serving, visit
from tests.processes import run

SLOTS = "And about the slots?"
FERRY = qa.Article(
    "geese", "“The geese travel free,” Olga Brandvold said in Holmvik.", title="Ferry warden counts geese"
)


def conversation(page: Page) -> str:
    """The name of a conversation, once it is kept."""
    page.wait_for_url("**conversation=**")
    return parse_qs(urlsplit(page.url).query)["conversation"][0]


def replies(page: Page) -> Locator:
    return page.locator(".reply")


def conversations(page: Page) -> Locator:
    """Those that there are, unfolded."""
    found = page.get_by_role("navigation", name="Conversations")
    found.get_by_text("Conversations (").click()
    return found


def test_a_conversation_survives_a_reload_and_a_restart_and_goes_on(
    page: Page, browser: Browser, folder: Path, corpus: qa.Corpus
) -> None:
    shown = ask(page, CERTIFICATES).inner_html()
    name = conversation(page)
    page.reload()
    expect(replies(page)).to_have_count(1)
    assert replies(page).inner_html() == shown
    with serving(folder) as restarted, visit(browser, f"{restarted}/?conversation={name}") as later:
        expect(later.locator(".asked")).to_have_text(CERTIFICATES)
        expected = corpus.ask(SLOTS, [CERTIFICATES], k=SHOWN).citations[0].text
        expect(ask(later, SLOTS).locator("blockquote").first).to_have_text(expected)
        expect(conversations(later).locator("li").first).to_contain_text("2 questions")


def test_a_page_that_is_left_open_goes_on_with_its_conversation_when_the_server_has_restarted(
    browser: Browser, folder: Path, corpus: qa.Corpus
) -> None:
    with running(folder, "chat") as (before, lines):
        address = lines[-1].split()[3]
        page = browser.new_page()
        page.goto(address)
        ask(page, CERTIFICATES)
        name = conversation(page)
        before.terminate()
    with running(folder, "chat", port=urlsplit(address).port or 0):
        with page.expect_download() as download:
            page.get_by_role("button", name="Download this answer as CSV").click()
        assert "certificates" in saved(download.value)[1]
        expected = corpus.ask(SLOTS, [CERTIFICATES], k=SHOWN).citations[0].text
        expect(ask(page, SLOTS).locator("blockquote").first).to_have_text(expected)
        expect(page.locator(".asked")).to_have_text([CERTIFICATES, SLOTS])
        current = conversations(page).locator("li").filter(has=page.locator("[aria-current]"))
        expect(current).to_contain_text("2 questions")
        assert conversation(page) == name
        page.close()


def test_a_long_conversation_opens_at_its_last_question_however_slow_the_machine(
    browser: Browser, server: str, corpus: qa.Corpus
) -> None:
    answer = corpus.ask(CERTIFICATES, k=SHOWN)
    kept = Conversations(corpus)
    name = kept.keep(Thread(), [Exchange(f"{CERTIFICATES} {number}", answer) for number in range(14)]).id
    kept.close()
    with visit(browser, server) as page:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 8})
        page.goto(f"{server}/?conversation={name}")
        expect(page.locator(".asked")).to_have_count(14)
        expect(page.locator(".asked").last).to_be_in_viewport()


def test_two_tabs_do_not_mix_and_a_link_leads_from_one_to_the_other(browser: Browser, server: str) -> None:
    with visit(browser, server) as one, visit(browser, server) as other:
        ask(one, CERTIFICATES)
        ask(other, UNANSWERABLE)
        assert conversation(one) != conversation(other)
        for page, question in ((one, CERTIFICATES), (other, UNANSWERABLE)):
            page.reload()
            expect(page.locator(".asked")).to_have_text(question)
        conversations(other).get_by_role("link", name=CERTIFICATES).first.click()
        expect(other.locator(".asked")).to_have_text(CERTIFICATES)
        other.get_by_role("link", name="New conversation").click()
        expect(other.get_by_text("Ask what was said")).to_be_visible()
        expect(replies(other)).to_have_count(0)


def test_another_conversation_leaves_the_rest_of_the_address_as_it_is(browser: Browser, server: str) -> None:
    with visit(browser, f"{server}/?__theme=dark") as page:
        ask(page, CERTIFICATES).get_by_role("link", name="Open source 1").click()
        name = conversation(page)
        page.wait_for_url("**article=**")
        page.get_by_role("link", name="New conversation").click()
        page.wait_for_url(f"{server}/?__theme=dark")
        conversations(page).locator(f"a[href*='{name}']").click()
        page.wait_for_url(f"{server}/?__theme=dark&conversation={name}")
        expect(replies(page)).to_have_count(1)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_keeps_nobody_out(browser: Browser, server: str, theme: str, width: int) -> None:
    with visit(browser, f"{server}/?__theme={theme}", width) as page:
        ask(page, CERTIFICATES)
        assert conversation(page)
        expect(conversations(page).locator("[aria-current]")).to_be_visible()
        assert barriers(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_deleted_conversation_is_gone_and_its_address_says_so(page: Page) -> None:
    ask(page, UNANSWERABLE)
    kept = page.url if conversation(page) else ""
    page.on("dialog", lambda dialog: dialog.accept())
    found = conversations(page)
    before = found.locator("li").count()
    found.locator("li").filter(has=page.locator("[aria-current]")).get_by_role("button", name="Delete").click()
    expect(notice(page)).to_have_text("The conversation is deleted.")
    expect(replies(page)).to_have_count(0)
    expect(page.locator("#conversations li")).to_have_count(before - 1)
    expect(found.locator("summary")).to_be_focused()
    assert "conversation" not in page.url
    page.goto(kept)
    expect(notice(page).get_by_role("alert")).to_have_text("this conversation has been deleted")


def test_what_was_cited_from_a_removed_article_says_so(page: Page, corpus: qa.Corpus) -> None:
    corpus.add(FERRY)
    ask(page, "What did Olga Brandvold say about the geese?")
    assert conversation(page)
    corpus.remove(FERRY.id)
    page.reload()
    expect(replies(page).locator("figure").first).to_have_text(GONE)


def test_an_answer_that_cannot_be_kept_is_shown_and_told_and_kept_with_the_next(page: Page, folder: Path) -> None:
    with closing(sqlite3.connect(folder / DATABASE_FILE)) as other:
        other.execute("BEGIN IMMEDIATE")
        expect(ask(page, CERTIFICATES).locator("blockquote").first).to_be_visible()
        expect(notice(page).get_by_role("alert")).to_contain_text("this answer is not kept: ")
    ask(page, UNANSWERABLE)
    assert conversation(page)
    page.reload()
    expect(page.locator(".asked")).to_have_text([CERTIFICATES, UNANSWERABLE])


def saved(download: Download) -> tuple[str, str]:
    return download.suggested_filename, download.path().read_bytes().decode()


def test_answers_are_taken_out_in_every_form(page: Page, corpus: qa.Corpus) -> None:
    questions: list[str] = []
    exchanges: list[Exchange] = []
    for question in (CERTIFICATES, UNANSWERABLE):
        exchanges.append(Exchange(question, corpus.ask(question, questions, k=SHOWN)))
        questions.append(question)
        ask(page, question)
    assert conversation(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download this answer as CSV").first.click()
    assert saved(download.value) == ("onrecord-answer-1.csv", as_csv(exchanges[:1]))
    whole = conversations(page)
    for form, name, content in (("Markdown", "md", markdown), ("JSON", "json", as_json), ("JSON", "json", as_json)):
        with page.expect_download() as download:
            whole.get_by_role("button", name=f"Download this conversation as {form}").click()
        assert saved(download.value) == (f"onrecord-conversation.{name}", content(exchanges))


@pytest.mark.parametrize("has_clipboard", [True, False], ids=["with a clipboard", "without TLS"])
def test_a_quotation_is_copied_with_its_citation_and_a_place_with_its_address(
    page: Page, server: str, corpus: qa.Corpus, has_clipboard: bool
) -> None:
    if not has_clipboard:
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    cited = corpus.ask(CERTIFICATES).citations[0]
    reply = ask(page, CERTIFICATES)
    assert conversation(page)
    reply.get_by_role("link", name="Open source 1").click()
    source = page.get_by_role("region", name="Source")
    link = server + address(cited.article.id, cited.passage.span)
    for button, copied in (
        (reply.get_by_role("button", name="Copy").first, quotation_text(cited)),
        (source.get_by_role("button", name="Copy quotation"), quotation_text(cited)),
        (source.get_by_role("button", name="Copy link"), link),
    ):
        button.click()
        expect(page.get_by_text("Copied").last).to_be_focused()
        page.get_by_label("Question").fill("")
        page.get_by_label("Question").press("Control+V")
        expect(page.get_by_label("Question")).to_have_value(copied)


def test_what_a_reader_says_of_an_answer_is_a_question_that_eval_runs(page: Page, folder: Path, tmp_path: Path) -> None:
    ask(page, CERTIFICATES)
    ask(page, UNANSWERABLE)
    for at, (verdict, comment) in enumerate([("right", "<b>yes</b>"), ("missed it", "")]):
        page.get_by_text("Is it right?").nth(at).click()
        form = page.locator("form[data-feedback]").nth(at)
        form.get_by_label(verdict, exact=True).check()
        form.get_by_label("Comment").fill(comment)
        form.get_by_role("button", name="Send feedback").click()
        expect(form).to_be_hidden()
        expect(page.get_by_text(f"Noted in {FILE}. Thank you.")).to_be_visible()
    ask(page, SLOTS)
    expect(page.locator("#feedback").get_by_role("status")).to_have_count(0)
    written = [json.loads(line) for line in (folder / FILE).read_text("utf-8").splitlines()]
    assert [(one["question"], one["verdict"], one["comment"]) for one in written] == [
        (CERTIFICATES, "right", "<b>yes</b>"),
        (UNANSWERABLE, "missed it", ""),
    ]
    assert written[1]["history"] == [CERTIFICATES]
    arguments = ["eval", folder / FILE, "--corpus", folder, "--fail-under", "hit@1=1,speaker=1"]
    done = run(["onrecord", *arguments], tmp_path)
    assert (done.returncode, done.stdout[:10]) == (0, "1 question")
    assert f"{FILE}:2: left out, since it is not known what answers it" in done.stderr
