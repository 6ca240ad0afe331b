"""Posts case cards in the moderators' channel and edits them."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import discord

from bot.discord.api_errors import API_ERRORS, DiscordCircuitBreaker, Recovery
from bot.discord.attachment_size import fit_pictures
from bot.discord.message_content import build_files, with_automod_fallback
from bot.discord.message_requests import UPLOAD_TIMEOUT_SECONDS
from bot.domain.catalog import Catalog
from bot.domain.job import MAX_IMAGES_PER_MESSAGE
from bot.errors import DiscordDown, TooLarge, Undeliverable
from bot.images.reencoder import Reencoder
from bot.moderation.case_cards import Card, PostedCard
from bot.ui.attachments import filename_in_url
from bot.ui.channel_permissions import problem
from bot.ui.jobs.messages import picture_files
from bot.ui.layout import Layout
from bot.ui.moderation import case_card

MAX_PICTURE_BYTES: Final = 8 * 1024 * 1024
"""Largest picture on a card: below Discord's limit everywhere."""
REDUCED_MAX_PICTURE_BYTES: Final = 512 * 1024
"""Largest picture in the second attempt, after Discord refused the first as too large."""


class CaseCardPoster:
    """Posts and edits cards; raises DiscordDown or Undeliverable."""

    def __init__(
        self, client: discord.Client, catalog: Catalog, reencoder: Reencoder, circuit: DiscordCircuitBreaker
    ) -> None:
        """``circuit`` is the circuit breaker that all senders of this process share."""
        self._client = client
        self._circuit = circuit
        self._catalog = catalog
        self._reencoder = reencoder

    def check_channel(self, guild_id: int, channel_id: int) -> None:
        """Raise :class:`Undeliverable` unless the bot may post pictures there and only moderators can read them."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise DiscordDown("The server is not available yet.")
        if why := problem(guild, channel_id):
            raise Undeliverable(why)

    async def post(self, channel_id: int, card: Card) -> PostedCard:
        """Post a new card, and a second message for pictures after the tenth; nonces are built from the case's id."""
        try:
            return await self._post(channel_id, card, MAX_PICTURE_BYTES)
        except TooLarge:
            return await self._post(channel_id, card, REDUCED_MAX_PICTURE_BYTES)

    async def _post(self, channel_id: int, card: Card, limit: int) -> PostedCard:
        case, job = card.case, card.job
        pictures = await fit_pictures(card.pictures, limit, self._reencoder)
        card = card._replace(
            pictures=pictures, unreadable_count=card.unreadable_count + len(card.pictures) - len(pictures)
        )
        first, rest = pictures[:MAX_IMAGES_PER_MESSAGE], pictures[MAX_IMAGES_PER_MESSAGE:]
        channel = self._client.get_partial_messageable(channel_id, guild_id=case.guild_id)
        message = await self._send(
            channel,
            lambda shown: case_card.card_view(card, self._catalog, show_user_text=shown),
            [] if job is None else picture_files(job, first, 0),
            f"case-{case.id}",
        )
        if job is None or not rest:
            return PostedCard(message.channel.id, message.id)
        second = await self._send(
            channel,
            lambda _: case_card.overflow_view(card, job, rest),
            picture_files(job, rest, MAX_IMAGES_PER_MESSAGE),
            f"more-{case.id}",
        )
        return PostedCard(message.channel.id, message.id, second.id)

    async def update(self, card: Card) -> None:
        """Edit the card to the case's present state; nothing happens if the card was deleted."""
        case = card.case
        if case.card_channel_id is None or case.card_message_id is None:
            return
        channel = self._client.get_partial_messageable(case.card_channel_id, guild_id=case.guild_id)
        message = channel.get_partial_message(case.card_message_id)
        self._circuit.check()
        try:
            async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
                if case.card_more_id is not None and not case.is_open:
                    with suppress(discord.NotFound, discord.Forbidden):
                        await channel.get_partial_message(case.card_more_id).delete()
                await self._edit(message, card)
        except (discord.NotFound, discord.Forbidden):
            return
        except API_ERRORS as error:
            raise self._translate_error(error) from error
        self._circuit.record_success()

    async def _edit(self, message: discord.PartialMessage, card: Card) -> None:
        """Edit the card: an open case keeps its files, a decided one loses them."""
        attachments: dict[str, Any] = {} if card.case.is_open else {"attachments": []}
        names = _attached_names(await message.fetch()) if card.case.is_open and card.job is not None else ()
        await with_automod_fallback(
            lambda shown: message.edit(
                view=case_card.card_view(card, self._catalog, names, show_user_text=shown),
                allowed_mentions=discord.AllowedMentions.none(),
                **attachments,
            )
        )

    async def _send(
        self,
        channel: discord.PartialMessageable,
        build_view: Callable[[bool], Layout],
        attachments: Sequence[tuple[str, bytes]],
        nonce: str,
    ) -> discord.Message:
        """Send a message; a nonce has at most 25 characters (Discord, Create Message)."""
        self._circuit.check()
        try:
            async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
                sent = await with_automod_fallback(
                    lambda shown: channel.send(
                        view=build_view(shown),
                        files=build_files(attachments),
                        nonce=nonce,
                    )
                )
        except API_ERRORS as error:
            raise self._translate_error(error) from error
        self._circuit.record_success()
        return sent

    def _translate_error(self, error: BaseException) -> DiscordDown | Undeliverable:
        """Record the failure, and build the exception that tells the caller whether to retry."""
        diagnosis = self._circuit.record_failure(error)
        match diagnosis.recovery:
            case Recovery.RETRY_LATER:
                return DiscordDown(str(error), retry_after=diagnosis.retry_after)
            case Recovery.SHRINK_FILES:
                return TooLarge(str(error))
            case _:
                return Undeliverable(str(error))


def _attached_names(message: discord.Message) -> list[str]:
    """The names of the files that the card shows."""
    galleries = (part for part in message.components if isinstance(part, discord.MediaGalleryComponent))
    return [filename_in_url(item.media.url) for gallery in galleries for item in gallery.items]
