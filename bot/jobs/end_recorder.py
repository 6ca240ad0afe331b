"""Counts the jobs that end outside the worker: cancelled, or declined by moderators."""

from collections.abc import Iterable

from bot.domain.job import Job, State
from bot.metrics import Metrics
from bot.storage import jobs
from bot.storage.database import Database


class JobEndRecorder:
    """Records each end in the metrics once, in the process that caused it."""

    def __init__(self, database: Database, metrics: Metrics) -> None:
        self._database = database
        self._metrics = metrics

    async def record_cancelled(self, cancelled_jobs: Iterable[Job]) -> None:
        """Record cancelled jobs, each with the other jobs of its interaction."""
        for job in cancelled_jobs:
            for one in await self._database.run(jobs.list_cancelled_with, job):
                self.record_end(one)

    def record_end(self, job: Job) -> None:
        """Record a job that ended without pictures."""
        self._metrics.record_job_end(job.state, job.request.model, micros=job.final_cost)

    def record_decision(self, job: Job | None, decided_at: float) -> None:
        """Record a job that moderators decided on, if that decision ended it."""
        if job is not None and job.state is State.REFUSED and job.ended_at == decided_at:
            self.record_end(job)
