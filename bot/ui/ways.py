"""The ways to a member, best first: the token, the bot's own edit, a new message, a direct message.

An interaction's token edits its message for 15 minutes, then the bot's token can. A message that is gone is replaced in
its channel with a nonce, which makes a repetition harmless for the next minutes. The last way is a direct message.
"""

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final, NamedTuple, TypeAlias, TypeVar

import discord
import stamina
from discord.http import Route

from bot.domain.job import Job
from bot.domain.load import Clock
from bot.domain.request import Reference
from bot.domain.screening import has_restricted
from bot.errors import DiscordDown, Undeliverable
from bot.storage.jobs import Shown
from bot.ui.filenames import pictured
from bot.ui.layout import Layout
from bot.ui.outages import FAILED, UNREACHED

log: Final = logging.getLogger(__name__)

TOKEN_MARGIN: Final = 60.0
"""Seconds before the end of a token's life after which it is no longer relied on."""
TRIES: Final = 3
"""discord.py repeats neither a reset connection on Linux nor a dropped one; all we send may be repeated."""
PATIENCE: Final = 120.0
"""Seconds for one upload; discord.py itself sets no limit."""
PATIENCE_WITH_LOOKS: Final = 10.0
"""Seconds for looking at one message."""
BLOCKED_BY_AUTOMOD: Final = frozenset({200000, 200001, 240000})
SERVER_ERROR: Final = 500
TOKEN_DEAD: Final = 401
"""How Discord answers a token that no longer works (50027, Invalid Webhook Token)."""
NO_WAY: Final = "The message for this answer is gone, and no other way to its author is open."
T = TypeVar("T")
_Way: TypeAlias = "Callable[[Job, Content, bool], Awaitable[Shown]]"


class Content(NamedTuple):
    """What a message is to show; built anew for each try, because sending uses files up."""

    layout: Callable[[bool], Layout]
    """Takes whether the prompt may be shown."""
    files: Sequence[tuple[str, bytes]] = ()

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
    """This way does not lead there; the next one may."""


class Ways:
    """Sends content to a job's message, or to what comes closest to it."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    async def answer(self, job: Job, content: Content) -> Shown:
        """Show it to the member and return where.

        Raises DiscordDown to be tried again later, Undeliverable when no way is open.
        """
        return await self._repeated(
            lambda shown: self._first_open(
                (self._edit, self._anew, self._followed, self._directly), job, content, shown
            )
        )

    async def edit(self, job: Job, content: Content) -> None:
        """Show progress in the job's message, or nothing at all."""
        try:
            await self._edit(job, content, True)
        except (_ClosedError, *FAILED) as error:
            log.debug("Progress was not shown: %s", error)

    async def replace(self, job: Job, content: Content, second: Content | None = None) -> None:
        """Show it in the job's messages as far as these are there, in the second one the same unless told otherwise.

        Nothing is sent anew: what is gone, or only its author sees, stays so. Raises DiscordDown.
        """
        for message_id, what in ((job.message_id, content), (job.follow_up_id, second or content)):
            if message_id is None:
                continue
            place = replace(job, message_id=message_id)
            with suppress(Undeliverable):
                await self._repeated(partial(self._edit, place, what))

    async def follow_up(self, job: Job, content: Content) -> int:
        """Send a second message and return its id; a repetition within minutes is recognised by its nonce."""
        there = await self._repeated(
            lambda shown: self._first_open((self._anew, self._followed, self._directly), job, content, shown)
        )
        return there.message_id

    async def find(self, job: Job) -> tuple[int, int] | None:
        """The channel and id of the message that answered the interaction; ``None`` when there is none."""
        if job.token is None:
            return None
        # A webhook's fetch_message would quote the word that stands for the first answer.
        where = Route("GET", f"/webhooks/{self._client.application_id}/{job.token}/messages/@original")
        try:
            message = await self._client.http.request(where)
        except discord.HTTPException as error:
            if error.status >= SERVER_ERROR:
                raise DiscordDown(str(error)) from error
            return None
        except UNREACHED as error:
            raise DiscordDown(str(error)) from error
        return int(message["channel_id"]), int(message["id"])

    async def address_of(self, reference: Reference) -> str | None:
        """A fresh address of the reference's file, from the message that holds it; ``None`` when it is not to be had.

        The text and files of members' messages are kept from bots without the message content intent.
        """
        if reference.channel_id is None or reference.message_id is None:
            return None
        try:
            async with asyncio.timeout(PATIENCE_WITH_LOOKS):
                there = self._client.get_partial_messageable(reference.channel_id)
                message = await there.fetch_message(reference.message_id)
        except (discord.NotFound, discord.Forbidden):
            return None
        except (discord.HTTPException, discord.RateLimited, *UNREACHED) as error:
            raise DiscordDown(str(error)) from error
        wanted = (reference.job_id, reference.number)
        for file in message.attachments:
            if file.id == reference.file_id or pictured(file.filename) == wanted:
                return file.url
        return None

    # ── one way after the other ──────────────────────────────────────────────────────────────────────────────────────

    async def _repeated(self, send: Callable[[bool], Awaitable[T]]) -> T:
        try:
            async for attempt in stamina.retry_context(on=UNREACHED, attempts=TRIES, wait_initial=0.2, wait_max=2.0):
                with attempt:
                    return await unless_automod(send)
        except _ClosedError as error:
            raise Undeliverable(NO_WAY) from error
        except discord.HTTPException as error:
            if error.status >= SERVER_ERROR:
                raise DiscordDown(str(error)) from error
            log.exception("Discord refused a message", extra={"event": "message_refused"})
            raise Undeliverable(NO_WAY) from error
        except (discord.RateLimited, *UNREACHED) as error:
            raise DiscordDown(str(error)) from error
        raise AssertionError("stamina returns or raises")

    async def _first_open(self, ways: Sequence[_Way], job: Job, content: Content, shown: bool) -> Shown:
        for way in ways:
            try:
                async with asyncio.timeout(PATIENCE):
                    return await way(job, content, shown)
            except _ClosedError:
                continue
        raise _ClosedError

    # ── the ways ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _edit(self, job: Job, content: Content, shown: bool) -> Shown:
        if job.message_id is None:
            raise _ClosedError
        if self._token_works(job):
            try:
                await self._webhook(job).edit_message(
                    job.message_id, view=content.layout(shown), attachments=content.attachments()
                )
            except (discord.NotFound, discord.Forbidden) as error:
                log.info("A token no longer edits its message: %s", error, extra={"event": "token_dead"})
            except discord.HTTPException as error:
                if error.status != TOKEN_DEAD:
                    raise
            else:
                return Shown(job.channel_id, job.message_id)
        if job.request.private:
            raise _ClosedError
        message = self._channel(job).get_partial_message(job.message_id)
        try:
            # discord.py leaves the client's default out of edits without a text.
            await message.edit(
                view=content.layout(shown),
                attachments=content.attachments(),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        except (discord.NotFound, discord.Forbidden) as error:
            raise _ClosedError from error
        return Shown(job.channel_id, job.message_id)

    async def _anew(self, job: Job, content: Content, shown: bool) -> Shown:
        """A new message in the job's channel; its nonce is the job's number, so the second message has another one."""
        if job.request.private:
            raise _ClosedError
        try:
            message = await self._channel(job).send(
                view=content.layout(shown), files=content.attachments(), nonce=self._nonce(job, content)
            )
        except (discord.NotFound, discord.Forbidden) as error:
            raise _ClosedError from error
        return Shown(message.channel.id, message.id)

    async def _followed(self, job: Job, content: Content, shown: bool) -> Shown:
        if not self._token_works(job):
            raise _ClosedError
        try:
            message = await self._webhook(job).send(
                view=content.layout(shown), files=content.attachments(), ephemeral=job.request.private, wait=True
            )
        except (discord.NotFound, discord.Forbidden) as error:
            raise _ClosedError from error
        except discord.HTTPException as error:
            if error.status == TOKEN_DEAD:
                raise _ClosedError from error
            raise
        return Shown(message.channel.id, message.id)

    async def _directly(self, job: Job, content: Content, shown: bool) -> Shown:
        if content.files and has_restricted(job):
            raise _ClosedError
        try:
            member = await self._client.fetch_user(job.user_id)
            message = await member.send(
                view=content.layout(shown), files=content.attachments(), nonce=self._nonce(job, content)
            )
        except (discord.NotFound, discord.Forbidden) as error:
            raise _ClosedError from error
        return Shown(message.channel.id, message.id)

    def _token_works(self, job: Job) -> bool:
        """Whether the token is worth a try: Discord's answer is what counts, and the clock may have jumped.

        What only the author sees has no other way, so there it is always tried.
        """
        if job.token is None:
            return False
        return job.request.private or self._clock() < job.token_dies_at - TOKEN_MARGIN

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
