"""Moves from and into a PostgreSQL database whose tables are locked meanwhile."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg  # type: ignore[import-untyped]  # it ships no types

from bot.errors import StorageError
from bot.storage.moving.ends import BATCH_ROWS, DatabaseRow
from bot.storage.moving.tables import DERIVED_TABLE, Table
from bot.storage.postgres import APPLICATION_NAME, CONNECT_TIMEOUT_SECONDS, translate_errors

_MOVER_NAME: Final = "easel move"
_LOCK_TIMEOUT: Final = "10s"
_SESSION_END_SECONDS: Final = 2.0
"""How long the server may show a session that has just been closed."""
_SESSION_CHECKS: Final = 20
_SELECT_SESSIONS: Final = (
    "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1"
)
_SELECT_NUMBERED: Final = """
    SELECT table_name, pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence
    FROM information_schema.columns
    WHERE table_schema = current_schema() AND is_identity = 'YES' AND table_name = ANY ($1)
"""


@asynccontextmanager
async def open_postgres_source(url: str, tables: Sequence[Table]) -> AsyncIterator["PostgresEnd"]:
    """Read one state of the database, which nobody can change meanwhile.

    Raises :class:`StorageError` if a bot is connected.
    """
    async with _connect(url) as connection, connection.transaction(isolation="repeatable_read"):
        await _lock_tables(connection, tables, "SHARE")
        yield PostgresEnd(connection, tables)


@asynccontextmanager
async def open_postgres_target(url: str, tables: Sequence[Table]) -> AsyncIterator["PostgresEnd"]:
    """Write the database in one transaction; raises :class:`StorageError` if a bot is connected."""
    async with _connect(url) as connection:
        async with connection.transaction():
            await _lock_tables(connection, tables, "EXCLUSIVE")
            yield PostgresEnd(connection, tables)
        await connection.execute("ANALYZE")  # so that the first statements are planned for these rows


@asynccontextmanager
async def _connect(url: str) -> AsyncIterator[Any]:
    with translate_errors("The database could not be moved"):
        connection = await asyncpg.connect(
            url,
            timeout=CONNECT_TIMEOUT_SECONDS,
            server_settings={"application_name": _MOVER_NAME, "lock_timeout": _LOCK_TIMEOUT},
        )
        try:
            await _refuse_running_bots(connection)
            yield connection
        finally:
            await connection.close(timeout=CONNECT_TIMEOUT_SECONDS)


async def _refuse_running_bots(connection: Any) -> None:
    for _ in range(_SESSION_CHECKS):
        count = await connection.fetchval(_SELECT_SESSIONS, APPLICATION_NAME)
        if not count:
            return
        await asyncio.sleep(_SESSION_END_SECONDS / _SESSION_CHECKS)
    raise StorageError(
        f"A bot uses the PostgreSQL database ({count} connections named “{APPLICATION_NAME}”): stop it first."
    )


async def _lock_tables(connection: Any, tables: Sequence[Table], mode: str) -> None:
    names = ", ".join([*(table.name for table in tables), DERIVED_TABLE])
    try:
        await connection.execute(f"LOCK TABLE {names} IN {mode} MODE")
    except asyncpg.LockNotAvailableError:
        raise StorageError("Another program uses the PostgreSQL database: stop it first.") from None


class PostgresEnd:
    """A :class:`~bot.storage.moving.ends.Target`."""

    def __init__(self, connection: Any, tables: Sequence[Table]) -> None:
        self._connection = connection
        self._names = [table.name for table in tables]

    async def read(self, sql: str) -> AsyncIterator[Sequence[DatabaseRow]]:
        """See :meth:`bot.storage.moving.ends.Source.read`."""
        cursor = await self._connection.cursor(sql)
        while rows := await cursor.fetch(BATCH_ROWS):
            yield [tuple(row) for row in rows]

    async def get_last_numbers(self) -> Mapping[str, int]:
        """See :meth:`bot.storage.moving.ends.Source.get_last_numbers`."""
        last = {}
        for name, sequence in await self._list_sequences():
            row = await self._connection.fetchrow(f"SELECT last_value, is_called FROM {sequence}")
            if row["is_called"]:
                last[name] = row["last_value"]
        return last

    async def write(self, table: Table, rows: Sequence[DatabaseRow]) -> None:
        """See :meth:`bot.storage.moving.ends.Target.write`."""
        with translate_errors(f"Table {table.name} could not be moved"):
            await self._connection.copy_records_to_table(table.name, records=rows, columns=table.columns)

    async def continue_numbering(self, last: Mapping[str, int]) -> None:
        """See :meth:`bot.storage.moving.ends.Target.continue_numbering`."""
        for name, sequence in await self._list_sequences():
            largest = await self._connection.fetchval(f"SELECT COALESCE(MAX(id), 0) FROM {name}")
            if number := max(largest, last.get(name, 0)):
                await self._connection.execute("SELECT setval($1::text::regclass, $2)", sequence, number)

    async def _list_sequences(self) -> list[tuple[str, str]]:
        rows = await self._connection.fetch(_SELECT_NUMBERED, self._names)
        return [(row["table_name"], row["sequence"]) for row in rows]
