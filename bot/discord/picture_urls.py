"""Finds URLs at which a job's pictures can be seen now: Discord signs the URLs of its files for a day only."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

import discord

from bot.discord.api_errors import API_ERRORS
from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.screening import is_restricted
from bot.ui.attachments import picture_number_in_url
from bot.ui.picture_links import PROVIDER_URL_LIFETIME_SECONDS, PictureUrls

FETCH_TIMEOUT_SECONDS: Final = 3.0
"""Timeout for fetching one message; its pictures are not shown after that."""
MAX_CONCURRENT_FETCHES: Final = 8
"""Messages that are fetched at the same time for all members; Discord allows 50 requests a second."""


class PictureUrlFinder:
    """Finds the URLs of pictures by fetching the messages that hold them, with the bot's token."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._fetch_slots = asyncio.Semaphore(MAX_CONCURRENT_FETCHES)

    async def find_in_first_messages(self, jobs: Iterable[Job], *, age_restricted: bool) -> dict[int, PictureUrls]:
        """Find the URLs of the pictures in the first message of each job, by job id.

        ``age_restricted`` as for :meth:`find_all`.
        """
        listed = list(jobs)
        found = await asyncio.gather(*(self._find(job, [job.message_id]) for job in listed))
        return {
            job.id: urls if age_restricted else _withhold_restricted(job, urls)
            for job, urls in zip(listed, found, strict=True)
        }

    async def find_all(self, job: Job, *known_messages: discord.Message | None, age_restricted: bool) -> PictureUrls:
        """Find the URLs of all pictures of a job; ``known_messages`` were just received and are not fetched.

        ``age_restricted`` is whether the pictures will be shown in an age-restricted channel.
        """
        files = dict(entry for message in known_messages if message for entry in _discord_urls_in(job, message))
        missing = [number for number in range(1, job.delivered_count + 1) if number not in files]
        found = await self._find(job, list(dict.fromkeys(map(job.message_id_of, missing))), files)
        return found if age_restricted else _withhold_restricted(job, found)

    async def _find(
        self, job: Job, message_ids: Sequence[int | None], known_urls: Mapping[int, str] | None = None
    ) -> PictureUrls:
        # Ephemeral messages cannot be fetched (Discord, Ephemeral Messages).
        ids = [] if job.request.private else [message_id for message_id in message_ids if message_id is not None]
        messages = await asyncio.gather(*(self._fetch_message(job, message_id) for message_id in ids))
        files = {**(known_urls or {})}
        for message in messages:
            files |= dict(_discord_urls_in(job, message)) if isinstance(message, discord.Message) else {}
        if any(message is False for message in messages):
            return PictureUrls(files, message_deleted=True)
        return PictureUrls(files, self._provider_urls(job))

    async def _fetch_message(self, job: Job, message_id: int) -> discord.Message | bool | None:
        """Fetch a message; ``False`` if it was deleted, ``None`` if Discord does not return it."""
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            async with self._fetch_slots, asyncio.timeout(FETCH_TIMEOUT_SECONDS):
                return await channel.get_partial_message(message_id).fetch()
        except discord.NotFound:
            return False
        except API_ERRORS:
            return None

    def _provider_urls(self, job: Job) -> dict[int, str]:
        """The provider's own URLs, as long as they can be expected to work."""
        made_at = job.ready_at or job.created_at
        if job.outcome is None or self._clock() > made_at + PROVIDER_URL_LIFETIME_SECONDS:
            return {}
        results = enumerate(job.outcome.results[: job.delivered_count], 1)
        return {number: result.url for number, result in results if result.url}


def _withhold_restricted(job: Job, found: PictureUrls) -> PictureUrls:
    """Drop restricted pictures: Discord requires apps to show those in age-restricted channels only."""
    withheld = {number for number in range(1, job.delivered_count + 1) if is_restricted(job, job.result(number))}
    files, provider = (
        {number: url for number, url in urls.items() if number not in withheld}
        for urls in (found.discord_urls, found.provider_urls)
    )
    return replace(found, discord_urls=files, provider_urls=provider, withheld_count=len(withheld))


def _discord_urls_in(job: Job, message: discord.Message) -> Iterator[tuple[int, str]]:
    """Numbers and URLs of the job's pictures in the message.

    Components are searched too: not every message with components lists its files as attachments.
    """
    urls = [attachment.url for attachment in message.attachments]
    for component in message.components:
        if isinstance(component, discord.MediaGalleryComponent):
            urls += [item.media.url for item in component.items]
    for url in reversed(urls):
        if (number := picture_number_in_url(job, url)) is not None:
            yield number, url
