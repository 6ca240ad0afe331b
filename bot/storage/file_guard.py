"""Locks a SQLite file against other processes, and detects when it was lost or replaced by an older copy.

The guard file ``easel.db.guard`` beside ``easel.db`` holds a counter. The database holds the same counter (``PRAGMA
user_version``), which is incremented first. A database that is missing, empty, restored from an older copy or without
its write-ahead log has a smaller counter, or none.
"""

import fcntl
import os
import sqlite3
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, Self

from bot.errors import DatabaseInUse, StorageError
from bot.file_permissions import OWNER_ONLY_MODE, world_access

COUNTER_INTERVAL_SECONDS: Final = 10.0
"""Minimum seconds between two increments. Commits since the last increment can be lost undetected."""
_COUNTER_DIGITS: Final = 20
_GUARD_FILE_TEXT: Final = (
    "\nEasel notes here how far its database has come, to notice when it is missing or an older one.\n"
)


class FileGuard:
    """The locks and the counter of one database file. :meth:`close` or the end of the process releases the locks.

    ``flock`` is taken on the guard file and on the database file, so that deleting one of them does not admit a second
    process. SQLite's own locks are POSIX locks, which end when *any* descriptor of the file is closed: so this
    descriptor must be closed after SQLite's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptors = ExitStack()
        self._guard_descriptor = self._database_descriptor = -1
        self._counter = 0
        self._next_increment_at: float | None = None

    @classmethod
    def claim(cls, path: Path, *, new: bool) -> Self:
        """Lock the file; create it with mode 600 if it does not exist.

        ``new`` ignores the counter of the guard file. Raises :class:`StorageError` if another process uses the file, or
        if the guard file has a counter and the database is missing or empty; then nothing was changed.
        """
        guard = cls(path)
        try:
            guard._lock_files(new=new)
        except BaseException:
            guard.close()
            raise
        return guard

    def _lock_files(self, *, new: bool) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        check_regular_files(self._path)
        self._guard_descriptor = self._lock_file(guard_path(self._path))
        self._counter = 0 if new else read_counter(self._path)
        if self._counter and is_empty(self._path):  # SQLite would delete a log without a database
            raise StorageError(missing_database_message(self._path))
        self._database_descriptor = self._lock_file(self._path)

    def _lock_file(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNER_ONLY_MODE)
        self._descriptors.callback(os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DatabaseInUse(
                f"Another process uses {self._path}. Stop it first, or set database.url to a PostgreSQL server, "
                "which several processes can share."
            ) from None
        return descriptor

    def check_counter(self, connection: sqlite3.Connection) -> None:
        """Raise :class:`StorageError` if the database's counter is smaller than that of the guard file."""
        (counter,) = connection.execute("PRAGMA user_version").fetchone()
        if counter < self._counter:
            raise StorageError(outdated_database_message(self._path))
        self._counter = counter

    def start_counting(self, connection: sqlite3.Connection) -> None:
        """Increment the counter from now on, because the database exists and is migrated."""
        self._next_increment_at = 0.0
        self.increment_counter(connection)

    def increment_counter(self, connection: sqlite3.Connection) -> None:
        """Increment the counter, at most every :data:`COUNTER_INTERVAL_SECONDS`; failures are retried then."""
        now = time.monotonic()
        if self._next_increment_at is None or now < self._next_increment_at:
            return
        self._next_increment_at = now + COUNTER_INTERVAL_SECONDS
        with suppress(sqlite3.Error, OSError):  # on a full disk the next transaction fails too, and reports it
            connection.execute(f"PRAGMA user_version = {self._counter + 1}")
            self._counter += 1
            os.pwrite(self._guard_descriptor, f"{self._counter:0{_COUNTER_DIGITS}}{_GUARD_FILE_TEXT}".encode(), 0)

    def problem(self) -> str | None:
        """The sentence about a file that was removed, replaced or emptied while open; ``None`` if it was not."""
        with suppress(OSError):
            status = self._path.stat()
            if status.st_size and os.path.samestat(status, os.fstat(self._database_descriptor)):
                return None
        return (
            f"The database {self._path} was removed or replaced while Easel runs, so nothing more is accepted. "
            "Stop Easel, put the file or a backup back, and start it again."
        )

    def close(self) -> None:
        """Release the locks."""
        self._descriptors.close()


def guard_path(path: Path) -> Path:
    """The guard file of a database."""
    return path.with_name(f"{path.name}.guard")


def check_regular_files(path: Path) -> None:
    """Raise :class:`StorageError` if the database or its guard file is no regular file: opening a pipe would block."""
    for file in (path, guard_path(path)):
        if file.exists() and not file.is_file():
            raise StorageError(f"The database {path} cannot be used: {file} is not a file.")


def read_counter(path: Path) -> int:
    """The counter in the guard file; 0 without a readable guard file."""
    try:
        text = guard_path(path).read_bytes()[:_COUNTER_DIGITS]
    except FileNotFoundError:
        return 0
    return int(text) if text.isdigit() else 0


def is_empty(path: Path) -> bool:
    """Whether the file does not exist, or is empty."""
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True


def missing_database_message(path: Path) -> str:
    """The sentence about a database that no longer exists."""
    return (
        f"The database {path} is missing or empty, and with it the members’ quotas, blocks and requests: put it back, "
        "with its -wal file if there is one, or restore a backup. "
        "To start with an empty database, start with: run --new"
    )


def outdated_database_message(path: Path) -> str:
    """The sentence about a database that lacks its last commits."""
    return (
        f"The database {path} lacks what was written last: its -wal file is missing, or it is an older copy. "
        "Put the missing file back, or restore your newest backup. To go on with this one, start with: run --new"
    )


def permissions_warning(path: Path) -> str | None:
    """The warning that every user of this machine can read or change the database; ``None`` if they cannot."""
    access = world_access(path)
    return access and f"{path}: the database can be {access} by every user of this machine; run: chmod 600 {path}*"
