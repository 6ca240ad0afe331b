"""The commands that the bot has registered for single servers."""

from collections.abc import Callable

from sandbox.discord.errors import Json
from sandbox.discord.state.commands import CommandRegistry
from sandbox.discord.state.guild import Guild
from sandbox.discord.state.snowflakes import SnowflakeGenerator


class GuildCommands:
    """One registry for each server that has commands of its own, next to the global registry."""

    def __init__(self, everywhere: CommandRegistry, new_id: SnowflakeGenerator, on_change: Callable[[], None]) -> None:
        self._everywhere = everywhere
        self._new_id = new_id
        self._on_change = on_change
        self._by_guild: dict[str, CommandRegistry] = {}

    def of(self, guild_id: str) -> CommandRegistry:
        """The registry of that server."""
        if guild_id not in self._by_guild:
            self._by_guild[guild_id] = CommandRegistry(
                self._everywhere.application_id, self._new_id, self._on_change, guild_id
            )
        return self._by_guild[guild_id]

    def forget(self, guild: Guild) -> None:
        """Delete a server's commands: the application was removed from it."""
        if self._by_guild.pop(guild.id, None) is not None:
            self._on_change()

    def usable_in(self, guild: Guild | None) -> list[Json]:
        """The commands in that server, its own first; none without the bot. ``None``: the global ones."""
        if guild is None:
            return self._everywhere.all
        if not guild.has_bot:
            return []
        own = self._by_guild.get(guild.id)
        return [*(own.all if own else ()), *self._everywhere.all]
