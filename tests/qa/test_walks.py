"""What `Previous` and `Next` lead through. Everybody is invented."""

from dataclasses import replace

import pytest

from qa.records import Answer, Article, Citation, Kind, Passage, Query, Quotation, Span
from qa.walks import Place, Walk, through_answer, through_article

TEXT = "“A ferry? ‘Never,’ he said. Then a crane,” she said. “It rained.” It did."
OUTER, INNER, RAIN, REPORT = Span(1, 42), Span(11, 16), Span(54, 63), Span(66, 73)
SAID = [Quotation((span,), Kind.DIRECT) for span in (OUTER, INNER, RAIN)]


def cited(article_id: str, span: Span) -> Citation:
    return Citation(Passage(span, span), Article(article_id, TEXT), 1.0)


ANSWER = Answer(
    Query("Ferry?"), (cited("a", OUTER), cited("b", RAIN)), (cited("a", REPORT), cited("c", RAIN), cited("c", REPORT))
)


def test_an_answer_is_walked_through_by_its_numbers_across_articles_and_ends_where_it_ends() -> None:
    first, second = Place("a", OUTER), Place("b", RAIN)
    assert through_answer(ANSWER, "0", first) == Walk("Passage 1 of 2 of the answer", None, second, "0")
    assert through_answer(ANSWER, "0", second) == Walk("Passage 2 of 2 of the answer", first, None, "0")


def test_what_is_only_related_is_walked_through_by_itself_and_said_to_be_no_answer() -> None:
    first, second, third = Place("a", REPORT), Place("c", RAIN), Place("c", REPORT)
    words = "Related, but not an answer: passage {} of 3"
    assert through_answer(ANSWER, "0", first) == Walk(words.format(1), None, second, "0")
    assert through_answer(ANSWER, "0", second) == Walk(words.format(2), first, third, "0")
    assert through_answer(ANSWER, "0", third) == Walk(words.format(3), second, None, "0")


def test_a_comparison_is_walked_through_in_the_order_in_which_it_is_shown() -> None:
    said, again = (
        replace(one, passage=replace(one.passage, quotation=Quotation((one.passage.span,), Kind.DIRECT)))
        for one in (cited("a", OUTER), cited("b", RAIN))
    )
    report = cited("c", REPORT)
    answer = Answer(Query("How did Tarsk and Venn differ on the ferry?"), (said, report, again))
    walk = through_answer(answer, "0", Place("a", OUTER))
    assert walk is not None
    assert walk.after == Place("b", RAIN)


def test_a_passage_of_a_removed_article_is_passed_over() -> None:
    gone = replace(ANSWER.citations[1], article=Article("b", ""))
    answer = replace(ANSWER, citations=(ANSWER.citations[0], gone, cited("c", RAIN)))
    walk = through_answer(answer, "0", Place("a", OUTER))
    assert walk == Walk("Passage 1 of 3 of the answer", None, Place("c", RAIN), "0")


def test_what_is_no_passage_of_the_answer_is_not_walked_through_it() -> None:
    assert through_answer(ANSWER, "0", Place("a", INNER)) is None


@pytest.mark.parametrize(
    ("here", "words", "before", "after"),
    [
        (OUTER, "Statement 1 of 2 in this article", None, RAIN),
        (INNER, "Statement 1 of 2 in this article", None, RAIN),
        (RAIN, "Statement 2 of 2 in this article", OUTER, None),
        (REPORT, "2 statements in this article", RAIN, None),
        (Span(0, 0), "2 statements in this article", None, OUTER),
        (Span(45, 50), "2 statements in this article", OUTER, RAIN),
    ],
)
def test_an_article_is_walked_through_from_statement_to_statement(
    here: Span, words: str, before: Span | None, after: Span | None
) -> None:
    walk = through_article(SAID, Place("a", here))
    assert walk == Walk(words, before and Place("a", before), after and Place("a", after))


def test_an_article_in_which_nobody_says_anything_leads_nowhere() -> None:
    assert through_article([], Place("a", REPORT)) == Walk("0 statements in this article", None, None)
