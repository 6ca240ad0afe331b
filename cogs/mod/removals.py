"""Removes and restores pictures, reported or not: the menu “Remove image”, ``/mod remove`` and the undo buttons.

Each of them checks that its user moderates the server of the picture, because anybody can send any id.
"""

from typing import Final

import discord
from discord import Permissions, app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.discord.source_pictures import get_message_job_id
from bot.domain.case import MAX_REASON_LENGTH
from bot.domain.job import Job
from bot.errors import AlreadyDecided, Gone
from bot.localization.messages import Message
from bot.refusals import PictureNotFound
from bot.ui.buttons import Action
from bot.ui.layout import Layout
from bot.ui.moderation import decision_forms
from cogs.mod.blocks import require_moderator

NO_EASEL_PICTURE: Final = Message("no-picture-to-remove")


class Removals(commands.Cog):
    """Removes pictures by a command and a menu, and restores them by a button."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services
        bot.components.on(Action.UNDO, self.undo_removal)
        menu = app_commands.ContextMenu(name="Remove image", callback=self.remove_message_pictures)
        menu.default_permissions = Permissions(manage_messages=True)
        menu.guild_only = True
        bot.tree.add_command(menu)

    async def undo_removal(self, interaction: Interaction, job_id: int) -> None:
        """Restore the pictures of a job."""
        await replies.reply_with(interaction, self._undo(interaction, job_id))

    async def remove_message_pictures(self, interaction: Interaction, message: discord.Message) -> None:
        """Remove the pictures of one of the bot's messages."""
        job_id = get_message_job_id(message, interaction.client.user.id)
        if job_id is None:
            raise Gone(NO_EASEL_PICTURE)
        await replies.reply_with(interaction, self._remove_by_job_id(interaction, job_id))

    @app_commands.command(description=command_text("command-mod-remove"))
    @app_commands.rename(short_id="id")
    @app_commands.describe(short_id=command_text("option-remove-id"), reason=command_text("option-remove-reason"))
    async def remove(
        self,
        interaction: Interaction,
        short_id: Range[str, 1, 40],
        reason: Range[str, 1, MAX_REASON_LENGTH],
    ) -> None:
        """Remove the pictures of a short id or a job id."""
        await replies.reply_with(interaction, self._remove_by_short_id(interaction, short_id, reason))

    async def _undo(self, interaction: Interaction, job_id: int) -> Layout:
        services, actor_id = self.services, interaction.user.id
        guild_id = await self._require_moderator_of(interaction, await services.library.get(job_id))
        result = await services.moderation.undo_removal(job_id, guild_id=guild_id, actor_id=actor_id)
        assert result.job is not None
        return decision_forms.restored_view(result.job, services.requests.clock())

    async def _remove_by_job_id(self, interaction: Interaction, job_id: int) -> Layout:
        services, actor_id = self.services, interaction.user.id
        guild_id = await self._require_moderator_of(interaction, await services.requests.get(job_id))
        result = await services.moderation.remove(job_id, guild_id=guild_id, actor_id=actor_id)
        return decision_forms.removed_view(result)

    async def _remove_by_short_id(self, interaction: Interaction, typed: str, reason: str) -> Layout:
        """Remove the pictures; the view has a button that undoes this, or an earlier removal.

        The view does not show the picture, so the moderator need not be able to see it: it may be private, or in a
        channel that the moderator cannot view.
        """
        guild_id = await require_moderator(interaction)
        here = [job for job in await self.services.library.list_by_typed_id(typed) if job.guild_id == guild_id]
        if not here:
            raise PictureNotFound
        job = next((job for job in here if job.delivered_count), here[0])
        moderation, actor_id = self.services.moderation, interaction.user.id
        try:
            result = await moderation.remove(job.id, guild_id=guild_id, actor_id=actor_id, reason=reason)
        except AlreadyDecided as error:
            return decision_forms.already_removed_view(job.id, str(error))
        return decision_forms.removed_view(result)

    @staticmethod
    async def _require_moderator_of(interaction: Interaction, job: Job | None) -> int:
        """Return the server's id; raises NotYours unless this user moderates the job's channel or the whole server."""
        if job is not None and job.guild_id is not None and await permissions.may_moderate(interaction, job):
            return job.guild_id
        return await require_moderator(interaction)
