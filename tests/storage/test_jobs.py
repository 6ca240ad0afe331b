"""A request is written down once or not at all, and every job moves on for its owner only, to exactly one end."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import cycle

import pytest

from bot.domain.job import Job, State
from bot.domain.quota import Limits
from bot.errors import EaselError, OverBudget, OverQuota, Repeated, TooMany, TooSoon
from bot.storage import intake, jobs, leases
from bot.storage.database import Database, Transaction
from tests.storage.desk import OPEN, OUTCOME, PRICE, Desk, outcomes, some

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
Deed = Callable[[Desk, Job], Awaitable[Job | None]]

# ── coming in ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_last_pictures_go_to_exactly_as_many_requests(desk: Desk, processes: list[Database]) -> None:
    limits = replace(OPEN, images_per_user_per_day=20)
    await desk.deliver(await desk.at(State.READY, images=15), images=15)
    passed, refused = await outcomes(
        desk.ask(limits=limits, process=process) for _, process in zip(range(40), cycle(processes), strict=False)
    )
    assert (len(passed), refused) == (5, [OverQuota] * 35)
    assert await desk.number("jobs") == 1 + 5
    assert await desk.number("ledger") == 2 + 5


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (replace(OPEN, jobs_per_user=5), TooMany),
        (replace(OPEN, images_per_user_per_day=5), OverQuota),
        (replace(OPEN, guild_day=5 * PRICE), OverBudget),
        (replace(OPEN, guild_month=6 * PRICE - 1), OverBudget),
        (replace(OPEN, bot_day=5 * PRICE), OverBudget),
    ],
)
async def test_no_limit_is_exceeded_however_many_ask_at_once(
    limits: Limits, refusal: type[EaselError], desk: Desk, processes: list[Database]
) -> None:
    of_one_member = refusal is not OverBudget
    of_one_guild = limits.bot_day is None
    passed, refused = await outcomes(
        desk.ask(1 if of_one_member else n, guild=9 if of_one_guild else n, limits=limits, process=processes[n % 2])
        for n in range(40)
    )
    assert (len(passed), refused) == (5, [refusal] * 35)
    assert await desk.number("jobs") == await desk.number("ledger") == 5


async def test_of_requests_at_once_the_cooldown_lets_one_pass(desk: Desk) -> None:
    passed, refused = await outcomes(desk.ask(limits=replace(OPEN, cooldown_seconds=5)) for _ in range(10))
    assert (len(passed), refused) == (1, [TooSoon] * 9)


async def test_one_member_s_use_takes_nothing_from_another_and_one_guild_s_nothing_from_another(desk: Desk) -> None:
    limits = Limits(images_per_user_per_day=1, cooldown_seconds=60, jobs_per_user=1, guild_day=PRICE)
    for member in (1, 2):
        await desk.ask(member, guild=member, limits=limits)


async def test_the_same_interaction_is_one_job_however_often_it_arrives(desk: Desk, processes: list[Database]) -> None:
    passed, refused = await outcomes(desk.ask(interaction=77, process=processes[n % 2]) for n in range(10))
    assert (len(passed), refused) == (1, [Repeated] * 9)
    assert await desk.number("jobs") == await desk.number("ledger") == 1
    await desk.cancel(passed[0])
    with pytest.raises(Repeated):
        await desk.ask(interaction=77)


async def test_a_crowd_that_asks_at_once_is_written_down_completely(desk: Desk) -> None:
    limits = Limits(guild_day=10**9, guild_month=10**9, bot_day=10**9)
    passed, refused = await outcomes(desk.ask(member, guild=9, limits=limits) for member in range(300))
    assert (len(passed), refused) == (300, [])
    assert {job.id for job in passed} == {row["id"] for row in await desk.read("SELECT id FROM jobs")}


# ── being worked on ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_job_keeps_what_it_learned_on_its_way(desk: Desk) -> None:
    reserved = await desk.ask(4, 1, guild=3)
    assert (reserved.state, reserved.user_id, reserved.guild_id) == (State.RESERVED, 4, 3)
    desk.clock.advance(1)
    waiting = await desk.acknowledge(reserved)
    assert waiting == replace(reserved, state=State.WAITING, channel_id=6, message_id=7)
    (submitted,) = await desk.claim()
    assert submitted == replace(waiting, state=State.SUBMITTED, submitted_at=desk.clock())
    desk.clock.advance(1)
    ready = some(await desk.ready(submitted))
    assert ready == replace(submitted, state=State.READY, outcome=OUTCOME, ready_at=desk.clock())
    followed = some(await desk.database.run(jobs.follow_up_sent, ready, 8, owner="one"))
    assert followed == replace(ready, follow_up_id=8)
    delivered = some(await desk.deliver(followed))
    shown = OUTCOME.model_copy(update={"shown": 1})
    assert delivered == replace(followed, state=State.DELIVERED, outcome=shown, token=None, ended_at=desk.clock())
    assert await desk.get(reserved) == delivered
    row = await desk.row(reserved)
    assert (row["answered"], row["lease_owner"], row["lease_until"]) == (1, None, None)


OWNED: dict[str, tuple[State, Deed]] = {
    "ready": (State.SUBMITTED, lambda desk, job: desk.ready(job, "two")),
    "fail": (State.SUBMITTED, lambda desk, job: desk.fail(job, owner="two")),
    "deliver": (State.READY, lambda desk, job: desk.deliver(job, owner="two")),
    "follow up": (State.READY, lambda desk, job: desk.database.run(jobs.follow_up_sent, job, 8, owner="two")),
    "disown": (State.RESERVED, lambda desk, job: desk.database.run(leases.disown, job.id, owner="two")),
    "release": (State.READY, lambda desk, job: desk.database.run(leases.release, "two", [job.id])),
}


@pytest.mark.parametrize("deed", OWNED)
async def test_whoever_does_not_own_a_job_changes_nothing(deed: str, desk: Desk) -> None:
    state, do = OWNED[deed]
    job = await desk.at(state)
    before = await desk.row(job)
    assert await do(desk, job) is None
    assert await desk.row(job) == before
    assert await desk.ledger(job) == [("reserve", 1, PRICE)]


async def test_what_was_adopted_is_out_of_reach_of_its_former_owner(desk: Desk) -> None:
    job = await desk.at(State.SUBMITTED)
    desk.clock.advance(leases.LEASE + 1)
    assert await desk.rescue("two") == [job]
    assert await desk.ready(job, "one") is None
    assert some(await desk.ready(job, "two")).state is State.READY


async def test_a_move_from_a_state_that_has_passed_changes_nothing(desk: Desk) -> None:
    submitted = await desk.at(State.SUBMITTED)
    ready = some(await desk.ready(submitted))
    assert await desk.ready(submitted) is None
    assert await desk.fail(submitted) is None
    await desk.deliver(ready)
    assert await desk.fail(ready) is None
    assert await desk.deliver(ready) is None
    assert await desk.database.run(jobs.follow_up_sent, ready, 8, owner="one") is None
    assert not await desk.database.run(intake.acknowledged, ready, channel_id=1, message_id=2)
    assert await desk.ledger(ready) == [("reserve", 1, PRICE), ("settle", 0, 0)]


async def test_a_move_that_no_job_can_make_is_a_mistake_of_the_program(desk: Desk) -> None:
    with pytest.raises(ValueError, match="submitted cannot become delivered"):
        await desk.deliver(await desk.at(State.SUBMITTED))


# ── ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [State.RESERVED, State.WAITING, State.SUBMITTED])
async def test_what_is_not_drawn_yet_can_be_cancelled(state: State, desk: Desk) -> None:
    job = some(await desk.cancel(await desk.at(state, images=3)))
    assert (job.state, job.reason, job.ended_at) == (State.CANCELLED, "Taken back.", desk.clock())
    spent = 3 * PRICE if state is State.SUBMITTED else 0
    assert await desk.ledger(job) == [("reserve", 3, 3 * PRICE), ("refund", -3, spent - 3 * PRICE)]


@pytest.mark.parametrize("state", [State.READY, State.DELIVERED, State.FAILED, State.CANCELLED])
async def test_it_is_too_late_to_cancel_what_is_drawn_or_has_ended(state: State, desk: Desk) -> None:
    job = await desk.at(state)
    before = await desk.row(job), await desk.ledger(job)
    assert await desk.cancel(job) is None
    assert (await desk.row(job), await desk.ledger(job)) == before


async def test_what_is_unknown_cannot_be_cancelled(desk: Desk) -> None:
    assert await desk.database.run(jobs.cancel, 404, "Why?", now=desk.clock()) is None
    assert await desk.database.run(jobs.get, 404) is None


RIVALS: dict[str, tuple[State, Deed, Deed]] = {
    "cancel and cancel": (State.WAITING, Desk.cancel, Desk.cancel),
    "cancel and ready": (State.SUBMITTED, Desk.cancel, Desk.ready),
    "cancel and fail": (State.SUBMITTED, Desk.cancel, Desk.fail),
    "fail and fail": (State.SUBMITTED, Desk.fail, Desk.fail),
    "deliver and cancel": (State.READY, Desk.deliver, Desk.cancel),
    "deliver and fail": (State.READY, Desk.deliver, Desk.fail),
    "deliver and deliver": (State.READY, Desk.deliver, Desk.deliver),
}


@pytest.mark.parametrize("pair", RIVALS)
async def test_of_two_deeds_at_the_same_moment_exactly_one_happens(pair: str, desk: Desk) -> None:
    state, one, other = RIVALS[pair]
    contested = [await desk.at(state, member) for member in range(8)]
    for n, job in enumerate(contested):
        deeds = (one, other) if n % 2 else (other, one)
        results = await asyncio.gather(*(deed(desk, job) for deed in deeds))
        (winner,) = (result for result in results if result is not None)
        assert await desk.get(job) == winner
        assert len(await desk.ledger(job)) == (2 if winner.state.ended else 1)


async def test_a_job_that_is_claimed_and_cancelled_at_the_same_moment_ends_cancelled(desk: Desk) -> None:
    for _ in range(8):
        job = await desk.at(State.WAITING)
        await asyncio.gather(desk.claim(), desk.cancel(job))
        ended = await desk.get(job)
        assert ended.state is State.CANCELLED
        spent = 0 if ended.submitted_at is None else PRICE
        assert await desk.ledger(job) == [("reserve", 1, PRICE), ("refund", -1, spent - PRICE)]


async def claimed(desk: Desk) -> tuple[Job, Transaction[Job | None]]:
    """A claimed job, and what its worker does next: write down that it sends the task."""
    job = await desk.at(State.WAITING)
    (taken,) = await desk.database.run(jobs.claim, at_once=1000, lease=desk.lease(), now=desk.clock())
    return job, jobs.sending(taken, owner="one", now=desk.clock())


@on_postgres
async def test_a_cancellation_that_met_a_claim_still_cancels_and_costs_nothing(desk: Desk) -> None:
    job = await desk.at(State.WAITING)
    claim = jobs.claim(at_once=1, lease=desk.lease(), now=desk.clock())
    cancelled = await desk.after(claim, jobs.cancel(job.id, "Taken back.", now=desk.clock()))
    assert some(cancelled).state is State.CANCELLED
    assert await desk.ledger(job) == [("reserve", 1, PRICE), ("refund", -1, -PRICE)]


@on_postgres
async def test_a_cancellation_that_met_the_sending_of_the_task_keeps_the_dollars(desk: Desk) -> None:
    job, sending = await claimed(desk)
    cancelled = await desk.after(sending, jobs.cancel(job.id, "Taken back.", now=desk.clock()))
    assert some(cancelled).submitted_at == desk.clock()
    assert await desk.ledger(job) == [("reserve", 1, PRICE), ("refund", -1, 0)]


@on_postgres
async def test_a_task_is_not_sent_whose_cancellation_came_first(desk: Desk) -> None:
    job, sending = await claimed(desk)
    assert await desk.after(jobs.cancel(job.id, "Taken back.", now=desk.clock()), sending) is None
    assert (await desk.get(job)).submitted_at is None
    assert await desk.ledger(job) == [("reserve", 1, PRICE), ("refund", -1, -PRICE)]


async def test_a_task_that_is_sent_again_keeps_the_time_of_the_first_try(desk: Desk) -> None:
    _, sending = await claimed(desk)
    first = some(await desk.database.run(lambda: sending))
    desk.clock.advance(5)
    again = some(await desk.database.run(jobs.sending, first, owner="one", now=desk.clock()))
    assert again.submitted_at == first.submitted_at == desk.clock() - 5
    assert await desk.database.run(jobs.sending, first, owner="two", now=desk.clock()) is None


@on_postgres
async def test_a_claim_that_met_a_cancellation_leaves_the_job_alone(desk: Desk) -> None:
    job = await desk.at(State.WAITING)
    cancel = jobs.cancel(job.id, "Taken back.", now=desk.clock())
    assert await desk.after(cancel, jobs.claim(at_once=1, lease=desk.lease(), now=desk.clock())) == []
    assert (await desk.get(job)).state is State.CANCELLED


@on_postgres
async def test_an_acknowledgement_that_met_a_cancellation_changes_nothing(desk: Desk) -> None:
    job = await desk.at(State.RESERVED)
    cancel = jobs.cancel(job.id, "Taken back.", now=desk.clock())
    assert not await desk.after(cancel, intake.acknowledged(job, channel_id=6, message_id=7))
    assert (await desk.get(job)).state is State.CANCELLED


async def test_an_end_that_was_told_needs_no_token_and_no_owner(desk: Desk) -> None:
    job = await desk.at(State.FAILED)
    assert job.token == "token"
    await desk.database.run(jobs.answered, job.id)
    row = await desk.row(job)
    assert (row["answered"], row["token"], row["lease_owner"], row["lease_until"]) == (1, None, None, None)


async def test_what_has_not_ended_cannot_be_told(desk: Desk) -> None:
    job = await desk.at(State.SUBMITTED)
    before = await desk.row(job)
    await desk.database.run(jobs.answered, job.id)
    assert await desk.row(job) == before


async def test_who_is_turned_away_gets_the_quota_back_in_the_order_of_the_line(desk: Desk) -> None:
    waiting = [await desk.at(State.WAITING, member, 2) for member in range(3)]
    running = await desk.at(State.RESERVED, 9)
    turned = await desk.database.run(jobs.turn_away, "Closed.", lease=desk.lease(), limit=2, now=desk.clock())
    assert [(job.id, job.state, job.reason) for job in turned] == [
        (job.id, State.FAILED, "Closed.") for job in waiting[:2]
    ]
    assert (await desk.get(running)).state is State.RESERVED
    assert await desk.ledger(waiting[0]) == [("reserve", 2, 2 * PRICE), ("refund", -2, -2 * PRICE)]
    assert await desk.ledger(waiting[2]) == [("reserve", 2, 2 * PRICE)]


# ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_member_s_unfinished_jobs_are_listed_and_counted(desk: Desk) -> None:
    await desk.at(State.DELIVERED)
    ready = await desk.at(State.READY)
    waiting = await desk.at(State.WAITING)
    await desk.at(State.WAITING, member=2)
    assert await desk.database.run(jobs.unfinished, 1) == [ready, waiting]
    assert await desk.database.run(jobs.counts) == {"ready": 1, "waiting": 2}
