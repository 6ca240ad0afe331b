"""A press that several processes receive is handled once."""

import pytest

from bot.errors import Repeated
from bot.storage import handled_interactions
from bot.storage.database import Database
from bot.storage.handled_interactions import RETENTION_SECONDS
from tests.support.job_driver import JobDriver, gather_outcomes


async def test_interaction_is_claimed_by_a_single_process(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    attempts = [
        process.run(handled_interactions.claim, 7, now=job_driver.clock())
        for process in process_databases
        for _ in range(5)
    ]
    passed, refused = await gather_outcomes(attempts)
    assert (len(passed), set(refused)) == (1, {Repeated})


async def test_handled_interactions_are_deleted_after_the_retention_period(job_driver: JobDriver) -> None:
    await job_driver.database.run(handled_interactions.claim, 7, now=job_driver.clock())
    job_driver.clock.advance(RETENTION_SECONDS - 1)
    await job_driver.database.run(handled_interactions.claim, 8, now=job_driver.clock())
    with pytest.raises(Repeated):
        await job_driver.database.run(handled_interactions.claim, 7, now=job_driver.clock())
    job_driver.clock.advance(2)
    await job_driver.database.run(handled_interactions.claim, 9, now=job_driver.clock())
    assert await job_driver.count_rows("handled_interactions") == 2
