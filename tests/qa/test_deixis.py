"""Of whom a sentence speaks."""

import pytest

from qa.deixis import speaks_of_addressee, speaks_of_self


@pytest.mark.parametrize("sentence", ["I ran the race.", "That is my lorry.", "WE WON", "Наш паром старый."])
def test_of_the_one_who_says_it(sentence: str) -> None:
    assert speaks_of_self(sentence)
    assert not speaks_of_addressee(sentence)


@pytest.mark.parametrize("sentence", ["Your race sounds great!", "You won.", "Ваш паром старый."])
def test_of_the_one_to_whom_it_is_said(sentence: str) -> None:
    assert speaks_of_addressee(sentence)


def test_praise_is_also_of_the_one_who_gives_it() -> None:
    assert not speaks_of_addressee("I liked your race.")


@pytest.mark.parametrize("sentence", ["The ferry is old.", "Youth clubs meet here.", "i. e. the lorry"])
def test_a_sentence_may_speak_of_neither(sentence: str) -> None:
    assert not speaks_of_self(sentence)
    assert not speaks_of_addressee(sentence)
