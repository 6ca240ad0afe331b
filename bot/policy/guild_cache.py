"""What is held in memory of each server."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class GuildCache(Generic[T]):
    """What was read of each server, once; whoever changes it and whoever reads it take turns."""

    def __init__(self, load: Callable[[int], Awaitable[T]]) -> None:
        self._load = load
        self._values: dict[int, T] = {}
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, guild_id: int) -> T:
        async with self._locks[guild_id]:  # also when it is known: nobody overtakes those who wait for it
            if guild_id not in self._values:
                self._values[guild_id] = await self._load(guild_id)
            return self._values[guild_id]

    async def replace(self, guild_id: int, change: Callable[[], Awaitable[T]]) -> T:
        """Change it and remember what it is then; where that fails it is read anew."""
        async with self._locks[guild_id]:
            self._values.pop(guild_id, None)
            self._values[guild_id] = known = await change()
            return known

    def clear(self) -> None:
        self._values.clear()
