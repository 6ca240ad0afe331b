"""Takes in a request for pictures: writes it to disk, then acknowledges the interaction with the waiting message."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Final, Protocol

import discord

from bot.discord import replies
from bot.discord.api_errors import API_ERRORS, Recovery, diagnose_error
from bot.discord.permissions import member_context
from bot.discord.routes import with_automod_fallback
from bot.domain.catalog import Catalog
from bot.domain.job import Job, QueuePosition, Requester
from bot.errors import DiscordDown, Invalid, Refused, StorageError, Undeliverable
from bot.jobs.eta import EtaEstimator
from bot.jobs.service import PriceOffer, RequestService, ReservedJob
from bot.ui.components import Interaction
from bot.ui.jobs import messages, price_confirmation

log: Final = logging.getLogger(__name__)

PUBLIC_ACK_DELETED: Final = "withdrawn"
"""Key in ``Interaction.extras``: the original response was deleted, so the next answer must be a follow-up message."""
NO_CHANNEL: Final = "Discord did not say which channel this is, so nothing can be shown here; nothing was charged."


class JobMessages(Protocol):
    """Edits the job's message after the reception has sent it."""

    def record_waiting_message(self, job: Job, position: QueuePosition | None, *, other_count: int) -> None:
        """Record what the waiting message shows, which was just sent; ``others`` is the number of jobs sent with it."""
        ...

    async def stop_progress(self, job: Job) -> None:
        """Show no progress in the job's message from now on."""
        ...

    async def show_end(self, job: Job) -> None:
        """Show in the job's message how it ended; raises DiscordDown or Undeliverable."""
        ...


class RequestIntake:
    """The entry point of all commands, buttons and menus that ask for pictures."""

    def __init__(
        self,
        service: RequestService,
        catalog: Catalog,
        job_messages: JobMessages,
        forecast: EtaEstimator,
        *,
        on_acknowledged: Callable[[float], None],
    ) -> None:
        """``on_acknowledged`` is called with the seconds from a request's arrival to its acknowledgement."""
        self._service = service
        self._catalog = catalog
        self._job_messages = job_messages
        self._forecast = forecast
        self._on_acknowledged = on_acknowledged

    async def submit(
        self,
        interaction: Interaction,
        ask: Callable[[Requester], Awaitable[ReservedJob | PriceOffer]],
        *,
        private: bool,
        parent_id: int | None = None,
    ) -> None:
        """Ask, and answer with the waiting message, or with the price and a question.

        ``private`` is what the command itself says; the member's defaults may decide otherwise. A refusal is raised as
        :class:`Refused`; a public "thinking" message is deleted first, so that the refusal stays private.
        """
        arrived = time.monotonic()
        asker = _build_requester(interaction, parent_id)
        try:
            answer = await replies.with_ack(interaction, ask(asker), private=private)
        except (Refused, StorageError):
            if interaction.response.is_done() and not private:
                await self._delete_public_ack(interaction)
            raise
        if isinstance(answer, PriceOffer):
            await self._show_price_offer(interaction, answer, private=private)
            return
        if interaction.response.is_done() and answer.job.request.private is not private:
            await self._delete_ack_or_cancel(interaction, answer.job)
        await self._acknowledge(interaction, answer)
        self._on_acknowledged(time.monotonic() - arrived)

    async def stop_progress(self, job: Job) -> None:
        """Show no more progress of a job, so that the next edit of its message is the last one."""
        await self._job_messages.stop_progress(job)

    async def show_end(self, job: Job) -> None:
        """Show in the job's message how it ended; where that fails, the worker tries again later."""
        try:
            await self._job_messages.show_end(job)
        except (DiscordDown, Undeliverable) as error:
            log.info("The end of job %s is shown later: %s", job.id, error, extra={"event": "end_update_failed"})
        else:
            await self._service.mark_notified(job)

    async def _show_price_offer(self, interaction: Interaction, offer: PriceOffer, *, private: bool) -> None:
        """Show the price, to the asker only."""
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
            await self._service.ack_failed(job)
            raise

    async def _acknowledge(self, interaction: Interaction, accepted: ReservedJob) -> None:
        """Send the waiting message, and move the job by the result.

        Sent: the job enters the line. Refused: it is cancelled. Unknown: the worker looks for the message with the
        interaction's token. No picture is drawn before it is known where the member sees the job.
        """
        job = accepted.job
        try:
            message_id = await self._send_waiting_message(interaction, accepted)
        except API_ERRORS as error:
            await self._handle_ack_failure(job, error)
        except Exception as error:  # noqa: BLE001 – whatever discord.py raises on a response, the job must not stay reserved
            log.warning(
                "Nobody knows whether job %s was acknowledged: %s",
                *(job.id, type(error).__name__),
                extra={"event": "ack_unreadable"},
            )
            await self._service.ack_unknown(job)
        else:
            channel_id = _channel_id(interaction)
            self._job_messages.record_waiting_message(job, accepted.position, other_count=len(accepted.other_jobs))
            await self._service.enqueue(job, channel_id=channel_id, message_id=message_id)

    async def _handle_ack_failure(self, job: Job, error: BaseException) -> None:
        """Cancel a job whose waiting message Discord refused; leave it to the worker where that is unknown."""
        code = getattr(error, "code", None)
        if code == replies.ALREADY_ACKNOWLEDGED_CODE or diagnose_error(error).recovery is Recovery.RETRY_LATER:
            log.info("It is not known whether job %s was acknowledged: %s", job.id, error)
            await self._service.ack_unknown(job)
            return
        await self._service.ack_failed(job)
        if not isinstance(error, discord.NotFound):
            raise error
        log.warning("Discord did not wait for job %s", job.id, extra={"event": "ack_too_late"})

    async def _send_waiting_message(self, interaction: Interaction, accepted: ReservedJob) -> int:
        return await with_automod_fallback(
            lambda shown: self._show_waiting_view(interaction, accepted, show_prompt=shown)
        )

    async def _show_waiting_view(self, interaction: Interaction, accepted: ReservedJob, *, show_prompt: bool) -> int:
        job = accepted.job
        layout = messages.waiting_view(
            job,
            accepted.position,
            self._catalog,
            expected_duration=self._forecast.format_eta(job, accepted.position),
            other_count=len(accepted.other_jobs),
            show_prompt=show_prompt,
        )
        if not interaction.response.is_done():
            answer = await interaction.response.send_message(view=layout, ephemeral=job.request.private)
            return answer.message_id or (await interaction.original_response()).id
        if interaction.extras.get(PUBLIC_ACK_DELETED):
            return (await interaction.followup.send(view=layout, ephemeral=job.request.private, wait=True)).id
        return (await interaction.edit_original_response(view=layout)).id

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


def _build_requester(interaction: Interaction, parent_id: int | None) -> Requester:
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
