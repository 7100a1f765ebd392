"""`onrecord eval`: what it prints, and how it exits."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FIXTURES = """\
- question: When will the ferry sail?
  evidence: The ferry will sail in June
  speaker: Oda Brekkestad
- question: What did the bishop say about submarines in Antarctica?
  answerable: false
"""


@pytest.fixture
def fixtures(tmp_path: Path) -> Path:
    """Two questions, with the article that they are asked of beside them."""
    (tmp_path / "articles").mkdir()
    article = "Ferry sold\n\n7 May 2024\n\n“The ferry will sail in June,” said Mayor Oda Brekkestad."
    (tmp_path / "articles" / "ferry.txt").write_text(article, "utf-8")
    file = tmp_path / "questions.yaml"
    file.write_text(FIXTURES, "utf-8")
    return file


def test_people_get_figures_and_machines_get_json(onrecord: Run, fixtures: Path) -> None:
    done = onrecord("eval", fixtures, "--report", "report.html", "--fail-under", "hit@5=1,SPEAKER=1")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 questions, 1 article (")
    assert "When will the ferry sail?" not in (fixtures.parent / "report.html").read_text("utf-8")

    done = onrecord("eval", fixtures, "--json")
    before = json.loads(done.stdout)
    assert before["figures"]["speaker"] == 1.0
    (fixtures.parent / "before.json").write_text(done.stdout, "utf-8")

    done = onrecord("eval", fixtures, "--compare", "before.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Compared over 2 questions:" in done.stdout
    assert not (fixtures.parent / "onrecord").exists()


def test_a_figure_below_what_is_asked_exits_with_one(onrecord: Run, fixtures: Path) -> None:
    fixtures.write_text(FIXTURES.replace("Oda Brekkestad", "Somebody Else"), "utf-8")
    done = onrecord("eval", fixtures, "--fail-under", "hit@5=1,speaker=0.95", "--report", "report.html")
    assert done.returncode == 1
    assert done.stderr == "onrecord: speaker is 0.0000, and must be at least 0.95\n"
    assert "speaker is 0.0000" in (fixtures.parent / "report.html").read_text("utf-8")


def test_evidence_of_no_article_is_told_and_measured(onrecord: Run, fixtures: Path) -> None:
    fixtures.write_text(FIXTURES.replace("in June", "in July"), "utf-8")
    done = onrecord("eval", fixtures)
    assert done.returncode == 0
    assert done.stderr == f"onrecord: {fixtures}:1: the evidence stands in no article: The ferry will sail in July\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument 'FIXTURES...'"),
        (["missing.yaml"], "missing.yaml: no such file or directory; name a file that can be read"),
        (["broken.yaml"], "broken.yaml:2: not YAML"),
        (["questions.yaml", "--corpus", "nowhere"], "'nowhere' does not exist"),
        (["questions.yaml", "--compare", "broken.yaml"], "broken.yaml:1: not JSON"),
        (["questions.yaml", "--report", "questions.yaml"], "questions.yaml does not end in .html"),
        (["questions.yaml", "--fail-under", "fame=1"], "no figure is called 'fame'; name one of hit@1, hit@5"),
    ],
)
def test_bad_input_is_one_line_and_exits_with_two(
    onrecord: Run, fixtures: Path, arguments: list[str], told: str
) -> None:
    (fixtures.parent / "broken.yaml").write_text("- question: a?\n  evidence: 'b", "utf-8")
    done = onrecord("eval", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("onrecord: ")
    assert told in line
