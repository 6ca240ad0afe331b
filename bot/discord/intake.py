"""Accepts requests for pictures: a job is stored as reserved first, then Discord gets the waiting message."""

import logging
import time
from collections.abc import Awaitable
from typing import Final, TypeAlias

import discord

from bot.discord import replies
from bot.discord.api_errors import REQUEST_ERRORS, Recovery, diagnose_error, error_summary
from bot.discord.entitlements import observations
from bot.discord.message_content import with_automod_fallback
from bot.discord.messenger import DiscordMessenger
from bot.discord.permissions import member_context
from bot.domain.catalog import Catalog
from bot.domain.job import Job, Requester
from bot.errors import DiscordDown, Invalid, Refused, StorageError, Undeliverable
from bot.jobs.eta import EtaEstimator
from bot.jobs.purchases import Purchases
from bot.jobs.queue import JobQueue
from bot.jobs.service import PriceOffer, ReservedJob
from bot.localization.languages import Language, find_language
from bot.localization.messages import Message
from bot.observability import log_ids
from bot.observability.metrics import Metrics
from bot.ui.components import Interaction
from bot.ui.jobs import messages, price_confirmation

log: Final = logging.getLogger(__name__)

SubmitResult: TypeAlias = ReservedJob | PriceOffer
"""The results of :class:`~bot.jobs.service.RequestService` for a request that it accepts."""
ACK_DELETED: Final = "ack_deleted"
"""Key in ``Interaction.extras``: the original response was deleted, so the next answer must be a follow-up message."""
NO_CHANNEL: Final = Message("reply-no-channel")


def build_requester(interaction: Interaction, *, parent_job_id: int | None = None) -> Requester:
    """Describe the member and the place of a request; ``parent_job_id`` is the job that the request starts from."""
    return Requester(
        interaction_id=interaction.id,
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=_channel_id(interaction),
        token=interaction.token,
        attachment_limit=interaction.filesize_limit,
        parent_job_id=parent_job_id,
        member_context=member_context(interaction),
        language=find_language(interaction.locale.value),
        server_language=server_language(interaction),
    )


def server_language(interaction: Interaction) -> Language:
    """The language that the server chose at Discord; in direct messages the member's."""
    return find_language((interaction.guild_locale or interaction.locale).value)


class RequestIntake:
    """The entry point of all commands, buttons and menus that ask for pictures.

    A reserved job has its price reserved in the ledger. What happens to the job and to the money depends on the result
    of sending the waiting message:

    =================================================== ============ ==================================================
    result of sending                                   message      job and money
    =================================================== ============ ==================================================
    a message id                                        shown        enqueued; settled or refunded when the job ends
    NotFound (10062: the 3 seconds are over)            not shown    cancelled and refunded; logged
    any other code of Discord's API                     not shown    cancelled and refunded; the member sees the error
    40060 (already acknowledged)                        unknown      left to the worker
    no response, 429, 5xx, not from Discord's API       unknown      left to the worker
    any other exception of discord.py                   unknown      left to the worker
    =================================================== ============ ==================================================

    The worker fetches the original response of the interaction from Discord: if there is one the job continues,
    otherwise it is cancelled and refunded. No picture is generated before the message of the job is known.
    """

    def __init__(
        self,
        queue: JobQueue,
        catalog: Catalog,
        messenger: DiscordMessenger,
        forecast: EtaEstimator,
        metrics: Metrics,
        purchases: Purchases,
    ) -> None:
        self._queue = queue
        self._catalog = catalog
        self._messenger = messenger
        self._forecast = forecast
        self._metrics = metrics
        self._purchases = purchases

    async def submit(self, interaction: Interaction, submission: Awaitable[SubmitResult], *, private: bool) -> None:
        """Await the submission, and answer with the waiting message or the price offer.

        ``private`` is the command's own visibility; the member's defaults may override it. Raises :class:`Refused`
        after deleting a public "thinking" message, so that the refusal stays private.
        """
        began = time.monotonic()
        try:
            result = await replies.with_ack(interaction, self._submit(interaction, submission), private=private)
        except (Refused, StorageError):
            if interaction.response.is_done() and not private:
                await self._delete_ack(interaction)
            raise
        if isinstance(result, PriceOffer):
            await self._show_price_offer(interaction, result, private=private)
            return
        if interaction.response.is_done() and result.job.request.private is not private:
            await self._delete_ack_or_cancel(interaction, result.job)
        with log_ids.of_job(result.job):
            await self._acknowledge(interaction, result)
        self._metrics.record_acknowledgement(time.monotonic() - began)

    async def _submit(self, interaction: Interaction, submission: Awaitable[SubmitResult]) -> SubmitResult:
        """Await the submission, after purchases that only the interaction shows were recorded."""
        await self._purchases.record_unknown(observations(interaction, self._purchases.clock()))
        return await submission

    async def stop_progress(self, job: Job) -> None:
        """Show no more progress of a job, so that the next edit of its message is the last one."""
        await self._messenger.stop_progress(job)

    async def show_end(self, job: Job) -> None:
        """Show in the job's message how it ended; if that fails, the worker tries again later."""
        try:
            await self._messenger.show_end(job)
        except (DiscordDown, Undeliverable) as error:
            log.info("The end of job %s is shown later: %s", job.id, error, extra={"event": "end_update_failed"})
        else:
            await self._queue.mark_notified(job)

    async def _show_price_offer(self, interaction: Interaction, offer: PriceOffer, *, private: bool) -> None:
        view = price_confirmation.price_offer_view(offer, self._catalog)
        if not interaction.response.is_done():
            await interaction.response.send_message(view=view, ephemeral=True)
        elif private:
            await interaction.edit_original_response(view=view)
        else:
            await self._delete_ack(interaction)
            await interaction.followup.send(view=view, ephemeral=True)

    async def _delete_ack_or_cancel(self, interaction: Interaction, job: Job) -> None:
        """Delete a "thinking" message of the wrong visibility; if that fails, cancel the job and raise the error."""
        try:
            await self._delete_ack(interaction)
        except BaseException:
            await self._queue.ack_failed(job)
            raise

    async def _acknowledge(self, interaction: Interaction, reserved: ReservedJob) -> None:
        """Send the waiting message, and enqueue, cancel or leave the job as the table of this class says."""
        job = reserved.job
        try:
            message_id = await with_automod_fallback(
                lambda show_prompt: self._send_waiting_view(interaction, reserved, show_prompt=show_prompt)
            )
        except Exception as error:  # noqa: BLE001 – the job must not stay reserved after any exception of discord.py
            await self._handle_ack_failure(job, error)
        else:
            self._messenger.record_waiting_message(job, reserved.position, other_count=len(reserved.other_jobs))
            await self._queue.enqueue(job, channel_id=_channel_id(interaction), message_id=message_id)

    async def _handle_ack_failure(self, job: Job, error: Exception) -> None:
        """Cancel the job if Discord certainly did not show the waiting message.

        If that is uncertain, leave the job to the worker.
        """
        is_repeated = getattr(error, "code", None) == replies.ALREADY_ACKNOWLEDGED_CODE
        if is_repeated or diagnose_error(error).recovery is Recovery.RETRY_LATER:
            level = logging.INFO if isinstance(error, REQUEST_ERRORS) else logging.WARNING
            text = "It is unknown whether the waiting message of job %s was shown: %s"
            log.log(level, text, job.id, error_summary(error), extra={"event": "ack_unknown"})
            await self._queue.ack_unknown(job)
            return
        await self._queue.ack_failed(job)
        if not isinstance(error, discord.NotFound):
            raise error
        text = "The interaction of job %s expired before it was acknowledged"
        log.warning(text, job.id, extra={"event": "ack_too_late"})

    async def _send_waiting_view(self, interaction: Interaction, reserved: ReservedJob, *, show_prompt: bool) -> int:
        """Send the waiting message as response, follow-up or edit of "thinking", and return its id."""
        job = reserved.job
        view = messages.waiting_view(
            job,
            reserved.position,
            self._catalog,
            estimate=self._forecast.format_eta(job, reserved.position),
            other_job_count=len(reserved.other_jobs),
            show_prompt=show_prompt,
        )
        if not interaction.response.is_done():
            response = await interaction.response.send_message(view=view, ephemeral=job.request.private)
            return response.message_id or (await interaction.original_response()).id
        if interaction.extras.get(ACK_DELETED):
            return (await interaction.followup.send(view=view, ephemeral=job.request.private, wait=True)).id
        return (await interaction.edit_original_response(view=view)).id

    @staticmethod
    async def _delete_ack(interaction: Interaction) -> None:
        """Delete the original response, so that the next answer is a follow-up message with its own visibility."""
        # Discord would use the next follow-up as the content of an unfinished “thinking…”, so edit that first.
        await interaction.edit_original_response(content="…")
        await interaction.delete_original_response()
        interaction.extras[ACK_DELETED] = True


def _channel_id(interaction: Interaction) -> int:
    if interaction.channel_id is None:
        raise Invalid(NO_CHANNEL)
    return interaction.channel_id
