"""The database file: connections that say in one line what went wrong, transactions, and the right to write."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout

from embeddings.index import INDEX_FILE
from qa.errors import CorpusBusy, CorpusError, CorpusFull, CorpusReadOnly
from qa.migrations import MIGRATIONS

DATABASE_FILE = "corpus.sqlite"
LOCK_FILE = "writer.lock"
HOLDER_FILE = "writer.pid"
# In seconds: how long whoever would write something waits for whoever writes.
PATIENCE = 5

RESTORE = f"restore {DATABASE_FILE} from a copy, or move its folder away and add the articles again"
_CURES = {
    sqlite3.SQLITE_FULL: "make room on the disk, then run the command again",
    sqlite3.SQLITE_CORRUPT: RESTORE,
    sqlite3.SQLITE_NOTADB: RESTORE,
    sqlite3.SQLITE_BUSY: "another program has it open; try again when it has finished",
}
_UNDECODABLE = "Could not decode to UTF-8"
_OTHER_CURE = "see that its folder can be read and written, and that the disk is not full"


class _Connection(sqlite3.Connection):
    """A connection whose cursors raise CorpusError."""

    def __init__(self, file: Path, options: str) -> None:
        super().__init__(f"{file.absolute().as_uri()}?{options}", uri=True, timeout=30, isolation_level=None)
        self.file = file

    def cursor(self, *_: object) -> sqlite3.Cursor:  # type: ignore[override] # there is one kind of cursor here
        return super().cursor(_Cursor)

    def execute(self, *arguments: Any) -> sqlite3.Cursor:
        return self.cursor().execute(*arguments)


class _Cursor(sqlite3.Cursor):
    """What goes wrong in the file may show with the first row or with any other."""

    connection: _Connection

    def execute(self, *arguments: Any) -> Self:
        with _told(self.connection.file):
            return super().execute(*arguments)

    def fetchone(self) -> Any:
        with _told(self.connection.file):
            return super().fetchone()

    def fetchall(self) -> list[Any]:
        with _told(self.connection.file):
            return super().fetchall()

    def __iter__(self) -> Iterator[Any]:  # type: ignore[override] # all rows at once: one by one costs three times as much
        return iter(self.fetchall())


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:  # what SQLite says of it has words that are no text
        raise CorpusError(f"{file} is damaged; {RESTORE}") from error
    except sqlite3.Error as error:
        if str(error).startswith(_UNDECODABLE):  # its rest is words of somebody
            raise CorpusError(f"{file} is damaged: it has text that is no text; {RESTORE}") from error
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the details of extended codes
        if code == sqlite3.SQLITE_ERROR:  # our statements are right: what they speak of is not there, or is twice
            raise CorpusError(f"{file} is damaged ({error}); {RESTORE}") from error
        kind = CorpusFull if code == sqlite3.SQLITE_FULL else CorpusError
        raise kind(f"{file} failed ({error}); {_CURES.get(code, _OTHER_CURE)}") from error


class Database:
    """A data folder. Any number of threads may read; `writing()` admits one writer on the whole machine.

    Where nobody may write (another's folder, a medium that is read-only) it is read all the same.
    """

    def __init__(self, folder: Path) -> None:
        """Creates the folder and the database where there are none. Raises CorpusError with one line."""
        self.folder = folder
        self._file = folder / DATABASE_FILE
        self._local = threading.local()
        self._lock = FileLock(folder / LOCK_FILE, thread_local=False)
        self._thread_lock = threading.RLock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._is_read_only = not _may_write(self._file)
            self._migrate()
        except OSError as error:
            raise _unusable(folder, error) from error

    @property
    def connection(self) -> sqlite3.Connection:
        options = _options_to_read(self._file) if self._is_read_only else "mode=rwc"
        if getattr(self._local, "options", "") != options:
            self.close()
            with _told(self._file):
                self._local.connection = _Connection(self._file, options)
            self._local.connection.execute("PRAGMA foreign_keys = ON")
            self._local.connection.execute("PRAGMA synchronous = FULL")
            self._local.options = options
        connection: sqlite3.Connection = self._local.connection
        return connection

    def _migrate(self) -> None:
        version = self._version()
        if version > len(MIGRATIONS):
            raise CorpusError(
                f"the corpus in {self.folder} was written by a newer version of Onrecord; run: "
                "pip install --upgrade onrecord"
            )
        if version < 0:
            raise CorpusError(f"{self._file} is damaged (it is of version {version}); {RESTORE}")
        if version == 0 and (self.folder / INDEX_FILE).exists() and self._is_empty():
            raise CorpusError(f"{self._file} is missing or empty, but the index of its articles is there; {RESTORE}")
        if version < len(MIGRATIONS):
            if self._is_read_only:
                raise CorpusReadOnly(
                    f"the corpus in {self.folder} is of an earlier version of Onrecord, and must be opened once "
                    "where it can be written"
                )
            with self.writing():
                self.connection.execute("PRAGMA journal_mode = WAL")
                for number in range(self._version(), len(MIGRATIONS)):
                    with self.transaction():
                        MIGRATIONS[number](self.connection)
                        self.connection.execute(f"PRAGMA user_version = {number + 1}")

    def _version(self) -> int:
        return int(self.connection.execute("PRAGMA user_version").fetchone()[0])

    def _is_empty(self) -> bool:
        return self.connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """A transaction on which no answer depends: because of it, nobody reads anything again."""
        self.check_writable()
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:  # a full disk has ended it already
                self.connection.execute("ROLLBACK")
            raise

    @contextlib.contextmanager
    def change(self) -> Iterator[None]:
        """A transaction that others will notice."""
        with self.transaction():
            yield
            self.connection.execute("UPDATE counts SET generation = generation + 1")

    @contextlib.contextmanager
    def writing(self, patience: float = 0) -> Iterator[None]:
        """Hold the right to write. Raises CorpusReadOnly where there is none; CorpusBusy, naming the holder, where
        another process still has it after so many seconds, and after a while where another thread has."""
        self.check_writable()
        if not self._thread_lock.acquire(timeout=max(PATIENCE, patience)):
            raise CorpusBusy(f"articles are being added to {self.folder} or removed; try again a little later")
        try:
            self._acquire(patience)
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._thread_lock.release()

    def check_writable(self) -> None:
        """Raises CorpusReadOnly."""
        if self._is_read_only:
            raise CorpusReadOnly(f"{self.folder} cannot be written: use a copy, or ask whoever may write to it")

    def _acquire(self, patience: float) -> None:
        try:
            self._lock.acquire(timeout=patience)
            (self.folder / HOLDER_FILE).write_text(str(os.getpid()))
        except Timeout as error:
            holder = f"another process{self._holder()}"
            raise CorpusBusy(f"{holder} is writing to {self.folder}; try again when it has finished") from error
        except OSError as error:
            self._lock.release()
            raise _unusable(self.folder, error) from error

    def _holder(self) -> str:
        try:
            return f" ({(self.folder / HOLDER_FILE).read_text()})"
        except OSError:  # it has not written its number yet
            return ""

    def generation(self) -> int:
        """Differs from an earlier one when anybody has committed in between."""
        return int(self.connection.execute("SELECT generation FROM counts").fetchone()[0])

    def close(self) -> None:
        if hasattr(self._local, "connection"):
            self._local.connection.close()
        self._local.__dict__.clear()


def _may_write(file: Path) -> bool:
    return os.access(file.parent, os.W_OK) and (not file.exists() or os.access(file, os.W_OK))


def _options_to_read(file: Path) -> str:
    """How SQLite reads a file beside which it cannot write. Whoever can write and has it open tells others of it in
    files of his own; where there are none, the file is what it is, until it is another: then it is opened anew.

    Raises OSError where there is no file.
    """
    log, log_index = (file.with_name(f"{file.name}-{name}") for name in ("wal", "shm"))
    if log.exists() and (log_index.exists() or log.stat().st_size):
        return "mode=ro"
    found = file.stat()
    return f"immutable=1&as-of={found.st_mtime_ns}-{found.st_size}"


def _unusable(folder: Path, error: OSError) -> CorpusError:
    kind = CorpusFull if error.errno == errno.ENOSPC else CorpusError
    return kind(f"cannot use the data folder {folder}: {error.strerror or error}")
