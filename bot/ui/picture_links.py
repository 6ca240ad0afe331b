"""Addresses at which the pictures of a job can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.domain.job import Job

PROVIDER_URL_LIFETIME_SECONDS: Final = 7 * 24 * 3600.0 - 3600
"""Seconds that the provider's own addresses work; it says nothing of it, others found 7 days."""


@dataclass(frozen=True, slots=True)
class PictureUrls:
    """The addresses of a job's pictures by number; ``gone`` if a message of theirs was deleted.

    ``files`` are those of them that are Discord's, so that they can be read. ``withheld`` tells how many are not told
    of, because they may be shown in age-restricted channels only.
    """

    discord_urls: Mapping[int, str] = field(default_factory=dict)
    provider_urls: Mapping[int, str] = field(default_factory=dict)
    message_deleted: bool = False
    withheld_count: int = 0

    @property
    def urls(self) -> Mapping[int, str]:
        """All addresses that can be shown, in the order of their numbers."""
        return dict(sorted({**self.provider_urls, **self.discord_urls}.items()))


def jump_url(job: Job) -> str | None:
    """Where the message is that brought the pictures; ``None`` where only their author saw it."""
    if job.message_id is None or job.request.private:
        return None
    return f"https://discord.com/channels/{job.guild_id or '@me'}/{job.channel_id}/{job.message_id}"
