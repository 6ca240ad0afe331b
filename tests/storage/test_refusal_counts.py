"""Refusals are counted by server, day and kind."""

import asyncio

from bot.storage import refusal_counts
from bot.storage.database import Database
from bot.storage.refusal_counts import DIRECT_MESSAGES, RefusalKey

FOX, OWL, TODAY = 50, 51, 20_000


async def test_counts_of_a_server_are_read_by_kind(database: Database) -> None:
    counts = {
        RefusalKey(FOX, TODAY, "TooSoon"): 3,
        RefusalKey(FOX, TODAY - 1, "TooSoon"): 4,
        RefusalKey(FOX, TODAY, "Blocked"): 1,
        RefusalKey(OWL, TODAY, "TooSoon"): 100,
        RefusalKey(DIRECT_MESSAGES, TODAY, "Closed"): 7,
    }
    await database.run(refusal_counts.add, counts)
    days = range(TODAY - 1, TODAY + 1)
    assert await database.run(refusal_counts.get_by_kind, FOX, days) == {"TooSoon": 7, "Blocked": 1}
    assert await database.run(refusal_counts.get_by_kind, None, days) == {"TooSoon": 107, "Blocked": 1, "Closed": 7}


async def test_days_outside_the_range_are_not_counted(database: Database) -> None:
    await database.run(refusal_counts.add, {RefusalKey(FOX, day, "TooSoon"): 1 for day in range(TODAY - 5, TODAY + 5)})
    for guild_id in (FOX, None):
        assert await database.run(refusal_counts.get_by_kind, guild_id, range(TODAY - 2, TODAY)) == {"TooSoon": 2}


async def test_counts_are_added_to_stored_ones(database: Database) -> None:
    key = RefusalKey(FOX, TODAY, "TooSoon")
    for count in (2, 5):
        await database.run(refusal_counts.add, {key: count})
    assert await database.run(refusal_counts.get_by_kind, FOX, range(TODAY, TODAY + 1)) == {"TooSoon": 7}


async def test_processes_that_count_at_once_lose_nothing(process_databases: list[Database]) -> None:
    keys = [RefusalKey(guild_id, TODAY, kind) for guild_id in range(20) for kind in ("TooSoon", "Blocked")]
    forwards, backwards = dict.fromkeys(keys, 1), dict.fromkeys(reversed(keys), 1)
    writes = [
        database.run(refusal_counts.add, counts)
        for _ in range(5)
        for database, counts in zip(process_databases, (forwards, backwards), strict=True)
    ]
    await asyncio.gather(*writes)
    days = range(TODAY, TODAY + 1)
    counted = await process_databases[0].run(refusal_counts.get_by_kind, None, days)
    assert counted == {"TooSoon": 200, "Blocked": 200}
