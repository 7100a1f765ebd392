"""Readers in a process of their own, with limits: what a hostile file breaks is that process, which is replaced."""

from __future__ import annotations

import atexit
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from threading import Lock, Timer
from typing import IO

from qa.errors import SourceError, Unfinished
from qa.sources.documents import LARGEST_FILE, Document, Fault, Format, Listing

# In seconds; a book of 500 pages takes ten.
LONGEST = 60.0
# Bytes of texts and records without markup, which no large parser reads: whoever made them, they take a second at most.
MOST_HERE = 100_000
# As it stands in a text, and as JSON may write it.
_MARKUP = re.compile(rb"<|\\u003c", re.IGNORECASE)
_LONGEST_REPLY = 4 * LARGEST_FILE
_START = "import sys; sys.path[:] = {path!r}; from qa.sources.child import main; main()"
_NOT_STARTED = (
    "cannot be read: the process that reads files cannot start; free some memory, and if that does not help, install"
    " Onrecord anew"
)


class Reader:
    """One process for many files, since it takes a second to start: from the first file on, and a new one when it ends.

    Its replies are JSON, which can do no harm here. Any number of threads may read; they take turns.
    """

    def __init__(self) -> None:
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """0 while there is none."""
        return self._process.pid if self._process else 0

    def read(self, format_: Format, content: bytes) -> Iterator[Document | Fault]:
        """What the format's reader finds. Raises SourceError as it does, Unfinished where its process cannot start,
        ends, or has taken too long."""
        for line in self._found(format_.name, content):
            found = json.loads(line)
            if "error" in found:
                yield Fault(**found)
            else:
                day = found.pop("date")
                yield Document(**found, date=date.fromisoformat(day) if day else None)

    def listing(self, content: bytes) -> Listing:
        """Raises as `read` does."""
        (found,) = self._found(Listing.NAME, content)
        return Listing(**json.loads(found))

    def close(self) -> None:
        with self._turn:
            self._end()

    def _found(self, format_name: str, content: bytes) -> list[bytes]:
        """A line of JSON each."""
        with self._turn:
            process = self._running()
            timer = Timer(LONGEST, process.kill)
            timer.start()
            end = b""
            try:
                found, end = _exchanged(process, format_name, content)
            finally:
                timer.cancel()
                if not end.endswith(b"\n"):
                    self._end()
            if not end.endswith(b"\n"):
                raise Unfinished(f"cannot be read as {format_name}: it takes more time or memory than a file may")
            told = json.loads(end)
            if told["is_spent"]:
                self._end()
            if told["error"]:
                raise SourceError(told["error"])
            return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _started()
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            with suppress(BrokenPipeError):
                process.communicate()


def _started() -> subprocess.Popen[bytes]:
    """Raises Unfinished where it cannot start."""
    # The modules of this process, and no other that lies in the working folder. Ctrl+C is not for it: it ends when
    # nobody asks any more.
    command = [sys.executable, "-c", _START.format(path=sys.path)]
    try:
        process = subprocess.Popen(  # noqa: S603 - nothing of a file is in it
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise Unfinished(_NOT_STARTED) from error
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    from qa.sources.child import READY  # late: every reader, none of which a question needs

    if process.stdout.readline() != READY:
        process.kill()
        process.communicate()
        raise Unfinished(_NOT_STARTED)
    return process


def _exchanged(process: subprocess.Popen[bytes], format_name: str, content: bytes) -> tuple[list[bytes], bytes]:
    """What is found, line by line, and the line that tells how it went: no whole one where the process ends."""
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    with suppress(BrokenPipeError):
        process.stdin.write(json.dumps({"format": format_name, "size": len(content)}).encode() + b"\n")
        process.stdin.write(content)
        process.stdin.flush()
    found: list[bytes] = []
    left = _LONGEST_REPLY
    while (line := process.stdout.readline(left)) != b"\n":
        if not line.endswith(b"\n"):
            return [], b""
        found.append(line)
        left -= len(line)
    return found, process.stdout.readline()


READER = Reader()
atexit.register(READER.close)


def found_in(format_: Format, file: IO[bytes]) -> Iterator[Document | Fault]:
    """What the format's reader finds in a file. Raises SourceError where it cannot be read at all."""
    for part in format_.parts(file):
        if isinstance(part, Fault):
            yield part
            continue
        is_here = not (format_.is_apart or len(part.content) > MOST_HERE or _has_markup(part.content))
        found = format_.read(BytesIO(part.content)) if is_here else READER.read(format_, part.content)
        try:
            for one in found:
                yield replace(one, line=part.line or one.line)
        except SourceError as error:
            if not part.line:
                raise
            yield Fault(str(error), part.line)


def _has_markup(content: bytes) -> bool:
    """Or perhaps has some: in UTF-16 there are zeros between the letters."""
    return _MARKUP.search(content.replace(b"\0", b"")) is not None
