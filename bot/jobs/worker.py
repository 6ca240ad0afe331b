"""Takes jobs from the line, carries each to its end, adopts what other processes left behind, parks on the way out."""

import asyncio
import logging
import math
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from bot.domain.job import Job, State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE, CircuitBreaker, ConcurrencyLimiter, available_slots
from bot.errors import StorageUnavailable
from bot.jobs.inbox import Inbox
from bot.jobs.pipeline import JobPipeline
from bot.jobs.run import JobRun
from bot.storage import jobs, leases
from bot.storage.leases import LEASE_SECONDS, Lease

log: Final = logging.getLogger(__name__)

HEARTBEAT_SECONDS: Final = LEASE_SECONDS / 3
QUEUE_POLL_SECONDS: Final = 1.0
"""Seconds between two looks at the line when nothing wakes the worker: other processes fill it too."""
MIN_QUEUE_POLL_SECONDS: Final = 0.05
"""Seconds between two looks at the line, however many jobs end: a look is a transaction."""
_QUEUE_STATES: Final = frozenset({State.RESERVED, State.SUBMITTED})
"""States that a job leaves to join the line, or to make room for the next one at the provider."""
MAX_BATCH_JOBS: Final = 200
"""Jobs that are adopted or turned away in one commit."""
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
    """One process's share of the work: ``run()`` until ``drain()``, woken when something may have joined the line.

    Tests call ``step()`` instead.
    """

    def __init__(
        self, pipeline: JobPipeline, limiter: ConcurrencyLimiter, breaker: CircuitBreaker, inbox: Inbox
    ) -> None:
        self._pipeline = pipeline
        self._finisher = pipeline.finisher
        self._database = pipeline.finisher.database
        self._clock = pipeline.finisher.clock
        self._monotonic = pipeline.finisher.monotonic
        self._limiter = limiter
        self._breaker = breaker
        self._runs: dict[int, JobRun] = {}
        self._tasks: set[asyncio.Task[object]] = set()
        self._inbox = inbox
        self._stopping = False
        self._next_heartbeat = -math.inf
        self._queue_polled_at = -math.inf
        """In the event loop's time."""

    async def run(self) -> None:
        """Work until :meth:`drain`; trouble with the database is logged and waited out."""
        look = True
        while not self._stopping:
            try:
                self._start_runs(self._open_runs(self._inbox.take()))
                if look:
                    self._start_runs(await self._poll_queue())
            except StorageUnavailable:
                pass  # noted where it happened; nothing new is taken, and so nothing spent, until it is over
            except Exception:
                log.exception("The line could not be read", extra={"event": "queue_read_failed"})
            look = await self._inbox.wait(QUEUE_POLL_SECONDS) and self._may_poll_queue()

    def _may_poll_queue(self) -> bool:
        """Whether the last look is long enough ago; otherwise the inbox wakes the worker when it is."""
        loop = asyncio.get_running_loop()
        early = self._queue_polled_at + MIN_QUEUE_POLL_SECONDS - loop.time()
        if early > 0:
            loop.call_later(early, self._inbox.wake)
            return False
        self._queue_polled_at = loop.time()
        return True

    async def run_once(self) -> int:
        """Take what there is, do one step of every errand, and return how many are still open."""
        for errand in (*self._open_runs(self._inbox.take()), *await self._poll_queue()):
            self._runs[errand.job.id] = errand
        for errand in list(self._runs.values()):
            await self._pipeline.advance(errand)
            if errand.done:
                del self._runs[errand.job.id]
        return len(self._runs)

    async def drain(self, seconds: float) -> None:
        """Take nothing more, give what runs ``seconds`` to end, and park the rest for whoever looks next."""
        self._stopping = True
        self._inbox.wake()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        unseen = [job.id for job in self._inbox.take()]
        try:
            await self._database.run(leases.release, self._finisher.owner, [*self._runs, *unseen])
        except StorageUnavailable:
            log.warning("Jobs keep their leases until these run out", extra={"event": "lease_release_failed"})

    def alert_storage(self, error: StorageUnavailable) -> None:
        """Tell the operator by direct message that the database takes no changes; does not wait."""
        telling = asyncio.create_task(self._finisher.messenger.alert(STORAGE_ALERT.format(error)))
        self._tasks.add(telling)
        telling.add_done_callback(self._tasks.discard)

    # ── taking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _poll_queue(self) -> list[JobRun]:
        now, monotonic = self._clock(), self._monotonic()
        adopted: list[Job] = []
        if monotonic >= self._next_heartbeat:
            self._next_heartbeat = monotonic + HEARTBEAT_SECONDS
            adopted = await self._renew_and_adopt(now)
        return self._open_runs(adopted, adopted=True) + self._open_runs(await self._claim(now))

    def handle_hint(self, task_uuid: UUID, digest: bytes) -> None:
        """The provider says that there is news of a task: ask at once, if it is one of this process's."""
        for errand in self._runs.values():
            if errand.job.task_uuid == task_uuid and errand.job.state is State.SUBMITTED:
                errand.accept_hint(digest, self._monotonic())

    def _open_runs(self, taken: Iterable[Job], *, adopted: bool = False) -> list[JobRun]:
        """Errands for jobs that this process does not carry yet; what was decided meanwhile is news for those it does.

        One that still finds out what became of a reserved job does not lead on from there, once another job of the
        same interaction told, and the job was claimed from the line meanwhile. Nor does one that waits for the pictures
        of a job that was cancelled, which its member may not have been told.
        """
        begun = []
        for job in taken:
            errand = self._runs.get(job.id)
            state = None if errand is None or errand.done else errand.job.state
            if errand is None or state is None or _is_superseded(state, job):
                if errand is not None:
                    errand.done = True
                begun.append(self._pipeline.create_run(job, adopted=adopted))
            elif state is State.HELD or state.is_final:
                errand.replace_job(job, self._monotonic())
        return begun

    async def _renew_and_adopt(self, now: float) -> list[Job]:
        lease = self._new_lease(now)
        await self._database.run(leases.renew, lease, now=now)
        # Nobody else can have this database open, so whoever owned these jobs is gone for certain.
        expired = float("inf") if self._database.exclusive else now
        adopted = await self._database.run(leases.adopt_orphans, lease, now=expired, limit=MAX_BATCH_JOBS)
        for job in adopted:
            self._finisher.metrics.record_rescue(job.state)
            log.info("Job %s was adopted as %s", job.id, job.state, extra={"event": "job_rescued"})
        return adopted + await self._database.run(
            leases.adopt_unnotified, lease, ended_before=now - LEASE_SECONDS, limit=MAX_BATCH_JOBS
        )

    async def _claim(self, now: float) -> list[Job]:
        if not self._breaker.allows_requests:
            away = await self._database.run(
                jobs.fail_waiting, SPENDING_STOPPED_MESSAGE, lease=self._new_lease(now), limit=MAX_BATCH_JOBS, now=now
            )
            for job in away:
                self._finisher.metrics.record_job_end(job.state, job.request.model)
            return away
        allowed = available_slots(self._limiter, self._breaker)
        if allowed == 0:
            return []
        return await self._database.run(jobs.claim, max_running=allowed, lease=self._new_lease(now), now=now)

    def _new_lease(self, now: float) -> Lease:
        return Lease.start(self._finisher.owner, now=now)

    # ── carrying ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _start_runs(self, runs: Iterable[JobRun]) -> None:
        for errand in runs:
            self._runs[errand.job.id] = errand
            task = asyncio.create_task(self._run_job(errand), name=f"job {errand.job.id}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run_job(self, run: JobRun) -> None:
        if run.job.state is State.SUBMITTED:
            showing = asyncio.create_task(self._finisher.messenger.show_progress(run.job, None))
            self._tasks.add(showing)
            showing.add_done_callback(self._tasks.discard)
        failures = 0
        while not run.done:
            await run.wait_until_due(self._monotonic())
            before = run.job.state
            try:
                await self._pipeline.advance(run)
            except StorageUnavailable:
                self._finisher.retry_later(run)  # no failure of the job: what was paid for is kept until there is room
            except Exception:
                failures += 1
                log.exception("A step of job %s failed", run.job.id, extra={"event": "step_failed"})
                await self._handle_step_failure(run, failures)
            if before in _QUEUE_STATES and (run.job.state is not before or run.done):
                self._inbox.wake()
        if self._runs.get(run.job.id) is run:
            del self._runs[run.job.id]

    async def _handle_step_failure(self, run: JobRun, failures: int) -> None:
        """An unforeseen error: the step is tried again, and then the job ends with its quota given back."""
        run.due_at = self._monotonic() + min(60.0, 2.0**failures)
        if failures < MAX_STEP_FAILURES or run.job.state.is_final:
            run.done = failures >= 2 * MAX_STEP_FAILURES
            return
        try:
            await self._finisher.abandon(run, INTERNAL_ERROR_MESSAGE)
        except Exception:
            log.exception("Job %s could not be ended", run.job.id, extra={"event": "job_end_failed"})


def _is_superseded(state: State, job: Job) -> bool:
    """Whether an errand in this state has nothing to do any more, since somebody else moved the job on."""
    return (
        job.state.is_final if state is State.SUBMITTED else state is State.RESERVED and job.state is not State.RESERVED
    )
