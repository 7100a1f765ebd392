"""An answer as the chat shows it. Everybody is invented."""

from dataclasses import replace
from datetime import date

import pytest

from qa.records import Answer, Article, Citation, Kind, Meeting, Passage, Query, Quotation, Source, Span, Speaker
from qa.reply import emphasised, reply_html

TEXT = "“The ferry <Halcyon> leaks,” she said.\n\n\nIt rained."
ARTICLE = Article("a", TEXT, "Ferry & crane", date(2024, 5, 7), "Calder Post", "https://calder.example/ferry")
SAID = Quotation(
    (Span(1, 27),), Kind.DIRECT, Source(Span(29, 32), Span(33, 37), (Speaker("Elin Tarsk", "President of Lurenia"),))
)
CITATION = Citation(Passage(Span(1, 27), Span(0, len(TEXT)), SAID), ARTICLE, 1.0)
REPORTED = replace(CITATION, passage=replace(CITATION.passage, quotation=replace(SAID, kind=Kind.INDIRECT)))
REPORT = replace(CITATION, passage=Passage(Span(41, 51), Span(0, len(TEXT))))
OTHER = replace(
    CITATION,
    passage=replace(
        CITATION.passage, quotation=replace(SAID, source=replace(SAID.source, speakers=(Speaker("Oskar Venn"),)))
    ),
)


def reply(*citations: Citation, question: str = "Ferry?", **fields: str) -> str:
    return reply_html(Answer(Query(question), citations, **fields), 0)


def test_a_citation_has_its_words_its_speaker_and_where_they_stand() -> None:
    held = replace(CITATION, meeting=Meeting("m", date=date(2024, 5, 6), place="Calder"))
    shown = reply(held)
    assert '<blockquote cite="https://calder.example/ferry" dir="auto">' in shown
    assert "The <em>ferry</em> &lt;Halcyon&gt; leaks,</blockquote>" in shown
    assert '<b>Elin Tarsk</b>, President of Lurenia <span class="how">— said</span>' in shown
    assert "As the article has it: “she” … “said”" in shown
    assert ">Ferry &amp; crane</cite></a> · Calder Post · " in shown
    assert '<time datetime="2024-05-07">7 May 2024</time>' in shown
    assert "meeting of 6 May 2024, Calder" in shown


def test_a_passage_is_numbered_and_leads_to_its_place() -> None:
    shown = reply(CITATION, REPORT)
    assert 'href="/?article=a&amp;start=1&amp;end=27" data-article="a" data-start="1" data-end="27"' in shown
    assert 'aria-label="Open source 1">1</a>' in shown
    assert 'aria-label="Open source 2">2</a>' in shown


def test_a_citation_is_taken_along_with_its_words() -> None:
    assert 'data-copies="“The ferry &lt;Halcyon&gt; leaks,” — Elin Tarsk, President of Lurenia, ' in reply(CITATION)


@pytest.mark.parametrize(("title", "manner"), [("Ferry", "reported"), ("Minutes of the ferry board", "in the minutes")])
def test_reported_speech_is_called_so_in_words(title: str, manner: str) -> None:
    shown = reply(replace(REPORTED, article=replace(ARTICLE, title=title)))
    assert f"— {manner}</span>" in shown
    assert '<figure class="indirect">' in shown


def test_a_report_is_nobody_s_words() -> None:
    assert "The article’s own report" in reply(REPORT)
    assert "Elin Tarsk" not in reply(REPORT)


def test_whoever_may_be_somebody_else_is_doubted_and_whoever_passes_it_on_is_named() -> None:
    told = replace(SAID, confidence=0.3, via=Source(Span(29, 32), speakers=(Speaker("Jory Pell"),)))
    shown = reply(replace(CITATION, passage=replace(CITATION.passage, quotation=told)))
    assert "as told by Jory Pell" in shown
    assert "uncertain who said it" in shown


def test_a_comparison_shows_what_each_says_together() -> None:
    shown = reply(CITATION, OTHER, REPORTED, question="How did Tarsk and Venn differ on the ferry?")
    tarsk, venn = shown.split("<h2>")[1:]
    assert tarsk.startswith("<b>Elin Tarsk</b>, President of Lurenia</h2>")
    assert tarsk.count("<figure") == 2
    assert venn.startswith("<b>Oskar Venn</b></h2>")
    assert 'aria-label="Open source 3"' in venn


def test_near_misses_stand_apart_and_go_on_counting() -> None:
    cited, related = reply_html(Answer(Query("Ferry?"), (CITATION,), (REPORT,)), 0).split("<details>")
    assert "Open source 1" in cited
    assert "Open source 2" in related
    assert "Related, but not an answer" in related


def test_silence_says_why_and_a_follow_up_how_it_was_understood() -> None:
    query = Query("And she?", rephrased="What did Elin Tarsk say?")
    shown = reply_html(Answer(query, note="Nobody called <X> is quoted."), 0)
    assert '<p class="silence">Nobody called &lt;X&gt; is quoted.</p>' in shown
    assert "Understood as: What did Elin Tarsk say?" in shown


def test_of_an_article_that_was_removed_nothing_is_shown_but_that() -> None:
    shown = reply(replace(CITATION, article=Article("a", "")))
    assert "This article has been removed." in shown
    assert "<blockquote" not in shown


def test_another_article_that_prints_it_is_named_and_opens() -> None:
    also = replace(CITATION, article=replace(ARTICLE, id="b", title="Halcyon", url=""))
    assert '<p class="origin">also in <a href="/?article=b&amp;' in reply(replace(CITATION, also=(also,)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///a", ""])
def test_only_pages_of_the_web_are_linked(url: str) -> None:
    shown = reply(replace(CITATION, article=replace(ARTICLE, url=url)))
    assert "original" not in shown
    assert '<blockquote cite="/?article=a&amp;start=1&amp;end=27"' in shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("He ferried two ferries.", "He <em>ferried</em> two <em>ferries</em>."),
        ("the <b>ferry</b>", "the &lt;b&gt;<em>ferry</em>&lt;/b&gt;"),
        ("", ""),
    ],
)
def test_what_matches_the_question_is_emphasised_in_all_its_forms(words: str, shown: str) -> None:
    assert emphasised(words, frozenset({"ferri"})) == shown
