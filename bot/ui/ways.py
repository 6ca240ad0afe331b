"""The ways to a member, best first: the token, the bot's own edit, a new message, a direct message.

An interaction's token edits its message for 15 minutes, then the bot's token can. A message that is gone is replaced in
its channel with a nonce, which makes a repetition harmless for the next minutes. The last way is a direct message.
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

from bot.domain.job import Job
from bot.domain.load import Clock
from bot.domain.request import Reference
from bot.domain.screening import has_restricted
from bot.errors import DiscordDown, TooLarge, Undeliverable
from bot.retrying import retried
from bot.storage.jobs import Shown
from bot.ui import messages
from bot.ui.filenames import pictured
from bot.ui.layout import Layout
from bot.ui.outages import BLOCKED_BY_AUTOMOD, FAILED, UNREACHED, Circuit, Cure, diagnose

log: Final = logging.getLogger(__name__)

TOKEN_MARGIN_SECONDS: Final = 60.0
"""Seconds before the end of a token's life after which it is no longer relied on."""
TRIES: Final = 3
"""discord.py repeats neither a reset connection on Linux nor a dropped one; all we send may be repeated."""
NO_MORE_TRIES_AFTER_SECONDS: Final = 45.0
"""Counted from the start of the first try."""
UPLOAD_TIMEOUT_SECONDS: Final = 120.0
"""For one upload; discord.py itself sets no limit."""
LOOK_TIMEOUT_SECONDS: Final = 10.0
"""For looking at one message."""
WAY_PATIENCE_SECONDS: Final = 18 * 60.0
"""How long one way is waited for before the next one is tried too: longer than a token lives, and short enough for all
three that may be left to have their turn within PATIENCE_WITH_DISCORD."""
REMEMBERED: Final = 10_000
"""Ways that are waited for at once, over all jobs."""
UNKNOWN_MESSAGE: Final = 10008
_EVERYDAY: Final = frozenset({10003, 10004, 10008, 10015, 50001, 50007, 50013, 50027, 50083})
"""Discord's codes for a channel, a message, a token or a permission that is gone, and for an archived thread."""
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
    """What a message is to show; built anew for each try, because sending uses files up."""

    layout: Callable[[bool], Layout]
    """Takes whether the prompt may be shown."""
    files: Sequence[tuple[str, bytes]] = ()
    can_shrink: bool = False
    """Whether whoever sends it can make the files smaller, and wants to hear of it."""

    def attachments(self) -> list[discord.File]:
        """Fresh files."""
        return [discord.File(io.BytesIO(data), filename=name) for name, data in self.files]


async def unless_automod(send: Callable[[bool], Awaitable[T]]) -> T:
    """Send it, and once more without what members wrote where the server's AutoMod does not let that pass."""
    try:
        return await send(True)
    except discord.HTTPException as error:
        if error.code not in BLOCKED_BY_AUTOMOD:
            raise
        return await send(False)


class _ClosedError(Exception):
    """This way does not lead there; the next one may. ``gone`` tells that there is no such message any more."""

    def __init__(self, *, gone: bool = False) -> None:
        super().__init__()
        self.gone = gone


class Ways:
    """Sends content to a job's message, or to what comes closest to it."""

    def __init__(self, client: discord.Client, clock: Clock, circuit: Circuit | None = None) -> None:
        """``circuit`` is shared with whatever else sends for jobs."""
        self._client = client
        self._clock = clock
        self._circuit = circuit or Circuit(clock)
        self._waited_since: OrderedDict[tuple[int, str], float] = OrderedDict()

    async def answer(self, job: Job, content: Content) -> Shown:
        """Show it to the member and return where.

        Where that is another message, the first one is taken away or says so, instead of waiting for ever. Raises
        DiscordDown to be tried again later, TooLarge where the content can be made smaller, Undeliverable when no way
        is open.
        """
        shown, gone = await self._first_open((self._edit, self._anew, self._followed, self._directly), job, content)
        if not gone and job.message_id is not None and shown.message_id != job.message_id:
            await self._leave_behind(job, shown)
        return shown

    async def edit(self, job: Job, content: Content) -> None:
        """Show progress in the job's message, or nothing at all."""
        try:
            self._circuit.check()
            await self._edit(job, content, True)
        except FAILED as error:
            self._circuit.failed(error)
            log.debug("Progress was not shown: %s", error)
        except (_ClosedError, DiscordDown) as error:
            log.debug("Progress was not shown: %s", error)

    async def replace(self, job: Job, content: Content, second: Content | None = None) -> None:
        """Show it in the job's messages as far as these are there, in the second one the same unless told otherwise.

        Nothing is sent anew: what is gone, or only its author sees, stays so. Raises DiscordDown, and TooLarge where
        the content can be made smaller.
        """
        for message_id, what in ((job.message_id, content), (job.follow_up_id, second or content)):
            if message_id is None:
                continue
            place = replace(job, message_id=message_id)
            with suppress(_ClosedError):
                await self._try(partial(self._edit, place, what), can_shrink=what.can_shrink)

    async def follow_up(self, job: Job, content: Content) -> int:
        """Send a second message and return its id; a repetition within minutes is recognised by its nonce."""
        shown, _ = await self._first_open((self._anew, self._followed, self._directly), job, content)
        return shown.message_id

    async def find(self, job: Job) -> tuple[int, int] | None:
        """The channel and id of the message that answered the interaction; ``None`` when there is none."""
        if job.token is None:
            return None
        # A webhook's fetch_message would quote the word that stands for the first answer.
        where = Route("GET", f"/webhooks/{self._client.application_id}/{job.token}/messages/@original")
        try:
            message = await self._try(lambda _: self._client.http.request(where), seconds=LOOK_TIMEOUT_SECONDS)
        except _ClosedError:
            return None
        return int(message["channel_id"]), int(message["id"])

    async def address_of(self, reference: Reference) -> str | None:
        """A fresh address of the reference's file, from the message that holds it; ``None`` when it is not to be had.

        The text and files of members' messages are kept from bots without the message content intent.
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
        """Send it by the first way that is open; returns where, and whether the job's own message is known to be gone.

        A way that may open again is waited for, the next one is tried beside it after :data:`WAY_PATIENCE_SECONDS`.
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
        """Send it, again where nobody answered; raises DiscordDown, TooLarge, or _ClosedError."""

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
        """Whether this way has been waited for long enough; the first time it is asked starts the waiting."""
        since = self._waited_since.setdefault((job.id, _name(way)), self._clock())
        while len(self._waited_since) > REMEMBERED:
            self._waited_since.popitem(last=False)
        return self._clock() >= since + WAY_PATIENCE_SECONDS

    def _forget(self, job: Job, ways: Sequence[_Way]) -> None:
        for way in ways:
            self._waited_since.pop((job.id, _name(way)), None)

    async def _leave_behind(self, job: Job, shown: Shown) -> None:
        """Take the first message away, or let it say where the answer is: it still offers to cancel.

        Where the answer went by direct message, the others in the channel are told rather than left without a word.
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
        # discord.py leaves the client's default out of edits without a text.
        await message.edit(
            view=content.layout(shown),
            attachments=content.attachments(),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        return Shown(job.channel_id, job.message_id)

    async def _anew(self, job: Job, content: Content, shown: bool) -> Shown:
        """A new message in the job's channel; its nonce is the job's number, so the second message has another one."""
        if job.request.private:
            raise _ClosedError
        message = await self._channel(job).send(
            view=content.layout(shown), files=content.attachments(), nonce=self._nonce(job, content)
        )
        return Shown(message.channel.id, message.id)

    async def _followed(self, job: Job, content: Content, shown: bool) -> Shown:
        if not self._token_works(job):
            raise _ClosedError
        message = await self._webhook(job).send(
            view=content.layout(shown), files=content.attachments(), ephemeral=job.request.private, wait=True
        )
        return Shown(message.channel.id, message.id)

    async def _directly(self, job: Job, content: Content, shown: bool) -> Shown:
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
        """Whether the token is worth a try: Discord's answer is what counts, and the clock may have jumped.

        What only the author sees has no other way, so there it is always tried.
        """
        if job.token is None:
            return False
        return job.request.private or self._clock() < job.token_dies_at - TOKEN_MARGIN_SECONDS

    def _webhook(self, job: Job) -> discord.Webhook:
        assert self._client.application_id is not None
        assert job.token is not None
        webhook = discord.Webhook.partial(self._client.application_id, job.token, client=self._client)
        # A partial webhook takes itself for a channel's, and only an application's may send what one person sees.
        webhook.type = discord.WebhookType.application
        return webhook

    def _channel(self, job: Job) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)

    @staticmethod
    def _nonce(job: Job, content: Content) -> str:
        """At most 25 characters (Discord, Create Message)."""
        return f"{job.id}-{len(content.files)}"


def _name(way: _Way) -> str:
    return getattr(way, "__name__", "")
