"""What a reader makes of a file, before it is an article; and what a format is to the registry."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, ClassVar, NamedTuple
from urllib.parse import urljoin

from qa.errors import SourceError

# Of a file that is read as a whole, pictures included.
LARGEST_FILE = 64 * 1024 * 1024
# They do not tell what the text is.
NAMES_OF_TEXT = ("", ".txt", ".text")


@dataclass(frozen=True, slots=True)
class Document:
    """The words of a report as its file has them, a blank line between paragraphs, and what the file states of it.

    `language` is a tag of BCP 47, of which only the first part counts; `line` is that of a file in which each line is a
    report.
    """

    text: str
    title: str = ""
    date: date | None = None
    url: str = ""
    outlet: str = ""
    doc_id: str = ""
    language: str = ""
    participants: Sequence[str] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line is no report."""

    error: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a feed or a sitemap lists, each once, in its order: addresses of pages, and of other listings. They are as
    stated until its own address is known."""

    NAME: ClassVar[str] = "a feed or a sitemap"

    pages: list[str]
    sitemaps: list[str]
    address: str = ""

    def at(self, address: str) -> Listing:
        """The same where it is at an address, which those in it are told from."""
        return Listing(_meant(self.pages, address), _meant(self.sitemaps, address), address)


def _meant(stated: Iterable[str], address: str) -> list[str]:
    return list(dict.fromkeys(_whole(one, address) for one in stated))


def _whole(stated: str, address: str) -> str:
    try:
        return urljoin(address, stated)
    except ValueError:  # no address, as will be told of it
        return stated


class Look(NamedTuple):
    """What tells a format: how the file begins, the names in it where it is an archive, and how its own name ends."""

    start: bytes
    names: Sequence[str] = ()
    suffix: str = ""


class Part(NamedTuple):
    """What is read at once: all of a file, or the line of this number."""

    content: bytes
    line: int = 0


Read = Callable[[IO[bytes]], Iterator[Document | Fault]]


def in_one(file: IO[bytes]) -> Iterator[Part | Fault]:
    """Raises SourceError where it is too large."""
    yield Part(content_of(file))


@dataclass(frozen=True, slots=True)
class Format:
    """`marks` tells it by content. One that is `apart` is read in a process of its own, with limits, also where a file
    is small: whoever made it has a large parser work for him. `read` raises SourceError for what cannot be read at all.
    One that is not `titled` has words and times: what it is, its own name tells.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Read
    marks: Callable[[Look], bool] = lambda look: False
    is_apart: bool = True
    is_titled: bool = True
    parts: Callable[[IO[bytes]], Iterator[Part | Fault]] = in_one


def whole(read: Callable[[bytes], Document]) -> Read:
    """A format of which a file is one report."""

    def of_file(file: IO[bytes]) -> Iterator[Document | Fault]:
        yield read(content_of(file))

    return of_file


def content_of(file: IO[bytes], most: int = LARGEST_FILE) -> bytes:
    """All of it. Raises SourceError where it is too large."""
    size = file.seek(0, os.SEEK_END)
    if size > most:
        raise SourceError(f"too large: it has {size:,} bytes, and at most {most:,} are read")
    file.seek(0)
    return file.read()


def joined(paragraphs: Iterable[str]) -> str:
    """Paragraphs as a text."""
    return "\n\n".join(stripped for paragraph in paragraphs if (stripped := paragraph.strip()))
