"""Shared parts of commands: the contexts in which they are offered, and their options and choices."""

from typing import Any, Final

from discord import app_commands
from discord.app_commands import Choice

from bot.discord.client import Interaction
from bot.domain.catalog import AspectRatio, Catalog, OutputFormat, Resolution
from bot.domain.request import Options
from bot.policy.gate import PolicyGate
from bot.ui.autocomplete import MAX_CHOICES, text_choices


def model_choices(catalog: Catalog) -> list[Choice[str]]:
    """Build the choices of models, as many as Discord allows."""
    return [Choice(name=model.label, value=key) for key, model in catalog.items()][:MAX_CHOICES]


OPTION_CHOICES: Final = {
    "aspect_ratio": [Choice(name=ratio.label, value=ratio.value) for ratio in AspectRatio],
    "resolution": [Choice(name=one.value, value=one.value) for one in Resolution],
    "file_format": [Choice(name=one.value, value=one.value) for one in OutputFormat],
}
"""The choices of options that do not depend on the configuration."""


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


def build_options(
    *,
    aspect_ratio: str | None = None,
    model: str | None,
    resolution: str | None,
    count: int | None,
    style: str | None,
    file_format: str | None,
    quality: int | None,
    private: bool | None,
    spoiler: bool | None,
) -> Options:
    """Build the options of a request from the values of a command."""
    return Options(
        ratio=AspectRatio(aspect_ratio) if aspect_ratio else None,
        model=model,
        resolution=Resolution(resolution) if resolution else None,
        count=count,
        style=style,
        format=OutputFormat(file_format) if file_format else None,
        quality=quality,
        private=private,
        spoiler=spoiler,
    )
