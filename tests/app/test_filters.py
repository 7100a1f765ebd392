"""What the next question is limited to: set, seen, applied and removed."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.app.pages import CERTIFICATES, ask, notice


def chips(page: Page) -> Locator:
    return page.get_by_role("list", name="Filters").get_by_role("listitem")


def limit(page: Page, **fields: str) -> None:
    page.get_by_text("Filter by person").click()
    for label, value in fields.items():
        page.locator("#form").get_by_label(label).fill(value)
    page.get_by_role("button", name="Set filters").click()


def test_a_filter_is_seen_applied_and_removed(page: Page) -> None:
    limit(page, Person="Montesca", From="2024-05-01")
    expect(chips(page)).to_contain_text(["Montesca", "from 1 May 2024"])
    expect(page.get_by_role("button", name="Set filters")).to_be_focused()
    expect(notice(page)).to_be_hidden()
    limited = ask(page, "What was said about the certificates?")
    expect(limited.get_by_role("list", name="Understood as")).to_contain_text("Ilaria Montesca filter")
    expect(limited.locator("figure b", has_text="Toremurat")).to_have_count(0)
    page.get_by_role("button", name="Remove Montesca").click()
    page.get_by_role("button", name="Remove from 1 May 2024").click()
    expect(chips(page)).to_have_count(0)
    expect(ask(page, "What was said about the certificates?").locator("figure b").first).to_have_text(
        "Arslan Toremurat"
    )


def test_what_the_question_named_is_a_chip_too(page: Page) -> None:
    understood = ask(page, "What did Toremurat say in May 2024?").get_by_role("list", name="Understood as")
    expect(understood).to_contain_text("Arslan Toremurat from your question")
    expect(understood).to_contain_text("May 2024 from your question")


def test_what_the_question_named_becomes_a_filter_by_its_button_and_narrows_the_timeline(page: Page) -> None:
    understood = ask(page, "What did Toremurat say in May 2024?").get_by_role("list", name="Understood as")
    understood.get_by_role("button", name="Set as filter: Arslan Toremurat").press("Enter")
    understood.get_by_role("button", name="Set as filter: May 2024").press("Enter")
    expect(chips(page)).to_contain_text(["Arslan Toremurat", "from 1 May 2024 until 31 May 2024"])
    expect(page.get_by_label("Question")).to_be_focused()
    chip = ask(page, "What was said about the walnuts?").get_by_role("list", name="Understood as")
    expect(chip).to_contain_text("Arslan Toremurat filter")
    page.get_by_role("tab", name="People and time").click()
    speakers = page.locator("#timeline .statements tbody th")
    expect(chips(page)).to_contain_text(["Arslan Toremurat"])
    expect(speakers.first).to_be_visible()
    assert {*speakers.all_text_contents()} == {"Arslan Toremurat"}
    page.get_by_role("button", name="Remove Arslan Toremurat").click()
    expect(speakers.filter(has_not_text="Arslan Toremurat").first).to_be_visible()
    expect(page.get_by_label("Topic")).to_be_focused()


def test_days_in_the_wrong_order_are_told(page: Page) -> None:
    limit(page, From="2024-05-02", Until="2024-05-01")
    expect(notice(page).get_by_role("alert")).to_contain_text("the first day, 2024-05-02, comes after the last")
    expect(chips(page)).to_have_count(0)


def test_several_are_set_one_after_the_other(page: Page) -> None:
    limit(page, Person="Montesca")
    expect(chips(page)).to_contain_text(["Montesca"])
    person = page.locator("#form").get_by_label("Person")
    expect(person).to_have_value("")
    person.fill("Toremurat")
    person.press("Enter")
    expect(chips(page)).to_contain_text(["Montesca", "Toremurat"])
    expect(person).to_be_focused()


def test_a_name_that_nobody_has_is_set_and_told_and_is_data_in_the_chip_and_in_the_line(page: Page) -> None:
    limit(page, Person="<img src=x onerror=window.hacked=1>")
    expect(notice(page).get_by_role("status")).to_have_text(
        "Nobody who is quoted is called “<img src=x onerror=window.hacked=1>”."
    )
    expect(notice(page).locator("img")).to_have_count(0)
    expect(chips(page)).to_contain_text("<img src=x")
    expect(page.locator("#limits img")).to_have_count(0)
    ask(page, CERTIFICATES)
    assert page.evaluate("window.hacked") is None
