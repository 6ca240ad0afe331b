"""Copies a SQLite database into a new file, also while a bot writes into it."""

import asyncio
import os
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from bot.errors import StorageError
from bot.file_permissions import new_owner_file
from bot.storage.inspection import is_in_use, open_read_only

_BUSY_TIMEOUT_SECONDS: Final = 5.0
_OWN_PARAMETERS: Final = frozenset({"command_timeout", "statement_cache_size", "max_cached_statement_lifetime"})
"""Parameters of an address that asyncpg knows and pg_dump does not."""


class Backup(NamedTuple):
    """What was written."""

    size_bytes: int
    schema: int


async def back_up_sqlite(database: Path, copy: Path) -> Backup:
    """Copy the database to a new file with mode 600, and check the copy; nothing is left of a copy that failed.

    The copy holds every transaction that was committed before it began. Raises :class:`StorageError` if a file of that
    name exists, or the database or the copy cannot be used.
    """
    return await asyncio.to_thread(_back_up, database, copy)


def _back_up(database: Path, copy: Path) -> Backup:
    try:
        with new_owner_file(copy) as unfinished:
            _copy_pages(database, unfinished)
            schema = _check_copy(database, unfinished)
        return Backup(copy.stat().st_size, schema)
    except FileExistsError:
        raise StorageError(f"{copy} exists already, and a backup replaces nothing: give another name.") from None
    except (sqlite3.Error, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise StorageError(f"The database {database} could not be copied to {copy}: {reason}.") from error


def _copy_pages(database: Path, copy: Path) -> None:
    """Copy all pages in one step, which reads one state of the database and lets others write."""
    with closing(_open_source(database)) as source, closing(sqlite3.connect(copy, isolation_level=None)) as target:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE")  # the copy is one file


def _open_source(database: Path) -> sqlite3.Connection:
    """Open the database so that a bot may start meanwhile, and that no file is left beside it."""
    if is_in_use(database) or not os.access(database, os.W_OK):
        return open_read_only(database)
    # Read-only, SQLite would leave empty -wal and -shm files behind; and “immutable” would trust that no bot starts.
    address = f"file:{quote(str(database.resolve()))}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_SECONDS, isolation_level=None)


def _check_copy(database: Path, copy: Path) -> int:
    """Check the copy's structure; returns its schema's version."""
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        (damage,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
        if damage != "ok":
            reason = " ".join(str(damage).split())
            raise StorageError(
                f"The database {database} is damaged, so it was not copied ({reason}): stop Easel and restore the "
                "newest good backup."
            )
        return int(connection.execute("SELECT MAX(version) FROM schema_version").fetchone()[0])


def pg_dump_command(url: str, file: Path) -> str:
    """The shell command that backs up a PostgreSQL database, without any password that is in the address."""
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    netloc = f"{user.partition(':')[0]}@{host}" if user else host
    parameters = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if "password" not in name and name not in _OWN_PARAMETERS
    ]
    query = f"?{urlencode(parameters)}" if parameters else ""
    address = f"{parts.scheme}://{netloc}{parts.path}{query}"
    return shlex.join(["pg_dump", "--format=custom", f"--file={file}", f"--dbname={address}"])
