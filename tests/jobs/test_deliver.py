"""Finished pictures reach their member, and whatever happens on the way, the bill is in the ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.job import Job, Outcome, State
from bot.errors import OperatorNeeded, ProviderUnavailable
from bot.jobs.deliver import DISCORD_UNREACHABLE_MESSAGE, DOWNLOAD_FAILED_MESSAGE, DOWNLOAD_RETRY_SECONDS
from bot.jobs.finish import DISCORD_RETRY_SECONDS
from bot.moderation import job_actions
from tests.support.clock import ManualClock
from tests.support.delivery_driver import FOLLOW_UP_ID, UNDELIVERABLE_TEXT, DeliveryDriver, open_delivery_driver
from tests.support.job_driver import require_job
from tests.support.moderation_driver import AUTHOR, DAY_SECONDS, GUILD, REAL_PRICE_MICROS, ModerationDriver
from tests.support.usage import get_day_usage

AWAY = ProviderUnavailable("Runware does not answer.", code="timeout")
PATIENCE = {"provider": DOWNLOAD_RETRY_SECONDS, "Discord": DISCORD_RETRY_SECONDS}
LAST_WORDS = {"provider": DOWNLOAD_FAILED_MESSAGE, "Discord": DISCORD_UNREACHABLE_MESSAGE}


def trouble(driver: DeliveryDriver, where: str, *, over: bool = False) -> None:
    """From now on one of the two does not answer, or answers again."""
    if where == "provider":
        driver.fetcher.error = None if over else AWAY
    else:
        driver.messenger.discord_down = not over


async def used(driver: DeliveryDriver) -> tuple[int, int]:
    """Pictures and micro-dollars that count for the author."""
    usage = await driver.job_driver.database.run(get_day_usage, AUTHOR, driver.clock())
    return usage.images, usage.micro_dollars


# ── delivered ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pictures_are_delivered_once_and_settled_at_their_real_cost(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    run = delivery_driver.make_run(job)
    delivered = await delivery_driver.deliver(run)
    assert run.done
    assert (delivered.state, delivered.delivered_count, delivered.token) == (State.DELIVERED, 3, None)
    assert (delivered.channel_id, delivered.message_id) == delivery_driver.messenger.message_ref
    assert delivery_driver.messenger.calls == [("deliver", job.id)]
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("delivered", "standard", 3, 3 * REAL_PRICE_MICROS)]
    assert delivery_driver.metrics.phases == [("fetch", 0.0), ("deliver", 0.0)]
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1


async def test_results_without_a_cost_are_booked_at_the_catalogue_price(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    assert job.outcome is not None
    unpriced = tuple(result.model_copy(update={"cost": None}) for result in job.outcome.results[:2])
    await delivery_driver.deliver(delivery_driver.make_run(replace(job, outcome=Outcome(results=unpriced))))
    assert await delivery_driver.mod_driver.ledger_totals(job) == (2, job.request.estimate * 2 // 3)


async def test_unreadable_picture_is_refunded_and_the_others_are_delivered(
    delivery_driver: DeliveryDriver,
) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u1"})
    job = await delivery_driver.mod_driver.create_ready_job()
    delivered = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert delivered.outcome is not None
    assert [one.image_uuid for one in delivered.outcome.results] == ["u0", "u2", "u1"]
    assert delivered.delivered_count == 2
    (delivery,) = delivery_driver.messenger.deliveries
    assert (len(delivery.pictures), delivery.missing_count, delivery.images_left) == (2, 1, 18)
    assert await used(delivery_driver) == (2, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("delivered", "standard", 2, 3 * REAL_PRICE_MICROS)]


async def test_picture_rejected_by_discord_is_not_counted(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.messenger.rejected_image_uuids = frozenset({"u0"})
    job = await delivery_driver.mod_driver.create_ready_job()
    delivered = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert delivered.outcome is not None
    assert (delivered.delivered_count, delivered.outcome.results[0].image_uuid) == (2, "u1")
    assert await used(delivery_driver) == (2, 3 * REAL_PRICE_MICROS)


async def test_delivery_shows_the_remaining_quota_after_this_job(delivery_driver: DeliveryDriver) -> None:
    for expected in (17, 14):
        await delivery_driver.deliver(delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job()))
        assert delivery_driver.messenger.deliveries[-1].images_left == expected


async def test_free_pictures_do_not_use_quota(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u1"})
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, free=True))
    await delivery_driver.deliver(delivery_driver.make_run(job))
    assert delivery_driver.messenger.deliveries[0].images_left == 20
    assert await used(delivery_driver) == (0, 3 * REAL_PRICE_MICROS)


async def test_delivery_shows_what_is_left_of_the_limit_that_held_at_the_request(
    tmp_path: Path, sqlite_template: Path, clock: ManualClock
) -> None:
    async with open_delivery_driver(tmp_path / "easel.db", sqlite_template, clock) as driver:
        driver.job_driver.limits = replace(driver.job_driver.limits, images_per_user_per_day=50)
        await driver.deliver(
            driver.make_run(await driver.mod_driver.create_ready_job(ModerationDriver.make_request(3)))
        )
        assert driver.messenger.deliveries[0].images_left == 47


async def test_follow_up_message_is_stored_before_the_job_ends(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(12))
    delivered = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert (delivered.state, delivered.follow_up_message_id, delivered.delivered_count) == (
        State.DELIVERED,
        FOLLOW_UP_ID,
        12,
    )


async def test_delivery_includes_the_parent_job(delivery_driver: DeliveryDriver) -> None:
    first = await delivery_driver.mod_driver.create_delivered_job()
    job = await delivery_driver.mod_driver.create_ready_job()
    await delivery_driver.job_driver.select(
        "UPDATE jobs SET parent_job_id = ? WHERE id = ? RETURNING id", first.id, job.id
    )
    await delivery_driver.deliver(delivery_driver.make_run(await delivery_driver.reload(job)))
    parent = delivery_driver.messenger.deliveries[0].parent
    assert parent is not None
    assert parent.id == first.id


async def test_delivery_duration_is_measured_to_its_end(delivery_driver: DeliveryDriver) -> None:
    async def later() -> None:
        delivery_driver.clock.advance(4)

    delivery_driver.messenger.during_next_call = later
    await delivery_driver.deliver(delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job()))
    assert delivery_driver.metrics.phases == [("fetch", 0.0), ("deliver", 4.0)]


# ── the archive ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_archive_stores_delivered_pictures_by_their_visible_numbers(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u0"})
    job = await delivery_driver.mod_driver.create_ready_job()
    await delivery_driver.deliver(delivery_driver.make_run(job))
    when = f"{job.created_at:.0f}.JPG"
    assert delivery_driver.archive.stored_files == [
        (f"{job.id}/1/{when}", b"u1", "image/jpeg"),
        (f"{job.id}/2/{when}", b"u2", "image/jpeg"),
    ]


async def test_single_picture_is_archived_by_the_provider_unless_it_was_held(
    delivery_driver: DeliveryDriver,
) -> None:
    await delivery_driver.deliver(
        delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(1)))
    )
    assert delivery_driver.archive.stored_files == []
    assert delivery_driver.metrics.ended_jobs == [("delivered", "standard", 1, REAL_PRICE_MICROS)]
    job = await delivery_driver.mod_driver.create_ready_job(
        ModerationDriver.make_request(1, approval=True, approved=True)
    )
    await delivery_driver.deliver(delivery_driver.make_run(job))
    assert [data for _, data, _ in delivery_driver.archive.stored_files] == [b"u0"]


async def test_job_adopted_during_delivery_is_neither_counted_nor_archived(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()

    async def adopted_by_another() -> None:
        delivery_driver.clock.advance(60)
        assert [one.id for one in await delivery_driver.job_driver.adopt_orphans()] == [job.id]

    delivery_driver.messenger.during_next_call = adopted_by_another
    run = delivery_driver.make_run(job)
    left = await delivery_driver.deliver(run)
    assert (run.done, left.state) == (True, State.READY)
    assert (delivery_driver.metrics.ended_jobs, delivery_driver.archive.stored_files) == ([], [])


# ── patience ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", PATIENCE)
async def test_delivery_is_retried_until_its_timeout_and_then_fails_with_cost_booked(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    run = delivery_driver.make_run(job)
    trouble(delivery_driver, where)
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(run)).state is State.READY
    assert not run.done
    assert run.due_at > delivery_driver.clock()
    delivery_driver.clock.advance(1)
    ended = await delivery_driver.deliver(run)
    assert (ended.state, ended.reason) == (State.FAILED, LAST_WORDS[where])
    assert await delivery_driver.mod_driver.ledger_totals(job) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("failed", "standard", 0, 3 * REAL_PRICE_MICROS)]
    assert not run.done  # the member is told next
    assert run.due_at == delivery_driver.clock()


@pytest.mark.parametrize("where", PATIENCE)
async def test_retry_timeout_of_approved_pictures_starts_at_the_approval(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, approval=True))
    await delivery_driver.deliver(delivery_driver.make_run(job))
    delivery_driver.clock.advance(DAY_SECONDS)
    run = delivery_driver.make_run(await delivery_driver.approve(job))
    trouble(delivery_driver, where)
    assert (await delivery_driver.deliver(run)).state is State.READY
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(run)).state is State.READY
    trouble(delivery_driver, where, over=True)
    assert (await delivery_driver.deliver(run)).state is State.DELIVERED
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)


@pytest.mark.parametrize("where", PATIENCE)
async def test_retry_timeout_of_an_adopted_job_starts_at_the_adoption(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    delivery_driver.clock.advance(DAY_SECONDS)
    run = delivery_driver.make_run(job)
    trouble(delivery_driver, where)
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(run)).state is State.READY
    trouble(delivery_driver, where, over=True)
    assert (await delivery_driver.deliver(run)).state is State.DELIVERED


@pytest.mark.parametrize("where", PATIENCE)
async def test_retry_timeout_of_slow_pictures_starts_when_they_are_ready(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    waiting = await delivery_driver.job_driver.acknowledge(await delivery_driver.mod_driver.reserve())
    run = delivery_driver.make_run(waiting)
    delivery_driver.clock.advance(DAY_SECONDS)
    run.apply_update(await delivery_driver.mod_driver.store_results(waiting))
    trouble(delivery_driver, where)
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(run)).state is State.READY
    trouble(delivery_driver, where, over=True)
    assert (await delivery_driver.deliver(run)).state is State.DELIVERED


async def test_delivery_is_retried_while_the_provider_needs_the_operator(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.error = OperatorNeeded("No credit.", code="noCredit")
    run = delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job())
    assert (await delivery_driver.deliver(run)).state is State.READY
    delivery_driver.fetcher.error = None
    assert (await delivery_driver.deliver(run)).state is State.DELIVERED


async def test_retry_delay_doubles_up_to_a_minute_and_resets_with_the_next_step(
    delivery_driver: DeliveryDriver,
) -> None:
    run = delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job())
    delivery_driver.messenger.discord_down = True
    pauses = []
    for _ in range(8):
        await delivery_driver.deliver(run)
        pauses.append(run.due_at - delivery_driver.clock())
        delivery_driver.clock.now = run.due_at
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    delivery_driver.clock.advance(DISCORD_RETRY_SECONDS)
    await delivery_driver.deliver(run)  # given up: how it ended is told next, without waiting
    assert run.due_at == delivery_driver.clock()
    await delivery_driver.finisher.notify_member(run)
    assert run.due_at - delivery_driver.clock() == 2


async def test_job_without_readable_pictures_fails_with_its_cost_booked(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u0", "u1", "u2"})
    job = await delivery_driver.mod_driver.create_ready_job()
    ended = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert (ended.state, ended.reason) == (State.FAILED, DOWNLOAD_FAILED_MESSAGE)
    assert await used(delivery_driver) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.messenger.calls == []


async def test_undeliverable_job_fails_with_its_reason_and_cost_booked(
    delivery_driver: DeliveryDriver,
) -> None:
    delivery_driver.messenger.undeliverable = True
    job = await delivery_driver.mod_driver.create_ready_job()
    ended = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert (ended.state, ended.reason) == (State.FAILED, UNDELIVERABLE_TEXT)
    assert await used(delivery_driver) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("failed", "standard", 0, 3 * REAL_PRICE_MICROS)]


# ── shown again ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def put_back(driver: DeliveryDriver, *, shown: int = 3) -> Job:
    """A delivered job that moderators removed and put back."""
    job = await driver.mod_driver.create_delivered_job(shown=shown)
    await driver.mod_driver.run(driver.mod_driver.remove(job.id)())
    undone = await driver.mod_driver.run(
        job_actions.undo(job.id, driver.mod_driver.make_actor(), lease=driver.job_driver.make_lease())
    )
    return require_job(undone.job)


async def test_restore_shows_the_pictures_that_were_delivered(delivery_driver: DeliveryDriver) -> None:
    job = await put_back(delivery_driver, shown=2)
    run = delivery_driver.make_run(job)
    await delivery_driver.deliverer.restore(run)
    assert delivery_driver.messenger.calls == [("restore", job.id)]
    assert delivery_driver.fetcher.requested_image_uuids == [["u0", "u1"]]
    assert delivery_driver.messenger.deliveries[0].images_left == 18  # nothing is given back a second time
    assert run.done
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1
    assert delivery_driver.metrics.ended_jobs == []


@pytest.mark.parametrize("where", PATIENCE)
async def test_restore_is_retried_until_its_timeout(delivery_driver: DeliveryDriver, where: str) -> None:
    job = await put_back(delivery_driver)
    delivery_driver.clock.advance(DAY_SECONDS)
    run = delivery_driver.make_run(job)
    trouble(delivery_driver, where)
    await delivery_driver.deliverer.restore(run)
    assert not run.done
    assert run.due_at == delivery_driver.clock() + 2
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    await delivery_driver.deliverer.restore(run)
    assert (run.done, (await delivery_driver.job_driver.job_row(job))["notified"]) == (False, 0)
    delivery_driver.clock.advance(1)
    await delivery_driver.deliverer.restore(run)
    assert (run.done, (await delivery_driver.job_driver.job_row(job))["notified"]) == (True, 1)
    assert (await delivery_driver.reload(job)).state is State.DELIVERED
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)


async def test_restore_leaves_the_message_alone_if_no_picture_is_readable(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u0", "u1", "u2"})
    job = await put_back(delivery_driver)
    run = delivery_driver.make_run(job)
    await delivery_driver.deliverer.restore(run)
    assert (run.done, delivery_driver.messenger.calls) == (True, [])
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1


# ── which way they go ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("treatment", "nsfw", "state", "shown"),
    [
        ({}, (False, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({}, (True, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({"flagged": "refuse"}, (True, False, False), State.DELIVERED, ["u1", "u2"]),
        ({"flagged": "refuse"}, (True, True, True), State.REFUSED, None),
        ({"flagged": "hold"}, (True, False, False), State.HELD, None),
        ({"flagged": "hold"}, (False, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({"flagged": "hold", "approved": True}, (True, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
        ({"approval": True}, (False, False, False), State.HELD, None),
        ({"approval": True, "approved": True}, (False, False, False), State.DELIVERED, ["u0", "u1", "u2"]),
    ],
)
async def test_flagged_pictures_are_treated_by_the_rules_of_the_request(
    delivery_driver: DeliveryDriver,
    treatment: dict[str, Any],
    nsfw: tuple[bool, ...],
    state: State,
    shown: list[str] | None,
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, **treatment))
    assert job.outcome is not None
    flagged = zip(job.outcome.results, nsfw, strict=True)
    outcome = Outcome(results=tuple(one.model_copy(update={"nsfw": flag}) for one, flag in flagged))
    ended = await delivery_driver.deliver(delivery_driver.make_run(replace(job, outcome=outcome)))
    assert ended.state is state
    assert job.guild_id == GUILD
    if shown is None:
        assert delivery_driver.fetcher.requested_image_uuids == []
        assert delivery_driver.messenger.calls == []
    else:
        assert delivery_driver.fetcher.requested_image_uuids == [shown]
        assert delivery_driver.messenger.calls == [("deliver", job.id)]
