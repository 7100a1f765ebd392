"""What several outlets print is one citation, with all of them; what only looks alike stays apart."""

import pytest

import qa
from qa.citations import citations
from qa.retriever import Candidate

ELIN, OSKAR = qa.Speaker("Elin Tarsk"), qa.Speaker("Oskar Venn")


def printed(outlet: str, said: str, *, score: float = 1.0, speaker: qa.Speaker = ELIN) -> Candidate:
    article = qa.Article(outlet, said, outlet=outlet)
    span = qa.Span(0, len(said))
    quotation = qa.Quotation((span,), qa.Kind.DIRECT, qa.Source(qa.Span(0, 1), speakers=(speaker,)))
    return Candidate(qa.Passage(span, span, quotation), article, 0.5, 0.5, 1.0, False, True, score)


FERRY = "The new ferry will sail in June and will carry four hundred passengers a day to Calder"


def test_a_statement_that_several_outlets_print_is_shown_once_with_all_of_them() -> None:
    found = citations(
        [printed("Post", FERRY), printed("Wire", FERRY.replace("new ", "")), printed("Echo", FERRY + "!")]
    )
    assert [(one.article.id, [also.article.id for also in one.also]) for one in found] == [("Post", ["Wire", "Echo"])]
    assert found[0].also[0].text == FERRY.replace("new ", "")


def test_the_outlet_that_prints_more_of_it_is_shown_in_the_place_of_the_other() -> None:
    longer = f"{FERRY}. Nobody will have to row again"
    [first, _] = citations([printed("Post", FERRY), printed("Echo", "It leaks"), printed("Wire", longer, score=0.5)])[
        :2
    ]
    assert (first.text, first.score) == (longer, 1.0)
    assert [also.text for also in first.also] == [FERRY]


def test_the_outlet_that_prints_more_keeps_all_that_were_found_before_it() -> None:
    longer = f"{FERRY}. Nobody will have to row again"
    [shown] = citations([printed("Post", FERRY), printed("Echo", FERRY), printed("Wire", longer, score=0.5)])
    assert (shown.article.id, [also.article.id for also in shown.also]) == ("Wire", ["Echo", "Post"])


ANOTHER = {
    "another month": FERRY.replace("June", "July"),
    "another number": FERRY.replace("four hundred", "five hundred"),
    "denied": FERRY.replace("will sail", "will not sail"),
    "another town": FERRY.replace("Calder", "Ludden"),
    "a few words in common": "The new ferry",
}


@pytest.mark.parametrize("other", ANOTHER.values(), ids=ANOTHER)
def test_what_says_something_else_is_shown_beside_it(other: str) -> None:
    assert len(citations([printed("Post", FERRY), printed("Wire", other)])) == 2


def test_two_people_who_say_the_same_are_two() -> None:
    assert len(citations([printed("Post", FERRY), printed("Wire", FERRY, speaker=OSKAR)])) == 2


def utterance(text: str, *sentences: str, scores: tuple[float, ...] = (1.0, 1.0)) -> list[Candidate]:
    """Sentences that somebody says one after the other, each found by itself."""
    article, spans, at = qa.Article("a", text), list[qa.Span](), 0
    for sentence in sentences:
        at = text.index(sentence, at)
        spans.append(qa.Span(at, at := at + len(sentence)))
    quotation = qa.Quotation(tuple(spans), qa.Kind.DIRECT, qa.Source(qa.Span(0, 1), speakers=(ELIN,)))
    passages = [qa.Passage(span, span, quotation) for span in spans]
    return [
        Candidate(passage, article, 0.5, 0.5, 1.0, False, True, score)
        for passage, score in zip(passages, scores, strict=True)
    ]


def test_a_sentence_that_an_article_has_twice_in_a_row_is_not_shown_twice() -> None:
    twice = utterance(f"{FERRY}. {FERRY}.", f"{FERRY}.", f"{FERRY}.")
    assert [(one.text, one.also) for one in citations(twice)] == [(f"{FERRY}.", ())]


def framed(article: qa.Article, said: str) -> list[Candidate]:
    """Each paragraph is shown whole, with the words around a quotation."""
    found, at = list[Candidate](), 0
    for paragraph in article.text.split("\n"):
        span, begins = qa.Span(at, at + len(paragraph)), article.text.index(said, at)
        source = qa.Source(qa.Span(at, at + 1), speakers=(ELIN,))
        quotation = qa.Quotation((qa.Span(begins, begins + len(said)),), qa.Kind.DIRECT, source)
        found.append(Candidate(qa.Passage(span, span, quotation), article, 0.5, 0.5, 1.0, False, True, 1.0))
        at = span.end + 1
    return found


FIRST, AGAIN = "“{},” said Elin Tarsk, who runs the Calder harbour.", "“{},” Tarsk repeated as she left."


def test_the_same_words_in_two_sentences_of_an_article_are_shown_once() -> None:
    [shown] = citations(framed(qa.Article("Post", f"{FIRST}\n{AGAIN}".replace("{}", FERRY)), FERRY))
    assert (shown.text, shown.also) == (FIRST.format(FERRY), ())


def test_the_same_words_in_the_sentences_of_two_outlets_are_shown_once_with_both() -> None:
    post, wire = qa.Article("Post", FIRST.format(FERRY)), qa.Article("Wire", AGAIN.format(FERRY))
    [shown] = citations([*framed(post, FERRY), *framed(wire, FERRY)])
    assert [one.text for one in (shown, *shown.also)] == [post.text, wire.text]


def test_a_few_words_that_are_the_same_are_told_apart_by_their_sentences() -> None:
    assert len(citations(framed(qa.Article("Post", f"{FIRST}\n{AGAIN}".replace("{}", "Yes")), "Yes"))) == 2


def test_a_bare_no_is_shown_with_the_sentence_that_follows() -> None:
    found = citations(utterance("No. The flight stays.", "No.", "The flight stays.", scores=(1.0, 0.2)))
    assert [one.text for one in found] == ["No. The flight stays."]


@pytest.mark.parametrize(("words", "citations_shown"), [(40, 1), (50, 2)])
def test_neighbours_are_joined_until_they_would_be_a_page(words: int, citations_shown: int) -> None:
    first, last = (" ".join([word] * words) + "." for word in ("leaks", "sinks"))
    assert len(citations(utterance(f"{first} {last}", first, last))) == citations_shown


@pytest.mark.parametrize(
    ("opening", "closing"), [("“", "”"), ("«", "»"), ('"', '"')], ids=["curly", "angled", "straight"]
)
def test_what_is_joined_closes_the_marks_that_it_opens(opening: str, closing: str) -> None:
    first = f"{opening}It leaks,{closing} Tarsk said. {opening}I saw the water rise in the engine room."
    last = "It will sink in a week"
    [joined] = citations(utterance(f"{first} {last}.{closing} Nobody replied.", first, last))
    assert joined.text == f"{first} {last}.{closing}"


def test_what_is_joined_over_paragraphs_has_the_marks_of_both() -> None:
    first, last = "It leaks in the engine room.", "It will sink in a week"
    [joined] = citations(utterance(f"“{first}\n\n“{last},” Tarsk said.", first, last))
    assert joined.text == f"“{first}\n\n“{last},”"
