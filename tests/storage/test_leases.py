"""The jobs of a process that ended are adopted once; the jobs of a running process are not."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.job import Job, State
from bot.storage import cancelling, intake, jobs, leases
from bot.storage.database import Database, Transaction
from bot.storage.leases import LEASE_SECONDS, Lease
from tests.support.job_driver import ONE_PICTURE_OUTCOME, JobDriver, require_job

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def untold(driver: JobDriver, owner: str = "two") -> list[Job]:
    before = driver.clock() - LEASE_SECONDS
    return await driver.database.run(leases.adopt_unnotified, driver.make_lease(owner), ended_before=before, limit=10)


async def renew(driver: JobDriver, owner: str = "one") -> None:
    await driver.database.run(leases.renew, driver.make_lease(owner), now=driver.clock())


@pytest.mark.parametrize("state", [State.RESERVED, State.SUBMITTED, State.READY, State.FAILED])
async def test_job_with_an_expired_lease_is_adopted_once(state: State, job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(state)
    job_driver.clock.advance(LEASE_SECONDS)
    assert await job_driver.adopt_orphans("two") == []
    job_driver.clock.advance(1)
    assert await job_driver.adopt_orphans("two") == [job]
    assert await job_driver.adopt_orphans("three") == []
    row = await job_driver.job_row(job)
    assert (row["lease_owner"], row["lease_expires_at"]) == job_driver.make_lease("two")


@pytest.mark.parametrize("state", [State.WAITING, State.DELIVERED, State.CANCELLED])
async def test_job_without_an_owner_is_not_adopted(state: State, job_driver: JobDriver) -> None:
    owned = await job_driver.create_in_state(State.SUBMITTED, 2)
    await job_driver.create_in_state(state)
    job_driver.clock.advance(10 * LEASE_SECONDS)
    assert [job.id for job in await job_driver.adopt_orphans("two")] == [owned.id]


async def test_process_does_not_adopt_its_own_jobs(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.SUBMITTED)
    job_driver.clock.advance(10 * LEASE_SECONDS)
    assert await job_driver.adopt_orphans("one") == []
    assert await job_driver.adopt_orphans("two") == [job]


async def test_renewed_leases_stay_with_their_owner(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.SUBMITTED)
    other = (await job_driver.create_in_state(State.SUBMITTED), await job_driver.store_results(job))[0]
    for _ in range(4):
        job_driver.clock.advance(LEASE_SECONDS / 2)
        await renew(job_driver)
        assert await job_driver.adopt_orphans("two") == []
    await renew(job_driver, "two")
    job_driver.clock.advance(LEASE_SECONDS + 1)
    assert {adopted.id for adopted in await job_driver.adopt_orphans("two")} == {job.id, other.id}


async def test_unacknowledged_request_is_adopted_by_its_own_process(
    job_driver: JobDriver,
) -> None:
    job = await job_driver.create_in_state(State.RESERVED)
    job_driver.clock.advance(LEASE_SECONDS / 2)
    await renew(job_driver)
    assert await job_driver.adopt_orphans("one") == []
    job_driver.clock.advance(LEASE_SECONDS)
    await renew(job_driver)
    assert await job_driver.adopt_orphans("one") == [job]


async def test_request_marked_unknown_is_adopted_at_once_by_any_process(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.RESERVED)
    await job_driver.database.run(leases.mark_unknown, job.id, owner="one")
    assert await job_driver.adopt_orphans("one") == [job]


async def test_acknowledged_request_cannot_be_marked_unknown(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.WAITING)
    await job_driver.database.run(leases.mark_unknown, job.id, owner="one")
    assert await job_driver.adopt_orphans("two") == []
    assert await job_driver.claim() != []


async def test_parked_jobs_are_adopted_without_waiting_for_their_lease(job_driver: JobDriver) -> None:
    parked, kept = [await job_driver.create_in_state(State.SUBMITTED) for _ in range(2)]
    await job_driver.database.run(leases.release, "one", [parked.id])
    assert await job_driver.adopt_orphans("two") == [parked]
    assert (await job_driver.job_row(kept))["lease_owner"] == "one"


async def test_adoption_respects_its_limit(job_driver: JobDriver) -> None:
    left = [await job_driver.create_in_state(State.SUBMITTED, member) for member in range(12)]
    job_driver.clock.advance(LEASE_SECONDS + 1)
    assert len(await job_driver.adopt_orphans("two")) == 10
    assert len(await job_driver.adopt_orphans("three")) == 2
    assert len({(await job_driver.job_row(job))["lease_owner"] for job in left}) == 2


async def test_concurrent_adoptions_share_the_orphaned_jobs(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    left = [await job_driver.create_in_state(State.SUBMITTED, member) for member in range(20)]
    job_driver.clock.advance(LEASE_SECONDS + 1)
    adopted = await asyncio.gather(
        *(
            process_databases[n % 2].run(
                leases.adopt_orphans, job_driver.make_lease(f"rescuer {n}"), now=job_driver.clock(), limit=6
            )
            for n in range(6)
        )
    )
    assert sorted(job.id for batch in adopted for job in batch) == [job.id for job in left]


# ── ends that nobody was told of ─────────────────────────────────────────────────────────────────────────────────────


async def test_unnotified_job_is_adopted_after_the_lease_time(job_driver: JobDriver) -> None:
    cancelled = await job_driver.create_in_state(State.CANCELLED)
    job_driver.clock.advance(LEASE_SECONDS)
    assert await untold(job_driver) == []
    job_driver.clock.advance(1)
    assert await untold(job_driver) == [cancelled]
    assert await untold(job_driver, "three") == []
    job_driver.clock.advance(LEASE_SECONDS + 1)
    assert await job_driver.adopt_orphans("three") == [cancelled]


@pytest.mark.parametrize("state", [State.RESERVED, State.WAITING, State.SUBMITTED, State.READY, State.DELIVERED])
async def test_unfinished_and_delivered_jobs_are_not_adopted_as_unnotified(state: State, job_driver: JobDriver) -> None:
    await job_driver.create_in_state(state)
    ended = await job_driver.create_in_state(State.CANCELLED, 2)
    job_driver.clock.advance(10 * LEASE_SECONDS)
    assert await untold(job_driver) == [ended]


async def test_notified_job_is_never_adopted(job_driver: JobDriver) -> None:
    for job in (await job_driver.create_in_state(State.CANCELLED), await job_driver.create_in_state(State.FAILED)):
        await job_driver.database.run(jobs.mark_notified, job.id)
    ended, failed = await job_driver.create_in_state(State.CANCELLED), await job_driver.create_in_state(State.FAILED)
    job_driver.clock.advance(10 * LEASE_SECONDS)
    assert await untold(job_driver) == [ended]
    assert await job_driver.adopt_orphans() == [failed]


# ── what happens while an adoption looks (PostgreSQL; SQLite does one thing after the other) ─────────────────────────


Deed = Callable[[Job, float], Transaction[Any]]
MEANWHILE: dict[str, tuple[State, Deed]] = {
    "renewed": (State.SUBMITTED, lambda _, now: leases.renew(Lease("one", now + LEASE_SECONDS), now=now)),
    "acknowledged": (State.RESERVED, lambda job, _: intake.acknowledge(job, channel_id=6, message_id=7)),
    "cancelled": (State.SUBMITTED, lambda job, now: cancelling.cancel(job.id, "Taken back.", now=now)),
    "delivered": (
        State.READY,
        lambda job, now: jobs.deliver(job, ONE_PICTURE_OUTCOME, message=None, micro_dollars=1, owner="one", now=now),
    ),
    "told": (State.FAILED, lambda job, _: jobs.mark_notified(job.id)),
}


@on_postgres
@pytest.mark.parametrize("event", MEANWHILE)
async def test_job_changed_by_its_slow_owner_during_adoption_is_not_adopted(event: str, job_driver: JobDriver) -> None:
    state, deed = MEANWHILE[event]
    job = await job_driver.create_in_state(state)
    job_driver.clock.advance(LEASE_SECONDS + 1)
    rescue = leases.adopt_orphans(job_driver.make_lease("two"), now=job_driver.clock(), limit=10)
    assert await job_driver.run_overlapping(deed(job, job_driver.clock()), rescue) == []
    assert (await job_driver.job_row(job))["lease_owner"] in {None, "one"}


@on_postgres
async def test_job_notified_during_adoption_is_not_adopted(job_driver: JobDriver) -> None:
    job = require_job(await job_driver.cancel(await job_driver.create_in_state(State.WAITING)))
    job_driver.clock.advance(LEASE_SECONDS + 1)
    adoption = leases.adopt_unnotified(job_driver.make_lease("two"), ended_before=job_driver.clock(), limit=10)
    assert await job_driver.run_overlapping(jobs.mark_notified(job.id), adoption) == []
