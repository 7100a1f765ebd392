"""Files → articles. Everything is streamed; what cannot be read costs its own part only."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from ipaddress import IPv6Address
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from qa.controls import printable
from qa.errors import SourceError
from qa.headings import find_date, find_title
from qa.paragraphs import paragraphs
from qa.records import Article

# In characters: some 80,000 words, a whole day of a parliament. Reading takes a minute, in which nobody else adds.
LONGEST_ARTICLE = 500_000
# Of a character, where JSON writes both halves of it as escapes.
_MOST_BYTES_EACH = 12
LONGEST_ID = 200
# Of what somebody sends at once; whoever adds files of their own knows what they have.
MOST_SENT = 10_000
MOST_UNREADABLE = 100
SUPPORTED = (".txt", ".md", ".jsonl")

_UNSTORABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], "\ufffd")  # NUL, and halves of surrogate pairs
_BYTE_ORDER_MARK = "\ufeff"
# Nobody sees them, and they part a name in two: soft hyphens, zero-width spaces, marks and overrides of direction. The
# two joiners stay, which change the shape of letters.
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF], ""
)
_LONGEST_SHOWN = 40
_LABEL = r"[^\x00-,./:-@\[-^`{-\x7f]+"  # of a host: letters of all scripts
_HOST = re.compile(rf"(?:{_LABEL}\.)*{_LABEL}\.?")
_OF_NO_ADDRESS = " \\"  # a browser reads a backslash as a slash, and goes elsewhere than others do

Source = str | Path | Article


def check_exist(paths: Sequence[Path]) -> None:
    """Raise SourceError for the first path that does not exist, before anything is read."""
    for path in paths:
        try:
            path.stat()
        except OSError as error:
            raise _located(str(path), path, error) from error


def read_sources(paths: Sequence[Path]) -> Iterator[Article | SourceError]:
    """The articles of `.txt`, `.md` and `.jsonl` files, and of folders of them, in order; one in memory at a time.

    A file or line that cannot be read as an article is yielded as a SourceError whose text begins with its path (and
    line); everything else is still read.
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


def article_from(
    text: str,
    *,
    doc_id: str = "",
    title: str = "",
    date: date | None = None,
    url: str = "",
    outlet: str = "",
    path: str = "",
) -> Article:
    """The article of a text, normalised; title and date are read from it where they are not given.

    `id` is `doc_id`, or else a hash of text and url. Raises SourceError where the text has no paragraph or is longer
    than LONGEST_ARTICLE, and where the url is none of the web.
    """
    text, url = normalise(text), _of_web(normalise(url).strip())
    if len(text) > LONGEST_ARTICLE:
        raise SourceError(_too_long(len(text), "characters"), path)
    if not paragraphs(text):
        raise SourceError("empty: it has no text", path)
    return Article(
        id=normalise(doc_id) or hashlib.sha256(f"{text}\0{url}".encode()).hexdigest()[:16],
        text=text,
        title=" ".join(normalise(title).split()) or find_title(text),
        date=date or find_date(text),
        outlet=" ".join(normalise(outlet).split()),
        url=url,
        path=path,
    )


def normalise(text: str) -> str:
    """The text as it is stored: NFC, `\\n` for line ends, nothing invisible, U+FFFD for what UTF-8 cannot hold."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", lines.translate(_UNSTORABLE | _INVISIBLE))


def _of_web(url: str) -> str:
    """Whatever else an address may be (a script, a file, half of one, somebody's password) is none that a reader could
    follow. Whether there is such a host is not asked."""
    if url and not _is_of_web(url):
        raise SourceError(f"not an address of the web, like https://example.org/talks: {url[:_LONGEST_SHOWN]!r}")
    return url


def _is_of_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        names_host = _is_host(parts.hostname or "") and parts.port != 0 and "@" not in parts.netloc
    except ValueError:  # a bracket or a port that is none
        return False
    return parts.scheme in ("http", "https") and names_host and url.isprintable() and not set(url) & set(_OF_NO_ADDRESS)


def _is_host(name: str) -> bool:
    return bool(_HOST.fullmatch(name)) or (":" in name and IPv6Address(name).version == 6)


def _folder(folder: Path) -> Iterator[Article | SourceError]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if _is_supported(path) and not name.startswith("."):
                yield from _file(path)
    yield from (_located(str(error.filename), Path(error.filename), error) for error in closed)


def _file(path: Path) -> Iterator[Article | SourceError]:
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError("not a regular file")  # a pipe would be waited for
        _check_supported(path)
        with path.open("rb") as file:
            yield from read_file(file, str(path))
    except (OSError, SourceError) as error:
        yield _located(str(path), path, error)


def read_file(file: IO[bytes], name: str) -> Iterator[Article | SourceError]:
    """The articles of an open file, which is read as its name says; the name itself opens nothing."""
    path = Path(name)
    try:
        _check_supported(path)
        yield from _lines(file, path) if path.suffix.lower() == ".jsonl" else [_whole(file, path)]
    except (OSError, SourceError) as error:
        yield _located(name, path, error)


def read_upload(path: Path) -> Iterator[Article | SourceError]:
    """The articles of a file that somebody has sent: no folder of this machine is kept with them, nor told."""
    try:
        with path.open("rb") as file:
            yield from sent(read_file(file, path.name))
    except OSError as error:
        yield _located(path.name, Path(path.name), error)


def sent(read: Iterable[Article | SourceError]) -> Iterator[Article | SourceError]:
    """Those that somebody sends at once. Where there are too many, or too many that are none, one more line refuses the
    rest: millions of lines are soon written, and nobody else adds while they are read."""
    unreadable = 0
    for number, one in enumerate(read):
        unreadable += isinstance(one, SourceError)
        if number == MOST_SENT or unreadable > MOST_UNREADABLE:
            many = f"{MOST_UNREADABLE} are no articles" if unreadable > MOST_UNREADABLE else f"{MOST_SENT:,} were sent"
            yield SourceError(f"more than {many}: the rest is not read; send it by itself")
            return
        yield one


def _check_supported(path: Path) -> None:
    if not _is_supported(path):
        raise SourceError(f"not a supported kind of file ({', '.join(SUPPORTED)})")


def _is_supported(path: Path) -> bool:
    return path.suffix.lower() in SUPPORTED


def _whole(file: IO[bytes], path: Path) -> Article:
    size = file.seek(0, os.SEEK_END)
    if size > most_bytes():
        raise SourceError(_too_long(size, "bytes"))
    file.seek(0)
    return article_from(_decoded(file.read()), path=_shown(str(path)))


def _lines(file: IO[bytes], path: Path) -> Iterator[Article | SourceError]:
    number, blank = 0, True
    while line := file.readline(most_bytes() + 1):
        number += 1
        if line.strip():
            blank = False
            yield _line(file, line, path, number)
    if blank:
        raise SourceError("empty: it has no text")


def _line(file: IO[bytes], line: bytes, path: Path, number: int) -> Article | SourceError:
    try:
        if len(line) > most_bytes() and not line.endswith(b"\n"):
            raise SourceError(_too_long(len(line) + _rest_of_line(file), "bytes"))
        return _article(_decoded(line), _shown(str(path)))
    except SourceError as error:
        return _located(f"{path}:{number}", path, error)


def _rest_of_line(file: IO[bytes]) -> int:
    """How long it is; nothing of it is kept."""
    size = 0
    while part := file.readline(most_bytes()):
        size += len(part)
        if part.endswith(b"\n"):
            break
    return size


def _decoded(content: bytes) -> str:
    if b"\0" in content:
        raise SourceError("binary, not text")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise SourceError(f"not UTF-8 at byte {error.start}") from error


def _article(line: str, path: str) -> Article:
    try:
        record = json.loads(line.lstrip(_BYTE_ORDER_MARK))
    except json.JSONDecodeError as error:
        raise SourceError(f"not JSON from column {error.colno} on") from error
    except RecursionError as error:
        raise SourceError("not JSON that can be read: its brackets are nested too deep") from error
    except ValueError as error:
        raise SourceError("not JSON that can be read: a number in it has thousands of digits") from error
    if not isinstance(record, dict):
        raise SourceError("not a JSON object")
    if not isinstance(record.get("text"), str):
        raise SourceError('"text" is missing or not a string')
    return article_from(
        record["text"],
        doc_id=_identifier(_string(record, "doc_id") or _string(record, "id")),
        title=_string(record, "title"),
        date=_date(_string(record, "date")),
        url=_string(record, "url"),
        outlet=_string(record, "outlet"),
        path=path,
    )


def _identifier(printed: str) -> str:
    """An id is typed and pasted, so that it must be a short line of visible characters."""
    if len(printed) > LONGEST_ID or not printed.isprintable() or printed.startswith("-") or printed in (".", ".."):
        raise SourceError(
            f'"doc_id" must be at most {LONGEST_ID} printable characters that begin with no dash, and not `.` or `..`'
        )
    return printed


def _string(record: dict[str, object], key: str) -> str:
    value = record.get(key)
    if isinstance(value, (str, int)):
        return str(value)
    if value is None:
        return ""
    raise SourceError(f'"{key}" is not a string')


def _date(printed: str) -> date | None:
    try:
        return datetime.fromisoformat(printed).date() if printed else None
    except ValueError as error:
        raise SourceError(f'"date" is no ISO date: {printed[:_LONGEST_SHOWN]!r}') from error


def checked_length(article: Article) -> Article | SourceError:
    """An article that was made elsewhere, unless it is longer than LONGEST_ARTICLE."""
    size = len(article.text)
    return article if size <= LONGEST_ARTICLE else SourceError(f"{article.id}: {_too_long(size, 'characters')}")


def most_bytes() -> int:
    """Of an article, however it is written."""
    return LONGEST_ARTICLE * _MOST_BYTES_EACH


def _too_long(size: int, unit: str) -> str:
    return f"too long: it has {size:,} {unit}, an article at most {LONGEST_ARTICLE:,} characters; add it in parts"


def _located(place: str, path: Path, error: OSError | SourceError) -> SourceError:
    what = (error.strerror or str(error)).lower() if isinstance(error, OSError) else str(error)
    return SourceError(f"{_shown(place)}: {what}", _shown(str(path)))


def _shown(path: str) -> str:
    """The path in one line that can be printed and stored, whatever bytes its name has."""
    return printable(" ".join(path.translate(_UNSTORABLE).splitlines()))
