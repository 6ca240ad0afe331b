"""``/quota``: how many pictures are left, when the next one is available, and what they cost."""

from discord import app_commands
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.entitlements import observations
from bot.discord.error_texts import obstacle_text
from bot.discord.intake import build_requester
from bot.domain.limit_resolution import Place
from bot.ui.jobs import quota
from bot.ui.layout import Layout


class Quota(commands.Cog):
    """Shows a member's usage."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description=command_text("command-quota"))
    async def quota(self, interaction: Interaction) -> None:
        """Show the usage to the member only."""
        await replies.reply_with(interaction, self._build_view(interaction))

    async def _build_view(self, interaction: Interaction) -> Layout:
        """Show the member's usage in this channel, and the limits there."""
        purchases = self.services.purchases
        await purchases.record_unknown(observations(interaction, purchases.clock()))
        requester = build_requester(interaction)
        context = requester.member_context
        place = Place(
            user_id=requester.user_id,
            channel_id=requester.quota_channel_id,
            roles=frozenset() if context is None else context.roles,
        )
        usage = self.services.usage
        obstacle = await usage.get_obstacle(interaction.guild_id, place)
        return quota.quota_view(
            await usage.get_member_quota(interaction.guild_id, place),
            obstacle=None if obstacle is None else obstacle_text(obstacle),
        )


async def setup(bot: Easel) -> None:
    """Add the command."""
    await bot.add_cog(Quota(bot))
