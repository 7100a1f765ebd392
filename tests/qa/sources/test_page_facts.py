"""What a page is called, where it states nothing for machines."""

import pytest

from qa.sources.markup import html_tree
from qa.sources.page_facts import facts

WORDS = "<p>5 March 2024</p><p>“The pond is a disgrace,” Ann Lee said.</p>"


@pytest.mark.parametrize(
    ("shown", "heading", "title"),
    [
        ("Minutes – Parish Council of Over Marden – 5 March 2024", "Minutes of Over Marden Council", ""),
        ("5 March 2024 - Over Marden Parish Council", "Parish Council Meeting", ""),
        ("News", "Pond is a disgrace, says councillor", ""),
        ("Pond is a disgrace - The Gazette", "Pond is a disgrace", ""),
        ("The pond, and what Ann Lee says", "News", "The pond, and what Ann Lee says"),
        ("The Gazette | Pond", "Pond", ""),
    ],
)
def test_the_only_heading_is_the_title_where_what_the_browser_shows_is_none(
    shown: str, heading: str, title: str
) -> None:
    tree = html_tree(f"<html><head><title>{shown}</title></head><body><h1>{heading}</h1>{WORDS}</body></html>")
    assert facts(tree).title == (title or heading)
    assert str(facts(tree).date) == "2024-03-05"
