"""The last part of an errand: download the pictures, deliver them to the member, settle the ledger."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.catalog import MEDIA_TYPES
from bot.domain.job import Job, Outcome, Result, State
from bot.domain.quota import UNLIMITED, Limits, left
from bot.domain.screening import screened
from bot.errors import DiscordDown, OperatorNeeded, Unavailable, Undeliverable
from bot.jobs.fetch_results import Fetching
from bot.jobs.finish import PATIENCE_WITH_DISCORD, Ending
from bot.jobs.hold import Holding
from bot.jobs.run import Delivery, Errand, Picture, Receipt, Shelf, archived_by_provider
from bot.storage import jobs, ledger

log: Final = logging.getLogger(__name__)

UNREADABLE: Final = "The pictures were drawn but could not be downloaded. Nothing was charged; please try again."
IGNORED: Final = (
    "The pictures were drawn, but Discord did not accept them for an hour, so they could not be delivered. Nothing was"
    " charged."
)
PATIENCE_WITH_PROVIDER: Final = 600.0
"""Seconds for which a download from the provider is retried."""


@dataclass(slots=True, kw_only=True)
class Delivering:
    """Delivers finished pictures to their member."""

    ending: Ending
    fetching: Fetching
    holding: Holding
    limits: Limits
    archive: Shelf | None = None

    async def deliver(self, errand: Errand) -> None:
        """Show the pictures that may be shown, hold the job for moderators, or refuse it when none may be shown."""
        results, held = screened(errand.job)
        if held is not None:
            await self.holding.hold(errand, held)
        elif results:
            await self._show(errand, results)
        else:
            await self.holding.refuse(errand)

    async def show_again(self, errand: Errand) -> None:
        """Show a delivered job's pictures in its message again, because moderators restored them."""
        job = errand.job
        assert job.outcome is not None
        try:
            pictures = await self.fetching.pictures(job, job.outcome.results[: job.outcome.shown])
            if pictures:
                await self.ending.messenger.restore(await self._delivery(job, pictures))
        except (Unavailable, OperatorNeeded) as error:
            if self._again_later(errand, PATIENCE_WITH_PROVIDER):
                return
            log.warning("The pictures of job %s are lost: %s", job.id, error.code, extra={"event": "pictures_lost"})
        except DiscordDown as error:
            if self._again_later(errand, PATIENCE_WITH_DISCORD, error.retry_after):
                return
        await self.ending.told(errand, job)

    async def _show(self, errand: Errand, results: Sequence[Result]) -> None:
        job, began = errand.job, self.ending.monotonic()
        cost = job.cost
        try:
            pictures = await self.fetching.finished(job, results)
        except (Unavailable, OperatorNeeded) as error:
            if self._again_later(errand, PATIENCE_WITH_PROVIDER):
                return
            log.warning("The pictures of job %s are lost: %s", job.id, error.code, extra={"event": "pictures_lost"})
            pictures = []
        if not pictures:
            await self.ending.fail(errand, State.FAILED, UNREADABLE, micros=cost)
            return
        try:
            delivery = await self._delivery(job, pictures)
            receipt = await self.ending.messenger.deliver(delivery, follow_up_sent=self._remember_follow_up(errand))
        except DiscordDown as error:
            if self._again_later(errand, PATIENCE_WITH_DISCORD, error.retry_after):
                return
            await self.ending.fail(errand, State.FAILED, IGNORED, micros=cost)
            return
        except Undeliverable as error:
            await self.ending.fail(errand, State.FAILED, str(error), micros=cost)
            return
        await self._settle(errand, receipt, cost, began)

    def _again_later(self, errand: Errand, patience: float, retry_after: float | None = None) -> bool:
        """Schedule a retry unless this process has tried for ``patience`` seconds; returns whether it did."""
        if self.ending.monotonic() >= errand.begun_at + patience:
            return False
        self.ending.again_later(errand, retry_after)
        return True

    async def _delivery(self, job: Job, pictures: Sequence[Picture]) -> Delivery:
        remaining = await self._left(job, len(pictures))
        parent = await self.ending.database.run(jobs.get, job.parent_id) if job.parent_id else None
        return Delivery(job, pictures, remaining, parent)

    async def _left(self, job: Job, came: int) -> int | None:
        """How many pictures the member has left, once only those that came are charged; ``None`` for any number."""
        limits = self.limits.of(job.request.treatment.tier)
        if limits.images_per_user_per_day == UNLIMITED:
            return None
        usage = await self.ending.database.run(ledger.member_usage, job.user_id, self.ending.clock())
        settled = job.request.treatment.free or job.state is State.DELIVERED
        given_back = 0 if settled else job.request.count - came
        return left(limits, replace(usage, images=usage.images - given_back))

    def _remember_follow_up(self, errand: Errand) -> Callable[[int], Awaitable[None]]:
        async def remember(message_id: int) -> None:
            job = await self.ending.database.run(jobs.follow_up_sent, errand.job, message_id, owner=self.ending.owner)
            errand.job = job or errand.job

        return remember

    async def _settle(self, errand: Errand, receipt: Receipt, cost: int, began: float) -> None:
        now = self.ending.clock()
        self.ending.meter.took("deliver", self.ending.monotonic() - began)
        job = await self.ending.insist(
            lambda: self.ending.database.run(
                jobs.delivered,
                *(errand.job, _outcome(errand.job, receipt)),
                place=receipt.place,
                micros=cost,
                owner=self.ending.owner,
                now=now,
            )
        )
        self.ending.moved(errand, job)
        if job is not None:
            self._keep(job, receipt)
            pictures = len(receipt.pictures)
            self.ending.meter.ended(job.state, job.request.model, pictures=pictures, micros=job.final_cost)
            log.info("Job %s was delivered", job.id, extra={"event": "job_delivered", "pictures": pictures})

    def _keep(self, job: Job, receipt: Receipt) -> None:
        """Store the pictures in the archive that the provider did not upload there itself."""
        if self.archive is None or archived_by_provider(job):
            return
        for number, picture in enumerate(receipt.pictures, 1):
            key = self.archive.key_of(job.id, number, job.created_at, picture.format)
            self.archive.store(key, picture.data, MEDIA_TYPES[picture.format])


def _outcome(job: Job, receipt: Receipt) -> Outcome:
    """The job's outcome with the shown results first: a picture's number is its position among them."""
    assert job.outcome is not None
    shown = [picture.result.model_copy(update={"size": picture.size}) for picture in receipt.pictures]
    rest = list(job.outcome.results)
    for picture in receipt.pictures:  # several results may share one image_uuid
        name = (picture.result.image_uuid, picture.result.url)
        rest.pop(next(n for n, result in enumerate(rest) if (result.image_uuid, result.url) == name))
    return job.outcome.model_copy(update={"results": (*shown, *rest), "shown": len(shown)})
