"""Where the copies of uploaded files lie: in a folder of this process, which nobody else can read, until it ends.

A copy is of no use once its articles are stored. The page removes those that it knows of, after an hour; an upload that
was broken off, and what a process that was killed has left, is removed here. So are the oldest where more is uploaded
than there is room for.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from anyio.to_thread import run_sync
from filelock import FileLock, Timeout
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from qa.limits import LARGEST_FILES

# In seconds.
HOUR = 3600
OLDEST = 2 * HOUR
_YOUNGEST_LEFT = 60  # a folder that another process is only making has no lock yet
# In bytes: what lies in the folder at most. A copy is left there as long as it may wait to be added, in seconds.
MOST_COPIES = 1_000_000_000
IN_USE = 600
_UPLOAD = "/gradio_api/upload"
_PREFIX = "onrecord-uploads-"
_LOCK = "lock"


@contextmanager
def copies() -> Iterator[Path]:
    """The folder, empty; it is removed at the end, and those that killed processes have left are removed first."""
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as made:
        folder, ended = Path(made), threading.Event()
        with FileLock(folder / _LOCK):
            remove_left_behind(folder)
            uploads = folder / "files"
            uploads.mkdir()
            threading.Thread(target=_remove_hourly, args=(uploads, ended), daemon=True).start()
            try:
                yield uploads
            finally:
                ended.set()


def remove_left_behind(own: Path) -> None:
    """Remove the folders of processes that hold them no more: of this user only, and of nobody who still lives."""
    for folder in Path(gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError, Timeout):  # it is somebody's, or has just been removed
            state = folder.lstat()
            is_ours = state.st_uid == own.lstat().st_uid and not folder.is_symlink() and (folder / _LOCK).exists()
            if is_ours and time.time() - state.st_mtime > _YOUNGEST_LEFT:
                with FileLock(folder / _LOCK, timeout=0):
                    shutil.rmtree(folder)


def remove_old(uploads: Path, before: float) -> None:
    """Remove what has come before a time, and the folders that are empty then."""
    for path in sorted(uploads.rglob("*"), reverse=True):  # what is in a folder comes before the folder
        with suppress(OSError):  # a folder that is not empty, a file that was just removed
            if path.lstat().st_ctime < before:
                path.rmdir() if path.is_dir() else path.unlink()


class LimitedCopies:
    """Takes no upload for which there is no room, even where all are removed that nobody waits for any more."""

    def __init__(self, app: ASGIApp, uploads: Path, most: int = MOST_COPIES) -> None:
        self._app = app
        self._uploads = uploads
        self._most = most
        self._coming = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != _UPLOAD:
            await self._app(scope, receive, send)
            return
        size = int(Headers(scope=scope).get("content-length", LARGEST_FILES))
        self._coming += size  # from here on, so that two that come at once do not take the same room
        try:
            if await run_sync(make_room, self._uploads, self._most - self._coming, time.time() - IN_USE):
                await self._app(scope, receive, send)
            else:
                await _no_room(scope, receive, send)
        finally:
            self._coming -= size


# In words alone: the page shows what it is told as it stands.
_no_room = PlainTextResponse(
    "too many files are being uploaded; try again in some minutes", 503, {"Retry-After": str(IN_USE)}
)


def make_room(uploads: Path, most: int, before: float) -> bool:
    """Remove the oldest files, of those that have come before a time, until there are so many bytes at most; whether
    there are."""
    files = []
    for path in uploads.rglob("*"):
        with suppress(OSError):  # it has just been removed
            if path.is_file():
                state = path.lstat()
                files.append((state.st_ctime, state.st_size, path))
    size = sum(one[1] for one in files)
    for came, bytes_, path in sorted(files):
        if size <= most or came >= before:
            break
        path.unlink(missing_ok=True)
        size -= bytes_
    return size <= most


def _remove_hourly(uploads: Path, ended: threading.Event) -> None:
    while not ended.wait(HOUR):
        remove_old(uploads, time.time() - OLDEST)
