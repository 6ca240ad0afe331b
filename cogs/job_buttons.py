"""The buttons under a job's message: cancel, reroll, vary, details, delete; and the menu for its details.

What moderators cancel or delete of somebody else's is a decision: it is written down, and pictures can be put back.
"""

from contextlib import suppress
from typing import Any, Final

import discord
from discord import Interaction, app_commands

from bot.discord import permissions, replies
from bot.discord.client import Easel
from bot.discord.source_pictures import job_in
from bot.domain.job import Asker, Job, State
from bot.errors import Gone
from bot.jobs.service import Accepted, Offer
from bot.moderation.decisions import Decided
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.jobs import details, messages
from bot.ui.modals import Form, Submitted
from bot.ui.moderation import decision_forms
from cogs.queue import cancelled

NOT_OURS: Final = "That message has no picture by Easel, so there are no details to show."


class Results:
    """What the buttons and the menu do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.on_press(Action.CANCEL, self.cancel)
        bot.on_press(Action.REROLL, self.reroll)
        bot.on_press(Action.VARY, self.press_vary)
        bot.on_submit(Form.VARY, self.vary)
        bot.on_press(Action.DETAILS, self.details)
        bot.on_press(Action.DELETE, self.delete)

    async def cancel(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Take the request back, in the message it waits in."""
        job = await replies.in_time(interaction, self._cancelled(interaction, job_id), thinking=False)
        await self.bot.reception.stop_progress(job)
        await replies.in_place(interaction, messages.ended(job, self.bot.catalog))
        await self.bot.service.told(job)

    async def reroll(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask for the same again, in a new message; whoever presses pays."""

        async def ask(asker: Asker) -> Accepted | Offer:
            return await self.bot.service.repeat(asker, await permissions.seen(interaction, self.bot.service, job_id))

        await self.bot.reception.take(interaction, ask, private=permissions.is_private(interaction), parent_id=job_id)

    async def press_vary(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Ask for the only picture once more, or which one it shall be."""
        job = await modals.promptly(permissions.editable(interaction, self.bot.service, job_id))
        self.bot.service.picture(job, 1)  # a form for pictures that are gone would be filled in for nothing
        if job.pictures == 1:
            await self._vary(interaction, job_id, 1)
            return
        form = modals.form(Form.VARY, job.id, title="Vary a picture")
        form.add_item(modals.which(modals.numbered(range(1, job.pictures + 1))))
        await modals.show(interaction, form)

    async def vary(self, interaction: Interaction[Easel], submitted: Submitted) -> None:
        """Ask for the chosen picture once more."""
        await self._vary(interaction, submitted.numbers[0], submitted.chosen(0))

    async def details_of(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Show of a message of ours what the button for it shows."""
        job_id = job_in(message, self.bot.user.id)
        if job_id is None:
            raise Gone(NOT_OURS)
        await self.details(interaction, job_id)

    async def details(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Show all that is known of the job, to whoever pressed."""
        job, source = await replies.in_time(interaction, self._with_source(interaction, job_id))
        editable = job.pictures > 0 and job.user_id == interaction.user.id
        await replies.show(interaction, details.details(job, self.bot.catalog, source=source, editable=editable))

    async def delete(self, interaction: Interaction[Easel], job_id: int) -> None:
        """Delete what is kept of the job, its message and the second one with the rest of the pictures.

        Pictures that a moderator deletes for somebody else can be put back, so their messages stay without them.
        """
        job, decided = await replies.in_time(interaction, self._deleted(interaction, job_id), thinking=False)
        if decided is not None:
            await replies.beside(interaction, decision_forms.removed(decided))
            return
        if not interaction.response.is_done():
            await interaction.response.defer()
        pressed_on = interaction.message.id if interaction.message else None
        with suppress(discord.NotFound):  # somebody else was faster
            await interaction.delete_original_response()
        await self._delete_other(job, pressed_on)

    async def _vary(self, interaction: Interaction[Easel], job_id: int, number: int) -> None:
        async def ask(asker: Asker) -> Accepted | Offer:
            return await self.bot.service.vary(
                asker, await permissions.seen(interaction, self.bot.service, job_id), number
            )

        await self.bot.reception.take(interaction, ask, private=permissions.is_private(interaction), parent_id=job_id)

    async def _cancelled(self, interaction: Interaction[Easel], job_id: int) -> Job:
        return await cancelled(interaction, await self.bot.service.get(job_id))

    async def _deleted(self, interaction: Interaction[Easel], job_id: int) -> tuple[Job, Decided | None]:
        """The job, deleted; its message may be deleted once more where that failed.

        A moderator's decision comes with it where it is about pictures of somebody else.
        """
        job, user_id = await permissions.seen(interaction, self.bot.service, job_id), interaction.user.id
        own = job.user_id == user_id
        moderator = not own and await permissions.moderates(interaction, job)
        self.bot.service.check_deletable(job, user_id=user_id, moderator=moderator)
        if own or job.guild_id is None:
            await self.bot.library.delete(job)
            self.bot.moderation.board.wake()  # it may have been reported
        elif job.state is State.DELIVERED:
            return job, await self.bot.moderation.remove(job.id, guild_id=job.guild_id, by_id=user_id)
        else:
            await self.bot.moderation.delete(job, guild_id=job.guild_id, by_id=user_id)
        return job, None

    async def _with_source(self, interaction: Interaction[Easel], job_id: int) -> tuple[Job, Job | None]:
        """The job, and what it was made from or repeats, where whoever pressed may see that."""
        job = await permissions.kept(interaction, self.bot.service, job_id)
        source_id = job.request.source[0] if job.request.source else job.parent_id
        source = await self.bot.library.get(source_id) if source_id else None
        visible = source is not None and source.removed_at is None and permissions.may_see(interaction, source)
        return job, source if visible else None

    async def _delete_other(self, job: Job, pressed_on: int | None) -> None:
        channel = self.bot.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        for message_id in {job.message_id, job.follow_up_id} - {None, pressed_on}:
            assert message_id is not None
            with suppress(discord.HTTPException):  # it is gone, or was shown to its author only
                await channel.get_partial_message(message_id).delete()


async def setup(bot: Easel) -> None:
    """Answer the buttons, and add the menu."""
    results = Results(bot)
    bot.tree.add_command(app_commands.ContextMenu(name="Image details", callback=results.details_of))
