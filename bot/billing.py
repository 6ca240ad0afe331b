"""Keeps the ledger equal to the bill: asks what tasks cost that were cancelled or given up while they were drawn."""

import asyncio
import logging
from typing import Final

from bot.domain.job import Job
from bot.domain.load import Clock
from bot.errors import ProviderError
from bot.runware.client import Runware
from bot.storage import bills
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

EVERY: Final = 60.0
AGAIN_AFTER: Final = 3600.0
"""Seconds until a bill that could not be had is asked for again."""
GIVE_UP_AFTER: Final = 24 * 3600.0
"""Seconds after its end when a task that the provider's record does not show counts as never charged."""
AT_ONCE: Final = 20


class Billing:
    """Asks for bills that are due, now and then."""

    def __init__(self, database: Database, provider: Runware, clock: Clock) -> None:
        self._database = database
        self._provider = provider
        self._clock = clock

    async def run(self) -> None:
        """Look for due bills again and again."""
        while True:
            try:
                await self.step()
            except Exception:
                log.exception("Bills could not be looked up", extra={"event": "bills_unread"})
            await asyncio.sleep(EVERY)

    async def step(self) -> int:
        """Ask for the bills that are due, and return how many were settled."""
        now = self._clock()
        due = await self._database.run(bills.due, now=now, again_at=now + AGAIN_AFTER, limit=AT_ONCE)
        return sum([await self._settle(job, now) for job in due])

    async def _settle(self, job: Job, now: float) -> bool:
        try:
            outcome = await self._provider.details(job.task_uuid)
        except ProviderError as error:
            log.info("The bill of job %s is asked for later: %s", job.id, error.code, extra={"event": "bill_late"})
            return False
        if outcome is None and now < (job.ended_at or now) + GIVE_UP_AFTER:
            return False
        micros = 0 if outcome is None else (outcome.cost or 0)
        await self._database.run(bills.settled, job, micros=micros, now=now)
        log.info("Job %s cost %d millionths of a dollar", job.id, micros, extra={"event": "bill_settled"})
        return True
