"""Copies all rows in one transaction and compares both databases before it is committed."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from bot.errors import StorageError
from bot.storage import inspect_database, open_database
from bot.storage.moving.ends import SELECT_TOTALS, TOTALS, DatabaseRow, Source, Target, select_all
from bot.storage.moving.sqlite_end import open_sqlite_source, open_sqlite_target
from bot.storage.moving.tables import DERIVED_TABLE, Table, list_tables

_DIGEST_BYTES: Final = 16
_SQLITE_PREFIX: Final = "sqlite:///"
_MONEY_COLUMN: Final = "micro_dollars"


class MovedTable(NamedTuple):
    """What was copied of a table, and is the same in both databases."""

    name: str
    rows: int
    micro_dollars: int | None
    """The sum of the rows; ``None`` of a table without money."""


async def move_database(source_url: str, target_url: str, migrations: Path) -> list[MovedTable]:
    """Copy every row into a database without rows, which gets the newest schema first; the source is not changed.

    Everything is written in one transaction, which is committed once every table has been read back and found equal.
    Raises :class:`StorageError` if one of the databases is in use, the target has rows, or anything fails.
    """
    if _identify(source_url) == _identify(target_url):
        raise StorageError("The database of --to is the one that Easel uses already.")
    tables = list_tables(migrations)
    await _require_newest_schema(source_url, migrations)
    await _require_not_older(target_url, migrations)
    async with _open_source(source_url, tables) as source:
        await (await open_database(target_url, migrations=migrations)).close()
        async with _open_target(target_url, tables) as target:
            await _require_no_rows(target, tables)
            return await _copy_all(source, target, tables)


async def _copy_all(source: Source, target: Target, tables: Sequence[Table]) -> list[MovedTable]:
    moved = [await _copy_table(source, target, table) for table in tables]
    await target.continue_numbering(await source.get_last_numbers())
    await _compare_totals(source, target)
    return moved


def _identify(url: str) -> str | Path:
    """What is equal for two addresses of the same file, however they are written; else the address."""
    if not url.startswith(_SQLITE_PREFIX):
        return url
    path = Path(url.removeprefix(_SQLITE_PREFIX))
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a working directory that is gone, or links in a circle
        return path


async def _require_newest_schema(url: str, migrations: Path) -> None:
    inspection = await inspect_database(url, migrations=migrations)
    if not inspection.exists:
        raise StorageError("The database of database.url does not exist yet: there is nothing to move.")
    if inspection.pending:
        raise StorageError("The database has an older schema: start `python -m bot run` once, stop it, and move then.")


async def _require_not_older(url: str, migrations: Path) -> None:
    """Opening an older database would migrate it; such a one is not empty anyway."""
    inspection = await inspect_database(url, migrations=migrations)
    if inspection.exists and inspection.pending:
        raise StorageError("The database of --to is not empty: it is that of an older Easel. Name a new one.")


def _open_source(url: str, tables: Sequence[Table]) -> AbstractAsyncContextManager[Source]:
    if url.startswith(_SQLITE_PREFIX):
        return open_sqlite_source(Path(url.removeprefix(_SQLITE_PREFIX)))
    from bot.storage.moving.postgres_end import open_postgres_source  # noqa: PLC0415 - asyncpg is an extra

    return open_postgres_source(url, tables)


def _open_target(url: str, tables: Sequence[Table]) -> AbstractAsyncContextManager[Target]:
    if url.startswith(_SQLITE_PREFIX):
        return open_sqlite_target(Path(url.removeprefix(_SQLITE_PREFIX)))
    from bot.storage.moving.postgres_end import open_postgres_target  # noqa: PLC0415 - as above

    return open_postgres_target(url, tables)


async def _require_no_rows(target: Target, tables: Sequence[Table]) -> None:
    for name in (*(table.name for table in tables), DERIVED_TABLE):
        async for _ in target.read(f"SELECT 1 FROM {name} LIMIT 1"):
            raise StorageError(
                f"The database of --to is not empty: its table {name} has rows. Name a new one, so that nothing is "
                "mixed or lost."
            )


@dataclass(slots=True)
class _Tally:
    """Counts rows and adds up digests of them, which does not depend on their order."""

    table: Table
    rows: int = 0
    digest: int = 0
    micro_dollars: int = 0

    def add(self, rows: Iterable[DatabaseRow]) -> None:
        money = self.table.columns.index(_MONEY_COLUMN) if _MONEY_COLUMN in self.table.columns else None
        for row in rows:
            self.rows += 1
            self.digest += int.from_bytes(blake2b(repr(row).encode(), digest_size=_DIGEST_BYTES).digest())
            if money is not None:
                self.micro_dollars += row[money]


async def _copy_table(source: Source, target: Target, table: Table) -> MovedTable:
    copied, written = _Tally(table), _Tally(table)
    async for rows in source.read(select_all(table)):
        copied.add(rows)
        await target.write(table, rows)
    async for rows in target.read(select_all(table)):
        written.add(rows)
    if copied != written:
        raise StorageError(
            f"Table {table.name} differs after it was copied ({copied.rows} rows became {written.rows}); nothing was "
            "kept in the new database."
        )
    return MovedTable(table.name, copied.rows, copied.micro_dollars if _MONEY_COLUMN in table.columns else None)


async def _compare_totals(source: Source, target: Target) -> None:
    """Compare what the triggers of both databases added up from the ledger."""
    expected, found = [await _read_totals(end) for end in (source, target)]
    if expected != found:
        raise StorageError(
            "The stored totals are not the sums of the ledger in the old database, so nothing was kept in the new one; "
            "`python -m bot check` names the first that is wrong."
        )


async def _read_totals(end: Source) -> _Tally:
    tally = _Tally(TOTALS)
    async for rows in end.read(SELECT_TOTALS):
        tally.add(rows)
    return tally
