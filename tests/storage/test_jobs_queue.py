"""The queue serves members in turns, and never more than the maximum of tasks run at the provider."""

import asyncio
import random

import pytest

from bot.domain.job import Job, QueuePosition, State
from bot.storage import intake, jobs, unbilled
from bot.storage.cancelling import TASK_DEADLINE_SECONDS
from bot.storage.database import Database
from tests.support.job_driver import JobDriver, require_job

A, B, C, D = 1, 2, 3, 4


async def place(driver: JobDriver, job: Job) -> QueuePosition:
    return await driver.database.run(jobs.queue_position, job, now=driver.clock())


async def stand(driver: JobDriver, *members: int) -> list[Job]:
    return [await driver.acknowledge(await driver.reserve(member)) for member in members]


async def served(driver: JobDriver) -> list[int]:
    """The members in the order in which single jobs are claimed."""
    order = []
    while claimed := await driver.claim(max_running=1):
        order += [job.user_id for job in claimed]
        await driver.fail(claimed[0])
    return order


async def test_single_request_does_not_wait_for_all_jobs_of_a_busy_member(job_driver: JobDriver) -> None:
    await stand(job_driver, A, A, A, A, A, B, C)
    assert await served(job_driver) == [A, B, C, A, A, A, A]


async def test_batch_claim_follows_the_same_order(job_driver: JobDriver) -> None:
    await stand(job_driver, A, A, A, A, A, B, C)
    assert [job.user_id for job in await job_driver.claim(max_running=7)] == [A, B, C, A, A, A, A]


@pytest.mark.parametrize("drawn", [1, 2, 3])
async def test_newcomers_are_served_in_the_current_round(drawn: int, job_driver: JobDriver) -> None:
    await stand(job_driver, A, A, A, A, A)
    await job_driver.claim(max_running=drawn)
    await stand(job_driver, B, C)
    assert [job.user_id for job in await job_driver.claim()] == [B, C, *[A] * (5 - drawn)]


async def test_newcomer_is_served_between_two_jobs_of_an_earlier_member(job_driver: JobDriver) -> None:
    await stand(job_driver, A, A, A)
    await job_driver.fail((await job_driver.claim(max_running=1))[0])
    await stand(job_driver, B)
    assert await served(job_driver) == [A, B, A]


async def test_busy_members_take_turns(job_driver: JobDriver) -> None:
    await stand(job_driver, A, A, A, B, B, B)
    assert await served(job_driver) == [A, B] * 3


async def test_finished_jobs_do_not_affect_the_queue_order(job_driver: JobDriver) -> None:
    await stand(job_driver, A, A, A)
    for job in await job_driver.claim():
        await job_driver.store_results(job)
    await stand(job_driver, B, A, B)
    assert await served(job_driver) == [B, A, B]


@pytest.mark.parametrize("seed", range(3))
async def test_queue_position_equals_the_claim_order(seed: int, job_driver: JobDriver) -> None:
    chance = random.Random(seed)
    await stand(job_driver, *chance.choices([A, B, C, D], k=20))
    await job_driver.claim(max_running=3)
    await stand(job_driver, *chance.choices([A, B, C, D], k=5))
    waiting = [row["id"] for row in await job_driver.select("SELECT id FROM jobs WHERE state = 'waiting'")]
    places = {
        id_: await place(job_driver, require_job(await job_driver.database.run(jobs.get, id_))) for id_ in waiting
    }
    assert {(place.total, place.running) for place in places.values()} == {(22, 3)}
    shown, total = await job_driver.database.run(jobs.list_queue, offset=0, limit=100, now=job_driver.clock())
    assert ({job.id: there.position for job, there in shown}, total) == (
        {id_: place.position for id_, place in places.items()},
        22,
    )
    assert [job.id for job in await job_driver.claim()] == sorted(waiting, key=lambda id_: places[id_].position)


async def test_queue_page_has_positions_within_the_whole_queue(job_driver: JobDriver) -> None:
    waiting = await stand(job_driver, A, B, C, D)
    part, total = await job_driver.database.run(jobs.list_queue, offset=2, limit=1, now=job_driver.clock())
    assert (part, total) == ([(waiting[2], QueuePosition(3, 4))], 4)
    assert await job_driver.database.run(jobs.list_queue, offset=9, limit=5, now=job_driver.clock()) == ([], 4)


async def test_unacknowledged_job_has_a_position_but_is_not_claimed(job_driver: JobDriver) -> None:
    reserved = await job_driver.reserve(A)
    (waiting,) = await stand(job_driver, B)
    assert (await place(job_driver, reserved)).position == 1
    assert await place(job_driver, waiting) == QueuePosition(2, 2)
    assert await job_driver.claim() == [await job_driver.get(waiting)]
    assert await place(job_driver, await job_driver.acknowledge(reserved)) == QueuePosition(1, 1, running=1)


async def test_claims_respect_the_limit_of_running_jobs(job_driver: JobDriver) -> None:
    await stand(job_driver, *range(6))
    first = await job_driver.claim(max_running=4)
    assert len(first) == 4
    assert await job_driver.claim(max_running=4) == []
    assert await job_driver.claim(max_running=2) == []
    await job_driver.store_results(first[0])
    assert len(await job_driver.claim(max_running=4)) == 1


async def test_cancelled_task_occupies_its_slot_until_settled_or_past_deadline(job_driver: JobDriver) -> None:
    await stand(job_driver, *range(6))
    first, second, _ = await job_driver.claim(max_running=3)
    for job in (first, second):
        assert await job_driver.cancel(job)
    assert await job_driver.claim(max_running=3) == []
    await job_driver.database.run(unbilled.settle, first, images=1, micro_dollars=1, now=job_driver.clock())
    assert len(await job_driver.claim(max_running=3)) == 1
    job_driver.clock.advance(TASK_DEADLINE_SECONDS - 1)
    assert await job_driver.claim(max_running=3) == []
    job_driver.clock.advance(1)
    assert len(await job_driver.claim(max_running=3)) == 1


async def test_job_cancelled_before_its_claim_occupies_no_slot(job_driver: JobDriver) -> None:
    waiting = await stand(job_driver, *range(3))
    for job in waiting[:2]:
        assert await job_driver.cancel(job)
    assert [job.id for job in await job_driver.claim(max_running=1)] == [waiting[2].id]


async def test_queue_position_counts_cancelled_tasks_as_running(job_driver: JobDriver) -> None:
    first, second = await stand(job_driver, A, B)
    (claimed,) = await job_driver.claim(max_running=1)
    assert claimed.id == first.id
    assert await job_driver.cancel(claimed)
    assert (await place(job_driver, second)).running == 1
    (_, shown), *_ = (await job_driver.database.run(jobs.list_queue, offset=0, limit=1, now=job_driver.clock()))[0]
    assert shown.running == 1
    job_driver.clock.advance(TASK_DEADLINE_SECONDS)
    assert (await place(job_driver, second)).running == 0


async def test_concurrent_claims_together_respect_the_limit_of_running_jobs(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    await stand(job_driver, *range(20))

    async def claim(n: int) -> list[Job]:
        lease = job_driver.make_lease(f"process {n % 2}")
        return await process_databases[n % 2].run(jobs.claim, max_running=7, lease=lease, now=job_driver.clock())

    claimed = [job.id for batch in await asyncio.gather(*map(claim, range(8))) for job in batch]
    assert len(claimed) == len(set(claimed)) == 7
    assert await job_driver.database.run(jobs.count_by_state) == {State.SUBMITTED: 7, State.WAITING: 13}


# ── joining the line and taking from it in one commit ────────────────────────────────────────────────────────────────


async def join(driver: JobDriver, job: Job, at_once: int, process: Database | None = None) -> list[Job]:
    return await (process or driver.database).run(
        intake.acknowledge_and_claim,
        job,
        channel_id=6,
        message_id=7,
        max_running=at_once,
        lease=driver.make_lease(),
        now=driver.clock(),
    )


async def test_join_of_an_empty_queue_claims_the_job_at_once(job_driver: JobDriver) -> None:
    job = await job_driver.reserve()
    (claimed,) = await join(job_driver, job, at_once=1)
    assert (claimed.id, claimed.state, claimed.channel_id, claimed.message_id) == (job.id, State.SUBMITTED, 6, 7)
    assert await job_driver.get(job) == claimed
    assert (await job_driver.job_row(job))["lease_owner"] == "one"


@pytest.mark.parametrize("at_once", [0, 1])
async def test_join_without_free_slots_leaves_the_job_waiting_without_owner(
    at_once: int, job_driver: JobDriver
) -> None:
    for _ in range(at_once):
        await job_driver.create_in_state(State.SUBMITTED)
    job = await job_driver.reserve()
    assert await join(job_driver, job, at_once) == []
    assert (await job_driver.get(job)).state is State.WAITING
    assert (await job_driver.job_row(job))["lease_owner"] is None


async def test_join_claims_earlier_waiting_jobs_first(job_driver: JobDriver) -> None:
    first, second = await stand(job_driver, A, B)
    third = await job_driver.reserve(C)
    assert [job.id for job in await join(job_driver, third, at_once=2)] == [first.id, second.id]
    assert (await job_driver.get(third)).state is State.WAITING


async def test_join_of_a_cancelled_job_still_claims_waiting_jobs(job_driver: JobDriver) -> None:
    (waiting,) = await stand(job_driver, A)
    job = await job_driver.reserve(B)
    await job_driver.cancel(job)
    assert [claimed.id for claimed in await join(job_driver, job, at_once=9)] == [waiting.id]
    assert (await job_driver.get(job)).state is State.CANCELLED


async def test_concurrent_joins_respect_the_limit_of_running_jobs(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    asked = [await job_driver.reserve(member) for member in range(24)]
    claimed = await asyncio.gather(*(join(job_driver, job, 5, process_databases[n % 2]) for n, job in enumerate(asked)))
    assert len([job for jobs_ in claimed for job in jobs_]) == 5
    assert await job_driver.database.run(jobs.count_by_state) == {"submitted": 5, "waiting": 19}
