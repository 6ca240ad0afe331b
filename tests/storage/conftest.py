"""A desk at the database of each engine, and the databases that two processes would have open."""

from collections.abc import AsyncIterator

import pytest

from bot.storage import open_database
from bot.storage.database import Database
from tests.conftest import HandClock
from tests.storage.court import Court
from tests.storage.desk import Desk


@pytest.fixture
def desk(database: Database, clock: HandClock) -> Desk:
    return Desk(database, clock)


@pytest.fixture
async def processes(database: Database, database_url: str) -> AsyncIterator[list[Database]]:
    """Two processes with one database; SQLite allows one, whose callers stand for both."""
    if database.exclusive:
        yield [database, database]
        return
    second = await open_database(database_url)
    yield [database, second]
    await second.close()


@pytest.fixture
def court(desk: Desk) -> Court:
    return Court(desk)
