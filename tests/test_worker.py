"""One process's share of the work: what it takes, what it adopts, what it parks, and what breaks inside it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import pytest

from bot.domain.job import Job, State
from bot.domain.rate_limits import CLOSED, Breaker, Throttle
from bot.jobs.generate import Drawing
from bot.jobs.inbox import Inbox
from bot.jobs.pipeline import Runner
from bot.jobs.run import Errand
from bot.jobs.worker import BROKEN, HEARTBEAT, TRIES, Worker
from bot.storage import intake, jobs
from bot.storage.database import Database
from bot.storage.jobs import BILL_AFTER
from bot.storage.leases import LEASE
from tests.conftest import HandClock
from tests.errands.crew import DEADLINE, Crew, hired
from tests.storage.court import REAL
from tests.storage.desk import PRICE, Desk

FAR_AWAY = 3600.0


@dataclass
class Pencil:
    """Draws nothing: every task stays at the provider, or breaks."""

    desk: Desk
    clock: HandClock
    broken: bool = False
    submitted: list[int] = field(default_factory=list)

    async def submit(self, errand: Errand) -> None:
        self.submitted.append(errand.job.id)
        sent = await self.desk.database.run(jobs.sending, errand.job, owner="one", now=self.clock())
        errand.job = sent or errand.job
        if self.broken:
            raise RuntimeError("a fault of ours")
        errand.accepted_at = self.clock()
        errand.due = self.clock() + FAR_AWAY

    async def look(self, errand: Errand) -> None:
        errand.due = self.clock() + FAR_AWAY


class Leaping(HandClock):
    """A clock that moves on by itself, so that no pause is waited for."""

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


class Works:
    """A worker around a crew, as the process “one”."""

    def __init__(self, crew: Crew, *, at_most: int = 2) -> None:
        self.crew, self.desk = crew, crew.desk
        self.pencil = Pencil(crew.desk, crew.clock)
        self.throttle, self.breaker, self.inbox = Throttle(at_most, crew.clock), Breaker(crew.clock), Inbox()
        runner = Runner(
            drawing=cast(Drawing, self.pencil), delivering=crew.delivering, ending=crew.ending, deadline=DEADLINE
        )
        self.worker = Worker(runner, self.throttle, self.breaker, self.inbox)

    async def waiting(self, number: int = 1) -> list[Job]:
        return [await self.desk.acknowledge(await self.crew.court.reserved(member=50 + n)) for n in range(number)]

    async def claimed(self) -> Job:
        """A job that was claimed for the worker as its member had their answer, and lies in the inbox."""
        job = await self.crew.court.reserved()
        claimed = await self.desk.database.run(
            intake.joined, job, channel_id=6, message_id=7, at_once=9, lease=self.desk.lease(), now=self.crew.clock()
        )
        self.inbox.put(claimed)
        assert [one.id for one in claimed] == [job.id]
        return claimed[0]

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.desk.read("SELECT state FROM jobs ORDER BY id")]


@pytest.fixture
async def works(tmp_path: Path, sqlite_template: Path, clock: HandClock) -> AsyncIterator[Works]:
    async with hired(tmp_path / "easel.db", sqlite_template, clock) as crew:
        yield Works(crew)


@pytest.fixture
async def leaping(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Works]:
    async with hired(tmp_path / "easel.db", sqlite_template, Leaping()) as crew:
        yield Works(crew)


async def until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what runs in the background tells nobody
            await asyncio.sleep(0.005)


# ── stopping ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_lies_in_the_inbox_is_parked_when_the_worker_stops(works: Works) -> None:
    job = await works.claimed()
    await works.worker.drain(1.0)
    assert [one.id for one in await works.desk.rescue("two")] == [job.id]
    assert (await works.desk.row(job))["state"] == "submitted"


async def test_what_is_being_drawn_is_parked_when_time_is_up(works: Works) -> None:
    (job,) = await works.waiting()
    running = asyncio.create_task(works.worker.run())
    await until(lambda: works.pencil.submitted)
    await works.worker.drain(0.01)
    await asyncio.wait_for(running, 5)
    assert [one.id for one in await works.desk.rescue("two")] == [job.id]


async def test_what_nearly_ended_may_end_while_the_worker_stops(works: Works) -> None:
    job = await works.crew.court.ready()
    await works.desk.read("UPDATE jobs SET lease_owner = 'gone' WHERE id = ? RETURNING id", job.id)
    gate = asyncio.Event()
    works.crew.member.meanwhile = gate.wait
    running = asyncio.create_task(works.worker.run())
    await until(lambda: works.crew.member.shown)
    stopping = asyncio.create_task(works.worker.drain(10.0))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.wait_for(asyncio.gather(stopping, running), 5)
    assert (await works.desk.row(job))["state"] == "delivered"


async def test_a_worker_that_stopped_takes_nothing_more(works: Works) -> None:
    await works.worker.drain(0.01)
    await works.waiting()
    await asyncio.wait_for(works.worker.run(), 5)
    assert await works.states() == ["waiting"]


# ── taking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_no_more_is_taken_than_may_be_at_the_provider(works: Works) -> None:
    await works.waiting(4)
    assert await works.worker.step() == 2
    assert await works.states() == ["submitted", "submitted", "waiting", "waiting"]
    assert await works.worker.step() == 2


async def test_while_the_provider_wants_quiet_nothing_is_taken(works: Works) -> None:
    await works.waiting()
    works.throttle.rate_limited(30)
    assert await works.worker.step() == 0
    assert await works.states() == ["waiting"]
    works.crew.clock.advance(31)
    assert await works.worker.step() == 1


async def test_while_spending_is_stopped_the_line_is_sent_away_for_free_and_told(works: Works) -> None:
    job, _ = await works.waiting(2)
    works.breaker.trip()
    await works.worker.step()
    await works.worker.step()
    assert await works.states() == ["failed", "failed"]
    assert (await works.desk.row(job))["reason"] == CLOSED
    assert await works.crew.court.sums(job) == (0, 0)
    assert [what for what, _ in works.crew.member.shown] == ["tell failed", "tell failed"]
    assert works.pencil.submitted == []


async def test_one_task_tries_whether_the_operator_acted(works: Works) -> None:
    await works.waiting(2)
    works.breaker.resume_tripped()
    await works.worker.step()
    assert await works.states() == ["submitted", "waiting"]


# ── adopting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_a_dead_process_left_is_adopted_at_once_and_counted(
    works: Works, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    job = await works.crew.court.ready()
    await works.desk.read("UPDATE jobs SET lease_owner = 'gone' WHERE id = ? RETURNING id", job.id)
    assert await works.worker.step() == 0
    assert await works.states() == ["delivered"]
    assert works.crew.meter.adopted == ["ready"]
    assert works.crew.meter.ends == [("delivered", "standard", 3, 3 * REAL)]
    rescued = [record for record in caplog.records if getattr(record, "event", "") == "job_rescued"]
    assert [(record.levelname, record.getMessage()) for record in rescued] == [
        ("INFO", f"Job {job.id} was adopted as ready")
    ]


async def test_a_task_that_another_process_may_have_sent_is_known_as_that(works: Works) -> None:
    (job,) = await works.waiting()
    await works.desk.claim(owner="gone")
    await works.worker.step()
    assert works.pencil.submitted == [job.id]
    assert [errand.adopted for errand in works.worker._errands.values()] == [True]
    assert works.crew.meter.adopted == ["submitted"]


async def test_what_is_carried_keeps_its_lease_by_heartbeats(works: Works) -> None:
    (job,) = await works.waiting()
    await works.worker.step()
    for _ in range(5):
        works.crew.clock.advance(HEARTBEAT)
        await works.worker.step()
        assert (await works.desk.row(job))["lease_until"] == works.crew.clock() + LEASE
    works.crew.clock.advance(HEARTBEAT / 2)
    await works.worker.step()
    assert (await works.desk.row(job))["lease_until"] == works.crew.clock() - HEARTBEAT / 2 + LEASE


async def test_an_end_that_nobody_was_told_is_told_after_a_while(works: Works) -> None:
    job = await works.crew.court.reserved()
    await works.desk.cancel(job)
    await works.worker.step()
    assert works.crew.member.shown == []
    works.crew.clock.advance(LEASE + HEARTBEAT)
    await works.worker.step()
    assert works.crew.member.shown == [("tell cancelled", job.id)]


# ── what breaks inside ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_step_that_always_breaks_ends_the_job_with_its_quota_and_asks_for_its_bill(
    leaping: Works, caplog: pytest.LogCaptureFixture
) -> None:
    (job,) = await leaping.waiting()
    leaping.pencil.broken = True
    running = asyncio.create_task(leaping.worker.run())
    await until(lambda: ("tell failed", job.id) in leaping.crew.member.shown)
    await leaping.worker.drain(1.0)
    await running
    row = await leaping.desk.row(job)
    assert (row["state"], row["reason"], row["answered"]) == ("failed", BROKEN, 1)
    assert row["bill_due"] - row["ended_at"] == pytest.approx(BILL_AFTER, abs=2)
    assert (await leaping.crew.court.sums(job))[0] == 0
    assert leaping.pencil.submitted == [job.id] * TRIES
    failed = [record for record in caplog.records if getattr(record, "event", "") == "step_failed"]
    assert [record.levelname for record in failed] == ["ERROR"] * TRIES


class Flaky:
    """A database that breaks so many times."""

    def __init__(self, database: Database, times: int) -> None:
        self._database, self.times = database, times
        self.exclusive = database.exclusive

    async def run(self, transaction: Any, *args: Any, **kwargs: Any) -> Any:
        if self.times > 0:
            self.times -= 1
            raise OSError("the disk is full")
        return await self._database.run(transaction, *args, **kwargs)


async def test_a_line_that_cannot_be_read_is_logged_and_read_again(
    works: Works, caplog: pytest.LogCaptureFixture
) -> None:
    (job,) = await works.waiting()
    works.worker._database = cast(Database, Flaky(works.desk.database, 1))
    running = asyncio.create_task(works.worker.run())
    await until(lambda: any(getattr(record, "event", "") == "line_unreadable" for record in caplog.records))
    works.inbox.wake()
    await until(lambda: works.pencil.submitted == [job.id])
    await works.worker.drain(0.01)
    await running
    (trouble,) = [record for record in caplog.records if getattr(record, "event", "") == "line_unreadable"]
    assert (trouble.levelname, trouble.exc_info is not None) == ("ERROR", True)


async def test_a_job_from_the_line_is_shown_as_being_drawn_and_keeps_what_was_reserved(works: Works) -> None:
    (job,) = await works.waiting()
    running = asyncio.create_task(works.worker.run())
    await until(lambda: works.pencil.submitted and works.crew.member.shown)
    await works.worker.drain(0.01)
    await running
    assert works.crew.member.shown == [("progress", job.id)]
    assert (await works.crew.job(job)).state is State.SUBMITTED
    assert await works.crew.court.sums(job) == (3, 3 * PRICE)
