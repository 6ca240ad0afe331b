"""Downloads the pictures of a finished task from the provider."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from bot.domain.clock import Clock
from bot.domain.job import Job, Result
from bot.errors import BadPicture, OperatorNeeded, ProviderError, ProviderUnavailable
from bot.images.inspect import PictureFile
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.ports import Picture
from bot.localization.messages import Sentence
from bot.runware.client import RunwareClient
from bot.runware.result_images import ResultImageReader

log: Final = logging.getLogger(__name__)

MISSING_FILE_RETRY_SECONDS: Final = 30.0
"""Seconds after a task finished during which its files may still be missing at the provider; reads are retried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultFetcher:
    """Downloads a job's pictures, for its delivery and for later views; ``clock`` is the wall clock."""

    media: ResultImageReader[PictureFile]
    provider: RunwareClient
    clock: Clock
    model_breakers: ModelBreakers
    alert: Callable[[Sentence], Awaitable[None]]
    """Sends the operator a message."""
    task_timeout_seconds: float
    """Seconds that a task may take; an upper bound for missing files, too."""

    async def fetch_and_record(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        """As :meth:`fetch`, and record in the model's circuit breaker whether the pictures are readable."""
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
        """Download the readable pictures, in the order of the results; the others are logged and omitted.

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
        """Poll the task again if its pictures were sent inline (base64), because these are not stored.

        Results that share an ``image_uuid`` are matched in the order of the reply.
        """
        if all(result.has_picture for result in results):
            return results
        progress = await self.provider.poll(job.task_uuid)
        polled: defaultdict[str, list[Result]] = defaultdict(list)
        for result in progress.outcome.results:
            polled[result.image_uuid].append(result)
        return [polled[result.image_uuid].pop(0) if polled[result.image_uuid] else result for result in results]

    def _missing_file_retry_seconds(self, job: Job) -> float:
        """The remaining seconds for which a missing file of the job is retried."""
        if job.ready_at is None:
            return 0.0
        max_seconds = min(MISSING_FILE_RETRY_SECONDS, self.task_timeout_seconds)
        return min(max_seconds, max(0.0, job.ready_at + max_seconds - self.clock()))

    async def _download(self, job: Job, results: Sequence[Result]) -> list[Picture]:
        read = partial(self.media.read, retry_missing_seconds=self._missing_file_retry_seconds(job))
        files = await asyncio.gather(*map(read, results), return_exceptions=True)
        pictures: list[Picture] = []
        unavailable: ProviderUnavailable | None = None
        for result, file in zip(results, files, strict=True):
            if isinstance(file, PictureFile):
                pictures.append(Picture(file.data, file.format, file.size, result))
                continue
            if not isinstance(file, BadPicture | ProviderError):
                raise file
            log.warning("A picture of job %s: %s", job.id, file, extra={"event": "picture_unreadable"})
            unavailable = file if isinstance(file, ProviderUnavailable) else unavailable
        if unavailable is not None and not pictures:
            raise unavailable
        return pictures
