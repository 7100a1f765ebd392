"""What people say, without a question: read in order, by filter and by word; and who is quoted how often."""

from datetime import date

import pytest

import qa
from qa.errors import UnknownArticle, UnknownMeeting
from qa.records import Filters

MONDAY = date(2024, 4, 29)  # of the talks, which were reported on Thursday


def said(found: list[qa.Citation]) -> list[tuple[str, str]]:
    return [(citation.article.id, citation.text) for citation in found]


def test_statements_are_what_somebody_says_in_the_order_of_the_texts(talks: qa.Corpus) -> None:
    found = talks.statements()
    places = [(citation.article.id, citation.passage.span) for citation in found]
    assert places == sorted(places)
    assert all(citation.passage.quotation for citation in found)
    assert ("talks", "Tourism is a word for other people’s weekends") in said(found)
    assert not any("went into its third week" in words for _, words in said(found))


def test_statements_tell_the_meeting_they_are_from(talks: qa.Corpus) -> None:
    [meeting] = talks.meetings()
    found = talks.statements(Filters(meeting_id=meeting.id))
    assert {citation.article.id for citation in found} == {"talks"}
    assert {citation.meeting for citation in found} == {meeting}


FOUND: dict[str, tuple[Filters, str, set[str]]] = {
    "a word in another form": (Filters(), "weekend", {"Tourism is a word for other people’s weekends"}),
    "all of several words": (Filters(), "passengers coins", {"Venn counts coins and not passengers"}),
    "no passage with one of them only": (Filters(), "weekend ferry", set()),
    "a part of a name": (Filters(speakers=("Quist",)), "", {"Venn counts coins and not passengers"}),
    "a name and a word": (Filters(speakers=("Oskar Venn",)), "ferry", {"Tarsk has never paid for a ferry in her life"}),
    "an outlet": (Filters(outlets=("Coastal Wire",)), "ferry", {"The new ferry will sail in June"}),
    "days without articles": (Filters(since=date(2024, 6, 1)), "", set()),
}


@pytest.mark.parametrize(("filters", "words", "expected"), FOUND.values(), ids=FOUND)
def test_statements_are_found_by(filters: Filters, words: str, expected: set[str], talks: qa.Corpus) -> None:
    assert {text.rstrip(",") for _, text in said(talks.statements(filters, words))} == expected


def test_reading_goes_on_after_the_last_passage_that_was_read(talks: qa.Corpus) -> None:
    whole, first = talks.statements(), talks.statements(limit=3)
    assert [*first, *talks.statements(after=first[-1].passage.id)] == whole
    assert len(first) == 3


def test_an_article_or_a_meeting_that_there_is_not_is_told(talks: qa.Corpus) -> None:
    with pytest.raises(UnknownArticle):
        talks.statements(Filters(article_id="nowhere"))
    with pytest.raises(UnknownMeeting):
        talks.statements(Filters(meeting_id="nowhere"))


def test_an_answer_comes_from_the_outlets_that_the_request_names(talks: qa.Corpus) -> None:
    found = talks.ask("What did Tarsk say about the ferry?", outlets=["Coastal Wire"])
    assert {citation.article.id for citation in (*found.citations, *found.near_misses)} == {"wire"}


def test_everyone_quoted_appears_with_how_often_when_last_and_where(talks: qa.Corpus) -> None:
    [meeting] = talks.meetings()
    found = {one.speaker.name: one for one in talks.appearances()}
    assert list(found) == sorted(found)
    tarsk, venn = found["Elin Tarsk"], found["Oskar Venn"]
    assert tarsk.last == date(2024, 5, 3)
    assert (venn.quotations, venn.last, venn.meeting_ids) == (3, MONDAY, (meeting.id,))
    assert all(one.quotations == len(talks.statements(Filters((one.speaker.name,)))) for one in found.values())
