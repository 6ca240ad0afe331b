"""The cache of one value for each server: loads once, serves in turn, and loads again after changes."""

import asyncio

import pytest

from bot.policy.guild_cache import GuildCache


class CountingLoader:
    """Loads the number of the load; remembers what it was given."""

    def __init__(self) -> None:
        self.calls: list[tuple[int, int | None]] = []
        self.may_return = asyncio.Event()
        self.may_return.set()

    async def load(self, guild_id: int, last: int | None) -> int:
        self.calls.append((guild_id, last))
        count = len(self.calls)
        await self.may_return.wait()
        return count


@pytest.fixture
def loader() -> CountingLoader:
    return CountingLoader()


async def test_many_readers_of_one_server_load_once(loader: CountingLoader) -> None:
    cache = GuildCache(loader.load)
    assert await asyncio.gather(*(cache.get(7) for _ in range(5))) == [1] * 5
    assert await cache.get(8) == 2
    assert loader.calls == [(7, None), (8, None)]


async def test_cleared_and_expired_values_are_loaded_again_from_the_last_one(loader: CountingLoader) -> None:
    fresh = True
    cache = GuildCache(loader.load, is_fresh=lambda _: fresh)
    assert await cache.get(7) == 1
    cache.clear()
    assert await cache.get(7) == 2
    fresh = False
    assert await cache.get(7) == 3
    fresh = True
    assert await cache.get(7, reload=True) == 4
    assert loader.calls == [(7, None), (7, 1), (7, 2), (7, 3)]


async def test_a_write_waits_for_the_reader_before_it_and_its_next_reader_loads_again(loader: CountingLoader) -> None:
    cache = GuildCache(loader.load)
    order: list[list[tuple[int, int | None]]] = []

    async def write() -> str:
        order.append(list(loader.calls))
        return "written"

    loader.may_return.clear()
    reading = asyncio.create_task(cache.get(7))
    await asyncio.sleep(0)
    writing, next_reading = asyncio.create_task(cache.change(7, write)), asyncio.create_task(cache.get(7))
    await asyncio.sleep(0)
    assert order == []
    loader.may_return.set()
    assert (await reading, await writing, await next_reading) == (1, "written", 2)


async def test_after_a_failed_write_the_value_is_loaded_again(loader: CountingLoader) -> None:
    cache = GuildCache(loader.load)
    await cache.get(7)

    async def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        await cache.change(7, fail)
    assert await cache.get(7) == 2


async def test_a_failed_load_keeps_nothing() -> None:
    failing = True

    async def load(_: int, last: str | None) -> str:
        if failing:
            raise LookupError
        return f"after {last}"

    cache = GuildCache(load)
    with pytest.raises(LookupError):
        await cache.get(7)
    failing = False
    assert await cache.get(7) == "after None"
