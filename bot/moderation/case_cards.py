"""The moderators' board: a card for every case, in the channel that the server chose for that.

What is on disk is what holds; the cards follow. So a decision never waits for Discord, a kill loses no card, and a card
that could not be shown is tried again.
"""

import asyncio
import logging
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from bot.domain.case import Case, CaseKind, Report
from bot.domain.clock import Clock
from bot.domain.job import Job, Result
from bot.domain.screening import screen_results
from bot.errors import DiscordDown, ProviderUnavailable, Undeliverable
from bot.jobs.fetch_results import ResultFetcher
from bot.jobs.run import Picture
from bot.loops import run_forever
from bot.policy.gate import PolicyGate
from bot.storage import appeals, cases, jobs, removals
from bot.storage.appeals import Appeal
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

SYNC_INTERVAL_SECONDS: Final = 5.0
"""Seconds after which the board is looked at when nothing wakes it: other processes open cases too."""
MAX_CARDS_PER_RUN: Final = 10
CHANNEL_RETRY_SECONDS: Final = 300.0
"""Seconds after which a channel that takes no card is tried again."""
PICTURE_RETRY_SECONDS: Final = 15.0
"""Seconds after which pictures are read again that could not be."""
PICTURE_TIMEOUT_SECONDS: Final = 300.0
"""Seconds for which a card waits for pictures that cannot be read; then it is shown without them, and says so."""


class Card(NamedTuple):
    """What a card shows. ``pictures`` are there only for a card that is new and still to be decided.

    ``source`` is the job that the pictures were made from, ``undoable`` whether they can be put back, ``unread`` how
    many of them could not be read, ``left_out`` how many have no room where this is shown.
    """

    case: Case
    job: Job | None
    source: Job | None
    appeal: Appeal | None
    reports: Sequence[Report]
    pictures: Sequence[Picture] = ()
    can_undo: bool = False
    unreadable_count: int = 0
    omitted_count: int = 0


class PostedCard(NamedTuple):
    """Where a card stands; ``more_id`` is the message with the pictures that it has no room for."""

    channel_id: int
    message_id: int
    overflow_message_id: int | None = None


class CardPoster(Protocol):
    """Where cards are shown."""

    def check_channel(self, guild_id: int, channel_id: int) -> None:
        """Pass where cards may be shown, as far as is known: in a channel that moderators see, and not everybody.

        Raises Undeliverable, or DiscordDown where nothing is known of the server yet.
        """
        ...

    async def post(self, channel_id: int, card: Card) -> PostedCard:
        """Show a new card; a repetition within minutes shows no second one.

        Raises DiscordDown when it is worth trying again, Undeliverable where the channel takes none.
        """
        ...

    async def update(self, card: Card) -> None:
        """Show how the case stands now, and no pictures once it is decided; raises as :meth:`post`."""
        ...


class CaseCardSync:
    """Keeps the cards true."""

    def __init__(
        self, database: Database, gate: PolicyGate, poster: CardPoster, fetcher: ResultFetcher, clock: Clock
    ) -> None:
        self._database = database
        self._gate = gate
        self._poster = poster
        self._fetcher = fetcher
        self._clock = clock
        self._wake_event = asyncio.Event()

    def wake(self) -> None:
        """There is something to show."""
        self._wake_event.set()

    async def adopt_card(self, case: Case, channel_id: int, message_id: int) -> None:
        """Somebody sees a card there; it is taken care of from now on, if the case has no other one."""
        if case.card_message_id is None:
            await self._database.run(cases.adopt_card, case.id, channel_id, message_id)
            self.wake()

    async def repost_all(self, guild_id: int) -> None:
        """The server's moderators have another channel, or Easel may write there now: what waits is shown at once."""
        await self._database.run(cases.repost_all, guild_id)
        self.wake()

    async def run(self) -> None:
        """Run :meth:`run_once` periodically, and whenever woken, until cancelled."""
        await run_forever(self.run_once, SYNC_INTERVAL_SECONDS, event="cards_update_failed", wake=self._wake_event)

    async def retry_stale(self) -> None:
        """Make the outdated cards of an earlier process due now, if no other process can be updating them."""
        if self._database.exclusive:
            await self._database.run(cases.retry_stale_cards)

    async def run_once(self) -> None:
        """Bring cards up to date that are not: one after the other, since each holds its pictures in memory."""
        for _ in range(MAX_CARDS_PER_RUN):
            due = await self._database.run(cases.claim_due_cards, now=self._clock(), limit=1)
            if not due:
                return
            await self._sync_or_postpone(due[0])

    async def _sync_or_postpone(self, case: Case) -> None:
        try:
            await self._sync(case)
        except (DiscordDown, Undeliverable, ProviderUnavailable) as error:
            log.info("The card of case %s is shown later: %s", case.id, error, extra={"event": "card_post_failed"})
            await self._database.run(cases.postpone_card, case.id, at=self._clock() + _retry_delay_seconds(error))

    async def _sync(self, case: Case) -> None:
        if case.card_message_id is not None:
            await self._poster.update(await self._load_card(case))
            await self._database.run(cases.mark_posted, case, None)
        elif not case.is_open:
            await self._database.run(cases.mark_posted, case, None)  # decided before anybody could see it
        else:
            *place, more_id = await self._post(case)
            await self._database.run(cases.mark_posted, case, (place[0], place[1]), overflow_message_id=more_id)

    async def _post(self, case: Case) -> PostedCard:
        channel_id = (await self._gate.rules(case.guild_id)).log_channel
        if channel_id is None:
            raise Undeliverable("the server has no moderators’ channel")
        self._poster.check_channel(case.guild_id, channel_id)  # before anything is read that nobody would see
        card = await self._with_pictures(await self._load_card(case))
        if card.unreadable_count and self._clock() < case.opened_at + PICTURE_TIMEOUT_SECONDS:
            raise ProviderUnavailable("not all of its pictures can be read")
        return await self._poster.post(channel_id, card)

    async def card(self, case: Case) -> Card:
        """All that is known of a case, with the pictures that wait to be shown as far as they can be read now."""
        card = await self._load_card(case)
        return await self._with_pictures(card) if case.kind is CaseKind.APPROVAL and case.is_open else card

    async def _load_card(self, case: Case) -> Card:
        job = None if case.job_id is None else await self._database.run(jobs.get, case.job_id)
        source_id = job.request.source_image[0] if job is not None and job.request.source_image else None
        source = None if source_id is None else await self._database.run(jobs.get, source_id)
        appeal = None if case.appeal_id is None else await self._database.run(appeals.get, case.appeal_id)
        reports = await self._database.run(cases.list_reports, case.id) if case.kind is CaseKind.REPORT else []
        return Card(case, job, source, appeal, reports, can_undo=await self._can_undo(case))

    async def _with_pictures(self, card: Card) -> Card:
        """The card with what moderators look at, as far as it can be read."""
        results = () if card.job is None else _results_under_review(card.case, card.job)
        if card.job is None or not results:
            return card
        pictures = await self._fetcher.fetch_or_empty(card.job, results)
        return card._replace(pictures=pictures, unreadable_count=len(results) - len(pictures))

    async def _can_undo(self, case: Case) -> bool:
        if case.is_open or case.job_id is None:
            return False
        return await self._database.run(removals.can_be_undone, case.job_id, now=self._clock())


def _results_under_review(case: Case, job: Job) -> Sequence[Result]:
    """The results that the case is about: what would be shown, or what is."""
    if job.outcome is None:
        return ()
    return screen_results(job).results if case.kind is CaseKind.APPROVAL else job.outcome.results[: job.delivered_count]


def _retry_delay_seconds(error: Exception) -> float:
    match error:
        case Undeliverable():
            return CHANNEL_RETRY_SECONDS
        case DiscordDown(retry_after=retry_after):
            return max(SYNC_INTERVAL_SECONDS, retry_after or 0.0)
        case _:
            return PICTURE_RETRY_SECONDS
