"""The use cases of moderators, and of members who want them to look: report, appeal, decide, remove, put back.

Who may do so is decided by the caller. A decision is on disk with its row in the record before anybody hears of it; the
worker then brings the member's message up to date, and the board the moderators' card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID, uuid4

from bot.domain.block_duration import BlockTerm
from bot.domain.case import Case, Kind, Report
from bot.domain.clock import (
    Clock,
)
from bot.domain.job import Job
from bot.domain.quota import Limits
from bot.domain.screening import absence
from bot.domain.text import clean
from bot.errors import Gone, Invalid, NotYours, OverBudget
from bot.jobs.budget_alarm import BudgetAlarm
from bot.jobs.inbox import Inbox
from bot.jobs.outcome_counter import Tally
from bot.jobs.service import CANCELLED_BY_MODERATOR, ON_ITS_WAY, TOO_LATE
from bot.moderation import decisions
from bot.moderation.audit_log import Record
from bot.moderation.case_cards import Board, Card
from bot.moderation.decisions import By, Decided
from bot.storage import audit, blocks, cases, removals
from bot.storage.audit import Entry
from bot.storage.blocks import Block, Decision
from bot.storage.cases import REASON, Wanted
from bot.storage.database import Database
from bot.storage.jobs import DEADLINE_SECONDS
from bot.storage.leases import Lease

HELD_FOR: Final = 48 * 3600.0
"""Seconds that pictures wait for moderators; the provider keeps them for 7 days."""
APPEALS_FOR: Final = 7 * 24 * 3600.0
"""Seconds that appeals wait."""
AT_ONCE: Final = 20
NO_REASON: Final = "The reason is empty; please write one."
YOURSELF: Final = "You cannot block yourself; another moderator can."
NOT_BLOCKED: Final = "<@{}> is not blocked on this server; /mod blocks shows who is."
YOUR_OWN: Final = "This picture is your own; delete it with 🗑️ Delete."
NO_MODERATORS: Final = "There are no moderators here; pictures can only be reported on a server."


class Letters(Protocol):
    """How members are told what has no message of its own."""

    async def appealed(self, case: Case) -> None:
        """Tell the member what became of their appeal, if they take messages."""
        ...

    async def lifted(self, block: Block) -> None:
        """Tell the member that a moderator took the block away."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Moderation:
    """What may be decided about pictures and refusals on a server; a second decision is told who was first."""

    database: Database
    record: Record
    board: Board
    inbox: Inbox
    letters: Letters
    limits: Limits
    clock: Clock
    owner: str
    alarm: BudgetAlarm
    tally: Tally
    deadline: float = DEADLINE_SECONDS

    # ── what members ask for ─────────────────────────────────────────────────────────────────────────────────────────

    async def report(self, job: Job, *, user_id: int, reason: str) -> Case:
        """Put a picture before the moderators of the server where it was made: once for each member."""
        _check_reportable(job, user_id)
        case = await self.database.run(cases.report, job, Report(user_id, clean(reason)[:REASON], self.clock()))
        self.board.wake()
        return case

    async def check_reportable(self, job: Job, *, user_id: int) -> None:
        """Pass where this member can report the job, and did not yet."""
        _check_reportable(job, user_id)
        await self.database.run(cases.check_new, job.id, user_id)

    async def appeal(self, appeal_id: int, *, user_id: int) -> Case:
        """Put a refusal before the moderators; only the one who was refused may, within a day."""
        case = await self.database.run(decisions.appeal, appeal_id, user_id=user_id, now=self.clock())
        self.board.wake()
        return case

    # ── what moderators decide ───────────────────────────────────────────────────────────────────────────────────────

    async def approve(self, case_id: int, *, guild_id: int, by_id: int) -> Decided:
        """Show the pictures that wait; not for the one who asked for them to decide."""
        return await self._told(
            await self.database.run(decisions.approve, case_id, self._by(guild_id, by_id), lease=self._lease())
        )

    async def decline(
        self, case_id: int, reason: str, *, guild_id: int, by_id: int, block_for: BlockTerm | None = None
    ) -> Decided:
        """Do not show the pictures that wait, and perhaps block whoever asked for them; they are told the reason."""
        by, reason = self._by(guild_id, by_id), _seen(reason)
        case = await self.case(case_id, guild_id=guild_id)
        return await self._told(
            await self.database.run(
                decisions.decline,
                *(case_id, reason, by),
                lease=self._lease(),
                block=None if block_for is None else _block(case.user_id, reason, by, block_for),
                block_reason=CANCELLED_BY_MODERATOR,
            )
        )

    async def keep(self, case_id: int, *, guild_id: int, by_id: int) -> Decided:
        """Let a reported picture stay for good."""
        return await self._told(await self.database.run(decisions.keep, case_id, self._by(guild_id, by_id)))

    async def dismiss(self, case_id: int, *, guild_id: int, by_id: int) -> Decided:
        """Let reports come to nothing."""
        return await self._told(await self.database.run(decisions.dismiss, case_id, self._by(guild_id, by_id)))

    async def remove_reported(
        self,
        case_id: int,
        *,
        guild_id: int,
        by_id: int,
        reason: str | None = None,
        block_for: BlockTerm | None = None,
    ) -> Decided:
        """Remove a reported picture everywhere, and perhaps block its author; it can be put back for a day."""
        by = self._by(guild_id, by_id)
        case = await self.case(case_id, guild_id=guild_id)
        if block_for is not None:
            reason = _seen(reason or "")
        return await self._told(
            await self.database.run(
                decisions.remove_reported,
                *(case_id, reason, by),
                lease=self._lease(),
                block=None if block_for is None else _block(case.user_id, reason or "", by, block_for),
                block_reason=CANCELLED_BY_MODERATOR,
            )
        )

    async def remove(self, job_id: int, *, guild_id: int, by_id: int, reason: str | None = None) -> Decided:
        """Remove a picture of this server everywhere, reported or not; it can be put back for a day."""
        reason = None if reason is None else _seen(reason)
        return await self._told(
            await self.database.run(decisions.remove, job_id, reason, self._by(guild_id, by_id), lease=self._lease())
        )

    async def delete(self, job: Job, *, guild_id: int, by_id: int) -> None:
        """Forget somebody's request that ended without pictures; who does it once more changes nothing."""
        decided = await self.database.run(decisions.delete, job.id, self._by(guild_id, by_id))
        if decided is not None:
            await self.record.tell(decided.entry)

    async def cancel(self, job: Job, *, guild_id: int, by_id: int) -> Job:
        """Take somebody's request back that is not finished; the caller shows that in its message."""
        by = self._by(guild_id, by_id)
        decided = await self.database.run(decisions.cancel, job.id, CANCELLED_BY_MODERATOR, by, deadline=self.deadline)
        if decided is None or decided.job is None:
            raise Gone(TOO_LATE if job.state.ended else ON_ITS_WAY)
        self.board.wake()
        await self.tally.cancelled([decided.job])
        await self.record.tell(decided.entry)
        return decided.job

    async def undo(self, job_id: int, *, guild_id: int, by_id: int) -> Decided:
        """Put a picture back that another moderator, or oneself, removed; not one's own."""
        return await self._told(
            await self.database.run(decisions.undo, job_id, self._by(guild_id, by_id), lease=self._lease())
        )

    async def accept(self, case_id: int, *, guild_id: int, by_id: int, interaction_id: int) -> Decided:
        """The refusal was wrong: what was asked for is drawn, and costs its author nothing."""
        try:
            decided = await self.database.run(
                decisions.accept,
                *(case_id, self._by(guild_id, by_id)),
                interaction_id=interaction_id,
                task_uuids=_uuids,
                limits=self.limits,
            )
        except OverBudget as refusal:
            await self.alarm.refused(refusal)
            raise
        return await self._told(decided)

    async def reject(self, case_id: int, *, guild_id: int, by_id: int, reason: str | None = None) -> Decided:
        """The refusal was right."""
        return await self._told(await self.database.run(decisions.reject, case_id, self._by(guild_id, by_id), reason))

    async def block(
        self, user_id: int, term: BlockTerm, reason: str, *, guild_id: int, by_id: int
    ) -> tuple[Block, Decision]:
        """Let a member ask for nothing on this server; the caller shows the end of what they had in line."""
        block = _block(user_id, _seen(reason), self._by(guild_id, by_id), term)
        decision = await self.database.run(blocks.put, block, reason_for_jobs=CANCELLED_BY_MODERATOR)
        await self.tally.cancelled(decision.cancelled)
        await self.record.tell(decision.entry)
        return block, decision

    async def unblock(self, user_id: int, *, guild_id: int, by_id: int) -> Block:
        """Let a member ask again, tell them so, and return the block that is gone."""
        decision = await self.database.run(blocks.remove, guild_id, user_id, by_id=by_id, now=self.clock())
        if decision is None or decision.before is None:
            raise Gone(NOT_BLOCKED.format(user_id))
        await self.record.tell(decision.entry)
        await self.letters.lifted(decision.before)
        return decision.before

    # ── looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def case(self, case_id: int, *, guild_id: int) -> Case:
        """A case of this server."""
        return await self.database.run(cases.get, case_id, guild_id=guild_id)

    async def check_open(self, case_id: int, *, guild_id: int, kind: Kind) -> None:
        """Pass where there is still something to decide."""
        await self.database.run(cases.open_one, case_id, guild_id=guild_id, kind=kind)

    async def history(self, case: Case) -> list[Entry]:
        """What was decided about the same picture, the newest first."""
        return [] if case.job_id is None else await self.database.run(audit.of_job, case.guild_id, case.job_id)

    async def card(self, case: Case) -> Card:
        """All that is known of a case, with the pictures that wait to be shown."""
        return await self.board.card(case)

    async def page(self, guild_id: int, wanted: Wanted, *, offset: int, limit: int) -> tuple[list[Case], int]:
        """A part of a server's cases, the newest first, and how many there are."""
        return await self.database.run(cases.page, guild_id, wanted, offset=offset, limit=limit)

    async def blocked(self, guild_id: int, *, limit: int) -> tuple[list[Block], int]:
        """Who is blocked on a server, those first whose block ends first, and how many there are."""
        return await self.database.run(blocks.of_guild, guild_id, now=self.clock(), limit=limit)

    # ── what time decides ────────────────────────────────────────────────────────────────────────────────────────────

    async def step(self) -> None:
        """End what nobody decided in time, and forget pictures that were removed a day ago."""
        now = self.clock()
        for kind, patience in ((Kind.APPROVAL, HELD_FOR), (Kind.APPEAL, APPEALS_FOR)):
            for case in await self.database.run(cases.waiting_since, now - patience, kind=kind, limit=AT_ONCE):
                expired = await self.database.run(decisions.expire, case, lease=self._lease(), now=now)
                if expired is not None:
                    await self._told(expired)
        await self.database.run(removals.wipe, now=now, limit=AT_ONCE)

    # ── afterwards ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _told(self, decided: Decided) -> Decided:
        """Let the worker, the board and the moderators' channel do their part."""
        self.tally.decided(decided.job, decided.entry.at)
        if decided.block is not None:
            await self.tally.cancelled(decided.block.cancelled)
        if decided.job is not None:
            self.inbox.put([decided.job])
        if decided.granted or decided.block is not None:
            self.inbox.wake()
        self.board.wake()
        await self.record.tell(decided.entry)
        if decided.block is not None:
            await self.record.tell(decided.block.entry)
        if decided.case is not None and decided.case.kind is Kind.APPEAL:
            await self.letters.appealed(decided.case)
        return decided

    def _by(self, guild_id: int, by_id: int) -> By:
        return By(guild_id, by_id, self.clock())

    def _lease(self) -> Lease:
        return Lease.begun(self.owner, now=self.clock())


def _check_reportable(job: Job, user_id: int) -> None:
    if job.guild_id is None:
        raise Invalid(NO_MODERATORS)
    if job.user_id == user_id:
        raise Invalid(YOUR_OWN)
    if not job.pictures:
        raise Gone(absence(job))


def _block(user_id: int, reason: str, by: By, term: BlockTerm) -> Block:
    assert by.user_id is not None
    if user_id == by.user_id:
        raise NotYours(YOURSELF)
    return Block(by.guild_id, user_id, term.until(by.at), reason, by.user_id, by.at)


def _seen(reason: str) -> str:
    """A reason that can be read."""
    if not (seen := clean(reason)[:REASON]):
        raise Invalid(NO_REASON)
    return seen


def _uuids(count: int) -> Sequence[UUID]:
    return [uuid4() for _ in range(count)]
