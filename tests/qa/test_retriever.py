"""Which passages come first, and which may not come at all. The articles are in `conftest.py`; the model is real."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qa
from qa import retriever
from qa.records import Filters
from qa.retriever import Candidate


def ranked(corpus: qa.Corpus, question: str, *history: str, **filters: Any) -> list[Candidate]:
    return corpus.candidates(corpus.understood(question, history, Filters(**filters)))


def words(candidate: Candidate) -> str:
    return candidate.passage.span.of(candidate.article.text)


FIRST: dict[str, tuple[str, str]] = {
    "its words": ("When will the new ferry sail?", "The new ferry will sail in June."),
    "its meaning": ("How much money is spent on the device that lifts cargo?", "Eleven million crowns"),
    "a word with a typing error": ("What colour will they paint the lighthuose white?", "paint the lighthouse white"),
    "the answer before the question": ("How much will the harbour crane cost?", "Eleven million crowns"),
    "own words before the report": ("Will the bakery in Mill Lane close on Sundays?", "The bakery in Mill Lane"),
    "the report where nobody speaks": ("Has the price of rye bread risen?", "The price of rye bread has risen."),
    "the time named": ("What did Tarsk say about the lighthouse in February 2023?", "paint the lighthouse red"),
    "the other time": ("What did Tarsk say about the lighthouse in November 2024?", "paint the lighthouse white"),
    "the year alone": ("What did Tarsk say about the lighthouse in 2023?", "paint the lighthouse red"),
}


@pytest.mark.parametrize(("question", "answer"), FIRST.values(), ids=FIRST)
def test_what_comes_first(harbour: qa.Corpus, question: str, answer: str) -> None:
    assert answer in words(ranked(harbour, question)[0])


def test_whoever_is_asked_for_comes_before_all_others(harbour: qa.Corpus) -> None:
    found = ranked(harbour, "What did Oskar Venn say about the harbour?")
    assert [candidate.by_asked for candidate in found] == sorted((c.by_asked for c in found), reverse=True)


def test_own_words_come_before_a_report_of_the_same_words(harbour: qa.Corpus) -> None:
    first, second = ranked(harbour, "Will the bakery in Mill Lane close on Sundays?")[:2]
    assert (first.article.id, second.article.id) == ("bakery-words", "bakery-report")
    assert first.passage.quotation is not None
    assert second.passage.quotation is None


def test_a_question_steps_back_behind_its_answer(harbour: qa.Corpus) -> None:
    found = [words(c) for c in ranked(harbour, "How much will the harbour crane cost the town of Calder?")]
    assert found.index("Eleven million crowns, and not one more.") < found.index(
        "How much will the harbour crane cost the town of Calder?"
    )


def test_a_reported_question_does_so_too(tmp_path: Path) -> None:
    asked, told = "Mr Quill asked whether the fountain would be mended.", "Ms Halvorsen said that it was beyond repair."
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(qa.Article("a", f"{asked} {told}"))
        assert words(ranked(corpus, "Will the fountain be mended?")[0]) == told


def test_a_word_with_a_typing_error_counts_as_the_word(harbour: qa.Corpus) -> None:
    assert ranked(harbour, "lighthuose")[0].lexical > 0.5


def test_a_follow_up_without_words_of_its_own_is_what_was_asked_before(harbour: qa.Corpus) -> None:
    assert "sail in June" in words(ranked(harbour, "And when?", "What did Solane say about the new ferry?")[0])


def test_a_follow_up_is_found_by_what_was_asked_before(harbour: qa.Corpus) -> None:
    [first, *_] = ranked(harbour, "And who will operate it?", "How much will the harbour crane cost?")
    assert words(first).startswith("My neighbour.")


FILTERS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "speaker": ({"speakers": ["Elin Tarsk"]}, {"lighthouse-old", "lighthouse-new"}),
    "two speakers": ({"speakers": ["Oskar Venn", "Nora Quist"]}, {"crane-transcript", "bakery-words"}),
    "since, that day included": ({"since": date(2024, 9, 10)}, {"crane-transcript", "lighthouse-new"}),
    "until, that day included": ({"until": date(2024, 3, 8)}, {"lighthouse-old", "bakery-report"}),
    "one day": ({"since": date(2024, 5, 3), "until": date(2024, 5, 3)}, {"ferry-wire"}),
    "article": ({"article_id": "crane-transcript"}, {"crane-transcript"}),
    "speaker and time": ({"speakers": ["Elin Tarsk"], "since": date(2024, 1, 1)}, {"lighthouse-new"}),
}


@pytest.mark.parametrize(("filters", "articles"), FILTERS.values(), ids=FILTERS)
@pytest.mark.parametrize("question", ["When will the new ferry sail?", "lighthouse"])
def test_filters_are_hard(harbour: qa.Corpus, filters: dict[str, Any], articles: set[str], question: str) -> None:
    found = ranked(harbour, question, **filters)
    assert {candidate.article.id for candidate in found} == articles
    if "speakers" in filters:
        spoken = [c.passage.quotation.speaker if c.passage.quotation else None for c in found]
        assert {speaker and speaker.name for speaker in spoken} == {*filters["speakers"]}


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param({"speakers": ["Freda Lund"]}, id="an unknown speaker"),
        pytest.param({"article_id": "no-such-article"}, id="an unknown article"),
        pytest.param({"since": date(2030, 1, 1)}, id="a time without articles"),
        pytest.param({"speakers": ["Oskar Venn"], "until": date(2024, 1, 1)}, id="a speaker who was silent then"),
    ],
)
def test_filters_that_leave_nothing(harbour: qa.Corpus, filters: dict[str, Any]) -> None:
    assert ranked(harbour, "When will the new ferry sail?", **filters) == []


def test_the_time_that_a_question_names_is_no_filter_but_a_condition(harbour: qa.Corpus) -> None:
    found = ranked(harbour, "What did Tarsk say about the lighthouse in February 2023?")
    assert {c.article.id for c in found if c.eligible and c.by_asked} == {"lighthouse-old"}
    assert "lighthouse-new" in {c.article.id for c in found}


@pytest.mark.parametrize("question", ["When will the new ferry sail?", "What did Tarsk say?", "lighthouse", "?!"])
def test_two_runs_print_the_same_list(harbour: qa.Corpus, question: str) -> None:
    found = ranked(harbour, question)
    assert found == ranked(harbour, question)
    assert found == sorted(found, key=lambda c: (-c.score, c.article.id, c.passage.span))
    assert len({c.passage.id for c in found}) == len(found)


@pytest.mark.parametrize("question", ["When will the new ferry sail?", "the", "кран", "2024"])
def test_what_is_measured_is_within_its_bounds(harbour: qa.Corpus, question: str) -> None:
    for candidate in ranked(harbour, question):
        assert -1.001 <= candidate.cosine <= 1.001
        assert 0 <= candidate.lexical <= 1.001
        assert 0 <= candidate.coverage <= 1.001


EXCHANGE = qa.Article(
    "exchange",
    "Mayor of Calder Mira Solane met Minister Oskar Venn.\n\n“I do not believe a word,” Venn said.\n\n"
    + "It rained for an hour.\n\nThe band played.\n\n" * 4
    + "“The new ferry leaks in the rain,” Solane said.\n\n“I do not believe a word,” Venn said.",
)


def test_of_the_same_words_those_that_follow_what_is_replied_to_come_first(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path, reranker="none") as corpus:
        corpus.add(EXCHANGE)
        found = ranked(corpus, "And what did he reply?", "What did Solane say about the new ferry?")
    first, second = [candidate for candidate in found if words(candidate) == "I do not believe a word"]
    assert first.passage.span > second.passage.span
    assert first.score - second.score > 0.2  # more than what is around them


SMALL_TALK = ["The tea is cold again.", "Somebody left a window open.", "I slept badly.", "The tram was late today."]
ON_TOLLS = ["Lorries pay the toll at the gate.", "A toll keeps lorries away.", "On Sundays we take no toll."]
IN_PASSING = ["That annoyed my uncle, like the toll.", "We are agreed, then."]
ON_THE_SUBJECT = ["That annoyed my aunt, like the toll.", "We are agreed, then."]


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    """A long meeting, in which tolls are named in passing, and much later talked about."""
    talk = [*SMALL_TALK * 3, *IN_PASSING, *SMALL_TALK * 8]
    said = [*talk, *ON_TOLLS, *ON_THE_SUBJECT, *ON_TOLLS[::-1], *SMALL_TALK * 60]
    names = ["Oskar Venn", "Nora Quist"] * len(said)
    meeting = "\n\n".join(f"{name}: {words}" for name, words in zip(names, said, strict=False))
    with qa.open_corpus(tmp_path_factory.mktemp("council") / "onrecord", reranker="none") as corpus:
        corpus.add(qa.Article("council", meeting, title="Town council"))
        yield corpus


def test_a_word_where_all_speak_of_it_comes_before_the_word_in_passing(council: qa.Corpus) -> None:
    found = [words(candidate) for candidate in ranked(council, "Whom did the toll annoy?")]
    assert found.index(ON_THE_SUBJECT[0]) < found.index(IN_PASSING[0])


def test_of_the_same_words_those_said_on_the_subject_come_first(council: qa.Corpus) -> None:
    found = ranked(council, "What was agreed about the toll on lorries?")
    first, second = [candidate for candidate in found if words(candidate) == "We are agreed, then."]
    assert first.passage.span > second.passage.span


def test_another_place_comes_before_the_last_of_one_place(council: qa.Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    question = "What was said about a toll on lorries?"
    place = [words(candidate) for candidate in ranked(council, question)].index(IN_PASSING[0])
    monkeypatch.setattr(retriever, "SAME_PLACE_PENALTY", 0.0)
    assert place < [words(candidate) for candidate in ranked(council, question)].index(IN_PASSING[0])


def test_the_best_of_a_place_keeps_its_score_and_the_others_lose_some(
    council: qa.Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = ranked(council, "toll")
    monkeypatch.setattr(retriever, "SAME_PLACE_PENALTY", 0.0)
    alone = {candidate.passage.id: candidate.score for candidate in ranked(council, "toll")}
    assert first.score == alone[first.passage.id] == max(alone.values())
    assert all(candidate.score <= alone[candidate.passage.id] for candidate in others)


def test_the_report_of_the_outlet_named_comes_first(tmp_path: Path) -> None:
    said = "The harbour board of Calder met. “The new ferry leaks,” said Mayor Mira Solane."
    with qa.open_corpus(tmp_path, reranker="none") as corpus:
        corpus.add(*(qa.Article(name, said, outlet=name) for name in ("Tide", "Lantern")))
        for outlet in ("Tide", "Lantern"):
            first, second = ranked(
                corpus, f"What does the {outlet} article say about the ferry?", speakers=["Mira Solane"]
            )
            assert first.article.outlet == outlet
            assert first.score - second.score > 0.15  # more than that its name is among the words


def test_what_one_did_is_not_told_by_what_speaks_of_others(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(
            qa.Article("keeper", "“The keeper of the lighthouse resigned on Monday,” said Mayor Mira Solane."),
            qa.Article("tolls", "“We shall take a toll of every lorry,” said Elin Tarsk."),
            qa.Article("clerk", "“Oskar Venn resigned on Friday,” said Mayor Mira Solane."),
            qa.Article("venn", "“The tide waits for nobody,” said Oskar Venn."),
        )
        assert corpus.ask("Who resigned?").citations
        assert not corpus.ask("Did Elin Tarsk resign?").answered
        assert [citation.article.id for citation in corpus.ask("Did Venn resign?").citations] == ["clerk"]


DAY = [
    qa.Article(
        "minutes",
        "# Minutes of the harbour board\n\nHeld on 3 February 2025 in Calder\n\n"
        "**Present:** Elin Tarsk, Oskar Venn\n\n## 1. The crane\n\nMs Tarsk said that the crane had been sold twice."
        " ‘Nobody was told,’ she said.\n\nMr Venn replied that the buyers had been.\n\nNext meeting: 7 April 2025.",
        title="Minutes of the harbour board",
        date=date(2025, 2, 3),
    ),
    qa.Article("letter", "“Last week there was a crane here,” said Nora Quist, a fisherwoman.", title="A letter"),
    qa.Article(
        "later",
        "“The meeting of February was said to be the last,” Elin Tarsk said on Tuesday.",
        title="Afterwards",
        date=date(2025, 5, 6),
    ),
]


@pytest.fixture(scope="module")
def of_a_day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    with qa.open_corpus(tmp_path_factory.mktemp("day") / "onrecord") as corpus:
        corpus.add(*DAY)
        yield corpus


@pytest.mark.parametrize("question", ["What was said on 3 February 2025?", "what was said on 3 february 2025"])
def test_whatever_was_said_on_a_day_answers_where_nothing_else_is_asked_for(of_a_day: qa.Corpus, question: str) -> None:
    answer = of_a_day.ask(question)
    assert {citation.source for citation in answer.citations} == {"Elin Tarsk", "Oskar Venn"}
    assert {one.article.id for one in (*answer.citations, *answer.near_misses)} == {"minutes"}
    assert answer.query.topic == ""


def test_what_has_no_day_was_not_said_on_that_day(of_a_day: qa.Corpus) -> None:
    answer = of_a_day.ask("what was said last week", today=date(2025, 3, 12))
    assert (answer.answered, answer.note) == (False, "Nothing from last week was found.")


def test_a_line_of_mark_up_is_no_answer(of_a_day: qa.Corpus) -> None:
    shown = of_a_day.ask("What is the crane?").citations
    assert all("1." not in citation.text and citation.text != "The crane" for citation in shown)


def test_an_office_is_also_whoever_is_quoted_by_it_alone(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path / "onrecord") as corpus:
        corpus.add(
            qa.Article("calder", "“The ferry is ours,” Mayor of Calder Mira Solane said.", title="A ferry"),
            qa.Article(
                "ludden", "“The greenhouse will have its glass by Easter,” the mayor of Ludden said.", title="Glass"
            ),
        )
        answer = corpus.ask("what did the mayor say about the glass")
        assert [citation.article.id for citation in answer.citations] == ["ludden"]
        assert (answer.query.asked, answer.query.unquoted) == (("Mira Solane",), ("the mayor",))
        assert corpus.ask("What did Mayor Solane say about the ferry?").query.unquoted == ()
