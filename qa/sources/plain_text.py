"""Plain text and Markdown: they are as they will be shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from qa.errors import SourceError
from qa.sources.articles import most_bytes, too_long
from qa.sources.decoding import decoded
from qa.sources.documents import Document, Fault, Format, content_of
from qa.sources.fields import stated

_FENCES = ("---", "+++")


def _read(file: IO[bytes]) -> Iterator[Document | Fault]:
    size = file.seek(0, 2)
    if size > most_bytes():
        raise SourceError(too_long(size, "bytes"))
    text = decoded(content_of(file)).lstrip("\ufeff").replace("\r\n", "\n")
    if text.startswith(_FENCES):
        from qa.sources import front_matter  # late, with its parsers: few texts have fields

        fields, text = front_matter.split(text)
        yield stated(text, fields)
    else:
        yield stated(text, {})


FORMAT = Format("text", (".txt", ".md", ".markdown", ".text"), _read, is_apart=False)
