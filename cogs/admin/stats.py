"""``/admin stats``: what a server drew, spent and was refused, as charts and as a file."""

from discord import app_commands
from discord.ext import commands

from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.jobs.statistics import StatisticsReport
from cogs._statistics import DAYS_CHOICES, DAYS_OPTION, DEFAULT_DAYS, reply_with_statistics
from cogs.admin.permissions import require_managed_guild


class ServerStatistics(commands.Cog):
    """Shows statistics to a server's managers."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description=command_text("command-admin-stats"))
    @app_commands.describe(days=DAYS_OPTION)
    @app_commands.choices(days=DAYS_CHOICES)
    async def stats(self, interaction: Interaction, days: int = DEFAULT_DAYS) -> None:
        """Show the statistics to the member only."""
        guild = require_managed_guild(interaction)
        await reply_with_statistics(interaction, self._report(guild.id, guild.name, days))

    async def _report(self, guild_id: int, name: str, days: int) -> StatisticsReport:
        """The last days of the server, in its time zone if it has a calendar."""
        rules = await self.services.gate.rules(guild_id)
        return await self.services.statistics.report_server(guild_id, name, days, rules.zone)
