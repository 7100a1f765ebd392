"""Every format with its quirks: the words, the title and the date of a report come out as they were put in."""

import sys
from io import BytesIO
from pathlib import Path

import pytest

from qa.errors import Skipped
from qa.records import Article
from qa.sources import read_file

sys.path.append(str(Path(__file__).parents[2] / "fixtures" / "sources"))

from make import NEVER, Case, cases

CASES = {case.name: case for case in cases()}


def read(case: Case) -> list[Article]:
    found = [one for one in read_file(BytesIO(case.content), case.name) if not isinstance(one, Skipped)]
    assert all(isinstance(one, Article) for one in found), found
    return [one for one in found if isinstance(one, Article)]


def test_there_are_files_of_every_kind() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_report_comes_out_as_it_was_put_in(case: Case) -> None:
    (article,) = {one.id: one for one in read(case)}.values()
    expected = case.expected
    lines = [line.removeprefix("# ") for line in article.text.split("\n") if line.strip()]
    beside_text = [line for line in lines if line not in expected.lines and not line.startswith("[")]
    assert [line for line in lines if line in expected.paragraphs] == list(expected.paragraphs), article.text
    assert not beside_text
    assert NEVER not in f"{article.text}{article.title}{article.outlet}"
    assert article.title == expected.title or not expected.title
    assert (article.date, article.outlet, article.url) == (expected.date, expected.outlet, expected.url)
    assert article.path.startswith(case.name)
