"""``/queue`` and ``/cancel``: what is under way, and how to take it back."""

from typing import Any

from discord import Interaction, app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.client import Easel
from bot.domain.job import Job, State
from bot.domain.text import plain
from bot.errors import Gone
from bot.ui import reports

AUTOCOMPLETE: int = 25
"""Choices that Discord shows at most."""


def moderates(interaction: Interaction[Any]) -> bool:
    """Whether this person may act on what others asked for, in the channel they are in."""
    return interaction.guild_id is not None and interaction.permissions.manage_messages


class Jobs(commands.Cog):
    """Shows and cancels requests."""

    def __init__(self, bot: Easel) -> None:
        self.bot = bot

    @app_commands.command(description="What you asked for that is not finished, and how busy Easel is")
    async def queue(self, interaction: Interaction[Any]) -> None:
        """Show the member's own requests and the length of the line."""
        own = await self.bot.service.unfinished(interaction.user.id)
        counts = await self.bot.service.counts()
        await interaction.response.send_message(view=reports.queue(own, counts), ephemeral=True)

    @app_commands.command(description="Take back a request that is not finished")
    @app_commands.describe(id="Which one; your newest unless you say")
    async def cancel(self, interaction: Interaction[Any], id: str | None = None) -> None:  # noqa: A002 – the public name
        """Cancel one of the member's requests; the worker shows it in the message that waited."""
        job_id = await self._newest(interaction.user.id) if id is None else _number(id)
        job = await self.bot.service.cancel(job_id, user_id=interaction.user.id, moderator=moderates(interaction))
        self.bot.service.wake()
        await interaction.response.send_message(job.reason, ephemeral=True)

    @cancel.autocomplete("id")
    async def own(self, interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
        """The member's unfinished requests that contain what was typed."""
        jobs = await self.bot.service.unfinished(interaction.user.id)
        choices = [Choice(name=_name(job), value=str(job.id)) for job in reversed(jobs)]
        return [choice for choice in choices if typed.casefold() in choice.name.casefold()][:AUTOCOMPLETE]

    async def _newest(self, user_id: int) -> int:
        jobs = [job for job in await self.bot.service.unfinished(user_id) if job.state is not State.READY]
        if not jobs:
            raise Gone("You have no request that could be cancelled.")
        return jobs[-1].id


def _name(job: Job) -> str:
    status = "drawing" if job.state is State.SUBMITTED else job.state.value
    return f"{plain(job.request.prompt, 80)} · {status}"


def _number(typed: str) -> int:
    if not typed.isascii() or not typed.isdigit() or len(typed) > 19:  # noqa: PLR2004 – a 64-bit number has 19 digits
        raise Gone("There is no such request; pick one of those that are offered.")
    return int(typed)


async def setup(bot: Easel) -> None:
    """Add the commands."""
    await bot.add_cog(Jobs(bot))
