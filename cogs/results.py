"""The buttons under a job's message: cancel, reroll, details, delete."""

from contextlib import suppress

import discord
from discord import Interaction

from bot.client import Easel
from bot.domain.job import Asker, Job
from bot.errors import Gone
from bot.library import Library
from bot.service import Accepted, Offer
from bot.ui import access, details, messages, replies
from bot.ui.buttons import Action


class Results:
    """What the buttons do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        self.library = Library(bot.service.database, bot.service.clock)
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

        async def ask_again(asker: Asker) -> Accepted | Offer:
            return await self.bot.service.repeat(asker, await self._visible(interaction, job_id))

        private = interaction.message is not None and interaction.message.flags.ephemeral
        await self.bot.reception.take(interaction, ask_again, private=private, parent_id=job_id)

    async def details(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Show all that is known of the job, to whoever pressed."""
        job, source = await replies.in_time(interaction, self._with_source(interaction, job_id))
        editable = job.pictures > 0 and job.user_id == interaction.user.id
        await replies.show(interaction, details.details(job, self.bot.catalog, source=source, editable=editable))

    async def delete(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Take the job out of the library, and delete its message and the second one with the rest of the pictures."""
        job = await replies.in_time(interaction, self._removed(interaction, job_id), thinking=False)
        if not interaction.response.is_done():
            await interaction.response.defer()
        pressed_on = interaction.message.id if interaction.message else None
        with suppress(discord.NotFound):  # somebody else was faster
            await interaction.delete_original_response()
        await self._delete_other(job, pressed_on)

    async def _cancelled(self, interaction: Interaction[Easel], job_id: int) -> Job:
        job = await self.bot.service.get(job_id)
        moderator = access.moderates(interaction, job)
        return await self.bot.service.cancel(job_id, user_id=interaction.user.id, moderator=moderator)

    async def _removed(self, interaction: Interaction[Easel], job_id: int) -> Job:
        """The job, taken out of the library; its message may be deleted once more where that failed."""
        job = await self._visible(interaction, job_id)
        moderator = access.moderates(interaction, job)
        job = await self.bot.service.deletable(job_id, user_id=interaction.user.id, moderator=moderator)
        if not job.state.ended:
            raise Gone("This is still under way; use Cancel instead.")
        await self.library.remove(job)
        return job

    async def _with_source(self, interaction: Interaction[Easel], job_id: int) -> tuple[Job, Job | None]:
        """The job, and what it was made from or repeats, where whoever pressed may see that."""
        job = access.kept(interaction, await self.bot.service.get(job_id))
        source_id = job.request.source[0] if job.request.source else job.parent_id
        source = await self.library.get(source_id) if source_id else None
        visible = source is not None and source.removed_at is None and access.may_see(interaction, source)
        return job, source if visible else None

    async def _visible(self, interaction: Interaction[Easel], job_id: int) -> Job:
        """The job, if whoever pressed may know of it."""
        return access.seen(interaction, await self.bot.service.get(job_id))

    async def _delete_other(self, job: Job, pressed_on: int | None) -> None:
        channel = self.bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        for message_id in {job.message_id, job.follow_up_id} - {None, pressed_on}:
            assert message_id is not None
            with suppress(discord.HTTPException):  # it is gone, or was shown to its author only
                await channel.get_partial_message(message_id).delete()


async def setup(bot: Easel) -> None:
    """Answer the buttons."""
    Results(bot)
