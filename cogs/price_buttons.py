"""The answers to a price: draw it, or not now."""

from contextlib import suppress

from discord import Interaction

from bot.discord import replies
from bot.discord.api_errors import FAILED
from bot.discord.client import Easel
from bot.domain.job import Asker
from bot.jobs.service import Accepted, Offer
from bot.ui.buttons import Action
from bot.ui.jobs import price_confirmation


class Offers:
    """What the buttons do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.on_press(Action.CONFIRM, self.confirm)
        bot.on_press(Action.AS_TYPED, self.confirm_typed)
        bot.on_press(Action.PUT_ASIDE, self.put_aside)

    async def confirm(self, interaction: Interaction[Easel], draft_id: int) -> None:
        """Draw what was offered: the press becomes the request, and the question goes away."""
        await self._confirm(interaction, draft_id, as_typed=False)

    async def confirm_typed(self, interaction: Interaction[Easel], draft_id: int) -> None:
        """Draw one text with its braces instead of the choices that they may stand for."""
        await self._confirm(interaction, draft_id, as_typed=True)

    async def _confirm(self, interaction: Interaction[Easel], draft_id: int, *, as_typed: bool) -> None:
        async def ask(asker: Asker) -> Accepted | Offer:
            draft = await self.bot.service.draft(draft_id, user_id=asker.user_id)
            return await self.bot.service.confirm(asker, draft, as_typed=as_typed)

        await self.bot.reception.take(interaction, ask, private=False)
        if interaction.message is not None:
            with suppress(*FAILED):  # it was dismissed already, or stays as one that is answered
                await interaction.followup.delete_message(interaction.message.id)

    async def put_aside(self, interaction: Interaction[Easel], draft_id: int) -> None:
        """Forget what was offered, and say so in place of the question."""
        await replies.in_time(interaction, self._forget(draft_id, interaction.user.id), thinking=False)
        await replies.in_place(interaction, price_confirmation.put_aside())

    async def _forget(self, draft_id: int, user_id: int) -> None:
        await self.bot.service.put_aside(await self.bot.service.draft(draft_id, user_id=user_id))


async def setup(bot: Easel) -> None:
    """Answer the buttons."""
    Offers(bot)
