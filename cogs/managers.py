"""Who manages a server, and what they can decide at this moment: looked at whenever something is decided for it."""

from typing import Any, Final

from discord import Guild, Interaction

from bot.client import Easel
from bot.errors import Closed, Forbidden, Gone, NotYours
from bot.keyword_rules import Lack
from bot.ui import automod_lists
from bot.wordlists import AutoModState

MANAGERS_ONLY: Final = "Only members who can manage this server can do that."
UNSEEN: Final = "Discord sends no information about this server right now; please try again in a minute."


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


async def readable_automod(bot: Easel, guild_id: int) -> AutoModState:
    """What its AutoMod's rules will hold for; refused where they cannot be read, since then everything would be."""
    state = await bot.gate.lists.automod(guild_id)
    match state.lack:
        case Lack.PERMISSION:
            raise Forbidden(automod_lists.NO_PERMISSION)
        case Lack.DISCORD:
            raise Closed(automod_lists.NO_ANSWER)
        case _:
            return state
