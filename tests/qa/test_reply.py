"""An answer as the chat shows it. Everybody is invented."""

from dataclasses import replace
from datetime import date

import pytest

from qa.records import Answer, Article, Citation, Kind, Passage, Query, Quotation, Source, Span, Speaker
from qa.reply import encoded, reply_html, source_html

TEXT = "“The ferry <Halcyon> leaks,” she said.\n\n\nIt rained."
ARTICLE = Article("a", TEXT, "Ferry & crane", date(2024, 5, 7), "Calder Post", "https://calder.example/ferry")
SAID = Quotation(
    (Span(1, 27),), Kind.DIRECT, Source(Span(29, 32), Span(33, 37), (Speaker("Elin Tarsk", "President of Lurenia"),))
)
CITATION = Citation(Passage(Span(1, 27), Span(0, len(TEXT)), SAID), ARTICLE, 1.0)
REPORT = replace(CITATION, passage=Passage(Span(41, 51), Span(0, len(TEXT))))


def reply(*citations: Citation, **fields: str) -> str:
    return reply_html(Answer(Query("Ferry?"), citations, **fields), citations, "r1")


def test_a_citation_has_its_words_its_speaker_and_where_they_stand() -> None:
    shown = reply(CITATION)
    assert '<blockquote dir="auto">The ferry &lt;Halcyon&gt; leaks,</blockquote>' in shown
    assert '<b>Elin Tarsk</b>, President of Lurenia <span class="how">— said</span>' in shown
    assert "“she” … “said”" in shown
    assert '>Ferry &amp; crane</cite></a> · <time datetime="2024-05-07">7 May 2024</time> · Calder Post' in shown
    assert 'data-opens="r1.0"' in shown


def test_a_report_is_nobody_s_words() -> None:
    assert "the article’s own report" in reply(REPORT)
    assert "Elin Tarsk" not in reply(REPORT)


def test_whoever_may_be_somebody_else_is_doubted_and_whoever_passes_it_on_is_named() -> None:
    told = replace(SAID, confidence=0.3, via=Source(Span(29, 32), speakers=(Speaker("Jory Pell"),)))
    shown = reply(replace(CITATION, passage=replace(CITATION.passage, quotation=told)))
    assert "as told by Jory Pell" in shown
    assert "uncertain who said it" in shown


def test_near_misses_stand_apart_and_keep_their_places() -> None:
    answer = Answer(Query("Ferry?"), (CITATION,), (REPORT,))
    cited, related = reply_html(answer, (CITATION, REPORT), "r1").split("<details>")
    assert "r1.0" in cited
    assert "r1.1" in related
    assert "Related, but not an answer" in related


def test_silence_says_why_and_a_follow_up_how_it_was_understood() -> None:
    query = Query("And she?", rephrased="What did Elin Tarsk say?")
    shown = reply_html(Answer(query, note="Nobody called <X> is quoted."), (), "r1")
    assert '<p class="silence">Nobody called &lt;X&gt; is quoted.</p>' in shown
    assert "Understood as: What did Elin Tarsk say?" in shown


def test_another_article_that_prints_it_is_named() -> None:
    also = replace(CITATION, article=replace(ARTICLE, id="b", title="Halcyon", url=""))
    assert '<p class="origin">also in <cite>Halcyon</cite>' in reply(replace(CITATION, also=(also,)))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///a", ""])
def test_only_pages_of_the_web_are_linked(url: str) -> None:
    assert "<a " not in reply(replace(CITATION, article=replace(ARTICLE, url=url)))


def test_the_source_is_the_whole_article_with_the_passage_and_its_evidence_marked() -> None:
    shown = source_html(CITATION)
    assert "<mark>The ferry &lt;Halcyon&gt; leaks,</mark>” <u>she</u> <u>said</u>." in shown
    assert '<span class="gap">\n\n\n</span>It rained.' in shown


def test_characters_that_would_command_a_terminal_are_replaced() -> None:
    assert "\x1b" not in encoded("\x1b[2J<b>")
    assert encoded("<b>") == "&lt;b&gt;"
