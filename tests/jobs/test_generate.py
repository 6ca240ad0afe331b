"""Submitting, polling and the deadline: what was paid for is taken, what may still cost is billed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.job import Job, State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE
from bot.errors import ModelGone, OperatorNeeded, ProviderError, ProviderUnavailable, Rejected, StorageUnavailable
from bot.jobs.generate import LATE_RESULT_GRACE_SECONDS, TIMED_OUT_MESSAGE
from bot.jobs.run import JobRun
from bot.runware.errors import build_provider_error
from bot.runware.task_progress import TaskProgress
from bot.storage import cancelling, jobs, kv
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS
from tests.support.clock import ManualClock
from tests.support.generator_driver import (
    DEADLINE_SECONDS,
    GeneratorDriver,
    make_outcome,
    make_progress,
    open_generator_driver,
)
from tests.support.usage import get_day_usage

REFUSED = "invalidProviderContent"


@pytest.fixture
async def driver(sqlite_template: Path, tmp_path: Path, clock: ManualClock) -> AsyncIterator[GeneratorDriver]:
    async with open_generator_driver(sqlite_template, tmp_path / "easel.db", clock) as made:
        yield made


# ── polling ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_task_is_polled_until_all_results_have_arrived(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job(count=3)
    for told in (TaskProgress(), make_progress("a", processing=True), make_progress("a", "b")):
        driver.provider.poll.return_value = told
        await driver.pipeline.advance(run)
        assert (await driver.reload(run)).state is State.SUBMITTED
        assert driver.monotonic() < run.due_at <= driver.monotonic() + 5.2
    driver.provider.poll.return_value = make_progress("a", "b", "c")
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.state is State.READY
    assert stored.outcome == make_progress("a", "b", "c").outcome
    assert stored.ready_at == driver.wall_clock()


@pytest.mark.parametrize("came", [1, 2])
async def test_results_soon_after_an_error_are_accepted(driver: GeneratorDriver, came: int) -> None:
    run = await driver.submit_new_job(count=3)
    names = ["a", "b"][:came]
    driver.provider.poll.return_value = make_progress(failed=[REFUSED])
    await driver.pipeline.advance(run)
    driver.clock.advance(LATE_RESULT_GRACE_SECONDS - 0.1)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    driver.provider.poll.return_value = make_progress(*names, failed=[REFUSED], processing=came == 1)
    await driver.pipeline.advance(run)
    driver.clock.advance(LATE_RESULT_GRACE_SECONDS)
    driver.provider.poll.return_value = make_progress(*names, failed=[REFUSED])
    await driver.pipeline.advance(run)
    driver.clock.advance(LATE_RESULT_GRACE_SECONDS)
    if run.job.state is State.SUBMITTED:
        await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.state is State.READY
    assert stored.outcome is not None
    assert [one.image_uuid for one in stored.outcome.results] == names
    assert stored.outcome.failures == (REFUSED,)
    assert stored.outcome.outstanding == 2 - came  # it may still be drawn, and billed


async def test_further_progress_after_an_error_restarts_the_grace_period(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job(count=2)
    driver.provider.poll.return_value = make_progress(failed=[REFUSED])
    await driver.pipeline.advance(run)
    driver.clock.advance(LATE_RESULT_GRACE_SECONDS - 1)
    driver.provider.poll.return_value = make_progress(failed=[REFUSED], processing=True)
    await driver.pipeline.advance(run)
    driver.clock.advance(LATE_RESULT_GRACE_SECONDS - 1)
    driver.provider.poll.return_value = make_progress(failed=[REFUSED])
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    driver.clock.advance(LATE_RESULT_GRACE_SECONDS)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.REFUSED


async def test_surplus_results_are_left_out_but_their_cost_is_counted(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job(count=2)
    driver.provider.poll.return_value = make_progress("a", "b", "c")
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.outcome is not None
    assert [one.image_uuid for one in stored.outcome.results] == ["a", "b"]
    assert stored.cost == 3 * (make_progress("a").outcome.results[0].cost or 0) > 0


@pytest.mark.parametrize("error", ["connectionLost", "rateLimitExceeded", "http403", "invalidApiKey"])
async def test_failed_poll_is_retried_until_the_deadline(driver: GeneratorDriver, error: str) -> None:
    run = await driver.submit_new_job()
    driver.provider.poll.side_effect = (
        build_provider_error(error) if error != "http403" else ProviderUnavailable("", code=error)
    )
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    assert driver.monotonic() < run.due_at <= run.deadline_at
    driver.provider.poll.side_effect = None
    driver.provider.poll.return_value = make_progress("a")
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.READY


@pytest.mark.parametrize(("asked", "after"), [(40.0, 40.0), (10_000.0, DEADLINE_SECONDS)])
async def test_poll_respects_retry_after_but_not_past_the_deadline(
    driver: GeneratorDriver, asked: float, after: float
) -> None:
    run = await driver.submit_new_job()
    driver.provider.poll.side_effect = ProviderUnavailable("", code="http503", retry_after=asked)
    await driver.pipeline.advance(run)
    assert run.due_at == driver.monotonic() + after


async def test_limiter_opens_a_single_slot_per_round_of_finished_tasks(driver: GeneratorDriver) -> None:
    driver.limiter.record_rate_limit(0)
    driver.clock.advance(2)
    assert driver.limiter.limit == 4
    driver.provider.poll.return_value = make_progress("a")
    limits = []
    for _ in range(4):
        await driver.pipeline.advance(await driver.submit_new_job())
        limits.append(driver.limiter.limit)
    assert limits == [4, 4, 4, 5]


# ── the deadline ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_task_abandoned_at_its_deadline_is_billed_later(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job(count=2)
    driver.provider.poll.return_value = make_progress(processing=True)
    driver.clock.advance(DEADLINE_SECONDS - 0.1)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    assert run.due_at == run.deadline_at
    driver.clock.advance(0.1)
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.state is State.FAILED
    assert stored.reason == TIMED_OUT_MESSAGE
    assert await driver.cost_due_at(run) == driver.wall_clock() + COST_LOOKUP_DELAY_SECONDS
    driver.provider.get_outcome.assert_awaited_once_with(run.job.task_uuid)


async def test_results_in_the_record_at_the_deadline_are_delivered(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job(count=2)
    driver.provider.poll.return_value = make_progress("a", processing=True)
    driver.provider.get_outcome.return_value = make_outcome("a", "b")
    driver.clock.advance(DEADLINE_SECONDS)
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.state is State.READY
    assert stored.outcome == make_outcome("a", "b")


@pytest.mark.parametrize("record", [None, ProviderUnavailable("", code="x")])
async def test_polled_results_are_delivered_if_the_record_has_fewer(
    driver: GeneratorDriver, record: ProviderError | None
) -> None:
    run = await driver.submit_new_job(count=2)
    driver.provider.poll.return_value = make_progress("a", processing=True)
    driver.provider.get_outcome.side_effect = record
    driver.clock.advance(DEADLINE_SECONDS)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.READY
    assert run.job.outcome == make_outcome("a").model_copy(update={"outstanding": 1})


@pytest.mark.parametrize("jump", [16 * 60, 24 * 3600, -24 * 3600])
async def test_wall_clock_jump_does_not_abandon_a_task(driver: GeneratorDriver, jump: float) -> None:
    run = await driver.submit_new_job()
    driver.provider.poll.return_value = make_progress(processing=True)
    driver.shift_wall_clock(jump)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    assert driver.monotonic() < run.due_at < driver.monotonic() + 6
    driver.clock.advance(3)
    driver.provider.poll.return_value = make_progress("a")
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).ready_at == driver.wall_clock()
    assert driver.durations.sorted_durations(run.job.request.duration_key, min_count=1) == [3]


# ── submitting ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_task_is_submitted_with_the_deadline_of_its_run(driver: GeneratorDriver) -> None:
    run = await driver.submit_new_job()
    (task,), options = driver.provider.submit.await_args
    assert task.task_uuid == run.job.task_uuid
    assert options == {"deadline": run.deadline_at}
    assert run.deadline_at == driver.monotonic() + DEADLINE_SECONDS


async def test_task_with_unknown_submission_fails_and_is_billed_later(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = ProviderUnavailable(
        "Runware is away; nothing was charged.", code="connectionLost"
    )
    run = driver.pipeline.create_run(await driver.create_claimed_job())
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert (stored.state, stored.reason) == (State.FAILED, "Runware is away; nothing was charged.")
    assert await driver.cost_due_at(run) is not None


async def test_rejected_task_costs_nothing_and_is_never_looked_up(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = Rejected("No such size; nothing was charged.", code="unsupportedDimensions")
    run = driver.pipeline.create_run(await driver.create_claimed_job())
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.FAILED
    assert await driver.booked_micros(run) == 0
    assert await driver.cost_due_at(run) is None
    driver.provider.get_outcome.assert_not_awaited()


async def test_adopted_task_that_is_rejected_is_looked_up_first(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = Rejected("No.", code="unsupportedDimensions")
    driver.provider.get_outcome.return_value = make_outcome("a")
    run = driver.pipeline.create_run(await driver.create_orphan(), adopted=True)
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.READY


async def test_missing_credit_stops_spending_and_alerts_the_operator_once(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = build_provider_error("insufficientCredits")
    for _ in range(2):
        run = driver.pipeline.create_run(await driver.create_claimed_job())
        await driver.pipeline.advance(run)
        assert (await driver.reload(run)).state is State.FAILED
    assert not driver.breaker.allows_requests
    driver.messenger.alert.assert_awaited_once()
    assert "insufficientCredits" in str(driver.messenger.alert.await_args.args[0])
    assert await driver.database.run(kv.get, kv.OPERATOR_NEEDED_KEY) == "insufficientCredits"
    assert "Nothing was charged" in str(SPENDING_STOPPED_MESSAGE)
    driver.provider.submit.side_effect = None
    driver.clock.advance(121)
    await driver.submit_new_job()
    assert not driver.breaker.tripped
    assert await driver.database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None


async def test_model_gone_at_the_provider_becomes_unavailable(driver: GeneratorDriver) -> None:
    driver.provider.submit.side_effect = ModelGone("", code="invalidModel")
    run = driver.pipeline.create_run(await driver.create_claimed_job())
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.state is State.FAILED
    assert "does not offer Grok Imagine" in str(stored.reason)
    assert driver.catalog.is_unavailable(run.job.request.model)
    driver.messenger.alert.assert_awaited_once()


async def test_job_of_a_closed_model_is_not_submitted(driver: GeneratorDriver) -> None:
    for _ in range(3):
        await driver.model_breakers.record_unreadable(await driver.create_claimed_job(), 1)
    run = driver.pipeline.create_run(await driver.create_claimed_job())
    await driver.pipeline.advance(run)
    stored = await driver.reload(run)
    assert stored.state is State.FAILED
    assert "is closed for now" in str(stored.reason)
    driver.provider.submit.assert_not_awaited()
    assert await driver.booked_micros(run) == 0
    adopted = driver.pipeline.create_run(await driver.create_orphan(), adopted=True)
    await driver.pipeline.advance(adopted)
    driver.provider.submit.assert_awaited_once()


# ── cancelled at the moment of sending ───────────────────────────────────────────────────────────────────────────────


async def cancel(driver: GeneratorDriver, run: JobRun) -> Job:
    """Its author takes it back."""
    back = await driver.database.run(
        cancelling.cancel_by_author, run.job.id, user_id=run.job.user_id, now=driver.wall_clock()
    )
    assert back is not None
    return back


async def counted(driver: GeneratorDriver, run: JobRun) -> tuple[int, int]:
    """Pictures and micro-dollars that count for its author."""
    usage = await driver.database.run(get_day_usage, run.job.user_id, driver.wall_clock())
    return usage.images, usage.micro_dollars


async def test_job_cancelled_before_submission_is_not_submitted_and_costs_nothing(driver: GeneratorDriver) -> None:
    run = driver.pipeline.create_run(await driver.create_claimed_job(count=2))
    back = await cancel(driver, run)
    await driver.pipeline.advance(run)
    driver.provider.submit.assert_not_awaited()
    assert run.done
    assert str(back.reason) == "Cancelled; nothing was charged."
    assert (await counted(driver, run), await driver.cost_due_at(run)) == ((0, 0), None)
    assert await driver.database.run(jobs.count_submitted, now=driver.wall_clock()) == 0
    assert driver.metrics.registry.get_sample_value("easel_job_phase_seconds_count", {"phase": "queue"}) is None


async def test_job_cancelled_during_submission_is_charged(driver: GeneratorDriver) -> None:
    driver.clock.advance(7)
    run = driver.pipeline.create_run(await driver.create_claimed_job(count=2))
    driver.clock.advance(3)
    backs = []

    async def cancelled_meanwhile(*_: object, **__: object) -> None:
        backs.append(await cancel(driver, run))

    driver.provider.submit.side_effect = cancelled_meanwhile
    await driver.pipeline.advance(run)
    driver.provider.submit.assert_awaited_once()
    assert str(backs[0].reason) == "Cancelled. It was already being drawn, so it still counts: 2 pictures."
    assert await counted(driver, run) == (2, run.job.request.estimate)
    assert await driver.cost_due_at(run) is not None
    assert await driver.database.run(jobs.count_submitted, now=driver.wall_clock()) == 1
    assert driver.metrics.registry.get_sample_value("easel_job_phase_seconds_sum", {"phase": "queue"}) == 3.0


async def test_abandoned_job_is_booked_only_if_its_task_was_submitted(driver: GeneratorDriver) -> None:
    run = driver.pipeline.create_run(await driver.create_claimed_job())
    await driver.finisher.abandon(run, "Something went wrong.")
    assert (await counted(driver, run), await driver.cost_due_at(run)) == ((0, 0), None)
    sent = driver.pipeline.create_run(await driver.create_orphan())
    await driver.finisher.abandon(sent, "Something went wrong.")
    assert await counted(driver, sent) == (0, sent.job.request.estimate)
    assert await driver.cost_due_at(sent) is not None


# ── a database without room ──────────────────────────────────────────────────────────────────────────────────────────


async def test_results_that_cannot_be_stored_are_stored_in_the_next_step(
    driver: GeneratorDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = await driver.submit_new_job()
    driver.provider.poll.return_value = make_progress("a")
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "store_results", full)
        with pytest.raises(StorageUnavailable):
            await driver.pipeline.advance(run)
    assert (await driver.reload(run)).state is State.SUBMITTED
    await driver.pipeline.advance(run)
    assert (await driver.reload(run)).outcome == make_outcome("a")


async def test_operator_alert_is_sent_even_if_the_stop_cannot_be_stored(
    driver: GeneratorDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.provider.submit.side_effect = OperatorNeeded("No.", code="invalidApiKey")
    monkeypatch.setattr(kv, "put_if_absent", full)
    await driver.pipeline.advance(driver.pipeline.create_run(await driver.create_claimed_job()))
    driver.messenger.alert.assert_awaited_once()


def full(*_: object, **__: object) -> object:
    raise StorageUnavailable("The database refused a change: database or disk is full.")
