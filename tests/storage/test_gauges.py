"""What the metrics show of the database, on both engines."""

from bot.domain.job import State
from bot.storage import gauges
from bot.storage.gauges import StoredGauges
from tests.support.job_driver import PRICE_MICROS, JobDriver

MODELS = ("standard", "pro")


async def read(driver: JobDriver, models: tuple[str, ...] = MODELS) -> StoredGauges:
    database = driver.database
    return await database.run(gauges.read_gauges, database.size_query, models, now=driver.clock())


async def test_empty_database_has_no_jobs_and_a_size(job_driver: JobDriver) -> None:
    found = await read(job_driver)
    assert (found.unfinished, found.queued, found.oldest_queued_seconds, found.tasks) == ({}, 0, 0.0, 0)
    assert (found.spent_in_day, found.is_stopped) == (0, False)
    assert found.database_bytes > 50_000


async def test_unfinished_jobs_count_by_state_and_model_and_ended_ones_do_not(job_driver: JobDriver) -> None:
    for state in (State.DELIVERED, State.FAILED, State.READY, State.SUBMITTED, State.WAITING, State.WAITING):
        await job_driver.create_in_state(state)
    found = await read(job_driver)
    assert found.unfinished == {("waiting", "standard"): 2, ("submitted", "standard"): 1, ("ready", "standard"): 1}
    assert (found.queued, found.tasks) == (2, 1)
    assert (await read(job_driver, ("pro",))).unfinished[("waiting", "other")] == 2


async def test_oldest_waiting_job_is_measured_from_its_request(job_driver: JobDriver) -> None:
    await job_driver.create_in_state(State.WAITING)
    job_driver.clock.advance(40)
    await job_driver.create_in_state(State.WAITING)
    job_driver.clock.advance(2)
    assert (await read(job_driver)).oldest_queued_seconds == 42


async def test_spending_of_a_day_includes_estimates(job_driver: JobDriver) -> None:
    await job_driver.create_in_state(State.SUBMITTED)
    assert (await read(job_driver)).spent_in_day == PRICE_MICROS
    job_driver.clock.advance(24 * 3600 + 61)
    assert (await read(job_driver)).spent_in_day == 0
