"""Records the servers that Easel is on as the gateway reports them."""

import logging
from collections.abc import Awaitable
from typing import Final

from discord import Guild
from discord.ext import commands

from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.client import Easel
from bot.domain.servers import ServerDetails
from bot.errors import StorageError

log: Final = logging.getLogger(__name__)
_SHARD_BITS: Final = 22
"""A server's id without its lowest 22 bits, modulo the number of shards, is its shard (Discord, Sharding)."""


class Servers(commands.Cog):
    """Listens to servers that appear, change and disappear; outages (``guild_unavailable``) change nothing."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """Compare the servers that a new session names with the stored ones; most are only named by their id yet."""
        present = [_details(guild) for guild in self.bot.guilds if guild.id > 0]
        await self._apply(self.bot.services.servers.record_session(present, self._belongs))

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Send the notices about servers that joined before this session knew its servers."""
        await self._apply(self.bot.services.servers.end_first_session())
        try:
            await self.bot.services.server_notices.send_due()
        except StorageError as error:
            log.warning("Notices about servers are sent later: %s", error, extra={"event": "server_notices_postponed"})

    @commands.Cog.listener()
    async def on_guild_join(self, guild: Guild) -> None:
        """Record a server that Discord sends; during an outage, one may be sent that joined before."""
        await self._record(guild)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: Guild) -> None:
        """Record a server at the start of a session and after an outage."""
        await self._record(guild)

    @commands.Cog.listener()
    async def on_guild_update(self, _before: Guild, after: Guild) -> None:
        """Record a new name or owner."""
        await self._record(after)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: Guild) -> None:
        """Record that Easel was removed from the server, or that the server was deleted."""
        await self._apply(self.bot.services.servers.record_left(guild.id))

    async def _record(self, guild: Guild) -> None:
        if guild.id <= 0:
            return  # not an id of Discord's; the ledger uses such numbers otherwise
        is_new = await self._apply(self.bot.services.servers.record_present(_details(guild)))
        if is_new and guild.id == self.bot.command_sync.operator_guild_id:
            await self._publish_for_operator()

    async def _apply(self, recording: Awaitable[bool]) -> bool:
        """Record a change, and tell those concerned about a new server; returns whether there is one."""
        try:
            if not await recording:
                return False
            await self.bot.services.server_notices.send_due()
        except StorageError as error:
            log.warning("A change of a server is recorded later: %s", error, extra={"event": "server_event_postponed"})
            return False
        return True

    async def _publish_for_operator(self) -> None:
        try:
            await self.bot.command_sync.publish_for_operator()
        except (StorageError, *REQUEST_ERRORS) as error:
            event = {"event": "operator_commands_unpublished"}
            log.warning("The operator’s commands were not published: %s", error, extra=event)

    def _belongs(self, guild_id: int) -> bool:
        count = self.bot.shard_count
        return count is None or (guild_id >> _SHARD_BITS) % count == (self.bot.shard_id or 0)


def _details(guild: Guild) -> ServerDetails:
    return ServerDetails(guild.id, guild.name or "", guild.owner_id, guild.member_count)


async def setup(bot: Easel) -> None:
    """Add the listeners."""
    await bot.add_cog(Servers(bot))
