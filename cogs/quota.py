"""``/quota``: how many pictures are left, when the next one is available, and what they cost."""

from discord import app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.permissions import member_context
from bot.ui.jobs import quota
from bot.ui.layout import Layout


class Quota(commands.Cog):
    """Shows a member's usage."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description="Show how many pictures you have left, and what yours cost")
    async def quota(self, interaction: Interaction) -> None:
        """Show the usage to the member only."""
        await replies.reply_with(interaction, self._build_view(interaction))

    async def _build_view(self, interaction: Interaction) -> Layout:
        """Show the member's usage, and the limits of their tier on this server."""
        context = member_context(interaction)
        limits = self.services.requests.limits
        if interaction.guild_id is not None and context is not None:
            rules = await self.services.gate.rules(interaction.guild_id)
            limits = limits.for_tier(limits.best_tier(rules.tiers_of(context.roles)))
        return quota.quota_view(limits, await self.services.usage.get_usage(interaction.user.id))


async def setup(bot: Easel) -> None:
    """Add the command."""
    await bot.add_cog(Quota(bot))
