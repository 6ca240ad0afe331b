"""The sums of a day are those of the ledger and the jobs."""

from dataclasses import replace
from functools import partial

import pytest

from bot.domain.job import Job, State
from bot.domain.statistics import OTHER_MODELS, Day, DaySums, last_days
from bot.storage import grants, statistics
from bot.storage.documents import REQUEST
from tests.support.job_driver import PRICE_MICROS, UNLIMITED_LIMITS, JobDriver, make_request, require_job
from tests.support.moderation_driver import GUILD, ModerationDriver

FOX, OWL = 50, 51
MODELS = ("standard", "pro", "a_b")


async def deliver(
    driver: JobDriver, guild_id: int | None = FOX, user_id: int = 1, images: int = 1, **fields: int
) -> Job:
    """A delivered request of this many pictures; ``fields`` may say how many arrived and what they cost."""
    job = await driver.acknowledge(await driver.reserve(user_id, images, guild_id=guild_id))
    await driver.claim()
    ready = require_job(await driver.store_results(await driver.get(job)))
    return require_job(
        await driver.deliver(ready, fields.get("arrived", images), fields.get("cost", images * PRICE_MICROS))
    )


async def sums(driver: JobDriver, guild_id: int | None = FOX, day: Day | None = None) -> DaySums:
    today = last_days(7, driver.clock()).days[-1]
    return await driver.database.run(statistics.get_day_sums, guild_id, day or today, MODELS)


async def test_pictures_and_money_are_counted_by_server(job_driver: JobDriver) -> None:
    await deliver(job_driver, FOX, images=3)
    await deliver(job_driver, FOX, user_id=2)
    await deliver(job_driver, OWL, user_id=2, images=2)
    await deliver(job_driver, None, user_id=3)
    fox, everything = await sums(job_driver), await sums(job_driver, None)
    assert dict(fox.pictures_by_server) == {FOX: 4}
    assert dict(fox.micro_dollars_by_server) == {FOX: 4 * PRICE_MICROS}
    assert fox.member_ids == {1, 2}
    assert dict(everything.pictures_by_server) == {FOX: 4, OWL: 2, None: 1}
    assert dict(everything.micro_dollars_by_server) == {
        FOX: 4 * PRICE_MICROS,
        OWL: 2 * PRICE_MICROS,
        None: PRICE_MICROS,
    }
    assert everything.member_ids == {1, 2, 3}


async def test_only_what_was_delivered_and_billed_counts(job_driver: JobDriver) -> None:
    await deliver(job_driver, images=4, arrived=3, cost=70_000)
    day = await sums(job_driver)
    assert dict(day.pictures_by_server) == {FOX: 3}
    assert dict(day.micro_dollars_by_server) == {FOX: 70_000}


async def test_member_without_pictures_is_not_counted(job_driver: JobDriver) -> None:
    job = await job_driver.reserve(7, guild_id=FOX)
    assert (await sums(job_driver)).member_ids == {7}, "reserved pictures count until the request ends"
    await job_driver.cancel(job)
    day = await sums(job_driver)
    assert day.member_ids == frozenset()
    assert sum(day.pictures_by_server.values()) == 0
    assert sum(day.micro_dollars_by_server.values()) == 0
    assert day.jobs_by_wait == {}


async def test_free_model_counts_too(job_driver: JobDriver) -> None:
    job = await deliver(job_driver)
    free = "INSERT INTO ledger (job_id, kind, user_id, guild_id, images, micro_dollars, window_at, created_at, reason)"
    now = job_driver.clock()
    await job_driver.select(
        "INSERT INTO jobs (id, task_uuid, state, user_id, guild_id, channel_id, attachment_limit, request, round,"
        " created_at) SELECT 7, 'x', 'waiting', 9, guild_id, channel_id, 1, request, 1, created_at FROM jobs"
        " WHERE id = ?",
        job.id,
    )
    await job_driver.select(f"{free} VALUES (7, 'reserve', 9, ?, 5, 0, ?, ?, 'a request')", FOX, now, now)
    day = await sums(job_driver)
    assert dict(day.pictures_by_server) == {FOX: 6}
    assert day.member_ids == {1, 9}


async def test_day_ends_at_midnight(job_driver: JobDriver) -> None:
    today, later = last_days(7, job_driver.clock()).days[-1], 0
    for moment in (today.start - 1, today.start, today.end - 1, today.end):
        job_driver.clock.now = moment
        await deliver(job_driver, user_id=(later := later + 1))
    assert (await sums(job_driver, FOX, today)).member_ids == {2, 3}
    assert dict((await sums(job_driver, FOX, today)).micro_dollars_by_server) == {FOX: 2 * PRICE_MICROS}


async def test_request_counts_on_the_day_on_which_it_was_made(job_driver: JobDriver) -> None:
    today = last_days(7, job_driver.clock()).days[-1]
    job_driver.clock.now = today.end - 10
    job = await job_driver.acknowledge(await job_driver.reserve(guild_id=FOX))
    await job_driver.claim()
    ready = require_job(await job_driver.store_results(await job_driver.get(job)))
    job_driver.clock.advance(60)
    await job_driver.deliver(ready)
    assert dict((await sums(job_driver, FOX, today)).jobs_by_wait) == {600: 1}
    assert (await sums(job_driver)).pictures_by_server == {}


async def set_request(driver: JobDriver, job: Job, **fields: str) -> None:
    document = REQUEST.dump(make_request(job.request.count).model_copy(update=fields))
    await driver.select("UPDATE jobs SET request = ? WHERE id = ?", document, job.id)


async def test_pictures_are_counted_by_model(job_driver: JobDriver) -> None:
    for images, model in ((1, "standard"), (2, "pro"), (4, "pro"), (8, "a_b"), (16, "axb"), (1, "retired")):
        job = await deliver(job_driver, images=images)
        await set_request(job_driver, job, model=model)
    day = await sums(job_driver)
    assert dict(day.pictures_by_model) == {"standard": 1, "pro": 6, "a_b": 8, OTHER_MODELS: 17}


@pytest.mark.parametrize(
    "prompt", ['","model":"pro","ratio', 'a fox,"model":"pro",', "\\", '\\","model":"pro",', '{"model":"pro",', ',"']
)
async def test_prompt_cannot_pretend_another_model(prompt: str, job_driver: JobDriver) -> None:
    await set_request(job_driver, await deliver(job_driver), prompt=prompt)
    assert dict((await sums(job_driver)).pictures_by_model) == {"standard": 1}


async def test_no_models_means_other_models(job_driver: JobDriver) -> None:
    await deliver(job_driver)
    day = await job_driver.database.run(statistics.get_day_sums, FOX, last_days(1, job_driver.clock()).days[0], ())
    assert dict(day.pictures_by_model) == {OTHER_MODELS: 1}


async def test_waits_are_from_request_to_delivery(job_driver: JobDriver) -> None:
    for seconds in (1.5, 12.34, 12.34):
        job = await job_driver.acknowledge(await job_driver.reserve(guild_id=FOX))
        await job_driver.claim()
        ready = require_job(await job_driver.store_results(await job_driver.get(job)))
        job_driver.clock.advance(seconds)
        await job_driver.deliver(ready)
    assert dict((await sums(job_driver)).jobs_by_wait) == {15: 1, 123: 2}


async def test_clock_that_was_set_back_makes_no_negative_wait(job_driver: JobDriver) -> None:
    job = await deliver(job_driver)
    await job_driver.select("UPDATE jobs SET ended_at = created_at - 50 WHERE id = ?", job.id)
    assert dict((await sums(job_driver)).jobs_by_wait) == {0: 1}


async def test_waiting_for_moderators_is_no_wait(mod_driver: ModerationDriver) -> None:
    case = await mod_driver.create_held_case()
    await mod_driver.run(mod_driver.approve(case)())
    assert case.job_id is not None
    await mod_driver.job_driver.select(
        "UPDATE jobs SET state = ?, ended_at = created_at + 5000 WHERE id = ?", State.DELIVERED.value, case.job_id
    )
    day = await sums(mod_driver.job_driver, GUILD)
    assert sum(day.pictures_by_server.values()) > 0
    assert day.jobs_by_wait == {}


async def test_pictures_of_an_accepted_appeal_count_though_they_use_no_quota(job_driver: JobDriver) -> None:
    job = await deliver(job_driver, images=2, arrived=0, cost=0)
    await job_driver.select("UPDATE jobs SET free_images = 2 WHERE id = ?", job.id)
    assert dict((await sums(job_driver)).pictures_by_server) == {FOX: 2}


async def grant(driver: JobDriver, images: int) -> None:
    add = partial(grants.add, FOX, 1, images=images, expires_at=None, by_id=9, reason="a prize")
    await driver.database.run(add, now=driver.clock())


async def test_pictures_of_grants_count_when_they_are_drawn(job_driver: JobDriver) -> None:
    await grant(job_driver, 10)
    assert await sums(job_driver) == DaySums(), "a grant is no picture"
    job_driver.limits = replace(UNLIMITED_LIMITS, images_per_user_per_day=1)
    await deliver(job_driver, images=4, arrived=3)
    day = await sums(job_driver)
    assert dict(day.pictures_by_server) == {FOX: 3}
    assert day.member_ids == {1}


async def test_returned_pictures_of_grants_do_not_count(job_driver: JobDriver) -> None:
    await grant(job_driver, 4)
    job_driver.limits = replace(UNLIMITED_LIMITS, images_per_user_per_day=0)
    await job_driver.cancel(await job_driver.reserve(images=4, guild_id=FOX))
    assert sum((await sums(job_driver)).pictures_by_server.values()) == 0


async def test_reset_leaves_the_pictures_in_the_statistics(job_driver: JobDriver) -> None:
    await deliver(job_driver, images=3)
    reset = partial(grants.reset_day, FOX, 1, since=0.0, by_id=9, reason="a fresh start")
    assert await job_driver.database.run(reset, now=job_driver.clock()) == 3
    day = await sums(job_driver)
    assert dict(day.pictures_by_server) == {FOX: 3}
    assert dict(day.micro_dollars_by_server) == {FOX: 3 * PRICE_MICROS}
    assert day.member_ids == {1}


async def test_every_accepted_request_counts_whatever_became_of_it(job_driver: JobDriver) -> None:
    await deliver(job_driver)
    await job_driver.reserve(guild_id=FOX)
    await job_driver.cancel(await job_driver.reserve(guild_id=FOX))
    assert (await sums(job_driver)).requests == 3


async def test_day_without_requests_has_no_sums(job_driver: JobDriver) -> None:
    await deliver(job_driver)
    yesterday = last_days(7, job_driver.clock()).days[-2]
    for guild_id in (FOX, None):
        assert await sums(job_driver, guild_id, yesterday) == DaySums()
