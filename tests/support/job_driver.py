"""Short calls for what members and bot processes do to stored jobs."""

import asyncio
from collections.abc import Awaitable, Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from bot.domain.admission import OPEN_TO_ALL
from bot.domain.catalog import AspectRatio, Resolution, Size
from bot.domain.job import Job, MessageRef, Outcome, Requester, Result, State
from bot.domain.limits import UNLIMITED, Limits
from bot.domain.request import Request
from bot.storage import cancelling, intake, jobs, leases
from bot.storage.database import Database, Transaction, Value
from bot.storage.leases import LEASE_SECONDS, Lease
from tests.support.clock import ManualClock

T = TypeVar("T")
PRICE_MICROS = 20_000
UNLIMITED_LIMITS = Limits(images_per_user_per_day=UNLIMITED, jobs_per_user=UNLIMITED, cooldown_seconds=0)
ONE_PICTURE_OUTCOME = Outcome(
    results=(Result(image_uuid="one", url="https://im.runware.ai/one.jpg", cost=PRICE_MICROS),)
)


def make_request(number: int) -> Request:
    return Request(
        prompt="a fox",
        model="standard",
        ratio=AspectRatio.SQUARE,
        resolution=Resolution.K1,
        size=Size(1024, 1024),
        count=number,
        estimate=number * PRICE_MICROS,
    )


def select_rows(sql: str, *values: Value) -> Transaction[list[dict[str, Any]]]:
    rows = yield sql, values
    return [dict(row) for row in rows]  # type: ignore[call-overload]  # rows of both drivers are mappings


def commit_slowly(transaction: Transaction[T]) -> Transaction[T]:
    """Run the transaction and hold it open for 0.5 s before the commit (PostgreSQL only)."""
    result = yield from transaction
    yield "SELECT pg_sleep(0.5)", ()
    return result


@dataclass
class JobDriver:
    """Creates jobs and moves them between states.

    Methods act for the process (lease owner) “one” unless ``owner`` names another.
    """

    database: Database
    clock: ManualClock
    interaction_ids: "count[int]" = field(default_factory=lambda: count(1000))
    limits: Limits = UNLIMITED_LIMITS
    """The limits of requests that name no others."""

    def make_lease(self, owner: str = "one") -> Lease:
        return Lease(owner, self.clock() + LEASE_SECONDS)

    async def reserve(
        self,
        user_id: int = 1,
        images: int = 1,
        *,
        guild_id: int | None = None,
        limits: Limits | None = None,
        interaction_id: int | None = None,
        owner: str = "one",
        database: Database | None = None,
    ) -> Job:
        requester = Requester(
            interaction_id=next(self.interaction_ids) if interaction_id is None else interaction_id,
            user_id=user_id,
            guild_id=guild_id,
            channel_id=5,
            token="token",
            attachment_limit=10 << 20,
        )
        (job,), *_ = await (database or self.database).run(
            intake.reserve,
            *(requester, [make_request(images)]),
            task_uuids=[uuid4()],
            limits=limits or self.limits,
            admission=OPEN_TO_ALL,
            lease=self.make_lease(owner),
            now=self.clock(),
        )
        return job

    async def acknowledge(self, job: Job) -> Job:
        assert await self.database.run(intake.acknowledge, job, channel_id=6, message_id=7)
        return await self.get(job)

    async def claim(self, max_running: int = 1000, owner: str = "one") -> list[Job]:
        """Claim waiting jobs and record that they are submitted to the provider."""
        lease = self.make_lease(owner)
        claimed = await self.database.run(jobs.claim, max_running=max_running, lease=lease, now=self.clock())
        submitted = [
            await self.database.run(jobs.record_submission, job, owner=owner, now=self.clock()) for job in claimed
        ]
        return [job for job in submitted if job is not None]

    async def store_results(self, job: Job, owner: str = "one") -> Job | None:
        return await self.database.run(jobs.store_results, job, ONE_PICTURE_OUTCOME, owner=owner, now=self.clock())

    async def deliver(
        self, job: Job, images: int = 1, micro_dollars: int = PRICE_MICROS, owner: str = "one"
    ) -> Job | None:
        outcome = ONE_PICTURE_OUTCOME.model_copy(update={"delivered_count": images})
        return await self.database.run(
            jobs.deliver,
            job,
            outcome,
            message=MessageRef(6, 7),
            micro_dollars=micro_dollars,
            owner=owner,
            now=self.clock(),
        )

    async def fail(self, job: Job, micro_dollars: int = 0, owner: str = "one") -> Job | None:
        return await self.database.run(
            jobs.fail, job, State.FAILED, "It broke.", micro_dollars=micro_dollars, owner=owner, now=self.clock()
        )

    async def cancel(self, job: Job) -> Job | None:
        return await self.database.run(cancelling.cancel, job.id, "Taken back.", now=self.clock())

    async def adopt_orphans(self, owner: str = "two") -> list[Job]:
        return await self.database.run(leases.adopt_orphans, self.make_lease(owner), now=self.clock(), limit=10)

    async def create_in_state(self, state: State, user_id: int = 1, images: int = 1) -> Job:
        """Create a job of the process “one” and move it to that state."""
        job = await self.reserve(user_id, images)
        if state is State.RESERVED:
            return job
        if state is State.CANCELLED:
            return require_job(await self.cancel(job))
        job = await self.acknowledge(job)
        if state is State.WAITING:
            return job
        (job,) = (claimed for claimed in await self.claim() if claimed.id == job.id)
        if state is State.SUBMITTED:
            return job
        if state is State.FAILED:
            return require_job(await self.fail(job))
        job = require_job(await self.store_results(job))
        return job if state is State.READY else require_job(await self.deliver(job))

    async def get(self, job: Job) -> Job:
        return require_job(await self.database.run(jobs.get, job.id))

    async def job_row(self, job: Job) -> dict[str, Any]:
        (row,) = await self.select("SELECT * FROM jobs WHERE id = ?", job.id)
        return row

    async def ledger_entries(self, job: Job) -> list[tuple[str, int, int]]:
        """The ledger entries of the job: kind, pictures, micro-dollars."""
        rows = await self.select("SELECT kind, images, micro_dollars FROM ledger WHERE job_id = ? ORDER BY id", job.id)
        return [(row["kind"], row["images"], row["micro_dollars"]) for row in rows]

    async def select(self, sql: str, *values: Value) -> list[dict[str, Any]]:
        return await self.database.run(select_rows, sql, *values)

    async def count_rows(self, table: str) -> int:
        (row,) = await self.select(f"SELECT COUNT(*) AS n FROM {table}")
        return int(row["n"])

    async def run_overlapping(self, first: Transaction[Any], second: Transaction[T]) -> T:
        """Start ``second`` after ``first`` ran but before it commits (PostgreSQL only); returns the second result."""
        one = asyncio.create_task(self.database.run(lambda: commit_slowly(first)))
        asleep = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
        while not one.done() and not await self.select(asleep):  # noqa: ASYNC110 - the server sends no event
            await asyncio.sleep(0.005)
        assert not one.done()
        result = await self.database.run(lambda: second)
        await one
        return result


def require_job(job: Job | None) -> Job:
    assert job is not None
    return job


async def gather_outcomes(attempts: Iterable[Awaitable[T]]) -> tuple[list[T], list[type[BaseException]]]:
    """Run all attempts concurrently; returns the results, and the exception types of those that failed."""
    results = await asyncio.gather(*attempts, return_exceptions=True)
    passed = [result for result in results if not isinstance(result, BaseException)]
    return passed, [type(result) for result in results if isinstance(result, BaseException)]
