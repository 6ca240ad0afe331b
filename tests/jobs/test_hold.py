"""Pictures that moderators look at first, and those that may not be shown at all."""

import pytest

from bot.domain.job import Job, MessageRef, State
from bot.domain.server_rules import FlaggedAction
from bot.jobs.hold import FLAGGED_NOT_SHOWN_MESSAGE
from bot.storage import appeals, cases
from bot.storage.documents import dump_sentence
from tests.support.delivery_driver import DeliveryDriver
from tests.support.job_driver import PRICE_MICROS
from tests.support.moderation_driver import DAY_SECONDS, REAL_PRICE_MICROS, ModerationDriver

# ── waits for moderators ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def held_job(delivery_driver: DeliveryDriver) -> Job:
    """A job whose pictures wait since just now; its member does not know yet."""
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, approval=True))
    run = delivery_driver.make_run(job)
    await delivery_driver.deliverer.deliver(run)
    return run.job


async def test_held_job_has_a_case_and_a_card_and_is_counted_once(
    delivery_driver: DeliveryDriver, held_job: Job
) -> None:
    assert held_job.state is State.HELD
    assert [
        (case.job_id, case.is_open) for case in await delivery_driver.mod_driver.run(cases.list_by_job(held_job.id))
    ] == [(held_job.id, True)]
    assert (delivery_driver.card_count, delivery_driver.metrics.held_count, delivery_driver.metrics.ended_jobs) == (
        1,
        1,
        [],
    )
    assert await delivery_driver.mod_driver.ledger_totals(held_job) == (3, 3 * PRICE_MICROS)
    assert delivery_driver.messenger.calls == []


async def test_job_adopted_by_another_process_is_not_held(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, approval=True))
    delivery_driver.clock.advance(DAY_SECONDS)
    await delivery_driver.job_driver.adopt_orphans("two")
    run = delivery_driver.make_run(job)
    await delivery_driver.deliverer.deliver(run)
    assert (run.done, delivery_driver.card_count, delivery_driver.metrics.held_count) == (True, 0, 0)
    assert (await delivery_driver.reload(job)).state is State.READY


async def test_hold_notification_releases_the_lease(delivery_driver: DeliveryDriver, held_job: Job) -> None:
    run = delivery_driver.make_run(held_job)
    await delivery_driver.review_hold.notify_member(run)
    row = await delivery_driver.job_driver.job_row(held_job)
    assert delivery_driver.messenger.calls == [("hold", held_job.id)]
    assert (run.done, row["state"], row["lease_owner"], row["token"]) == (True, "held", None, "token")


async def test_hold_notification_becomes_the_message_of_the_job(delivery_driver: DeliveryDriver, held_job: Job) -> None:
    delivery_driver.messenger.message_ref = MessageRef(66, 77)
    run = delivery_driver.make_run(held_job)
    await delivery_driver.review_hold.notify_member(run)
    row = await delivery_driver.job_driver.job_row(held_job)
    assert (row["channel_id"], row["message_id"]) == (66, 77)
    assert (run.job.channel_id, run.job.message_id) == (66, 77)


async def test_hold_notification_is_retried_while_discord_is_down(
    delivery_driver: DeliveryDriver, held_job: Job
) -> None:
    run = delivery_driver.make_run(held_job)
    delivery_driver.messenger.discord_down = True
    await delivery_driver.review_hold.notify_member(run)
    assert (run.done, run.due_at) == (False, delivery_driver.clock() + 2)
    assert (await delivery_driver.job_driver.job_row(held_job))["lease_owner"] == "one"
    delivery_driver.messenger.discord_down = False
    await delivery_driver.review_hold.notify_member(run)
    assert (run.done, delivery_driver.messenger.calls) == (True, [("hold", held_job.id)])


async def test_undeliverable_hold_notification_leaves_the_job_held(
    delivery_driver: DeliveryDriver, held_job: Job
) -> None:
    run = delivery_driver.make_run(held_job)
    delivery_driver.messenger.undeliverable = True
    await delivery_driver.review_hold.notify_member(run)
    row = await delivery_driver.job_driver.job_row(held_job)
    assert (run.done, row["state"], row["lease_owner"]) == (True, "held", None)


async def test_job_cancelled_before_the_hold_notification_is_notified_as_cancelled(
    delivery_driver: DeliveryDriver, held_job: Job
) -> None:
    await delivery_driver.job_driver.cancel(held_job)
    run = delivery_driver.make_run(held_job)
    await delivery_driver.review_hold.notify_member(run)
    assert (run.done, run.job.state) == (False, State.CANCELLED)
    assert delivery_driver.messenger.calls == []
    await delivery_driver.finisher.notify_member(run)
    assert delivery_driver.messenger.calls == [("end cancelled", held_job.id)]


async def test_job_approved_before_the_hold_notification_is_left_to_its_owner(
    delivery_driver: DeliveryDriver, held_job: Job
) -> None:
    await delivery_driver.approve(held_job)
    run = delivery_driver.make_run(held_job)
    await delivery_driver.review_hold.notify_member(run)
    assert (run.done, delivery_driver.messenger.calls) == (True, [])
    row = await delivery_driver.job_driver.job_row(held_job)
    assert (row["state"], row["lease_owner"]) == ("ready", "one")


async def test_job_cancelled_during_the_hold_notification_is_notified_again(
    delivery_driver: DeliveryDriver, held_job: Job
) -> None:
    delivery_driver.messenger.during_next_call = lambda: delivery_driver.job_driver.cancel(held_job)
    run = delivery_driver.make_run(held_job)
    await delivery_driver.review_hold.notify_member(run)
    assert (run.done, run.job.state) == (False, State.CANCELLED)


# ── not shown at all ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("guild", [7, None])
async def test_refused_pictures_use_no_quota_and_can_be_appealed_in_servers(
    delivery_driver: DeliveryDriver, guild: int | None
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(guild_id=guild)
    run = delivery_driver.make_run(job)
    await delivery_driver.review_hold.refuse(run)
    row = await delivery_driver.job_driver.job_row(job)
    assert (row["state"], row["reason"]) == ("refused", dump_sentence(FLAGGED_NOT_SHOWN_MESSAGE))
    assert await delivery_driver.mod_driver.ledger_totals(job) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("refused", "standard", 0, 3 * REAL_PRICE_MICROS)]
    assert (
        await delivery_driver.job_driver.count_rows("appeals")
        == await delivery_driver.job_driver.count_rows("strikes")
        == (0 if guild is None else 1)
    )


async def test_accepted_appeal_of_flagged_pictures_holds_flagged_results(
    delivery_driver: DeliveryDriver,
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    await delivery_driver.review_hold.refuse(delivery_driver.make_run(job))
    appeal = await delivery_driver.mod_driver.run(appeals.get(job.id))
    assert [request.policy.flagged for request in appeal.requests] == [FlaggedAction.HOLD]
    assert (appeal.user_id, appeal.guild_id, appeal.refused_at) == (job.user_id, job.guild_id, delivery_driver.clock())


async def test_refusal_of_a_job_adopted_by_another_process_adds_no_strike(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    delivery_driver.clock.advance(DAY_SECONDS)
    await delivery_driver.job_driver.adopt_orphans("two")
    await delivery_driver.review_hold.refuse(delivery_driver.make_run(job))
    assert await delivery_driver.job_driver.count_rows("strikes") == 0
    assert delivery_driver.metrics.ended_jobs == []
