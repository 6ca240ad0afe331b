"""Counts the jobs that end outside of an errand: what is taken back, turned away or declined."""

from collections.abc import Iterable
from typing import Protocol

from bot.domain.job import Job, State
from bot.storage import jobs
from bot.storage.database import Database


class Meter(Protocol):
    """What is counted."""

    def ended(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended; ``micros`` are the micro-dollars that it cost for certain."""
        ...


class Tally:
    """Tells the meter of ends, each once, in the process that brought them about."""

    def __init__(self, database: Database, meter: Meter) -> None:
        self._database = database
        self._meter = meter

    async def cancelled(self, told: Iterable[Job]) -> None:
        """These jobs were cancelled, each with the others of its interaction."""
        for job in told:
            for one in await self._database.run(jobs.cancelled_with, job):
                self.ended(one)

    def ended(self, job: Job) -> None:
        """The job ended without pictures."""
        self._meter.ended(job.state, job.request.model, micros=job.final_cost)

    def decided(self, job: Job | None, at: float) -> None:
        """Moderators decided about the job: counted where that ended it."""
        if job is not None and job.state is State.REFUSED and job.ended_at == at:
            self.ended(job)
