"""The operator's stop holds in every process from the next request on, and ends what runs by itself."""

import pytest

from bot.domain.audit import AuditEntry, OperatorAction
from bot.domain.job import State
from bot.domain.operator_blocks import OperatorStop
from bot.refusals import OperatorStopped
from bot.storage import audit, operator_stop
from bot.storage.database import Database
from tests.support.job_driver import JobDriver

HOME, OPERATOR = 70, 99


def entry(driver: JobDriver, action: OperatorAction) -> AuditEntry:
    return AuditEntry(HOME, OPERATOR, action, None, None, "x", driver.clock())


async def stop(driver: JobDriver, reason: str = "moving house.") -> None:
    new = OperatorStop(reason, OPERATOR, driver.clock())
    await driver.database.run(operator_stop.put, new, entry(driver, OperatorAction.STOP))


async def test_stop_refuses_requests_in_every_process_and_what_waits_goes_on(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    waiting = await job_driver.acknowledge(await job_driver.reserve(1, guild_id=7))
    await stop(job_driver)
    for process in process_databases:
        with pytest.raises(OperatorStopped, match=r"everywhere: moving house\. What"):
            await job_driver.reserve(2, guild_id=7, database=process)
        with pytest.raises(OperatorStopped):
            await job_driver.reserve(2, database=process)
    (running,) = await job_driver.claim()
    assert (running.id, running.state) == (waiting.id, State.SUBMITTED)


async def test_resume_returns_the_stop_once_and_lets_requests_through(job_driver: JobDriver) -> None:
    await stop(job_driver)
    resume = entry(job_driver, OperatorAction.RESUME)
    assert await job_driver.database.run(operator_stop.remove, resume) == OperatorStop(
        "moving house.", OPERATOR, job_driver.clock()
    )
    assert await job_driver.database.run(operator_stop.remove, resume) is None
    await job_driver.reserve(1, guild_id=7)
    entries = await job_driver.database.run(audit.list_newest, HOME)
    assert [each.action for each in entries] == [OperatorAction.RESUME, OperatorAction.STOP]


async def test_later_stop_replaces_the_earlier_reason(job_driver: JobDriver) -> None:
    await stop(job_driver, "one")
    await stop(job_driver, "two")
    in_force = await job_driver.database.run(operator_stop.get)
    assert in_force is not None
    assert in_force.reason == "two"
