"""Reads the pictures of a finished task from the provider."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.job import Job, Result
from bot.errands.errand import Picture
from bot.errors import BadPicture, OperatorNeeded, ProviderError, Unavailable
from bot.pictures import inspect
from bot.runware.client import Runware
from bot.runware.media import Media

log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetching:
    """Where a job's pictures come from, whoever wants to see them."""

    media: Media
    provider: Runware

    async def pictures(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """The pictures that can be read, in the order of these results; the others are logged and left out.

        Raises :class:`Unavailable` or :class:`OperatorNeeded` where it is worth trying again.
        """
        return await self._read(job, await self._complete(job, results))

    async def pictures_or_none(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """As :meth:`pictures`, but none where the provider cannot be asked."""
        try:
            return await self.pictures(job, results)
        except (Unavailable, OperatorNeeded) as error:
            log.warning("The pictures of job %s are out of reach: %s", job.id, error.code)
            return []

    async def _complete(self, job: Job, results: Sequence[Result]) -> Sequence[Result]:
        """The results with their pictures; those that came inside a reply are not on disk, so they are asked again."""
        if all(result.has_picture for result in results):
            return results
        told = await self.provider.poll(job.task_uuid)
        found = {result.image_uuid: result for result in told.outcome.results}
        return [found.get(result.image_uuid, result) for result in results]

    async def _read(self, job: Job, results: Sequence[Result]) -> list[Picture]:
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
