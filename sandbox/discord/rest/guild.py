"""Endpoints of servers' administration: permission overwrites and AutoMod rules."""

from collections.abc import Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json, invalid_form
from sandbox.discord.guild_events import GuildEvents
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.state.guild import Channel, Guild
from sandbox.discord.state.keyword_rules import KeywordRuleStore
from sandbox.discord.state.permissions import NO_PERMISSIONS, Permission
from sandbox.discord.state.roles import Overwrite, OverwriteType
from sandbox.discord.state.world import World

_OVERWRITE_PATH: Final = "/channels/{channel_id}/permissions/{overwrite_id}"
_RULES_PATH: Final = "/guilds/{guild_id}/auto-moderation/rules"


class GuildEndpoints:
    """Endpoints that need Manage Roles or Manage Server."""

    def __init__(self, world: World, automod: KeywordRuleStore, events: GuildEvents) -> None:
        self._world = world
        self._automod = automod
        self._events = events

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("PUT", _OVERWRITE_PATH, self.put_overwrite)
        yield Endpoint("DELETE", _OVERWRITE_PATH, self.delete_overwrite)
        yield Endpoint("GET", _RULES_PATH, self.automod_rules)
        yield Endpoint("GET", f"{_RULES_PATH}/{{rule_id}}", self.automod_rule)

    async def put_overwrite(self, call: EndpointCall) -> RestResponse:
        """Set a permission overwrite within the bot's own permissions.

        The bot may exceed them if the channel allows it Manage Roles explicitly (documentation, "Edit Channel
        Permissions").
        """
        channel, guild = self._manageable_channel(call)
        whom, target = self._overwrite_type(call), call.path_part("overwrite_id")
        roles = {role.id for role in guild.roles}
        if target not in (roles if whom is OverwriteType.ROLE else guild.memberships):
            raise ApiError(ErrorCode.UNKNOWN_OVERWRITE)
        overwrite = Overwrite(target, whom, _parse_permissions(call, "allow"), _parse_permissions(call, "deny"))
        beyond = int(overwrite.allow | overwrite.deny) & ~int(guild.permissions_of(self._world.bot))
        if beyond and not self._can_exceed_own_permissions(channel, guild):
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        channel.set_overwrite(overwrite)
        self._events.announce_channel(channel)
        return RestResponse()

    async def delete_overwrite(self, call: EndpointCall) -> RestResponse:
        """Delete the permission overwrite of a role or a member."""
        channel, _ = self._manageable_channel(call)
        if channel.overwrites.pop(call.path_part("overwrite_id"), None) is None:
            raise ApiError(ErrorCode.UNKNOWN_OVERWRITE)
        self._events.announce_channel(channel)
        return RestResponse()

    async def automod_rules(self, call: EndpointCall) -> RestResponse:
        """AutoMod's rules; needs Manage Server."""
        return RestResponse(self._list_automod_rules(call))

    async def automod_rule(self, call: EndpointCall) -> RestResponse:
        """One AutoMod rule by id; needs Manage Server."""
        for rule in self._list_automod_rules(call):
            if rule["id"] == call.path_part("rule_id"):
                return RestResponse(rule)
        raise ApiError(ErrorCode.NOT_FOUND)

    def _list_automod_rules(self, call: EndpointCall) -> list[Json]:
        guild = self._world.bot_guild(call.path_part("guild_id"))
        if Permission.MANAGE_GUILD not in guild.permissions_of(self._world.bot):
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        return self._automod.as_json(guild)

    def _manageable_channel(self, call: EndpointCall) -> tuple[Channel, Guild]:
        channel = self._world.channel(call.path_part("channel_id"))
        if channel.guild is None:
            raise ApiError(ErrorCode.DIRECT_CHANNEL)
        allowed = channel.permissions_of(self._world.bot)
        if Permission.VIEW_CHANNEL not in allowed:
            raise ApiError(ErrorCode.MISSING_ACCESS)
        if Permission.MANAGE_ROLES not in allowed:
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        return channel, channel.guild

    def _can_exceed_own_permissions(self, channel: Channel, guild: Guild) -> bool:
        ids = {self._world.bot.id, *(role.id for role in guild.membership(self._world.bot).roles)}
        mine = [one for key, one in channel.overwrites.items() if key in ids]
        return any(Permission.MANAGE_ROLES in one.allow for one in mine)

    @staticmethod
    def _overwrite_type(call: EndpointCall) -> OverwriteType:
        try:
            return OverwriteType(call.json_object.get("type", -1))
        except ValueError:
            raise invalid_form("type", code="BASE_TYPE_CHOICES", message="0 for a role or 1 for a member.") from None


def _parse_permissions(call: EndpointCall, field: str) -> Permission:
    value = str(call.json_object.get(field) or NO_PERMISSIONS.value)
    if not (value.isascii() and value.isdigit()):
        raise invalid_form(field, code="NUMBER_TYPE_COERCE", message="Not a set of permissions.")
    return Permission(int(value))
