"""Where work that takes more than a few milliseconds runs, so that the event loop answers everybody else meanwhile."""

import asyncio
from collections.abc import Callable
from typing import Final, ParamSpec, TypeVar

SHORT_TEXT: Final = 600
"""Characters that are looked through in less than about five milliseconds, so that no thread is worth its while."""
P = ParamSpec("P")
T = TypeVar("T")


class Lane:
    """One thread's worth of work at a time: pure Python holds the interpreter's lock wherever it runs.

    Each member has one piece of work in the line at most, the next one comes behind it. So however much one member
    asks for, another one's work is the next but one.
    """

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(1)
        self._turns: dict[int, tuple[asyncio.Lock, int]] = {}

    async def run(self, member_id: int, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """What the work returns, from a thread."""
        turn, waiting = self._turns.get(member_id, (asyncio.Lock(), 0))
        self._turns[member_id] = turn, waiting + 1
        try:
            async with turn, self._free:
                return await asyncio.to_thread(work, *args, **kwargs)
        finally:
            turn, waiting = self._turns.pop(member_id)
            if waiting > 1:
                self._turns[member_id] = turn, waiting - 1
