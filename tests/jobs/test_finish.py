"""How jobs end: what is written, what is told, and what is asked about the bill afterwards."""

import pytest

from bot.domain.job import Job, State
from bot.jobs.finish import DISCORD_RETRY_SECONDS, JobFinisher
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS
from tests.support.delivery_driver import DeliveryDriver
from tests.support.job_driver import PRICE_MICROS
from tests.support.moderation_driver import DAY_SECONDS, GUILD, REAL_PRICE_MICROS


async def submitted(driver: DeliveryDriver) -> Job:
    """A job whose task may be at the provider."""
    job = await driver.job_driver.acknowledge(await driver.mod_driver.reserve())
    (claimed,) = await driver.job_driver.claim()
    assert claimed.id == job.id
    return claimed


# ── written ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("state", [State.FAILED, State.REFUSED])
async def test_fail_stores_the_reason_before_any_notification(delivery_driver: DeliveryDriver, state: State) -> None:
    job = await submitted(delivery_driver)
    run = delivery_driver.make_run(job)
    delivery_driver.clock.advance(30)
    assert await delivery_driver.finisher.fail(run, state, "It broke.", micros=5, kind="Broken")  # type: ignore[arg-type]  # one of the two
    row = await delivery_driver.job_driver.job_row(job)
    assert (row["state"], row["reason"], row["ended_at"]) == (state, "It broke.", delivery_driver.clock())
    assert (row["notified"], row["token"], row["cost_due_at"]) == (0, "token", None)
    assert await delivery_driver.mod_driver.ledger_totals(job) == (0, 5)
    assert delivery_driver.metrics.ended_jobs == [(state, "standard", 0, 5)]
    assert (run.done, run.due_at, run.job.state) == (False, delivery_driver.clock(), state)
    assert delivery_driver.messenger.calls == []


@pytest.mark.parametrize(
    ("state", "counted"), [(State.REFUSED, [(GUILD, "Declined")]), (State.FAILED, [])], ids=["refused", "failed"]
)
async def test_refused_job_is_counted_once(
    delivery_driver: DeliveryDriver, state: State, counted: list[tuple[int, str]]
) -> None:
    seen: list[tuple[int | None, str]] = []
    finisher = JobFinisher(delivery_driver.context, on_refused=lambda guild_id, kind: seen.append((guild_id, kind)))
    job = await submitted(delivery_driver)
    for _ in range(2):
        await finisher.fail(delivery_driver.make_run(job), state, "No.", kind="Declined")  # type: ignore[arg-type]  # one of the two
    assert seen == counted


async def test_abandoned_task_has_its_bill_due_later(delivery_driver: DeliveryDriver) -> None:
    job = await submitted(delivery_driver)
    delivery_driver.clock.advance(30)
    await delivery_driver.finisher.fail(
        delivery_driver.make_run(job), State.FAILED, "It broke.", abandoned=True, kind="Broken"
    )
    assert (await delivery_driver.job_driver.job_row(job))[
        "cost_due_at"
    ] == delivery_driver.clock() + COST_LOOKUP_DELAY_SECONDS


async def test_fail_leaves_a_job_adopted_by_another_process_unchanged(
    delivery_driver: DeliveryDriver,
) -> None:
    job = await submitted(delivery_driver)
    delivery_driver.clock.advance(DAY_SECONDS)
    assert [one.id for one in await delivery_driver.job_driver.adopt_orphans("two")] == [job.id]
    run = delivery_driver.make_run(job)
    assert not await delivery_driver.finisher.fail(run, State.FAILED, "It broke.", micros=5, kind="Broken")
    assert run.done
    assert ((await delivery_driver.job_driver.job_row(job))["state"], delivery_driver.metrics.ended_jobs) == (
        "submitted",
        [],
    )
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * PRICE_MICROS)


async def test_abandon_of_a_submitted_task_makes_its_bill_due(delivery_driver: DeliveryDriver) -> None:
    job = await submitted(delivery_driver)
    await delivery_driver.finisher.abandon(delivery_driver.make_run(job), "It broke.")
    row = await delivery_driver.job_driver.job_row(job)
    assert (row["state"], row["cost_due_at"]) == ("failed", delivery_driver.clock() + COST_LOOKUP_DELAY_SECONDS)


async def test_abandon_of_ready_pictures_books_their_real_cost(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    await delivery_driver.finisher.abandon(delivery_driver.make_run(job), "It broke.")
    row = await delivery_driver.job_driver.job_row(job)
    assert (row["state"], row["cost_due_at"]) == ("failed", None)
    assert await delivery_driver.mod_driver.ledger_totals(job) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("failed", "standard", 0, 3 * REAL_PRICE_MICROS)]


# ── told ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def ended(driver: DeliveryDriver) -> Job:
    """A job that ended just now."""
    job = await submitted(driver)
    run = driver.make_run(job)
    await driver.finisher.fail(run, State.FAILED, "It broke.", kind="Broken")
    return run.job


async def test_end_of_a_job_is_notified_once_and_the_token_is_cleared(delivery_driver: DeliveryDriver) -> None:
    job = await ended(delivery_driver)
    run = delivery_driver.make_run(job)
    await delivery_driver.finisher.notify_member(run)
    row = await delivery_driver.job_driver.job_row(job)
    assert (run.done, row["notified"], row["token"], row["lease_owner"]) == (True, 1, None, None)
    assert delivery_driver.messenger.calls == [("end failed", job.id)]


async def test_notification_is_retried_until_a_timeout_after_the_end(delivery_driver: DeliveryDriver) -> None:
    job = await ended(delivery_driver)
    run = delivery_driver.make_run(job)
    delivery_driver.messenger.discord_down = True
    delivery_driver.clock.advance(DISCORD_RETRY_SECONDS - 1)
    await delivery_driver.finisher.notify_member(run)
    assert (run.done, (await delivery_driver.job_driver.job_row(job))["notified"]) == (False, 0)
    assert run.due_at == delivery_driver.clock() + 2
    delivery_driver.clock.advance(1)
    await delivery_driver.finisher.notify_member(run)
    assert (run.done, (await delivery_driver.job_driver.job_row(job))["notified"]) == (True, 1)
    assert delivery_driver.messenger.calls == []


async def test_notification_of_a_late_removal_has_its_own_retry_timeout(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_delivered_job()
    delivery_driver.clock.advance(DAY_SECONDS)
    removed = (await delivery_driver.mod_driver.run(delivery_driver.mod_driver.remove(job.id)())).job
    run = delivery_driver.make_run(removed)
    delivery_driver.messenger.discord_down = True
    delivery_driver.clock.advance(DISCORD_RETRY_SECONDS - 1)
    await delivery_driver.finisher.notify_member(run)
    assert not run.done
    delivery_driver.messenger.discord_down = False
    await delivery_driver.finisher.notify_member(run)
    assert (run.done, delivery_driver.messenger.calls) == (True, [("end delivered", job.id)])
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1


async def test_undeliverable_notification_finishes_the_job(delivery_driver: DeliveryDriver) -> None:
    job = await ended(delivery_driver)
    run = delivery_driver.make_run(job)
    delivery_driver.messenger.undeliverable = True
    await delivery_driver.finisher.notify_member(run)
    assert (run.done, delivery_driver.messenger.calls) == (True, [])
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1


async def test_job_changed_during_its_notification_is_notified_again(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_delivered_job()
    removed = (await delivery_driver.mod_driver.run(delivery_driver.mod_driver.remove(job.id)())).job
    run = delivery_driver.make_run(removed)

    async def put_back() -> None:
        decided = await delivery_driver.mod_driver.run(delivery_driver.mod_driver.undo(job.id)())
        run.replace_job(decided.job)

    delivery_driver.messenger.during_next_call = put_back
    await delivery_driver.finisher.notify_member(run)
    assert (run.done, run.job.removed_at) == (False, None)
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 0
