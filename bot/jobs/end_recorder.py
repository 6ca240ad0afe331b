"""Counts and logs jobs that end outside the worker: they are cancelled, or moderators decline them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from bot.domain.job import Job, State
from bot.jobs.job_log import log_end
from bot.observability.metrics import Metrics
from bot.observability.tracing import NO_TRACES, JobTracer
from bot.storage import jobs
from bot.storage.database import Database

NOT_APPROVED: Final = "NotApproved"
"""What pictures are counted as in the refusals if moderators declined them, or did not decide in time."""


@dataclass(frozen=True, slots=True)
class JobEndRecorder:
    """Records each end in the metrics and the refusals once, in the process that caused it."""

    database: Database
    metrics: Metrics
    on_refused: Callable[[int | None, str], None]
    """Is called with the server and :data:`NOT_APPROVED` for each job whose pictures moderators kept back."""
    tracer: JobTracer = NO_TRACES

    async def record_cancelled(self, cancelled_jobs: Iterable[Job]) -> None:
        """Record cancelled jobs, each with the other jobs of its interaction."""
        for job in cancelled_jobs:
            for cancelled in await self.database.run(jobs.list_cancelled_with, job):
                self._record(cancelled)

    def record_decision(self, job: Job | None, decided_at: float) -> None:
        """Record a job that moderators decided on, if that decision ended it."""
        if job is not None and job.state is State.REFUSED and job.ended_at == decided_at:
            self._record(job)
            self.on_refused(job.guild_id, NOT_APPROVED)

    def _record(self, job: Job) -> None:
        why = NOT_APPROVED if job.state is State.REFUSED else ""
        self.tracer.record_job(job, (), why=why)
        self.metrics.record_job_end(job.state, job.request.model, micros=job.final_cost)
        log_end(job, micros=job.final_cost, why=why)
