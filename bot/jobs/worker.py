"""Claims jobs from the queue, runs each to its end, adopts jobs of ended processes, and drains at shutdown."""

import asyncio
import logging
import math
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from bot.domain.job import Job, State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE
from bot.errors import StorageUnavailable
from bot.jobs.admission import Admission
from bot.jobs.context import JobContext
from bot.jobs.finish import JobFinisher
from bot.jobs.inbox import Inbox
from bot.jobs.pipeline import JobPipeline
from bot.jobs.run import JobRun
from bot.storage import jobs, leases
from bot.storage.leases import LEASE_SECONDS, Lease

log: Final = logging.getLogger(__name__)

HEARTBEAT_SECONDS: Final = LEASE_SECONDS / 3
QUEUE_POLL_SECONDS: Final = 1.0
"""Seconds between two polls of the queue when nothing wakes the worker: other processes fill it too."""
MIN_QUEUE_POLL_SECONDS: Final = 0.05
"""Lower bound of the seconds between two polls of the queue, however many jobs end: a poll is a transaction."""
_QUEUE_STATES: Final = frozenset({State.RESERVED, State.SUBMITTED})
"""States that a job leaves to join the queue, or to free a slot at the provider."""
MAX_BATCH_JOBS: Final = 200
"""Upper bound of jobs that are adopted, or failed while spending is stopped, in one commit."""
MAX_STEP_FAILURES: Final = 3
INTERNAL_ERROR_MESSAGE: Final = (
    "Something went wrong inside the bot; nothing was charged. The bot’s operator can see what happened."
)

STORAGE_ALERT: Final = (
    "Easel cannot write to its database: {} Please make room or bring the server back. Until then requests are refused"
    " politely and nothing new is spent; pictures that were paid for are kept and delivered afterwards. Nothing needs"
    " to be restarted."
)


class Worker:
    """Runs this process's jobs: ``run()`` until ``drain()``, woken when a job may have joined the queue.

    Tests call ``run_once()`` instead.
    """

    def __init__(
        self,
        context: JobContext,
        pipeline: JobPipeline,
        finisher: JobFinisher,
        admission: Admission,
        inbox: Inbox,
    ) -> None:
        self._context = context
        self._database = context.database
        self._pipeline = pipeline
        self._finisher = finisher
        self._admission = admission
        self._runs: dict[int, JobRun] = {}
        self._tasks: set[asyncio.Task[object]] = set()
        self._inbox = inbox
        self._stopping = False
        self._next_heartbeat = -math.inf
        self._queue_polled_at = -math.inf
        """In the event loop's time."""

    async def run(self) -> None:
        """Claim and run jobs until :meth:`drain`; errors are logged and the next poll tries again."""
        look = True
        while not self._stopping:
            try:
                self._start_runs(self._open_runs(self._inbox.take()))
                if look:
                    self._start_runs(await self._poll_queue())
            except StorageUnavailable:
                pass  # logged by MonitoredDatabase; nothing new is claimed, and so nothing is spent, until it is over
            except Exception:
                log.exception("The line could not be read", extra={"event": "queue_read_failed"})
            look = await self._inbox.wait(QUEUE_POLL_SECONDS) and self._may_poll_queue()

    def _may_poll_queue(self) -> bool:
        """Whether the last poll is long enough ago; otherwise schedule a wake-up for when it is."""
        loop = asyncio.get_running_loop()
        early = self._queue_polled_at + MIN_QUEUE_POLL_SECONDS - loop.time()
        if early > 0:
            loop.call_later(early, self._inbox.wake)
            return False
        self._queue_polled_at = loop.time()
        return True

    async def run_once(self) -> int:
        """Claim jobs, do one step of every run, and return how many runs are left."""
        for run in (*self._open_runs(self._inbox.take()), *await self._poll_queue()):
            self._runs[run.job.id] = run
        for run in list(self._runs.values()):
            await self._pipeline.advance(run)
            if run.done:
                del self._runs[run.job.id]
        return len(self._runs)

    async def drain(self, seconds: float) -> None:
        """Claim nothing more, give running jobs ``seconds`` to end, and release the leases of the others."""
        self._stopping = True
        self._inbox.wake()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        unseen = [job.id for job in self._inbox.take()]
        try:
            await self._database.run(leases.release, self._context.owner, [*self._runs, *unseen])
        except StorageUnavailable:
            log.warning("Jobs keep their leases until these run out", extra={"event": "lease_release_failed"})

    def alert_storage(self, error: StorageUnavailable) -> None:
        """Send the operator a direct message that the database takes no changes; does not wait."""
        telling = asyncio.create_task(self._context.messenger.alert(STORAGE_ALERT.format(error)))
        self._tasks.add(telling)
        telling.add_done_callback(self._tasks.discard)

    # ── claiming ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _poll_queue(self) -> list[JobRun]:
        now, monotonic = self._context.clock(), self._context.monotonic()
        adopted: list[Job] = []
        if monotonic >= self._next_heartbeat:
            self._next_heartbeat = monotonic + HEARTBEAT_SECONDS
            adopted = await self._renew_and_adopt(now)
        return self._open_runs(adopted, adopted=True) + self._open_runs(await self._claim(now))

    def handle_hint(self, task_uuid: UUID, digest: bytes) -> None:
        """Poll a task at once after a webhook call, if this process runs its job."""
        for run in self._runs.values():
            if run.job.task_uuid == task_uuid and run.job.state is State.SUBMITTED:
                run.accept_hint(digest, self._context.monotonic())

    def _open_runs(self, taken: Iterable[Job], *, adopted: bool = False) -> list[JobRun]:
        """Create runs for jobs that have none; hand decisions of moderators to the runs of the others.

        A run is superseded when its job moved on without it: a reserved job was claimed from the queue after another
        job of the same interaction was acknowledged, or a submitted one was cancelled. Then a new run replaces it.
        """
        begun = []
        for job in taken:
            run = self._runs.get(job.id)
            state = None if run is None or run.done else run.job.state
            if run is None or state is None or _is_superseded(state, job):
                if run is not None:
                    run.done = True
                begun.append(self._pipeline.create_run(job, adopted=adopted))
            elif state is State.HELD or state.is_final:
                run.replace_job(job, self._context.monotonic())
        return begun

    async def _renew_and_adopt(self, now: float) -> list[Job]:
        lease = self._new_lease(now)
        await self._database.run(leases.renew, lease, now=now)
        # No other process can have an exclusive database open, so all other owners have certainly ended.
        expired = float("inf") if self._database.exclusive else now
        adopted = await self._database.run(leases.adopt_orphans, lease, now=expired, limit=MAX_BATCH_JOBS)
        for job in adopted:
            self._context.metrics.record_rescue(job.state)
            log.info("Job %s was adopted as %s", job.id, job.state, extra={"event": "job_rescued"})
        return adopted + await self._database.run(
            leases.adopt_unnotified, lease, ended_before=now - LEASE_SECONDS, limit=MAX_BATCH_JOBS
        )

    async def _claim(self, now: float) -> list[Job]:
        if not self._admission.breaker.allows_requests:
            away = await self._database.run(
                jobs.fail_waiting, SPENDING_STOPPED_MESSAGE, lease=self._new_lease(now), limit=MAX_BATCH_JOBS, now=now
            )
            for job in away:
                self._context.metrics.record_job_end(job.state, job.request.model)
            return away
        allowed = self._admission.slots
        if allowed == 0:
            return []
        return await self._database.run(jobs.claim, max_running=allowed, lease=self._new_lease(now), now=now)

    def _new_lease(self, now: float) -> Lease:
        return Lease.start(self._context.owner, now=now)

    # ── running ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _start_runs(self, runs: Iterable[JobRun]) -> None:
        for run in runs:
            self._runs[run.job.id] = run
            task = asyncio.create_task(self._run_job(run), name=f"job {run.job.id}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run_job(self, run: JobRun) -> None:
        if run.job.state is State.SUBMITTED:
            showing = asyncio.create_task(self._context.messenger.show_progress(run.job, None))
            self._tasks.add(showing)
            showing.add_done_callback(self._tasks.discard)
        failures = 0
        while not run.done:
            await run.wait_until_due(self._context.monotonic())
            before = run.job.state
            try:
                await self._pipeline.advance(run)
            except StorageUnavailable:
                run.retry_later(
                    self._context.monotonic()
                )  # not a failure of the job: paid results are kept until the database works again
            except Exception:
                failures += 1
                log.exception("A step of job %s failed", run.job.id, extra={"event": "step_failed"})
                await self._handle_step_failure(run, failures)
            if before in _QUEUE_STATES and (run.job.state is not before or run.done):
                self._inbox.wake()
        if self._runs.get(run.job.id) is run:
            del self._runs[run.job.id]

    async def _handle_step_failure(self, run: JobRun, failures: int) -> None:
        """Handle an unexpected error: retry the step, and finally fail the job with a refund."""
        run.due_at = self._context.monotonic() + min(60.0, 2.0**failures)
        if failures < MAX_STEP_FAILURES or run.job.state.is_final:
            run.done = failures >= 2 * MAX_STEP_FAILURES
            return
        try:
            await self._finisher.abandon(run, INTERNAL_ERROR_MESSAGE)
        except Exception:
            log.exception("Job %s could not be ended", run.job.id, extra={"event": "job_end_failed"})


def _is_superseded(state: State, job: Job) -> bool:
    """Whether a run in this state has nothing left to do, because the job was moved on without it."""
    return (
        job.state.is_final if state is State.SUBMITTED else state is State.RESERVED and job.state is not State.RESERVED
    )
