"""Which sentences tell when, and which tell where."""

import pytest

from qa.circumstances import tells_number, tells_when, tells_where, tells_why


@pytest.mark.parametrize(
    "sentence",
    [
        "The ferry sails on Monday.",
        "It will be ready by December 2025.",
        "On the thirty-first of March, Mr President.",
        "She will testify on the 19th.",
        "First in two weeks, then daily.",
        "We open next spring.",
        "The chair closed the meeting at 7.00 p.m.",
        "Паром пойдёт в июне.",
    ],
)
def test_a_sentence_tells_when(sentence: str) -> None:
    assert tells_when(sentence)


@pytest.mark.parametrize("sentence", ["It will be done.", "We may sell the ferry.", "They march on.", "Паром продан."])
def test_a_word_like_a_month_tells_no_time(sentence: str) -> None:
    assert not tells_when(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "They met in Porto Sella.",
        "Held at the Corn Exchange.",
        "It lies in the second lorry.",
        "Встреча прошла в Калдере.",
    ],
)
def test_a_sentence_tells_where(sentence: str) -> None:
    assert tells_where(sentence)


@pytest.mark.parametrize(
    "sentence", ["They met in June.", "It was on Monday.", "In principle yes.", "Они говорили в июне."]
)
def test_a_sentence_tells_no_place(sentence: str) -> None:
    assert not tells_where(sentence)


@pytest.mark.parametrize("sentence", ["It costs 4.5 crowns.", "Seventeen cars fit.", "Паром берёт двенадцать машин."])
def test_a_sentence_tells_how_many(sentence: str) -> None:
    assert tells_number(sentence)


@pytest.mark.parametrize("sentence", ["It costs too much.", "He often came.", "Паром берёт машины."])
def test_a_sentence_tells_no_number(sentence: str) -> None:
    assert not tells_number(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Twelve families got notices because their leases ended.",
        "Owing to the storm, the ferry stayed in port.",
        "Паром стоит из-за шторма.",
    ],
)
def test_a_sentence_tells_why(sentence: str) -> None:
    assert tells_why(sentence)


@pytest.mark.parametrize("sentence", ["Twelve families got notices.", "She has lived here since May.", "Паром стоит."])
def test_a_sentence_tells_no_reason(sentence: str) -> None:
    assert not tells_why(sentence)
