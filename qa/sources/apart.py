"""Readers in a process of their own, with limits: what a hostile file breaks is that process, which is replaced."""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from threading import Lock, Timer
from typing import IO, Any

from qa.errors import SourceError
from qa.sources.documents import Document, Fault, Format, content_of

# In seconds; a book of 500 pages takes ten.
LONGEST = 60.0
_START = "import sys; sys.path[:] = {path!r}; from qa.sources.child import main; main()"


def read_apart(format_: Format, file: IO[bytes]) -> Iterator[Document | Fault]:
    """What the format's reader finds. Raises SourceError as it does, and where the process ends or takes too long."""
    reply = _CHILD.asked(format_.name, content_of(file))
    if "error" in reply:
        raise SourceError(reply["error"])
    for found in reply["found"]:
        if "error" in found:
            yield Fault(**found)
        else:
            day = found.pop("date")
            yield Document(**found, date=date.fromisoformat(day) if day else None)


class _Child:
    """One process for many files, since it takes a second to start: from the first file on, and a new one when it ends.

    Replies are JSON, which can do no harm here.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def asked(self, format_name: str, content: bytes) -> dict[str, Any]:
        with self._lock:
            process = self._running()
            timer = Timer(LONGEST, process.kill)
            timer.start()
            line = b""
            try:
                line = self._exchange(process, format_name, content)
            finally:
                timer.cancel()
                if not line.endswith(b"\n"):
                    self._end()
        if not line.endswith(b"\n"):
            raise SourceError(f"cannot be read as {format_name}: it takes more time or memory than a file may")
        reply: dict[str, Any] = json.loads(line)
        return reply

    def _exchange(self, process: subprocess.Popen[bytes], format_name: str, content: bytes) -> bytes:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        with suppress(BrokenPipeError):  # it has ended, and replies nothing
            process.stdin.write(json.dumps({"format": format_name, "size": len(content)}).encode() + b"\n")
            process.stdin.write(content)
            process.stdin.flush()
        return process.stdout.readline()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The modules of this process, and no other that lies in the working folder.
            command = [sys.executable, "-c", _START.format(path=sys.path)]
            self._process = subprocess.Popen(  # noqa: S603 - nothing of a file is in it
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process:
            process.kill()
            with suppress(BrokenPipeError):
                process.communicate()

    def close(self) -> None:
        with self._lock:
            self._end()


_CHILD = _Child()
atexit.register(_CHILD.close)
