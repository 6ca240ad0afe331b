"""One process's share of the work: what it takes, what it adopts, what it parks, and what breaks inside it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast
from unittest.mock import create_autospec

import pytest

from bot.domain.job import Job, State
from bot.domain.rate_limits import SPENDING_STOPPED_MESSAGE, CircuitBreaker, ConcurrencyLimiter
from bot.jobs.capacity import Capacity
from bot.jobs.generate import Generator
from bot.jobs.inbox import Inbox
from bot.jobs.model_breakers import ModelBreakers
from bot.jobs.pipeline import JobPipeline
from bot.jobs.run import JobRun
from bot.jobs.worker import HEARTBEAT_SECONDS, INTERNAL_ERROR_MESSAGE, MAX_UNEXPECTED_ERRORS, Worker
from bot.storage import intake, jobs
from bot.storage.database import Database
from bot.storage.documents import dump_sentence
from bot.storage.jobs import COST_LOOKUP_DELAY_SECONDS
from bot.storage.leases import LEASE_SECONDS
from tests.support.clock import ManualClock
from tests.support.delivery_driver import DEADLINE_SECONDS, DeliveryDriver, open_delivery_driver
from tests.support.job_driver import PRICE_MICROS, JobDriver
from tests.support.moderation_driver import REAL_PRICE_MICROS

FAR_AWAY = 3600.0


@dataclass
class IdleGenerator:
    """Draws nothing: every task stays at the provider, or breaks."""

    job_driver: JobDriver
    clock: ManualClock
    broken: bool = False
    submitted: list[int] = field(default_factory=list)

    async def submit(self, run: JobRun) -> None:
        self.submitted.append(run.job.id)
        sent = await self.job_driver.database.run(jobs.record_submission, run.job, owner="one", now=self.clock())
        run.job = sent or run.job
        if self.broken:
            raise RuntimeError("a fault of ours")
        run.accepted_at = self.clock()
        run.due_at = self.clock() + FAR_AWAY

    async def poll(self, run: JobRun) -> None:
        run.due_at = self.clock() + FAR_AWAY


class MovingClock(ManualClock):
    """A clock that moves on by itself, so that no pause is waited for."""

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


class WorkerSetup:
    """A worker around a driver, as the process “one”."""

    def __init__(self, driver: DeliveryDriver, *, at_most: int = 2) -> None:
        self.delivery_driver, self.job_driver = driver, driver.job_driver
        self.generator = IdleGenerator(driver.job_driver, driver.clock)
        self.limiter, self.breaker, self.inbox = (
            ConcurrencyLimiter(at_most, driver.clock),
            CircuitBreaker(driver.clock),
            Inbox(),
        )
        runner = JobPipeline(
            context=driver.context,
            generator=cast(Generator, self.generator),
            deliverer=driver.deliverer,
            finisher=driver.finisher,
            task_timeout_seconds=DEADLINE_SECONDS,
        )
        capacity = Capacity(
            database=driver.context.database,
            limiter=self.limiter,
            breaker=self.breaker,
            model_breakers=create_autospec(ModelBreakers, instance=True),
        )
        self.worker = Worker(driver.context, runner, driver.finisher, capacity, self.inbox)

    async def waiting(self, number: int = 1) -> list[Job]:
        return [
            await self.job_driver.acknowledge(await self.delivery_driver.mod_driver.reserve(user_id=50 + n))
            for n in range(number)
        ]

    async def claimed(self) -> Job:
        """A job that was claimed for the worker as its member had their answer, and lies in the inbox."""
        job = await self.delivery_driver.mod_driver.reserve()
        claimed = await self.job_driver.database.run(
            intake.acknowledge_and_claim,
            job,
            channel_id=6,
            message_id=7,
            max_running=9,
            lease=self.job_driver.make_lease(),
            now=self.delivery_driver.clock(),
        )
        self.inbox.put(claimed)
        assert [one.id for one in claimed] == [job.id]
        return claimed[0]

    async def states(self) -> list[str]:
        return [row["state"] for row in await self.job_driver.select("SELECT state FROM jobs ORDER BY id")]


@pytest.fixture
async def worker_setup(tmp_path: Path, sqlite_template: Path, clock: ManualClock) -> AsyncIterator[WorkerSetup]:
    async with open_delivery_driver(tmp_path / "easel.db", sqlite_template, clock) as driver:
        yield WorkerSetup(driver)


@pytest.fixture
async def moving_clock_worker(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[WorkerSetup]:
    async with open_delivery_driver(tmp_path / "easel.db", sqlite_template, MovingClock()) as driver:
        yield WorkerSetup(driver)


async def until(condition: Any) -> None:
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - what runs in the background tells nobody
            await asyncio.sleep(0.005)


# ── stopping ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_job_in_the_inbox_is_parked_when_the_worker_stops(worker_setup: WorkerSetup) -> None:
    job = await worker_setup.claimed()
    await worker_setup.worker.drain(1.0)
    assert [one.id for one in await worker_setup.job_driver.adopt_orphans("two")] == [job.id]
    assert (await worker_setup.job_driver.job_row(job))["state"] == "submitted"


async def test_running_job_is_parked_after_the_drain_timeout(worker_setup: WorkerSetup) -> None:
    (job,) = await worker_setup.waiting()
    running = asyncio.create_task(worker_setup.worker.run())
    await until(lambda: worker_setup.generator.submitted)
    await worker_setup.worker.drain(0.01)
    await asyncio.wait_for(running, 5)
    assert [one.id for one in await worker_setup.job_driver.adopt_orphans("two")] == [job.id]


async def test_delivery_in_progress_finishes_while_the_worker_stops(worker_setup: WorkerSetup) -> None:
    job = await worker_setup.delivery_driver.mod_driver.create_ready_job()
    await worker_setup.job_driver.select("UPDATE jobs SET lease_owner = 'gone' WHERE id = ? RETURNING id", job.id)
    gate = asyncio.Event()
    worker_setup.delivery_driver.messenger.during_next_call = gate.wait
    running = asyncio.create_task(worker_setup.worker.run())
    await until(lambda: worker_setup.delivery_driver.messenger.calls)
    stopping = asyncio.create_task(worker_setup.worker.drain(10.0))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.wait_for(asyncio.gather(stopping, running), 5)
    assert (await worker_setup.job_driver.job_row(job))["state"] == "delivered"


async def test_stopped_worker_claims_no_jobs(worker_setup: WorkerSetup) -> None:
    await worker_setup.worker.drain(0.01)
    await worker_setup.waiting()
    await asyncio.wait_for(worker_setup.worker.run(), 5)
    assert await worker_setup.states() == ["waiting"]


# ── taking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_worker_claims_no_more_jobs_than_the_in_flight_limit(worker_setup: WorkerSetup) -> None:
    await worker_setup.waiting(4)
    assert await worker_setup.worker.run_once() == 2
    assert await worker_setup.states() == ["submitted", "submitted", "waiting", "waiting"]
    assert await worker_setup.worker.run_once() == 2


async def test_rate_limit_of_the_provider_pauses_claims(worker_setup: WorkerSetup) -> None:
    await worker_setup.waiting()
    worker_setup.limiter.record_rate_limit(30)
    assert await worker_setup.worker.run_once() == 0
    assert await worker_setup.states() == ["waiting"]
    worker_setup.delivery_driver.clock.advance(31)
    assert await worker_setup.worker.run_once() == 1


async def test_stopped_spending_fails_waiting_jobs_with_refund_and_notification(worker_setup: WorkerSetup) -> None:
    job, _ = await worker_setup.waiting(2)
    worker_setup.breaker.trip()
    await worker_setup.worker.run_once()
    await worker_setup.worker.run_once()
    assert await worker_setup.states() == ["failed", "failed"]
    assert (await worker_setup.job_driver.job_row(job))["reason"] == dump_sentence(SPENDING_STOPPED_MESSAGE)
    assert await worker_setup.delivery_driver.mod_driver.ledger_totals(job) == (0, 0)
    assert [what for what, _ in worker_setup.delivery_driver.messenger.calls] == ["end failed", "end failed"]
    assert worker_setup.generator.submitted == []


async def test_tripped_breaker_admits_a_single_trial_task_after_a_restart(worker_setup: WorkerSetup) -> None:
    await worker_setup.waiting(2)
    worker_setup.breaker.restore_tripped()
    await worker_setup.worker.run_once()
    assert await worker_setup.states() == ["submitted", "waiting"]


# ── adopting ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_jobs_of_a_dead_process_are_adopted_at_once_and_counted(
    worker_setup: WorkerSetup, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    job = await worker_setup.delivery_driver.mod_driver.create_ready_job()
    await worker_setup.job_driver.select("UPDATE jobs SET lease_owner = 'gone' WHERE id = ? RETURNING id", job.id)
    assert await worker_setup.worker.run_once() == 0
    assert await worker_setup.states() == ["delivered"]
    assert worker_setup.delivery_driver.metrics.rescued_states == ["ready"]
    assert worker_setup.delivery_driver.metrics.ended_jobs == [("delivered", "standard", 3, 3 * REAL_PRICE_MICROS)]
    rescued = [record for record in caplog.records if getattr(record, "event", "") == "job_rescued"]
    assert [(record.levelname, record.getMessage()) for record in rescued] == [
        ("INFO", f"Job {job.id} was adopted as ready")
    ]


async def test_submitted_job_of_another_process_is_run_as_adopted(worker_setup: WorkerSetup) -> None:
    (job,) = await worker_setup.waiting()
    await worker_setup.job_driver.claim(owner="gone")
    await worker_setup.worker.run_once()
    assert worker_setup.generator.submitted == [job.id]
    assert [run.adopted for run in worker_setup.worker._runs.values()] == [True]
    assert worker_setup.delivery_driver.metrics.rescued_states == ["submitted"]


async def test_heartbeats_renew_the_lease_of_running_jobs(worker_setup: WorkerSetup) -> None:
    (job,) = await worker_setup.waiting()
    await worker_setup.worker.run_once()
    for _ in range(5):
        worker_setup.delivery_driver.clock.advance(HEARTBEAT_SECONDS)
        await worker_setup.worker.run_once()
        assert (await worker_setup.job_driver.job_row(job))[
            "lease_expires_at"
        ] == worker_setup.delivery_driver.clock() + LEASE_SECONDS
    worker_setup.delivery_driver.clock.advance(HEARTBEAT_SECONDS / 2)
    await worker_setup.worker.run_once()
    assert (await worker_setup.job_driver.job_row(job))[
        "lease_expires_at"
    ] == worker_setup.delivery_driver.clock() - HEARTBEAT_SECONDS / 2 + LEASE_SECONDS


async def test_unnotified_end_is_notified_after_the_lease_time(worker_setup: WorkerSetup) -> None:
    job = await worker_setup.delivery_driver.mod_driver.reserve()
    await worker_setup.job_driver.cancel(job)
    await worker_setup.worker.run_once()
    assert worker_setup.delivery_driver.messenger.calls == []
    worker_setup.delivery_driver.clock.advance(LEASE_SECONDS + HEARTBEAT_SECONDS)
    await worker_setup.worker.run_once()
    assert worker_setup.delivery_driver.messenger.calls == [("end cancelled", job.id)]


# ── what breaks inside ───────────────────────────────────────────────────────────────────────────────────────────────


async def test_step_that_always_fails_ends_the_job_with_a_refund_and_a_due_bill(
    moving_clock_worker: WorkerSetup, caplog: pytest.LogCaptureFixture
) -> None:
    (job,) = await moving_clock_worker.waiting()
    moving_clock_worker.generator.broken = True
    running = asyncio.create_task(moving_clock_worker.worker.run())
    await until(lambda: ("end failed", job.id) in moving_clock_worker.delivery_driver.messenger.calls)
    await moving_clock_worker.worker.drain(1.0)
    await running
    row = await moving_clock_worker.job_driver.job_row(job)
    assert (row["state"], row["reason"], row["notified"]) == ("failed", dump_sentence(INTERNAL_ERROR_MESSAGE), 1)
    assert row["cost_due_at"] - row["ended_at"] == pytest.approx(COST_LOOKUP_DELAY_SECONDS, abs=2)
    assert (await moving_clock_worker.delivery_driver.mod_driver.ledger_totals(job))[0] == 0
    assert moving_clock_worker.generator.submitted == [job.id] * MAX_UNEXPECTED_ERRORS
    failed = [record for record in caplog.records if getattr(record, "event", "") == "step_failed"]
    assert [record.levelname for record in failed] == ["ERROR"] * MAX_UNEXPECTED_ERRORS


class FailingDatabase:
    """A database that breaks so many times."""

    def __init__(self, database: Database, times: int) -> None:
        self._database, self.times = database, times
        self.exclusive = database.exclusive
        self.size_query = database.size_query

    async def run(self, transaction: Any, *args: Any, **kwargs: Any) -> Any:
        if self.times > 0:
            self.times -= 1
            raise OSError("the disk is full")
        return await self._database.run(transaction, *args, **kwargs)


async def test_unreadable_queue_is_logged_and_read_again(
    worker_setup: WorkerSetup, caplog: pytest.LogCaptureFixture
) -> None:
    (job,) = await worker_setup.waiting()
    failing = cast(Database, FailingDatabase(worker_setup.job_driver.database, 1))
    worker_setup.worker.context = replace(worker_setup.worker.context, database=failing)
    running = asyncio.create_task(worker_setup.worker.run())
    await until(lambda: any(getattr(record, "event", "") == "queue_read_failed" for record in caplog.records))
    worker_setup.inbox.wake()
    await until(lambda: worker_setup.generator.submitted == [job.id])
    await worker_setup.worker.drain(0.01)
    await running
    (trouble,) = [record for record in caplog.records if getattr(record, "event", "") == "queue_read_failed"]
    assert (trouble.levelname, trouble.exc_info is not None) == ("ERROR", True)


async def test_claimed_job_shows_progress_and_keeps_its_reservation(
    worker_setup: WorkerSetup,
) -> None:
    (job,) = await worker_setup.waiting()
    running = asyncio.create_task(worker_setup.worker.run())
    await until(lambda: worker_setup.generator.submitted and worker_setup.delivery_driver.messenger.calls)
    await worker_setup.worker.drain(0.01)
    await running
    assert worker_setup.delivery_driver.messenger.calls == [("progress", job.id)]
    assert (await worker_setup.delivery_driver.reload(job)).state is State.SUBMITTED
    assert await worker_setup.delivery_driver.mod_driver.ledger_totals(job) == (3, 3 * PRICE_MICROS)
