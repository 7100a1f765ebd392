"""Where the copies of uploaded files lie: in a folder of this process, which nobody else can read, until it ends.

A copy is of no use once its articles are stored. The page removes those that it knows of, after an hour; an upload that
was broken off, and what a process that was killed has left, is removed here.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from filelock import FileLock, Timeout

# In seconds.
HOUR = 3600
OLDEST = 2 * HOUR
_YOUNGEST_LEFT = 60  # a folder that another process is only making has no lock yet
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


def _remove_hourly(uploads: Path, ended: threading.Event) -> None:
    while not ended.wait(HOUR):
        remove_old(uploads, time.time() - OLDEST)
