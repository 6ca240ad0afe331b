"""The permissions that Easel needs and lacks in channels, and whether the moderators' channel can be used."""

from collections.abc import Iterator
from typing import Final, TypeAlias

import discord
from discord import ForumChannel, Guild, Member, Permissions, Role, StageChannel, TextChannel, VoiceChannel

from bot.ui.phrases import join_with_and

RequestChannel: TypeAlias = TextChannel | ForumChannel | VoiceChannel | StageChannel
"""A channel in which members can request pictures; threads and posts inherit the rules of their channel."""
PERMISSION_NAMES: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "send_messages_in_threads": "Send Messages in Threads",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
"""The permissions that Easel needs on a server: their flags, and the names that Discord shows."""
REQUIRED_PERMISSIONS: Final = discord.Permissions()
REQUIRED_PERMISSIONS.update(**dict.fromkeys(PERMISSION_NAMES, True))
POST_PERMISSIONS: Final = ("view_channel", "send_messages")
PICTURE_PERMISSIONS: Final = (*POST_PERMISSIONS, "attach_files")
"""The permissions that case cards need, because they contain pictures."""


def list_request_channels(guild: Guild) -> Iterator[RequestChannel]:
    return (channel for channel in guild.channels if isinstance(channel, RequestChannel))


def missing_permissions(channel: RequestChannel, flags: tuple[str, ...] | None = None) -> tuple[str, ...]:
    """List those of ``flags`` that Easel lacks in a channel. The default is all flags that it needs there.

    With the default, a missing View Channel is returned alone, because all others depend on it. Where Discord has not
    sent Easel's own member data, Easel lacks all of them.
    """
    me: Member | None = channel.guild.me
    allowed = Permissions.none() if me is None else channel.permissions_for(me)
    missing = tuple(flag for flag in flags or _required_flags(channel) if not getattr(allowed, flag))
    return ("view_channel",) if flags is None and "view_channel" in missing else missing


def _required_flags(channel: RequestChannel) -> tuple[str, ...]:
    """The flags that apply to this type of channel: a forum has only posts, and voice channels have no threads."""
    not_applicable = {ForumChannel: "send_messages", TextChannel: ""}.get(type(channel), "send_messages_in_threads")
    return tuple(flag for flag in PERMISSION_NAMES if flag != not_applicable)


def permissions_text(flags: tuple[str, ...]) -> str:
    return join_with_and(PERMISSION_NAMES[flag] for flag in flags)


def is_public(channel: RequestChannel) -> bool:
    """Whether everybody can read the channel; so it is if Discord has not sent the role @everyone."""
    everyone: Role | None = channel.guild.default_role
    return everyone is None or channel.permissions_for(everyone).view_channel


def describe_channel_problem(guild: Guild, channel_id: int | None) -> str | None:
    """Describe why a channel cannot be the moderators' channel, without a full stop; ``None`` if it can."""
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
    """Describe how to solve the :func:`problem`, as part of a sentence."""
    channel = guild.get_channel(channel_id or 0)
    if not isinstance(channel, TextChannel):
        return "choose a channel that only moderators can read"
    if missing_permissions(channel, PICTURE_PERMISSIONS):
        return "allow it there, or choose another channel"
    return "hide it from @everyone, or choose another channel"
