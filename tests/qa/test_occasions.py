"""Which sentences of an opening say that people met. All people and places are invented."""

import pytest

from qa.extraction import quotations_by_rules
from qa.occasions import Occasion, occasions, opening
from qa.records import Span


def found(sentence: str) -> Occasion | None:
    return next(iter(occasions(sentence, [Span(0, len(sentence))])), None)


MET: dict[str, tuple[str, str]] = {
    "met": ("President Elin Tarsk met President Pavel Orlin.", "met"),
    "received": ("Elin Tarsk received Pavel Orlin on Monday.", "received"),
    "by telephone": ("Elin Tarsk spoke by phone with Pavel Orlin.", "spoke by phone with"),
    "held talks": ("Elin Tarsk held two-hour talks with Pavel Orlin.", "held two-hour talks with"),
    "in Russian": ("Павел Орлин встретился с Верой Ветровой.", "встретился с"),
    "talks between": ("Talks on the ferry between Elin Tarsk and Pavel Orlin ended.", "Talks on the ferry between"),
    "a body": ("The harbour council met on Monday.", "council met"),
    "a hearing": ("An inquiry into the ferry opened on Monday.", "inquiry into the ferry opened"),
}


@pytest.mark.parametrize(("sentence", "words"), MET.values(), ids=MET)
def test_that_people_met_is_said_by(sentence: str, words: str) -> None:
    occasion = found(sentence)
    assert occasion is not None
    assert occasion.words.of(sentence) == words
    assert (occasion.is_between, occasion.is_body) == ("between" in words, "council" in words or "inquiry" in words)


NOT_MET = {
    "it is to come": "Elin Tarsk will meet Pavel Orlin; she received the date tomorrow.",
    "it was called off": "The talks between Elin Tarsk and Pavel Orlin were postponed.",
    "another time": "Elin Tarsk, who had met Pavel Orlin, painted a boat.",
    "denied": "Elin Tarsk never met Pavel Orlin.",
    "a decision, in Russian": "Павел Орлин принял решение о пароме.",
    "no meeting": "Elin Tarsk painted a boat.",
}


@pytest.mark.parametrize("sentence", NOT_MET.values(), ids=NOT_MET)
def test_nobody_has_met(sentence: str) -> None:
    assert found(sentence) is None


def test_the_opening_is_the_article_s_own_words_and_not_what_somebody_says() -> None:
    text = "Talks in Calder\n\n“I met Pavel Orlin,” Elin Tarsk said.\n\nThe ferry is late."
    printed = [sentence.of(text) for sentence in opening(text, quotations_by_rules(text))]
    assert printed[0] == "Talks in Calder"
    assert printed[-1] == "The ferry is late."
    assert "“I met Pavel Orlin,”" not in printed
