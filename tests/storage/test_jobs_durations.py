"""The durations of the last tasks, with which a new process starts its estimates."""

from bot.domain.catalog import Resolution
from bot.domain.job import State
from bot.storage import jobs
from tests.support.job_driver import JobDriver, require_job

KIND = ("standard", Resolution.K1, False)


async def took(driver: JobDriver, seconds: float) -> None:
    job = await driver.create_in_state(State.SUBMITTED)
    driver.clock.now += seconds
    require_job(await driver.store_results(job))


async def test_recent_durations_list_the_newest_jobs_oldest_first(job_driver: JobDriver) -> None:
    for seconds in (5, 7, 9):
        await took(job_driver, seconds)
    assert await job_driver.database.run(jobs.list_recent_durations, 2) == [(KIND, 7.0), (KIND, 9.0)]


async def test_recent_durations_ignore_jobs_without_pictures(job_driver: JobDriver) -> None:
    for state in (State.WAITING, State.SUBMITTED, State.FAILED, State.CANCELLED):
        await job_driver.create_in_state(state)
    assert await job_driver.database.run(jobs.list_recent_durations, 10) == []
