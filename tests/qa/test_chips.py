"""What limits an answer, as chips. Everybody is invented."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from qa.chips import SENT, added, changed, form_html, limits_html, meeting_name, removed, understood_html
from qa.errors import QuestionError
from qa.records import NO_FILTERS, Answer, Article, Citation, Filters, Meeting, Passage, Period, Query, Span

MEETING = Meeting("m1", "Talks <in> Calder", date(2024, 5, 7), "Calder")
SET = Filters(("Elin Tarsk", "Oskar Venn"), date(2024, 5, 1), None, "a1", "m1", ("Calder Post",))


def test_what_a_form_sends_is_added() -> None:
    sent = {"speaker": " Elin  Tarsk ", "meeting": "m1", "outlet": "Calder Post", "since": "2024-05-01", "until": ""}
    sent["article"] = "a1"
    filters = added(NO_FILTERS, sent)
    assert filters == Filters(("Elin Tarsk",), date(2024, 5, 1), None, "a1", "m1", ("Calder Post",))
    assert added(filters, {"speaker": "Oskar Venn"}) == SET
    assert added(SET, {"speaker": "Oskar Venn"}) == SET
    assert added(SET, {}) == SET


@pytest.mark.parametrize(
    ("sent", "problem"),
    [({"since": "yesterday"}, "'yesterday' is no date"), ({"until": "2024-04-01"}, "2024-05-01, comes after the last")],
)
def test_days_that_cannot_be_are_told(sent: dict[str, str], problem: str) -> None:
    with pytest.raises(QuestionError, match=problem):
        added(SET, sent)


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("speakers", "Elin Tarsk", SET._replace(speakers=("Oskar Venn",))),
        ("outlets", "Calder Post", SET._replace(outlets=())),
        ("meeting_id", "m1", SET._replace(meeting_id=None)),
        ("article_id", "a1", SET._replace(article_id=None)),
        ("days", "", SET._replace(since=None)),
        ("speakers", "Nobody", SET),
        ("", "", SET),
    ],
)
def test_each_can_be_removed(name: str, value: str, left: Filters) -> None:
    assert removed(SET, name, value) == left


def test_each_has_a_chip_with_a_button_that_says_what_it_removes() -> None:
    shown = limits_html(SET, [MEETING], "“Ferry sold”")
    assert shown.count('<li class="chip">') == 6
    assert 'data-removes="article_id" data-value="a1" aria-label="Remove in “Ferry sold”"' in shown
    assert 'data-removes="speakers" data-value="Elin Tarsk" aria-label="Remove Elin Tarsk"' in shown
    assert "7 May 2024 · Talks &lt;in&gt; Calder" in shown
    assert "from 1 May 2024" in shown
    assert limits_html(NO_FILTERS, [MEETING]) == ""


def test_the_form_offers_people_meetings_and_outlets_as_data() -> None:
    shown = form_html(['Elin "<b>"'], [MEETING], ["<i>Post</i>"])
    assert '<option value="Elin &quot;&lt;b&gt;&quot;">' in shown
    assert '<option value="m1">7 May 2024 · Talks &lt;in&gt; Calder</option>' in shown
    assert "&lt;i&gt;Post&lt;/i&gt;</option>" in shown
    assert "Filter by person, meeting, outlet or date" in shown


def test_the_form_promises_what_there_is() -> None:
    assert "Filter by person or date<" in form_html([], [], [])
    assert "Filter by person, meeting or date<" in form_html([], [MEETING], [])


def test_what_the_question_named_is_told_apart_from_what_was_set() -> None:
    query = Query(
        "?", Filters(("Elin Tarsk",)), asked=("Oskar Venn",), period_words="in May", meetings=("m1",), outlets=("Post",)
    )
    cited = Citation(Passage(Span(0, 1), Span(0, 1)), Article("a", "x"), 1.0, meeting=MEETING)
    shown = understood_html(Answer(query, (cited,)))
    assert "Elin Tarsk <small>filter</small>" in shown
    for words in ("Oskar Venn", "7 May 2024 · Talks &lt;in&gt; Calder", "Post", "in May"):
        assert f"{words} <small>from your question</small>" in shown
    assert understood_html(Answer(Query("?"))) == ""


@pytest.mark.parametrize(
    ("named", "filters"),
    [
        (Query("?", asked=("Elin Tarsk",)), Filters(("Elin Tarsk",))),
        (Query("?", meetings=("m1",)), Filters(meeting_id="m1")),
        (Query("?", outlets=("Calder Post",)), Filters(outlets=("Calder Post",))),
        (
            Query("?", period_words="in May", period=Period(date(2024, 5, 1), date(2024, 5, 31))),
            Filters(since=date(2024, 5, 1), until=date(2024, 5, 31)),
        ),
        (
            Query("?", period_words="before May", period=Period(date.min, date(2024, 4, 30))),
            Filters(until=date(2024, 4, 30)),
        ),
        (Query("?", Filters(article_id="a"), title="Ferry"), Filters(article_id="a")),
        (Query("?", Filters(article_id="a")), NO_FILTERS),
        (Query("?", unquoted=("Jory Pell",)), NO_FILTERS),
        (Query("?", filters=Filters(("Elin Tarsk",))), NO_FILTERS),
    ],
)
def test_what_the_question_named_can_be_set_for_the_next_one_where_it_can_be_a_filter(
    named: Query, filters: Filters
) -> None:
    cited = Citation(Passage(Span(0, 1), Span(0, 1)), Article("a", "x", "Ferry"), 1.0, meeting=MEETING)
    chip = ET.fromstring(understood_html(Answer(named, (cited,))))
    sent = {name.removeprefix("data-"): value for button in chip.iter("button") for name, value in button.items()}
    assert changed(NO_FILTERS, {name: sent.get(name, "") for name in SENT}) == filters
    assert [button.text for button in chip.iter("button")] == ["Set as filter"] * (filters != NO_FILTERS)


def test_a_long_title_is_cut() -> None:
    assert meeting_name(Meeting("m", "Talks " * 30)).endswith("Talks…")
    assert len(meeting_name(Meeting("m", "Talks " * 30))) <= 61


def test_somebody_whose_name_is_printed_in_two_scripts_has_one_chip() -> None:
    shown = understood_html(Answer(Query("?", asked=("Elin Tarsk", "Элин Тарск"))))
    assert shown.count("<li") == 1
