"""One message that asks two questions."""

import pytest

import qa
from qa.chips import understood_html
from qa.timeline import subject_of
from qa.two_questions import questions_in

PARTS: dict[str, list[str]] = {
    "What did Tarsk say on tourism and who objected?": ["What did Tarsk say on tourism?", "Who objected?"],
    "what did tarsk promise, and when will the ferry sail": ["What did tarsk promise?", "When will the ferry sail?"],
    "Who left? Why did they leave?": ["Who left?", "Why did they leave?"],
    "was the ferry sold? and what about the crane?": ["Was the ferry sold?", "What about the crane?"],
    "Was the ferry sold? What about the crane?": ["Was the ferry sold?", "What about the crane?"],
    "What did Tarsk say and did Venn agree?": ["What did Tarsk say?", "Did Venn agree?"],
}
WHOLE = [
    "What did Tarsk say about bread and butter?",
    "Who left and why?",
    "How many tickets did they print and how many were sold?",
    "How does what Tarsk said differ from what Venn said?",
    "What did Tarsk say had been bought and had never been used?",
    "Tarsk and who else was there?",
    "And what did Venn say?",
]


@pytest.mark.parametrize(("message", "parts"), PARTS.items())
def test_two_whole_questions_are_asked_one_after_the_other(message: str, parts: list[str]) -> None:
    assert questions_in(message) == parts


@pytest.mark.parametrize("message", WHOLE)
def test_what_makes_no_sense_alone_or_is_compared_is_one_question(message: str) -> None:
    assert questions_in(message) == [message]


def test_both_are_answered_in_turn_and_a_line_says_so(talks: qa.Corpus) -> None:
    found = talks.ask("What did Tarsk say about tourism and what did Venn say about tourism?")
    assert [citation.source for citation in found.citations][:2] == ["Elin Tarsk", "Oskar Venn"]
    assert found.summary.count("spoke about tourism at 1 meeting.") == 2
    assert found.query.asked == ("Elin Tarsk", "Oskar Venn")
    assert found.summary.startswith("What did Tarsk say about tourism? 1 person")
    assert " What did Venn say about tourism? 1 person" in found.summary


def test_a_line_tells_what_is_shown(talks: qa.Corpus) -> None:
    found = talks.ask("What did Tarsk say about tourism and what did Venn say about tourism?", k=1)
    assert [citation.source for citation in found.citations] == ["Elin Tarsk"]
    assert found.summary.endswith("What did Venn say about tourism? There is no room left for what answers this.")


def test_no_words_are_in_the_answer_and_beside_it(talks: qa.Corpus) -> None:
    found = talks.ask("Who spoke of the ferry and what did Tarsk say about it?")
    shown = [(one.article.id, one.passage.span) for one in (*found.citations, *found.near_misses)]
    assert not any(
        one[0] == other[0] and one[1].overlaps(other[1]) for at, one in enumerate(shown) for other in shown[:at]
    )


def test_of_one_that_is_not_answered_the_line_says_why(talks: qa.Corpus) -> None:
    found = talks.ask("What did Tarsk say about tourism and what did Orlov say about tourism?")
    assert {citation.source for citation in found.citations} == {"Elin Tarsk"}
    assert found.confidence == talks.ask("What did Tarsk say about tourism?").confidence
    assert found.confidence > talks.ask("What did Orlov say about tourism?").confidence
    assert found.summary.startswith("What did Tarsk say about tourism? 1 person spoke")
    assert found.note == "What did Orlov say about tourism? Nobody called Orlov is quoted."


def test_where_neither_is_answered_both_reasons_are_given(talks: qa.Corpus) -> None:
    found = talks.ask("What did Orlov say about tourism and what did Tarsk say about submarine cables?")
    assert not found.answered
    assert "Nobody called Orlov is quoted." in found.note
    assert "Elin Tarsk is quoted, but not on this." in found.note


def test_each_is_told_as_it_was_understood_and_both_together(talks: qa.Corpus) -> None:
    found = talks.ask("What did Tarsk say about tourism in 2024 and what did Venn say about ferries in 2023?")
    first, second = found.query.parts
    assert (first.asked, first.topic, first.period_words) == (("Elin Tarsk",), "tourism in 2024", "2024")
    assert (second.asked, second.topic, second.period_words) == (("Oskar Venn",), "ferries in 2023", "2023")
    told = found.to_json()["query"]
    assert (told["speakers"], told["topic"]) == (["Elin Tarsk", "Oskar Venn"], "tourism in 2024 and ferries in 2023")
    assert (told["since"], told["until"]) == (None, None)  # the days of neither are those of both
    assert [one["topic"] for one in told["questions"]] == ["tourism in 2024", "ferries in 2023"]
    assert [one["since"][:4] for one in told["questions"]] == ["2024", "2023"]
    assert subject_of(found.query) == "ferries in 2023"
    chips = understood_html(found)
    assert all(f">{words} <small>from your question" in chips for words in ("Elin Tarsk", "Oskar Venn", "2024", "2023"))


def test_days_that_both_name_are_those_of_both(talks: qa.Corpus) -> None:
    found = talks.ask("What did Tarsk say about tourism in 2024 and what did Venn say about tourism in 2024?")
    told = found.to_json()["query"]
    assert (told["since"], told["until"], told["topic"]) == ("2024-01-01", "2024-12-31", "tourism in 2024")
    assert understood_html(found).count("2024 <small>") == 1


def test_one_question_has_no_parts(talks: qa.Corpus) -> None:
    assert talks.ask("What did Tarsk say about tourism?").to_json()["query"]["questions"] == []


def test_the_next_question_hangs_on_the_second(talks: qa.Corpus) -> None:
    found = talks.ask("And the ferry?", ["What did Venn say about tourism and what did Tarsk say about tourism?"])
    assert found.query.asked == ("Elin Tarsk",)
