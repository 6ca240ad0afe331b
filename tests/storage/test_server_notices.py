"""Messages about servers: which are due, and that each is sent once by one of many processes."""

import pytest

from bot.storage import server_notices
from bot.storage.database import Database
from bot.storage.server_notices import ServerNotice
from tests.storage.test_servers import GUILD, arrive, begin, decide, leave, stored
from tests.support.job_driver import JobDriver, gather_outcomes

RETRY_SECONDS = 60.0


async def due(driver: JobDriver, notice: ServerNotice) -> list[int]:
    return [server.guild_id for server in await driver.database.run(server_notices.list_due, notice, limit=10)]


async def claim(driver: JobDriver, notice: ServerNotice, *, process: Database | None = None) -> bool:
    return await (process or driver.database).run(
        server_notices.claim, notice, GUILD, retry_seconds=RETRY_SECONDS, now=driver.clock()
    )


async def test_admission_makes_the_welcome_due_again_once(job_driver: JobDriver) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    await job_driver.database.run(server_notices.mark_welcomed, await stored(job_driver), now=job_driver.clock())
    assert await due(job_driver, ServerNotice.WELCOME) == []
    await decide(job_driver, admit=True)
    assert await due(job_driver, ServerNotice.WELCOME) == [GUILD]
    await job_driver.database.run(server_notices.mark_welcomed, await stored(job_driver), now=job_driver.clock())
    await decide(job_driver, admit=False)
    await decide(job_driver, admit=True)
    assert await due(job_driver, ServerNotice.WELCOME) == []


async def test_announcement_is_claimed_by_one_of_many_processes(
    job_driver: JobDriver, process_databases: list[Database]
) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    claimed, failed = await gather_outcomes(
        claim(job_driver, ServerNotice.ANNOUNCEMENT, process=process) for process in process_databases * 3
    )
    assert (sorted(claimed), failed) == ([False] * 5 + [True], [])


async def test_announcement_that_was_not_accepted_is_claimed_again_after_a_minute(job_driver: JobDriver) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    assert await claim(job_driver, ServerNotice.ANNOUNCEMENT)
    job_driver.clock.advance(RETRY_SECONDS - 1)
    assert not await claim(job_driver, ServerNotice.ANNOUNCEMENT)
    job_driver.clock.advance(1)
    assert await claim(job_driver, ServerNotice.ANNOUNCEMENT)


async def test_sent_announcement_is_never_claimed_again(job_driver: JobDriver) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    assert await claim(job_driver, ServerNotice.ANNOUNCEMENT)
    await job_driver.database.run(server_notices.mark_announced, GUILD, now=job_driver.clock())
    assert await due(job_driver, ServerNotice.ANNOUNCEMENT) == []
    assert not await claim(job_driver, ServerNotice.ANNOUNCEMENT)
    assert not await claim(job_driver, ServerNotice.ANNOUNCEMENT)
    assert await job_driver.select("SELECT * FROM key_values WHERE name = ?", "announcing:7") == []


@pytest.mark.parametrize("change", ["admitted", "left"])
async def test_server_that_was_decided_or_left_is_not_announced(job_driver: JobDriver, change: str) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    await (decide(job_driver, admit=True) if change == "admitted" else leave(job_driver))
    assert await due(job_driver, ServerNotice.ANNOUNCEMENT) == []
    assert not await claim(job_driver, ServerNotice.ANNOUNCEMENT)


async def test_welcome_stays_due_if_the_operator_decides_while_it_is_sent(job_driver: JobDriver) -> None:
    await begin(job_driver)
    await arrive(job_driver)
    waiting = await stored(job_driver)
    await decide(job_driver, admit=True)
    await job_driver.database.run(server_notices.mark_welcomed, waiting, now=job_driver.clock())
    assert await due(job_driver, ServerNotice.WELCOME) == [GUILD]
