"""Which addresses have been read, beside the corpus: a line of JSON each, written when that is done."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from qa.errors import CorpusError

FILE = "followed.jsonl"


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
        try:
            lines = self._file.read_text("utf-8", "replace").splitlines() if self._file.exists() else []
        except OSError as error:
            raise CorpusError(f"{self._file}: {error.strerror}") from error
        for line in lines:
            with suppress(ValueError, KeyError, TypeError):
                found = json.loads(line)
                self._read[found["address"]] = validators(str(found["etag"]), str(found["modified"]))

    def __contains__(self, address: str) -> bool:
        return address in self._read

    def validators(self, address: str) -> Validators:
        """Without any where there are none."""
        return self._read.get(address, NONE)

    def note(self, address: str, validators: Validators = NONE) -> None:
        """It has been read. Raises CorpusError where that cannot be kept."""
        if self._read.get(address) == validators:
            return
        line = json.dumps({"address": address, **validators._asdict()})
        try:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        except OSError as error:
            raise CorpusError(f"{self._file}: {error.strerror}") from error
        self._read[address] = validators
