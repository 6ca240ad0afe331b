"""Jobs a second through the ledger: asked, acknowledged, claimed, drawn and delivered, each on disk."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Final

from benchmarks.engines import Empty
from benchmarks.requests import OUTCOME, OWNER, PRICE, ask
from benchmarks.table import Row
from bot.domain.job import Job
from bot.storage import intake, jobs
from bot.storage.database import Database
from bot.storage.leases import Lease

AT_ONCE: Final = 50
_WARM: Final = 4
"""Jobs of each member before the watch starts."""


async def measured(engine: str, empty: Empty, *, each: int = 40) -> Row:
    """``AT_ONCE`` members ask for ``each`` pictures, one after the other, of one worker."""
    async with empty() as database:
        await _served(database, _WARM)
        began = time.perf_counter()
        await _served(database, each)
        rate = AT_ONCE * each / (time.perf_counter() - began)
    return Row(f"jobs/s through the ledger, {engine}, {AT_ONCE} at once", f"{rate:,.0f} jobs/s")


async def _served(database: Database, each: int) -> None:
    async with asyncio.TaskGroup() as tasks:
        desk = _Desk(database, tasks)
        for member in range(AT_ONCE):
            tasks.create_task(desk.attend(member, each))


@dataclass(slots=True)
class _Desk:
    database: Database
    tasks: asyncio.TaskGroup
    delivered: dict[int, asyncio.Event] = field(default_factory=dict)

    async def attend(self, member: int, each: int) -> None:
        """A member who asks again as soon as the last picture is there."""
        for _ in range(each):
            now = time.time()
            job = await ask(self.database, member, now=now)
            done = self.delivered[job.id] = asyncio.Event()
            lease = Lease(OWNER, now + 60)
            where = {"channel_id": 6, "message_id": 7}
            claimed = await self.database.run(intake.joined, job, **where, at_once=AT_ONCE, lease=lease, now=now)
            for one in claimed:
                self.tasks.create_task(self._carry(one))
            await done.wait()

    async def _carry(self, job: Job) -> None:
        drawn = await self.database.run(jobs.ready, job, OUTCOME, owner=OWNER, now=time.time())
        assert drawn is not None
        await self.database.run(jobs.delivered, drawn, OUTCOME, place=None, micros=PRICE, owner=OWNER, now=time.time())
        self.delivered.pop(job.id).set()
