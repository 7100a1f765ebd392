"""Who said what, when, as the page draws it. Everybody is invented."""

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta

import pytest

import qa
from qa.records import Article, Citation, Kind, Passage, Period, Quotation, Source, Span, Speaker
from qa.timeline import MOST_ROWS, MOST_STATEMENTS, person_html, statements_on, timeline_html, topic_html

TEXT = "She said the ferry leaks"
ELIN, JORY = Speaker("Elin Tarsk", "President of Lurenia"), Speaker("Jory Pell")


def statement(
    speaker: Speaker | None,
    day: date | None,
    identifier: str = "a",
    kind: Kind = Kind.DIRECT,
    said: Period | None = None,
) -> Citation:
    source = Source(Span(0, 3), speakers=(speaker,) if speaker else ())
    span = Span(9, 24)
    passage = Passage(span, Span(0, len(TEXT)), Quotation((span,), kind, source), said=said)
    return Citation(passage, Article(identifier, TEXT, f"Talks {identifier}", day), 1.0)


def drawn(*statements: Citation) -> ET.Element:
    return ET.fromstring(f"<div>{timeline_html(statements, '<h2>Said</h2>', 'Nobody')}</div>")


def rows(shown: ET.Element) -> dict[str, list[str | None]]:
    """The names of the points in each speaker's row."""
    found = shown.findall(".//div[@class='row']")
    return {row.findtext("b") or "": [point.get("aria-label") for point in row.iter("a")] for row in found}


def table(shown: ET.Element) -> list[list[str]]:
    return [["".join(cell.itertext()).strip() for cell in row] for row in shown.findall(".//tbody/tr")]


def test_each_speaker_has_a_row_and_each_day_a_point_those_who_say_most_first() -> None:
    shown = drawn(
        statement(JORY, date(2024, 5, 7)),
        statement(ELIN, date(2024, 5, 7)),
        statement(ELIN, date(2024, 6, 1), "b"),
        statement(ELIN, date(2024, 6, 1), "c"),
    )
    assert rows(shown) == {
        "Elin Tarsk": ["Elin Tarsk, 7 May 2024: 1 statement", "Elin Tarsk, 1 June 2024: 2 statements"],
        "Jory Pell": ["Jory Pell, 7 May 2024: 1 statement"],
    }
    assert shown.findtext("p") == "4 statements by 2 speakers, from 7 May 2024 to 1 June 2024."


def test_the_table_says_the_same_in_the_order_of_time() -> None:
    later = statement(ELIN, date(2024, 6, 1), "b", Kind.INDIRECT)
    assert table(drawn(later, statement(JORY, date(2024, 5, 7)))) == [
        ["published 7 May 2024", "Jory Pell", "said the ferry leaks", "Talks a"],
        ["published 1 June 2024", "Elin Tarsk", "reported the ferry leaks", "Talks b"],
    ]


def test_what_is_said_on_one_day_stands_in_the_order_of_the_texts() -> None:
    day = date(2024, 5, 7)
    second = statement(ELIN, day, "a")
    span = Span(0, 8)
    quotation = Quotation((span,), Kind.DIRECT, Source(Span(0, 3), speakers=(ELIN,)))
    first = replace(second, passage=Passage(span, Span(0, len(TEXT)), quotation))
    of_another = statement(ELIN, day, "b")
    shown = [(row[2], row[3]) for row in table(drawn(of_another, second, first))]
    assert shown == [
        ("said She said", "Talks a"),
        ("said the ferry leaks", "Talks a"),
        ("said the ferry leaks", "Talks b"),
    ]


def test_points_and_rows_of_the_table_lead_to_the_place_in_the_article() -> None:
    links = list(drawn(statement(ELIN, date(2024, 5, 7), "a&b")).iter("a"))
    assert len(links) == 2
    for link in links:
        assert link.get("href") == "/?article=a%26b&start=9&end=24"
        assert (link.get("data-article"), link.get("data-start"), link.get("data-end")) == ("a&b", "9", "24")


def test_the_day_on_which_it_was_said_counts_before_that_of_publication() -> None:
    week = Period(date(2024, 4, 1), date(2024, 4, 7))
    shown = drawn(statement(ELIN, date(2024, 5, 7), said=week))
    assert rows(shown)["Elin Tarsk"] == ["Elin Tarsk, 1 April 2024: 1 statement"]
    assert table(shown)[0][0] == "1 April 2024 – 7 April 2024"


def test_what_is_not_dated_stands_in_the_table_alone() -> None:
    shown = drawn(statement(ELIN, None), statement(JORY, date(2024, 5, 7)))
    assert list(rows(shown)) == ["Jory Pell"]
    assert [row[0] for row in table(shown)] == ["published 7 May 2024", "not dated"]
    assert "(1 statement without a date)" in (shown.findtext("p") or "")
    assert rows(drawn(statement(ELIN, None))) == {}


def test_one_without_a_name_is_somebody_else_in_each_article() -> None:
    question = Speaker("Q", is_label=True)
    shown = drawn(*(statement(question, date(2024, 5, 7), identifier) for identifier in "ab"))
    assert len(shown.findall(".//div[@class='row']")) == 2
    unnamed = drawn(*(statement(None, date(2024, 5, 7), identifier) for identifier in "ab"))
    assert len(unnamed.findall(".//div[@class='row']")) == 2


@pytest.mark.parametrize("days", [1, 40, 200, 1_000, 20_000])
def test_time_runs_from_left_to_right_with_few_marks_that_all_lie_inside(days: int) -> None:
    first = date(1970, 3, 5)
    shown = drawn(*(statement(ELIN, first + timedelta(days=day)) for day in (0, days // 2, days)))
    points = [float((circle.get("cx") or "").rstrip("%")) for circle in shown.iter("circle")]
    assert points == sorted(points)
    assert min(points) >= 4
    assert max(points) <= 96
    marks = shown.findall(".//div[@class='row scale']//text")
    places = [float((mark.get("x") or "").rstrip("%")) for mark in marks]
    assert 1 < len(marks) <= 7
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


def test_of_very_many_the_rest_is_counted() -> None:
    many = [statement(Speaker(f"P{at}"), date(2024, 5, 7)) for at in range(MOST_STATEMENTS + 3)]
    shown = drawn(*many)
    assert len(table(shown)) == MOST_STATEMENTS
    assert len(rows(shown)) == MOST_ROWS
    told = [paragraph.text for paragraph in shown.findall("p")]
    assert (
        told[0]
        == f"{MOST_STATEMENTS} statements by {MOST_STATEMENTS} speakers, on 7 May 2024; 3 later ones are not shown."
    )
    assert told[1] == f"{MOST_STATEMENTS - MOST_ROWS} more speakers in the table below."


def test_names_titles_and_ids_are_data() -> None:
    hostile = '"><script>alert(1)</script>'
    shown = drawn(statement(Speaker(hostile), date(2024, 5, 7), hostile))
    assert rows(shown) == {hostile: [f"{hostile}, 7 May 2024: 1 statement"]}
    assert shown.find(".//script") is None


def test_of_nothing_it_says_so() -> None:
    assert timeline_html([], "<h2>Said</h2>", "Nobody is quoted on it.") == (
        '<h2>Said</h2><p class="found">Nobody is quoted on it.</p>'
    )


def test_a_topic_is_what_has_its_words_in_any_form_and_whatever_else_answers_it(harbour: qa.Corpus) -> None:
    spoken = [(one.article.id, one.source, one.text) for one in statements_on(harbour, "painting the lighthouse")]
    assert spoken == [
        ("lighthouse-old", "Elin Tarsk", "We will paint the lighthouse red, because the fishermen asked for it"),
        ("lighthouse-new", "Elin Tarsk", "We will paint the lighthouse white, because the red paint has run out"),
    ]


def test_the_page_draws_a_topic_and_a_person(harbour: qa.Corpus) -> None:
    assert "Said on “the ferry”</h2>" in topic_html(harbour, "the ferry")
    assert "Mira Solane, 2 May 2024: 1 statement" in topic_html(harbour, "the ferry")
    assert "Type a topic" in topic_html(harbour, " ")
    assert "Said on “\ufffd&lt;b&gt;”" in topic_html(harbour, "\ud800<b>")
    assert "Oskar Venn, 10 September 2024: 3 statements" in person_html(harbour, "Oskar Venn")
    assert "Nobody is quoted" in person_html(harbour, "")
