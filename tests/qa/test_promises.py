"""What those who speak promise to do, and ask of others by name, is an action item; most of what they say is none."""

from __future__ import annotations

import pytest

from qa.extraction import quotations_by_rules
from qa.minutes import entries
from qa.records import Article

TALK = "Hanne Quill: Good morning.\nRavi Menon: Morning.\nHanne Quill: {}\nRavi Menon: Fine.\nHanne Quill: Next.\n"


@pytest.mark.parametrize("head", ["", "Notes of the launch call\n\n"])
@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("The queue is full. I will fix it by Friday.", ["owner Hanne Quill", "due Friday"]),
        ("Yes, I'll send it round on Thursday.", ["owner Hanne Quill", "due Thursday"]),
        ("Ravi, please set up a call by the 22nd.", ["owner Ravi Menon", "due the 22nd"]),
        ("I will never agree to that by Friday.", []),
        ("I will be away until Friday.", []),
        ("Should I say that I will send it on Friday?", []),
        ("She will send it on Friday.", []),
        ("Please" + "." * 8_000, []),
    ],
)
def test_what_is_promised_by_a_day_is_told_in_any_transcript(head: str, words: str, parts: list[str]) -> None:
    text = head + TALK.format(words)
    found = entries(Article("a", text), quotations_by_rules(text))
    assert [f"{d.part.value} {d.name or d.span.of(text)}" for entry in found for d in entry.details] == parts


@pytest.mark.parametrize(
    "words", ["I will check whether we may use it.", "I fixed the pump on Monday, and I will write the report."]
)
def test_a_word_like_a_month_and_a_day_before_it_are_no_day_of_it(words: str) -> None:
    text = TALK.format(words)
    assert entries(Article("a", text), quotations_by_rules(text)) == []


def test_without_a_day_it_is_told_in_notes_of_a_meeting_alone() -> None:
    text = TALK.format("I will write the report.")
    assert entries(Article("a", text), quotations_by_rules(text)) == []
    notes = f"Notes of the launch call\n\n{text}"
    [promised] = entries(Article("a", notes), quotations_by_rules(notes))
    assert promised.span.of(notes) == "I will write the report."
