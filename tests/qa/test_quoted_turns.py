"""A speaker's words between quotation marks, and the article that goes on behind them."""

import pytest

from qa.extraction import quotations_by_rules
from qa.paragraphs import paragraphs
from qa.records import Kind
from qa.turns import turns

LEAD = "The board of Sollen met on Monday.\n\n"
REPORT = "The clerk warned that the weir was full of eels."

# The label of the first, the words behind it, and the label of the second.
FORMS: dict[str, tuple[str, str, str]] = {
    "straight marks": ("Mr Tarn: ", '"The weir stays. I built it."', "Ms Odell: "),
    "curly marks": ("Mr Tarn: ", "“The weir stays. I built it.”", "Ms Odell: "),
    "German marks": ("Mr Tarn: ", "„The weir stays. I built it.“", "Ms Odell: "),
    "single marks": ("Mr Tarn: ", "‘The weir stays. I built it.’", "Ms Odell: "),
    "the full stop behind the mark": ("Mr Tarn: ", "“The weir stays”.", "Ms Odell: "),
    "the name in bold": ("**Mr Tarn:** ", "“The weir stays. I built it.”", "**Ms Odell:** "),
    "the name in capitals": ("TARN: ", "“The weir stays. I built it.”", "ODELL: "),
    "Russian": ("Элин Тарн: ", "«Плотина останется. Я её строил».", "Мод Оделл: "),
    "two paragraphs, opened again": ("Mr Tarn: ", "“The weir stays.\n\n“I built it.”", "Ms Odell: "),
    "three paragraphs, opened once": ("Mr Tarn: ", '"The weir stays.\n\nIt holds.\n\nI built it."', "Ms Odell: "),
    "two paragraphs, each closed": ("Mr Tarn: ", '"The weir stays."\n\n"I built it."', "Ms Odell: "),
    "a quotation within": ("Mr Tarn: ", "\"They said, 'Sell it,' and I laughed.\"", "Ms Odell: "),
}


@pytest.mark.parametrize(("first", "words", "second"), FORMS.values(), ids=FORMS)
def test_a_turn_between_marks_ends_where_they_close(first: str, words: str, second: str) -> None:
    text = f"{LEAD}{first}{words}\n\n{REPORT}\n\n{second}“My boat was holed twice.”\n\nNobody voted."
    found = [piece.of(text) for turn in turns(text, paragraphs(text)) for piece in turn.pieces]
    assert found == [words, "“My boat was holed twice.”"]


def test_what_the_article_reports_behind_the_marks_is_of_whom_it_names() -> None:
    text = f'Mr Tarn: "The weir stays."\n\n{REPORT}\n\nMs Odell: "My boat was holed twice."\n\nNobody voted.'
    assert said(text) == [
        (Kind.TURN, "Tarn", '"The weir stays."'),
        (Kind.INDIRECT, "The clerk", "the weir was full of eels"),
        (Kind.TURN, "Odell", '"My boat was holed twice."'),
    ]


def test_where_turns_are_quotations_the_article_goes_on_behind_the_mark_in_the_same_paragraph() -> None:
    text = (
        f'Mr Tarn: "The weir stays."\n\nMs Odell: "My boat was holed twice."\n\n{REPORT}\n\n'
        'Mr Tarn: "The weir stays," he repeated at the end of the evening, to laughter.\n\nNobody voted.'
    )
    assert [words for _, _, words in said(text)][-1] == "The weir stays"


def test_a_turn_of_a_transcript_that_begins_with_a_quotation_is_whole() -> None:
    first = '"Never," he told me. And I believed him.\n\nI still do.'
    text = f"Elin Tarn: {first}\n\nMaud Odell: When was that?\n\nElin Tarn: In May.\n\nIt rained."
    assert [piece.of(text) for turn in turns(text, paragraphs(text)) for piece in turn.pieces] == [
        first,
        "When was that?",
        "In May.\n\nIt rained.",
    ]


def test_a_mark_that_nothing_closes_ends_no_turn() -> None:
    text = 'Elin Tarn: "The weir stays.\n\nI built it.\n\nMaud Odell: Thank you.'
    assert turns(text, paragraphs(text))[0].pieces[0].of(text) == '"The weir stays.\n\nI built it.'


def said(text: str) -> list[tuple[Kind, str, str]]:
    found = quotations_by_rules(text)
    return [
        (one.kind, one.speaker.name if one.speaker else one.source.mention.of(text), one.spans[0].of(text))
        for one in found
        if one.source
    ]
