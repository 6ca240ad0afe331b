"""The steps of a job at the provider: submit its task, poll it, store its results."""

import logging
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.catalog import Catalog
from bot.domain.durations import Durations
from bot.domain.job import Job, Outcome, State
from bot.domain.rate_limits import ConcurrencyLimiter
from bot.errors import (
    BadPicture,
    BadReference,
    Declined,
    DiscordDown,
    EaselError,
    ModelGone,
    OperatorNeeded,
    ProviderError,
    ProviderUnavailable,
    StorageUnavailable,
)
from bot.jobs.context import JobContext
from bot.jobs.finish import JobFinisher
from bot.jobs.model_availability import ModelAvailability
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.ports import ArchivePort, is_archived_by_provider
from bot.jobs.run import JobRun
from bot.jobs.spending_switch import SpendingSwitch
from bot.jobs.upload_references import ReferenceUploader
from bot.localization.messages import Message
from bot.runware.client import RunwareClient
from bot.runware.errors import build_provider_error
from bot.runware.poll_schedule import PollSchedule
from bot.runware.task_progress import TaskProgress
from bot.runware.tasks import ImageInference, OutputOptions, build_image_inference
from bot.runware.webhooks import Webhooks
from bot.storage import jobs, strikes

log: Final = logging.getLogger(__name__)

TIMED_OUT_MESSAGE: Final = Message("timed-out")
LATE_RESULT_GRACE_SECONDS: Final = 6.0
"""Seconds without progress after an error for which further results of the task are awaited."""
ARCHIVE_ERROR_CODES: Final = frozenset({"uploadFailed", "invalidUploadEndpoint"})
"""The provider's error codes for an archive that it cannot write to."""
UPLOAD_URL_LIFETIME_SECONDS: Final = 2 * 24 * 3600
"""Lifetime of a task's presigned upload URL: longer than any deadline, which is a day at most."""
POLL_TICK_SECONDS: Final = 0.2
"""Polls are rounded to multiples of this many seconds, so that they share one request."""


@dataclass(slots=True, kw_only=True)
class Generator:
    """Submits tasks to the provider and polls them. The only code that spends money."""

    context: JobContext
    finisher: JobFinisher
    provider: RunwareClient
    catalog: Catalog
    poll_schedule: PollSchedule
    limiter: ConcurrencyLimiter
    spending: SpendingSwitch
    durations: Durations
    reference_uploader: ReferenceUploader
    availability: ModelAvailability
    model_breakers: ModelBreakers
    outputs: OutputOptions
    archive: ArchivePort | None
    webhooks: Webhooks | None

    async def submit(self, run: JobRun) -> None:
        """Submit the job's task; its ``taskUUID`` is the idempotency key, so a repeated submission costs nothing."""
        # The provider may already have accepted an adopted task: its result is paid for, even if the breaker is open.
        if not run.adopted and (refusal := self.model_breakers.admit(run.job)) is not None:
            await self.finisher.fail(run, State.FAILED, refusal, kind="ModelClosed")
            return
        try:
            task = await self._build_task(run)
            if not await self._mark_submitted(run):
                return
            await self.provider.submit(task, deadline=run.deadline_at)
        except StorageUnavailable:
            raise
        except EaselError as error:
            await self._handle_submit_error(run, error)
        else:
            await self.spending.resume()
            now = run.accepted_at = self.context.monotonic()
            run.due_at = _round_to_tick(now + self.poll_schedule.first_poll_delay(run.job.request.duration_key))

    async def _build_task(self, run: JobRun) -> ImageInference:
        references = await self.reference_uploader.upload_references(run)
        request = run.job.request
        return build_image_inference(
            *(request, self.catalog[request.model], run.job.task_uuid),
            references=references,
            outputs=self._build_outputs(run),
        )

    async def _mark_submitted(self, run: JobRun) -> bool:
        """Store that the task is being submitted; return ``False`` if the job was cancelled before."""
        former, now, began_at = run.job, self.context.clock(), self.context.monotonic()
        job = await self.context.database.run(jobs.record_submission, former, owner=self.context.owner, now=now)
        if job is None:
            run.apply_update(None)
            return False
        run.job = job
        if former.submitted_at is None:
            self.context.record_phase(run, "queue", max(0.0, now - job.created_at))
            run.state_entered_at = began_at
        return True

    async def _handle_submit_error(self, run: JobRun, error: EaselError) -> None:
        """Handle a failed submission: retry it, look up the task's outcome at the provider, or end the job.

        A branch that only sets a flag of the run retries at once, because ``due_at`` stays in the past.
        """
        match error:
            case DiscordDown(retry_after=retry_after) if self.context.monotonic() < run.deadline_at:
                run.retry_later(retry_after)
            case ProviderError(code=code) if code in ARCHIVE_ERROR_CODES and not run.archive_unwritable:
                run.archive_unwritable = True  # an unwritable archive must not fail the job: retry without it
            case BadReference() if run.job.request.references and not run.references_expired:
                run.references_expired = True  # the next try uploads the references again
            case ModelGone():
                sentence = await self.availability.mark_lost(run.job.request.model)
                await self._fail_with_error(run, ModelGone(sentence, code=error.code))
            case _ if run.job.submitted_at is not None and (run.adopted or isinstance(error, ProviderUnavailable)):
                await self._finish_from_record(run, error)  # the provider may have accepted the task
            case _:
                await self._fail_with_error(run, error)

    def _build_outputs(self, run: JobRun) -> OutputOptions:
        """The task's delivery options: the upload URL of the archive, and the webhook URL."""
        job, archive, webhooks = run.job, self.archive, self.webhooks
        upload_url = webhook_url = None
        if archive is not None and is_archived_by_provider(job) and not run.archive_unwritable:
            key = archive.object_key(job.id, 1, job.created_at, job.request.format)
            upload_url = archive.presigned_put_url(key, seconds=UPLOAD_URL_LIFETIME_SECONDS)
        if webhooks is not None:
            webhook_url = webhooks.url_for(job.task_uuid)
        return replace(self.outputs, upload_endpoint=upload_url, webhook_url=webhook_url)

    async def poll(self, run: JobRun) -> None:
        """Poll the task; store its results if it is complete, otherwise schedule the next poll until the deadline."""
        try:
            progress = await self.provider.poll(run.job.task_uuid, immediately=bool(run.seen_hints))
        except ProviderError as error:
            await self._handle_poll_error(run, error)
            return
        await self._check_models(run.job, progress)
        now = self.context.monotonic()
        if self._is_complete(run, progress):
            if progress.outcome.results:
                self._record_poll_timing(run)
            await self._store_outcome(run, progress.outcome)
        elif now >= run.deadline_at:
            timeout = ProviderUnavailable(TIMED_OUT_MESSAGE, code="deadline")
            await self._finish_from_record(run, timeout, progress.outcome)
        else:
            run.last_unfinished_at = now
            self._schedule_poll(run)

    async def _check_models(self, job: Job, progress: TaskProgress) -> None:
        key = job.request.model
        if progress.models and key in self.catalog:
            await self.availability.drift.check_models(job, progress.models, wanted=self.catalog[key].air)

    async def _handle_poll_error(self, run: JobRun, error: ProviderError) -> None:
        temporary = isinstance(error, (ProviderUnavailable, OperatorNeeded))
        if temporary and self.context.monotonic() < run.deadline_at:
            self._schedule_poll(run, min_seconds=getattr(error, "retry_after", None) or 0.0)
        else:
            await self._finish_from_record(run, error)

    def _is_complete(self, run: JobRun, progress: TaskProgress) -> bool:
        """Whether the task has all its results, or reported an error and then no result for a while.

        An error may concern one result or the whole task: the provider's reply does not distinguish them.
        """
        if _count_outstanding(progress.outcome, run.job.request.count) == 0:
            return True
        if progress.is_processing or not progress.outcome.failures:
            run.idle_since = None
            return False
        now = self.context.monotonic()
        run.idle_since = now if run.idle_since is None else run.idle_since
        return now - run.idle_since >= LATE_RESULT_GRACE_SECONDS

    def _schedule_poll(self, run: JobRun, *, min_seconds: float = 0.0) -> None:
        """Schedule the next poll: at least ``min_seconds`` from now, but not after the deadline."""
        now = self.context.monotonic()
        elapsed = 0.0 if run.accepted_at is None else now - run.accepted_at
        delay = self.poll_schedule.next_poll_delay(elapsed, run.job.request.duration_key)
        run.due_at = min(max(now + min_seconds, _round_to_tick(now + delay)), max(now, run.deadline_at))

    def _record_poll_timing(self, run: JobRun) -> None:
        began = run.accepted_at
        if began is not None:
            unfinished = None if run.last_unfinished_at is None else run.last_unfinished_at - began
            duration = self.context.monotonic() - began
            self.poll_schedule.record_finished(run.job.request.duration_key, unfinished, duration)

    async def _finish_from_record(self, run: JobRun, error: EaselError, partial_outcome: Outcome | None = None) -> None:
        """Store the task's results from the provider's record, or end the job with ``error`` if there are none."""
        try:
            recorded = await self.provider.get_outcome(run.job.task_uuid)
        except ProviderError:
            recorded = None
        outcome = max(recorded or Outcome(), partial_outcome or Outcome(), key=lambda candidate: len(candidate.results))
        if outcome.results or outcome.failures:
            await self._store_outcome(run, outcome)
        else:
            await self._fail_with_error(run, error, abandoned=True)

    async def _store_outcome(self, run: JobRun, outcome: Outcome) -> None:
        """Store the final outcome of the task, or end the job if it has no results."""
        count = run.job.request.count
        outcome = outcome.model_copy(update={"outstanding": _count_outstanding(outcome, count)})
        if not outcome.results:
            await self._fail_without_results(run, outcome)
            return
        outcome = _drop_extra_results(outcome, count)
        now, seconds = self.context.clock(), self.context.monotonic() - run.state_entered_at
        job = await self.context.database.run(jobs.store_results, run.job, outcome, owner=self.context.owner, now=now)
        self.limiter.record_success()
        run.apply_update(job)
        if job is None:
            return
        if not run.adopted:
            self.context.record_phase(run, "provider", seconds)
            self.durations.record(job.request.duration_key, seconds)
        await self.availability.check_cost(job)

    async def _fail_without_results(self, run: JobRun, outcome: Outcome) -> None:
        self.limiter.record_success()
        code = outcome.failures[0] if outcome.failures else ""
        error = build_provider_error(code, has_references=bool(run.job.request.references))
        if isinstance(error, ModelGone):
            error = ModelGone(await self.availability.mark_lost(run.job.request.model), code=code)
        micros = outcome.failed_cost
        await self._fail_with_error(run, error, micros=micros, abandoned=outcome.outstanding > 0)
        if micros:
            await self.availability.check_cost(replace(run.job, outcome=outcome))

    async def _fail_with_error(
        self, run: JobRun, error: EaselError, *, micros: int = 0, abandoned: bool = False
    ) -> None:
        """End the job with the error's sentence; ``micros`` were charged for it nevertheless.

        An ``abandoned`` task may still be running, and be billed.
        """
        if isinstance(error, OperatorNeeded):
            await self.spending.stop(error)
        refused = isinstance(error, Declined | BadPicture | BadReference)
        state: jobs.FailureState = State.REFUSED if refused else State.FAILED
        cause = {"kind": type(error).__name__, "code": getattr(error, "code", "")}
        ended = await self.finisher.fail(run, state, error.message, micros=micros, abandoned=abandoned, **cause)
        if ended and isinstance(error, Declined) and run.job.guild_id is not None:
            now = self.context.clock()
            await self.context.database.run(strikes.add, run.job.guild_id, run.job.user_id, now=now)


def _count_outstanding(outcome: Outcome, count: int) -> int:
    """The number of results that neither arrived nor failed; they may still be drawn, and billed."""
    return max(0, count - len(outcome.results) - len(outcome.failures))


def _drop_extra_results(outcome: Outcome, count: int) -> Outcome:
    """The outcome without results beyond the requested number; their cost is added to the last one that is kept."""
    kept, extra = outcome.results[:count], outcome.results[count:]
    extra_cost = sum(result.cost or 0 for result in extra)
    if extra_cost and kept[-1].cost is not None:
        kept = (*kept[:-1], kept[-1].model_copy(update={"cost": kept[-1].cost + extra_cost}))
    return outcome.model_copy(update={"results": kept})


def _round_to_tick(seconds: float) -> float:
    """Round a time to a multiple of :data:`POLL_TICK_SECONDS`."""
    return round(seconds / POLL_TICK_SECONDS) * POLL_TICK_SECONDS
