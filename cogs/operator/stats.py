"""``/operator stats``: what all servers drew, spent and were refused, with the dearest of them."""

from discord import app_commands
from discord.ext import commands

from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.jobs.statistics import StatisticsReport
from cogs._statistics import DAYS_CHOICES, DAYS_OPTION, DEFAULT_DAYS, reply_with_statistics
from cogs.operator.permissions import require_operator


class OperatorStatistics(commands.Cog):
    """Shows statistics of all servers to the operator."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description=command_text("command-operator-stats"))
    @app_commands.describe(days=DAYS_OPTION)
    @app_commands.choices(days=DAYS_CHOICES)
    async def stats(self, interaction: Interaction, days: int = DEFAULT_DAYS) -> None:
        """Show the statistics to the operator only."""
        await reply_with_statistics(interaction, self._report(interaction, days))

    async def _report(self, interaction: Interaction, days: int) -> StatisticsReport:
        await require_operator(interaction)
        return await self.bot.services.statistics.report_everything(days, self._server_name)

    def _server_name(self, guild_id: int) -> str | None:
        guild = self.bot.get_guild(guild_id)
        return None if guild is None else guild.name
