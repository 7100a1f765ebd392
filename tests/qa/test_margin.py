"""Beside each paragraph, who is heard in it."""

from qa.margin import margin
from qa.pieces import rows
from qa.records import Article, Kind, Quotation, Source, Span, Speaker
from qa.voices import voices

TEXT = "ANA: Rain is coming.\n\nBring a coat.\n\nShe asked for boats."
ANA = Source(Span(0, 3), None, (Speaker("Ana Reyes"),))
TURN = Quotation((Span(5, TEXT.index("\n\nShe")),), Kind.TURN, ANA, confidence=0.98)
REPORT = Quotation((Span(TEXT.index("boats"), len(TEXT) - 1),), Kind.INDIRECT, ANA, confidence=0.8)


def test_a_turn_goes_on_and_what_is_reported_stands_apart() -> None:
    quotations = [TURN, REPORT]
    cut = rows(Article("a", TEXT), quotations)
    notes = [note for row in margin(cut, quotations, voices(TEXT, quotations)) for note in row]
    assert [(note.voice.name, note.ways) for note in notes] == [
        ("Ana Reyes", (("said · almost certain", (0,)),)),
        ("Ana Reyes", (("continued", (0,)),)),
        ("Ana Reyes", (("reported · likely", (1,)),)),
    ]


def test_a_voice_is_named_once_beside_a_paragraph() -> None:
    quotations = [
        Quotation((Span(0, 9),), Kind.INDIRECT, ANA, confidence=0.8),
        Quotation((Span(5, 9),), Kind.DIRECT, ANA, confidence=0.8),
        Quotation((Span(10, 12),), Kind.INDIRECT, ANA, confidence=0.8),
    ]
    cut = rows(Article("a", TEXT), quotations)
    ((note,), *_) = margin(cut, quotations, voices(TEXT, quotations))
    assert note.ways == (("reported · likely", (0, 2)), ("said · likely", (1,)))
