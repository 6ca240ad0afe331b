"""Endpoints about the bot itself: its user, gateway, guilds and commands."""

from collections.abc import Callable, Iterator

from sandbox.discord.errors import ApiError, ErrorCode, Json
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.state import serialize
from sandbox.discord.state.commands import CommandRegistry
from sandbox.discord.state.world import DIRECT_CHANNEL, World

_COMMANDS_PATH = "/applications/{application_id}/commands"


class BotEndpoints:
    """Endpoints that a bot calls at start-up, and lookups of users and guilds."""

    def __init__(self, world: World, commands: CommandRegistry, gateway_address: Callable[[], str]) -> None:
        self._world = world
        self._commands = commands
        self._gateway_address = gateway_address

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        yield Endpoint("GET", "/users/@me", self.me)
        yield Endpoint("GET", "/users/@me/guilds", self.guilds)
        yield Endpoint("GET", "/users/{user_id}", self.user)
        yield Endpoint("GET", "/oauth2/applications/@me", self.application)
        yield Endpoint("GET", "/applications/@me", self.application)
        yield Endpoint("GET", "/gateway", self.gateway, needs_token=False)
        yield Endpoint("GET", "/gateway/bot", self.gateway_bot)
        yield Endpoint("GET", "/guilds/{guild_id}", self.guild)
        yield Endpoint("GET", "/guilds/{guild_id}/channels", self.guild_channels)
        yield Endpoint("GET", "/guilds/{guild_id}/members/{user_id}", self.member)
        yield Endpoint("GET", _COMMANDS_PATH, self.commands)
        yield Endpoint("PUT", _COMMANDS_PATH, self.replace_commands)

    async def me(self, _: EndpointCall) -> RestResponse:
        """The bot's own user."""
        return RestResponse(self._world.bot.as_json() | {"verified": True, "mfa_enabled": True, "flags": 0})

    async def guilds(self, _: EndpointCall) -> RestResponse:
        """The guilds of the bot, with its permissions."""
        permissions = str(int(self._world.bot.permissions))
        guild: Json = {"id": self._world.guild_id, "name": self._world.guild_name, "icon": None, "banner": None}
        return RestResponse([guild | {"owner": False, "permissions": permissions, "features": []}])

    async def user(self, call: EndpointCall) -> RestResponse:
        """Any user."""
        return RestResponse(self._world.user(call.path_part("user_id")).as_json())

    async def application(self, _: EndpointCall) -> RestResponse:
        """The application and its owner."""
        return RestResponse(serialize.application(self._world))

    async def gateway(self, _: EndpointCall) -> RestResponse:
        """The URL of the gateway."""
        return RestResponse({"url": self._gateway_address()})

    async def gateway_bot(self, _: EndpointCall) -> RestResponse:
        """The URL of the gateway and the limits of IDENTIFY."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return RestResponse({"url": self._gateway_address(), "shards": 1, "session_start_limit": limit})

    async def guild(self, call: EndpointCall) -> RestResponse:
        """The guild."""
        self._require_guild(call)
        return RestResponse(serialize.guild(self._world))

    async def guild_channels(self, call: EndpointCall) -> RestResponse:
        """The guild's channels."""
        self._require_guild(call)
        channels = self._world.channels.values()
        return RestResponse([serialize.channel(self._world, one) for one in channels if one.kind != DIRECT_CHANNEL])

    async def member(self, call: EndpointCall) -> RestResponse:
        """A member of the guild."""
        self._require_guild(call)
        return RestResponse(serialize.member(self._world, self._world.user(call.path_part("user_id"))))

    async def commands(self, call: EndpointCall) -> RestResponse:
        """The registered commands."""
        self._require_application(call)
        return RestResponse(self._commands.all)

    async def replace_commands(self, call: EndpointCall) -> RestResponse:
        """Replace all registered commands."""
        self._require_application(call)
        return RestResponse(self._commands.replace(call.body.payload))

    def _require_guild(self, call: EndpointCall) -> None:
        if call.path_part("guild_id") != self._world.guild_id:
            raise ApiError(ErrorCode.UNKNOWN_GUILD)

    def _require_application(self, call: EndpointCall) -> None:
        if call.path_part("application_id") != self._world.application_id:
            raise ApiError(ErrorCode.UNKNOWN_APPLICATION)
