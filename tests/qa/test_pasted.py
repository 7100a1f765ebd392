"""Pasted texts, with what people know of them. Everybody is invented."""

from datetime import date

import pytest

from qa.errors import SourceError
from qa.pasted import pasted_article

FERRY = "Ferry warden counts her geese\n\n3 May 2024\n\n“The geese travel free,” Olga Brandvold said."


def test_what_is_given_is_taken_and_the_rest_is_read_from_the_text() -> None:
    read = pasted_article(FERRY)
    assert (read.title, read.date, read.outlet, read.url) == ("Ferry warden counts her geese", date(2024, 5, 3), "", "")
    given = pasted_article(FERRY, " Geese ", "Holmvik Post", " 2024-05-04 ", " https://example.org/geese ")
    assert (given.title, given.date) == ("Geese", date(2024, 5, 4))
    assert (given.outlet, given.url) == ("Holmvik Post", "https://example.org/geese")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": "  \n"}, "There is no text yet"),
        ({"text": "x" * 500_001}, "it has 500,001 characters, an article at most 500,000 characters"),
        ({"day": "3 May"}, "The date must be written like 2024-05-31; this is none: 3 May"),
        ({"day": "2024-02-30"}, "this is none: 2024-02-30"),
        (
            {"url": "javascript:alert(1)"},
            "not an address of the web, like https://example.org/talks: 'javascript:alert",
        ),
        ({"day": "\ud800"}, "this is none: \ufffd"),
    ],
)
def test_what_is_wrong_is_told_in_one_plain_line(fields: dict[str, str], problem: str) -> None:
    with pytest.raises(SourceError) as told:
        pasted_article(**({"text": FERRY} | fields))
    assert problem in str(told.value)
    assert "\n" not in str(told.value)
