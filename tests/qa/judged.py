"""Answers to hold against fixtures, without a corpus."""

from pathlib import Path

import qa
from qa.batch import AskedLine
from qa.fixtures import Evidence, Fixture
from qa.judging import Judge, Judged, Names

FERRY = qa.Article(
    "ferry",
    "“The new ferry will sail in June,” Mira Solane said. “It will carry four hundred,” she said. The band played on.",
    title="Calder opens its harbour",
    path="harbour/ferry.txt",
)
SAILS, CARRIES, REPORT = (
    qa.Span(FERRY.text.index(words), FERRY.text.index(words) + len(words))
    for words in ("The new ferry will sail in June", "It will carry four hundred", "The band played on.")
)
SOLANE, VENN = qa.Speaker("Mira Solane"), qa.Speaker("Oskar Venn")


def said(span: qa.Span, *speakers: qa.Speaker, choices: tuple[qa.Speaker, ...] = ()) -> qa.Citation:
    source = qa.Source(qa.Span(35, 46), speakers=speakers, choices=choices)
    quotation = qa.Quotation((span,), qa.Kind.DIRECT, source)
    return qa.Citation(qa.Passage(span, span, quotation), FERRY, 1.0)


def reported(span: qa.Span) -> qa.Citation:
    return qa.Citation(qa.Passage(span, span), FERRY, 1.0)


def fixture(*evidence: str | Evidence, speakers: tuple[str, ...] = (), qid: str = "q1", kind: str = "other") -> Fixture:
    pieces = tuple(Evidence(piece) if isinstance(piece, str) else piece for piece in evidence)
    return Fixture(AskedLine(qid, f"What of {qid}?"), pieces, speakers, kind, "a.yaml:1")


def answered(*citations: qa.Citation, confidence: float = 0.9) -> qa.Answer:
    return qa.Answer(qa.Query("a?"), citations, confidence=confidence)


def silent(*near_misses: qa.Citation, confidence: float = 0.1) -> qa.Answer:
    return qa.Answer(qa.Query("a?"), near_misses=near_misses, confidence=confidence)


def judged(expected: Fixture, answer: qa.Answer, milliseconds: float = 10.0, people: tuple[Path, ...] = ()) -> Judged:
    return Judge([FERRY], Names(people)).judged(expected, answer, milliseconds)
