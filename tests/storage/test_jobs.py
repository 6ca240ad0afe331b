"""A request is stored once or not at all; only a job's owner changes it, and it ends exactly once."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import cycle

import pytest

from bot.domain.job import Job, State
from bot.domain.limits import Limits
from bot.errors import EaselError, OverBudget, OverQuota, Repeated, TooMany, TooSoon
from bot.storage import cancelling, intake, jobs, leases
from bot.storage.database import Database, Transaction
from tests.support.job_driver import (
    ONE_PICTURE_OUTCOME,
    PRICE_MICROS,
    UNLIMITED_LIMITS,
    JobDriver,
    gather_outcomes,
    require_job,
)

on_postgres = pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
Deed = Callable[[JobDriver, Job], Awaitable[Job | None]]

# ── coming in ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_remaining_quota_goes_to_exactly_as_many_concurrent_requests(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    limits = replace(UNLIMITED_LIMITS, images_per_user_per_day=20)
    await job_driver.deliver(await job_driver.create_in_state(State.READY, images=15), images=15)
    passed, refused = await gather_outcomes(
        job_driver.reserve(limits=limits, database=process)
        for _, process in zip(range(40), cycle(process_databases), strict=False)
    )
    assert (len(passed), refused) == (5, [OverQuota] * 35)
    assert await job_driver.count_rows("jobs") == 1 + 5
    assert await job_driver.count_rows("ledger") == 2 + 5


@pytest.mark.parametrize(
    ("limits", "refusal"),
    [
        (replace(UNLIMITED_LIMITS, jobs_per_user=5), TooMany),
        (replace(UNLIMITED_LIMITS, images_per_user_per_day=5), OverQuota),
        (replace(UNLIMITED_LIMITS, guild_daily_budget=5 * PRICE_MICROS), OverBudget),
        (replace(UNLIMITED_LIMITS, guild_monthly_budget=6 * PRICE_MICROS - 1), OverBudget),
        (replace(UNLIMITED_LIMITS, bot_daily_budget=5 * PRICE_MICROS), OverBudget),
    ],
)
async def test_limits_are_never_exceeded_by_concurrent_requests(
    limits: Limits, refusal: type[EaselError], job_driver: JobDriver, process_databases: list[Database]
) -> None:
    of_one_member = refusal is not OverBudget
    of_one_guild = limits.bot_daily_budget is None
    passed, refused = await gather_outcomes(
        job_driver.reserve(
            1 if of_one_member else n,
            guild_id=9 if of_one_guild else n + 1,
            limits=limits,
            database=process_databases[n % 2],
        )
        for n in range(40)
    )
    assert (len(passed), refused) == (5, [refusal] * 35)
    assert await job_driver.count_rows("jobs") == await job_driver.count_rows("ledger") == 5


async def test_cooldown_lets_a_single_concurrent_request_pass(job_driver: JobDriver) -> None:
    passed, refused = await gather_outcomes(
        job_driver.reserve(limits=replace(UNLIMITED_LIMITS, cooldown_seconds=5)) for _ in range(10)
    )
    assert (len(passed), refused) == (1, [TooSoon] * 9)


async def test_limits_are_counted_separately_per_member_and_per_guild(
    job_driver: JobDriver,
) -> None:
    limits = Limits(images_per_user_per_day=1, cooldown_seconds=60, jobs_per_user=1, guild_daily_budget=PRICE_MICROS)
    for member in (1, 2):
        await job_driver.reserve(member, guild_id=member, limits=limits)


async def test_repeated_interaction_creates_a_single_job(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    passed, refused = await gather_outcomes(
        job_driver.reserve(interaction_id=77, database=process_databases[n % 2]) for n in range(10)
    )
    assert (len(passed), refused) == (1, [Repeated] * 9)
    assert await job_driver.count_rows("jobs") == await job_driver.count_rows("ledger") == 1
    await job_driver.cancel(passed[0])
    with pytest.raises(Repeated):
        await job_driver.reserve(interaction_id=77)


async def test_concurrent_requests_of_many_members_are_all_stored(job_driver: JobDriver) -> None:
    limits = Limits(guild_daily_budget=10**9, guild_monthly_budget=10**9, bot_daily_budget=10**9)
    passed, refused = await gather_outcomes(
        job_driver.reserve(member, guild_id=9, limits=limits) for member in range(300)
    )
    assert (len(passed), refused) == (300, [])
    assert {job.id for job in passed} == {row["id"] for row in await job_driver.select("SELECT id FROM jobs")}


# ── being worked on ──────────────────────────────────────────────────────────────────────────────────────────────────


async def test_job_keeps_its_fields_through_every_state(job_driver: JobDriver) -> None:
    reserved = await job_driver.reserve(4, 1, guild_id=3)
    assert (reserved.state, reserved.user_id, reserved.guild_id) == (State.RESERVED, 4, 3)
    job_driver.clock.advance(1)
    waiting = await job_driver.acknowledge(reserved)
    assert waiting == replace(reserved, state=State.WAITING, channel_id=6, message_id=7)
    (submitted,) = await job_driver.claim()
    assert submitted == replace(waiting, state=State.SUBMITTED, submitted_at=job_driver.clock())
    job_driver.clock.advance(1)
    ready = require_job(await job_driver.store_results(submitted))
    assert ready == replace(submitted, state=State.READY, outcome=ONE_PICTURE_OUTCOME, ready_at=job_driver.clock())
    followed = require_job(await job_driver.database.run(jobs.record_follow_up, ready, 8, owner="one"))
    assert followed == replace(ready, follow_up_message_id=8)
    delivered = require_job(await job_driver.deliver(followed))
    shown = ONE_PICTURE_OUTCOME.model_copy(update={"delivered_count": 1})
    assert delivered == replace(followed, state=State.DELIVERED, outcome=shown, token=None, ended_at=job_driver.clock())
    assert await job_driver.get(reserved) == delivered
    row = await job_driver.job_row(reserved)
    assert (row["notified"], row["lease_owner"], row["lease_expires_at"]) == (1, None, None)


OWNED: dict[str, tuple[State, Deed]] = {
    "ready": (State.SUBMITTED, lambda driver, job: driver.store_results(job, "two")),
    "fail": (State.SUBMITTED, lambda driver, job: driver.fail(job, owner="two")),
    "deliver": (State.READY, lambda driver, job: driver.deliver(job, owner="two")),
    "follow up": (State.READY, lambda driver, job: driver.database.run(jobs.record_follow_up, job, 8, owner="two")),
    "disown": (State.RESERVED, lambda driver, job: driver.database.run(leases.mark_unknown, job.id, owner="two")),
    "release": (State.READY, lambda driver, job: driver.database.run(leases.release, "two", [job.id])),
}


@pytest.mark.parametrize("deed", OWNED)
async def test_job_is_unchanged_by_a_process_that_does_not_own_it(deed: str, job_driver: JobDriver) -> None:
    state, do = OWNED[deed]
    job = await job_driver.create_in_state(state)
    before = await job_driver.job_row(job)
    assert await do(job_driver, job) is None
    assert await job_driver.job_row(job) == before
    assert await job_driver.ledger_entries(job) == [("reserve", 1, PRICE_MICROS)]


async def test_adopted_job_cannot_be_changed_by_its_former_owner(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.SUBMITTED)
    job_driver.clock.advance(leases.LEASE_SECONDS + 1)
    assert await job_driver.adopt_orphans("two") == [job]
    assert await job_driver.store_results(job, "one") is None
    assert require_job(await job_driver.store_results(job, "two")).state is State.READY


async def test_transition_from_a_past_state_changes_nothing(job_driver: JobDriver) -> None:
    submitted = await job_driver.create_in_state(State.SUBMITTED)
    ready = require_job(await job_driver.store_results(submitted))
    assert await job_driver.store_results(submitted) is None
    assert await job_driver.fail(submitted) is None
    await job_driver.deliver(ready)
    assert await job_driver.fail(ready) is None
    assert await job_driver.deliver(ready) is None
    assert await job_driver.database.run(jobs.record_follow_up, ready, 8, owner="one") is None
    assert not await job_driver.database.run(intake.acknowledge, ready, channel_id=1, message_id=2)
    assert await job_driver.ledger_entries(ready) == [("reserve", 1, PRICE_MICROS), ("settle", 0, 0)]


async def test_impossible_transition_raises_value_error(job_driver: JobDriver) -> None:
    with pytest.raises(ValueError, match="submitted cannot become delivered"):
        await job_driver.deliver(await job_driver.create_in_state(State.SUBMITTED))


# ── ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [State.RESERVED, State.WAITING, State.SUBMITTED])
async def test_unfinished_job_can_be_cancelled(state: State, job_driver: JobDriver) -> None:
    job = require_job(await job_driver.cancel(await job_driver.create_in_state(state, images=3)))
    assert (job.state, job.reason, job.ended_at) == (State.CANCELLED, "Taken back.", job_driver.clock())
    spent = 3 * PRICE_MICROS if state is State.SUBMITTED else 0
    assert await job_driver.ledger_entries(job) == [
        ("reserve", 3, 3 * PRICE_MICROS),
        ("refund", -3, spent - 3 * PRICE_MICROS),
    ]


@pytest.mark.parametrize("state", [State.READY, State.DELIVERED, State.FAILED, State.CANCELLED])
async def test_ready_or_ended_job_cannot_be_cancelled(state: State, job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(state)
    before = await job_driver.job_row(job), await job_driver.ledger_entries(job)
    assert await job_driver.cancel(job) is None
    assert (await job_driver.job_row(job), await job_driver.ledger_entries(job)) == before


async def test_unknown_job_cannot_be_cancelled(job_driver: JobDriver) -> None:
    assert await job_driver.database.run(cancelling.cancel, 404, "Why?", now=job_driver.clock()) is None
    assert await job_driver.database.run(jobs.get, 404) is None


RIVALS: dict[str, tuple[State, Deed, Deed]] = {
    "cancel and cancel": (State.WAITING, JobDriver.cancel, JobDriver.cancel),
    "cancel and ready": (State.SUBMITTED, JobDriver.cancel, JobDriver.store_results),
    "cancel and fail": (State.SUBMITTED, JobDriver.cancel, JobDriver.fail),
    "fail and fail": (State.SUBMITTED, JobDriver.fail, JobDriver.fail),
    "deliver and cancel": (State.READY, JobDriver.deliver, JobDriver.cancel),
    "deliver and fail": (State.READY, JobDriver.deliver, JobDriver.fail),
    "deliver and deliver": (State.READY, JobDriver.deliver, JobDriver.deliver),
}


@pytest.mark.parametrize("pair", RIVALS)
async def test_concurrent_transitions_of_a_job_have_a_single_winner(pair: str, job_driver: JobDriver) -> None:
    state, one, other = RIVALS[pair]
    contested = [await job_driver.create_in_state(state, member) for member in range(8)]
    for n, job in enumerate(contested):
        deeds = (one, other) if n % 2 else (other, one)
        results = await asyncio.gather(*(deed(job_driver, job) for deed in deeds))
        (winner,) = (result for result in results if result is not None)
        assert await job_driver.get(job) == winner
        assert len(await job_driver.ledger_entries(job)) == (2 if winner.state.is_final else 1)


async def test_job_claimed_and_cancelled_concurrently_ends_cancelled(job_driver: JobDriver) -> None:
    for _ in range(8):
        job = await job_driver.create_in_state(State.WAITING)
        await asyncio.gather(job_driver.claim(), job_driver.cancel(job))
        ended = await job_driver.get(job)
        assert ended.state is State.CANCELLED
        spent = 0 if ended.submitted_at is None else PRICE_MICROS
        assert await job_driver.ledger_entries(job) == [
            ("reserve", 1, PRICE_MICROS),
            ("refund", -1, spent - PRICE_MICROS),
        ]


async def claimed(driver: JobDriver) -> tuple[Job, Transaction[Job | None]]:
    """A claimed job, and what its worker does next: write down that it sends the task."""
    job = await driver.create_in_state(State.WAITING)
    (taken,) = await driver.database.run(jobs.claim, max_running=1000, lease=driver.make_lease(), now=driver.clock())
    return job, jobs.record_submission(taken, owner="one", now=driver.clock())


@on_postgres
async def test_cancellation_overlapping_a_claim_cancels_at_no_cost(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.WAITING)
    claim = jobs.claim(max_running=1, lease=job_driver.make_lease(), now=job_driver.clock())
    cancelled = await job_driver.run_overlapping(
        claim, cancelling.cancel(job.id, "Taken back.", now=job_driver.clock())
    )
    assert require_job(cancelled).state is State.CANCELLED
    assert await job_driver.ledger_entries(job) == [("reserve", 1, PRICE_MICROS), ("refund", -1, -PRICE_MICROS)]


@on_postgres
async def test_cancellation_overlapping_the_submission_keeps_the_reserved_cost(job_driver: JobDriver) -> None:
    job, sending = await claimed(job_driver)
    cancelled = await job_driver.run_overlapping(
        sending, cancelling.cancel(job.id, "Taken back.", now=job_driver.clock())
    )
    assert require_job(cancelled).submitted_at == job_driver.clock()
    assert await job_driver.ledger_entries(job) == [("reserve", 1, PRICE_MICROS), ("refund", -1, 0)]


@on_postgres
async def test_submission_after_an_overlapping_cancellation_is_not_recorded(job_driver: JobDriver) -> None:
    job, sending = await claimed(job_driver)
    assert (
        await job_driver.run_overlapping(cancelling.cancel(job.id, "Taken back.", now=job_driver.clock()), sending)
        is None
    )
    assert (await job_driver.get(job)).submitted_at is None
    assert await job_driver.ledger_entries(job) == [("reserve", 1, PRICE_MICROS), ("refund", -1, -PRICE_MICROS)]


async def test_resubmitted_task_keeps_its_first_submission_time(job_driver: JobDriver) -> None:
    _, sending = await claimed(job_driver)
    first = require_job(await job_driver.database.run(lambda: sending))
    job_driver.clock.advance(5)
    again = require_job(
        await job_driver.database.run(jobs.record_submission, first, owner="one", now=job_driver.clock())
    )
    assert again.submitted_at == first.submitted_at == job_driver.clock() - 5
    assert await job_driver.database.run(jobs.record_submission, first, owner="two", now=job_driver.clock()) is None


@on_postgres
async def test_claim_overlapping_a_cancellation_leaves_the_job_cancelled(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.WAITING)
    cancel = cancelling.cancel(job.id, "Taken back.", now=job_driver.clock())
    assert (
        await job_driver.run_overlapping(
            cancel, jobs.claim(max_running=1, lease=job_driver.make_lease(), now=job_driver.clock())
        )
        == []
    )
    assert (await job_driver.get(job)).state is State.CANCELLED


@on_postgres
async def test_acknowledgement_overlapping_a_cancellation_changes_nothing(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.RESERVED)
    cancel = cancelling.cancel(job.id, "Taken back.", now=job_driver.clock())
    assert not await job_driver.run_overlapping(cancel, intake.acknowledge(job, channel_id=6, message_id=7))
    assert (await job_driver.get(job)).state is State.CANCELLED


async def test_mark_notified_clears_token_and_lease(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.FAILED)
    assert job.token == "token"
    await job_driver.database.run(jobs.mark_notified, job.id)
    row = await job_driver.job_row(job)
    assert (row["notified"], row["token"], row["lease_owner"], row["lease_expires_at"]) == (1, None, None, None)


async def test_mark_notified_ignores_unfinished_jobs(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.SUBMITTED)
    before = await job_driver.job_row(job)
    await job_driver.database.run(jobs.mark_notified, job.id)
    assert await job_driver.job_row(job) == before


async def test_fail_waiting_refunds_waiting_jobs_in_queue_order(job_driver: JobDriver) -> None:
    waiting = [await job_driver.create_in_state(State.WAITING, member, 2) for member in range(3)]
    running = await job_driver.create_in_state(State.RESERVED, 9)
    turned = await job_driver.database.run(
        jobs.fail_waiting, "Closed.", lease=job_driver.make_lease(), limit=2, now=job_driver.clock()
    )
    assert [(job.id, job.state, job.reason) for job in turned] == [
        (job.id, State.FAILED, "Closed.") for job in waiting[:2]
    ]
    assert (await job_driver.get(running)).state is State.RESERVED
    assert await job_driver.ledger_entries(waiting[0]) == [
        ("reserve", 2, 2 * PRICE_MICROS),
        ("refund", -2, -2 * PRICE_MICROS),
    ]
    assert await job_driver.ledger_entries(waiting[2]) == [("reserve", 2, 2 * PRICE_MICROS)]


# ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_unfinished_jobs_of_a_member_are_listed_and_counted_by_state(job_driver: JobDriver) -> None:
    await job_driver.create_in_state(State.DELIVERED)
    ready = await job_driver.create_in_state(State.READY)
    waiting = await job_driver.create_in_state(State.WAITING)
    await job_driver.create_in_state(State.WAITING, user_id=2)
    assert await job_driver.database.run(jobs.list_unfinished, 1) == [ready, waiting]
    assert await job_driver.database.run(jobs.count_by_state) == {"ready": 1, "waiting": 2}
