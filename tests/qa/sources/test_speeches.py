"""Records of what people say, and records that are reports of their own."""

import pytest

from qa.sources.speeches import is_speech, transcript_of

SPEECHES = [
    {"speaker": "Elin Tarsk", "text": "We begin."},
    {"Speaker Name": "Elin Tarsk", "Transcript": "We begin.", "Time": "00:12"},
    {"start": 4.5, "end": 6, "text": "We begin."},
    {"startTime": "0:04", "endTime": "0:06", "content": "We begin."},
]
REPORTS = [
    {"speaker": "Elin Tarsk", "text": "We begin.", "date": "2024-05-07"},
    {"speaker": "Elin Tarsk", "text": "We begin.", "title": "An opening"},
    {"from": "desk@gazette.example", "to": "readers@gazette.example", "text": "We begin."},
    {"start": "2024-05-07T10:00", "end": "2024-05-07T11:00", "text": "We begin."},
    {"timestamp": 1715076000, "text": "We begin."},
    {"speaker": "Elin Tarsk"},
    "We begin.",
]


@pytest.mark.parametrize("record", SPEECHES)
def test_words_with_a_speaker_or_a_time_are_part_of_a_transcript(record: object) -> None:
    assert is_speech(record)


@pytest.mark.parametrize("record", REPORTS)
def test_what_has_a_title_or_a_day_is_a_report(record: object) -> None:
    assert not is_speech(record)


def test_times_are_clocks_seconds_or_milliseconds() -> None:
    for first, second in [("00:00:04", "12:31"), (4, 751.5), ("4.25", "751"), (4_000, 751_000)]:
        said = [{"speaker": "Elin", "start": first, "text": "We begin now."}, {"start": second, "text": "We end."}]
        assert transcript_of(said) == "Elin (00:00:04): We begin now.\n\n[00:12:31]\nWe end."


def test_without_times_a_transcript_has_names_alone() -> None:
    assert transcript_of([{"speaker": {"name": "Elin"}, "text": "We begin."}]) == "Elin: We begin."
