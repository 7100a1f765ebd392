"""The article behind a passage. Everybody is invented."""

import html
import re
from dataclasses import replace

import pytest

from qa.records import Article, Kind, Passage, Quotation, Source, Span, Speaker
from qa.source_panel import cited_at, line_html, source_html
from qa.walks import Place, Walk, through_article

TEXT = "“The ferry <Halcyon> leaks,” she said.\n\n\n“It floats,” Venn said. It rained."
ARTICLE = Article("a", TEXT, "Ferry & crane")
TARSK = Quotation((Span(1, 27),), Kind.DIRECT, Source(Span(29, 32), Span(33, 37), (Speaker("Elin Tarsk"),)))
VENN = Quotation((Span(42, 52),), Kind.DIRECT, Source(Span(54, 58), Span(59, 63), (Speaker("Oskar Venn"),)))
RAIN = Span(65, 75)
SAID = [TARSK, VENN]
PASSAGES = [Passage(span, span, said) for span, said in ((Span(1, 27), TARSK), (Span(42, 52), VENN), (RAIN, None))]


def panel(start: int, end: int) -> str:
    place = Span(start, end)
    walk = through_article(SAID, Place("a", place))
    return source_html(ARTICLE, SAID, cited_at(place, ARTICLE, PASSAGES, SAID, None), walk)


def words(panel: str) -> str:
    """The text of the article in it."""
    found = re.search(r'<div class="article"[^>]*>(.*)</div><div hidden>', panel, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"<[^>]*>", "", found[1]))


@pytest.mark.parametrize("place", [(1, 27), (42, 52), RAIN, (0, 0), (900, 905)])
def test_the_whole_article_is_there_to_the_letter(place: tuple[int, int]) -> None:
    assert words(panel(*place)) == TEXT


def test_the_passage_is_highlighted_with_what_names_its_speaker_and_tells_of_speech() -> None:
    shown = panel(1, 27)
    assert '“<mark tabindex="-1">The ferry &lt;Halcyon&gt; leaks,</mark>”' in shown
    assert '<span class="mention">she</span> <span class="cue">said</span>' in shown
    assert "<b>Elin Tarsk</b>" in shown
    assert '<span class="gap">\n\n\n</span>' in shown


def test_what_others_say_names_them_and_leads_to_itself() -> None:
    shown = panel(1, 27)
    assert (
        'data-start="42" data-end="52" data-voice="Oskar Venn — said" aria-describedby="voice-1">It floats,</a>'
        in shown
    )
    assert '<span id="voice-1">Oskar Venn — said</span>' in shown


def test_what_is_before_and_after_is_a_step_away_and_it_is_told_of_what() -> None:
    first = panel(1, 27)
    assert '<p class="walk" id="walk">Statement 1 of 2 in this article</p>' in first
    assert 'class="step previous" aria-describedby="walk" role="link" aria-disabled="true" tabindex="-1"' in first
    assert 'aria-keyshortcuts="ArrowRight" data-answer="" href="/?article=a&amp;start=42&amp;end=52"' in first
    assert 'aria-keyshortcuts="ArrowLeft" data-answer="" href="/?article=a&amp;start=42' in panel(*RAIN)


def test_a_report_has_no_speaker() -> None:
    assert "The article’s own report" in panel(*RAIN)
    assert "<b>" not in panel(*RAIN)


def test_a_place_within_a_passage_is_that_passage() -> None:
    assert '<mark tabindex="-1">It floats,</mark>' in panel(44, 46)


def test_an_utterance_that_is_interrupted_is_shown_in_each_of_its_parts() -> None:
    broken = replace(TARSK, spans=(Span(1, 10), Span(11, 27)))
    cited = cited_at(Span(11, 27), ARTICLE, [], [broken], None)
    shown = source_html(ARTICLE, [broken], cited, through_article([broken], Place("a", Span(11, 27))))
    assert 'data-start="1" data-end="10"' in shown
    assert '<mark tabindex="-1">&lt;Halcyon&gt; leaks,</mark>' in shown
    assert "<b>Elin Tarsk</b>" in shown


def highlighted(panel: str) -> str:
    found = re.search(r"<mark[^>]*>(.*)</mark>", panel, re.DOTALL)
    assert found
    return html.unescape(re.sub(r"<[^>]*>", "", found[1]))


def test_an_utterance_from_end_to_end_is_highlighted_whole_with_what_stands_between() -> None:
    text = "“It leaks,” Tarsk said. “It always did.\n\nIt will.”"
    mention, cue = Span(12, 17), Span(18, 22)
    tarsk = Quotation((Span(1, 10), Span(25, 49)), Kind.DIRECT, Source(mention, cue, (Speaker("Elin Tarsk"),)))
    article = Article("a", text)
    passages = [Passage(span, span, tarsk) for span in (Span(1, 10), Span(25, 39), Span(41, 49))]
    place = tarsk.extent
    walk = through_article([tarsk], Place("a", place))
    shown = source_html(article, [tarsk], cited_at(place, article, passages, [tarsk], None), walk)
    assert highlighted(shown) == place.of(text)
    assert words(shown) == text
    assert "<b>Elin Tarsk</b>" in shown
    assert '<span class="mention">Tarsk</span> <span class="cue">said</span>' in shown
    assert 'data-copies="' not in shown


def test_a_place_over_words_of_several_is_highlighted_whole_and_nobody_is_named_for_all_of_it() -> None:
    shown = panel(5, 75)
    assert highlighted(shown) == TEXT[5:75]
    assert words(shown) == TEXT
    assert "Words of more than one source" in shown
    assert "<b>" not in shown
    assert 'data-voice="Oskar Venn — said"' in shown


@pytest.mark.parametrize("place", [(0, 0), (900, 905), (28, 40)])
def test_a_place_where_nothing_stands_is_told(place: tuple[int, int]) -> None:
    assert "names no passage" in panel(*place)
    assert "<mark tabindex" not in panel(*place)


def test_why_nothing_of_an_article_is_shown_is_told_as_data_and_the_way_goes_on() -> None:
    assert "article &lt;a&gt; is damaged" in line_html("article <a> is damaged", None)
    walk = Walk("Passage 2 of 3 of the answer", None, Place("b", Span(1, 2)), "4")
    assert 'data-answer="4" href="/?article=b&amp;start=1&amp;end=2"' in line_html("gone", walk)
