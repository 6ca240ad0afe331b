"""Counts the jobs that end outside of an errand: what is taken back, turned away or declined."""

from collections.abc import Iterable
from typing import Protocol

from bot.domain.job import Job, State
from bot.storage import jobs
from bot.storage.database import Database


class Meter(Protocol):
    """What is counted."""

    def record_job_end(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended; ``micros`` are the micro-dollars that it cost for certain."""
        ...


class JobEndRecorder:
    """Tells the meter of ends, each once, in the process that brought them about."""

    def __init__(self, database: Database, metrics: Meter) -> None:
        self._database = database
        self._metrics = metrics

    async def record_cancelled(self, cancelled_jobs: Iterable[Job]) -> None:
        """These jobs were cancelled, each with the others of its interaction."""
        for job in cancelled_jobs:
            for one in await self._database.run(jobs.list_cancelled_with, job):
                self.record_end(one)

    def record_end(self, job: Job) -> None:
        """The job ended without pictures."""
        self._metrics.record_job_end(job.state, job.request.model, micros=job.final_cost)

    def record_decision(self, job: Job | None, decided_at: float) -> None:
        """Moderators decided about the job: counted where that ended it."""
        if job is not None and job.state is State.REFUSED and job.ended_at == decided_at:
            self.record_end(job)
