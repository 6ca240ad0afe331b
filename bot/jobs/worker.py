"""Claims jobs from the queue, runs each to its end, adopts jobs of ended processes, and drains at shutdown."""

import asyncio
import logging
import math
import time
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from bot.domain.job import Job, State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE
from bot.errors import StorageUnavailable
from bot.jobs.capacity import Capacity
from bot.jobs.context import JobContext
from bot.jobs.finish import JobFinisher
from bot.jobs.inbox import Inbox
from bot.jobs.job_log import log_end
from bot.jobs.pipeline import JobPipeline
from bot.jobs.run import JobRun
from bot.localization.messages import Message
from bot.observability import log_ids
from bot.storage import jobs, leases
from bot.storage.leases import LEASE_SECONDS, Lease

log: Final = logging.getLogger(__name__)

HEARTBEAT_SECONDS: Final = LEASE_SECONDS / 3
"""Pause between two renewals of this process's leases."""
QUEUE_POLL_SECONDS: Final = 1.0
"""Seconds between two polls of the queue if nothing wakes the worker: other processes add jobs too."""
MIN_QUEUE_POLL_SECONDS: Final = 0.05
"""Lower bound of the seconds between two polls of the queue, which limits the number of transactions."""
_QUEUE_STATES: Final = frozenset({State.RESERVED, State.SUBMITTED})
"""A job that leaves one of these states joins the queue or frees a slot at the provider."""
MAX_BATCH_JOBS: Final = 200
"""Upper bound of jobs that are adopted, or failed while spending is stopped, in one commit."""
MAX_UNEXPECTED_ERRORS: Final = 3
"""After this many unexpected errors in its run, a job is failed. An ended job's run stops after twice as many."""
INTERNAL_ERROR_MESSAGE: Final = Message("internal-error")


@dataclass
class Worker:
    """Runs this process's jobs: ``run()`` until ``drain()``, woken when a job may have joined the queue.

    Tests call ``run_once()`` instead.
    """

    context: JobContext
    pipeline: JobPipeline
    finisher: JobFinisher
    capacity: Capacity
    inbox: Inbox
    _runs: dict[int, JobRun] = field(default_factory=dict)
    _tasks: set[asyncio.Task[object]] = field(default_factory=set)
    _stopping: bool = False
    _next_heartbeat_at: float = -math.inf
    """Time of ``context.monotonic``."""
    polled_at: float | None = None
    """When the last look at the queue ended, whether it succeeded or not (:func:`time.monotonic`)."""
    _queue_polled_at: float = -math.inf
    """Time of the event loop's clock."""

    async def run(self) -> None:
        """Claim and run jobs until :meth:`drain`; errors are logged, and the next poll tries again."""
        poll_queue = True
        while not self._stopping:
            try:
                self._start_runs(self._open_runs(self.inbox.take()))
                if poll_queue:
                    self._start_runs(await self._poll_queue())
            except StorageUnavailable:
                pass  # MonitoredDatabase logs it; until the database works again nothing is claimed or spent
            except Exception:
                log.exception("The queue could not be polled", extra={"event": "queue_read_failed"})
            self.polled_at = time.monotonic()
            poll_queue = await self.inbox.wait(QUEUE_POLL_SECONDS) and self._may_poll_queue()

    def _may_poll_queue(self) -> bool:
        """Return whether the last poll was long enough ago; otherwise schedule a wake-up for the earliest next poll."""
        loop = asyncio.get_running_loop()
        early = self._queue_polled_at + MIN_QUEUE_POLL_SECONDS - loop.time()
        if early > 0:
            loop.call_later(early, self.inbox.wake)
            return False
        self._queue_polled_at = loop.time()
        return True

    async def run_once(self) -> int:
        """Claim jobs, execute one step of every run, and return the number of unfinished runs."""
        for run in (*self._open_runs(self.inbox.take()), *await self._poll_queue()):
            self._runs[run.job.id] = run
        for run in list(self._runs.values()):
            await self.pipeline.advance(run)
            if run.done:
                del self._runs[run.job.id]
        return len(self._runs)

    async def drain(self, seconds: float) -> None:
        """Stop claiming jobs, wait at most ``seconds`` for running jobs, and release the leases of the others."""
        self._stopping = True
        self.inbox.wake()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        not_started = [job.id for job in self.inbox.take()]
        try:
            await self.context.database.run(leases.release, self.context.owner, [*self._runs, *not_started])
        except StorageUnavailable:
            log.warning("Jobs keep their leases until these run out", extra={"event": "lease_release_failed"})

    def alert_storage(self, error: StorageUnavailable) -> None:
        """Send the operator a direct message in the background: the database cannot be written to."""
        self._start_task(self.context.messenger.alert(Message("alert-storage", reason=str(error))))

    def _start_task(self, coroutine: Coroutine[object, object, object]) -> None:
        task = asyncio.create_task(coroutine)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _poll_queue(self) -> list[JobRun]:
        """Renew the leases and adopt orphaned jobs if the heartbeat is due, then claim jobs; return their runs."""
        now, monotonic = self.context.clock(), self.context.monotonic()
        adopted: list[Job] = []
        if monotonic >= self._next_heartbeat_at:
            self._next_heartbeat_at = monotonic + HEARTBEAT_SECONDS
            adopted = await self._renew_and_adopt(now)
        return self._open_runs(adopted, adopted=True) + self._open_runs(await self._claim(now))

    def handle_hint(self, task_uuid: UUID, digest: bytes) -> None:
        """Make the next poll of a task due immediately after a webhook call, if this process runs its job."""
        for run in self._runs.values():
            if run.job.task_uuid == task_uuid and run.job.state is State.SUBMITTED:
                run.accept_hint(digest)

    def _open_runs(self, claimed: Iterable[Job], *, adopted: bool = False) -> list[JobRun]:
        """Create runs for jobs that have none; pass moderators' decisions to existing runs."""
        new_runs = []
        for job in claimed:
            run = self._runs.get(job.id)
            if run is None or run.done or _is_superseded(run.job.state, job):
                if run is not None:
                    run.done = True
                new_runs.append(self.pipeline.create_run(job, adopted=adopted))
            elif run.job.state is State.HELD or run.job.state.is_final:
                run.replace_job(job)
        return new_runs

    async def _renew_and_adopt(self, now: float) -> list[Job]:
        lease = self._new_lease(now)
        await self.context.database.run(leases.renew, lease, now=now)
        # No other process can have an exclusive database open, so all other owners have ended.
        expired_before = math.inf if self.context.database.exclusive else now
        adopted = await self.context.database.run(leases.adopt_orphans, lease, now=expired_before, limit=MAX_BATCH_JOBS)
        for job in adopted:
            self.context.metrics.record_adoption(job.state)
            with log_ids.of_job(job):
                log.info("Job %s was adopted as %s", job.id, job.state, extra={"event": "job_rescued"})
        return adopted + await self.context.database.run(
            leases.adopt_unnotified, lease, ended_before=now - LEASE_SECONDS, limit=MAX_BATCH_JOBS
        )

    async def _claim(self, now: float) -> list[Job]:
        """Claim as many jobs as slots are free.

        While spending is stopped, fail waiting jobs instead, and return them so that their messages are updated.
        """
        if not self.capacity.breaker.allows_requests:
            failed = await self.context.database.run(
                jobs.fail_waiting, SPENDING_STOPPED_MESSAGE, lease=self._new_lease(now), limit=MAX_BATCH_JOBS, now=now
            )
            for job in failed:
                self.context.metrics.record_job_end(job.state, job.request.model)
                log_end(job, why="SpendingStopped")
            return failed
        slots = self.capacity.slots
        if slots == 0:
            return []
        return await self.context.database.run(jobs.claim, max_running=slots, lease=self._new_lease(now), now=now)

    def _new_lease(self, now: float) -> Lease:
        return Lease.start(self.context.owner, now=now)

    def _start_runs(self, runs: Iterable[JobRun]) -> None:
        for run in runs:
            self._runs[run.job.id] = run
            with log_ids.of_job(run.job):  # the task keeps the ids
                self._start_task(self._run_job(run))

    async def _run_job(self, run: JobRun) -> None:
        if run.job.state is State.SUBMITTED:
            self._start_task(self.context.messenger.show_progress(run.job, None))
        error_count = 0
        while not run.done:
            await run.wait_until_due()
            state = run.job.state
            error_count = await self._try_step(run, error_count)
            if state in _QUEUE_STATES and (run.job.state is not state or run.done):
                self.inbox.wake()
        if self._runs.get(run.job.id) is run:
            del self._runs[run.job.id]

    async def _try_step(self, run: JobRun, error_count: int) -> int:
        """Execute the run's next step; return the number of unexpected errors of this run so far."""
        try:
            await self.pipeline.advance(run)
        except StorageUnavailable:
            run.retry_later()  # not a failure of the job: paid results are kept until the database works again
        except Exception:
            log.exception("A step of job %s failed", run.job.id, extra={"event": "step_failed"})
            error_count += 1
            await self._handle_step_failure(run, error_count)
        return error_count

    async def _handle_step_failure(self, run: JobRun, error_count: int) -> None:
        """Retry the step after an unexpected error.

        After too many, fail the job with a refund; if the job has ended already, stop the run.
        """
        run.due_at = self.context.monotonic() + min(60.0, 2.0**error_count)
        if error_count < MAX_UNEXPECTED_ERRORS or run.job.state.is_final:
            run.done = error_count >= 2 * MAX_UNEXPECTED_ERRORS
            return
        try:
            await self.finisher.abandon(run, INTERNAL_ERROR_MESSAGE)
        except Exception:
            log.exception("Job %s could not be ended", run.job.id, extra={"event": "job_end_failed"})


def _is_superseded(state: State, job: Job) -> bool:
    """Whether a run in this state must be replaced, because its job has changed without it.

    A reserved job was claimed from the queue after another job of its interaction was acknowledged, or a submitted job
    was cancelled.
    """
    if state is State.SUBMITTED:
        return job.state.is_final
    return state is State.RESERVED and job.state is not State.RESERVED
