"""Says in one line what a member, a process or a rival does to the jobs on disk."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from bot.domain.catalog import Ratio, Resolution, Size
from bot.domain.job import Asker, Job, Outcome, Result, State
from bot.domain.quota import UNLIMITED, Limits
from bot.domain.request import Request
from bot.storage import intake, jobs, leases
from bot.storage.database import Database, Transaction, Value
from bot.storage.jobs import Shown
from bot.storage.leases import LEASE, Lease
from tests.conftest import HandClock

T = TypeVar("T")
PRICE = 20_000
OPEN = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)
OUTCOME = Outcome(results=(Result(image_uuid="one", url="https://im.runware.ai/one.jpg", cost=PRICE),))


def pictures(number: int) -> Request:
    return Request(
        prompt="a fox",
        model="standard",
        ratio=Ratio.SQUARE,
        resolution=Resolution.K1,
        size=Size(1024, 1024),
        count=number,
        estimate=number * PRICE,
    )


def read(sql: str, *values: Value) -> Transaction[list[dict[str, Any]]]:
    rows = yield sql, values
    return [dict(row) for row in rows]  # type: ignore[call-overload]  # rows of both drivers are mappings


def slowly(transaction: Transaction[T]) -> Transaction[T]:
    """On PostgreSQL: keep what was done to itself for a moment before it is committed."""
    result = yield from transaction
    yield "SELECT pg_sleep(0.5)", ()
    return result


@dataclass
class Desk:
    """``database`` is used by the process called “one”, unless a test names another."""

    database: Database
    clock: HandClock
    ids: "count[int]" = field(default_factory=lambda: count(1000))

    def lease(self, owner: str = "one") -> Lease:
        return Lease(owner, self.clock() + LEASE)

    async def ask(
        self,
        member: int = 1,
        images: int = 1,
        *,
        guild: int | None = None,
        limits: Limits = OPEN,
        interaction: int | None = None,
        owner: str = "one",
        process: Database | None = None,
    ) -> Job:
        asker = Asker(
            interaction_id=next(self.ids) if interaction is None else interaction,
            user_id=member,
            guild_id=guild,
            channel_id=5,
            token="token",
            attachment_limit=10 << 20,
        )
        (job,), _ = await (process or self.database).run(
            intake.reserve,
            *(asker, [pictures(images)]),
            task_uuids=[uuid4()],
            limits=limits,
            lease=self.lease(owner),
            now=self.clock(),
        )
        return job

    async def acknowledge(self, job: Job) -> Job:
        assert await self.database.run(intake.acknowledged, job, channel_id=6, message_id=7)
        return await self.get(job)

    async def claim(self, at_once: int = 1000, owner: str = "one") -> list[Job]:
        """Claim what waits, and write down that it is sent to the provider."""
        lease = self.lease(owner)
        claimed = await self.database.run(jobs.claim, at_once=at_once, lease=lease, now=self.clock())
        sent = [await self.database.run(jobs.sending, job, owner=owner, now=self.clock()) for job in claimed]
        return [job for job in sent if job is not None]

    async def ready(self, job: Job, owner: str = "one") -> Job | None:
        return await self.database.run(jobs.ready, job, OUTCOME, owner=owner, now=self.clock())

    async def deliver(self, job: Job, images: int = 1, micros: int = PRICE, owner: str = "one") -> Job | None:
        outcome = OUTCOME.model_copy(update={"shown": images})
        return await self.database.run(
            jobs.delivered, job, outcome, place=Shown(6, 7), micros=micros, owner=owner, now=self.clock()
        )

    async def fail(self, job: Job, micros: int = 0, owner: str = "one") -> Job | None:
        return await self.database.run(
            jobs.failed, job, State.FAILED, "It broke.", micros=micros, owner=owner, now=self.clock()
        )

    async def cancel(self, job: Job) -> Job | None:
        return await self.database.run(jobs.cancel, job.id, "Taken back.", now=self.clock())

    async def rescue(self, owner: str = "two") -> list[Job]:
        return await self.database.run(leases.rescue, self.lease(owner), now=self.clock(), limit=10)

    async def at(self, state: State, member: int = 1, images: int = 1) -> Job:
        """A new job of the process “one”, brought to that state."""
        job = await self.ask(member, images)
        if state is State.RESERVED:
            return job
        if state is State.CANCELLED:
            return some(await self.cancel(job))
        job = await self.acknowledge(job)
        if state is State.WAITING:
            return job
        (job,) = (claimed for claimed in await self.claim() if claimed.id == job.id)
        if state is State.SUBMITTED:
            return job
        if state is State.FAILED:
            return some(await self.fail(job))
        job = some(await self.ready(job))
        return job if state is State.READY else some(await self.deliver(job))

    async def get(self, job: Job) -> Job:
        return some(await self.database.run(jobs.get, job.id))

    async def row(self, job: Job) -> dict[str, Any]:
        (row,) = await self.read("SELECT * FROM jobs WHERE id = ?", job.id)
        return row

    async def ledger(self, job: Job) -> list[tuple[str, int, int]]:
        """What was written of the job: kind, pictures and micro-dollars."""
        rows = await self.read("SELECT kind, images, micros FROM ledger WHERE job_id = ? ORDER BY id", job.id)
        return [(row["kind"], row["images"], row["micros"]) for row in rows]

    async def read(self, sql: str, *values: Value) -> list[dict[str, Any]]:
        return await self.database.run(read, sql, *values)

    async def number(self, table: str) -> int:
        (row,) = await self.read(f"SELECT COUNT(*) AS n FROM {table}")
        return int(row["n"])

    async def after(self, first: Transaction[Any], second: Transaction[T]) -> T:
        """PostgreSQL: start the second while the first has done its work and not committed it yet."""
        one = asyncio.create_task(self.database.run(lambda: slowly(first)))
        asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        while not one.done() and not await self.read(asleep):  # noqa: ASYNC110 - the server tells of it only when asked
            await asyncio.sleep(0.005)
        assert not one.done()
        result = await self.database.run(lambda: second)
        await one
        return result


def some(job: Job | None) -> Job:
    assert job is not None
    return job


async def outcomes(attempts: Iterable[Awaitable[T]]) -> tuple[list[T], list[type[BaseException]]]:
    """Do it all at once: what came of those that passed, and the kinds of refusal of the others."""
    results = await asyncio.gather(*attempts, return_exceptions=True)
    passed = [result for result in results if not isinstance(result, BaseException)]
    return passed, [type(result) for result in results if isinstance(result, BaseException)]
