"""The chat as a reader meets it: a real browser before the real server, over the sample articles."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.request import Request, urlopen

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

import qa
from qa.voices import doubt
from tests.app.pages import CERTIFICATES, FERRY, UNANSWERABLE, arrivals, ask, notice, upload, visit

HOSTILE_WORDS = (
    "The tariff <b>is</b> $x^2$ **crowns** [here](javascript:window.hacked=1) <img src=x onerror=window.hacked=1>"
)
HOSTILE_LABEL = "RUNA <i>FALK</i>"
HOSTILE_TITLE = "Tariff <script>window.hacked=1</script> <img src=x onerror=window.hacked=1> rises"
HOSTILE = {
    "title": HOSTILE_TITLE,
    "outlet": "<svg onload=window.hacked=1>",
    "url": "https://example.org/<script>window.hacked=1</script>",
    "text": f"Tariff\n\n{HOSTILE_LABEL}: {HOSTILE_WORDS}\n\nOLA BREN: Thank you.\n\n{HOSTILE_LABEL}: You are welcome.",
}


def test_an_answer_is_the_words_with_who_said_them_and_how_we_know(page: Page, corpus: qa.Corpus) -> None:
    best = ask(page, CERTIFICATES).locator("figure").first
    expect(best.locator("blockquote")).to_have_text(corpus.ask(CERTIFICATES).citations[0].text)
    expect(best.locator("b")).to_have_text("Arslan Toremurat")
    expect(best).to_contain_text("Arslan Toremurat — said")
    expect(best.locator(".evidence")).to_have_text("As the article has it: “Arslan Toremurat” … “clarified”")
    expect(best.locator("em")).to_have_text("certificates")
    expect(best.locator("time")).to_have_text("22 May 2024")


def test_reported_speech_is_called_reported_and_gets_no_quotation_marks(page: Page) -> None:
    best = ask(page, "What did Cllr Adeyinka propose?").locator("figure").first
    expect(best.locator("blockquote")).to_have_text(
        "Cllr Adeyinka proposed free travel for those under 16 and over 65."
    )
    expect(best).to_contain_text("Femi Adeyinka — in the minutes")


def test_a_card_tells_in_words_that_it_is_not_certain_who_said_it(page: Page, corpus: qa.Corpus) -> None:
    question = "What did Bruno Carrasso say about the plane?"
    answer = corpus.ask(question, k=5)
    told = [doubt(one.passage.quotation) if one.passage.quotation else "" for one in answer.citations]
    assert "" in told
    assert any(told)
    figures = ask(page, question).locator("figure")
    assert ["".join(figures.nth(at).locator(".doubt").all_text_contents()) for at in range(len(told))] == told


def test_silence_says_so_and_folds_away_what_is_only_related(page: Page) -> None:
    reply = ask(page, UNANSWERABLE)
    expect(reply.locator(".silence")).not_to_be_empty()
    near_misses = reply.locator("details blockquote").first
    expect(near_misses).to_be_hidden()
    reply.get_by_text("Related, but not an answer").click()
    expect(near_misses).to_be_visible()


def test_a_follow_up_is_understood_from_the_question_before(page: Page, corpus: qa.Corpus) -> None:
    ask(page, CERTIFICATES)
    expected = corpus.ask("And about the slots?", [CERTIFICATES]).citations[0].text
    expect(ask(page, "And about the slots?").locator("blockquote").first).to_have_text(expected)


def test_an_example_asks_itself(page: Page) -> None:
    example = page.locator("#examples").get_by_role("button").first
    question = example.text_content() or ""
    example.click()
    expect(page.locator(".asked")).to_have_text(question)
    expect(page.locator(".reply blockquote").first).to_be_visible()


@pytest.mark.parametrize(("question", "problem"), [("  ", "the question is empty"), ("x" * 2001, "2,001 characters")])
def test_a_question_that_cannot_be_asked_gets_one_plain_line(page: Page, question: str, problem: str) -> None:
    page.get_by_label("Question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(notice(page).get_by_role("alert")).to_contain_text(problem)
    expect(page.locator(".asked")).to_have_count(0)


def test_nothing_of_an_article_or_a_question_becomes_markup_or_script(page: Page) -> None:
    upload(page, "<img src=x onerror=window.hacked=1>.jsonl", json.dumps(HOSTILE))
    expect(arrivals(page)).to_contain_text(HOSTILE_TITLE)
    question = "What did Runa say of the tariff? <img src=x onerror=window.hacked=1> $x^2$ **b**"
    reply = ask(page, question)
    expect(page.locator(".asked")).to_have_text(question)
    figure = reply.locator("figure", has_text=HOSTILE_WORDS).first
    expect(figure.locator(".evidence")).to_have_text(f"As the article has it: “{HOSTILE_LABEL}”")
    expect(figure.locator("cite")).to_have_text(HOSTILE_TITLE)
    figure.locator(".number").click()
    source = page.get_by_role("region", name="Source")
    assert source.locator(".article").text_content() == HOSTILE["text"]
    for markup in ("script", "img", "svg", "i", "strong", ".katex", "a[href^=javascript]"):
        expect(page.locator(f"#conversation .asked {markup}, .reply {markup}, #source {markup}")).to_have_count(0)
    assert page.evaluate("window.hacked") is None


def test_no_character_of_an_article_turns_the_words_of_the_page_around(page: Page) -> None:
    turning = "\x9b\u202e\u2066\u200f\u2028"
    record = {
        "title": f"Talks {turning}",
        "outlet": f"VTA{turning}",
        "text": f"Talks\n\nNILS{turning} ODA: The lock gate {turning}is rusty.\n\nOLA BREN: Thank you, Nils.",
    }
    upload(page, f"lock{turning}.jsonl", json.dumps(record))
    expect(arrivals(page)).to_contain_text("added: lock")
    figure = ask(page, "Is the lock gate rusty?").locator("figure", has_text="is rusty").first
    expect(figure).to_contain_text("VTA\ufffd")
    figure.locator(".number").click()
    expect(page.get_by_role("region", name="Source")).to_contain_text("is rusty")
    shown = page.locator("#desk").text_content() or ""
    assert "Talks \ufffd" in shown
    assert not set(turning) & set(shown)


def test_what_the_article_leaves_open_is_no_guess_and_who_passes_words_on_is_shown(page: Page) -> None:
    upload(
        page,
        "crane.txt",
        "Talks on the crane\n\nAna Reyes and Luis Reyes came.\n\n“The harbour crane is far too loud,” Reyes said.\n\n"
        "According to a spokesman, Mayor Mira Solane said that the crane would be painted purple.",
    )
    expect(arrivals(page)).to_contain_text("added: crane.txt")
    crane = ask(page, "Is the harbour crane too loud?").locator("figure").first
    expect(crane.locator("b")).to_have_text("one of two: Ana Reyes or Luis Reyes")
    painted = ask(page, "Will the crane be painted purple?").locator("figure").first
    expect(painted).to_contain_text("Mira Solane, Mayor, as told by a spokesman")
    expect(painted.locator(".evidence")).to_have_text(
        "As the article has it: “According to” … “a spokesman” … “Mayor Mira Solane” … “said”"
    )


def test_a_page_of_the_web_is_linked(page: Page) -> None:
    record = {
        "text": FERRY.replace("geese", "swans"),
        "url": 'https://example.org/swans?a="b"',
        "outlet": "The Holmvik Post",
    }
    upload(page, "swans.jsonl", json.dumps(record))
    expect(arrivals(page)).to_contain_text("added: swans.jsonl")
    figure = ask(page, "What did Olga Brandvold say about the swans?").locator("figure").first
    expect(figure).to_contain_text("The Holmvik Post")
    original = figure.get_by_role("link", name="original")
    expect(original).to_have_attribute("href", 'https://example.org/swans?a="b"')
    expect(original).to_have_attribute("rel", "noopener noreferrer")
    expect(figure.locator("blockquote")).to_have_attribute("cite", 'https://example.org/swans?a="b"')


def test_on_a_phone_nothing_is_cut_off_and_the_source_is_below_the_chat(browser: Browser, server: str) -> None:
    with visit(browser, server, 390, 844) as page:
        ask(page, CERTIFICATES).locator(".number").first.click()
        expect(page.get_by_role("region", name="Source").locator("mark")).to_be_in_viewport()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.keyboard.press("Escape")
        expect(page.get_by_role("region", name="Source")).to_have_count(0)
        expect(page.get_by_label("Question")).to_be_in_viewport()


def test_programs_ask_too_and_get_json(server: str, corpus: qa.Corpus) -> None:
    body = json.dumps({"data": [CERTIFICATES]}).encode()
    request = Request(f"{server}/gradio_api/call/ask", body, {"Content-Type": "application/json"})
    with urlopen(request) as response:
        event = json.load(response)["event_id"]
    with urlopen(f"{server}/gradio_api/call/ask/{event}") as response:
        line = next(line for line in response if line.startswith(b"data: "))
    answer = json.loads(json.loads(line.removeprefix(b"data: "))[0])
    assert answer["passages"][0]["text"] == corpus.ask(CERTIFICATES).citations[0].text


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Host": "evil.example"}, id="another name for this machine"),
        pytest.param({"Origin": "http://evil.example"}, id="a page of the web"),
        pytest.param({"Origin": "http://127.0.0.1:1"}, id="another page of this machine"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/gradio_api/call/ask", "/gradio_api/upload"])
def test_no_other_page_may_ask_or_add(server: str, path: str, headers: dict[str, str]) -> None:
    assert httpx.get(server + path, headers=headers).status_code == 403
    assert httpx.post(server + path, headers=headers, json={"data": ["Who?"]}).status_code == 403


def test_the_api_is_described_and_tried_in_a_browser(browser: Browser, server: str) -> None:
    with visit(browser, server) as page:
        page.goto(f"{server}/v1/docs")
        page.get_by_role("button", name="POST /v1/ask", exact=False).first.click()
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        expect(page.locator(".live-responses-table .response-col_status").last).to_contain_text("200")


def test_beside_the_page_the_api_says_what_it_has_not(server: str) -> None:
    assert httpx.get(f"{server}/v1/nothing").json()["status"] == 404
    assert httpx.put(f"{server}/v1/articles").json()["status"] == 405


def test_a_picture_for_the_documents(page: Page, tmp_path: Path) -> None:
    ask(page, CERTIFICATES).locator(".number").first.click()
    expect(page.get_by_role("region", name="Source").locator("mark")).to_be_in_viewport()
    page.screenshot(path=os.environ.get("ONRECORD_SCREENSHOT", tmp_path / "chat.png"), animations="disabled")
