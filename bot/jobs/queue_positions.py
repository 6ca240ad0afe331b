"""Shows waiting members their position in the queue."""

from dataclasses import dataclass
from typing import Final

from bot.domain.clock import Clock
from bot.jobs.ports import Messenger
from bot.loops import run_forever
from bot.storage import jobs
from bot.storage.database import Database

UPDATE_INTERVAL_SECONDS: Final = 1.0
FRONT_JOBS: Final = 5
"""The first jobs of the queue are updated in every run; the others take turns (round robin)."""
MAX_BATCH_JOBS: Final = 20
"""Upper bound of the other jobs that are updated in one run."""


@dataclass
class QueuePositionUpdater:
    """Updates the queue positions in waiting messages, within the edit rate limit."""

    database: Database
    messenger: Messenger
    clock: Clock
    _offset: int = FRONT_JOBS

    async def run(self) -> None:
        """Run :meth:`run_once` periodically until cancelled."""
        await run_forever(self.run_once, UPDATE_INTERVAL_SECONDS, event="queue_update_failed")

    async def run_once(self) -> None:
        """Update the first jobs of the queue, and the next batch of the others."""
        now = self.clock()
        front, total = await self.database.run(jobs.list_queue, offset=0, limit=FRONT_JOBS, now=now)
        for job, position in front:
            await self.messenger.show_progress(job, position)
        if total <= FRONT_JOBS:
            return
        self._offset = self._offset if self._offset < total else FRONT_JOBS
        rest, _ = await self.database.run(jobs.list_queue, offset=self._offset, limit=MAX_BATCH_JOBS, now=now)
        for job, position in rest:
            if not await self.messenger.show_progress(job, position):
                return  # the next run begins with this job
            self._offset += 1
