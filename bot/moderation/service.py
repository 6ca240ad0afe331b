"""The use cases of moderation: members report and appeal, moderators decide, remove, restore and block.

The caller checks that the actor is a moderator. A decision and its audit entry are committed before they are published;
the worker then updates the member's message, and :class:`~bot.moderation.case_cards.CaseCardSync` the moderators' card.
"""

from dataclasses import dataclass
from typing import Final, Protocol

from bot.domain.audit import AuditEntry
from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Case, CaseFilter, CaseKind, Report
from bot.domain.case_actions import CASE_ACTIONS, CaseAction, ReasonRule
from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.screening import absence_reason
from bot.domain.text import clean
from bot.errors import Gone, Invalid, OverBudget
from bot.jobs.budget_alerts import BudgetAlerts
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.jobs.queue import ALREADY_DELIVERING_MESSAGE, ALREADY_ENDED_MESSAGE, CANCELLED_BY_MODERATOR_MESSAGE
from bot.localization.messages import Message
from bot.moderation import decisions, job_actions
from bot.moderation.audit_log import AuditLog
from bot.moderation.case_cards import CaseCardSync
from bot.moderation.decisions import Decision
from bot.moderation.recording import Actor, DecisionResult
from bot.policy.limits_in_force import LimitsInForce
from bot.storage import audit, blocks, cases, removals
from bot.storage.database import Database
from bot.storage.leases import Lease

APPROVAL_TIMEOUT_SECONDS: Final = 48 * 3600.0
"""Seconds after which an undecided approval expires; the provider keeps the pictures for 7 days."""
APPEAL_TIMEOUT_SECONDS: Final = 7 * 24 * 3600.0
"""Seconds after which an undecided appeal expires."""
EXPIRY_BATCH_SIZE: Final = 20
"""Maximum number of cases of each kind, and of removed pictures, that one run expires."""
REASON_REQUIRED: Final = Message("reason-required")
BLOCK_DURATION_REQUIRED: Final = Message("block-duration-required")
CANNOT_REPORT_OWN_PICTURE: Final = Message("report-own-picture")
NO_MODERATORS: Final = Message("report-without-moderators")


class MemberNotifier(Protocol):
    """Notifies members of decisions that are not shown in one of their messages."""

    async def notify_appeal_decided(self, case: Case) -> None:
        """Notify the member of the appeal's verdict, if the member accepts direct messages."""
        ...

    async def notify_block_lifted(self, block: Block) -> None:
        """Notify the member that a moderator lifted the block, if the member accepts direct messages."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """Opens, decides, lists and expires cases; removes pictures; blocks members."""

    database: Database
    audit_log: AuditLog
    case_cards: CaseCardSync
    inbox: Inbox
    notifier: MemberNotifier
    limits_in_force: LimitsInForce
    clock: Clock
    owner: str
    budget_alerts: BudgetAlerts
    end_recorder: JobEndRecorder
    task_timeout_seconds: float

    # ── members ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def report(self, job: Job, *, user_id: int, reason: str) -> Case:
        """Report a job's pictures. The first report opens a case; later reports are added to it."""
        _validate_report(job, user_id)
        report = Report(user_id, clean(reason)[:MAX_REASON_LENGTH], self.clock())
        case = await self.database.run(cases.report, job, report)
        self.case_cards.wake()
        return case

    async def check_reportable(self, job: Job, *, user_id: int) -> None:
        """Raise Refused if this member cannot report the job's pictures or has already reported them."""
        _validate_report(job, user_id)
        await self.database.run(cases.check_reportable, job.id, user_id)

    async def appeal(self, appeal_id: int, *, user_id: int) -> Case:
        """Open the case of a refused request; raises NotYours for anybody but its author, Gone after a day."""
        case = await self.database.run(decisions.appeal, appeal_id, user_id=user_id, now=self.clock())
        self.case_cards.wake()
        return case

    # ── moderators ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def decide(
        self,
        action: CaseAction,
        case_id: int,
        *,
        guild_id: int,
        actor_id: int,
        interaction_id: int,
        reason: str = "",
        block_duration: BlockDuration | None = None,
    ) -> DecisionResult:
        """Decide an open case; jobs of an accepted appeal get their ids from ``interaction_id``.

        Raises Invalid if the reason or the duration of the block is missing, OverBudget for an accepted appeal, and as
        :func:`bot.moderation.decisions.decide`.
        """
        rule, by = CASE_ACTIONS[action], self._actor(guild_id, actor_id)
        if rule.blocks_author and block_duration is None:
            raise Invalid(BLOCK_DURATION_REQUIRED)
        cleaned = _clean_reason(reason, required=rule.reason is ReasonRule.REQUIRED)
        resolve, admission = await self.limits_in_force.resolver_on(guild_id), self.limits_in_force.admission
        decision = Decision(by, self._lease(), resolve, admission, interaction_id, cleaned, block_duration)
        try:
            return await self._publish(await self.database.run(decisions.decide, action, case_id, decision))
        except OverBudget as refusal:
            await self.budget_alerts.handle_refusal(refusal)
            raise

    async def remove(self, job_id: int, *, guild_id: int, actor_id: int, reason: str | None = None) -> DecisionResult:
        """Remove a job's pictures, reported or not; they can be restored for a day. ``reason`` is optional."""
        reason = None if reason is None else _clean_reason(reason, required=True)
        by = self._actor(guild_id, actor_id)
        return await self._publish(await self.database.run(job_actions.remove, job_id, reason, by, lease=self._lease()))

    async def undo_removal(self, job_id: int, *, guild_id: int, actor_id: int) -> DecisionResult:
        """Restore pictures that a moderator removed; raises NotYours for the moderator's own pictures."""
        by = self._actor(guild_id, actor_id)
        return await self._publish(await self.database.run(job_actions.undo, job_id, by, lease=self._lease()))

    async def delete_request(self, job: Job, *, guild_id: int, actor_id: int) -> None:
        """Delete a member's request that ended without pictures; a repetition changes nothing."""
        result = await self.database.run(job_actions.delete, job, self._actor(guild_id, actor_id))
        if result is not None:
            await self._publish(result)

    async def cancel_request(self, job: Job, *, guild_id: int, actor_id: int) -> Job:
        """Cancel a member's unfinished request and return it; the caller updates its message."""
        by = self._actor(guild_id, actor_id)
        result = await self.database.run(job_actions.cancel, job, by, deadline=self.task_timeout_seconds)
        if result is None:
            raise Gone(ALREADY_ENDED_MESSAGE if job.state.is_final else ALREADY_DELIVERING_MESSAGE)
        await self._publish(result)
        return result.cancelled[0]

    async def block(
        self, user_id: int, duration: BlockDuration, reason: str, *, guild_id: int, actor_id: int
    ) -> tuple[Block, BlockResult]:
        """Block a member from requesting pictures here; the caller updates the messages of the cancelled jobs."""
        by, reason = self._actor(guild_id, actor_id), _clean_reason(reason, required=True) or ""
        block = decisions.build_block(user_id, duration, reason, by)
        result = await self.database.run(blocks.put, block, reason_for_jobs=CANCELLED_BY_MODERATOR_MESSAGE)
        await self._publish(DecisionResult(None, (result.entry,), block=result, cancelled=tuple(result.cancelled)))
        return block, result

    async def unblock(self, user_id: int, *, guild_id: int, actor_id: int) -> Block:
        """Lift a member's block, notify the member, and return the block."""
        lifted = await self.database.run(blocks.remove, guild_id, user_id, by_id=actor_id, now=self.clock())
        if lifted is None or lifted.previous is None:
            raise Gone(Message("not-blocked", member=f"<@{user_id}>"))
        await self._publish(DecisionResult(None, (lifted.entry,)))
        await self.notifier.notify_block_lifted(lifted.previous)
        return lifted.previous

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def case(self, case_id: int, *, guild_id: int) -> Case:
        """Return the case; raise Gone if this server has none with that number."""
        return await self.database.run(cases.get, case_id, guild_id=guild_id)

    async def check_open(self, case_id: int, *, guild_id: int, kind: CaseKind) -> None:
        """Raise Gone if the server has no such case of that kind, AlreadyDecided if it is closed."""
        await self.database.run(cases.get_open, case_id, guild_id=guild_id, kind=kind)

    async def list_audit_entries(self, case: Case) -> list[AuditEntry]:
        """Return the audit entries about the case's job, the newest first."""
        return [] if case.job_id is None else await self.database.run(audit.list_by_job, case.guild_id, case.job_id)

    async def list_cases(
        self, guild_id: int, case_filter: CaseFilter, *, offset: int, limit: int
    ) -> tuple[list[Case], int]:
        """Return a page of the server's cases that match the filter, the newest first, and their total number."""
        return await self.database.run(cases.list_page, guild_id, case_filter, offset=offset, limit=limit)

    async def list_blocks(self, guild_id: int, *, limit: int) -> tuple[list[Block], int]:
        """Return the active blocks of a server, sorted by their ends, and their total number."""
        return await self.database.run(blocks.list_active, guild_id, now=self.clock(), limit=limit)

    # ── expiry ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def expire_overdue(self) -> None:
        """Expire cases that nobody decided in time, and purge pictures that were removed more than a day ago."""
        now = self.clock()
        await self._expire_cases(CaseKind.APPROVAL, now, opened_before=now - APPROVAL_TIMEOUT_SECONDS)
        await self._expire_cases(CaseKind.APPEAL, now, opened_before=now - APPEAL_TIMEOUT_SECONDS)
        await self.database.run(removals.purge, now=now, limit=EXPIRY_BATCH_SIZE)

    async def _expire_cases(self, kind: CaseKind, now: float, *, opened_before: float) -> None:
        overdue = await self.database.run(cases.list_opened_before, opened_before, kind=kind, limit=EXPIRY_BATCH_SIZE)
        for case in overdue:
            expired = await self.database.run(decisions.expire, case, lease=self._lease(), now=now)
            if expired is not None:
                await self._publish(expired)

    async def _publish(self, result: DecisionResult) -> DecisionResult:
        """Pass a committed decision to the metrics, the worker, the cards, the audit log and the member."""
        self.end_recorder.record_decision(result.job, result.entries[0].created_at)
        await self.end_recorder.record_cancelled(result.cancelled)
        if result.job is not None:
            self.inbox.put([result.job])
        if result.free_jobs or result.cancelled:
            self.inbox.wake()
        self.case_cards.wake()
        for entry in result.entries:
            await self.audit_log.post_entry(entry)
        if result.case is not None and result.case.kind is CaseKind.APPEAL:
            await self.notifier.notify_appeal_decided(result.case)
        return result

    def _actor(self, guild_id: int, actor_id: int) -> Actor:
        return Actor(guild_id, actor_id, self.clock())

    def _lease(self) -> Lease:
        return Lease.start(self.owner, now=self.clock())


def _validate_report(job: Job, user_id: int) -> None:
    if job.guild_id is None:
        raise Invalid(NO_MODERATORS)
    if job.user_id == user_id:
        raise Invalid(CANNOT_REPORT_OWN_PICTURE)
    if not job.delivered_count:
        raise Gone(absence_reason(job))


def _clean_reason(reason: str, *, required: bool) -> str | None:
    """The cleaned reason, cut to its maximum length; ``None`` if empty. Raises Invalid if one is required."""
    cleaned = clean(reason)[:MAX_REASON_LENGTH] or None
    if cleaned is None and required:
        raise Invalid(REASON_REQUIRED)
    return cleaned
