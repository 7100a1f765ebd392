"""What would become of articles, and the sum of what did."""

import pytest

from qa.console import Telling
from qa.errors import DamagedArticle, Skipped, SourceError, UnknownArticle
from qa.outcomes import Tally, planned
from qa.records import Article, Outcome, Status

FERRY = Article("ferry", "“It is sold,” said Oda Brekkestad.", path="ferry.txt")


def stored(article_id: str) -> Article:
    if article_id == "torn":
        raise DamagedArticle(article_id)
    if article_id != FERRY.id:
        raise UnknownArticle(article_id)
    return FERRY


def test_what_would_become_of_each_is_told() -> None:
    articles = [
        FERRY,
        Article("ferry", "“It is not,” said Ana Reyes.", path="crane.txt"),
        Article("crane", "“It sings,” said Ana Reyes."),
        Article("crane", "“It sings,” said Ana Reyes."),
        Article("crane", "“It sang,” said Ana Reyes.", path="sang.txt"),
        Article("torn", "“It sang,” said Ana Reyes."),
        SourceError("a.txt: empty: it has no text", "a.txt"),
        Skipped("of a kind that is not read", "a.png"),
    ]
    found = list(planned(articles, stored))
    assert [one.status for one in found] == ["unchanged", "failed", "new", "unchanged", *["failed"] * 3, "skipped"]
    assert found[1].error == "crane.txt: another article has the id 'ferry'; to replace it, remove it first"
    assert found[4].error == "sang.txt: another article has the id 'crane'; to replace it, remove it first"


def test_the_sum_says_why_some_were_skipped() -> None:
    tally = Tally()
    for status, why in [("failed", "a: empty"), ("skipped", "read before"), ("added", ""), ("skipped", "read before")]:
        tally.add(Outcome(Status(status), error=why))
    assert (str(tally), tally.has_failures) == ("1 added, 2 skipped (2 read before), 1 failed", True)
    assert (str(Tally()), Tally().has_failures) == ("nothing to add", False)


def test_a_terminal_is_told_what_is_being_read_and_what_of_it_failed(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with Telling("addresses", as_json=False) as telling:
        telling.doing("https://calder.example/1")
        telling.tell(Outcome(Status.FAILED, error="https://calder.example/1: \x1b[31m"))
        telling.expect(2)
        telling.tell(Outcome(Status.NEW, "https://calder.example/2", title="Ferry sold"))
    with pytest.raises(SystemExit, match="1"):
        telling.end()
    out, err = capfd.readouterr()
    assert out == "https://calder.example/2  Ferry sold\n1 new, 1 failed\n"
    assert "0 addresses [00:00, https://calder.example/1]" in err
    assert "2 of 2 addresses [00:00, https://calder.example/1]" in err
    assert "onrecord: https://calder.example/1: " in err
    assert "\x1b[31m" not in err
