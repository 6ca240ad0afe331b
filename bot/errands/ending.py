"""How errands end, and what moves them on."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Final, TypeVar

from bot.domain.job import Job, State
from bot.domain.load import Clock
from bot.errands.errand import Errand, Messenger, Meter
from bot.errors import DiscordDown, StorageUnavailable, Undeliverable
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import BILL_AFTER

log: Final = logging.getLogger(__name__)
T = TypeVar("T")
LONGEST_PAUSE_SECONDS: Final = 60.0

PATIENCE_WITH_DISCORD: Final = 3600.0
"""Seconds for which an answer is offered to a Discord that does not take it."""
SHORTEST_PAUSE_SECONDS: Final = 0.5
"""Between two tries, however soon Discord says that the next one may come."""


@dataclass(slots=True, kw_only=True)
class Ending:
    """Ends jobs, tells their members, and takes over what was written to disk."""

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
        """End without pictures: the quota is given back, the message is edited next. Returns whether this did it.

        ``micros`` is what was spent all the same. An ``abandoned`` task that was sent may still be drawn: it is
        booked at its catalogue price until the provider tells what it cost, which is asked for later.
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
        """End a job that cannot be carried on; what it may have cost stays in the ledger's dollars."""
        submitted = errand.job.state is State.SUBMITTED
        await self.fail(errand, State.FAILED, reason, micros=errand.job.cost, abandoned=submitted)

    async def tell(self, errand: Errand) -> None:
        """Show the member how it ended; the job is done when they know, or when there is no way left."""
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
        """The member's message shows the job as it was then; the errand is done, unless that changed meanwhile."""
        if errand.job is job:
            await self.database.run(jobs.answered, job.id, removed_at=job.removed_at)
            errand.done = True

    def moved(self, errand: Errand, job: Job | None) -> None:
        """Go on with what is on disk now; a job that is somebody else's by now is left alone without a word."""
        errand.tries = 0
        if job is None or job.state is State.DELIVERED:
            errand.done = True
            return
        errand.job = job
        errand.due = errand.begun_at = self.monotonic()

    def again_later(self, errand: Errand, retry_after: float | None = None) -> None:
        """Discord or the database did not answer: the same step is due again, after a pause that grows to a minute.

        Where it is known after how many seconds, ``retry_after``, the pause is that long.
        """
        if retry_after is not None:
            errand.due = self.monotonic() + max(SHORTEST_PAUSE_SECONDS, retry_after)
            return
        errand.tries += 1
        errand.due = self.monotonic() + pause_seconds(errand.tries)

    async def insist(self, write: Callable[[], Awaitable[T]]) -> T:
        """What the write returns, once the database takes it: for what must not be done a second time before it."""
        for tries in count(1):
            try:
                return await write()
            except StorageUnavailable:
                await asyncio.sleep(pause_seconds(tries))
        raise AssertionError("unreachable: the loop has no end")


def pause_seconds(tries: int) -> float:
    """Seconds to wait after so many tries in a row: 2, 4, 8 … 60."""
    return min(LONGEST_PAUSE_SECONDS, 2.0 ** min(tries, 10))
