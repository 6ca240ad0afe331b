"""Calendar days of one server: its own rows follow its time zone, and those of other servers count for 24 hours."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.clock import DAY_SECONDS
from bot.domain.job import State
from bot.domain.limits import Limits
from bot.domain.usage import Usage
from bot.domain.windows import Calendar
from bot.errors import OverBudget, OverQuota
from bot.storage import usage
from tests.support.job_driver import PRICE_MICROS, UNLIMITED_LIMITS, JobDriver

HERE, THERE, ALICE = 8, 9, 1
HOUR = 3600.0
NEPAL = "Asia/Kathmandu"
MIDNIGHT = datetime(2026, 10, 1, tzinfo=ZoneInfo(NEPAL)).timestamp()
SLIDING = replace(UNLIMITED_LIMITS, images_per_user_per_day=5)
LIMITS = replace(SLIDING, calendar=Calendar(time_zone=NEPAL, since=0))


async def ask(driver: JobDriver, images: int, *, guild: int = HERE, limits: Limits = LIMITS, at: float) -> None:
    """Request pictures at that many seconds after midnight in Nepal, and have them delivered."""
    driver.clock.now = MIDNIGHT + at
    job = await driver.reserve(ALICE, images, guild_id=guild, limits=limits)
    job = await driver.acknowledge(job)
    await driver.claim()
    ready = await driver.store_results(await driver.get(job))
    assert ready is not None
    delivered = await driver.deliver(ready, images, images * PRICE_MICROS)
    assert delivered is not None
    assert delivered.state is State.DELIVERED


async def used(driver: JobDriver, *, guild: int = HERE, limits: Limits = LIMITS, at: float) -> Usage:
    return await driver.database.run(usage.get_member_usage, ALICE, guild, limits, MIDNIGHT + at)


async def refusal(driver: JobDriver, images: int, *, limits: Limits = LIMITS, at: float) -> OverQuota:
    driver.clock.now = MIDNIGHT + at
    with pytest.raises(OverQuota) as refused:
        await driver.reserve(ALICE, images, guild_id=HERE, limits=limits)
    return refused.value


async def test_own_server_begins_anew_at_midnight(job_driver: JobDriver) -> None:
    await ask(job_driver, 5, at=-60)
    refused = await refusal(job_driver, 1, at=-1)
    assert str(refused).startswith("You have 0 of your 5 pictures of today left.")
    assert refused.retry_at == MIDNIGHT
    assert (await used(job_driver, at=0)).images == 0
    await ask(job_driver, 5, at=0)
    assert (await refusal(job_driver, 1, at=1)).retry_at == MIDNIGHT + DAY_SECONDS


async def test_midnight_on_one_server_frees_nothing_that_was_used_on_another(job_driver: JobDriver) -> None:
    await ask(job_driver, 5, guild=THERE, limits=SLIDING, at=-2 * HOUR)
    refused = await refusal(job_driver, 1, at=HOUR)
    assert str(refused).startswith("You have 0 of your 5 pictures of today on all servers together left.")
    assert refused.retry_at == MIDNIGHT - 2 * HOUR + DAY_SECONDS
    await ask(job_driver, 5, at=-2 * HOUR + DAY_SECONDS)


async def test_managers_of_several_servers_bring_a_member_no_further_days(job_driver: JobDriver) -> None:
    zones = {8: "Asia/Kathmandu", 9: "Asia/Kolkata", 10: "Asia/Karachi", 11: "Asia/Dubai"}
    accepted = []
    for quarter in range(-8, 40):
        for guild, zone in zones.items():
            limits = replace(SLIDING, calendar=Calendar(time_zone=zone, since=0))
            try:
                await ask(job_driver, 5, guild=guild, limits=limits, at=quarter * HOUR / 4)
            except OverQuota:
                continue
            accepted.append((quarter, guild))
    assert len(accepted) == 2  # before and after the first midnight, as on a single server


async def test_member_budget_follows_the_same_window(job_driver: JobDriver) -> None:
    limits = replace(LIMITS, max_image_price=PRICE_MICROS, images_on_all_servers_per_day=5)
    await ask(job_driver, 5, guild=THERE, limits=SLIDING, at=-2 * HOUR)
    await ask(job_driver, 5, limits=SLIDING, guild=HERE, at=-HOUR + 2 * DAY_SECONDS)
    before = await used(job_driver, limits=limits, at=2 * DAY_SECONDS - 1)
    after = await used(job_driver, limits=limits, at=2 * DAY_SECONDS)
    assert (before.micro_dollars, after.micro_dollars) == (5 * PRICE_MICROS, 0)


async def test_budget_of_a_calendar_day_has_room_at_midnight(job_driver: JobDriver) -> None:
    limits = replace(LIMITS, images_per_user_per_day=50, guild_daily_budget=5 * PRICE_MICROS)
    await ask(job_driver, 5, limits=limits, at=-HOUR)
    job_driver.clock.now = MIDNIGHT - 1
    with pytest.raises(OverBudget) as refused:
        await job_driver.reserve(ALICE, 1, guild_id=HERE, limits=limits)
    assert refused.value.retry_at == MIDNIGHT
    await ask(job_driver, 5, limits=limits, at=0)


async def test_limit_that_frees_last_is_named(job_driver: JobDriver) -> None:
    """Of five pictures, the fourth and fifth were drawn later; on all servers there were ten."""
    limits = replace(SLIDING, images_on_all_servers_per_day=10)
    await ask(job_driver, 5, guild=THERE, limits=limits, at=0)
    await ask(job_driver, 5, limits=limits, at=HOUR)
    refused = await refusal(job_driver, 1, limits=limits, at=2 * HOUR)
    assert "on all servers" not in str(refused)
    assert refused.retry_at == MIDNIGHT + HOUR + DAY_SECONDS


async def test_lowered_quota_has_room_when_the_excess_has_left(job_driver: JobDriver) -> None:
    for hour in range(5):
        await ask(job_driver, 1, limits=SLIDING, at=hour * HOUR)
    refused = await refusal(job_driver, 1, limits=replace(SLIDING, images_per_user_per_day=2), at=5 * HOUR)
    assert refused.retry_at == MIDNIGHT + 3 * HOUR + DAY_SECONDS
