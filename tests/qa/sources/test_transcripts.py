"""Subtitles become a transcript, with names and times."""

from io import BytesIO

from qa.extraction import quotations
from qa.sources import subtitles
from qa.sources.documents import Document
from qa.sources.transcripts import Cue, transcript


def test_one_speakers_cues_are_a_paragraph_with_name_and_time() -> None:
    cues = [
        Cue(751, 753, "The ferry is", "Elin Tarsk"),
        Cue(753, 755, "sold.", "Elin Tarsk"),
        Cue(755, 756, "No.", "Oskar Venn"),
    ]
    assert transcript(cues) == "Elin Tarsk (00:12:31): The ferry is sold.\n\nOskar Venn (00:12:35): No."


def test_a_label_in_the_words_names_who_speaks_until_somebody_else_does() -> None:
    cues = [Cue(1, 2, "TARSK: The ferry\nis sold."), Cue(2, 3, "All of it."), Cue(3, 4, "- VENN: No.")]
    assert transcript(cues) == "TARSK (00:00:01): The ferry is sold. All of it.\n\nVENN (00:00:03): No."


def test_where_nobody_is_named_the_time_stands_above_the_words() -> None:
    assert transcript([Cue(1, 2, "The ferry is sold.")]) == "[00:00:01]\nThe ferry is sold."


def test_somebody_else_who_is_not_named_is_not_taken_for_whoever_spoke_before() -> None:
    text = transcript([Cue(1, 2, "TARSK: It is sold."), Cue(2, 3, ">> Who says so?"), Cue(3, 4, "VENN: I do.")])
    assert text.split("\n\n")[1] == "[00:00:02]\n>> Who says so?"
    words = [span.of(text) for one in quotations(text) for span in one.spans]
    assert words == ["It is sold.", "I do."]


def test_a_long_speech_has_a_time_every_half_minute_at_the_end_of_a_sentence() -> None:
    cues = [Cue(at, at + 10, f"This is sentence {at}.", "Elin Tarsk") for at in range(0, 60, 10)]
    assert [paragraph[:21] for paragraph in transcript(cues).split("\n\n")] == [
        "Elin Tarsk (00:00:00)",
        "Elin Tarsk (00:00:30)",
    ]


def test_captions_that_roll_up_are_read_once() -> None:
    cues = [Cue(0, 2, "the ferry is"), Cue(2, 4, "the ferry is\nsold to"), Cue(4, 6, "sold to\nnobody")]
    assert transcript(cues) == "[00:00:00]\nthe ferry is sold to nobody"


def test_what_several_people_say_in_the_same_word_is_everybodys() -> None:
    cues = [Cue(0, 1, "Aye.", "Elin Tarsk"), Cue(1, 2, "Aye.", "Oskar Venn")]
    assert transcript(cues) == "Elin Tarsk (00:00:00): Aye.\n\nOskar Venn (00:00:01): Aye."


def test_what_stands_beside_the_mark_of_subtitles_is_their_title() -> None:
    (read,) = subtitles.VTT.read(BytesIO(b"WEBVTT - Calder Council\n\n00:01.000 --> 00:02.000\nThe ferry is sold.\n"))
    assert isinstance(read, Document)
    assert read.title == "Calder Council"
