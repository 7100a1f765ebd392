"""By what it is told that stored words are still those that were written: a disk may flip a bit, and SQLite keeps no
checksum of its own."""

from __future__ import annotations

import hashlib

Column = bytes | str | float | None


def digest(*columns: Column) -> bytes:
    """Of a row, column by column: another row, or the same words in other columns, has another."""
    return hashlib.sha256(b"\0".join(map(_as_bytes, columns))).digest()[:8]


def _as_bytes(column: Column) -> bytes:
    if column is None:
        return b""
    return column if isinstance(column, bytes) else str(column).encode()
