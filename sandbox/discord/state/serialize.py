"""The world as Discord's JSON objects."""

from sandbox.discord.errors import Json
from sandbox.discord.state.snowflakes import format_timestamp
from sandbox.discord.state.world import DIRECT_CHANNEL, Channel, User, World


def member(world: World, user: User, channel: Channel | None = None) -> Json:
    """Discord's member object; with ``channel`` it includes the permissions there, as in interactions."""
    described: Json = {
        "user": user.as_json(),
        "nick": None,
        "avatar": None,
        "roles": [role.id for role in user.roles if role is not world.everyone],
        "joined_at": format_timestamp(user.joined_at),
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


def partial_member(world: World, user: User, here: Channel) -> Json:
    """The member object in resolved data: without user, ``deaf`` and ``mute`` ("Resolved Data Structure")."""
    left_out = {"user", "deaf", "mute"}
    return {field: value for field, value in member(world, user, here).items() if field not in left_out}


def partial_channel(world: World, target: Channel, user: User) -> Json:
    """The channel object in resolved data (documentation, "Resolved Data Structure")."""
    described = {
        field: value for field, value in channel(world, target, user).items() if field != "permission_overwrites"
    }
    return described | {"app_permissions": str(int(target.permissions_of(world.bot)))}


def channel(world: World, target: Channel, user: User | None = None) -> Json:
    """Discord's channel object; with ``user`` it includes that user's permissions, as in interactions."""
    described: Json = {"id": target.id, "type": target.kind, "last_message_id": None, "flags": 0}
    if target.kind == DIRECT_CHANNEL:
        assert target.recipient is not None
        described["recipients"] = [target.recipient.as_json()]
    else:
        described |= {
            "guild_id": world.guild_id,
            "name": target.name,
            "position": list(world.channels).index(target.id),
            "nsfw": target.age_restricted,
            "permission_overwrites": [one.as_json() for one in target.overwrites.values()],
            "parent_id": None,
            "topic": None,
            "rate_limit_per_user": 0,
        }
    if user is not None:
        described["permissions"] = str(int(target.permissions_of(user)))
    return described


def guild(world: World) -> Json:
    """The guild without its channels and members, as ``GET /guilds/{id}`` returns it."""
    return {
        "id": world.guild_id,
        "name": world.guild_name,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "owner_id": world.owner.id,
        "roles": roles(world),
        "emojis": [],
        "stickers": [],
        "features": [],
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "premium_progress_bar_enabled": False,
        "preferred_locale": "en-US",
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


def guild_create(world: World) -> Json:
    """The data of GUILD_CREATE; without the members intent it lists the bot as the only member."""
    channels = [channel(world, one) for one in world.channels.values() if one.kind != DIRECT_CHANNEL]
    return guild(world) | {
        "channels": channels,
        "members": [member(world, world.bot)],
        "member_count": len(world.users),
        "joined_at": format_timestamp(world.bot.joined_at),
        "large": False,
        "unavailable": False,
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def roles(world: World) -> list[Json]:
    """The guild's roles."""
    return [role.as_json(position) for position, role in enumerate(world.roles)]


def application(world: World) -> Json:
    """The application and its owner."""
    return {
        "id": world.application_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": world.bot.as_json(),
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": world.owner.as_json(),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
        "approximate_guild_count": 1,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "tags": [],
        "integration_types_config": {"0": {}},
    }
