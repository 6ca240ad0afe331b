"""The use cases of moderators, and of members who want them to look: report, appeal, decide, remove, put back.

Who may do so is decided by the caller. A decision is on disk with its row in the record before anybody hears of it; the
worker then brings the member's message up to date, and the board the moderators' card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID, uuid4

from bot.domain.audit import AuditEntry
from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import Block, BlockResult
from bot.domain.case import MAX_REASON_LENGTH, Case, CaseFilter, CaseKind, Report
from bot.domain.clock import Clock
from bot.domain.job import Job
from bot.domain.quota import Limits
from bot.domain.screening import absence_reason
from bot.domain.text import clean
from bot.errors import Gone, Invalid, NotYours, OverBudget
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.inbox import Inbox
from bot.jobs.outcome_counter import JobEndRecorder
from bot.jobs.service import ALREADY_DELIVERING_MESSAGE, ALREADY_ENDED_MESSAGE, CANCELLED_BY_MODERATOR_MESSAGE
from bot.moderation import decisions
from bot.moderation.audit_log import AuditLog
from bot.moderation.case_cards import Card, CaseCardSync
from bot.moderation.decisions import Actor, DecisionResult
from bot.storage import audit, blocks, cases, removals
from bot.storage.database import Database
from bot.storage.jobs import TASK_DEADLINE_SECONDS
from bot.storage.leases import Lease

APPROVAL_TIMEOUT_SECONDS: Final = 48 * 3600.0
"""Seconds that pictures wait for moderators; the provider keeps them for 7 days."""
APPEAL_TIMEOUT_SECONDS: Final = 7 * 24 * 3600.0
"""Seconds that appeals wait."""
EXPIRY_BATCH_SIZE: Final = 20
REASON_REQUIRED: Final = "The reason is empty; please write one."
CANNOT_BLOCK_YOURSELF: Final = "You cannot block yourself; another moderator can."
NOT_BLOCKED: Final = "<@{}> is not blocked on this server; /mod blocks shows who is."
CANNOT_REPORT_OWN_PICTURE: Final = "This picture is your own; delete it with 🗑️ Delete."
NO_MODERATORS: Final = "There are no moderators here; pictures can only be reported on a server."


class MemberNotifier(Protocol):
    """How members are told what has no message of its own."""

    async def notify_appeal_decided(self, case: Case) -> None:
        """Tell the member what became of their appeal, if they take messages."""
        ...

    async def notify_block_lifted(self, block: Block) -> None:
        """Tell the member that a moderator took the block away."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """What may be decided about pictures and refusals on a server; a second decision is told who was first."""

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
    task_timeout_seconds: float = TASK_DEADLINE_SECONDS

    # ── what members ask for ─────────────────────────────────────────────────────────────────────────────────────────

    async def report(self, job: Job, *, user_id: int, reason: str) -> Case:
        """Put a picture before the moderators of the server where it was made: once for each member."""
        _check_reportable(job, user_id)
        case = await self.database.run(
            cases.report, job, Report(user_id, clean(reason)[:MAX_REASON_LENGTH], self.clock())
        )
        self.case_cards.wake()
        return case

    async def check_reportable(self, job: Job, *, user_id: int) -> None:
        """Pass where this member can report the job, and did not yet."""
        _check_reportable(job, user_id)
        await self.database.run(cases.check_reportable, job.id, user_id)

    async def appeal(self, appeal_id: int, *, user_id: int) -> Case:
        """Put a refusal before the moderators; only the one who was refused may, within a day."""
        case = await self.database.run(decisions.appeal, appeal_id, user_id=user_id, now=self.clock())
        self.case_cards.wake()
        return case

    # ── what moderators decide ───────────────────────────────────────────────────────────────────────────────────────

    async def approve(self, case_id: int, *, guild_id: int, actor_id: int) -> DecisionResult:
        """Show the pictures that wait; not for the one who asked for them to decide."""
        return await self._publish(
            await self.database.run(decisions.approve, case_id, self._actor(guild_id, actor_id), lease=self._lease())
        )

    async def decline(
        self, case_id: int, reason: str, *, guild_id: int, actor_id: int, block_for: BlockDuration | None = None
    ) -> DecisionResult:
        """Do not show the pictures that wait, and perhaps block whoever asked for them; they are told the reason."""
        by, reason = self._actor(guild_id, actor_id), _require_reason(reason)
        case = await self.case(case_id, guild_id=guild_id)
        return await self._publish(
            await self.database.run(
                decisions.decline,
                *(case_id, reason, by),
                lease=self._lease(),
                block=None if block_for is None else _build_block(case.user_id, reason, by, block_for),
                block_reason=CANCELLED_BY_MODERATOR_MESSAGE,
            )
        )

    async def keep(self, case_id: int, *, guild_id: int, actor_id: int) -> DecisionResult:
        """Let a reported picture stay for good."""
        return await self._publish(await self.database.run(decisions.keep, case_id, self._actor(guild_id, actor_id)))

    async def dismiss(self, case_id: int, *, guild_id: int, actor_id: int) -> DecisionResult:
        """Let reports come to nothing."""
        return await self._publish(await self.database.run(decisions.dismiss, case_id, self._actor(guild_id, actor_id)))

    async def remove_reported(
        self,
        case_id: int,
        *,
        guild_id: int,
        actor_id: int,
        reason: str | None = None,
        block_for: BlockDuration | None = None,
    ) -> DecisionResult:
        """Remove a reported picture everywhere, and perhaps block its author; it can be put back for a day."""
        by = self._actor(guild_id, actor_id)
        case = await self.case(case_id, guild_id=guild_id)
        if block_for is not None:
            reason = _require_reason(reason or "")
        return await self._publish(
            await self.database.run(
                decisions.remove_reported,
                *(case_id, reason, by),
                lease=self._lease(),
                block=None if block_for is None else _build_block(case.user_id, reason or "", by, block_for),
                block_reason=CANCELLED_BY_MODERATOR_MESSAGE,
            )
        )

    async def remove(self, job_id: int, *, guild_id: int, actor_id: int, reason: str | None = None) -> DecisionResult:
        """Remove a picture of this server everywhere, reported or not; it can be put back for a day."""
        reason = None if reason is None else _require_reason(reason)
        return await self._publish(
            await self.database.run(
                decisions.remove, job_id, reason, self._actor(guild_id, actor_id), lease=self._lease()
            )
        )

    async def delete_request(self, job: Job, *, guild_id: int, actor_id: int) -> None:
        """Forget somebody's request that ended without pictures; who does it once more changes nothing."""
        decided = await self.database.run(decisions.delete, job.id, self._actor(guild_id, actor_id))
        if decided is not None:
            await self.audit_log.post_entry(decided.entry)

    async def cancel_request(self, job: Job, *, guild_id: int, actor_id: int) -> Job:
        """Take somebody's request back that is not finished; the caller shows that in its message."""
        by = self._actor(guild_id, actor_id)
        decided = await self.database.run(
            decisions.cancel, job.id, CANCELLED_BY_MODERATOR_MESSAGE, by, deadline=self.task_timeout_seconds
        )
        if decided is None or decided.job is None:
            raise Gone(ALREADY_ENDED_MESSAGE if job.state.is_final else ALREADY_DELIVERING_MESSAGE)
        self.case_cards.wake()
        await self.end_recorder.record_cancelled([decided.job])
        await self.audit_log.post_entry(decided.entry)
        return decided.job

    async def undo_removal(self, job_id: int, *, guild_id: int, actor_id: int) -> DecisionResult:
        """Put a picture back that another moderator, or oneself, removed; not one's own."""
        return await self._publish(
            await self.database.run(decisions.undo, job_id, self._actor(guild_id, actor_id), lease=self._lease())
        )

    async def accept(self, case_id: int, *, guild_id: int, actor_id: int, interaction_id: int) -> DecisionResult:
        """The refusal was wrong: what was asked for is drawn, and costs its author nothing."""
        try:
            decided = await self.database.run(
                decisions.accept,
                *(case_id, self._actor(guild_id, actor_id)),
                interaction_id=interaction_id,
                task_uuids=_new_uuids,
                limits=self.limits,
            )
        except OverBudget as refusal:
            await self.alarm.handle_refusal(refusal)
            raise
        return await self._publish(decided)

    async def reject(self, case_id: int, *, guild_id: int, actor_id: int, reason: str | None = None) -> DecisionResult:
        """The refusal was right."""
        return await self._publish(
            await self.database.run(decisions.reject, case_id, self._actor(guild_id, actor_id), reason)
        )

    async def block(
        self, user_id: int, duration: BlockDuration, reason: str, *, guild_id: int, actor_id: int
    ) -> tuple[Block, BlockResult]:
        """Let a member ask for nothing on this server; the caller shows the end of what they had in line."""
        block = _build_block(user_id, _require_reason(reason), self._actor(guild_id, actor_id), duration)
        decision = await self.database.run(blocks.put, block, reason_for_jobs=CANCELLED_BY_MODERATOR_MESSAGE)
        await self.end_recorder.record_cancelled(decision.cancelled)
        await self.audit_log.post_entry(decision.entry)
        return block, decision

    async def unblock(self, user_id: int, *, guild_id: int, actor_id: int) -> Block:
        """Let a member ask again, tell them so, and return the block that is gone."""
        decision = await self.database.run(blocks.remove, guild_id, user_id, by_id=actor_id, now=self.clock())
        if decision is None or decision.previous is None:
            raise Gone(NOT_BLOCKED.format(user_id))
        await self.audit_log.post_entry(decision.entry)
        await self.notifier.notify_block_lifted(decision.previous)
        return decision.previous

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def case(self, case_id: int, *, guild_id: int) -> Case:
        """A case of this server."""
        return await self.database.run(cases.get, case_id, guild_id=guild_id)

    async def check_open(self, case_id: int, *, guild_id: int, kind: CaseKind) -> None:
        """Pass where there is still something to decide."""
        await self.database.run(cases.get_open, case_id, guild_id=guild_id, kind=kind)

    async def list_audit_entries(self, case: Case) -> list[AuditEntry]:
        """What was decided about the same picture, the newest first."""
        return [] if case.job_id is None else await self.database.run(audit.list_by_job, case.guild_id, case.job_id)

    async def card(self, case: Case) -> Card:
        """All that is known of a case, with the pictures that wait to be shown."""
        return await self.case_cards.card(case)

    async def list_cases(
        self, guild_id: int, case_filter: CaseFilter, *, offset: int, limit: int
    ) -> tuple[list[Case], int]:
        """A part of a server's cases, the newest first, and how many there are."""
        return await self.database.run(cases.list_page, guild_id, case_filter, offset=offset, limit=limit)

    async def list_blocks(self, guild_id: int, *, limit: int) -> tuple[list[Block], int]:
        """Who is blocked on a server, those first whose block ends first, and how many there are."""
        return await self.database.run(blocks.list_active, guild_id, now=self.clock(), limit=limit)

    # ── what time decides ────────────────────────────────────────────────────────────────────────────────────────────

    async def expire_overdue(self) -> None:
        """End what nobody decided in time, and forget pictures that were removed a day ago."""
        now = self.clock()
        for kind, patience in (
            (CaseKind.APPROVAL, APPROVAL_TIMEOUT_SECONDS),
            (CaseKind.APPEAL, APPEAL_TIMEOUT_SECONDS),
        ):
            for case in await self.database.run(
                cases.list_opened_before, now - patience, kind=kind, limit=EXPIRY_BATCH_SIZE
            ):
                expired = await self.database.run(decisions.expire, case, lease=self._lease(), now=now)
                if expired is not None:
                    await self._publish(expired)
        await self.database.run(removals.purge, now=now, limit=EXPIRY_BATCH_SIZE)

    # ── afterwards ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _publish(self, result: DecisionResult) -> DecisionResult:
        """Let the worker, the board and the moderators' channel do their part."""
        self.end_recorder.record_decision(result.job, result.entry.created_at)
        if result.block is not None:
            await self.end_recorder.record_cancelled(result.block.cancelled)
        if result.job is not None:
            self.inbox.put([result.job])
        if result.granted or result.block is not None:
            self.inbox.wake()
        self.case_cards.wake()
        await self.audit_log.post_entry(result.entry)
        if result.block is not None:
            await self.audit_log.post_entry(result.block.entry)
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


def _build_block(user_id: int, reason: str, actor: Actor, duration: BlockDuration) -> Block:
    assert actor.user_id is not None
    if user_id == actor.user_id:
        raise NotYours(CANNOT_BLOCK_YOURSELF)
    return Block(actor.guild_id, user_id, duration.ends_at(actor.at), reason, actor.user_id, actor.at)


def _require_reason(reason: str) -> str:
    """A reason that can be read."""
    if not (seen := clean(reason)[:MAX_REASON_LENGTH]):
        raise Invalid(REASON_REQUIRED)
    return seen


def _new_uuids(count: int) -> Sequence[UUID]:
    return [uuid4() for _ in range(count)]
