"""Runs work of more than a few milliseconds in a thread, so that the event loop stays free."""

import asyncio
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

MAX_INLINE_TEXT_LENGTH: Final = 600
"""Characters that are searched in less than about five milliseconds, so that a thread costs more than it saves."""
P = ParamSpec("P")
T = TypeVar("T")


class FairThreadQueue:
    """A FIFO queue that runs one task at a time in a thread: more threads would only compete for the GIL.

    Each member has at most one task in the queue, and their next task enters when it is done. So one member's backlog
    delays another member by one task at most.
    """

    def __init__(self) -> None:
        self._thread_slot = asyncio.Semaphore(1)
        self._member_locks: dict[int, tuple[asyncio.Lock, int]] = {}

    async def run(self, member_id: int, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the task in a thread after the tasks before it, and return its result."""
        turn, waiting = self._member_locks.get(member_id, (asyncio.Lock(), 0))
        self._member_locks[member_id] = turn, waiting + 1
        try:
            async with turn, self._thread_slot:
                return await asyncio.to_thread(work, *args, **kwargs)
        finally:
            turn, waiting = self._member_locks.pop(member_id)
            if waiting > 1:
                self._member_locks[member_id] = turn, waiting - 1
