"""The page of `extract --html`: what stands in it, and how a browser lays it out."""

from __future__ import annotations

import re
import stat
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from qa.errors import SourceError
from qa.extraction import quotations
from qa.page import COLOURS, DARK_FAINT, DARK_PAPER, DARK_TEXT, FAINT, PAPER, TEXT, page, write_page
from qa.records import Article, Kind, Quotation, Source, Span, Speaker
from qa.sources import read_sources

SAMPLE = Path(__file__).parent.parent / "fixtures" / "sample" / "articles"
NESTED = SAMPLE / "14-airline-inquiry-nested.txt"
VOID = {"br", "meta"}

WORDS = "“She said ‘never’ to me,” he sighed & <b>left</b>. Later the warden called for boats."


def span(words: str) -> Span:
    return Span(WORDS.index(words), WORDS.index(words) + len(words))


ANA = Source(span("he sighed"), span("sighed"), (Speaker("Ana Reyes", "Mayor"),))
OUTER = Quotation((span("She said ‘never’ to me"),), Kind.DIRECT, ANA, confidence=0.98)
INNER = Quotation((span("never"),), Kind.DIRECT, Source(span("She"), span("said"), (Speaker("Luis Reyes"),)))
REPORTED = Quotation((span("boats"),), Kind.INDIRECT, Source(span("the warden"), span("called for")))


class Outline(HTMLParser):
    """Fails where tags do not nest; keeps the text of each paragraph, what is marked, and where links lead."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.paragraphs: list[str] = []
        self.parts: list[tuple[str, str, str]] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: list[str] = []
        self._classes: list[str] = []
        self.feed(markup)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attributes}
        self.tags.add(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        if tag not in VOID:
            self.open.append(tag)
            self._classes.append(found.get("class", ""))
        if tag == "p":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._classes.pop()

    def handle_data(self, words: str) -> None:
        if "p" in self.open:
            self.paragraphs[-1] += words
            self.parts.append((self.open[-1], self._classes[-1], words))


def test_the_words_are_the_articles_own() -> None:
    outline = Outline(page([(Article("a", WORDS, "Boats"), [OUTER, INNER, REPORTED])]))
    assert outline.paragraphs[-1] == WORDS


def test_nested_words_have_the_colour_of_whoever_says_them() -> None:
    parts = Outline(page([(Article("a", WORDS, "Boats"), [OUTER, INNER, REPORTED])])).parts
    assert ("mark", "s1", " ") in parts
    assert ("mark", "s2", "never") in parts
    assert ("mark", "s1", "’ to me") in parts


def test_reported_words_are_not_marked_and_never_in_quotation_marks() -> None:
    parts = Outline(page([(Article("a", WORDS, "Boats"), [OUTER, INNER, REPORTED])])).parts
    assert ("span", "reported r0", "boats") in parts
    assert not [words for tag, _, words in parts if tag == "mark" and "boats" in words]


def test_a_fragment_quoted_in_reported_words_is_marked() -> None:
    text = "He asked for “two boats”."
    whole = Quotation((Span(9, 24),), Kind.INDIRECT, Source(Span(0, 2), None, (Speaker("Ana Reyes"),)))
    fragment = Quotation((Span(14, 23),), Kind.DIRECT, whole.source)
    assert ("mark", "s1 reported r1 own", "two boats") in Outline(page([(Article("a", text), [whole, fragment])])).parts


def test_the_margin_says_who_how_and_how_surely() -> None:
    shown = " ".join(re.sub("<[^>]*>", " ", page([(Article("a", WORDS, "Boats"), [OUTER, INNER, REPORTED])])).split())
    assert "Ana Reyes Mayor 1 said · almost certain" in shown
    assert "the warden 3 reported · name not known" in shown
    assert "speaker not stated" in page([(Article("a", WORDS), [Quotation((span("never"),), Kind.DIRECT)])])


def test_the_list_of_the_heard_counts_their_own_words_and_reported_ones() -> None:
    again = Quotation((span("Later"),), Kind.INDIRECT, ANA)
    markup = page([(Article("a", WORDS, "Boats"), [OUTER, INNER, again, REPORTED])])
    listed = re.search(r'<ul class="heard".*?</ul>', markup, re.DOTALL)
    assert listed
    shown = " ".join(re.sub("<[^>]*>", " ", listed.group()).split())
    assert shown == "Ana Reyes Mayor 1 said · 1 reported 1 3 Luis Reyes 1 said 2 Left open: the warden 4"


HOSTILE = "<script>hacked()</script><img src=x onerror=hacked()>\"'&amp;{{ 7 * 7 }}\x1b\u202e"


def test_nothing_in_an_article_is_markup() -> None:
    article = Article("<b>", HOSTILE, HOSTILE, date(2024, 5, 7), HOSTILE, "javascript:hacked()", HOSTILE)
    everywhere = Span(0, len(HOSTILE))
    spoken = Quotation((everywhere,), Kind.TURN, Source(everywhere, None, (Speaker(HOSTILE, HOSTILE),)))
    markup = page([(article, [spoken]), (article, [spoken])])
    outline = Outline(markup)
    assert not outline.tags & {"script", "img"}
    assert not [link for link in outline.links if not link.startswith("#")]
    assert not {"\x1b", "\u202e"} & set(markup)
    assert "49" not in outline.paragraphs[-1]


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    markup = page([(Article("a", WORDS, "Boats", url="https://a.example/1"), [OUTER])])
    assert "default-src 'none'" in markup
    assert not re.search(r"\bsrc=|<link|<script|@import|url\(", markup)
    assert '<a href="https://a.example/1" rel="noreferrer noopener">' in markup


def test_an_article_without_a_title_goes_by_its_file() -> None:
    assert "<title>a.txt</title>" in page([(Article("a", WORDS, path="a.txt"), [])])


def test_the_language_is_told_by_the_script() -> None:
    assert '<p lang="en">' in page([(Article("a", WORDS), [])])
    assert '<p lang="ru">' in page([(Article("a", "Паром продан."), [])])
    assert "Nobody is quoted in this article." in page([(Article("a", WORDS), [])])


def test_every_sample_article_has_valid_markup_whose_links_lead_somewhere() -> None:
    articles = [article for article in read_sources([SAMPLE]) if isinstance(article, Article)]
    found = [(article, quotations(article.text)) for article in articles]
    outline = Outline(page(found))
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    utterances = {f"a{n}-{m}" for n, (_, said) in enumerate(found, 1) for m in range(1, len(said) + 1)}
    assert utterances <= set(outline.ids)


def luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colour", COLOURS, ids=lambda colour: colour.ink)
def test_all_text_has_the_contrast_that_wcag_asks_for(colour: tuple[str, str, str, str]) -> None:
    ink, tint, dark_ink, dark_tint = colour
    light = [(ink, PAPER), (ink, tint), (TEXT, tint), (FAINT, PAPER), (FAINT, tint)]
    dark = [(dark_ink, DARK_PAPER), (dark_ink, dark_tint), (DARK_TEXT, dark_tint), (DARK_FAINT, DARK_PAPER)]
    assert min(contrast(one, other) for one, other in light + dark) >= 4.5


def test_a_page_is_written_whole_and_as_readable_as_other_files(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_page(tmp_path / "a.html", [(Article("a", WORDS, "Boats"), [OUTER])])
    assert stat.S_IMODE((tmp_path / "a.html").stat().st_mode) == stat.S_IMODE((tmp_path / "other").stat().st_mode)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.html", "other"]


def test_a_page_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot write .*a\.html: no such file"):
        write_page(tmp_path / "none" / "a.html", [(Article("a", WORDS), [])])
    with pytest.raises(SourceError, match="no article to show"):
        write_page(tmp_path / "a.html", [])
    assert list(tmp_path.iterdir()) == []


# -- in a browser


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> str:
    (article,) = read_sources([NESTED])
    assert isinstance(article, Article)
    file = tmp_path_factory.mktemp("page") / "a.html"
    write_page(file, [(article, quotations(article.text))])
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "is_beside"), [(1200, True), (390, False)], ids=["wide", "phone"])
def test_the_margin_is_beside_the_words_or_on_a_phone_above_them(
    width: int, is_beside: bool, scheme: str, nested: str, browser: Browser
) -> None:
    wide = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    wide.goto(nested)
    row = wide.locator(".row").filter(has_text="An empty seat does not complain about").first
    note, words = row.locator(".aside").bounding_box(), row.locator("p").bounding_box()
    assert note
    assert words
    assert (note["x"] + note["width"] <= words["x"]) is is_beside
    assert (note["y"] + note["height"] <= words["y"]) is not is_beside
    assert wide.evaluate("document.documentElement.scrollWidth") == width
    grounds = row.locator("mark").evaluate_all("marks => marks.map(mark => getComputedStyle(mark).backgroundColor)")
    expect(row.locator("mark", has_text="An empty seat")).to_be_visible()
    assert len(set(grounds)) == 2
    assert "rgba(0, 0, 0, 0)" not in grounds
    wide.close()


def test_a_number_leads_to_its_quotation(nested: str, browser: Browser) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 700})
    phone.goto(nested)
    words = phone.locator("mark", has_text="yesterday's minutes")
    expect(words).not_to_be_in_viewport()
    phone.locator(".heard li", has_text="Ilaria Montesca").locator("a").first.click()
    expect(words).to_be_in_viewport()
    phone.close()
