"""Sends content to a member by the first way that is open, best first.

The ways: edit the job's message with the interaction's token (valid for 15 minutes) or else with the bot's token; send
a new message to the channel, with a nonce, so that Discord drops a repetition within some minutes; send a follow-up
with the interaction's token; send a direct message.
"""

import asyncio
import io
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple, TypeAlias, TypeVar

import discord
from discord.http import Route

from bot.discord.api_errors import (
    API_ERRORS,
    AUTOMOD_BLOCK_CODES,
    NETWORK_ERRORS,
    DiscordCircuitBreaker,
    Recovery,
    diagnose_error,
)
from bot.domain.clock import Clock
from bot.domain.job import Job, MessageRef
from bot.domain.request import Reference
from bot.domain.screening import has_restricted
from bot.errors import DiscordDown, TooLarge, Undeliverable
from bot.net.retrying import call_with_retries
from bot.ui.attachments import parse_filename
from bot.ui.jobs import messages
from bot.ui.layout import Layout

log: Final = logging.getLogger(__name__)

TOKEN_MARGIN_SECONDS: Final = 60.0
"""How long before its expiry a token is no longer used."""
MAX_ATTEMPTS: Final = 3
"""discord.py retries neither a reset connection on Linux nor a dropped one; every request here may be repeated."""
RETRY_WINDOW_SECONDS: Final = 45.0
"""Counted from the start of the first try."""
UPLOAD_TIMEOUT_SECONDS: Final = 120.0
"""For one upload; discord.py itself sets no limit."""
FETCH_TIMEOUT_SECONDS: Final = 10.0
"""For looking at one message."""
ROUTE_RETRY_SECONDS: Final = 18 * 60.0
"""How long one way is retried before the next one is tried too: longer than a token lives, and short enough that three
ways fit into ``PATIENCE_WITH_DISCORD`` (:mod:`bot.jobs.finish`)."""
MAX_RETRIED_ROUTES: Final = 10_000
"""Upper bound of the ways that are being retried, over all jobs."""
UNKNOWN_MESSAGE_CODE: Final = 10008
_EXPECTED_CODES: Final = frozenset({10003, 10004, 10008, 10015, 50001, 50007, 50013, 50027, 50083})
"""Codes that are not logged: a channel, message, token or permission that is gone, or an archived thread."""
NO_ROUTE: Final = (
    "Easel could not deliver this: Discord did not accept it in this channel or as a direct message."
    " Nothing was charged."
)
NO_ROUTE_RESTRICTED: Final = (
    "Easel could not deliver this: Discord did not accept it in this channel, and pictures that were flagged are never"
    " sent as a direct message. Nothing was charged."
)
T = TypeVar("T")
_Route: TypeAlias = "Callable[[Job, Content, bool], Awaitable[MessageRef]]"


class Content(NamedTuple):
    """What a message shows. Layout and files are built for each try, because sending consumes them."""

    build_layout: Callable[[bool], Layout]
    """Builds the layout; the argument is whether the prompt may be shown."""
    files: Sequence[tuple[str, bytes]] = ()
    can_shrink: bool = False
    """Whether the caller can make the files smaller, so that :class:`TooLarge` is raised."""

    def attachments(self) -> list[discord.File]:
        """Fresh files."""
        return [discord.File(io.BytesIO(data), filename=name) for name, data in self.files]


async def with_automod_fallback(send: Callable[[bool], Awaitable[T]]) -> T:
    """Send with members' text; if the server's AutoMod blocks that, send once more without it."""
    try:
        return await send(True)
    except discord.HTTPException as error:
        if error.code not in AUTOMOD_BLOCK_CODES:
            raise
        return await send(False)


class _RouteClosedError(Exception):
    """This way is closed permanently; the next one may be open. ``gone`` tells that the job's message was deleted."""

    def __init__(self, *, message_deleted: bool = False) -> None:
        super().__init__()
        self.message_deleted = message_deleted


class MessageRoutes:
    """Sends content to a job's message, or by the next best way."""

    def __init__(self, client: discord.Client, clock: Clock, circuit: DiscordCircuitBreaker | None = None) -> None:
        """``circuit`` is the circuit breaker that all senders of this process share; ``clock`` is the wall clock."""
        self._client = client
        self._clock = clock
        self._circuit = circuit or DiscordCircuitBreaker(clock)
        self._retried_since: OrderedDict[tuple[int, str], float] = OrderedDict()

    async def send_answer(self, job: Job, content: Content) -> MessageRef:
        """Show the content to the member, and return where.

        If that is another message than the job's own, the job's own is deleted or edited to point there. Raises
        DiscordDown (try again later), TooLarge (send smaller files) or Undeliverable (no way is open).
        """
        shown, gone = await self._send_by_first_open(
            (self._edit_message, self._send_new_message, self._send_webhook_followup, self._send_direct_message),
            job,
            content,
        )
        if not gone and job.message_id is not None and shown.message_id != job.message_id:
            await self._retire_first_message(job, shown)
        return shown

    async def edit_progress(self, job: Job, content: Content) -> None:
        """Show progress in the job's message; a failure is ignored."""
        try:
            self._circuit.check()
            await self._edit_message(job, content, True)
        except API_ERRORS as error:
            self._circuit.record_failure(error)
            log.debug("Progress was not shown: %s", error)
        except (_RouteClosedError, DiscordDown) as error:
            log.debug("Progress was not shown: %s", error)

    async def edit_existing(self, job: Job, content: Content, second: Content | None = None) -> None:
        """Edit the job's messages where they still exist; the second one shows ``second``, or else the same content.

        No message is sent. Raises DiscordDown, and TooLarge where the content can be made smaller.
        """
        for message_id, what in ((job.message_id, content), (job.follow_up_message_id, second or content)):
            if message_id is None:
                continue
            place = replace(job, message_id=message_id)
            with suppress(_RouteClosedError):
                await self._send_with_retries(partial(self._edit_message, place, what), can_shrink=what.can_shrink)

    async def send_follow_up(self, job: Job, content: Content) -> int:
        """Send a second message and return its id; its nonce is the idempotency key for the next minutes."""
        shown, _ = await self._send_by_first_open(
            (self._send_new_message, self._send_webhook_followup, self._send_direct_message), job, content
        )
        return shown.message_id

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        """The channel id and message id of the interaction's original response; ``None`` when there is none."""
        if job.token is None:
            return None
        # Webhook.fetch_message would percent-encode “@original”, so the route is built here.
        where = Route("GET", f"/webhooks/{self._client.application_id}/{job.token}/messages/@original")
        try:
            message = await self._send_with_retries(
                lambda _: self._client.http.request(where), seconds=FETCH_TIMEOUT_SECONDS
            )
        except _RouteClosedError:
            return None
        return int(message["channel_id"]), int(message["id"])

    async def get_file_url(self, reference: Reference) -> str | None:
        """A fresh CDN URL of the reference's file, from the message that holds it; ``None`` when it cannot be read.

        Without the message content intent, Discord hides the text and files of members' messages from bots.
        """
        if reference.channel_id is None or reference.message_id is None:
            return None
        message_id = reference.message_id
        there = self._client.get_partial_messageable(reference.channel_id)
        try:
            message = await self._send_with_retries(
                lambda _: there.fetch_message(message_id), seconds=FETCH_TIMEOUT_SECONDS
            )
        except _RouteClosedError:
            return None
        wanted = (reference.job_id, reference.number)
        for file in message.attachments:
            if file.id == reference.file_id or parse_filename(file.filename) == wanted:
                return file.url
        return None

    # ── one way after the other ──────────────────────────────────────────────────────────────────────────────────────

    async def _send_by_first_open(
        self, routes: Sequence[_Route], job: Job, content: Content
    ) -> tuple[MessageRef, bool]:
        """Send by the first way that is open; returns where, and whether the job's own message is known to be deleted.

        Raises DiscordDown for a way that may open again; after :data:`ROUTE_RETRY_SECONDS` the next one is tried too.
        """
        down: DiscordDown | None = None
        gone = False
        for way in routes:
            try:
                shown = await self._send_with_retries(partial(way, job, content), can_shrink=content.can_shrink)
            except _RouteClosedError as closed:
                gone = gone or closed.message_deleted
            except DiscordDown as error:
                if not self._has_exhausted(job, way):
                    raise
                down = error
            else:
                self._clear_retries(job, routes)
                return shown, gone
        if down is not None:
            raise down
        self._clear_retries(job, routes)
        raise Undeliverable(NO_ROUTE_RESTRICTED if content.files and has_restricted(job) else NO_ROUTE)

    async def _send_with_retries(
        self,
        send: Callable[[bool], Awaitable[T]],
        *,
        can_shrink: bool = False,
        seconds: float = UPLOAD_TIMEOUT_SECONDS,
    ) -> T:
        """Send, with retries where there was no response; raises DiscordDown, TooLarge or _ClosedError."""

        async def in_time() -> T:
            async with asyncio.timeout(seconds):
                return await with_automod_fallback(send)

        self._circuit.check()
        try:
            sent = await call_with_retries(
                in_time,
                NETWORK_ERRORS,
                attempts=MAX_ATTEMPTS,
                timeout=RETRY_WINDOW_SECONDS,
                wait_initial=0.2,
                wait_max=2.0,
            )
        except API_ERRORS as error:
            diagnosis = self._circuit.record_failure(error)
            if diagnosis.recovery is Recovery.RETRY_LATER:
                raise DiscordDown(str(error), retry_after=diagnosis.retry_after) from error
            if diagnosis.recovery is Recovery.SHRINK_FILES and can_shrink:
                raise TooLarge(NO_ROUTE) from error
            code = getattr(error, "code", None)
            if code not in _EXPECTED_CODES:
                log.warning("Discord refused a message: %s", error, extra={"event": "message_refused"})
            raise _RouteClosedError(message_deleted=code == UNKNOWN_MESSAGE_CODE) from error
        self._circuit.record_success()
        return sent

    def _has_exhausted(self, job: Job, route: _Route) -> bool:
        """Whether this way has been retried for long enough; the first call for a way starts its time."""
        since = self._retried_since.setdefault((job.id, _route_name(route)), self._clock())
        while len(self._retried_since) > MAX_RETRIED_ROUTES:
            self._retried_since.popitem(last=False)
        return self._clock() >= since + ROUTE_RETRY_SECONDS

    def _clear_retries(self, job: Job, routes: Sequence[_Route]) -> None:
        for way in routes:
            self._retried_since.pop((job.id, _route_name(way)), None)

    async def _retire_first_message(self, job: Job, answer: MessageRef) -> None:
        """Delete the job's first message, or edit it to point to the answer, because it still has a Cancel button.

        Where the answer went by direct message, editing is tried first, so that the channel learns what happened.
        """
        note = Content(lambda _: messages.moved_view(job, answer))
        steps: tuple[Callable[[bool], Awaitable[object]], ...] = (
            lambda _: self._delete_message(job),
            partial(self._edit_message, job, note),
        )
        for step in steps if answer.channel_id == job.channel_id else reversed(steps):
            try:
                await self._send_with_retries(step)
            except (_RouteClosedError, DiscordDown) as error:
                log.debug("The first message of job %s stays: %s", job.id, error)
            else:
                return

    # ── the ways ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _edit_message(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        if job.message_id is None:
            raise _RouteClosedError
        gone = False
        if self._is_token_usable(job):
            try:
                await self._webhook(job).edit_message(
                    job.message_id, view=content.build_layout(show_prompt), attachments=content.attachments()
                )
            except discord.HTTPException as error:
                if diagnose_error(error).recovery is not Recovery.NEXT_ROUTE:
                    raise
                gone = error.code == UNKNOWN_MESSAGE_CODE
                log.info("A token no longer edits its message: %s", error, extra={"event": "interaction_token_expired"})
            else:
                return MessageRef(job.channel_id, job.message_id)
        if job.request.private:
            raise _RouteClosedError(message_deleted=gone)
        message = self._channel(job).get_partial_message(job.message_id)
        # discord.py does not apply the client's default allowed_mentions to edits without content.
        await message.edit(
            view=content.build_layout(show_prompt),
            attachments=content.attachments(),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        return MessageRef(job.channel_id, job.message_id)

    async def _send_new_message(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        """Send a new message to the job's channel; its nonce is the idempotency key."""
        if job.request.private:
            raise _RouteClosedError
        message = await self._channel(job).send(
            view=content.build_layout(show_prompt), files=content.attachments(), nonce=self._nonce(job, content)
        )
        return MessageRef(message.channel.id, message.id)

    async def _send_webhook_followup(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        if not self._is_token_usable(job):
            raise _RouteClosedError
        message = await self._webhook(job).send(
            view=content.build_layout(show_prompt),
            files=content.attachments(),
            ephemeral=job.request.private,
            wait=True,
        )
        return MessageRef(message.channel.id, message.id)

    async def _send_direct_message(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        if content.files and has_restricted(job):
            raise _RouteClosedError
        member = await self._client.fetch_user(job.user_id)
        message = await member.send(
            view=content.build_layout(show_prompt), files=content.attachments(), nonce=self._nonce(job, content)
        )
        return MessageRef(message.channel.id, message.id)

    async def _delete_message(self, job: Job) -> None:
        """Delete the job's first message."""
        assert job.message_id is not None
        if self._is_token_usable(job):
            try:
                await self._webhook(job).delete_message(job.message_id)
            except discord.HTTPException as error:
                if diagnose_error(error).recovery is not Recovery.NEXT_ROUTE:
                    raise
            else:
                return
        if job.request.private:
            raise _RouteClosedError
        await self._channel(job).get_partial_message(job.message_id).delete()

    def _is_token_usable(self, job: Job) -> bool:
        """Whether to try the interaction's token, by its expiry.

        An ephemeral message can be reached in no other way, so there an expired token is tried too.
        """
        if job.token is None:
            return False
        return job.request.private or self._clock() < job.token_expires_at - TOKEN_MARGIN_SECONDS

    def _webhook(self, job: Job) -> discord.Webhook:
        assert self._client.application_id is not None
        assert job.token is not None
        webhook = discord.Webhook.partial(self._client.application_id, job.token, client=self._client)
        # discord.py types a partial webhook as a channel's, and lets only an application's send ephemeral messages.
        webhook.type = discord.WebhookType.application
        return webhook

    def _channel(self, job: Job) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)

    @staticmethod
    def _nonce(job: Job, content: Content) -> str:
        """Differs for a first and second message by their number of files; at most 25 characters (Create Message)."""
        return f"{job.id}-{len(content.files)}"


def _route_name(route: _Route) -> str:
    return getattr(route, "__name__", "")
