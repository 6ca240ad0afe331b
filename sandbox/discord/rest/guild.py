"""Endpoints about how the guild is kept: what a channel changes for roles and members, roles, and AutoMod's rules."""

from collections.abc import Iterator
from typing import Final

from sandbox.discord.control.guild_settings import House
from sandbox.discord.rest import serialize
from sandbox.discord.rest.errors import ApiError, Json, Refusal, invalid
from sandbox.discord.rest.pipeline import Answer, Call, Endpoint
from sandbox.discord.state.permissions import NOTHING, Permission
from sandbox.discord.state.roles import Overwrite, Whom
from sandbox.discord.state.world import DIRECT, Channel, World

_OVERWRITE: Final = "/channels/{channel_id}/permissions/{overwrite_id}"
_RULES: Final = "/guilds/{guild_id}/auto-moderation/rules"


class HouseEndpoints:
    """What a bot may know and change where an admin lets it."""

    def __init__(self, world: World, house: House) -> None:
        self._world = world
        self._house = house

    def __iter__(self) -> Iterator[Endpoint]:
        """All of them."""
        yield Endpoint("PUT", _OVERWRITE, self.overwrite)
        yield Endpoint("DELETE", _OVERWRITE, self.restore)
        yield Endpoint("GET", "/guilds/{guild_id}/roles", self.roles)
        yield Endpoint("GET", _RULES, self.rules)
        yield Endpoint("GET", f"{_RULES}/{{rule_id}}", self.rule)

    async def overwrite(self, call: Call) -> Answer:
        """Allow and deny things in a channel, of those that the bot has itself.

        It may go beyond them where the channel itself lets it manage roles (documentation, "Edit Channel Permissions").
        """
        place = self._managed(call)
        whom, target = self._whom(call), call.part("overwrite_id")
        known = self._world.role(target) if whom is Whom.ROLE else self._world.users.get(target)
        if known is None or known.id != target:
            raise ApiError(Refusal.UNKNOWN_OVERWRITE)
        overwrite = Overwrite(target, whom, _bits(call, "allow"), _bits(call, "deny"))
        beyond = int(overwrite.allow | overwrite.deny) & ~int(self._world.bot.permissions)
        if beyond and not self._manages_all(place):
            raise ApiError(Refusal.MISSING_PERMISSIONS)
        place.set(overwrite)
        self._house.changed(place)
        return Answer()

    async def restore(self, call: Call) -> Answer:
        """Let a channel be like the guild again for a role or a member."""
        place = self._managed(call)
        if place.overwrites.pop(call.part("overwrite_id"), None) is None:
            raise ApiError(Refusal.UNKNOWN_OVERWRITE)
        self._house.changed(place)
        return Answer()

    async def roles(self, call: Call) -> Answer:
        """The guild's roles."""
        self._in_guild(call)
        return Answer(serialize.roles(self._world))

    async def rules(self, call: Call) -> Answer:
        """AutoMod's rules, for those who may manage the guild."""
        return Answer(self._rules(call))

    async def rule(self, call: Call) -> Answer:
        """One of them."""
        for rule in self._rules(call):
            if rule["id"] == call.part("rule_id"):
                return Answer(rule)
        raise ApiError(Refusal.NOT_FOUND)

    def _rules(self, call: Call) -> list[Json]:
        self._in_guild(call)
        if Permission.MANAGE_GUILD not in self._world.bot.permissions:
            raise ApiError(Refusal.MISSING_PERMISSIONS)
        return self._house.automod.as_json()

    def _managed(self, call: Call) -> Channel:
        place = self._world.channel(call.part("channel_id"))
        if place.kind == DIRECT:
            raise ApiError(Refusal.DIRECT_CHANNEL)
        allowed = place.permissions_of(self._world.bot)
        if Permission.VIEW_CHANNEL not in allowed:
            raise ApiError(Refusal.MISSING_ACCESS)
        if Permission.MANAGE_ROLES not in allowed:
            raise ApiError(Refusal.MISSING_PERMISSIONS)
        return place

    def _manages_all(self, place: Channel) -> bool:
        ids = {self._world.bot.id, *(role.id for role in self._world.bot.roles)}
        mine = [one for key, one in place.overwrites.items() if key in ids]
        return any(Permission.MANAGE_ROLES in one.allow for one in mine)

    @staticmethod
    def _whom(call: Call) -> Whom:
        try:
            return Whom(call.payload.get("type", -1))
        except ValueError:
            raise invalid("type", code="BASE_TYPE_CHOICES", message="0 for a role or 1 for a member.") from None

    def _in_guild(self, call: Call) -> None:
        if call.part("guild_id") != self._world.guild_id:
            raise ApiError(Refusal.UNKNOWN_GUILD)


def _bits(call: Call, field: str) -> Permission:
    value = str(call.payload.get(field) or NOTHING.value)
    if not (value.isascii() and value.isdigit()):
        raise invalid(field, code="NUMBER_TYPE_COERCE", message="Not a set of permissions.")
    return Permission(int(value))
