"""The page: it stands alone, shows what was measured, and takes no word for markup."""

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import qa
from qa.comparison import compare
from qa.errors import SourceError
from qa.evaluation import Evaluation
from qa.figures import MEANINGS, Fallen, counted
from qa.judging import Judge, Judged, Names
from qa.records import Filters
from qa.report import report, write_report
from tests.qa.judged import CARRIES, FERRY, SAILS, SOLANE, VENN, answered, fixture, judged, reported, said, silent

HOSTILE = "</script><img src=x onerror=alert(1)>\x1b[2J\u202e{{ 7 * 7 }}"


class Page(HTMLParser):
    """Elements with their attributes, and all text outside of the style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] != "style":
            self.text += data


def evaluation(*judgements: Judged) -> Evaluation:
    expected = {one.fixture.asked.qid: tuple(piece.text for piece in one.fixture.evidence) for one in judgements}
    return Evaluation("harbour", 1, judgements, expected, counted(judgements))


RIGHT = judged(fixture("sail in June", speakers=("Mira Solane",), qid="ferry"), answered(said(SAILS, SOLANE)))
MISNAMED = judged(fixture("sail in June", speakers=("Mira Solane",), qid="whose"), answered(said(SAILS, VENN)))
MISSED = judged(fixture("trams", qid="tram"), answered(said(CARRIES, SOLANE), reported(SAILS)))


def test_every_figure_stands_there_with_its_meaning() -> None:
    text = Page(report(evaluation(RIGHT, MISSED))).text
    for name, meaning in MEANINGS.items():
        assert name in text
        assert meaning in text


def test_the_worst_are_shown_with_what_was_expected_and_what_was_found() -> None:
    text = Page(report(evaluation(RIGHT, MISNAMED, MISSED))).text
    assert "What of ferry?" not in text
    worst = text[text.index("The worst") :]
    assert worst.index("What of whose?") < worst.index("What of tram?")
    assert "said by Mira Solane" in worst
    assert "1 · Oskar Venn · right passage" in worst
    assert FERRY.text[slice(*CARRIES)] in worst
    assert "2 · the article reports" in worst


def test_what_fell_below_is_told_first() -> None:
    text = Page(report(evaluation(RIGHT), None, [Fallen("hit@5", 0.5, 0.8)])).text
    assert text.index("hit@5 is 0.5000, and must be at least 0.8") < text.index("By kind of question")


def test_a_comparison_shows_differences_and_changes() -> None:
    before, now = evaluation(RIGHT), evaluation(judged(RIGHT.fixture, answered(said(CARRIES, SOLANE))))
    text = Page(report(now, compare(before.asked, now.asked))).text
    assert "Got worse (1)" in text
    assert "What of ferry?" in text[text.index("Got worse") : text.index("The worst")]
    assert "Compared with before" not in report(now)


@pytest.mark.parametrize("several", [[judged(fixture(), silent(confidence=0.0), 0.0)], [RIGHT] * 3, [MISSED, MISNAMED]])
def test_plots_stay_in_their_frames(several: list[Judged]) -> None:
    distinct = [replace(one, fixture=fixture(qid=str(number))) for number, one in enumerate(several)]
    bars = [attributes for tag, attributes in Page(report(evaluation(*distinct))).elements if tag == "rect"]
    assert bars
    for bar in bars:
        x, y, width, height = (float(bar[name] or "") for name in ("x", "y", "width", "height"))
        assert 0 <= x <= x + width <= 400
        assert 0 <= y <= y + height <= 271


def test_words_of_fixtures_and_articles_are_text() -> None:
    article = replace(FERRY, text=HOSTILE + " " + FERRY.text, title=HOSTILE)
    asked = fixture(HOSTILE, "trams", speakers=(f"Not {HOSTILE}",), kind=HOSTILE)
    asked = replace(
        asked,
        place=HOSTILE,
        asked=replace(asked.asked, question=HOSTILE, history=(HOSTILE,), filters=Filters(speakers=(HOSTILE,))),
    )
    span = qa.Span(0, len(HOSTILE))
    quotation = qa.Quotation((span,), qa.Kind.DIRECT, qa.Source(span, speakers=(qa.Speaker(HOSTILE),)))
    answer = answered(qa.Citation(qa.Passage(span, span, quotation), article, 1.0))
    one = Judge([article], Names()).judged(asked, answer, 1.0)
    asked_before = evaluation(judged(asked, answered(said(CARRIES, SOLANE)))).asked
    now = replace(evaluation(one), name=HOSTILE)
    page = Page(report(now, compare(asked_before, now.asked)))
    assert not {"script", "img"} & {tag for tag, _ in page.elements}
    assert page.text.count("onerror=alert(1)") == page.text.count("{{ 7 * 7 }}") >= 8
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text


def test_the_page_loads_nothing() -> None:
    page = Page(report(evaluation(RIGHT, MISSED)))
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in page.elements}
    assert not any(name in attributes for _, attributes in page.elements for name in ("src", "href"))
    (policy,) = [found for _, found in page.elements if found.get("http-equiv") == "Content-Security-Policy"]
    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"


def test_it_is_written_whole_or_told(tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", evaluation(RIGHT))
    assert (tmp_path / "report.html").read_text("utf-8").rstrip().endswith("</html>")
    with pytest.raises(SourceError, match="cannot write"):
        write_report(tmp_path / "missing" / "report.html", evaluation(RIGHT))
