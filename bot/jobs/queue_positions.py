"""Tells those who wait in the line where they stand."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Job
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Place

log: Final = logging.getLogger(__name__)

EVERY: Final = 1.0
FRONT: Final = 5
"""Those next in line hear of every change; the rest take turns in what room is left."""
PAGE: Final = 20
"""How many of the rest are looked at in one go."""


class Herald(Protocol):
    """How a waiting member is shown a place."""

    async def progress(self, job: Job, place: Place) -> bool:
        """Show the place where it is news; ``False`` when there is no room for that now."""
        ...


class Line:
    """Keeps the waiting messages true, as far as the herald's pace allows."""

    def __init__(self, database: Database, herald: Herald, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._herald = herald
        self._offset = FRONT

    async def run(self) -> None:
        """Look at the line again and again."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.step()
            except Exception:
                log.exception("The line could not be shown", extra={"event": "line_unshown"})

    async def step(self) -> None:
        """Show the front of the line, and the next part of the rest, where they moved."""
        now = self._clock()
        front, total = await self._database.run(jobs.line, offset=0, limit=FRONT, now=now)
        for job, place in front:
            await self._herald.progress(job, place)
        if total <= FRONT:
            return
        self._offset = self._offset if self._offset < total else FRONT
        rest, _ = await self._database.run(jobs.line, offset=self._offset, limit=PAGE, now=now)
        for job, place in rest:
            if not await self._herald.progress(job, place):
                return  # the next look goes on with this one, so that everybody's turn comes
            self._offset += 1
