"""Whose words they are, where a place, an office or somebody else's report stands before them: by rules and tagger.
Everybody and every place is invented."""

import pytest

from qa.extraction import quotations

CAME = "The harbour master, Fay Lund, met the chairman of the pilots, Otto Crane, on Friday."

DATELINES = ("GRAYWICK – ", "Graywick — ", "GRAYWICK/SUND – ", "GRAYWICK, Lurenia – ", "9 April, GRAYWICK – ")


@pytest.mark.parametrize("opening", DATELINES)
def test_where_a_report_was_written_holds_no_office(opening: str) -> None:
    text = f"{opening}The minister, Ada Brook, said that the dam was safe and would be so for many years."
    assert said_in(text) == {"Ada Brook": ["the dam was safe and would be so for many years"]}


def said_in(text: str) -> dict[str, list[str]]:
    """What each says, by who says it; `Otto Crane > Fay Lund` where Crane passes her words on."""
    said: dict[str, list[str]] = {}
    for quotation in quotations(text):
        by = [one.shown(text) for one in (quotation.via, quotation.source) if one]
        said.setdefault(" > ".join(by), []).append(" … ".join(span.of(text) for span in quotation.spans))
    return said
