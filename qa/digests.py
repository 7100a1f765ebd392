"""By what it is told that stored words are still those that were written: a disk may flip a bit, and SQLite keeps no
checksum of its own."""

from __future__ import annotations

import hashlib


def digest(*columns: bytes | str | None) -> str:
    """Of a row, column by column: another row, or the same words in other columns, has another."""
    told = (column.encode() if isinstance(column, str) else column or b"" for column in columns)
    return hashlib.sha256(b"\0".join(told)).hexdigest()[:16]
