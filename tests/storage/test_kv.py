"""A value is stored until it is removed; of several processes that set it if absent, one does."""

import asyncio

from bot.storage import kv
from bot.storage.database import Database


async def test_put_overwrites_the_previous_value(database: Database) -> None:
    assert await database.run(kv.get, kv.SYNCED_COMMANDS_KEY) is None
    for content in ("one", "two", ""):
        await database.run(kv.put, kv.SYNCED_COMMANDS_KEY, content)
        assert await database.run(kv.get, kv.SYNCED_COMMANDS_KEY) == content
    assert await database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None


async def test_put_if_absent_succeeds_for_a_single_concurrent_caller(process_databases: list[Database]) -> None:
    attempts = (process_databases[n % 2].run(kv.put_if_absent, kv.OPERATOR_NEEDED_KEY, str(n)) for n in range(10))
    results = await asyncio.gather(*attempts)
    assert results.count(True) == 1
    assert await process_databases[0].run(kv.get, kv.OPERATOR_NEEDED_KEY) == str(results.index(True))


async def test_removed_key_can_be_set_again(database: Database) -> None:
    await database.run(kv.remove, kv.OPERATOR_NEEDED_KEY)
    assert await database.run(kv.put_if_absent, kv.OPERATOR_NEEDED_KEY, "one")
    await database.run(kv.remove, kv.OPERATOR_NEEDED_KEY)
    assert await database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None
    assert await database.run(kv.put_if_absent, kv.OPERATOR_NEEDED_KEY, "two")
