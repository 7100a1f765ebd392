"""Everyone who is quoted, and who said what, when: as a reader finds them, with a keyboard, too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import qa
from tests.app.pages import ask, barriers, visit

PLANT = "What did Toremurat say about the heat pump plant?"


@pytest.fixture
def people(page: Page) -> Page:
    """The page, where the people are."""
    page.get_by_role("tab", name="People and time").click()
    expect(page.locator("#everyone tbody tr").first).to_be_visible()
    return page


def names(page: Page) -> Locator:
    return page.locator("#everyone tbody button")


def rows(page: Page) -> Locator:
    return page.get_by_role("group", name="Timeline").locator(".row:not(.scale)")


def statements(page: Page) -> Locator:
    return page.locator("#timeline tbody tr")


def test_everyone_is_listed_with_how_often_when_last_and_where(people: Page, corpus: qa.Corpus) -> None:
    most = max(corpus.appearances(), key=lambda one: one.quotations)
    expect(names(people)).to_have_count(len(corpus.appearances()) + len(corpus.offices()))
    first = people.locator("#everyone tbody tr").first
    assert most.last is not None
    for shown in (most.speaker.name, most.speaker.role, f"{most.quotations}", f"{most.last.day} {most.last:%B %Y}"):
        expect(first).to_contain_text(shown)


def test_people_are_found_and_sorted_with_the_keyboard(people: Page) -> None:
    people.get_by_label("Find a person").focus()
    people.keyboard.type("pres")
    expect(names(people)).to_have_text(["Arslan Toremurat", "Ilaria Montesca"])
    people.keyboard.press("Tab")
    expect(people.get_by_role("button", name="Name")).to_be_focused()
    people.keyboard.press("Enter")
    expect(names(people)).to_have_text(["Arslan Toremurat", "Ilaria Montesca"])
    expect(people.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "ascending")
    expect(people.get_by_role("button", name="Name")).to_be_focused()


def test_the_topic_of_the_last_question_is_drawn_and_another_can_be_typed(page: Page) -> None:
    ask(page, PLANT)
    page.get_by_role("tab", name="People and time").click()
    expect(page.get_by_label("Topic")).to_have_value("the heat pump plant")
    expect(page.get_by_role("heading", name="Said on “the heat pump plant”")).to_be_visible()
    page.get_by_label("Topic").fill("walnuts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Said on “walnuts”")).to_be_visible()
    expect(rows(page).first).to_be_visible()
    speakers = {*rows(page).locator("b").all_text_contents()}
    assert {*statements(page).locator("th").all_text_contents()} == speakers


def test_a_name_leads_to_all_that_somebody_said_and_a_point_to_the_first_of_a_day(
    people: Page, corpus: qa.Corpus
) -> None:
    said = corpus.statements(qa.records.Filters(speakers=("Doreen Maskell",)))
    people.get_by_role("button", name="Doreen Maskell").press("Enter")
    expect(people.get_by_role("heading", name="Said by Doreen Maskell")).to_be_focused()
    expect(statements(people)).to_have_count(len(said))
    people.keyboard.press("Tab")
    first = people.locator("#timeline svg a").first
    expect(first).to_be_focused()
    people.keyboard.press("Enter")
    expect(people.get_by_role("region", name="Source").locator("mark")).to_be_in_viewport()


def test_whoever_has_an_office_and_no_name_is_there_by_the_office(people: Page) -> None:
    chairman = people.get_by_role("button", name="the chairman")
    expect(people.locator("#everyone tr", has=chairman)).to_contain_text("no name is given")
    chairman.press("Enter")
    expect(statements(people).locator("th")).to_have_text(["the chairman"])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_is_cut_off_and_nobody_kept_out(browser: Browser, server: str, theme: str, width: int) -> None:
    with visit(browser, f"{server}/?__theme={theme}", width) as page:
        page.get_by_role("tab", name="People and time").click()
        expect(names(page).first).to_be_visible()  # what the tab shows by itself comes first
        page.get_by_label("Topic").fill("bridge")
        page.keyboard.press("Enter")
        expect(rows(page).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert barriers(page) == []
