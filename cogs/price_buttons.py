"""The buttons of a price confirmation: draw it, draw it as typed, not now."""

from contextlib import suppress

from bot.discord import replies
from bot.discord.api_errors import API_ERRORS
from bot.discord.client import Easel, Interaction
from bot.discord.intake import SubmitResult, build_requester
from bot.domain.job import Requester
from bot.ui.buttons import Action
from bot.ui.jobs import price_confirmation


class PriceButtons:
    """Handles the buttons."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.components.on(Action.CONFIRM, self.confirm)
        bot.components.on(Action.CONFIRM_AS_TYPED, self.confirm_as_typed)
        bot.components.on(Action.DISCARD, self.discard)

    async def confirm(self, interaction: Interaction, draft_id: int) -> None:
        """Submit the offered requests, and delete the price confirmation."""
        await self._confirm(interaction, draft_id, as_typed=False)

    async def confirm_as_typed(self, interaction: Interaction, draft_id: int) -> None:
        """Submit the prompt as typed, with its braces, instead of its variants."""
        await self._confirm(interaction, draft_id, as_typed=True)

    async def _confirm(self, interaction: Interaction, draft_id: int, *, as_typed: bool) -> None:
        submission = self._submit_draft(build_requester(interaction), draft_id, as_typed=as_typed)
        await self.bot.services.intake.submit(interaction, submission, private=False)
        if interaction.message is not None:
            with suppress(*API_ERRORS):  # it was dismissed, or stays; pressing again has no effect
                await interaction.followup.delete_message(interaction.message.id)

    async def _submit_draft(self, requester: Requester, draft_id: int, *, as_typed: bool) -> SubmitResult:
        draft = await self.bot.services.requests.get_draft(draft_id, user_id=requester.user_id)
        return await self.bot.services.requests.confirm(requester, draft, as_typed=as_typed)

    async def discard(self, interaction: Interaction, draft_id: int) -> None:
        """Delete the offer, and replace the price confirmation."""
        await replies.with_ack(interaction, self._discard(draft_id, interaction.user.id), thinking=False)
        await replies.edit_message(interaction, price_confirmation.discarded_view())

    async def _discard(self, draft_id: int, user_id: int) -> None:
        await self.bot.services.requests.discard(await self.bot.services.requests.get_draft(draft_id, user_id=user_id))


async def setup(bot: Easel) -> None:
    """Register the handlers of the buttons."""
    PriceButtons(bot)
