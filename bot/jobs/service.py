"""The use cases: ask, repeat, edit, cancel, and look at what there is. Every way in ends here and passes one gate."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import uuid4

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.job import Job, QueuePosition, Requester, State
from bot.domain.prompt_input import PromptInput, RequestVariants, build_variants, repeat, reprice, variation
from bot.domain.quota import Limits, Usage, remaining_images
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE, CircuitBreaker, ConcurrencyLimiter, available_slots
from bot.domain.request import Options, Reference, Request
from bot.domain.screening import absence_reason
from bot.errors import BlockedWords, Closed, Gone, NotYours, OverBudget, StorageUnavailable
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.inbox import Inbox
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.outcome_counter import JobEndRecorder
from bot.policy.gate import BLOCKED_PROMPT_WORDS, PolicyGate
from bot.policy.style_registry import StyleRegistry
from bot.policy.thread_queue import MAX_INLINE_TEXT_LENGTH
from bot.storage import drafts, edit_consents, intake, jobs, kv, leases, ledger, preferences
from bot.storage.database import Database
from bot.storage.drafts import PendingRequest
from bot.storage.intake import SOURCE_DELETED
from bot.storage.jobs import TASK_DEADLINE_SECONDS
from bot.storage.leases import Lease
from bot.wordfilter.filters import Match

log: Final = logging.getLogger(__name__)

RESTARTING_MESSAGE: Final = "Easel is restarting; please try again in a minute. Nothing was charged."
ACK_FAILED_MESSAGE: Final = "Discord did not wait for the answer; nothing was charged."
CANCELLED_BY_MODERATOR_MESSAGE: Final = "A moderator cancelled this; nothing was charged."
ALREADY_ENDED_MESSAGE: Final = "It is too late to cancel that request: it has ended already."
ALREADY_DELIVERING_MESSAGE: Final = (
    "It is too late to cancel that request: the pictures are on their way. You can delete them."
)
NOT_FINISHED_MESSAGE: Final = "This is not finished yet; use Cancel instead."
UNKNOWN_JOB_MESSAGE: Final = "That request no longer exists."
NO_PICTURE_MESSAGE: Final = "That request has no picture to start from; nothing was charged."


@dataclass(frozen=True, slots=True)
class ReservedJob:
    """A job that was reserved. ``place`` is ``None`` if it is drawn at once; ``others`` are of the same interaction."""

    job: Job
    position: QueuePosition | None
    other_jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceOffer:
    """A request that its author must confirm; ``left`` is how many pictures they have left, ``None`` without a limit.

    ``why`` is why the choices in braces cannot be drawn, if only the text as it was typed is offered.
    """

    draft: PendingRequest
    images_left: int | None
    variants_error: str | None = None


@dataclass(slots=True, kw_only=True)
class RequestService:
    """What a member may do; every refusal is a :class:`~bot.errors.Refused` with its sentence."""

    database: Database
    catalog: Catalog
    styles: StyleRegistry
    gate: PolicyGate
    limits: Limits
    limiter: ConcurrencyLimiter
    breaker: CircuitBreaker
    clock: Clock
    owner: str
    inbox: Inbox
    task_timeout_seconds: float = TASK_DEADLINE_SECONDS
    budget_alarm: BudgetAlarm | None = None
    """Is told of refusals for a budget."""
    model_breakers: ModelBreakers | None = None
    """Circuit breakers of models whose results cannot be read."""
    end_recorder: JobEndRecorder | None = None
    """Counts cancelled jobs."""
    is_closing: bool = False
    cached_preferences: dict[int, Options] | None = None

    # ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def submit_prompt(self, requester: Requester, prompt_input: PromptInput) -> ReservedJob | PriceOffer:
        """Ask for what the words, flags and options say, with the member's defaults for the rest."""
        await self._check_member(requester)
        defaults = await self.get_preferences(requester.user_id)
        styles = self.styles.available_in(requester.guild_id)
        read = partial(build_variants, prompt_input, catalog=self.catalog, styles=styles, defaults=defaults)
        is_short = len(prompt_input.prompt) <= MAX_INLINE_TEXT_LENGTH
        return await self._submit(
            requester, read() if is_short else await self.gate.thread_queue.run(requester.user_id, read)
        )

    async def repeat(self, requester: Requester, job: Job) -> ReservedJob | PriceOffer:
        """Ask for the same again, at the expense of the member who presses."""
        if job.removed_at is not None:
            raise Gone(SOURCE_DELETED)
        await self._check_member(requester)
        return await self._submit(requester, RequestVariants((repeat(job.request, self.catalog),)))

    async def vary(self, requester: Requester, job: Job, number: int) -> ReservedJob | PriceOffer:
        """Ask for a variation: an edit of the picture with its own prompt, at the price of an edit."""
        await self._check_member(requester)
        return await self._submit(
            requester, RequestVariants((variation(job.request, self.picture_reference(job, number), self.catalog),))
        )

    async def confirm(
        self, requester: Requester, draft: PendingRequest, *, as_typed: bool = False
    ) -> ReservedJob | PriceOffer:
        """Ask for a draft that the asker has confirmed; if its price or model has changed since, offer it again.

        ``as_typed`` chooses the text as it was typed instead of the choices in braces.
        """
        requester = replace(requester, parent_job_id=draft.parent_id, draft_id=draft.id)
        await self._check_member(requester)
        offered = (draft.unexpanded,) if as_typed and draft.unexpanded is not None else draft.requests
        requests = tuple(reprice(request, self.catalog) for request in offered)
        return await self._submit(requester, RequestVariants(requests), changed=requests != offered)

    async def get_draft(self, draft_id: int, *, user_id: int) -> PendingRequest:
        """The draft of that id, for its author only."""
        return await self.database.run(drafts.get, draft_id, user_id=user_id, now=self.clock())

    async def discard(self, draft: PendingRequest) -> None:
        """Delete a draft that its author does not want."""
        await self.database.run(drafts.consume, draft.id, user_id=draft.user_id)

    async def check_source(self, job: Job) -> None:
        """Raise Gone if the job, or one that it descends from, was deleted or removed."""
        await self.database.run(intake.check_source, job.id)

    @staticmethod
    def picture_reference(job: Job, number: int) -> Reference:
        """A reference to a finished picture to start from; raises :class:`Gone` when there is none."""
        if job.removed_at is not None:
            raise Gone(SOURCE_DELETED)
        if job.state is not State.DELIVERED:
            raise Gone(f"{absence_reason(job)} Nothing was charged.")
        if job.outcome is None or not 1 <= number <= job.delivered_count:
            raise Gone(NO_PICTURE_MESSAGE)
        name = job.result(number).image_uuid
        shared = [result.image_uuid for result in job.outcome.results].count(name) > 1
        # An image_uuid that two pictures share names only one of them, so the file is read from its message instead.
        return Reference(job_id=job.id, number=number, image_uuid=None if shared and not job.request.private else name)

    async def _check_member(self, requester: Requester) -> None:
        """Refuse a member who may not ask for anything now, before their text is parsed."""
        limits = self.limits.for_tier(await self.gate.tier(requester))
        await self.database.run(intake.check_member, requester, limits=limits, now=self.clock())

    async def _submit(
        self, requester: Requester, variants: RequestVariants, *, changed: bool = False
    ) -> ReservedJob | PriceOffer:
        try:
            return await self._reserve_or_offer(requester, variants, changed=changed)
        except OverBudget as refusal:
            if self.budget_alarm is not None:
                await self.budget_alarm.handle_refusal(refusal)
            raise

    async def _reserve_or_offer(
        self, requester: Requester, variants: RequestVariants, *, changed: bool
    ) -> ReservedJob | PriceOffer:
        """The one gate: check the house rules, then reserve jobs and quota in one commit, or offer a draft first.

        A draft that has ``changed`` is offered again, and so are braces that may be meant literally.
        """
        variants = await self._apply_rules(requester, variants)
        requests = variants.requests
        caught = await self.gate.find_blocked_words(requester, requests)
        if caught is not None:
            raise await self._record_blocked_words(requester, requests, caught)
        is_open = variants.literal is not None or self._needs_confirmation(requests)
        if changed or (requester.draft_id is None and is_open):
            return await self._create_offer(requester, variants)
        self._check_accepting(requests)
        now = self.clock()
        (job, *others), place = await self.database.run(
            intake.reserve,
            *(requester, requests),
            task_uuids=[uuid4() for _ in requests],
            limits=self._limits_of(requests),
            lease=Lease.start(self.owner, now=now),
            now=now,
        )
        at_provider = available_slots(self.limiter, self.breaker)
        standing = None if place.position + place.running <= at_provider else place
        return ReservedJob(job, standing, tuple(others))

    async def _apply_rules(self, requester: Requester, variants: RequestVariants) -> RequestVariants:
        """The requests as the house rules allow them."""
        if variants.literal is None:
            return replace(variants, requests=await self.gate.apply_rules(requester, variants.requests))
        *requests, typed = await self.gate.apply_rules(requester, (*variants.requests, variants.literal))
        return replace(variants, requests=tuple(requests), literal=typed)

    async def _record_blocked_words(
        self, requester: Requester, requests: Sequence[Request], match: Match
    ) -> BlockedWords:
        """Record a refusal for words as a strike, and return it; its author may appeal."""
        strikes, appeal = await self.database.run(
            intake.record_refusal, requester, requests, match.summary, now=self.clock()
        )
        pause = strikes.until if strikes.until > self.clock() else None
        return BlockedWords(BLOCKED_PROMPT_WORDS, appeal_id=appeal.id, paused_until=pause)

    def _limits_of(self, requests: Sequence[Request]) -> Limits:
        """The limits for requests of one member, which all have the same tier."""
        return self.limits.for_tier(requests[0].policy.tier)

    async def _create_offer(self, requester: Requester, variants: RequestVariants) -> PriceOffer:
        """Write a draft, without reserving quota."""
        self._check_accepting(variants.requests)
        limits = self._limits_of(variants.requests)
        draft, usage = await self.database.run(
            intake.create_draft, requester, variants.requests, variants.literal, limits=limits, now=self.clock()
        )
        return PriceOffer(draft, remaining_images(limits, usage), variants.variants_error)

    def _check_accepting(self, requests: Sequence[Request]) -> None:
        if self.is_closing:
            raise Closed(RESTARTING_MESSAGE)
        if not self.breaker.allows_requests:
            raise Closed(SPENDING_STOPPED_MESSAGE)
        for request in requests:
            if (
                self.model_breakers is not None
                and (sentence := self.model_breakers.closed_reason(request.model)) is not None
            ):
                raise Closed(sentence)

    def _needs_confirmation(self, requests: Sequence[Request]) -> bool:
        above = self.limits.confirm_above
        return len(requests) > 1 or (above is not None and sum(request.estimate for request in requests) > above)

    # ── what becomes of it ───────────────────────────────────────────────────────────────────────────────────────────

    async def enqueue(self, job: Job, *, channel_id: int, message_id: int) -> None:
        """Put a job whose waiting message was sent into the line, and claim jobs up to the limit."""
        now = self.clock()
        try:
            claimed = await self.database.run(
                intake.acknowledge_and_claim,
                job,
                channel_id=channel_id,
                message_id=message_id,
                max_running=0 if self.is_closing else available_slots(self.limiter, self.breaker),
                lease=Lease.start(self.owner, now=now),
                now=now,
            )
        except StorageUnavailable:  # the message was sent: when the database works again, the worker finds it
            log.warning("Job %s joins the line later", job.id, extra={"event": "enqueue_failed"})
        else:
            self.inbox.put(claimed)

    async def ack_unknown(self, job: Job) -> None:
        """Leave a job to the worker, because it is unknown whether its waiting message was sent."""
        await self.database.run(leases.mark_unknown, job.id, owner=self.owner)
        self.inbox.wake()

    async def ack_failed(self, job: Job) -> None:
        """Cancel a job whose waiting message was not sent, with a full refund."""
        cancelled = await self.database.run(jobs.cancel, job.id, ACK_FAILED_MESSAGE, now=self.clock())
        if cancelled is not None:
            await self._record_cancelled(cancelled)
            await self.mark_notified(job)

    async def cancel(self, job_id: int, *, user_id: int) -> Job:
        """Cancel the member's own unfinished job; pictures that the provider is drawing already still count."""
        job = await self.get(job_id)
        _check_own(job, user_id, action="cancel")
        cancelled = await self.database.run(
            jobs.cancel_by_author, job_id, user_id=user_id, deadline=self.task_timeout_seconds, now=self.clock()
        )
        if cancelled is None:
            raise Gone(ALREADY_ENDED_MESSAGE if job.state.is_final else ALREADY_DELIVERING_MESSAGE)
        await self._record_cancelled(cancelled)
        return cancelled

    async def _record_cancelled(self, job: Job) -> None:
        if self.end_recorder is not None:
            await self.end_recorder.record_cancelled([job])

    async def mark_notified(self, job: Job) -> None:
        """Record that the member was shown how the job ended."""
        await self.database.run(jobs.mark_notified, job.id, removed_at=job.removed_at)

    @staticmethod
    def check_deletable(job: Job, *, user_id: int, moderator: bool) -> None:
        """Raise unless the job has ended and the user is its author or a moderator."""
        if not moderator:
            _check_own(job, user_id, action="delete")
        if not job.state.is_final:
            raise Gone(NOT_FINISHED_MESSAGE)

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def get(self, job_id: int) -> Job:
        """The job of that id; raises :class:`Gone` when there is none."""
        job = await self.database.run(jobs.get, job_id)
        if job is None:
            raise Gone(UNKNOWN_JOB_MESSAGE)
        return job

    async def list_unfinished(self, user_id: int) -> list[Job]:
        """A member's requests that have not ended, oldest first."""
        return await self.database.run(jobs.list_unfinished, user_id)

    async def get_usage(self, user_id: int) -> Usage:
        """What the member used of the last 24 hours."""
        return await self.database.run(ledger.get_member_usage, user_id, self.clock())

    async def get_spending(self, guild_id: int) -> tuple[int, int, int]:
        """Micro-dollars that count against the server's daily and monthly budget and the bot's daily budget."""
        return await self.database.run(ledger.get_budget_spending, guild_id, self.limits, self.clock())

    async def bot_budget_frees_at(self) -> float | None:
        """When the bot's daily budget has room for a picture again; ``None`` if it has now, or never will."""
        return await self.database.run(
            ledger.bot_budget_frees_at, self.limits, self.catalog.min_image_price, self.clock()
        )

    async def is_provider_usable(self) -> bool:
        """Whether, as far as is known, the provider accepts the key and the account has credit."""
        return not self.breaker.tripped and await self.database.run(kv.get, kv.OPERATOR_NEEDED_KEY) is None

    async def count_unfinished(self) -> dict[str, int]:
        """Number of jobs in each unfinished state."""
        return await self.database.run(jobs.count_by_state)

    async def count_submitted(self) -> int:
        """How many tasks are at the provider, cancelled ones too."""
        return await self.database.run(jobs.count_submitted, now=self.clock())

    # ── a member's own defaults ──────────────────────────────────────────────────────────────────────────────────────

    async def get_preferences(self, user_id: int) -> Options:
        """What the member chose as their own defaults."""
        if self.cached_preferences is not None:
            return self.cached_preferences.get(user_id, Options())
        return await self.database.run(preferences.get, user_id)

    async def change_preferences(self, user_id: int, change: Callable[[Options], Options]) -> Options:
        """Change a member's own defaults, and return what they are now; ``change`` may be called more than once."""
        options = await self.database.run(preferences.update, user_id, change)
        if self.cached_preferences is not None:
            self.cached_preferences[user_id] = options
        return options

    async def get_edit_consent(self, user_id: int) -> bool | None:
        """Whether others may edit the member's pictures; ``None`` leaves it to each server's rule."""
        return await self.database.run(edit_consents.get, user_id)

    async def set_edit_consent(self, user_id: int, consent: bool | None) -> None:
        """Set whether others may edit the member's pictures, including existing ones."""
        await self.database.run(edit_consents.put, user_id, consent)

    async def cache_preferences(self) -> None:
        """Cache all members' defaults in memory, where no other process can change them.

        Otherwise each request reads them first, and simultaneous requests may overtake each other while they wait.
        """
        if self.database.exclusive:
            self.cached_preferences = await self.database.run(preferences.list_all)


def _check_own(job: Job, user_id: int, *, action: str) -> None:
    if job.user_id != user_id:
        raise NotYours(f"Only the member who requested this, or a moderator, can {action} it.")
