"""Who manages a server: looked at whenever something is decided for it."""

from typing import Any, Final

from discord import Guild, Interaction

from bot.errors import Gone, NotYours

MANAGERS_ONLY: Final = "Only those who may manage this server can do that."
UNSEEN: Final = "Discord tells nothing about this server at the moment; please try again in a minute."


def managed(interaction: Interaction[Any]) -> int:
    """The server that this person manages: Discord lets servers change who sees a command."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotYours(MANAGERS_ONLY)
    return interaction.guild_id


def managed_guild(interaction: Interaction[Any]) -> Guild:
    """The same with its channels and roles."""
    managed(interaction)
    if interaction.guild is None or interaction.guild.unavailable or interaction.guild.me is None:
        raise Gone(UNSEEN)
    return interaction.guild
