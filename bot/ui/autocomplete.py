"""Choices of command options, within Discord's limits (Application Command Option Choice)."""

from collections.abc import Iterable
from typing import Final

from discord.app_commands import Choice

from bot.domain.catalog import AspectRatio
from bot.localization.messages import Message

MAX_CHOICES: Final = 25
"""Choices that an option can have."""
MAX_CHOICE_LENGTH: Final = 100
"""Characters in the name and in the value of a choice."""


def text_choices(texts: Iterable[str]) -> list[Choice[str]]:
    """Build choices whose name is their value; omits texts that are too long, and those after the 25th."""
    return [Choice(name=text, value=text) for text in texts if len(text) <= MAX_CHOICE_LENGTH][:MAX_CHOICES]


def ratio_label(ratio: AspectRatio) -> Message:
    """The label of an aspect ratio in the list of choices: ``16:9 wide``."""
    return Message(f"choice-ratio-{ratio.name.lower().replace('_', '-')}")
