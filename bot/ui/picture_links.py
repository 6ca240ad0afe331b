"""URLs at which the pictures of a job can be seen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.domain.job import Job

PROVIDER_URL_LIFETIME_SECONDS: Final = 7 * 24 * 3600.0 - 3600
"""How long the provider's URLs work: 7 days by observation (undocumented), minus an hour."""


@dataclass(frozen=True, slots=True)
class PictureUrls:
    """The URLs of a job's pictures by number.

    ``discord_urls`` are files on Discord's CDN, which the bot can read. ``message_deleted``: a message with pictures
    was deleted. ``withheld_count`` pictures are omitted, because they may be shown only in age-restricted channels.
    """

    discord_urls: Mapping[int, str] = field(default_factory=dict)
    provider_urls: Mapping[int, str] = field(default_factory=dict)
    message_deleted: bool = False
    withheld_count: int = 0

    @property
    def urls(self) -> Mapping[int, str]:
        """All URLs, ordered by number; Discord's take precedence over the provider's."""
        return dict(sorted({**self.provider_urls, **self.discord_urls}.items()))


def jump_link(job: Job, label: str) -> str:
    """The label as a link to the job's message; the label alone for ephemeral messages."""
    url = jump_url(job)
    return label if url is None else f"[{label}]({url})"


def jump_url(job: Job) -> str | None:
    """The link to the job's message; ``None`` for ephemeral messages."""
    if job.message_id is None or job.request.private:
        return None
    return f"https://discord.com/channels/{job.guild_id or '@me'}/{job.channel_id}/{job.message_id}"
