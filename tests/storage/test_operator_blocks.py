"""The operator's blocks: they hold for a person or a server everywhere, and cancel what waits."""

import asyncio

import pytest

from bot.domain.audit import OperatorAction
from bot.domain.job import State
from bot.domain.operator_blocks import BlockKind, OperatorBlock, OperatorBlockResult
from bot.errors import Blocked
from bot.storage import audit, operator_blocks
from bot.storage.database import Database
from tests.support.job_driver import JobDriver, gather_outcomes

GUILD, OTHER, HOME, OPERATOR = 7, 8, 70, 99
DAY = 24 * 3600.0


def make_block(driver: JobDriver, kind: BlockKind, target_id: int, *, days: int | None = 1) -> OperatorBlock:
    ends_at = None if days is None else driver.clock() + days * DAY
    return OperatorBlock(kind, target_id, "spam", OPERATOR, ends_at, driver.clock())


async def put(
    driver: JobDriver, kind: BlockKind, target_id: int, *, days: int | None = 1, process: Database | None = None
) -> OperatorBlockResult:
    return await (process or driver.database).run(
        operator_blocks.put,
        make_block(driver, kind, target_id, days=days),
        audit_guild_id=target_id if kind is BlockKind.SERVER else HOME,
        reason_for_jobs="Called off.",
    )


async def lift(driver: JobDriver, kind: BlockKind, target_id: int) -> OperatorBlockResult | None:
    return await driver.database.run(
        operator_blocks.remove, kind, target_id, reason="sorry", audit_guild_id=HOME, by_id=OPERATOR, now=driver.clock()
    )


@pytest.mark.parametrize("guild", [GUILD, OTHER, None])
async def test_blocked_person_can_request_nothing_anywhere_until_the_end(
    job_driver: JobDriver, guild: int | None
) -> None:
    await put(job_driver, BlockKind.USER, 1)
    with pytest.raises(Blocked, match=r"blocked you.*spam") as refused:
        await job_driver.reserve(1, guild_id=guild)
    assert refused.value.retry_at == job_driver.clock() + DAY
    assert await job_driver.count_rows("jobs") == await job_driver.count_rows("ledger") == 0
    await job_driver.reserve(2, guild_id=guild)
    job_driver.clock.advance(DAY)
    await job_driver.reserve(1, guild_id=guild)


async def test_blocked_server_lets_nobody_request_there_and_everybody_elsewhere(job_driver: JobDriver) -> None:
    await put(job_driver, BlockKind.SERVER, GUILD, days=None)
    for member in (1, 2):
        with pytest.raises(Blocked, match=r"blocked this server.*spam") as refused:
            await job_driver.reserve(member, guild_id=GUILD)
        assert refused.value.retry_at is None
    await job_driver.reserve(1, guild_id=OTHER)
    await job_driver.reserve(1)


async def test_id_of_a_person_and_of_a_server_are_not_confused(job_driver: JobDriver) -> None:
    await put(job_driver, BlockKind.SERVER, 1)
    await put(job_driver, BlockKind.USER, GUILD)
    await job_driver.reserve(1, guild_id=GUILD)


async def test_block_of_a_person_cancels_their_waiting_jobs_everywhere(job_driver: JobDriver) -> None:
    waiting = [await job_driver.acknowledge(await job_driver.reserve(1, guild_id=guild)) for guild in (GUILD, None)]
    other = await job_driver.acknowledge(await job_driver.reserve(2, guild_id=GUILD))
    result = await put(job_driver, BlockKind.USER, 1)
    assert [job.id for job in result.cancelled] == [job.id for job in waiting]
    assert [(await job_driver.get(job)).state for job in (*waiting, other)] == [
        State.CANCELLED,
        State.CANCELLED,
        State.WAITING,
    ]
    sums = await job_driver.select("SELECT SUM(images) AS images FROM ledger WHERE user_id = 1")
    assert [row["images"] for row in sums] == [0]


async def test_block_of_a_server_cancels_what_waits_there_alone(job_driver: JobDriver) -> None:
    here = await job_driver.acknowledge(await job_driver.reserve(1, guild_id=GUILD))
    there = await job_driver.acknowledge(await job_driver.reserve(1, guild_id=OTHER))
    result = await put(job_driver, BlockKind.SERVER, GUILD)
    assert [job.id for job in result.cancelled] == [here.id]
    assert (await job_driver.get(there)).state is State.WAITING


async def test_new_block_replaces_the_old_one_and_both_are_audited(job_driver: JobDriver) -> None:
    await put(job_driver, BlockKind.SERVER, GUILD)
    result = await put(job_driver, BlockKind.SERVER, GUILD, days=None)
    assert result.previous is not None
    assert result.previous.expires_at == job_driver.clock() + DAY
    entries = await job_driver.database.run(audit.list_newest, GUILD)
    assert [(entry.action, entry.actor_id) for entry in entries] == [(OperatorAction.BLOCK, OPERATOR)] * 2
    assert "forever: spam" in str(entries[0].detail)


async def test_lifted_block_has_no_effect_and_is_audited_with_its_reason(job_driver: JobDriver) -> None:
    await put(job_driver, BlockKind.USER, 1)
    assert await lift(job_driver, BlockKind.USER, 1) is not None
    assert await lift(job_driver, BlockKind.USER, 1) is None
    await job_driver.reserve(1, guild_id=GUILD)
    (newest, *_) = await job_driver.database.run(audit.list_newest, HOME)
    assert (newest.action, newest.user_id) == (OperatorAction.UNBLOCK, 1)
    assert "spam; lifted: sorry" in str(newest.detail)


async def test_list_shows_active_blocks_by_their_ends_and_expired_ones_are_deleted(job_driver: JobDriver) -> None:
    await put(job_driver, BlockKind.USER, 1, days=None)
    await put(job_driver, BlockKind.SERVER, GUILD, days=3)
    await put(job_driver, BlockKind.USER, 2, days=2)
    await put(job_driver, BlockKind.USER, 3, days=1)
    job_driver.clock.advance(DAY)
    listed, total = await job_driver.database.run(operator_blocks.list_active, now=job_driver.clock(), limit=2)
    assert ([block.target_id for block in listed], total) == ([2, GUILD], 3)
    await job_driver.database.run(operator_blocks.delete_expired, now=job_driver.clock())
    assert await job_driver.count_rows("operator_blocks") == 3


async def test_no_request_of_a_blocked_person_waits_after_a_race(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    """A request is either accepted before the block, or refused; what was accepted and waits is cancelled."""
    for member in range(1, 11):
        first, second = process_databases
        _, accepted = await asyncio.gather(
            put(job_driver, BlockKind.USER, member, process=first),
            gather_outcomes(job_driver.reserve(member, guild_id=GUILD, database=second) for _ in range(3)),
        )
        jobs, refusals = accepted
        assert len(jobs) + len(refusals) == 3
        with pytest.raises(Blocked):
            await job_driver.reserve(member, guild_id=GUILD)


async def test_no_request_on_a_blocked_server_is_accepted_after_a_race(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    for guild in range(100, 110):
        first, second = process_databases
        await asyncio.gather(
            put(job_driver, BlockKind.SERVER, guild, process=first),
            gather_outcomes(job_driver.reserve(n, guild_id=guild, database=second) for n in range(1, 4)),
        )
        for process in process_databases:
            with pytest.raises(Blocked):
                await job_driver.reserve(9, guild_id=guild, database=process)
