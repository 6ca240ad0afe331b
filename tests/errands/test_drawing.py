"""Submitting, polling and the deadline: what was paid for is taken, what may still cost is billed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.domain.job import Job, State
from bot.domain.rate_limits import CLOSED
from bot.errors import ModelGone, OperatorNeeded, ProviderError, Rejected, StorageUnavailable, Unavailable
from bot.jobs.generate import LATE, QUIET_SECONDS
from bot.jobs.run import Errand
from bot.runware.errors import classify
from bot.runware.replies import Progress
from bot.storage import jobs, kv, ledger
from bot.storage.jobs import BILL_AFTER
from tests.conftest import HandClock
from tests.errands.drawing_driver import DEADLINE, DrawingDriver, opened_driver, outcome, progress

REFUSED = "invalidProviderContent"


@pytest.fixture
async def driver(sqlite_template: Path, tmp_path: Path, clock: HandClock) -> AsyncIterator[DrawingDriver]:
    async with opened_driver(sqlite_template, tmp_path / "easel.db", clock) as made:
        yield made


# ── polling ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_task_is_polled_until_all_its_results_are_in(driver: DrawingDriver) -> None:
    errand = await driver.sent(count=3)
    for told in (Progress(), progress("a", processing=True), progress("a", "b")):
        driver.provider.poll.return_value = told
        await driver.runner.step(errand)
        assert (await driver.stored(errand)).state is State.SUBMITTED
        assert driver.monotonic() < errand.due <= driver.monotonic() + 5.2
    driver.provider.poll.return_value = progress("a", "b", "c")
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.state is State.READY
    assert stored.outcome == progress("a", "b", "c").outcome
    assert stored.ready_at == driver.wall()


@pytest.mark.parametrize("came", [1, 2])
async def test_results_that_turn_up_soon_after_an_error_are_taken(driver: DrawingDriver, came: int) -> None:
    errand = await driver.sent(count=3)
    names = ["a", "b"][:came]
    driver.provider.poll.return_value = progress(failed=[REFUSED])
    await driver.runner.step(errand)
    driver.clock.advance(QUIET_SECONDS - 0.1)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    driver.provider.poll.return_value = progress(*names, failed=[REFUSED], processing=came == 1)
    await driver.runner.step(errand)
    driver.clock.advance(QUIET_SECONDS)
    driver.provider.poll.return_value = progress(*names, failed=[REFUSED])
    await driver.runner.step(errand)
    driver.clock.advance(QUIET_SECONDS)
    if errand.job.state is State.SUBMITTED:
        await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.state is State.READY
    assert stored.outcome is not None
    assert [one.image_uuid for one in stored.outcome.results] == names
    assert stored.outcome.failures == (REFUSED,)
    assert stored.outcome.outstanding == 2 - came  # it may still be drawn, and billed


async def test_more_work_after_an_error_begins_the_quiet_anew(driver: DrawingDriver) -> None:
    errand = await driver.sent(count=2)
    driver.provider.poll.return_value = progress(failed=[REFUSED])
    await driver.runner.step(errand)
    driver.clock.advance(QUIET_SECONDS - 1)
    driver.provider.poll.return_value = progress(failed=[REFUSED], processing=True)
    await driver.runner.step(errand)
    driver.clock.advance(QUIET_SECONDS - 1)
    driver.provider.poll.return_value = progress(failed=[REFUSED])
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    driver.clock.advance(QUIET_SECONDS)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.REFUSED


async def test_more_results_than_were_asked_for_are_left_out(driver: DrawingDriver) -> None:
    errand = await driver.sent(count=2)
    driver.provider.poll.return_value = progress("a", "b", "c")
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.outcome is not None
    assert [one.image_uuid for one in stored.outcome.results] == ["a", "b"]
    assert stored.cost == progress("a", "b", "c").outcome.cost == 3 * (progress("a").outcome.cost or 0) > 0


@pytest.mark.parametrize("error", ["connectionLost", "rateLimitExceeded", "http403", "invalidApiKey"])
async def test_a_poll_that_fails_is_repeated_until_the_deadline(driver: DrawingDriver, error: str) -> None:
    errand = await driver.sent()
    driver.provider.poll.side_effect = classify(error) if error != "http403" else Unavailable("", code=error)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    assert driver.monotonic() < errand.due <= errand.deadline
    driver.provider.poll.side_effect = None
    driver.provider.poll.return_value = progress("a")
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.READY


@pytest.mark.parametrize(("asked", "after"), [(40.0, 40.0), (10_000.0, DEADLINE)])
async def test_a_poll_waits_as_long_as_the_provider_asks_but_not_past_the_deadline(
    driver: DrawingDriver, asked: float, after: float
) -> None:
    errand = await driver.sent()
    driver.provider.poll.side_effect = Unavailable("", code="http503", retry_after=asked)
    await driver.runner.step(errand)
    assert errand.due == driver.monotonic() + after


async def test_the_throttle_opens_by_one_for_a_round_of_finished_tasks(driver: DrawingDriver) -> None:
    driver.throttle.rate_limited(0)
    driver.clock.advance(2)
    assert driver.throttle.limit == 4
    driver.provider.poll.return_value = progress("a")
    limits = []
    for _ in range(4):
        await driver.runner.step(await driver.sent())
        limits.append(driver.throttle.limit)
    assert limits == [4, 4, 4, 5]


# ── the deadline ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_task_given_up_at_its_deadline_is_billed_later(driver: DrawingDriver) -> None:
    errand = await driver.sent(count=2)
    driver.provider.poll.return_value = progress(processing=True)
    driver.clock.advance(DEADLINE - 0.1)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    assert errand.due == errand.deadline
    driver.clock.advance(0.1)
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.state is State.FAILED
    assert stored.reason == LATE
    assert await driver.bill_due(errand) == driver.wall() + BILL_AFTER
    driver.provider.details.assert_awaited_once_with(errand.job.task_uuid)


async def test_what_the_record_shows_at_the_deadline_is_delivered(driver: DrawingDriver) -> None:
    errand = await driver.sent(count=2)
    driver.provider.poll.return_value = progress("a", processing=True)
    driver.provider.details.return_value = outcome("a", "b")
    driver.clock.advance(DEADLINE)
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.state is State.READY
    assert stored.outcome == outcome("a", "b")


@pytest.mark.parametrize("record", [None, Unavailable("", code="x")])
async def test_what_came_by_the_deadline_is_delivered_where_the_record_tells_less(
    driver: DrawingDriver, record: ProviderError | None
) -> None:
    errand = await driver.sent(count=2)
    driver.provider.poll.return_value = progress("a", processing=True)
    driver.provider.details.side_effect = record
    driver.clock.advance(DEADLINE)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.READY
    assert errand.job.outcome == outcome("a").model_copy(update={"outstanding": 1})


@pytest.mark.parametrize("jump", [16 * 60, 24 * 3600, -24 * 3600])
async def test_a_wall_clock_that_jumps_gives_up_nothing(driver: DrawingDriver, jump: float) -> None:
    errand = await driver.sent()
    driver.provider.poll.return_value = progress(processing=True)
    driver.jump(jump)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    assert driver.monotonic() < errand.due < driver.monotonic() + 6
    driver.clock.advance(3)
    driver.provider.poll.return_value = progress("a")
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).ready_at == driver.wall()
    assert driver.durations._recent.ordered(errand.job.request.kind, enough=1) == [3]


# ── submitting ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_task_may_be_sent_until_the_deadline_of_its_errand(driver: DrawingDriver) -> None:
    errand = await driver.sent()
    (task,), options = driver.provider.submit.await_args
    assert task.task_uuid == errand.job.task_uuid
    assert options == {"until": errand.deadline}
    assert errand.deadline == driver.monotonic() + DEADLINE


async def test_a_task_that_nobody_knows_of_is_looked_up_and_billed_later(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = Unavailable("Runware is away; nothing was charged.", code="connectionLost")
    errand = driver.runner.begin(await driver.job())
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert (stored.state, stored.reason) == (State.FAILED, "Runware is away; nothing was charged.")
    assert await driver.bill_due(errand) is not None


async def test_a_task_that_was_refused_costs_nothing_and_is_never_asked_about(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = Rejected("No such size; nothing was charged.", code="unsupportedDimensions")
    errand = driver.runner.begin(await driver.job())
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.FAILED
    assert await driver.booked(errand) == 0
    assert await driver.bill_due(errand) is None
    driver.provider.details.assert_not_awaited()


async def test_an_adopted_task_that_is_refused_is_looked_up_first(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = Rejected("No.", code="unsupportedDimensions")
    driver.provider.details.return_value = outcome("a")
    errand = driver.runner.begin(await driver.orphan(), adopted=True)
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.READY


async def test_without_credit_spending_stops_and_the_operator_hears_once(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = classify("insufficientCredits")
    for _ in range(2):
        errand = driver.runner.begin(await driver.job())
        await driver.runner.step(errand)
        assert (await driver.stored(errand)).state is State.FAILED
    assert not driver.breaker.spending
    driver.messenger.alert.assert_awaited_once()
    assert "insufficientCredits" in driver.messenger.alert.await_args.args[0]
    assert await driver.database.run(kv.value, kv.OPERATOR_NEEDED) == "insufficientCredits"
    assert "Nothing was charged" in CLOSED
    driver.provider.submit.side_effect = None
    driver.clock.advance(121)
    await driver.sent()
    assert not driver.breaker.tripped
    assert await driver.database.run(kv.value, kv.OPERATOR_NEEDED) is None


async def test_a_model_that_is_gone_is_lost_for_all(driver: DrawingDriver) -> None:
    driver.provider.submit.side_effect = ModelGone("", code="invalidModel")
    errand = driver.runner.begin(await driver.job())
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.state is State.FAILED
    assert stored.reason is not None
    assert "does not offer Grok Imagine" in stored.reason
    assert driver.catalog.is_lost(errand.job.request.model)
    driver.messenger.alert.assert_awaited_once()


async def test_a_job_of_a_closed_model_is_not_sent(driver: DrawingDriver) -> None:
    for _ in range(3):
        await driver.models.note_unreadable(await driver.job(), 1)
    errand = driver.runner.begin(await driver.job())
    await driver.runner.step(errand)
    stored = await driver.stored(errand)
    assert stored.state is State.FAILED
    assert stored.reason is not None
    assert "is closed for now" in stored.reason
    driver.provider.submit.assert_not_awaited()
    assert await driver.booked(errand) == 0
    adopted = driver.runner.begin(await driver.orphan(), adopted=True)
    await driver.runner.step(adopted)
    driver.provider.submit.assert_awaited_once()


# ── cancelled at the moment of sending ───────────────────────────────────────────────────────────────────────────────


async def cancel(driver: DrawingDriver, errand: Errand) -> Job:
    """Its author takes it back."""
    back = await driver.database.run(jobs.take_back, errand.job.id, user_id=errand.job.user_id, now=driver.wall())
    assert back is not None
    return back


async def counted(driver: DrawingDriver, errand: Errand) -> tuple[int, int]:
    """Pictures and micro-dollars that count for its author."""
    usage = await driver.database.run(ledger.member_usage, errand.job.user_id, driver.wall())
    return usage.images, usage.micros


async def test_what_was_cancelled_before_it_is_sent_is_never_sent_and_costs_nothing(driver: DrawingDriver) -> None:
    errand = driver.runner.begin(await driver.job(count=2))
    back = await cancel(driver, errand)
    await driver.runner.step(errand)
    driver.provider.submit.assert_not_awaited()
    assert errand.done
    assert back.reason == "Cancelled; nothing was charged."
    assert (await counted(driver, errand), await driver.bill_due(errand)) == ((0, 0), None)
    assert await driver.database.run(jobs.running, now=driver.wall()) == 0
    assert driver.metrics.registry.get_sample_value("easel_job_seconds_count", {"phase": "queue"}) is None


async def test_what_is_cancelled_once_it_is_sent_counts(driver: DrawingDriver) -> None:
    driver.clock.advance(7)
    errand = driver.runner.begin(await driver.job(count=2))
    driver.clock.advance(3)
    backs = []

    async def cancelled_meanwhile(*_: object, **__: object) -> None:
        backs.append(await cancel(driver, errand))

    driver.provider.submit.side_effect = cancelled_meanwhile
    await driver.runner.step(errand)
    driver.provider.submit.assert_awaited_once()
    assert backs[0].reason == "Cancelled. It was already being drawn, so it still counts: 2 pictures."
    assert await counted(driver, errand) == (2, errand.job.request.estimate)
    assert await driver.bill_due(errand) is not None
    assert await driver.database.run(jobs.running, now=driver.wall()) == 1
    assert driver.metrics.registry.get_sample_value("easel_job_seconds_sum", {"phase": "queue"}) == 3.0


async def test_a_task_that_was_never_sent_is_not_booked_when_its_job_is_given_up(driver: DrawingDriver) -> None:
    errand = driver.runner.begin(await driver.job())
    await driver.ending.give_up(errand, "Something went wrong.")
    assert (await counted(driver, errand), await driver.bill_due(errand)) == ((0, 0), None)
    sent = driver.runner.begin(await driver.orphan())
    await driver.ending.give_up(sent, "Something went wrong.")
    assert await counted(driver, sent) == (0, sent.job.request.estimate)
    assert await driver.bill_due(sent) is not None


# ── a database without room ──────────────────────────────────────────────────────────────────────────────────────────


async def test_results_that_cannot_be_written_down_are_taken_in_the_next_step(
    driver: DrawingDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    errand = await driver.sent()
    driver.provider.poll.return_value = progress("a")
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "ready", full)
        with pytest.raises(StorageUnavailable):
            await driver.runner.step(errand)
    assert (await driver.stored(errand)).state is State.SUBMITTED
    await driver.runner.step(errand)
    assert (await driver.stored(errand)).outcome == outcome("a")


async def test_the_operator_hears_that_spending_stopped_even_when_that_cannot_be_written_down(
    driver: DrawingDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.provider.submit.side_effect = OperatorNeeded("No.", code="invalidApiKey")
    monkeypatch.setattr(kv, "put_once", full)
    await driver.runner.step(driver.runner.begin(await driver.job()))
    driver.messenger.alert.assert_awaited_once()


def full(*_: object, **__: object) -> object:
    raise StorageUnavailable("The database refused a change: database or disk is full.")
