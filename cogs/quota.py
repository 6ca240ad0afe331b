"""``/quota``: what is left, when the next picture frees up, what it cost."""

from typing import Any

from discord import Interaction, app_commands
from discord.ext import commands

from bot.client import Easel
from bot.ui import replies, reports


class Quota(commands.Cog):
    """Shows a member's usage."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description="How many pictures you have left, and what yours cost")
    async def quota(self, interaction: Interaction[Any]) -> None:
        """Show it to the member alone."""
        service = self.bot.service
        usage = await replies.in_time(interaction, service.usage(interaction.user.id))
        await replies.show(interaction, reports.quota(service.limits, usage))


async def setup(bot: Easel) -> None:
    """Add the command."""
    await bot.add_cog(Quota(bot))
