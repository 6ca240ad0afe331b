"""The worker's inbox: jobs that this process claimed, and requests to poll the queue."""

import asyncio
from collections.abc import Iterable

from bot.domain.job import Job
from bot.loops import wait_and_clear


class Inbox:
    """Filled by the use cases, emptied by the worker."""

    def __init__(self) -> None:
        self._claimed: list[Job] = []
        self._poll_requested = False
        self._wake_event = asyncio.Event()

    def put(self, claimed: Iterable[Job]) -> None:
        """Hand jobs that are stored as claimed by this process to the worker."""
        self._claimed.extend(claimed)
        if self._claimed:
            self._wake_event.set()

    def wake(self) -> None:
        """Ask the worker to poll the queue."""
        self._poll_requested = True
        self._wake_event.set()

    def take(self) -> list[Job]:
        """Remove and return the claimed jobs."""
        claimed, self._claimed = self._claimed, []
        return claimed

    async def wait(self, seconds: float) -> bool:
        """Wait for claimed jobs or a wake-up; return whether to poll the queue, as also after so many seconds."""
        woken = await wait_and_clear(self._wake_event, seconds)
        requested, self._poll_requested = self._poll_requested, False
        return requested or not woken
