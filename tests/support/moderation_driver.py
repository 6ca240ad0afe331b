"""Short calls for moderators' decisions and the stored jobs that they are about."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.block_duration import BlockDuration
from bot.domain.blocks import Block
from bot.domain.case import Case, Report
from bot.domain.case_actions import CASE_ACTIONS, CaseAction
from bot.domain.job import Job, MessageRef, Outcome, Requester, Result
from bot.domain.limits import Limits
from bot.domain.request import Origin, PolicySnapshot, Reference, Request
from bot.domain.screening import HoldReason
from bot.moderation import decisions, job_actions
from bot.moderation.decisions import Decision
from bot.moderation.recording import Actor
from bot.storage import audit, cancelling, cases, intake, jobs, leases, library
from bot.storage.appeals import Appeal
from bot.storage.database import Database, Transaction
from tests.support.job_driver import UNLIMITED_LIMITS, JobDriver, commit_slowly, make_request, require_job

T = TypeVar("T")
TransactionFactory = Callable[[], Transaction[Any]]
GUILD, OTHER_GUILD = 7, 8
AUTHOR, ADA, BEN, CAT = 1, 97, 98, 99
"""User ids: AUTHOR requests pictures; ADA and BEN are moderators; CAT is a member who reports, and so does BEN."""
DAY_SECONDS = 24 * 3600.0
HELD_CASE_ACTIONS = ("approve", "decline", "decline and block", "cancel", "expire")
REPORT_ACTIONS = ("keep", "dismiss", "remove", "remove reported", "remove and block", "delete")
APPEAL_ACTIONS = ("accept", "reject", "expire appeal")
REAL_PRICE_MICROS = 17_000
"""Actual cost of each picture in micro-dollars."""


def make_outcome(number: int) -> Outcome:
    return Outcome(
        results=tuple(
            Result(image_uuid=f"u{n}", url="https://im.runware.ai/u", cost=REAL_PRICE_MICROS) for n in range(number)
        )
    )


def make_uuids(number: int) -> Sequence[UUID]:
    return [uuid4() for _ in range(number)]


@dataclass
class ModerationDriver:
    """Creates and decides cases. Jobs are in ``GUILD`` and belong to ``AUTHOR`` unless a parameter says otherwise."""

    job_driver: JobDriver

    async def run(self, transaction: Transaction[T]) -> T:
        return await self.job_driver.database.run(lambda: transaction)

    def make_requester(self, user_id: int = AUTHOR, *, guild_id: int | None = GUILD) -> Requester:
        return Requester(
            interaction_id=next(self.job_driver.interaction_ids),
            user_id=user_id,
            guild_id=guild_id,
            channel_id=5,
            token="token",
            attachment_limit=10 << 20,
        )

    @staticmethod
    def make_request(images: int = 3, *, source: Job | None = None, **treatment: Any) -> Request:
        changes: dict[str, Any] = {"policy": PolicySnapshot(**treatment)}
        if source is not None:
            changes |= {"references": (Reference(job_id=source.id, number=1, image_uuid="u"),), "origin": Origin.EDIT}
        return make_request(images).model_copy(update=changes)

    # ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def reserve(
        self,
        request: Request | None = None,
        user_id: int = AUTHOR,
        *,
        guild_id: int | None = GUILD,
        limits: Limits | None = None,
    ) -> Job:
        (job,), *_ = await self.job_driver.database.run(
            intake.reserve,
            *(self.make_requester(user_id, guild_id=guild_id), [request or self.make_request()]),
            task_uuids=make_uuids(1),
            limits=limits or self.job_driver.limits,
            admission=OPEN_TO_ALL,
            lease=self.job_driver.make_lease(),
            now=self.job_driver.clock(),
        )
        return job

    async def store_results(self, job: Job) -> Job:
        """Claim the job and store its results."""
        (submitted,) = (claimed for claimed in await self.job_driver.claim() if claimed.id == job.id)
        outcome = make_outcome(submitted.request.count)
        return require_job(
            await self.run(jobs.store_results(submitted, outcome, owner="one", now=self.job_driver.clock()))
        )

    async def create_ready_job(
        self, request: Request | None = None, user_id: int = AUTHOR, *, guild_id: int | None = GUILD
    ) -> Job:
        return await self.store_results(
            await self.job_driver.acknowledge(await self.reserve(request, user_id, guild_id=guild_id))
        )

    async def create_delivered_job(
        self,
        request: Request | None = None,
        user_id: int = AUTHOR,
        *,
        guild_id: int | None = GUILD,
        shown: int | None = None,
    ) -> Job:
        return await self.deliver(await self.create_ready_job(request, user_id, guild_id=guild_id), shown=shown)

    async def deliver(self, job: Job, *, shown: int | None = None) -> Job:
        number = job.request.count if shown is None else shown
        outcome = make_outcome(job.request.count).model_copy(update={"delivered_count": number})
        transaction = jobs.deliver(
            job, outcome, message=MessageRef(6, 7), micro_dollars=job.cost, owner="one", now=self.job_driver.clock()
        )
        return require_job(await self.run(transaction))

    async def create_edit(self, source: Job, user_id: int = AUTHOR) -> Job:
        return await self.create_delivered_job(self.make_request(1, source=source), user_id)

    async def create_held_case(self, request: Request | None = None, user_id: int = AUTHOR) -> Case:
        """Create a case for held pictures, whose member has been notified."""
        job = await self.create_ready_job(request or self.make_request(approval=True), user_id)
        require_job(await self.run(jobs.hold(job, HoldReason.APPROVAL, owner="one", now=self.job_driver.clock())))
        await self.run(leases.drop(job.id, owner="one"))
        (case,) = await self.run(cases.list_by_job(job.id))
        return case

    async def create_report_case(self, job: Job | None = None, by: int = CAT, *, user_id: int = AUTHOR) -> Case:
        return await self.run(self.report(job or await self.create_delivered_job(user_id=user_id), by)())

    def report(self, job: Job, by: int = CAT) -> TransactionFactory:
        return lambda: cases.report(job, Report(by, "ugly", self.job_driver.clock()))

    async def create_appealable_refusal(
        self, requests: Sequence[Request] | None = None, user_id: int = AUTHOR
    ) -> Appeal:
        """Record a refusal for blocked words that the member may appeal against."""
        refused = [self.make_request(), self.make_request(1)] if requests is None else requests
        _, appeal = await self.run(
            intake.record_refusal(self.make_requester(user_id), refused, "the word “fox”", now=self.job_driver.clock())
        )
        return appeal

    async def create_appeal_case(self, requests: Sequence[Request] | None = None, user_id: int = AUTHOR) -> Case:
        appeal = await self.create_appealable_refusal(requests, user_id)
        return await self.run(decisions.appeal(appeal.id, user_id=user_id, now=self.job_driver.clock()))

    # ── decisions ────────────────────────────────────────────────────────────────────────────────────────────────────

    def make_actor(self, moderator_id: int | None = ADA, *, guild_id: int = GUILD) -> Actor:
        return Actor(guild_id, moderator_id, self.job_driver.clock())

    def make_block(self, case: Case, by: Actor) -> Block:
        return Block(by.guild_id, case.user_id, None, "spam", by.user_id or 0, by.at)

    def decide(
        self,
        action: CaseAction,
        case: Case,
        by: Actor | None,
        reason: str | None = None,
        *,
        owner: str = "two",
        limits: Limits = UNLIMITED_LIMITS,
    ) -> TransactionFactory:
        duration = BlockDuration.FOREVER if CASE_ACTIONS[action].blocks_author else None
        lease, interaction_id = self.job_driver.make_lease(owner), next(self.job_driver.interaction_ids)
        decision = Decision(
            *(by or self.make_actor(), lease, lambda _standing, _place: limits, OPEN_TO_ALL),
            *(interaction_id, reason, duration),
        )
        return lambda: decisions.decide(action, case.id, decision)

    def approve(self, case: Case, by: Actor | None = None) -> TransactionFactory:
        return self.decide(CaseAction.APPROVE, case, by, owner="one")

    def decline(self, case: Case, by: Actor | None = None, *, blocking: bool = False) -> TransactionFactory:
        return self.decide(CaseAction.DECLINE_AND_BLOCK if blocking else CaseAction.DECLINE, case, by, "Not here.")

    def expire(self, case: Case) -> TransactionFactory:
        return lambda: decisions.expire(case, lease=self.job_driver.make_lease("two"), now=self.job_driver.clock())

    def cancel(self, case: Case) -> TransactionFactory:
        return lambda: cancelling.cancel(case.job_id or 0, "Taken back.", now=self.job_driver.clock())

    def keep(self, case: Case, by: Actor | None = None) -> TransactionFactory:
        return self.decide(CaseAction.KEEP, case, by)

    def dismiss(self, case: Case, by: Actor | None = None) -> TransactionFactory:
        return self.decide(CaseAction.DISMISS, case, by)

    def remove(self, job_id: int | None, by: Actor | None = None) -> TransactionFactory:
        return lambda: job_actions.remove(
            job_id or 0, "ugly", by or self.make_actor(), lease=self.job_driver.make_lease("two")
        )

    def remove_reported(self, case: Case, by: Actor | None = None, *, blocking: bool = False) -> TransactionFactory:
        return self.decide(CaseAction.REMOVE_AND_BLOCK if blocking else CaseAction.REMOVE, case, by, "ugly")

    def undo(self, job_id: int | None, by: Actor | None = None) -> TransactionFactory:
        return lambda: job_actions.undo(job_id or 0, by or self.make_actor(), lease=self.job_driver.make_lease("two"))

    def delete(self, job_id: int | None) -> TransactionFactory:
        return lambda: library.delete(job_id or 0, now=self.job_driver.clock())

    def accept(self, case: Case, by: Actor | None = None, *, limits: Limits = UNLIMITED_LIMITS) -> TransactionFactory:
        return self.decide(CaseAction.ACCEPT, case, by, limits=limits)

    def reject(self, case: Case, by: Actor | None = None) -> TransactionFactory:
        return self.decide(CaseAction.REJECT, case, by, "It stays.")

    # ── results ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def reload(self, case: Case) -> Case:
        return await self.run(cases.get(case.id, guild_id=case.guild_id))

    async def job_of(self, case: Case) -> Job:
        return require_job(await self.run(jobs.get(case.job_id or 0)))

    async def audit_actions(self, user_id: int = AUTHOR) -> list[tuple[str, int | None]]:
        """Action and actor of each audit entry about a member, oldest first."""
        entries = await self.run(audit.list_newest(GUILD))
        return [(str(entry.action), entry.actor_id) for entry in entries[::-1] if entry.user_id == user_id]

    async def ledger_totals(self, job: Job) -> tuple[int, int]:
        """The sums of the job's ledger entries: pictures and micro-dollars."""
        rows = await self.job_driver.ledger_entries(job)
        return sum(row[1] for row in rows), sum(row[2] for row in rows)


async def create_case_for(mod_driver: ModerationDriver, name: str, user_id: int) -> Case:
    """Create a case that allows this action."""
    if name in HELD_CASE_ACTIONS:
        return await mod_driver.create_held_case(user_id=user_id)
    return await (
        mod_driver.create_report_case(user_id=user_id)
        if name in REPORT_ACTIONS
        else mod_driver.create_appeal_case(user_id=user_id)
    )


def transactions_by_action(
    mod_driver: ModerationDriver, case: Case, moderator_id: int
) -> Mapping[str, TransactionFactory]:
    """Every action on a case, by the names in ``HELD_CASE_ACTIONS``, ``REPORT_ACTIONS`` and ``APPEAL_ACTIONS``."""
    by = mod_driver.make_actor(moderator_id)
    return {
        "approve": mod_driver.approve(case, by),
        "decline": mod_driver.decline(case, by),
        "decline and block": mod_driver.decline(case, by, blocking=True),
        "cancel": mod_driver.cancel(case),
        "expire": mod_driver.expire(case),
        "keep": mod_driver.keep(case, by),
        "dismiss": mod_driver.dismiss(case, by),
        "remove": mod_driver.remove(case.job_id, by),
        "remove reported": mod_driver.remove_reported(case, by),
        "remove and block": mod_driver.remove_reported(case, by, blocking=True),
        "delete": mod_driver.delete(case.job_id),
        "accept": mod_driver.accept(case, by),
        "reject": mod_driver.reject(case, by),
        "expire appeal": mod_driver.expire(case),
    }


async def race(process_databases: Sequence[Database], *transactions: TransactionFactory) -> list[Any]:
    """Run the transactions concurrently, distributed over the processes; returns their results or exceptions.

    Asserts that each ran only once: PostgreSQL ends a transaction of a deadlock, which is then run again.
    """
    starts = [0] * len(transactions)

    def counted(n: int) -> TransactionFactory:
        def start() -> Transaction[Any]:
            starts[n] += 1
            return transactions[n]()

        return start

    runs = [process_databases[n % len(process_databases)].run(counted(n)) for n in range(len(transactions))]
    results: list[Any] = await asyncio.gather(*runs, return_exceptions=True)
    assert starts == [1] * len(transactions), "PostgreSQL ended a transaction because of a deadlock"
    return results


async def run_overlapping(job_driver: JobDriver, first: TransactionFactory, second: TransactionFactory) -> list[Any]:
    """Start ``second`` after ``first`` has run but before it commits (PostgreSQL only); returns both results."""
    starts: list[str] = []

    def one() -> Transaction[Any]:
        starts.append("first")
        return commit_slowly(first())

    def two() -> Transaction[Any]:
        starts.append("second")
        return second()

    running = asyncio.create_task(job_driver.database.run(one))
    asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    while not running.done() and not await job_driver.select(asleep):  # noqa: ASYNC110 - the server sends no event
        await asyncio.sleep(0.005)
    assert not running.done()
    results = list(await asyncio.gather(running, job_driver.database.run(two), return_exceptions=True))
    assert starts == ["first", "second"], "PostgreSQL ended a transaction because of a deadlock"
    return results
