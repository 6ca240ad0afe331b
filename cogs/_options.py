"""What commands share: where Discord offers them, what it offers for their options, and what was chosen."""

from typing import Any, Final

from discord import app_commands
from discord.app_commands import Choice

from bot.discord.client import Interaction
from bot.domain.catalog import AspectRatio, Catalog, OutputFormat, Resolution
from bot.domain.request import Options
from bot.policy.gate import PolicyGate

MAX_CHOICES: Final = 25
"""Choices of one option (Discord, Application Commands)."""


def model_choices(catalog: Catalog) -> list[Choice[str]]:
    """The models by their names, as many as Discord shows."""
    return [Choice(name=model.label, value=key) for key, model in catalog.items()][:MAX_CHOICES]


OPTION_CHOICES: Final = {
    "aspect_ratio": [Choice(name=ratio.label, value=ratio.value) for ratio in AspectRatio],
    "resolution": [Choice(name=one.value, value=one.value) for one in Resolution],
    "file_format": [Choice(name=one.value, value=one.value) for one in OutputFormat],
}
"""What Discord offers for options that are the same everywhere."""


def restrict_to_allowed_contexts(
    command: app_commands.Command[Any, ..., Any] | app_commands.ContextMenu, gate: PolicyGate
) -> None:
    """Let Discord offer a command that asks for pictures only where they may be asked for."""
    if not gate.allows_direct_messages:
        app_commands.guild_only(command)


async def suggest_styles(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """The styles of this place that fit what was typed, from memory: there is no time to read them."""
    styles = interaction.client.service.styles.available_in(interaction.guild_id)
    return [Choice(name=style.name, value=style.name) for style in styles.suggest(typed)]


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
    """The options of a command, as Discord hands them over."""
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
