"""Endpoints about the bot itself: who it is, its gateway, its guilds, its commands."""

from collections.abc import Callable, Iterator

from sandbox.discord.rest import serialize
from sandbox.discord.rest.errors import ApiError, Json, Refusal
from sandbox.discord.rest.pipeline import Answer, Call, Endpoint
from sandbox.discord.state.commands import Commands
from sandbox.discord.state.world import DIRECT, World

_COMMANDS = "/applications/{application_id}/commands"


class BotEndpoints:
    """What a bot asks before and while it is connected."""

    def __init__(self, world: World, commands: Commands, gateway_address: Callable[[], str]) -> None:
        self._world = world
        self._commands = commands
        self._gateway_address = gateway_address

    def __iter__(self) -> Iterator[Endpoint]:
        """All of them."""
        yield Endpoint("GET", "/users/@me", self.me)
        yield Endpoint("GET", "/users/@me/guilds", self.guilds)
        yield Endpoint("GET", "/users/{user_id}", self.user)
        yield Endpoint("GET", "/oauth2/applications/@me", self.application)
        yield Endpoint("GET", "/applications/@me", self.application)
        yield Endpoint("GET", "/gateway", self.gateway, with_token=False)
        yield Endpoint("GET", "/gateway/bot", self.gateway_bot)
        yield Endpoint("GET", "/guilds/{guild_id}", self.guild)
        yield Endpoint("GET", "/guilds/{guild_id}/channels", self.guild_channels)
        yield Endpoint("GET", "/guilds/{guild_id}/members/{user_id}", self.member)
        yield Endpoint("GET", _COMMANDS, self.commands)
        yield Endpoint("PUT", _COMMANDS, self.replace_commands)

    async def me(self, _: Call) -> Answer:
        """The bot as a user."""
        return Answer(self._world.bot.as_json() | {"verified": True, "mfa_enabled": True, "flags": 0})

    async def guilds(self, _: Call) -> Answer:
        """The guilds that the bot is in, with its permissions there."""
        permissions = str(int(self._world.bot.permissions))
        guild: Json = {"id": self._world.guild_id, "name": self._world.guild_name, "icon": None, "banner": None}
        return Answer([guild | {"owner": False, "permissions": permissions, "features": []}])

    async def user(self, call: Call) -> Answer:
        """Any user."""
        return Answer(self._world.user(call.part("user_id")).as_json())

    async def application(self, _: Call) -> Answer:
        """The application and its owner."""
        return Answer(serialize.application(self._world))

    async def gateway(self, _: Call) -> Answer:
        """Where the gateway is."""
        return Answer({"url": self._gateway_address()})

    async def gateway_bot(self, _: Call) -> Answer:
        """Where the gateway is, and how often it may be identified with."""
        limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return Answer({"url": self._gateway_address(), "shards": 1, "session_start_limit": limit})

    async def guild(self, call: Call) -> Answer:
        """The guild."""
        self._in_guild(call)
        return Answer(serialize.guild(self._world))

    async def guild_channels(self, call: Call) -> Answer:
        """The guild's channels."""
        self._in_guild(call)
        places = self._world.channels.values()
        return Answer([serialize.channel(self._world, place) for place in places if place.kind != DIRECT])

    async def member(self, call: Call) -> Answer:
        """A member of the guild."""
        self._in_guild(call)
        return Answer(serialize.member(self._world, self._world.user(call.part("user_id"))))

    async def commands(self, call: Call) -> Answer:
        """The registered commands."""
        self._own(call)
        return Answer(self._commands.all)

    async def replace_commands(self, call: Call) -> Answer:
        """Register commands in the place of all that were there."""
        self._own(call)
        return Answer(self._commands.replace(call.body.payload))

    def _in_guild(self, call: Call) -> None:
        if call.part("guild_id") != self._world.guild_id:
            raise ApiError(Refusal.UNKNOWN_GUILD)

    def _own(self, call: Call) -> None:
        if call.part("application_id") != self._world.application_id:
            raise ApiError(Refusal.UNKNOWN_APPLICATION)
