"""Finds URLs at which a job's pictures can be seen now: Discord's signed file URLs expire after about a day."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import discord

from bot.discord.api_errors import REQUEST_ERRORS
from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.screening import is_restricted
from bot.ui.attachments import picture_number_in_url
from bot.ui.picture_links import PROVIDER_URL_LIFETIME_SECONDS, PictureUrls

FETCH_TIMEOUT_SECONDS: Final = 3.0
"""Timeout for fetching one message; after it, the pictures of that message are not shown."""
MAX_CONCURRENT_FETCHES: Final = 8
"""Messages that are fetched at the same time, for all members together; Discord allows 50 requests a second."""


class PictureUrlFinder:
    """Finds the URLs of pictures by fetching the messages that hold them, with the bot's token."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._fetch_slots = asyncio.Semaphore(MAX_CONCURRENT_FETCHES)

    async def find_in_first_messages(self, jobs: Sequence[Job], *, age_restricted: bool) -> dict[int, PictureUrls]:
        """Find the URLs of the pictures in the first message of each job, by job id; ``age_restricted`` as below."""
        found = await asyncio.gather(*(self._find(job, [job.message_id], {}, age_restricted) for job in jobs))
        return {job.id: urls for job, urls in zip(jobs, found, strict=True)}

    async def find_all(self, job: Job, *known_messages: discord.Message | None, age_restricted: bool) -> PictureUrls:
        """Find the URLs of all pictures of a job; ``known_messages`` were just received and are not fetched.

        ``age_restricted`` is whether the pictures will be shown in an age-restricted channel.
        """
        files = dict(entry for message in known_messages if message for entry in _discord_urls_in(job, message))
        missing = [number for number in range(1, job.delivered_count + 1) if number not in files]
        return await self._find(job, list(dict.fromkeys(map(job.message_id_of, missing))), files, age_restricted)

    async def _find(
        self, job: Job, message_ids: Sequence[int | None], known_urls: Mapping[int, str], age_restricted: bool
    ) -> PictureUrls:
        # Ephemeral messages cannot be fetched (Discord, Ephemeral Messages).
        ids = [] if job.request.private else [message_id for message_id in message_ids if message_id is not None]
        fetched = await asyncio.gather(*(self._fetch_urls(job, message_id) for message_id in ids))
        urls = dict(known_urls)
        for part in fetched:
            urls |= part or {}
        is_deleted = None in fetched
        found = PictureUrls(urls, {} if is_deleted else self._provider_urls(job), message_deleted=is_deleted)
        return found if age_restricted else _withhold_restricted(job, found)

    async def _fetch_urls(self, job: Job, message_id: int) -> dict[int, str] | None:
        """Fetch a message and return the URLs in it; ``None`` if it was deleted, empty if it cannot be fetched."""
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            async with self._fetch_slots, asyncio.timeout(FETCH_TIMEOUT_SECONDS):
                return dict(_discord_urls_in(job, await channel.get_partial_message(message_id).fetch()))
        except discord.NotFound:
            return None
        except REQUEST_ERRORS:
            return {}

    def _provider_urls(self, job: Job) -> dict[int, str]:
        """The provider's own URLs, until :data:`PROVIDER_URL_LIFETIME_SECONDS` have passed."""
        if job.outcome is None or self._clock() > (job.ready_at or job.created_at) + PROVIDER_URL_LIFETIME_SECONDS:
            return {}
        results = enumerate(job.outcome.results[: job.delivered_count], 1)
        return {number: result.url for number, result in results if result.url}


def _withhold_restricted(job: Job, found: PictureUrls) -> PictureUrls:
    """Remove restricted pictures, which Discord allows in age-restricted channels only."""
    withheld = {number for number in range(1, job.delivered_count + 1) if is_restricted(job, job.result(number))}
    files, provider = (
        {number: url for number, url in urls.items() if number not in withheld}
        for urls in (found.discord_urls, found.provider_urls)
    )
    return replace(found, discord_urls=files, provider_urls=provider, withheld_count=len(withheld))


def _discord_urls_in(job: Job, message: discord.Message) -> Iterator[tuple[int, str]]:
    """Numbers and URLs of the job's pictures among attachments and gallery items; not every message lists both."""
    urls = [attachment.url for attachment in message.attachments]
    for component in message.components:
        if isinstance(component, discord.MediaGalleryComponent):
            urls += [item.media.url for item in component.items]
    for url in reversed(urls):
        if (number := picture_number_in_url(job, url)) is not None:
            yield number, url
