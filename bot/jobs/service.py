"""The use cases: ask, repeat, edit, cancel, and look at what there is. Every way in ends here and passes one gate."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import uuid4

from bot.domain.catalog import Catalog
from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Asker, Job, State
from bot.domain.prompt_input import Wanted, Wish, again, renewed, varied, wanted
from bot.domain.quota import Limits, Usage, left
from bot.domain.rate_limits import (
    CLOSED,
    Breaker,
    Throttle,
    at_once,
)
from bot.domain.request import Options, Reference, Request
from bot.domain.screening import absence
from bot.errors import Closed, Gone, NotYours, OverBudget, StorageUnavailable, Worded
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.inbox import Inbox
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.outcome_counter import Tally
from bot.policy.gate import WORDS, Gate
from bot.policy.style_registry import StyleBook
from bot.policy.text_worker import SHORT_TEXT
from bot.storage import drafts, edit_consents, intake, jobs, kv, leases, ledger, preferences
from bot.storage.database import LARGEST, Database
from bot.storage.drafts import Draft
from bot.storage.intake import DELETED
from bot.storage.jobs import DEADLINE_SECONDS, Place
from bot.storage.leases import Lease
from bot.wordfilter.filters import Hit

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
    """A job that was reserved. ``place`` is ``None`` if it is drawn at once; ``others`` are of the same interaction."""

    job: Job
    place: Place | None
    others: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """A request that its author must confirm; ``left`` is how many pictures they have left, ``None`` without a limit.

    ``why`` is why the choices in braces cannot be drawn, if only the text as it was typed is offered.
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
    """Is told of refusals for a budget."""
    models: ModelBreakers | None = None
    """Circuit breakers of models whose results cannot be read."""
    tally: Tally | None = None
    """Counts cancelled jobs."""
    closing: bool = False
    chosen: dict[int, Options] | None = None

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def ask(self, asker: Asker, wish: Wish) -> Accepted | Offer:
        """Ask for what the words, flags and options say, with the member's defaults for the rest."""
        await self._check_member(asker)
        defaults = await self.preferences(asker.user_id)
        styles = self.styles.of(asker.guild_id)
        read = partial(wanted, wish, catalog=self.catalog, styles=styles, defaults=defaults)
        is_short = len(wish.words) <= SHORT_TEXT
        return await self._admit(asker, read() if is_short else await self.gate.lane.run(asker.user_id, read))

    async def repeat(self, asker: Asker, job: Job) -> Accepted | Offer:
        """Ask for the same again, at the expense of the member who presses."""
        if job.removed_at is not None:
            raise Gone(DELETED)
        await self._check_member(asker)
        return await self._admit(asker, Wanted((again(job.request, self.catalog),)))

    async def vary(self, asker: Asker, job: Job, number: int) -> Accepted | Offer:
        """Ask for a variation: an edit of the picture with its own prompt, at the price of an edit."""
        await self._check_member(asker)
        return await self._admit(asker, Wanted((varied(job.request, self.picture(job, number), self.catalog),)))

    async def confirm(self, asker: Asker, draft: Draft, *, as_typed: bool = False) -> Accepted | Offer:
        """Ask for a draft that the asker has confirmed; if its price or model has changed since, offer it again.

        ``as_typed`` chooses the text as it was typed instead of the choices in braces.
        """
        asker = replace(asker, parent_id=draft.parent_id, draft_id=draft.id)
        await self._check_member(asker)
        offered = (draft.typed,) if as_typed and draft.typed is not None else draft.requests
        requests = tuple(renewed(request, self.catalog) for request in offered)
        return await self._admit(asker, Wanted(requests), changed=requests != offered)

    async def draft(self, draft_id: int, *, user_id: int) -> Draft:
        """The draft of that id, for its author only."""
        return await self.database.run(drafts.get, min(draft_id, LARGEST), user_id=user_id, now=self.clock())

    async def put_aside(self, draft: Draft) -> None:
        """Delete a draft that its author does not want."""
        await self.database.run(drafts.take, draft.id, user_id=draft.user_id)

    async def check_source(self, job: Job) -> None:
        """Raise Gone if the job, or one that it descends from, was deleted or removed."""
        await self.database.run(intake.check_source, job.id)

    @staticmethod
    def picture(job: Job, number: int) -> Reference:
        """A reference to a finished picture to start from; raises :class:`Gone` when there is none."""
        if job.removed_at is not None:
            raise Gone(DELETED)
        if job.state is not State.DELIVERED:
            raise Gone(f"{absence(job)} Nothing was charged.")
        if job.outcome is None or not 1 <= number <= job.pictures:
            raise Gone(NO_PICTURE)
        name = job.result(number).image_uuid
        shared = [result.image_uuid for result in job.outcome.results].count(name) > 1
        # An image_uuid that two pictures share names only one of them, so the file is read from its message instead.
        return Reference(job_id=job.id, number=number, image_uuid=None if shared and not job.request.private else name)

    async def _check_member(self, asker: Asker) -> None:
        """Refuse a member who may not ask for anything now, before their text is parsed."""
        limits = self.limits.of(await self.gate.tier(asker))
        await self.database.run(intake.check_member, asker, limits=limits, now=self.clock())

    async def _admit(self, asker: Asker, asked: Wanted, *, changed: bool = False) -> Accepted | Offer:
        try:
            return await self._admitted(asker, asked, changed=changed)
        except OverBudget as refusal:
            if self.alarm is not None:
                await self.alarm.refused(refusal)
            raise

    async def _admitted(self, asker: Asker, asked: Wanted, *, changed: bool) -> Accepted | Offer:
        """The one gate: check the house rules, then reserve jobs and quota in one commit, or offer a draft first.

        A draft that has ``changed`` is offered again, and so are braces that may be meant literally.
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
            intake.reserve,
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
        """The requests as the house rules allow them."""
        if asked.typed is None:
            return replace(asked, requests=await self.gate.judge(asker, asked.requests))
        *requests, typed = await self.gate.judge(asker, (*asked.requests, asked.typed))
        return replace(asked, requests=tuple(requests), typed=typed)

    async def _worded(self, asker: Asker, requests: Sequence[Request], caught: Hit) -> Worded:
        """Record a refusal for words as a strike, and return it; its author may appeal."""
        strikes, appeal = await self.database.run(intake.refused, asker, requests, caught.told, now=self.clock())
        pause = strikes.until if strikes.until > self.clock() else None
        return Worded(WORDS, appeal_id=appeal.id, paused_until=pause)

    def _limits_of(self, requests: Sequence[Request]) -> Limits:
        """The limits for requests of one member, which all have the same tier."""
        return self.limits.of(requests[0].treatment.tier)

    async def _offered(self, asker: Asker, asked: Wanted) -> Offer:
        """Write a draft, without reserving quota."""
        self._check_open(asked.requests)
        limits = self._limits_of(asked.requests)
        draft, usage = await self.database.run(
            intake.offer, asker, asked.requests, asked.typed, limits=limits, now=self.clock()
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
        """Put a job whose waiting message was sent into the line, and claim jobs up to the limit."""
        now = self.clock()
        try:
            claimed = await self.database.run(
                intake.joined,
                job,
                channel_id=channel_id,
                message_id=message_id,
                at_once=0 if self.closing else at_once(self.throttle, self.breaker),
                lease=Lease.begun(self.owner, now=now),
                now=now,
            )
        except StorageUnavailable:  # the message was sent: when the database works again, the worker finds it
            log.warning("Job %s joins the line later", job.id, extra={"event": "job_joins_later"})
        else:
            self.inbox.put(claimed)

    async def unsure(self, job: Job) -> None:
        """Leave a job to the worker, because it is unknown whether its waiting message was sent."""
        await self.database.run(leases.disown, job.id, owner=self.owner)
        self.inbox.wake()

    async def unseen(self, job: Job) -> None:
        """Cancel a job whose waiting message was not sent, with a full refund."""
        cancelled = await self.database.run(jobs.cancel, job.id, UNSEEN, now=self.clock())
        if cancelled is not None:
            await self._count_cancelled(cancelled)
            await self.told(job)

    async def cancel(self, job_id: int, *, user_id: int) -> Job:
        """Cancel the member's own unfinished job; pictures that the provider is drawing already still count."""
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
        """Record that the member was shown how the job ended."""
        await self.database.run(jobs.answered, job.id, removed_at=job.removed_at)

    @staticmethod
    def check_deletable(job: Job, *, user_id: int, moderator: bool) -> None:
        """Raise unless the job has ended and the user is its author or a moderator."""
        if not moderator:
            _check_own(job, user_id, deed="delete")
        if not job.state.ended:
            raise Gone(UNDER_WAY)

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def get(self, job_id: int) -> Job:
        """The job of that id; raises :class:`Gone` when there is none."""
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
        """Micro-dollars that count against the server's daily and monthly budget and the bot's daily budget."""
        return await self.database.run(ledger.budgets, guild_id, self.limits, self.clock())

    async def bot_budget_frees_at(self) -> float | None:
        """When the bot's daily budget has room for a picture again; ``None`` if it has now, or never will."""
        return await self.database.run(ledger.bot_frees_at, self.limits, self.catalog.cheapest, self.clock())

    async def is_trusted(self) -> bool:
        """Whether, as far as is known, the provider accepts the key and the account has credit."""
        return not self.breaker.tripped and await self.database.run(kv.value, kv.OPERATOR_NEEDED) is None

    async def counts(self) -> dict[str, int]:
        """Number of jobs in each unfinished state."""
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
        """Whether others may edit the member's pictures; ``None`` leaves it to each server's rule."""
        return await self.database.run(edit_consents.get, user_id)

    async def let_edit(self, user_id: int, may_edit: bool | None) -> None:
        """Set whether others may edit the member's pictures, including existing ones."""
        await self.database.run(edit_consents.put, user_id, may_edit)

    async def remember_preferences(self) -> None:
        """Cache all members' defaults in memory, where no other process can change them.

        Otherwise each request reads them first, and simultaneous requests may overtake each other while they wait.
        """
        if self.database.exclusive:
            self.chosen = await self.database.run(preferences.everybodys)


def _check_own(job: Job, user_id: int, *, deed: str) -> None:
    if job.user_id != user_id:
        raise NotYours(f"Only the member who requested this, or a moderator, can {deed} it.")
