"""Readers of large formats run in a process of their own, which is replaced when it breaks."""

import os
import signal
import socket
import subprocess
import sys
import zlib
from collections.abc import Iterator
from io import BytesIO

import pytest

from qa.errors import SourceError, Unfinished
from qa.sources import apart, articles
from qa.sources.apart import READER, Reader, found_in
from qa.sources.child import READY
from qa.sources.documents import Document, Fault
from qa.sources.json_records import LINES as JSON_LINES
from qa.sources.json_records import WHOLE as JSON
from qa.sources.pdf import FORMAT as PDF
from qa.sources.timed_text import FORMAT as TTML
from qa.sources.web_page import FORMAT as HTML

PAGE = b"<html><body><p>The ferry was sold on Tuesday, and nobody bought it.</p></body></html>"


def bomb() -> bytes:
    """A PDF of a few kilobytes, the only page of which takes 200 megabytes."""
    packer = zlib.compressobj(1)
    page = b"".join([*(packer.compress(b" " * 1_000_000) for _ in range(200)), packer.flush()])
    packed = zlib.compress(page)
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n%b\nendstream endobj\n"
        b"trailer<</Root 1 0 R/Size 5>>\n%%%%EOF"
    ) % (len(packed), packed)


@pytest.fixture
def reader() -> Iterator[Reader]:
    made = Reader()
    yield made
    made.close()


def words(reader: Reader) -> str:
    (found,) = reader.read(HTML, PAGE)
    assert isinstance(found, Document)
    return found.text


def test_one_process_reads_many_files_however_much_memory_the_one_that_asks_has(reader: Reader) -> None:
    held = b"a" * 600_000_000  # more than half of what a file may take
    assert words(reader) == words(reader) == "The ferry was sold on Tuesday, and nobody bought it."
    first = reader.pid
    assert words(reader)
    assert 0 != reader.pid == first != os.getpid()
    assert held


def test_what_a_feed_lists_is_read_in_it_too() -> None:
    found = READER.listing(b"<rss><channel><item><link>/a</link></item></channel></rss>")
    assert found.at("https://calder.example/feed").pages == ["https://calder.example/a"]
    assert READER.pid
    with pytest.raises(SourceError, match="neither a feed nor a sitemap"):
        READER.listing(PAGE)


def test_a_process_that_has_ended_is_replaced(reader: Reader) -> None:
    assert words(reader)
    first = reader.pid
    assert first  # none is whoever runs this
    os.kill(first, signal.SIGKILL)
    os.waitid(os.P_PID, first, os.WEXITED | os.WNOWAIT)
    assert words(reader)
    assert reader.pid != first


def test_a_process_that_cannot_start_is_told_as_such(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_START", "raise ImportError")
    with pytest.raises(Unfinished, match="the process that reads files cannot start"):
        list(reader.read(HTML, PAGE))
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with pytest.raises(Unfinished, match="the process that reads files cannot start"):
        list(reader.read(HTML, PAGE))


def test_a_file_that_takes_too_much_memory_is_told_and_its_process_replaced(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    limited = "from qa.sources import child; child._MOST_MEMORY = 300_000_000; child.main()"
    monkeypatch.setattr(apart, "_START", f"import sys; sys.path[:] = {{path!r}}; {limited}")
    many = b'<tt xmlns="http://www.w3.org/ns/ttml"><body>' + b"<p>a</p>" * 1_500_000 + b"</body></tt>"
    for format_, content in [(TTML, many), (PDF, bomb())]:
        with pytest.raises(SourceError, match="it takes more memory than a file may"):
            list(reader.read(format_, content))
        assert not reader.pid  # the next file has a new one
        assert words(reader)


def test_a_file_that_takes_too_long_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST", 0.0)
    with pytest.raises(SourceError, match="it takes more time or memory than a file may"):
        words(reader)
    monkeypatch.undo()
    assert words(reader)


LINES = b'{"text": "The ferry was sold."}\n\n{"text": 5}\n{"text": "The ferry was bought."}\n'


def test_texts_and_records_are_read_apart_where_they_are_large(monkeypatch: pytest.MonkeyPatch) -> None:
    here = list(found_in(JSON_LINES, BytesIO(LINES)))
    assert [one.line for one in here] == [1, 3, 4]
    for most in (apart.MOST_HERE, 0):
        monkeypatch.setattr(apart, "MOST_HERE", most)
        for longest in (articles.LONGEST_ARTICLE, 3):  # also line by line, as of a file without an end
            monkeypatch.setattr(articles, "LONGEST_ARTICLE", longest)
            assert list(found_in(JSON_LINES, BytesIO(LINES))) == here
        monkeypatch.setattr(articles, "LONGEST_ARTICLE", 500_000)


@pytest.mark.parametrize(
    "record",
    [
        b'{"text": "<p>The ferry was sold."}',
        b'{"text": "\\u003Cp>The ferry was sold."}',
        '{"text": "\\u003cp>The ferry was sold."}'.encode("utf-16"),
    ],
    ids=["as it is", "escaped", "escaped in UTF-16"],
)
def test_markup_is_read_apart_however_little_it_is(record: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Which tells the process that does not start."""
    monkeypatch.setattr(apart, "READER", Reader())
    monkeypatch.setattr(apart, "_START", "raise ImportError")
    with pytest.raises(Unfinished, match="the process that reads files cannot start"):
        list(found_in(JSON, BytesIO(record)))
    (plain,) = found_in(JSON, BytesIO(b'{"text": "The ferry was sold."}'))
    assert isinstance(plain, Document)


def test_what_is_too_long_for_an_article_is_not_sent() -> None:
    content = b'{"text": "%b"}\n{"text": "Sold."}\n' % (b"a" * 500_001)
    fault, read = READER.read(JSON_LINES, content)
    assert fault == Fault(
        "too long: it has 500,001 characters, an article at most 500,000 characters; add it in parts", 1
    )
    assert isinstance(read, Document)


def test_a_line_that_takes_too_long_costs_itself_only(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "READER", reader)
    monkeypatch.setattr(articles, "LONGEST_ARTICLE", 100_000)  # so that the file is read line by line
    monkeypatch.setattr(apart, "LONGEST", 0.0)
    long, short = b'{"text": "<p>' + b"<br>" * 250_000 + b'"}\n', b'{"text": "Sold."}\n'
    slow, read = found_in(JSON_LINES, BytesIO(long + b"\n" * 300_000 + short))
    assert slow == Fault("cannot be read as JSON lines: it takes more time or memory than a file may", 1)
    assert isinstance(read, Document)
    assert (read.text, read.line) == ("Sold.", 300_002)


def test_a_process_ends_with_whoever_asks_also_amidst_a_file() -> None:
    command = [sys.executable, "-c", apart._START.format(path=sys.path)]
    slow = b'{"text": "<p>' + b"<br>" * 500_000 + b'"}'
    asked = subprocess.run(
        command, input=b'{"format": "JSON", "size": %d}\n%b' % (len(slow), slow), capture_output=True
    )
    assert (asked.returncode, asked.stdout) == (0, READY)


def with_reader(read: str, most_seconds: int = 60) -> str:
    """What starts a process that reads HTML by other means."""
    other = f"child._OF_NAME['HTML'] = dataclasses.replace(child._OF_NAME['HTML'], read=lambda _: {read})"
    made = f"child._MOST_SECONDS = {most_seconds}; {other}; child.main()"
    return f"import dataclasses, itertools, socket, sys; sys.path[:] = {{path!r}}; from qa.sources import child; {made}"


def test_no_reader_uses_the_network(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a library would like to do for a file: here, to ask this test."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        asks = f"[socket.create_connection({server.getsockname()})]"
        monkeypatch.setattr(apart, "_START", with_reader(asks))
        with pytest.raises(SourceError, match="PermissionError"):
            words(reader)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no time of the processor")
def test_a_file_that_takes_too_much_of_the_processor_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the process itself, however long whoever asks would wait."""
    endless = "filter(None, itertools.repeat(0, 10**9))"  # in which no thread of Python gets a turn
    monkeypatch.setattr(apart, "_START", with_reader(endless, most_seconds=0))
    with pytest.raises(SourceError, match="it takes more time or memory than a file may"):
        words(reader)
