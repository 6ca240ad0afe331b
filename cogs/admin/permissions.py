"""Who manages a server, and what they can decide at this moment: looked at whenever something is decided for it."""

from typing import Final

from discord import Guild

from bot.discord.client import Easel, Interaction
from bot.errors import Closed, Forbidden, Gone, NotYours
from bot.policy.automod_cache import AutoModState, UnavailableReason
from bot.ui.moderation import automod_summary

MANAGERS_ONLY: Final = "Only members who can manage this server can do that."
SERVER_UNAVAILABLE: Final = "Discord sends no information about this server right now; please try again in a minute."


def require_manager(interaction: Interaction) -> int:
    """The server that this person manages: Discord lets servers change who sees a command."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotYours(MANAGERS_ONLY)
    return interaction.guild_id


def require_managed_guild(interaction: Interaction) -> Guild:
    """The same with its channels and roles."""
    require_manager(interaction)
    if interaction.guild is None or interaction.guild.unavailable or interaction.guild.me is None:
        raise Gone(SERVER_UNAVAILABLE)
    return interaction.guild


async def require_readable_automod(bot: Easel, guild_id: int) -> AutoModState:
    """What its AutoMod's rules will hold for; refused where they cannot be read, since then everything would be."""
    state = await bot.gate.word_filters.fetch_automod_state(guild_id)
    match state.failure:
        case UnavailableReason.PERMISSION:
            raise Forbidden(automod_summary.NO_PERMISSION)
        case UnavailableReason.DISCORD:
            raise Closed(automod_summary.NO_ANSWER)
        case _:
            return state
