"""The lines of a batch, in and out."""

import io
import json
from datetime import date

import pytest

from qa import batch
from qa.errors import QuestionError, SourceError
from qa.records import Answer, Article, Citation, Filters, Kind, Passage, Query, Quotation, Source, Span, Speaker
from qa.wire import passage_json


def lines(*records: object) -> io.BytesIO:
    return io.BytesIO("\n\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode())


def test_questions_come_with_filters_and_history() -> None:
    filters = {
        "doc_id": "a1",
        "meeting": "m1",
        "outlet": "Lantern",
        "speaker": "Oda Brekkestad",
        "since": "2024-05-01",
        "until": "2024-05-31",
    }
    plain, full = batch.read_questions(
        lines({"qid": 1, "question": "Паром?"}, {"qid": "b", "question": "?", "history": ["a"], "filters": filters}),
        "q",
    )
    assert plain == batch.AskedLine("1", "Паром?")
    assert full == batch.AskedLine(
        "b", "?", ("a",), Filters(("Oda Brekkestad",), date(2024, 5, 1), date(2024, 5, 31), "a1", "m1", ("Lantern",))
    )


def test_texts_are_taken_as_they_are() -> None:
    text = "\ufeffA\r\nB\u0301\ud800"
    given = io.BytesIO(json.dumps({"id": "t", "text": text}).encode())
    assert list(batch.read_texts(given, "t")) == [batch.TextLine("t", text)]


BAD_LINES: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"Ferry", "q.jsonl:3: not JSON in UTF-8; write an object a line: {"),
    "no UTF-8": (b'{"id": "\xff"}', "q.jsonl:3: not JSON in UTF-8; write an object a line: {"),
    "nested": (b"[" * 100_000, "q.jsonl:3: not JSON in UTF-8; write an object a line: {"),
    "a list": (b"[]", "q.jsonl:3: not a JSON object; write an object a line: {"),
    "nothing": (b"{}", "q.jsonl:3: '"),
    "too long": (b" " * (batch.LONGEST_LINE + 1), "q.jsonl:3: the line has more than 10,000,000 bytes"),
}


@pytest.mark.parametrize(("line", "message"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_what_stands_before_a_bad_line_is_read(line: bytes, message: str) -> None:
    good = json.dumps({"qid": 1, "id": 1, "question": "?", "text": "?"}).encode()
    content = b"\n".join([good, b"", line])
    for reader, error in ((batch.read_questions, QuestionError), (batch.read_texts, SourceError)):
        found = reader(io.BytesIO(content), "q.jsonl")
        next(found)
        with pytest.raises(error, match=f"^{message}") as caught:
            next(found)
        assert len(str(caught.value).splitlines()) == 1


def test_an_unknown_filter_is_told_since_what_it_is_to_keep_out_would_be_shown() -> None:
    asked = json.dumps({"qid": 1, "question": "?", "filters": {"speakers": ["Oda Brekkestad"]}}).encode()
    with pytest.raises(QuestionError, match=r"^q\.jsonl:1: unknown filter 'speakers'; there are speaker, outlet, "):
        list(batch.read_questions(io.BytesIO(asked), "q.jsonl"))


CITATION = Citation(Passage(Span(0, 11), Span(0, 11)), Article("a1", "Ferry sold."), 0.5)


def test_a_line_of_a_batch_has_near_misses_and_the_reason_where_there_is_no_answer() -> None:
    silent = batch.answered_line("q1", Answer(Query("?"), (), (CITATION,), 0.1, "Nobody."), 12.3456)
    assert silent == {
        "qid": "q1",
        "answered": False,
        "confidence": 0.1,
        "note": "Nobody.",
        "ms": 12.35,
        "passages": [passage_json(CITATION)],
    }
    assert batch.answered_line("q1", Answer(Query("?"), (CITATION,)), 1)["answered"] is True


def test_contents_are_stretches_in_which_a_clause_holds_its_marked_words() -> None:
    mayor = Source(Span(0, 9), Span(10, 14), (Speaker("Oda Brekkestad"),))
    clause = Quotation((Span(15, 60),), Kind.INDIRECT, mayor, confidence=0.7)
    marked = Quotation((Span(30, 61),), Kind.DIRECT, mayor)
    interrupted = Quotation((Span(70, 80), Span(95, 110)), Kind.DIRECT, mayor, confidence=0.9)
    alone = Quotation((Span(120, 140),), Kind.INDIRECT, mayor)
    contents = batch.contents_json([clause, marked, interrupted, alone])
    assert [(c["start"], c["end"], c["kind"], c["confidence"]) for c in contents] == [
        (15, 60, "mixed", 0.7),
        (70, 110, "direct", 0.9),
        (120, 140, "indirect", 1.0),
    ]
    assert {(tuple(c["mention"]), tuple(c["cue"]), c["speaker"]) for c in contents} == {
        ((0, 9), (10, 14), "Oda Brekkestad")
    }


def test_marked_words_of_somebody_else_stay_theirs() -> None:
    mayor = Source(Span(0, 9), Span(10, 14), (Speaker("Oda Brekkestad"),))
    owner = Source(Span(20, 25), Span(26, 30), (Speaker("Luis Ortega"),))
    contents = batch.contents_json(
        [Quotation((Span(15, 60),), Kind.INDIRECT, mayor), Quotation((Span(35, 55),), Kind.DIRECT, owner, mayor)]
    )
    assert [(c["kind"], c["speaker"]) for c in contents] == [("indirect", "Oda Brekkestad"), ("direct", "Luis Ortega")]
