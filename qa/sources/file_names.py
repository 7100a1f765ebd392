"""What a file's own name tells of it, where its words do not: what a recording is of, and on which day it was made."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from qa.sources.documents import Document, Fault

# `harbour-board-2024-05-07`, `GMT20240507-140000_Recording`
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")


def called_after(found: Document | Fault, name: str) -> Document | Fault:
    """With the title and the day that the name tells where the file states none."""
    if isinstance(found, Fault):
        return found
    stem = PurePosixPath(name).stem
    return replace(found, title=found.title or stem.replace("_", " "), date=found.date or _day(stem))


def _day(stem: str) -> date | None:
    for year, _, month, day in _DAY.findall(stem):
        with suppress(ValueError):
            return date(int(year), int(month), int(day))
    return None
