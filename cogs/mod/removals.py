"""Removing pictures, reported or not, and putting them back: ``Remove image``, ``/mod remove`` and the undo buttons.

A short id, a button's number and a menu's message are what anybody may have sent: who moderates there is looked up.
"""

from typing import Any, Final

import discord
from discord import Interaction, Permissions, app_commands

from bot.discord import permissions, replies
from bot.discord.client import Easel
from bot.discord.source_pictures import job_in
from bot.domain.job import Job
from bot.errors import AlreadyDecided, Gone
from bot.moderation.decisions import Decided
from bot.storage.database import LARGEST
from bot.storage.removals import NOTHING_THERE
from bot.ui.buttons import Action
from bot.ui.layout import Layout
from bot.ui.moderation import decision_forms
from cogs.mod.blocks import moderated

NOT_OURS: Final = "That message has no picture by Easel; use Discord’s own “Delete Message” for it."


class Removals:
    """What the menu, the command and the buttons do."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot
        bot.on_press(Action.UNDO, self.undo)
        menu = app_commands.ContextMenu(name="Remove image", callback=self.remove_of)
        menu.default_permissions = Permissions(manage_messages=True)
        menu.guild_only = True
        bot.tree.add_command(menu)

    async def undo(self, interaction: Interaction[Any], job_id: int) -> None:
        """Put a picture back."""
        decided = await replies.in_time(interaction, self._undone(interaction, min(job_id, LARGEST)))
        assert decided.job is not None
        await replies.show(interaction, decision_forms.restored(decided.job, self.bot.service.clock()))

    async def remove_of(self, interaction: Interaction[Any], message: discord.Message) -> None:
        """Remove the pictures of a message of ours."""
        job_id = job_in(message, self.bot.user.id)
        if job_id is None:
            raise Gone(NOT_OURS)
        decided = await replies.in_time(interaction, self._removed_of(interaction, job_id))
        await replies.show(interaction, decision_forms.removed(decided))

    async def remove_named(self, interaction: Interaction[Any], typed: str, reason: str) -> None:
        """Remove the pictures of a short id or a number."""
        await replies.show(
            interaction, await replies.in_time(interaction, self._removed_named(interaction, typed, reason))
        )

    async def _undone(self, interaction: Interaction[Any], job_id: int) -> Decided:
        guild_id = await self._moderated_for(interaction, await self.bot.library.get(job_id))
        return await self.bot.moderation.undo(job_id, guild_id=guild_id, by_id=interaction.user.id)

    async def _removed_of(self, interaction: Interaction[Any], job_id: int) -> Decided:
        guild_id = await self._moderated_for(interaction, await self.bot.service.get(job_id))
        return await self.bot.moderation.remove(job_id, guild_id=guild_id, by_id=interaction.user.id)

    async def _removed_named(self, interaction: Interaction[Any], typed: str, reason: str) -> Layout:
        """The answer; what was removed before can be put back from there, too.

        Nothing of the picture is shown, so it may be one that the moderator could not see: a private one, or one from
        a channel that is closed to them.
        """
        guild_id = await moderated(interaction)
        here = [job for job in await self.bot.library.candidates(typed) if job.guild_id == guild_id]
        if not here:
            raise Gone(NOTHING_THERE)
        job = next((job for job in here if job.pictures), here[0])
        by_id = interaction.user.id
        try:
            return decision_forms.removed(
                await self.bot.moderation.remove(job.id, guild_id=guild_id, by_id=by_id, reason=reason)
            )
        except AlreadyDecided as error:
            return decision_forms.removed_before(job.id, str(error))

    @staticmethod
    async def _moderated_for(interaction: Interaction[Any], job: Job | None) -> int:
        """The server where this person decides about a job: as a moderator of its channel, or of the server."""
        if job is not None and job.guild_id is not None and await permissions.moderates(interaction, job):
            return job.guild_id
        return await moderated(interaction)
