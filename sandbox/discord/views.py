"""The world as Discord describes it to a bot."""

from sandbox.discord.errors import Json
from sandbox.discord.permissions import EVERYONE, MODERATOR, Permission
from sandbox.discord.world import DIRECT, Channel, User, World


def member(world: World, user: User, channel: Channel | None = None) -> Json:
    """A member of the guild; with a channel also what they may do there, as interactions carry it."""
    described: Json = {
        "user": user.as_json(),
        "nick": None,
        "avatar": None,
        "roles": list(user.roles),
        "joined_at": world.born,
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


def channel(world: World, place: Channel, user: User | None = None) -> Json:
    """A channel; with a user also what they may do there, as interactions carry it."""
    described: Json = {"id": place.id, "type": place.kind, "last_message_id": None, "flags": 0}
    if place.kind == DIRECT:
        assert place.recipient is not None
        described["recipients"] = [place.recipient.as_json()]
    else:
        described |= {
            "guild_id": world.guild_id,
            "name": place.name,
            "position": list(world.channels).index(place.id),
            "nsfw": place.age_restricted,
            "permission_overwrites": _overwrites(world, place),
            "parent_id": None,
            "topic": None,
            "rate_limit_per_user": 0,
        }
    if user is not None:
        described["permissions"] = str(int(place.permissions_of(user)))
    return described


def _overwrites(world: World, place: Channel) -> list[Json]:
    if not place.denied:
        return []
    return [{"id": world.bot.id, "type": 1, "allow": "0", "deny": str(int(place.denied))}]


def guild(world: World) -> Json:
    """The guild without its channels and members, as ``GET /guilds/{id}`` gives it."""
    return {
        "id": world.guild_id,
        "name": world.guild_name,
        "icon": None,
        "splash": None,
        "banner": None,
        "description": None,
        "owner_id": world.owner.id,
        "roles": _roles(world),
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
    """The guild as the gateway introduces it; without the members intent that is with the bot's own member only."""
    places = [channel(world, place) for place in world.channels.values() if place.kind != DIRECT]
    return guild(world) | {
        "channels": places,
        "members": [member(world, world.bot)],
        "member_count": len(world.users),
        "joined_at": world.born,
        "large": False,
        "unavailable": False,
        "threads": [],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _roles(world: World) -> list[Json]:
    roles: tuple[tuple[str, str, Permission, Json], ...] = (
        (world.guild_id, "@everyone", EVERYONE, {}),
        (world.moderator_role, "Moderators", MODERATOR, {}),
        (world.bot_role, world.bot.name, EVERYONE, {"tags": {"bot_id": world.bot.id}}),
    )
    return [
        {
            "id": role_id,
            "name": name,
            "permissions": str(int(permissions)),
            "position": position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "icon": None,
            "unicode_emoji": None,
            "managed": bool(extra),
            "mentionable": False,
            "flags": 0,
            **extra,
        }
        for position, (role_id, name, permissions, extra) in enumerate(roles)
    ]


def application(world: World) -> Json:
    """The application with its owner."""
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
