"""``/operator stop`` and ``/operator resume``."""

from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.discord import replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.case import MAX_REASON_LENGTH
from bot.localization.messages import text
from bot.ui.layout import Layout
from bot.ui.operator import blocks
from cogs.operator.permissions import require_operator


class OperatorStops(commands.Cog):
    """Stops and resumes everything."""

    def __init__(self, bot: Easel) -> None:
        self.desk = bot.services.operator_desk

    @app_commands.command(description=command_text("command-operator-stop"))
    @app_commands.describe(reason=command_text("option-operator-stop-reason"))
    async def stop(self, interaction: Interaction, reason: Range[str, 1, MAX_REASON_LENGTH] | None = None) -> None:
        """Stop new requests in every process."""
        await replies.reply_with(interaction, self._stop(interaction, reason or text("operator-no-reason")))

    @app_commands.command(description=command_text("command-operator-resume"))
    @app_commands.describe(reason=command_text("option-operator-audit-reason"))
    async def resume(self, interaction: Interaction, reason: Range[str, 1, MAX_REASON_LENGTH] | None = None) -> None:
        """End the stop."""
        await replies.reply_with(interaction, self._resume(interaction, reason))

    async def _stop(self, interaction: Interaction, reason: str) -> Layout:
        actor_id = await require_operator(interaction)
        return blocks.stopped_view(await self.desk.stop(reason, actor_id=actor_id))

    async def _resume(self, interaction: Interaction, reason: str | None) -> Layout:
        actor_id = await require_operator(interaction)
        return blocks.resumed_view(await self.desk.resume(reason or "", actor_id=actor_id))
