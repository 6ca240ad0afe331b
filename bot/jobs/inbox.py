"""What reaches the worker from the rest of the process: jobs claimed for it, and hints to look at the line."""

import asyncio
from collections.abc import Iterable

from bot.domain.job import Job


class Inbox:
    """Filled by whoever acknowledges and cancels, emptied by the worker."""

    def __init__(self) -> None:
        self._claimed: list[Job] = []
        self._poll_requested = False
        self._wake_event = asyncio.Event()

    def put(self, claimed: Iterable[Job]) -> None:
        """These jobs are the worker's: they are on disk as claimed for this process."""
        self._claimed.extend(claimed)
        if self._claimed:
            self._wake_event.set()

    def wake(self) -> None:
        """The line, or a job that nobody owns, is worth a look."""
        self._poll_requested = True
        self._wake_event.set()

    def take(self) -> list[Job]:
        """The claimed jobs, once."""
        claimed, self._claimed = self._claimed, []
        return claimed

    async def wait(self, seconds: float) -> bool:
        """Wait for news; returns whether to look at the line, which is also so when nothing came for so long."""
        try:
            async with asyncio.timeout(seconds):
                await self._wake_event.wait()
        except TimeoutError:
            self._poll_requested = True
        self._wake_event.clear()
        look, self._poll_requested = self._poll_requested, False
        return look
