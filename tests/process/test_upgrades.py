"""Upgrading and going back, as docs/upgrading.md and docs/downgrading.md say: what is stored is never lost."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage import open_database
from tests.support import kept_databases
from tests.support.bot_process import BotProcess
from tests.support.process_stage import ProcessStage, wait_until

NEWEST = len(kept_databases.migration_names())


def database_file(stage: ProcessStage) -> Path:
    return Path(stage.database_url.removeprefix("sqlite:///"))


def read_version(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT MAX(version) FROM schema_version").fetchone()[0])


async def refused(stage: ProcessStage, command: str) -> str:
    """The one line about a database that this version cannot use."""
    program = await stage.spawn(*command.split())
    assert await program.wait_for_exit() == 1
    lines = [line for line in (program.output + program.errors).splitlines() if "only knows" in line]
    assert len(lines) == 1, program.output + program.errors
    return lines[0]


async def stop(stage: ProcessStage, bot: BotProcess) -> None:
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)


@pytest.mark.parametrize("schema", sorted({1, *kept_databases.released_schemas().values()}))
async def test_bot_starts_on_the_database_of_every_released_schema_and_goes_on(
    stage: ProcessStage, schema: int, tmp_path: Path
) -> None:
    kept = kept_databases.FOLDER / f"{schema:04}.sql"
    await kept_databases.recreate(stage.database_url, kept, tmp_path / "migrations")
    bot = await stage.start(DISCORD__ADMISSION="open")  # the kept database knows other servers
    # Results of the kept jobs cannot be read, which closes the other model.
    request = stage.imagine("a fox after the upgrade", model="pro")
    await stage.wait_until_ended(request)
    assert len(stage.attachments_of(request)) == 1
    await stop(stage, bot)
    assert read_version(database_file(stage)) == NEWEST
    copy = database_file(stage).with_name(f"{database_file(stage).name}.before-{schema + 1:04}")
    assert copy.exists() == (schema < NEWEST)
    if copy.exists():
        assert read_version(copy) == schema


async def test_older_version_refuses_a_newer_database_and_goes_back_to_the_copy_from_before(
    stage: ProcessStage, tmp_path: Path
) -> None:
    bot = await stage.start()
    before = stage.imagine("a fox before the upgrade")
    await stage.wait_until_ended(before)
    await stop(stage, bot)
    file = database_file(stage)
    newer = kept_databases.first_migrations(tmp_path / "newer", NEWEST)
    (newer / "sqlite" / f"{NEWEST + 1:04}_later.sql").write_text("CREATE TABLE later (id INTEGER PRIMARY KEY);")
    await (await open_database(stage.database_url, migrations=newer)).close()
    for command in (
        "run",
        "check",
        "sync",
        "reconcile",
        f"backup {tmp_path}/copy.db",
        f"move --to sqlite:///{tmp_path}/b.db",
    ):
        line = await refused(stage, command)
        assert f"The database is at schema {NEWEST + 1:04}, and this version of Easel only knows {NEWEST:04}" in line
        assert "start the newer version again, or restore the copy from before the upgrade" in line
    assert read_version(file) == NEWEST + 1
    # What docs/downgrading.md says.
    shutil.move(file, file.with_name("easel.db.newer"))
    shutil.copy(file.with_name(f"{file.name}.before-{NEWEST + 1:04}"), file)
    refusal = await stage.spawn("run")
    assert await refusal.wait_for_exit() == 1
    assert "run --new" in refusal.errors
    older = await stage.spawn("run", "--new")
    await wait_until("it connects", lambda: stage.connected_bots == 1)
    after = stage.imagine("a fox after going back")
    await stage.wait_until_ended(after)
    assert len(await stage.query("SELECT id FROM jobs WHERE state = 'delivered'")) == 2
    await stop(stage, older)
