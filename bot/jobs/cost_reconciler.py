"""Reconciles the ledger with the provider: looks up costs that were not known when the job ended."""

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job, Outcome
from bot.errors import ProviderError
from bot.jobs.model_availability import ModelAvailability
from bot.loops import run_forever
from bot.observability.metrics import Metrics
from bot.runware.client import RunwareClient
from bot.storage import unbilled
from bot.storage.database import Database
from bot.storage.unbilled import RECORD_LOOKUP_AFTER_SECONDS

log: Final = logging.getLogger(__name__)

RECONCILE_INTERVAL_SECONDS: Final = 3.0
GIVE_UP_AFTER_SECONDS: Final = 24 * 3600.0
"""Seconds after a job's end from which a task that is missing in the provider's record counts as not charged."""
MAX_BATCH_JOBS: Final = 20


@dataclass(frozen=True)
class CostReconciler:
    """Looks up costs at the provider when they are due, and books the difference to the estimate."""

    database: Database
    provider: RunwareClient
    availability: ModelAvailability
    clock: Clock
    metrics: Metrics

    async def run(self) -> None:
        """Run :meth:`run_once` periodically until cancelled."""
        await run_forever(self.run_once, RECONCILE_INTERVAL_SECONDS, event="cost_lookup_failed")

    async def run_once(self) -> int:
        """Look up the costs that are due, and return the number of settled jobs."""
        now = self.clock()
        due = await self.database.run(unbilled.claim_due, now=now, limit=MAX_BATCH_JOBS)
        recent = [job for job in due if now < (job.ended_at or now) + RECORD_LOOKUP_AFTER_SECONDS]
        polled = await asyncio.gather(*map(self._poll_outcome, recent))  # in one request
        outcomes = dict(zip(recent, polled, strict=True))
        settled = 0
        for job in due:
            outcome = outcomes[job] if job in outcomes else await self._lookup_outcome(job, now)
            settled += outcome is not None and await self._settle(job, outcome, now)
        return settled

    async def _poll_outcome(self, job: Job) -> Outcome | None:
        """Poll a task that may still be running; return its outcome, or ``None`` until it is complete."""
        try:
            progress = await self.provider.poll(job.task_uuid)
        except ProviderError as error:
            self._log_postponed(job, error)
            return None
        outcome = progress.outcome
        is_complete = len(outcome.results) + len(outcome.failures) >= job.request.count
        return outcome if is_complete and not progress.is_processing and not outcome.unpriced_count else None

    async def _lookup_outcome(self, job: Job, now: float) -> Outcome | None:
        """Return the outcome of the task in the provider's record (``getTaskDetails``); ``None`` to try again later.

        If the record does not contain the task :data:`GIVE_UP_AFTER_SECONDS` after the job ended, nothing was charged.
        If it still lacks the cost of pictures then, they stay booked at the catalogue's price.
        """
        try:
            outcome = await self.provider.get_outcome(job.task_uuid)
        except ProviderError as error:
            self._log_postponed(job, error)
            return None
        gives_up = now >= (job.ended_at or now) + GIVE_UP_AFTER_SECONDS
        if outcome is None:
            return Outcome() if gives_up else None
        if outcome.unpriced_count and not gives_up:
            await self.availability.drift.tell_no_cost(job)
            return None
        return outcome

    async def _settle(self, job: Job, outcome: Outcome, now: float) -> bool:
        """Book the job's final cost; return ``False`` if another process has booked it."""
        stored = (job.outcome or Outcome()).model_copy(update={"outstanding": 0})  # results from before the job ended
        outcome = max(outcome, stored, key=lambda candidate: len(candidate.results))
        billed = replace(job, outcome=outcome)
        micros, images = billed.cost, len(outcome.results)
        if not await self.database.run(unbilled.settle, job, images=images, micro_dollars=micros, now=now):
            return False
        self.metrics.record_cost(job.request.model, micros)
        await self.availability.check_cost(billed)
        log.info("Job %s cost %d millionths of a dollar", job.id, micros, extra={"event": "cost_settled"})
        return True

    @staticmethod
    def _log_postponed(job: Job, error: ProviderError) -> None:
        log.info("The cost of job %s is looked up later: %s", job.id, error.code, extra={"event": "cost_pending"})
