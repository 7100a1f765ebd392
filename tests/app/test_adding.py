"""Articles come in: dropped, chosen or pasted, each with its outcome and an undo. Everybody is invented."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import qa
from tests.app.pages import ARTICLES, CERTIFICATES, FERRY, arrivals, ask, barriers, running, upload, visit

PIER = "Pier warden counts her seals\n\n“The seals pay in fish,” Signe Holt said."

DROP = """
files => {
  const dropped = new DataTransfer();
  files.forEach(([name, text]) => dropped.items.add(new File([text], name, {type: 'text/plain'})));
  const event = type => new DragEvent(type, {dataTransfer: dropped, bubbles: true, cancelable: true});
  document.querySelector('#conversation').dispatchEvent(event('dragover'));
  document.querySelector('#conversation').dispatchEvent(event('drop'));
}
"""

# The command, but it says when the encoder has begun on articles, and waits there for a line.
HELD = """
import sys
from embeddings.encoder import Encoder
from qa.cli import main

at_once = Encoder._in_context

def in_context(*documents):
    print("encoding", flush=True)
    sys.stdin.readline()
    return at_once(*documents)

Encoder._in_context = in_context
main()
"""


@pytest.fixture
def adding(page: Page) -> Page:
    """The page, where articles are added."""
    page.get_by_role("tab", name="Add articles").click()
    return page


def lines(page: Page) -> Locator:
    return arrivals(page).locator(".arrivals > li")


def paste(page: Page, text: str, **fields: str) -> None:
    for label, value in {"Text of an article": text, **fields}.items():
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Add this text").click()


def test_an_empty_corpus_says_what_to_do_and_an_upload_fills_it(browser: Browser, empty_server: str) -> None:
    with visit(browser, empty_server) as page:
        expect(page.get_by_text("There are no articles yet")).to_be_visible()
        expect(page.locator("#examples button")).to_have_count(0)
        upload(page, "ferry.txt", FERRY)
        expect(lines(page)).to_have_text("added: ferry.txt (Ferry warden counts her geese) Undo")
        page.get_by_role("tab", name="Ask", exact=True).click()
        expect(page.locator("#examples button").first).to_contain_text("Ferry warden counts her geese")
        best = ask(page, "What did Olga Brandvold say about the geese?").locator("figure").first
        expect(best).to_contain_text("nobody has managed to sell them a ticket")
        expect(best.locator("b")).to_have_text("Olga Brandvold")


def test_files_dropped_anywhere_each_get_a_line_and_those_of_an_article_an_undo(page: Page) -> None:
    again = (ARTICLES / "07-flood-season-meeting-transcript.txt").read_text()
    page.evaluate(DROP, [["seals.txt", PIER], ["again.txt", again], ["lines.jsonl", '{"text": 7}'], ["p.png", "?"]])
    expect(page.get_by_role("tab", name="Add articles")).to_have_attribute("aria-selected", "true")
    expect(lines(page)).to_have_text(
        [
            "failed: p.png: not a supported kind of file; these are: HTML, PDF, DOCX, ODT, RTF, EPUB, WebVTT, SRT, "
            "TTML, e-mail, JSON, JSON lines, CSV, text, ZIP",
            'failed: lines.jsonl:1: "text" is missing or not a string',
            "was here already: again.txt (Meeting on preparations for the flood season)",
            "added: seals.txt (Pier warden counts her seals) Undo",
        ]
    )
    assert barriers(page) == []


def test_two_who_upload_the_same_file_at_once_have_added_it_once(browser: Browser, page: Page, server: str) -> None:
    with visit(browser, server) as other:
        for one in (page, other):
            upload(one, "terns.txt", PIER.replace("seals", "terns"))
        first, second = (lines(one) for one in (page, other))
        for one in (first, second):
            expect(one).to_contain_text("terns.txt (Pier warden counts her terns)")
        told = [one.inner_text().partition(":")[0] for one in (first, second)]
    assert sorted(told) == ["added", "was here already"]


def test_a_page_that_is_adding_has_its_questions_answered_meanwhile(browser: Browser, folder: Path) -> None:
    with running(folder, "chat", program=HELD) as (server, printed), visit(browser, printed[-1].split()[3]) as page:
        upload(page, "eiders.txt", PIER.replace("seals", "eiders"))
        assert server.stdout.readline() == "encoding\n"
        expect(ask(page, CERTIFICATES).locator("figure b").first).to_have_text("Arslan Toremurat")
        page.get_by_role("tab", name="Add articles").click()
        expect(lines(page)).to_have_text("eiders.txt: on its way …")
        server.stdin.write("\n")
        expect(lines(page)).to_contain_text("added: eiders.txt")


def test_whoever_waits_for_another_is_told_so_and_is_next(browser: Browser, folder: Path) -> None:
    with (
        running(folder, "chat", program=HELD) as (server, printed),
        visit(browser, printed[-1].split()[3]) as first,
        visit(browser, printed[-1].split()[3]) as second,
    ):
        upload(first, "auks.txt", PIER.replace("seals", "auks"))
        assert server.stdout.readline() == "encoding\n"
        upload(second, "puffins.txt", PIER.replace("seals", "puffins"))
        expect(lines(second)).to_have_text("puffins.txt: waits its turn, others are being added …")
        upload(second, "gulls.txt", PIER.replace("seals", "gulls"))
        expect(lines(second)).to_have_count(1)
        server.stdin.write("\n\n\n")
        expect(lines(first)).to_contain_text("added: auks.txt")
        expect(lines(second)).to_contain_text(["added: gulls.txt", "added: puffins.txt"])


def test_undo_by_keyboard_removes_the_article_and_says_so(adding: Page, corpus: qa.Corpus) -> None:
    upload(adding, "otters.txt", PIER.replace("seals", "otters"))
    undo = adding.get_by_role("button", name="Undo: remove Pier warden counts her otters again")
    undo.focus()
    assert "Pier warden counts her otters" in [article.title for article in corpus.articles()]
    adding.keyboard.press("Enter")
    expect(lines(adding)).to_have_text("removed again: otters.txt (Pier warden counts her otters)")
    assert "Pier warden counts her otters" not in [article.title for article in corpus.articles()]
    expect(adding.get_by_role("tab", name="Add articles")).to_be_focused()


def test_a_pasted_text_is_an_article_with_what_is_known_of_it(adding: Page, corpus: qa.Corpus) -> None:
    known = {"Title": "Seals", "Outlet": "Holmvik Post", "Date": "2024-05-04", "Web address": "https://example.org/s"}
    paste(adding, PIER.replace("fish", "herring"), **known)
    expect(lines(adding)).to_have_text("added: Pasted text (Seals) Undo")
    expect(adding.get_by_label("Text of an article")).to_be_empty()
    article = corpus.articles()[-1]
    assert [article.title, article.outlet, str(article.date), article.url] == list(known.values())
    paste(adding, PIER.replace("fish", "herring"), **known)
    expect(lines(adding).first).to_have_text("was here already: Pasted text (Seals)")


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("Text of an article", " ", "There is no text yet"),
        ("Date", "4 May", "The date must be written like 2024-05-31; this is none: 4 May"),
        (
            "Web address",
            "javascript:alert(1)",
            "not an address of the web, like https://example.org/talks: 'javascript:alert(1)'",
        ),
    ],
)
def test_what_cannot_be_pasted_is_told_and_nothing_typed_is_lost(
    adding: Page, field: str, value: str, problem: str
) -> None:
    paste(adding, PIER, **{field: value})
    expect(adding.locator("#refused").get_by_role("alert")).to_contain_text(problem)
    expect(adding.get_by_label(field, exact=True)).to_have_value(value)
    expect(lines(adding)).to_have_count(0)


def test_while_another_process_adds_people_are_told_so_and_keep_their_text(adding: Page, corpus: qa.Corpus) -> None:
    holding, done = threading.Event(), threading.Event()

    def hold(_: qa.Outcome) -> None:
        holding.set()
        done.wait(20)

    again = threading.Thread(target=corpus.add, args=(ARTICLES / "15-mayor-interview.md",), kwargs={"on_outcome": hold})
    again.start()
    try:
        assert holding.wait(20)
        paste(adding, FERRY)
        expect(lines(adding)).to_contain_text("failed: Pasted text: articles are being added or removed")
        expect(adding.get_by_label("Text of an article")).to_have_value(FERRY)
    finally:
        done.set()
        again.join()
