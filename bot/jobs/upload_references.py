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
from bot.localization.messages import Message
from bot.runware.client import RunwareClient
from bot.runware.tasks import to_data_uri
from bot.storage import jobs

log: Final = logging.getLogger(__name__)

PICTURE_GONE_MESSAGE: Final = Message("reference-gone")


@dataclass(slots=True, kw_only=True)
class ReferenceUploader:
    """Uploads reference images to the provider, and stores the UUIDs that it returns."""

    context: JobContext
    provider: RunwareClient
    reader: ReferenceReader

    async def upload_references(self, run: JobRun) -> tuple[str, ...]:
        """Return the value to send for each reference image: its UUID at the provider, or a data URI.

        Raises :class:`BadPicture` with the member's sentence for an unusable file, and DiscordDown if a retry may
        succeed.
        """
        sent: list[str] = []
        stored: list[Reference] = []
        for reference in run.job.request.references:
            image_uuid = None if run.references_expired else reference.image_uuid
            value = image_uuid or await self._upload_or_inline(reference)
            sent.append(value)
            is_inline = value.startswith("data:")
            stored.append(reference if is_inline else reference.model_copy(update={"image_uuid": value}))
        await self._store_references(run, tuple(stored))
        return tuple(sent)

    async def _upload_or_inline(self, reference: Reference) -> str:
        """Read the picture from Discord and upload it; return a data URI if the provider does not accept the upload."""
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
                fresh_url = await self.context.messenger.get_file_url(reference) if reference.message_id else None
                if fresh_url is None:
                    raise
        else:
            fresh_url = await self.context.messenger.get_file_url(await self._locate_message(reference))
            if fresh_url is None:
                raise BadPicture(PICTURE_GONE_MESSAGE)
        return await self.reader.read(fresh_url)

    async def _locate_message(self, reference: Reference) -> Reference:
        """Add the Discord message to a reference to a picture of Easel."""
        source = None if reference.job_id is None else await self.context.database.run(jobs.get, reference.job_id)
        if source is None or source.removed_at is not None or source.request.private:
            raise BadPicture(PICTURE_GONE_MESSAGE)  # the bot cannot read ephemeral messages
        message_id = source.message_id_of(reference.number or 1)
        return reference.model_copy(update={"channel_id": source.channel_id, "message_id": message_id})

    async def _store_references(self, run: JobRun, references: tuple[Reference, ...]) -> None:
        if references == run.job.request.references:
            return
        request = run.job.request.model_copy(update={"references": references})
        job = await self.context.database.run(jobs.update_request, run.job, request, owner=self.context.owner)
        run.job = job or run.job
