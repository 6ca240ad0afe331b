"""``/queue`` and ``/cancel``: unfinished requests."""

import re

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.client import Easel, Interaction
from bot.domain.job import Job, State
from bot.domain.short_ids import parse_id
from bot.domain.text import sanitize_line
from bot.errors import Gone
from bot.ui.autocomplete import MAX_CHOICES
from bot.ui.jobs import queue


class QueueCommands(commands.Cog):
    """Shows and cancels requests."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description="Show your unfinished requests, and how busy Easel is")
    async def queue(self, interaction: Interaction) -> None:
        """Show the member's own unfinished requests and the length of the queue."""
        own, counts = await replies.with_ack(interaction, self._load_queue(interaction.user.id))
        await replies.reply_ephemeral(interaction, queue.queue_view(own, counts))

    @app_commands.command(description="Cancel a request that is not finished")
    @app_commands.rename(typed_id="id")
    @app_commands.describe(typed_id="The request; your newest by default")
    async def cancel(self, interaction: Interaction, typed_id: str | None = None) -> None:
        """Cancel one of the member's requests, and show that in its message."""
        job = await replies.with_ack(interaction, self._cancel(interaction, typed_id))
        await replies.reply_ephemeral(interaction, queue.cancelled_view(job))
        await self.bot.services.intake.show_end(job)

    @cancel.autocomplete("typed_id")
    async def complete_request_id(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete with the member's unfinished requests."""
        return await replies.autocomplete_choices(self._suggest_requests(interaction.user.id, typed))

    async def _suggest_requests(self, user_id: int, typed: str) -> list[Choice[str]]:
        jobs = await self.bot.services.queue.list_unfinished(user_id)
        choices = [Choice(name=_choice_name(job), value=str(job.id)) for job in reversed(jobs)]
        return [choice for choice in choices if typed.casefold() in choice.name.casefold()][:MAX_CHOICES]

    async def _load_queue(self, user_id: int) -> tuple[list[Job], dict[str, int]]:
        return await self.bot.services.queue.list_unfinished(user_id), await self.bot.services.queue.count_unfinished()

    async def _cancel(self, interaction: Interaction, typed: str | None) -> Job:
        user_id = interaction.user.id
        job = (
            await self._newest_cancellable(user_id)
            if typed is None
            else await self.bot.services.requests.get(_parse_job_id(typed))
        )
        return await cancel_job(interaction, job)

    async def _newest_cancellable(self, user_id: int) -> Job:
        jobs = [job for job in await self.bot.services.queue.list_unfinished(user_id) if job.state is not State.READY]
        if not jobs:
            raise Gone("You have no request that can be cancelled.")
        return jobs[-1]


async def cancel_job(interaction: Interaction, job: Job) -> Job:
    """Cancel the job for its author, or for a moderator, whose decision is audited; raises :class:`Refused`."""
    bot, user_id, guild_id = interaction.client, interaction.user.id, interaction.guild_id
    if job.user_id != user_id and guild_id is not None and await permissions.may_moderate(interaction, job):
        by_moderator: Job = await bot.services.moderation.cancel_request(job, guild_id=guild_id, actor_id=user_id)
        return by_moderator
    own: Job = await bot.services.queue.cancel(job, user_id=user_id)
    bot.services.moderation.case_cards.wake()  # the job may have a case
    return own


def _choice_name(job: Job) -> str:
    return f"{sanitize_line(job.request.prompt, 70)} · {queue.STATE_LABELS[job.state]}"


def _parse_job_id(typed: str) -> int:
    if not re.fullmatch("[0-9]{1,19}", typed):  # a 64-bit number has 19 digits
        raise Gone("There is no such request; pick one of those that are offered.")
    return parse_id(typed)


async def setup(bot: Easel) -> None:
    """Add the commands."""
    await bot.add_cog(QueueCommands(bot))
