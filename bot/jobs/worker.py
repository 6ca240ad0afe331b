"""Takes jobs from the line, carries each to its end, adopts what other processes left behind, parks on the way out."""

import asyncio
import logging
import math
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from bot.domain.job import Job, State
from bot.domain.rate_limits import CLOSED, Breaker, Throttle, at_once
from bot.errors import StorageUnavailable
from bot.jobs.inbox import Inbox
from bot.jobs.pipeline import Runner
from bot.jobs.run import Errand
from bot.storage import jobs, leases
from bot.storage.leases import LEASE, Lease

log: Final = logging.getLogger(__name__)

HEARTBEAT: Final = LEASE / 3
LOOK_AROUND: Final = 1.0
"""Seconds between two looks at the line when nothing wakes the worker: other processes fill it too."""
LOOKS_APART: Final = 0.05
"""Seconds between two looks at the line, however many jobs end: a look is a transaction."""
_OF_THE_LINE: Final = frozenset({State.RESERVED, State.SUBMITTED})
"""States that a job leaves to join the line, or to make room for the next one at the provider."""
AT_MOST: Final = 200
"""Jobs that are adopted or turned away in one commit."""
TRIES: Final = 3
BROKEN: Final = "Something went wrong inside the bot; nothing was charged. The bot’s operator can see what happened."

STORAGE_ALERT: Final = (
    "Easel cannot write to its database: {} Please make room or bring the server back. Until then requests are refused"
    " politely and nothing new is spent; pictures that were paid for are kept and delivered afterwards. Nothing needs"
    " to be restarted."
)


class Worker:
    """One process's share of the work: ``run()`` until ``drain()``, woken when something may have joined the line.

    Tests call ``step()`` instead.
    """

    def __init__(self, runner: Runner, throttle: Throttle, breaker: Breaker, inbox: Inbox) -> None:
        self._runner = runner
        self._ending = runner.ending
        self._database = runner.ending.database
        self._clock = runner.ending.clock
        self._monotonic = runner.ending.monotonic
        self._throttle = throttle
        self._breaker = breaker
        self._errands: dict[int, Errand] = {}
        self._tasks: set[asyncio.Task[object]] = set()
        self._inbox = inbox
        self._stopping = False
        self._next_heartbeat = -math.inf
        self._looked_at = -math.inf
        """In the event loop's time."""

    async def run(self) -> None:
        """Work until :meth:`drain`; trouble with the database is logged and waited out."""
        look = True
        while not self._stopping:
            try:
                self._start(self._begun(self._inbox.take()))
                if look:
                    self._start(await self._take())
            except StorageUnavailable:
                pass  # noted where it happened; nothing new is taken, and so nothing spent, until it is over
            except Exception:
                log.exception("The line could not be read", extra={"event": "line_unreadable"})
            look = await self._inbox.wait(LOOK_AROUND) and self._may_look()

    def _may_look(self) -> bool:
        """Whether the last look is long enough ago; otherwise the inbox wakes the worker when it is."""
        loop = asyncio.get_running_loop()
        early = self._looked_at + LOOKS_APART - loop.time()
        if early > 0:
            loop.call_later(early, self._inbox.wake)
            return False
        self._looked_at = loop.time()
        return True

    async def step(self) -> int:
        """Take what there is, do one step of every errand, and return how many are still open."""
        for errand in (*self._begun(self._inbox.take()), *await self._take()):
            self._errands[errand.job.id] = errand
        for errand in list(self._errands.values()):
            await self._runner.step(errand)
            if errand.done:
                del self._errands[errand.job.id]
        return len(self._errands)

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
            await self._database.run(leases.release, self._ending.owner, [*self._errands, *unseen])
        except StorageUnavailable:
            log.warning("Jobs keep their leases until these run out", extra={"event": "leases_kept"})

    def alert_storage(self, error: StorageUnavailable) -> None:
        """Tell the operator by direct message that the database takes no changes; does not wait."""
        telling = asyncio.create_task(self._ending.messenger.alert(STORAGE_ALERT.format(error)))
        self._tasks.add(telling)
        telling.add_done_callback(self._tasks.discard)

    # ── taking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _take(self) -> list[Errand]:
        now, monotonic = self._clock(), self._monotonic()
        adopted: list[Job] = []
        if monotonic >= self._next_heartbeat:
            self._next_heartbeat = monotonic + HEARTBEAT
            adopted = await self._keep_and_adopt(now)
        return self._begun(adopted, adopted=True) + self._begun(await self._claim(now))

    def hint(self, task_uuid: UUID, digest: bytes) -> None:
        """The provider says that there is news of a task: ask at once, if it is one of this process's."""
        for errand in self._errands.values():
            if errand.job.task_uuid == task_uuid and errand.job.state is State.SUBMITTED:
                errand.hint(digest, self._monotonic())

    def _begun(self, taken: Iterable[Job], *, adopted: bool = False) -> list[Errand]:
        """Errands for jobs that this process does not carry yet; what was decided meanwhile is news for those it does.

        One that still finds out what became of a reserved job does not lead on from there, once another job of the
        same interaction told, and the job was claimed from the line meanwhile. Nor does one that waits for the pictures
        of a job that was cancelled, which its member may not have been told.
        """
        begun = []
        for job in taken:
            errand = self._errands.get(job.id)
            state = None if errand is None or errand.done else errand.job.state
            if errand is None or state is None or _is_overtaken(state, job):
                if errand is not None:
                    errand.done = True
                begun.append(self._runner.begin(job, adopted=adopted))
            elif state is State.HELD or state.ended:
                errand.follow(job, self._monotonic())
        return begun

    async def _keep_and_adopt(self, now: float) -> list[Job]:
        lease = self._lease(now)
        await self._database.run(leases.renew, lease, now=now)
        # Nobody else can have this database open, so whoever owned these jobs is gone for certain.
        expired = float("inf") if self._database.exclusive else now
        adopted = await self._database.run(leases.rescue, lease, now=expired, limit=AT_MOST)
        for job in adopted:
            self._ending.meter.rescued(job.state)
            log.info("Job %s was adopted as %s", job.id, job.state, extra={"event": "job_rescued"})
        return adopted + await self._database.run(leases.untold, lease, ended_before=now - LEASE, limit=AT_MOST)

    async def _claim(self, now: float) -> list[Job]:
        if not self._breaker.spending:
            away = await self._database.run(jobs.turn_away, CLOSED, lease=self._lease(now), limit=AT_MOST, now=now)
            for job in away:
                self._ending.meter.ended(job.state, job.request.model)
            return away
        allowed = at_once(self._throttle, self._breaker)
        if allowed == 0:
            return []
        return await self._database.run(jobs.claim, at_once=allowed, lease=self._lease(now), now=now)

    def _lease(self, now: float) -> Lease:
        return Lease.begun(self._ending.owner, now=now)

    # ── carrying ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _start(self, errands: Iterable[Errand]) -> None:
        for errand in errands:
            self._errands[errand.job.id] = errand
            task = asyncio.create_task(self._carry(errand), name=f"job {errand.job.id}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, errand: Errand) -> None:
        if errand.job.state is State.SUBMITTED:
            showing = asyncio.create_task(self._ending.messenger.progress(errand.job, None))
            self._tasks.add(showing)
            showing.add_done_callback(self._tasks.discard)
        failures = 0
        while not errand.done:
            await errand.wait(self._monotonic())
            before = errand.job.state
            try:
                await self._runner.step(errand)
            except StorageUnavailable:
                self._ending.again_later(errand)  # no failure of the job: what was paid for is kept until there is room
            except Exception:
                failures += 1
                log.exception("A step of job %s failed", errand.job.id, extra={"event": "step_failed"})
                await self._recover(errand, failures)
            if before in _OF_THE_LINE and (errand.job.state is not before or errand.done):
                self._inbox.wake()
        if self._errands.get(errand.job.id) is errand:
            del self._errands[errand.job.id]

    async def _recover(self, errand: Errand, failures: int) -> None:
        """An unforeseen error: the step is tried again, and then the job ends with its quota given back."""
        errand.due = self._monotonic() + min(60.0, 2.0**failures)
        if failures < TRIES or errand.job.state.ended:
            errand.done = failures >= 2 * TRIES
            return
        try:
            await self._ending.give_up(errand, BROKEN)
        except Exception:
            log.exception("Job %s could not be ended", errand.job.id, extra={"event": "job_stuck"})


def _is_overtaken(state: State, job: Job) -> bool:
    """Whether an errand in this state has nothing to do any more, since somebody else moved the job on."""
    return job.state.ended if state is State.SUBMITTED else state is State.RESERVED and job.state is not State.RESERVED
