"""Posts case cards in the moderators' channel and edits them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any, Final

import discord

from bot.discord.api_errors import REQUEST_ERRORS, DiscordCircuitBreaker, Recovery
from bot.discord.attachment_size import fit_pictures
from bot.discord.message_content import build_files, with_automod_fallback
from bot.discord.message_requests import UPLOAD_TIMEOUT_SECONDS
from bot.domain.catalog import Catalog
from bot.domain.job import MAX_IMAGES_PER_MESSAGE
from bot.errors import DiscordDown, TooLarge, Undeliverable
from bot.images.reencoder import Reencoder
from bot.localization.languages import in_language
from bot.moderation.case_cards import Card, PostedCard
from bot.policy.server_languages import ServerLanguages
from bot.ui.attachments import filename_in_url
from bot.ui.channel_permissions import find_channel_problem
from bot.ui.jobs.messages import picture_files
from bot.ui.moderation import case_card

MAX_PICTURE_BYTES: Final = 8 * 1024 * 1024
"""Largest picture on a card, below Discord's limit on every server."""
REDUCED_MAX_PICTURE_BYTES: Final = 512 * 1024
"""Largest picture in the second attempt, after Discord refused the first as too large."""


class CaseCardPoster:
    """Posts and edits cards, in the server’s language; raises DiscordDown or Undeliverable."""

    def __init__(
        self,
        client: discord.Client,
        catalog: Catalog,
        reencoder: Reencoder,
        circuit: DiscordCircuitBreaker,
        languages: ServerLanguages,
    ) -> None:
        self._client = client
        self._languages = languages
        self._circuit = circuit
        self._catalog = catalog
        self._reencoder = reencoder

    def check_channel(self, guild_id: int, channel_id: int) -> None:
        """Raise :class:`Undeliverable` unless the bot may post pictures there and only moderators can read them."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise DiscordDown("The server is not available yet.")
        if problem := find_channel_problem(guild, channel_id):
            raise Undeliverable(problem.clause)

    async def post(self, channel_id: int, card: Card) -> PostedCard:
        """Post a new card, and a second message for the pictures after the tenth; the nonces contain the case's id."""
        with in_language(await self._languages.get(card.case.guild_id)):
            try:
                return await self._post(channel_id, card, MAX_PICTURE_BYTES)
            except TooLarge:
                return await self._post(channel_id, card, REDUCED_MAX_PICTURE_BYTES)

    async def _post(self, channel_id: int, card: Card, limit: int) -> PostedCard:
        pictures = await fit_pictures(card.pictures, limit, self._reencoder)
        unreadable_count = card.unreadable_count + len(card.pictures) - len(pictures)
        card = card._replace(pictures=pictures, unreadable_count=unreadable_count)
        channel = self._client.get_partial_messageable(channel_id, guild_id=card.case.guild_id)
        message = await self._send_card(channel, card)
        second = await self._send_overflow(channel, card)
        return PostedCard(message.channel.id, message.id, second.id if second else None)

    async def _send_card(self, channel: discord.PartialMessageable, card: Card) -> discord.Message:
        files = picture_files(card.job, card.pictures[:MAX_IMAGES_PER_MESSAGE], 0) if card.job else []
        async with self._request():
            return await with_automod_fallback(
                lambda shown: channel.send(
                    view=case_card.card_view(card, self._catalog, show_user_text=shown),
                    files=build_files(files),
                    nonce=f"case-{card.case.id}",  # at most 25 characters (Discord, Create Message)
                )
            )

    async def _send_overflow(self, channel: discord.PartialMessageable, card: Card) -> discord.Message | None:
        pictures, job = card.pictures[MAX_IMAGES_PER_MESSAGE:], card.job
        if job is None or not pictures:
            return None
        async with self._request():
            return await channel.send(
                view=case_card.overflow_view(card, job, pictures),
                files=build_files(picture_files(job, pictures, MAX_IMAGES_PER_MESSAGE)),
                nonce=f"more-{card.case.id}",
            )

    async def update(self, card: Card) -> None:
        """Edit the card to the case's present state; nothing happens if the card was deleted."""
        case = card.case
        if case.card_channel_id is None or case.card_message_id is None:
            return
        channel = self._client.get_partial_messageable(case.card_channel_id, guild_id=case.guild_id)
        async with self._request(discord.NotFound, discord.Forbidden):
            if case.card_overflow_message_id is not None and not case.is_open:
                with suppress(discord.NotFound, discord.Forbidden):
                    await channel.get_partial_message(case.card_overflow_message_id).delete()
            with in_language(await self._languages.get(case.guild_id)):
                await self._edit(channel.get_partial_message(case.card_message_id), card)

    @asynccontextmanager
    async def _request(self, *ignored: type[discord.HTTPException]) -> AsyncIterator[None]:
        """Guard a request by a timeout and the circuit breaker; raises DiscordDown, TooLarge or Undeliverable."""
        self._circuit.check()
        try:
            async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
                yield
        except ignored:
            return
        except REQUEST_ERRORS as error:
            raise self._translate_error(error) from error
        self._circuit.record_success()

    async def _edit(self, message: discord.PartialMessage, card: Card) -> None:
        """Edit the card: that of an open case keeps its files, that of a decided case loses them."""
        attachments: dict[str, Any] = {} if card.case.is_open else {"attachments": []}
        names = _attached_names(await message.fetch()) if card.case.is_open and card.job is not None else ()
        await with_automod_fallback(
            lambda shown: message.edit(
                view=case_card.card_view(card, self._catalog, names, show_user_text=shown),
                allowed_mentions=discord.AllowedMentions.none(),
                **attachments,
            )
        )

    def _translate_error(self, error: BaseException) -> DiscordDown | Undeliverable:
        """Record the failure, and build the exception for the caller."""
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
