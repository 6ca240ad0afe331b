"""Downloads the pictures of a finished task from the provider."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job, Result
from bot.errors import BadPicture, OperatorNeeded, ProviderError, ProviderUnavailable
from bot.images.inspect import PictureFile
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.run import Picture
from bot.runware.client import RunwareClient
from bot.runware.result_images import ResultImageReader

log: Final = logging.getLogger(__name__)

MISSING_FILE_RETRY_SECONDS: Final = 30.0
"""How long after a task finished its files may still be missing at the provider; until then reads are retried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFetcher:
    """Downloads a job's pictures, for its delivery and for later views; ``clock`` is the wall clock."""

    media: ResultImageReader[PictureFile]
    provider: RunwareClient
    clock: Clock
    model_breakers: ModelBreakers
    alert: Callable[[str], Awaitable[None]]
    """Sends the operator a message."""
    task_timeout_seconds: float
    """Seconds that a task may take; its files may not take longer to appear either."""

    async def fetch_and_record(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """As :meth:`fetch`, for a task that was just paid for; its model's circuit breaker records the result."""
        try:
            pictures = await self.fetch(job, results)
        except ProviderUnavailable:
            await self._record_readability(job, len(results), readable=False)
            raise
        await self._record_readability(job, len(results), readable=bool(pictures))
        return pictures

    async def _record_readability(self, job: Job, count: int, *, readable: bool) -> None:
        if readable:
            await self.model_breakers.record_readable(job)
        elif (text := await self.model_breakers.record_unreadable(job, count)) is not None:
            await self.alert(text)

    async def fetch(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """The pictures that can be read, in the order of these results; the others are logged and left out.

        Raises :class:`ProviderUnavailable` or :class:`OperatorNeeded`, after which a retry may succeed: the provider
        did not respond, or none of the pictures could be downloaded.
        """
        return await self._download(job, await self._load_inline_pictures(job, results))

    async def fetch_or_empty(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """As :meth:`fetch`, but return an empty list if the provider does not respond."""
        try:
            return await self.fetch(job, results)
        except (ProviderUnavailable, OperatorNeeded) as error:
            log.warning("The pictures of job %s are out of reach: %s", job.id, error.code)
            return []

    async def _load_inline_pictures(self, job: Job, results: Sequence[Result]) -> Sequence[Result]:
        """The results with their pictures: a picture sent inline (base64) is not stored, so the task is polled again.

        Results that share an ``image_uuid`` are matched in the order of the reply.
        """
        if all(result.has_picture for result in results):
            return results
        progress = await self.provider.poll(job.task_uuid)
        found: defaultdict[str, list[Result]] = defaultdict(list)
        for result in progress.outcome.results:
            found[result.image_uuid].append(result)
        return [found[result.image_uuid].pop(0) if found[result.image_uuid] else result for result in results]

    def _missing_file_retry_seconds(self, job: Job) -> float:
        """Seconds for which a missing file of the job is still retried."""
        if job.ready_at is None:
            return 0.0
        longest = min(MISSING_FILE_RETRY_SECONDS, self.task_timeout_seconds)
        return min(longest, max(0.0, job.ready_at + longest - self.clock()))

    async def _download(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        retry_seconds = self._missing_file_retry_seconds(job)
        read = await asyncio.gather(
            *(self.media.read(result, retry_missing_seconds=retry_seconds) for result in results),
            return_exceptions=True,
        )
        pictures: list[Picture] = []
        unreached: ProviderUnavailable | None = None
        for result, file in zip(results, read, strict=True):
            match file:
                case PictureFile():
                    pictures.append(Picture(file.data, file.format, file.size, result))
                case BadPicture() | ProviderError():
                    log.warning("A picture of job %s: %s", job.id, file, extra={"event": "picture_unreadable"})
                    unreached = file if isinstance(file, ProviderUnavailable) else unreached
                case _:
                    raise file
        if unreached is not None and not pictures:
            raise unreached
        return pictures
