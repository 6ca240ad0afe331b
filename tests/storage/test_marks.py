"""A mark is kept until it is taken away, and of those who set it once, one does."""

import asyncio

from bot.storage import kv
from bot.storage.database import Database


async def test_a_mark_has_the_value_that_it_was_given_last(database: Database) -> None:
    assert await database.run(kv.value, kv.COMMANDS) is None
    for content in ("one", "two", ""):
        await database.run(kv.put, kv.COMMANDS, content)
        assert await database.run(kv.value, kv.COMMANDS) == content
    assert await database.run(kv.value, kv.OPERATOR_NEEDED) is None


async def test_of_all_who_set_a_mark_once_exactly_one_does(processes: list[Database]) -> None:
    attempts = (processes[n % 2].run(kv.put_once, kv.OPERATOR_NEEDED, str(n)) for n in range(10))
    results = await asyncio.gather(*attempts)
    assert results.count(True) == 1
    assert await processes[0].run(kv.value, kv.OPERATOR_NEEDED) == str(results.index(True))


async def test_a_mark_that_was_taken_away_can_be_set_again(database: Database) -> None:
    await database.run(kv.remove, kv.OPERATOR_NEEDED)
    assert await database.run(kv.put_once, kv.OPERATOR_NEEDED, "one")
    await database.run(kv.remove, kv.OPERATOR_NEEDED)
    assert await database.run(kv.value, kv.OPERATOR_NEEDED) is None
    assert await database.run(kv.put_once, kv.OPERATOR_NEEDED, "two")
