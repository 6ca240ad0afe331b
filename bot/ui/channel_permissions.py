"""The permissions that Easel needs and lacks in channels, and whether the moderators' channel can be used."""

from collections.abc import Iterator
from typing import Final, NamedTuple, TypeAlias

import discord
from discord import ForumChannel, Guild, Member, Permissions, Role, StageChannel, TextChannel, VoiceChannel

from bot.localization.lists import join_with_and
from bot.localization.messages import Message, Sentence

RequestChannel: TypeAlias = TextChannel | ForumChannel | VoiceChannel | StageChannel
"""A channel in which members can request pictures; threads and posts inherit the rules of their channel."""
PERMISSIONS: Final = (
    "view_channel",
    "send_messages",
    "send_messages_in_threads",
    "embed_links",
    "attach_files",
    "read_message_history",
)
"""The flags of the permissions that Easel needs on a server."""
REQUIRED_PERMISSIONS: Final = discord.Permissions()
REQUIRED_PERMISSIONS.update(**dict.fromkeys(PERMISSIONS, True))
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
    return tuple(flag for flag in PERMISSIONS if flag != not_applicable)


def permission_name(flag: str) -> Message:
    """The name that Discord shows for a permission."""
    return Message(f"permission-{flag.replace('_', '-')}")


def permissions_text(flags: tuple[str, ...]) -> Sentence:
    """The names of permissions, as a list in a sentence."""
    return join_with_and(permission_name(flag) for flag in flags)


def is_public(channel: RequestChannel) -> bool:
    """Whether everybody can read the channel; so it is if Discord has not sent the role @everyone."""
    everyone: Role | None = channel.guild.default_role
    return everyone is None or channel.permissions_for(everyone).view_channel


class ChannelProblem(NamedTuple):
    """Why a channel cannot be the moderators' channel.

    ``clause`` states it, and ``remedy`` says what to do; both are parts of sentences, without a full stop.
    """

    clause: Message
    remedy: Message


def find_channel_problem(guild: Guild, channel_id: int | None) -> ChannelProblem | None:
    """Why a channel cannot be the moderators' channel; ``None`` if it can."""
    if channel_id is None:
        return ChannelProblem(Message("mod-channel-missing"), Message("mod-channel-choose"))
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, TextChannel):
        return ChannelProblem(Message("mod-channel-gone"), Message("mod-channel-choose"))
    mention = f"<#{channel_id}>"
    if missing := missing_permissions(channel, PICTURE_PERMISSIONS):
        clause = Message("mod-channel-lacks", permissions=permissions_text(missing), channel=mention)
        return ChannelProblem(clause, Message("mod-channel-allow"))
    if is_public(channel):
        return ChannelProblem(Message("mod-channel-public", channel=mention), Message("mod-channel-hide"))
    return None
