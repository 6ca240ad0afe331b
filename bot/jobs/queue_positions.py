"""Tells those who wait in the line where they stand."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.clock import Clock
from bot.domain.job import Job, QueuePosition
from bot.storage import jobs
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

UPDATE_INTERVAL_SECONDS: Final = 1.0
FRONT_JOBS: Final = 5
"""Those next in line hear of every change; the rest take turns in what room is left."""
MAX_BATCH_JOBS: Final = 20
"""How many of the rest are looked at in one go."""


class ProgressMessenger(Protocol):
    """How a waiting member is shown a place."""

    async def show_progress(self, job: Job, position: QueuePosition) -> bool:
        """Show the place where it is news; ``False`` when there is no room for that now."""
        ...


class QueuePositionUpdater:
    """Keeps the waiting messages true, as far as the herald's pace allows."""

    def __init__(self, database: Database, messenger: ProgressMessenger, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._messenger = messenger
        self._offset = FRONT_JOBS

    async def run(self) -> None:
        """Look at the line again and again."""
        while True:
            await asyncio.sleep(UPDATE_INTERVAL_SECONDS)
            try:
                await self.run_once()
            except Exception:
                log.exception("The line could not be shown", extra={"event": "queue_update_failed"})

    async def run_once(self) -> None:
        """Show the front of the line, and the next part of the rest, where they moved."""
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
                return  # the next look goes on with this one, so that everybody's turn comes
            self._offset += 1
