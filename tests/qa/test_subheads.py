"""Lines that repeat what is quoted elsewhere."""

import pytest

from qa.paragraphs import paragraphs
from qa.subheads import without_subheads

BEFORE, AFTER = "Elin Tarsk said the ferry was old.", "“It must go,” she said."


def kept(text: str) -> list[str]:
    return [paragraph.of(text) for paragraph in without_subheads(text, paragraphs(text))]


SUBHEADS = {
    "in marks": "‘No way back’",
    "in straight marks": "'No way back'",
    "in Markdown": "## “No way back”",
    "in capitals": "“THERE IS NO WAY BACK!”",
    "another article": "'I was there'    12 January",
    "another article, of late": "“I was there” | 3 hours ago",
}


@pytest.mark.parametrize("line", SUBHEADS.values(), ids=SUBHEADS)
def test_quoted_lines_that_repeat(line: str) -> None:
    assert kept(f"{BEFORE}\n\n{line}\n\n{AFTER}") == [BEFORE, AFTER]


SPOKEN = {
    "a sentence": "“There is no way back.”",
    "a sentence in another typography": "«There is no way back».",
    "a question": "“Is there no way back?”",
    "words that go on": "“There is no way back",
    "words in a sentence": "She spoke of ‘no way back’",
}


@pytest.mark.parametrize("line", SPOKEN.values(), ids=SPOKEN)
def test_words_that_are_said(line: str) -> None:
    assert kept(f"{BEFORE}\n\n{line}\n\n{AFTER}") == [BEFORE, line, AFTER]


def test_words_that_somebody_is_named_for_above_or_below_are_said() -> None:
    led = "She said:\n\n“No way back”"
    credited = "“No way back”\n\n— Elin Tarsk, chair of the harbour board"
    assert kept(f"{BEFORE}\n\n{led}\n\n{AFTER}\n\n{credited}") == [
        BEFORE,
        *led.split("\n\n"),
        AFTER,
        *credited.split("\n\n"),
    ]


def test_the_titles_of_other_articles() -> None:
    titles = "'I was there', says the captain\n\nThe long wait"
    text = f"{BEFORE}\n\nMore on this story\n\n{titles}\n\nThe ferry sails on Monday."
    assert kept(text) == [BEFORE, "More on this story", "The ferry sails on Monday."]
