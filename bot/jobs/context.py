"""The dependencies that all steps of a job share."""

from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.domain.job import Job, State
from bot.jobs.ports import Messenger
from bot.jobs.run import JobRun
from bot.observability.metrics import Metrics
from bot.observability.tracing import NO_TRACES, JobTracer, Phase
from bot.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class JobContext:
    """The dependencies of all jobs of this process; ``owner`` is the process's name in leases."""

    database: Database
    messenger: Messenger
    metrics: Metrics
    owner: str
    clock: Clock
    """The wall clock, for times that are stored or shown."""
    monotonic: Clock
    """The monotonic clock, for timeouts and durations."""
    tracer: JobTracer = NO_TRACES

    def record_phase(self, run: JobRun, name: str, seconds: float) -> None:
        """Record that the run has just finished a phase, which took so many seconds."""
        now = self.clock()
        self.metrics.record_phase(name, seconds)
        run.phases.append(Phase(name, now - seconds, now))

    def record_end(self, run: JobRun, job: Job, *, why: str = "") -> None:
        """Record the end of the run's job: its trace, and the seconds until its pictures, if this run had it all."""
        self.tracer.record_job(job, run.phases, why=why)
        if job.state is State.DELIVERED and job.ended_at is not None and run.has_whole_job:
            self.metrics.record_job_seconds(job.request.model, max(0.0, job.ended_at - job.created_at))
