"""An outage of the database is reported once, and ends after a time without failures."""

import logging

import pytest

from bot.errors import StorageError, StorageUnavailable
from bot.storage.database import Database, Transaction
from bot.storage.monitored import RECOVERY_SECONDS, MonitoredDatabase
from tests.support.clock import ManualClock


def full() -> Transaction[None]:
    yield from ()
    raise StorageUnavailable("full")


def wrong() -> Transaction[None]:
    yield from ()
    raise StorageError("wrong")


def seven() -> Transaction[int]:
    yield from ()
    return 7


async def test_subscribers_are_called_once_for_each_outage(
    database: Database, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[StorageUnavailable] = []
    watched = MonitoredDatabase(database, clock)
    watched.subscribe(heard.append)
    for outage in (1, 2):
        for _ in range(5):
            with pytest.raises(StorageUnavailable):
                await watched.run(full)
            assert await watched.run(seven) == 7
            clock.advance(RECOVERY_SECONDS - 1)
        assert len(heard) == outage
        assert watched.is_failing
        clock.advance(1)
        assert await watched.run(seven) == 7
        assert not watched.is_failing
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 2


async def test_error_of_a_single_transaction_is_not_an_outage(database: Database) -> None:
    heard: list[StorageUnavailable] = []
    watched = MonitoredDatabase(database)
    watched.subscribe(heard.append)
    with pytest.raises(StorageError):
        await watched.run(wrong)
    assert heard == []
    assert not watched.is_failing
    assert watched.exclusive is database.exclusive
