"""Quotations in lines, for programs and spreadsheets."""

import csv
import io
import json
from datetime import date
from typing import Any

import pytest

from qa.listing import json_line, quote_line, write_csv
from qa.records import Article, Kind, Quotation, Source, Span, Speaker

TEXT = "Ferry sold. “It is gone,” said the mayor; so a clerk. “For\ngood.”"


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


ARTICLE = Article("a1", TEXT, "Ferry sold", date(2024, 5, 7), "Gazette", "", "a.txt")
MAYOR = Source(span("the mayor"), span("said"), (Speaker("Oda Brekkestad", "Mayor"),))
SAID = Quotation((span("It is gone"), span("For\ngood.")), Kind.DIRECT, MAYOR, Source(span("a clerk")), 0.93)
REPORTED = Quotation((span("Ferry sold"),), Kind.INDIRECT, None, confidence=0.0)


def table(article: Article, quotations: list[Quotation]) -> list[dict[str, str]]:
    file = io.StringIO(newline="")
    write_csv([(article, quotations)], file)
    return list(csv.DictReader(io.StringIO(file.getvalue().removeprefix("\ufeff"), newline="")))


def test_the_spans_of_an_utterance_share_its_number_and_its_evidence_is_in_words() -> None:
    row: dict[str, Any] = json.loads(json_line(ARTICLE, [REPORTED, SAID]))
    assert (row["id"], row["path"], row["title"], row["date"]) == ("a1", "a.txt", "Ferry sold", "2024-05-07")
    assert [(quote["utterance"], quote["text"]) for quote in row["quotes"]] == [
        (1, "Ferry sold"),
        (2, "It is gone"),
        (2, "For\ngood."),
    ]
    reported, said, _ = row["quotes"]
    assert said.keys() >= {"start", "end", "kind", "speaker", "speakers", "choices", "confidence"}
    assert (said["mention"], said["mention_text"], said["cue_text"]) == (list(span("the mayor")), "the mayor", "said")
    assert (said["via"]["mention_text"], said["via"]["cue_text"]) == ("a clerk", None)
    assert (reported["mention_text"], reported["via"]) == (None, None)


def test_a_row_is_an_utterance() -> None:
    said, reported = table(ARTICLE, [SAID, REPORTED])
    assert said == {
        "article": "Ferry sold",
        "path": "a.txt",
        "date": "2024-05-07",
        "speaker": "Oda Brekkestad",
        "choices": "",
        "role": "Mayor",
        "via": "a clerk",
        "kind": "direct",
        "words": "It is gone … For\ngood.",
        "mention": "the mayor",
        "cue": "said",
        "confidence": "0.93",
        "start": str(SAID.spans[0].start),
        "end": str(SAID.spans[1].end),
    }
    assert (reported["speaker"], reported["mention"], reported["kind"]) == ("", "", "indirect")


def test_several_speakers_and_a_choice_of_them_are_two_columns() -> None:
    two = (Speaker("Ana Reyes"), Speaker("Luis Reyes"))
    each = Quotation((Span(0, 5),), Kind.DIRECT, Source(span("a clerk"), None, two))
    either = Quotation((Span(0, 5),), Kind.DIRECT, Source(span("a clerk"), None, (), two))
    found = [(row["speaker"], row["choices"]) for row in table(ARTICLE, [each, either])]
    assert found == [("Ana Reyes; Luis Reyes", ""), ("", "Ana Reyes; Luis Reyes")]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t"], ids=["equals", "plus", "minus", "at", "tab"])
def test_no_cell_is_a_formula(begins: str) -> None:
    words = f"{begins}HYPERLINK(1)"
    article = Article("a", words, words, path=words)
    spoken = Quotation((Span(0, len(words)),), Kind.TURN, Source(Span(0, 5), None, (Speaker(words, words),)))
    (row,) = table(article, [spoken])
    for column in ("article", "path", "speaker", "role", "words", "mention"):
        assert row[column].startswith(f"'{begins}"), column


def test_a_table_opens_with_a_byte_order_mark_and_one_header() -> None:
    file = io.StringIO(newline="")
    write_csv([(ARTICLE, [SAID]), (ARTICLE, [SAID])], file)
    assert file.getvalue().startswith("\ufeffarticle,path,")
    assert file.getvalue().count("article,path,") == 1


def test_a_table_commands_no_terminal() -> None:
    words = "Stop\x1b[2J it\x9b"
    (row,) = table(Article("a", words), [Quotation((Span(0, len(words)),), Kind.TURN)])
    assert row["words"] == "Stop\ufffd[2J it\ufffd"


def test_a_line_does_not_make_an_assertion_of_a_denial() -> None:
    text = "Bram Okonjo denied that crews had refused."
    source = Source(Span(0, 11), Span(12, 18), (Speaker("Bram Okonjo"),))
    denied = Quotation((Span(19, 41),), Kind.INDIRECT, source)
    assert quote_line(Article("a", text), denied) == "indirect  Bram Okonjo (denied): that crews had refused"


def test_a_line_has_the_whole_utterance() -> None:
    expected = "direct    Oda Brekkestad, according to a clerk: It is gone … For good."
    assert quote_line(ARTICLE, SAID) == expected
    assert quote_line(ARTICLE, REPORTED) == "indirect  speaker not stated: Ferry sold"
