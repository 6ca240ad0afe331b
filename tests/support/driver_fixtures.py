"""Fixtures for tests of storage and moderation: drivers with a database of each engine."""

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
    """Connections of two processes to one database; SQLite allows only one, so it is used twice."""
    if database.exclusive:
        yield [database, database]
        return
    second = await open_database(database_url)
    yield [database, second]
    await second.close()


@pytest.fixture
def mod_driver(job_driver: JobDriver) -> ModerationDriver:
    return ModerationDriver(job_driver)
