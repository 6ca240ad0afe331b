"""A backup is complete, checked and private, also of a database that is written meanwhile; nothing is replaced."""

# ruff: noqa: ASYNC240 - nothing else runs in these tests

import asyncio
import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import back_up_database, backup, kv, open_database, schema
from bot.storage.backup import Backup, pg_dump_command
from bot.storage.database import Transaction


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return tmp_path / "easel.db"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


async def back_up(source: Path, copy: Path) -> Backup:
    written = await back_up_database(f"sqlite:///{source}", copy)
    assert isinstance(written, Backup)
    return written


async def fill(source: Path, value: str) -> None:
    database = await open_database(f"sqlite:///{source}")
    await database.run(kv.put, "a", value)
    await database.close()


def read_value(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT value FROM key_values WHERE name = 'a'").fetchone()[0])


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


async def test_backup_of_a_stopped_bot_is_one_private_file_and_changes_nothing(source: Path, copy: Path) -> None:
    await fill(source, "one")
    before = files(source.parent)
    written = await back_up(source, copy)
    assert read_value(copy) == "one"
    assert written == Backup(copy.stat().st_size, len(schema.load_migrations(schema.MIGRATIONS / "sqlite")))
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert files(source.parent) == {**before, copy.name: copy.read_bytes()}


async def test_backup_holds_what_is_only_in_the_log_of_a_running_bot(source: Path, copy: Path) -> None:
    database = await open_database(f"sqlite:///{source}")
    await database.run(kv.put, "a", "two")
    await back_up(source, copy)
    await database.run(kv.put, "a", "three")
    await database.close()
    assert (read_value(copy), read_value(source)) == ("two", "three")


async def test_backups_during_writes_each_hold_a_whole_number_of_transactions(source: Path, tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{source}")
    await database.run(kv.put, "a", "0")
    await database.run(kv.put, "b", "0")
    is_done = False

    async def write() -> int:
        number = 0
        while not is_done:
            number += 1
            await database.run(put_both, str(number))
        return number

    writing = asyncio.create_task(write())
    copies = [tmp_path / f"copy-{number}.db" for number in range(5)]
    for copy in copies:
        await back_up(source, copy)
    is_done = True
    assert await writing > 0
    await database.close()
    found = []
    for copy in copies:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            values = dict(connection.execute("SELECT name, value FROM key_values WHERE name IN ('a', 'b')").fetchall())
        assert values["a"] == values["b"]
        found.append(int(values["a"]))
    assert found == sorted(found)


def put_both(value: str) -> Transaction[None]:
    yield from kv.put("a", value)
    yield from kv.put("b", value)


@pytest.mark.parametrize("kind", ["file", "folder", "link to nothing", "the database", "its guard"])
async def test_backup_replaces_nothing(source: Path, copy: Path, kind: str) -> None:
    await fill(source, "one")
    match kind:
        case "file":
            copy.write_text("mine")
        case "folder":
            copy.mkdir()
        case "link to nothing":
            copy.symlink_to("nowhere")
    target = {"the database": source, "its guard": source.with_name("easel.db.guard")}.get(kind, copy)
    before = sorted(path.name for path in source.parent.iterdir())
    with pytest.raises(StorageError, match="exists already, and a backup replaces nothing"):
        await back_up(source, target)
    assert sorted(path.name for path in source.parent.iterdir()) == before
    assert read_value(source) == "one"


async def test_file_that_appears_during_the_backup_is_kept(
    source: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(source, "one")
    check = backup._check_copy

    def check_late(database: Path, unfinished: Path) -> int:
        copy.write_text("mine")
        return check(database, unfinished)

    monkeypatch.setattr(backup, "_check_copy", check_late)
    with pytest.raises(StorageError, match="exists already"):
        await back_up(source, copy)
    assert copy.read_text() == "mine"


async def test_backup_works_on_file_systems_without_hard_links(
    source: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(source, "one")

    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    await back_up(source, copy)
    assert read_value(copy) == "one"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_damaged_database_is_named_and_leaves_no_copy(source: Path, copy: Path) -> None:
    await fill(source, "x" * 200_000)
    with source.open("r+b") as file:
        file.seek(-3 * 4096, os.SEEK_END)
        file.write(b"\xff" * 4096 * 3)
    with pytest.raises(StorageError, match=r"is damaged|could not be copied"):
        await back_up(source, copy)
    assert {path.name for path in source.parent.iterdir()} == {"easel.db", "easel.db.guard"}


@pytest.mark.parametrize("folder", ["missing", "/proc"])
async def test_backup_into_an_unusable_folder_gets_one_sentence(source: Path, folder: str) -> None:
    await fill(source, "one")
    with pytest.raises(StorageError, match="could not be copied to"):
        await back_up(source, source.parent / folder / "copy.db")


async def test_database_that_does_not_exist_is_not_made(source: Path, copy: Path) -> None:
    with pytest.raises(StorageError, match="there is nothing to copy"):
        await back_up(source, copy)
    assert list(source.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://easel:hush@host:5432/easel", "--dbname=postgresql://easel@host:5432/easel"),
        ("postgres://easel:a%40b:c@[::1]/easel", "'--dbname=postgres://easel@[::1]/easel'"),
        ("postgresql://host/easel?user=e&password=hush&sslmode=require", "e&sslmode=require'"),
        ("postgresql://host/easel?sslpassword=hush&command_timeout=3", "--dbname=postgresql://host/easel"),
        ("postgresql:///easel?host=/run/pg", "'--dbname=postgresql:///easel?host=%2Frun%2Fpg'"),
    ],
)
def test_pg_dump_line_has_no_password(url: str, expected: str) -> None:
    line = pg_dump_command(url, Path("my copy.dump"))
    assert line.startswith("pg_dump --format=custom '--file=my copy.dump' ")
    assert line.endswith(expected)
    assert "hush" not in line
