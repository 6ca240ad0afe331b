"""What is held in memory of each server."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memory(Generic[T]):
    """What was read of each server, once; whoever changes it and whoever reads it take turns."""

    def __init__(self, read: Callable[[int], Awaitable[T]]) -> None:
        self._read = read
        self._known: dict[int, T] = {}
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def get(self, guild_id: int) -> T:
        async with self._turns[guild_id]:  # also when it is known: nobody overtakes those who wait for it
            if guild_id not in self._known:
                self._known[guild_id] = await self._read(guild_id)
            return self._known[guild_id]

    async def after(self, guild_id: int, change: Callable[[], Awaitable[T]]) -> T:
        """Change it and remember what it is then; where that fails it is read anew."""
        async with self._turns[guild_id]:
            self._known.pop(guild_id, None)
            self._known[guild_id] = known = await change()
            return known

    def forget(self) -> None:
        self._known.clear()
