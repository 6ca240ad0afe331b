"""Servers, members and channels as Discord's JSON objects."""

from sandbox.discord.errors import Json
from sandbox.discord.state.guild import Channel, Guild, User
from sandbox.discord.state.snowflakes import format_timestamp


def member(guild: Guild, user: User, channel: Channel | None = None) -> Json:
    """Discord's member object; UNKNOWN_MEMBER if the user is none.

    With ``channel`` it includes the permissions there, as in interactions.
    """
    membership = guild.membership(user)
    described: Json = {
        "user": user.as_json(),
        "nick": None,
        "avatar": None,
        "roles": [role.id for role in membership.roles if role is not guild.everyone],
        "joined_at": format_timestamp(membership.joined_at),
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "pending": False,
        "communication_disabled_until": None,
        "flags": 0,
    }
    if channel is not None:
        described["permissions"] = str(int(channel.permissions_of(user)))
    return described


def partial_member(guild: Guild, user: User, here: Channel) -> Json:
    """The member object in resolved data: without user, ``deaf`` and ``mute`` ("Resolved Data Structure")."""
    left_out = {"user", "deaf", "mute"}
    return {field: value for field, value in member(guild, user, here).items() if field not in left_out}


def partial_channel(target: Channel, user: User, bot: User) -> Json:
    """The channel object in resolved data (documentation, "Resolved Data Structure")."""
    described = {field: value for field, value in channel(target, user).items() if field != "permission_overwrites"}
    return described | {"app_permissions": str(int(target.permissions_of(bot)))}


def channel(target: Channel, user: User | None = None) -> Json:
    """Discord's channel object; with ``user`` it includes that user's permissions, as in interactions."""
    described: Json = {"id": target.id, "type": target.kind, "last_message_id": None, "flags": 0}
    if target.guild is None:
        assert target.recipient is not None
        described["recipients"] = [target.recipient.as_json()]
    else:
        described |= {
            "guild_id": target.guild.id,
            "name": target.name,
            "position": list(target.guild.channels).index(target.id),
            "nsfw": target.age_restricted,
            "permission_overwrites": [one.as_json() for one in target.overwrites.values()],
            "parent_id": None,
            "topic": target.topic or None,
            "rate_limit_per_user": 0,
        }
    if user is not None:
        described["permissions"] = str(int(target.permissions_of(user)))
    return described


def guild(target: Guild) -> Json:
    """The server without its channels and members, as ``GET /guilds/{id}`` returns it."""
    return {
        "id": target.id,
        "name": target.name,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "owner_id": target.owner_id,
        "roles": roles(target),
        "emojis": [],
        "stickers": [],
        "features": [],
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": target.preferred_locale,
        "verification_level": 0,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "public_updates_channel_id": None,
        "vanity_url_code": None,
    }


def guild_create(target: Guild, bot: User) -> Json:
    """The data of GUILD_CREATE; without the members intent it lists the bot as the only member."""
    channels = [channel(one) for one in target.channels.values()]
    return guild(target) | {
        "channels": channels,
        "members": [member(target, bot)],
        "member_count": len(target.memberships),
        "joined_at": format_timestamp(target.membership(bot).joined_at),
        "large": False,
        "unavailable": False,
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def roles(target: Guild) -> list[Json]:
    """The server's roles."""
    return [role.as_json(position) for position, role in enumerate(target.roles)]
