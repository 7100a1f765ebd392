"""The lines that come in."""

import io
import json
from datetime import date

import pytest

from qa import batch
from qa.errors import QuestionError, SourceError
from qa.records import Filters


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
    "no JSON": (b"Ferry", "q.jsonl:3: not JSON in UTF-8"),
    "no UTF-8": (b'{"id": "\xff"}', "q.jsonl:3: not JSON in UTF-8"),
    "nested": (b"[" * 100_000, "q.jsonl:3: not JSON in UTF-8"),
    "a list": (b"[]", "q.jsonl:3: not a JSON object"),
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
