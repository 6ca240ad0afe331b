"""Reads a SQLite file that another process may be using."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from bot.errors import StorageError, StorageUnavailable
from bot.storage.database import P, T, Transaction
from bot.storage.group_commit import run_statements
from bot.storage.inspection import open_read_only
from bot.storage.sqlite_thread import SQLITE_SIZE_QUERY

READ_TIMEOUT_SECONDS: Final = 60.0
"""Seconds after which a transaction is given up; as long as a statement may take in PostgreSQL."""
_STEPS_BETWEEN_LOOKS_AT_THE_CLOCK: Final = 100_000


class ReadOnlySqlite:
    """A :class:`~bot.storage.database.Database` that reads: each transaction sees one state of the file."""

    exclusive = False
    size_query = SQLITE_SIZE_QUERY

    def __init__(self, path: Path, *, timeout: float = READ_TIMEOUT_SECONDS) -> None:
        self._path = path
        self._timeout = timeout

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """See :meth:`bot.storage.database.Database.run`."""
        return await asyncio.to_thread(self._run, partial(transaction, *args, **kwargs))

    def _run(self, transaction: Callable[[], Transaction[T]]) -> T:
        try:
            with closing(open_read_only(self._path)) as connection:
                deadline = monotonic() + self._timeout
                connection.set_progress_handler(lambda: monotonic() >= deadline, _STEPS_BETWEEN_LOOKS_AT_THE_CLOCK)
                connection.execute("BEGIN")
                return run_statements(transaction(), connection)
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT:
                sentence = f"Reading the database {self._path} took longer than {self._timeout:g} seconds."
                raise StorageUnavailable(sentence) from error
            raise StorageError(f"The database {self._path} cannot be read: {error}.") from error

    async def close(self) -> None:
        """Nothing stays open."""
