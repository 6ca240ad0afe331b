"""Tells those who wait in the line where they stand."""

import asyncio
import logging
from typing import Final, Protocol

from bot.domain.job import Job
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import Place

log: Final = logging.getLogger(__name__)

EVERY: Final = 1.0
FRONT: Final = 20
"""Those next in line hear of every change; the rest take turns, as many at a time."""


class Herald(Protocol):
    """How a waiting member is shown a place."""

    async def in_line(self, job: Job, place: Place) -> bool:
        """Show the place if the message may be edited now; returns whether it was."""
        ...


class Line:
    """Keeps the waiting messages true, as far as the herald's pace allows."""

    def __init__(self, database: Database, herald: Herald) -> None:
        self._database = database
        self._herald = herald
        self._shown: dict[int, int] = {}
        self._offset = FRONT

    def joined(self, job: Job, place: Place) -> None:
        """The waiting message says this place already."""
        self._shown[job.id] = place.position

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
        front, total = await self._database.run(jobs.line, offset=0, limit=FRONT)
        if not total:
            self._shown.clear()
            return
        rest: list[tuple[Job, Place]] = []
        if total > FRONT:
            self._offset = self._offset if self._offset < total else FRONT
            rest, total = await self._database.run(jobs.line, offset=self._offset, limit=FRONT)
            self._offset += FRONT
        for job, place in (*front, *rest):
            if self._shown.get(job.id) != place.position and await self._herald.in_line(job, place):
                self._shown[job.id] = place.position
