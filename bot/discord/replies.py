"""Answers to interactions: in time, in the right place, and one private sentence where something cannot go on."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from typing import Any, Final, TypeVar

import aiohttp
import discord
from discord import ui
from discord.app_commands import Choice

from bot.discord.api_errors import API_ERRORS, Recovery, diagnose_error
from bot.errors import (
    Blocked,
    BlockedWords,
    Closed,
    NotYours,
    OverBudget,
    OverQuota,
    Paused,
    Refused,
    Repeated,
    StorageError,
    StorageUnavailable,
    TooSoon,
)
from bot.ui.buttons import Action, button_row
from bot.ui.components import Interaction
from bot.ui.layout import Layout

log: Final = logging.getLogger(__name__)

ACK_DELAY_SECONDS: Final = 1.5
"""Seconds after which a slow disk is no longer waited for before the acknowledgement; Discord gives 3."""
ALREADY_ACKNOWLEDGED_CODE: Final = 40060
T = TypeVar("T")
INTERNAL_ERROR: Final = (
    "Something went wrong inside the bot; nothing was charged. The bot’s operator can see what happened."
)

DISCORD_DOWN: Final = "Discord did not answer Easel, so please try again in a minute; nothing was charged."


def error_text(error: BaseException) -> str:
    """What to tell the person: the error's own sentence, with the time it names, or that something broke."""
    if isinstance(error, StorageUnavailable):
        return error.user_message
    if not isinstance(error, Refused):
        return DISCORD_DOWN if _is_outage(error) else INTERNAL_ERROR
    return f"{error} {_retry_time_text(error)}".rstrip()


def _is_outage(error: BaseException) -> bool:
    """Whether Discord could not be reached, which is nothing inside the bot."""
    reaching = (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, ConnectionError, TimeoutError)
    return isinstance(error, reaching) and diagnose_error(error).recovery is Recovery.RETRY_LATER


def _retry_time_text(error: Refused) -> str:
    """What the error says about the time, if anything."""
    match error:
        case TooSoon(retry_at=at) | Paused(retry_at=at):
            return f"You can try again <t:{int(at) + 1}:R>."
        case OverBudget(retry_at=float() as at):
            return f"There is room for it again <t:{int(at) + 1}:R>."
        case OverQuota(retry_at=float() as at):
            return f"The next one frees up <t:{int(at) + 1}:R>."
        case BlockedWords(paused_until=float() as at):
            return f"Too many of your requests were refused: you can try again <t:{int(at) + 1}:R>."
        case Blocked(retry_at=at):
            ends = "The block has no end unless they lift it" if at is None else f"The block ends <t:{int(at) + 1}:R>"
            return f"{ends}; nothing was charged."
        case _:
            return ""


async def with_ack(interaction: Interaction, work: Awaitable[T], *, private: bool = True, thinking: bool = True) -> T:
    """What the work returns; where it takes long, Discord is told first that an answer is coming.

    ``thinking`` announces a new message, which only this person sees where ``private``; without it, the message whose
    button was pressed stays as it is for now.
    """
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({working}, timeout=ACK_DELAY_SECONDS)
    if not done:
        try:
            await interaction.response.defer(ephemeral=private, thinking=thinking)
        except API_ERRORS as problem:  # the answer itself will meet the same trouble, when it is known what to undo
            log.warning("It could not be announced: %s", problem, extra={"event": "defer_failed"})
    return await working


async def autocomplete_choices(work: Awaitable[list[Choice[str]]]) -> list[Choice[str]]:
    """What an autocomplete offers: none rather than too late, or while the database takes nothing."""
    try:
        async with asyncio.timeout(ACK_DELAY_SECONDS):
            return await work
    except (TimeoutError, NotYours, StorageError):
        return []


async def reply_ephemeral(interaction: Interaction, view: ui.LayoutView, files: Sequence[discord.File] = ()) -> None:
    """Show this person what was asked for, and nobody else."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)


async def followup(interaction: Interaction, view: ui.LayoutView) -> None:
    """Show it to this person alone, and leave the message as it is whose button was pressed."""
    if interaction.response.is_done():
        await interaction.followup.send(view=view, ephemeral=True)
    else:
        await interaction.response.send_message(view=view, ephemeral=True)


async def edit_message(interaction: Interaction, view: ui.LayoutView) -> None:
    """Show it in the message whose button was pressed, in place of what stands there."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.edit_message(view=view)


async def send_ephemeral(interaction: Interaction, text: str, appeal_id: int | None = None) -> None:
    """Say it so that only this person sees it, whether or not something was answered before.

    ``appeal_id`` names the refusal that they may appeal against, right there.
    """
    shown: dict[str, Any] = {"content": text}
    if appeal_id is not None:
        shown = {"view": Layout(ui.TextDisplay(text), button_row(appeal_id, Action.APPEAL))}
    try:
        if interaction.response.is_done():
            await interaction.followup.send(**shown, ephemeral=True)
        else:
            await interaction.response.send_message(**shown, ephemeral=True)
    except API_ERRORS as problem:
        log.warning("Nobody could be told: %s", problem, extra={"event": "reply_failed"})


async def reply_error(interaction: Interaction, error: BaseException) -> None:
    """Answer an interaction that failed: a refusal in its own words, the unforeseen in ours and in the log."""
    if isinstance(error, Repeated) or getattr(error, "code", None) == ALREADY_ACKNOWLEDGED_CODE:
        return  # another process has it
    if _is_outage(error):
        log.warning("Discord did not take an answer: %s", error, extra={"event": "interaction_unanswered"})
    elif not isinstance(error, Refused | StorageUnavailable):  # outages of the database are logged once, not here
        log.error("An interaction failed", exc_info=error, extra={"event": "interaction_failed"})
    await send_ephemeral(interaction, error_text(error), error.appeal_id if isinstance(error, BlockedWords) else None)


TOO_SLOW: Final = "Easel is slow right now; please try again in a moment. Nothing was charged."


async def within_modal_deadline(work: Awaitable[T]) -> T:
    """What the work returns, if that is soon: a form cannot be announced as other answers can."""
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({working}, timeout=ACK_DELAY_SECONDS)
    if not done:
        working.cancel()
        raise Closed(TOO_SLOW)
    return working.result()
