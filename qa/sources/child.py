"""The process in which files of large or binary formats are read: a request in, lines of JSON out, until it ends."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

from defusedxml import defuse_stdlib

from qa.errors import SourceError
from qa.sources.articles import LONGEST_ARTICLE, too_long
from qa.sources.documents import Document, Fault, Listing
from qa.sources.feeds import listing
from qa.sources.formats import FORMATS

try:
    import resource
except ImportError:  # on Windows
    resource = None  # type: ignore[assignment]

_MOST_MEMORY = 1024 * 1024 * 1024
_MOST_SECONDS = 60  # of the processor, for a file: a library may leave no time for noticing that nobody asks any more
_TOO_MUCH = "cannot be read as {}: it takes more memory than a file may"
READY = b"ready\n"  # its first line: what ends it from then on is a file
_Asked = tuple[str, bytes]  # of a format, and what is in a file
_OF_NAME = {format_.name: format_ for format_ in FORMATS}


def main() -> None:
    sys.addaudithook(refuse_network)
    defuse_stdlib()  # libraries that read XML with the standard library
    requests, replies = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no reply
    replies.write(READY)
    replies.flush()
    asked: SimpleQueue[_Asked] = SimpleQueue()
    Thread(target=_listen, args=(requests, asked.put), daemon=True).start()
    while True:
        format_name, content = asked.get()
        _limit()
        error = _error(format_name, content, replies)
        is_spent = _is_spent()
        if is_spent and error:  # as libraries tell it, it is damaged
            error = _TOO_MUCH.format(format_name)
        replies.write(b"\n" + json.dumps({"error": error, "is_spent": is_spent}).encode() + b"\n")
        replies.flush()


def _listen(requests: IO[bytes], take: Callable[[_Asked], None]) -> None:
    """Until nobody is left who asks: then this process ends, whatever it is doing."""
    try:
        while request := requests.readline():
            asked = json.loads(request)
            take((asked["format"], requests.read(asked["size"])))
    finally:
        os._exit(0)


def refuse_network(event: str, _: object) -> None:
    """For `sys.addaudithook`: whatever a file refers to, and whatever a library would do for it."""
    if event.startswith("socket."):
        raise PermissionError("no reader uses the network")


def _error(format_name: str, content: bytes, replies: IO[bytes]) -> str:
    """Why a file cannot be read; else empty, and what is found in it is written, one after the other."""
    try:
        for found in _found(format_name, content):
            replies.write(json.dumps(asdict(_bounded(found)), default=str).encode() + b"\n")
    except SourceError as error:
        return str(error)
    except MemoryError:
        return _TOO_MUCH.format(format_name)
    except Exception as error:  # noqa: BLE001 - libraries raise whatever they like over a damaged file
        return f"damaged: it cannot be read as {format_name} ({type(error).__name__})"
    return ""


def _found(format_name: str, content: bytes) -> Iterable[Document | Fault | Listing]:
    return [listing(content)] if format_name == Listing.NAME else _OF_NAME[format_name].read(BytesIO(content))


def _bounded(found: Document | Fault | Listing) -> Document | Fault | Listing:
    """What can be no article is not sent: of a small file it may be hundreds of megabytes."""
    if isinstance(found, Document) and len(found.text) > LONGEST_ARTICLE:
        return Fault(too_long(len(found.text), "characters"), found.line)
    return found


def _is_spent() -> bool:
    """Whether a file has taken so much memory that the next might not get what it may take; False where only Linux
    would tell. What getrusage tells begins with the memory of whoever started this process."""
    peak = next((line for line in _lines_of("/proc/self/status") if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(peak.split()[1]) * 1024 > _MOST_MEMORY / 2


def _lines_of(file: str) -> list[str]:
    return Path(file).read_text("utf-8").splitlines() if Path(file).exists() else []


def _limit() -> None:
    if resource is None:  # only the time is limited, by the other process
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + _MOST_SECONDS, most))
