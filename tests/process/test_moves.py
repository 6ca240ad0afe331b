"""Moving a bot from one database to the other between two requests: nothing is lost, and the quota goes on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.bot_process import BotProcess
from tests.support.databases import create_empty_database
from tests.support.process_stage import ProcessStage, open_stage, wait_until

LIMITS = {"LIMITS__IMAGES_PER_USER_PER_DAY": "3"}
SUMS = "SELECT COUNT(*) AS count, SUM(images) AS images, SUM(micro_dollars) AS micro_dollars FROM ledger"


@pytest.fixture(params=["sqlite", "postgres"])
async def moving_stage(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[tuple[ProcessStage, str]]:
    """A stage on one engine, and the address of an empty database of the other."""
    engines = ("sqlite", "postgres") if request.param == "sqlite" else ("postgres", "sqlite")
    async with (
        create_empty_database(request, tmp_path / "old.db", engines[0]) as old,
        create_empty_database(request, tmp_path / "new.db", engines[1]) as new,
        open_stage(tmp_path, old) as stage,
    ):
        yield stage, new


async def run_to_end(stage: ProcessStage, *arguments: str) -> tuple[int, BotProcess]:
    program = await stage.spawn(*arguments)
    return await program.wait_for_exit(60), program


@pytest.mark.timeout(300)
async def test_bot_goes_on_in_the_other_database_where_it_was(moving_stage: tuple[ProcessStage, str]) -> None:
    stage, new = moving_stage
    bot = await stage.start(**LIMITS)
    first = [stage.imagine(f"fox {number}") for number in range(2)]
    await stage.wait_until_ended(*first)
    code, refused = await run_to_end(stage, "move", "--to", new)
    assert code == 1
    assert "top it first" in refused.errors
    assert await bot.stop() == 0
    await wait_until("it is gone", lambda: stage.connected_bots == 0)
    before = await stage.query(SUMS)

    code, moved = await run_to_end(stage, "move", "--to", new)
    assert code == 0, moved.errors
    assert "ledger: 4 rows, $0.04 in all" in moved.output
    assert 'url = "' in moved.output
    assert "EASEL_DATABASE__URL is set, and wins over config.toml" in moved.output
    code, again = await run_to_end(stage, "move", "--to", new)
    assert code == 1
    assert "is not empty" in again.errors

    stage.database_url = new
    assert await stage.query(SUMS) == before
    assert (await run_to_end(stage, "check"))[0] == 0
    await stage.start(**LIMITS)
    third = stage.imagine("a fox after the move")
    await stage.wait_until_ended(third)
    fourth = stage.imagine("one fox too many")
    await wait_until("it is answered", fourth.settled.is_set)
    assert "your 3 pictures" in stage.private_reply(fourth)  # the quota counts what was drawn before
    assert len(await stage.jobs()) == 3
    assert len(stage.sandbox.runware.journal.accepted_uuids) == 3


async def test_requests_that_wait_are_drawn_after_the_move(moving_stage: tuple[ProcessStage, str]) -> None:
    stage, new = moving_stage
    stage.sandbox.runware.account.task_durations = (2.0, 2.0)
    bot = await stage.start()
    request = stage.imagine("a fox that is being drawn")
    await stage.wait_for_rows("SELECT id FROM jobs WHERE state = 'submitted'")
    await stage.kill(bot)
    code, moved = await run_to_end(stage, "move", "--to", new)
    assert code == 0, moved.errors
    stage.database_url = new
    if not new.startswith("sqlite"):
        await stage.expire_leases()
    await stage.start()
    await stage.wait_until_ended(request)
    assert len(stage.attachments_of(request)) == 1
    assert len(stage.sandbox.runware.journal.accepted_uuids) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://easel:hush@db/easel", "--to: must be “sqlite:///FILE” or “postgresql://"),
        ("", "--to: must be"),
        ("postgresql://easel:hush@127.0.0.1:9/easel", "PostgreSQL cannot be reached"),
        ("sqlite:///{folder}/easel.db", "The database of --to is the one that Easel uses already."),
        ("sqlite:///{folder}", "cannot be used"),
    ],
)
async def test_target_that_cannot_be_used_gets_one_line(stage: ProcessStage, address: str, said: str) -> None:
    bot = await stage.start()
    assert await bot.stop() == 0
    code, program = await run_to_end(stage, "move", "--to", address.format(folder=stage.folder))
    assert code == 1
    (line,) = program.errors.splitlines()
    assert said in line
    assert "hush" not in program.errors
