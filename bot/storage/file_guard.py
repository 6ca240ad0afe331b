"""Locks a SQLite file against other processes, and detects when it was lost or replaced by an older copy.

Beside ``easel.db`` lies ``easel.db.guard``, which holds a number: how far the database has come. The same number is in
the database itself (``PRAGMA user_version``), written there first. Both go up while the bot works. A database that is
gone, empty, restored from an older copy or without its write-ahead log has a smaller number, or none.
"""

import fcntl
import os
import sqlite3
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, Self

from bot.errors import StorageError
from bot.file_permissions import world_access

COUNTER_INTERVAL_SECONDS: Final = 10.0
"""Least time between two increments; commits since the last one can be lost undetected after a checkpoint."""
OWNER_ONLY_MODE: Final = 0o600
_COUNTER_DIGITS: Final = 20
_GUARD_FILE_TEXT: Final = (
    "\nEasel notes here how far its database has come, to notice when it is missing or an older one.\n"
)


class FileGuard:
    """The locks and the counter of one database file. :meth:`close` releases the locks; so does the end of the process.

    ``flock`` is taken on the guard file and on the database file itself, so that neither can be deleted to let a second
    process in. SQLite's own locks are of another kind (POSIX, which belong to the process and end when *any*
    descriptor of the file is closed): this descriptor is to be closed after SQLite's.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptors = ExitStack()
        self._guard_descriptor = self._database_descriptor = -1
        self._counter = 0
        self._next_increment_at: float | None = None

    @classmethod
    def claim(cls, path: Path, *, new: bool) -> Self:
        """Lock the file, and create it with mode 600 where there is none.

        ``new`` skips the comparison with the note. Raises :class:`StorageError` when another process has the file, or
        when the note tells of a database that is not there now; then nothing was changed.
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
            raise StorageError(
                f"{missing_database_message(self._path)} To start with an empty database, start with: run --new"
            )
        self._database_descriptor = self._lock_file(self._path)

    def _lock_file(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, OWNER_ONLY_MODE)
        self._descriptors.callback(os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StorageError(
                f"Another process uses {self._path}. Stop it first, or set database.url to a PostgreSQL server, "
                "which several processes can share."
            ) from None
        return descriptor

    def check_counter(self, connection: sqlite3.Connection) -> None:
        """Raise :class:`StorageError` when the database's number is smaller than that of its note."""
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        if number < self._counter:
            raise StorageError(f"{outdated_database_message(self._path)} To go on with this one, start with: run --new")
        self._counter = number

    def start_counting(self, connection: sqlite3.Connection) -> None:
        """Start counting: the database exists and is migrated."""
        self._next_increment_at = 0.0
        self.increment_counter(connection)

    def increment_counter(self, connection: sqlite3.Connection) -> None:
        """Increment the number, in the database first, at most every :data:`COUNTER_INTERVAL_SECONDS`.

        Failures are retried.
        """
        now = time.monotonic()
        if self._next_increment_at is None or now < self._next_increment_at:
            return
        self._next_increment_at = now + COUNTER_INTERVAL_SECONDS
        with suppress(sqlite3.Error, OSError):  # on a full disk the next transaction fails too, and reports it
            connection.execute(f"PRAGMA user_version = {self._counter + 1}")
            self._counter += 1
            os.pwrite(self._guard_descriptor, f"{self._counter:0{_COUNTER_DIGITS}}{_GUARD_FILE_TEXT}".encode(), 0)

    def problem(self) -> str | None:
        """The sentence about a file that was removed, replaced or emptied while open; ``None`` while all is well."""
        try:
            there = self._path.stat()
        except OSError:
            there = None
        if there is not None and there.st_size and os.path.samestat(there, os.fstat(self._database_descriptor)):
            return None
        return (
            f"The database {self._path} was removed or replaced while Easel runs, so nothing more is accepted. "
            "Stop Easel, put the file or a backup back, and start it again."
        )

    def close(self) -> None:
        """Release the locks."""
        self._descriptors.close()


def guard_path(path: Path) -> Path:
    """The file beside the database that holds its number."""
    return path.with_name(f"{path.name}.guard")


def check_regular_files(path: Path) -> None:
    """Raise :class:`StorageError` where the database or its note is no file: whoever opens a pipe waits for ever."""
    for one in (path, guard_path(path)):
        if one.exists() and not one.is_file():
            raise StorageError(f"The database {path} cannot be used: {one} is not a file.")


def read_counter(path: Path) -> int:
    """The number in the note: how far the database had come when it was last used; 0 without a readable note."""
    try:
        text = guard_path(path).read_bytes()[:_COUNTER_DIGITS]
    except FileNotFoundError:
        return 0
    return int(text) if text.isdigit() else 0


def is_empty(path: Path) -> bool:
    """Whether the file does not exist, or has no bytes."""
    try:
        return path.stat().st_size == 0
    except FileNotFoundError:
        return True


def missing_database_message(path: Path) -> str:
    """The sentence about a database that no longer exists."""
    return (
        f"The database {path} is missing or empty, and with it the members’ quotas, blocks and requests: put it back, "
        "with its -wal file if there is one, or restore a backup."
    )


def outdated_database_message(path: Path) -> str:
    """The sentence about a database that lacks what was committed last."""
    return (
        f"The database {path} lacks what was written last: its -wal file is missing, or it is an older copy. "
        "Put the missing file back, or restore your newest backup."
    )


def permissions_warning(path: Path) -> str | None:
    """One line of warning where other users of this machine can read the database, or change it."""
    access = world_access(path)
    if access is None:
        return None
    return f"{path}: the database can be {access} by every user of this machine; chmod 600 {path}* ends that"
