"""Reads a SQLite file that another process may be using."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from bot.errors import StorageError
from bot.storage.database import P, T, Transaction
from bot.storage.group_commit import run_statements
from bot.storage.inspection import open_read_only


class ReadOnlySqlite:
    """A :class:`~bot.storage.database.Database` that reads: each transaction sees one state of the file."""

    exclusive = False

    def __init__(self, path: Path) -> None:
        self._path = path

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """See :meth:`bot.storage.database.Database.run`."""
        return await asyncio.to_thread(self._run, partial(transaction, *args, **kwargs))

    def _run(self, transaction: Callable[[], Transaction[Any]]) -> Any:
        try:
            with closing(open_read_only(self._path)) as connection:
                connection.execute("BEGIN")
                return run_statements(transaction(), connection)
        except sqlite3.Error as error:
            raise StorageError(f"The database {self._path} cannot be read: {error}.") from error

    async def close(self) -> None:
        """Nothing stays open."""
