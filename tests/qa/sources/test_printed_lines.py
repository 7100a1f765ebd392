import pytest

from qa.sources.printed_lines import Line, Word, joined

WIDEST = "The board met on Monday evening in the old custom house."


def printed(lines: list[str]) -> list[Line]:
    """Five points a letter, fourteen a line."""
    made = []
    for number, line in enumerate([*lines, WIDEST]):
        left, words = 0, []
        for word in line.split():
            right = left + 5 * len(word)
            words.append(Word(word, left, right, 14 * number, 14 * number + 12, 12))
            left = right + 5
        made.append(Line(tuple(words), 0, 5 * len(WIDEST)))
    return made


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["The late bus is not a lux-", "ury."], ["The late bus is not a luxury."]),
        (["She added that the bus would", "run until eight."], ["She added that the bus would run until eight."]),
        (["Monday", "The late bus is kept."], ["Monday", "The late bus is kept."]),
        (["The late bus is kept.", "ferry.example"], ["The late bus is kept.", "ferry.example"]),
    ],
    ids=["a word is parted", "a sentence is", "a heading", "a sentence has ended"],
)
def test_a_short_line_ends_no_word_and_no_sentence_that_goes_on(lines: list[str], paragraphs: list[str]) -> None:
    assert joined(printed(lines)) == [*paragraphs, WIDEST]
