"""A mark is kept until it is taken away, and of those who set it once, one does."""

import asyncio

from bot.storage import kv
from bot.storage.database import Database


async def test_a_mark_has_the_value_that_it_was_given_last(database: Database) -> None:
    assert await database.run(kv.get, kv.SYNCED_COMMANDS_KEY) is None
    for content in ("one", "two", ""):
        await database.run(kv.put, kv.SYNCED_COMMANDS_KEY, content)
        assert await database.run(kv.get, kv.SYNCED_COMMANDS_KEY) == content
    assert await database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None


async def test_of_all_who_set_a_mark_once_exactly_one_does(process_databases: list[Database]) -> None:
    attempts = (process_databases[n % 2].run(kv.put_if_absent, kv.OPERATOR_NEEDED_KEY, str(n)) for n in range(10))
    results = await asyncio.gather(*attempts)
    assert results.count(True) == 1
    assert await process_databases[0].run(kv.get, kv.OPERATOR_NEEDED_KEY) == str(results.index(True))


async def test_a_mark_that_was_taken_away_can_be_set_again(database: Database) -> None:
    await database.run(kv.remove, kv.OPERATOR_NEEDED_KEY)
    assert await database.run(kv.put_if_absent, kv.OPERATOR_NEEDED_KEY, "one")
    await database.run(kv.remove, kv.OPERATOR_NEEDED_KEY)
    assert await database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None
    assert await database.run(kv.put_if_absent, kv.OPERATOR_NEEDED_KEY, "two")
