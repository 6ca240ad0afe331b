"""Takes in requests for pictures: a job is reserved on disk first, then Discord gets the waiting message.

:class:`RequestIntake` decides what follows from each outcome of that acknowledgement.
"""

import logging
import time
from collections.abc import Awaitable
from typing import Final, Protocol, TypeAlias

import discord

from bot.discord import replies
from bot.discord.api_errors import API_ERRORS, Recovery, diagnose_error
from bot.discord.message_content import with_automod_fallback
from bot.discord.permissions import member_context
from bot.domain.catalog import Catalog
from bot.domain.job import Job, QueuePosition, Requester
from bot.errors import DiscordDown, Invalid, Refused, StorageError, Undeliverable
from bot.jobs.eta import EtaEstimator
from bot.jobs.queue import JobQueue
from bot.jobs.service import PriceOffer, ReservedJob
from bot.metrics import Metrics
from bot.ui.components import Interaction
from bot.ui.jobs import messages, price_confirmation

log: Final = logging.getLogger(__name__)

SubmitResult: TypeAlias = ReservedJob | PriceOffer
"""What :class:`~bot.jobs.service.RequestService` makes of a request that it accepts."""
PUBLIC_ACK_DELETED: Final = "withdrawn"
"""Key in ``Interaction.extras``: the original response was deleted, so the next answer must be a follow-up message."""
NO_CHANNEL: Final = "Discord did not say which channel this is, so nothing can be shown here; nothing was charged."


class JobMessages(Protocol):
    """Edits the job's message after the intake has sent it."""

    def record_waiting_message(self, job: Job, position: QueuePosition | None, *, other_count: int) -> None:
        """Record what the message shows that was just sent; ``other_count`` is the number of jobs sent with it."""
        ...

    async def stop_progress(self, job: Job) -> None:
        """Show no progress in the job's message from now on."""
        ...

    async def show_end(self, job: Job) -> None:
        """Show in the job's message how it ended; raises DiscordDown or Undeliverable."""
        ...


def build_requester(interaction: Interaction, *, parent_id: int | None = None) -> Requester:
    """Describe who asks, and where; ``parent_id`` is the job that the request starts from."""
    return Requester(
        interaction_id=interaction.id,
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=_channel_id(interaction),
        token=interaction.token,
        attachment_limit=interaction.filesize_limit,
        parent_job_id=parent_id,
        member_context=member_context(interaction),
    )


class RequestIntake:
    """The entry point of all commands, buttons and menus that ask for pictures.

    A reserved job has its price held in the ledger. What sending the waiting message comes to decides about both:

    =================================================== ============ ==================================================
    outcome                                             message      job and money
    =================================================== ============ ==================================================
    a message id                                        seen         enqueued; settled or refunded when the job ends
    NotFound (10062: the 3 seconds are over)            not seen     cancelled and refunded; logged
    any other code of Discord's API                     not seen     cancelled and refunded; the error is answered
    40060 (already acknowledged)                        unknown      left to the worker
    no response, 429, 5xx, not from Discord's API       unknown      left to the worker
    any other exception of discord.py                   unknown      left to the worker
    =================================================== ============ ==================================================

    The worker asks Discord for the original response of the interaction: if there is one the job goes on, otherwise it
    is cancelled and refunded. No picture is drawn before it is known where the member sees the job.
    """

    def __init__(
        self,
        queue: JobQueue,
        catalog: Catalog,
        job_messages: JobMessages,
        forecast: EtaEstimator,
        metrics: Metrics,
    ) -> None:
        self._queue = queue
        self._catalog = catalog
        self._job_messages = job_messages
        self._forecast = forecast
        self._metrics = metrics

    async def submit(self, interaction: Interaction, submission: Awaitable[SubmitResult], *, private: bool) -> None:
        """Await the submission, and answer with the waiting message or the price offer.

        ``private`` is what the command itself says; the member's defaults may decide otherwise. A refusal is raised as
        :class:`Refused`; a public "thinking" message is deleted first, so that the refusal stays private.
        """
        arrived = time.monotonic()
        try:
            result = await replies.with_ack(interaction, submission, private=private)
        except (Refused, StorageError):
            if interaction.response.is_done() and not private:
                await self._delete_public_ack(interaction)
            raise
        if isinstance(result, PriceOffer):
            await self._show_price_offer(interaction, result, private=private)
            return
        if interaction.response.is_done() and result.job.request.private is not private:
            await self._delete_ack_or_cancel(interaction, result.job)
        await self._acknowledge(interaction, result)
        self._metrics.record_acknowledgement(time.monotonic() - arrived)

    async def stop_progress(self, job: Job) -> None:
        """Show no more progress of a job, so that the next edit of its message is the last one."""
        await self._job_messages.stop_progress(job)

    async def show_end(self, job: Job) -> None:
        """Show in the job's message how it ended; if that fails, the worker tries again later."""
        try:
            await self._job_messages.show_end(job)
        except (DiscordDown, Undeliverable) as error:
            log.info("The end of job %s is shown later: %s", job.id, error, extra={"event": "end_update_failed"})
        else:
            await self._queue.mark_notified(job)

    async def _show_price_offer(self, interaction: Interaction, offer: PriceOffer, *, private: bool) -> None:
        """Show the price to the member only."""
        view = price_confirmation.price_offer_view(offer, self._catalog)
        if not interaction.response.is_done():
            await interaction.response.send_message(view=view, ephemeral=True)
        elif private:
            await interaction.edit_original_response(view=view)
        else:
            await self._delete_public_ack(interaction)
            await interaction.followup.send(view=view, ephemeral=True)

    async def _delete_ack_or_cancel(self, interaction: Interaction, job: Job) -> None:
        """Delete a "thinking" message of the wrong visibility; if that fails, cancel the job and raise the error."""
        try:
            await self._delete_public_ack(interaction)
        except BaseException:
            await self._queue.ack_failed(job)
            raise

    async def _acknowledge(self, interaction: Interaction, reserved: ReservedJob) -> None:
        """Send the waiting message, and enqueue, cancel or leave the job by the table of this class."""
        job = reserved.job
        try:
            message_id = await with_automod_fallback(
                lambda show_prompt: self._send_waiting_view(interaction, reserved, show_prompt=show_prompt)
            )
        except API_ERRORS as error:
            await self._handle_ack_failure(job, error)
        except Exception as error:  # noqa: BLE001 – whatever discord.py raises on a response, the job must not stay reserved
            log.warning(
                "It is not known whether job %s was acknowledged: %s",
                *(job.id, type(error).__name__),
                extra={"event": "ack_unreadable"},
            )
            await self._queue.ack_unknown(job)
        else:
            self._job_messages.record_waiting_message(job, reserved.position, other_count=len(reserved.other_jobs))
            await self._queue.enqueue(job, channel_id=_channel_id(interaction), message_id=message_id)

    async def _handle_ack_failure(self, job: Job, error: BaseException) -> None:
        """Cancel a job whose waiting message Discord refused; leave it to the worker where that is unknown."""
        code = getattr(error, "code", None)
        if code == replies.ALREADY_ACKNOWLEDGED_CODE or diagnose_error(error).recovery is Recovery.RETRY_LATER:
            log.info("It is not known whether job %s was acknowledged: %s", job.id, error)
            await self._queue.ack_unknown(job)
            return
        await self._queue.ack_failed(job)
        if not isinstance(error, discord.NotFound):
            raise error
        log.warning("Discord did not wait for job %s", job.id, extra={"event": "ack_too_late"})

    async def _send_waiting_view(self, interaction: Interaction, reserved: ReservedJob, *, show_prompt: bool) -> int:
        """Send the waiting message as response, follow-up or edit of "thinking"; returns the message's id."""
        job = reserved.job
        view = messages.waiting_view(
            job,
            reserved.position,
            self._catalog,
            expected_duration=self._forecast.format_eta(job, reserved.position),
            other_count=len(reserved.other_jobs),
            show_prompt=show_prompt,
        )
        if not interaction.response.is_done():
            response = await interaction.response.send_message(view=view, ephemeral=job.request.private)
            return response.message_id or (await interaction.original_response()).id
        if interaction.extras.get(PUBLIC_ACK_DELETED):
            return (await interaction.followup.send(view=view, ephemeral=job.request.private, wait=True)).id
        return (await interaction.edit_original_response(view=view)).id

    @staticmethod
    async def _delete_public_ack(interaction: Interaction) -> None:
        """Delete the public original response, so that the refusal stays private."""
        # Discord would use the next follow-up as the content of an unfinished “thinking…”, so give it content first.
        await interaction.edit_original_response(content="…")
        await interaction.delete_original_response()
        interaction.extras[PUBLIC_ACK_DELETED] = True


def _channel_id(interaction: Interaction) -> int:
    if interaction.channel_id is None:
        raise Invalid(NO_CHANNEL)
    return interaction.channel_id
