"""Inspects a database read-only: nothing is created, migrated, locked or written, and a bot may be using it."""

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
from bot.storage.file_guard import check_ordinary, exposure, is_empty, lost, number_of, older
from bot.storage.group_commit import play

FREE_BYTES: Final = 64 << 20
"""Free disk space below which a warning is due: the write-ahead log and VACUUM's copy need room."""
_BUSY_SECONDS: Final = 5.0


class Inspection(NamedTuple):
    """What was found in a database that can be used."""

    exists: bool
    pending: int
    """Number of migrations that were not applied yet."""
    lost_models: dict[str, str]
    """The marks of models that the provider no longer offers, by the mark's name."""
    faults: tuple[str, ...] = ()
    """Sentences about other problems, such as permissions or disk space."""


NOTHING_YET: Final = Inspection(exists=False, pending=0, lost_models={})


def inspected(migrations: tuple[schema.Migration, ...], tables: str) -> Transaction[Inspection]:
    """Read the schema version and the marks; ``tables`` is a query that returns a row if ``schema_version`` exists."""
    if not (yield tables, ()):
        return NOTHING_YET
    pending = yield from schema.pending(migrations)
    known = yield tables.replace("schema_version", "marks"), ()
    lost_models = (yield from kv.beginning(kv.LOST_MODEL)) if known else {}
    return Inspection(exists=True, pending=len(pending), lost_models=lost_models)


async def inspect_sqlite(file: str, migrations: Path) -> Inspection:
    """Inspect a SQLite file; raises :class:`StorageError` with the reason why it cannot be used."""
    return await asyncio.to_thread(_look, Path(file), schema.load(migrations))


def _look(path: Path, migrations: tuple[schema.Migration, ...]) -> Inspection:
    try:
        check_ordinary(path)
        if is_empty(path):
            return _place(path)
        with closing(_read_only(path)) as connection:
            found: Inspection = play(
                inspected(migrations, "SELECT name FROM sqlite_master WHERE name = 'schema_version'"), connection
            )
            (number,) = connection.execute("PRAGMA user_version").fetchone()
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StorageError(f"The database {path} cannot be used: {reason}.") from error
    if number < number_of(path):
        raise StorageError(f"{older(path)} To go on with this one, start with: run --new")
    faults = [] if os.access(path, os.W_OK) else [f"{path} cannot be written by this user"]
    if (exposed := exposure(path)) is not None:
        faults.append(exposed)
    return found._replace(faults=(*faults, *_room(path.parent)))


def _read_only(path: Path) -> sqlite3.Connection:
    """Open the file read-only. ``immutable`` keeps SQLite from creating a -shm file where no process has one open."""
    real = path.resolve()
    in_use = any(real.with_name(f"{real.name}{end}").exists() for end in ("-shm", "-wal"))
    address = f"file:{quote(str(real))}?mode=ro{'' if in_use else '&immutable=1'}"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    return connection


def _place(path: Path) -> Inspection:
    """Inspect the place of a file that does not exist yet; :class:`StorageError` if it cannot be created there."""
    if number_of(path):
        raise StorageError(f"{lost(path)} To start with an empty database, start with: run --new")
    folder = next(parent for parent in path.absolute().parents if parent.exists())
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise StorageError(f"The database {path} cannot be made: this user may not write in {folder}.")
    return NOTHING_YET._replace(faults=_room(folder))


def _room(folder: Path) -> tuple[str, ...]:
    there = os.statvfs(folder)
    free = there.f_bavail * there.f_frsize
    return () if free >= FREE_BYTES else (f"the disk of {folder.absolute()} has only {free >> 20} MiB left",)
