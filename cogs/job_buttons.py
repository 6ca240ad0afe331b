"""The buttons of a job's message: cancel, reroll, vary, details, delete; and the message menu “Image details”.

When a moderator cancels or deletes another member's job, that is audited. Pictures that a moderator removed can be
restored.
"""

from collections.abc import Awaitable
from contextlib import suppress
from typing import Final

import discord
from discord import app_commands

from bot.discord import permissions, replies
from bot.discord.client import Easel, Interaction
from bot.discord.intake import SubmitResult, build_requester
from bot.discord.source_pictures import get_message_job_id
from bot.domain.job import Job, State
from bot.errors import Gone
from bot.localization.messages import Message, text
from bot.moderation.recording import DecisionResult
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.jobs import details, messages
from bot.ui.layout import Layout
from bot.ui.modals import Form, SubmittedForm
from bot.ui.moderation import decision_forms
from cogs.queue import cancel_job

NO_EASEL_PICTURE: Final = Message("reply-no-easel-picture-details")


class JobButtons:
    """Handles the buttons and the menu."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(Action.CANCEL, self.cancel)
        bot.components.on(Action.REROLL, self.reroll)
        bot.components.on(Action.VARY, self.press_vary)
        bot.components.on(Form.VARY, self.submit_variation)
        bot.components.on(Action.DETAILS, self.show_details)
        bot.components.on(Action.DELETE, self.delete)

    async def cancel(self, interaction: Interaction, job_id: int) -> None:
        """Cancel the job, and show that in its message."""
        work = cancel_job(interaction, self.services.requests.get(job_id))
        job = await replies.with_ack(interaction, work, thinking=False)
        await self.services.intake.stop_progress(job)
        await replies.edit_message(interaction, messages.ended_view(job, self.services.catalog))
        await self.services.queue.mark_notified(job)

    async def reroll(self, interaction: Interaction, job_id: int) -> None:
        """Submit the same request again, in a new message, at the expense of the member who pressed."""
        await self._submit(interaction, self._reroll(interaction, job_id))

    async def press_vary(self, interaction: Interaction, job_id: int) -> None:
        """Submit a variation of the only picture, or open a form with a select for the picture."""
        job = await replies.within_modal_deadline(
            permissions.require_editable_job(interaction, self.services.requests, job_id)
        )
        # Raises now, so that no form opens for pictures that cannot be edited.
        self.services.requests.picture_reference(job, 1)
        if job.delivered_count == 1:
            await self._submit(interaction, self._vary(interaction, job_id, 1))
            return
        form = modals.new_modal(Form.VARY, job.id, title=text("modal-vary"))
        count = job.delivered_count
        form.add_item(modals.picture_select(modals.picture_options(range(1, count + 1), count)))
        await modals.open_modal(interaction, form)

    async def submit_variation(self, interaction: Interaction, submitted: SubmittedForm) -> None:
        """Submit a variation of the picture that was chosen in the form."""
        await self._submit(interaction, self._vary(interaction, submitted.numbers[0], submitted.resolve_number(0)))

    async def show_message_details(self, interaction: Interaction, message: discord.Message) -> None:
        """Show the details of the job that a message of Easel belongs to."""
        job_id = get_message_job_id(message, interaction.client.user.id)
        if job_id is None:
            raise Gone(NO_EASEL_PICTURE)
        await self.show_details(interaction, job_id)

    async def show_details(self, interaction: Interaction, job_id: int) -> None:
        """Show the details of the job to the member who pressed."""
        await replies.reply_with(interaction, self._details_view(interaction, job_id))

    async def delete(self, interaction: Interaction, job_id: int) -> None:
        """Delete the job with its messages.

        Pictures of another member that a moderator removes can be restored, so their messages stay without the files.
        """
        job, removal = await replies.with_ack(interaction, self._delete(interaction, job_id), thinking=False)
        if removal is not None:
            await replies.followup(interaction, decision_forms.removed_view(removal))
            return
        if not interaction.response.is_done():
            await interaction.response.defer()
        with suppress(discord.NotFound):  # deleted at the same time
            await interaction.delete_original_response()
        await _delete_other_messages(interaction, job)

    async def _submit(self, interaction: Interaction, submission: Awaitable[SubmitResult]) -> None:
        await self.services.intake.submit(interaction, submission, private=permissions.is_ephemeral(interaction))

    async def _reroll(self, interaction: Interaction, job_id: int) -> SubmitResult:
        requester = build_requester(interaction, parent_job_id=job_id)
        job = await permissions.require_visible_job(interaction, self.services.requests, job_id)
        return await self.services.requests.repeat(requester, job)

    async def _vary(self, interaction: Interaction, job_id: int, number: int) -> SubmitResult:
        requester = build_requester(interaction, parent_job_id=job_id)
        job = await permissions.require_visible_job(interaction, self.services.requests, job_id)
        return await self.services.requests.vary(requester, job, number)

    async def _delete(self, interaction: Interaction, job_id: int) -> tuple[Job, DecisionResult | None]:
        """Delete the job, or hide its pictures if a moderator acts on another member's delivered job.

        Returns the job, and the decision in the second case. A job that is already deleted is accepted, because
        deleting its message may have failed.
        """
        job = await permissions.require_visible_job(interaction, self.services.requests, job_id)
        user_id, own = interaction.user.id, job.user_id == interaction.user.id
        moderator = not own and await permissions.may_moderate(interaction, job)
        self.services.queue.check_deletable(job, user_id=user_id, moderator=moderator)
        if own or job.guild_id is None:
            await self.services.library.delete(job)
            self.services.moderation.case_cards.wake()  # updates the job's card, if it was reported
        elif job.state is State.DELIVERED:
            return job, await self.services.moderation.remove(job.id, guild_id=job.guild_id, actor_id=user_id)
        else:
            await self.services.moderation.delete_request(job, guild_id=job.guild_id, actor_id=user_id)
        return job, None

    async def _details_view(self, interaction: Interaction, job_id: int) -> Layout:
        """Show the job, and the job that it was made from or repeats, if the member may see that one."""
        job = await permissions.require_existing_job(interaction, self.services.requests, job_id)
        source_id = job.request.source_image[0] if job.request.source_image else job.parent_job_id
        source = await self.services.library.get(source_id) if source_id else None
        if source is not None and (source.removed_at is not None or not permissions.may_see(interaction, source)):
            source = None
        editable = job.delivered_count > 0 and job.user_id == interaction.user.id
        return details.details_view(job, self.services.catalog, source=source, editable=editable)


async def _delete_other_messages(interaction: Interaction, job: Job) -> None:
    channel = interaction.client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
    pressed_message_id = interaction.message.id if interaction.message else None
    for message_id in {job.message_id, job.follow_up_message_id} - {None, pressed_message_id}:
        assert message_id is not None
        with suppress(discord.HTTPException):  # best effort: it may be deleted or ephemeral, or Discord may fail
            await channel.get_partial_message(message_id).delete()


async def setup(bot: Easel) -> None:
    """Register the handlers of the buttons, and add the menu."""
    buttons = JobButtons(bot)
    bot.tree.add_command(app_commands.ContextMenu(name="Image details", callback=buttons.show_message_details))
