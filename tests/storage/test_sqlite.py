"""SQLite only: one process, group commits, and a process that always ends."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import StorageError, StorageUnavailable
from bot.storage.database import Transaction
from bot.storage.group_commit import split_statements
from bot.storage.sqlite import SqliteDatabase, open_sqlite
from bot.storage.sqlite_thread import SqliteThread

ROOT = Path(__file__).parents[2]
OPEN = """
import asyncio, sys
from pathlib import Path
from bot.storage.sqlite import open_sqlite

async def main():
    database = await open_sqlite(sys.argv[1], Path(sys.argv[2]))
    await database.close()

asyncio.run(main())
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_notes.sql").write_text(
        "CREATE TABLE notes (id INTEGER PRIMARY KEY);"
        "CREATE TABLE replies (note INTEGER REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED);"
    )
    return folder


@pytest.fixture
async def notes_database(tmp_path: Path, migrations: Path) -> AsyncIterator[SqliteDatabase]:
    database = await open_sqlite(f"{tmp_path}/notes.db", migrations)
    yield database
    await database.close()


def open_elsewhere(file: Path, migrations: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", OPEN, str(file), str(migrations)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)


def write(note: int) -> Transaction[int]:
    yield "INSERT INTO notes VALUES (?)", (note,)
    return note


def count() -> Transaction[int]:
    rows = yield "SELECT COUNT(*) AS notes FROM notes", ()
    number: int = rows[0]["notes"]
    return number


async def trace(database: SqliteDatabase) -> list[str]:
    spoken: list[str] = []
    await database._thread.run(lambda raw: raw.set_trace_callback(spoken.append))
    return spoken


async def test_run_in_thread_returns_the_result_or_raises_the_error(tmp_path: Path) -> None:
    async with SqliteThread(tmp_path / "any.db") as thread:
        assert await thread.run(lambda raw: raw.execute("SELECT 7").fetchone()) == (7,)
        with pytest.raises(sqlite3.OperationalError):
            await thread.run(lambda raw: raw.execute("SELEKT"))


async def test_pragmas_are_set_for_durability_and_secure_deletion(notes_database: SqliteDatabase) -> None:
    def settings() -> Transaction[list[object]]:
        found: list[object] = []
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "cache_size", "busy_timeout"):
            rows = yield f"SELECT * FROM pragma_{name}", ()
            found += rows[0]  # type: ignore[arg-type]  # a sqlite3.Row can be iterated
        return found

    assert await notes_database.run(settings) == ["wal", 2, 1, 1, -16384, 5000]


async def test_waiting_transactions_share_a_commit(notes_database: SqliteDatabase) -> None:
    spoken = await trace(notes_database)
    assert await asyncio.gather(*(notes_database.run(write, note) for note in range(100))) == list(range(100))
    assert spoken.count("COMMIT") <= 2


async def test_single_transaction_uses_no_savepoint(notes_database: SqliteDatabase) -> None:
    spoken = await trace(notes_database)
    await notes_database.run(write, 1)
    assert spoken == ["BEGIN IMMEDIATE", "INSERT INTO notes VALUES (1)", "COMMIT"]


async def test_failed_commit_fails_all_its_transactions(notes_database: SqliteDatabase) -> None:
    def dangle() -> Transaction[None]:
        yield "INSERT INTO replies VALUES (404)", ()

    outcomes = await asyncio.gather(
        *(notes_database.run(write, n) for n in range(5)), notes_database.run(dangle), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [StorageError] * 6
    assert await notes_database.run(count) == 0
    assert await notes_database.run(write, 1) == 1


async def test_rollback_by_the_engine_fails_all_transactions_of_the_commit(notes_database: SqliteDatabase) -> None:
    def break_off() -> Transaction[None]:
        yield "INSERT OR ROLLBACK INTO notes VALUES (1), (1)", ()

    outcomes = await asyncio.gather(
        notes_database.run(write, 7),
        notes_database.run(break_off),
        notes_database.run(write, 8),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [StorageError] * 3
    assert {str(outcome) for outcome in outcomes} == {
        "The database refused a change: UNIQUE constraint failed: notes.id."
    }
    with pytest.raises(StorageError, match="UNIQUE"):
        await notes_database.run(break_off)
    assert await notes_database.run(count) == 0


async def test_file_locked_by_another_program_is_refused_after_the_timeout(
    notes_database: SqliteDatabase, tmp_path: Path
) -> None:
    await notes_database._thread.run(lambda raw: raw.execute("PRAGMA busy_timeout = 10"))
    other = sqlite3.connect(tmp_path / "notes.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageError, match="locked"):
        await notes_database.run(write, 1)
    other.close()
    assert await notes_database.run(write, 1) == 1


async def test_second_process_is_refused_with_advice(
    notes_database: SqliteDatabase, tmp_path: Path, migrations: Path
) -> None:
    refused = await asyncio.to_thread(open_elsewhere, tmp_path / "notes.db", migrations)
    assert refused.returncode == 1
    assert "Another process uses" in refused.stderr
    assert "Stop it first" in refused.stderr
    await notes_database.close()
    accepted = await asyncio.to_thread(open_elsewhere, tmp_path / "notes.db", migrations)
    assert accepted.returncode == 0, accepted.stderr


@pytest.mark.parametrize("fault", ["not a database", "bad migration", "no migrations", "a folder", "parent is a file"])
async def test_failed_start_exits_with_a_storage_error(fault: str, tmp_path: Path, migrations: Path) -> None:
    file = tmp_path / "easel.db"
    match fault:
        case "not a database":
            file.write_text("This is a letter, not a database." * 100)
        case "bad migration":
            (migrations / "0002_bad.sql").write_text("CREATE TABLE;")
        case "no migrations":
            (migrations / "0001_notes.sql").unlink()
        case "a folder":
            file.mkdir()
        case _:
            file.touch()
            file = file / "easel.db"
    refused = await asyncio.to_thread(open_elsewhere, file, migrations)
    assert refused.returncode == 1
    assert "StorageError: " in refused.stderr


def test_script_is_split_only_at_the_end_of_statements() -> None:
    script = (
        "CREATE TABLE a (b TEXT DEFAULT ';'); -- one; two\n"
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; SELECT 1; END; /* ; */ SELECT ';' AS \";\"\n"
    )
    assert [part.strip() for part in split_statements(script)] == [
        "CREATE TABLE a (b TEXT DEFAULT ';');",
        "-- one; two\nCREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM a; SELECT 1; END;",
        "/* ; */ SELECT ';' AS \";\"",
    ]


def fill(note: int) -> Transaction[None]:
    for n in range(10_000):
        yield "INSERT INTO notes VALUES (?)", (note * 10_000 + n,)


async def test_full_disk_refuses_writes_until_space_is_free(notes_database: SqliteDatabase) -> None:
    await notes_database.run(write, 1)
    await notes_database._thread.run(lambda raw: raw.execute("PRAGMA max_page_count = 8"))
    outcomes = await asyncio.gather(*(notes_database.run(fill, n) for n in range(1, 4)), return_exceptions=True)
    assert StorageUnavailable in {type(outcome) for outcome in outcomes}
    with pytest.raises(StorageUnavailable, match="full"):
        await notes_database.run(fill, 7)
    assert await notes_database.run(count) >= 1
    kept = await notes_database.run(count)
    await notes_database._thread.run(lambda raw: raw.execute("PRAGMA max_page_count = 100000"))
    await notes_database.run(fill, 9)
    assert await notes_database.run(count) == kept + 10_000


async def test_constraint_violation_is_not_an_outage(notes_database: SqliteDatabase) -> None:
    await notes_database.run(write, 1)
    with pytest.raises(StorageError) as refusal:
        await notes_database.run(write, 1)
    assert not isinstance(refusal.value, StorageUnavailable)


async def test_transaction_left_open_does_not_block_later_ones(notes_database: SqliteDatabase) -> None:
    await notes_database._thread.run(lambda raw: raw.execute("BEGIN"))
    await notes_database.run(write, 1)
    assert await notes_database.run(count) == 1
