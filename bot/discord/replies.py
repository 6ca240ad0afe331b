"""Responses to interactions: acknowledged in time, in the right message, and one ephemeral sentence for a failure."""

import asyncio
import logging
from collections.abc import Awaitable, Sequence
from http import HTTPStatus
from typing import Any, Final, TypeVar

import discord
from discord import ui
from discord.app_commands import Choice

from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.error_texts import error_text, is_outage
from bot.discord.message_content import fit_content
from bot.errors import BlockedWords, Closed, NotYours, Refused, Repeated, StorageError, StorageUnavailable
from bot.localization.messages import Message, Sentence
from bot.ui.buttons import Action, button_row
from bot.ui.components import Interaction
from bot.ui.layout import text_view
from bot.ui.premium import premium_row

log: Final = logging.getLogger(__name__)

ACK_DELAY_SECONDS: Final = 1.5
"""Work that takes longer than this is acknowledged first; Discord allows 3 seconds."""
ALREADY_ACKNOWLEDGED_CODE: Final = 40060
T = TypeVar("T")
TOO_SLOW: Final = Message("reply-too-slow")


async def with_ack(interaction: Interaction, work: Awaitable[T], *, private: bool = True, thinking: bool = True) -> T:
    """Return the result of the work; acknowledge the interaction if it takes longer than :data:`ACK_DELAY_SECONDS`.

    With ``thinking``, the acknowledgement is a new message, ephemeral if ``private``; without ``thinking``, the message
    of the pressed button stays unchanged.
    """
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({working}, timeout=ACK_DELAY_SECONDS)
    if not done:
        try:
            await interaction.response.defer(ephemeral=private, thinking=thinking)
        except REQUEST_ERRORS as error:  # the answer will then fail too, and its caller handles that
            log.warning("An interaction could not be acknowledged: %s", error, extra={"event": "defer_failed"})
    return await working


async def autocomplete_choices(work: Awaitable[list[Choice[str]]]) -> list[Choice[str]]:
    """Return the choices of an autocomplete, or none if they take too long or cannot be read."""
    try:
        async with asyncio.timeout(ACK_DELAY_SECONDS):
            return await work
    except (TimeoutError, NotYours, StorageError):
        return []


async def reply_ephemeral(interaction: Interaction, view: ui.LayoutView, files: Sequence[discord.File] = ()) -> None:
    """Show the view to this member only, in the acknowledgement or as the response."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view, attachments=files)
    else:
        await interaction.response.send_message(view=view, files=files, ephemeral=True)


async def reply_with(interaction: Interaction, work: Awaitable[ui.LayoutView]) -> None:
    """Acknowledge in time, and show the view that the work returns to this member only."""
    await reply_ephemeral(interaction, await with_ack(interaction, work))


async def edit_with(interaction: Interaction, work: Awaitable[ui.LayoutView]) -> None:
    """Acknowledge in time, and show the view that the work returns in the message of the pressed button."""
    await edit_message(interaction, await with_ack(interaction, work, thinking=False))


async def reply_text(interaction: Interaction, shown: Sentence) -> None:
    """Show a text to this member only, in the acknowledgement or as the response."""
    await reply_ephemeral(interaction, text_view(str(shown)))


async def followup(interaction: Interaction, view: ui.LayoutView) -> None:
    """Show the view to this member only, in a new message; the message of the pressed button stays unchanged."""
    await _send_ephemeral(interaction, view=view)


async def _send_ephemeral(interaction: Interaction, **message: Any) -> None:
    if interaction.response.is_done():
        await interaction.followup.send(**message, ephemeral=True)
    else:
        await interaction.response.send_message(**message, ephemeral=True)


async def edit_message(interaction: Interaction, view: ui.LayoutView) -> None:
    """Replace the content of the message whose button was pressed."""
    if interaction.response.is_done():
        await interaction.edit_original_response(view=view)
    else:
        await interaction.response.edit_message(view=view)


async def reply_error(interaction: Interaction, error: BaseException) -> None:
    """Answer a failed interaction: with the sentence of a refusal, or a general one for an error, which is logged."""
    if isinstance(error, Repeated) or getattr(error, "code", None) == ALREADY_ACKNOWLEDGED_CODE:
        return  # another process handles it
    if is_outage(error):
        log.warning("Discord did not accept an answer: %s", error, extra={"event": "interaction_unanswered"})
    elif not isinstance(error, Refused | StorageUnavailable):  # the database logs its outages itself, once each
        log.error("An interaction failed", exc_info=error, extra={"event": "interaction_failed"})
    message: dict[str, Any] = {"content": fit_content(error_text(error))}
    if isinstance(error, BlockedWords) and error.appeal_id is not None:
        message = {"view": text_view(error_text(error), button_row(error.appeal_id, Action.APPEAL))}
    try:
        if isinstance(error, Refused) and error.sku_ids and await _send_purchase_offer(interaction, error):
            return
        await _send_ephemeral(interaction, **message)
    except REQUEST_ERRORS as failure:
        log.warning("A reply could not be sent: %s", failure, extra={"event": "reply_failed"})


async def _send_purchase_offer(interaction: Interaction, refusal: Refused) -> bool:
    """Send the refusal with premium buttons; returns whether Discord accepted them.

    It does not where a SKU is not for sale: then the member still has to read the refusal.
    """
    try:
        await _send_ephemeral(interaction, view=text_view(error_text(refusal), premium_row(refusal.sku_ids)))
    except discord.HTTPException as failure:
        if failure.status != HTTPStatus.BAD_REQUEST:
            raise
        log.warning(
            "Discord shows no buttons for these SKUs; are they published? %s",
            failure,
            extra={"event": "premium_refused", "skus": refusal.sku_ids},
        )
        return False
    return True


async def within_modal_deadline(work: Awaitable[T]) -> T:
    """Return the result of the work; raises :class:`Closed` after a timeout, as a form must be the first response."""
    working = asyncio.ensure_future(work)
    done, _ = await asyncio.wait({working}, timeout=ACK_DELAY_SECONDS)
    if not done:
        working.cancel()
        raise Closed(TOO_SLOW)
    return working.result()
