"""The only rooms that know SQL."""

from pathlib import Path

from bot.errors import StorageError
from bot.storage.database import Database
from bot.storage.schema import MIGRATIONS
from bot.storage.sqlite import open_sqlite

_FILE = "sqlite:///"
_SERVER = "postgresql://"


async def open_database(url: str, *, migrations: Path = MIGRATIONS) -> Database:
    """Open ``sqlite:///relative.db``, ``sqlite:////absolute.db`` or ``postgresql://…`` at the newest schema.

    ``migrations`` holds one folder of numbered files for each engine. :class:`StorageError` says why the database
    cannot be used; it never repeats the address, which may hold a password.
    """
    if url.startswith(_FILE):
        return await open_sqlite(url.removeprefix(_FILE), migrations / "sqlite")
    if url.startswith(_SERVER):
        from bot.storage.postgres import open_postgres  # noqa: PLC0415 - asyncpg is an extra, and megabytes

        return await open_postgres(url, migrations / "postgres")
    raise StorageError("database.url must be “sqlite:///FILE” or “postgresql://USER:PASSWORD@HOST/NAME”.")
