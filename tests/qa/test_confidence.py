"""More evidence never makes an attribution less sure, and all of it is a probability."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.confidence import confidence, probability
from qa.mentions import Mention
from qa.records import Kind, Span
from qa.utterances import Evidence, Utterance

LOG_ODDS = st.floats(-9, 9)


@given(LOG_ODDS, LOG_ODDS, st.booleans())
def test_confidence_is_a_probability_that_grows_with_the_evidence(content: float, source: float, direct: bool) -> None:
    read = Evidence(content, source, ruled=True, direct=direct)
    assert 0 < probability(read) < 1
    assert probability(read._replace(agrees=True)) > probability(read)
    assert probability(read._replace(content=content + 1)) > probability(read)
    assert probability(read._replace(source=source + 1)) > probability(read)


def test_without_the_tagger_the_kind_of_speech_tells() -> None:
    sure = [
        confidence("Aye, he", Utterance((Span(0, 3),), kind, Mention(Span(5, 7))))
        for kind in (Kind.TURN, Kind.DIRECT, Kind.INDIRECT)
    ]
    assert sure == sorted(sure, reverse=True)
    assert all(0.5 < one < 1 for one in sure)


@pytest.mark.parametrize(
    ("told", "is_sure"),
    [
        ("“Aye,” TARSK SAID.", True),
        ("“Aye,” SAID TARSK.", True),
        ("TARSK SAID: “Aye.”", True),
        ("“Aye,” HE SAID.", False),
        ("“Aye,” TARSK, who had waited, SAID.", False),
        ("“Aye” was what TARSK SAID.", False),
        ("“Aye.”\n\nTARSK SAID so.", False),
    ],
)
def test_a_name_and_a_verb_right_beside_words_in_marks_leave_no_doubt_whatever_the_tagger_says(
    told: str, is_sure: bool
) -> None:
    name = "TARSK" if "TARSK" in told else "HE"
    words, mention, cue = (Span(told.index(part), told.index(part) + len(part)) for part in ("Aye", name, "SAID"))
    source = Mention(mention, name="Tarsk" if name == "TARSK" else "", pronoun=name == "HE")
    doubtful = Evidence(-9, -9, missed=True)
    assert (confidence(told, Utterance((words,), Kind.DIRECT, source, cue, doubtful)) > 0.95) is is_sure
