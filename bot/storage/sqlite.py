"""SQLite: one connection, one thread, and one commit for all waiting transactions (group commit)."""

import asyncio
import logging
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, contextmanager
from contextvars import Context
from functools import partial
from pathlib import Path
from typing import Final

from bot.errors import StorageError
from bot.file_permissions import OWNER_ONLY_MODE
from bot.storage import schema
from bot.storage.database import P, T, Transaction
from bot.storage.file_guard import FileGuard
from bot.storage.group_commit import PendingTransaction, commit
from bot.storage.sqlite_thread import SQLITE_SIZE_QUERY, SqliteThread

_log = logging.getLogger(__name__)
_PRAGMAS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # in WAL mode, NORMAL loses the last commits in a power failure
    "PRAGMA secure_delete = ON",  # deleted content is overwritten
    "PRAGMA cache_size = -16384",  # KiB: the inner pages of all indexes fit, even with a large ledger
    "PRAGMA foreign_keys = OFF",  # a migration that replaces a table must not delete the rows that refer to it
)


async def open_sqlite(file: str, migrations: Path, *, new: bool = False) -> "SqliteDatabase":
    """Open the file, migrate it, and lock it against other processes until it is closed.

    ``new`` accepts an empty or older database in the place of a newer one. Raises :class:`StorageError` if the file
    cannot be used; then nothing is left open.
    """
    if file in {"", ":memory:"}:
        raise StorageError("database.url must name a file, as in “sqlite:///data/easel.db”.")
    path = Path(file)
    async with AsyncExitStack() as resources:
        with translate_errors(path):
            guard = FileGuard.claim(path, new=new)
            resources.callback(guard.close)
            thread = await resources.enter_async_context(SqliteThread(path))
            await thread.run(guard.check_counter)
            await thread.run(_configure)
            database = SqliteDatabase(thread, guard)
            await _migrate(database, thread, path, migrations)
            await thread.run(guard.start_counting)
        _log.info("Using %s with SQLite %s.", path, sqlite3.sqlite_version)
        database.resources = resources.pop_all()
    return database


async def _migrate(database: "SqliteDatabase", thread: SqliteThread, path: Path, migrations: Path) -> None:
    await schema.migrate(
        database,
        schema.load_migrations(migrations),
        backup=lambda version: thread.run(partial(_back_up, path, version)),
        violations_query="SELECT * FROM pragma_foreign_key_check",
    )
    await thread.run(lambda connection: connection.execute("PRAGMA foreign_keys = ON"))


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Raise errors of SQLite and of the file system as :class:`StorageError` with one sentence."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StorageError(f"The database {path} cannot be used: {reason}.") from error


def _configure(connection: sqlite3.Connection) -> None:
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _back_up(path: Path, version: int, connection: sqlite3.Connection) -> None:
    """Copy the database to a file beside it: under a temporary name, synced, then renamed (atomic rename)."""
    copy = path.with_name(f"{path.name}.before-{version:04}")
    unfinished = copy.with_name(f"{copy.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(OWNER_ONLY_MODE)
    connection.execute("VACUUM INTO ?", (str(unfinished),))
    with unfinished.open("rb") as file:
        os.fsync(file.fileno())
    unfinished.replace(copy)
    _log.info("The database as it was before migration %04d is kept in %s.", version, copy)


class SqliteDatabase:
    """A :class:`~bot.storage.database.Database` in one file.

    Transactions that arrive during a commit wait and then share the next one.
    """

    exclusive = True
    size_query = SQLITE_SIZE_QUERY

    def __init__(self, thread: SqliteThread, guard: FileGuard) -> None:
        self.resources = AsyncExitStack()
        self._thread = thread
        self._guard = guard
        self._pending: list[PendingTransaction] = []
        self._writer_task: asyncio.Task[None] | None = None
        self._closed = self._problem_logged = False

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """See :meth:`bot.storage.database.Database.run`."""
        if self._closed:
            raise StorageError("The database is closed.")
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()
        self._pending.append(PendingTransaction(partial(transaction, *args, **kwargs), answer))
        if self._writer_task is None or self._writer_task.done():
            self._writer_task = loop.create_task(self._commit_pending(), context=Context())
        return await answer

    async def _commit_pending(self) -> None:
        while self._pending:
            calls, self._pending = self._pending, []
            await self._thread.run(partial(self._commit, calls))
            for call in calls:
                call.resolve()

    def _commit(self, calls: Sequence[PendingTransaction], connection: sqlite3.Connection) -> None:
        """Commit the calls, unless the file was removed or replaced: then they would be lost."""
        if (problem := self._guard.problem()) is None:
            commit(calls, connection)
            self._guard.increment_counter(connection)
            return
        if not self._problem_logged:
            _log.critical(problem, extra={"event": "database_gone"})
            self._problem_logged = True
        for call in calls:
            call.error = StorageError(problem)

    async def close(self) -> None:
        """See :meth:`bot.storage.database.Database.close`."""
        self._closed = True
        try:
            if self._writer_task is not None:
                await asyncio.wait({self._writer_task})
        finally:
            await self.resources.aclose()
