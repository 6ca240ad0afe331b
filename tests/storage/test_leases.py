"""What a process leaves behind is adopted once, and what it still works on is left to it."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.domain.job import Job, State
from bot.storage import intake, jobs, leases
from bot.storage.database import Database, Transaction
from bot.storage.leases import LEASE, Lease
from tests.storage.desk import OUTCOME, Desk, some

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)


async def untold(desk: Desk, owner: str = "two") -> list[Job]:
    before = desk.clock() - LEASE
    return await desk.database.run(leases.untold, desk.lease(owner), ended_before=before, limit=10)


async def renew(desk: Desk, owner: str = "one") -> None:
    await desk.database.run(leases.renew, desk.lease(owner), now=desk.clock())


@pytest.mark.parametrize("state", [State.RESERVED, State.SUBMITTED, State.READY, State.FAILED])
async def test_a_job_whose_owner_fell_silent_is_adopted_once(state: State, desk: Desk) -> None:
    job = await desk.at(state)
    desk.clock.advance(LEASE)
    assert await desk.rescue("two") == []
    desk.clock.advance(1)
    assert await desk.rescue("two") == [job]
    assert await desk.rescue("three") == []
    row = await desk.row(job)
    assert (row["lease_owner"], row["lease_until"]) == desk.lease("two")


@pytest.mark.parametrize("state", [State.WAITING, State.DELIVERED, State.CANCELLED])
async def test_a_job_without_an_owner_is_not_rescued(state: State, desk: Desk) -> None:
    owned = await desk.at(State.SUBMITTED, 2)
    await desk.at(state)
    desk.clock.advance(10 * LEASE)
    assert [job.id for job in await desk.rescue("two")] == [owned.id]


async def test_nobody_rescues_its_own_jobs(desk: Desk) -> None:
    job = await desk.at(State.SUBMITTED)
    desk.clock.advance(10 * LEASE)
    assert await desk.rescue("one") == []
    assert await desk.rescue("two") == [job]


async def test_what_is_renewed_stays_with_its_owner(desk: Desk) -> None:
    job = await desk.at(State.SUBMITTED)
    other = (await desk.at(State.SUBMITTED), await desk.ready(job))[0]
    for _ in range(4):
        desk.clock.advance(LEASE / 2)
        await renew(desk)
        assert await desk.rescue("two") == []
    await renew(desk, "two")
    desk.clock.advance(LEASE + 1)
    assert {adopted.id for adopted in await desk.rescue("two")} == {job.id, other.id}


async def test_a_request_that_was_lost_before_its_acknowledgement_is_found_by_the_same_process(desk: Desk) -> None:
    job = await desk.at(State.RESERVED)
    desk.clock.advance(LEASE / 2)
    await renew(desk)
    assert await desk.rescue("one") == []
    desk.clock.advance(LEASE)
    await renew(desk)
    assert await desk.rescue("one") == [job]


async def test_a_disowned_request_is_rescued_at_once_by_anyone(desk: Desk) -> None:
    job = await desk.at(State.RESERVED)
    await desk.database.run(leases.disown, job.id, owner="one")
    assert await desk.rescue("one") == [job]


async def test_a_request_that_was_acknowledged_after_all_cannot_be_disowned(desk: Desk) -> None:
    job = await desk.at(State.WAITING)
    await desk.database.run(leases.disown, job.id, owner="one")
    assert await desk.rescue("two") == []
    assert await desk.claim() != []


async def test_parked_jobs_are_adopted_without_waiting_for_their_lease(desk: Desk) -> None:
    parked, kept = [await desk.at(State.SUBMITTED) for _ in range(2)]
    await desk.database.run(leases.release, "one", [parked.id])
    assert await desk.rescue("two") == [parked]
    assert (await desk.row(kept))["lease_owner"] == "one"


async def test_no_more_are_adopted_than_asked_for(desk: Desk) -> None:
    left = [await desk.at(State.SUBMITTED, member) for member in range(12)]
    desk.clock.advance(LEASE + 1)
    assert len(await desk.rescue("two")) == 10
    assert len(await desk.rescue("three")) == 2
    assert len({(await desk.row(job))["lease_owner"] for job in left}) == 2


async def test_processes_that_rescue_at_once_share_what_there_is(desk: Desk, processes: list[Database]) -> None:
    left = [await desk.at(State.SUBMITTED, member) for member in range(20)]
    desk.clock.advance(LEASE + 1)
    adopted = await asyncio.gather(
        *(processes[n % 2].run(leases.rescue, desk.lease(f"rescuer {n}"), now=desk.clock(), limit=6) for n in range(6))
    )
    assert sorted(job.id for batch in adopted for job in batch) == [job.id for job in left]


# ── ends that nobody was told of ─────────────────────────────────────────────────────────────────────────────────────


async def test_an_end_that_nobody_was_told_of_is_found_after_a_while(desk: Desk) -> None:
    cancelled = await desk.at(State.CANCELLED)
    desk.clock.advance(LEASE)
    assert await untold(desk) == []
    desk.clock.advance(1)
    assert await untold(desk) == [cancelled]
    assert await untold(desk, "three") == []
    desk.clock.advance(LEASE + 1)
    assert await desk.rescue("three") == [cancelled]


@pytest.mark.parametrize("state", [State.RESERVED, State.WAITING, State.SUBMITTED, State.READY, State.DELIVERED])
async def test_what_goes_on_or_was_delivered_is_no_untold_end(state: State, desk: Desk) -> None:
    await desk.at(state)
    ended = await desk.at(State.CANCELLED, 2)
    desk.clock.advance(10 * LEASE)
    assert await untold(desk) == [ended]


async def test_an_end_that_was_told_is_never_adopted(desk: Desk) -> None:
    for job in (await desk.at(State.CANCELLED), await desk.at(State.FAILED)):
        await desk.database.run(jobs.answered, job.id)
    ended, failed = await desk.at(State.CANCELLED), await desk.at(State.FAILED)
    desk.clock.advance(10 * LEASE)
    assert await untold(desk) == [ended]
    assert await desk.rescue() == [failed]


# ── what happens while an adoption looks (PostgreSQL; SQLite does one thing after the other) ─────────────────────────


Deed = Callable[[Job, float], Transaction[Any]]
MEANWHILE: dict[str, tuple[State, Deed]] = {
    "renewed": (State.SUBMITTED, lambda _, now: leases.renew(Lease("one", now + LEASE), now=now)),
    "acknowledged": (State.RESERVED, lambda job, _: intake.acknowledged(job, channel_id=6, message_id=7)),
    "cancelled": (State.SUBMITTED, lambda job, now: jobs.cancel(job.id, "Taken back.", now=now)),
    "delivered": (
        State.READY,
        lambda job, now: jobs.delivered(job, OUTCOME, place=None, micros=1, owner="one", now=now),
    ),
    "told": (State.FAILED, lambda job, _: jobs.answered(job.id)),
}


@on_postgres
@pytest.mark.parametrize("event", MEANWHILE)
async def test_a_job_that_its_slow_owner_moves_meanwhile_is_not_adopted(event: str, desk: Desk) -> None:
    state, deed = MEANWHILE[event]
    job = await desk.at(state)
    desk.clock.advance(LEASE + 1)
    rescue = leases.rescue(desk.lease("two"), now=desk.clock(), limit=10)
    assert await desk.after(deed(job, desk.clock()), rescue) == []
    assert (await desk.row(job))["lease_owner"] in {None, "one"}


@on_postgres
async def test_an_end_that_is_told_meanwhile_is_not_adopted(desk: Desk) -> None:
    job = some(await desk.cancel(await desk.at(State.WAITING)))
    desk.clock.advance(LEASE + 1)
    adoption = leases.untold(desk.lease("two"), ended_before=desk.clock(), limit=10)
    assert await desk.after(jobs.answered(job.id), adoption) == []
