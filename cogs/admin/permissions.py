"""Checks before a change of a server's settings: the member manages the server, and Easel can read its data."""

from typing import Final

from discord import Guild

from bot.discord.client import Interaction
from bot.errors import Closed, Forbidden, Gone, NotYours
from bot.localization.messages import Message
from bot.policy.automod_cache import AutoModState, UnavailableReason
from bot.policy.gate import PolicyGate
from bot.ui.moderation import automod_summary

MANAGERS_ONLY: Final = Message("managers-only")
SERVER_UNAVAILABLE: Final = Message("server-unavailable")


def require_manager(interaction: Interaction) -> int:
    """Return the server's id; raises :class:`NotYours` without the permission Manage Server.

    Discord's own check is not enough, because servers can change who sees a command.
    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise NotYours(MANAGERS_ONLY)
    return interaction.guild_id


def require_managed_guild(interaction: Interaction) -> Guild:
    """Return the server with its channels and roles; raises NotYours, or :class:`Gone` if Discord did not send them."""
    require_manager(interaction)
    if interaction.guild is None or interaction.guild.unavailable or interaction.guild.me is None:
        raise Gone(SERVER_UNAVAILABLE)
    return interaction.guild


async def require_readable_automod(gate: PolicyGate, guild_id: int) -> AutoModState:
    """Read the server's AutoMod rules; raises Forbidden or Closed if Easel cannot read them."""
    state = await gate.word_filters.fetch_automod_state(guild_id)
    match state.failure:
        case UnavailableReason.PERMISSION:
            raise Forbidden(automod_summary.NO_PERMISSION)
        case UnavailableReason.DISCORD:
            raise Closed(automod_summary.NO_ANSWER)
        case _:
            return state
