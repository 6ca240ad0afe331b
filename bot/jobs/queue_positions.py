"""Shows members who wait in the queue their position."""

from typing import Final, Protocol

from bot.domain.clock import Clock
from bot.domain.job import Job, QueuePosition
from bot.loops import run_forever
from bot.storage import jobs
from bot.storage.database import Database

UPDATE_INTERVAL_SECONDS: Final = 1.0
FRONT_JOBS: Final = 5
"""The first jobs of the queue are updated in every run; the others take turns (round robin)."""
MAX_BATCH_JOBS: Final = 20
"""Upper bound of the other jobs that are updated in one run."""


class ProgressMessenger(Protocol):
    """Edits waiting messages."""

    async def show_progress(self, job: Job, position: QueuePosition) -> bool:
        """Show the position if it changed; ``False`` when the edit rate limit leaves no room now."""
        ...


class QueuePositionUpdater:
    """Keeps the positions in waiting messages current, as far as the edit rate limit allows."""

    def __init__(self, database: Database, messenger: ProgressMessenger, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._offset = FRONT_JOBS

    async def run(self) -> None:
        """Run :meth:`run_once` periodically until cancelled."""
        await run_forever(self.run_once, UPDATE_INTERVAL_SECONDS, event="queue_update_failed")

    async def run_once(self) -> None:
        """Update the first jobs of the queue, and the next batch of the others."""
        now = self._clock()
        front, total = await self._database.run(jobs.list_queue, offset=0, limit=FRONT_JOBS, now=now)
        for job, place in front:
            await self._messenger.show_progress(job, place)
        if total <= FRONT_JOBS:
            return
        self._offset = self._offset if self._offset < total else FRONT_JOBS
        rest, _ = await self._database.run(jobs.list_queue, offset=self._offset, limit=MAX_BATCH_JOBS, now=now)
        for job, place in rest:
            if not await self._messenger.show_progress(job, place):
                return  # the next run begins with this job, so that each gets its turn
            self._offset += 1
