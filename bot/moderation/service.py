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
from bot.domain.quota import Limits
from bot.domain.screening import absence_reason
from bot.domain.text import clean
from bot.errors import Gone, Invalid, OverBudget
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.end_recorder import JobEndRecorder
from bot.jobs.inbox import Inbox
from bot.jobs.queue import ALREADY_DELIVERING_MESSAGE, ALREADY_ENDED_MESSAGE, CANCELLED_BY_MODERATOR_MESSAGE
from bot.moderation import decisions, job_actions
from bot.moderation.audit_log import AuditLog
from bot.moderation.case_cards import CaseCardSync
from bot.moderation.decisions import Decision
from bot.moderation.recording import Actor, DecisionResult
from bot.storage import audit, blocks, cases, removals
from bot.storage.database import Database
from bot.storage.leases import Lease

APPROVAL_TIMEOUT_SECONDS: Final = 48 * 3600.0
"""Seconds after which an undecided approval expires; the provider keeps the pictures for 7 days."""
APPEAL_TIMEOUT_SECONDS: Final = 7 * 24 * 3600.0
"""Seconds after which an undecided appeal expires."""
EXPIRY_BATCH_SIZE: Final = 20
"""Cases of each kind, and removed pictures, that one run handles."""
REASON_REQUIRED: Final = "The reason is empty; please write one."
BLOCK_DURATION_REQUIRED: Final = "Choose how long to block them: 1 day, 7 days or forever."
NOT_BLOCKED: Final = "<@{}> is not blocked on this server; /mod blocks shows who is."
CANNOT_REPORT_OWN_PICTURE: Final = "This picture is your own; delete it with 🗑️ Delete."
NO_MODERATORS: Final = "There are no moderators here; pictures can only be reported on a server."


class MemberNotifier(Protocol):
    """Notifies members of decisions that no message of theirs shows."""

    async def notify_appeal_decided(self, case: Case) -> None:
        """Notify the member of the verdict on their appeal, if they accept direct messages."""
        ...

    async def notify_block_lifted(self, block: Block) -> None:
        """Notify the member that a moderator lifted their block, if they accept direct messages."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInput:
    """What a moderator decides a case with; the jobs of an accepted appeal get their ids from ``interaction_id``."""

    case_id: int
    guild_id: int
    actor_id: int
    interaction_id: int
    reason: str = ""
    block_duration: BlockDuration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """Opens, decides, lists and expires cases; removes pictures; blocks members."""

    database: Database
    audit_log: AuditLog
    case_cards: CaseCardSync
    inbox: Inbox
    notifier: MemberNotifier
    limits: Limits
    clock: Clock
    owner: str
    alarm: BudgetAlarm
    end_recorder: JobEndRecorder
    task_timeout_seconds: float

    # ── members ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def report(self, job: Job, *, user_id: int, reason: str) -> Case:
        """Add a member's report to the case of a job's pictures, which the first report opens."""
        _check_reportable(job, user_id)
        case = await self.database.run(
            cases.report, job, Report(user_id, clean(reason)[:MAX_REASON_LENGTH], self.clock())
        )
        self.case_cards.wake()
        return case

    async def check_reportable(self, job: Job, *, user_id: int) -> None:
        """Raise Refused unless this member can report the job's pictures and has not reported them yet."""
        _check_reportable(job, user_id)
        await self.database.run(cases.check_reportable, job.id, user_id)

    async def appeal(self, appeal_id: int, *, user_id: int) -> Case:
        """Open the case of a refused request; raises NotYours for anybody but its author, Gone after a day."""
        case = await self.database.run(decisions.appeal, appeal_id, user_id=user_id, now=self.clock())
        self.case_cards.wake()
        return case

    # ── moderators ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def decide(self, action: CaseAction, given: DecisionInput) -> DecisionResult:
        """Decide an open case as the moderator chose.

        Raises Invalid where the reason or the duration of the block is missing, Gone where there is no such case,
        AlreadyDecided where another moderator was first, NotYours where it is the moderator's own.
        """
        rule, by = CASE_ACTIONS[action], self._actor(given.guild_id, given.actor_id)
        if rule.blocks_author and given.block_duration is None:
            raise Invalid(BLOCK_DURATION_REQUIRED)
        reason = _clean_reason(given.reason, required=rule.reason is ReasonRule.REQUIRED)
        decision = Decision(by, self._lease(), self.limits, given.interaction_id, reason, given.block_duration)
        try:
            return await self._publish(await self.database.run(decisions.decide, action, given.case_id, decision))
        except OverBudget as refusal:
            await self.alarm.handle_refusal(refusal)
            raise

    async def remove(self, job_id: int, *, guild_id: int, actor_id: int, reason: str | None = None) -> DecisionResult:
        """Remove a picture of this server everywhere, reported or not; it can be restored for a day."""
        reason = None if reason is None else _clean_reason(reason, required=True)
        by = self._actor(guild_id, actor_id)
        return await self._publish(await self.database.run(job_actions.remove, job_id, reason, by, lease=self._lease()))

    async def undo_removal(self, job_id: int, *, guild_id: int, actor_id: int) -> DecisionResult:
        """Restore a picture that a moderator removed; raises NotYours for the moderator's own picture."""
        return await self._publish(
            await self.database.run(job_actions.undo, job_id, self._actor(guild_id, actor_id), lease=self._lease())
        )

    async def delete_request(self, job: Job, *, guild_id: int, actor_id: int) -> None:
        """Delete a member's request that ended without pictures; a repetition changes nothing."""
        result = await self.database.run(job_actions.delete, job, self._actor(guild_id, actor_id))
        if result is not None:
            await self._publish(result)

    async def cancel_request(self, job: Job, *, guild_id: int, actor_id: int) -> Job:
        """Cancel a member's unfinished request and return it; the caller shows that in its message."""
        by = self._actor(guild_id, actor_id)
        result = await self.database.run(job_actions.cancel, job, by, deadline=self.task_timeout_seconds)
        if result is None:
            raise Gone(ALREADY_ENDED_MESSAGE if job.state.is_final else ALREADY_DELIVERING_MESSAGE)
        await self._publish(result)
        return result.cancelled[0]

    async def block(
        self, user_id: int, duration: BlockDuration, reason: str, *, guild_id: int, actor_id: int
    ) -> tuple[Block, BlockResult]:
        """Block a member from requesting pictures on this server; the caller shows the end of the cancelled jobs."""
        by, reason = self._actor(guild_id, actor_id), _clean_reason(reason, required=True) or ""
        block = decisions.build_block(user_id, duration, reason, by)
        put = await self.database.run(blocks.put, block, reason_for_jobs=CANCELLED_BY_MODERATOR_MESSAGE)
        await self._publish(DecisionResult(None, (put.entry,), block=put, cancelled=tuple(put.cancelled)))
        return block, put

    async def unblock(self, user_id: int, *, guild_id: int, actor_id: int) -> Block:
        """Lift a member's block, notify the member, and return the block."""
        lifted = await self.database.run(blocks.remove, guild_id, user_id, by_id=actor_id, now=self.clock())
        if lifted is None or lifted.previous is None:
            raise Gone(NOT_BLOCKED.format(user_id))
        await self._publish(DecisionResult(None, (lifted.entry,)))
        await self.notifier.notify_block_lifted(lifted.previous)
        return lifted.previous

    # ── reading ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def case(self, case_id: int, *, guild_id: int) -> Case:
        """The case of that number; raises Gone where it is not this server's."""
        return await self.database.run(cases.get, case_id, guild_id=guild_id)

    async def check_open(self, case_id: int, *, guild_id: int, kind: CaseKind) -> None:
        """Raise Gone unless there is such a case of that kind, AlreadyDecided unless it is open."""
        await self.database.run(cases.get_open, case_id, guild_id=guild_id, kind=kind)

    async def list_audit_entries(self, case: Case) -> list[AuditEntry]:
        """The audit entries about the case's job, the newest first."""
        return [] if case.job_id is None else await self.database.run(audit.list_by_job, case.guild_id, case.job_id)

    async def list_cases(
        self, guild_id: int, case_filter: CaseFilter, *, offset: int, limit: int
    ) -> tuple[list[Case], int]:
        """A page of the server's cases that match the filter, the newest first, and their total number."""
        return await self.database.run(cases.list_page, guild_id, case_filter, offset=offset, limit=limit)

    async def list_blocks(self, guild_id: int, *, limit: int) -> tuple[list[Block], int]:
        """The active blocks of a server in the order of their ends, and their total number."""
        return await self.database.run(blocks.list_active, guild_id, now=self.clock(), limit=limit)

    # ── expiry ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def expire_overdue(self) -> None:
        """Expire cases that nobody decided in time, and purge pictures that were removed more than a day ago."""
        now = self.clock()
        for kind, timeout in (
            (CaseKind.APPROVAL, APPROVAL_TIMEOUT_SECONDS),
            (CaseKind.APPEAL, APPEAL_TIMEOUT_SECONDS),
        ):
            opened_before = now - timeout
            for case in await self.database.run(
                cases.list_opened_before, opened_before, kind=kind, limit=EXPIRY_BATCH_SIZE
            ):
                expired = await self.database.run(decisions.expire, case, lease=self._lease(), now=now)
                if expired is not None:
                    await self._publish(expired)
        await self.database.run(removals.purge, now=now, limit=EXPIRY_BATCH_SIZE)

    # ── publishing ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _publish(self, result: DecisionResult) -> DecisionResult:
        """Pass a committed decision on: to the metrics, the worker, the cards, the audit log and the member."""
        self.end_recorder.record_decision(result.job, result.entries[0].at)
        await self.end_recorder.record_cancelled(result.cancelled)
        if result.job is not None:
            self.inbox.put([result.job])
        if result.granted or result.cancelled:
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


def _check_reportable(job: Job, user_id: int) -> None:
    if job.guild_id is None:
        raise Invalid(NO_MODERATORS)
    if job.user_id == user_id:
        raise Invalid(CANNOT_REPORT_OWN_PICTURE)
    if not job.delivered_count:
        raise Gone(absence_reason(job))


def _clean_reason(reason: str, *, required: bool) -> str | None:
    """The visible part of a reason, ``None`` where there is none; raises Invalid where one is required."""
    cleaned = clean(reason)[:MAX_REASON_LENGTH] or None
    if cleaned is None and required:
        raise Invalid(REASON_REQUIRED)
    return cleaned
