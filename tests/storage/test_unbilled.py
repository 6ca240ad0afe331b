"""Due bills: the oldest first, each claimed once, and again only after a delay."""

import pytest

from bot.domain.job import Job, State
from bot.storage import unbilled
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS
from bot.storage.unbilled import RECORD_LOOKUP_AFTER_SECONDS, RECORD_LOOKUP_INTERVAL_SECONDS
from tests.support.job_driver import PRICE_MICROS, JobDriver


async def due(driver: JobDriver, *, limit: int = 10) -> list[int]:
    found = await driver.database.run(unbilled.claim_due, now=driver.clock(), limit=limit)
    return [job.id for job in found]


async def taken_back(driver: JobDriver, member: int) -> Job:
    """A job that was cancelled while the provider had its task."""
    job = await driver.create_in_state(State.SUBMITTED, member)
    await driver.cancel(job)
    return job


async def test_bill_is_due_only_after_the_lookup_delay(job_driver: JobDriver) -> None:
    job = await taken_back(job_driver, 1)
    job_driver.clock.advance(COST_LOOKUP_DELAY_SECONDS - 1)
    assert await due(job_driver) == []
    job_driver.clock.advance(1)
    assert await due(job_driver) == [job.id]


@pytest.mark.parametrize(
    ("ended", "pause"),
    [(COST_LOOKUP_DELAY_SECONDS, 5.0), (40.0, 40.0), (RECORD_LOOKUP_AFTER_SECONDS, RECORD_LOOKUP_INTERVAL_SECONDS)],
)
async def test_unsettled_bill_is_due_again_after_a_growing_delay(
    job_driver: JobDriver, ended: float, pause: float
) -> None:
    job = await taken_back(job_driver, 1)
    job_driver.clock.advance(ended)
    assert await due(job_driver) == [job.id]
    job_driver.clock.advance(pause - 1)
    assert await due(job_driver) == []
    job_driver.clock.advance(1)
    assert await due(job_driver) == [job.id]


async def test_oldest_bills_are_due_first(job_driver: JobDriver) -> None:
    jobs = []
    for member in (1, 2, 3):
        jobs.append(await taken_back(job_driver, member))
        job_driver.clock.advance(10)
    job_driver.clock.advance(COST_LOOKUP_DELAY_SECONDS)
    assert [await due(job_driver, limit=1) for _ in range(4)] == [*([job.id] for job in jobs), []]


@pytest.mark.parametrize("micros", [0, PRICE_MICROS // 2, 3 * PRICE_MICROS])
async def test_bill_adjusts_the_ledger_only_once(job_driver: JobDriver, micros: int) -> None:
    job = await taken_back(job_driver, 1)
    for _ in range(2):
        await job_driver.database.run(unbilled.settle, job, images=1, micro_dollars=micros, now=job_driver.clock())
        assert sum(row[2] for row in await job_driver.ledger_entries(job)) == micros
    assert (await job_driver.job_row(job))["cost_due_at"] is None
    await job_driver.database.run(
        unbilled.settle, job, images=1, micro_dollars=99 * PRICE_MICROS, now=job_driver.clock()
    )
    assert sum(row[2] for row in await job_driver.ledger_entries(job)) == micros


@pytest.mark.parametrize("state", [State.RESERVED, State.WAITING])
async def test_unsubmitted_job_has_no_bill(job_driver: JobDriver, state: State) -> None:
    job = await job_driver.create_in_state(state)
    await job_driver.cancel(job)
    job_driver.clock.advance(10 * COST_LOOKUP_DELAY_SECONDS)
    assert await due(job_driver) == []
    assert sum(row[2] for row in await job_driver.ledger_entries(job)) == 0
