"""Fixtures of the tests of storage and moderation: drivers of each engine's database."""

from collections.abc import AsyncIterator

import pytest

from bot.storage import open_database
from bot.storage.database import Database
from tests.support.clock import ManualClock
from tests.support.job_driver import JobDriver
from tests.support.moderation_driver import ModerationDriver


@pytest.fixture
def job_driver(database: Database, clock: ManualClock) -> JobDriver:
    return JobDriver(database, clock)


@pytest.fixture
async def process_databases(database: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Two processes with one database; SQLite allows one, whose callers stand for both."""
    if database.exclusive:
        yield [database, database]
        return
    second = await open_database(database_url)
    yield [database, second]
    await second.close()


@pytest.fixture
def mod_driver(job_driver: JobDriver) -> ModerationDriver:
    return ModerationDriver(job_driver)
