"""Delivers content to the member of a job by the first route that Discord accepts.

= ============================== ==================== ==================================================================
  route                          used by              the next route is tried when
= ============================== ==================== ==================================================================
1 edit, interaction's token      answer, edits        there is no token, it expires within 60 s (tried anyway in
                                                      ephemeral messages), or Discord refuses permanently (50027 …)
2 edit, bot's token              answer, edits        the message is ephemeral or deleted, or the bot has no access to
                                                      the channel (10003, 10008, 50001, 50013, 50083 …)
3 new message with a nonce       answer, second       the job is private, or the bot has no access to the channel
4 follow-up, interaction's token answer, second       there is no token, or it is refused
5 direct message                 answer, second       the member accepts none (50007), or the pictures are for
                                                      age-restricted channels only: then Undeliverable is raised
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

from bot.discord.api_errors import REQUEST_ERRORS
from bot.discord.job_message_routes import JobMessageRoutes, Route
from bot.discord.message_content import Content
from bot.discord.message_requests import MessageRequests, RouteClosedError
from bot.domain.clock import Clock
from bot.domain.job import Job, MessageRef
from bot.domain.screening import has_restricted
from bot.errors import DiscordDown, Undeliverable
from bot.localization.messages import Message
from bot.ui.jobs import messages

log: Final = logging.getLogger(__name__)

ROUTE_RETRY_SECONDS: Final = 18 * 60.0
"""How long one route is retried before the next one is tried too: longer than the lifetime of a token, and short enough
that three routes fit into ``DISCORD_RETRY_SECONDS`` (:mod:`bot.jobs.finish`)."""
MAX_RETRIED_ROUTES: Final = 10_000
"""Upper bound of the routes that are being retried, over all jobs."""
NO_ROUTE: Final = Message("job-undeliverable")
NO_ROUTE_RESTRICTED: Final = Message("job-undeliverable-flagged")


class MessageRoutes:
    """Sends content to a job's message, or by the next route that is open; ``clock`` is the wall clock."""

    def __init__(self, client: discord.Client, requests: MessageRequests, clock: Clock) -> None:
        self._requests = requests
        self._message = JobMessageRoutes(client, clock)
        self._deadlines = _RetryDeadlines(clock)
        self._new_message_routes: tuple[Route, ...] = (
            self._message.send_new,
            self._message.send_followup,
            self._message.send_direct,
        )

    async def send_answer(self, job: Job, content: Content) -> MessageRef:
        """Show the content to the member, and return the message.

        If that is not the job's own message, the job's own is deleted or edited to link to it. Raises DiscordDown (try
        again later), TooLarge (send smaller files) or Undeliverable (no route is open).
        """
        answer, is_deleted = await self._send_by_first_open(
            (self._message.edit, *self._new_message_routes), job, content
        )
        if not is_deleted and job.message_id is not None and answer.message_id != job.message_id:
            await self._retire_first_message(job, answer)
        return answer

    async def edit_progress(self, job: Job, content: Content) -> None:
        """Show progress in the job's message; a failure is not reported to the caller."""
        try:
            self._requests.circuit.check()
            await self._message.edit(job, content, True)
        except REQUEST_ERRORS as error:
            self._requests.circuit.record_failure(error)
            log.debug("Progress was not shown: %s", error)
        except (RouteClosedError, DiscordDown) as error:
            log.debug("Progress was not shown: %s", error)

    async def edit_existing(self, job: Job, content: Content, second: Content | None = None) -> None:
        """Edit the job's existing messages: the first to ``content``, the second to ``second`` or the same content.

        Sends no new message. Raises DiscordDown, and TooLarge if the content can be made smaller.
        """
        for message_id, part in ((job.message_id, content), (job.follow_up_message_id, second or content)):
            if message_id is None:
                continue
            edit = partial(self._message.edit, replace(job, message_id=message_id), part)
            with suppress(RouteClosedError):
                await self._requests.send(edit, can_shrink=part.can_shrink)

    async def send_follow_up(self, job: Job, content: Content) -> int:
        """Send a second message and return its id; its nonce is the idempotency key for the next minutes."""
        message, _ = await self._send_by_first_open(self._new_message_routes, job, content)
        return message.message_id

    async def _send_by_first_open(self, routes: Sequence[Route], job: Job, content: Content) -> tuple[MessageRef, bool]:
        """Send by the first open route; returns the message, and whether the job's own is known to be deleted.

        Raises DiscordDown for a route that is temporarily down; after :data:`ROUTE_RETRY_SECONDS` tries the next one.
        """
        outage: DiscordDown | None = None
        is_deleted = False
        for route in routes:
            try:
                message = await self._requests.send(partial(route, job, content), can_shrink=content.can_shrink)
            except RouteClosedError as closed:
                is_deleted = is_deleted or closed.message_deleted
            except DiscordDown as error:
                if not self._deadlines.has_passed(job, route):
                    raise
                outage = error
            else:
                self._deadlines.clear(job, routes)
                return message, is_deleted
        if outage is not None:
            raise outage
        self._deadlines.clear(job, routes)
        raise Undeliverable(NO_ROUTE_RESTRICTED if content.files and has_restricted(job) else NO_ROUTE)

    async def _retire_first_message(self, job: Job, answer: MessageRef) -> None:
        """Delete the job's first message, or edit it to link to the answer, because it still has a Cancel button.

        If the answer was sent by direct message, the edit is tried first, so that the channel sees the outcome.
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
                log.debug("The first message of job %s was not retired: %s", job.id, error)
            else:
                return


class _RetryDeadlines:
    """The time at which each route of a job was first down; it is retried for :data:`ROUTE_RETRY_SECONDS`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._down_since: OrderedDict[tuple[int, str], float] = OrderedDict()

    def has_passed(self, job: Job, route: Route) -> bool:
        """Whether this route has been retried for long enough; the first call for a route starts its period."""
        since = self._down_since.setdefault(_key(job, route), self._clock())
        while len(self._down_since) > MAX_RETRIED_ROUTES:
            self._down_since.popitem(last=False)
        return self._clock() >= since + ROUTE_RETRY_SECONDS

    def clear(self, job: Job, routes: Sequence[Route]) -> None:
        for route in routes:
            self._down_since.pop(_key(job, route), None)


def _key(job: Job, route: Route) -> tuple[int, str]:
    return job.id, getattr(route, "__name__", "")
