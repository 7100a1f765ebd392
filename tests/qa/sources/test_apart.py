"""Readers of large formats run in a process of their own, which is replaced when it breaks."""

import os
import signal
from collections.abc import Iterator
from io import BytesIO

import pytest

from qa.errors import SourceError
from qa.sources import apart
from qa.sources.apart import Reader
from qa.sources.documents import Document
from qa.sources.web_page import FORMAT as HTML

PAGE = b"<html><body><p>The ferry was sold on Tuesday, and nobody bought it.</p></body></html>"


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


def words(reader: Reader) -> str:
    (found,) = reader.read(HTML, BytesIO(PAGE))
    assert isinstance(found, Document)
    return found.text


def test_one_process_reads_many_files(reader: Reader) -> None:
    assert words(reader) == words(reader) == "The ferry was sold on Tuesday, and nobody bought it."
    first = reader.pid
    assert words(reader)
    assert reader.pid == first != os.getpid()


def test_a_process_that_has_ended_is_replaced(reader: Reader) -> None:
    assert words(reader)
    first = reader.pid
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert words(reader)
    assert reader.pid != first


def test_a_file_that_takes_too_long_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 0.0)
    with pytest.raises(SourceError, match="it takes more time or memory than a file may"):
        words(reader)
    monkeypatch.undo()
    assert words(reader)
