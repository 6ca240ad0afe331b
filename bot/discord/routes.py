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

from bot.discord.api_errors import BLOCKED_BY_AUTOMOD, FAILED, UNREACHED, Circuit, Cure, diagnose
from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Job
from bot.domain.request import Reference
from bot.domain.screening import has_restricted
from bot.errors import DiscordDown, TooLarge, Undeliverable
from bot.net.retrying import retried
from bot.storage.jobs import Shown
from bot.ui.attachment_names import pictured
from bot.ui.jobs import messages
from bot.ui.layout import Layout

log: Final = logging.getLogger(__name__)

TOKEN_MARGIN_SECONDS: Final = 60.0
"""How long before its expiry a token is no longer used."""
TRIES: Final = 3
"""discord.py retries neither a reset connection on Linux nor a dropped one; every request here may be repeated."""
NO_MORE_TRIES_AFTER_SECONDS: Final = 45.0
"""Counted from the start of the first try."""
UPLOAD_TIMEOUT_SECONDS: Final = 120.0
"""For one upload; discord.py itself sets no limit."""
LOOK_TIMEOUT_SECONDS: Final = 10.0
"""For looking at one message."""
WAY_PATIENCE_SECONDS: Final = 18 * 60.0
"""How long one way is retried before the next one is tried too: longer than a token lives, and short enough that three
ways fit into ``PATIENCE_WITH_DISCORD`` (:mod:`bot.jobs.finish`)."""
REMEMBERED: Final = 10_000
"""Upper bound of the ways that are being retried, over all jobs."""
UNKNOWN_MESSAGE: Final = 10008
_EVERYDAY: Final = frozenset({10003, 10004, 10008, 10015, 50001, 50007, 50013, 50027, 50083})
"""Codes that are not logged: a channel, message, token or permission that is gone, or an archived thread."""
NO_WAY: Final = (
    "Easel could not deliver this: Discord did not accept it in this channel or as a direct message."
    " Nothing was charged."
)
NO_WAY_RESTRICTED: Final = (
    "Easel could not deliver this: Discord did not accept it in this channel, and pictures that were flagged are never"
    " sent as a direct message. Nothing was charged."
)
T = TypeVar("T")
_Way: TypeAlias = "Callable[[Job, Content, bool], Awaitable[Shown]]"


class Content(NamedTuple):
    """What a message shows. Layout and files are built for each try, because sending consumes them."""

    layout: Callable[[bool], Layout]
    """Builds the layout; the argument is whether the prompt may be shown."""
    files: Sequence[tuple[str, bytes]] = ()
    can_shrink: bool = False
    """Whether the caller can make the files smaller, so that :class:`TooLarge` is raised."""

    def attachments(self) -> list[discord.File]:
        """Fresh files."""
        return [discord.File(io.BytesIO(data), filename=name) for name, data in self.files]


async def unless_automod(send: Callable[[bool], Awaitable[T]]) -> T:
    """Send with members' text; if the server's AutoMod blocks that, send once more without it."""
    try:
        return await send(True)
    except discord.HTTPException as error:
        if error.code not in BLOCKED_BY_AUTOMOD:
            raise
        return await send(False)


class _ClosedError(Exception):
    """This way is closed permanently; the next one may be open. ``gone`` tells that the job's message was deleted."""

    def __init__(self, *, gone: bool = False) -> None:
        super().__init__()
        self.gone = gone


class Ways:
    """Sends content to a job's message, or by the next best way."""

    def __init__(self, client: discord.Client, clock: Clock, circuit: Circuit | None = None) -> None:
        """``circuit`` is the circuit breaker that all senders of this process share; ``clock`` is the wall clock."""
        self._client = client
        self._clock = clock
        self._circuit = circuit or Circuit(clock)
        self._waited_since: OrderedDict[tuple[int, str], float] = OrderedDict()

    async def answer(self, job: Job, content: Content) -> Shown:
        """Show the content to the member, and return where.

        If that is another message than the job's own, the job's own is deleted or edited to point there. Raises
        DiscordDown (try again later), TooLarge (send smaller files) or Undeliverable (no way is open).
        """
        shown, gone = await self._first_open(
            (self._edit, self._send_new, self._send_follow_up, self._send_direct), job, content
        )
        if not gone and job.message_id is not None and shown.message_id != job.message_id:
            await self._retire_first_message(job, shown)
        return shown

    async def edit(self, job: Job, content: Content) -> None:
        """Show progress in the job's message; a failure is ignored."""
        try:
            self._circuit.check()
            await self._edit(job, content, True)
        except FAILED as error:
            self._circuit.failed(error)
            log.debug("Progress was not shown: %s", error)
        except (_ClosedError, DiscordDown) as error:
            log.debug("Progress was not shown: %s", error)

    async def replace(self, job: Job, content: Content, second: Content | None = None) -> None:
        """Edit the job's messages where they still exist; the second one shows ``second``, or else the same content.

        No message is sent. Raises DiscordDown, and TooLarge where the content can be made smaller.
        """
        for message_id, what in ((job.message_id, content), (job.follow_up_id, second or content)):
            if message_id is None:
                continue
            place = replace(job, message_id=message_id)
            with suppress(_ClosedError):
                await self._try(partial(self._edit, place, what), can_shrink=what.can_shrink)

    async def follow_up(self, job: Job, content: Content) -> int:
        """Send a second message and return its id; its nonce is the idempotency key for the next minutes."""
        shown, _ = await self._first_open((self._send_new, self._send_follow_up, self._send_direct), job, content)
        return shown.message_id

    async def find(self, job: Job) -> tuple[int, int] | None:
        """The channel id and message id of the interaction's original response; ``None`` when there is none."""
        if job.token is None:
            return None
        # Webhook.fetch_message would percent-encode “@original”, so the route is built here.
        where = Route("GET", f"/webhooks/{self._client.application_id}/{job.token}/messages/@original")
        try:
            message = await self._try(lambda _: self._client.http.request(where), seconds=LOOK_TIMEOUT_SECONDS)
        except _ClosedError:
            return None
        return int(message["channel_id"]), int(message["id"])

    async def address_of(self, reference: Reference) -> str | None:
        """A fresh CDN URL of the reference's file, from the message that holds it; ``None`` when it cannot be read.

        Without the message content intent, Discord hides the text and files of members' messages from bots.
        """
        if reference.channel_id is None or reference.message_id is None:
            return None
        message_id = reference.message_id
        there = self._client.get_partial_messageable(reference.channel_id)
        try:
            message = await self._try(lambda _: there.fetch_message(message_id), seconds=LOOK_TIMEOUT_SECONDS)
        except _ClosedError:
            return None
        wanted = (reference.job_id, reference.number)
        for file in message.attachments:
            if file.id == reference.file_id or pictured(file.filename) == wanted:
                return file.url
        return None

    # ── one way after the other ──────────────────────────────────────────────────────────────────────────────────────

    async def _first_open(self, ways: Sequence[_Way], job: Job, content: Content) -> tuple[Shown, bool]:
        """Send by the first way that is open; returns where, and whether the job's own message is known to be deleted.

        Raises DiscordDown for a way that may open again; after :data:`WAY_PATIENCE_SECONDS` the next one is tried too.
        """
        down: DiscordDown | None = None
        gone = False
        for way in ways:
            try:
                shown = await self._try(partial(way, job, content), can_shrink=content.can_shrink)
            except _ClosedError as closed:
                gone = gone or closed.gone
            except DiscordDown as error:
                if not self._has_waited(job, way):
                    raise
                down = error
            else:
                self._forget(job, ways)
                return shown, gone
        if down is not None:
            raise down
        self._forget(job, ways)
        raise Undeliverable(NO_WAY_RESTRICTED if content.files and has_restricted(job) else NO_WAY)

    async def _try(
        self,
        send: Callable[[bool], Awaitable[T]],
        *,
        can_shrink: bool = False,
        seconds: float = UPLOAD_TIMEOUT_SECONDS,
    ) -> T:
        """Send, with retries where there was no response; raises DiscordDown, TooLarge or _ClosedError."""

        async def in_time() -> T:
            async with asyncio.timeout(seconds):
                return await unless_automod(send)

        self._circuit.check()
        try:
            sent = await retried(
                in_time, UNREACHED, attempts=TRIES, timeout=NO_MORE_TRIES_AFTER_SECONDS, wait_initial=0.2, wait_max=2.0
            )
        except FAILED as error:
            diagnosis = self._circuit.failed(error)
            if diagnosis.cure is Cure.WAIT:
                raise DiscordDown(str(error), retry_after=diagnosis.retry_after) from error
            if diagnosis.cure is Cure.SMALLER and can_shrink:
                raise TooLarge(NO_WAY) from error
            code = getattr(error, "code", None)
            if code not in _EVERYDAY:
                log.warning("Discord refused a message: %s", error, extra={"event": "message_refused"})
            raise _ClosedError(gone=code == UNKNOWN_MESSAGE) from error
        self._circuit.succeeded()
        return sent

    def _has_waited(self, job: Job, way: _Way) -> bool:
        """Whether this way has been retried for long enough; the first call for a way starts its time."""
        since = self._waited_since.setdefault((job.id, _name(way)), self._clock())
        while len(self._waited_since) > REMEMBERED:
            self._waited_since.popitem(last=False)
        return self._clock() >= since + WAY_PATIENCE_SECONDS

    def _forget(self, job: Job, ways: Sequence[_Way]) -> None:
        for way in ways:
            self._waited_since.pop((job.id, _name(way)), None)

    async def _retire_first_message(self, job: Job, shown: Shown) -> None:
        """Delete the job's first message, or edit it to point to the answer, because it still has a Cancel button.

        Where the answer went by direct message, editing is tried first, so that the channel learns what happened.
        """
        note = Content(lambda _: messages.moved(job, shown))
        steps: tuple[Callable[[bool], Awaitable[object]], ...] = (
            lambda _: self._delete(job),
            partial(self._edit, job, note),
        )
        for step in steps if shown.channel_id == job.channel_id else reversed(steps):
            try:
                await self._try(step)
            except (_ClosedError, DiscordDown) as error:
                log.debug("The first message of job %s stays: %s", job.id, error)
            else:
                return

    # ── the ways ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _edit(self, job: Job, content: Content, shown: bool) -> Shown:
        if job.message_id is None:
            raise _ClosedError
        gone = False
        if self._token_works(job):
            try:
                await self._webhook(job).edit_message(
                    job.message_id, view=content.layout(shown), attachments=content.attachments()
                )
            except discord.HTTPException as error:
                if diagnose(error).cure is not Cure.NEXT_WAY:
                    raise
                gone = error.code == UNKNOWN_MESSAGE
                log.info("A token no longer edits its message: %s", error, extra={"event": "token_dead"})
            else:
                return Shown(job.channel_id, job.message_id)
        if job.request.private:
            raise _ClosedError(gone=gone)
        message = self._channel(job).get_partial_message(job.message_id)
        # discord.py does not apply the client's default allowed_mentions to edits without content.
        await message.edit(
            view=content.layout(shown),
            attachments=content.attachments(),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        return Shown(job.channel_id, job.message_id)

    async def _send_new(self, job: Job, content: Content, shown: bool) -> Shown:
        """Send a new message to the job's channel; its nonce is the idempotency key."""
        if job.request.private:
            raise _ClosedError
        message = await self._channel(job).send(
            view=content.layout(shown), files=content.attachments(), nonce=self._nonce(job, content)
        )
        return Shown(message.channel.id, message.id)

    async def _send_follow_up(self, job: Job, content: Content, shown: bool) -> Shown:
        if not self._token_works(job):
            raise _ClosedError
        message = await self._webhook(job).send(
            view=content.layout(shown), files=content.attachments(), ephemeral=job.request.private, wait=True
        )
        return Shown(message.channel.id, message.id)

    async def _send_direct(self, job: Job, content: Content, shown: bool) -> Shown:
        if content.files and has_restricted(job):
            raise _ClosedError
        member = await self._client.fetch_user(job.user_id)
        message = await member.send(
            view=content.layout(shown), files=content.attachments(), nonce=self._nonce(job, content)
        )
        return Shown(message.channel.id, message.id)

    async def _delete(self, job: Job) -> None:
        """Delete the job's first message."""
        assert job.message_id is not None
        if self._token_works(job):
            try:
                await self._webhook(job).delete_message(job.message_id)
            except discord.HTTPException as error:
                if diagnose(error).cure is not Cure.NEXT_WAY:
                    raise
            else:
                return
        if job.request.private:
            raise _ClosedError
        await self._channel(job).get_partial_message(job.message_id).delete()

    def _token_works(self, job: Job) -> bool:
        """Whether to try the interaction's token, by its expiry.

        An ephemeral message can be reached in no other way, so there an expired token is tried too.
        """
        if job.token is None:
            return False
        return job.request.private or self._clock() < job.token_dies_at - TOKEN_MARGIN_SECONDS

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


def _name(way: _Way) -> str:
    return getattr(way, "__name__", "")
