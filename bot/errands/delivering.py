"""The last part of an errand: read the pictures, bring them to the member, settle."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.job import Job, Result, State
from bot.domain.quota import Limits, left
from bot.errands.ending import PATIENCE_WITH_DISCORD, Ending, cost_of
from bot.errands.errand import Delivery, Errand, Picture
from bot.errors import BadPicture, DiscordDown, ProviderError, Undeliverable
from bot.runware.media import Media
from bot.storage import jobs, ledger

log: Final = logging.getLogger(__name__)

UNREADABLE: Final = "The pictures were drawn but could not be fetched; nothing was charged. Please ask again."
IGNORED: Final = "Discord did not answer for too long; nothing was charged."


@dataclass(slots=True, kw_only=True)
class Delivering:
    """Brings finished pictures to their member."""

    ending: Ending
    media: Media
    limits: Limits

    async def deliver(self, errand: Errand) -> None:
        job, began = errand.job, self.ending.clock()
        assert job.outcome is not None
        cost = cost_of(job)
        pictures = await self._read(job, job.outcome.results)
        if not pictures:
            await self.ending.fail(errand, State.FAILED, UNREADABLE, micros=cost)
            return
        try:
            delivery = await self._delivery(job, pictures)
            shown = await self.ending.messenger.deliver(delivery, follow_up_sent=self._remember_follow_up(errand))
        except DiscordDown:
            if self.ending.clock() < (job.ready_at or began) + PATIENCE_WITH_DISCORD:
                self.ending.again_later(errand)
                return
            await self.ending.fail(errand, State.FAILED, IGNORED, micros=cost)
            return
        except Undeliverable as error:
            await self.ending.fail(errand, State.FAILED, str(error), micros=cost)
            return
        await self._settle(errand, shown, cost, began)

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
                    pictures.append(Picture(data, wanted, size, result))
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

    async def _settle(self, errand: Errand, pictures: int, cost: int, began: float) -> None:
        now = self.ending.clock()
        self.ending.meter.took("deliver", now - began)
        job = await self.ending.database.run(
            jobs.delivered, errand.job, images=pictures, micros=cost, owner=self.ending.owner, now=now
        )
        self.ending.moved(errand, job)
        if job is not None:
            self.ending.meter.ended(job.state, job.request.model, pictures=pictures, micros=cost)
            log.info("Job %s was delivered", job.id, extra={"event": "job_delivered", "pictures": pictures})
