"""Shows a job's progress, pictures and end on Discord, within the rate limits of :mod:`bot.discord.edit_rate`."""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final, TypeVar

import discord

from bot.discord.attachment_size import fitted, smaller_limit
from bot.discord.edit_rate import EditPace
from bot.discord.outbox import Outbox
from bot.discord.routes import Content, Ways
from bot.domain.catalog import Catalog
from bot.domain.job import PER_MESSAGE, Job
from bot.domain.request import Reference
from bot.errors import TooLarge, Undeliverable
from bot.images.reencoder import Reencoder
from bot.jobs.eta import Forecast
from bot.jobs.run import Delivery, Receipt
from bot.storage.jobs import Place, Shown
from bot.ui.jobs import messages

log: Final = logging.getLogger(__name__)

REMEMBERED: Final = 1000
"""Ended jobs that are remembered, because a snapshot of the line taken earlier may still contain them."""
MOST_SHOWN: Final = 20_000
"""Waiting messages whose shown position is cached; one that is evicted gets at most one unnecessary edit."""
PROGRESS_TIMEOUT_SECONDS: Final = 6.0
"""How long an answer waits for a progress edit under way; Discord rarely needs a second."""
DRAWING: Final = 0
"""The cached position of a job that is being drawn and no longer waits in the line."""
TOO_LARGE: Final = "The pictures are too large for this channel, even after making them smaller; nothing was charged."
T = TypeVar("T")


class DiscordMessenger:
    """Sends and edits the messages of jobs.

    Implements ``Messenger`` (:mod:`bot.jobs.run`) and ``JobMessages`` (:mod:`bot.discord.intake`), and shows the
    progress that :mod:`bot.jobs.queue_positions` reports.
    """

    def __init__(
        self,
        client: discord.Client,
        ways: Ways,
        catalog: Catalog,
        reencoder: Reencoder,
        pace: EditPace,
        forecast: Forecast,
        outbox: Outbox,
    ) -> None:
        self._client = client
        self._outbox = outbox
        self._ways = ways
        self._catalog = catalog
        self._reencoder = reencoder
        self._pace = pace
        self._forecast = forecast
        self._shown: dict[int, int] = {}
        self._others: dict[int, int] = {}
        self._editing: dict[int, asyncio.Task[None]] = {}
        self._over: deque[int] = deque(maxlen=REMEMBERED)

    def acknowledged(self, job: Job, place: Place | None, *, others: int) -> None:
        """Record what the waiting message shows, which was just sent; ``others`` is the number of jobs sent with it."""
        self._shown[job.id] = _position(place)
        if others:
            self._others[job.id] = others
        for remembered in (self._shown, self._others):  # evict the oldest: another process may have ended that job
            if len(remembered) > MOST_SHOWN:
                del remembered[next(iter(remembered))]

    async def progress(self, job: Job, place: Place | None) -> bool:
        """Show the place in the line, or that the pictures are being drawn, unless the message shows it already.

        ``False`` when the rate limit leaves no room for the edit.
        """
        if job.message_id is None or self._shown.get(job.id) == _position(place) or job.id in self._over:
            return True
        if not self._pace.take_progress_slot(job.message_id):
            return False
        self._shown[job.id] = _position(place)
        expected, others = self._forecast.told(job, place), self._others.get(job.id, 0)
        content = Content(lambda _: messages.waiting(job, place, self._catalog, expected=expected, others=others))
        editing = self._editing[job.id] = asyncio.create_task(self._ways.edit(job, content))
        await asyncio.wait({editing})
        self._editing.pop(job.id, None)
        return True

    async def stop_progress(self, job: Job) -> None:
        """Show no progress of this job from now on, so that the next edit is the last one.

        Waits for a progress edit that is under way, because Discord might apply it after the answer. Cancels it after
        :data:`PROGRESS_TIMEOUT_SECONDS`, because discord.py sends the requests of one token one after the other.
        """
        self._over.append(job.id)
        self._shown.pop(job.id, None)
        self._others.pop(job.id, None)
        if (editing := self._editing.get(job.id)) is None:
            return
        _, hanging = await asyncio.wait({editing}, timeout=PROGRESS_TIMEOUT_SECONDS)
        if hanging:
            editing.cancel()
            await asyncio.wait({editing})

    async def find(self, job: Job) -> tuple[int, int] | None:
        """The channel and id of the message that answered the job's interaction, if it was ever answered."""
        return await self._ways.find(job)

    async def deliver(self, delivery: Delivery, *, follow_up_sent: Callable[[int], Awaitable[None]]) -> Receipt:
        """Show the pictures; those after the tenth are sent in a second message."""
        return await self._shrinking(delivery, partial(self._deliver, follow_up_sent=follow_up_sent))

    async def _deliver(
        self, delivery: Delivery, can_shrink: bool, *, follow_up_sent: Callable[[int], Awaitable[None]]
    ) -> Receipt:
        job = delivery.job
        first, rest = delivery.pictures[:PER_MESSAGE], delivery.pictures[PER_MESSAGE:]
        place = await self._answer(
            job,
            Content(
                lambda shown: messages.result(delivery, self._catalog, show_prompt=shown),
                messages.files(job, first, 0),
                can_shrink,
            ),
        )
        if rest and job.follow_up_id is None:
            content = Content(
                lambda shown: messages.more(delivery, show_prompt=shown),
                messages.files(job, rest, PER_MESSAGE),
                can_shrink,
            )
            try:
                await follow_up_sent(await self._ways.follow_up(job, content))
            except Undeliverable:
                log.warning("The second message of job %s has no way", job.id, extra={"event": "follow_up_lost"})
                return Receipt(first, place)
        return Receipt(delivery.pictures, place)

    async def hold(self, job: Job) -> Shown:
        """Show that the pictures wait for moderators."""
        return await self._answer(job, Content(lambda shown: messages.held(job, self._catalog, show_prompt=shown)))

    async def tell(self, job: Job) -> None:
        """Show how an ended job ended, or that its pictures were removed."""
        if job.removed_at is not None:
            await self._wait_turn(job)
            await self._ways.replace(job, Content(lambda _: messages.removed(job)))
            return
        await self._answer(job, Content(lambda shown: messages.ended(job, self._catalog, show_prompt=shown)))

    async def restore(self, delivery: Delivery) -> None:
        """Show restored pictures in their messages again, where these still exist."""
        await self._shrinking(delivery, self._restore)

    async def _restore(self, delivery: Delivery, can_shrink: bool) -> None:
        job = delivery.job
        first, rest = delivery.pictures[:PER_MESSAGE], delivery.pictures[PER_MESSAGE:]
        whole = Content(
            lambda shown: messages.result(delivery, self._catalog, show_prompt=shown),
            messages.files(job, first, 0),
            can_shrink,
        )
        second = Content(
            lambda shown: messages.more(delivery, show_prompt=shown),
            messages.files(job, rest, PER_MESSAGE),
            can_shrink,
        )
        await self._wait_turn(job)
        await self._ways.replace(job, whole, second if rest else None)

    async def _shrinking(self, delivery: Delivery, send: Callable[[Delivery, bool], Awaitable[T]]) -> T:
        """Send the pictures within the interaction's attachment limit, and smaller ones if Discord refuses these too.

        ``send`` is called with whether it may raise :class:`TooLarge` to get smaller files.
        """
        limit: int | None = delivery.job.attachment_limit
        while limit is not None:
            pictures = await fitted(delivery.pictures, limit, self._reencoder)
            if len(pictures) < len(delivery.pictures) and limit < delivery.job.attachment_limit:
                break  # sending another way is better than dropping pictures
            delivery = delivery._replace(pictures=pictures)
            if not pictures:
                raise Undeliverable(TOO_LARGE)
            limit = smaller_limit(pictures)
            try:
                return await send(delivery, limit is not None)
            except TooLarge:
                log.info("Discord takes smaller files only for job %s", delivery.job.id, extra={"event": "too_large"})
        return await send(delivery, False)

    async def address_of(self, reference: Reference) -> str | None:
        """A fresh CDN URL of a file in a message that the bot can read; ``None`` when it is not there."""
        return await self._ways.address_of(reference)

    async def say(self, channel_id: int, text: str) -> bool:
        """Send a text to a server's channel, later if Discord is down; ``False`` when Discord refuses it."""
        channel = self._client.get_partial_messageable(channel_id)
        return await self._outbox.send(lambda nonce: channel.send(text, nonce=nonce), lost_event="record_line_lost")

    async def alert(self, sentence: str) -> None:
        """Send the application's owner a direct message, later if Discord is down; the log has it in any case."""

        async def send(nonce: str) -> None:
            application = await self._client.application_info()
            owner_id = application.team.owner_id if application.team else None
            owner = await self._client.fetch_user(owner_id or application.owner.id)
            await owner.send(sentence, nonce=nonce)

        await self._outbox.send(send, lost_event="alert_lost")

    async def _answer(self, job: Job, content: Content) -> Shown:
        await self._wait_turn(job)
        return await self._ways.answer(job, content)

    async def _wait_turn(self, job: Job) -> None:
        """Stop progress edits of the job, and wait until the rate limit allows the next edit of its message."""
        await self.stop_progress(job)
        if job.message_id is not None:
            await self._pace.wait_slot(job.message_id)


def _position(place: Place | None) -> int:
    return DRAWING if place is None else place.position
