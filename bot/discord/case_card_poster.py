"""Cards as messages of the moderators' channel."""

import asyncio
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, Final

import discord

from bot.discord.api_errors import FAILED, Circuit, Cure
from bot.discord.attachment_size import fitted
from bot.discord.routes import UPLOAD_TIMEOUT_SECONDS, unless_automod
from bot.domain.catalog import Catalog
from bot.domain.job import PER_MESSAGE
from bot.errors import DiscordDown, TooLarge, Undeliverable
from bot.images.reencoder import Reencoder
from bot.moderation.case_cards import Card, Posted
from bot.ui.attachment_names import name_of
from bot.ui.channel_permissions import trouble
from bot.ui.jobs.messages import files
from bot.ui.layout import Layout
from bot.ui.moderation import case_card

ATTACHMENTS: Final = 8 * 1024 * 1024
"""Bytes of one picture on a card: below what Discord takes everywhere."""
SMALLER_ATTACHMENTS: Final = 512 * 1024
"""Bytes of one picture where Discord takes less than it says."""


class DiscordCards:
    """Cards as messages of a channel."""

    def __init__(self, client: discord.Client, catalog: Catalog, reencoder: Reencoder, circuit: Circuit) -> None:
        """``circuit`` is shared with whatever else sends for jobs."""
        self._client = client
        self._circuit = circuit
        self._catalog = catalog
        self._reencoder = reencoder

    def check(self, guild_id: int, channel_id: int) -> None:
        """Pass where the bot may show pictures to moderators, and to nobody else."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            raise DiscordDown("nothing is known of the server yet")
        if why := trouble(guild, channel_id):
            raise Undeliverable(why)

    async def post(self, channel_id: int, card: Card) -> Posted:
        """Show a new card, and in a second message the pictures beyond ten; the nonces are the case's number."""
        try:
            return await self._post(channel_id, card, ATTACHMENTS)
        except TooLarge:
            return await self._post(channel_id, card, SMALLER_ATTACHMENTS)

    async def _post(self, channel_id: int, card: Card, limit: int) -> Posted:
        case, job = card.case, card.job
        pictures = await fitted(card.pictures, limit, self._reencoder)
        card = card._replace(pictures=pictures, unread=card.unread + len(card.pictures) - len(pictures))
        first, rest = pictures[:PER_MESSAGE], pictures[PER_MESSAGE:]
        channel = self._client.get_partial_messageable(channel_id, guild_id=case.guild_id)
        message = await self._send(
            channel,
            lambda shown: case_card.layout(card, self._catalog, show_words=shown),
            [] if job is None else files(job, first, 0),
            f"case-{case.id}",
        )
        if job is None or not rest:
            return Posted(message.channel.id, message.id)
        second = await self._send(
            channel, lambda _: case_card.more(card, job, rest), files(job, rest, PER_MESSAGE), f"more-{case.id}"
        )
        return Posted(message.channel.id, message.id, second.id)

    async def update(self, card: Card) -> None:
        """Show how the case stands; a card that is gone is left alone."""
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
        except FAILED as error:
            raise self._trouble(error) from error
        self._circuit.succeeded()

    async def _edit(self, message: discord.PartialMessage, card: Card) -> None:
        """Show the card anew: an open one keeps its files, a decided one has none."""
        kept: dict[str, Any] = {} if card.case.is_open else {"attachments": []}
        names = _names_in(await message.fetch()) if card.case.is_open and card.job is not None else ()
        await unless_automod(
            lambda shown: message.edit(
                view=case_card.layout(card, self._catalog, names, show_words=shown),
                allowed_mentions=discord.AllowedMentions.none(),
                **kept,
            )
        )

    async def _send(
        self,
        channel: discord.PartialMessageable,
        made: Callable[[bool], Layout],
        attached: Sequence[tuple[str, bytes]],
        nonce: str,
    ) -> discord.Message:
        """Send it; a nonce has 25 characters at most (Discord, Create Message)."""
        self._circuit.check()
        try:
            async with asyncio.timeout(UPLOAD_TIMEOUT_SECONDS):
                sent = await unless_automod(
                    lambda shown: channel.send(
                        view=made(shown),
                        files=[discord.File(io.BytesIO(data), filename=name) for name, data in attached],
                        nonce=nonce,
                    )
                )
        except FAILED as error:
            raise self._trouble(error) from error
        self._circuit.succeeded()
        return sent

    def _trouble(self, error: BaseException) -> DiscordDown | Undeliverable:
        """What the board is to hear of an error."""
        diagnosis = self._circuit.failed(error)
        match diagnosis.cure:
            case Cure.WAIT:
                return DiscordDown(str(error), retry_after=diagnosis.retry_after)
            case Cure.SMALLER:
                return TooLarge(str(error))
            case _:
                return Undeliverable(str(error))


def _names_in(message: discord.Message) -> list[str]:
    """The files that the card has."""
    galleries = (part for part in message.components if isinstance(part, discord.MediaGalleryComponent))
    return [name_of(item.media.url) for gallery in galleries for item in gallery.items]
