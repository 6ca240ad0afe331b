"""Throughput of the ledger in jobs per second: reserve, acknowledge, claim, store results, deliver."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

from benchmarks.engines import OpenEmptyDatabase
from benchmarks.requests import LEASE_OWNER, OUTCOME, PRICE_MICRO_DOLLARS, reserve_request
from benchmarks.table import Row
from bot.domain.job import Job
from bot.storage import intake, jobs
from bot.storage.database import Database
from bot.storage.leases import Lease

CONCURRENT_MEMBERS: Final = 50
_WARM_UP_JOBS: Final = 4
"""Jobs of each member before the measurement starts."""


async def measure(engine: str, open_empty: OpenEmptyDatabase, *, jobs_per_member: int = 40) -> Row:
    """Run ``jobs_per_member`` jobs for each of ``CONCURRENT_MEMBERS`` members with one worker."""
    async with open_empty() as database:
        await _serve_members(database, _WARM_UP_JOBS)
        began = time.perf_counter()
        await _serve_members(database, jobs_per_member)
        rate = CONCURRENT_MEMBERS * jobs_per_member / (time.perf_counter() - began)
    return Row(f"jobs/s through the ledger, {engine}, {CONCURRENT_MEMBERS} at once", f"{rate:,.0f} jobs/s")


async def _serve_members(database: Database, jobs_per_member: int) -> None:
    async with asyncio.TaskGroup() as tasks:
        simulator = _JobSimulator(database, tasks)
        for member in range(CONCURRENT_MEMBERS):
            tasks.create_task(simulator.simulate_member(member, jobs_per_member))


@dataclass(slots=True)
class _JobSimulator:
    database: Database
    tasks: asyncio.TaskGroup
    delivered: dict[int, asyncio.Event] = field(default_factory=dict)

    async def simulate_member(self, member: int, jobs_per_member: int) -> None:
        """Reserve a job, wait until it is delivered, and repeat."""
        for _ in range(jobs_per_member):
            now = time.time()
            job = await reserve_request(self.database, member, now=now)
            done = self.delivered[job.id] = asyncio.Event()
            lease = Lease(LEASE_OWNER, now + 60)
            where = {"channel_id": 6, "message_id": 7}
            claimed = await self.database.run(
                intake.acknowledge_and_claim, job, **where, max_running=CONCURRENT_MEMBERS, lease=lease, now=now
            )
            for one in claimed:
                self.tasks.create_task(self._complete_job(one))
            await done.wait()

    async def _complete_job(self, job: Job) -> None:
        drawn = await self.database.run(jobs.store_results, job, OUTCOME, owner=LEASE_OWNER, now=time.time())
        assert drawn is not None
        await self.database.run(
            jobs.deliver,
            drawn,
            OUTCOME,
            message=None,
            micro_dollars=PRICE_MICRO_DOLLARS,
            owner=LEASE_OWNER,
            now=time.time(),
        )
        self.delivered.pop(job.id).set()
