"""More evidence never makes an attribution less sure, and all of it is a probability."""

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
        confidence(Utterance((Span(0, 3),), kind, Mention(Span(4, 8))))
        for kind in (Kind.TURN, Kind.DIRECT, Kind.INDIRECT)
    ]
    assert sure == sorted(sure, reverse=True)
    assert all(0.5 < one < 1 for one in sure)
