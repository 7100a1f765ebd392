"""Text that a program has wrapped, with lists, turns and headings in it."""

import textwrap

import pytest

from qa.extraction import quotations
from qa.paragraphs import paragraphs
from qa.records import Kind

REPORT = [
    "Chairwoman Leonie Baptiste spoke for two hours on Tuesday and told the council of the plan that it had asked for.",
    "“If one of them passes, we sail to the islands twice a day from January,” she said. “If both of them pass, I "
    "shall bake something for Thursday, and Oskar Venn of the Calder Harbour Board will have the first slice of it.”",
    "The fare of 3 crowns was set on 14 March 2031. It has not been changed since, though the Mayor, who lives on the "
    "island, asked the council for it in April 2032.",
    "– The ferry is old: nobody loves it. It will be sold to the Norvik Company by the first of May, – Ivo Tarn said.",
]


def wrapped(paragraph: str, column: int) -> str:
    return textwrap.fill(paragraph, column, break_on_hyphens=False)


@pytest.mark.parametrize("column", [60, 66, 72, 76, 80])
def test_a_line_that_was_wrapped_goes_on_whatever_the_next_begins_with(column: int) -> None:
    text = "\n\n".join(wrapped(paragraph, column) for paragraph in REPORT)
    assert [" ".join(span.of(text).split()) for span in paragraphs(text)] == REPORT
    said = {
        " ".join(span.of(text).split()) for one in quotations(text) for span in one.spans if one.kind is Kind.DIRECT
    }
    assert {
        "If one of them passes, we sail to the islands twice a day from January",
        "The ferry is old: nobody loves it. It will be sold to the Norvik Company by the first of May",
    } <= said


LINES = {
    "a list": ["- Buy new ropes for berth 7", "- Paint the custom house", "- Ask Oskar Venn for the key of the bell"],
    "items as long as the line": [
        "1. Elin Tarsk will write to the Norvik Company about the second ferry",
        "2. Oskar Venn will order the paint and the ropes, as was agreed, today",
    ],
    "turns as long as the line": [
        "Elin Tarsk (00:01:04): The ferry is sold, and the bell is not sold yet",
        "Oskar Venn (00:01:09): The bell was never ours, and it will be theirs.",
        "Ivo Tarn: Aye.",
    ],
    "votes": ["For: Tarsk, Venn, Tarn", "Against: Quist"],
    "a poem": [
        "The ferry goes at seven bells,",
        "The Mayor goes at eight,",
        "And nobody in Calder tells",
        "The clerk.",
    ],
    "a heading below an ended sentence": [
        "The council agreed to sell the ferry, and the bell that belongs to it.",
        "Any other business",
    ],
    "a date below a heading": ["Evidence session: the ferry, its bell and its timetable of the spring", "12 May 2031"],
}


@pytest.mark.parametrize("lines", LINES.values(), ids=LINES.keys())
def test_a_line_that_was_not_wrapped_stays_one(lines: list[str]) -> None:
    text = "\n\n".join([*(wrapped(paragraph, 72) for paragraph in REPORT), "\n".join(lines)])
    kept = lines[:-1] if lines is LINES["a date below a heading"] else lines
    assert [" ".join(span.of(text).split()) for span in paragraphs(text)] == REPORT + kept
