"""A database file that is missing, empty, outdated or in use is detected; no second process can open the file."""

import asyncio
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import StorageError
from bot.storage import inspect_database, kv, open_database, permissions_warning
from bot.storage.file_guard import FileGuard, guard_path, read_counter

ROOT = Path(__file__).parents[2]
KILLED = """
import asyncio, os, signal, sys
from bot.storage import kv, open_database

async def main():
    database = await open_database(sys.argv[1])
    await database.run(kv.put, "work", sys.argv[2])
    os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""
OPENED = """
import asyncio, sys
from bot.storage import open_database

async def main():
    await (await open_database(sys.argv[1])).close()

asyncio.run(main())
"""


def process(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


async def closed(file: Path, value: str = "kept", *, new: bool = False) -> None:
    """Open the database, write a mark and close it."""
    database = await open_database(f"sqlite:///{file}", new=new)
    await database.run(kv.put, "work", value)
    await database.close()


async def work(file: Path, *, new: bool = False) -> str | None:
    """What was written into the database last."""
    database = await open_database(f"sqlite:///{file}", new=new)
    try:
        return await database.run(kv.get, "work")
    finally:
        await database.close()


async def refusal(file: Path) -> str:
    with pytest.raises(StorageError) as caught:
        await open_database(f"sqlite:///{file}")
    return str(caught.value)


def modes_in(folder: Path) -> dict[str, int]:
    """The files there and who may read them."""
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


def empty(file: Path) -> None:
    os.truncate(file, 0)


LOSSES: dict[str, Callable[[Path], None]] = {"deleted": Path.unlink, "emptied": empty}


@pytest.mark.parametrize("lose", LOSSES.values(), ids=LOSSES)
async def test_missing_or_empty_database_is_not_recreated_without_new_flag(
    tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    file = tmp_path / "easel.db"
    await closed(file)
    lose(file)
    before = modes_in(tmp_path)
    told = await refusal(file)
    assert f"The database {file} is missing or empty" in told
    assert "run --new" in told
    assert modes_in(tmp_path) == before
    assert await work(file, new=True) is None
    await closed(file, "again")
    assert await work(file) == "again"


async def test_restored_backup_has_to_be_confirmed_once(tmp_path: Path) -> None:
    file = tmp_path / "easel.db"
    await closed(file, "old")
    shutil.copy(file, tmp_path / "backup.db")
    await closed(file, "newer")
    file.unlink()
    assert "missing or empty" in await refusal(file)
    shutil.copy(tmp_path / "backup.db", file)
    assert "it is an older copy" in await refusal(file)
    assert await work(file, new=True) == "old"
    assert await work(file) == "old"


@pytest.mark.parametrize("starts", [1, 2])
async def test_missing_wal_after_a_kill_is_refused_and_database_kept(tmp_path: Path, starts: int) -> None:
    file = tmp_path / "easel.db"
    if starts == 2:
        await closed(file, "old")
    assert process(KILLED, f"sqlite:///{file}", "new").returncode == -signal.SIGKILL
    log = tmp_path / "easel.db-wal"
    log.rename(tmp_path / "kept")
    (tmp_path / "easel.db-shm").unlink()
    assert "lacks what was written last" in await refusal(file)
    (tmp_path / "kept").rename(log)
    assert await work(file) == "new"


async def test_missing_database_with_a_wal_is_refused_and_wal_kept(tmp_path: Path) -> None:
    file = tmp_path / "easel.db"
    await closed(file)
    assert process(KILLED, f"sqlite:///{file}", "new").returncode == -signal.SIGKILL
    file.rename(tmp_path / "kept")
    assert "missing or empty" in await refusal(file)
    (tmp_path / "kept").rename(file)
    assert await work(file) == "new"


async def test_wal_checkpointed_by_another_program_after_a_kill_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "easel.db"
    assert process(KILLED, f"sqlite:///{file}", "new").returncode == -signal.SIGKILL
    other = sqlite3.connect(file)
    other.execute("SELECT count(*) FROM key_values").fetchall()
    other.close()
    assert not (tmp_path / "easel.db-wal").exists()
    assert await work(file) == "new"


async def test_empty_folder_is_a_fresh_start(tmp_path: Path) -> None:
    folder = tmp_path / "volume"
    await closed(folder / "easel.db")
    shutil.rmtree(folder)
    assert await work(folder / "easel.db") is None


async def test_failed_first_start_leaves_no_guard_of_a_database(tmp_path: Path) -> None:
    file = tmp_path / "easel.db"
    (tmp_path / "sqlite").mkdir()
    (tmp_path / "sqlite" / "0001_bad.sql").write_text("CREATE TABLE;")
    with pytest.raises(StorageError):
        await open_database(f"sqlite:///{file}", migrations=tmp_path)
    file.unlink()
    assert await work(file) is None


# ── while it runs ────────────────────────────────────────────────────────────


def replace(file: Path) -> None:
    shutil.copy(file, file.with_name("copy"))
    file.with_name("copy").replace(file)


@pytest.mark.parametrize("lose", (LOSSES | {"replaced": replace}).values(), ids=(*LOSSES, "replaced"))
async def test_database_file_lost_while_running_refuses_writes(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, lose: Callable[[Path], None]
) -> None:
    file = tmp_path / "easel.db"
    database = await open_database(f"sqlite:///{file}")
    await database.run(kv.put, "work", "kept")
    lose(file)
    for _ in range(2):
        with pytest.raises(StorageError, match="was removed or replaced while Easel runs"):
            await database.run(kv.put, "work", "lost")
    assert [record.levelname for record in caplog.records if "removed" in record.getMessage()] == ["CRITICAL"]
    await database.close()


async def test_guard_counter_increases_with_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "easel.db"
    database = await open_database(f"sqlite:///{file}")
    begun = read_counter(file)
    await database.run(kv.put, "work", "1")
    assert read_counter(file) == begun == 1
    await database.close()
    monkeypatch.setattr("bot.storage.file_guard.COUNTER_INTERVAL_SECONDS", 0.0)
    database = await open_database(f"sqlite:///{file}")
    await database.run(kv.put, "work", "2")
    assert read_counter(file) == 3
    await database.close()


# ── two processes ────────────────────────────────────────────────────────────


@pytest.mark.parametrize("lost", ["nothing", "the note", "the database", "the log"])
async def test_second_process_is_refused_even_after_a_file_is_deleted(tmp_path: Path, lost: str) -> None:
    file = tmp_path / "easel.db"
    database = await open_database(f"sqlite:///{file}")
    await database.run(kv.put, "work", "kept")
    match lost:
        case "the note":
            guard_path(file).unlink()
        case "the database":
            replace(file)
        case "the log":
            (tmp_path / "easel.db-wal").unlink()
    second = process(OPENED, f"sqlite:///{file}")
    assert second.returncode == 1
    assert f"Another process uses {file}" in second.stderr
    await database.close()


def test_guard_lock_survives_a_refused_second_claim(tmp_path: Path) -> None:
    guard = FileGuard.claim(tmp_path / "easel.db", new=False)
    with pytest.raises(StorageError, match="Another process uses"):
        FileGuard.claim(tmp_path / "easel.db", new=False)
    guard.close()
    FileGuard.claim(tmp_path / "easel.db", new=False).close()


# ── what is no file ───────────────────────────────────────────────────────


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
@pytest.mark.parametrize("name", ["easel.db", "easel.db.guard"])
@pytest.mark.parametrize("new", [False, True])
async def test_pipes_and_folders_are_refused_without_waiting(
    tmp_path: Path, name: str, make: Callable[[Path], None], new: bool
) -> None:
    make(tmp_path / name)
    for opening in (
        open_database(f"sqlite:///{tmp_path}/easel.db", new=new),
        inspect_database(f"sqlite:///{tmp_path}/easel.db"),
    ):
        with pytest.raises(StorageError, match=f"{name} is not a file"):
            await asyncio.wait_for(opening, 5)
    assert list(modes_in(tmp_path)) == [name]


# ── who may read it ──────────────────────────────────────────────────────────


async def test_database_files_are_accessible_only_to_their_owner(tmp_path: Path) -> None:
    file = tmp_path / "data" / "easel.db"
    database = await open_database(f"sqlite:///{file}")
    await database.run(kv.put, "work", "kept")
    modes = modes_in(file.parent)
    await database.close()
    assert modes == dict.fromkeys(("easel.db", "easel.db-shm", "easel.db-wal", "easel.db.guard"), 0o600)
    assert permissions_warning(f"sqlite:///{file}") is None


@pytest.mark.parametrize(("mode", "what"), [(0o644, "read"), (0o666, "changed"), (0o602, "changed"), (0o640, None)])
async def test_permissions_warning_if_every_user_can_access_the_database(
    tmp_path: Path, mode: int, what: str | None
) -> None:
    file = tmp_path / "easel.db"
    await closed(file)
    file.chmod(mode)
    warning = permissions_warning(f"sqlite:///{file}")
    assert (warning is None) if what is None else (warning is not None and f"can be {what} by every user" in warning)
    assert permissions_warning("postgresql://db/easel") is None
