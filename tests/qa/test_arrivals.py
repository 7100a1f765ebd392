"""Files and texts on their way into the corpus. Everybody is invented."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

import qa
from qa.arrivals import MOST_FAILURES, MOST_LISTED, Arrival, arrivals_html, bring_in, undone
from qa.pasted import pasted_article
from qa.records import Article, Outcome, Status

FERRY = "Ferry warden counts her geese\n\n“The geese travel free,” Olga Brandvold said."
ADDED = Outcome(Status.ADDED, "/tmp/x/ferry.txt", "a", "Ferry & geese")
FAILED = Outcome(Status.FAILED, "lines.jsonl", error="lines.jsonl:2: not JSON")


def items(*arrivals: Arrival) -> list[str]:
    shown = ET.fromstring(arrivals_html(arrivals))
    return ["".join(item.itertext()).strip() for item in shown.findall("li")]


def places(*arrivals: Arrival) -> list[str | None]:
    return [button.get("data-undo") for button in ET.fromstring(arrivals_html(arrivals)).iter("button")]


def last(corpus: qa.Corpus, *sources: Path | Article) -> list[Arrival]:
    return list(bring_in(corpus, sources))[-1]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> qa.Corpus:
    return qa.open_corpus(tmp_path_factory.mktemp("arrivals"))


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """Two articles and a line that is none."""
    lines = [json.dumps({"text": f"{name} on the crane\n\n“It is loud,” {name} said."}) for name in ("Ana", "Luis")]
    file = tmp_path / "stories.jsonl"
    file.write_text("\n".join([*lines, "{"]))
    return file


def test_each_file_is_shown_from_the_first_moment_until_it_is_in(corpus: qa.Corpus, stories: Path) -> None:
    steps = [items(*arrivals) for arrivals in bring_in(corpus, [stories, pasted_article(FERRY)])]
    assert steps[0] == ["Pasted text: on its way …", "stories.jsonl: on its way …"]
    assert steps[1][1] == "stories.jsonl: loading the model, which the first article waits for …"
    assert steps[2][1] == "stories.jsonl: on its way …"
    assert steps[4] == ["Pasted text: on its way …", "stories.jsonl: 2 read so far …"]
    pasted, two, failed = steps[-1]
    assert pasted == "added: Pasted text (Ferry warden counts her geese) Undo"
    assert two.startswith("added: stories.jsonl (2 articles) Undo all")
    assert failed == "failed: stories.jsonl:3: not JSON from column 2 on"


def test_a_mistake_of_ours_is_told_and_nobodys_words_are(corpus: qa.Corpus, caplog: pytest.LogCaptureFixture) -> None:
    (arrival,) = last(corpus, Article("walrus", cast(str, None)))
    assert items(arrival) == ["failed: walrus: not added: Onrecord made a mistake in reading it; the log says where"]
    assert "AttributeError in wrapped.py" in caplog.text
    assert not {"walrus", "NoneType"} & set(re.findall(r"\w+", caplog.text))


def test_what_was_there_says_so_and_has_no_undo(corpus: qa.Corpus) -> None:
    article = pasted_article(FERRY + "\n\nTwice.")
    last(corpus, article)
    (again,) = last(corpus, article)
    assert items(again) == ["was here already: Pasted text (Ferry warden counts her geese)"]
    assert places(again) == []


def test_undo_takes_out_what_was_added_and_nothing_else(corpus: qa.Corpus, stories: Path) -> None:
    here = {article.id for article in corpus.articles()}
    stories.write_text(stories.read_text().replace("crane", "pier"))
    (arrival,) = last(corpus, stories)
    second = arrival.outcomes[1].article_id
    one_left = undone(corpus, [arrival], "0.0")
    assert {article.id for article in corpus.articles()} == here | {second}
    assert places(*one_left) == ["0", "0.1"]
    assert items(*one_left)[0].count("removed again") == 1
    none_left = undone(corpus, one_left, "0")
    assert {article.id for article in corpus.articles()} == here
    assert items(*none_left)[0].startswith("removed again: stories.jsonl (2 articles)")
    assert places(*none_left) == []


@pytest.mark.parametrize("place", ["0", "0.1"])
def test_undo_leaves_what_was_there_before_and_came_again_in_the_same_file(
    corpus: qa.Corpus, tmp_path: Path, place: str
) -> None:
    before, new = (f"{name} of the pier\n\n“It creaks,” Ana Solberg said {place}." for name in ("Planks", "Ropes"))
    last(corpus, pasted_article(before))
    here = {article.id for article in corpus.articles()}
    file = tmp_path / "stories.jsonl"
    file.write_text("\n".join(json.dumps({"text": text}) for text in (new, before)))
    (arrival,) = last(corpus, file)
    assert [one.status for one in arrival.outcomes] == [Status.ADDED, Status.UNCHANGED]
    undone(corpus, [arrival], place)
    assert here <= {article.id for article in corpus.articles()}


@pytest.mark.parametrize("place", ["", "1", "0.7", "0.-1", "x", "0.0 OR 1"])
def test_another_place_than_those_shown_undoes_nothing(corpus: qa.Corpus, place: str) -> None:
    arrivals = last(corpus, pasted_article(FERRY + "\n\nStays."))
    assert undone(corpus, arrivals, place) == arrivals


def test_what_somebody_else_has_removed_is_removed(corpus: qa.Corpus) -> None:
    (arrival,) = last(corpus, pasted_article(FERRY + "\n\nGone."))
    corpus.remove(arrival.outcomes[0].article_id)
    assert places(*undone(corpus, [arrival], "0.0")) == []


def test_a_file_that_is_none_is_one_failed_line_and_the_next_is_added(corpus: qa.Corpus, tmp_path: Path) -> None:
    shown = items(*last(corpus, tmp_path / "gone.txt", pasted_article(FERRY + "\n\nNext.")))
    assert shown[0].startswith("added: Pasted text")
    assert shown[1] == "failed: gone.txt: no such file or directory"


def test_no_folder_of_this_machine_is_kept_or_told(corpus: qa.Corpus, stories: Path) -> None:
    (arrival,) = last(corpus, stories)
    assert {outcome.path for outcome in arrival.outcomes} == {"stories.jsonl"}
    assert {article.path for article in corpus.articles()} <= {"stories.jsonl", ""}


def test_of_thousands_only_the_first_are_listed() -> None:
    several = [replace(ADDED, article_id=str(at)) for at in range(MOST_LISTED + 5)]
    failures = [FAILED] * (MOST_FAILURES + 2)
    shown = items(Arrival("all.jsonl", (*several, *failures), is_complete=True))
    assert shown[0].endswith("and 5 more")
    assert len(shown) == 1 + MOST_FAILURES + 1
    assert shown[-1].startswith("failed: 2 more, the last of them: ")


@pytest.mark.parametrize("outcomes", [(ADDED,), (ADDED, replace(ADDED, article_id="b")), (FAILED,)])
def test_names_and_titles_are_data(outcomes: Sequence[Outcome]) -> None:
    hostile = '"><img src=x onerror=alert(1)>'
    named = tuple(replace(outcome, title=hostile) for outcome in outcomes)
    shown = arrivals_html([Arrival(hostile, named, hostile, is_complete=True)])
    assert "<img" not in shown
    assert hostile in "".join(ET.fromstring(shown).itertext())
