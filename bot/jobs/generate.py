"""The part of an errand at the provider: submit the task, poll it, take its results."""

import logging
from dataclasses import dataclass, replace
from typing import Final, Protocol
from uuid import UUID

from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Job, Outcome, State
from bot.domain.rate_limits import Breaker, Throttle
from bot.errors import (
    BadPicture,
    BadReference,
    Declined,
    DiscordDown,
    EaselError,
    ModelGone,
    OperatorNeeded,
    ProviderError,
    StorageUnavailable,
    Unavailable,
)
from bot.jobs.finish import Ending
from bot.jobs.model_availability import Retirement
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.run import Errand, Shelf, archived_by_provider
from bot.jobs.upload_references import Preparing
from bot.runware.client import Runware
from bot.runware.errors import classify
from bot.runware.poll_schedule import Key, PollSchedule
from bot.runware.replies import Progress
from bot.runware.tasks import Outputs, image_inference
from bot.storage import jobs, kv, strikes

log: Final = logging.getLogger(__name__)

LATE: Final = "The picture took too long. Nothing was charged; please try again."
ALERT: Final = (
    "Easel has stopped spending: Runware answered `{code}`. Please look at the account’s credit (xAI models need a paid"
    " invoice or at least $5 of credit) and at the API key. Until then, requests are refused with a clear "
    "message. Easel tries again by itself; no restart is needed."
)
QUIET_SECONDS: Final = 6.0
"""Seconds after an error in which further results of the same task may still arrive."""
UPLOAD_FAILED: Final = frozenset({"uploadFailed", "invalidUploadEndpoint"})
"""The provider's error codes for an archive that it cannot write to."""
ARCHIVE_ADDRESS_SECONDS: Final = 2 * 24 * 3600
"""Lifetime of a task's presigned upload URL: longer than any deadline, which is a day at most."""
POLL_TICK_SECONDS: Final = 0.2
"""Polls are rounded to multiples of this many seconds, so that they share one request."""


class Hooks(Protocol):
    """Makes the webhook URLs that the provider calls when a task has news."""

    def address(self, task_uuid: UUID) -> str:
        """The webhook URL of one task."""
        ...


@dataclass(slots=True, kw_only=True)
class Drawing:
    """Has pictures drawn by the provider. The only code that spends money."""

    ending: Ending
    provider: Runware
    catalog: Catalog
    schedule: PollSchedule
    throttle: Throttle
    breaker: Breaker
    durations: Durations
    preparing: Preparing
    retirement: Retirement
    models: ModelBreakers
    outputs: Outputs
    archive: Shelf | None = None
    webhooks: Hooks | None = None

    async def submit(self, errand: Errand) -> None:
        # The provider may already have the task of an adopted job: then it is paid for, even if its breaker is open.
        if not errand.adopted and (refusal := self.models.admit(errand.job)) is not None:
            await self.ending.fail(errand, State.FAILED, refusal)
            return
        try:
            references = await self.preparing.references(errand)
            job = errand.job
            task = image_inference(
                job.request,
                self.catalog[job.request.model],
                job.task_uuid,
                references=references,
                outputs=self._outputs(errand),
            )
            if not await self._write_down_sending(errand):
                return
            await self.provider.submit(task, until=errand.deadline)
        except StorageUnavailable:
            raise
        except EaselError as error:
            await self._not_taken(errand, error)
        else:
            await self._recovered()
            now = errand.accepted_at = self.ending.monotonic()
            errand.due = _rounded_to_tick(now + self.schedule.first_poll(self._key(job)))

    async def _write_down_sending(self, errand: Errand) -> bool:
        """Write down that the task is sent now; ``False`` for a job that was cancelled first, which is left alone."""
        before, now, began_at = errand.job, self.ending.clock(), self.ending.monotonic()
        job = await self.ending.database.run(jobs.sending, before, owner=self.ending.owner, now=now)
        if job is None:
            self.ending.moved(errand, None)
            return False
        errand.job = job
        if before.submitted_at is None:
            self.ending.meter.took("queue", max(0.0, now - job.created_at))
            errand.begun_at = began_at
        return True

    async def _not_taken(self, errand: Errand, error: EaselError) -> None:
        """Handle a failed submission: retry it differently, look the task up once more, or end the job."""
        match error:
            case DiscordDown(retry_after=retry_after) if self.ending.monotonic() < errand.deadline:
                self.ending.again_later(errand, retry_after)
            case ProviderError(code=code) if code in UPLOAD_FAILED and not errand.uncopied:
                errand.uncopied = True  # an unwritable archive must not fail the job: retry without it
            case BadReference() if errand.job.request.references and not errand.forgotten:
                errand.forgotten = True  # the next try uploads the references again
            case ModelGone():
                sentence = await self.retirement.lost(errand.job.request.model)
                await self._refuse(errand, ModelGone(sentence, code=error.code))
            case _ if errand.job.submitted_at is None:
                await self._refuse(errand, error)  # it was never sent, so there is nothing to look for
            case Unavailable():
                await self._last_look(errand, error)
            case _ if errand.adopted:
                await self._last_look(errand, error)
            case _:
                await self._refuse(errand, error)

    def _outputs(self, errand: Errand) -> Outputs:
        """Where the provider puts this task's results, and which webhook it calls."""
        job, archive, webhooks = errand.job, self.archive, self.webhooks
        copy_to = None
        if archive is not None and archived_by_provider(job) and not errand.uncopied:
            key = archive.key_of(job.id, 1, job.created_at, job.request.format)
            copy_to = archive.address(key, seconds=ARCHIVE_ADDRESS_SECONDS)
        told_at = None if webhooks is None else webhooks.address(job.task_uuid)
        return replace(self.outputs, upload_endpoint=copy_to, webhook_url=told_at)

    async def _recovered(self) -> None:
        if self.breaker.succeeded():
            await self.ending.database.run(kv.remove, kv.OPERATOR_NEEDED)
            self.ending.meter.operator_needed(False)
            log.info("The provider takes tasks again", extra={"event": "spending_resumed"})

    async def look(self, errand: Errand) -> None:
        try:
            progress = await self.provider.poll(errand.job.task_uuid, at_once=bool(errand.hints))
        except ProviderError as error:
            if self.ending.monotonic() >= errand.deadline or not isinstance(error, (Unavailable, OperatorNeeded)):
                await self._last_look(errand, error)
            else:
                self._look_again(errand, pause=getattr(error, "retry_after", None) or 0.0)
            return
        if self._finished(errand, progress):
            if progress.outcome.results:
                self._learn(errand)
            await self._finish(errand, _given_up(progress.outcome, errand.job.request.count))
        elif self.ending.monotonic() >= errand.deadline:
            await self._last_look(errand, Unavailable(LATE, code="deadline"), progress.outcome)
        else:
            errand.unfinished_at = self.ending.monotonic()
            self._look_again(errand)

    def _finished(self, errand: Errand, progress: Progress) -> bool:
        """Whether all results are in, or an error came and nothing else has been processing for :data:`QUIET_SECONDS`.

        An error may stand for one result or for the whole task: the provider's reply does not tell which.
        """
        seen = len(progress.outcome.results) + len(progress.outcome.failures)
        if seen >= errand.job.request.count:
            return True
        if progress.processing or not progress.outcome.failures:
            errand.quiet_since = None
            return False
        now = self.ending.monotonic()
        errand.quiet_since = now if errand.quiet_since is None else errand.quiet_since
        return now - errand.quiet_since >= QUIET_SECONDS

    def _look_again(self, errand: Errand, *, pause: float = 0.0) -> None:
        """Schedule the next poll: at least ``pause`` seconds from now, and at the deadline at the latest."""
        now = self.ending.monotonic()
        elapsed = 0.0 if errand.accepted_at is None else now - errand.accepted_at
        again = max(now + pause, _rounded_to_tick(now + self.schedule.interval(elapsed, self._key(errand.job))))
        errand.due = min(again, max(now, errand.deadline))

    def _learn(self, errand: Errand) -> None:
        began = errand.accepted_at
        if began is None:
            return
        unfinished = None if errand.unfinished_at is None else errand.unfinished_at - began
        self.schedule.finished(self._key(errand.job), unfinished, self.ending.monotonic() - began)

    async def _last_look(self, errand: Errand, error: EaselError, sofar: Outcome | None = None) -> None:
        """Look the task up in the provider's record: take the results that it has, or end the job with ``error``."""
        try:
            known = await self.provider.details(errand.job.task_uuid)
        except ProviderError:
            known = None
        outcome = max(known or Outcome(), sofar or Outcome(), key=lambda one: len(one.results))
        if outcome.results or outcome.failures:
            await self._finish(errand, _given_up(outcome, errand.job.request.count))
        else:
            await self._refuse(errand, error, abandoned=True)

    async def _finish(self, errand: Errand, outcome: Outcome) -> None:
        if not outcome.results:
            self.throttle.succeeded()
            code = outcome.failures[0] if outcome.failures else ""
            error = classify(code, references=bool(errand.job.request.references))
            if isinstance(error, ModelGone):
                error = ModelGone(await self.retirement.lost(errand.job.request.model), code=code)
            await self._refuse(errand, error, abandoned=outcome.outstanding > 0)
            return
        outcome = _without_more(outcome, errand.job.request.count)
        now, seconds = self.ending.clock(), self.ending.monotonic() - errand.begun_at
        job = await self.ending.database.run(jobs.ready, errand.job, outcome, owner=self.ending.owner, now=now)
        self.throttle.succeeded()
        if job is not None and not errand.adopted:
            self.ending.meter.took("draw", seconds)
            self.durations.took(job.request.kind, seconds)
        self.ending.moved(errand, job)
        if job is not None:
            await self.retirement.check_bill(job)

    async def _refuse(self, errand: Errand, error: EaselError, *, micros: int = 0, abandoned: bool = False) -> None:
        """End the job with the error's sentence; an ``abandoned`` task may still be running, and be charged."""
        log.warning(
            "The provider did not draw job %s: %s",
            errand.job.id,
            type(error).__name__,
            extra={"event": "provider_refused", "code": getattr(error, "code", "")},
        )
        if isinstance(error, OperatorNeeded):
            await self._stop_spending(error)
        refused = isinstance(error, Declined | BadPicture | BadReference)
        state: jobs.Failure = State.REFUSED if refused else State.FAILED
        ended = await self.ending.fail(errand, state, str(error), micros=micros, abandoned=abandoned)
        if ended and isinstance(error, Declined) and errand.job.guild_id is not None:
            now = self.ending.clock()
            await self.ending.database.run(strikes.add, errand.job.guild_id, errand.job.user_id, now=now)

    async def _stop_spending(self, error: OperatorNeeded) -> None:
        if not self.breaker.trip():
            return
        self.ending.meter.operator_needed(True)
        log.error("Spending stopped: %s", error.code, extra={"event": "spending_stopped", "code": error.code})
        try:
            noticed_first = await self.ending.database.run(kv.put_once, kv.OPERATOR_NEEDED, error.code)
        except StorageUnavailable:
            noticed_first = True  # an alert twice is better than none
        if noticed_first:
            await self.ending.messenger.alert(ALERT.format(code=error.code))

    def _key(self, job: Job) -> Key:
        return self.catalog[job.request.model].air, job.request.resolution


def _given_up(outcome: Outcome, count: int) -> Outcome:
    """What came of a task that is not waited for any longer.

    What neither came nor failed may still be drawn, and billed: one error may stand for the whole task or for one of
    its results, and the replies do not tell which.
    """
    missing = count - len(outcome.results) - len(outcome.failures)
    return outcome.model_copy(update={"outstanding": max(0, missing)})


def _without_more(outcome: Outcome, count: int) -> Outcome:
    """The outcome without results beyond those that were asked for; what these cost is billed, and so is booked."""
    kept, more = outcome.results[:count], outcome.results[count:]
    beyond = sum(result.cost or 0 for result in more)
    if beyond and kept[-1].cost is not None:
        kept = (*kept[:-1], kept[-1].model_copy(update={"cost": kept[-1].cost + beyond}))
    return outcome.model_copy(update={"results": kept})


def _rounded_to_tick(moment: float) -> float:
    """The multiple of :data:`POLL_TICK_SECONDS` nearest to that moment."""
    return round(moment / POLL_TICK_SECONDS) * POLL_TICK_SECONDS
