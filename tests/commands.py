"""The command in a process of its own for each call; what it imports takes seconds, and is imported once for all."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Each line asks for one call. A forked child is as a new process from its first moment, but for what is imported.
_FORKING = """
import atexit, gc, json, os, sys
import faiss, sentence_transformers, transformers.models.bert.modeling_bert
import qa.__main__, qa.cli
gc.freeze()
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["environment"])
        for number, name in enumerate((os.devnull, "stdout", "stderr")):
            os.dup2(os.open(name if name == os.devnull else asked[name], os.O_RDWR), number)
        sys.argv = asked["command"]
        try:
            qa.__main__.main()
            status = 0
        except SystemExit as ended:
            status = ended.code or 0
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)  # to take down thousands of modules takes longer than most calls
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


class Commands:
    """Runs `onrecord` as often as it is told to."""

    def __init__(self, forking: subprocess.Popen[str], folder: Path) -> None:
        self._forking, self._folder = forking, folder

    def run(self, command: Sequence[str | Path], cwd: Path) -> subprocess.CompletedProcess[str]:
        assert self._forking.stdin is not None
        assert self._forking.stdout is not None
        written = {name: self._folder / name for name in ("stdout", "stderr")}
        for file in written.values():
            file.write_bytes(b"")
        words = [str(word) for word in command]
        asked = {"command": words, "cwd": str(cwd), "environment": dict(os.environ)}
        print(json.dumps(asked | {name: str(file) for name, file in written.items()}), file=self._forking.stdin)
        self._forking.stdin.flush()
        status = int(self._forking.stdout.readline())
        return subprocess.CompletedProcess(words, status, *(file.read_bytes().decode() for file in written.values()))


@contextmanager
def commands(folder: Path) -> Iterator[Commands]:
    """`folder` takes what each call prints."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", _FORKING], stdin=pipe, stdout=pipe, text=True) as forking:
        yield Commands(forking, folder)
        assert forking.stdin is not None
        forking.stdin.close()
