"""Says in one line what moderators, and members whose pictures they look at, do on disk."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID, uuid4

from bot.domain.case import Case, Report
from bot.domain.job import Asker, Job, Outcome, Result
from bot.domain.quota import Limits
from bot.domain.request import Reference, Request, Treatment, Way
from bot.domain.screening import Why
from bot.moderation import decisions
from bot.moderation.decisions import By
from bot.storage import audit, cases, intake, jobs, leases, library
from bot.storage.appeals import Appeal
from bot.storage.blocks import Block
from bot.storage.database import Database, Transaction
from bot.storage.jobs import Shown
from tests.storage.desk import OPEN, Desk, pictures, slowly, some

T = TypeVar("T")
Move = Callable[[], Transaction[Any]]
GUILD, ELSEWHERE = 7, 8
AUTHOR, ADA, BEN, CAT = 1, 97, 98, 99
DAY = 24 * 3600.0
HELD = ("approve", "decline", "decline and block", "cancel", "expire")
REPORTED = ("keep", "dismiss", "remove", "remove reported", "remove and block", "delete")
APPEALED = ("accept", "reject", "expire appeal")
REAL = 17_000
"""Micro-dollars that each picture cost in the end."""


def drawn(number: int) -> Outcome:
    return Outcome(
        results=tuple(Result(image_uuid=f"u{n}", url="https://im.runware.ai/u", cost=REAL) for n in range(number))
    )


def uuids(number: int) -> Sequence[UUID]:
    return [uuid4() for _ in range(number)]


@dataclass
class Court:
    """Everything happens in ``GUILD``, with pictures of ``AUTHOR`` unless a test names somebody else."""

    desk: Desk

    async def run(self, transaction: Transaction[T]) -> T:
        return await self.desk.database.run(lambda: transaction)

    def asker(self, member: int = AUTHOR, *, guild: int | None = GUILD) -> Asker:
        return Asker(
            interaction_id=next(self.desk.ids),
            user_id=member,
            guild_id=guild,
            channel_id=5,
            token="token",
            attachment_limit=10 << 20,
        )

    @staticmethod
    def request(images: int = 3, *, source: Job | None = None, **treatment: Any) -> Request:
        changes: dict[str, Any] = {"treatment": Treatment(**treatment)}
        if source is not None:
            changes |= {"references": (Reference(job_id=source.id, number=1, image_uuid="u"),), "way": Way.EDIT}
        return pictures(images).model_copy(update=changes)

    # ── pictures ─────────────────────────────────────────────────────────────────────────────────────────────────────

    async def reserved(
        self, request: Request | None = None, member: int = AUTHOR, *, guild: int | None = GUILD, limits: Limits = OPEN
    ) -> Job:
        (job,), _ = await self.desk.database.run(
            intake.reserve,
            *(self.asker(member, guild=guild), [request or self.request()]),
            task_uuids=uuids(1),
            limits=limits,
            lease=self.desk.lease(),
            now=self.desk.clock(),
        )
        return job

    async def drawn(self, job: Job) -> Job:
        """The job, once its pictures are ready."""
        (mine,) = (claimed for claimed in await self.desk.claim() if claimed.id == job.id)
        outcome = drawn(mine.request.count)
        return some(await self.run(jobs.ready(mine, outcome, owner="one", now=self.desk.clock())))

    async def ready(self, request: Request | None = None, member: int = AUTHOR, *, guild: int | None = GUILD) -> Job:
        return await self.drawn(await self.desk.acknowledge(await self.reserved(request, member, guild=guild)))

    async def delivered(
        self,
        request: Request | None = None,
        member: int = AUTHOR,
        *,
        guild: int | None = GUILD,
        shown: int | None = None,
    ) -> Job:
        return await self.handed_over(await self.ready(request, member, guild=guild), shown=shown)

    async def handed_over(self, job: Job, *, shown: int | None = None) -> Job:
        number = job.request.count if shown is None else shown
        outcome = drawn(job.request.count).model_copy(update={"shown": number})
        move = jobs.delivered(job, outcome, place=Shown(6, 7), micros=job.cost, owner="one", now=self.desk.clock())
        return some(await self.run(move))

    async def edited(self, source: Job, member: int = AUTHOR) -> Job:
        return await self.delivered(self.request(1, source=source), member)

    async def held(self, request: Request | None = None, member: int = AUTHOR) -> Case:
        """The case of pictures that wait, and of which the member was told so."""
        job = await self.ready(request or self.request(approval=True), member)
        some(await self.run(jobs.held(job, Why.APPROVAL, owner="one", now=self.desk.clock())))
        await self.run(leases.let_go(job.id, owner="one"))
        (case,) = await self.run(cases.of_job(job.id))
        return case

    async def reported(self, job: Job | None = None, by: int = CAT, *, member: int = AUTHOR) -> Case:
        return await self.run(self.reporting(job or await self.delivered(member=member), by)())

    def reporting(self, job: Job, by: int = CAT) -> Move:
        return lambda: cases.report(job, Report(by, "ugly", self.desk.clock()))

    async def refused(self, requests: Sequence[Request] | None = None, member: int = AUTHOR) -> Appeal:
        """A refusal for words that may be appealed against."""
        asked = [self.request(), self.request(1)] if requests is None else requests
        _, appeal = await self.run(intake.refused(self.asker(member), asked, "the word “fox”", now=self.desk.clock()))
        return appeal

    async def appealed(self, requests: Sequence[Request] | None = None, member: int = AUTHOR) -> Case:
        appeal = await self.refused(requests, member)
        return await self.run(decisions.appeal(appeal.id, user_id=member, now=self.desk.clock()))

    # ── decisions ────────────────────────────────────────────────────────────────────────────────────────────────────

    def by(self, moderator: int | None = ADA, *, guild: int = GUILD) -> By:
        return By(guild, moderator, self.desk.clock())

    def block(self, case: Case, by: By) -> Block:
        return Block(by.guild_id, case.user_id, None, "spam", by.user_id or 0, by.at)

    def approve(self, case: Case, by: By | None = None) -> Move:
        return lambda: decisions.approve(case.id, by or self.by(), lease=self.desk.lease())

    def decline(self, case: Case, by: By | None = None, *, blocking: bool = False) -> Move:
        who = by or self.by()
        block = self.block(case, who) if blocking else None
        lease = self.desk.lease("two")
        return lambda: decisions.decline(
            *(case.id, "Not here.", who), lease=lease, block=block, block_reason="Called off."
        )

    def expire(self, case: Case) -> Move:
        return lambda: decisions.expire(case, lease=self.desk.lease("two"), now=self.desk.clock())

    def cancel(self, case: Case) -> Move:
        return lambda: jobs.cancel(case.job_id or 0, "Taken back.", now=self.desk.clock())

    def keep(self, case: Case, by: By | None = None) -> Move:
        return lambda: decisions.keep(case.id, by or self.by())

    def dismiss(self, case: Case, by: By | None = None) -> Move:
        return lambda: decisions.dismiss(case.id, by or self.by())

    def remove(self, job_id: int | None, by: By | None = None) -> Move:
        return lambda: decisions.remove(job_id or 0, "ugly", by or self.by(), lease=self.desk.lease("two"))

    def remove_reported(self, case: Case, by: By | None = None, *, blocking: bool = False) -> Move:
        who = by or self.by()
        block = self.block(case, who) if blocking else None
        lease = self.desk.lease("two")
        return lambda: decisions.remove_reported(
            *(case.id, "ugly", who), lease=lease, block=block, block_reason="Called off."
        )

    def undo(self, job_id: int | None, by: By | None = None) -> Move:
        return lambda: decisions.undo(job_id or 0, by or self.by(), lease=self.desk.lease("two"))

    def delete(self, job_id: int | None) -> Move:
        return lambda: library.delete(job_id or 0, now=self.desk.clock())

    def accept(self, case: Case, by: By | None = None, *, limits: Limits = OPEN) -> Move:
        interaction_id, names = next(self.desk.ids), uuids(9)
        return lambda: decisions.accept(
            *(case.id, by or self.by()), interaction_id=interaction_id, task_uuids=lambda n: names[:n], limits=limits
        )

    def reject(self, case: Case, by: By | None = None) -> Move:
        return lambda: decisions.reject(case.id, by or self.by(), "It stays.")

    # ── what became of it ────────────────────────────────────────────────────────────────────────────────────────────

    async def now(self, case: Case) -> Case:
        return await self.run(cases.get(case.id, guild_id=case.guild_id))

    async def job(self, case: Case) -> Job:
        return some(await self.run(jobs.get(case.job_id or 0)))

    async def noted(self, member: int = AUTHOR) -> list[tuple[str, int | None]]:
        """What the record says about a member: what was done and by whom, the first first."""
        entries = await self.run(audit.newest(GUILD))
        return [(entry.action, entry.actor_id) for entry in entries[::-1] if entry.user_id == member]

    async def sums(self, job: Job) -> tuple[int, int]:
        """Pictures and micro-dollars that the ledger holds against the job."""
        rows = await self.desk.ledger(job)
        return sum(row[1] for row in rows), sum(row[2] for row in rows)


async def opened(court: Court, name: str, member: int) -> Case:
    """A case that may be decided so."""
    if name in HELD:
        return await court.held(member=member)
    return await (court.reported(member=member) if name in REPORTED else court.appealed(member=member))


def moves(court: Court, case: Case, moderator: int) -> Mapping[str, Move]:
    """All that may happen to a case, by the names above."""
    by = court.by(moderator)
    return {
        "approve": court.approve(case, by),
        "decline": court.decline(case, by),
        "decline and block": court.decline(case, by, blocking=True),
        "cancel": court.cancel(case),
        "expire": court.expire(case),
        "keep": court.keep(case, by),
        "dismiss": court.dismiss(case, by),
        "remove": court.remove(case.job_id, by),
        "remove reported": court.remove_reported(case, by),
        "remove and block": court.remove_reported(case, by, blocking=True),
        "delete": court.delete(case.job_id),
        "accept": court.accept(case, by),
        "reject": court.reject(case, by),
        "expire appeal": court.expire(case),
    }


async def race(processes: Sequence[Database], *moves: Move) -> list[Any]:
    """Do it all at once, one move in each process; what came of each, an error too. None is run again."""
    begun = [0] * len(moves)

    def counted(n: int) -> Move:
        def move() -> Transaction[Any]:
            begun[n] += 1
            return moves[n]()

        return move

    runs = [processes[n % len(processes)].run(counted(n)) for n in range(len(moves))]
    results: list[Any] = await asyncio.gather(*runs, return_exceptions=True)
    assert begun == [1] * len(moves), "PostgreSQL had to end a transaction: two of them wait for each other"
    return results


async def after(desk: Desk, first: Move, second: Move) -> list[Any]:
    """PostgreSQL: the second begins while the first has done its work and not committed it yet."""
    begun: list[str] = []

    def one() -> Transaction[Any]:
        begun.append("first")
        return slowly(first())

    def two() -> Transaction[Any]:
        begun.append("second")
        return second()

    running = asyncio.create_task(desk.database.run(one))
    asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    while not running.done() and not await desk.read(asleep):  # noqa: ASYNC110 - the server tells of it only when asked
        await asyncio.sleep(0.005)
    assert not running.done()
    results = list(await asyncio.gather(running, desk.database.run(two), return_exceptions=True))
    assert begun == ["first", "second"], "PostgreSQL had to end a transaction: two of them wait for each other"
    return results
