"""Finished pictures reach their member, and whatever happens on the way, the bill is in the ledger."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.job import Job, Outcome, State
from bot.domain.quota import Limits, Tier
from bot.errors import OperatorNeeded, ProviderUnavailable
from bot.jobs.deliver import DISCORD_UNREACHABLE_MESSAGE, DOWNLOAD_FAILED_MESSAGE, DOWNLOAD_RETRY_SECONDS
from bot.jobs.finish import DISCORD_RETRY_SECONDS
from bot.moderation import job_actions
from bot.storage import ledger
from tests.support.clock import ManualClock
from tests.support.delivery_driver import FOLLOW_UP_ID, UNDELIVERABLE_TEXT, DeliveryDriver, open_delivery_driver
from tests.support.job_driver import require_job
from tests.support.moderation_driver import AUTHOR, DAY_SECONDS, GUILD, REAL_PRICE_MICROS, ModerationDriver

AWAY = ProviderUnavailable("Runware does not answer.", code="timeout")
PATIENCE = {"provider": DOWNLOAD_RETRY_SECONDS, "Discord": DISCORD_RETRY_SECONDS}
LAST_WORDS = {"provider": DOWNLOAD_FAILED_MESSAGE, "Discord": DISCORD_UNREACHABLE_MESSAGE}


def trouble(crew: DeliveryDriver, where: str, *, over: bool = False) -> None:
    """From now on one of the two does not answer, or answers again."""
    if where == "provider":
        crew.fetcher.error = None if over else AWAY
    else:
        crew.messenger.discord_down = not over


async def used(crew: DeliveryDriver) -> tuple[int, int]:
    """Pictures and micro-dollars that count for the author."""
    usage = await crew.job_driver.database.run(ledger.get_member_usage, AUTHOR, crew.clock())
    return usage.images, usage.micro_dollars


# ── delivered ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_pictures_arrive_once_and_are_settled_at_their_real_cost(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    errand = delivery_driver.make_run(job)
    delivered = await delivery_driver.deliver(errand)
    assert errand.done
    assert (delivered.state, delivered.delivered_count, delivered.token) == (State.DELIVERED, 3, None)
    assert (delivered.channel_id, delivered.message_id) == delivery_driver.messenger.message_ref
    assert delivery_driver.messenger.calls == [("deliver", job.id)]
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("delivered", "standard", 3, 3 * REAL_PRICE_MICROS)]
    assert delivery_driver.metrics.phases == [("deliver", 0.0)]
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1


async def test_what_the_provider_did_not_price_is_booked_by_the_catalogue(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    assert job.outcome is not None
    unpriced = tuple(result.model_copy(update={"cost": None}) for result in job.outcome.results[:2])
    await delivery_driver.deliver(delivery_driver.make_run(replace(job, outcome=Outcome(results=unpriced))))
    assert await delivery_driver.mod_driver.ledger_totals(job) == (2, job.request.estimate * 2 // 3)


async def test_a_picture_that_cannot_be_read_is_given_back_and_the_others_come_with_their_bill(
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


async def test_a_picture_that_discord_did_not_take_is_not_counted(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.messenger.rejected_image_uuids = frozenset({"u0"})
    job = await delivery_driver.mod_driver.create_ready_job()
    delivered = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert delivered.outcome is not None
    assert (delivered.delivered_count, delivered.outcome.results[0].image_uuid) == (2, "u1")
    assert await used(delivery_driver) == (2, 3 * REAL_PRICE_MICROS)


async def test_the_member_hears_what_is_left_before_the_ledger_says_so(delivery_driver: DeliveryDriver) -> None:
    for expected in (17, 14):
        await delivery_driver.deliver(delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job()))
        assert delivery_driver.messenger.deliveries[-1].images_left == expected


async def test_free_pictures_leave_the_quota_as_it_was(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u1"})
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, free=True))
    await delivery_driver.deliver(delivery_driver.make_run(job))
    assert delivery_driver.messenger.deliveries[0].images_left == 20
    assert await used(delivery_driver) == (0, 3 * REAL_PRICE_MICROS)


async def test_a_tier_has_a_remainder_of_its_own(tmp_path: Path, sqlite_template: Path, clock: ManualClock) -> None:
    tiers = {"gold": Tier(images_per_user_per_day=50, jobs_per_user=9, cooldown_seconds=0)}
    limits = Limits(images_per_user_per_day=20, tiers=tiers)
    async with open_delivery_driver(tmp_path / "easel.db", sqlite_template, clock, limits=limits) as crew:
        await crew.deliver(
            crew.make_run(await crew.mod_driver.create_ready_job(ModerationDriver.make_request(3, tier="gold")))
        )
        assert crew.messenger.deliveries[0].images_left == 47


async def test_a_second_message_is_on_disk_before_the_job_ends(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(12))
    delivered = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert (delivered.state, delivered.follow_up_message_id, delivered.delivered_count) == (
        State.DELIVERED,
        FOLLOW_UP_ID,
        12,
    )


async def test_the_delivery_names_the_job_that_it_repeats(delivery_driver: DeliveryDriver) -> None:
    first = await delivery_driver.mod_driver.create_delivered_job()
    job = await delivery_driver.mod_driver.create_ready_job()
    await delivery_driver.job_driver.select(
        "UPDATE jobs SET parent_job_id = ? WHERE id = ? RETURNING id", first.id, job.id
    )
    await delivery_driver.deliver(delivery_driver.make_run(await delivery_driver.reload(job)))
    parent = delivery_driver.messenger.deliveries[0].parent
    assert parent is not None
    assert parent.id == first.id


async def test_how_long_a_delivery_took_is_measured_to_its_end(delivery_driver: DeliveryDriver) -> None:
    async def later() -> None:
        delivery_driver.clock.advance(4)

    delivery_driver.messenger.during_next_call = later
    await delivery_driver.deliver(delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job()))
    assert delivery_driver.metrics.phases == [("deliver", 4.0)]


# ── the archive ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_archive_gets_what_was_shown_by_the_numbers_that_members_see(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u0"})
    job = await delivery_driver.mod_driver.create_ready_job()
    await delivery_driver.deliver(delivery_driver.make_run(job))
    when = f"{job.created_at:.0f}.JPG"
    assert delivery_driver.archive.stored_files == [
        (f"{job.id}/1/{when}", b"u1", "image/jpeg"),
        (f"{job.id}/2/{when}", b"u2", "image/jpeg"),
    ]


async def test_a_single_picture_is_archived_by_the_provider_unless_it_is_looked_at_first(
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


async def test_what_was_taken_away_meanwhile_is_neither_counted_nor_archived(delivery_driver: DeliveryDriver) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()

    async def adopted_by_another() -> None:
        delivery_driver.clock.advance(60)
        assert [one.id for one in await delivery_driver.job_driver.rescue()] == [job.id]

    delivery_driver.messenger.during_next_call = adopted_by_another
    errand = delivery_driver.make_run(job)
    left = await delivery_driver.deliver(errand)
    assert (errand.done, left.state) == (True, State.READY)
    assert (delivery_driver.metrics.ended_jobs, delivery_driver.archive.stored_files) == ([], [])


# ── patience ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("where", PATIENCE)
async def test_pictures_are_brought_as_long_as_patience_lasts_and_then_the_bill_stays(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    errand = delivery_driver.make_run(job)
    trouble(delivery_driver, where)
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(errand)).state is State.READY
    assert not errand.done
    assert errand.due_at > delivery_driver.clock()
    delivery_driver.clock.advance(1)
    ended = await delivery_driver.deliver(errand)
    assert (ended.state, ended.reason) == (State.FAILED, LAST_WORDS[where])
    assert await delivery_driver.mod_driver.ledger_totals(job) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("failed", "standard", 0, 3 * REAL_PRICE_MICROS)]
    assert not errand.done  # the member is told next
    assert errand.due_at == delivery_driver.clock()


@pytest.mark.parametrize("where", PATIENCE)
async def test_pictures_approved_a_day_later_are_not_lost_at_the_first_hiccup(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job(ModerationDriver.make_request(3, approval=True))
    await delivery_driver.deliver(delivery_driver.make_run(job))
    delivery_driver.clock.advance(DAY_SECONDS)
    errand = delivery_driver.make_run(await delivery_driver.approve(job))
    trouble(delivery_driver, where)
    assert (await delivery_driver.deliver(errand)).state is State.READY
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(errand)).state is State.READY
    trouble(delivery_driver, where, over=True)
    assert (await delivery_driver.deliver(errand)).state is State.DELIVERED
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)


@pytest.mark.parametrize("where", PATIENCE)
async def test_a_process_that_adopts_old_pictures_has_patience_from_its_own_start(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await delivery_driver.mod_driver.create_ready_job()
    delivery_driver.clock.advance(DAY_SECONDS)
    errand = delivery_driver.make_run(job)
    trouble(delivery_driver, where)
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(errand)).state is State.READY
    trouble(delivery_driver, where, over=True)
    assert (await delivery_driver.deliver(errand)).state is State.DELIVERED


@pytest.mark.parametrize("where", PATIENCE)
async def test_patience_with_pictures_that_took_long_to_draw_begins_when_they_are_ready(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    waiting = await delivery_driver.job_driver.acknowledge(await delivery_driver.mod_driver.reserve())
    errand = delivery_driver.make_run(waiting)
    delivery_driver.clock.advance(DAY_SECONDS)
    errand.apply_update(await delivery_driver.mod_driver.store_results(waiting), delivery_driver.clock())
    trouble(delivery_driver, where)
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    assert (await delivery_driver.deliver(errand)).state is State.READY
    trouble(delivery_driver, where, over=True)
    assert (await delivery_driver.deliver(errand)).state is State.DELIVERED


async def test_pictures_wait_while_the_provider_wants_its_operator(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.error = OperatorNeeded("No credit.", code="noCredit")
    errand = delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job())
    assert (await delivery_driver.deliver(errand)).state is State.READY
    delivery_driver.fetcher.error = None
    assert (await delivery_driver.deliver(errand)).state is State.DELIVERED


async def test_the_pause_between_tries_doubles_up_to_a_minute_and_begins_anew_with_the_next_step(
    delivery_driver: DeliveryDriver,
) -> None:
    errand = delivery_driver.make_run(await delivery_driver.mod_driver.create_ready_job())
    delivery_driver.messenger.discord_down = True
    pauses = []
    for _ in range(8):
        await delivery_driver.deliver(errand)
        pauses.append(errand.due_at - delivery_driver.clock())
        delivery_driver.clock.now = errand.due_at
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60]
    delivery_driver.clock.advance(DISCORD_RETRY_SECONDS)
    await delivery_driver.deliver(errand)  # given up: how it ended is told next, without waiting
    assert errand.due_at == delivery_driver.clock()
    await delivery_driver.finisher.notify_member(errand)
    assert errand.due_at - delivery_driver.clock() == 2


async def test_pictures_none_of_which_can_be_read_end_with_their_bill(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u0", "u1", "u2"})
    job = await delivery_driver.mod_driver.create_ready_job()
    ended = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert (ended.state, ended.reason) == (State.FAILED, DOWNLOAD_FAILED_MESSAGE)
    assert await used(delivery_driver) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.messenger.calls == []


async def test_pictures_for_which_discord_has_no_place_end_with_its_sentence_and_their_bill(
    delivery_driver: DeliveryDriver,
) -> None:
    delivery_driver.messenger.undeliverable = True
    job = await delivery_driver.mod_driver.create_ready_job()
    ended = await delivery_driver.deliver(delivery_driver.make_run(job))
    assert (ended.state, ended.reason) == (State.FAILED, UNDELIVERABLE_TEXT)
    assert await used(delivery_driver) == (0, 3 * REAL_PRICE_MICROS)
    assert delivery_driver.metrics.ended_jobs == [("failed", "standard", 0, 3 * REAL_PRICE_MICROS)]


# ── shown again ──────────────────────────────────────────────────────────────────────────────────────────────────────


async def put_back(crew: DeliveryDriver, *, shown: int = 3) -> Job:
    """A delivered job that moderators removed and put back."""
    job = await crew.mod_driver.create_delivered_job(shown=shown)
    await crew.mod_driver.run(crew.mod_driver.remove(job.id)())
    undone = await crew.mod_driver.run(
        job_actions.undo(job.id, crew.mod_driver.make_actor(), lease=crew.job_driver.make_lease())
    )
    return require_job(undone.job)


async def test_pictures_that_are_put_back_are_those_that_the_member_had(delivery_driver: DeliveryDriver) -> None:
    job = await put_back(delivery_driver, shown=2)
    errand = delivery_driver.make_run(job)
    await delivery_driver.deliverer.restore(errand)
    assert delivery_driver.messenger.calls == [("restore", job.id)]
    assert delivery_driver.fetcher.requested_image_uuids == [["u0", "u1"]]
    assert delivery_driver.messenger.deliveries[0].images_left == 18  # nothing is given back a second time
    assert errand.done
    assert (await delivery_driver.job_driver.job_row(job))["notified"] == 1
    assert delivery_driver.metrics.ended_jobs == []


@pytest.mark.parametrize("where", PATIENCE)
async def test_what_cannot_be_put_back_yet_is_tried_again_for_as_long_as_patience_lasts(
    delivery_driver: DeliveryDriver, where: str
) -> None:
    job = await put_back(delivery_driver)
    delivery_driver.clock.advance(DAY_SECONDS)
    errand = delivery_driver.make_run(job)
    trouble(delivery_driver, where)
    await delivery_driver.deliverer.restore(errand)
    assert not errand.done
    assert errand.due_at == delivery_driver.clock() + 2
    delivery_driver.clock.advance(PATIENCE[where] - 1)
    await delivery_driver.deliverer.restore(errand)
    assert (errand.done, (await delivery_driver.job_driver.job_row(job))["notified"]) == (False, 0)
    delivery_driver.clock.advance(1)
    await delivery_driver.deliverer.restore(errand)
    assert (errand.done, (await delivery_driver.job_driver.job_row(job))["notified"]) == (True, 1)
    assert (await delivery_driver.reload(job)).state is State.DELIVERED
    assert await delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * REAL_PRICE_MICROS)


async def test_pictures_that_are_gone_at_the_provider_leave_the_message_alone(delivery_driver: DeliveryDriver) -> None:
    delivery_driver.fetcher.unreadable_image_uuids = frozenset({"u0", "u1", "u2"})
    job = await put_back(delivery_driver)
    errand = delivery_driver.make_run(job)
    await delivery_driver.deliverer.restore(errand)
    assert (errand.done, delivery_driver.messenger.calls) == (True, [])
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
async def test_what_the_rules_make_of_pictures(
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
