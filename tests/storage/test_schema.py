"""A database is migrated to the newest schema, also after an interruption or by several processes."""

import asyncio
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import open_database, schema
from bot.storage.database import Database, Transaction
from tests.support.databases import create_empty_database


@pytest.fixture
async def second_database_url(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> AsyncIterator[str]:
    """The address of another empty database, on the same engine as the first."""
    async with create_empty_database(request, tmp_path / "second.db", database_url.partition(":")[0]) as url:
        yield url


ROOT = Path(__file__).parents[2]
ENGINES = ("sqlite", "postgres")
HISTORY = {
    "0001_members.sql": "CREATE TABLE members (id BIGINT PRIMARY KEY, name TEXT NOT NULL);",
    "0002_points.sql": "ALTER TABLE members ADD COLUMN points BIGINT NOT NULL DEFAULT 0;\n"
    "CREATE INDEX members_by_points ON members (points, id); -- a rank; not unique",
    "0003_teams.sql": "CREATE TABLE teams (id BIGINT PRIMARY KEY, captain BIGINT REFERENCES members (id));",
}
KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.storage import schema, sqlite

finished = 0

def time_to_die():
    global finished
    if finished == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    finished += 1
    return 0.0

schema.time.time = time_to_die
asyncio.run(sqlite.open_sqlite(sys.argv[1], Path(sys.argv[2])))
"""

Description = Mapping[str, object]


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    return write(tmp_path / "migrations", HISTORY)


def write(folder: Path, files: Mapping[str, str]) -> Path:
    for engine in ENGINES:
        (folder / engine).mkdir(parents=True, exist_ok=True)
        for name, script in files.items():
            (folder / engine / name).write_text(script)
    return folder


def first(folder: Path, count: int, target: Path) -> Path:
    """A copy of the folder as it was when there were only so many migrations."""
    for engine in ENGINES:
        (target / engine).mkdir(parents=True)
        for file in sorted((folder / engine).glob("*.sql"))[:count]:
            shutil.copy(file, target / engine)
    return target


def query(sql: str) -> Transaction[list[tuple[object, ...]]]:
    rows = yield sql, ()
    return [tuple(row) for row in rows]  # type: ignore[arg-type]  # rows of both drivers can be iterated


async def describe(database: Database) -> Description:
    """Tables, columns, keys and indexes, in an order that does not depend on their creation."""
    described: dict[str, object] = {}
    if database.exclusive:
        for (table,) in await database.run(query, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
            for part in ("table_xinfo", "index_list", "foreign_key_list"):
                rows = await database.run(query, f"SELECT * FROM pragma_{part}('{table}')")
                described[f"{table} {part}"] = sorted((row[1:] for row in rows), key=repr)
        made = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('index', 'trigger', 'view') ORDER BY 1, 2"
        return described | {"made": await database.run(query, made)}
    for part, sql in {
        "columns": "SELECT table_name, column_name, data_type, is_nullable, column_default "
        "FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2",
        "indexes": "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1",
        "constraints": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = current_schema()::regnamespace ORDER BY 1, 2",
        "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1",
    }.items():
        described[part] = await database.run(query, sql)
    return described


async def upgrade(url: str, *folders: Path) -> Description:
    """What the database is like after it was opened with each of the folders in turn."""
    described: Description = {}
    for folder in folders:
        database = await open_database(url, migrations=folder)
        described = await describe(database)
        await database.close()
    return described


async def applied(url: str, migrations: Path) -> list[tuple[object, ...]]:
    database = await open_database(url, migrations=migrations)
    versions = await database.run(query, "SELECT version, name FROM schema_version ORDER BY version")
    await database.close()
    return versions


async def test_migrations_are_applied_once_and_in_order(database_url: str, migrations: Path) -> None:
    versions = [(1, "members"), (2, "points"), (3, "teams")]
    assert await applied(database_url, migrations) == versions
    assert await applied(database_url, migrations) == versions


@pytest.mark.parametrize("known", [1, 2])
async def test_upgraded_database_equals_a_fresh_database(
    known: int, database_url: str, second_database_url: str, migrations: Path, tmp_path: Path
) -> None:
    old = first(migrations, known, tmp_path / "old")
    assert await upgrade(database_url, old, migrations) == await upgrade(second_database_url, migrations)


@pytest.mark.parametrize("known", range(1, len(list((schema.MIGRATIONS / "sqlite").glob("*.sql"))) + 1))
async def test_every_released_schema_can_be_upgraded(
    known: int, database_url: str, second_database_url: str, tmp_path: Path
) -> None:
    old = first(schema.MIGRATIONS, known, tmp_path / "old")
    assert await upgrade(database_url, old, schema.MIGRATIONS) == await upgrade(second_database_url, schema.MIGRATIONS)


async def test_both_engines_have_the_same_migrations() -> None:
    sqlite_names, postgres_names = (
        [str(migration) for migration in schema.load_migrations(schema.MIGRATIONS / engine)] for engine in ENGINES
    )
    assert sqlite_names == postgres_names


@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
async def test_concurrent_starts_apply_migrations_once(database_url: str, migrations: Path) -> None:
    opened = await asyncio.gather(*(open_database(database_url, migrations=migrations) for _ in range(4)))
    for database in opened:
        assert len(await database.run(query, "SELECT version FROM schema_version")) == 3
        await database.close()


async def test_newer_schema_is_refused(database_url: str, migrations: Path, tmp_path: Path) -> None:
    await upgrade(database_url, migrations)
    with pytest.raises(StorageError, match=r"at schema 0003.* only knows 0002.*newer version"):
        await open_database(database_url, migrations=first(migrations, 2, tmp_path / "old"))
    assert len(await applied(database_url, migrations)) == 3


async def test_migration_changed_after_it_was_applied_is_refused(database_url: str, migrations: Path) -> None:
    await upgrade(database_url, migrations)
    write(migrations, {"0002_points.sql": "ALTER TABLE members ADD COLUMN points TEXT;"})
    with pytest.raises(StorageError, match="another 0002_points"):
        await open_database(database_url, migrations=migrations)


async def test_line_endings_do_not_count_as_a_changed_migration(database_url: str, migrations: Path) -> None:
    await upgrade(database_url, migrations)
    write(migrations, {name: script.replace("\n", "\r\n") for name, script in HISTORY.items()})
    assert len(await applied(database_url, migrations)) == 3


async def test_failed_migration_is_rolled_back(database_url: str, migrations: Path) -> None:
    write(migrations, {"0004_bad.sql": "CREATE TABLE half (id BIGINT);\nINSERT INTO nowhere VALUES (1);"})
    with pytest.raises(StorageError, match="nowhere"):
        await open_database(database_url, migrations=migrations)
    write(migrations, {"0004_bad.sql": "CREATE TABLE half (id BIGINT);"})
    assert len(await applied(database_url, migrations)) == 4


@pytest.mark.parametrize("names", [[], ["0002_late.sql"], ["0001_a.sql", "0001_b.sql"], ["first.sql"]])
def test_migration_files_must_be_numbered_without_gaps(names: list[str], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text("SELECT 1;")
    with pytest.raises(StorageError, match="0001_name"):
        schema.load_migrations(tmp_path)


def backups(folder: Path) -> list[str]:
    return [file.name for file in folder.glob("*.before-*")]


async def test_upgrade_keeps_a_backup_of_the_sqlite_file(migrations: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/easel.db"
    await upgrade(url, first(migrations, 1, tmp_path / "old"))
    assert backups(tmp_path) == []
    await upgrade(url, migrations)
    assert backups(tmp_path) == ["easel.db.before-0002"]
    copy = f"{url}.before-0002"
    assert await applied(copy, tmp_path / "old") == [(1, "members")]


async def test_migration_can_replace_a_table_without_losing_referencing_rows(migrations: Path, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/easel.db"
    (migrations / "sqlite" / "0003_teams.sql").write_text(
        "CREATE TABLE teams (captain INTEGER REFERENCES members (id) ON DELETE CASCADE);"
        "INSERT INTO members (id, name) VALUES (1, 'Ada'); INSERT INTO teams VALUES (1);"
    )
    await upgrade(url, migrations)
    replace = "CREATE TABLE new (id INTEGER PRIMARY KEY); {} DROP TABLE members; ALTER TABLE new RENAME TO members;"
    (migrations / "sqlite" / "0004_lose.sql").write_text(replace.format(""))
    with pytest.raises(StorageError, match="refer to nothing"):
        await open_database(url, migrations=migrations)
    (migrations / "sqlite" / "0004_lose.sql").write_text(replace.format("INSERT INTO new SELECT id FROM members;"))
    database = await open_database(url, migrations=migrations)
    assert await database.run(query, "SELECT captain FROM teams") == [(1,)]
    await database.close()


@pytest.mark.parametrize("finished", [0, 1, 2])
async def test_database_killed_during_a_migration_can_be_opened_again(
    finished: int, migrations: Path, tmp_path: Path
) -> None:
    file = tmp_path / "easel.db"
    command = [sys.executable, "-c", KILLED, str(file), str(migrations / "sqlite"), str(finished)]
    killed = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, timeout=20, check=False)
    assert killed.returncode == -signal.SIGKILL
    with closing(sqlite3.connect(file)) as left:
        (tables,) = left.execute("SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('members', 'teams')").fetchone()
        assert tables == min(finished, 1)
    assert len(await applied(f"sqlite:///{file}", migrations)) == 3
    with closing(sqlite3.connect(file)) as healed:
        assert healed.execute("PRAGMA integrity_check").fetchone() == ("ok",)
