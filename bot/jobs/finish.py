"""Ends errands, moves them to their next state, and schedules retries."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Final, TypeVar

from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Job, State
from bot.errors import DiscordDown, StorageUnavailable, Undeliverable
from bot.jobs.run import Errand, Messenger, Meter
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import BILL_AFTER

log: Final = logging.getLogger(__name__)
T = TypeVar("T")
LONGEST_PAUSE_SECONDS: Final = 60.0
"""Upper bound of the exponential back-off."""
PATIENCE_WITH_DISCORD: Final = 3600.0
"""Seconds for which an answer is retried while Discord cannot be reached."""
SHORTEST_PAUSE_SECONDS: Final = 0.5
"""Least pause between two tries, even if Discord asks for a shorter one."""


@dataclass(slots=True, kw_only=True)
class Ending:
    """Ends jobs, tells their members, and brings errands up to date with the database."""

    database: Database
    messenger: Messenger
    meter: Meter
    clock: Clock
    """The wall clock, for what is written down."""
    owner: str
    monotonic: Clock = time.monotonic
    """The clock of running work; it does not jump."""

    async def fail(
        self, errand: Errand, state: jobs.Failure, reason: str, *, micros: int = 0, abandoned: bool = False
    ) -> bool:
        """End the job without pictures: refund its quota; its message is edited next. Returns whether this ended it.

        ``micros`` is what was spent nevertheless. An ``abandoned`` task that was sent may still be running at the
        provider: it is booked at its catalogue price until :mod:`bot.jobs.cost_reconciler` has asked for its cost.
        """
        now = self.clock()
        abandoned = abandoned and errand.job.submitted_at is not None
        micros = errand.job.cost if abandoned else micros
        bill_due = now + BILL_AFTER if abandoned else None
        job = await self.database.run(
            jobs.failed,
            *(errand.job, state, reason),
            micros=micros,
            owner=self.owner,
            now=now,
            bill_due=bill_due,
        )
        self.moved(errand, job)
        if job is None:
            return False
        is_final = not abandoned and (job.outcome is None or not job.outcome.outstanding)
        self.meter.ended(job.state, job.request.model, micros=micros if is_final else 0)
        log.info("Job %s ended as %s", job.id, job.state, extra={"event": f"job_{job.state}"})
        return True

    async def give_up(self, errand: Errand, reason: str) -> None:
        """End a job that this process cannot continue; what it may have cost stays in the ledger."""
        submitted = errand.job.state is State.SUBMITTED
        await self.fail(errand, State.FAILED, reason, micros=errand.job.cost, abandoned=submitted)

    async def tell(self, errand: Errand) -> None:
        """Show the member how the job ended; the errand is done when that succeeded, or cannot succeed any more."""
        job = errand.job
        try:
            await self.messenger.tell(job)
        except DiscordDown as error:
            if self.monotonic() < errand.begun_at + PATIENCE_WITH_DISCORD:
                self.again_later(errand, error.retry_after)
                return
        except Undeliverable:
            log.info("Nobody could be told how job %s ended", job.id, extra={"event": "job_untold"})
        await self.told(errand, job)

    async def told(self, errand: Errand, job: Job) -> None:
        """Record that the member's message shows ``job``; the errand is done, unless the job changed meanwhile."""
        if errand.job is job:
            await self.database.run(jobs.answered, job.id, removed_at=job.removed_at)
            errand.done = True

    def moved(self, errand: Errand, job: Job | None) -> None:
        """Continue with the job as written; ``None`` means that another process owns it, so the errand is done."""
        errand.tries = 0
        if job is None or job.state is State.DELIVERED:
            errand.done = True
            return
        errand.job = job
        errand.due = errand.begun_at = self.monotonic()

    def again_later(self, errand: Errand, retry_after: float | None = None) -> None:
        """Schedule the same step again, because Discord or the database did not answer.

        The pause is ``retry_after`` seconds where that is known, and otherwise grows exponentially up to a minute.
        """
        if retry_after is not None:
            errand.due = self.monotonic() + max(SHORTEST_PAUSE_SECONDS, retry_after)
            return
        errand.tries += 1
        errand.due = self.monotonic() + pause_seconds(errand.tries)

    async def insist(self, write: Callable[[], Awaitable[T]]) -> T:
        """Retry the write until the database takes it, for a write whose preceding step must not be repeated."""
        for tries in count(1):
            try:
                return await write()
            except StorageUnavailable:
                await asyncio.sleep(pause_seconds(tries))
        raise AssertionError("unreachable: the loop has no end")


def pause_seconds(tries: int) -> float:
    """Exponential back-off: seconds to wait after so many failed tries in a row (2, 4, 8 … 60)."""
    return min(LONGEST_PAUSE_SECONDS, 2.0 ** min(tries, 10))
