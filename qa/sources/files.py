"""Paths, folders and open files → articles. Everything is streamed; what cannot be read costs its own part only."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from time import monotonic
from typing import IO, NamedTuple
from urllib.parse import urlsplit

from qa.controls import printable
from qa.errors import Skipped, SourceError, Unfinished
from qa.records import Article
from qa.sources.apart import found_in
from qa.sources.articles import article_from, checked_length, is_of_web, storable
from qa.sources.documents import Document, Fault
from qa.sources.file_names import called_after
from qa.sources.zips import LARGEST_UNPACKED, entry, is_link, opened, unpacked

# Of what somebody sends at once; whoever adds files of their own knows what they have.
MOST_SENT = 10_000
MOST_UNREADABLE = 100
LONGEST_READING = 300.0  # in seconds
# Of an archive, wherever it is from: whoever packed it knows what takes longest to read.
LONGEST_ARCHIVE = 3600.0

Source = str | Path | Article
_DEEPEST = 2  # an archive in an archive


class _Origin(NamedTuple):
    """Where a file is from: `place` is shown, `name` tells the format where the content does not. `address` is that of
    the web, if it is from there."""

    place: str
    name: str
    address: str = ""


def check_exist(paths: Sequence[Path]) -> None:
    """Raise SourceError for the first path that does not exist, before anything is read."""
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise _located(str(path), str(path), error) from error


def read_sources(paths: Sequence[Path]) -> Iterator[Article | SourceError]:
    """The articles of files in any of the formats, and of folders of them, in order; one in memory at a time.

    What cannot be read as an article is yielded as a SourceError whose text begins with its path (and line), what is
    of no format in a folder or an archive as Skipped; everything else is still read.
    """
    for path in paths:
        yield from _folder(path) if os.path.isdir(path) else _file(path)  # noqa: PTH112 - Path's raises if forbidden


def articles_of(sources: Iterable[Source]) -> Iterator[Article | SourceError]:
    """Articles as they are, and those of files and folders, as `read_sources` gives them."""
    for source in sources:
        if isinstance(source, Article):
            yield checked_length(source)
        else:
            yield from read_sources([Path(source)])


def _folder(folder: Path) -> Iterator[Article | SourceError]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted([*names, *(name for name in folders if Path(parent, name).is_symlink())]):
            if not name.startswith("."):
                yield from _within_folder(Path(parent, name))
    yield from (_located(str(error.filename), str(error.filename), error) for error in closed)


def _within_folder(path: Path) -> Iterator[Article | SourceError]:
    from qa.sources.formats import is_supported  # late, as in _read

    if path.is_symlink():
        yield _link(str(path))
    elif is_supported(path.name):
        yield from _file(path)
    else:
        yield _of_no_kind(str(path))


def _file(path: Path) -> Iterator[Article | SourceError]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError("not a regular file")  # a pipe would be waited for
        with path.open("rb") as file:
            yield from read_file(file, str(path))
    except (OSError, SourceError) as error:
        yield _located(str(path), str(path), error)


def read_upload(path: Path) -> Iterator[Article | SourceError]:
    """The articles of a file that somebody has sent: no folder of this machine is kept with them, nor told."""
    try:
        with path.open("rb") as file:
            yield from sent(read_file(file, path.name))
    except OSError as error:
        yield _located(path.name, path.name, error)


def sent(read: Iterable[Article | SourceError]) -> Iterator[Article | SourceError]:
    """Those that somebody sends at once. Where there are too many, or too many that are none, or they take too long to
    read, one more line refuses the rest: millions of lines are soon written, and nobody else adds while they are read.
    """
    unreadable = 0
    for number, (one, seconds) in enumerate(_timed(found for found in read if not isinstance(found, Skipped))):
        unreadable += isinstance(one, SourceError)
        if too_much := _too_much(number, unreadable, seconds):
            yield SourceError(f"more than {too_much}: the rest is not read; send it by itself")
            return
        yield one


def _timed(read: Iterator[Article | SourceError]) -> Iterator[tuple[Article | SourceError, float]]:
    """Each with the seconds that it took to read those before it."""
    seconds, began = 0.0, monotonic()
    for one in read:
        took = monotonic() - began
        yield one, seconds
        seconds, began = seconds + took, monotonic()


def _too_much(number: int, unreadable: int, seconds: float) -> str:
    if unreadable > MOST_UNREADABLE:
        return f"{MOST_UNREADABLE} are no articles"
    if number == MOST_SENT:
        return f"{MOST_SENT:,} were sent"
    return f"{LONGEST_READING / 60:g} minutes are taken to read them" if seconds > LONGEST_READING else ""


def read_file(file: IO[bytes], name: str) -> Iterator[Article | SourceError]:
    """The articles of an open file; its name tells the format where the content does not, and opens nothing."""
    yield from _read(file, _Origin(name, name), LARGEST_UNPACKED, _DEEPEST)


def read_fetched(content: bytes, name: str, address: str) -> Iterator[Article | SourceError]:
    """The articles of what was at an address of the web, of which each has it, and an id that it cannot choose: no page
    can pass for another."""
    yield from _read(BytesIO(content), _Origin(address, name, address), LARGEST_UNPACKED, _DEEPEST)


def _read(file: IO[bytes], origin: _Origin, most: int, deepest: int) -> Iterator[Article | SourceError]:
    from qa.sources.formats import format_of  # late: every reader, none of which a question needs

    try:
        format_ = format_of(file, origin.name)
        if format_ is None:
            yield from _archive(file, origin, most, deepest)
        else:
            for found in found_in(format_, file):
                yield _article(found if format_.is_titled else called_after(found, origin.name), origin)
    except (OSError, SourceError) as error:
        yield _located(origin.place, origin.place, error)
    except MemoryError:
        yield _located(origin.place, origin.place, Unfinished("cannot be read: there is not enough memory for it"))
    except Exception as error:  # noqa: BLE001 - a file may do what no reader has thought of, and is told of as such
        what = f"damaged: it cannot be read ({type(error).__name__})"
        yield _located(origin.place, origin.place, SourceError(what))


def _archive(file: IO[bytes], origin: _Origin, most: int, deepest: int) -> Iterator[Article | SourceError]:
    for one, seconds in _timed(_unpacked(file, origin, most, deepest)):
        yield one
        if seconds > LONGEST_ARCHIVE:
            raise SourceError("takes more than an hour to read, and the rest of it is not read; unpack it first")


def _unpacked(file: IO[bytes], origin: _Origin, most: int, deepest: int) -> Iterator[Article | SourceError]:
    """The articles of the files in it, as in a folder, one of them in memory at a time. `most` bytes are unpacked, of
    which each archive in it has its share: otherwise a thousand of them would make a thousand times as much."""
    from qa.sources.formats import is_supported  # late, as in _read

    if not deepest:
        raise SourceError("an archive in an archive in an archive; unpack it first")
    archive = opened(file, most)
    size = unpacked(archive)
    entries = sorted(inside for inside in archive.namelist() if not inside.endswith("/"))
    is_empty = True
    for inside in entries:
        if _is_hidden(inside):
            continue
        place = f"{origin.place}/{inside}"
        if is_link(archive, inside):
            yield _link(place)
            continue
        if not is_supported(inside):
            yield _of_no_kind(place)
            continue
        is_empty = False
        try:
            if not _is_within(inside):
                raise SourceError("its name leads out of the archive")
            content = entry(archive, inside)
        except SourceError as error:
            yield _located(place, place, error)
        else:
            within = _Origin(place, inside, origin.address)
            yield from _read(BytesIO(content), within, most * len(content) // max(size, 1), deepest - 1)
    if is_empty:
        raise SourceError("empty: nothing in this archive is of a supported kind")


def _of_no_kind(place: str) -> Skipped:
    """Of what lies in a folder, or an archive, and is somebody else's."""
    return Skipped("of a kind that is not read", _shown(place))


def _link(place: str) -> Skipped:
    """Whoever put it there may lead to what only the one who adds may read."""
    return Skipped("behind a link, which is not followed", _shown(place))


def _is_hidden(inside: str) -> bool:
    """Of a system, and not of whoever packed it."""
    parts = PurePosixPath(inside).parts
    return parts[:1] in ((), ("__MACOSX",)) or any(part.startswith(".") and part != ".." for part in parts)


def _is_within(inside: str) -> bool:
    return not inside.startswith("/") and not {"\\", ":"} & set(inside) and ".." not in PurePosixPath(inside).parts


def _article(found: Document | Fault, origin: _Origin) -> Article | SourceError:
    try:
        if isinstance(found, Fault):
            raise SourceError(found.error)
        return article_from(
            found.text,
            doc_id="" if origin.address else found.doc_id,
            title=found.title,
            date=found.date,
            url=_own(found.url, origin.address),
            outlet=found.outlet,
            path=_shown(origin.place),
            language=found.language,
            participants=found.participants,
        )
    except SourceError as error:
        place = f"{origin.place}:{found.line}" if found.line else origin.place
        return _located(place, origin.place, error)


def _own(stated: str, address: str) -> str:
    """What a file states of where it is; of one from the web only its address without some of what follows `?`."""
    if not address:
        return stated
    if not is_of_web(stated):
        return address
    own, found = urlsplit(stated), urlsplit(address)
    is_its_own = own[:3] == found[:3] and set(filter(None, own.query.split("&"))) <= set(found.query.split("&"))
    return stated if is_its_own else address


def _located(place: str, name: str, error: OSError | SourceError) -> SourceError:
    what = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
    kind = Unfinished if isinstance(error, (OSError, Unfinished)) else SourceError
    return kind(f"{_shown(place)}: {what}", _shown(name))


def _shown(path: str) -> str:
    """The path in one line that can be printed and stored, whatever bytes its name has."""
    return printable(" ".join(storable(path).splitlines()))
