"""Refusals are counted in memory, and written in batches."""

import asyncio
from collections.abc import Callable, Mapping

import pytest

from bot.domain.clock import DAY_SECONDS
from bot.errors import StorageUnavailable
from bot.jobs import refusal_counter
from bot.jobs.refusal_counter import RefusalCounter
from bot.storage import refusal_counts
from bot.storage.database import Database, P, T, Transaction
from bot.storage.refusal_counts import DIRECT_MESSAGES
from tests.support.clock import ManualClock

FOX = 50


class FlakyDatabase:
    """A database that can refuse or keep waiting, and that counts its transactions."""

    exclusive = True
    size_query = ""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.transactions = 0
        self.available = True
        self.hangs = False

    async def run(self, transaction: Callable[P, Transaction[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        self.transactions += 1
        if self.hangs:
            await asyncio.Event().wait()
        if not self.available:
            raise StorageUnavailable("full")
        return await self.database.run(transaction, *args, **kwargs)

    async def close(self) -> None:
        await self.database.close()


@pytest.fixture
def flaky(database: Database) -> FlakyDatabase:
    return FlakyDatabase(database)


@pytest.fixture
def counter(flaky: FlakyDatabase, clock: ManualClock) -> RefusalCounter:
    return RefusalCounter(flaky, clock)


async def stored(flaky: FlakyDatabase, guild_id: int | None = FOX) -> Mapping[str, int]:
    return await flaky.database.run(refusal_counts.get_by_kind, guild_id, range(10**6))


async def test_flood_of_refusals_is_one_transaction(counter: RefusalCounter, flaky: FlakyDatabase) -> None:
    for _ in range(1000):
        counter.record(FOX, "TooSoon")
    assert flaky.transactions == 0
    await counter.write()
    await counter.write()
    assert flaky.transactions == 1
    assert await stored(flaky) == {"TooSoon": 1000}


async def test_direct_messages_are_counted_as_server_zero(counter: RefusalCounter, flaky: FlakyDatabase) -> None:
    counter.record(None, "Closed")
    await counter.write()
    assert await stored(flaky, DIRECT_MESSAGES) == await stored(flaky, None) == {"Closed": 1}


async def test_refusals_belong_to_their_day(counter: RefusalCounter, clock: ManualClock, flaky: FlakyDatabase) -> None:
    for _ in range(2):
        counter.record(FOX, "TooSoon")
        clock.advance(DAY_SECONDS)
    await counter.write()
    first = int(clock() // DAY_SECONDS) - 2
    for day in (first, first + 1):
        assert await flaky.database.run(refusal_counts.get_by_kind, FOX, range(day, day + 1)) == {"TooSoon": 1}


async def test_counts_wait_while_the_database_refuses(counter: RefusalCounter, flaky: FlakyDatabase) -> None:
    flaky.available = False
    counter.record(FOX, "TooSoon")
    with pytest.raises(StorageUnavailable):
        await counter.write()
    counter.record(FOX, "TooSoon")
    flaky.available = True
    await counter.write()
    assert await stored(flaky) == {"TooSoon": 2}


async def test_memory_is_bounded(
    counter: RefusalCounter, flaky: FlakyDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal_counter, "MAX_KEYS", 3)
    for guild_id in (1, 2, 3, 4, 5, 1):
        counter.record(guild_id, "TooSoon")
    await counter.write()
    assert await stored(flaky, None) == {"TooSoon": 4}


async def test_counts_are_written_now_and_then(
    counter: RefusalCounter, flaky: FlakyDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal_counter, "WRITE_INTERVAL_SECONDS", 0.01)
    writing = asyncio.create_task(counter.run())
    try:
        for total in (1, 2):
            counter.record(FOX, "TooSoon")
            async with asyncio.timeout(10):
                while await stored(flaky) != {"TooSoon": total}:  # noqa: ASYNC110 - the database sends no event
                    await asyncio.sleep(0.01)
    finally:
        writing.cancel()


async def test_closing_writes_what_is_left(counter: RefusalCounter, flaky: FlakyDatabase) -> None:
    counter.record(FOX, "TooSoon")
    await counter.close()
    assert await stored(flaky) == {"TooSoon": 1}


@pytest.mark.parametrize("fault", ["available", "hangs"])
async def test_closing_ends_without_the_database(
    fault: str, counter: RefusalCounter, flaky: FlakyDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal_counter, "CLOSE_TIMEOUT_SECONDS", 0.05)
    setattr(flaky, fault, fault == "hangs")
    counter.record(FOX, "TooSoon")
    async with asyncio.timeout(10):
        await counter.close()
    assert await stored(flaky) == {}
