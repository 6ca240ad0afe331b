"""A member's default options: stored as chosen; concurrent changes are not lost."""

import asyncio
from dataclasses import fields, replace
from functools import partial

import pytest

from bot.domain.catalog import AspectRatio, OutputFormat, Resolution
from bot.domain.request import Options
from bot.errors import Gone
from bot.storage import preferences
from tests.support.job_driver import JobDriver

CHOSEN = Options(
    ratio=AspectRatio.WIDE_16_9,
    model="pro",
    resolution=Resolution.K2,
    count=4,
    style="noir",
    format=OutputFormat.PNG,
    quality=80,
    private=True,
    spoiler=True,
)


async def test_preferences_are_empty_by_default(job_driver: JobDriver) -> None:
    assert await job_driver.database.run(preferences.get, 1) == Options()


async def test_preferences_are_stored_per_member(job_driver: JobDriver) -> None:
    await job_driver.database.run(preferences.put, 1, CHOSEN)
    assert await job_driver.database.run(preferences.get, 1) == CHOSEN
    assert await job_driver.database.run(preferences.get, 2) == Options()


@pytest.mark.parametrize("field", [field.name for field in fields(Options)])
async def test_each_preference_can_be_stored_alone(job_driver: JobDriver, field: str) -> None:
    alone = Options(**{field: getattr(CHOSEN, field)})
    await job_driver.database.run(preferences.put, 1, alone)
    assert await job_driver.database.run(preferences.get, 1) == alone


async def test_empty_preferences_delete_the_row_of_the_member(job_driver: JobDriver) -> None:
    await job_driver.database.run(preferences.put, 1, CHOSEN)
    await job_driver.database.run(preferences.put, 1, Options())
    assert await job_driver.count_rows("preferences") == 0


async def test_concurrent_preference_updates_are_all_kept(job_driver: JobDriver) -> None:
    names = [field.name for field in fields(Options)]

    def choose(name: str, options: Options) -> Options:
        return replace(options, **{name: getattr(CHOSEN, name)})

    await asyncio.gather(*(job_driver.database.run(preferences.update, 1, partial(choose, name)) for name in names))
    assert await job_driver.database.run(preferences.get, 1) == CHOSEN


async def test_refused_preference_update_changes_nothing(job_driver: JobDriver) -> None:
    def refuse(_: Options) -> Options:
        raise Gone("No.")

    await job_driver.database.run(preferences.put, 1, CHOSEN)
    with pytest.raises(Gone):
        await job_driver.database.run(preferences.update, 1, refuse)
    assert await job_driver.database.run(preferences.get, 1) == CHOSEN
