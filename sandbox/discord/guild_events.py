"""Announces changes of servers: to bots as gateway events, to open pages through a callback."""

from collections.abc import Callable

from sandbox.discord.errors import Json
from sandbox.discord.gateway import Gateway
from sandbox.discord.gateway.protocol import AUTO_MODERATION_CONFIGURATION_INTENT, GUILDS_INTENT
from sandbox.discord.state import serialize
from sandbox.discord.state.guild import Channel, Guild
from sandbox.discord.state.permissions import Permission
from sandbox.discord.state.world import World


class GuildEvents:
    """Sends gateway events about servers; ``on_change`` is called when open pages need the new state.

    A bot hears of servers that it is a member of, and of the end of its membership.
    """

    def __init__(self, world: World, gateway: Gateway, on_change: Callable[[], None]) -> None:
        self.on_change = on_change
        self._world = world
        self._gateway = gateway

    def announce_guild(self, guild: Guild) -> None:
        """Send GUILD_UPDATE for a server."""
        if guild.has_bot:
            self._dispatch("GUILD_UPDATE", serialize.guild(guild), guild)
        self.on_change()

    def announce_channel(self, channel: Channel) -> None:
        """Send CHANNEL_UPDATE for a channel of a server."""
        if channel.guild is not None and channel.guild.has_bot:
            self._dispatch("CHANNEL_UPDATE", serialize.channel(channel), channel.guild)
        self.on_change()

    def announce_bot_role(self, guild: Guild) -> None:
        """Send GUILD_ROLE_UPDATE for the bot's own role."""
        role = guild.bot_role
        if role is not None:
            described = role.as_json(guild.roles.index(role))
            self._dispatch("GUILD_ROLE_UPDATE", {"guild_id": guild.id, "role": described}, guild)

    def announce_automod_rule(self, guild: Guild, event: str, rule: Json) -> None:
        """Send an AutoMod event; only a bot with Manage Server gets it (documentation, "Gateway Events")."""
        if Permission.MANAGE_GUILD in guild.permissions_of(self._world.bot):
            self._dispatch(event, rule, guild, AUTO_MODERATION_CONFIGURATION_INTENT)

    def announce_joined(self, guild: Guild) -> None:
        """Send GUILD_CREATE without ``unavailable``: the bot has become a member. discord.py relies on that."""
        described = serialize.guild_create(guild, self._world.bot)
        del described["unavailable"]
        self._dispatch("GUILD_CREATE", described, guild)
        self.on_change()

    def announce_available(self, guild: Guild) -> None:
        """Send GUILD_CREATE with ``unavailable: false``: an outage has ended."""
        self._dispatch("GUILD_CREATE", serialize.guild_create(guild, self._world.bot), guild)
        self.on_change()

    def announce_removed(self, guild: Guild) -> None:
        """Send GUILD_DELETE without ``unavailable``: the bot is no member any more (documentation, "Guild Delete")."""
        self._dispatch("GUILD_DELETE", {"id": guild.id}, guild)
        self.on_change()

    def announce_outage(self, guild: Guild) -> None:
        """Send GUILD_DELETE with ``unavailable``: the bot still is a member."""
        self._dispatch("GUILD_DELETE", {"id": guild.id, "unavailable": True}, guild)
        self.on_change()

    def _dispatch(self, event: str, data: Json, guild: Guild, intent: int = GUILDS_INTENT) -> None:
        self._gateway.dispatch(event, data, guild.id, intent=intent)
