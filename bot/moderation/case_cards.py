"""Keeps the card of every case, a message in the server's moderators' channel, in sync with the database.

A decision never waits for Discord, a crash loses no card, and a card that could not be posted is retried.
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
from bot.jobs.ports import Picture
from bot.loops import run_forever
from bot.policy.gate import PolicyGate
from bot.storage import appeals, cases, jobs, removals
from bot.storage.appeals import Appeal
from bot.storage.database import Database

log: Final = logging.getLogger(__name__)

SYNC_INTERVAL_SECONDS: Final = 5.0
"""Seconds between two runs when nothing wakes the loop; other processes open cases too."""
MAX_CARDS_PER_RUN: Final = 10
"""Maximum number of cards that one run updates; the next run updates the others."""
CHANNEL_RETRY_SECONDS: Final = 300.0
"""Seconds after which a channel that accepts no card is tried again."""
PICTURE_RETRY_SECONDS: Final = 15.0
"""Seconds after which pictures that could not be read are tried again."""
PICTURE_TIMEOUT_SECONDS: Final = 300.0
"""Seconds for which a card waits for unreadable pictures; after that it is posted without them and says so."""


class Card(NamedTuple):
    """The content of a case's card.

    ``source`` is the job that the pictures were made from; ``pictures`` are loaded for new cards of open cases only.
    ``can_undo`` is whether a removal can be undone. ``unreadable_count`` pictures could not be fetched,
    ``omitted_count`` do not fit into the message.
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
    """A posted card; the overflow message contains the pictures that do not fit into the card's message."""

    channel_id: int
    message_id: int
    overflow_message_id: int | None = None


class CardPoster(Protocol):
    """Posts and updates cards on Discord."""

    def check_channel(self, guild_id: int, channel_id: int) -> None:
        """Raise Undeliverable if moderators cannot see the channel, or if everybody can.

        Raises DiscordDown while the server's channels are unknown.
        """
        ...

    async def post(self, channel_id: int, card: Card) -> PostedCard:
        """Post a new card. Discord ignores a repetition within a few minutes, because the message has a nonce.

        Raises DiscordDown if a retry may succeed, Undeliverable if the channel accepts no card.
        """
        ...

    async def update(self, card: Card) -> None:
        """Edit the card to the case's current state, without pictures once it is decided; raises as :meth:`post`."""
        ...


class CaseCardSync:
    """Posts and updates the cards of cases that changed."""

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
        """Start the next run now."""
        self._wake_event.set()

    async def adopt_card(self, case: Case, channel_id: int, message_id: int) -> None:
        """Take over a card that a crashed process posted but did not store, if the case has no other one."""
        if case.card_message_id is None:
            await self._database.run(cases.adopt_card, case.id, channel_id, message_id)
            self.wake()

    async def repost_all(self, guild_id: int) -> None:
        """Make the open cases without a card due, after the moderators' channel or its permissions changed."""
        await self._database.run(cases.repost_all, guild_id)
        self.wake()

    async def run(self) -> None:
        """Run :meth:`run_once` periodically, and whenever woken, until cancelled."""
        await run_forever(self.run_once, SYNC_INTERVAL_SECONDS, event="cards_update_failed", wake=self._wake_event)

    async def retry_stale(self) -> None:
        """Make the outdated cards of an earlier process due, if no other process can be updating them."""
        if self._database.exclusive:
            await self._database.run(cases.retry_stale_cards)

    async def run_once(self) -> None:
        """Update outdated cards one after the other, because each holds its pictures in memory."""
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
            await self._database.run(cases.mark_posted, case, None)  # decided before its card was posted
        else:
            posted = await self._post(case)
            await self._database.run(
                cases.mark_posted, case, posted[:2], overflow_message_id=posted.overflow_message_id
            )

    async def _post(self, case: Case) -> PostedCard:
        channel_id = (await self._gate.rules(case.guild_id)).log_channel
        if channel_id is None:
            raise Undeliverable("the server has no moderators’ channel")
        self._poster.check_channel(case.guild_id, channel_id)  # before fetching pictures, which takes time
        card = await self._with_pictures(await self._load_card(case))
        if card.unreadable_count and self._clock() < case.opened_at + PICTURE_TIMEOUT_SECONDS:
            raise ProviderUnavailable("not all of its pictures can be read")
        return await self._poster.post(channel_id, card)

    async def card(self, case: Case) -> Card:
        """Load the content of the case's card, with the readable pictures of an open approval."""
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
        """Add the pictures under review that can be read."""
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
    """The results that the case is about: for an approval those that it would show, for a report those shown."""
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
