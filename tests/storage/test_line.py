"""The line is served member by member in turns, and never more than allowed are at the provider at once."""

import asyncio
import random

import pytest

from bot.domain.job import Job, State
from bot.storage import intake, jobs, unbilled
from bot.storage.database import Database
from bot.storage.jobs import DEADLINE_SECONDS, Place
from tests.storage.desk import Desk, some

A, B, C, D = 1, 2, 3, 4


async def place(desk: Desk, job: Job) -> Place:
    return await desk.database.run(jobs.place, job, now=desk.clock())


async def stand(desk: Desk, *members: int) -> list[Job]:
    return [await desk.acknowledge(await desk.ask(member)) for member in members]


async def served(desk: Desk) -> list[int]:
    """The members in the order in which they are served, one at a time."""
    order = []
    while claimed := await desk.claim(at_once=1):
        order += [job.user_id for job in claimed]
        await desk.fail(claimed[0])
    return order


async def test_who_asks_once_does_not_wait_for_all_of_one_who_asked_often(desk: Desk) -> None:
    await stand(desk, A, A, A, A, A, B, C)
    assert await served(desk) == [A, B, C, A, A, A, A]


async def test_the_line_is_claimed_in_one_piece_in_the_same_order(desk: Desk) -> None:
    await stand(desk, A, A, A, A, A, B, C)
    assert [job.user_id for job in await desk.claim(at_once=7)] == [A, B, C, A, A, A, A]


@pytest.mark.parametrize("drawn", [1, 2, 3])
async def test_who_comes_late_is_served_in_the_round_that_is_running(drawn: int, desk: Desk) -> None:
    await stand(desk, A, A, A, A, A)
    await desk.claim(at_once=drawn)
    await stand(desk, B, C)
    assert [job.user_id for job in await desk.claim()] == [B, C, *[A] * (5 - drawn)]


async def test_who_comes_late_is_behind_one_whose_turn_it_is_and_before_that_one_s_next(desk: Desk) -> None:
    await stand(desk, A, A, A)
    await desk.fail((await desk.claim(at_once=1))[0])
    await stand(desk, B)
    assert await served(desk) == [A, B, A]


async def test_two_who_ask_often_take_turns(desk: Desk) -> None:
    await stand(desk, A, A, A, B, B, B)
    assert await served(desk) == [A, B] * 3


async def test_what_is_drawn_already_does_not_cost_a_member_the_place(desk: Desk) -> None:
    await stand(desk, A, A, A)
    for job in await desk.claim():
        await desk.ready(job)
    await stand(desk, B, A, B)
    assert await served(desk) == [B, A, B]


@pytest.mark.parametrize("seed", range(3))
async def test_a_place_is_the_position_in_which_the_job_is_claimed(seed: int, desk: Desk) -> None:
    chance = random.Random(seed)
    await stand(desk, *chance.choices([A, B, C, D], k=20))
    await desk.claim(at_once=3)
    await stand(desk, *chance.choices([A, B, C, D], k=5))
    waiting = [row["id"] for row in await desk.read("SELECT id FROM jobs WHERE state = 'waiting'")]
    places = {id_: await place(desk, some(await desk.database.run(jobs.get, id_))) for id_ in waiting}
    assert {(place.total, place.drawing) for place in places.values()} == {(22, 3)}
    shown, total = await desk.database.run(jobs.line, offset=0, limit=100, now=desk.clock())
    assert ({job.id: there.position for job, there in shown}, total) == (
        {id_: place.position for id_, place in places.items()},
        22,
    )
    assert [job.id for job in await desk.claim()] == sorted(waiting, key=lambda id_: places[id_].position)


async def test_a_part_of_the_line_tells_the_places_of_the_whole(desk: Desk) -> None:
    waiting = await stand(desk, A, B, C, D)
    part, total = await desk.database.run(jobs.line, offset=2, limit=1, now=desk.clock())
    assert (part, total) == ([(waiting[2], Place(3, 4))], 4)
    assert await desk.database.run(jobs.line, offset=9, limit=5, now=desk.clock()) == ([], 4)


async def test_one_who_has_no_answer_yet_has_a_place_and_is_not_claimed(desk: Desk) -> None:
    reserved = await desk.ask(A)
    (waiting,) = await stand(desk, B)
    assert (await place(desk, reserved)).position == 1
    assert await place(desk, waiting) == Place(2, 2)
    assert await desk.claim() == [await desk.get(waiting)]
    assert await place(desk, await desk.acknowledge(reserved)) == Place(1, 1, drawing=1)


async def test_no_more_are_claimed_than_may_run_at_once(desk: Desk) -> None:
    await stand(desk, *range(6))
    first = await desk.claim(at_once=4)
    assert len(first) == 4
    assert await desk.claim(at_once=4) == []
    assert await desk.claim(at_once=2) == []
    await desk.ready(first[0])
    assert len(await desk.claim(at_once=4)) == 1


async def test_what_was_cancelled_runs_until_the_provider_says_otherwise(desk: Desk) -> None:
    await stand(desk, *range(6))
    first, second, _ = await desk.claim(at_once=3)
    for job in (first, second):
        assert await desk.cancel(job)
    assert await desk.claim(at_once=3) == []
    await desk.database.run(unbilled.settle, first, images=1, micros=1, now=desk.clock())
    assert len(await desk.claim(at_once=3)) == 1
    desk.clock.advance(DEADLINE_SECONDS - 1)
    assert await desk.claim(at_once=3) == []
    desk.clock.advance(1)
    assert len(await desk.claim(at_once=3)) == 1


async def test_what_was_cancelled_before_it_was_sent_holds_nobody_up(desk: Desk) -> None:
    waiting = await stand(desk, *range(3))
    for job in waiting[:2]:
        assert await desk.cancel(job)
    assert [job.id for job in await desk.claim(at_once=1)] == [waiting[2].id]


async def test_the_place_in_line_counts_what_was_cancelled_and_runs(desk: Desk) -> None:
    first, second = await stand(desk, A, B)
    (claimed,) = await desk.claim(at_once=1)
    assert claimed.id == first.id
    assert await desk.cancel(claimed)
    assert (await place(desk, second)).drawing == 1
    (_, shown), *_ = (await desk.database.run(jobs.line, offset=0, limit=1, now=desk.clock()))[0]
    assert shown.drawing == 1
    desk.clock.advance(DEADLINE_SECONDS)
    assert (await place(desk, second)).drawing == 0


async def test_processes_that_claim_at_once_stay_below_the_bound_together(
    desk: Desk, processes: list[Database]
) -> None:
    await stand(desk, *range(20))

    async def claim(n: int) -> list[Job]:
        lease = desk.lease(f"process {n % 2}")
        return await processes[n % 2].run(jobs.claim, at_once=7, lease=lease, now=desk.clock())

    claimed = [job.id for batch in await asyncio.gather(*map(claim, range(8))) for job in batch]
    assert len(claimed) == len(set(claimed)) == 7
    assert await desk.database.run(jobs.counts) == {State.SUBMITTED: 7, State.WAITING: 13}


# ── joining the line and taking from it in one commit ────────────────────────────────────────────────────────────────


async def join(desk: Desk, job: Job, at_once: int, process: Database | None = None) -> list[Job]:
    return await (process or desk.database).run(
        intake.joined, job, channel_id=6, message_id=7, at_once=at_once, lease=desk.lease(), now=desk.clock()
    )


async def test_who_joins_an_empty_line_is_claimed_in_the_same_breath(desk: Desk) -> None:
    job = await desk.ask()
    (claimed,) = await join(desk, job, at_once=1)
    assert (claimed.id, claimed.state, claimed.channel_id, claimed.message_id) == (job.id, State.SUBMITTED, 6, 7)
    assert await desk.get(job) == claimed
    assert (await desk.row(job))["lease_owner"] == "one"


@pytest.mark.parametrize("at_once", [0, 1])
async def test_who_joins_while_nothing_more_fits_waits_and_is_nobody_s(at_once: int, desk: Desk) -> None:
    for _ in range(at_once):
        await desk.at(State.SUBMITTED)
    job = await desk.ask()
    assert await join(desk, job, at_once) == []
    assert (await desk.get(job)).state is State.WAITING
    assert (await desk.row(job))["lease_owner"] is None


async def test_who_joins_takes_along_those_whose_turn_it_is(desk: Desk) -> None:
    first, second = await stand(desk, A, B)
    third = await desk.ask(C)
    assert [job.id for job in await join(desk, third, at_once=2)] == [first.id, second.id]
    assert (await desk.get(third)).state is State.WAITING


async def test_who_took_the_request_back_does_not_join_but_others_are_served(desk: Desk) -> None:
    (waiting,) = await stand(desk, A)
    job = await desk.ask(B)
    await desk.cancel(job)
    assert [claimed.id for claimed in await join(desk, job, at_once=9)] == [waiting.id]
    assert (await desk.get(job)).state is State.CANCELLED


async def test_of_many_who_join_at_once_no_more_are_claimed_than_fit(desk: Desk, processes: list[Database]) -> None:
    asked = [await desk.ask(member) for member in range(24)]
    claimed = await asyncio.gather(*(join(desk, job, 5, processes[n % 2]) for n, job in enumerate(asked)))
    assert len([job for jobs_ in claimed for job in jobs_]) == 5
    assert await desk.database.run(jobs.counts) == {"submitted": 5, "waiting": 19}
