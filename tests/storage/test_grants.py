"""Grants are used after the day's pictures, given back for what was not delivered, and end; resets clear a day."""

from dataclasses import replace

import pytest

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import Job, State
from bot.domain.limits import Limits
from bot.errors import Invalid, OverQuota
from bot.storage import cancelling, grants, unbilled, usage
from bot.storage.database import Database
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver, gather_outcomes, require_job

GUILD, ADA = 8, 30
TWO_A_DAY = replace(UNLIMITED_LIMITS, images_per_user_per_day=2)


async def grant(driver: JobDriver, images: int, *, days: float | None = None, guild: int = GUILD) -> None:
    now = driver.clock()
    expires_at = None if days is None else now + days * DAY_SECONDS
    await driver.database.run(
        grants.add, guild, 1, images=images, expires_at=expires_at, by_id=ADA, reason="a contest", now=now
    )


async def draw(driver: JobDriver, images: int, delivered: int | None = None) -> Job:
    job = await reserve(driver, images)
    await driver.acknowledge(job)
    (claimed,) = await driver.claim()
    ready = require_job(await driver.store_results(claimed))
    return require_job(await driver.deliver(ready, images=images if delivered is None else delivered))


async def reserve(driver: JobDriver, images: int, limits: Limits = TWO_A_DAY) -> Job:
    return await driver.reserve(images=images, guild_id=GUILD, limits=limits)


async def left(driver: JobDriver, guild: int = GUILD) -> list[int]:
    """What is left of each grant."""
    return [each.images_left for each in await driver.database.run(grants.list_open, guild, 1, driver.clock())]


async def day_images(driver: JobDriver) -> int:
    used = await driver.database.run(usage.get_member_usage, 1, GUILD, TWO_A_DAY, driver.clock())
    return used.images


async def reset(driver: JobDriver) -> int:
    now = driver.clock()
    values = {"since": now - DAY_SECONDS, "by_id": ADA, "reason": "a mistake", "now": now}
    return await driver.database.run(grants.reset_day, GUILD, 1, **values)  # type: ignore[arg-type]  # by name


async def test_member_has_a_bounded_number_of_open_grants_on_each_server(
    job_driver: JobDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grants, "MAX_OPEN_GRANTS", 2)
    await grant(job_driver, 1)
    await grant(job_driver, 1, days=1)
    with pytest.raises(Invalid, match="2 times that are not used up"):
        await grant(job_driver, 1)
    await grant(job_driver, 1, guild=9)
    assert (await left(job_driver), await left(job_driver, guild=9)) == ([1, 1], [1])
    job_driver.clock.advance(DAY_SECONDS)
    await grant(job_driver, 5)  # one has expired
    await draw(job_driver, 3)  # and one is used up
    await grant(job_driver, 1)
    assert await left(job_driver) == [5, 1]


async def test_grant_is_used_after_the_pictures_of_the_day(job_driver: JobDriver) -> None:
    await grant(job_driver, 3)
    await draw(job_driver, 1)
    assert (await day_images(job_driver), await left(job_driver)) == (1, [3])
    await draw(job_driver, 3)
    assert (await day_images(job_driver), await left(job_driver)) == (2, [1])
    with pytest.raises(OverQuota):
        await reserve(job_driver, 2)
    await draw(job_driver, 1)
    with pytest.raises(OverQuota):
        await reserve(job_driver, 1)


async def test_undelivered_pictures_go_back_to_grants_first(job_driver: JobDriver) -> None:
    await grant(job_driver, 3)
    await draw(job_driver, 4, delivered=3)
    assert (await day_images(job_driver), await left(job_driver)) == (2, [2])
    await job_driver.cancel(await reserve(job_driver, 2))
    assert (await day_images(job_driver), await left(job_driver)) == (2, [2])


async def test_grant_that_ends_first_is_used_first_and_given_back_last(job_driver: JobDriver) -> None:
    for days in (2, None, 1):
        await grant(job_driver, 2, days=days)
    await draw(job_driver, 2)
    job = await reserve(job_driver, 5)
    assert await left(job_driver) == [1]
    await job_driver.acknowledge(job)
    (claimed,) = await job_driver.claim()
    await job_driver.deliver(require_job(await job_driver.store_results(claimed)), images=3)
    assert await left(job_driver) == [1, 2]


async def test_grant_ends_at_its_time_even_if_pictures_come_back_later(job_driver: JobDriver) -> None:
    await grant(job_driver, 3, days=1)
    job = await reserve(job_driver, 4)
    job_driver.clock.advance(DAY_SECONDS)
    assert await left(job_driver) == []
    await job_driver.cancel(job)
    assert await left(job_driver) == []


async def test_grant_of_another_server_is_not_used(job_driver: JobDriver) -> None:
    await grant(job_driver, 3, guild=9)
    with pytest.raises(OverQuota):
        await reserve(job_driver, 3)
    assert await left(job_driver, 9) == [3]


async def test_concurrent_requests_never_use_more_than_a_grant_holds(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    await grant(job_driver, 3)
    passed, refused = await gather_outcomes(
        job_driver.reserve(guild_id=GUILD, limits=TWO_A_DAY, database=process_databases[n % 2]) for n in range(20)
    )
    assert (len(passed), refused) == (5, [OverQuota] * 15)
    assert await left(job_driver) == []


async def test_reset_clears_ended_requests_and_leaves_running_ones(job_driver: JobDriver) -> None:
    await draw(job_driver, 1)
    running = await reserve(job_driver, 1)
    assert await reset(job_driver) == 1
    assert await day_images(job_driver) == 1
    await job_driver.cancel(running)
    assert await day_images(job_driver) == 0
    assert await reset(job_driver) == 0


async def test_bill_after_a_reset_gives_nothing_back_twice(job_driver: JobDriver) -> None:
    job = await job_driver.create_in_state(State.SUBMITTED, images=2)
    await job_driver.select("UPDATE ledger SET guild_id = ?", GUILD)
    now = job_driver.clock()
    cancelled = await job_driver.database.run(cancelling.cancel_by_author, job.id, user_id=1, now=now)
    assert await reset(job_driver) == 2
    assert await job_driver.database.run(unbilled.settle, require_job(cancelled), images=0, micro_dollars=0, now=now)
    assert await day_images(job_driver) == 0


async def test_rows_say_who_and_why(job_driver: JobDriver) -> None:
    await grant(job_driver, 3)
    await draw(job_driver, 1)
    await reset(job_driver)
    rows = await job_driver.select("SELECT kind, actor_id, reason FROM ledger ORDER BY id")
    assert [(row["kind"], row["actor_id"], row["reason"]) for row in rows] == [
        ("grant", ADA, "a contest"),
        ("reserve", None, "a request"),
        ("settle", None, "delivered 1 of 1"),
        ("reset", ADA, "a mistake"),
    ]
