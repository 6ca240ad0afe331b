"""Migrates a database to the newest schema with numbered files, each in a transaction of its own."""

import hashlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import StorageError
from bot.storage.database import Database, Lock, Script, Transaction

MIGRATIONS: Final = Path(__file__).parent / "migrations"

_log = logging.getLogger(__name__)
_MIGRATION_LOCK: Final = Lock("schema")
_CREATE_VERSION_TABLE: Final = """
CREATE TABLE IF NOT EXISTS schema_version (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at DOUBLE PRECISION NOT NULL
)
"""


@dataclass(frozen=True, slots=True)
class Migration:
    """A file ``NNNN_name.sql``. A released file is never edited; a new one changes the schema."""

    version: int
    name: str
    script: str

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, the same for all line endings."""
        return hashlib.sha256(self.script.encode()).hexdigest()

    def __str__(self) -> str:
        """The file's name without its ending."""
        return f"{self.version:04}_{self.name}"


def load_migrations(folder: Path) -> tuple[Migration, ...]:
    """Read an engine's migrations; raises :class:`StorageError` unless they are numbered from 0001 without gaps."""
    migrations = tuple(_read_migration(path) for path in sorted(folder.glob("*.sql")))
    if not migrations or [migration.version for migration in migrations] != list(range(1, len(migrations) + 1)):
        raise StorageError(f"The files in {folder} must be called 0001_name.sql, 0002_name.sql and so on.")
    return migrations


def _read_migration(path: Path) -> Migration:
    number, _, name = path.stem.partition("_")
    return Migration(int(number) if number.isdecimal() else 0, name, path.read_text(encoding="utf-8"))


async def migrate(
    database: Database,
    migrations: Sequence[Migration],
    *,
    backup: Callable[[int], Awaitable[None]] | None = None,
    violations_query: str | None = None,
) -> None:
    """Apply the pending migrations. Several processes may do so concurrently: each step checks again, under a lock.

    ``backup`` is awaited with the first pending version before an existing schema is changed. ``violations_query`` must
    return no rows after each migration. Raises :class:`StorageError` for a database that is newer than the migrations
    or was created by other ones.
    """
    pending = await database.run(_lock_and_list_pending, migrations)
    if backup is not None and 0 < len(pending) < len(migrations):
        await backup(pending[0].version)
    for migration in pending:
        await database.run(_apply_migration, migrations, migration, violations_query)


def _lock_and_list_pending(migrations: Sequence[Migration]) -> Transaction[Sequence[Migration]]:
    yield _MIGRATION_LOCK
    yield _CREATE_VERSION_TABLE, ()
    return (yield from list_pending(migrations))


def list_pending(migrations: Sequence[Migration]) -> Transaction[Sequence[Migration]]:
    """The migrations that are not applied yet; the table ``schema_version`` must exist."""
    applied = yield "SELECT version, name, checksum FROM schema_version ORDER BY version", ()
    if len(applied) > len(migrations):
        raise StorageError(
            f"The database is at schema {applied[-1]['version']:04}, and this version of Easel only knows "
            f"{len(migrations):04}: start the newer version again, or restore the copy from before the upgrade "
            "(docs/downgrading.md)."
        )
    for migration, row in zip(migrations, applied, strict=False):
        if (migration.version, migration.checksum) != (row["version"], row["checksum"]):
            raise StorageError(
                f"The database was made with another {row['version']:04}_{row['name']} than the file {migration} of "
                "this version of Easel: restore the file, or the version of Easel that made the database."
            )
    return migrations[len(applied) :]


def _apply_migration(
    migrations: Sequence[Migration], migration: Migration, violations_query: str | None
) -> Transaction[None]:
    if migration not in (yield from _lock_and_list_pending(migrations)):
        return
    yield Script(migration.script)
    if violations_query is not None and (yield violations_query, ()):
        raise StorageError(f"Migration {migration} would leave rows that refer to nothing; nothing was changed.")
    yield (
        "INSERT INTO schema_version (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)",
        (migration.version, migration.name, migration.checksum, time.time()),
    )
    _log.info("Applied migration %s.", migration)
