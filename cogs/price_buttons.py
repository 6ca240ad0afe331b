"""The answers to a price: draw it, or not now."""

from contextlib import suppress

from bot.discord import replies
from bot.discord.api_errors import API_ERRORS
from bot.discord.client import Easel, Interaction
from bot.domain.job import Requester
from bot.jobs.service import PriceOffer, ReservedJob
from bot.ui.buttons import Action
from bot.ui.jobs import price_confirmation


class PriceButtons:
    """What the buttons do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.components.on(Action.CONFIRM, self.confirm)
        bot.components.on(Action.CONFIRM_AS_TYPED, self.confirm_as_typed)
        bot.components.on(Action.DISCARD, self.discard)

    async def confirm(self, interaction: Interaction, draft_id: int) -> None:
        """Draw what was offered: the press becomes the request, and the question goes away."""
        await self._confirm(interaction, draft_id, as_typed=False)

    async def confirm_as_typed(self, interaction: Interaction, draft_id: int) -> None:
        """Draw one text with its braces instead of the choices that they may stand for."""
        await self._confirm(interaction, draft_id, as_typed=True)

    async def _confirm(self, interaction: Interaction, draft_id: int, *, as_typed: bool) -> None:
        async def ask(asker: Requester) -> ReservedJob | PriceOffer:
            draft = await self.bot.service.get_draft(draft_id, user_id=asker.user_id)
            return await self.bot.service.confirm(asker, draft, as_typed=as_typed)

        await self.bot.intake.submit(interaction, ask, private=False)
        if interaction.message is not None:
            with suppress(*API_ERRORS):  # it was dismissed already, or stays as one that is answered
                await interaction.followup.delete_message(interaction.message.id)

    async def discard(self, interaction: Interaction, draft_id: int) -> None:
        """Forget what was offered, and say so in place of the question."""
        await replies.with_ack(interaction, self._discard(draft_id, interaction.user.id), thinking=False)
        await replies.edit_message(interaction, price_confirmation.discarded_view())

    async def _discard(self, draft_id: int, user_id: int) -> None:
        await self.bot.service.discard(await self.bot.service.get_draft(draft_id, user_id=user_id))


async def setup(bot: Easel) -> None:
    """Answer the buttons."""
    PriceButtons(bot)
