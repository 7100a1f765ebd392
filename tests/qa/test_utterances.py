"""Where somebody's words begin and end."""

import pytest

from qa.records import Span
from qa.utterances import without_stray_marks

EDGES = {
    "what ends words before": (",’ and in March they left", "and in March they left"),
    "what begins words behind": ("she and her crew, “", "she and her crew,"),
    "what opens": ("‘Go,’ she said", "‘Go,’ she said"),
    "what closes": ("she said: “Go,”", "she said: “Go,”"),
    "words left out": ("… and leave", "… and leave"),
    "words left out, with full stops": (". . . and leave", ". . . and leave"),
    "a clipped word": ("’Tis late", "’Tis late"),
    "nothing but marks": ("” …", "…"),
}


@pytest.mark.parametrize(("text", "words"), EDGES.values(), ids=EDGES)
def test_marks_that_belong_to_the_words_beside_are_left_out(text: str, words: str) -> None:
    assert without_stray_marks(text, Span(0, len(text))).of(text) == words
