"""Plain text and Markdown: they are as they will be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from qa.errors import SourceError
from qa.sources.articles import most_bytes, too_long
from qa.sources.decoding import decoded
from qa.sources.documents import Document, Fault, Format, content_of


def _read(file: IO[bytes]) -> Iterator[Document | Fault]:
    size = file.seek(0, 2)
    if size > most_bytes():
        raise SourceError(too_long(size, "bytes"))
    yield Document(decoded(content_of(file)))


FORMAT = Format("text", (".txt", ".md", ".markdown", ".text"), _read, is_apart=False)
