"""What members put before the moderators: a picture that they report, a refusal that they think is wrong."""

from typing import Any, Final

import discord
from discord import Interaction, app_commands

from bot.discord import permissions, replies
from bot.discord.client import Easel
from bot.discord.source_pictures import job_in
from bot.domain.case import Case
from bot.errors import Gone
from bot.ui import modals
from bot.ui.buttons import Action
from bot.ui.layout import said
from bot.ui.modals import Form, Submitted
from bot.ui.moderation import decision_forms

NOT_OURS: Final = "That message has no picture by Easel; you can tell a moderator, or report it to Discord."


class Reports:
    """What the button, the menu and the form do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.on_press(Action.REPORT, self.press_report)
        bot.on_submit(Form.REPORT, self.report)
        bot.on_press(Action.APPEAL, self.appeal)

    async def report_of(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Report the pictures of a message of ours."""
        job_id = job_in(message, self.bot.user.id)
        if job_id is None:
            raise Gone(NOT_OURS)
        await self.press_report(interaction, job_id)

    async def press_report(self, interaction: Interaction[Any], job_id: int) -> None:
        """Ask what is wrong."""
        await modals.promptly(self._check(interaction, job_id))
        await modals.show(interaction, decision_forms.form(Form.REPORT, job_id))

    async def report(self, interaction: Interaction[Any], submitted: Submitted) -> None:
        """Put it before the moderators."""
        await replies.in_time(interaction, self._report(interaction, submitted))
        await replies.show(interaction, said(decision_forms.THANKS))

    async def appeal(self, interaction: Interaction[Any], appeal_id: int) -> None:
        """Put a refusal before the moderators."""
        user_id = interaction.user.id
        await replies.in_time(interaction, self.bot.moderation.appeal(appeal_id, user_id=user_id))
        await replies.show(interaction, said(decision_forms.APPEALED))

    async def _check(self, interaction: Interaction[Any], job_id: int) -> None:
        """Pass where the form is not filled in for nothing."""
        job = await permissions.kept(interaction, self.bot.service, job_id)
        await self.bot.moderation.check_reportable(job, user_id=interaction.user.id)

    async def _report(self, interaction: Interaction[Any], submitted: Submitted) -> Case:
        job = await permissions.kept(interaction, self.bot.service, submitted.numbers[0])
        reason = decision_forms.reason_in(submitted)
        return await self.bot.moderation.report(job, user_id=interaction.user.id, reason=reason)


async def setup(bot: Easel) -> None:
    """Answer the buttons, and add the menu."""
    reports = Reports(bot)
    bot.tree.add_command(app_commands.ContextMenu(name="Report image", callback=reports.report_of))
