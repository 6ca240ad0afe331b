"""Reconciles the ledger with the provider: looks up the cost of tasks whose jobs ended before their results came."""

import asyncio
import logging
from dataclasses import replace
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job, Outcome
from bot.errors import ProviderError
from bot.jobs.model_availability import ModelAvailability
from bot.loops import run_forever
from bot.metrics import Metrics
from bot.runware.client import RunwareClient
from bot.storage import unbilled
from bot.storage.database import Database
from bot.storage.unbilled import RECORD_LOOKUP_AFTER_SECONDS

log: Final = logging.getLogger(__name__)

RECONCILE_INTERVAL_SECONDS: Final = 3.0
GIVE_UP_AFTER_SECONDS: Final = 24 * 3600.0
"""After this a task that the provider's record does not know counts as never charged."""
MAX_BATCH_JOBS: Final = 20


class CostReconciler:
    """Looks up costs at the provider when they are due, and books the difference to the estimate."""

    def __init__(
        self,
        database: Database,
        provider: RunwareClient,
        availability: ModelAvailability,
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._provider = provider
        self._availability = availability
        self._clock = clock
        self._metrics = metrics

    async def run(self) -> None:
        """Run :meth:`run_once` periodically until cancelled."""
        await run_forever(self.run_once, RECONCILE_INTERVAL_SECONDS, event="cost_lookup_failed")

    async def run_once(self) -> int:
        """Look up the costs that are due, and return how many were settled."""
        now = self._clock()
        due = await self._database.run(unbilled.claim_due, now=now, limit=MAX_BATCH_JOBS)
        recent = [job for job in due if not self._has_ended(job, now)]
        outcomes = dict(
            zip(recent, await asyncio.gather(*map(self._poll_outcome, recent)), strict=True)
        )  # in one request
        settled = 0
        for job in due:
            outcome = outcomes[job] if job in outcomes else await self._lookup_outcome(job, now)
            settled += await self._settle(job, outcome, now)
        return settled

    @staticmethod
    def _has_ended(job: Job, now: float) -> bool:
        """Whether the task has certainly ended at the provider."""
        return now >= (job.ended_at or now) + RECORD_LOOKUP_AFTER_SECONDS

    async def _poll_outcome(self, job: Job) -> Outcome | None:
        """The outcome of a task that may still be running, by polling; ``None`` until it is complete."""
        try:
            progress = await self._provider.poll(job.task_uuid)
        except ProviderError as error:
            self._log_postponed(job, error)
            return None
        outcome = progress.outcome
        whole = len(outcome.results) + len(outcome.failures) >= job.request.count
        return outcome if whole and not progress.is_processing else None

    async def _lookup_outcome(self, job: Job, now: float) -> Outcome | None:
        """The outcome of the task by the provider's record (``getTaskDetails``).

        An empty outcome (nothing charged) if the provider still does not know the task :data:`GIVE_UP_AFTER_SECONDS`
        after the job ended. ``None`` if the provider did not answer, however late it is.
        """
        try:
            outcome = await self._provider.get_outcome(job.task_uuid)
        except ProviderError as error:
            self._log_postponed(job, error)
            return None
        if outcome is None and now >= (job.ended_at or now) + GIVE_UP_AFTER_SECONDS:
            return Outcome()
        return outcome

    async def _settle(self, job: Job, outcome: Outcome | None, now: float) -> bool:
        if outcome is None:
            return False
        known = job.outcome or Outcome()  # the results that came before the job ended
        outcome = max(outcome, known.model_copy(update={"outstanding": 0}), key=lambda one: len(one.results))
        billed = replace(job, outcome=outcome)
        micros = billed.cost
        images = len(outcome.results)
        if not await self._database.run(unbilled.settle, job, images=images, micro_dollars=micros, now=now):
            return False  # another process was first
        self._metrics.record_cost(job.request.model, micros)
        await self._availability.check_cost(billed)
        log.info("Job %s cost %d millionths of a dollar", job.id, micros, extra={"event": "cost_settled"})
        return True

    @staticmethod
    def _log_postponed(job: Job, error: ProviderError) -> None:
        log.info("The cost of job %s is looked up later: %s", job.id, error.code, extra={"event": "cost_pending"})
