"""Shared parts of ``/admin stats`` and ``/operator stats``."""

from collections.abc import Awaitable
from typing import Final

from discord.app_commands import Choice

from bot.discord import replies
from bot.discord.client import Interaction
from bot.discord.command_texts import command_text
from bot.discord.message_content import build_files
from bot.domain.statistics import PERIODS_DAYS
from bot.jobs.statistics import StatisticsReport
from bot.ui.statistics import statistics_files, statistics_view

DEFAULT_DAYS: Final = 30
DAYS_OPTION: Final = command_text("option-stats-days")
DAYS_CHOICES: Final = [Choice(name=command_text(f"choice-stats-days-{days}"), value=days) for days in PERIODS_DAYS]


async def reply_with_statistics(interaction: Interaction, work: Awaitable[StatisticsReport]) -> None:
    """Acknowledge in time, and show the report to this member only."""
    report = await replies.with_ack(interaction, work)
    await replies.reply_ephemeral(interaction, statistics_view(report), build_files(statistics_files(report)))
