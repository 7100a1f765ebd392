"""What strangers are told of an error, and what the log is."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from qa.console import Problems
from qa.discretion import MISTAKE, told
from qa.errors import (
    CorpusBusy,
    CorpusError,
    CorpusReadOnly,
    DamagedArticle,
    DamagedConversation,
    ModelError,
    OnrecordError,
    QuestionError,
    UnknownArticle,
    UnknownMeeting,
    trail,
)
from qa.request_log import JsonLines, Lines

FOLDER = "/home/oda/onrecord"
QUESTION = "What did the mayor say of the walrus?"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (CorpusBusy(f"another process (7) is writing to {FOLDER}"), "articles are being added or removed; try"),
        (CorpusReadOnly(f"{FOLDER} cannot be written"), "this corpus can be read here, and not be changed"),
        (CorpusError(f"{FOLDER}/corpus.sqlite failed"), "the corpus cannot be used; the log of the server says why"),
        (ModelError(f"{FOLDER}/model is none"), "the corpus cannot be used; the log of the server says why"),
        (UnknownArticle("a"), "there is no article 'a'"),
        (UnknownMeeting("a"), "there is no meeting 'a'"),
        (DamagedArticle("a"), "article 'a' is damaged and is not shown; remove it, then add it again"),
        (DamagedConversation(), "this conversation is damaged and is not shown; delete it"),
        (QuestionError("the question is empty"), "the question is empty"),
    ],
)
def test_a_stranger_is_told_no_folder_and_no_command(error: OnrecordError, line: str) -> None:
    assert told(error).startswith(line)
    assert FOLDER not in told(error)
    assert "onrecord" not in told(error)


@pytest.mark.parametrize(
    "error", [CorpusError(f"{FOLDER}/corpus.sqlite failed"), ModelError(f"{FOLDER}/model is none"), DamagedArticle("a")]
)
def test_what_is_broken_is_told_to_the_log(error: OnrecordError, caplog: pytest.LogCaptureFixture) -> None:
    told(error)
    assert [record.getMessage() for record in caplog.records] == [str(error)]


def mistaken() -> Exception:
    try:
        raise KeyError(QUESTION)
    except KeyError as error:
        return error


def test_of_a_mistake_the_log_has_the_place_and_nobody_has_the_words(caplog: pytest.LogCaptureFixture) -> None:
    assert told(mistaken()) == MISTAKE
    assert QUESTION not in caplog.text
    assert f"KeyError in {Path(__file__).name}:" in caplog.text
    assert trail(ValueError(QUESTION)) == "ValueError in no place that is known"


@pytest.mark.parametrize("formatter", [Problems(), Lines(), JsonLines()], ids=["a command", "people", "programs"])
def test_whoever_logs_an_exception_its_message_and_its_lines_of_code_are_left_out(formatter: logging.Formatter) -> None:
    error = mistaken()
    told_of = f"Task exception was never retrieved\nfuture: <Task exception={error!r}>"
    for said in (told_of, "Exception in ASGI application\n"):
        record = logging.LogRecord("uvicorn", logging.ERROR, "", 0, said, (), (type(error), error, error.__traceback__))
        line = formatter.format(record)
        assert QUESTION not in line
        assert "\n" not in line
        assert f"{said.splitlines()[0]}: KeyError in test_discretion.py:" in line
