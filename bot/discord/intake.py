"""Takes in a request for pictures: writes it to disk, then acknowledges the interaction with the waiting message."""

import logging
import time
from collections.abc import Awaitable, Callable
from typing import Any, Final, Protocol

import discord
from discord import Interaction

from bot.discord import replies
from bot.discord.api_errors import FAILED, Cure, diagnose
from bot.discord.permissions import standing_of
from bot.discord.routes import unless_automod
from bot.domain.catalog import Catalog
from bot.domain.job import Asker, Job
from bot.errors import DiscordDown, Invalid, Refused, StorageError, Undeliverable
from bot.jobs.eta import Forecast
from bot.jobs.service import Accepted, Offer, Service
from bot.storage.jobs import Place
from bot.ui.jobs import messages, price_confirmation

log: Final = logging.getLogger(__name__)

WITHDRAWN: Final = "withdrawn"
"""Key in ``Interaction.extras``: the original response was deleted, so the next answer must be a follow-up message."""
NO_CHANNEL: Final = "Discord did not say which channel this is, so nothing can be shown here; nothing was charged."


class JobMessages(Protocol):
    """Edits the job's message after the reception has sent it."""

    def acknowledged(self, job: Job, place: Place | None, *, others: int) -> None:
        """Record what the waiting message shows, which was just sent; ``others`` is the number of jobs sent with it."""
        ...

    async def stop_progress(self, job: Job) -> None:
        """Show no progress in the job's message from now on."""
        ...

    async def tell(self, job: Job) -> None:
        """Show in the job's message how it ended; raises DiscordDown or Undeliverable."""
        ...


class Reception:
    """The entry point of all commands, buttons and menus that ask for pictures."""

    def __init__(
        self,
        service: Service,
        catalog: Catalog,
        job_messages: JobMessages,
        forecast: Forecast,
        *,
        on_acknowledged: Callable[[float], None],
    ) -> None:
        """``on_acknowledged`` is called with the seconds from a request's arrival to its acknowledgement."""
        self._service = service
        self._catalog = catalog
        self._job_messages = job_messages
        self._forecast = forecast
        self._on_acknowledged = on_acknowledged

    async def take(
        self,
        interaction: Interaction[Any],
        ask: Callable[[Asker], Awaitable[Accepted | Offer]],
        *,
        private: bool,
        parent_id: int | None = None,
    ) -> None:
        """Ask, and answer with the waiting message, or with the price and a question.

        ``private`` is what the command itself says; the member's defaults may decide otherwise. A refusal is raised as
        :class:`Refused`; a public "thinking" message is deleted first, so that the refusal stays private.
        """
        arrived = time.monotonic()
        asker = _asker(interaction, parent_id)
        try:
            answer = await replies.in_time(interaction, ask(asker), private=private)
        except (Refused, StorageError):
            if interaction.response.is_done() and not private:
                await self._withdraw(interaction)
            raise
        if isinstance(answer, Offer):
            await self._offer(interaction, answer, private=private)
            return
        if interaction.response.is_done() and answer.job.request.private is not private:
            await self._withdraw_announcement(interaction, answer.job)
        await self._acknowledge(interaction, answer)
        self._on_acknowledged(time.monotonic() - arrived)

    async def stop_progress(self, job: Job) -> None:
        """Show no more progress of a job, so that the next edit of its message is the last one."""
        await self._job_messages.stop_progress(job)

    async def show_end(self, job: Job) -> None:
        """Show in the job's message how it ended; where that fails, the worker tries again later."""
        try:
            await self._job_messages.tell(job)
        except (DiscordDown, Undeliverable) as error:
            log.info("The end of job %s is shown later: %s", job.id, error, extra={"event": "end_unshown"})
        else:
            await self._service.told(job)

    async def _offer(self, interaction: Interaction[Any], offer: Offer, *, private: bool) -> None:
        """Show the price, to the asker only."""
        view = price_confirmation.question(offer, self._catalog)
        if not interaction.response.is_done():
            await interaction.response.send_message(view=view, ephemeral=True)
        elif private:
            await interaction.edit_original_response(view=view)
        else:
            await self._withdraw(interaction)
            await interaction.followup.send(view=view, ephemeral=True)

    async def _withdraw_announcement(self, interaction: Interaction[Any], job: Job) -> None:
        """Delete a "thinking" message of the wrong visibility; if that fails, cancel the job and raise the error."""
        try:
            await self._withdraw(interaction)
        except BaseException:
            await self._service.unseen(job)
            raise

    async def _acknowledge(self, interaction: Interaction[Any], accepted: Accepted) -> None:
        """Send the waiting message, and move the job by the result.

        Sent: the job enters the line. Refused: it is cancelled. Unknown: the worker looks for the message with the
        interaction's token. No picture is drawn before it is known where the member sees the job.
        """
        job = accepted.job
        try:
            message_id = await self._send(interaction, accepted)
        except FAILED as error:
            await self._not_acknowledged(job, error)
        except Exception as error:  # noqa: BLE001 – whatever discord.py raises on a response, the job must not stay reserved
            log.warning(
                "Nobody knows whether job %s was acknowledged: %s",
                *(job.id, type(error).__name__),
                extra={"event": "acknowledgement_unread"},
            )
            await self._service.unsure(job)
        else:
            channel_id = _channel_id(interaction)
            self._job_messages.acknowledged(job, accepted.place, others=len(accepted.others))
            await self._service.acknowledged(job, channel_id=channel_id, message_id=message_id)

    async def _not_acknowledged(self, job: Job, error: BaseException) -> None:
        """Cancel a job whose waiting message Discord refused; leave it to the worker where that is unknown."""
        code = getattr(error, "code", None)
        if code == replies.ALREADY_ACKNOWLEDGED or diagnose(error).cure is Cure.WAIT:
            log.info("It is not known whether job %s was acknowledged: %s", job.id, error)
            await self._service.unsure(job)
            return
        await self._service.unseen(job)
        if not isinstance(error, discord.NotFound):
            raise error
        log.warning("Discord did not wait for job %s", job.id, extra={"event": "acknowledged_too_late"})

    async def _send(self, interaction: Interaction[Any], accepted: Accepted) -> int:
        return await unless_automod(lambda shown: self._show(interaction, accepted, show_prompt=shown))

    async def _show(self, interaction: Interaction[Any], accepted: Accepted, *, show_prompt: bool) -> int:
        job = accepted.job
        layout = messages.waiting(
            job,
            accepted.place,
            self._catalog,
            expected=self._forecast.told(job, accepted.place),
            others=len(accepted.others),
            show_prompt=show_prompt,
        )
        if not interaction.response.is_done():
            answer = await interaction.response.send_message(view=layout, ephemeral=job.request.private)
            return answer.message_id or (await interaction.original_response()).id
        if interaction.extras.get(WITHDRAWN):
            return (await interaction.followup.send(view=layout, ephemeral=job.request.private, wait=True)).id
        return (await interaction.edit_original_response(view=layout)).id

    @staticmethod
    async def _withdraw(interaction: Interaction[Any]) -> None:
        """Delete the public original response, so that the refusal stays private."""
        # Discord would use the next follow-up as the content of an unfinished “thinking…”, so give it content first.
        await interaction.edit_original_response(content="…")
        await interaction.delete_original_response()
        interaction.extras[WITHDRAWN] = True


def _channel_id(interaction: Interaction[Any]) -> int:
    if interaction.channel_id is None:
        raise Invalid(NO_CHANNEL)
    return interaction.channel_id


def _asker(interaction: Interaction[Any], parent_id: int | None) -> Asker:
    return Asker(
        interaction_id=interaction.id,
        user_id=interaction.user.id,
        guild_id=interaction.guild_id,
        channel_id=_channel_id(interaction),
        token=interaction.token,
        attachment_limit=interaction.filesize_limit,
        parent_id=parent_id,
        standing=standing_of(interaction),
    )
