"""The last step of a job: download the pictures, deliver them to the member, settle the ledger."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, TypeVar

from bot.domain.catalog import MEDIA_TYPES
from bot.domain.job import Job, Outcome, Result, State
from bot.domain.quota import UNLIMITED, Limits, remaining_images
from bot.domain.screening import screen_results
from bot.errors import DiscordDown, OperatorNeeded, ProviderUnavailable, StorageUnavailable, Undeliverable
from bot.jobs.context import JobContext
from bot.jobs.fetch_results import ResultFetcher
from bot.jobs.finish import DISCORD_RETRY_SECONDS, JobFinisher
from bot.jobs.hold import ReviewHold
from bot.jobs.run import (
    ArchivePort,
    Delivery,
    DeliveryReceipt,
    JobRun,
    Picture,
    backoff_seconds,
    is_archived_by_provider,
)
from bot.storage import jobs, ledger

log: Final = logging.getLogger(__name__)
T = TypeVar("T")

DOWNLOAD_FAILED_MESSAGE: Final = (
    "The pictures were drawn but could not be downloaded. Nothing was charged; please try again."
)
DISCORD_UNREACHABLE_MESSAGE: Final = (
    "The pictures were drawn, but Discord did not accept them for an hour, so they could not be delivered. Nothing was"
    " charged."
)
DOWNLOAD_RETRY_SECONDS: Final = 600.0
"""Seconds for which a download from the provider is retried."""


@dataclass(slots=True, kw_only=True)
class Deliverer:
    """Delivers finished pictures to their member."""

    context: JobContext
    finisher: JobFinisher
    fetcher: ResultFetcher
    review_hold: ReviewHold
    limits: Limits
    archive: ArchivePort | None

    async def deliver(self, run: JobRun) -> None:
        """Show the pictures that may be shown, hold the job for moderators, or refuse it when none may be shown."""
        results, held = screen_results(run.job)
        if held is not None:
            await self.review_hold.hold(run, held)
        elif results:
            await self._deliver_results(run, results)
        else:
            await self.review_hold.refuse(run)

    async def restore(self, run: JobRun) -> None:
        """Show a delivered job's pictures in its message again, because moderators restored them."""
        job = run.job
        assert job.outcome is not None
        try:
            pictures = await self.fetcher.fetch(job, job.outcome.results[: job.outcome.delivered_count])
            if pictures:
                await self.context.messenger.restore(await self._build_delivery(job, pictures))
        except (ProviderUnavailable, OperatorNeeded) as error:
            if self._retry_later(run, DOWNLOAD_RETRY_SECONDS):
                return
            log.warning("The pictures of job %s are lost: %s", job.id, error.code, extra={"event": "pictures_lost"})
        except DiscordDown as error:
            if self._retry_later(run, DISCORD_RETRY_SECONDS, error.retry_after):
                return
        await self.finisher.mark_notified(run, job)

    async def _deliver_results(self, run: JobRun, results: Sequence[Result]) -> None:
        job, began = run.job, self.context.monotonic()
        cost = job.cost
        try:
            pictures = await self.fetcher.fetch_and_record(job, results)
        except (ProviderUnavailable, OperatorNeeded) as error:
            if self._retry_later(run, DOWNLOAD_RETRY_SECONDS):
                return
            log.warning("The pictures of job %s are lost: %s", job.id, error.code, extra={"event": "pictures_lost"})
            pictures = []
        if not pictures:
            await self.finisher.fail(run, State.FAILED, DOWNLOAD_FAILED_MESSAGE, micros=cost)
            return
        try:
            delivery = await self._build_delivery(job, pictures)
            receipt = await self.context.messenger.deliver(delivery, on_follow_up_sent=self._follow_up_recorder(run))
        except DiscordDown as error:
            if self._retry_later(run, DISCORD_RETRY_SECONDS, error.retry_after):
                return
            await self.finisher.fail(run, State.FAILED, DISCORD_UNREACHABLE_MESSAGE, micros=cost)
            return
        except Undeliverable as error:
            await self.finisher.fail(run, State.FAILED, str(error), micros=cost)
            return
        await self._settle(run, receipt, cost, began)

    def _retry_later(self, run: JobRun, max_seconds: float, retry_after: float | None = None) -> bool:
        """Schedule a retry unless this process has tried for ``max_seconds``; returns whether it did."""
        now = self.context.monotonic()
        if now >= run.state_entered_at + max_seconds:
            return False
        run.retry_later(now, retry_after)
        return True

    async def _build_delivery(self, job: Job, pictures: Sequence[Picture]) -> Delivery:
        remaining = await self._count_images_left(job, len(pictures))
        parent = await self.context.database.run(jobs.get, job.parent_id) if job.parent_id else None
        return Delivery(job, pictures, remaining, parent)

    async def _count_images_left(self, job: Job, delivered_count: int) -> int | None:
        """Images left of the member's quota once only the delivered ones are counted; ``None`` without a limit."""
        limits = self.limits.for_tier(job.request.policy.tier)
        if limits.images_per_user_per_day == UNLIMITED:
            return None
        usage = await self.context.database.run(ledger.get_member_usage, job.user_id, self.context.clock())
        settled = job.request.policy.free or job.state is State.DELIVERED
        given_back = 0 if settled else job.request.count - delivered_count
        return remaining_images(limits, replace(usage, images=usage.images - given_back))

    def _follow_up_recorder(self, run: JobRun) -> Callable[[int], Awaitable[None]]:
        async def remember(message_id: int) -> None:
            job = await self.context.database.run(jobs.record_follow_up, run.job, message_id, owner=self.context.owner)
            run.job = job or run.job

        return remember

    async def _settle(self, run: JobRun, receipt: DeliveryReceipt, cost: int, started_at: float) -> None:
        now = self.context.clock()
        self.context.metrics.record_phase("deliver", self.context.monotonic() - started_at)
        job = await _retry_until_stored(
            lambda: self.context.database.run(
                jobs.deliver,
                *(run.job, _reorder_outcome(run.job, receipt)),
                message=receipt.message,
                micro_dollars=cost,
                owner=self.context.owner,
                now=now,
            )
        )
        run.apply_update(job, self.context.monotonic())
        if job is not None:
            self._archive_pictures(job, receipt)
            pictures = len(receipt.pictures)
            self.context.metrics.record_job_end(job.state, job.request.model, pictures=pictures, micros=job.final_cost)
            log.info("Job %s was delivered", job.id, extra={"event": "job_delivered", "pictures": pictures})

    def _archive_pictures(self, job: Job, receipt: DeliveryReceipt) -> None:
        """Store the pictures in the archive that the provider did not upload there itself."""
        if self.archive is None or is_archived_by_provider(job):
            return
        for number, picture in enumerate(receipt.pictures, 1):
            key = self.archive.object_key(job.id, number, job.created_at, picture.format)
            self.archive.store(key, picture.data, MEDIA_TYPES[picture.format])


async def _retry_until_stored(write: Callable[[], Awaitable[T]]) -> T:
    """Repeat a write until the database takes it, because the delivery before it must not be repeated."""
    for tries in count(1):
        try:
            return await write()
        except StorageUnavailable:
            await asyncio.sleep(backoff_seconds(tries))
    raise AssertionError("unreachable: the loop has no end")


def _reorder_outcome(job: Job, receipt: DeliveryReceipt) -> Outcome:
    """The job's outcome with the delivered results first: a picture's number is its position among them."""
    assert job.outcome is not None
    shown = [picture.result.model_copy(update={"size": picture.size}) for picture in receipt.pictures]
    rest = list(job.outcome.results)
    for picture in receipt.pictures:  # several results may share one image_uuid
        name = (picture.result.image_uuid, picture.result.url)
        rest.pop(next(n for n, result in enumerate(rest) if (result.image_uuid, result.url) == name))
    return job.outcome.model_copy(update={"results": (*shown, *rest), "delivered_count": len(shown)})
