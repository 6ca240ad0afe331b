"""Bills that are due: the oldest first, each once, and again only after a while."""

import pytest

from bot.domain.job import Job, State
from bot.storage import unbilled
from bot.storage.jobs import BILL_AFTER
from bot.storage.unbilled import RECORD_AFTER_SECONDS, RECORD_EVERY_SECONDS
from tests.storage.desk import PRICE, Desk


async def due(desk: Desk, *, limit: int = 10) -> list[int]:
    found = await desk.database.run(unbilled.claim_due, now=desk.clock(), limit=limit)
    return [job.id for job in found]


async def taken_back(desk: Desk, member: int) -> Job:
    """A job that was cancelled while the provider had its task."""
    job = await desk.at(State.SUBMITTED, member)
    await desk.cancel(job)
    return job


async def test_a_bill_is_due_when_the_task_has_ended_and_not_before(desk: Desk) -> None:
    job = await taken_back(desk, 1)
    desk.clock.advance(BILL_AFTER - 1)
    assert await due(desk) == []
    desk.clock.advance(1)
    assert await due(desk) == [job.id]


@pytest.mark.parametrize(
    ("ended", "pause"), [(BILL_AFTER, 5.0), (40.0, 40.0), (RECORD_AFTER_SECONDS, RECORD_EVERY_SECONDS)]
)
async def test_an_unsettled_bill_is_due_again_after_a_growing_pause(desk: Desk, ended: float, pause: float) -> None:
    job = await taken_back(desk, 1)
    desk.clock.advance(ended)
    assert await due(desk) == [job.id]
    desk.clock.advance(pause - 1)
    assert await due(desk) == []
    desk.clock.advance(1)
    assert await due(desk) == [job.id]


async def test_the_oldest_bills_come_first(desk: Desk) -> None:
    jobs = []
    for member in (1, 2, 3):
        jobs.append(await taken_back(desk, member))
        desk.clock.advance(10)
    desk.clock.advance(BILL_AFTER)
    assert [await due(desk, limit=1) for _ in range(4)] == [*([job.id] for job in jobs), []]


@pytest.mark.parametrize("micros", [0, PRICE // 2, 3 * PRICE])
async def test_a_bill_adjusts_the_ledger_once(desk: Desk, micros: int) -> None:
    job = await taken_back(desk, 1)
    for _ in range(2):
        await desk.database.run(unbilled.settle, job, images=1, micros=micros, now=desk.clock())
        assert sum(row[2] for row in await desk.ledger(job)) == micros
    assert (await desk.row(job))["bill_due"] is None
    await desk.database.run(unbilled.settle, job, images=1, micros=99 * PRICE, now=desk.clock())
    assert sum(row[2] for row in await desk.ledger(job)) == micros


@pytest.mark.parametrize("state", [State.RESERVED, State.WAITING])
async def test_a_job_that_was_never_submitted_has_no_bill(desk: Desk, state: State) -> None:
    job = await desk.at(state)
    await desk.cancel(job)
    desk.clock.advance(10 * BILL_AFTER)
    assert await due(desk) == []
    assert sum(row[2] for row in await desk.ledger(job)) == 0
