"""The JSON that goes out, and the lines that come in."""

import io
import json
from datetime import date

import pytest

from qa import wire
from qa.errors import QuestionError, SourceError
from qa.records import (
    Answer,
    Article,
    Citation,
    Filters,
    Kind,
    Outcome,
    Passage,
    Query,
    Quotation,
    Source,
    Span,
    Speaker,
    Status,
)

TEXT = "Ferry sold. “It is gone,” said the mayor. “For good.”"
ARTICLE = Article("a1", TEXT, "Ferry sold", date(2024, 5, 7), "Gazette", "https://a.example/1", "a.txt")
SAID = Quotation(
    (Span(13, 23), Span(43, 52)), Kind.DIRECT, Source(Span(31, 40), Span(26, 30), (Speaker("Oda Brekkestad", "Mayor"),))
)
CITATION = Citation(Passage(Span(13, 23), Span(0, 52), SAID), ARTICLE, 0.123456)


def test_a_passage_has_its_words_who_says_them_and_how_we_know() -> None:
    assert wire.passage_json(CITATION) == {
        "doc_id": "a1",
        "title": "Ferry sold",
        "date": "2024-05-07",
        "outlet": "Gazette",
        "url": "https://a.example/1",
        "path": "a.txt",
        "start": 13,
        "end": 23,
        "text": "It is gone",
        "before": "Ferry sold. “",
        "after": TEXT[23:52],
        "speaker": "Oda Brekkestad",
        "role": "Mayor",
        "speakers": ["Oda Brekkestad"],
        "choices": [],
        "via": None,
        "kind": "direct",
        "mention": {"start": 31, "end": 40, "text": "the mayor"},
        "cue": {"start": 26, "end": 30, "text": "said"},
        "score": 0.1235,
        "also": [],
        "meeting": None,
        "said": None,
    }


def test_a_report_has_no_speaker() -> None:
    shown = wire.passage_json(Citation(Passage(Span(0, 11), Span(0, 11)), Article("a", TEXT), 1.0))
    assert (shown["speaker"], shown["role"], shown["kind"]) == (None, None, "report")
    assert (shown["mention"], shown["cue"], shown["date"], shown["url"]) == (None, None, None, None)


def test_a_line_of_a_batch_has_near_misses_where_there_is_no_answer() -> None:
    silent = wire.answered_line("q1", Answer(Query("?"), (), (CITATION,), 0.1), 12.3456)
    assert silent == {
        "qid": "q1",
        "answered": False,
        "confidence": 0.1,
        "ms": 12.35,
        "passages": [wire.passage_json(CITATION)],
    }
    assert wire.answered_line("q1", Answer(Query("?"), (CITATION,)), 1)["answered"] is True


def test_an_answer_keeps_near_misses_apart() -> None:
    query = Query("Ferry?", Filters(("Oda Brekkestad",), since=date(2024, 5, 1)))
    shown = wire.answer_json(Answer(query, (), (CITATION,), 0.1, "Nothing."))
    assert (shown["passages"], shown["near_misses"]) == ([], [wire.passage_json(CITATION)])
    assert shown["query"] == {"text": "Ferry?", "speakers": ["Oda Brekkestad"], "since": "2024-05-01", "until": None}


JORY, NORA = Speaker("Jory Pell"), Speaker("Nora Pell")


def test_one_of_two_and_who_passes_it_on_are_not_the_speaker() -> None:
    told = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 40), None, (), (JORY, NORA)), Source(Span(26, 30)))
    shown = wire.passage_json(Citation(Passage(Span(0, 11), Span(0, 11), told), ARTICLE, 1.0))
    assert (shown["speaker"], shown["speakers"]) == (None, [])
    assert (shown["choices"], shown["via"]) == (["Jory Pell", "Nora Pell"], "said")
    [printed] = wire.quotes_json([told])
    assert (printed["speaker"], printed["choices"]) == (None, ["Jory Pell", "Nora Pell"])
    assert (printed["via"]["speaker"], printed["via"]["mention"], printed["via"]["cue"]) == (None, [26, 30], None)


def test_what_a_pronoun_stands_for_is_told() -> None:
    told = Quotation((Span(0, 11),), Kind.INDIRECT, Source(Span(31, 33), antecedent=Span(12, 20)))
    [printed] = wire.quotes_json([told])
    assert (printed["mention"], printed["antecedent"]) == ([31, 33], [12, 20])


def test_an_utterance_in_two_spans_is_two_entries() -> None:
    first, second = wire.quotes_json([SAID])
    assert (first["start"], first["end"], second["start"], second["end"]) == (13, 23, 43, 52)
    assert first["mention"] == second["mention"] == [31, 40]
    assert first["kind"] == "direct"


def test_an_outcome_leaves_nothing_empty() -> None:
    assert wire.outcome_json(Outcome(Status.FAILED, error="a.txt: empty")) == {
        "doc_id": None,
        "path": None,
        "title": None,
        "status": "failed",
        "error": "a.txt: empty",
    }


def lines(*records: object) -> io.BytesIO:
    return io.BytesIO("\n\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode())


def test_questions_come_with_filters_and_history() -> None:
    filters = {
        "doc_id": "a1",
        "meeting": "m1",
        "speaker": "Oda Brekkestad",
        "since": "2024-05-01",
        "until": "2024-05-31",
    }
    plain, full = wire.read_questions(
        lines({"qid": 1, "question": "Паром?"}, {"qid": "b", "question": "?", "history": ["a"], "filters": filters}),
        "q",
    )
    assert plain == wire.AskedLine("1", "Паром?")
    assert full == wire.AskedLine(
        "b", "?", ("a",), Filters(("Oda Brekkestad",), date(2024, 5, 1), date(2024, 5, 31), "a1", "m1")
    )


def test_texts_are_taken_as_they_are() -> None:
    text = "\ufeffA\r\nB\u0301\ud800"
    given = io.BytesIO(json.dumps({"id": "t", "text": text}).encode())
    assert list(wire.read_texts(given, "t")) == [wire.TextLine("t", text)]


BAD_LINES: dict[str, tuple[bytes, str]] = {
    "no JSON": (b"Ferry", "q.jsonl:3: not JSON in UTF-8"),
    "no UTF-8": (b'{"id": "\xff"}', "q.jsonl:3: not JSON in UTF-8"),
    "nested": (b"[" * 100_000, "q.jsonl:3: not JSON in UTF-8"),
    "a list": (b"[]", "q.jsonl:3: not a JSON object"),
    "nothing": (b"{}", "q.jsonl:3: '"),
    "too long": (b" " * (wire.LONGEST_LINE + 1), "q.jsonl:3: the line has more than 10,000,000 bytes"),
}


@pytest.mark.parametrize(("line", "message"), BAD_LINES.values(), ids=BAD_LINES.keys())
def test_what_stands_before_a_bad_line_is_read(line: bytes, message: str) -> None:
    good = json.dumps({"qid": 1, "id": 1, "question": "?", "text": "?"}).encode()
    content = b"\n".join([good, b"", line])
    for reader, error in ((wire.read_questions, QuestionError), (wire.read_texts, SourceError)):
        found = reader(io.BytesIO(content), "q.jsonl")
        next(found)
        with pytest.raises(error, match=f"^{message}") as caught:
            next(found)
        assert len(str(caught.value).splitlines()) == 1


def test_contents_are_stretches_in_which_a_clause_holds_its_marked_words() -> None:
    mayor = Source(Span(0, 9), Span(10, 14), (Speaker("Oda Brekkestad"),))
    clause = Quotation((Span(15, 60),), Kind.INDIRECT, mayor, confidence=0.7)
    marked = Quotation((Span(30, 61),), Kind.DIRECT, mayor)
    interrupted = Quotation((Span(70, 80), Span(95, 110)), Kind.DIRECT, mayor, confidence=0.9)
    alone = Quotation((Span(120, 140),), Kind.INDIRECT, mayor)
    contents = wire.contents_json([clause, marked, interrupted, alone])
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
    contents = wire.contents_json(
        [Quotation((Span(15, 60),), Kind.INDIRECT, mayor), Quotation((Span(35, 55),), Kind.DIRECT, owner, mayor)]
    )
    assert [(c["kind"], c["speaker"]) for c in contents] == [("indirect", "Oda Brekkestad"), ("direct", "Luis Ortega")]
