"""Members open cases: they report a picture, or appeal against a refusal."""

from typing import Final

import discord
from discord import app_commands

from bot.discord import permissions, replies
from bot.discord.client import Easel, Interaction
from bot.discord.source_pictures import get_message_job_id
from bot.domain.case import Case
from bot.errors import Gone
from bot.localization.messages import Message
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.modals import Form, SubmittedForm
from bot.ui.moderation import decision_forms

NO_EASEL_PICTURE: Final = Message("reply-no-easel-picture-report")


class Reports:
    """Handles the buttons, the menu and the form."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(Action.REPORT, self.press_report)
        bot.components.on(Form.REPORT, self.submit_report)
        bot.components.on(Action.APPEAL, self.appeal)

    async def report_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form for the pictures in a message of Easel."""
        job_id = get_message_job_id(message, interaction.client.user.id)
        if job_id is None:
            raise Gone(NO_EASEL_PICTURE)
        await self.press_report(interaction, job_id)

    async def press_report(self, interaction: Interaction, job_id: int) -> None:
        """Open the form in which the member writes the reason."""
        await replies.within_modal_deadline(self._check_reportable(interaction, job_id))
        await modals.open_modal(interaction, decision_forms.report_form(job_id))

    async def submit_report(self, interaction: Interaction, submitted: SubmittedForm) -> None:
        """Store the report."""
        await replies.with_ack(interaction, self._submit_report(interaction, submitted))
        await replies.reply_text(interaction, decision_forms.REPORT_RECEIVED)

    async def appeal(self, interaction: Interaction, appeal_id: int) -> None:
        """Appeal against a refusal."""
        user_id = interaction.user.id
        await replies.with_ack(interaction, self.services.moderation.appeal(appeal_id, user_id=user_id))
        await replies.reply_text(interaction, decision_forms.APPEAL_RECEIVED)

    async def _check_reportable(self, interaction: Interaction, job_id: int) -> None:
        """Raise Refused if the submitted form would be refused."""
        job = await permissions.require_existing_job(interaction, self.services.requests, job_id)
        await self.services.moderation.check_reportable(job, user_id=interaction.user.id)

    async def _submit_report(self, interaction: Interaction, submitted: SubmittedForm) -> Case:
        job = await permissions.require_existing_job(interaction, self.services.requests, submitted.numbers[0])
        reason = decision_forms.parse_reason(submitted, await self.services.languages.get(job.guild_id))
        return await self.services.moderation.report(job, user_id=interaction.user.id, reason=reason)


async def setup(bot: Easel) -> None:
    """Register the handlers of the buttons and the form, and add the menu."""
    reports = Reports(bot)
    bot.tree.add_command(app_commands.ContextMenu(name="Report image", callback=reports.report_message))
