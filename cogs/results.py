"""The buttons under a job's message: cancel, reroll, details, delete."""

from contextlib import suppress

import discord
from discord import Interaction

from bot.client import Easel
from bot.domain.job import Asker, Job
from bot.errors import Gone
from bot.service import UNKNOWN, Accepted
from bot.ui import messages, replies
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
        job = await replies.in_time(interaction, self._cancelled(interaction, job_id), thinking=False)
        await self.bot.reception.still(job)
        view = messages.ended(job, self.bot.catalog)
        if interaction.response.is_done():
            await interaction.edit_original_response(view=view)
        else:
            await interaction.response.edit_message(view=view)
        await self.bot.service.told(job)

    async def reroll(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask for the same again, in a new message; whoever presses pays."""

        async def ask_again(asker: Asker) -> Accepted:
            return await self.bot.service.repeat(asker, await self._visible(interaction, job_id))

        private = interaction.message is not None and interaction.message.flags.ephemeral
        await self.bot.reception.take(interaction, ask_again, private=private, parent_id=job_id)

    async def details(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Show all that is known of the job, to whoever pressed."""
        job = await replies.in_time(interaction, self._visible(interaction, job_id))
        await replies.show(interaction, messages.details(job, self.bot.catalog))

    async def delete(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Delete the message, and the second one with the rest of the pictures."""
        job = await replies.in_time(interaction, self._deletable(interaction, job_id), thinking=False)
        if not interaction.response.is_done():
            await interaction.response.defer()
        pressed_on = interaction.message.id if interaction.message else None
        with suppress(discord.NotFound):  # somebody else was faster
            await interaction.delete_original_response()
        await self._delete_other(job, pressed_on)

    async def _cancelled(self, interaction: Interaction[Easel], job_id: int) -> Job:
        job = await self.bot.service.get(job_id)
        moderator = moderates(interaction, job)
        return await self.bot.service.cancel(job_id, user_id=interaction.user.id, moderator=moderator)

    async def _deletable(self, interaction: Interaction[Easel], job_id: int) -> Job:
        job = await self._visible(interaction, job_id)
        moderator = moderates(interaction, job)
        job = await self.bot.service.deletable(job_id, user_id=interaction.user.id, moderator=moderator)
        if not job.state.ended:
            raise Gone("This is still under way; use Cancel instead.")
        return job

    async def _visible(self, interaction: Interaction[Easel], job_id: int) -> Job:
        """The job, unless it is private and somebody else's: then nothing is known of it."""
        job = await self.bot.service.get(job_id)
        if job.request.private and job.user_id != interaction.user.id:
            raise Gone(UNKNOWN)
        return job

    async def _delete_other(self, job: Job, pressed_on: int | None) -> None:
        channel = self.bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        for message_id in {job.message_id, job.follow_up_id} - {None, pressed_on}:
            assert message_id is not None
            with suppress(discord.HTTPException):  # it is gone, or was shown to its author only
                await channel.get_partial_message(message_id).delete()


async def setup(bot: Easel) -> None:
    """Answer the buttons."""
    Results(bot)
