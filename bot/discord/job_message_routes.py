"""The routes by which content can reach the member of a job; :mod:`bot.discord.routes` tries them in order."""

import logging
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

import discord

from bot.discord.api_errors import Recovery, diagnose_error
from bot.discord.message_content import Content
from bot.discord.message_requests import UNKNOWN_MESSAGE_CODE, RouteClosedError
from bot.domain.clock import Clock
from bot.domain.job import Job, MessageRef
from bot.domain.screening import has_restricted
from bot.ui.attachments import parse_filename

log: Final = logging.getLogger(__name__)

TOKEN_MARGIN_SECONDS: Final = 60.0
"""An interaction's token is no longer used when it expires within this time."""
Route: TypeAlias = Callable[[Job, Content, bool], Awaitable[MessageRef]]
"""Sends content for a job; the last argument is whether the prompt may be shown.

Raises :class:`RouteClosedError`, or an error of discord.py or of the network.
"""


class JobMessageRoutes:
    """One attempt by one route; ``clock`` is the wall clock."""

    def __init__(self, client: discord.Client, clock: Clock) -> None:
        self._client = client
        self._clock = clock

    async def edit(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        """Edit the job's message with the interaction's token, or else with the bot's token."""
        message_id = job.message_id
        if message_id is None:
            raise RouteClosedError
        if not await self._send_by_token(
            job,
            lambda webhook: webhook.edit_message(
                message_id, view=content.build_layout(show_prompt), attachments=content.build_files()
            ),
        ):
            # discord.py does not apply the client's default allowed_mentions to edits without content.
            await self._message(job, message_id).edit(
                view=content.build_layout(show_prompt),
                attachments=content.build_files(),
                allowed_mentions=discord.AllowedMentions.none(),
            )
        return MessageRef(job.channel_id, message_id)

    async def send_new(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        """Send a new message to the job's channel with the bot's token; its nonce is the idempotency key."""
        if job.request.private:
            raise RouteClosedError
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        message = await channel.send(
            view=content.build_layout(show_prompt), files=content.build_files(), nonce=_nonce(job, content)
        )
        return MessageRef(message.channel.id, message.id)

    async def send_followup(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        """Send a follow-up message with the interaction's token."""
        if not self._is_token_usable(job):
            raise RouteClosedError
        message = await self._webhook(job).send(
            view=content.build_layout(show_prompt),
            files=content.build_files(),
            ephemeral=job.request.private,
            wait=True,
        )
        return MessageRef(message.channel.id, message.id)

    async def send_direct(self, job: Job, content: Content, show_prompt: bool) -> MessageRef:
        """Send the job's author a direct message, except pictures that are for age-restricted channels only."""
        if content.files and has_restricted(job):
            raise RouteClosedError
        member = await self._client.fetch_user(job.user_id)
        message = await member.send(
            view=content.build_layout(show_prompt), files=content.build_files(), nonce=_nonce(job, content)
        )
        return MessageRef(message.channel.id, message.id)

    async def delete(self, job: Job) -> None:
        """Delete the job's first message."""
        message_id = job.message_id
        assert message_id is not None
        if not await self._send_by_token(job, lambda webhook: webhook.delete_message(message_id)):
            await self._message(job, message_id).delete()

    async def _send_by_token(self, job: Job, send: Callable[[discord.Webhook], Awaitable[object]]) -> bool:
        """Send a request with the interaction's token; returns ``False`` where the bot's token has to be used instead.

        Raises :class:`RouteClosedError` for an ephemeral message, which the bot's token cannot reach.
        """
        message_deleted = False
        if self._is_token_usable(job):
            try:
                await send(self._webhook(job))
            except discord.HTTPException as error:
                if diagnose_error(error).recovery is not Recovery.NEXT_ROUTE:
                    raise
                message_deleted = error.code == UNKNOWN_MESSAGE_CODE
                log.info("A token no longer edits its message: %s", error, extra={"event": "interaction_token_expired"})
            else:
                return True
        if job.request.private:
            raise RouteClosedError(message_deleted=message_deleted)
        return False

    def _is_token_usable(self, job: Job) -> bool:
        """Whether to try the interaction's token: until it expires, or always where the message is ephemeral."""
        if job.token is None:
            return False
        return job.request.private or self._clock() < job.token_expires_at - TOKEN_MARGIN_SECONDS

    def _webhook(self, job: Job) -> discord.Webhook:
        assert self._client.application_id is not None
        assert job.token is not None
        webhook = discord.Webhook.partial(self._client.application_id, job.token, client=self._client)
        # discord.py gives a partial webhook the type of a channel's webhook, which cannot send ephemeral messages.
        webhook.type = discord.WebhookType.application
        return webhook

    def _message(self, job: Job, message_id: int) -> discord.PartialMessage:
        channel = self._client.get_partial_messageable(job.channel_id, guild_id=job.guild_id)
        return channel.get_partial_message(message_id)


def _nonce(job: Job, content: Content) -> str:
    """Build a nonce of at most 25 characters (Discord, Create Message) that differs between a job's two messages."""
    first_picture = parse_filename(content.files[0][0]) if content.files else None
    return f"{job.id}-{first_picture[1] if first_picture else 0}"
