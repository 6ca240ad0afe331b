"""The buttons of a price confirmation: confirm, confirm as typed, discard."""

from contextlib import suppress
from functools import partial

from bot.discord import replies
from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.client import Easel, Interaction
from bot.discord.intake import SubmitResult, build_requester
from bot.domain.job import Requester
from bot.ui.buttons import Action
from bot.ui.jobs import price_confirmation
from bot.ui.layout import Layout


class PriceButtons:
    """Handles the buttons."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(Action.CONFIRM, partial(self.confirm, as_typed=False))
        bot.components.on(Action.CONFIRM_AS_TYPED, partial(self.confirm, as_typed=True))
        bot.components.on(Action.DISCARD, self.discard)

    async def confirm(self, interaction: Interaction, draft_id: int, *, as_typed: bool) -> None:
        """Submit the draft, and delete the price confirmation; ``as_typed`` submits the prompt with its braces."""
        submission = self._submit_draft(build_requester(interaction), draft_id, as_typed=as_typed)
        await self.services.intake.submit(interaction, submission, private=False)
        if interaction.message is not None:
            with suppress(*REQUEST_ERRORS):  # the message is already deleted, or stays; pressing again has no effect
                await interaction.followup.delete_message(interaction.message.id)

    async def _submit_draft(self, requester: Requester, draft_id: int, *, as_typed: bool) -> SubmitResult:
        draft = await self.services.requests.get_draft(draft_id, user_id=requester.user_id)
        return await self.services.requests.confirm(requester, draft, as_typed=as_typed)

    async def discard(self, interaction: Interaction, draft_id: int) -> None:
        """Delete the draft, and show that in the price confirmation."""
        await replies.edit_with(interaction, self._discard(draft_id, interaction.user.id))

    async def _discard(self, draft_id: int, user_id: int) -> Layout:
        draft = await self.services.requests.get_draft(draft_id, user_id=user_id)
        await self.services.requests.discard(draft)
        return price_confirmation.discarded_view()


async def setup(bot: Easel) -> None:
    """Register the handlers of the buttons."""
    PriceButtons(bot)
