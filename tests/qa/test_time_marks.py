"""The times beside the words of a transcript."""

from __future__ import annotations

import pytest

from qa import exports, listing, reply, wire
from qa.extraction import quotations_by_rules
from qa.headings import find_title
from qa.passages import passages
from qa.records import Article, Citation
from qa.time_marks import time_marks

SAID = (
    ("Elin Tarsk", "00:12:31", "12:31", "The ferry is sold."),
    ("Oskar Venn", "00:12:58", "12:58", "Nobody told the council."),
    ("Elin Tarsk", "00:13:20", "13:20", "Everybody was told in March."),
    ("Mira Solheim", "00:14:02", "14:02", "I was told nothing at all."),
)
LAYOUTS = """
{name} ({time}): {words}
{name} [{time}]: {words}
{name} {time}: {words}
{name} ({time}):|{words}
{name}: [{time}] {words}
{name}: ({time}) {words}
{name} {time}|{words}
[{name}] {time}|{words}
{name}  ({time})|{words}
{name}, {time}|{words}
{name} - {time}|{words}
{name}|{time}|{words}
[{time}] {name}: {words}
[{time}] {name}:|{words}
[{time}] {name}|{words}
({time}) {name}: {words}
{time} {name}: {words}
{time} - {name}: {words}
{time} {name}|{words}
{time}|{name}: {words}
{time}|{name}|{words}
[{time}]|{name}: {words}
"""


def cited(text: str) -> list[Citation]:
    article = Article("a1", text, "Minutes of Calder")
    return [Citation(passage, article, 0.0) for passage in passages(article, quotations_by_rules(text))]


def told(text: str) -> list[tuple[str, str, str]]:
    return [(one.source, one.time, one.text) for one in cited(text)]


@pytest.mark.parametrize("layout", LAYOUTS.strip().split("\n"))
def test_a_passage_has_its_speaker_and_the_time_in_every_layout_and_is_words_alone(layout: str) -> None:
    layout = layout.replace("|", "\n")
    for at in (1, 2):  # with hours and without
        text = "\n\n".join(layout.format(name=one[0], time=one[at], words=one[3]) for one in SAID)
        assert told(text) == [(one[0], one[at], one[3]) for one in SAID]


def test_words_of_nobody_who_is_named_have_their_time() -> None:
    text = "[00:00:04]\nWe begin.\n\n[00:00:31]\n>> With the ferry. It is sold."
    assert told(text) == [
        ("", "00:00:04", "We begin."),
        ("", "00:00:31", ">> With the ferry."),
        ("", "00:00:31", "It is sold."),
    ]


def test_more_of_them_than_a_day_has_hours_are_minutes_from_whichever_on() -> None:
    assert told("[12:04]\nWe begin.\n\n[24:31]\nIt is sold.") == [
        ("", "12:04", "We begin."),
        ("", "24:31", "It is sold."),
    ]


def test_a_time_within_a_turn_is_that_of_what_follows() -> None:
    text = "Elin Tarsk: [00:00:04] We begin. [00:00:31] The ferry is sold.\n\nOskar Venn: To whom?"
    assert told(text) == [
        ("Elin Tarsk", "00:00:04", "We begin."),
        ("Elin Tarsk", "00:00:31", "The ferry is sold."),
        ("Oskar Venn", "", "To whom?"),  # his own turn tells none
    ]


def test_cues_that_are_pasted_as_they_are_have_the_time_at_which_they_begin() -> None:
    text = "00:00:04.120 --> 00:00:06.000 align:start\nElin Tarsk: We begin.\n\n"
    text += "00:00:31.500 --> 00:00:33.000\nOskar Venn: No."
    assert told(text) == [("Elin Tarsk", "00:00:04", "We begin."), ("Oskar Venn", "00:00:31", "No.")]


CLOCKS = {
    "in a sentence": "The council met at 10:30 in Calder.\n\nAt 14:00 it rose, and met again at 16:15.",
    "a programme": "10:30 Opening of the bridge\n\n11:15 Coffee in the tent",
    "a live blog": "14:05\nThe mayor has arrived.\n\n14:20\nThe ferry has not.",
    "in brackets": "The doors open (10:30) and close (22:00).",
    "before and after noon": "10:30 a.m. Opening\n\n2:15 p.m. Close",
    "one alone": "[00:12:31] The ferry is sold.",
}


@pytest.mark.parametrize("text", CLOCKS.values(), ids=CLOCKS)
def test_an_hour_of_the_day_is_no_time_of_a_recording(text: str) -> None:
    assert not time_marks(text)
    assert all(not one.time for one in cited(text))


def test_a_title_is_without_the_time() -> None:
    for layout in ("{name} ({time}): {words}", "[{time}] {name}: {words}"):
        text = "\n\n".join(layout.format(name=one[0], time=one[1], words=one[3]) for one in SAID)
        assert find_title(text) == "Elin Tarsk: The ferry is sold."


def test_who_reads_an_answer_is_told_the_time_beside_the_day() -> None:
    (first, _) = cited("[00:12:31] Elin Tarsk: The ferry is sold.\n\n[00:12:58] Oskar Venn: Nobody told us.")
    shown = "Minutes of Calder · 00:12:31 · a1:23"
    assert (listing.where_printed(first), wire.passage_json(first)["time"]) == (shown, "00:12:31")
    assert "in “Minutes of Calder”, 00:12:31, article a1" in exports.quotation_text(first)
    assert reply.origin(first).endswith("</a> · 00:12:31")
