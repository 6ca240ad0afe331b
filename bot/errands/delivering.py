"""The last part of an errand: read the pictures, bring them to the member, settle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.catalog import MEDIA_TYPES
from bot.domain.job import Job, Outcome, Result, State
from bot.domain.quota import Limits, left
from bot.errands.ending import PATIENCE_WITH_DISCORD, Ending, cost_of
from bot.errands.errand import Delivery, Errand, Picture, Receipt, Shelf
from bot.errors import BadPicture, DiscordDown, OperatorNeeded, ProviderError, Unavailable, Undeliverable
from bot.pictures import inspect
from bot.runware.client import Runware
from bot.runware.media import Media
from bot.storage import jobs, ledger

log: Final = logging.getLogger(__name__)

UNREADABLE: Final = "The pictures were drawn but could not be fetched; nothing was charged. Please ask again."
IGNORED: Final = "Discord did not answer for too long; nothing was charged."
PATIENCE_WITH_PROVIDER: Final = 600.0
"""Seconds for which pictures are asked for again that the process that had them took with it."""


@dataclass(slots=True, kw_only=True)
class Delivering:
    """Brings finished pictures to their member."""

    ending: Ending
    media: Media
    provider: Runware
    limits: Limits
    archive: Shelf | None = None

    async def deliver(self, errand: Errand) -> None:
        job, began = errand.job, self.ending.clock()
        assert job.outcome is not None
        cost = cost_of(job)
        try:
            results = await self._complete(job, job.outcome.results)
        except (Unavailable, OperatorNeeded) as error:
            if self._again_later(errand, PATIENCE_WITH_PROVIDER):
                return
            log.warning("The pictures of job %s are lost: %s", job.id, error.code, extra={"event": "pictures_lost"})
            results = ()
        pictures = await self._read(job, results)
        if not pictures:
            await self.ending.fail(errand, State.FAILED, UNREADABLE, micros=cost)
            return
        try:
            delivery = await self._delivery(job, pictures)
            receipt = await self.ending.messenger.deliver(delivery, follow_up_sent=self._remember_follow_up(errand))
        except DiscordDown:
            if self._again_later(errand, PATIENCE_WITH_DISCORD):
                return
            await self.ending.fail(errand, State.FAILED, IGNORED, micros=cost)
            return
        except Undeliverable as error:
            await self.ending.fail(errand, State.FAILED, str(error), micros=cost)
            return
        await self._settle(errand, receipt, cost, began)

    def _again_later(self, errand: Errand, patience: float) -> bool:
        """Try once more later, unless the pictures have been ready for so many seconds; returns whether."""
        now = self.ending.clock()
        if now >= (errand.job.ready_at or now) + patience:
            return False
        self.ending.again_later(errand)
        return True

    async def _complete(self, job: Job, results: Sequence[Result]) -> Sequence[Result]:
        """The results with their pictures; those that came inside a reply are not on disk, so they are asked again."""
        if all(result.has_picture for result in results):
            return results
        told = await self.provider.poll(job.task_uuid)
        found = {result.image_uuid: result for result in told.outcome.results}
        return [found.get(result.image_uuid, result) for result in results]

    async def _delivery(self, job: Job, pictures: Sequence[Picture]) -> Delivery:
        usage = await self.ending.database.run(ledger.member_usage, job.user_id, self.ending.clock())
        given_back = job.request.count - len(pictures)
        remaining = left(self.limits, replace(usage, images=usage.images - given_back))
        parent = await self.ending.database.run(jobs.get, job.parent_id) if job.parent_id else None
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
                    pictures.append(Picture(data, wanted, size or inspect(data)[1], result))
                case BadPicture() | ProviderError():
                    log.warning("A picture of job %s: %s", job.id, data, extra={"event": "picture_unreadable"})
                case _:
                    raise data
        return pictures

    def _remember_follow_up(self, errand: Errand) -> Callable[[int], Awaitable[None]]:
        async def remember(message_id: int) -> None:
            job = await self.ending.database.run(jobs.follow_up_sent, errand.job, message_id, owner=self.ending.owner)
            errand.job = job or errand.job

        return remember

    async def _settle(self, errand: Errand, receipt: Receipt, cost: int, began: float) -> None:
        now = self.ending.clock()
        self.ending.meter.took("deliver", now - began)
        job = await self.ending.database.run(
            jobs.delivered,
            *(errand.job, _outcome(errand.job, receipt)),
            place=receipt.place,
            micros=cost,
            owner=self.ending.owner,
            now=now,
        )
        self.ending.moved(errand, job)
        if job is not None:
            self._keep(job, receipt)
            pictures = len(receipt.pictures)
            self.ending.meter.ended(job.state, job.request.model, pictures=pictures, micros=cost)
            log.info("Job %s was delivered", job.id, extra={"event": "job_delivered", "pictures": pictures})

    def _keep(self, job: Job, receipt: Receipt) -> None:
        """Give the archive what the provider did not put there: its one address holds one picture."""
        if self.archive is None or job.request.count == 1:
            return
        for number, picture in enumerate(receipt.pictures, 1):
            key = self.archive.key_of(job.id, number, job.created_at, picture.format)
            self.archive.store(key, picture.data, MEDIA_TYPES[picture.format])


def _outcome(job: Job, receipt: Receipt) -> Outcome:
    """What came of the task, with what the member has in front: a picture's number is its place there."""
    assert job.outcome is not None
    shown = [picture.result.model_copy(update={"size": picture.size}) for picture in receipt.pictures]
    names = {result.image_uuid for result in shown}
    rest = [result for result in job.outcome.results if result.image_uuid not in names]
    return job.outcome.model_copy(update={"results": (*shown, *rest), "shown": len(shown)})
