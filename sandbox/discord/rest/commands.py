"""Endpoints of application commands: the global ones, and those of one server."""

from collections.abc import Iterator
from typing import Final

from sandbox.discord.errors import ApiError, ErrorCode
from sandbox.discord.rest.pipeline import Endpoint, EndpointCall, RestResponse
from sandbox.discord.state.commands import CommandRegistry
from sandbox.discord.state.guild_commands import GuildCommands
from sandbox.discord.state.localizations import without_localizations
from sandbox.discord.state.world import World

_COMMANDS_PATH: Final = "/applications/{application_id}/commands"
_GUILD_COMMANDS_PATH: Final = "/applications/{application_id}/guilds/{guild_id}/commands"


class CommandEndpoints:
    """Endpoints that read and replace the application's commands."""

    def __init__(self, world: World, commands: CommandRegistry, guild_commands: GuildCommands) -> None:
        self._world = world
        self._commands = commands
        self._guild_commands = guild_commands

    def __iter__(self) -> Iterator[Endpoint]:
        """All endpoints."""
        for path in (_COMMANDS_PATH, _GUILD_COMMANDS_PATH):
            yield Endpoint("GET", path, self.list_commands)
            yield Endpoint("PUT", path, self.replace_commands)

    async def list_commands(self, call: EndpointCall) -> RestResponse:
        """The registered commands; their texts in other languages only with ``with_localizations``."""
        commands = self._registry(call).all
        if call.request.query.get("with_localizations") != "true":
            commands = [without_localizations(command) for command in commands]
        return RestResponse(commands)

    async def replace_commands(self, call: EndpointCall) -> RestResponse:
        """Replace all registered commands."""
        return RestResponse(self._registry(call).replace(call.body.payload))

    def _registry(self, call: EndpointCall) -> CommandRegistry:
        """The registry of the path; MISSING_ACCESS for a server that did not add the application."""
        if call.path_part("application_id") != self._world.application_id:
            raise ApiError(ErrorCode.UNKNOWN_APPLICATION)
        guild_id = call.request.match_info.get("guild_id")
        if guild_id is None:
            return self._commands
        guild = self._world.guilds.get(guild_id)
        if guild is None or not guild.has_bot:
            raise ApiError(ErrorCode.MISSING_ACCESS)
        return self._guild_commands.of(guild.id)
