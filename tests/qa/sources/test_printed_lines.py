import pytest

from qa.sources.printed_lines import Line, Word, joined

WIDEST = "The board met on Monday evening in the old custom house."


def printed(lines: list[str], room: float = 0) -> list[Line]:
    """Five points a letter, fourteen a line; an empty one is `room` between paragraphs."""
    made: list[Line] = []
    top = 0.0
    for line in [*lines, WIDEST]:
        left, words = 0, []
        for word in line.split():
            right = left + 5 * len(word)
            words.append(Word(word, left, right, top, top + 12, 12))
            left = right + 5
        top += 14 if words else room
        if not words:
            continue
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


def test_little_room_parts_a_name_from_words_and_from_those_before() -> None:
    """Also where there is more of it around headings."""
    said = [
        "Oskar Venn",
        "The ferry is sold, and the bell of the ferry is kept in",
        "the custom house.",
        "Ivo Tarn",
        "Aye.",
    ]
    heading = ["", "", "The ferry", "", ""]
    lines = [*heading, said[0], "", said[1], said[2], "", said[3], "", said[4], *heading]
    spoken = [said[0], f"{said[1]} {said[2]}", said[3], said[4]]
    assert joined(printed(lines, 4)) == ["The ferry", *spoken, "The ferry", WIDEST]


def test_where_most_lines_are_paragraphs_the_room_between_them_is_not_that_between_lines() -> None:
    """The second line of a title may begin with a small letter."""
    opening = ["Minutes 11", "of the Harbour Board"]
    minutes = [f"{number}. The board agreed to item {number}." for number in range(1, 12)]
    wrapped = ["The bell of the ferry, which is old, is to be kept in", "the custom house."] * 2
    spaced = [line for paragraph in [*opening, *minutes] for line in (paragraph, "")]
    assert joined(printed([*spaced, *wrapped[:2], "", *wrapped[2:], ""], 10))[:-1] == [
        *opening,
        *minutes,
        *[" ".join(wrapped[:2])] * 2,
    ]


def test_short_lines_without_full_stops_are_a_list_where_every_line_that_goes_on_is_full() -> None:
    tasks = ["Oskar Venn to count the ropes", "Elin Tarsk to feed the cat", "For: Oskar Venn", "Against: Ivo Tarn"]
    text = ["The ferry is sold, and the bell of the old ferry is kept", "in the custom house."]
    spaced = [text[0], text[1], "", "Ropes", "", *tasks, "", text[0], text[1], ""]
    whole = " ".join(text)
    assert joined(printed(spaced, 10)) == [whole, "Ropes", *tasks, whole, WIDEST]
