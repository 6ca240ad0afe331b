"""Delivers content to the member of a job by the first route that Discord accepts.

= ============================== ==================== ==================================================================
  route                          used by              left for the next one when
= ============================== ==================== ==================================================================
1 edit, interaction's token      answer, edits        there is no token, it expires within 60 s (tried anyway in
                                                      ephemeral messages), or Discord refuses permanently (50027 …)
2 edit, bot's token              answer, edits        the message is ephemeral or deleted, or the channel is closed to
                                                      the bot (10003, 10008, 50001, 50013, 50083 …)
3 new message with a nonce       answer, second       the job is private, or the channel is closed to the bot
4 follow-up, interaction's token answer, second       there is no token, or it is refused
5 direct message                 answer, second       the member accepts none (50007), or the pictures are for
                                                      age-restricted channels only: Undeliverable
= ============================== ==================== ==================================================================

*answer* is :meth:`MessageRoutes.send_answer`, *edits* are progress and :meth:`MessageRoutes.edit_existing`, *second* is
:meth:`MessageRoutes.send_follow_up`. On an outage (no response, 429, 5xx) the route is kept and DiscordDown is raised,
for :data:`ROUTE_RETRY_SECONDS` at most; after that the following routes are tried too.
"""

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Final

import discord
from discord.http import Route as HttpRoute

from bot.discord.api_errors import API_ERRORS, DiscordCircuitBreaker
from bot.discord.job_message_routes import JobMessageRoutes, Route
from bot.discord.message_content import Content
from bot.discord.message_requests import FETCH_TIMEOUT_SECONDS, MessageRequests, RouteClosedError
from bot.domain.clock import Clock
from bot.domain.job import Job, MessageRef
from bot.domain.request import Reference
from bot.domain.screening import has_restricted
from bot.errors import DiscordDown, Undeliverable
from bot.ui.attachments import parse_filename
from bot.ui.jobs import messages

log: Final = logging.getLogger(__name__)

ROUTE_RETRY_SECONDS: Final = 18 * 60.0
"""How long one route is retried before the next one is tried too: longer than a token lives, and short enough that
three routes fit into ``DISCORD_RETRY_SECONDS`` (:mod:`bot.jobs.finish`)."""
MAX_RETRIED_ROUTES: Final = 10_000
"""Upper bound of the routes that are being retried, over all jobs."""
NO_ROUTE: Final = (
    "Easel could not deliver this: Discord did not accept it in this channel or as a direct message."
    " Nothing was charged."
)
NO_ROUTE_RESTRICTED: Final = (
    "Easel could not deliver this: Discord did not accept it in this channel, and pictures that were flagged are never"
    " sent as a direct message. Nothing was charged."
)


class MessageRoutes:
    """Sends content to a job's message, or by the next route that is open."""

    def __init__(self, client: discord.Client, clock: Clock, circuit: DiscordCircuitBreaker | None = None) -> None:
        """``circuit`` is the circuit breaker that all senders of this process share; ``clock`` is the wall clock."""
        self._client = client
        self._requests = MessageRequests(circuit or DiscordCircuitBreaker(clock))
        self._message = JobMessageRoutes(client, clock)
        self._deadlines = _RetryDeadlines(clock)
        self._new_message_routes: tuple[Route, ...] = (
            self._message.send_new,
            self._message.send_followup,
            self._message.send_direct,
        )

    async def send_answer(self, job: Job, content: Content) -> MessageRef:
        """Show the content to the member, and return where.

        If that is another message than the job's own, the job's own is deleted or edited to point there. Raises
        DiscordDown (try again later), TooLarge (send smaller files) or Undeliverable (no route is open).
        """
        answer, deleted = await self._send_by_first_open((self._message.edit, *self._new_message_routes), job, content)
        if not deleted and job.message_id is not None and answer.message_id != job.message_id:
            await self._retire_first_message(job, answer)
        return answer

    async def edit_progress(self, job: Job, content: Content) -> None:
        """Show progress in the job's message; a failure is ignored."""
        try:
            self._requests.circuit.check()
            await self._message.edit(job, content, True)
        except API_ERRORS as error:
            self._requests.circuit.record_failure(error)
            log.debug("Progress was not shown: %s", error)
        except (RouteClosedError, DiscordDown) as error:
            log.debug("Progress was not shown: %s", error)

    async def edit_existing(self, job: Job, content: Content, second: Content | None = None) -> None:
        """Edit the job's messages where they still exist; the second one shows ``second``, or else the same content.

        No message is sent. Raises DiscordDown, and TooLarge where the content can be made smaller.
        """
        for message_id, shown in ((job.message_id, content), (job.follow_up_id, second or content)):
            if message_id is None:
                continue
            edit = partial(self._message.edit, replace(job, message_id=message_id), shown)
            with suppress(RouteClosedError):
                await self._requests.send(edit, can_shrink=shown.can_shrink)

    async def send_follow_up(self, job: Job, content: Content) -> int:
        """Send a second message and return its id; its nonce is the idempotency key for the next minutes."""
        sent, _ = await self._send_by_first_open(self._new_message_routes, job, content)
        return sent.message_id

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        """The channel id and message id of the interaction's original response; ``None`` when there is none."""
        if job.token is None:
            return None
        # Webhook.fetch_message would percent-encode “@original”, so the route is built here.
        where = HttpRoute("GET", f"/webhooks/{self._client.application_id}/{job.token}/messages/@original")
        try:
            message = await self._requests.send(
                lambda _: self._client.http.request(where), timeout_seconds=FETCH_TIMEOUT_SECONDS
            )
        except RouteClosedError:
            return None
        return int(message["channel_id"]), int(message["id"])

    async def get_file_url(self, reference: Reference) -> str | None:
        """A fresh CDN URL of the reference's file, from the message that holds it; ``None`` when it cannot be read.

        Without the message content intent, Discord hides the text and files of members' messages from bots.
        """
        if reference.channel_id is None or reference.message_id is None:
            return None
        message_id = reference.message_id
        channel = self._client.get_partial_messageable(reference.channel_id)
        try:
            message = await self._requests.send(
                lambda _: channel.fetch_message(message_id), timeout_seconds=FETCH_TIMEOUT_SECONDS
            )
        except RouteClosedError:
            return None
        wanted = (reference.job_id, reference.number)
        for file in message.attachments:
            if file.id == reference.file_id or parse_filename(file.filename) == wanted:
                return file.url
        return None

    async def _send_by_first_open(self, routes: Sequence[Route], job: Job, content: Content) -> tuple[MessageRef, bool]:
        """Send by the first open route; returns where, and whether the job's own message is known to be deleted.

        Raises DiscordDown for a route that may open again; after :data:`ROUTE_RETRY_SECONDS` the next one is tried too.
        """
        down: DiscordDown | None = None
        deleted = False
        for route in routes:
            try:
                sent = await self._requests.send(partial(route, job, content), can_shrink=content.can_shrink)
            except RouteClosedError as closed:
                deleted = deleted or closed.message_deleted
            except DiscordDown as error:
                if not self._deadlines.has_passed(job, route):
                    raise
                down = error
            else:
                self._deadlines.clear(job, routes)
                return sent, deleted
        if down is not None:
            raise down
        self._deadlines.clear(job, routes)
        raise Undeliverable(NO_ROUTE_RESTRICTED if content.files and has_restricted(job) else NO_ROUTE)

    async def _retire_first_message(self, job: Job, answer: MessageRef) -> None:
        """Delete the job's first message, or edit it to point to the answer, because it still has a Cancel button.

        Where the answer went by direct message, editing is tried first, so that the channel learns what happened.
        """
        note = Content(lambda _: messages.moved_view(job, answer))
        steps: tuple[Callable[[bool], Awaitable[object]], ...] = (
            lambda _: self._message.delete(job),
            partial(self._message.edit, job, note),
        )
        for step in steps if answer.channel_id == job.channel_id else reversed(steps):
            try:
                await self._requests.send(step)
            except (RouteClosedError, DiscordDown) as error:
                log.debug("The first message of job %s stays: %s", job.id, error)
            else:
                return


class _RetryDeadlines:
    """When each route of a job was first found to be down, to give up waiting after :data:`ROUTE_RETRY_SECONDS`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._down_since: OrderedDict[tuple[int, str], float] = OrderedDict()

    def has_passed(self, job: Job, route: Route) -> bool:
        """Whether this route has been retried for long enough; the first call for a route starts its time."""
        since = self._down_since.setdefault(_key(job, route), self._clock())
        while len(self._down_since) > MAX_RETRIED_ROUTES:
            self._down_since.popitem(last=False)
        return self._clock() >= since + ROUTE_RETRY_SECONDS

    def clear(self, job: Job, routes: Sequence[Route]) -> None:
        """Forget the times of these routes of a job."""
        for route in routes:
            self._down_since.pop(_key(job, route), None)


def _key(job: Job, route: Route) -> tuple[int, str]:
    return job.id, getattr(route, "__name__", "")
