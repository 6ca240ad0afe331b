"""The way of one job, step by step: submit → watch → read → deliver → settle, or the sentence that ends it.

This is the only room that spends money. What it is about to do stands on disk first, so that any step may be the last
one of this process: whoever adopts the job does the step again, and the far side recognises it (the task's UUID at the
provider, the message's id at Discord).
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, Protocol

from bot.domain.catalog import Catalog, Model, OutputFormat, Size
from bot.domain.job import Job, Outcome, Result, State
from bot.domain.load import Breaker, Clock, Throttle
from bot.domain.quota import Limits, left
from bot.errors import (
    BadPicture,
    Declined,
    DiscordDown,
    EaselError,
    OperatorNeeded,
    ProviderError,
    Unavailable,
    Undeliverable,
)
from bot.runware.client import Runware
from bot.runware.errors import classify
from bot.runware.media import Media
from bot.runware.polling import Key, PollSchedule
from bot.runware.replies import Progress
from bot.runware.tasks import image_inference
from bot.storage import jobs, ledger, marks
from bot.storage.database import Database
from bot.storage.jobs import BILL_AFTER, Place

log: Final = logging.getLogger(__name__)

LATE: Final = "The picture took too long and was given up; nothing was charged. Please ask again."
UNREADABLE: Final = "The pictures were drawn but could not be fetched; nothing was charged. Please ask again."
ALERT: Final = (
    "Easel has stopped spending: Runware answered `{code}`. Please look at the account’s credit (xAI models need a paid"
    " invoice or at least $5 of credit) and at the API key. Requests are refused politely until Runware accepts a task;"
    " one is tried again after a pause, so nothing needs to be restarted."
)
TICK: Final = 0.2
"""Seconds of the rhythm in which all tasks are asked for: those of one beat share a request."""
PATIENCE_WITH_DISCORD: Final = 3600.0
"""Seconds for which a finished picture is offered to a Discord that does not answer."""


class Picture(NamedTuple):
    """A finished picture, checked to be what was asked for."""

    data: bytes
    format: OutputFormat
    size: Size
    result: Result


class Delivery(NamedTuple):
    """What a member gets: the pictures, and how many are left to ask for (``None`` without a limit).

    ``parent`` is the job that this one repeats.
    """

    job: Job
    pictures: Sequence[Picture]
    left: int | None
    parent: Job | None

    @property
    def missing(self) -> int:
        """How many pictures were asked for and did not come."""
        return self.job.request.count - len(self.pictures)


class Messenger(Protocol):
    """How a job's member is reached. Every method may be repeated without harm."""

    async def find(self, job: Job) -> tuple[int, int] | None:
        """The channel and id of the message that answered the job's interaction, if it was ever answered."""
        ...

    async def progress(self, job: Job, place: Place | None) -> None:
        """Show a place in the line, or that the pictures are drawn; may be left out when there is too much to show."""
        ...

    async def deliver(self, delivery: Delivery, *, follow_up_sent: Callable[[int], Awaitable[None]]) -> int:
        """Show the pictures and return how many.

        Raises DiscordDown when it is worth trying again, Undeliverable when there is no way left.
        """
        ...

    async def tell(self, job: Job) -> None:
        """Show how an ended job ended; raises as :meth:`deliver`."""
        ...

    async def alert(self, sentence: str) -> None:
        """Tell the operator, at most once for one trouble."""
        ...


class Meter(Protocol):
    """What is counted and timed."""

    def took(self, phase: str, seconds: float) -> None:
        """A phase of a job ended: ``queue``, ``draw`` or ``deliver``."""
        ...

    def ended(self, state: str, model: str, *, pictures: int = 0, micros: int = 0) -> None:
        """A job ended."""
        ...

    def rescued(self, state: str) -> None:
        """A job of a process that is gone was adopted."""
        ...

    def operator_needed(self, needed: bool) -> None:
        """Spending stopped, or goes on."""
        ...


@dataclass(slots=True)
class Errand:
    """A job that this process works on. ``due`` is when its next step is worth doing."""

    job: Job
    due: float
    deadline: float
    accepted_at: float | None = None
    unfinished_at: float | None = None
    quiet_looks: int = 0
    tries: int = 0
    done: bool = False


@dataclass(slots=True, kw_only=True)
class Runner:
    """Does the next step of an errand. All durations are seconds."""

    database: Database
    provider: Runware
    media: Media
    messenger: Messenger
    catalog: Catalog
    limits: Limits
    schedule: PollSchedule
    throttle: Throttle
    breaker: Breaker
    meter: Meter
    clock: Clock
    owner: str
    deadline: float

    def begin(self, job: Job) -> Errand:
        """The errand for a job that was claimed or adopted just now."""
        now = self.clock()
        return Errand(job=job, due=now, deadline=now + self.deadline)

    async def step(self, errand: Errand) -> None:
        """Do what the job's state asks for; afterwards the errand is done, or due again."""
        match errand.job.state:
            case State.RESERVED:
                await self._resume(errand)
            case State.SUBMITTED if errand.accepted_at is None:
                await self._submit(errand)
            case State.SUBMITTED:
                await self._look(errand)
            case State.READY:
                await self._deliver(errand)
            case _:
                await self._tell(errand)

    # ── reserved ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _resume(self, errand: Errand) -> None:
        """A process died between the commit and the acknowledgement: did the member see an answer?"""
        try:
            found = await self.messenger.find(errand.job)
        except DiscordDown:
            self._again_later(errand)
            return
        if found is None:
            ended = await self._fail(errand, State.FAILED, "The bot restarted before it could answer.")
            if ended:
                await self.database.run(jobs.answered, errand.job.id)
        else:
            channel_id, message_id = found
            await self.database.run(jobs.acknowledged, errand.job.id, channel_id=channel_id, message_id=message_id)
        errand.done = True

    # ── submitted ────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _submit(self, errand: Errand) -> None:
        job = errand.job
        try:
            task = image_inference(job.request, self.catalog[job.request.model], job.task_uuid)
            await self.provider.submit(task, until=errand.deadline)
        except Unavailable as error:
            await self._last_look(errand, error)
        except EaselError as error:
            await self._refuse(errand, error)
        else:
            await self._recovered()
            now = errand.accepted_at = self.clock()
            errand.due = _together(now + self.schedule.first_poll(self._key(job)))

    async def _recovered(self) -> None:
        if self.breaker.succeeded():
            await self.database.run(marks.remove, marks.OPERATOR_NEEDED)
            self.meter.operator_needed(False)
            log.info("The provider takes tasks again", extra={"event": "spending_resumed"})

    async def _look(self, errand: Errand) -> None:
        try:
            progress = await self.provider.poll(errand.job.task_uuid)
        except ProviderError as error:
            if self.clock() >= errand.deadline or not isinstance(error, (Unavailable, OperatorNeeded)):
                await self._last_look(errand, error)
            else:
                self._look_again(errand)
            return
        if self._finished(errand, progress):
            self._learn(errand)
            await self._finish(errand, progress.outcome)
        elif self.clock() >= errand.deadline:
            await self._last_look(errand, Unavailable(LATE, code="deadline"), progress.outcome)
        else:
            errand.unfinished_at = self.clock()
            self._look_again(errand)

    def _finished(self, errand: Errand, progress: Progress) -> bool:
        """All results are in; or an error came, and three looks in a row show nothing else under way.

        One error may stand for a whole task of several results, or for one of them: the replies do not tell.
        """
        seen = len(progress.outcome.results) + len(progress.outcome.failures)
        if seen >= errand.job.request.count:
            return True
        quiet = bool(progress.outcome.failures) and not progress.processing
        errand.quiet_looks = errand.quiet_looks + 1 if quiet else 0
        return errand.quiet_looks >= 3 or (quiet and not progress.outcome.results)  # noqa: PLR2004 – as the docstring says

    def _look_again(self, errand: Errand) -> None:
        now = self.clock()
        elapsed = now - (errand.accepted_at or now)
        again = _together(now + self.schedule.interval(elapsed, self._key(errand.job)))
        errand.due = min(again, max(now, errand.deadline))

    def _learn(self, errand: Errand) -> None:
        began = errand.accepted_at
        if began is None:
            return
        unfinished = errand.unfinished_at - began if errand.unfinished_at else None
        self.schedule.finished(self._key(errand.job), unfinished, self.clock() - began)

    async def _last_look(self, errand: Errand, error: ProviderError, sofar: Outcome | None = None) -> None:
        """The time is over: what the provider's record shows is delivered, otherwise the job ends."""
        try:
            known = await self.provider.details(errand.job.task_uuid)
        except ProviderError:
            known = None
        outcome = max(known or Outcome(), sofar or Outcome(), key=lambda one: len(one.results))
        if outcome.results or outcome.failures:
            await self._finish(errand, outcome)
        else:
            await self._refuse(errand, error, abandoned=True)

    async def _finish(self, errand: Errand, outcome: Outcome) -> None:
        self.throttle.succeeded()
        if not outcome.results:
            code = outcome.failures[0] if outcome.failures else ""
            await self._refuse(errand, classify(code), micros=outcome.cost or 0)
            return
        now = self.clock()
        outcome = outcome.model_copy(update={"results": outcome.results[: errand.job.request.count]})
        job = await self.database.run(jobs.ready, errand.job, outcome, owner=self.owner, now=now)
        if job is not None and job.submitted_at is not None:
            self.meter.took("draw", now - job.submitted_at)
        self._moved(errand, job)

    async def _refuse(self, errand: Errand, error: EaselError, *, micros: int = 0, abandoned: bool = False) -> None:
        """End the job with the error's sentence; an ``abandoned`` task may still be drawn, and charged, without us."""
        log.warning(
            "The provider did not draw job %s: %s",
            errand.job.id,
            type(error).__name__,
            extra={"event": "provider_refused", "code": getattr(error, "code", "")},
        )
        if isinstance(error, OperatorNeeded):
            await self._stop_spending(error)
        state: jobs.Failure = State.REFUSED if isinstance(error, Declined) else State.FAILED
        await self._fail(errand, state, str(error), micros=micros, abandoned=abandoned)

    async def _stop_spending(self, error: OperatorNeeded) -> None:
        if not self.breaker.trip():
            return
        self.meter.operator_needed(True)
        log.error("Spending stopped: %s", error.code, extra={"event": "spending_stopped", "code": error.code})
        if await self.database.run(marks.put_once, marks.OPERATOR_NEEDED, error.code):
            await self.messenger.alert(ALERT.format(code=error.code))

    # ── ready ────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _deliver(self, errand: Errand) -> None:
        job, began = errand.job, self.clock()
        assert job.outcome is not None
        cost = self._cost(job)
        pictures = await self._read(job, job.outcome.results)
        if not pictures:
            await self._fail(errand, State.FAILED, UNREADABLE, micros=cost)
            return
        try:
            delivery = await self._delivery(job, pictures)
            shown = await self.messenger.deliver(delivery, follow_up_sent=self._remember_follow_up(errand))
        except DiscordDown:
            if self.clock() < (job.ready_at or began) + PATIENCE_WITH_DISCORD:
                self._again_later(errand)
                return
            await self._fail(errand, State.FAILED, "Discord did not answer for too long.", micros=cost)
            return
        except Undeliverable as error:
            await self._fail(errand, State.FAILED, str(error), micros=cost)
            return
        await self._settle(errand, shown, cost, began)

    async def _delivery(self, job: Job, pictures: Sequence[Picture]) -> Delivery:
        usage = await self.database.run(ledger.member_usage, job.user_id, self.clock())
        given_back = job.request.count - len(pictures)
        remaining = left(self.limits, replace(usage, images=usage.images - given_back))
        parent = await self.database.run(jobs.get, job.parent_id) if job.parent_id else None
        return Delivery(job, pictures, remaining, parent)

    async def _read(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """The pictures that could be read; the others count as not delivered."""
        size, wanted = job.request.size, job.request.format
        read = await asyncio.gather(
            *(self.media.read(result, size, wanted) for result in results), return_exceptions=True
        )
        pictures = []
        for result, data in zip(results, read, strict=True):
            match data:
                case bytes():
                    pictures.append(Picture(data, wanted, size, result))
                case BadPicture() | ProviderError():
                    log.warning("A picture of job %s: %s", job.id, data, extra={"event": "picture_unreadable"})
                case _:
                    raise data
        return pictures

    def _remember_follow_up(self, errand: Errand) -> Callable[[int], Awaitable[None]]:
        async def remember(message_id: int) -> None:
            job = await self.database.run(jobs.follow_up_sent, errand.job, message_id, owner=self.owner)
            errand.job = job or errand.job

        return remember

    async def _settle(self, errand: Errand, pictures: int, cost: int, began: float) -> None:
        now = self.clock()
        self.meter.took("deliver", now - began)
        job = await self.database.run(
            jobs.delivered, errand.job, images=pictures, micros=cost, owner=self.owner, now=now
        )
        self._moved(errand, job)
        if job is not None:
            self.meter.ended(job.state, job.request.model, pictures=pictures, micros=cost)
            log.info("Job %s was delivered", job.id, extra={"event": "job_delivered", "pictures": pictures})

    def _cost(self, job: Job) -> int:
        """Micro-dollars for what was drawn; by the catalogue's price where the provider did not say."""
        assert job.outcome is not None
        if job.outcome.cost is not None:
            return job.outcome.cost
        return job.request.estimate * len(job.outcome.results) // job.request.count

    # ── ends ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _fail(
        self, errand: Errand, state: jobs.Failure, reason: str, *, micros: int = 0, abandoned: bool = False
    ) -> bool:
        now = self.clock()
        bill_due = now + BILL_AFTER if abandoned else None
        job = await self.database.run(
            jobs.failed,
            *(errand.job, state, reason),
            micros=micros,
            owner=self.owner,
            now=now,
            bill_due=bill_due,
        )
        self._moved(errand, job)
        if job is None:
            return False
        self.meter.ended(job.state, job.request.model, micros=micros)
        log.info("Job %s ended as %s", job.id, job.state, extra={"event": f"job_{job.state}"})
        return True

    async def give_up(self, errand: Errand, reason: str) -> None:
        """End a job that cannot be carried on; what it may have cost stays in the ledger's dollars."""
        submitted = errand.job.state is State.SUBMITTED
        cost = self._cost(errand.job) if errand.job.outcome else 0
        await self._fail(errand, State.FAILED, reason, micros=cost, abandoned=submitted)

    async def _tell(self, errand: Errand) -> None:
        try:
            await self.messenger.tell(errand.job)
        except DiscordDown:
            ended_at = errand.job.ended_at or errand.due
            if self.clock() < ended_at + PATIENCE_WITH_DISCORD:
                self._again_later(errand)
                return
        except Undeliverable:
            log.info("Nobody could be told how job %s ended", errand.job.id, extra={"event": "job_untold"})
        await self.database.run(jobs.answered, errand.job.id)
        errand.done = True

    def _moved(self, errand: Errand, job: Job | None) -> None:
        """Go on with what is on disk now; a job that is somebody else's by now is left alone without a word."""
        errand.tries = 0
        if job is None or job.state is State.DELIVERED:
            errand.done = True
            return
        errand.job, errand.due = job, self.clock()

    def _again_later(self, errand: Errand) -> None:
        errand.tries += 1
        errand.due = self.clock() + min(60.0, 2.0**errand.tries)

    def _key(self, job: Job) -> Key:
        model: Model = self.catalog[job.request.model]
        return model.air, job.request.resolution


def _together(moment: float) -> float:
    """The beat nearest to that moment."""
    return round(moment / TICK) * TICK
