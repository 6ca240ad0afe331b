"""Checks before every change of a server's settings: the member manages the server, and Easel can read it."""

from typing import Final

from discord import Guild

from bot.discord.client import Easel, Interaction
from bot.errors import Closed, Forbidden, Gone, NotYours
from bot.policy.automod_cache import AutoModState, UnavailableReason
from bot.ui.moderation import automod_summary

MANAGERS_ONLY: Final = "Only members who can manage this server can do that."
SERVER_UNAVAILABLE: Final = "Discord sends no information about this server right now; please try again in a minute."


def require_manager(interaction: Interaction) -> int:
    """Return the server's id; raises :class:`NotYours` without Manage Server: servers can open commands to others."""
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotYours(MANAGERS_ONLY)
    return interaction.guild_id


def require_managed_guild(interaction: Interaction) -> Guild:
    """Return the server with its channels and roles; raises NotYours, or :class:`Gone` while Discord sends none."""
    require_manager(interaction)
    if interaction.guild is None or interaction.guild.unavailable or interaction.guild.me is None:
        raise Gone(SERVER_UNAVAILABLE)
    return interaction.guild


async def require_readable_automod(bot: Easel, guild_id: int) -> AutoModState:
    """Read the server's AutoMod rules; raises Forbidden or Closed, as without them every request would be refused."""
    state = await bot.services.gate.word_filters.fetch_automod_state(guild_id)
    match state.failure:
        case UnavailableReason.PERMISSION:
            raise Forbidden(automod_summary.NO_PERMISSION)
        case UnavailableReason.DISCORD:
            raise Closed(automod_summary.NO_ANSWER)
        case _:
            return state
