"""Speech between dashes: whose it is, where the verb is none of speaking or the source has no name."""

import pytest

from qa.dashes import dash_speech
from qa.marks import marked
from qa.paragraphs import paragraphs
from qa.quotations import utterances
from qa.records import Span

ATTRIBUTED: dict[str, tuple[str, list[str], str]] = {
    "any verb": (
        "- You have done it, - the Head of State addressed the crew. - Go home.",
        ["You have done it", "Go home"],
        "the Head of State",
    ),
    "somebody without a name": ("- I feared the sea, - the champion admitted.", ["I feared the sea"], "the champion"),
    "any verb in Russian": ("– Паром старый, – обратилась Элин Тарск к мэру.", ["Паром старый"], "Элин Тарск"),
    "any verb in Russian, far from the name": (
        "– Вот пусть и лежит, – откликнулась из зала стекловар Элин Тарск.",
        ["Вот пусть и лежит"],
        "Элин Тарск",
    ),
    "somebody without a name in Russian": ("— Сгорели, — ответил подсудимый.", ["Сгорели"], "подсудимый"),
}


@pytest.mark.parametrize(("text", "words", "source"), ATTRIBUTED.values(), ids=ATTRIBUTED)
def test_who_speaks_between_dashes(text: str, words: list[str], source: str) -> None:
    [found] = dash_speech(text, Span(0, len(text)))
    assert [span.of(text) for span in found.spans] == words
    assert found.source is not None
    assert found.source.span.of(text) == source


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("- We sold the ferry, - Calder needed boats.", id="a single name may be anything"),
        pytest.param("- We sold the ferry. - The Head of State needed boats.", id="a sentence of its own"),
        pytest.param("- We sold the ferry, - boats are dear.", id="no source"),
    ],
)
def test_a_dash_may_set_off_more_speech(text: str) -> None:
    assert dash_speech(text, Span(0, len(text))) == []


def test_words_quoted_between_dashes_are_the_other_speakers() -> None:
    text = "- Oskar Venn used to tell me: “Sell the old ferry.” I wept, - Elin Tarsk said."
    body = paragraphs(text)
    found = [
        (u.spans[0].of(text), u.source.span.of(text)) for u in utterances(text, body, marked(text, body)) if u.source
    ]
    assert ("Sell the old ferry", "Oskar Venn") in found
