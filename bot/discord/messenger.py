"""Shows a job's progress, pictures and end on Discord, within the rate limits of :mod:`bot.discord.edit_rate`."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, TypeVar

import discord
from discord.http import Route

from bot.discord.attachment_size import fit_pictures, smaller_limit
from bot.discord.edit_rate import EditRateLimiter
from bot.discord.message_content import Content, fit_content
from bot.discord.message_requests import FETCH_TIMEOUT_SECONDS, MessageRequests, RouteClosedError
from bot.discord.outbox import Outbox
from bot.discord.routes import MessageRoutes
from bot.domain.catalog import Catalog
from bot.domain.job import MAX_IMAGES_PER_MESSAGE, Job, MessageRef, QueuePosition
from bot.domain.request import Reference
from bot.errors import TooLarge, Undeliverable
from bot.images.reencoder import Reencoder
from bot.jobs.eta import EtaEstimator
from bot.jobs.ports import Delivery, DeliveryReceipt
from bot.localization.languages import Language, in_language
from bot.localization.messages import Message, Sentence
from bot.ui.attachments import parse_filename
from bot.ui.jobs import messages

log: Final = logging.getLogger(__name__)

MAX_STOPPED_JOBS: Final = 1000
"""Maximum number of remembered jobs whose progress is no longer shown.

They are remembered because a list of queue positions that was read earlier may still contain them.
"""
MAX_CACHED_POSITIONS: Final = 20_000
"""Waiting messages whose shown position is cached; an evicted one gets at most one unnecessary edit."""
PROGRESS_TIMEOUT_SECONDS: Final = 6.0
"""How long an answer waits for a running progress edit; Discord rarely takes longer than a second."""
TOO_LARGE: Final = Message("job-too-large")
T = TypeVar("T")


class DiscordMessenger:
    """Sends and edits the messages of jobs; implements :class:`bot.jobs.ports.Messenger`."""

    def __init__(
        self,
        client: discord.Client,
        requests: MessageRequests,
        routes: MessageRoutes,
        catalog: Catalog,
        reencoder: Reencoder,
        edit_limiter: EditRateLimiter,
        forecast: EtaEstimator,
        outbox: Outbox,
    ) -> None:
        self._client = client
        self._requests = requests
        self._routes = routes
        self._catalog = catalog
        self._reencoder = reencoder
        self._edit_limiter = edit_limiter
        self._forecast = forecast
        self._outbox = outbox
        self._shown_positions: dict[int, int] = {}
        self._other_counts: dict[int, int] = {}
        self._progress_edits: dict[int, asyncio.Task[None]] = {}
        self._stopped_job_ids: deque[int] = deque(maxlen=MAX_STOPPED_JOBS)

    def record_waiting_message(self, job: Job, position: QueuePosition | None, *, other_count: int) -> None:
        """Record the content of a waiting message that was just sent; ``other_count`` other jobs were sent with it."""
        self._shown_positions[job.id] = _cached_position(position)
        if other_count:
            self._other_counts[job.id] = other_count
        for cache in (self._shown_positions, self._other_counts):
            if len(cache) > MAX_CACHED_POSITIONS:  # evict the oldest entry; another process may have ended that job
                del cache[next(iter(cache))]

    async def show_progress(self, job: Job, position: QueuePosition | None) -> bool:
        """Edit the waiting message if its queue position has changed or the generation has started.

        Returns ``False`` only if the rate limit postpones a necessary edit.
        """
        is_shown = self._shown_positions.get(job.id) == _cached_position(position)
        if job.message_id is None or is_shown or job.id in self._stopped_job_ids:
            return True
        if not self._edit_limiter.take_progress_slot(job.message_id):
            return False
        self._shown_positions[job.id] = _cached_position(position)
        content = self._waiting_content(job, position)
        editing = self._progress_edits[job.id] = asyncio.create_task(self._routes.edit_progress(job, content))
        await asyncio.wait({editing})
        self._progress_edits.pop(job.id, None)
        return True

    def _waiting_content(self, job: Job, position: QueuePosition | None) -> Content:
        expected, others = self._forecast.format_eta(job, position), self._other_counts.get(job.id, 0)
        return Content(
            lambda _: messages.waiting_view(job, position, self._catalog, estimate=expected, other_job_count=others)
        )

    async def stop_progress(self, job: Job) -> None:
        """Show no more progress of this job, so that the next edit of its message is the last one.

        Waits for a running progress edit, which Discord might otherwise apply after the answer. Cancels it after
        :data:`PROGRESS_TIMEOUT_SECONDS`, because discord.py sends the requests of one token one after another.
        """
        self._stopped_job_ids.append(job.id)
        self._shown_positions.pop(job.id, None)
        self._other_counts.pop(job.id, None)
        if editing := self._progress_edits.get(job.id):
            _, unfinished = await asyncio.wait({editing}, timeout=PROGRESS_TIMEOUT_SECONDS)
            if unfinished:
                editing.cancel()
                await asyncio.wait({editing})

    async def find_answer(self, job: Job) -> tuple[int, int] | None:
        """The channel id and message id of the interaction's original response; ``None`` when there is none."""
        if job.token is None:
            return None
        # Webhook.fetch_message would percent-encode “@original”, so the route is built here.
        route = Route("GET", f"/webhooks/{self._client.application_id}/{job.token}/messages/@original")
        message = await self._fetch(lambda _: self._client.http.request(route))
        return None if message is None else (int(message["channel_id"]), int(message["id"]))

    async def deliver(
        self, delivery: Delivery, *, on_follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> DeliveryReceipt:
        """Show the pictures, those after the tenth in a second message, whose id the callback gets."""
        return await self._send_shrinking(delivery, partial(self._deliver, on_follow_up_sent=on_follow_up_sent))

    async def _deliver(
        self, delivery: Delivery, can_shrink: bool, *, on_follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> DeliveryReceipt:
        job = delivery.job
        first, second = self._result_contents(delivery, can_shrink=can_shrink)
        message = await self._send_answer(job, first)
        if second is not None and job.follow_up_message_id is None:
            try:
                await on_follow_up_sent(await self._routes.send_follow_up(job, second))
            except Undeliverable:
                log.warning("The second message of job %s has no route", job.id, extra={"event": "followup_failed"})
                return DeliveryReceipt(delivery.pictures[:MAX_IMAGES_PER_MESSAGE], message)
        return DeliveryReceipt(delivery.pictures, message)

    async def show_held(self, job: Job) -> MessageRef:
        """Show that the pictures wait for a moderator."""
        return await self._send_answer(
            job, Content(lambda shown: messages.held_view(job, self._catalog, show_prompt=shown))
        )

    async def show_end(self, job: Job) -> None:
        """Show how the job ended, or that its pictures were removed."""
        if job.removed_at is not None:
            await self._wait_edit_slot(job)
            await self._routes.edit_existing(job, Content(lambda _: messages.removed_view(job)))
            return
        await self._send_answer(job, Content(lambda shown: messages.ended_view(job, self._catalog, show_prompt=shown)))

    async def restore(self, delivery: Delivery) -> None:
        """Show restored pictures in their messages, where these still exist."""
        await self._send_shrinking(delivery, self._restore)

    async def _restore(self, delivery: Delivery, can_shrink: bool) -> None:
        first, second = self._result_contents(delivery, can_shrink=can_shrink)
        await self._wait_edit_slot(delivery.job)
        await self._routes.edit_existing(delivery.job, first, second)

    def _result_contents(self, delivery: Delivery, *, can_shrink: bool) -> tuple[Content, Content | None]:
        """Build the message with the pictures, and a second one if there are too many for one message."""
        files = messages.picture_files(delivery.job, delivery.pictures, 0)
        first, rest = files[:MAX_IMAGES_PER_MESSAGE], files[MAX_IMAGES_PER_MESSAGE:]
        result = Content(
            lambda shown: messages.result_view(delivery, self._catalog, show_prompt=shown), first, can_shrink
        )
        overflow = Content(lambda shown: messages.overflow_view(delivery, show_prompt=shown), rest, can_shrink)
        return result, overflow if rest else None

    async def _send_shrinking(self, delivery: Delivery, send: Callable[[Delivery, bool], Awaitable[T]]) -> T:
        """Send the pictures within the attachment limit, and smaller again each time Discord finds them too large.

        The arguments of ``send`` are the delivery and ``can_shrink``. If the pictures would have to be fewer than
        before, or cannot be made smaller, it is ``False``: ``send`` must use another route instead of raising
        :class:`TooLarge`.
        """
        limit: int | None = delivery.job.attachment_limit
        while limit is not None:
            pictures = await fit_pictures(delivery.pictures, limit, self._reencoder)
            if len(pictures) < len(delivery.pictures) and limit < delivery.job.attachment_limit:
                break  # send all pictures by another route instead of fewer by this one
            delivery = delivery._replace(pictures=pictures)
            if not pictures:
                raise Undeliverable(TOO_LARGE)
            limit = smaller_limit(pictures)
            try:
                return await send(delivery, limit is not None)
            except TooLarge:
                log.info("Job %s needs smaller files", delivery.job.id, extra={"event": "smaller_files_required"})
        return await send(delivery, False)

    async def get_file_url(self, reference: Reference) -> str | None:
        """A fresh CDN URL of the reference's file; ``None`` when the bot cannot read the message or its files."""
        channel_id, message_id = reference.channel_id, reference.message_id
        if channel_id is None or message_id is None:
            return None
        message = await self._fetch(
            lambda _: self._client.get_partial_messageable(channel_id).fetch_message(message_id)
        )
        key = (reference.job_id, reference.number)
        for file in message.attachments if message else ():
            if file.id == reference.file_id or parse_filename(file.filename) == key:
                return file.url
        return None  # without the message content intent, Discord hides the files of members' messages

    async def _fetch(self, fetch: Callable[[bool], Awaitable[T]]) -> T | None:
        try:
            return await self._requests.send(fetch, timeout_seconds=FETCH_TIMEOUT_SECONDS)
        except RouteClosedError:
            return None

    async def post_audit_line(self, channel_id: int, text: str) -> bool:
        """Send a line of the audit log to a server's channel, later if Discord is down.

        Returns ``False`` when Discord refuses it.
        """
        send = self._client.get_partial_messageable(channel_id).send
        return await self._outbox.send(
            lambda nonce: send(fit_content(text), nonce=nonce), failure_event="audit_message_failed"
        )

    async def alert(self, text: Sentence) -> None:
        """Send the application's owner a direct message in English, later if Discord is down."""
        with in_language(Language.ENGLISH):
            written = fit_content(str(text))

        async def send(nonce: str) -> None:
            await (await fetch_operator(self._client)).send(written, nonce=nonce)

        await self._outbox.send(send, failure_event="operator_alert_failed")

    async def _send_answer(self, job: Job, content: Content) -> MessageRef:
        await self._wait_edit_slot(job)
        return await self._routes.send_answer(job, content)

    async def _wait_edit_slot(self, job: Job) -> None:
        """Stop progress edits of the job, and wait until the rate limit allows the next edit of its message."""
        await self.stop_progress(job)
        if job.message_id is not None:
            await self._edit_limiter.wait_slot(job.message_id)


async def fetch_operator(client: discord.Client) -> discord.User:
    """Read who owns the application, or the team that it belongs to."""
    application = await client.application_info()
    owner_id = application.team.owner_id if application.team else None
    return await client.fetch_user(owner_id or application.owner.id)


def _cached_position(position: QueuePosition | None) -> int:
    return position.position if position else 0  # 0: its pictures are being generated
