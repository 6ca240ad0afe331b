"""The options of /admin quota set: whose quota it is, and what counts as a day."""

from typing import Any, Final, TypeAlias

import discord
from discord import AppCommandOptionType, ChannelType, Member, Role, User, app_commands
from discord.app_commands import AppCommandChannel, AppCommandThread, Choice

from bot.domain.server_quotas import WHOLE_SERVER, QuotaTarget
from bot.domain.windows import find_time_zone, list_time_zones
from bot.errors import Invalid
from bot.localization.messages import Message, text
from bot.ui.admin.quota_text import ROLLING_DAY
from bot.ui.autocomplete import MAX_CHOICES

ONE_TARGET: Final = Message("admin-quota-one-target")
DAY_OF_SERVER: Final = Message("admin-quota-day-of-server")
_WELL_KNOWN_ZONES: Final = (
    "UTC",
    "Europe/London",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Kyiv",
    "Europe/Istanbul",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Sao_Paulo",
    "America/Mexico_City",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Jakarta",
    "Asia/Manila",
    "Asia/Shanghai",
    "Asia/Seoul",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
)
BOT_HAS_NO_QUOTA: Final = Message("admin-quota-bot")


class _ChannelTransformer(app_commands.Transformer):
    """Accepts channels in which members can request pictures, and their threads, which share the channel's quota."""

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        types = ChannelType
        channels = [types.text, types.news, types.forum, types.voice, types.stage_voice]
        return [*channels, types.public_thread, types.private_thread, types.news_thread]

    async def transform(self, _interaction: discord.Interaction, value: Any, /) -> AppCommandChannel | AppCommandThread:
        channel: AppCommandChannel | AppCommandThread = value
        return channel


QuotaChannel: TypeAlias = app_commands.Transform[AppCommandChannel | AppCommandThread, _ChannelTransformer]
"""A channel, or a thread in it."""


def quota_target(
    guild_id: int,
    member: User | Member | None,
    role: Role | None,
    channel: AppCommandChannel | AppCommandThread | None,
) -> QuotaTarget:
    """Whose quota the options name; the role @everyone is the whole server."""
    chosen = [option for option in (member, role, channel) if option is not None]
    if len(chosen) > 1:
        raise Invalid(ONE_TARGET)
    if member is not None:
        check_not_bot(member)
        return QuotaTarget("members", member.id)
    if role is not None:
        return WHOLE_SERVER if role.id == guild_id else QuotaTarget("roles", role.id)
    if channel is None:
        return WHOLE_SERVER
    return QuotaTarget("channels", channel.parent_id if isinstance(channel, AppCommandThread) else channel.id)


def check_not_bot(member: User | Member) -> None:
    """Raise :class:`Invalid` for a bot."""
    if member.bot:
        raise Invalid(BOT_HAS_NO_QUOTA)


def parse_day(day: str) -> str | None:
    """The time zone of the option, ``None`` for the last 24 hours; raises :class:`Invalid`."""
    typed, names = day.strip().casefold(), {ROLLING_DAY, text("choice-admin-quota-rolling-day")}
    return None if typed in {name.casefold() for name in names} else find_time_zone(day)


def _rank(zone: str, wanted: str) -> int:
    """The place of a well-known zone in a list that nobody has narrowed yet; after these, all are equal."""
    return _WELL_KNOWN_ZONES.index(zone) if not wanted and zone in _WELL_KNOWN_ZONES else len(_WELL_KNOWN_ZONES)


def suggest_days(typed: str) -> list[Choice[str]]:
    """Autocomplete the last 24 hours and time zones; spaces count as the underscores of the names.

    Before anything is typed, zones come first in which many people live.
    """
    wanted = typed.strip().casefold()
    zones = [zone for zone in list_time_zones() if wanted.replace(" ", "_") in zone.casefold()]
    zones.sort(key=lambda zone: (_rank(zone, wanted), "/" not in zone))
    choices = [Choice(name=text("choice-admin-quota-day-in-zone", zone=zone), value=zone) for zone in zones]
    rolling = text("choice-admin-quota-rolling-day")
    if wanted in rolling.casefold():
        choices.insert(0, Choice(name=rolling, value=ROLLING_DAY))
    return choices[:MAX_CHOICES]
