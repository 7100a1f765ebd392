"""Who is quoted by an office alone. Everybody is invented."""

from pathlib import Path

import pytest

import qa
from qa.by_office import office_in
from qa.records import Article, Filters
from qa.timeline import person_html

AUDIT = Article(
    "audit",
    "Calder council meets\n\nThe county auditor said that the file was empty. “I asked twice,” the county auditor said."
    "\n\nElin Tarsk said that she would look. Both sides said that they were content.",
    title="Calder council meets",
    outlet="Calder Post",
)


@pytest.mark.parametrize(
    ("printed", "office"),
    [
        ("The county auditor", "the county auditor"),
        ("a spokesman for the\nharbour authority", "a spokesman for the harbour authority"),
        ("CEO", "CEO"),
        ("he", ""),
        ("both sides", ""),
        ("My husband", ""),
        ("Elin Tarsk", ""),
        ("", ""),
    ],
)
def test_an_office_is_one_person_s_whom_no_name_is_given(printed: str, office: str) -> None:
    assert office_in(printed) == office


def test_whoever_is_quoted_by_an_office_is_listed_and_has_said_something(tmp_path: Path) -> None:
    with qa.open_corpus(tmp_path) as corpus:
        corpus.add(AUDIT)
        (auditor,) = corpus.offices()
        assert (auditor.speaker.name, auditor.quotations, auditor.last) == ("the county auditor", 2, None)
        said = corpus.said_by_office("the county auditor")
        assert [one.source.lower() for one in said] == ["the county auditor"] * 2
        assert corpus.said_by_office("the county auditor", Filters(outlets=("Calder Post",))) == said
        assert corpus.said_by_office("the county auditor", Filters(outlets=("Another",))) == []
        assert "2 statements by 1 speaker" in person_html(corpus, "the county auditor")
        corpus.remove("audit")
        assert corpus.offices() == []
