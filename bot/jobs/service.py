"""The use cases of requesting pictures: every command, button and form calls them, and all pass one policy gate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from uuid import uuid4

from bot.domain.catalog import Catalog
from bot.domain.clock import Clock
from bot.domain.job import Job, QueuePosition, Requester, State
from bot.domain.limit_checks import remaining_images
from bot.domain.limits import Limits
from bot.domain.prompt_input import PromptInput, RequestVariants, build_variants, repeat, reprice, variation
from bot.domain.request import Reference, Request
from bot.domain.screening import absence_reason
from bot.errors import BlockedWords, Gone, OverBudget, OverQuota
from bot.jobs.budget_alerts import BudgetAlerts
from bot.jobs.capacity import Capacity
from bot.jobs.job_log import log_accepted
from bot.jobs.preferences import Preferences
from bot.localization.messages import Message, Sentence
from bot.policy.gate import BLOCKED_PROMPT_WORDS, PolicyGate
from bot.policy.limits_in_force import LimitsInForce
from bot.policy.style_registry import StyleRegistry
from bot.policy.thread_queue import MAX_INLINE_TEXT_LENGTH
from bot.refusals import SourceDeleted
from bot.storage import drafts, intake, jobs
from bot.storage.database import Database
from bot.storage.drafts import PendingRequest
from bot.storage.leases import Lease
from bot.wordfilter.filters import Match

UNKNOWN_JOB_MESSAGE: Final = Message("request-unknown")
NO_PICTURE_MESSAGE: Final = Message("request-without-picture")


@dataclass(frozen=True, slots=True)
class ReservedJob:
    """A reserved job. ``position`` is ``None`` if it starts immediately; ``other_jobs`` have the same interaction."""

    job: Job
    position: QueuePosition | None
    other_jobs: tuple[Job, ...] = ()


@dataclass(frozen=True, slots=True)
class PriceOffer:
    """A request that its author must confirm.

    ``images_left`` is the rest of the author's quota, ``None`` without a limit. ``variants_error`` is the reason why
    the choices in braces cannot be drawn, if only the text as typed is offered.
    """

    draft: PendingRequest
    images_left: int | None
    variants_error: Sentence | None = None


@dataclass(slots=True, kw_only=True)
class RequestService:
    """Validates members' requests and reserves jobs; every refusal is a :class:`~bot.errors.Refused`."""

    database: Database
    catalog: Catalog
    styles: StyleRegistry
    gate: PolicyGate
    limits_in_force: LimitsInForce
    clock: Clock
    owner: str
    capacity: Capacity
    preferences: Preferences
    budget_alerts: BudgetAlerts

    async def submit_prompt(self, requester: Requester, prompt_input: PromptInput) -> ReservedJob | PriceOffer:
        """Submit a prompt with its flags and options; the member's defaults supply missing options."""
        limits = await self._check_member(requester)
        defaults = await self.preferences.get(requester.user_id)
        styles = self.styles.available_in(requester.guild_id)
        read = partial(build_variants, prompt_input, catalog=self.catalog, styles=styles, defaults=defaults)
        is_short = len(prompt_input.prompt) <= MAX_INLINE_TEXT_LENGTH
        variants = read() if is_short else await self.gate.thread_queue.run(requester.user_id, read)
        return await self._submit(requester, variants, limits)

    async def repeat(self, requester: Requester, job: Job) -> ReservedJob | PriceOffer:
        """Submit the same request again; it counts for the member who presses the button."""
        if job.removed_at is not None:
            raise SourceDeleted
        limits = await self._check_member(requester)
        return await self._submit(requester, RequestVariants((repeat(job.request, self.catalog),)), limits)

    async def vary(self, requester: Requester, job: Job, number: int) -> ReservedJob | PriceOffer:
        """Submit a variation: an edit of the picture with its own prompt, at the price of an edit."""
        limits = await self._check_member(requester)
        reference = self.picture_reference(job, number)
        return await self._submit(
            requester, RequestVariants((variation(job.request, reference, self.catalog),)), limits
        )

    async def confirm(
        self, requester: Requester, draft: PendingRequest, *, as_typed: bool = False
    ) -> ReservedJob | PriceOffer:
        """Submit a confirmed draft; if its price or model has changed since, offer it again.

        ``as_typed`` chooses the text as it was typed instead of the choices in braces.
        """
        requester = replace(requester, parent_job_id=draft.parent_job_id, draft_id=draft.id)
        limits = await self._check_member(requester)
        offered = (draft.unexpanded,) if as_typed and draft.unexpanded is not None else draft.requests
        requests = tuple(reprice(request, self.catalog) for request in offered)
        return await self._submit(requester, RequestVariants(requests), limits, changed=requests != offered)

    async def get_draft(self, draft_id: int, *, user_id: int) -> PendingRequest:
        """The draft with that id, for its author only."""
        return await self.database.run(drafts.get, draft_id, user_id=user_id, now=self.clock())

    async def discard(self, draft: PendingRequest) -> None:
        """Delete a draft that its author rejected."""
        await self.database.run(drafts.consume, draft.id, user_id=draft.user_id)

    async def check_source(self, job: Job) -> None:
        """Raise Gone if the job, or a job that it descends from, was deleted or removed."""
        await self.database.run(intake.check_source, job.id)

    async def get(self, job_id: int) -> Job:
        """The job of that id; raises :class:`Gone` if it does not exist."""
        job = await self.database.run(jobs.get, job_id)
        if job is None:
            raise Gone(UNKNOWN_JOB_MESSAGE)
        return job

    @staticmethod
    def picture_reference(job: Job, number: int) -> Reference:
        """A reference to a finished picture, for an edit; raises :class:`Gone` if it does not exist."""
        if job.removed_at is not None:
            raise SourceDeleted
        if job.state is not State.DELIVERED:
            raise Gone(Message("source-absent", reason=absence_reason(job)))
        if job.outcome is None or not 1 <= number <= job.delivered_count:
            raise Gone(NO_PICTURE_MESSAGE)
        image_uuid = job.result(number).image_uuid
        is_shared = [result.image_uuid for result in job.outcome.results].count(image_uuid) > 1
        if is_shared and not job.request.private:  # then it identifies only one of them: the message's file is read
            return Reference(job_id=job.id, number=number)
        return Reference(job_id=job.id, number=number, image_uuid=image_uuid)

    async def _check_member(self, requester: Requester) -> Limits:
        """Refuse a member who may not submit a request now, before the text is parsed; return their limits."""
        resolve, admission = await self.limits_in_force.resolver_for(requester), self.limits_in_force.admission
        try:
            return await self.database.run(
                intake.check_member, requester, resolve=resolve, admission=admission, now=self.clock()
            )
        except OverQuota as refusal:
            await self.limits_in_force.add_purchase_offers(refusal, requester)
            raise

    async def _submit(
        self, requester: Requester, variants: RequestVariants, limits: Limits, *, changed: bool = False
    ) -> ReservedJob | PriceOffer:
        try:
            return await self._reserve_or_offer(requester, variants, limits, changed=changed)
        except (OverBudget, OverQuota) as refusal:
            if isinstance(refusal, OverBudget):
                await self.budget_alerts.handle_refusal(refusal)
            await self.limits_in_force.add_purchase_offers(refusal, requester, variants.requests)
            raise

    async def _reserve_or_offer(
        self, requester: Requester, variants: RequestVariants, limits: Limits, *, changed: bool
    ) -> ReservedJob | PriceOffer:
        """Apply the server's rules, then reserve jobs, or create an offer if the member must confirm.

        A draft that has ``changed`` is offered again, and so are braces that may be meant literally.
        """
        variants = await self._apply_rules(requester, variants)
        requester = await self._speak_server_language(requester)
        requests = variants.requests
        match = await self.gate.find_blocked_words(requester, requests)
        if match is not None:
            raise await self._record_blocked_words(requester, requests, match)
        is_open = variants.literal is not None or self._needs_confirmation(requests)
        if changed or (requester.draft_id is None and is_open):
            return await self._create_offer(requester, variants, limits)
        self.capacity.check_accepting(requests)
        return await self._reserve(requester, requests, limits)

    async def _reserve(self, requester: Requester, requests: Sequence[Request], limits: Limits) -> ReservedJob:
        """Reserve jobs and quota in one commit."""
        now = self.clock()
        reservation = await self.database.run(
            intake.reserve,
            *(requester, requests),
            task_uuids=[uuid4() for _ in requests],
            limits=limits,
            admission=self.limits_in_force.admission,
            lease=Lease.start(self.owner, now=now),
            now=now,
        )
        for reserved in reservation.jobs:
            log_accepted(reserved)
        self.budget_alerts.check_levels(requester.guild_id, limits, reservation.budget_levels)
        (job, *others), position = reservation.jobs, reservation.position
        starts_at_once = position.position + position.running <= self.capacity.slots
        return ReservedJob(job, None if starts_at_once else position, tuple(others))

    async def _speak_server_language(self, requester: Requester) -> Requester:
        """The requester with the language that the server's managers chose, if they chose one."""
        if requester.guild_id is None:
            return requester
        chosen = (await self.gate.rules(requester.guild_id)).language
        return requester if chosen is None else replace(requester, server_language=chosen)

    async def _apply_rules(self, requester: Requester, variants: RequestVariants) -> RequestVariants:
        """The requests as the server's rules allow them."""
        if variants.literal is None:
            return replace(variants, requests=await self.gate.apply_rules(requester, variants.requests))
        *requests, typed = await self.gate.apply_rules(requester, (*variants.requests, variants.literal))
        return replace(variants, requests=tuple(requests), literal=typed)

    async def _record_blocked_words(
        self, requester: Requester, requests: Sequence[Request], match: Match
    ) -> BlockedWords:
        """Record a strike for blocked words, and return the refusal, against which its author may appeal."""
        strikes, appeal = await self.database.run(
            intake.record_refusal, requester, requests, match.summary, now=self.clock()
        )
        pause = strikes.paused_until if strikes.paused_until > self.clock() else None
        return BlockedWords(BLOCKED_PROMPT_WORDS, appeal_id=appeal.id, paused_until=pause)

    async def _create_offer(self, requester: Requester, variants: RequestVariants, limits: Limits) -> PriceOffer:
        """Store a draft, without reserving quota."""
        self.capacity.check_accepting(variants.requests)
        draft, usage = await self.database.run(
            intake.create_draft, requester, variants.requests, variants.literal, limits=limits, now=self.clock()
        )
        return PriceOffer(draft, remaining_images(limits, usage), variants.variants_error)

    def _needs_confirmation(self, requests: Sequence[Request]) -> bool:
        above = self.limits_in_force.configured.confirm_above
        return len(requests) > 1 or (above is not None and sum(request.estimate for request in requests) > above)
