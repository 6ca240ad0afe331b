"""Takes a request in: written down first, acknowledged in the same breath by the waiting message itself."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol

import discord
from discord import Interaction

from bot.domain.catalog import Catalog
from bot.domain.job import Asker, Job
from bot.errors import Refused
from bot.service import Accepted, Service
from bot.storage.jobs import Place
from bot.ui import messages, replies

log: Final = logging.getLogger(__name__)

PATIENCE: Final = 1.5
"""Seconds after which a slow disk is no longer waited for before the acknowledgement; Discord gives 3."""
ALREADY_ACKNOWLEDGED: Final = 40060
UNKNOWN_INTERACTION: Final = 10062


class Shown(Protocol):
    """Whoever edits the message later: it is told what the message says already."""

    def acknowledged(self, job: Job, place: Place | None) -> None:
        """The job's waiting message was just sent, saying this."""
        ...


class Reception:
    """The one way in for commands, buttons and menus that ask for pictures."""

    def __init__(
        self, service: Service, catalog: Catalog, shown: Shown, *, on_acknowledged: Callable[[float], None]
    ) -> None:
        """``on_acknowledged`` hears how many seconds after its arrival a request was acknowledged."""
        self._service = service
        self._catalog = catalog
        self._shown = shown
        self._on_acknowledged = on_acknowledged

    async def take(
        self,
        interaction: Interaction[Any],
        ask: Callable[[Asker], Awaitable[Accepted]],
        *,
        private: bool,
        parent_id: int | None = None,
    ) -> None:
        """Ask, and answer with the waiting message; a refusal is raised, or said in private after a late answer."""
        arrived = time.monotonic()
        asking = asyncio.ensure_future(ask(_asker(interaction, parent_id)))
        done, _ = await asyncio.wait({asking}, timeout=PATIENCE)
        if not done:
            await interaction.response.defer(ephemeral=private, thinking=True)
        try:
            accepted = await asking
        except Refused as refusal:
            if done:
                raise
            await self._refuse_late(interaction, refusal, private=private)
        else:
            await self._acknowledge(interaction, accepted)
        self._on_acknowledged(time.monotonic() - arrived)

    async def _acknowledge(self, interaction: Interaction[Any], accepted: Accepted) -> None:
        job = accepted.job
        try:
            message_id = await self._send(interaction, accepted)
        except discord.NotFound:
            log.warning("Discord did not wait for job %s", job.id, extra={"event": "acknowledged_too_late"})
            await self._service.unseen(job)
        except discord.HTTPException as error:
            if error.code == ALREADY_ACKNOWLEDGED or error.status >= 500:  # noqa: PLR2004 – Discord's own failures
                await self._service.unsure(job)
                return
            await self._service.unseen(job)
            raise
        except (OSError, TimeoutError):
            await self._service.unsure(job)
        else:
            assert interaction.channel_id is not None
            self._shown.acknowledged(job, accepted.place)
            await self._service.acknowledged(job, channel_id=interaction.channel_id, message_id=message_id)

    async def _send(self, interaction: Interaction[Any], accepted: Accepted) -> int:
        job = accepted.job
        layout = messages.waiting(job, accepted.place, self._catalog)
        if interaction.response.is_done():
            return (await interaction.edit_original_response(view=layout)).id
        answer = await interaction.response.send_message(view=layout, ephemeral=job.request.private)
        if answer.message_id is None:
            return (await interaction.original_response()).id
        return answer.message_id

    @staticmethod
    async def _refuse_late(interaction: Interaction[Any], refusal: Refused, *, private: bool) -> None:
        """What was begun in public is taken away, so that the refusal stays private."""
        if private:
            await interaction.edit_original_response(content=replies.sentence(refusal))
            return
        await interaction.delete_original_response()
        await replies.privately(interaction, replies.sentence(refusal))


def _asker(interaction: Interaction[Any], parent_id: int | None) -> Asker:
    assert interaction.channel_id is not None
    return Asker(
        interaction_id=interaction.id,
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=interaction.channel_id,
        token=interaction.token,
        attachment_limit=interaction.filesize_limit,
        parent_id=parent_id,
    )
