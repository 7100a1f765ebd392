"""Whoever makes a text up to slow us down does not: work grows with its length, and nothing is raised."""

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType

import pytest

from qa.extraction import quotations, quotations_by_rules
from qa.meetings import dated, reported_meeting
from qa.passages import passages
from qa.records import Article, Span

# What is repeated, and how often at most.
HOSTILE: dict[str, tuple[str, int]] = {
    **{f"marks {mark}": (mark, 100_000) for mark in "\"'“”„«»‹›‘’‚"},
    **{f"words that a mark opens {mark}": (f" {mark}Go now", 20_000) for mark in "\"'“„«»‹‘‚"},
    **{f"words that a mark closes {mark}": (f"Go now{mark} ", 20_000) for mark in "\"'”“«»›’"},
    "marks mixed up": ("“a \"b ‘c 'd «e „f ", 10_000),
    "quotations in one sentence": ("“Go now,” Elin Tarsk said, and ", 4_000),
    "quotations that go on": ("“Go now.\n\n", 10_000),
    "words without a mark": ("the ferry is old and it leaks ", 30_000),
    "one word": ("a", 1_000_000),
    "labels": ("Elin Tarsk: Go.\n", 20_000),
    "labels in one line": ("Elin Tarsk: ", 20_000),
    "names on lines": ("Elin Tarsk\nWe begin.\n\n", 8_000),
    "a list of who takes part": ("Elin Tarsk – CEO\n", 8_000),
    "items of notes": ("- Elin Tarsk: yes and no. Offered to go\n", 5_000),
    "houses of somebody": ("Elin Tarsk of the ferry league ", 5_000),
    "voices": ("<v a>", 50_000),
    "times of subtitles": ("00:00:01.000 --> ", 20_000),
    "cues of subtitles": ("00:00:01.000 --> 00:00:04.000\n<v Elin Tarsk>Go.</v>\n\n", 4_000),
    "hyphens": ("-", 100_000),
    "dashes": ("— ", 100_000),
    "speech between dashes": ("- Go, - said Elin Tarsk. ", 8_000),
    "said": ("said ", 50_000),
    "he said that": ("He said that ", 20_000),
    "verbs in participles": (", saying ", 30_000),
    "denials": ("Elin Tarsk denied “x y z” ", 8_000),
    "one name": ("Tarsk ", 30_000),
    "names joined": ("Tarsk and ", 20_000),
    "offices": ("the minister of ", 20_000),
    "combining characters": ("\u0301", 100_000),
    "white space that is none": ("\u200b", 100_000),
    "full stops": (".", 100_000),
    "initials": ("A. ", 50_000),
    "empty lines": ("\n", 100_000),
    "brackets": ("[", 100_000),
}


@pytest.mark.parametrize(("unit", "times"), HOSTILE.values(), ids=HOSTILE)
def test_nothing_is_raised(unit: str, times: int) -> None:
    text = unit * times
    # The tagger reads windows of one size, however many: a fiftieth of the text shows as much of it.
    for quotation in (*quotations_by_rules(text), *quotations(unit * (times // 50))):
        assert Span(0, len(text)).contains(quotation.extent)


def test_ten_thousand_levels_of_nesting() -> None:
    quotations("“a ‘b " * 5_000 + "c’ d” " * 5_000)


def calls_of(read: Callable[[str], object], text: str) -> int:
    """The functions that are called, C's among them: work that no other load of the machine changes."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(counted)
    try:
        read(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("unit", "times"), HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_is_twice_the_work(unit: str, times: int) -> None:
    fewer = min(times, 2_000 // len(unit))
    calls_of(quotations, unit)  # tables are built once
    assert calls_of(quotations, unit * fewer * 2) < 2.4 * calls_of(quotations, unit * fewer) + 500


ONE_PARAGRAPH: dict[str, str] = {
    "quotations": "“Go now,” said Pell on Monday. ",
    "an utterance in many pieces": "- Go, - said Elin Tarsk. ",
    "cues of subtitles": "00:00:01.000 --> 00:00:04.000\n<v Elin Tarsk>Go.</v>\n\n",
}


@pytest.mark.parametrize("unit", ONE_PARAGRAPH.values(), ids=ONE_PARAGRAPH)
def test_twice_the_paragraph_is_twice_the_work_until_it_is_stored(unit: str) -> None:
    def read(text: str) -> None:
        article, said = Article("a", text, date=date(2024, 5, 3)), quotations_by_rules(text)
        dated(article, passages(article, said), said, reported_meeting(article, said))

    read(unit)  # tables are built once
    fewer = 8_000 // len(unit)
    assert calls_of(read, unit * fewer * 2) < 2.4 * calls_of(read, unit * fewer)
