"""Turns errors into one private sentence; every command, button and menu ends here when it cannot go on."""

import logging
from typing import Any, Final

import discord
from discord import Interaction

from bot.errors import EaselError, OverQuota, Refused, Repeated, TooSoon

log: Final = logging.getLogger(__name__)

BROKEN: Final = "Something went wrong inside the bot; nothing was charged. Its operator can see what happened."


def sentence(error: BaseException) -> str:
    """What to tell the person: the error's own sentence, with the time it names, or that something broke."""
    match error:
        case TooSoon(frees_at=at):
            return f"{error} You can ask again <t:{int(at) + 1}:R>."
        case OverQuota(frees_at=float() as at):
            return f"{error} The next one frees up <t:{int(at) + 1}:R>."
        case EaselError():
            return str(error)
        case _:
            return BROKEN


async def privately(interaction: Interaction[Any], text: str) -> None:
    """Say it so that only this person sees it, whether or not something was answered before."""
    try:
        if interaction.response.is_done():
            await interaction.followup.send(text, ephemeral=True)
        else:
            await interaction.response.send_message(text, ephemeral=True)
    except (discord.HTTPException, OSError) as problem:
        log.warning("Nobody could be told: %s", problem, extra={"event": "reply_lost"})


async def explain(interaction: Interaction[Any], error: BaseException) -> None:
    """Answer an interaction that failed: a refusal in its own words, the unforeseen in ours and in the log."""
    if isinstance(error, Repeated):
        return
    if not isinstance(error, Refused):
        log.error("An interaction failed", exc_info=error, extra={"event": "interaction_failed"})
    await privately(interaction, sentence(error))
