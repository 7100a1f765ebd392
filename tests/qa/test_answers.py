"""What is shown of the candidates, and when nothing is. By hand where the rule is about shape; asked where not."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qa
from qa.answers import ANSWERED_FROM, answer, evidence
from qa.retriever import Candidate

ELIN, OSKAR = qa.Speaker("Elin Tarsk"), qa.Speaker("Oskar Venn")


def candidate(
    article: qa.Article, said: str, *, score: float = 1.0, quotation: qa.Quotation | None = None, coverage: float = 1.0
) -> Candidate:
    start = article.text.index(said)
    span = qa.Span(start, start + len(said))
    return Candidate(qa.Passage(span, span, quotation), article, 0.5, 0.5, coverage, False, True, score)


def said_by(speaker: qa.Speaker | None) -> qa.Source | None:
    return qa.Source(qa.Span(0, 4), speakers=(speaker,)) if speaker else None


def whole(article: qa.Article, speaker: qa.Speaker | None = ELIN) -> qa.Quotation:
    return qa.Quotation((qa.Span(0, len(article.text)),), qa.Kind.DIRECT, said_by(speaker))


def shown(*candidates: Candidate, k: int = 10) -> list[str]:
    found = answer(qa.Query("ferry", k=k), candidates)
    return [citation.text for citation in (*found.citations, *found.near_misses)]


ONE = qa.Article("one", "The ferry is old. It leaks. We love it. Oskar: Sell it.")
TWO = qa.Article("two", "The ferry, is old! Nobody knows why.")


def test_near_duplicates_of_one_speaker_are_shown_once() -> None:
    first = candidate(ONE, "The ferry is old.", quotation=whole(ONE))
    assert shown(first, candidate(TWO, "The ferry, is old!", quotation=whole(TWO), score=0.9)) == ["The ferry is old."]


def test_the_same_words_of_two_speakers_are_shown_twice() -> None:
    first = candidate(ONE, "The ferry is old.", quotation=whole(ONE))
    second = candidate(TWO, "The ferry, is old!", quotation=whole(TWO, OSKAR), score=0.9)
    assert shown(first, second) == ["The ferry is old.", "The ferry, is old!"]


def test_neighbours_in_one_quotation_are_joined_in_the_order_of_the_text() -> None:
    quotation = whole(ONE)
    second = candidate(ONE, "It leaks.", quotation=quotation)
    first = candidate(ONE, "The ferry is old.", quotation=quotation, score=0.9)
    assert shown(second, first) == ["The ferry is old. It leaks."]


def test_the_sentence_between_two_closes_the_gap() -> None:
    quotation = whole(ONE)
    parts = [candidate(ONE, said, quotation=quotation) for said in ("The ferry is old.", "We love it.", "It leaks.")]
    assert shown(*parts) == ["The ferry is old. It leaks. We love it."]


APART: dict[str, tuple[Candidate, Candidate]] = {
    "reports": (candidate(ONE, "The ferry is old."), candidate(ONE, "It leaks.")),
    "two quotations": (
        candidate(ONE, "We love it.", quotation=qa.Quotation((qa.Span(0, 39),), qa.Kind.TURN, said_by(ELIN))),
        candidate(ONE, "Sell it.", quotation=qa.Quotation((qa.Span(47, 55),), qa.Kind.TURN, said_by(OSKAR))),
    ),
    "not neighbours": (
        candidate(ONE, "The ferry is old.", quotation=whole(ONE)),
        candidate(ONE, "We love it.", quotation=whole(ONE)),
    ),
    "much less to the point": (
        candidate(ONE, "The ferry is old.", quotation=whole(ONE)),
        candidate(ONE, "It leaks.", quotation=whole(ONE), score=0.5),
    ),
}


@pytest.mark.parametrize(("first", "second"), APART.values(), ids=APART)
def test_other_neighbours_stay_apart(first: Candidate, second: Candidate) -> None:
    assert len(shown(first, second)) == 2


def test_a_citation_does_not_grow_into_a_page() -> None:
    long = [" ".join(f"{word}{number}" for number in range(50)) + "." for word in ("One", "Two", "Three")]
    article = qa.Article("long", " ".join(long))
    found = shown(*(candidate(article, said, quotation=whole(article)) for said in long))
    assert found == long


def test_a_reason_that_is_given_takes_the_doubt_from_why() -> None:
    leaks = qa.Article("leaks", "The ferry leaks. The ferry leaks because it is old.")
    bare, reason = candidate(leaks, "The ferry leaks."), candidate(leaks, "The ferry leaks because it is old.")
    query = qa.Query("Why does the ferry leak?")
    assert evidence(query, [bare], 1).why == 1
    assert evidence(query, [bare, replace(reason, coverage=0.75)], 1).why == 0.25
    assert evidence(qa.Query("Does the ferry leak?"), [bare], 1).why == 0


def test_what_lies_in_a_shown_passage_is_not_shown_again() -> None:
    assert shown(candidate(ONE, "The ferry is old. It leaks."), candidate(ONE, "It leaks.")) == [
        "The ferry is old. It leaks."
    ]


def test_what_has_little_of_the_best_score_is_related_and_no_answer() -> None:
    found = answer(qa.Query("ferry"), [candidate(ONE, "It leaks."), candidate(TWO, "Nobody knows why.", score=0.2)])
    assert [c.text for c in found.citations] == ["It leaks."]
    assert [c.text for c in found.near_misses] == ["Nobody knows why."]


def test_no_more_passages_are_given_than_were_asked_for() -> None:
    parts = [candidate(ONE, "It leaks."), candidate(TWO, "Nobody knows why."), candidate(ONE, "We love it.")]
    assert shown(*parts, k=2) == ["It leaks.", "Nobody knows why."]


def test_the_more_of_the_topic_is_covered_the_surer() -> None:
    sure = [answer(qa.Query("ferry"), [candidate(ONE, "It leaks.", coverage=share)]) for share in (0.0, 0.5, 1.0)]
    assert [found.confidence for found in sure] == sorted(found.confidence for found in sure)
    assert [found.answered for found in sure] == [found.confidence >= ANSWERED_FROM for found in sure]
    assert sure[-1].answered
    assert not sure[0].answered


def test_in_a_transcript_it_speaks_against_an_answer_that_somebody_else_is_nearer() -> None:
    def turn(speaker: qa.Speaker, cosine: float) -> Candidate:
        quotation = qa.Quotation((qa.Span(0, 39),), qa.Kind.TURN, said_by(speaker))
        return replace(candidate(ONE, "It leaks.", quotation=quotation), cosine=cosine, by_asked=speaker == ELIN)

    asked = qa.Query("ferry", asked=(ELIN.name,))
    behind, ahead = [turn(OSKAR, 0.9), turn(ELIN, 0.6)], [turn(ELIN, 0.9), turn(OSKAR, 0.6)]
    assert evidence(asked, behind, 1).said_by_another == pytest.approx(0.3)
    assert evidence(asked, ahead, 1).said_by_another == pytest.approx(-0.3)
    assert answer(asked, behind).confidence < answer(asked, ahead).confidence


def test_among_more_passages_something_is_always_near() -> None:
    near = [candidate(ONE, "It leaks.")]
    few, some, many = (answer(qa.Query("ferry"), near, passages=count).confidence for count in (100, 10_000, 10**6))
    assert few > some > many


SILENT: dict[str, tuple[str, dict[str, Any], str]] = {
    "somebody who is never quoted": (
        "What did Freda Lund say about the ferry?",
        {},
        "Nobody called Freda Lund is quoted.",
    ),
    "somebody who speaks of other things": (
        "What did Elin Tarsk say about submarine cables?",
        {},
        "Elin Tarsk is quoted, but not on this.",
    ),
    "nothing of the kind": (
        "Which orchestra recorded the symphony?",
        {},
        "Nothing about this was found in the articles.",
    ),
    "filters that leave nothing": (
        "When will the new ferry sail?",
        {"since": date(2030, 1, 1)},
        "No passage passes the filters.",
    ),
}


TALK = qa.Article("talk", "Ann: I won the race on Sunday. Bea: Your race sounds great. Ann: It was.")


@pytest.mark.parametrize(("who", "told"), [("Ann", True), ("Bea", False)])
def test_in_talk_the_account_of_the_one_who_did_it_answers(who: str, told: bool) -> None:
    ann, bea = qa.Speaker("Ann"), qa.Speaker("Bea")
    candidates = [
        candidate(TALK, "I won the race on Sunday.", quotation=qa.Quotation((), qa.Kind.TURN, said_by(ann))),
        candidate(TALK, "Your race sounds great.", quotation=qa.Quotation((), qa.Kind.TURN, said_by(bea))),
    ]
    found = evidence(qa.Query(f"When did {who} win her race?"), candidates, passages=3)
    assert (found.said_by_another < 0, found.covered > 0) == (told, told)


def test_only_the_one_who_is_asked_is_cited(sample: qa.Corpus) -> None:
    found = sample.ask("What did Montesca say about the walnuts?")
    assert {citation.source for citation in found.citations} == {"Ilaria Montesca"}
    assert "Arslan Toremurat" in {citation.source for citation in found.near_misses}


@pytest.mark.parametrize("question", ["who", "?", "a", '"', "* ^ : -", "👨", "None {}", "." * 2000])
def test_a_question_about_nothing_and_nobody_has_no_answer(harbour: qa.Corpus, question: str) -> None:
    assert not harbour.ask(question).answered


@pytest.mark.parametrize(("question", "filters", "note"), SILENT.values(), ids=SILENT)
def test_silence_says_why(harbour: qa.Corpus, question: str, filters: dict[str, Any], note: str) -> None:
    found = harbour.ask(question, **filters)
    assert not found.answered
    assert found.citations == ()
    assert found.note == note


def test_an_empty_corpus_says_so(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path / "onrecord") as corpus:
        for question in ("When will the new ferry sail?", "What did Solane say?", "What did the mayor say?"):
            assert corpus.ask(question).note == "There are no articles yet."


def test_nothing_is_nothing_to_be_confident_of() -> None:
    assert answer(qa.Query("ferry"), []).confidence < 0.5


ANSWERED: dict[str, tuple[str, str, str]] = {
    "by name": ("What did Solane say about the new ferry?", "Mira Solane", "The new ferry will sail in June."),
    "by office": ("What did the mayor say about the new ferry?", "Mira Solane", "The new ferry will sail in June."),
    "who": ("Who said that the harbour crane costs eleven million crowns?", "Oskar Venn", "Eleven million crowns"),
    "a name and no topic": ("What did Nora Quist say?", "Nora Quist", "The bakery in Mill Lane will close"),
    "with typing errors": ("wat did solanne say abuot the new fery", "Mira Solane", "The new ferry will sail in June."),
    "a report": ("Has the price of rye bread risen?", "", "The price of rye bread has risen."),
}


@pytest.mark.parametrize(("question", "source", "words"), ANSWERED.values(), ids=ANSWERED)
def test_the_right_words_of_whoever_is_asked_for_come_first(
    harbour: qa.Corpus, question: str, source: str, words: str
) -> None:
    found = harbour.ask(question)
    assert found.answered
    assert found.note == ""
    assert found.citations[0].source == source
    assert found.citations[0].text.startswith(words)


def test_two_reports_of_one_statement_are_one_citation(harbour: qa.Corpus) -> None:
    found = harbour.ask("What did Solane say about the new ferry?")
    assert sum("sail in June" in c.text for c in (*found.citations, *found.near_misses)) == 1


def test_whoever_is_asked_for_speaks_in_the_first_citation(harbour: qa.Corpus) -> None:
    [first, *_] = harbour.ask("What did Tarsk say about the lighthouse?").citations
    assert first.speaker == qa.Speaker("Elin Tarsk", "President of Lurenia")


def test_a_citation_is_cut_from_its_article(harbour: qa.Corpus) -> None:
    for citation in harbour.ask("When will the new ferry sail?").citations:
        around = citation.before + citation.text + citation.after
        assert around == citation.passage.context.of(citation.article.text)
        assert citation.text == citation.passage.span.of(citation.article.text)


def test_a_follow_up_is_answered_by_what_came_before(harbour: qa.Corpus) -> None:
    found = harbour.ask("And who will operate it?", ["How much will the harbour crane cost?"])
    assert found.citations[0].text.startswith("My neighbour.")


@pytest.mark.parametrize("question", ["What did Solane say about the new ferry?", "lighthouse", "submarine cables"])
def test_two_runs_print_the_same_answer(harbour: qa.Corpus, question: str) -> None:
    assert harbour.ask(question) == harbour.ask(question)
