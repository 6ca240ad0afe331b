"""Shared parts of commands: the contexts in which they are offered, and their options and choices."""

from typing import Any, Final

from discord import app_commands
from discord.app_commands import Choice

from bot.discord.client import Interaction
from bot.domain.catalog import AspectRatio, Catalog, OutputFormat, Resolution
from bot.policy.gate import PolicyGate
from bot.ui.autocomplete import MAX_CHOICES, text_choices

OPTION_DESCRIPTIONS: Final = {
    "model": "The model that draws the picture",
    "resolution": "The size: 1K or 2K (2K needs Pro)",
    "count": "How many pictures to draw",
    "style": "A style that this server offers",
    "file_format": "The file format",
    "quality": "How much detail the file keeps; 95 by default",
    "private": "Show the pictures only to you",
    "spoiler": "Hide the pictures until someone clicks them",
}
RATIO_CHOICES: Final = [Choice(name=ratio.label, value=ratio.value) for ratio in AspectRatio]
RESOLUTION_CHOICES: Final = [Choice(name=resolution.value, value=resolution.value) for resolution in Resolution]
FORMAT_CHOICES: Final = [Choice(name=file_format.value, value=file_format.value) for file_format in OutputFormat]


def model_choices(catalog: Catalog) -> list[Choice[str]]:
    """Build the choices of the ``model`` option, at most :data:`MAX_CHOICES`."""
    return [Choice(name=model.label, value=key) for key, model in catalog.items()][:MAX_CHOICES]


def restrict_to_allowed_contexts(
    command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu, gate: PolicyGate
) -> None:
    """Restrict a command that requests pictures to servers, unless direct messages are allowed."""
    if not gate.allows_direct_messages:
        app_commands.guild_only(command)


async def suggest_styles(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Autocomplete the styles that are available on this server, from memory."""
    styles = interaction.client.services.requests.styles.available_in(interaction.guild_id)
    return text_choices(style.name for style in styles.suggest(typed))
