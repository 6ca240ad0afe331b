"""What Easel may do in a channel, and who can read there."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final, TypeAlias

import discord
from discord import ForumChannel, Guild, StageChannel, TextChannel, VoiceChannel

AskableChannel: TypeAlias = TextChannel | ForumChannel | VoiceChannel | StageChannel
"""A channel that people can ask in; threads and posts follow theirs."""
REQUIRED_PERMISSIONS: Final = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)
"""What Easel needs on a server, and nothing more."""
PERMISSION_NAMES: Final = MappingProxyType(
    {
        "view_channel": "View Channel",
        "send_messages": "Send Messages",
        "send_messages_in_threads": "Send Messages in Threads",
        "embed_links": "Embed Links",
        "attach_files": "Attach Files",
        "read_message_history": "Read Message History",
    }
)
"""As Discord shows them."""
POST_PERMISSIONS: Final = ("view_channel", "send_messages")
PICTURE_PERMISSIONS: Final = (*POST_PERMISSIONS, "attach_files")
"""What cards need, which hold pictures."""


def list_askable_channels(guild: Guild) -> Iterator[AskableChannel]:
    """Every channel of a server that people can ask in."""
    return (channel for channel in guild.channels if isinstance(channel, AskableChannel))


def missing_permissions(channel: AskableChannel, flags: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """The flags that Easel has not got in a channel, of these or of all that it needs there.

    Where it cannot look into the channel that says all.
    """
    allowed = channel.permissions_for(channel.guild.me)
    missing = tuple(flag for flag in flags or _required_flags(channel) if not getattr(allowed, flag))
    return ("view_channel",) if flags is None and "view_channel" in missing else missing


def _required_flags(channel: AskableChannel) -> tuple[str, ...]:
    """A forum has posts only, and spoken channels have no threads."""
    needless = {ForumChannel: "send_messages", TextChannel: ""}.get(type(channel), "send_messages_in_threads")
    return tuple(flag for flag in PERMISSION_NAMES if flag != needless)


def permissions_text(flags: tuple[str, ...]) -> str:
    """Permissions as people know them: ``View Channel, Embed Links and Attach Files``."""
    *most, last = (PERMISSION_NAMES[flag] for flag in flags)
    return f"{', '.join(most)} and {last}" if most else last


def is_public(channel: AskableChannel) -> bool:
    """Whether everybody on the server can read a channel."""
    return channel.permissions_for(channel.guild.default_role).view_channel


def problem(guild: Guild, channel_id: int | None) -> str | None:
    """Why moderators cannot be shown pictures in this channel, without the full stop; ``None`` where they can."""
    if channel_id is None:
        return "This server has no moderators’ channel"
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, TextChannel):
        return "The moderators’ channel no longer exists"
    if missing := missing_permissions(channel, PICTURE_PERMISSIONS):
        return f"Easel lacks {permissions_text(missing)} in the moderators’ channel <#{channel_id}>"
    if is_public(channel):
        return f"Everyone can read the moderators’ channel <#{channel_id}>"
    return None


def fix_hint(guild: Guild, channel_id: int | None) -> str:
    """What to do about that :func:`problem`: half a sentence, which a place to do it can follow."""
    channel = guild.get_channel(channel_id or 0)
    if not isinstance(channel, TextChannel):
        return "choose a channel that only moderators can read"
    if missing_permissions(channel, PICTURE_PERMISSIONS):
        return "allow it there, or choose another channel"
    return "hide it from @everyone, or choose another channel"
