"""The order that each kind of question wants, the whole way: invented articles in, citations out."""

from pathlib import Path

import qa
from qa.ordering import ordered, worth_citing
from qa.retriever import Candidate


def voices(found: qa.Answer) -> list[str]:
    return [citation.source for citation in found.citations]


def test_two_who_are_compared_speak_in_turn(talks: qa.Corpus) -> None:
    found = talks.ask("How do Tarsk and Venn differ on tourism?")
    assert set(voices(found)[:2]) == {"Elin Tarsk", "Oskar Venn"}
    assert all("ourism" in citation.text for citation in found.citations[:2])
    assert set(voices(found)) == {"Elin Tarsk", "Oskar Venn"}


def said(name: str, score: float) -> Candidate:
    article, span = qa.Article(name, "It rains."), qa.Span(0, 9)
    quotation = qa.Quotation((span,), qa.Kind.DIRECT, qa.Source(span, speakers=(qa.Speaker(name),)))
    return Candidate(qa.Passage(span, span, quotation), article, 0.5, 0.5, 1.0, True, True, score)


def test_a_follow_up_is_of_the_kind_of_the_question_that_it_completes() -> None:
    asked = ("Elin Tarsk", "Oskar Venn")
    query = qa.Query("And on rain?", rephrased="How do Tarsk and Venn differ on rain?", asked=asked)
    found = [said("Elin Tarsk", 1.0), said("Elin Tarsk", 0.9), said("Oskar Venn", 0.75)]
    assert [one.article.id for one in ordered(query, found)] == ["Elin Tarsk", "Oskar Venn", "Elin Tarsk"]
    assert {one.article.id for one in worth_citing(query, found)} == set(asked)


def test_each_side_is_whoever_speaks_on_it(talks: qa.Corpus) -> None:
    assert set(voices(talks.ask("What did each side say on tourism?"))[:2]) == {"Elin Tarsk", "Oskar Venn"}


def test_a_list_has_every_speaker_before_any_of_them_again(talks: qa.Corpus) -> None:
    heard = voices(talks.ask("Who spoke about tourism?"))
    assert set(heard[:2]) == {"Elin Tarsk", "Oskar Venn"}


def test_who_said_it_is_whoever_is_quoted_before_whoever_quotes(tmp_path: Path) -> None:
    told = "“Mira Solane said, ‘Nobody will lose a berth,’ and in May eleven boats were sent away,” Oskar Venn said."
    text = f"Mayor Mira Solane opened the session. {told}"
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(qa.Article("a", text))
        assert voices(corpus.ask("Who said nobody will lose a berth?"))[0] == "Mira Solane"
        assert voices(corpus.ask("Who said eleven boats were sent away in May?"))[0] == "Oskar Venn"


def test_the_items_below_a_heading_come_before_the_heading(talks: qa.Corpus) -> None:
    found = talks.ask("List the action items")
    assert [citation.text for citation in found.citations[:2]] == [
        "- Marsh: new paint for the buoys",
        "- Lund: a letter to the tax office",
    ]


def test_when_is_answered_by_a_sentence_with_a_time(talks: qa.Corpus) -> None:
    assert talks.ask("When will the new ferry sail?").citations[0].text == "The new ferry will sail in June"


def test_where_is_answered_by_a_sentence_with_a_place(talks: qa.Corpus) -> None:
    assert "in Calder" in talks.ask("Where did Venn meet Tarsk?").citations[0].text


def test_the_story_of_one_person_is_told_article_by_article(harbour: qa.Corpus) -> None:
    found = harbour.ask("How did Tarsk's plan for the lighthouse change?")
    assert {citation.article.id for citation in found.citations[:2]} == {"lighthouse-old", "lighthouse-new"}
