"""`onrecord` in processes of their own: as new ones from their first moment, but for what is imported already."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import IO, Self

ONRECORD = "from qa.__main__ import main; main()"
Stream = Connection | Path | None

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.imported"])


def run(command: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
    """As subprocess.run does, with what it prints."""
    with tempfile.TemporaryDirectory() as printed:
        out, errors = Path(printed, "out"), Path(printed, "errors")
        with Process(command, cwd, out, errors) as process:
            status = process.wait()
        return subprocess.CompletedProcess(command, status, out.read_bytes().decode(), errors.read_bytes().decode())


class Process:
    """As subprocess.Popen is. Without a file for it, what it prints is read from `stdout`."""

    def __init__(
        self,
        command: Sequence[str | Path],
        cwd: Path,
        out: Path | None = None,
        errors: Path | None = None,
        program: str = ONRECORD,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        asked, stdin = _CONTEXT.Pipe(duplex=False)
        stdout, printed = _CONTEXT.Pipe(duplex=False)
        words = [str(word) for word in command]
        streams: list[Stream] = [asked, out or printed, errors]
        self._process = _CONTEXT.Process(
            target=_execute, args=(program, words, str(cwd), dict(environment or os.environ), streams)
        )
        self._process.start()
        asked.close()
        printed.close()
        self.stdin: IO[str] = _file(stdin, "w")
        self.stdout: IO[str] = _file(stdout, "r")

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def terminate(self) -> None:
        self._process.terminate()

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        assert self._process.exitcode is not None, "it has not ended"
        return self._process.exitcode

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stdin.close()
        self.stdout.close()
        self.wait()


def _file(end: Connection, mode: str) -> IO[str]:
    file = os.fdopen(os.dup(end.fileno()), mode, buffering=1, encoding="utf-8")
    end.close()
    return file


def _execute(
    program: str, command: list[str], cwd: str, environment: dict[str, str], streams: Sequence[Stream]
) -> None:
    for number, stream in enumerate(streams):
        if isinstance(stream, Path):
            os.dup2(os.open(stream, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
        elif stream:
            os.dup2(stream.fileno(), number)
            stream.close()
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace")  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # it was found by another environment
    sys.argv = command
    exec(program, {"__name__": "__main__"})
