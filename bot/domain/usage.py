"""What a member, a channel, a server and the whole bot have used, as the ledger says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Usage in the windows of :mod:`bot.domain.windows`; money is in micro-dollars.

    ``images`` are those of the member's quota on this server, ``images_on_all_servers`` of all. ``extra`` are further
    pictures of the same time: used from grants, or taken off the quota by a reset. ``granted_left`` is what the
    member's grants on this server still hold. ``channel_images`` are those of all members in the channel.
    """

    images: int = 0
    images_on_all_servers: int = 0
    extra: int = 0
    extra_on_all_servers: int = 0
    granted_left: int = 0
    channel_images: int = 0
    micro_dollars: int = 0
    jobs: int = 0
    last_request_at: float | None = None
    guild_daily_spend: int = 0
    guild_monthly_spend: int = 0
    bot_daily_spend: int = 0
