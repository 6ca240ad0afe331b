"""If the wall clock is set back, no member gets more pictures in 24 real hours than the limit."""

import random
from dataclasses import replace

import pytest

from bot.domain.clock import DAY_SECONDS
from bot.errors import OverQuota
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver

LIMIT = 5
HOUR = 3600.0


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_clock_set_back_never_exceeds_the_daily_quota(job_driver: JobDriver, seed: int) -> None:
    chance = random.Random(seed)
    limits, real = replace(UNLIMITED_LIMITS, images_per_user_per_day=LIMIT), 0.0
    charged: list[tuple[float, int]] = []
    for _ in range(60):
        passed = chance.choice([0.0, 60.0, HOUR, 7 * HOUR])
        real += passed
        job_driver.clock.advance(passed - chance.choice([0.0, 0.0, 0.0, HOUR, DAY_SECONDS, 3 * DAY_SECONDS]))
        images = chance.randint(1, 3)
        try:
            await job_driver.reserve(images=images, limits=limits)
        except OverQuota:
            continue
        charged.append((real, images))
        assert sum(count for at, count in charged if at > real - DAY_SECONDS) <= LIMIT
    assert charged


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_quota_frees_up_once_a_clock_set_back_has_caught_up(job_driver: JobDriver) -> None:
    limits = replace(UNLIMITED_LIMITS, images_per_user_per_day=LIMIT)
    await job_driver.reserve(images=LIMIT, limits=limits)
    job_driver.clock.advance(-DAY_SECONDS)
    with pytest.raises(OverQuota):
        await job_driver.reserve(limits=limits)
    job_driver.clock.advance(2 * DAY_SECONDS)
    await job_driver.reserve(limits=limits)
