"""The source of a passage: opened from an answer, by a link, and walked through; and what it says when it is gone."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import qa
from qa.reply import SHOWN, answering, near
from tests.app.pages import CERTIFICATES, ask, serving, upload, visit


def source(page: Page) -> Locator:
    return page.get_by_role("region", name="Source")


def place(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))


@pytest.fixture(scope="module")
def cited(corpus: qa.Corpus) -> qa.Citation:
    return corpus.ask(CERTIFICATES).citations[0]


@pytest.fixture(scope="module")
def link(cited: qa.Citation) -> str:
    start, end = cited.passage.span
    return f"/?article={cited.article.id}&start={start}&end={end}"


def test_the_number_of_a_passage_opens_its_source_beside_the_answer(page: Page, cited: qa.Citation) -> None:
    ask(page, CERTIFICATES).get_by_role("link", name="Open source 1").click()
    expect(source(page).locator("mark")).to_be_in_viewport()
    assert source(page).locator("mark").text_content() == cited.text
    assert source(page).locator(".article").text_content() == cited.article.text
    expect(source(page).locator(".article .mention")).to_have_text("Arslan Toremurat")
    expect(source(page).locator(".article .cue")).to_have_text("clarified")
    source(page).get_by_role("button", name="Close").click()
    expect(source(page)).to_have_count(0)
    expect(page.get_by_role("link", name="Open source 1")).to_be_focused()


def test_a_link_opens_the_same_view_for_somebody_else(
    page: Page, browser: Browser, server: str, cited: qa.Citation
) -> None:
    number = ask(page, CERTIFICATES).locator(".number").first
    number.click()
    expect(source(page)).to_be_visible()
    with visit(browser, server + (number.get_attribute("href") or "")) as elsewhere:
        expect(source(elsewhere).locator("mark")).to_have_text(cited.text)
        expect(source(elsewhere).locator("mark")).to_be_in_viewport()
        expect(source(elsewhere).locator("header b")).to_have_text("Arslan Toremurat")
        elsewhere.keyboard.press("Escape")
        expect(source(elsewhere)).to_have_count(0)
        assert place(elsewhere) == {}


def test_a_link_leads_to_the_same_words_when_another_server_has_taken_over(
    page: Page, browser: Browser, folder: Path, cited: qa.Citation
) -> None:
    number = ask(page, CERTIFICATES).locator(".number").first.get_attribute("href") or ""
    with serving(folder) as restarted, visit(browser, restarted + number) as later:
        expect(source(later).locator("mark")).to_have_text(cited.text)
        expect(source(later).locator("mark")).to_be_in_viewport()


def test_what_else_is_said_is_underlined_and_named_on_focus(browser: Browser, server: str, link: str) -> None:
    with visit(browser, server + link) as page:
        other = source(page).locator(".said[data-voice]").first
        other.focus()
        name = other.get_attribute("data-voice") or ""
        assert other.evaluate("element => getComputedStyle(element, '::after').content") == f'"{name}"'
        expect(other).to_have_accessible_description(name)
        words = (other.text_content() or "").strip()
        other.press("Enter")
        expect(source(page).locator("mark")).to_contain_text(words)
        expect(source(page).locator("mark")).to_be_focused()


def walk(page: Page) -> Locator:
    return source(page).locator(".walk")


def test_what_an_article_says_before_and_after_is_a_key_away(browser: Browser, server: str, link: str) -> None:
    with visit(browser, server + link) as page:
        mark = source(page).locator("mark")
        first, words = mark.text_content() or "", walk(page).text_content() or ""
        expect(walk(page)).to_contain_text("in this article")
        source(page).get_by_role("link", name="Next").click()
        expect(mark).not_to_have_text(first)
        expect(walk(page)).not_to_have_text(words)
        expect(source(page).get_by_role("link", name="Next")).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(mark).to_have_text(first)


def test_from_an_answer_its_passages_are_a_key_away_in_whatever_article_they_stand(
    page: Page, corpus: qa.Corpus
) -> None:
    answer = corpus.ask(CERTIFICATES, k=SHOWN)
    related, first = near(answer), len(answering(answer)) + 1
    assert len({one.article.id for one in related}) > 1
    reply = ask(page, CERTIFICATES)
    reply.get_by_text("Related, but not an answer").click()
    reply.get_by_role("link", name=f"Open source {first}").click()
    for number, passage in enumerate(related, 1):
        expect(source(page).locator("mark")).to_have_text(passage.text, use_inner_text=False)
        expect(walk(page)).to_have_text(f"Related, but not an answer: passage {number} of {len(related)}")
        page.keyboard.press("ArrowRight")
    expect(source(page).get_by_role("link", name="Next")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(source(page).locator("mark")).to_have_text(related[-2].text, use_inner_text=False)
    source(page).locator(".article .said").first.press("Enter")
    expect(walk(page)).to_contain_text("in this article")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?article=gone&start=1&end=9", "This article is not in the corpus, or not any more."),
        ("?article=gone&start=-1&end=x", "This article is not in the corpus, or not any more."),
    ],
)
def test_a_link_to_what_is_gone_says_so(browser: Browser, server: str, query: str, said: str) -> None:
    with visit(browser, f"{server}/{query}") as page:
        expect(source(page).get_by_role("status")).to_have_text(said)


@pytest.mark.parametrize("offsets", ["start=900000&end=900009", "start=-1&end=x", ""])
def test_a_link_to_no_place_of_an_article_shows_the_article_and_says_so(
    browser: Browser, server: str, cited: qa.Citation, offsets: str
) -> None:
    with visit(browser, f"{server}/?article={cited.article.id}&{offsets}") as page:
        expect(source(page).get_by_role("status")).to_contain_text("names no passage")
        expect(source(page).locator(".article")).to_have_text(cited.article.text, use_inner_text=False)


def test_an_article_that_is_removed_while_it_is_shown_is_gone_at_the_next_click(page: Page, corpus: qa.Corpus) -> None:
    corpus.add(qa.Article("short-lived", "Talks\n\nOLGA BRAND: The mast is bent.\n\nNILS ODA: It is not."))
    ask(page, "Is the mast bent?").locator(".number").first.click()
    expect(source(page).locator("mark")).to_have_text("The mast is bent.")
    corpus.remove("short-lived")
    source(page).locator(".article .said").first.click()
    expect(source(page).get_by_role("status")).to_contain_text("not in the corpus")


def test_an_article_that_is_taken_back_while_it_is_shown_is_gone_at_once(page: Page) -> None:
    upload(page, "oars.txt", "Talks\n\nOLGA BRAND: The oar is split.\n\nNILS ODA: It is not.")
    undo = page.get_by_role("button", name="Undo: remove Talks again")
    expect(undo).to_be_visible()
    ask(page, "Is the oar split?").locator(".number").first.click()
    expect(source(page).locator("mark")).to_have_text("The oar is split.")
    page.get_by_role("tab", name="Add articles").click()
    undo.click()
    expect(source(page).get_by_role("status")).to_have_text("This article is not in the corpus, or not any more.")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_long_title_leaves_room_for_the_article_and_stacked_marks_stay_in_their_card(
    browser: Browser, server: str, width: int
) -> None:
    title, outlet = "Ferry warden counts her geese " * 30, "Gazette of the northern fjords " * 6
    words = f"The heron of Holmvik is a Z{chr(0x0335) * 400}{chr(0x0301) * 400} bird"
    sent = {"text": f"“{words},” Olga Brandvold said.", "title": title, "outlet": outlet}
    added = httpx.post(f"{server}/v1/articles", json=sent, timeout=60).json()["doc_id"]
    with visit(browser, f"{server}/?article={added}&start=1&end={1 + len(words)}", width) as page:
        box = source(page).locator(".article").bounding_box()
        assert box
        assert box["height"] > 200
        expect(source(page).locator("mark")).to_be_in_viewport()
        card = ask(page, "What did Olga Brandvold say about the heron?").locator("figure").first
        assert card.evaluate("one => getComputedStyle(one).overflow") == "clip"
    httpx.delete(f"{server}/v1/articles/{added}", timeout=60).raise_for_status()
