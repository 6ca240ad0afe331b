"""The first part of an errand that starts from pictures: the provider has to know them before it can draw."""

import logging
from dataclasses import dataclass
from typing import Final

from bot.domain.catalog import MEDIA_TYPES
from bot.domain.request import Reference
from bot.errors import BadPicture, Declined, OperatorNeeded, ProviderError
from bot.images.member_uploads import ReferenceReader
from bot.images.reencoder import Encoded
from bot.jobs.finish import Ending
from bot.jobs.run import Errand
from bot.runware.client import Runware
from bot.runware.tasks import data_uri
from bot.storage import jobs

log: Final = logging.getLogger(__name__)

LOST: Final = (
    "The picture to start from is no longer available from Runware or Discord; please attach it again. Nothing "
    "was charged."
)


@dataclass(slots=True, kw_only=True)
class Preparing:
    """Brings the pictures that a request starts from to the provider, and remembers under which names."""

    ending: Ending
    provider: Runware
    files: ReferenceReader

    async def references(self, errand: Errand) -> tuple[str, ...]:
        """What to send for each picture: its UUID at the provider, or the picture itself.

        Raises :class:`BadPicture` with the member's sentence for what is no picture to start from, and DiscordDown when
        it cannot be read at the moment.
        """
        request = errand.job.request
        ready: list[str] = []
        known: list[Reference] = []
        for reference in request.references:
            name = None if errand.forgotten else reference.image_uuid
            sent = await self._brought(reference) if name is None else name
            ready.append(sent)
            known.append(reference if sent.startswith("data:") else reference.model_copy(update={"image_uuid": sent}))
        if tuple(known) != request.references:
            await self._remember(errand, tuple(known))
        return tuple(ready)

    async def _brought(self, reference: Reference) -> str:
        """Read the picture from Discord and upload it; a provider that takes no uploads gets it with the task."""
        picture = await self._read(reference)
        media_type = MEDIA_TYPES[picture.format]
        try:
            return await self.provider.upload(picture.data, media_type)
        except (Declined, OperatorNeeded):
            raise
        except ProviderError as error:
            log.info("A picture goes with its task: %s", error.code, extra={"event": "upload_refused"})
            return data_uri(picture.data, media_type)

    async def _read(self, reference: Reference) -> Encoded:
        """The picture, from the address that came with it or from where its message shows it now."""
        if reference.url is not None:
            try:
                return await self.files.read(reference.url)
            except BadPicture:
                if reference.message_id is None:
                    raise
                fresh = await self.ending.messenger.address_of(reference)
                if fresh is None:
                    raise
                return await self.files.read(fresh)
        fresh = await self.ending.messenger.address_of(await self._place(reference))
        if fresh is None:
            raise BadPicture(LOST)
        return await self.files.read(fresh)

    async def _place(self, reference: Reference) -> Reference:
        """Where a picture of ours stands on Discord."""
        source = None if reference.job_id is None else await self.ending.database.run(jobs.get, reference.job_id)
        if source is None or source.removed_at is not None or source.request.private:
            raise BadPicture(LOST)  # what one member sees cannot be read with the bot's token
        message_id = source.message_of(reference.number or 1)
        return reference.model_copy(update={"channel_id": source.channel_id, "message_id": message_id})

    async def _remember(self, errand: Errand, references: tuple[Reference, ...]) -> None:
        request = errand.job.request.model_copy(update={"references": references})
        job = await self.ending.database.run(jobs.changed, errand.job, request, owner=self.ending.owner)
        errand.job = job or errand.job
