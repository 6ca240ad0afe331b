"""Moves from and into a SQLite file, which is locked meanwhile. Its calls block: nothing runs beside them."""

import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

from bot.storage.database import placeholders
from bot.storage.file_guard import FileGuard
from bot.storage.inspection import open_read_only
from bot.storage.moving.ends import BATCH_ROWS, DatabaseRow
from bot.storage.moving.tables import Table
from bot.storage.sqlite import translate_errors


@asynccontextmanager
async def open_sqlite_source(path: Path) -> AsyncIterator["SqliteEnd"]:
    """Lock an existing file and read it; raises :class:`StorageError` if a bot uses it or it cannot be read."""
    with translate_errors(path), _lock(path) as guard, closing(open_read_only(path)) as connection:
        guard.check_counter(connection)
        connection.row_factory = None
        yield SqliteEnd(connection)


@asynccontextmanager
async def open_sqlite_target(path: Path) -> AsyncIterator["SqliteEnd"]:
    """Lock an existing file at the newest schema, and write it in one transaction."""
    with translate_errors(path), _lock(path) as guard, closing(sqlite3.connect(path, isolation_level=None)) as target:
        guard.check_counter(target)
        target.execute("PRAGMA foreign_keys = ON")
        target.execute("PRAGMA synchronous = FULL")
        target.execute("BEGIN IMMEDIATE")
        yield SqliteEnd(target)
        target.execute("COMMIT")  # without it, closing the connection rolls back


@contextmanager
def _lock(path: Path) -> Iterator[FileGuard]:
    guard = FileGuard.claim(path, new=False)
    try:
        yield guard
    finally:
        guard.close()


class SqliteEnd:
    """A :class:`~bot.storage.moving.ends.Target`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    async def read(self, sql: str) -> AsyncIterator[Sequence[DatabaseRow]]:
        """See :meth:`bot.storage.moving.ends.Source.read`."""
        cursor = self._connection.execute(sql)
        while rows := cursor.fetchmany(BATCH_ROWS):
            yield rows

    async def get_last_numbers(self) -> Mapping[str, int]:
        """See :meth:`bot.storage.moving.ends.Source.get_last_numbers`; only of tables that never reuse a number."""
        return dict(self._connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())

    async def write(self, table: Table, rows: Sequence[DatabaseRow]) -> None:
        """See :meth:`bot.storage.moving.ends.Target.write`."""
        sql = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({placeholders(len(table.columns))})"
        self._connection.executemany(sql, rows)

    async def continue_numbering(self, last: Mapping[str, int]) -> None:
        """See :meth:`bot.storage.moving.ends.Target.continue_numbering`.

        Most tables continue after their largest id by themselves.
        """
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
        names = [name for (name,) in self._connection.execute(query)]
        for name in names:
            self._connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (name,))
            self._connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (name, last.get(name, 0)))
