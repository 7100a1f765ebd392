"""Which addresses have been read, beside the corpus: a line of JSON each, written when that is done."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from qa.errors import CorpusBusy, CorpusError

FILE = "followed.jsonl"
LOCK_FILE = "followed.lock"
# To read a page that breaks whatever reads it, or is read while something else does.
MOST_TRIES = 3
_LONGEST_VALIDATOR = 1_000


class Validators(NamedTuple):
    """By what a server tells whether something has changed since."""

    etag: str = ""
    modified: str = ""


NONE = Validators()


def validators(etag: str, modified: str) -> Validators:
    """Those of them that can be kept, and sent."""
    return Validators(
        *(one if one.isprintable() and len(one) <= _LONGEST_VALIDATOR else "" for one in (etag, modified))
    )


class Visits:
    """A line that a kill has torn is none: what it tells of is read again, and changes nothing."""

    def __init__(self, folder: Path) -> None:
        """Raises CorpusError where the file cannot be read."""
        self._file = folder / FILE
        self._read: dict[str, Validators] = {}
        self._failures: Counter[str] = Counter()
        try:
            lines = self._file.read_text("utf-8", "replace").splitlines() if self._file.exists() else []
        except OSError as error:
            raise CorpusError(f"{self._file}: {error.strerror}") from error
        for line in lines:
            with suppress(ValueError, KeyError, TypeError, RecursionError):
                found = json.loads(line)
                if "failed" in found:
                    self._failures[found["address"]] += 1
                    continue
                self._read[found["address"]] = validators(str(found["etag"]), str(found["modified"]))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Nobody else follows meanwhile, and asks for the same pages. Raises CorpusBusy where somebody does."""
        lock = FileLock(self._file.with_name(LOCK_FILE), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise CorpusBusy(f"another process follows a feed for {self._file.parent}; try again later") from error
        try:
            yield
        finally:
            lock.release()

    def __contains__(self, address: str) -> bool:
        """Whether it has been read, or tried to be as often as is of use."""
        return address in self._read or self._failures[address] >= MOST_TRIES

    def validators(self, address: str) -> Validators:
        """Without any where there are none."""
        return self._read.get(address, NONE)

    def note(self, address: str, validators: Validators = NONE) -> None:
        """It has been read. Raises CorpusError where that cannot be kept."""
        if self._read.get(address) == validators:
            return
        self._write({"address": address, **validators._asdict()})
        self._read[address] = validators

    def note_failure(self, address: str) -> None:
        """Reading it has broken off. Raises as `note` does."""
        self._write({"address": address, "failed": True})
        self._failures[address] += 1

    def _write(self, noted: Mapping[str, object]) -> None:
        try:
            with self._file.open("a+b") as file:
                if file.tell():
                    file.seek(-1, os.SEEK_END)
                    file.write(b"" if file.read(1) == b"\n" else b"\n")  # a line that is torn costs itself alone
                file.write(f"{json.dumps(noted)}\n".encode())
        except OSError as error:
            raise CorpusError(f"{self._file}: {error.strerror}") from error
