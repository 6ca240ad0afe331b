"""Inspects a database read-only, also while a bot uses it: nothing is created, migrated, locked or written."""

import asyncio
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import quote

from bot.errors import StorageError
from bot.storage import kv, schema
from bot.storage.database import Transaction
from bot.storage.file_guard import (
    check_regular_files,
    is_empty,
    missing_database_message,
    outdated_database_message,
    permissions_warning,
    read_counter,
)
from bot.storage.group_commit import run_statements

MIN_FREE_DISK_BYTES: Final = 64 << 20
"""A disk with less free space gets a warning: the write-ahead log and the backup before a migration need room."""
_BUSY_TIMEOUT_SECONDS: Final = 5.0


class Inspection(NamedTuple):
    """The result of inspecting a usable database."""

    exists: bool
    pending: int
    """Number of migrations that were not applied yet."""
    lost_models: dict[str, str]
    """The stored values of models that the provider does not offer any more, by key in the table ``key_values``."""
    faults: tuple[str, ...] = ()
    """Sentences about other problems, such as permissions or disk space."""


NO_DATABASE: Final = Inspection(exists=False, pending=0, lost_models={})


def inspect_schema(migrations: tuple[schema.Migration, ...], table_query: str) -> Transaction[Inspection]:
    """Read the schema version and the lost models; ``table_query`` returns a row if ``schema_version`` exists."""
    if not (yield table_query, ()):
        return NO_DATABASE
    pending = yield from schema.list_pending(migrations)
    has_key_values = yield table_query.replace("schema_version", "key_values"), ()
    lost_models = (yield from kv.list_by_prefix(kv.LOST_MODEL_PREFIX)) if has_key_values else {}
    return Inspection(exists=True, pending=len(pending), lost_models=lost_models)


async def inspect_sqlite(file: str, migrations: Path) -> Inspection:
    """Inspect a SQLite file; raises :class:`StorageError` if it cannot be used."""
    return await asyncio.to_thread(_inspect_file, Path(file), schema.load_migrations(migrations))


def _inspect_file(path: Path, migrations: tuple[schema.Migration, ...]) -> Inspection:
    try:
        check_regular_files(path)
        if is_empty(path):
            return _inspect_missing_file(path)
        counter, inspection = _read_database(path, migrations)
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StorageError(f"The database {path} cannot be used: {reason}.") from error
    if counter < read_counter(path):
        raise StorageError(outdated_database_message(path))
    not_writable = None if os.access(path, os.W_OK) else f"{path} cannot be written by this user"
    faults = [fault for fault in (not_writable, permissions_warning(path)) if fault is not None]
    return inspection._replace(faults=(*faults, *_disk_space_faults(path.parent)))


def _read_database(path: Path, migrations: tuple[schema.Migration, ...]) -> tuple[int, Inspection]:
    query = "SELECT name FROM sqlite_master WHERE name = 'schema_version'"
    with closing(open_read_only(path)) as connection:
        inspection = run_statements(inspect_schema(migrations, query), connection)
        return connection.execute("PRAGMA user_version").fetchone()[0], inspection


def open_read_only(path: Path) -> sqlite3.Connection:
    """Open the file read-only. ``immutable`` keeps SQLite from creating a -shm file if no process uses the file."""
    address = f"file:{quote(str(path.resolve()))}?mode=ro{'' if is_in_use(path) else '&immutable=1'}"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def is_in_use(path: Path) -> bool:
    """Whether a process uses the file, or did until it was killed."""
    real = path.resolve()
    return any(real.with_name(f"{real.name}{end}").exists() for end in ("-shm", "-wal"))


def _inspect_missing_file(path: Path) -> Inspection:
    """Inspect the folder of a file that does not exist yet; raises :class:`StorageError` if it cannot be created."""
    if read_counter(path):
        raise StorageError(missing_database_message(path))
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(f"The database {path} cannot be made: this user may not write in {folder}.")
    return NO_DATABASE._replace(faults=_disk_space_faults(folder))


def _disk_space_faults(folder: Path) -> tuple[str, ...]:
    status = os.statvfs(folder)
    free = status.f_bavail * status.f_frsize
    return () if free >= MIN_FREE_DISK_BYTES else (f"the disk of {folder.absolute()} has only {free >> 20} MiB left",)
