"""A cache with one entry for each server."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class GuildCache(Generic[T]):
    """An async cache of one value for each server.

    Reads and writes of one server are queued (FIFO): a read that began before a write cannot store the old value after
    it, and of concurrent reads only the first one loads.

    ``load`` gets the server's id and the last loaded value (``None`` at first), which it may return again if nothing
    has changed. A value for which ``is_fresh`` is false is loaded again.
    """

    def __init__(
        self,
        load: Callable[[int, T | None], Awaitable[T]],
        *,
        is_fresh: Callable[[T], bool] = lambda _: True,
    ) -> None:
        self._load = load
        self._is_fresh = is_fresh
        self._values: dict[int, T] = {}
        self._last_loaded: dict[int, T] = {}
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, guild_id: int, *, reload: bool = False) -> T:
        """Return the server's value; load it if it is missing or not fresh, or if ``reload`` is true."""
        async with self._locks[guild_id]:  # on hits too, so that a read cannot overtake a waiting write
            value = self._values.get(guild_id)
            if value is None or reload or not self._is_fresh(value):
                value = await self._load(guild_id, self._last_loaded.get(guild_id))
                self._values[guild_id] = self._last_loaded[guild_id] = value
            return value

    async def change(self, guild_id: int, write: Callable[[], Awaitable[R]]) -> R:
        """Run a write, and return its result; the next read loads the value again, even if the write failed."""
        async with self._locks[guild_id]:
            self._values.pop(guild_id, None)
            return await write()

    def clear(self) -> None:
        """Load every value again when it is next read."""
        self._values.clear()
