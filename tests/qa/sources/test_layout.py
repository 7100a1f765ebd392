"""What every page repeats is no text; what several pages begin with by chance is."""

from itertools import product

from qa.sources.layout import paragraphs_of
from qa.sources.printed_lines import Word

TEXT = "The chair read the letter of the harbour master about berth {}."


def printed(lines: list[str]) -> list[Word]:
    """Of one page: five points a letter, fourteen a line."""
    words: list[Word] = []
    for number, line in enumerate(lines):
        left = 0
        for word in line.split():
            words.append(Word(word, left, left + 5 * len(word), 14 * number, 14 * number + 12, 12))
            left += 5 * len(word) + 5
    return words


def pages(*first: str) -> list[list[Word]]:
    return [
        printed([line, *(TEXT.format("".join(letters)) for letters in product("abcdef"[number], "stuvwxyz"))])
        for number, line in enumerate(first)
    ]


def test_a_head_is_on_every_page_or_on_every_other_one_or_on_all_but_the_first() -> None:
    for heads in (["Calder Council"] * 4, ["Calder Council", "Minutes"] * 3, ["Minutes of 3 May", *["Calder"] * 3]):
        read = " ".join(paragraphs_of(pages(*heads)))
        assert not {"Council", "Calder"} & set(read.split())
        assert read.count("harbour master") == 8 * len(heads)


def test_a_name_with_which_several_pages_begin_is_read() -> None:
    read = paragraphs_of(pages("Minutes", "Oskar Venn", "and so on to the pier.", "Oskar Venn", "Ivo Tarn"))
    assert " ".join(read).count("Oskar Venn") == 2
