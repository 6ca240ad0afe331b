"""Answers to interactions: in time, in the right place, and one private sentence where something cannot go on."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from typing import Any, Final, TypeVar

import aiohttp
import discord
from discord import Interaction, ui
from discord.app_commands import Choice

from bot.discord.api_errors import FAILED, Cure, diagnose
from bot.errors import (
    Blocked,
    NotYours,
    OverBudget,
    OverQuota,
    Paused,
    Refused,
    Repeated,
    StorageError,
    StorageUnavailable,
    TooSoon,
    Worded,
)
from bot.ui.buttons import Action, row
from bot.ui.layout import Layout

log: Final = logging.getLogger(__name__)

PATIENCE: Final = 1.5
"""Seconds after which a slow disk is no longer waited for before the acknowledgement; Discord gives 3."""
ALREADY_ACKNOWLEDGED: Final = 40060
T = TypeVar("T")
BROKEN: Final = "Something went wrong inside the bot; nothing was charged. The bot’s operator can see what happened."

DOWN: Final = "Discord did not answer Easel, so please try again in a minute; nothing was charged."


def sentence(error: BaseException) -> str:
    """What to tell the person: the error's own sentence, with the time it names, or that something broke."""
    if isinstance(error, StorageUnavailable):
        return error.told
    if not isinstance(error, Refused):
        return DOWN if _is_outage(error) else BROKEN
    return f"{error} {_when(error)}".rstrip()


def _is_outage(error: BaseException) -> bool:
    """Whether Discord could not be reached, which is nothing inside the bot."""
    reaching = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, ConnectionError, TimeoutError)
    return isinstance(error, reaching) and diagnose(error).cure is Cure.WAIT


def _when(error: Refused) -> str:
    """What the error says about the time, if anything."""
    match error:
        case TooSoon(frees_at=at) | Paused(frees_at=at):
            return f"You can try again <t:{int(at) + 1}:R>."
        case OverBudget(frees_at=float() as at):
            return f"There is room for it again <t:{int(at) + 1}:R>."
        case OverQuota(frees_at=float() as at):
            return f"The next one frees up <t:{int(at) + 1}:R>."
        case Worded(paused_until=float() as at):
            return f"Too many of your requests were refused: you can try again <t:{int(at) + 1}:R>."
        case Blocked(frees_at=at):
            ends = "The block has no end unless they lift it" if at is None else f"The block ends <t:{int(at) + 1}:R>"
            return f"{ends}; nothing was charged."
        case _:
            return ""


async def in_time(
    interaction: Interaction[Any], work: Awaitable[T], *, private: bool = True, thinking: bool = True
) -> T:
    """What the work returns; where it takes long, Discord is told first that an answer is coming.

    ``thinking`` announces a new message, which only this person sees where ``private``; without it, the message whose
    button was pressed stays as it is for now.
    """
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({working}, timeout=PATIENCE)
    if not done:
        try:
            await interaction.response.defer(ephemeral=private, thinking=thinking)
        except FAILED as problem:  # the answer itself will meet the same trouble, when it is known what to undo
            log.warning("It could not be announced: %s", problem, extra={"event": "defer_lost"})
    return await working


async def choices_in_time(work: Awaitable[list[Choice[str]]]) -> list[Choice[str]]:
    """What an autocomplete offers: none rather than too late, or while the database takes nothing."""
    try:
        async with asyncio.timeout(PATIENCE):
            return await work
    except (TimeoutError, NotYours, StorageError):
        return []


async def show(interaction: Interaction[Any], view: ui.LayoutView, files: Sequence[discord.File] = ()) -> None:
    """Show this person what was asked for, and nobody else."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)


async def beside(interaction: Interaction[Any], view: ui.LayoutView) -> None:
    """Show it to this person alone, and leave the message as it is whose button was pressed."""
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def in_place(interaction: Interaction[Any], view: ui.LayoutView) -> None:
    """Show it in the message whose button was pressed, in place of what stands there."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.edit_message(view=view)


async def privately(interaction: Interaction[Any], text: str, appeal_id: int | None = None) -> None:
    """Say it so that only this person sees it, whether or not something was answered before.

    ``appeal_id`` names the refusal that they may appeal against, right there.
    """
    shown: dict[str, Any] = {"content": text}
    if appeal_id is not None:
        shown = {"view": Layout(ui.TextDisplay(text), row(appeal_id, Action.APPEAL))}
    try:
        if interaction.response.is_done():
            await interaction.followup.send(**shown, ephemeral=True)
        else:
            await interaction.response.send_message(**shown, ephemeral=True)
    except FAILED as problem:
        log.warning("Nobody could be told: %s", problem, extra={"event": "reply_lost"})


async def explain(interaction: Interaction[Any], error: BaseException) -> None:
    """Answer an interaction that failed: a refusal in its own words, the unforeseen in ours and in the log."""
    if isinstance(error, Repeated) or getattr(error, "code", None) == ALREADY_ACKNOWLEDGED:
        return  # another process has it
    if _is_outage(error):
        log.warning("Discord did not take an answer: %s", error, extra={"event": "interaction_unanswered"})
    elif not isinstance(error, Refused | StorageUnavailable):  # outages of the database are logged once, not here
        log.error("An interaction failed", exc_info=error, extra={"event": "interaction_failed"})
    await privately(interaction, sentence(error), error.appeal_id if isinstance(error, Worded) else None)
