"""``/quota``: how many pictures are left, when the next one is available, and what they cost."""

from discord import app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.permissions import member_context
from bot.domain.quota import Limits, Usage
from bot.ui.jobs import quota


class Quota(commands.Cog):
    """Shows a member's usage."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description="Show how many pictures you have left, and what yours cost")
    async def quota(self, interaction: Interaction) -> None:
        """Show the usage to the member only."""
        limits, usage = await replies.with_ack(interaction, self._load_usage(interaction))
        await replies.reply_ephemeral(interaction, quota.quota_view(limits, usage))

    async def _load_usage(self, interaction: Interaction) -> tuple[Limits, Usage]:
        """Load the limits of this member on this server, and their usage."""
        context = member_context(interaction)
        limits = self.bot.services.requests.limits
        if interaction.guild_id is not None and context is not None:
            rules = await self.bot.services.gate.rules(interaction.guild_id)
            limits = limits.for_tier(limits.best_tier(rules.tiers_of(context.roles)))
        return limits, await self.bot.services.usage.get_usage(interaction.user.id)


async def setup(bot: Easel) -> None:
    """Add the command."""
    await bot.add_cog(Quota(bot))
