"""With each lock the second of two processes sees the changes of the first; without the lock it does not.

On PostgreSQL, where two transactions run concurrently. Each race is staged: the first transaction has run its
statements, and its commit is delayed while the second one runs.
"""

import asyncio
from dataclasses import replace
from itertools import count
from typing import Any
from uuid import uuid4

import pytest

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.job import Job, Requester
from bot.domain.limits import Limits
from bot.domain.operator_blocks import BlockKind, OperatorBlock
from bot.errors import Blocked, OverBudget, OverQuota, TooMany, TooSoon
from bot.storage import intake, jobs, locks, operator_blocks
from bot.storage.database import Lock, Transaction
from bot.storage.leases import Lease
from tests.support.job_driver import PRICE_MICROS, UNLIMITED_LIMITS, JobDriver, commit_slowly, make_request

pytestmark = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


def useless(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Replace the lock by one that no other transaction takes."""
    keys = count(10**9)
    fresh = Lock("nobody's")
    if callable(getattr(locks, name)):
        monkeypatch.setattr(locks, name, lambda _: replace(fresh, key=next(keys)))
    else:
        monkeypatch.setattr(locks, name, None)
        monkeypatch.delattr(locks, name)
        monkeypatch.setattr(locks, "__getattr__", lambda _: replace(fresh, key=next(keys)), raising=False)


def reserve(driver: JobDriver, member: int, guild: int | None, limits: Limits) -> Transaction[Any]:
    asker = Requester(
        interaction_id=next(driver.interaction_ids),
        user_id=member,
        guild_id=guild,
        channel_id=5,
        token="token",
        attachment_limit=10 << 20,
    )
    lease = driver.make_lease()
    return intake.reserve(
        asker,
        [make_request(1)],
        task_uuids=[uuid4()],
        limits=limits,
        admission=OPEN_TO_ALL,
        lease=lease,
        now=driver.clock(),
    )


async def both(driver: JobDriver, first: Transaction[Any], second: Transaction[Any]) -> Any:
    """What came of the second, which ran while the first had done its work and not committed it: or its refusal."""
    one = asyncio.create_task(driver.database.run(lambda: commit_slowly(first)))
    asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    while not one.done() and not await driver.select(asleep):  # noqa: ASYNC110 – the server tells of it only when asked
        await asyncio.sleep(0.005)
    assert not one.done()
    results: list[Any] = list(await asyncio.gather(driver.database.run(lambda: second), return_exceptions=True))
    await one
    return results[0]


OF_A_MEMBER = {
    "pictures": (replace(UNLIMITED_LIMITS, images_per_user_per_day=1), OverQuota),
    "requests at once": (replace(UNLIMITED_LIMITS, jobs_per_user=1), TooMany),
    "cooldown": (replace(UNLIMITED_LIMITS, cooldown_seconds=5), TooSoon),
}


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("limit", OF_A_MEMBER)
async def test_member_lock_enforces_member_limits(
    limit: str, held: bool, job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two requests on two servers without budgets: they share no other lock and no row."""
    if not held:
        useless(monkeypatch, "member")
    limits, refusal = OF_A_MEMBER[limit]
    result = await both(job_driver, reserve(job_driver, 1, 8, limits), reserve(job_driver, 1, None, limits))
    assert isinstance(result, refusal if held else tuple)
    assert await job_driver.count_rows("jobs") == (1 if held else 2)


@pytest.mark.parametrize("held", [True, False])
async def test_member_lock_enforces_operator_blocks(
    held: bool, job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not held:
        useless(monkeypatch, "member")
    block = OperatorBlock(BlockKind.USER, 1, "spam", 99, None, job_driver.clock())
    put = operator_blocks.put(block, audit_guild_id=8, reason_for_jobs="Called off.")
    result = await both(job_driver, put, reserve(job_driver, 1, 8, UNLIMITED_LIMITS))
    assert isinstance(result, Blocked if held else tuple)
    assert await job_driver.count_rows("jobs") == (0 if held else 1)


@pytest.mark.parametrize("held", [True, False])
async def test_guild_lock_enforces_guild_budgets(
    held: bool, job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not held:
        useless(monkeypatch, "guild_budget")
    limits = replace(UNLIMITED_LIMITS, guild_daily_budget=PRICE_MICROS)
    result = await both(job_driver, reserve(job_driver, 1, 8, limits), reserve(job_driver, 2, 8, limits))
    assert isinstance(result, OverBudget if held else tuple)


@pytest.mark.parametrize("held", [True, False])
async def test_bot_lock_enforces_the_bot_budget(
    held: bool, job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not held:
        useless(monkeypatch, "BOT_BUDGET")
    limits = replace(UNLIMITED_LIMITS, bot_daily_budget=PRICE_MICROS)
    result = await both(job_driver, reserve(job_driver, 1, 8, limits), reserve(job_driver, 2, 9, limits))
    assert isinstance(result, OverBudget if held else tuple)


@pytest.mark.parametrize("held", [True, False])
async def test_queue_lock_enforces_the_limit_of_running_jobs(
    held: bool, job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second process finds another job at the front of the queue than the first one."""
    if not held:
        useless(monkeypatch, "JOB_QUEUE")
    early, late = await job_driver.reserve(1), await job_driver.reserve(2)
    await job_driver.acknowledge(late)
    first = jobs.claim(max_running=1, lease=Lease("one", job_driver.clock() + 15), now=job_driver.clock())

    def second() -> Transaction[list[Job]]:
        yield from intake.acknowledge(early, channel_id=6, message_id=7)
        return (
            yield from jobs.claim(max_running=1, lease=Lease("two", job_driver.clock() + 15), now=job_driver.clock())
        )

    claimed = await both(job_driver, first, second())
    assert [job.id for job in claimed] == ([] if held else [early.id])
