"""Why there is no answer, graded, with the passages that show it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

import qa
from qa.silence import NOTHING_ASKED

WHY: dict[str, tuple[str, dict[str, Any], str, str]] = {
    "at the meeting": (
        "What did Freda Lund say about the ferry?",
        {},
        "Freda Lund was at the meeting, but is not quoted.",
        "Also present were Freda Lund and Ivo Marsh.",
    ),
    "not at the meeting": (
        "What did Petra Holm say about the ferry?",
        {},
        "Petra Holm was absent, and is not quoted.",
        "Absent was Petra Holm.",
    ),
    "named only": (
        "What did Solane say about Venn?",
        {},
        "Solane is named in the articles, but not quoted.",
        "Venn praised the harbour crane of Mira Solane.",
    ),
    "quoted, not on this": (
        "What did Tarsk say about submarine cables?",
        {},
        "Elin Tarsk is quoted, but not on this.",
        "",
    ),
    "only reported": (
        "What did Nora Quist say about the bakers' strike?",
        {},
        "Nora Quist is not quoted on this; it is only reported, in the article's own words.",
        "The bakers’ strike of Calder, at which Nora Quist had marched, went into its third week.",
    ),
    "unknown": ("What did Orlov say about Tarsk?", {}, "Nobody called Orlov is quoted.", ""),
    "unknown, without capitals": ("what did orlov say about tarsk", {}, "Nobody called Orlov is quoted.", ""),
    "named only, without capitals": (
        "what did solane say about venn",
        {},
        "Solane is named in the articles, but not quoted.",
        "Venn praised the harbour crane of Mira Solane.",
    ),
    "nothing of that day, without capitals": (
        "what did tarsk say on 3 february",
        {},
        "Elin Tarsk is quoted, but nothing from 3 February was found.",
        "",
    ),
    "an office with a word like a name": ("What did the man say?", {}, "Nobody is quoted as the man.", ""),
    "nearly known": (
        "What did Oscar Ven say about tourism?",
        {},
        "Nobody called Oscar Ven is quoted; the nearest name is Oskar Venn.",
        "",
    ),
    "a frequent surname, without its capital": (
        "what did petersen say about submarine cables",
        {},
        "Nobody called Petersen is quoted.",
        "",
    ),
    "a name that nobody has, and a filter": (
        "what did petersen say about submarine cables",
        {"since": date(2024, 1, 1)},
        "Nobody called Petersen is quoted.",
        "",
    ),
    "filter for somebody else": (
        "What about the lighthouse?",
        {"speakers": ("Nora Quist",)},
        "Nora Quist is quoted, but not on this.",
        "",
    ),
    "filter for another article": (
        "What about the lighthouse?",
        {"outlets": ("Coastal Wire",)},
        "Nothing that passes the filters is about this.",
        "",
    ),
    "filter for nobody": (
        "What about tourism?",
        {"speakers": ("Nora Quisp",)},
        "Nobody called Nora Quisp is quoted; the nearest name is Nora Quist.",
        "",
    ),
    "nothing of that time": (
        "What did Tarsk say about the ferry in March 2019?",
        {},
        "Elin Tarsk is quoted, but nothing from March 2019 was found.",
        "",
    ),
    "nobody asked for, nothing of that time": (
        "When did the ferry sail in March 2019?",
        {},
        "Nothing from March 2019 was found.",
        "",
    ),
    "another matter": (
        "Which orchestra recorded the symphony?",
        {},
        "Nothing about this was found in the articles.",
        "",
    ),
    "nothing asked": ("Thanks!", {}, NOTHING_ASKED, ""),
    "filters": ("What about tourism?", {"since": date(2030, 1, 1)}, "No passage passes the filters.", ""),
}


@pytest.mark.parametrize(("question", "filters", "note", "shown"), WHY.values(), ids=WHY)
def test_the_note_says_why_and_the_first_near_miss_shows_it(
    talks: qa.Corpus, question: str, filters: dict[str, Any], note: str, shown: str
) -> None:
    found = talks.ask(question, **filters)
    assert (found.note, found.answered, found.summary) == (note, False, "")
    assert not shown or found.near_misses[0].text == shown


def test_of_two_with_one_surname_the_other_is_no_reason(sample: qa.Corpus) -> None:
    found = sample.ask("What did Gemma Carrasso tell the AirVella inquiry?")
    assert "only reported" not in found.note


SAID_BY = {
    "What did Tarsk say about Venn?": "Elin Tarsk",
    "What did Venn say about Tarsk?": "Oskar Venn",
    "What did Quist say about Venn?": "Nora Quist",
    "What did Quist say about Tarsk?": "Nora Quist",
    "What does Venn think of Tarsk?": "Oskar Venn",
    "What did Venn say about Quist?": "Oskar Venn",
    "What did Orlov say about Venn?": "",
    "What did Solane say about Tarsk?": "",
    "What did Freda Lund say about Venn?": "",
}


@pytest.mark.parametrize(("question", "speaker"), SAID_BY.items())
def test_said_by_is_not_said_about(talks: qa.Corpus, question: str, speaker: str) -> None:
    """Neither the words of whom it is about, nor what a third says of either."""
    assert {citation.source for citation in talks.ask(question).citations} <= ({speaker} if speaker else set())


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> Iterator[qa.Corpus]:
    """Some are asked about an accident, and say nothing."""
    text = (
        "The works director, Teodor Venn, denied that anyone had been burned. “There has been no injury in that hall"
        " since March,” Teodor Venn said.\n\nA watchman said he had seen an ambulance.\n\nVenn declined to comment on"
        " the ambulance.\n\nThe union leader, Elin Tarsk, did not speak after the ambulance had left. “We asked"
        " for two breaks,” Tarsk said.\n\n“The lamps will be ready at Christmas,” Venn said.\n\nДиректор музея"
        " Дарина Велесова заявила: «Музей открыт».\n\nВелесова отказалась комментировать пожар."
    )
    with qa.open_corpus(tmp_path_factory.mktemp("works") / "onrecord") as corpus:
        corpus.add(qa.Article("works", text, title="Walk-out", date=date(2024, 5, 2)))
        yield corpus


DECLINED = {
    "what did venn say about the ambulance": ("Teodor Venn", "Venn declined to comment on the ambulance."),
    "Did the director comment on the ambulance?": ("Teodor Venn", "Venn declined to comment on the ambulance."),
    "Что сказала Велесова про пожар?": ("Дарина Велесова", "Велесова отказалась комментировать пожар."),
}


@pytest.mark.parametrize(("question", "who"), DECLINED.items())
def test_whoever_declined_to_comment_says_nothing_else_instead(
    works: qa.Corpus, question: str, who: tuple[str, str]
) -> None:
    found = works.ask(question)
    assert (found.note, found.answered) == (f"{who[0]} declined to comment on this.", False)
    assert found.near_misses[0].text == who[1]


def test_whoever_declined_at_another_time_has_not_declined_then(works: qa.Corpus) -> None:
    declined = "Teodor Venn declined to comment on this."
    assert works.ask("What did Venn say about the ambulance in May 2024?").note == declined
    then = works.ask("What did Venn say about the ambulance in July 2024?")
    assert then.note == "Teodor Venn is quoted, but nothing from July 2024 was found."
    elsewhere = qa.Article(
        "holmvik",
        "At a meeting in Holmvik on 9 July 2024, “The gate is new,” Teodor Venn said.",
        title="Meeting in Holmvik",
        date=date(2024, 7, 9),
    )
    works.add(elsewhere)
    assert works.ask("What did Venn say about the ambulance at the meeting in Holmvik?").note != declined
    works.remove("holmvik")


def test_one_person_whose_name_is_printed_in_two_scripts_is_told_once(sample: qa.Corpus) -> None:
    assert sample.ask("What did Toremurat say about penguins?").note == "Arslan Toremurat is quoted, but not on this."


@pytest.mark.parametrize("question", ["What did Venn say about the lamps?", "What did Tarsk say about the ambulance?"])
def test_who_speaks_of_it_or_only_did_not_speak_has_not_declined(works: qa.Corpus, question: str) -> None:
    assert "declined" not in works.ask(question).note
