"""The database: the only package that contains SQL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.errors import StorageError
from bot.storage import backup, file_guard
from bot.storage.database import Database
from bot.storage.inspection import Inspection, inspect_sqlite
from bot.storage.read_only import ReadOnlySqlite
from bot.storage.schema import MIGRATIONS
from bot.storage.sqlite import open_sqlite

_SQLITE_PREFIX = "sqlite:///"
_POSTGRES_PREFIXES = ("postgresql://", "postgres://")

_INVALID_URL = "database.url must be “sqlite:///FILE” or “postgresql://USER:PASSWORD@HOST/NAME”."


async def open_database(url: str, *, migrations: Path = MIGRATIONS, new: bool = False) -> Database:
    """Open ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``postgresql://…`` at the newest schema.

    ``migrations`` holds one folder of numbered files for each engine. ``new`` accepts a missing or older SQLite file in
    the place of a database. Raises :class:`StorageError`, whose sentence never contains the URL, which may hold a
    password.
    """
    if url.startswith(_SQLITE_PREFIX):
        return await open_sqlite(url.removeprefix(_SQLITE_PREFIX), migrations / "sqlite", new=new)
    if url.startswith(_POSTGRES_PREFIXES):
        from bot.storage.postgres import open_postgres  # noqa: PLC0415 - asyncpg is an extra, and megabytes

        return await open_postgres(url, migrations / "postgres")
    raise StorageError(_INVALID_URL)


async def inspect_database(url: str, *, migrations: Path = MIGRATIONS) -> Inspection:
    """Inspect the database read-only; raises :class:`StorageError` like :func:`open_database`."""
    if url.startswith(_SQLITE_PREFIX):
        return await inspect_sqlite(url.removeprefix(_SQLITE_PREFIX), migrations / "sqlite")
    if url.startswith(_POSTGRES_PREFIXES):
        from bot.storage.postgres import inspect_postgres  # noqa: PLC0415 - as above

        return await inspect_postgres(url, migrations / "postgres")
    raise StorageError(_INVALID_URL)


@asynccontextmanager
async def open_for_reading(url: str) -> AsyncIterator[Database]:
    """Open an existing database for reading alone, also while a bot uses it; nothing is migrated or locked.

    A transaction that writes raises :class:`StorageError`. The database must have the newest schema, which
    :func:`inspect_database` tells.
    """
    if url.startswith(_SQLITE_PREFIX):
        yield ReadOnlySqlite(Path(url.removeprefix(_SQLITE_PREFIX)))
    elif url.startswith(_POSTGRES_PREFIXES):
        from bot.storage.postgres import open_postgres_for_reading  # noqa: PLC0415 - as above

        async with open_postgres_for_reading(url) as database:
            yield database
    else:
        raise StorageError(_INVALID_URL)


async def back_up_database(url: str, copy: Path) -> backup.Backup | str:
    """Copy a SQLite database to a new file; of PostgreSQL, return the command that does it.

    Raises :class:`StorageError` for a database that cannot be copied, and a file that exists.
    """
    if url.startswith(_SQLITE_PREFIX):
        file = url.removeprefix(_SQLITE_PREFIX)
        if not (await inspect_database(url)).exists:
            raise StorageError(f"The database {file} does not exist yet: there is nothing to copy.")
        return await backup.back_up_sqlite(Path(file), copy)
    if url.startswith(_POSTGRES_PREFIXES):
        return backup.pg_dump_command(url, copy)
    raise StorageError(_INVALID_URL)


def permissions_warning(url: str) -> str | None:
    """The warning that every user of this machine can read or change the database file; ``None`` if they cannot."""
    file = url.removeprefix(_SQLITE_PREFIX)
    return None if file == url else file_guard.permissions_warning(Path(file))
