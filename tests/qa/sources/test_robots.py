"""What robots.txt forbids, however it is written, and that it cannot hold anybody up."""

import pytest

from qa.errors import SourceError
from qa.sources.robots import robots

SITE = "https://calder.example"
RULES = {
    "nothing": ("", "/a", True),
    "all": ("User-agent: *\nDisallow: /", "/a", False),
    "nothing of all": ("User-agent: *\nDisallow:", "/a", True),
    "a folder": ("User-agent: *\nDisallow: /private/", "/private/a", False),
    "beside the folder": ("User-agent: *\nDisallow: /private/", "/privately", True),
    "the longer path counts": ("User-agent: *\nDisallow: /a/\nAllow: /a/b", "/a/b/c", True),
    "whatever stands first": ("User-agent: *\nAllow: /\nDisallow: /a", "/a", False),
    "of two as long, the one that allows": ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    "others": ("User-agent: Searcher\nDisallow: /", "/a", True),
    "by name, in spite of all": ("User-agent: *\nDisallow: /\n\nUser-agent: onrecord/1.0\nDisallow: /b", "/a", True),
    "by name, with nothing else": ("User-agent: *\nDisallow: /\nUser-agent: Onrecord", "/a", True),
    "a name of several": ("User-agent: Searcher\nUser-agent: Onrecord\nDisallow: /a", "/a", False),
    "in two places": (
        "User-agent: *\nDisallow: /a\nUser-agent: Searcher\nDisallow: /\nUser-agent: *\nDisallow: /b",
        "/b",
        False,
    ),
    "a name that begins like it": ("User-agent: OnrecordX\nDisallow: /", "/a", True),
    "any word between": ("User-agent: *\nDisallow: /*/print", "/2024/print", False),
    "an end": ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
    "an end that is none": ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x=1", True),
    "an end twice": ("User-agent: *\nDisallow: /*a$", "/aba", False),
    "an end that would be counted twice": ("User-agent: *\nDisallow: /*ab*b$", "/ab", True),
    "the whole path": ("User-agent: *\nDisallow: /a$", "/ab", True),
    "what is asked for": ("User-agent: *\nDisallow: /*?print=", "/a?print=1", False),
    "in other letters": ("USER-AGENT: *\nDISALLOW: /Ж", "/%D0%96", False),
    "in other escapes": ("User-agent: *\nDisallow: /%d0%96", "/%D0%96", False),
    "with remarks": ("# all\nUser-agent: * # you\nDisallow: /a # that", "/a", False),
    "with a mark, and line ends of old": ("\ufeffUser-agent: *\rDisallow: /a\r", "/a", False),
    "with sitemaps between": ("User-agent: *\nSitemap: https://calder.example/s.xml\nDisallow: /a", "/a", False),
    "rules of nobody": ("Disallow: /a", "/a", True),
    "a page": ("<!doctype html><p>Not found: a</p>", "/a", True),
}


@pytest.mark.parametrize(("content", "path", "is_allowed"), RULES.values(), ids=RULES.keys())
def test_what_is_forbidden_is_known(content: str, path: str, is_allowed: bool) -> None:
    assert robots(content.encode(), "Onrecord").allows(SITE + path) == is_allowed


DELAYS = {
    "7": 7.0,
    "0.5": 0.5,
    "2.": 2.0,
    "": 0.0,
    "-1": 0.0,
    "nan": 0.0,
    "1e9": 0.0,
    "²": 0.0,
    "9" * 5_000: float("inf"),
}


@pytest.mark.parametrize(("stated", "seconds"), DELAYS.items(), ids=[delay[:9] for delay in DELAYS])
def test_a_delay_is_a_number(stated: str, seconds: float) -> None:
    assert robots(f"User-agent: *\nCrawl-delay: {stated}".encode(), "Onrecord").delay == seconds


def test_of_an_endless_file_the_beginning_is_read() -> None:
    found = robots(b"User-agent: *\nDisallow: /a\n" + b"#" * 600_000 + b"\nDisallow: /b", "Onrecord")
    assert (found.allows(f"{SITE}/a"), found.allows(f"{SITE}/b")) == (False, True)


def test_rules_without_number_are_not_read() -> None:
    with pytest.raises(SourceError, match="more than 5,000 rules"):
        robots(b"User-agent: *\n" + b"Disallow: /a\n" * 6_000, "Onrecord")


def test_thousands_of_names_and_stars_hold_nobody_up() -> None:
    """Where each had rules of its own, or a path was tried again and again, this would not end."""
    names = "".join(f"User-agent: {number}\n" for number in range(10_000))
    rules = f"User-agent: *\n{'Disallow: /' + 'a*' * 30 + 'b'}\n" * 4_000
    assert robots((names + rules).encode(), "Onrecord").allows(f"{SITE}/{'a' * 2_000}")
