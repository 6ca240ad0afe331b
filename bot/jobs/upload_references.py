"""The first step of a job with reference images: upload them to the provider."""

import logging
from dataclasses import dataclass
from typing import Final

from bot.domain.catalog import MEDIA_TYPES
from bot.domain.request import Reference
from bot.errors import BadPicture, Declined, OperatorNeeded, ProviderError
from bot.images.inspect import PictureFile
from bot.images.member_uploads import ReferenceReader
from bot.jobs.context import JobContext
from bot.jobs.run import JobRun
from bot.runware.client import RunwareClient
from bot.runware.tasks import to_data_uri
from bot.storage import jobs

log: Final = logging.getLogger(__name__)

PICTURE_GONE_MESSAGE: Final = (
    "The picture to start from is no longer available from Runware or Discord; please attach it again. Nothing "
    "was charged."
)


@dataclass(slots=True, kw_only=True)
class ReferenceUploader:
    """Uploads reference images to the provider, and stores their UUIDs there."""

    context: JobContext
    provider: RunwareClient
    reader: ReferenceReader

    async def upload_references(self, run: JobRun) -> tuple[str, ...]:
        """The value to send for each reference image: its UUID at the provider, or a data URI.

        Raises :class:`BadPicture` with the member's sentence for an unusable file, DiscordDown when it cannot be read
        at the moment.
        """
        request = run.job.request
        ready: list[str] = []
        known: list[Reference] = []
        for reference in request.references:
            name = None if run.references_expired else reference.image_uuid
            sent = await self._upload_or_inline(reference) if name is None else name
            ready.append(sent)
            known.append(reference if sent.startswith("data:") else reference.model_copy(update={"image_uuid": sent}))
        if tuple(known) != request.references:
            await self._store_references(run, tuple(known))
        return tuple(ready)

    async def _upload_or_inline(self, reference: Reference) -> str:
        """Read the picture from Discord and upload it; return a data URI if the provider takes no uploads."""
        picture = await self._download(reference)
        media_type = MEDIA_TYPES[picture.format]
        try:
            return await self.provider.upload(picture.data, media_type)
        except (Declined, OperatorNeeded):
            raise
        except ProviderError as error:
            log.info("A picture goes with its task: %s", error.code, extra={"event": "upload_refused"})
            return to_data_uri(picture.data, media_type)

    async def _download(self, reference: Reference) -> PictureFile:
        """Read the picture from the URL that came with it, or from a fresh URL of its message."""
        if reference.url is not None:
            try:
                return await self.reader.read(reference.url)
            except BadPicture:
                if reference.message_id is None:
                    raise
                fresh = await self.context.messenger.get_file_url(reference)
                if fresh is None:
                    raise
                return await self.reader.read(fresh)
        fresh = await self.context.messenger.get_file_url(await self._locate_message(reference))
        if fresh is None:
            raise BadPicture(PICTURE_GONE_MESSAGE)
        return await self.reader.read(fresh)

    async def _locate_message(self, reference: Reference) -> Reference:
        """The reference with the Discord message of a picture that Easel made."""
        source = None if reference.job_id is None else await self.context.database.run(jobs.get, reference.job_id)
        if source is None or source.removed_at is not None or source.request.private:
            raise BadPicture(PICTURE_GONE_MESSAGE)  # what one member sees cannot be read with the bot's token
        message_id = source.message_id_of(reference.number or 1)
        return reference.model_copy(update={"channel_id": source.channel_id, "message_id": message_id})

    async def _store_references(self, run: JobRun, references: tuple[Reference, ...]) -> None:
        request = run.job.request.model_copy(update={"references": references})
        job = await self.context.database.run(jobs.update_request, run.job, request, owner=self.context.owner)
        run.job = job or run.job
