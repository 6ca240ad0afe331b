"""Endpoints that read servers, and the one that leaves a server."""

from collections.abc import Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.rest.pages import parse_page
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.server_life import ServerLife
from sandbox.discord.state import serialize
from sandbox.discord.state.guild import Guild
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.world import World

_GUILD_PATH: Final = "/guilds/{guild_id}"
_MAX_GUILDS: Final = 200
_DEFAULT_AUDIT_ENTRIES: Final = 50


class ServerEndpoints:
    """Endpoints of the servers that the bot is a member of; the others are unknown to it."""

    def __init__(self, world: World, life: ServerLife) -> None:
        self._world = world
        self._life = life

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("GET", "/users/@me/guilds", self.guilds)
        yield Endpoint("DELETE", "/users/@me/guilds/{guild_id}", self.leave)
        yield Endpoint("GET", _GUILD_PATH, self.guild)
        yield Endpoint("GET", f"{_GUILD_PATH}/channels", self.channels)
        yield Endpoint("GET", f"{_GUILD_PATH}/roles", self.roles)
        yield Endpoint("GET", f"{_GUILD_PATH}/members/{{user_id}}", self.member)
        yield Endpoint("GET", f"{_GUILD_PATH}/audit-logs", self.audit_log)

    async def guilds(self, call: EndpointCall) -> RestResponse:
        """The bot's servers by id, with its permissions; with ``with_counts`` their numbers of members."""
        page = parse_page(call, default_limit=_MAX_GUILDS, max_limit=_MAX_GUILDS)
        found = page.select(sorted(self._world.bot_guilds, key=lambda one: int(one.id)), lambda one: one.id)
        return RestResponse([self._partial_json(one, counted=_is_counted(call)) for one in found])

    async def leave(self, call: EndpointCall) -> RestResponse:
        """Leave a server."""
        self._life.leave(self._guild(call))
        return RestResponse()

    async def guild(self, call: EndpointCall) -> RestResponse:
        """A server; with ``with_counts`` its number of members."""
        guild = self._guild(call)
        return RestResponse(serialize.guild(guild) | (_count_json(guild) if _is_counted(call) else {}))

    async def channels(self, call: EndpointCall) -> RestResponse:
        """A server's channels."""
        return RestResponse([serialize.channel(one) for one in self._guild(call).channels.values()])

    async def roles(self, call: EndpointCall) -> RestResponse:
        """A server's roles."""
        return RestResponse(serialize.roles(self._guild(call)))

    async def member(self, call: EndpointCall) -> RestResponse:
        """A member of a server."""
        guild = self._guild(call)
        return RestResponse(serialize.member(guild, self._world.user(call.path_part("user_id"))))

    async def audit_log(self, call: EndpointCall) -> RestResponse:
        """A server's audit log, newest entries first; needs View Audit Log."""
        guild = self._guild(call)
        if Permission.VIEW_AUDIT_LOG not in guild.permissions_of(self._world.bot):
            raise ApiError(ErrorCode.MISSING_PERMISSIONS)
        page, query = parse_page(call, default_limit=_DEFAULT_AUDIT_ENTRIES, newest_first=True), call.request.query
        wanted = [
            entry
            for entry in guild.audit_log
            if query.get("action_type") in {None, str(int(entry.action))}
            and query.get("user_id") in {None, entry.user_id}
            and query.get("target_id") in {None, entry.target_id}
        ]
        entries = page.select(wanted, lambda one: one.id)
        people = dict.fromkeys(user_id for entry in entries for user_id in (entry.user_id, entry.target_id))
        lists: Json = {"integrations": [], "webhooks": [], "guild_scheduled_events": [], "threads": []}
        lists |= {"application_commands": [], "auto_moderation_rules": []}
        users = [self._world.users[user_id].as_json() for user_id in people]
        return RestResponse({"audit_log_entries": [entry.as_json() for entry in entries], "users": users, **lists})

    def _guild(self, call: EndpointCall) -> Guild:
        return self._world.bot_guild(call.path_part("guild_id"))

    def _partial_json(self, guild: Guild, *, counted: bool) -> Json:
        described: Json = {"id": guild.id, "name": guild.name, "icon": None, "banner": None, "features": []}
        permissions = str(int(guild.permissions_of(self._world.bot)))
        described |= {"owner": False, "permissions": permissions}
        return described | (_count_json(guild) if counted else {})


def _is_counted(call: EndpointCall) -> bool:
    return call.request.query.get("with_counts", "").lower() in {"1", "true"}


def _count_json(guild: Guild) -> Json:
    count = len(guild.memberships)
    return {"approximate_member_count": count, "approximate_presence_count": count}
