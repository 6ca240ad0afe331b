"""``/queue`` and ``/cancel``: shows and cancels unfinished requests."""

import re
from collections.abc import Awaitable

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.discord import permissions, replies
from bot.discord.client import Easel, Interaction
from bot.discord.command_texts import command_text
from bot.domain.job import Job, State
from bot.domain.short_ids import parse_id
from bot.domain.text import sanitize_line
from bot.errors import Gone
from bot.localization.messages import Message
from bot.ui.autocomplete import MAX_CHOICES
from bot.ui.jobs import queue
from bot.ui.layout import Layout


class QueueCommands(commands.Cog):
    """Shows and cancels requests."""

    def __init__(self, bot: Easel) -> None:
        self.services = bot.services

    @app_commands.command(description=command_text("command-queue"))
    async def queue(self, interaction: Interaction) -> None:
        """Show the member's own unfinished requests and the length of the queue."""
        await replies.reply_with(interaction, self._build_view(interaction.user.id))

    async def _build_view(self, user_id: int) -> Layout:
        jobs = self.services.queue
        return queue.queue_view(await jobs.list_unfinished(user_id), await jobs.count_unfinished())

    @app_commands.command(description=command_text("command-cancel"))
    @app_commands.rename(typed_id="id")
    @app_commands.describe(typed_id=command_text("option-cancel-id"))
    async def cancel(self, interaction: Interaction, typed_id: str | None = None) -> None:
        """Cancel one of the member's requests, and show that in its message."""
        requests, user_id = self.services.requests, interaction.user.id
        lookup = self._newest_cancellable(user_id) if typed_id is None else requests.get(_parse_job_id(typed_id))
        job = await replies.with_ack(interaction, cancel_job(interaction, lookup))
        await replies.reply_ephemeral(interaction, queue.cancelled_view(job))
        await self.services.intake.show_end(job)

    @cancel.autocomplete("typed_id")
    async def complete_request_id(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Autocomplete with the member's unfinished requests."""
        return await replies.autocomplete_choices(self._suggest_requests(interaction.user.id, typed))

    async def _suggest_requests(self, user_id: int, typed: str) -> list[Choice[str]]:
        jobs = await self.services.queue.list_unfinished(user_id)
        choices = [Choice(name=_choice_name(job), value=str(job.id)) for job in reversed(jobs)]
        return [choice for choice in choices if typed.casefold() in choice.name.casefold()][:MAX_CHOICES]

    async def _newest_cancellable(self, user_id: int) -> Job:
        jobs = [job for job in await self.services.queue.list_unfinished(user_id) if job.state is not State.READY]
        if not jobs:
            raise Gone(Message("queue-nothing-to-cancel"))
        return jobs[-1]


async def cancel_job(interaction: Interaction, job_lookup: Awaitable[Job]) -> Job:
    """Cancel the job for its author, or for a moderator, whose decision is audited; raises :class:`Refused`."""
    job, services = await job_lookup, interaction.client.services
    user_id, guild_id = interaction.user.id, interaction.guild_id
    if job.user_id != user_id and guild_id is not None and await permissions.may_moderate(interaction, job):
        return await services.moderation.cancel_request(job, guild_id=guild_id, actor_id=user_id)
    cancelled = await services.queue.cancel(job, user_id=user_id)
    services.moderation.case_cards.wake()  # updates the job's card, if it has a case
    return cancelled


def _choice_name(job: Job) -> str:
    return f"{sanitize_line(job.request.prompt, 70)} · {queue.state_label(job)}"


def _parse_job_id(typed: str) -> int:
    if not re.fullmatch("[0-9]{1,19}", typed):  # a 64-bit number has 19 digits
        raise Gone(Message("queue-unknown"))
    return parse_id(typed)


async def setup(bot: Easel) -> None:
    """Add the commands."""
    await bot.add_cog(QueueCommands(bot))
