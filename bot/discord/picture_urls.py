"""Where a job's pictures can be looked at just now: Discord signs the addresses of its files for a day only."""

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
"""Seconds for one message; what does not come by then is not shown."""
MAX_CONCURRENT_FETCHES: Final = 8
"""Messages that are fetched at the same time, for everybody together; Discord takes 50 requests a second."""


class PictureUrlFinder:
    """Finds pictures by the messages that hold them, with the bot's own token."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock
        self._fetch_slots = asyncio.Semaphore(MAX_CONCURRENT_FETCHES)

    async def find_in_first_messages(self, jobs: Iterable[Job], *, age_restricted: bool) -> dict[int, PictureUrls]:
        """Where the first message of each of these jobs has its pictures.

        ``age_restricted`` as for :meth:`find_all`.
        """
        wanted = list(jobs)
        found = await asyncio.gather(*(self._find(job, [job.message_id]) for job in wanted))
        return {
            job.id: one if age_restricted else _withhold_restricted(job, one)
            for job, one in zip(wanted, found, strict=True)
        }

    async def find_all(self, job: Job, *known_messages: discord.Message | None, age_restricted: bool) -> PictureUrls:
        """Where all pictures of a job are; messages ``at_hand`` were just received and are not asked for again.

        ``age_restricted`` is whether they are to be shown in such a channel.
        """
        files = dict(entry for message in known_messages if message for entry in _discord_urls_in(job, message))
        missing = [number for number in range(1, job.delivered_count + 1) if number not in files]
        found = await self._find(job, list(dict.fromkeys(map(job.message_id_of, missing))), files)
        return found if age_restricted else _withhold_restricted(job, found)

    async def _find(
        self, job: Job, message_ids: Sequence[int | None], known_urls: Mapping[int, str] | None = None
    ) -> PictureUrls:
        # What only one person sees cannot be fetched by anybody (Discord, Ephemeral Messages).
        ids = [] if job.request.private else [one for one in message_ids if one is not None]
        messages = await asyncio.gather(*(self._fetch_message(job, one) for one in ids))
        files = {**(known_urls or {})}
        for message in messages:
            files |= dict(_discord_urls_in(job, message)) if isinstance(message, discord.Message) else {}
        if any(message is False for message in messages):
            return PictureUrls(files, message_deleted=True)
        return PictureUrls(files, self._provider_urls(job))

    async def _fetch_message(self, job: Job, message_id: int) -> discord.Message | bool | None:
        """The message; ``False`` if it was deleted, ``None`` if it cannot be had."""
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        try:
            async with self._fetch_slots, asyncio.timeout(FETCH_TIMEOUT_SECONDS):
                return await channel.get_partial_message(message_id).fetch()
        except discord.NotFound:
            return False
        except API_ERRORS:
            return None

    def _provider_urls(self, job: Job) -> dict[int, str]:
        """The provider's addresses, while they can be expected to work."""
        made_at = job.ready_at or job.created_at
        if job.outcome is None or self._clock() > made_at + PROVIDER_URL_LIFETIME_SECONDS:
            return {}
        results = enumerate(job.outcome.results[: job.delivered_count], 1)
        return {number: result.url for number, result in results if result.url}


def _withhold_restricted(job: Job, found: PictureUrls) -> PictureUrls:
    """What may be shown where minors may look: Discord asks apps to keep the rest in age-restricted channels."""
    withheld = {number for number in range(1, job.delivered_count + 1) if is_restricted(job, job.result(number))}
    files, provider = (
        {number: url for number, url in urls.items() if number not in withheld}
        for urls in (found.discord_urls, found.provider_urls)
    )
    return replace(found, discord_urls=files, provider_urls=provider, withheld_count=len(withheld))


def _discord_urls_in(job: Job, message: discord.Message) -> Iterator[tuple[int, str]]:
    """The pictures of this job that the message holds, by their numbers.

    They are looked for in the components too: not every message with components lists its files.
    """
    shown = [attachment.url for attachment in message.attachments]
    for component in message.components:
        if isinstance(component, discord.MediaGalleryComponent):
            shown += [item.media.url for item in component.items]
    for url in reversed(shown):
        if (number := picture_number_in_url(job, url)) is not None:
            yield number, url
