"""Ends errands, moves them to their next state, and schedules retries."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from itertools import count
from typing import Final, TypeVar

from bot.domain.clock import Clock
from bot.domain.job import Job, State
from bot.errors import DiscordDown, StorageUnavailable, Undeliverable
from bot.jobs.run import JobRun, Messenger, Meter
from bot.storage import jobs
from bot.storage.database import Database
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS

log: Final = logging.getLogger(__name__)
T = TypeVar("T")
MAX_BACKOFF_SECONDS: Final = 60.0
"""Upper bound of the exponential back-off."""
DISCORD_RETRY_SECONDS: Final = 3600.0
"""Seconds for which an answer is retried while Discord cannot be reached."""
MIN_RETRY_SECONDS: Final = 0.5
"""Least pause between two tries, even if Discord asks for a shorter one."""


@dataclass(slots=True, kw_only=True)
class JobFinisher:
    """Ends jobs, tells their members, and brings errands up to date with the database."""

    database: Database
    messenger: Messenger
    metrics: Meter
    clock: Clock
    """The wall clock, for what is written down."""
    owner: str
    monotonic: Clock = time.monotonic
    """The clock of running work; it does not jump."""

    async def fail(
        self, run: JobRun, state: jobs.FailureState, reason: str, *, micros: int = 0, abandoned: bool = False
    ) -> bool:
        """End the job without pictures: refund its quota; its message is edited next. Returns whether this ended it.

        ``micros`` is what was spent nevertheless. An ``abandoned`` task that was sent may still be running at the
        provider: it is booked at its catalogue price until :mod:`bot.jobs.cost_reconciler` has asked for its cost.
        """
        now = self.clock()
        abandoned = abandoned and run.job.submitted_at is not None
        micros = run.job.cost if abandoned else micros
        cost_due_at = now + COST_LOOKUP_DELAY_SECONDS if abandoned else None
        job = await self.database.run(
            jobs.fail,
            *(run.job, state, reason),
            micro_dollars=micros,
            owner=self.owner,
            now=now,
            cost_due_at=cost_due_at,
        )
        self.apply_update(run, job)
        if job is None:
            return False
        is_final = not abandoned and (job.outcome is None or not job.outcome.outstanding)
        self.metrics.record_job_end(job.state, job.request.model, micros=micros if is_final else 0)
        log.info("Job %s ended as %s", job.id, job.state, extra={"event": f"job_{job.state}"})
        return True

    async def abandon(self, run: JobRun, reason: str) -> None:
        """End a job that this process cannot continue; what it may have cost stays in the ledger."""
        submitted = run.job.state is State.SUBMITTED
        await self.fail(run, State.FAILED, reason, micros=run.job.cost, abandoned=submitted)

    async def notify_member(self, run: JobRun) -> None:
        """Show the member how the job ended; the errand is done when that succeeded, or cannot succeed any more."""
        job = run.job
        try:
            await self.messenger.show_end(job)
        except DiscordDown as error:
            if self.monotonic() < run.state_entered_at + DISCORD_RETRY_SECONDS:
                self.retry_later(run, error.retry_after)
                return
        except Undeliverable:
            log.info("Nobody could be told how job %s ended", job.id, extra={"event": "job_notify_failed"})
        await self.mark_notified(run, job)

    async def mark_notified(self, run: JobRun, job: Job) -> None:
        """Record that the member's message shows ``job``; the errand is done, unless the job changed meanwhile."""
        if run.job is job:
            await self.database.run(jobs.mark_notified, job.id, removed_at=job.removed_at)
            run.done = True

    def apply_update(self, run: JobRun, job: Job | None) -> None:
        """Continue with the job as written; ``None`` means that another process owns it, so the errand is done."""
        run.failed_tries = 0
        if job is None or job.state is State.DELIVERED:
            run.done = True
            return
        run.job = job
        run.due_at = run.state_entered_at = self.monotonic()

    def retry_later(self, run: JobRun, retry_after: float | None = None) -> None:
        """Schedule the same step again, because Discord or the database did not answer.

        The pause is ``retry_after`` seconds where that is known, and otherwise grows exponentially up to a minute.
        """
        if retry_after is not None:
            run.due_at = self.monotonic() + max(MIN_RETRY_SECONDS, retry_after)
            return
        run.failed_tries += 1
        run.due_at = self.monotonic() + backoff_seconds(run.failed_tries)

    async def retry_until_stored(self, write: Callable[[], Awaitable[T]]) -> T:
        """Retry the write until the database takes it, for a write whose preceding step must not be repeated."""
        for tries in count(1):
            try:
                return await write()
            except StorageUnavailable:
                await asyncio.sleep(backoff_seconds(tries))
        raise AssertionError("unreachable: the loop has no end")


def backoff_seconds(failed_tries: int) -> float:
    """Exponential back-off: seconds to wait after so many failed tries in a row (2, 4, 8 … 60)."""
    return min(MAX_BACKOFF_SECONDS, 2.0 ** min(failed_tries, 10))
