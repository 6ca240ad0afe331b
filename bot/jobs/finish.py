"""Ends jobs that deliver no pictures, and refunds their quota."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.domain.job import Job, State
from bot.errors import DiscordDown, Undeliverable
from bot.jobs.context import JobContext
from bot.jobs.job_log import log_end
from bot.jobs.run import JobRun
from bot.localization.messages import Sentence
from bot.storage import jobs
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS

log: Final = logging.getLogger(__name__)
DISCORD_RETRY_SECONDS: Final = 3600.0
"""Seconds for which a message is retried while Discord cannot be reached."""


def _ignore_refusal(_guild_id: int | None, _kind: str) -> None:
    """Count nothing."""


@dataclass(frozen=True, slots=True)
class JobFinisher:
    """Ends jobs without pictures, and shows their members how they ended."""

    context: JobContext
    on_refused: Callable[[int | None, str], None] = _ignore_refusal
    """Is called with the server and the kind of refusal for each job that was refused after it had been accepted."""

    async def fail(
        self,
        run: JobRun,
        state: jobs.FailureState,
        reason: Sentence,
        *,
        micros: int = 0,
        abandoned: bool = False,
        kind: str,
        code: str = "",
    ) -> bool:
        """End the job without pictures and refund its quota. Returns whether this call ended it.

        ``micros`` are the micro-dollars that were spent on it. An ``abandoned`` task that was submitted may still be
        running at the provider: it is booked at its catalogue price until :mod:`bot.jobs.cost_reconciler` has looked
        up its cost. The member's message is edited in the next step. ``kind`` is the cause in the log, and what a
        refusal is counted as; ``code`` is the provider's error code.
        """
        now = self.context.clock()
        abandoned = abandoned and run.job.submitted_at is not None
        micros = run.job.cost if abandoned else micros
        cost_due_at = now + COST_LOOKUP_DELAY_SECONDS if abandoned else None
        store = partial(jobs.fail, run.job, state, reason, micro_dollars=micros, now=now, cost_due_at=cost_due_at)
        job = await self.context.database.run(store, owner=self.context.owner)
        run.apply_update(job)
        if job is None:
            return False
        outcome = job.outcome
        is_final = not abandoned and (outcome is None or not (outcome.outstanding or outcome.unpriced_count))
        self.context.metrics.record_job_end(job.state, job.request.model, micros=micros if is_final else 0)
        if job.state is State.REFUSED:
            self.on_refused(job.guild_id, kind)
        self.context.record_end(run, job, why=kind)
        log_end(job, micros=micros, why=kind, code=code)
        return True

    async def abandon(self, run: JobRun, reason: Sentence) -> None:
        """End a job that this process cannot continue after an error; its possible cost stays in the ledger."""
        submitted = run.job.state is State.SUBMITTED
        await self.fail(run, State.FAILED, reason, micros=run.job.cost, abandoned=submitted, kind="InternalError")

    async def notify_member(self, run: JobRun) -> None:
        """Show the member how the job ended; the run is done when that succeeded or can no longer succeed."""
        job = run.job
        try:
            await self.context.messenger.show_end(job)
        except DiscordDown as error:
            if run.retry_within(DISCORD_RETRY_SECONDS, error.retry_after):
                return
        except Undeliverable:
            log.info("The member could not be shown how job %s ended", job.id, extra={"event": "job_notify_failed"})
        await self.mark_notified(run, job)

    async def mark_notified(self, run: JobRun, job: Job) -> None:
        """Record that the member's message shows ``job``; the run is done, unless its job has been replaced."""
        if run.job is job:
            await self.context.database.run(jobs.mark_notified, job.id, removed_at=job.removed_at)
            run.done = True
