"""The buttons under a job's message: cancel, reroll, details, delete."""

from contextlib import suppress

import discord
from discord import Interaction

from bot.client import Easel
from bot.domain.job import Job
from bot.errors import Gone
from bot.ui import messages
from bot.ui.buttons import Action
from cogs.jobs import moderates


class Results:
    """What the buttons do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.on_press(Action.CANCEL, self.cancel)
        bot.on_press(Action.REROLL, self.reroll)
        bot.on_press(Action.DETAILS, self.details)
        bot.on_press(Action.DELETE, self.delete)

    async def cancel(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Take the request back, in the message it waits in."""
        job = await self.bot.service.cancel(job_id, user_id=interaction.user.id, moderator=moderates(interaction))
        await interaction.response.edit_message(view=messages.ended(job))
        await self.bot.service.told(job)

    async def reroll(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask for the same again, in a new message; whoever presses pays."""
        job = await self.bot.service.get(job_id)
        await self.bot.reception.take(
            interaction,
            lambda asker: self.bot.service.repeat(asker, job),
            private=job.request.private,
            parent_id=job_id,
        )

    async def details(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Show all that is known of the job, to whoever pressed."""
        job = await self.bot.service.get(job_id)
        await interaction.response.send_message(view=messages.details(job, self.bot.catalog), ephemeral=True)

    async def delete(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Delete the message, and the second one with the rest of the pictures."""
        job = await self.bot.service.deletable(job_id, user_id=interaction.user.id, moderator=moderates(interaction))
        if not job.state.ended:
            raise Gone("It is still being drawn; use Cancel instead.")
        await interaction.response.defer()
        pressed_on = interaction.message.id if interaction.message else None
        await interaction.delete_original_response()
        await self._delete_other(job, pressed_on)

    async def _delete_other(self, job: Job, pressed_on: int | None) -> None:
        channel = self.bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        for message_id in {job.message_id, job.follow_up_id} - {None, pressed_on}:
            assert message_id is not None
            with suppress(discord.HTTPException):  # it is gone, or was shown to its author only
                await channel.get_partial_message(message_id).delete()


async def setup(bot: Easel) -> None:
    """Answer the buttons."""
    Results(bot)
