"""Announces changes of the guild: to bots as gateway events, to open pages through a callback."""

from collections.abc import Callable

from sandbox.discord.errors import Json
from sandbox.discord.gateway import Gateway
from sandbox.discord.gateway.protocol import AUTO_MODERATION_CONFIGURATION_INTENT, GUILDS_INTENT
from sandbox.discord.state import serialize
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.world import DIRECT_CHANNEL, Channel, World


class GuildEvents:
    """Sends gateway events about the guild; ``on_change`` is called when open pages need the new state."""

    def __init__(self, world: World, gateway: Gateway, on_change: Callable[[], None]) -> None:
        self.on_change = on_change
        self._world = world
        self._gateway = gateway

    def announce_channel(self, channel: Channel) -> None:
        """Send CHANNEL_UPDATE for a channel of the guild."""
        if channel.kind != DIRECT_CHANNEL:
            self._dispatch("CHANNEL_UPDATE", serialize.channel(self._world, channel), GUILDS_INTENT)
        self.on_change()

    def announce_bot_role(self) -> None:
        """Send GUILD_ROLE_UPDATE for the bot's own role."""
        role = self._world.bot_role
        described = role.as_json(self._world.roles.index(role))
        self._dispatch("GUILD_ROLE_UPDATE", {"guild_id": self._world.guild_id, "role": described}, GUILDS_INTENT)

    def announce_automod_rule(self, event: str, rule: Json) -> None:
        """Send an AutoMod event; only a bot with Manage Server gets it (documentation, "Gateway Events")."""
        if Permission.MANAGE_GUILD in self._world.bot.permissions:
            self._dispatch(event, rule, AUTO_MODERATION_CONFIGURATION_INTENT)

    def _dispatch(self, event: str, data: Json, intent: int) -> None:
        self._gateway.dispatch(event, data, self._world.guild_id, intent=intent)
