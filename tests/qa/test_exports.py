"""Answers taken out of the chat: verbatim, attributed, and data in every form. Everybody is invented."""

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from qa.controls import printable
from qa.conversations import Exchange
from qa.exports import GONE, as_csv, as_json, markdown, markdown_words, quotation_text
from qa.records import Answer, Article, Citation, Kind, Meeting, Passage, Query, Quotation, Source, Span, Speaker
from qa.wire import answer_json

TEXT = "“The ferry leaks,” she said. She added that the crane was sold, “for good”.\n\nIt rained."
ARTICLE = Article("a1", TEXT, "Ferry & crane", date(2024, 5, 7), "Calder Post", "https://calder.example/ferry")
TARSK = Source(Span(19, 22), Span(23, 27), (Speaker("Elin Tarsk", "President of Lurenia"),))
SAID = Quotation((Span(1, 16),), Kind.DIRECT, TARSK)
PLACE = "in “Ferry & crane”, Calder Post, 7 May 2024, https://calder.example/ferry, article a1, characters"


def cited(span: Span, quotation: Quotation | None = None, article: Article = ARTICLE) -> Citation:
    return Citation(Passage(span, span, quotation), article, 1.0)


DIRECT = cited(Span(1, 16), SAID)
REPORTED = cited(Span(29, 62), Quotation((Span(44, 62),), Kind.INDIRECT, TARSK))
IN_PART = cited(Span(29, 75), Quotation((Span(65, 73),), Kind.DIRECT, TARSK))
REPORT = cited(Span(77, 87))
REMOVED = replace(DIRECT, article=Article("a1", ""))


@pytest.mark.parametrize(
    ("words", "copied"),
    [
        ("The ferry leaks", "“The ferry leaks”"),
        ("“The ferry leaks,”", "“The ferry leaks,”"),
        ("“Silver Tern” leaks", "‘“Silver Tern” leaks’"),
        ("“Never,” he told me. And I left", "‘“Never,” he told me. And I left’"),
        ("He told me, “Never”, and I left", "‘He told me, “Never”, and I left’"),
        ("He told me, ‘Never’, and I left", "“He told me, ‘Never’, and I left”"),
        ("He told me that.\n\n“And I left", "“He told me that.\n\n“And I left”"),
        ("“It leaks.\n\n“It sinks.”", "“It leaks.\n\n“It sinks.”"),
        ("’Tis the ferry", "“’Tis the ferry”"),
    ],
)
def test_copied_words_stand_in_a_pair_of_marks(words: str, copied: str) -> None:
    whole = Span(0, len(words))
    said = cited(whole, Quotation((whole,), Kind.DIRECT, TARSK), replace(ARTICLE, text=words + " " * 30))
    assert quotation_text(said).partition(" — ")[0] == copied


@pytest.mark.parametrize(
    ("citation", "text"),
    [
        (DIRECT, f"“The ferry leaks” — Elin Tarsk, President of Lurenia, {PLACE} 1–16"),
        (cited(Span(0, 18), SAID), f"“The ferry leaks,” — Elin Tarsk, President of Lurenia, {PLACE} 0–18"),
        (
            REPORTED,
            "Reported, not in the speaker’s own words: She added that the crane was sold"
            f" — Elin Tarsk, President of Lurenia, {PLACE} 29–62",
        ),
        (
            IN_PART,
            "As the article prints it: She added that the crane was sold, “for good”."
            f" — Elin Tarsk, President of Lurenia, {PLACE} 29–75",
        ),
        (REPORT, f"The article’s own report: It rained. — {PLACE.removeprefix('in ')} 77–87"),
        (
            cited(Span(1, 16), replace(SAID, source=None), replace(ARTICLE, outlet="", date=None, url="")),
            "“The ferry leaks” — speaker not stated, in “Ferry & crane”, article a1, characters 1–16",
        ),
        (
            cited(Span(1, 16), replace(SAID, confidence=0.3, via=Source(Span(19, 22), speakers=(Speaker("Jo Pell"),)))),
            "“The ferry leaks” — Elin Tarsk, President of Lurenia, as told by Jo Pell, uncertain who said it,"
            f" {PLACE} 1–16",
        ),
        (REMOVED, "This article has been removed."),
    ],
)
def test_a_quotation_is_copied_with_who_says_it_and_where_it_stands(citation: Citation, text: str) -> None:
    assert quotation_text(citation) == text


def exchange(*citations: Citation, question: str = "Ferry?", note: str = "", summary: str = "") -> Exchange:
    return Exchange(question, Answer(Query(question), citations, note=note, summary=summary))


def test_markdown_has_a_heading_a_question_and_a_block_quote_a_passage() -> None:
    told = markdown([exchange(DIRECT, REMOVED, summary="1 person is quoted"), exchange(note="Nobody is quoted.")])
    credit = "Elin Tarsk, President of Lurenia, in “Ferry & crane”, Calder Post, 7 May 2024"
    assert told.startswith(f"## Ferry?\n\n1 person is quoted\n\n> “The ferry leaks”\n> \n> — {credit}")
    assert told.endswith(f"> {GONE}\n\n## Ferry?\n\nNobody is quoted.\n")


def test_markdown_leaves_signs_that_begin_nothing_in_it_as_they_are() -> None:
    words = "The board prints it: no! Silver & Tern sail at 10:30"
    assert markdown_words(words) == words


def test_a_follow_up_says_how_it_was_understood() -> None:
    query = Query("And she?", rephrased="What did Elin Tarsk say?")
    assert "Understood as: What did Elin Tarsk say?" in markdown([Exchange("And she?", Answer(query))])


HOSTILE = [
    "# no heading", "- no item", "  + none", "12. no number", "> no quote", "* * *", "    no code", "`no` ``code``",
    "[no](javascript:alert(1))", "<script>alert(1)</script>", "![no](x)", "&lt;no&gt;", "**no** __no__ ~~no~~",
    "a | b\n--- | ---", "no\n===", "no\n---", "http://no.example <no@no.example>", "\\[no\\]", "$x^2$ :no: @no",
    "```\nno\n```", "[no]: http://no.example", "no  \nbreak", "1) no", "&#42;no&#42;",
]  # fmt: skip


def shown(markdown_text: str) -> str:
    """All words that a reader of CommonMark, with tables and strikethrough, is shown; markup would eat some."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(markdown_text)
    inline = [child for token in tokens for child in token.children or []]
    assert {token.type for token in inline} <= {"text", "text_special", "softbreak", "hardbreak"}
    assert {token.tag for token in tokens} <= {"h2", "p", "blockquote", ""}
    assert not [token for token in tokens if token.type in ("html_block", "fence", "code_block")]
    return " ".join("".join(child.content or " " for child in inline).split())


def named(words: str) -> Exchange:
    """An answer in which everything is these words."""
    article = Article(words or "a", words or "a", words, None, words, words)
    span = Span(0, len(article.text))
    quotation = Quotation((span,), Kind.DIRECT, Source(span, None, (Speaker(words, words),)))
    meeting = Meeting("m", words)
    citation = replace(cited(span, quotation, article), meeting=meeting)
    return exchange(citation, question=words, note=words, summary=words)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_is_markup_in_markdown(words: str) -> None:
    plain = " ".join(words.split())
    # The heading, the summary and the note; then the words; then name, role, title and outlet in the citation.
    assert shown(markdown([named(words)])).count(plain) == 3 + 1 + 6


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_is_markup_in_markdown(words: str) -> None:
    assert shown(markdown([named(words)]))


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_cell_is_the_words_and_no_formula(words: str) -> None:
    [_, row] = csv.reader(io.StringIO(as_csv([named(words)]), newline=""))
    assert row[0] == "1"
    assert {value.removeprefix("'") for value in row[1:3]} <= {printable(words), printable(words).removeprefix("'")}
    assert not [value for value in row if value.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_row_is_a_passage_with_its_question_and_silence_is_a_row_too() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv([exchange(REPORTED, REMOVED), exchange(note="Nobody.")])[1:])))
    assert [row["number"] for row in rows] == ["1", "1", "2"]
    assert (rows[0]["words"], rows[0]["manner"]) == (REPORTED.text, "reported")
    assert (rows[0]["speaker"], rows[0]["role"]) == ("Elin Tarsk", "President of Lurenia")
    assert (rows[0]["start"], rows[0]["end"], rows[0]["article"]) == ("29", "62", "a1")
    assert [row["note"] for row in rows] == ["", GONE, "Nobody."]


def test_json_is_the_answer_that_every_door_gives() -> None:
    [question] = json.loads(as_json([exchange(DIRECT)]))["questions"]
    assert question == {"question": "Ferry?", "removed": []} | answer_json(exchange(DIRECT).answer)


def test_json_names_the_articles_that_are_gone() -> None:
    [question] = json.loads(as_json([exchange(REMOVED, REMOVED)]))["questions"]
    assert question["removed"] == ["a1"]
    assert [passage["text"] for passage in question["passages"]] == ["", ""]
