"""The thread that owns SQLite's connection; it is aiosqlite's, used through its public API."""

import asyncio
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Final, Self, TypeVar

import aiosqlite

R = TypeVar("R")
SQLITE_SIZE_QUERY: Final = "SELECT page_count * page_size AS bytes FROM pragma_page_count(), pragma_page_size()"
"""See :attr:`bot.storage.database.Database.size_query`."""
_BUSY_TIMEOUT_SECONDS: Final = 5.0
"""Seconds to wait while another program, such as a backup, locks the file."""
_CACHED_STATEMENTS: Final = 256
_UNUSED_CHUNK_SIZE: Final = 64
"""Rows that aiosqlite's cursors fetch at once; its cursors are not used here."""


class _Connection(sqlite3.Connection):
    """A connection in autocommit mode, whose :meth:`commit` calls the next queued function.

    aiosqlite switches threads for every statement. Its public method ``commit`` switches once, so it is used to run
    functions with many statements.
    """

    queue: deque[Callable[[sqlite3.Connection], None]]

    def commit(self) -> None:
        """Call the next queued function."""
        self.queue.popleft()(self)


class SqliteThread:
    """Runs functions in the thread that owns the connection, one after the other (FIFO)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._queue: deque[Callable[[sqlite3.Connection], None]] = deque()
        self._thread: threading.Thread | None = None
        self._connection = aiosqlite.Connection(self._connect, _UNUSED_CHUNK_SIZE)

    def _connect(self) -> sqlite3.Connection:
        self._thread = threading.current_thread()
        connection = sqlite3.connect(
            self._path,
            factory=_Connection,
            isolation_level=None,
            timeout=_BUSY_TIMEOUT_SECONDS,
            cached_statements=_CACHED_STATEMENTS,
        )
        connection.queue = self._queue
        return connection

    async def run(self, function: Callable[[sqlite3.Connection], R]) -> R:
        """Call the function in the thread, and return its result."""
        results: list[R] = []
        self._queue.append(lambda connection: results.append(function(connection)))
        await self._connection.commit()
        return results[0]

    async def __aenter__(self) -> Self:
        try:
            await self._connection
        except BaseException:
            await self._join()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await self._connection.close()
        finally:
            await self._join()

    async def _join(self) -> None:
        """Wait until the thread has ended; aiosqlite does not, if the file cannot be opened."""
        if self._thread is not None:
            await asyncio.to_thread(self._thread.join)
