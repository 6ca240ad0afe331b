"""The last step of a job: download the pictures, deliver them to the member, settle the ledger."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count
from typing import Final, TypeVar

from bot.domain.catalog import MEDIA_TYPES
from bot.domain.job import Job, Outcome, Result, State
from bot.domain.limit_checks import remaining_images
from bot.domain.limits import UNLIMITED
from bot.domain.screening import screen_results
from bot.errors import DiscordDown, OperatorNeeded, ProviderUnavailable, StorageUnavailable, Undeliverable
from bot.jobs.context import JobContext
from bot.jobs.drift import DriftAlarm
from bot.jobs.fetch_results import ResultFetcher
from bot.jobs.finish import DISCORD_RETRY_SECONDS, JobFinisher
from bot.jobs.hold import ReviewHold
from bot.jobs.job_log import log_end
from bot.jobs.ports import ArchivePort, Delivery, DeliveryReceipt, Picture, is_archived_by_provider
from bot.jobs.run import JobRun, backoff_seconds
from bot.localization.messages import Message, Sentence
from bot.policy.limits_in_force import LimitsInForce
from bot.storage import jobs

log: Final = logging.getLogger(__name__)
T = TypeVar("T")

DOWNLOAD_FAILED_MESSAGE: Final = Message("download-failed")
DISCORD_UNREACHABLE_MESSAGE: Final = Message("discord-unreachable")
DOWNLOAD_RETRY_SECONDS: Final = 600.0
"""Seconds for which a download from the provider is retried."""


@dataclass(slots=True, kw_only=True)
class Deliverer:
    """Delivers finished pictures to their member."""

    context: JobContext
    finisher: JobFinisher
    fetcher: ResultFetcher
    review_hold: ReviewHold
    limits_in_force: LimitsInForce
    archive: ArchivePort | None

    async def deliver(self, run: JobRun) -> None:
        """Deliver the allowed pictures, hold the job for moderators, or refuse it if no picture is allowed."""
        results, hold_reason = screen_results(run.job)
        if hold_reason is not None:
            await self.review_hold.hold(run, hold_reason)
        elif results:
            await self._deliver_results(run, results)
        else:
            await self.review_hold.refuse(run)

    async def restore(self, run: JobRun) -> None:
        """Show a delivered job's pictures in its message again, because moderators restored them."""
        job = run.job
        assert job.outcome is not None
        shown = job.outcome.results[: job.outcome.delivered_count]
        pictures = await self._download(run, self.fetcher.fetch(job, shown))
        if pictures is None:
            return
        if pictures:
            try:
                await self.context.messenger.restore(await self._build_delivery(job, pictures))
            except DiscordDown as error:
                if run.retry_within(DISCORD_RETRY_SECONDS, error.retry_after):
                    return
        await self.finisher.mark_notified(run, job)

    async def _deliver_results(self, run: JobRun, results: Sequence[Result]) -> None:
        started_at = self.context.monotonic()
        pictures = await self._download(run, self.fetcher.fetch_and_record(run.job, results))
        if pictures:
            self.context.record_phase(run, "fetch", self.context.monotonic() - started_at)
            await self._send(run, pictures)
        elif pictures is not None:
            await self._fail(run, DOWNLOAD_FAILED_MESSAGE, "DownloadFailed")

    async def _download(self, run: JobRun, download: Awaitable[list[Picture]]) -> list[Picture] | None:
        """Await the pictures: ``None`` if a retry is scheduled, an empty list if no picture can be downloaded."""
        try:
            return await download
        except (ProviderUnavailable, OperatorNeeded) as error:
            if run.retry_within(DOWNLOAD_RETRY_SECONDS):
                return None
            log.warning("The pictures of job %s are lost: %s", run.job.id, error.code, extra={"event": "pictures_lost"})
            return []

    async def _send(self, run: JobRun, pictures: Sequence[Picture]) -> None:
        started_at = self.context.monotonic()
        try:
            receipt = await self.context.messenger.deliver(
                await self._build_delivery(run.job, pictures), on_follow_up_sent=partial(self._record_follow_up, run)
            )
        except DiscordDown as error:
            if not run.retry_within(DISCORD_RETRY_SECONDS, error.retry_after):
                await self._fail(run, DISCORD_UNREACHABLE_MESSAGE, "DiscordUnreachable")
        except Undeliverable as error:
            await self._fail(run, error.message, type(error).__name__)
        else:
            self.context.record_phase(run, "deliver", self.context.monotonic() - started_at)
            await self._settle(run, receipt)

    async def _fail(self, run: JobRun, reason: Sentence, kind: str) -> None:
        await self.finisher.fail(run, State.FAILED, reason, micros=run.job.cost, kind=kind)

    async def _build_delivery(self, job: Job, pictures: Sequence[Picture]) -> Delivery:
        remaining = await self._count_images_left(job, len(pictures))
        parent = await self.context.database.run(jobs.get, job.parent_job_id) if job.parent_job_id else None
        return Delivery(job, pictures, remaining, parent)

    async def _count_images_left(self, job: Job, delivered_count: int) -> int | None:
        """The member's remaining images per day if only delivered images count; ``None`` without a limit."""
        limits, usage = await self.limits_in_force.usage_after(job)
        if limits.images_per_user_per_day == UNLIMITED:
            return None
        settled = job.request.policy.free or job.state is State.DELIVERED
        refunded = 0 if settled else job.request.count - delivered_count
        return (remaining_images(limits, usage) or 0) + refunded

    async def _record_follow_up(self, run: JobRun, message_id: int) -> None:
        job = await self.context.database.run(jobs.record_follow_up, run.job, message_id, owner=self.context.owner)
        run.job = job or run.job

    async def _settle(self, run: JobRun, receipt: DeliveryReceipt) -> None:
        now, outcome = self.context.clock(), _reorder_outcome(run.job, receipt)
        store = partial(jobs.deliver, run.job, outcome, message=receipt.message, micro_dollars=run.job.cost, now=now)
        job = await _retry_until_stored(lambda: self.context.database.run(store, owner=self.context.owner))
        run.apply_update(job)
        if job is not None:
            self._archive_pictures(job, receipt)
            pictures = len(receipt.pictures)
            self.context.metrics.record_job_end(job.state, job.request.model, pictures=pictures, micros=job.final_cost)
            self.context.record_end(run, job)
            log_end(job, pictures=pictures, micros=job.cost)
            drift = DriftAlarm(self.context.database, self.context.messenger, self.context.clock)
            await drift.check_sizes(job, (picture.size for picture in receipt.pictures if not picture.shrunk))

    def _archive_pictures(self, job: Job, receipt: DeliveryReceipt) -> None:
        """Store the pictures in the archive, unless the provider has uploaded them there."""
        if self.archive is None or is_archived_by_provider(job):
            return
        for number, picture in enumerate(receipt.pictures, 1):
            key = self.archive.object_key(job.id, number, job.created_at, picture.format)
            self.archive.store(key, picture.data, MEDIA_TYPES[picture.format])


async def _retry_until_stored(write: Callable[[], Awaitable[T]]) -> T:
    """Repeat a write until the database accepts it: the delivery was sent already and must not be repeated."""
    for failed_tries in count(1):
        try:
            return await write()
        except StorageUnavailable:
            await asyncio.sleep(backoff_seconds(failed_tries))
    raise AssertionError("unreachable: the loop has no end")


def _reorder_outcome(job: Job, receipt: DeliveryReceipt) -> Outcome:
    """The job's outcome with the delivered results first: a picture's number is its position among them."""
    assert job.outcome is not None
    delivered = [picture.result.model_copy(update={"size": picture.size}) for picture in receipt.pictures]
    rest = list(job.outcome.results)
    for picture in receipt.pictures:  # several results may share one image_uuid
        identity = (picture.result.image_uuid, picture.result.url)
        rest.pop(next(n for n, result in enumerate(rest) if (result.image_uuid, result.url) == identity))
    return job.outcome.model_copy(update={"results": (*delivered, *rest), "delivered_count": len(delivered)})
