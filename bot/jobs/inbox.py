"""The worker's inbox: jobs that this process claimed, and requests to poll the queue."""

import asyncio
from collections.abc import Iterable

from bot.domain.job import Job
from bot.loops import wait_and_clear


class Inbox:
    """The use cases fill it, and the worker empties it."""

    def __init__(self) -> None:
        self._claimed: list[Job] = []
        self._poll_requested = False
        self._wake_event = asyncio.Event()

    def put(self, claimed: Iterable[Job]) -> None:
        """Pass jobs to the worker that are stored as claimed by this process."""
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
        """Wait for claimed jobs or a wake-up, at most ``seconds``; return whether to poll the queue."""
        woken = await wait_and_clear(self._wake_event, seconds)
        requested, self._poll_requested = self._poll_requested, False
        return requested or not woken
