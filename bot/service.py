"""The use cases: ask, repeat, edit, cancel, and look at what there is. Every way in ends here and passes one gate."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import uuid4

from bot.budget_alarm import BudgetAlarm
from bot.domain.catalog import Catalog
from bot.domain.job import Asker, Job, State
from bot.domain.load import CLOSED, Breaker, Clock, Throttle, at_once
from bot.domain.quota import Limits, Usage, left
from bot.domain.request import Options, Reference, Request
from bot.domain.screening import absence
from bot.domain.watchlist import Hit
from bot.domain.wish import Wanted, Wish, again, renewed, varied, wanted
from bot.errands.inbox import Inbox
from bot.errands.model_breakers import ModelBreakers
from bot.errors import Closed, Gone, NotYours, OverBudget, StorageUnavailable, Worded
from bot.gate import WORDS, Gate
from bot.lane import SHORT_TEXT
from bot.storage import arrivals, consents, drafts, jobs, leases, ledger, marks, preferences
from bot.storage.arrivals import DELETED
from bot.storage.database import LARGEST, Database
from bot.storage.drafts import Draft
from bot.storage.jobs import DEADLINE_SECONDS, Place
from bot.storage.leases import Lease
from bot.styles import StyleBook
from bot.tally import Tally

log: Final = logging.getLogger(__name__)

RESTARTING: Final = "Easel is restarting; please try again in a minute. Nothing was charged."
UNSEEN: Final = "Discord did not wait for the answer; nothing was charged."
CANCELLED_BY_MODERATOR: Final = "A moderator cancelled this; nothing was charged."
TOO_LATE: Final = "It is too late to cancel that request: it has ended already."
ON_ITS_WAY: Final = "It is too late to cancel that request: the pictures are on their way. You can delete them."
UNDER_WAY: Final = "This is not finished yet; use Cancel instead."
UNKNOWN: Final = "That request no longer exists."
NO_PICTURE: Final = "That request has no picture to start from; nothing was charged."


@dataclass(frozen=True, slots=True)
class Accepted:
    """A request that is on disk. ``place`` is ``None`` when it is drawn at once; ``others`` came along with it."""

    job: Job
    place: Place | None
    others: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that its author is asked about first; ``left`` is how many pictures they have, ``None`` for any.

    ``why`` says why the choices in its braces cannot be drawn, where only the text as it was typed is offered.
    """

    draft: Draft
    left: int | None
    why: str | None = None


@dataclass(slots=True, kw_only=True)
class Service:
    """What a member may do; every refusal is a :class:`~bot.errors.Refused` with its sentence."""

    database: Database
    catalog: Catalog
    styles: StyleBook
    gate: Gate
    limits: Limits
    throttle: Throttle
    breaker: Breaker
    clock: Clock
    owner: str
    inbox: Inbox
    deadline: float = DEADLINE_SECONDS
    alarm: BudgetAlarm | None = None
    """Hears when the budget of the whole bot is used up."""
    models: ModelBreakers | None = None
    """Which models are closed, because their results cannot be read."""
    tally: Tally | None = None
    """Counts the jobs that are taken back."""
    closing: bool = False
    chosen: dict[int, Options] | None = None

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def ask(self, asker: Asker, wish: Wish) -> Accepted | Offer:
        """Ask for what these words, flags and options say, with the member's own defaults where they say nothing."""
        await self._check_member(asker)
        defaults = await self.preferences(asker.user_id)
        styles = self.styles.of(asker.guild_id)
        read = partial(wanted, wish, catalog=self.catalog, styles=styles, defaults=defaults)
        is_short = len(wish.words) <= SHORT_TEXT
        return await self._admit(asker, read() if is_short else await self.gate.lane.run(asker.user_id, read))

    async def repeat(self, asker: Asker, job: Job) -> Accepted | Offer:
        """Ask for the same again; whoever presses pays."""
        if job.removed_at is not None:
            raise Gone(DELETED)
        await self._check_member(asker)
        return await self._admit(asker, Wanted((again(job.request, self.catalog),)))

    async def vary(self, asker: Asker, job: Job, number: int) -> Accepted | Offer:
        """Ask for a picture once more from its own words; priced as an edit."""
        await self._check_member(asker)
        return await self._admit(asker, Wanted((varied(job.request, self.picture(job, number), self.catalog),)))

    async def confirm(self, asker: Asker, draft: Draft, *, as_typed: bool = False) -> Accepted | Offer:
        """Ask for what was offered: the asker has seen the price. What changed since is offered anew instead.

        ``as_typed`` chooses the text as it was typed instead of the choices in its braces.
        """
        asker = replace(asker, parent_id=draft.parent_id, draft_id=draft.id)
        await self._check_member(asker)
        offered = (draft.typed,) if as_typed and draft.typed is not None else draft.requests
        requests = tuple(renewed(request, self.catalog) for request in offered)
        return await self._admit(asker, Wanted(requests), changed=requests != offered)

    async def draft(self, draft_id: int, *, user_id: int) -> Draft:
        """What is to be confirmed; only its author may."""
        return await self.database.run(drafts.get, min(draft_id, LARGEST), user_id=user_id, now=self.clock())

    async def put_aside(self, draft: Draft) -> None:
        """Forget what was offered: its author does not want it."""
        await self.database.run(drafts.take, draft.id, user_id=draft.user_id)

    async def check_source(self, job: Job) -> None:
        """Pass where something may still be made of the job: neither it nor what it goes back to was removed."""
        await self.database.run(arrivals.check_source, job.id)

    @staticmethod
    def picture(job: Job, number: int) -> Reference:
        """A finished picture to start from; :class:`Gone` when there is none."""
        if job.removed_at is not None:
            raise Gone(DELETED)
        if job.state is not State.DELIVERED:
            raise Gone(f"{absence(job)} Nothing was charged.")
        if job.outcome is None or not 1 <= number <= job.pictures:
            raise Gone(NO_PICTURE)
        name = job.result(number).image_uuid
        shared = [result.image_uuid for result in job.outcome.results].count(name) > 1
        # A name that two pictures share leads to one of them only, so the picture itself is brought from its message.
        return Reference(job_id=job.id, number=number, image_uuid=None if shared and not job.request.private else name)

    async def _check_member(self, asker: Asker) -> None:
        """Refuse those who may not ask for anything now, before their words cost any time."""
        limits = self.limits.of(await self.gate.tier(asker))
        await self.database.run(arrivals.check_member, asker, limits=limits, now=self.clock())

    async def _admit(self, asker: Asker, asked: Wanted, *, changed: bool = False) -> Accepted | Offer:
        try:
            return await self._admitted(asker, asked, changed=changed)
        except OverBudget as refusal:
            if self.alarm is not None:
                await self.alarm.refused(refusal)
            raise

    async def _admitted(self, asker: Asker, asked: Wanted, *, changed: bool) -> Accepted | Offer:
        """The one gate: the house rules, then the quota in the commit that writes it down, or a question first.

        What ``changed`` since it was agreed to is asked about again, and so are choices that may be none.
        """
        asked = await self._judged(asker, asked)
        requests = asked.requests
        caught = await self.gate.check_words(asker, requests)
        if caught is not None:
            raise await self._worded(asker, requests, caught)
        is_open = asked.typed is not None or self._must_be_confirmed(requests)
        if changed or (asker.draft_id is None and is_open):
            return await self._offered(asker, asked)
        self._check_open(requests)
        now = self.clock()
        (job, *others), place = await self.database.run(
            arrivals.reserve,
            *(asker, requests),
            task_uuids=[uuid4() for _ in requests],
            limits=self._limits_of(requests),
            lease=Lease.begun(self.owner, now=now),
            now=now,
        )
        at_provider = at_once(self.throttle, self.breaker)
        standing = None if place.position + place.drawing <= at_provider else place
        return Accepted(job, standing, tuple(others))

    async def _judged(self, asker: Asker, asked: Wanted) -> Wanted:
        """The requests as the house rules let them be made."""
        if asked.typed is None:
            return replace(asked, requests=await self.gate.judge(asker, asked.requests))
        *requests, typed = await self.gate.judge(asker, (*asked.requests, asked.typed))
        return replace(asked, requests=tuple(requests), typed=typed)

    async def _worded(self, asker: Asker, requests: Sequence[Request], caught: Hit) -> Worded:
        """The refusal for words, counted; its author may appeal against it."""
        strikes, appeal = await self.database.run(arrivals.refused, asker, requests, caught.told, now=self.clock())
        pause = strikes.until if strikes.until > self.clock() else None
        return Worded(WORDS, appeal_id=appeal.id, paused_until=pause)

    def _limits_of(self, requests: Sequence[Request]) -> Limits:
        """The limits that hold for requests of one member, which are all treated alike."""
        return self.limits.of(requests[0].treatment.tier)

    async def _offered(self, asker: Asker, asked: Wanted) -> Offer:
        """Write the question down; nothing is taken for it."""
        self._check_open(asked.requests)
        limits = self._limits_of(asked.requests)
        draft, usage = await self.database.run(
            arrivals.offer, asker, asked.requests, asked.typed, limits=limits, now=self.clock()
        )
        return Offer(draft, left(limits, usage), asked.why)

    def _check_open(self, requests: Sequence[Request]) -> None:
        if self.closing:
            raise Closed(RESTARTING)
        if not self.breaker.spending:
            raise Closed(CLOSED)
        for request in requests:
            if self.models is not None and (sentence := self.models.closed(request.model)) is not None:
                raise Closed(sentence)

    def _must_be_confirmed(self, requests: Sequence[Request]) -> bool:
        above = self.limits.confirm_above
        return len(requests) > 1 or (above is not None and sum(request.estimate for request in requests) > above)

    # ── what becomes of it ───────────────────────────────────────────────────────────────────────────────────────────

    async def acknowledged(self, job: Job, *, channel_id: int, message_id: int) -> None:
        """The member sees the waiting message: the job stands in the line, and who is first there is drawn."""
        now = self.clock()
        try:
            claimed = await self.database.run(
                arrivals.joined,
                job,
                channel_id=channel_id,
                message_id=message_id,
                at_once=0 if self.closing else at_once(self.throttle, self.breaker),
                lease=Lease.begun(self.owner, now=now),
                now=now,
            )
        except StorageUnavailable:  # the message stands: once there is room, the worker finds it and goes on from there
            log.warning("Job %s joins the line later", job.id, extra={"event": "job_joins_later"})
        else:
            self.inbox.put(claimed)

    async def unsure(self, job: Job) -> None:
        """Discord did not say whether the member saw an answer: the worker finds out, and goes on or refunds."""
        await self.database.run(leases.disown, job.id, owner=self.owner)
        self.inbox.wake()

    async def unseen(self, job: Job) -> None:
        """Discord took no answer in time, so the member saw none: the quota is given back."""
        cancelled = await self.database.run(jobs.cancel, job.id, UNSEEN, now=self.clock())
        if cancelled is not None:
            await self._count_cancelled(cancelled)
            await self.told(job)

    async def cancel(self, job_id: int, *, user_id: int) -> Job:
        """Take one's own request back that is not finished; what the provider has of it already still counts."""
        job = await self.get(job_id)
        _check_own(job, user_id, deed="cancel")
        cancelled = await self.database.run(
            jobs.take_back, job_id, user_id=user_id, deadline=self.deadline, now=self.clock()
        )
        if cancelled is None:
            raise Gone(TOO_LATE if job.state.ended else ON_ITS_WAY)
        await self._count_cancelled(cancelled)
        return cancelled

    async def _count_cancelled(self, job: Job) -> None:
        if self.tally is not None:
            await self.tally.cancelled([job])

    async def told(self, job: Job) -> None:
        """The member has been shown how the job ended."""
        await self.database.run(jobs.answered, job.id, removed_at=job.removed_at)

    @staticmethod
    def check_deletable(job: Job, *, user_id: int, moderator: bool) -> None:
        """Pass where the job has ended, and whoever wants to delete it is its author or a moderator."""
        if not moderator:
            _check_own(job, user_id, deed="delete")
        if not job.state.ended:
            raise Gone(UNDER_WAY)

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def get(self, job_id: int) -> Job:
        """The job of that id."""
        job = await self.database.run(jobs.get, job_id) if job_id <= LARGEST else None
        if job is None:
            raise Gone(UNKNOWN)
        return job

    async def unfinished(self, user_id: int) -> list[Job]:
        """A member's requests that have not ended, oldest first."""
        return await self.database.run(jobs.unfinished, user_id)

    async def usage(self, user_id: int) -> Usage:
        """What the member used of the last 24 hours."""
        return await self.database.run(ledger.member_usage, user_id, self.clock())

    async def spent(self, guild_id: int) -> tuple[int, int, int]:
        """Micro-dollars that count against the server's budgets of the day and the month, and the bot's of the day."""
        return await self.database.run(ledger.budgets, guild_id, self.limits, self.clock())

    async def bot_budget_frees_at(self) -> float | None:
        """When the whole bot's budget of the day has room for a picture again; ``None`` where it has, or never will."""
        return await self.database.run(ledger.bot_frees_at, self.limits, self.catalog.cheapest, self.clock())

    async def is_trusted(self) -> bool:
        """Whether the provider takes the key and has credit, as far as is known."""
        return not self.breaker.tripped and await self.database.run(marks.value, marks.OPERATOR_NEEDED) is None

    async def counts(self) -> dict[str, int]:
        """How many requests stand in each unfinished state."""
        return await self.database.run(jobs.counts)

    async def running(self) -> int:
        """How many tasks are at the provider, cancelled ones too."""
        return await self.database.run(jobs.running, now=self.clock())

    # ── a member's own defaults ──────────────────────────────────────────────────────────────────────────────────────

    async def preferences(self, user_id: int) -> Options:
        """What the member chose as their own defaults."""
        if self.chosen is not None:
            return self.chosen.get(user_id, Options())
        return await self.database.run(preferences.get, user_id)

    async def change_preferences(self, user_id: int, change: Callable[[Options], Options]) -> Options:
        """Change a member's own defaults, and return what they are now; ``change`` may be called more than once."""
        options = await self.database.run(preferences.changed, user_id, change)
        if self.chosen is not None:
            self.chosen[user_id] = options
        return options

    async def may_edit(self, user_id: int) -> bool | None:
        """Whether others may edit the member's pictures; ``None`` is what each server usually does."""
        return await self.database.run(consents.get, user_id)

    async def let_edit(self, user_id: int, may_edit: bool | None) -> None:
        """Remember whether others may edit the member's pictures, those that there are already too."""
        await self.database.run(consents.put, user_id, may_edit)

    async def remember_preferences(self) -> None:
        """Hold all members' defaults in memory where no other process can change them.

        Otherwise each request reads its own first, and those of one moment may change places on the way.
        """
        if self.database.exclusive:
            self.chosen = await self.database.run(preferences.everybodys)


def _check_own(job: Job, user_id: int, *, deed: str) -> None:
    if job.user_id != user_id:
        raise NotYours(f"Only the member who requested this, or a moderator, can {deed} it.")
