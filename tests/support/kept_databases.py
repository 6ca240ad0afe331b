"""Databases of earlier schemas, stored as INSERT statements: ``tests/storage/kept/NNNN.sql`` belongs to migration NNNN.

``python -m tests.support.kept_databases`` writes the file of the newest migration; run it after adding one. Files of
earlier migrations are never written again: they prove that today's code can use rows that earlier code wrote.
"""

import asyncio
import re
import sqlite3
import sys
import tempfile
import tomllib
from contextlib import closing
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

from bot.storage import open_database, schema
from bot.storage.database import Database, Transaction
from tests.support.clock import ManualClock
from tests.support.job_driver import JobDriver
from tests.support.kept_rows import write_rows
from tests.support.moderation_driver import ModerationDriver

FOLDER: Final = Path(__file__).parents[1] / "storage" / "kept"
RELEASES: Final = FOLDER / "releases.toml"
"""Which schema each released version has, with the checksums of the migrations that lead there."""
_EXCLUDED_TABLES: Final = frozenset({"schema_version", "hourly_spend", "ledger_totals", "sqlite_sequence"})
"""Tables whose rows come from migrations and triggers."""
_IDENTITY_TABLES: Final = re.compile(r"INSERT INTO (ledger|cases|audit|entitlement_events) \(.*?\) ")


def first_migrations(target: Path, count: int) -> Path:
    """Copy the first ``count`` migrations of each engine to ``target``, and return ``target``."""
    for engine in ("sqlite", "postgres"):
        (target / engine).mkdir(parents=True)
        for file in sorted((schema.MIGRATIONS / engine).glob("*.sql"))[:count]:
            (target / engine / file.name).write_bytes(file.read_bytes())
    return target


async def load(url: str, kept: Path, migrations: Path) -> Database:
    """Recreate the database that the file was written from, and open it with today's code, which migrates it."""
    await recreate(url, kept, migrations)
    return await open_database(url)


async def recreate(url: str, kept: Path, migrations: Path) -> None:
    """Make the database that the file was written from, at its schema; ``migrations`` is a folder to be made."""
    old = await open_database(url, migrations=first_migrations(migrations, int(kept.stem)))
    try:
        await old.run(_insert_rows, _statements(kept), exclusive=old.exclusive)
    finally:
        await old.close()


def _statements(kept: Path) -> list[str]:
    return [line for line in kept.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]


def _insert_rows(statements: list[str], *, exclusive: bool) -> Transaction[None]:
    for statement in statements:
        yield statement if exclusive else _IDENTITY_TABLES.sub(r"\g<0>OVERRIDING SYSTEM VALUE ", statement), ()
    if not exclusive:
        for table in dict.fromkeys(match[1] for match in map(_IDENTITY_TABLES.match, statements) if match):
            yield f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))", ()


def migration_names() -> list[str]:
    """The names of today's migrations."""
    return [str(migration) for migration in schema.load_migrations(schema.MIGRATIONS / "sqlite")]


def tables(version: int) -> list[str]:
    """The tables of that schema whose rows are kept."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in schema.load_migrations(schema.MIGRATIONS / "sqlite")[:version]:
            connection.executescript(migration.script)
        return _table_names(connection)


def checksums(version: int) -> str:
    """The checksums of the migrations up to that version, of both engines."""
    return " ".join(
        migration.checksum[:16]
        for engine in ("sqlite", "postgres")
        for migration in schema.load_migrations(schema.MIGRATIONS / engine)[:version]
    )


def released_schemas() -> dict[str, int]:
    """The schema of each released version, by the version."""
    return {version: release["schema"] for version, release in tomllib.loads(RELEASES.read_text()).items()}


async def _write() -> None:
    version = len(migration_names())
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "easel.db"
        database = await open_database(f"sqlite:///{file}")
        try:
            await write_rows(ModerationDriver(JobDriver(database, ManualClock())))
        finally:
            await database.close()
        with closing(sqlite3.connect(file)) as connection:
            lines = [f"-- Rows of schema {version:04}, migrations {checksums(version)}.", *_dump(connection)]
    (FOLDER / f"{version:04}.sql").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _dump(connection: sqlite3.Connection) -> list[str]:
    lines: list[str] = []
    for table in _table_names(connection):
        rows = connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2")
        columns = [column[0] for column in rows.description]
        lines += [
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join(map(_literal, row))})" for row in rows
        ]
    return lines


def _table_names(connection: sqlite3.Connection) -> list[str]:
    """The tables in topological order: each one after those that its foreign keys refer to.

    The order of the schema is not enough: a migration that replaces a table moves it to the end.
    """
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid").fetchall()
    parents = 'SELECT "table" FROM pragma_foreign_key_list(?) WHERE "table" <> ?'
    graph = {name: [parent for (parent,) in connection.execute(parents, (name, name))] for (name,) in rows}
    return [name for name in TopologicalSorter(graph).static_order() if name not in _EXCLUDED_TABLES]


def _literal(value: object) -> str:
    match value:
        case None:
            return "NULL"
        case str():
            return "'" + value.replace("'", "''") + "'"
        case _:
            return repr(value)


if __name__ == "__main__":
    sys.exit(asyncio.run(_write()))
