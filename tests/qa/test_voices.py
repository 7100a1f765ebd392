"""Whose words a quotation is, as people are told."""

import pytest

from qa.extraction import quotations
from qa.records import Kind, Quotation, Source, Span, Speaker
from qa.voices import Voice, credit, doubt, reporting, role, sureness, voices

TEXT = "“Rain,” said the **elder  sister**, and a clerk passed it on."
ELDER, CLERK = (Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in ("**elder  sister**", "a clerk"))
ANA, LUIS, EVA = Speaker("Ana Reyes", "Mayor"), Speaker("Luis Reyes", "Warden"), Speaker("Eva Reyes", "Mayor")


def said(source: Source | None, via: Source | None = None, confidence: float = 1.0) -> Quotation:
    return Quotation((Span(1, 5),), Kind.DIRECT, source, via, confidence)


CREDITS: dict[str, tuple[Quotation, str]] = {
    "one": (said(Source(ELDER, None, (ANA,))), "Ana Reyes"),
    "each of two": (said(Source(ELDER, None, (ANA, LUIS))), "Ana Reyes and Luis Reyes"),
    "each of three": (said(Source(ELDER, None, (ANA, LUIS, EVA))), "Ana Reyes, Luis Reyes and Eva Reyes"),
    "one of two": (said(Source(ELDER, None, (), (ANA, LUIS))), "one of two: Ana Reyes or Luis Reyes"),
    "whom the article does not name": (said(Source(CLERK)), "a clerk"),
    "printed in two lines, in bold": (said(Source(ELDER)), "elder sister"),
    "nobody": (said(None), "speaker not stated"),
    "passed on": (said(Source(ELDER, None, (ANA,)), Source(CLERK)), "Ana Reyes, according to a clerk"),
}


@pytest.mark.parametrize(("quotation", "credited"), CREDITS.values(), ids=CREDITS.keys())
def test_credit_is_what_the_article_says_and_no_more(quotation: Quotation, credited: str) -> None:
    assert credit(TEXT, quotation) == credited


def test_roles_are_said_once() -> None:
    assert role(said(Source(ELDER, None, (ANA, LUIS, EVA)))) == "Mayor; Warden"
    assert role(said(None)) == ""


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.98, "almost certain"), (0.93, "very likely"), (0.8, "likely"), (0.5, "uncertain"), (0.0, "as labelled")],
)
def test_sureness_is_told_in_words(confidence: float, words: str) -> None:
    assert sureness(said(Source(ELDER, None, (ANA,)), confidence=confidence)) == words


@pytest.mark.parametrize(
    ("confidence", "words"),
    [(0.85, ""), (0.84, "likely, not certain, who said it"), (0.5, "uncertain who said it"), (0.0, "")],
    ids=["very likely", "likely", "uncertain", "as labelled"],
)
def test_doubt_is_told_where_it_may_well_be_somebody_else(confidence: float, words: str) -> None:
    assert doubt(said(Source(ELDER, None, (ANA,)), confidence=confidence)) == words


def test_there_is_no_doubt_who_said_it_where_nobody_is_named() -> None:
    assert doubt(said(Source(CLERK), confidence=0.3)) == doubt(said(None, confidence=0.3)) == ""


def test_reported_words_are_told_with_the_word_that_reports_them() -> None:
    text = "The mayor did\nnot  confirm that it rained."
    source = Source(Span(0, 9), Span(10, 26))
    assert reporting(text, Quotation((Span(27, 41),), Kind.INDIRECT, source)) == "did not confirm"
    assert reporting(text, Quotation((Span(27, 41),), Kind.DIRECT, source)) == ""
    assert reporting(text, Quotation((Span(27, 41),), Kind.INDIRECT, Source(Span(0, 9)))) == ""
    assert reporting(text, Quotation((Span(27, 41),), Kind.INDIRECT)) == ""


def test_nobody_is_surely_one_of_two() -> None:
    assert sureness(said(Source(ELDER, None, (), (ANA, LUIS)))) == ""
    assert sureness(said(Source(CLERK))) == "name not known"
    assert sureness(said(None)) == ""


def test_people_are_ranked_by_their_first_words_and_whoever_is_left_open_is_not() -> None:
    ana, luis, clerk = (said(Source(CLERK, None, who)) for who in ((ANA,), (LUIS,), ()))
    assert voices(TEXT, [luis, clerk, ana, luis]) == [
        Voice("Luis Reyes", "Warden", 1),
        Voice("a clerk", "", 0),
        Voice("Ana Reyes", "Mayor", 2),
        Voice("Luis Reyes", "Warden", 1),
    ]


def test_reported_speech_is_called_reported_and_no_more() -> None:
    reported = Quotation((Span(1, 5),), Kind.INDIRECT, Source(ELDER, None, (ANA,)), None, 0.3)
    assert doubt(reported) == ""


@pytest.mark.parametrize(
    ("sentence", "is_doubted"),
    [
        ("“The ferry stays,” Tarsk said.", False),
        ("“The ferry stays,” said Tarsk.", False),
        ("“The ferry stays,” Tarsk told the packed chamber.", False),
        ("“The ferry stays,” Jory Pell said. “He lost,” Pell added.", True),
    ],
    ids=["his name and said", "said and his name", "somebody else of that name comes later", "one of two of that name"],
)
def test_doubt_is_told_only_where_more_than_a_name_beside_the_words_is_relied_on(
    sentence: str, is_doubted: bool
) -> None:
    before, after = "Calder’s council met Oskar Pell and Elin Tarsk on Monday.", "Her cousin Maud Tarsk was silent."
    text = f"{before}\n\n{sentence}\n\n{after}"
    said = [quotation for quotation in quotations(text) if quotation.kind is Kind.DIRECT]
    assert any(doubt(quotation) for quotation in said) is is_doubted
