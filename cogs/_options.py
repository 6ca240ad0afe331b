"""Shared parts of commands: the contexts in which they are offered, and their options and choices."""

from typing import Any, Final

from discord import app_commands
from discord.app_commands import Choice

from bot.discord.client import Interaction
from bot.discord.command_texts import command_text
from bot.domain.catalog import AspectRatio, Catalog, OutputFormat, Resolution
from bot.policy.gate import PolicyGate
from bot.ui.autocomplete import MAX_CHOICES, ratio_label, text_choices

OPTION_DESCRIPTIONS: Final = {
    "model": command_text("option-model"),
    "resolution": command_text("option-resolution"),
    "count": command_text("option-count"),
    "style": command_text("option-style"),
    "file_format": command_text("option-format"),
    "quality": command_text("option-quality"),
    "private": command_text("option-private"),
    "spoiler": command_text("option-spoiler"),
}
RATIO_CHOICES: Final = [Choice(name=command_text(ratio_label(ratio).name), value=ratio.value) for ratio in AspectRatio]
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
