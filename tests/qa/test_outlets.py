"""Whose reporting a question speaks of."""

import pytest

from qa.outlets import outlets_named, without_outlets

OUTLETS = ("The Lantern", "Harbour Post | Sport", "Tide")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("What does the Lantern article say about the ferry?", ("The Lantern",)),
        ("Which ferry, as reported by Harbour Post and 'Tide', is old?", ("Harbour Post | Sport", "Tide")),
        ("Does the HARBOUR POST piece name her?", ("Harbour Post | Sport",)),
        ("Did the lantern burn until the tide turned?", ()),
        ("What did the Harbour Board post?", ()),
    ],
)
def test_an_outlet_is_named_with_its_capitals(question: str, named: tuple[str, ...]) -> None:
    assert outlets_named(question, OUTLETS) == named


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Does the Lantern article quote Tarsk?", "Does article quote Tarsk?"),
        ("What does the Orvan Echo article say of Tarsk?", "What does article say of Tarsk?"),
        ("What did Strake's story leave out?", "What did Strake's story leave out?"),
        ("What did Tarsk say?", "What did Tarsk say?"),
    ],
)
def test_whoever_prints_it_is_nobody_who_is_asked_for(question: str, left: str) -> None:
    assert " ".join(without_outlets(question, OUTLETS).replace("the ", "").split()) == left
